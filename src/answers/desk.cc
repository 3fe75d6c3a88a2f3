#include "answers/desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "errors/quoted.h"

namespace ratione::answers {

std::string Desk::word(std::string_view name) const {
  if (way_ == Way::option) return "--" + std::string(name);
  std::string parameter(name);
  std::replace(parameter.begin(), parameter.end(), '-', '_');
  return parameter;
}

std::string Desk::word(std::string_view name, std::string_view value) const {
  return word(name) + (way_ == Way::option ? " " : "=") + std::string(value);
}

Engines::Lease& Desk::taken(Day known) {
  auto found = taken_.find(known);
  if (found == taken_.end()) found = taken_.emplace(known, engines_.take(house_, known)).first;
  return found->second;
}

Engine& Desk::engine(Day known, const LawInstrument& about, std::size_t weight) {
  Engines::Lease& engine = taken(known);
  engine.make_ready(about);
  engine.weigh(weight);
  return *engine;
}

Engine& Desk::engine(Day known, const std::vector<const LawInstrument*>& about) {
  Engines::Lease& engine = taken(known);
  for (const LawInstrument* each : about) engine.make_ready(*each);
  engine.weigh(Engines::light);
  return *engine;
}

Engine& Desk::engine(Day known) {
  Engines::Lease& engine = taken(known);
  for (const LawInstrument& each : law().instruments) engine.make_ready(each);
  engine.weigh(Engines::light);
  return *engine;
}

std::pair<double, double> Desk::point(std::string_view word, const std::string& text) const {
  auto number = [](std::string_view part) -> std::optional<double> {
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    double value = 0;
    auto [end, failed] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (failed != std::errc() || end != part.data() + part.size()) return std::nullopt;
    return value;
  };
  std::size_t comma = text.find(',');
  std::optional<double> latitude, longitude;
  if (comma != std::string::npos) {
    latitude = number(std::string_view(text).substr(0, comma));
    longitude = number(std::string_view(text).substr(comma + 1));
  }
  // On a command line, words that begin with a minus come with a space.
  std::string shown = text.substr(std::min(text.find_first_not_of(' '), text.size()));
  if (!latitude || !longitude) {
    refuse(Code::not_a_point,
           fmt::format("{}{} is not a point; write latitude and longitude in degrees, such as "
                       "44.95,34.10, south and west negative.",
                       word.empty() ? "" : std::string(word) + " ", ratione::quoted(shown)));
  }
  if (std::string fault = fault_of_coordinates(*latitude, *longitude); !fault.empty()) {
    refuse(Code::not_a_point, fmt::format("{}{}: {}.", word.empty() ? "" : std::string(word) + " ",
                                          ratione::quoted(shown), fault));
  }
  return {*latitude, *longitude};
}

Day Desk::day(std::string_view word, const std::string& text, std::optional<Day> other) const {
  if (text.empty() && other) return *other;
  Result<Day> day = Day::parse(text);
  if (!day) refuse(word, day.error());
  return *day;
}

Days Desk::days(const std::string& on, const std::string& known) const {
  Days days;
  days.known = known.empty() ? today() : day(word("known"), known, std::nullopt);
  days.on = day(word("on"), on, days.known);
  return days;
}

StateCode Desk::state(std::string_view word, const std::string& text) {
  const States& states = record().states();
  Result<StateCode> found = states.find(text);
  if (!found && found.error().code == Code::unknown_state) {
    Result<StateCode> people = states.find_any(text);
    if (people || people.error().code != Code::unknown_state) found = people;
  }
  if (!found) refuse(word, found.error());
  return *found;
}

const LawInstrument& Desk::instrument(const std::string& text) {
  Result<const Instrument*> found = record().find_instrument(text);
  const LawInstrument* has = law().instrument(found ? (*found)->slug : text);
  if (!found) {
    if (has == nullptr) refuse("", found.error());
    refuse(Code::law_missing,
           fmt::format("{} has law and no acts on record; add its line to {}.",
                       ratione::quoted(text), folder("record") + "/instruments.csv"));
  }
  if (has == nullptr) {
    refuse(Code::law_missing,
           (*found)->note.empty()
               ? fmt::format("{} is on record, but its law is not written yet; see ratione law "
                             "list.",
                             (*found)->slug)
               : fmt::format("{} has no law here ({}); see ratione law list.", (*found)->slug,
                             (*found)->note));
  }
  return *has;
}

std::string Desk::title(const LawInstrument& instrument) const {
  return instrument.title.empty() ? instrument.slug : instrument.title;
}

std::string Desk::beyond(const LawInstrument& instrument, Day on, Day known) {
  const Instrument* found = record().instrument(instrument.slug);
  if (found == nullptr) return "";
  if (found->complete_to == Day::first()) {
    std::string says =
        fmt::format("To which day the record of {} is complete is not known.", instrument.slug);
    return found->note.empty() ? says : fmt::format("{} It says of itself: {}.", says, found->note);
  }
  Day last = std::max(on, known);
  if (last <= found->complete_to) return "";
  return fmt::format(
      "The record of {} is complete to {}; what was done after that day is not in "
      "this answer.",
      instrument.slug, found->complete_to.iso());
}

Json Desk::made_with(const LawInstrument* instrument) {
  std::optional<Day> complete;
  for (const Instrument& each : record().instruments()) {
    if (instrument != nullptr ? each.slug != instrument->slug
                              : law().instrument(each.slug) == nullptr) {
      continue;
    }
    if (each.complete_to == Day::first()) continue;  // not known
    if (!complete || each.complete_to < *complete) complete = each.complete_to;
  }
  Json made{{"program", "ratione " RATIONE_VERSION},
            {"law", law().head},
            {"record", record().head()},
            {"complete_to", iso_or_null(complete)}};
  if (const LedgerRead* own = house_.ledger_read()) {
    made["ledger"] = Json{{"name", own->shown},
                          {"head", ledger::hex_of(own->head.hash)},
                          {"entries", own->head.entries},
                          {"published", own->published}};
  }
  if (!house_.hypothesis.change.empty()) made["hypothetical"] = house_.hypothesis.says;
  return made;
}

}  // namespace ratione::answers
