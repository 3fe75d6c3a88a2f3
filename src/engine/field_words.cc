#include "engine/field_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/territory.h"
#include "errors/quoted.h"
#include "text/names.h"

namespace ratione {
namespace {

tl::unexpected<Error> no_value(std::string_view words, std::string_view what) {
  return fail(Code::engine_bad_question, fmt::format("{} {}.", quoted(words), what));
}

Result<FieldValue> territory_in(std::string_view words, const Atlas& atlas, Situation& situation) {
  std::vector<const PlaceEntry*> places;
  for (const std::string& name : parts_of(words)) {
    Result<const PlaceEntry*> place = atlas.find(name);
    if (!place) return tl::unexpected<Error>(place.error());
    places.push_back(*place);
    situation.places.push_back((*place)->id);
  }
  if (places.empty()) return no_value(words, "names no place");
  return territory_of(atlas, places);
}

}  // namespace

Result<std::string> read_crime(const LawInstrument& instrument, std::string_view words) {
  std::string crime = instrument.crime_named(words);
  if (!crime.empty()) return crime;
  std::string provision = dotted_provision(words);
  if (!provision.empty() && provision[0] >= '0' && provision[0] <= '9') return provision;
  std::vector<std::string> names;
  for (const Crime& each : instrument.crimes) names.push_back(each.name);
  std::string near = nearest(words, names);
  return fail(
      Code::engine_bad_question,
      fmt::format("{} is no crime of {}; {}", quoted(words), instrument.slug,
                  near.empty() ? fmt::format("write {}, or a provision", any_of_words(names))
                               : fmt::format("did you mean {}?", near)));
}

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    std::size_t cut = std::min(text.find(';'), text.size());
    std::string_view part = text.substr(0, cut);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    if (!part.empty()) out.emplace_back(part);
    text.remove_prefix(std::min(cut + 1, text.size()));
  }
  return out;
}

Result<bool> read_field(const LawInstrument& instrument, const CaseField& field,
                        std::string_view words, const Atlas& atlas, const States& states,
                        Situation& situation) {
  FieldValue value;
  if (words == "unknown" || words == "none") {
    if (words == "none") value.is = FieldValue::Is::none;
    situation.fields[field.name] = value;
    return true;
  }
  value.is = FieldValue::Is::known;
  switch (field.kind) {
    case CaseField::Kind::states: {
      if (field.name == "territory") {
        Result<FieldValue> territory = territory_in(words, atlas, situation);
        if (!territory) return tl::unexpected<Error>(territory.error());
        value = std::move(*territory);
        break;
      }
      for (const std::string& name : parts_of(words)) {
        Result<StateCode> state = states.find(name);
        if (!state) return tl::unexpected<Error>(state.error());
        value.states.push_back({*state, Span::always(), ""});
      }
      if (value.states.empty()) return no_value(words, "names no State");
      break;
    }
    case CaseField::Kind::crime: {
      for (const Crime& crime : instrument.crimes) {
        if (crime.name == words) value.text = crime.provision;
      }
      if (value.text.empty()) value.text = dotted_provision(words);
      if (value.text.empty()) return no_value(words, "is no crime of this law");
      break;
    }
    case CaseField::Kind::number: {
      Fraction number;
      if (!parse_fraction(words, number)) return no_value(words, "is no number");
      value.number = number;
      break;
    }
    case CaseField::Kind::truth:
      if (words != "yes" && words != "no") return no_value(words, "is neither yes nor no");
      value.truth = words == "yes";
      break;
    case CaseField::Kind::place:
    case CaseField::Kind::one_of:
      value.text = std::string(words);
      break;
  }
  situation.fields[field.name] = std::move(value);
  return true;
}

}  // namespace ratione
