#include "record/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <numeric>
#include <set>
#include <system_error>
#include <tuple>
#include <utility>

#include "errors/quoted.h"
#include "record/changed.h"
#include "record/extended.h"
#include "record/fields.h"
#include "text/csv.h"
#include "text/kept_texts.h"
#include "text/names.h"
#include "text/sha256.h"

namespace ratione {

namespace {

// Calls say ratione::quoted, since <filesystem> brings std::quoted along.

constexpr std::size_t most_acts = 5'000'000;
// Corrections are applied one inside the other.
constexpr int deepest_correction = 50;

constexpr std::string_view instruments_file = "instruments.csv";
constexpr std::string_view states_file = "states.csv";
constexpr std::string_view names_file = "state_names.csv";
constexpr std::string_view acts_folder = "acts/";
constexpr std::string_view csv_ending = ".csv";

const std::vector<std::string>& instrument_columns() {
  static const std::vector<std::string> columns = {
      "slug", "title", "aliases", "complete_to", "complete_source", "depositary", "note"};
  return columns;
}

// The same, and one that a file may leave out.
std::vector<std::string> columns_of_instruments() {
  std::vector<std::string> columns = instrument_columns();
  columns.emplace_back("subjects");
  return columns;
}

// The order of Part below; declared fields of the law come after these.
const std::vector<std::string>& act_columns() {
  static const std::vector<std::string> columns = {
      "id",      "state",    "actor",     "kind",   "provision", "day",    "known",
      "of",      "about",    "from",      "until",  "places",    "crimes", "persons",
      "only_on", "corrects", "confirmed", "source", "note"};
  return columns;
}

// "acts/x.csv" -> "x"; empty when it is no file of acts.
std::string_view slug_of_file(std::string_view name) {
  if (!name.starts_with(acts_folder) || !name.ends_with(csv_ending)) return {};
  name.remove_prefix(acts_folder.size());
  name.remove_suffix(csv_ending.size());
  return name.find('/') == std::string_view::npos ? name : std::string_view{};
}

bool is_local_id(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  });
}

std::string_view local(const Act& act) {
  return std::string_view(act.id).substr(act.instrument.size() + 1);
}

bool day_then_id(const Act& a, const Act& b) {
  return std::tie(a.day.lo, a.day.hi, a.id) < std::tie(b.day.lo, b.day.hi, b.id);
}

// What a correcting act gives, and so replaces.
enum Part : std::uint32_t {
  state = 1u << 0,
  actor = 1u << 1,
  kind = 1u << 2,
  provision = 1u << 3,
  day = 1u << 4,
  of = 1u << 5,
  about = 1u << 6,
  from = 1u << 7,
  until = 1u << 8,
  places = 1u << 9,
  crimes = 1u << 10,
  persons = 1u << 11,
  only_on = 1u << 12,
  confirmed = 1u << 13,
  source = 1u << 14,
  note = 1u << 15,
  // Of a correction: it is corrected itself.
  corrected = 1u << 31,
};

std::uint32_t parts_given(const CsvRow& row) {
  constexpr std::array<std::pair<std::string_view, Part>, 16> columns = {{
      {"state", Part::state},
      {"actor", Part::actor},
      {"kind", Part::kind},
      {"provision", Part::provision},
      {"day", Part::day},
      {"of", Part::of},
      {"about", Part::about},
      {"from", Part::from},
      {"until", Part::until},
      {"places", Part::places},
      {"crimes", Part::crimes},
      {"persons", Part::persons},
      {"only_on", Part::only_on},
      {"confirmed", Part::confirmed},
      {"source", Part::source},
      {"note", Part::note},
  }};
  std::uint32_t given = 0;
  for (const auto& [column, part] : columns) {
    if (!row.text(column).empty()) given |= part;
  }
  return given;
}

// `act` with what `correction` gives in place of its own. It could not be
// known before it was done: a later day takes `known` with it.
void apply(Act& act, const Act& correction, std::uint32_t given) {
  if (given & Part::state) act.state = correction.state;
  if (given & Part::actor) act.actor = correction.actor;
  if (given & Part::kind) act.kind = correction.kind;
  if (given & Part::provision) act.provision = correction.provision;
  if (given & Part::day) {
    act.day = correction.day;
    act.known = std::max(act.known, act.day.lo);
  }
  if (given & Part::of) act.of = correction.of;
  if (given & Part::about) act.about = correction.about;
  if (given & Part::from) act.from = correction.from;
  if (given & Part::until) act.until = correction.until;
  if (given & Part::places) act.places = correction.places;
  if (given & Part::crimes) act.crimes = correction.crimes;
  if (given & Part::persons) act.nationals_only = correction.nationals_only;
  if (given & Part::only_on) act.only_on = correction.only_on;
  if (given & Part::confirmed) act.confirmed = correction.confirmed;
  if (given & Part::source) act.source = correction.source;
  if (given & Part::note) act.note = correction.note;
  for (const auto& [name, field] : correction.fields) act.fields.insert_or_assign(name, field);
}

// In place, and each act is moved once: they are large, and may be very many.
void sort_by_day(std::vector<Act>& acts) {
  std::vector<std::uint32_t> from(acts.size());  // which act comes to stand here
  std::iota(from.begin(), from.end(), 0);
  std::sort(from.begin(), from.end(),
            [&](std::uint32_t a, std::uint32_t b) { return day_then_id(acts[a], acts[b]); });
  for (std::uint32_t begin = 0; begin < acts.size(); ++begin) {
    if (from[begin] == begin) continue;
    Act first = std::move(acts[begin]);
    std::uint32_t to = begin;
    while (from[to] != begin) {
      acts[to] = std::move(acts[from[to]]);
      to = std::exchange(from[to], to);
    }
    acts[to] = std::move(first);
    from[to] = to;
  }
}

