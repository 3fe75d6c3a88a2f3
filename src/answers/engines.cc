#include "answers/engines.h"

#include <algorithm>
#include <iterator>

#include "answers/stop.h"

namespace ratione::answers {

Engines::Lease Engines::take(House& house, Day known) {
  {
    std::lock_guard lock(mutex_);
    auto found = std::find_if(kept_.begin(), kept_.end(),
                              [&](const Kept& each) { return each.known == known; });
    if (found != kept_.end()) {
      Kept taken = std::move(*found);
      kept_.erase(found);
      weight_ -= taken.weight;
      return {*this, std::move(taken)};
    }
  }
  Results<Engine> made = Engine::when_asked(house.law(), house.record(), house.atlas(), known);
  if (!made) broken(std::move(made.error()));
  return {*this, {known, std::make_unique<Engine>(std::move(*made)), empty}};
}

void Engines::Lease::make_ready(const LawInstrument& instrument) {
  if (Errors faults = kept_.engine->ready(instrument); !faults.empty()) broken(std::move(faults));
}

void Engines::give_back(Kept kept) {
  if (kept.weight >= heaviest) return;
  std::list<Kept> one, gone;  // which is taken down outside of the lock
  one.push_back(std::move(kept));
  std::lock_guard lock(mutex_);
  weight_ += one.front().weight;
  kept_.splice(kept_.begin(), one);
  while (weight_ > most_weight_) {
    weight_ -= kept_.back().weight;
    gone.splice(gone.begin(), kept_, std::prev(kept_.end()));
  }
}

std::size_t Engines::kept() const {
  std::lock_guard lock(mutex_);
  return kept_.size();
}

}  // namespace ratione::answers
