#include "engine/asked.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/names.h"

namespace ratione {

namespace {

std::string no_such_crime(const LawInstrument& instrument, const std::string& text) {
  std::vector<std::string> names, provisions;
  for (const Crime& crime : instrument.crimes) {
    names.push_back(crime.name);
  }
  for (const Provision& provision : instrument.provisions) {
    if (!instrument.crime_named(provision.id).empty()) provisions.push_back(provision.id);
  }
  const std::string near = nearest(text, provisions);
  const std::string written = written_provision(text);
  return fmt::format(
      "\"{}\" is no crime of {}; {}", written.empty() ? text : written, instrument.slug,
      near.empty() ? fmt::format("write {}, or a provision below one of them.", any_of_words(names))
                   : fmt::format("did you mean {}?", written_provision(near)));
}

}  // namespace

Errors check_situation(const Law& law, const LawInstrument& instrument,
                       const Situation& situation) {
  Errors faults;
  auto bad = [&](std::string says) {
    faults.push_back({Code::engine_bad_question, Place{}, std::move(says)});
  };
  if (situation.days.empty())
    bad("the days of the conduct are empty; give a first and a last day.");
  std::vector<std::string> names;
  for (const CaseField& field : instrument.fields) names.push_back(field.name);
  for (const auto& [name, value] : situation.fields) {
    const CaseField* field = instrument.field(name);
    if (!field) {
      std::string near = nearest(name, names);
      bad(fmt::format("the law of {} has no field \"{}\"{}", instrument.slug, name,
                      near.empty() ? "." : fmt::format("; did you mean \"{}\"?", near)));
      continue;
    }
    if (value.is != FieldValue::Is::known) continue;
    if (field->kind == CaseField::Kind::one_of &&
        std::find(field->options.begin(), field->options.end(), value.text) ==
            field->options.end()) {
      bad(fmt::format("\"{}\" is no {}; write {}.", value.text, name,
                      any_of_words(field->options)));
    }
    if (field->kind == CaseField::Kind::crime) {
      if (instrument.crime_named(value.text) != value.text)
        bad(no_such_crime(instrument, value.text));
    }
  }
  for (const CaseField& field : instrument.fields) {
    if (field.left_out == CaseField::LeftOut::error && !situation.fields.contains(field.name)) {
      faults.push_back(
          {Code::field_left_out, Place{},
           fmt::format("the question needs \"{}\", which the law does not let be left out.",
                       field.name)});
    }
  }
  for (const auto& [written, unused] : situation.findings) {
    std::string bare = written.substr(0, written.find('('));
    std::vector<std::string> findings;
    bool found = false;
    for (const Finding& finding : law.findings) {
      if (finding.instrument != instrument.slug) continue;
      findings.push_back(finding.name);
      found |= finding.name == bare;
    }
    if (!found) {
      std::string near = nearest(bare, findings);
      bad(fmt::format("the law of {} has no finding \"{}\"{}", instrument.slug, bare,
                      !near.empty() ? fmt::format("; did you mean \"{}\"?", near)
                      : findings.empty()
                          ? "; it asks for none."
                          : fmt::format("; it asks for {}.", all_of_words(findings))));
    }
  }
  return faults;
}

const Finding* finding_of(const Law& law, const LawInstrument& instrument,
                          std::string_view written) {
  const std::string_view name = written.substr(0, written.find('('));
  const Finding* out = nullptr;
  for (const Finding& each : law.findings) {
    if (each.name != name) continue;
    if (each.instrument == instrument.slug) return &each;
    if (out == nullptr) out = &each;
  }
  return out;
}

void put(Evaluator& evaluator, const LawInstrument& instrument, const Situation& situation) {
  Inputs& inputs = evaluator.inputs();
  inputs.ask(instrument);
  inputs.set_begun(situation.days.from);
  for (std::size_t f = 0; f < instrument.fields.size(); ++f) {
    const CaseField& field = instrument.fields[f];
    auto given = situation.fields.find(field.name);
    FieldValue value;
    if (given != situation.fields.end()) {
      value = given->second;
    } else if (field.left_out == CaseField::LeftOut::none) {
      value.is = FieldValue::Is::none;
    } else if (field.left_out == CaseField::LeftOut::literal) {
      value.is = FieldValue::Is::known;
      value.text = field.literal;
      if (field.kind == CaseField::Kind::number) {
        Fraction number;
        if (parse_fraction(field.literal, number)) value.number = number;
      }
      if (field.kind == CaseField::Kind::truth) value.truth = field.literal == "yes";
    }
    inputs.set_field(static_cast<int>(f), std::move(value));
  }
  inputs.set_places(situation.places);
  for (const auto& [written, yes] : situation.findings) {
    inputs.answer(written, yes ? Inputs::Answer::yes : Inputs::Answer::no);
  }
}

}  // namespace ratione