bool ends_before_it_begins(const std::optional<DayRange>& from,
                           const std::optional<DayRange>& until) {
  return from && until && until->hi <= from->lo;
}

}  // namespace

std::string_view kind_named(std::string_view text) {
  if (text == "withdrawal" || text == "denunciation" || text == "withdrawal_notification") {
    return "withdrawal_notice";
  }
  if (text == "accession_withdrawn") return "instrument_withdrawn";
  return text;
}

// Reads the files of one record. `prefix` stands before their names in errors.
class RecordReader {
 public:
  // `unreadable`: files that are there but could not be read, with the faults
  // that say so.
  RecordReader(const std::map<std::string, std::string>& files, std::string prefix,
               std::vector<std::string> unreadable = {}, Errors faults = {})
      : files_(files),
        prefix_(std::move(prefix)),
        unreadable_(std::move(unreadable)),
        faults_(std::move(faults)) {
    for (const std::string& name : unreadable_) {
      if (std::string_view slug = slug_of_file(name); !slug.empty()) unread_.emplace_back(slug);
    }
  }

  Results<Record> read() {
    read_states();
    read_instruments();
    for (const auto& [name, text] : files_) {
      if (std::string_view slug = slug_of_file(name); !slug.empty()) {
        read_acts(shown_name(name), slug, text);
      } else if (name != instruments_file && name != states_file && name != names_file) {
        faults_.push_back(
            Error{Code::unknown_column, Place{shown_name(name), 0, 0, ""},
                  "This is not a file of a record; a record has instruments.csv, states.csv, "
                  "state_names.csv and acts/SLUG.csv."});
      }
    }
    finish();
    if (!faults_.empty()) return tl::unexpected<Errors>(std::move(faults_));
    fingerprint();
    return std::move(record_);
  }

  // What was read before, with acts added and taken out (record/changed.h).
  Results<Record> change(const Record& before, const RecordChange& change) {
    begin_with(before);
    std::string said = record_.head_ + "\n";
    std::set<std::string, std::less<>> gone;
    for (const std::string& id : change.removed) {
      if (record_.act(id) == nullptr) {
        faults_.push_back({Code::act_not_found,
                           {},
                           fmt::format("{} is not an act on record.", ratione::quoted(id))});
      }
      for (std::string& each : with_dependants(before, id)) gone.insert(std::move(each));
    }
    for (const std::string& id : gone) said += fmt::format("- {}\n", id);
    if (!gone.empty()) {
      for (const auto& [slug, shelf] : record_.shelves_) {
        const auto is_gone = [&](const Act& act) { return gone.contains(act.id); };
        if (std::any_of(shelf->acts.begin(), shelf->acts.end(), is_gone)) {
          std::erase_if(acts_to_change(slug), is_gone);
        }
      }
    }
    for (const RevisedAct& each : change.revised) said += revise(before, each);
    for (std::size_t i = 0; i < change.added.size(); ++i) said += add(change.added[i], i + 1);
    if (faults_.empty()) finish();
    // Nobody has the file of an added row: the sentence says what is wrong.
    for (Error& each : faults_) each.place = {};
    if (!faults_.empty()) return tl::unexpected<Errors>(std::move(faults_));
    record_.head_ = sha256_hex(said);
    return std::move(record_);
  }

  // What was read before, with the acts of a ledger (record/extended.h).
  Results<Record> extend(const Record& before, std::vector<ActTable> tables,
                         std::string_view head) {
    begin_with(before);
    keeps_references_ = false;
    const std::string file = tables.empty() ? "" : tables.front().rows.file;
    std::size_t rows = given_.size();
    for (const ActTable& each : tables) rows += each.rows.rows.size();
    given_.reserve(rows);
    for (ActTable& each : tables) {
      take(each.rows.faults());
      read_acts(each.instrument, std::move(each.rows));
    }
    if (faults_.empty()) finish();
    if (faults_.empty()) find_twins(file);
    if (!faults_.empty()) return tl::unexpected<Errors>(std::move(faults_));
    record_.head_ = sha256_hex(fmt::format("{}\n{}\n", record_.head_, head));
    return std::move(record_);
  }

 private:
  void begin_with(const Record& before) {
    record_ = before;
    known_states_ = &record_.states_;
    listed_ = true;
    for (const auto& [slug, shelf] : record_.shelves_) count_ += shelf->acts.size();
    for (const auto& [id, list] : record_.corrections_) {
      for (const Record::Correction& each : list) {
        given_.emplace(ids_.keep(before.act_of(each).id), each.given & ~Part::corrected);
      }
    }
    record_.corrections_.clear();
    record_.newest_ = Day::first();
  }

  // Of this record alone, their order by id to be made anew (index).
  std::vector<Act>& acts_to_change(std::string_view slug) {
    Record::Shelf& shelf = record_.shelves_[std::string(slug)].own();
    shelf.by_id.clear();
    return shelf.acts;
  }

