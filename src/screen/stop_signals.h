// File: screen/stop_signals.h
//
// SIGINT, SIGTERM and SIGHUP as a question that long work asks itself, so that
// it can tidy up before it ends.
//
//   StopSignals signals([&] { duckdb.interrupt(); });
//   while (!signals.stopped()) work();
//   ...                       // tidy up
//   end_by_signal(signals.signal());        // as a shell expects
//
// While one lives, the signals are blocked in this thread and in threads that
// it starts, and a thread of its own waits for them; make it before other
// threads. One at a time.
#pragma once

#include <signal.h>

#include <atomic>
#include <functional>
#include <thread>

namespace ratione {

class StopSignals {
 public:
  // `tell`, if any, is called once from another thread when a signal comes.
  explicit StopSignals(std::function<void()> tell = {});
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;
  ~StopSignals();

  bool stopped() const { return signal_.load(std::memory_order_relaxed) != 0; }
  int signal() const { return signal_.load(std::memory_order_relaxed); }

 private:
  void wait();

  std::function<void()> tell_;
  sigset_t before_{};
  std::atomic<int> signal_{0};
  int over_ = -1;     // event: the object is going
  int signals_ = -1;  // the signals, as a file
  std::thread waiter_;
};

// Ends the program by that signal's own action.
[[noreturn]] void end_by_signal(int signal);

}  // namespace ratione
