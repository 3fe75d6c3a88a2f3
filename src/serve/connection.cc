#include "serve/connection.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace ratione::serve {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t gathered = 64 * 1024;  // bytes of an answer before they are sent
constexpr auto glance = 100ms;               // how often a waiting connection looks up

}  // namespace

Connection::Connection(socket_t socket, const Limits& limits, const ServerState& around)
    : socket_(socket), limits_(limits), around_(around) {}

// False when it is over: the time, the connection, or the wish to wait.
bool Connection::wait(For what, Clock::time_point until) {
  while (true) {
    auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
    if (left <= 0ms) {
      too_slow_ = true;
      return false;
    }
    pollfd poll{socket_, static_cast<short>(what == For::client ? POLLOUT : POLLIN), 0};
    int ready = ::poll(&poll, 1, static_cast<int>(std::min(left, glance + 0ms).count()));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
    if (what == For::client) continue;
    if (around_.stopping()) return false;
    if (!around_.crowded()) continue;
    if (what == For::request && requests_ > 1) return false;  // it had its turn
    until = std::min(until, head_begun_ + limits_.crowded);
  }
}

bool Connection::wait_for_request() {
  accept_encoding.clear();
  has_body = at_once = too_long_ = too_slow_ = false;
  bytes_left_ = limits_.head_bytes;
  ++requests_;
  head_begun_ = Clock::now();
  if (in_at_ == in_end_ && !wait(For::request, Clock::now() + limits_.idle)) return false;
  head_begun_ = Clock::now();
  patience_ = limits_.head;
  return true;
}

bool Connection::read_body(std::size_t size, std::string& into) {
  head_begun_ = Clock::now();
  patience_ = limits_.body;
  bytes_left_ = size;
  into.resize(size);
  std::size_t came = 0;
  while (came < size) {
    ssize_t more = read(into.data() + came, size - came);
    if (more <= 0) return false;
    came += static_cast<std::size_t>(more);
  }
  return true;
}

ssize_t Connection::read(char* into, size_t size) {
  if (in_at_ == in_end_) {
    ssize_t came = ::recv(socket_, in_.data(), in_.size(), MSG_DONTWAIT);
    while (came < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) {
      if (!wait(For::head, head_begun_ + patience_)) return -1;
      came = ::recv(socket_, in_.data(), in_.size(), MSG_DONTWAIT);
    }
    if (came <= 0) return came;
    in_at_ = 0;
    in_end_ = static_cast<std::size_t>(came);
  }
  std::size_t taken = std::min(size, in_end_ - in_at_);
  if (taken > bytes_left_) {
    too_long_ = true;
    return -1;
  }
  bytes_left_ -= taken;
  std::memcpy(into, in_.data() + in_at_, taken);
  in_at_ += taken;
  return static_cast<ssize_t>(taken);
}

ssize_t Connection::write(const char* from, size_t size) {
  out_.append(from, size);
  if ((at_once || out_.size() >= gathered) && !flush()) return -1;
  return static_cast<ssize_t>(size);
}

bool Connection::flush() {
  std::string_view rest = out_;
  const auto until = Clock::now() + limits_.answer;
  while (!rest.empty()) {
    ssize_t sent = ::send(socket_, rest.data(), rest.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent > 0) {
      rest.remove_prefix(static_cast<std::size_t>(sent));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) {
      if (!wait(For::client, until)) break;
    } else {
      break;
    }
  }
  bool whole = rest.empty();
  out_.clear();
  return whole;
}

void Connection::close() {
  ::shutdown(socket_, SHUT_WR);
  // What came and was not read would make the kernel take the answer back.
  for (int i = 0; i < 16 && ::recv(socket_, in_.data(), in_.size(), MSG_DONTWAIT) > 0; ++i) {
  }
  ::close(socket_);
}

// Nobody asks who the client is: nothing about clients is kept.
void Connection::get_remote_ip_and_port(std::string& ip, int& port) const {
  ip.clear();
  port = 0;
}
void Connection::get_local_ip_and_port(std::string& ip, int& port) const {
  ip.clear();
  port = 0;
}

}  // namespace ratione::serve
