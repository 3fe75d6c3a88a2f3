#include "answers/world.h"

#include <fmt/format.h>

#include <algorithm>

#include "answers/places.h"

namespace ratione::answers {

World::World(Desk& desk, AssessAsked asked) : desk_(desk), asked_(std::move(asked)) {
  if (!asked_.places.empty() || !asked_.at.empty()) {
    refuse(Code::word_too_many,
           fmt::format("The question is put to every place; leave {} and {} out, or ask about one.",
                       desk.word("place"), desk.word("at")));
  }
  // What is wrong with the question is wrong everywhere.
  const LawInstrument& instrument = asked_.instrument(desk_);
  Errors faults = desk_.engine(desk_.known(asked_.known), instrument)
                      .check(instrument, asked_.situation(desk_, instrument));
  if (!faults.empty()) throw Stop{Fault::asked_wrongly, std::move(faults), ""};
  Span days = span_of(desk.word("date"), asked_.date);
  for (const PlaceEntry& place : desk.atlas().all()) {
    if (is_there(desk, place, days)) places_.push_back(&place);
  }
}

std::optional<std::string> World::next() {
  while (at_ < places_.size()) {
    if (std::optional<std::string> line = line_of(*places_[at_++])) return line;
  }
  return std::nullopt;
}

std::optional<std::string> World::line_of(const PlaceEntry& place) {
  AssessAsked asked = asked_;
  asked.places = {place.id};
  try {
    AssessAnswer answer = assess(desk_, asked);
    const Verdict& verdict = answer.verdict;
    auto holds = std::find_if(verdict.bases.begin(), verdict.bases.end(),
                              [](const BasisFound& basis) { return basis.value == Truth::yes; });
    if (holds == verdict.bases.end()) holds = verdict.bases.begin();
    const BasisFound* basis = holds == verdict.bases.end() ? nullptr : &*holds;
    bool by_state = basis != nullptr && !basis->state.none();
    return Json{{"place", place.id},
                {"conclusion", word(verdict.conclusion)},
                {"basis", basis == nullptr ? Json(nullptr) : Json(basis->kind)},
                {"state", by_state ? Json(basis->state.text()) : Json(nullptr)}}
               .dump() +
           "\n";
  } catch (const Stop&) {
    return std::nullopt;  // no place of those days
  }
}

}  // namespace ratione::answers
