// File: answers/engines.h
//
// Engines by the day of knowledge, kept for the next question that needs one.
//
//   Engines engines(16);                                 // keeps at most 16 that nobody uses
//   Engines::Lease engine = engines.take(house, known);
//   engine->status(...);                                 // handed back at the end of its scope
//
// An engine is for one thread at a time and remembers what it was asked, so
// threads take one each. Guarantees: nobody waits for an engine in use; what is
// kept is bounded in number (the longest unused goes) and in what it remembers
// (an engine retires after most_uses).
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>

#include "answers/house.h"
#include "engine/engine.h"

namespace ratione::answers {

class Engines {
  struct Kept {
    Day known;
    std::unique_ptr<Engine> engine;
    std::size_t uses = 0;
  };

 public:
  explicit Engines(std::size_t most_kept = 16) : most_kept_(most_kept) {}

  static constexpr std::size_t most_uses = 50'000;

  // Hands the engine back when it goes.
  class Lease {
   public:
    Lease(Engines& from, Kept kept) : from_(&from), kept_(std::move(kept)) {}
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (kept_.engine) from_->give_back(std::move(kept_));
    }
    Engine& operator*() const { return *kept_.engine; }
    Engine* operator->() const { return kept_.engine.get(); }

   private:
    Engines* from_;
    Kept kept_;
  };

  // The law made special by the record as known on that day.
  Lease take(House& house, Day known);
  std::size_t kept() const;

 private:
  void give_back(Kept kept);

  const std::size_t most_kept_;
  mutable std::mutex mutex_;
  std::list<Kept> kept_;  // the last used first
};

}  // namespace ratione::answers
