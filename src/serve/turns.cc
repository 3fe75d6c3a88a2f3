#include "serve/turns.h"

namespace ratione::serve {

bool Turns::take(For what, std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  auto mine = [&] { return free_ > 0 && (what == For::quick || free_for_long_ > 0); };
  ++waiting_;
  const bool came = freed_.wait_for(lock, patience, mine);
  --waiting_;
  if (!came) return false;
  --free_;
  if (what == For::long_question) --free_for_long_;
  return true;
}

void Turns::give_back(For what) {
  {
    std::lock_guard lock(mutex_);
    ++free_;
    if (what == For::long_question) ++free_for_long_;
  }
  // All: who wakes might be one that must wait on, while another need not.
  freed_.notify_all();
}

Turns::Counts Turns::counts() const {
  std::lock_guard lock(mutex_);
  return {all_ - free_, waiting_};
}

}  // namespace ratione::serve
