#include "atlas/places.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <tuple>
#include <utility>

#include "errors/quoted.h"
#include "record/fields.h"
#include "text/csv.h"
#include "text/names.h"

namespace ratione {

namespace {

// Calls say ratione::quoted, since <filesystem> brings std::quoted along.

constexpr std::string_view places_file = "places.csv";
constexpr std::string_view names_file = "place_names.csv";
constexpr std::string_view attributions_file = "attributions.csv";
constexpr std::string_view claims_file = "claims.csv";

const std::vector<std::string>& columns_of(std::string_view file) {
  static const std::vector<std::string> places = {"id", "name", "within", "kind", "note"};
  static const std::vector<std::string> names = {"place", "name", "source"};
  static const std::vector<std::string> attributions = {"place", "state",   "from",
                                                        "until", "only_on", "basis"};
  static const std::vector<std::string> claims = {"place", "state", "from", "until", "basis"};
  if (file == places_file) return places;
  if (file == names_file) return names;
  return file == attributions_file ? attributions : claims;
}

bool is_kind(std::string_view text) {
  return text == "state" || text == "region" || text == "enclave" || text == "sea" ||
         text == "none";
}

std::string code_and_name(const PlaceEntry& place) {
  return fmt::format("{} ({})", place.id, place.name);
}

}  // namespace

// Reads the files of one atlas. `prefix` stands before their names in errors.
class AtlasReader {
 public:
  // `unreadable`: files that are there but could not be read, with the faults
  // that say so.
  AtlasReader(const std::map<std::string, std::string>& files, const States& states,
              std::string prefix, std::set<std::string> unreadable = {}, Errors faults = {})
      : files_(files),
        states_(states),
        prefix_(std::move(prefix)),
        unreadable_(std::move(unreadable)),
        faults_(std::move(faults)) {}

  Results<Atlas> read() {
    for (const auto& [name, text] : files_) {
      if (name == places_file || name == names_file || name == attributions_file ||
          name == claims_file) {
        continue;
      }
      faults_.push_back(Error{Code::unknown_column, Place{prefix_ + name, 0, 0, ""},
                              "This is not a file of an atlas; an atlas has places.csv, "
                              "place_names.csv, attributions.csv and claims.csv."});
    }
    std::optional<Csv> places = table(places_file);
    std::optional<Csv> names = table(names_file);
    std::optional<Csv> attributions = table(attributions_file);
    std::optional<Csv> claims = table(claims_file);
    // Without the list of places, nothing can be said of ids.
    places_read_ = places.has_value();
    if (places) read_places(*places);
    add_states();
    if (places) check_within(*places);
    if (names) read_names(*names);
    if (attributions) read_attributions(*attributions);
    if (claims) read_claims(*claims);
    attribute_states();
    index_names();
    if (!faults_.empty()) {
      order_by_place(faults_);
      return tl::unexpected<Errors>(std::move(faults_));
    }
    return std::move(atlas_);
  }

 private:
  std::optional<Csv> table(std::string_view name) {
    auto at = files_.find(std::string(name));
    if (at == files_.end()) {
      if (unreadable_.contains(std::string(name))) return std::nullopt;
      faults_.push_back(Error{Code::atlas_file_missing,
                              Place{prefix_ + std::string(name), 0, 0, ""},
                              "The file is not there; an atlas needs places.csv, place_names.csv, "
                              "attributions.csv and claims.csv."});
      return std::nullopt;
    }
    Results<Csv> read = read_csv(at->second, prefix_ + std::string(name), columns_of(name));
    if (!read) {
      faults_.insert(faults_.end(), read.error().begin(), read.error().end());
      return std::nullopt;
    }
    only_columns(*read, columns_of(name), faults_);
    return std::move(*read);
  }

  void add(PlaceEntry place) {
    atlas_.by_id_.emplace(place.id, atlas_.places_.size());
    atlas_.places_.push_back(std::move(place));
  }