  // Ids that a file and a ledger both have: neighbours in the order of ids.
  void find_twins(const std::string& file) {
    for (const auto& [slug, shelf] : record_.shelves_) {
      for (std::size_t i = 1; i < shelf->by_id.size(); ++i) {
        const Act &a = shelf->acts[shelf->by_id[i - 1]], &b = shelf->acts[shelf->by_id[i]];
        if (a.id != b.id) continue;
        faults_.push_back(Error{Code::given_twice, a.place.file == file ? a.place : b.place,
                                fmt::format("{} is the id of another act, too; give each act an "
                                            "id of its own.",
                                            ratione::quoted(a.id))});
      }
    }
  }

  // Where the reference of an act stands, as far as it is known.
  Place corrects_place(const Act& act) const {
    auto at = references_.find(act.id);
    return at == references_.end() ? act.place : at->second.corrects_place;
  }
  Place of_place(const Act& act) const {
    auto at = references_.find(act.id);
    return at == references_.end() ? act.place : at->second.of_place;
  }

  // Returns what it says, for the head.
  std::string revise(const Record& before, const RevisedAct& revised) {
    auto act_of = [&](const std::string& id) -> Act* {
      const std::string slug = id.substr(0, id.find('/'));
      if (!record_.shelves_.contains(slug)) return nullptr;
      std::vector<Act>& acts = acts_to_change(slug);
      auto at =
          std::find_if(acts.begin(), acts.end(), [&](const Act& act) { return act.id == id; });
      return at == acts.end() ? nullptr : &*at;
    };
    Act* act = act_of(revised.id);
    if (act == nullptr) {
      faults_.push_back({Code::act_not_found,
                         {},
                         fmt::format("{} is not an act on record.", ratione::quoted(revised.id))});
      return "";
    }
    std::string said;
    for (const auto& [name, text] : revised.fields) {
      said += fmt::format("~ {} {}={}\n", revised.id, name, text);
      if (text.empty()) {
        act->fields.erase(name);
      } else {
        act->fields[name] = {text, act->place};
      }
    }
    // No correction of them, known later, may bring back what was.
    std::set<std::string, std::less<>> corrected{revised.id};
    for (const std::string& id : with_dependants(before, revised.id)) {
      Act* other = act_of(id);
      if (other == nullptr || !corrected.contains(other->corrects)) continue;
      corrected.insert(id);
      for (const auto& [name, text] : revised.fields) other->fields.erase(name);
    }
    return said;
  }

  // A row as a file would hold it; returns what it says, for the head.
  std::string add(const AddedAct& added, std::size_t n) {
    std::map<std::string, std::string> columns = added.columns;
    columns["id"] = supposed_id(added, n);
    columns.try_emplace("source", "supposed");
    for (const std::string& column : act_columns()) columns.try_emplace(column);
    std::vector<std::string> names, values;
    for (const auto& [name, value] : columns) {
      names.push_back(csv_quoted(name));
      values.push_back(csv_quoted(value));
    }
    const std::string row = fmt::format("{}\n{}\n", fmt::join(names, ","), fmt::join(values, ","));
    read_acts(shown_name(std::string(acts_folder) + added.instrument + std::string(csv_ending)),
              added.instrument, row);
    if (!columns["corrects"].empty()) {
      faults_.push_back({Code::act_not_found, {}, "A supposed act cannot correct one on record."});
    }
    return fmt::format("+ {}\n{}", added.instrument, row);
  }

  void finish() {
    for (const auto& [slug, shelf] : record_.shelves_) {
      // Files are kept in this order, and acts are large to move.
      if (!std::is_sorted(shelf->acts.begin(), shelf->acts.end(), day_then_id)) {
        sort_by_day(acts_to_change(slug));
      }
    }
    index();
    resolve();
    if (faults_.empty()) check_corrected();
    if (!faults_.empty()) order_by_place(faults_);
  }

  // Where the references of an act stand, for faults found after all is read.
  struct References {
    std::string corrects;  // as written
    Place of_place, corrects_place;
  };

  std::string shown_name(std::string_view name) const { return prefix_ + std::string(name); }

  const std::string* file(std::string_view name) {
    auto at = files_.find(std::string(name));
    if (at != files_.end()) return &at->second;
    if (std::find(unreadable_.begin(), unreadable_.end(), name) != unreadable_.end()) {
      return nullptr;
    }
    faults_.push_back(Error{Code::record_file_missing, Place{shown_name(name), 0, 0, ""},
                            "The file is not there; a record needs instruments.csv, states.csv and "
                            "state_names.csv, with acts in acts/."});
    return nullptr;
  }

  void take(Errors faults) {
    faults_.insert(faults_.end(), std::make_move_iterator(faults.begin()),
                   std::make_move_iterator(faults.end()));
  }

  void read_states() {
    const std::string* states = file(states_file);
    const std::string* names = file(names_file);
    if (states == nullptr) return;
    // Without names the States themselves are read all the same, for their faults.
    Results<States> read =
        States::read(*states, shown_name(states_file),
                     names == nullptr ? "code,name,kind,source\n" : *names, shown_name(names_file));
    if (!read) return take(std::move(read.error()));
    record_.states_ = std::move(*read);
    known_states_ = &record_.states_;
  }

