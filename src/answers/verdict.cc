#include "answers/verdict.h"

#include <fmt/format.h>

#include <algorithm>

#include "answers/proof_forms.h"
#include "text/names.h"

namespace ratione::answers {

namespace {

std::string court_of(const LawInstrument& instrument) {
  return instrument.court_title.empty() ? "The court" : "The " + instrument.court_title;
}

// "the territory of Chad (3(1)(b))"
std::string way(const BasisFound& basis, const States& states, std::string_view slug) {
  std::string name = basis.state.none() ? "" : states.name(basis.state);
  std::string cites = cited(basis.cites, slug);
  std::string what = basis.kind;
  if (basis.kind == "territory") what = name.empty() ? "the place" : "the territory of " + name;
  if (basis.kind == "registration") {
    what = name.empty() ? "the registration" : "registration in " + name;
  }
  if (basis.kind == "nationality") {
    what = name.empty() ? "the suspect's nationality" : "the suspect's nationality, " + name;
  }
  if (basis.kind == "acceptance")
    what = name.empty() ? "an acceptance" : "the acceptance by " + name;
  if (basis.kind == "referral") what = "a referral";
  return cites.empty() ? what : fmt::format("{} ({})", what, cites);
}

const FieldValue* given(const Situation& asked, std::string_view field) {
  auto found = asked.fields.find(std::string(field));
  if (found == asked.fields.end() || found->second.is == FieldValue::Is::unknown) return nullptr;
  return &found->second;
}

// The States of a field on the days that are asked about, each once.
std::vector<StateCode> states_in(const FieldValue& value, Span days) {
  std::vector<StateCode> all;
  for (const StateOn& each : value.states) {
    if (each.days.meets(days) && std::find(all.begin(), all.end(), each.state) == all.end()) {
      all.push_back(each.state);
    }
  }
  return all;
}

std::vector<std::string> codes(const FieldValue& value, Span days) {
  std::vector<std::string> all;
  for (StateCode state : states_in(value, days)) all.push_back(state.text());
  return all;
}

std::string crime_words(const LawInstrument& instrument, const std::string& provision) {
  for (const Crime& crime : instrument.crimes) {
    if (crime.provision == provision) return crime.name;
  }
  return written_provision(provision);
}

Json span_json(const Span& span) {
  return Json{{"from", span.from.iso()},
              {"until", span.until == Day::never() ? Json(nullptr) : Json(span.until.iso())}};
}

Json question_json(const LawInstrument& instrument, const Situation& asked,
                   const Verdict& verdict) {
  Json findings = Json::object();
  for (const auto& [name, yes] : asked.findings) findings[name] = yes ? "yes" : "no";
  Json out{{"court", instrument.court},
           {"instrument", instrument.slug},
           {"asks", verdict.question},
           {"date", Json{{"from", asked.days.from.iso()}, {"until", asked.days.until.iso()}}},
           {"place", asked.places}};
  for (auto [field, key] : {std::pair{"territory", "territory"},
                            {"registered_in", "registered_in"},
                            {"nationality", "suspect"}}) {
    const FieldValue* value = given(asked, field);
    out[key] = value == nullptr ? Json(nullptr) : Json(codes(*value, asked.days));
  }
  const FieldValue* age = given(asked, "age");
  out["age"] = age != nullptr && age->number ? Json(age->number->numerator()) : Json(nullptr);
  const FieldValue* crime = given(asked, "crime");
  out["crime"] = crime == nullptr ? Json(nullptr) : Json(crime_words(instrument, crime->text));
  const FieldValue* trigger = given(asked, "trigger");
  out["trigger"] = trigger == nullptr ? Json(nullptr) : Json(trigger->text);
  out["finding"] = std::move(findings);
  return out;
}

}  // namespace

std::vector<std::string> ways(const Verdict& verdict, Truth value, const States& states) {
  std::vector<std::string> all;
  for (const BasisFound& basis : verdict.bases) {
    if (basis.value != value) continue;
    std::string text = way(basis, states, verdict.instrument);
    if (std::find(all.begin(), all.end(), text) == all.end()) all.push_back(text);
  }
  return all;
}

std::string plain(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::vector<std::string> barring(const Verdict& verdict, Truth value) {
  std::vector<std::string> all;
  for (const LimitFound& limit : verdict.limits) {
    if (limit.value == value) {
      all.push_back(
          fmt::format("{} ({})", cited(limit.cites, verdict.instrument), plain(limit.rule)));
    }
  }
  return all;
}

std::string question_words(Desk& desk, const LawInstrument& instrument, const Situation& asked) {
  const States& states = desk.record().states();
  auto named = [&](const FieldValue& value) {
    std::vector<std::string> names;
    for (StateCode state : states_in(value, asked.days)) names.push_back(states.name(state));
    return names.empty() ? std::string("none") : all_of_words(names);
  };
  std::vector<std::string> parts = {asked.days.words()};
  if (!asked.places.empty()) {
    std::vector<std::string> names;
    for (const std::string& id : asked.places) {
      const PlaceEntry* place = desk.atlas().get(id);
      names.push_back(place == nullptr ? id : place->name);
    }
    std::string text = joined(names);
    const FieldValue* territory = given(asked, "territory");
    if (territory != nullptr && !territory->states.empty()) {
      std::string whose = named(*territory);
      if (whose != text) text += fmt::format(" (territory of {})", whose);
    }
    parts.push_back(text);
  }
  if (const FieldValue* v = given(asked, "registered_in"))
    parts.push_back("registered in " + named(*v));
  if (const FieldValue* v = given(asked, "nationality")) parts.push_back("suspect of " + named(*v));
  if (const FieldValue* v = given(asked, "age"); v != nullptr && v->number) {
    parts.push_back(fmt::format("aged {}", v->number->text()));
  }
  if (const FieldValue* v = given(asked, "crime"))
    parts.push_back(crime_words(instrument, v->text));
  if (const FieldValue* v = given(asked, "trigger")) parts.push_back("by " + v->text);
  for (const auto& [name, yes] : asked.findings) {
    parts.push_back(fmt::format("{}: {}", name, yes ? "yes" : "no"));
  }
  return joined(parts, "; ");
}

std::vector<std::string> notes_of(Desk& desk, const LawInstrument& instrument,
                                  const Situation& asked, const Verdict& verdict) {
  std::vector<std::string> notes = verdict.notes;
  std::string beyond = desk.beyond(instrument, asked.days.until.previous(), verdict.known);
  if (!beyond.empty()) notes.push_back(beyond);
  return notes;
}

std::string why(Desk& desk, const LawInstrument& instrument, const Verdict& verdict) {
  const States& states = desk.record().states();
  const std::string court = court_of(instrument);
  switch (verdict.conclusion) {
    case Conclusion::yes: {
      std::vector<std::string> through = ways(verdict, Truth::yes, states);
      if (through.empty()) return court + " could reach this conduct.";
      return fmt::format("{} could reach this conduct through {}.", court, all_of_words(through));
    }
    case Conclusion::no: {
      std::vector<std::string> bars = barring(verdict, Truth::yes);
      if (!bars.empty()) {
        return fmt::format("{} could not reach this conduct: it is barred by {}.", court,
                           all_of_words(bars));
      }
      std::vector<std::string> tried;
      const Question* question = instrument.question(verdict.question);
      if (question != nullptr) {
        for (const Question::Basis& basis : question->bases) {
          const Clause& clause = desk.law().clauses[static_cast<std::size_t>(basis.clause)];
          std::string text =
              fmt::format("{} ({})", basis.kind, cited(clause.cites, instrument.slug));
          if (std::find(tried.begin(), tried.end(), text) == tried.end()) tried.push_back(text);
        }
      }
      if (tried.empty()) return court + " could not reach this conduct.";
      return fmt::format("{} could not reach this conduct: no basis holds, of {}.", court,
                         all_of_words(tried));
    }
    case Conclusion::undetermined: {
      std::string text = court + " might reach this conduct";
      if (!verdict.missing.empty()) {
        text += fmt::format("; missing: {}", all_of_words(verdict.missing));
      }
      std::vector<std::string> may = ways(verdict, Truth::undetermined, states);
      if (verdict.missing.empty() && !may.empty()) text += " through " + any_of_words(may);
      return text + ".";
    }
    case Conclusion::disputed: {
      std::string text = fmt::format(
          "Whether {} could reach this conduct depends on how the law is read",
          instrument.court_title.empty() ? "the court" : "the " + instrument.court_title);
      if (!verdict.court_reading) return text + "; the court has not said how it reads it.";
      return fmt::format("{}; as the court reads it, {}.", text,
                         word(verdict.court_reading->conclusion));
    }
  }
  return "";
}

Json json_of(Desk& desk, const LawInstrument& instrument, const Situation& asked,
             const Verdict& verdict) {
  const std::string& slug = instrument.slug;
  Json court_reading(nullptr);
  if (verdict.court_reading) {
    court_reading = Json{{"reading", verdict.court_reading->reading},
                         {"conclusion", word(verdict.court_reading->conclusion)}};
  }
  Json readings = Json::array();
  for (const ByReading& each : verdict.by_reading) {
    readings.push_back(Json{{"reading", each.reading},
                            {"holders", each.holders},
                            {"conclusion", word(each.conclusion)},
                            {"says", each.says}});
  }
  Json bases = Json::array();
  for (const BasisFound& each : verdict.bases) {
    bases.push_back(Json{{"kind", each.kind},
                         {"citation", cited(each.cites, slug)},
                         {"state", each.state.none() ? Json(nullptr) : Json(each.state.text())},
                         {"value", word(each.value)}});
  }
  Json limits = Json::array();
  for (const LimitFound& each : verdict.limits) {
    limits.push_back(Json{
        {"citation", cited(each.cites, slug)}, {"value", word(each.value)}, {"rule", each.rule}});
  }
  Json residual(nullptr);
  if (verdict.residual) {
    std::vector<std::string> any_of;
    for (StateCode state : verdict.residual->any_of) any_of.push_back(state.text());
    residual = Json{{"says", verdict.residual->says}, {"any_of", any_of}};
  }
  Json covered = Json::array();
  for (const Span& span : verdict.covered) covered.push_back(span_json(span));

  return Json{{"question", question_json(instrument, asked, verdict)},
              {"known", verdict.known.iso()},
              {"conclusion", word(verdict.conclusion)},
              {"court_reading", std::move(court_reading)},
              {"by_reading", std::move(readings)},
              {"bases", std::move(bases)},
              {"limits", std::move(limits)},
              {"missing", verdict.missing},
              {"residual", std::move(residual)},
              {"covered", std::move(covered)},
              {"exercise", Json{{"triggered", word(verdict.exercise.triggered)},
                                {"suspended", word(verdict.exercise.suspended)}}},
              {"admissibility", "undetermined"},
              {"notes", notes_of(desk, instrument, asked, verdict)},
              {"why", why(desk, instrument, verdict)},
              {"proof", proof_json(verdict.proof, slug)},
              {"made_with", desk.made_with(&instrument)}};
}

}  // namespace ratione::answers
