#include "answers/supposed.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "answers/act_words.h"
#include "engine/consequences.h"
#include "errors/quoted.h"
#include "text/names.h"

namespace ratione::answers {

namespace {

constexpr std::size_t most_states = 250;

std::vector<std::string> parts_of(std::string_view text, char between) {
  std::vector<std::string> parts;
  while (true) {
    std::size_t end = text.find(between);
    std::string_view part = text.substr(0, end);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

[[noreturn]] void refuse_line(std::string_view word, const std::string& text, std::string why) {
  refuse(Code::value_not_taken, fmt::format("{} {} {}", word, ratione::quoted(text), why));
}

std::string kind_of(Desk& desk, std::string_view word, const LawInstrument& instrument,
                    const std::string& text) {
  std::string kind(kind_named(text));
  const std::string why = unknown_kind(desk.law(), instrument.slug, text);
  if (!why.empty()) refuse_line(word, text, why);
  return kind;
}

bool is_organ(Desk& desk, const std::string& text) {
  for (const Instrument& each : desk.record().instruments()) {
    for (const Act& act : desk.record().acts(each.slug)) {
      if (act.state.none() && act.actor == text) return true;
    }
  }
  return false;
}

// A column's value as a row of the record has it.
std::string as_on_record(Desk& desk, std::string_view word, const std::string& column,
                         const std::string& value) {
  if (column == "places") {
    std::vector<std::string> ids;
    for (const std::string& name : parts_of(value, ';')) {
      Result<const PlaceEntry*> place = desk.atlas().find(name);
      if (!place) refuse(word, place.error());
      ids.push_back((*place)->id);
    }
    return joined(ids, ";");
  }
  if (column == "about") {
    std::vector<std::string> codes;
    for (const std::string& name : parts_of(value, ';')) {
      codes.push_back(desk.state(word, name).text());
    }
    return joined(codes, ";");
  }
  if (column == "of") return act_named(desk, word, value).id;
  return value;
}

// The newest act of that State that such an act can answer, and that none of its
// kind has answered.
const Act* answered_by(Desk& desk, const AddedAct& act) {
  const std::vector<std::string> kinds =
      answered_kinds(desk.law(), act.instrument, act.columns.at("kind"));
  const std::vector<Act>& acts = desk.record().acts(act.instrument);
  const Act* found = nullptr;
  for (const Act& each : acts) {
    if (each.state.text() != act.columns.at("state")) continue;
    if (std::find(kinds.begin(), kinds.end(), each.kind) == kinds.end()) continue;
    if (each.day.lo.iso() > act.columns.at("day")) continue;
    const bool answered = std::any_of(acts.begin(), acts.end(), [&](const Act& other) {
      return other.of == each.id && other.kind == act.columns.at("kind") &&
             other.day.lo.iso() < act.columns.at("day");
    });
    if (!answered) found = &each;
  }
  return found;
}

}  // namespace

std::vector<AddedAct> supposed_acts(Desk& desk, std::string_view word, const std::string& text) {
  std::vector<std::string> words = parts_of(text, ' ');
  AddedAct act;
  std::vector<std::pair<std::string, std::string>> given;
  while (!words.empty() && words.back().find('=') != std::string::npos) {
    const std::string& last = words.back();
    const std::size_t equals = last.find('=');
    given.emplace_back(last.substr(0, equals), last.substr(equals + 1));
    words.pop_back();
  }
  if (words.size() < 4) {
    refuse_line(word, text, "says too little; write \"STATE KIND INSTRUMENT DAY\".");
  }
  const std::size_t n = words.size();
  const LawInstrument& instrument = desk.instrument(words[n - 2]);
  act.instrument = instrument.slug;
  act.columns["day"] = desk.day(word, words[n - 1], std::nullopt).iso();
  act.columns["kind"] = kind_of(desk, word, instrument, words[n - 3]);
  act.columns["confirmed"] = "yes";
  static const std::vector<std::string> fixed = {"id",       "state",     "kind",  "day",
                                                 "corrects", "confirmed", "source"};
  for (const auto& [name, value] : given) {
    if (value.empty() || std::find(fixed.begin(), fixed.end(), name) != fixed.end()) {
      refuse_line(word, name + "=" + value,
                  "cannot be given to a supposed act; write a column of an act, such as of=ID, "
                  "about=STATE, places=PLACE, from=DAY, until=DAY or named=DAY.");
    }
    if (!act.columns.emplace(name, as_on_record(desk, word, name, value)).second) {
      refuse_line(word, name, "is given twice; give it once.");
    }
  }

  std::string who = joined({words.begin(), words.end() - 3}, " ");
  std::vector<AddedAct> acts;
  for (const std::string& name : parts_of(who, ';')) {
    AddedAct one = act;
    if (is_organ(desk, name)) {
      one.columns["state"] = "";
      one.columns["actor"] = name;
    } else {
      StateCode code = desk.state(word, name);
      const State* state = desk.record().states().get(code);
      Day day = desk.day(word, act.columns["day"], std::nullopt);
      if (std::string absence = state == nullptr ? "" : state->absence(Span::one(day));
          !absence.empty()) {
        refuse(Code::value_not_taken,
               fmt::format("{} {}: {}.", word, ratione::quoted(name), absence));
      }
      one.columns["state"] = code.text();
    }
    if (!one.columns.contains("of") &&
        !answered_kinds(desk.law(), act.instrument, act.columns["kind"]).empty()) {
      const Act* answered = answered_by(desk, one);
      if (answered == nullptr) {
        refuse_line(word, text,
                    fmt::format("answers no act: {} has none on record that it could answer; say "
                                "which with of=ID.",
                                name));
      }
      one.columns["of"] = answered->id;
    }
    acts.push_back(std::move(one));
  }
  if (acts.empty() || acts.size() > most_states) {
    refuse_line(word, text, "names no State, or too many; write up to 250 with ; between.");
  }
  return acts;
}

std::string words_of(const AddedAct& act, const States& states) {
  auto of = [&](const char* name) {
    auto at = act.columns.find(name);
    return at == act.columns.end() ? std::string() : at->second;
  };
  std::string kind = of("kind");
  std::replace(kind.begin(), kind.end(), '_', ' ');
  std::string who = of("actor");
  if (std::optional<StateCode> code = StateCode::parse(of("state"))) who = states.name(*code);
  return fmt::format("{} by {} of {} under {}", kind, who, of("day"), act.instrument);
}

const Act* on_record(Desk& desk, const AddedAct& act) {
  auto of = [&](const char* name) {
    auto at = act.columns.find(name);
    return at == act.columns.end() ? std::string() : at->second;
  };
  for (const Act& each : desk.record().acts(act.instrument)) {
    if (each.kind != of("kind") || each.state.text() != of("state")) continue;
    if (each.state.none() && each.actor != of("actor")) continue;
    if (each.day.lo.iso() > of("day") || of("day") > each.day.hi.iso()) continue;
    if (!each.state.none()) return &each;
    const std::vector<DateRow> rows =
        desk.engine(desk.today()).dates(desk.instrument(act.instrument));
    const bool failed = std::any_of(rows.begin(), rows.end(), [&](const DateRow& row) {
      return row.act_id == each.id && row.outcome == "never";
    });
    if (!failed) return &each;
  }
  return nullptr;
}

namespace {

// An id that is near, as it would find its act: among those of the instrument that is
// named, else of the court's, else of all.
std::string near_act(Desk& desk, const std::string& id) {
  const Record& record = desk.record();
  auto of_instrument = [&](std::string_view text, const std::string& slug) {
    std::vector<std::string> ids;
    for (const Act& each : record.acts(slug)) ids.push_back(short_id(each.id, slug));
    return nearest_id(text, ids);
  };
  if (const std::size_t slash = id.find('/'); slash != std::string::npos) {
    const std::string& slug = desk.instrument(id.substr(0, slash)).slug;
    const std::string near = of_instrument(std::string_view(id).substr(slash + 1), slug);
    return near.empty() ? near : slug + "/" + near;
  }
  if (const LawInstrument* court = desk.law().court("")) {
    if (std::string near = of_instrument(id, court->slug); !near.empty()) return near;
  }
  std::vector<std::string> ids;
  for (const Instrument& each : record.instruments()) {
    for (const Act& act : record.acts(each.slug)) ids.push_back(short_id(act.id, each.slug));
  }
  return nearest_id(id, ids);
}

}  // namespace

const Act& act_named(Desk& desk, std::string_view word, const std::string& id) {
  const Record& record = desk.record();
  std::vector<const Act*> found;
  if (const std::size_t slash = id.find('/'); slash != std::string::npos) {
    const LawInstrument& instrument = desk.instrument(id.substr(0, slash));
    const Act* act = record.act(instrument.slug + id.substr(slash));
    if (act != nullptr) found.push_back(act);
  } else {
    for (const Instrument& each : record.instruments()) {
      if (const Act* act = record.act(each.slug + "/" + id)) found.push_back(act);
    }
  }
  if (found.size() == 1) return *found.front();
  if (const LawInstrument* court = desk.law().court("")) {
    for (const Act* each : found) {
      if (each->instrument == court->slug) return *each;
    }
  }
  const std::string where = word.empty() ? "" : std::string(word) + " ";
  if (found.size() > 1) {
    std::vector<std::string> all;
    for (const Act* each : found) all.push_back(each->id);
    refuse(Code::act_not_found, fmt::format("{}{} could be {}; write one of these.", where,
                                            ratione::quoted(id), any_of_words(all)));
  }
  const std::string near = near_act(desk, id);
  refuse(Code::act_not_found,
         near.empty() ? fmt::format("{}{} is not an act on record; ratione dates INSTRUMENT lists "
                                    "them.",
                                    where, ratione::quoted(id))
                      : fmt::format("{}{} is not an act on record; did you mean {}?", where,
                                    ratione::quoted(id), near));
}

Record changed_record(const Record& record, const RecordChange& change) {
  Results<Record> would_be = changed(record, change);
  if (!would_be) throw Stop{Fault::asked_wrongly, std::move(would_be.error()), ""};
  return std::move(*would_be);
}

Engine engine_of(Desk& desk, const Record& record, Day known,
                 const std::vector<const LawInstrument*>& about) {
  auto stop = [](Errors faults) {
    for (Error& each : faults) each.place = {};
    throw Stop{Fault::asked_wrongly, std::move(faults), ""};
  };
  Results<Engine> engine = Engine::when_asked(desk.law(), record, desk.atlas(), known);
  if (!engine) stop(std::move(engine.error()));
  Errors all;
  std::set<std::string> said;
  for (const LawInstrument* each : about) {
    // Two laws may look at the same act.
    for (Error& fault : engine->ready(*each)) {
      if (said.insert(fault.render()).second) all.push_back(std::move(fault));
    }
  }
  if (!all.empty()) stop(std::move(all));
  return std::move(*engine);
}

Engine engine_of(Desk& desk, const Record& record, Day known) {
  std::vector<const LawInstrument*> all;
  for (const LawInstrument& each : desk.law().instruments) all.push_back(&each);
  return engine_of(desk, record, known, all);
}

}  // namespace ratione::answers