  void read_instruments() {
    const std::string* text = file(instruments_file);
    if (text == nullptr) return;
    Results<Csv> table = read_csv(*text, shown_name(instruments_file), instrument_columns());
    if (!table) return take(std::move(table.error()));
    only_columns(*table, columns_of_instruments(), faults_);
    listed_ = true;
    std::map<std::string, int> lines;  // of slugs
    for (const CsvRow& row : table->rows) {
      Fields f(row, faults_);
      Instrument instrument;
      instrument.slug = f.required("slug", "the instrument's short name, such as a-treaty");
      instrument.title = f.required("title", "the instrument's title");
      instrument.complete_to = f.day("complete_to").value_or(Day::first());
      instrument.complete_source = f.text("complete_source");
      if (f.given("complete_to")) {
        f.required("complete_source", "the source that knows every act up to that day");
      }
      instrument.depositary = f.text("depositary");
      instrument.note = f.text("note");
      for (std::string_view alias : list_of(f.text("aliases")))
        instrument.aliases.emplace_back(alias);
      for (std::string_view subject : list_of(f.text("subjects")))
        instrument.subjects.emplace_back(subject);
      if (instrument.slug.empty()) continue;
      if (!is_slug(instrument.slug)) {
        f.fault(Code::bad_spelling, "slug",
                fmt::format("{} is not a slug; write small letters, digits and hyphens.",
                            ratione::quoted(instrument.slug)));
        continue;
      }
      auto [first, added] = lines.emplace(instrument.slug, row.line());
      if (!added) {
        f.fault(Code::given_twice, "slug",
                fmt::format("{} stands twice, first in line {}; keep one row.", instrument.slug,
                            first->second));
        continue;
      }
      record_.instruments_.push_back(std::move(instrument));
    }
    std::sort(record_.instruments_.begin(), record_.instruments_.end(),
              [](const Instrument& a, const Instrument& b) { return a.slug < b.slug; });
    // Slugs first: an alias must not take another instrument's slug.
    for (std::size_t i = 0; i < record_.instruments_.size(); ++i) {
      record_.by_name_.emplace(fold_name(record_.instruments_[i].slug), i);
    }
    for (const CsvRow& row : table->rows) {
      const Instrument* own = record_.instrument(row.text("slug"));
      if (own == nullptr || lines[own->slug] != row.line()) continue;
      Fields f(row, faults_);
      for (std::string_view alias : list_of(f.text("aliases"))) {
        std::string folded = fold_name(alias);
        if (folded.empty()) {
          f.fault(Code::bad_spelling, "aliases",
                  fmt::format("{} is not a name; write aliases with one ; between them.",
                              ratione::quoted(alias)));
          continue;
        }
        std::size_t index = static_cast<std::size_t>(own - record_.instruments_.data());
        auto [first, added] = record_.by_name_.emplace(std::move(folded), index);
        if (added) continue;
        f.fault(
            Code::alias_taken, "aliases",
            first->second == index
                ? fmt::format("{} already names this instrument; leave it out.",
                              ratione::quoted(alias))
                : fmt::format("{} already names {}; give each name to one instrument.",
                              ratione::quoted(alias), record_.instruments_[first->second].slug));
      }
    }
  }

  void read_acts(const std::string& shown, std::string_view slug, const std::string& text) {
    Results<Csv> table = read_csv(text, shown, act_columns());
    if (table) return read_acts(slug, std::move(*table));
    check_listed(shown, slug);
    unread_.emplace_back(slug);
    take(std::move(table.error()));
  }

  void check_listed(const std::string& shown, std::string_view slug) {
    if (listed_ && record_.instrument(slug) == nullptr) {
      faults_.push_back(
          Error{Code::instrument_not_listed, Place{shown, 0, 0, ""},
                fmt::format("{} has no row in instruments.csv; add one, or rename the file.",
                            ratione::quoted(slug))});
    }
  }

  void read_acts(std::string_view slug, Csv table) {
    const std::string& shown = table.file;
    check_listed(shown, slug);
    std::vector<std::string> declared;  // columns of the law's own fields
    for (const std::string& column : table.columns) {
      const std::vector<std::string>& ours = act_columns();
      if (std::find(ours.begin(), ours.end(), column) != ours.end()) continue;
      if (is_name(column)) {
        declared.push_back(column);
      } else {
        faults_.push_back(
            Error{Code::unknown_column, Place{shown, 1, 0, ""},
                  fmt::format("{} cannot be a field of an act; write small letters, digits and _.",
                              ratione::quoted(column))});
      }
    }
    if (count_ + table.rows.size() > most_acts) {
      faults_.push_back(
          Error{Code::too_many_acts, Place{shown, 0, 0, ""},
                fmt::format("The record would hold over {} acts; split it.", most_acts)});
      unread_.emplace_back(slug);
      return;
    }
    count_ += table.rows.size();

    std::vector<Act>& acts = acts_to_change(slug);
    acts.reserve(acts.size() + table.rows.size());
    std::unordered_map<std::string_view, int> lines;  // of local ids; the table outlives it
    lines.reserve(table.rows.size());
    for (const CsvRow& row : table.rows) {
      const std::string& id = row.text("id");
      Fields f(row, faults_);
      f.required("id", "an id that no other act of this file has");
      if (!id.empty() && !is_local_id(id)) {
        f.fault(Code::bad_spelling, "id",
                fmt::format("{} cannot be an id; write letters, digits, hyphens, dots and _.",
                            ratione::quoted(id)));
      }
      Act act = read_act(f, slug, declared);
      act.place = row.place();
      if (id.empty()) continue;
      auto [first, added] = lines.emplace(id, row.line());
      if (!added) {
        f.fault(Code::given_twice, "id",
                fmt::format("{} stands twice, first in line {}; give each act an id of its own.",
                            ratione::quoted(id), first->second));
        continue;
      }
      act.id = fmt::format("{}/{}", slug, id);
      if (keeps_references_ && (!act.of.empty() || !act.corrects.empty())) {
        References references{act.corrects, {}, {}};
        if (!act.of.empty()) references.of_place = row.place("of");
        if (!act.corrects.empty()) references.corrects_place = row.place("corrects");
        references_.emplace(act.id, std::move(references));
      }
      if (!act.corrects.empty()) given_.emplace(ids_.keep(act.id), parts_given(row));
      acts.push_back(std::move(act));
    }
  }

