#include "answers/asked_case.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/field_words.h"
#include "engine/territory.h"
#include "errors/quoted.h"
#include "screen/spots.h"
#include "text/names.h"

namespace ratione::answers {

namespace {

constexpr std::string_view no_state = "none";
constexpr std::string_view not_known = "unknown";

void refuse_absent(std::string_view word, const std::string& text, const std::string& absence) {
  if (absence.empty()) return;
  refuse(Code::value_not_taken, fmt::format("{} {}: {}.", word, ratione::quoted(text), absence));
}

FieldValue states_named(Desk& desk, std::string_view word, const std::vector<std::string>& names,
                        Span days) {
  FieldValue value;
  if (names.size() == 1 && names[0] == not_known) return value;
  if (names.size() == 1 && names[0] == no_state) {
    value.is = FieldValue::Is::none;
    return value;
  }
  value.is = FieldValue::Is::known;
  for (const std::string& name : names) {
    StateOn state{desk.state(word, name), Span::always(), ""};
    if (const State* named = desk.record().states().get(state.state)) {
      refuse_absent(word, name, named->absence(days));
    }
    if (std::find(value.states.begin(), value.states.end(), state) == value.states.end()) {
      value.states.push_back(state);
    }
  }
  return value;
}

std::string crime_named(const Desk& desk, const LawInstrument& instrument,
                        const std::string& text) {
  Result<std::string> crime = read_crime(instrument, text);
  if (crime) return *crime;
  const std::string& says = crime.error().says;
  refuse(Code::value_not_taken,
         fmt::format("{} {}{}", desk.word("crime"), says, says.ends_with('?') ? "" : "."));
}

// What a finding is asked about, as the engine writes it: an act by its full id,
// a State by its code.
std::string argument_of_finding(Desk& desk, const LawInstrument& instrument,
                                const std::string& text) {
  for (const std::string& id : {text, instrument.slug + "/" + text}) {
    if (desk.record().act(id) != nullptr) return id;
  }
  if (text.find('/') != std::string::npos) {
    refuse(Code::value_not_taken,
           fmt::format("{}: {} is no act of the record; ratione history lists them.",
                       desk.word("finding"), ratione::quoted(text)));
  }
  return desk.state(desk.word("finding"), text).text();
}

// The fields that have a word of their own, which knows what else they need.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> own_words = {
    {{"territory", "place"},
     {"registered_in", "registered-in"},
     {"nationality", "suspect"},
     {"crime", "crime"},
     {"age", "age"},
     {"trigger", "trigger"}}};

// "effects_in=Kenya;Uganda": any field that the law asks for.
void give_field(Desk& desk, const LawInstrument& instrument, const std::string& text,
                Situation& situation) {
  std::size_t equals = std::min(text.find('='), text.size());
  const std::string name = text.substr(0, equals);
  if (equals + 1 >= text.size()) {
    refuse(Code::value_not_taken, fmt::format("{} {} gives no value; write NAME=VALUE.",
                                              desk.word("field"), ratione::quoted(text)));
  }
  for (const auto& [field, own] : own_words) {
    if (name != field) continue;
    refuse(Code::value_not_taken, fmt::format("{} {} has a word of its own; write {}.",
                                              desk.word("field"), name, desk.word(own)));
  }
  const CaseField* field = instrument.field(name);
  if (field == nullptr) {
    std::vector<std::string> names;
    for (const CaseField& each : instrument.fields) names.push_back(each.name);
    refuse_value(desk.word("field"), name, names);
  }
  if (situation.fields.contains(name)) {
    refuse(Code::word_too_many,
           fmt::format("{} {} is given twice; write its values with ; between.", desk.word("field"),
                       name));
  }
  const States& states = desk.record().states();
  Result<bool> read = read_field(instrument, *field, std::string_view(text).substr(equals + 1),
                                 desk.atlas(), states, situation);
  if (!read) refuse(desk.word("field") + " " + name, read.error());
  for (const StateOn& state : situation.fields[name].states) {
    const State* named = states.get(state.state);
    if (named != nullptr) refuse_absent(desk.word("field"), text, named->absence(situation.days));
  }
}

AskedPoint asked_point(Desk& desk, const std::string& text) {
  AskedPoint point;
  std::tie(point.latitude, point.longitude) = desk.point(desk.word("at"), text);
  point.text = text.substr(std::min(text.find_first_not_of(' '), text.size()));
  Result<PointAnswer> answer = desk.points().ask(point.latitude, point.longitude);
  if (!answer) refuse(desk.word("at"), answer.error());
  point.answer = on_open_sea_too(std::move(*answer));
  return point;
}

}  // namespace

