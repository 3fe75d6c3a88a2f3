// File: serve/turns.h
//
// Turns at computing: as many at once as there are processors, and never all of
// them for questions that take long, so that a quick one is answered meanwhile.
//
//   Turns turns(2);
//   Turns::Turn turn(turns, Turns::For::quick, 5s);
//   if (!turn.taken()) busy();                      // given back at the end of its scope
//
// For several threads.
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace ratione::serve {

class Turns {
 public:
  enum class For { quick, long_question };

  // Long questions get all turns but one, and at least one. With a single turn a
  // quick question waits for a long one.
  explicit Turns(int all) : all_(all), free_(all), free_for_long_(std::max(1, all - 1)) {}

  // False when none became free in time.
  bool take(For what, std::chrono::milliseconds patience);
  void give_back(For what);

  struct Counts {
    int taken, waited_for;
  };
  Counts counts() const;

  class Turn {
   public:
    Turn(Turns& turns, For what, std::chrono::milliseconds patience)
        : turns_(turns), what_(what), taken_(turns.take(what, patience)) {}
    Turn(const Turn&) = delete;
    ~Turn() {
      if (taken_) turns_.give_back(what_);
    }
    bool taken() const { return taken_; }

   private:
    Turns& turns_;
    const For what_;
    const bool taken_;
  };

 private:
  const int all_;
  mutable std::mutex mutex_;
  std::condition_variable freed_;
  int free_, free_for_long_, waiting_ = 0;
};

}  // namespace ratione::serve