  Act read_act(Fields& f, std::string_view slug, const std::vector<std::string>& declared) {
    Act act;
    act.instrument = slug;
    act.corrects = f.text("corrects");
    // A correction gives only what it changes.
    const bool correction = !act.corrects.empty();

    act.state = f.state("state", known_states_);
    act.actor = f.text("actor");
    if (!act.actor.empty() && !is_slug(act.actor)) {
      f.fault(Code::bad_spelling, "actor",
              fmt::format("{} is not an organ; write small letters, digits and hyphens.",
                          ratione::quoted(act.actor)));
    }
    if (!correction && !f.given("state") && !f.given("actor")) {
      f.fault(Code::author_unclear, "state",
              "The act has no author; write the State in `state`, or the organ in `actor`.");
    }

    if (!correction) f.required("kind", "what kind of act it is");
    act.kind = kind_named(f.text("kind"));
    if (!act.kind.empty() && !is_name(act.kind)) {
      f.fault(Code::bad_spelling, "kind",
              fmt::format("{} is not a kind of act; write small letters and _.",
                          ratione::quoted(act.kind)));
    }
    act.provision = provision(f, "provision", f.text("provision"));
    read_days(f, act, correction);
    act.of = f.text("of");
    act.about = f.states("about", known_states_);

    act.from = f.range("from");
    act.until = f.range("until");
    if (ends_before_it_begins(act.from, act.until)) {
      f.fault(Code::span_empty, "until",
              fmt::format("`until` {} is not after `from` {}; `until` is the first day outside.",
                          act.until->iso(), act.from->iso()));
    }
    for (std::string_view place : list_of(f.text("places"))) read_place(f, place, act);
    for (std::string_view crime : list_of(f.text("crimes"))) {
      if (std::string dotted = provision(f, "crimes", crime); !dotted.empty())
        act.crimes.push_back(std::move(dotted));
    }
    if (f.given("persons")) {
      act.nationals_only = f.text("persons") == "nationals";
      if (!act.nationals_only) {
        f.fault(
            Code::not_among_words, "persons",
            fmt::format("{} does not say whose acts; write nationals, or nothing for everybody's.",
                        ratione::quoted(f.text("persons"))));
      }
    }
    act.only_on = f.text("only_on");
    if (!act.only_on.empty() && !is_name(act.only_on)) {
      f.fault(Code::bad_spelling, "only_on",
              fmt::format("{} is not a reading; write its name as the law spells it.",
                          ratione::quoted(act.only_on)));
    }
    act.confirmed = f.yes_no("confirmed", correction).value_or(false);
    act.source = f.required("source", "where the act can be read");
    act.note = f.text("note");
    for (const std::string& column : declared) {
      if (f.given(column)) act.fields.emplace(column, ActField{f.text(column), f.place(column)});
    }
    return act;
  }

  // day, known. A correction must say from when it was known, or it would leak
  // backwards; without a day of its own it is dated by that.
  void read_days(Fields& f, Act& act, bool correction) {
    std::optional<DayRange> day = f.range("day");
    std::optional<Day> known = f.day("known");
    if (day && known && *known < day->lo) {
      f.fault(Code::known_too_early, "known",
              fmt::format("{} is before the day of the act, {}; nobody could know of it then.",
                          known->iso(), day->iso()));
    }
    if (correction) {
      f.required("known", "the day from which the correction was known");
      if (!f.given("day") && known) day = DayRange::on(*known);
    } else {
      f.required("day", "the day of the act");
    }
    if (day) act.day = *day;
    act.known = known ? *known : act.day.hi;
  }

  std::string provision(Fields& f, std::string_view column, std::string_view text) {
    if (text.empty() && column == "provision") return {};
    std::string dotted = dotted_provision(text);
    if (dotted.empty()) {
      f.fault(Code::not_a_provision, column,
              fmt::format("{} is not a provision; write it as 12(2)(a) or 12.2.a.",
                          ratione::quoted(text)));
    }
    return dotted;
  }

  void read_place(Fields& f, std::string_view place, Act& act) {
    // Whether there is such a place is for the atlas to say.
    if (!StateCode::parse(place) && !is_slug(place)) {
      f.fault(Code::bad_spelling, "places",
              fmt::format("{} is not a place; write its id in the atlas, or a three-letter code.",
                          ratione::quoted(place)));
      return;
    }
    act.places.emplace_back(place);
  }

  void index() {
    for (auto& [slug, shelf] : record_.shelves_) {
      const std::vector<Act>& acts = shelf->acts;
      for (const Act& act : acts) record_.newest_ = std::max(record_.newest_, act.known);
      if (shelf->by_id.size() == acts.size()) continue;  // as it was
      std::vector<std::uint32_t>& order = shelf.own().by_id;
      order.resize(acts.size());
      for (std::size_t i = 0; i < acts.size(); ++i) order[i] = static_cast<std::uint32_t>(i);
      std::sort(order.begin(), order.end(),
                [&](std::uint32_t a, std::uint32_t b) { return acts[a].id < acts[b].id; });
    }
  }

