#include "engine/completion.h"

#include <fmt/format.h>

#include "text/names.h"

namespace ratione {

namespace {

// What the fields of the contract are called in a sentence; a field that the
// law adds is called by its name.
struct FieldWords {
  std::string_view field, missing, is;
};
constexpr FieldWords field_words[] = {
    {"nationality", "the suspect's nationality", "the suspect is a national of"},
    {"territory", "the place", "it took place on the territory of"},
    {"registered_in", "the State of registration", "the vessel or aircraft is registered in"},
    {"crime", "the crime", "the crime is"},
    {"age", "the suspect's age", "the suspect's age is"},
};

}  // namespace

std::string missing_words(const std::string& field) {
  for (const FieldWords& w : field_words) {
    if (w.field == field) return std::string(w.missing);
  }
  return field;
}
namespace {

std::string is_words(const std::string& field) {
  for (const FieldWords& w : field_words) {
    if (w.field == field) return std::string(w.is);
  }
  return field + " is";
}

// "it took place in X", "the suspect is a national of any State but Y": of one field
// or finding; empty: no completion gives yes.
std::vector<std::string> ways_of(const Law& law, const Filled& filled) {
  std::vector<std::string> ways, yes, yes_places, other_states, disputed;
  std::size_t yes_states = 0;
  for (std::size_t i = 0; i < filled.options->size(); ++i) {
    const Completion& option = (*filled.options)[i];
    const std::optional<Conclusion>& answer = filled.answers[i];
    if (!answer) continue;
    if (*answer == Conclusion::yes) {
      (option.place.empty() ? yes : yes_places).push_back(option.words);
      yes_states += option.state ? 1 : 0;
    } else if (option.state) {
      other_states.push_back(option.words);
    }
    if (*answer == Conclusion::disputed) disputed.push_back(option.words);
  }
  if (!yes_places.empty()) {
    ways.push_back(fmt::format("it took place in {}", any_of_words(yes_places)));
  }
  if (yes.empty()) return ways;
  const std::string& name = filled.name;
  if (!filled.is_field) {
    const std::string bare = name.substr(0, name.find('('));
    for (const Finding& finding : law.findings) {
      if (finding.name == bare) {
        ways.push_back(
            fmt::format("the finding {} is {} ({})", name, any_of_words(yes), finding.question));
        break;
      }
    }
  } else if (yes_states > 5 && other_states.size() <= 3) {
    ways.push_back(fmt::format("{} any State but {} ({} States)", is_words(name),
                               any_of_words(other_states), yes_states));
  } else if (yes_states > 5) {
    ways.push_back(
        fmt::format("{} one of {} States ({})", is_words(name), yes_states, fmt::join(yes, ", ")));
  } else {
    ways.push_back(fmt::format("{} {}", is_words(name), any_of_words(yes)));
  }
  if (!disputed.empty()) ways.back() += fmt::format(" (disputed for {})", all_of_words(disputed));
  return ways;
}

}  // namespace

std::optional<Residual> residual_of(const Law& law, const std::vector<Filled>& filled) {
  std::vector<std::string> ways;
  Residual residual;
  for (const Filled& each : filled) {
    const std::vector<std::string> own = ways_of(law, each);
    ways.insert(ways.end(), own.begin(), own.end());
    if (each.name != "nationality") continue;
    for (std::size_t i = 0; i < each.options->size(); ++i) {
      const State* state = (*each.options)[i].state;
      if (state && each.answers[i] == Conclusion::yes) residual.any_of.push_back(state->code);
    }
  }
  if (ways.empty()) return std::nullopt;
  residual.says = fmt::format("would be yes if {}.", fmt::join(ways, ", or if "));
  return residual;
}

std::optional<std::uint64_t> class_beside(const CompletionClass& of, const FieldValue& completed,
                                          const std::vector<const FieldValue*>& others, Day day) {
  const std::uint64_t key = std::uint64_t{of.number} << 32;
  if (!of.named) return key;
  // Which of the others' States are its own.
  std::uint64_t shared = 0, pair = 1;
  for (const StateOn& own : completed.states) {
    if (!own.days.contains(day)) continue;
    for (const FieldValue* other : others) {
      if (other->is == FieldValue::Is::unknown) return std::nullopt;
      for (const StateOn& each : other->states) {
        if (!each.days.contains(day)) continue;
        if (pair == std::uint64_t{1} << 32) return std::nullopt;
        if (own.state == each.state) shared |= pair;
        pair <<= 1;
      }
    }
  }
  return key | shared;
}

}  // namespace ratione
