#include "answers/engines.h"

#include <algorithm>

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
      return {*this, std::move(taken)};
    }
  }
  Results<Engine> made = Engine::make(house.law(), house.record(), house.atlas(), known);
  if (!made) broken(std::move(made.error()));
  return {*this, {known, std::make_unique<Engine>(std::move(*made)), 0}};
}

void Engines::give_back(Kept kept) {
  if (++kept.uses >= most_uses) return;
  std::list<Kept> one;
  one.push_back(std::move(kept));
  Kept gone;  // is taken down outside of the lock
  std::lock_guard lock(mutex_);
  kept_.splice(kept_.begin(), one);
  if (kept_.size() <= most_kept_) return;
  gone = std::move(kept_.back());
  kept_.pop_back();
}

std::size_t Engines::kept() const {
  std::lock_guard lock(mutex_);
  return kept_.size();
}

}  // namespace ratione::answers