  bool unread(std::string_view slug) const {
    return std::find(unread_.begin(), unread_.end(), slug) != unread_.end();
  }

  // The full id that `text` means in an act of `instrument`; a fault when it
  // names none, and then empty.
  std::string full_id(const Act& act, const std::string& text, std::string_view column) {
    auto place = [&] { return column == "of" ? of_place(act) : corrects_place(act); };
    const bool full = text.find('/') != std::string::npos;
    std::string id = full ? text : fmt::format("{}/{}", act.instrument, text);
    if (id == act.id) {
      faults_.push_back(Error{Code::act_not_found, place(),
                              fmt::format("`{}` names the act itself; name another one.", column)});
      return {};
    }
    if (record_.act(id) != nullptr) return id;
    // A file that could not be read may well hold it.
    if (unread(std::string_view(id).substr(0, id.find('/')))) return {};
    std::vector<std::string> candidates;
    for (const Act& other : record_.acts(act.instrument)) {
      if (candidates.size() < 10'000) candidates.emplace_back(local(other));
    }
    std::string near = full || faults_.size() > 1'000 ? "" : nearest_id(text, candidates);
    faults_.push_back(Error{
        Code::act_not_found, place(),
        near.empty()
            ? fmt::format("{} is not an act on record; write the id of one, with its instrument "
                          "and a slash "
                          "when that is another one.",
                          ratione::quoted(text))
            : fmt::format("{} is not an act on record; did you mean {}?", ratione::quoted(text),
                          near)});
    return {};
  }

  // ", ID" of the act that a correction names, if it is known which.
  std::string corrected_by(const Act& correction) const {
    auto at = references_.find(correction.id);
    const std::string& id = correction.corrects.empty() && at != references_.end()
                                ? at->second.corrects
                                : correction.corrects;
    return id.empty() ? "" : ", " + id;
  }

  void resolve() {
    for (auto& [slug, shelf] : record_.shelves_) {
      std::vector<Act>* changed = nullptr;
      for (std::size_t i = 0; i < shelf->acts.size(); ++i) {
        if (shelf->acts[i].of.empty() && shelf->acts[i].corrects.empty()) continue;
        // What was read before is resolved already, and stays as it is.
        if (keeps_references_ && !references_.contains(shelf->acts[i].id)) continue;
        if (changed == nullptr) changed = &shelf.own().acts;
        Act& act = (*changed)[i];
        if (!act.of.empty()) act.of = full_id(act, act.of, "of");
        if (!act.corrects.empty()) act.corrects = full_id(act, act.corrects, "corrects");
      }
    }
    for (const auto& [slug, shelf] : record_.shelves_) {
      const std::vector<Act>& acts = shelf->acts;
      for (std::size_t i = 0; i < acts.size(); ++i) {
        const Act& act = acts[i];
        if (!act.of.empty()) {
          const Act* answered = record_.act(act.of);
          if (given_.contains(answered->id)) {
            faults_.push_back(
                Error{Code::answers_correction, of_place(act),
                      fmt::format("{} only corrects another act; name the act that it corrects{}.",
                                  ratione::quoted(act.of), corrected_by(*answered))});
          }
        }
        if (!act.corrects.empty()) {
          record_.corrections_[act.corrects].push_back(
              {slug, static_cast<std::uint32_t>(i), given_.at(act.id)});
        }
      }
    }
    for (auto& [id, list] : record_.corrections_) {
      // Those known later have the last word.
      std::sort(list.begin(), list.end(),
                [&](const Record::Correction& a, const Record::Correction& b) {
                  const Act& x = record_.act_of(a);
                  const Act& y = record_.act_of(b);
                  return std::tie(x.known, x.id) < std::tie(y.known, y.id);
                });
    }
    if (mark_corrected()) find_circles();
  }

  // Corrections that are corrected themselves: without one there is no circle, and
  // none too deep. They are few, and what is corrected is less than what corrects.
  bool mark_corrected() {
    bool any = false;
    for (const auto& [id, unused] : record_.corrections_) {
      if (!given_.contains(id)) continue;
      // None where what it corrects was not found.
      auto list = record_.corrections_.find(record_.act(id)->corrects);
      if (list == record_.corrections_.end()) continue;
      for (Record::Correction& each : list->second) {
        if (record_.act_of(each).id == id) each.given |= Part::corrected;
      }
      any = true;
    }
    return any;
  }

  // Each correction names one act, so a walk along them ends, or runs in a circle.
  void find_circles() {
    std::unordered_map<std::string_view, int>
        depth;  // 0: on the walk; else corrections below, plus 1
    for (const auto& [slug, shelf] : record_.shelves_) {
      for (const Act& start : shelf->acts) {
        if (start.corrects.empty() || depth.contains(start.id)) continue;
        std::vector<const Act*> walk;
        const Act* act = &start;
        while (act != nullptr && !act->corrects.empty() && depth.emplace(act->id, 0).second) {
          walk.push_back(act);
          act = record_.act(act->corrects);
        }
        int below = 1;
        bool circle = false;
        if (act != nullptr && !act->corrects.empty()) {
          below = depth.at(act->id);
          circle = below == 0;
          if (circle) report_circle(walk, act);
        }
        for (auto at = walk.rbegin(); at != walk.rend(); ++at) {
          depth[(*at)->id] = ++below;
          if (!circle && below == deepest_correction + 2) {
            faults_.push_back(Error{
                Code::corrections_too_deep, corrects_place(**at),
                fmt::format(
                    "Over {} corrections stand one on the other; correct the first act itself.",
                    deepest_correction)});
          }
        }
      }
    }
  }

  void report_circle(const std::vector<const Act*>& walk, const Act* first) {
    auto at = std::find(walk.begin(), walk.end(), first);
    std::string path;
    for (std::size_t n = 0; at != walk.end(); ++at) {
      path += fmt::format("{} corrects ", (*at)->id);
      if (++n == 5 && at + 1 != walk.end()) {
        path += "... corrects ";
        break;
      }
    }
    faults_.push_back(
        Error{Code::corrections_in_circle, corrects_place(*first),
              fmt::format("{}{}; let one of them correct nothing.", path, first->id)});
  }

  // Every correction under `id`, those of corrections too.
  void corrections_under(const std::string& id, std::vector<const Act*>& all) const {
    auto list = record_.corrections_.find(id);
    if (list == record_.corrections_.end()) return;
    for (const Record::Correction& correction : list->second) {
      const Act& by = record_.act_of(correction);
      all.push_back(&by);
      if ((correction.given & Part::corrected) != 0) corrections_under(by.id, all);
    }
  }

  // A correction can spoil an act that was right: look at each act after each
  // of its corrections.
  void check_corrected() {
    for (const auto& [slug, shelf] : record_.shelves_) {
      for (const Act& act : shelf->acts) {
        if (!act.corrects.empty() || !record_.corrections_.contains(act.id)) continue;
        std::vector<const Act*> all;
        corrections_under(act.id, all);
        for (const Act* by : all) {
          if (!by->from && !by->until) continue;
          Act shown = record_.as_known(act, by->known);
          if (!ends_before_it_begins(shown.from, shown.until)) continue;
          faults_.push_back(Error{
              Code::corrected_wrongly, corrects_place(*by),
              fmt::format("After this correction {} has `until` {}, which is not after its `from` "
                          "{}; correct both.",
                          act.id, shown.until->iso(), shown.from->iso())});
        }
      }
    }
  }

  // What `sha256sum` prints for the files, hashed once more: a reader can
  // compute the head with two commands of a shell.
  void fingerprint() {
    std::string sums;
    for (const auto& [name, text] : files_) sums += fmt::format("{}  {}\n", sha256_hex(text), name);
    record_.head_ = sha256_hex(sums);
  }

  const std::map<std::string, std::string>& files_;
  const std::string prefix_;
  const std::vector<std::string> unreadable_;
  Record record_;
  Errors faults_;
  const States* known_states_ = nullptr;  // null: could not be read, so nothing is said of codes
  bool listed_ = false;                   // instruments.csv could be read
  std::vector<std::string> unread_;       // instruments whose acts could not be read
  std::size_t count_ = 0;
  // By full id. Not of a ledger: there the whole act has one place.
  std::unordered_map<std::string, References> references_;
  bool keeps_references_ = true;
  // Corrections, by full id: of a ledger they may be many.
  KeptTexts ids_;
  std::pmr::unordered_map<std::string_view, std::uint32_t> given_{ids_.memory()};
};

std::string supposed_id(const AddedAct& act, std::size_t n) {
  auto of = [&](const char* column) {
    auto at = act.columns.find(column);
    return at == act.columns.end() ? std::string() : at->second;
  };
  std::string who = of("state").empty() ? of("actor") : of("state");
  for (char& c : who) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return fmt::format("{}-{}-supposed-{}", who, of("day").substr(0, 4), n);
}

std::vector<std::string> with_dependants(const Record& record, std::string_view id) {
  std::vector<std::string> all{std::string(id)};
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const Instrument& instrument : record.instruments()) {
      for (const Act& act : record.acts(instrument.slug)) {
        if (act.of != all[i] && act.corrects != all[i]) continue;
        if (std::find(all.begin(), all.end(), act.id) == all.end()) all.push_back(act.id);
      }
    }
  }
  return all;
}

