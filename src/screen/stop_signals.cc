#include "screen/stop_signals.h"

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <cstdint>

namespace ratione {
namespace {

sigset_t stop_set() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGHUP);
  return set;
}

// A signal that was ignored when the program began (nohup) stays ignored.
bool ignored(int signal) {
  struct sigaction action {};
  return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

StopSignals::StopSignals(std::function<void()> tell) : tell_(std::move(tell)) {
  sigset_t set = stop_set();
  pthread_sigmask(SIG_BLOCK, &set, &before_);
  over_ = eventfd(0, EFD_CLOEXEC);
  signals_ = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  waiter_ = std::thread([this] { wait(); });
}

void StopSignals::wait() {
  std::array<pollfd, 2> both{pollfd{signals_, POLLIN, 0}, pollfd{over_, POLLIN, 0}};
  while (true) {
    if (poll(both.data(), both.size(), -1) < 0) continue;
    if ((both[1].revents & POLLIN) != 0) return;
    signalfd_siginfo came{};
    if (read(signals_, &came, sizeof came) != sizeof came) continue;
    int number = static_cast<int>(came.ssi_signo);
    if (ignored(number) || stopped()) continue;
    signal_.store(number);
    if (tell_) tell_();
  }
}

StopSignals::~StopSignals() {
  std::uint64_t one = 1;
  while (write(over_, &one, sizeof one) < 0) {
  }
  waiter_.join();
  close(signals_);
  close(over_);
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void end_by_signal(int signal) {
  ::signal(signal, SIG_DFL);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, signal);
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
  raise(signal);
  _exit(128 + signal);
}

}  // namespace ratione
