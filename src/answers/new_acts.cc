#include "answers/new_acts.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <set>

#include "answers/supposed.h"
#include "record/extended.h"

namespace ratione::answers {

namespace {

std::string words_of_columns(const std::string& instrument, const Columns& columns,
                             const States& states) {
  if (const std::string corrects = value_of(columns, "corrects"); !corrects.empty()) {
    return fmt::format("correction of {}, known from {}", corrects, value_of(columns, "known"));
  }
  return words_of(AddedAct{instrument, columns.as_map()}, states);
}

// What an id begins with, behind "ledger-".
std::string stem_of(const Columns& columns) {
  std::string corrected = value_of(columns, "corrects");
  corrected = corrected.substr(corrected.find('/') + 1);
  if (corrected.starts_with(ledger::id_prefix)) corrected.erase(0, ledger::id_prefix.size());
  if (!corrected.empty()) return corrected + "-correction";
  std::string who = value_of(columns, "state");
  if (who.empty()) who = value_of(columns, "actor");
  return fmt::format("{}-{}", who, value_of(columns, "day").substr(0, 4));
}

// What is wrong with the act that `of` names: it is of a kind that acts of this kind do
// not answer. Empty: nothing.
std::string answers_wrongly(const Law& law, const Act& act, const Act& answered) {
  bool some = false;
  for (const ActKind& kind : law.kinds) {
    auto takes_in = [](const ActKind& by, const Act& each) {
      return std::find(by.record_kinds.begin(), by.record_kinds.end(), each.kind) !=
             by.record_kinds.end();
    };
    if (kind.instrument != act.instrument || !takes_in(kind, act)) continue;
    if (kind.of < 0 || takes_in(law.kinds[static_cast<std::size_t>(kind.of)], answered)) return "";
    some = true;
  }
  if (!some) return "";
  return fmt::format("`of` names {}, a {}, which no {} can answer; name the act that is meant.",
                     answered.id, answered.kind, act.kind);
}

}  // namespace

std::string required(std::string_view word, const std::string& text, std::string_view what) {
  if (text.empty()) refuse(Code::word_missing, fmt::format("Say {} with {}.", what, word));
  check_text(word, text);
  return text;
}

std::string author_of(const Adding& adding) {
  std::string author = adding.author;
  for (const char* name : {"RATIONE_AUTHOR", "USER", "LOGNAME"}) {
    const char* value = std::getenv(name);
    if (author.empty() && value != nullptr) author = value;
  }
  return required("--author", author, "who adds it");
}

std::string time_of_adding() {
  const auto seconds =
      std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()).time_since_epoch();
  const std::int64_t all = seconds.count(), of_day = all % 86'400;
  return fmt::format("{}T{:02}:{:02}:{:02}Z",
                     Day::from_number(all / 86'400).value_or(Day::first()).iso(), of_day / 3600,
                     of_day / 60 % 60, of_day % 60);
}

std::string value_of(const Columns& columns, const char* name) {
  auto at = columns.find(name);
  return at == columns.end() ? std::string() : at->second;
}

std::string Ids::next(const std::string& instrument, const Columns& columns) {
  const std::string stem = fmt::format("{}/{}{}", instrument, ledger::id_prefix, stem_of(columns));
  int& count = counts_[stem];
  std::string id;
  do {
    id = fmt::format("{}-{}", stem, ++count);
  } while (record_.act(id) != nullptr || given_.contains(id));
  return id.substr(instrument.size() + 1);
}

void Ids::given(const std::string& instrument, const std::string& id) {
  given_.insert(instrument + "/" + id);
}

std::vector<Remark> WithNew::remarks(Desk& desk, const NewActs::Each& act) {
  const LawInstrument* instrument = desk.law().instrument(act.entry.instrument);
  if (instrument == nullptr) return {};
  return remarks_on(desk, engine, *instrument, act.entry.instrument + "/" + act.entry.id);
}

WithNew with_new(Desk& desk, NewActs& fresh) {
  ledger::ActsOfLedger rows;
  std::vector<std::string> answering;  // ids of those with `of`
  for (NewActs::Each& each : fresh.acts) {
    if (each.columns.contains("of")) {
      answering.push_back(each.entry.instrument + "/" + each.entry.id);
    }
    rows.take(each.entry.instrument, static_cast<std::uint64_t>(each.line),
              std::move(each.columns));
  }
  const bool has_file = !fresh.file.empty();
  auto stop = [&](Errors faults) {
    if (!has_file) {
      for (Error& each : faults) each.place = {};
    }
    throw Stop{has_file ? Fault::bad_file : Fault::asked_wrongly, std::move(faults), ""};
  };
  Results<Record> both = extended(desk.record(), rows.tables(fresh.file), "new");
  if (!both) stop(std::move(both.error()));
  auto record = std::make_unique<const Record>(std::move(*both));
  Results<Engine> engine = Engine::when_asked(desk.law(), *record, desk.atlas(),
                                              std::max(desk.today(), record->newest()));
  if (!engine) stop(std::move(engine.error()));
  std::set<std::string_view> touched;
  for (const NewActs::Each& each : fresh.acts) touched.insert(each.entry.instrument);
  Errors faults;
  std::set<std::string> said;
  for (std::string_view slug : touched) {
    const LawInstrument* instrument = desk.law().instrument(slug);
    if (instrument == nullptr) continue;
    // Two laws may look at the same act.
    for (Error& fault : engine->ready(*instrument)) {
      if (said.insert(fault.render()).second) faults.push_back(std::move(fault));
    }
  }
  for (const std::string& id : answering) {
    const Act* act = record->act(id);
    const Act* answered = act == nullptr || act->of.empty() ? nullptr : record->act(act->of);
    if (answered == nullptr) continue;
    std::string wrong = answers_wrongly(desk.law(), *act, *answered);
    if (!wrong.empty()) {
      faults.push_back({Code::engine_field_unreadable, act->place, std::move(wrong)});
    }
  }
  if (!faults.empty()) stop(std::move(faults));
  return {std::move(record), std::move(*engine)};
}

std::vector<Added> shown_of(Desk& desk, const NewActs& fresh, std::uint64_t entries_before,
                            std::size_t most) {
  std::vector<Added> shown;
  for (std::size_t i = 0; i < fresh.acts.size() && i < most; ++i) {
    const NewActs::Each& each = fresh.acts[i];
    std::string words =
        words_of_columns(each.entry.instrument, each.columns, desk.record().states());
    // A year that was mistyped would go unseen: no answer of today shows such an act.
    const std::string known = value_of(each.columns, "known");
    const Result<DayRange> from =
        DayRange::parse(known.empty() ? value_of(each.columns, "day") : known);
    if (from && from->hi > desk.today()) {
      words +=
          fmt::format("; that is ahead: answers show it as known on {} or later", from->hi.iso());
    }
    shown.push_back(
        {each.entry.instrument + "/" + each.entry.id, std::move(words), entries_before + i + 1});
  }
  return shown;
}

Json added_json(const std::vector<Added>& added) {
  Json all = Json::array();
  for (const Added& each : added) {
    all.push_back(Json{{"entry", each.entry}, {"act", each.act}, {"says", each.words}});
  }
  return all;
}

Writer::Writer(House& house, const Adding& adding)
    : name_(asked_ledger(house)), shown_(ledger::shown_name(name_)) {
  // The house asks for the same key when it reads what is there.
  if (!adding.key.empty()) house.ledger_key = adding.key;
  key_ = house.key_of_ledger();
  if (key_ && !key_->can_sign()) {
    refuse(Code::ledger_key,
           "The key cannot sign: it is a public one; name the file of the private key.");
  }
  Result<ledger::Ledger> there = ledger::Ledger::open(name_, ledger::Store::Mode::existing);
  if (!there && there.error().code != Code::ledger_missing) stop_for(there.error());
  house.without_ledger = !there;
  if (!there) return;
  ledger_.emplace(std::move(*there));
  or_stop(ledger_->begin());
  house.record();
  head_ = house.ledger_read()->head;
}

ledger::Head Writer::append(std::vector<NewActs::Each>& acts) {
  if (!ledger_) {
    ledger_.emplace(or_stop(ledger::Ledger::open(name_, ledger::Store::Mode::create)));
    or_stop(ledger_->begin());
    if (or_stop(ledger_->last()).entries != 0) throw MadeMeanwhile{};
  }
  if (key_) ledger_->sign_with(&*key_);
  for (NewActs::Each& each : acts) {
    Result<bool> done = ledger_->append(std::move(each.entry));
    if (done) continue;
    ledger_->rollback();
    stop_for(done.error());
  }
  return or_stop(ledger_->commit());
}

}  // namespace ratione::answers