Results<Record> changed(const Record& record, const RecordChange& change) {
  static const std::map<std::string, std::string> no_files;
  return RecordReader(no_files, "").change(record, change);
}

Results<Record> extended(const Record& record, std::vector<ActTable> tables,
                         std::string_view head) {
  static const std::map<std::string, std::string> no_files;
  return RecordReader(no_files, "").extend(record, std::move(tables), head);
}

const std::vector<std::string>& act_column_names() { return act_columns(); }

Results<Record> Record::read(const std::map<std::string, std::string>& files) {
  return RecordReader(files, "").read();
}

Results<Record> Record::load(const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code failed;
  const fs::path root(folder);
  if (!fs::is_directory(root, failed)) {
    return tl::unexpected<Errors>(Errors{
        Error{Code::record_file_missing, Place{folder, 0, 0, ""},
              "The folder is not there; name the folder that holds instruments.csv, states.csv, "
              "state_names.csv and acts/."}});
  }
  Errors faults;
  std::map<std::string, std::string> files;
  std::vector<std::string> unreadable;
  auto take = [&](const std::string& name) {
    Result<std::string> text = read_file(folder + "/" + name);
    if (text) {
      files.emplace(name, std::move(*text));
    } else {
      unreadable.push_back(name);
      faults.push_back(std::move(text.error()));
    }
  };
  for (std::string_view name : {instruments_file, states_file, names_file}) {
    // A missing one is reported by the reader, with what a record needs.
    if (fs::exists(root / name, failed)) take(std::string(name));
  }
  if (fs::is_directory(root / "acts", failed)) {
    fs::directory_iterator at(root / "acts", failed);
    for (; !failed && at != fs::directory_iterator(); at.increment(failed)) {
      std::string name = at->path().filename().string();
      if (name.ends_with(csv_ending) && name[0] != '.') take(std::string(acts_folder) + name);
    }
    if (failed) {
      faults.push_back(Error{Code::record_file_missing, Place{folder + "/acts", 0, 0, ""},
                             "The folder cannot be read; allow it to be read."});
    }
  } else {
    faults.push_back(
        Error{Code::record_file_missing, Place{folder + "/acts", 0, 0, ""},
              "The folder is not there; it holds one file of acts for each instrument."});
  }
  return RecordReader(files, folder + "/", std::move(unreadable), std::move(faults)).read();
}