void answer_finding(Desk& desk, const LawInstrument& instrument, const std::string& text,
                    std::map<std::string, bool>& findings) {
  std::size_t equals = text.rfind('=');
  std::string name = text.substr(0, equals);
  std::string value = equals == std::string::npos ? "" : text.substr(equals + 1);
  if (value != "yes" && value != "no") {
    refuse(Code::value_not_taken, fmt::format("{} {} gives no answer; write NAME=yes or NAME=no.",
                                              desk.word("finding"), ratione::quoted(text)));
  }
  std::size_t open = name.find('(');
  if (open != std::string::npos && name.ends_with(')')) {
    const std::string about = name.substr(open + 1, name.size() - open - 2);
    name =
        fmt::format("{}({})", name.substr(0, open), argument_of_finding(desk, instrument, about));
  }
  if (!findings.emplace(name, value == "yes").second) {
    refuse(Code::word_too_many, fmt::format("{} {} is answered twice; answer it once.",
                                            desk.word("finding"), ratione::quoted(name)));
  }
}

std::string AskedPoint::says(Desk& desk) const {
  const PlaceEntry* place = desk.atlas().get(answer.place);
  const std::string name(place == nullptr ? answer.place : std::string_view(place->name));
  std::string words = words_of(answer, desk.atlas());
  bool open = answer.sea && !answer.coast;
  std::string where = open ? "the " + name : name;
  std::string says = fmt::format("The point {} is taken for {}", text, where);
  if (!words.empty()) says += ": " + words;
  says += ".";
  // Out there a point is most often a mistake.
  std::string swapped = open ? desk.points().place_if_swapped(latitude, longitude) : "";
  if (const PlaceEntry* other = desk.atlas().get(swapped)) {
    says += fmt::format(" The other way round, {},{}, it would lie in {}; latitude stands first.",
                        longitude, latitude, other->name);
  }
  return says;
}

Span span_of(std::string_view word, const std::string& text) {
  std::size_t slash = text.find('/');
  if (slash == 0 || slash + 1 == text.size()) {
    refuse(Code::value_not_taken,
           fmt::format("{} {} has a day on one side of the / only; write FIRST/LAST, or one day "
                       "without it.",
                       word, ratione::quoted(text)));
  }
  auto refuse_last = [&](Day day) {
    if (day != Day::never()) return;
    refuse(Code::value_not_taken,
           fmt::format("{} {}: 9999-12-31 stands for never; the last day that can be asked about "
                       "is 9999-12-30.",
                       word, ratione::quoted(text)));
  };
  Result<Day> first = Day::parse(text.substr(0, slash));
  if (!first) refuse(word, first.error());
  refuse_last(*first);
  if (slash == std::string::npos) return Span::one(*first);
  Result<Day> last = Day::parse(text.substr(slash + 1));
  if (!last) refuse(word, last.error());
  refuse_last(*last);
  if (*last < *first) {
    refuse(Code::value_not_taken,
           fmt::format("{} {} ends before it begins; write the earlier day first.", word,
                       ratione::quoted(text)));
  }
  return {*first, last->next()};
}

