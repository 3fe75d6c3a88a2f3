// File: answers/engines.h
//
// Engines by the day of knowledge, kept for the next question that needs one.
//
//   Engines engines;
//   Engines::Lease engine = engines.take(house, known);
//   engine.make_ready(instrument);
//   engine->status(instrument, ...);                     // handed back at the end of its scope
//
// An engine is for one thread at a time and remembers what it was asked, so
// threads take one each. Guarantees: nobody waits for an engine in use; what is
// kept is bounded by what it weighs (the longest unused goes), and an engine that
// has answered much is not kept.
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
    std::size_t weight = 0;  // in kilobytes
  };

 public:
  explicit Engines(std::size_t most_weight = 256'000) : most_weight_(most_weight) {}

  // In kilobytes, about: an engine that has told a status of every State; what it
  // remembers of one more question. Measured: 2 MB, and 40 MB for a verdict in
  // each of 202 places.
  static constexpr std::size_t empty = 2'000, light = 1, verdict = 200;
  static constexpr std::size_t heaviest = 50'000;  // of one engine

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
    void weigh(std::size_t weight) { kept_.weight += weight; }
    // Faults of the acts that a question about the instrument can look at end the
    // question (broken).
    void make_ready(const LawInstrument& instrument);

   private:
    Engines* from_;
    Kept kept_;
  };

  // The law made special by the record as known on that day, read when asked.
  Lease take(House& house, Day known);
  std::size_t kept() const;

 private:
  void give_back(Kept kept);

  const std::size_t most_weight_;
  mutable std::mutex mutex_;
  std::list<Kept> kept_;    // the last used first
  std::size_t weight_ = 0;  // of those
};

}  // namespace ratione::answers