const Instrument* Record::instrument(std::string_view slug) const {
  auto at = std::lower_bound(instruments_.begin(), instruments_.end(), slug,
                             [](const Instrument& i, std::string_view s) { return i.slug < s; });
  return at != instruments_.end() && at->slug == slug ? &*at : nullptr;
}

Result<const Instrument*> Record::find_instrument(std::string_view text) const {
  const std::string folded = fold_name(text);
  if (auto at = by_name_.find(folded); at != by_name_.end()) return &instruments_[at->second];
  std::vector<std::string> candidates;
  for (const auto& [name, index] : by_name_) candidates.push_back(name);
  std::string near = folded.empty() ? "" : nearest(folded, candidates);
  if (!near.empty()) {
    return fail(Code::unknown_instrument,
                fmt::format("{} is not an instrument on record; did you mean {}?",
                            ratione::quoted(text), instruments_[by_name_.find(near)->second].slug));
  }
  std::vector<std::string> slugs;
  for (const Instrument& i : instruments_) {
    if (slugs.size() < 12) slugs.push_back(i.slug);
  }
  if (slugs.empty())
    return fail(Code::unknown_instrument,
                fmt::format("{} is not an instrument on record; the record has none.",
                            ratione::quoted(text)));
  return fail(Code::unknown_instrument,
              fmt::format("{} is not an instrument on record; write {}{}.", ratione::quoted(text),
                          slugs.size() < instruments_.size() ? "the slug of one, such as " : "",
                          any_of_words(slugs)));
}

const std::vector<Act>& Record::acts(std::string_view instrument) const {
  static const std::vector<Act> none;
  auto at = shelves_.find(instrument);
  return at == shelves_.end() ? none : at->second->acts;
}

const Act* Record::act(std::string_view id) const {
  auto shelf = shelves_.find(id.substr(0, id.find('/')));
  if (shelf == shelves_.end()) return nullptr;
  const auto& [acts, order] = *shelf->second;
  auto at = std::lower_bound(order.begin(), order.end(), id,
                             [&acts = acts](auto i, auto s) { return acts[i].id < s; });
  return at != order.end() && acts[*at].id == id ? &acts[*at] : nullptr;
}

const Act& Record::act_of(const Correction& correction) const {
  return shelves_.find(correction.instrument)->second->acts[correction.index];
}

Act Record::as_known(const Act& act, Day known) const {
  Act shown = act;
  if (auto list = corrections_.find(act.id); list != corrections_.end()) {
    correct(shown, list->second, 0, known);
  }
  return shown;
}

// Those of them that are known by then, each corrected first; the fields given by then.
std::uint32_t Record::correct(Act& shown, const std::vector<Correction>& corrections,
                              std::uint32_t given, Day known) const {
  const std::vector<Act>& own = acts(shown.instrument);  // most corrections are there
  for (const Correction& correction : corrections) {
    const Act& by =
        correction.instrument == shown.instrument ? own[correction.index] : act_of(correction);
    if (by.known > known) break;
    if ((correction.given & Part::corrected) == 0) {  // as it stands: acts are large to copy
      apply(shown, by, correction.given);
      given |= correction.given;
      continue;
    }
    Act corrected = by;
    const std::uint32_t parts = correct(corrected, corrections_.find(by.id)->second,
                                        correction.given & ~Part::corrected, known);
    apply(shown, corrected, parts);
    given |= parts;
  }
  return given;
}

View Record::view(std::string_view instrument, Day known) const {
  View view;
  view.instrument = instrument;
  view.known = known;
  const KnownActs acts = known_acts(instrument, known);
  view.acts.reserve(acts.acts.size());
  for (const Act* act : acts.acts) view.acts.push_back(*act);
  return view;
}

KnownActs Record::known_acts(std::string_view instrument, Day known) const {
  KnownActs out;
  const std::vector<Act>& all = acts(instrument);
  out.acts.reserve(all.size());
  for (const Act& act : all) {
    if (!act.corrects.empty() || act.known > known) continue;
    const auto corrections = corrections_.find(act.id);
    if (corrections == corrections_.end()) {
      out.acts.push_back(&act);
    } else {
      out.corrected.push_back(act);
      correct(out.corrected.back(), corrections->second, 0, known);
      out.acts.push_back(&out.corrected.back());
    }
  }
  const auto in_order = [](const Act* a, const Act* b) { return day_then_id(*a, *b); };
  if (!out.corrected.empty() && !std::is_sorted(out.acts.begin(), out.acts.end(), in_order)) {
    std::sort(out.acts.begin(), out.acts.end(), in_order);
  }
  return out;
}

Day Record::newest() const { return newest_; }

}  // namespace ratione