const LawInstrument& AskedCase::instrument(Desk& desk) const {
  const LawInstrument* found = desk.law().court(court);
  if (found != nullptr) return *found;
  std::vector<std::string> courts;
  for (const LawInstrument& each : desk.law().instruments) {
    if (!each.court.empty()) courts.push_back(each.court);
  }
  if (court.empty()) {
    refuse(Code::word_missing, fmt::format("No court is the default one; say {}.",
                                           desk.word("court", any_of_words(courts))));
  }
  if (courts.empty()) {
    refuse(Code::value_not_taken,
           fmt::format("{} {}: the law in {} is no court's.", desk.word("court"),
                       ratione::quoted(court), desk.folder("law")));
  }
  refuse_value(desk.word("court"), court, courts);
}

Situation AskedCase::situation(Desk& desk, const LawInstrument& instrument,
                               std::vector<AskedPoint>* points) const {
  Situation situation;
  situation.days = span_of(desk.word("date"), date);

  bool at_sea = !places.empty() || !at.empty();
  std::vector<const PlaceEntry*> found;
  auto add = [&](const PlaceEntry& place) {
    at_sea = at_sea && place.kind == "sea";
    if (std::find(found.begin(), found.end(), &place) != found.end()) return;
    found.push_back(&place);
    situation.places.push_back(place.id);
  };
  for (const std::string& name : places) {
    Result<const PlaceEntry*> place = desk.atlas().find(name);
    if (!place) refuse(desk.word("place"), place.error());
    refuse_absent(desk.word("place"), name,
                  absence_of_place(desk.atlas(), desk.record().states(), **place, situation.days));
    add(**place);
  }
  for (const std::string& text : at) {
    AskedPoint point = asked_point(desk, text);
    // The compiled atlas was compared with this one; the open sea might lack.
    Result<const PlaceEntry*> place = desk.atlas().find(point.answer.place);
    if (!place) refuse(desk.word("at"), place.error());
    add(**place);
    if (points != nullptr) points->push_back(std::move(point));
  }
  if (!at.empty()) {
    situation.fields["territory"] =
        while_they_exist(territory_of(desk.atlas(), found), desk.record().states());
  } else if (!found.empty())
    situation.fields["territory"] = territory_of(desk.atlas(), found);

  if (!registered_in.empty()) {
    situation.fields["registered_in"] =
        states_named(desk, desk.word("registered-in"), registered_in, situation.days);
  } else if (at_sea && instrument.field("registered_in") != nullptr) {
    situation.fields["registered_in"] = FieldValue{};  // there it matters, and is unknown
  }
  if (!suspects.empty()) {
    situation.fields["nationality"] =
        states_named(desk, desk.word("suspect"), suspects, situation.days);
  }
  if (!crime.empty()) {
    FieldValue value;
    value.is = FieldValue::Is::known;
    value.text = crime_named(desk, instrument, crime);
    situation.fields["crime"] = value;
  }
  if (!trigger.empty()) {
    const CaseField* field = instrument.field("trigger");
    if (field != nullptr &&
        std::find(field->options.begin(), field->options.end(), trigger) == field->options.end()) {
      refuse_value(desk.word("trigger"), trigger, field->options);
    }
    FieldValue value;
    value.is = FieldValue::Is::known;
    value.text = trigger;
    situation.fields["trigger"] = value;
  }
  if (!age.empty()) {
    bool digits = age.size() <= 3 &&
                  std::all_of(age.begin(), age.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) {
      refuse(Code::value_not_taken, fmt::format("{} {} is not an age in whole years; write 17.",
                                                desk.word("age"), ratione::quoted(age)));
    }
    FieldValue value;
    value.is = FieldValue::Is::known;
    value.number = Fraction(std::stoi(age));
    situation.fields["age"] = value;
  }
  for (const std::string& field : fields) give_field(desk, instrument, field, situation);
  for (const std::string& finding : findings)
    answer_finding(desk, instrument, finding, situation.findings);
  return situation;
}

}  // namespace ratione::answers