  void read_places(const Csv& table) {
    std::map<std::string_view, int> lines;
    for (const CsvRow& row : table.rows) {
      Fields f(row, faults_);
      PlaceEntry place;
      place.id = f.required("id", "the place's id");
      place.name = f.required("name", "the place's name");
      place.within = f.text("within");
      place.kind = f.text("kind");
      place.note = f.text("note");
      if (!is_kind(place.kind)) {
        f.fault(Code::not_among_words, "kind",
                fmt::format("{} is not a kind of place; write state, region, enclave, sea or none.",
                            ratione::quoted(place.kind)));
      }
      if (place.id.empty()) continue;
      // Three capitals need not be a State's: territories have codes too.
      if (!StateCode::parse(place.id) && !is_slug(place.id)) {
        f.fault(Code::bad_spelling, "id",
                fmt::format("{} is not an id; write small letters, digits and hyphens, or a "
                            "three-letter code.",
                            ratione::quoted(place.id)));
        continue;
      }
      auto [first, added] = lines.emplace(row.text("id"), row.line());
      if (!added) {
        f.fault(Code::given_twice, "id",
                fmt::format("{} stands twice, first in line {}; keep one row.", place.id,
                            first->second));
        continue;
      }
      add(std::move(place));
    }
  }

  // A State's own territory is a place, with or without a row.
  void add_states() {
    for (const State& state : states_.all()) {
      std::string id = state.code.text();
      if (atlas_.by_id_.contains(id)) continue;
      PlaceEntry place;
      place.id = std::move(id);
      place.name = state.name;
      place.kind = "state";
      add(std::move(place));
    }
  }

  PlaceEntry* get(std::string_view id) {
    auto at = atlas_.by_id_.find(id);
    return at == atlas_.by_id_.end() ? nullptr : &atlas_.places_[at->second];
  }

  // The place that a field names; a fault when there is none.
  PlaceEntry* place_in(Fields& f, std::string_view column) {
    const std::string& id = f.text(column);
    if (id.empty()) return nullptr;
    if (PlaceEntry* place = get(id)) return place;
    if (!places_read_) return nullptr;
    std::string near = faults_.size() > 1'000 ? "" : nearest(id, ids());
    f.fault(Code::place_not_found, column,
            near.empty() ? fmt::format("{} is not a place of places.csv; correct the id, or add "
                                       "the place there.",
                                       ratione::quoted(id))
                         : fmt::format("{} is not a place of places.csv; did you mean {}?",
                                       ratione::quoted(id), near));
    return nullptr;
  }

  std::vector<std::string> ids() const {
    std::vector<std::string> all;
    for (const PlaceEntry& place : atlas_.places_) {
      if (place.kind != "state") all.push_back(place.id);
    }
    return all;
  }

  void check_within(const Csv& table) {
    for (const CsvRow& row : table.rows) {
      Fields f(row, faults_);
      PlaceEntry* place = get(row.text("id"));
      if (place_in(f, "within") == nullptr && place != nullptr) place->within.clear();
    }
    // Each place lies within one other, so a walk outwards ends or comes round.
    std::vector<int> walk_of(atlas_.places_.size(), 0);
    int walk = 0;
    for (const CsvRow& row : table.rows) {
      auto start = atlas_.by_id_.find(row.text("id"));
      if (start == atlas_.by_id_.end() || walk_of[start->second] != 0) continue;
      ++walk;
      std::string path;
      std::size_t at = start->second;
      while (walk_of[at] == 0) {
        walk_of[at] = walk;
        if (atlas_.places_[at].within.empty()) break;
        at = atlas_.by_id_.find(atlas_.places_[at].within)->second;
        if (walk_of[at] == walk) {
          report_circle(at, row);
          break;
        }
      }
    }
  }

  void report_circle(std::size_t first, const CsvRow& row) {
    std::string path = atlas_.places_[first].id;
    std::size_t at = first;
    int shown = 0;
    do {
      at = atlas_.by_id_.find(atlas_.places_[at].within)->second;
      if (++shown == 6 && at != first) {
        path += " within ...";
        break;
      }
      path += " within " + atlas_.places_[at].id;
    } while (at != first);
    Fields f(row, faults_);
    f.fault(Code::places_in_circle, "within",
            fmt::format("{} is a circle; let the widest place lie within nothing.", path));
  }

  void read_names(const Csv& table) {
    for (const CsvRow& row : table.rows) {
      Fields f(row, faults_);
      f.required("place", "the id of the place");
      const std::string& name = f.required("name", "the name, or leave the row out");
      f.required("source", "where the name is from");
      const PlaceEntry* place = place_in(f, "place");
      if (place == nullptr) continue;
      std::string folded = fold_name(name);
      if (!folded.empty()) add_name(std::move(folded), *place);
      get(place->id)->names.push_back(name);
    }
  }

  void add_name(std::string folded, const PlaceEntry& place) {
    std::vector<std::size_t>& named = atlas_.by_name_[std::move(folded)];
    auto index = static_cast<std::size_t>(&place - atlas_.places_.data());
    if (std::find(named.begin(), named.end(), index) == named.end()) named.push_back(index);
  }

  void read_attributions(const Csv& table) {
    struct Seen {
      Span days;
      int line;
    };
    std::map<std::tuple<std::string_view, StateCode, std::string_view>, std::vector<Seen>> seen;
    for (const CsvRow& row : table.rows) {
      Fields f(row, faults_);
      f.required("place", "the id of the place");
      f.required("state", "the code of the State whose it is");
      PlaceEntry* place = place_in(f, "place");
      Attribution attribution;
      attribution.state = f.state("state", &states_);
      attribution.days = f.span("from", "until");
      attribution.only_on = f.text("only_on");
      if (!attribution.only_on.empty() && !is_name(attribution.only_on)) {
        f.fault(Code::bad_spelling, "only_on",
                fmt::format("{} is not a reading; write its name as the law spells it.",
                            ratione::quoted(attribution.only_on)));
      }
      attribution.basis = f.required("basis", "why, and who says so");
      if (place == nullptr || attribution.state.none()) continue;
      std::vector<Seen>& before = seen[{row.text("place"), attribution.state, row.text("only_on")}];
      for (const Seen& other : before) {
        if (!other.days.meets(attribution.days)) continue;
        f.fault(Code::attributed_twice, "state",
                fmt::format("{} is {}'s already by line {}, {}; let the days of the rows not "
                            "overlap.",
                            place->id, attribution.state.text(), other.line, other.days.words()));
        break;
      }
      if (before.size() < 1'000) before.push_back({attribution.days, row.line()});
      place->attributions.push_back(std::move(attribution));
    }
  }

  void read_claims(const Csv& table) {
    for (const CsvRow& row : table.rows) {
      Fields f(row, faults_);
      f.required("place", "the id of the place");
      f.required("state", "the code of the State that claims it");
      PlaceEntry* place = place_in(f, "place");
      TerritorialClaim claim;
      claim.state = f.state("state", &states_);
      claim.days = f.span("from", "until");
      claim.basis = f.required("basis", "who claims it, and where that can be read");
      if (place != nullptr && !claim.state.none()) place->claims.push_back(std::move(claim));
    }
  }

  // What no row attributes, and what lies within nothing, is the State's own as
  // long as it existed.
  void attribute_states() {
    for (const State& state : states_.all()) {
      PlaceEntry* place = get(state.code.text());
      if (place == nullptr || !place->attributions.empty() || !place->within.empty()) continue;
      place->attributions.push_back({state.code, state.exists, "", "the State's own territory"});
    }
  }

  void index_names() {
    for (const PlaceEntry& place : atlas_.places_) {
      std::string folded = fold_name(place.name);
      if (!folded.empty()) add_name(std::move(folded), place);
    }
    for (const State& state : states_.all()) {
      PlaceEntry* place = get(state.code.text());
      if (place == nullptr) continue;
      std::string folded = fold_name(state.name);
      if (!folded.empty()) add_name(std::move(folded), *place);
      for (const StateName& name : state.names) {
        if (name.kind != NameKind::alias && name.kind != NameKind::ged) continue;
        folded = fold_name(name.name);
        if (!folded.empty()) add_name(std::move(folded), *place);
        if (name.kind == NameKind::alias) place->names.push_back(name.name);
      }
    }
    // A name that somebody bears in English is not that of another in French.
    const auto english = atlas_.by_name_;
    for (const State& state : states_.all()) {
      PlaceEntry* place = get(state.code.text());
      if (place == nullptr) continue;
      for (const std::string& name : state.in_other_languages) {
        std::string folded = fold_name(name);
        if (!folded.empty() && !english.contains(folded)) add_name(std::move(folded), *place);
      }
    }
  }

  const std::map<std::string, std::string>& files_;
  const States& states_;
  const std::string prefix_;
  const std::set<std::string> unreadable_;
  Atlas atlas_;
  Errors faults_;
  bool places_read_ = false;
};

Results<Atlas> Atlas::read(const std::map<std::string, std::string>& files, const States& states) {
  return AtlasReader(files, states, "").read();
}

Results<Atlas> Atlas::load(const std::string& folder, const States& states) {
  namespace fs = std::filesystem;
  std::error_code failed;
  if (!fs::is_directory(folder, failed)) {
    return tl::unexpected<Errors>(
        Errors{Error{Code::atlas_file_missing, Place{folder, 0, 0, ""},
                     "The folder is not there; name the folder that holds places.csv, "
                     "place_names.csv, attributions.csv and claims.csv."}});
  }
  std::map<std::string, std::string> files;
  std::set<std::string> unreadable;
  Errors faults;
  for (std::string_view name : {places_file, names_file, attributions_file, claims_file}) {
    std::string path = folder + "/" + std::string(name);
    // A missing one is reported by the reader, with what an atlas needs.
    if (!fs::exists(path, failed)) continue;
    Result<std::string> text = read_file(path);
    if (text) {
      files.emplace(name, std::move(*text));
    } else {
      unreadable.emplace(name);
      faults.push_back(std::move(text.error()));
    }
  }
  return AtlasReader(files, states, folder + "/", std::move(unreadable), std::move(faults)).read();
}

const PlaceEntry* Atlas::get(std::string_view id) const {
  auto at = by_id_.find(id);
  return at == by_id_.end() ? nullptr : &places_[at->second];
}

const PlaceEntry* Atlas::attributed(std::string_view id) const {
  for (const PlaceEntry* place = get(id); place != nullptr; place = get(place->within)) {
    if (!place->attributions.empty()) return place;
  }
  return nullptr;
}

Result<const PlaceEntry*> Atlas::find(std::string_view text) const {
  if (const PlaceEntry* place = get(text)) return place;
  if (text.size() == 3) {
    std::string upper(text);
    for (char& c : upper) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    const PlaceEntry* place = get(upper);
    // "rus" is the code; "Rus" is a word.
    bool lower = std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (lower && place != nullptr) return place;
  }
  const std::string folded = fold_name(text);
  auto at = by_name_.find(folded);
  if (at == by_name_.end()) return unknown(text, folded);
  if (at->second.size() == 1) return &places_[at->second.front()];
  std::vector<const PlaceEntry*> meant;
  for (std::size_t index : at->second) meant.push_back(&places_[index]);
  // What is called exactly so comes first.
  std::sort(meant.begin(), meant.end(), [&](const PlaceEntry* a, const PlaceEntry* b) {
    return std::pair(fold_name(a->name) != folded, std::string_view(a->id)) <
           std::pair(fold_name(b->name) != folded, std::string_view(b->id));
  });
  std::vector<std::string> words;
  for (const PlaceEntry* place : meant) words.push_back(code_and_name(*place));
  return fail(Code::ambiguous_place, fmt::format("{} could be {}; write one of the codes.",
                                                 ratione::quoted(text), any_of_words(words)));
}

tl::unexpected<Error> Atlas::unknown(std::string_view text, const std::string& folded) const {
  if (text.empty())
    return fail(Code::unknown_place, "A place is missing; write its code or its name.");
  std::vector<std::string> candidates;
  for (const auto& [name, indices] : by_name_) candidates.push_back(name);
  std::string near = folded.empty() ? "" : nearest(folded, candidates);
  if (near.empty()) {
    return fail(Code::unknown_place,
                fmt::format("{} is not a place of the atlas; write the code or name of a State or "
                            "of a region listed there.",
                            ratione::quoted(text)));
  }
  std::vector<std::string> words;
  for (std::size_t index : by_name_.find(near)->second)
    words.push_back(code_and_name(places_[index]));
  return fail(Code::unknown_place, fmt::format("{} is not a place of the atlas; did you mean {}?",
                                               ratione::quoted(text), any_of_words(words)));
}

PlaceRelation Atlas::relation(std::string_view first, std::string_view second) const {
  if (first == second) return PlaceRelation::inside;
  auto lies_in = [&](std::string_view inner, std::string_view outer) {
    for (const PlaceEntry* at = get(inner); at != nullptr; at = get(at->within)) {
      if (at->id == outer) return true;
    }
    return false;
  };
  if (lies_in(first, second)) return PlaceRelation::inside;
  return lies_in(second, first) ? PlaceRelation::coarser : PlaceRelation::apart;
}

}  // namespace ratione
