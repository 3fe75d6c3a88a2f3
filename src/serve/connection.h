// File: serve/connection.h
//
// One client's socket as the HTTP library reads and writes it, with bounds that
// the library does not have: a whole head must come within a time and a number
// of bytes, however slowly it drips; an answer must be taken within a time.
// Writes are gathered, so that an answer is one packet where it fits.
#pragma once

#include <httplib.h>

#include <array>
#include <chrono>
#include <functional>
#include <string>

namespace ratione::serve {

struct Limits {
  std::chrono::milliseconds head{10'000};    // for request line and headers
  std::chrono::milliseconds crowded{1'000};  // the same while others wait
  std::size_t head_bytes = 32 * 1024;
  std::chrono::milliseconds body{10'000};  // for what is sent after the head, where it is read
  std::size_t body_bytes = 1u << 20;
  std::chrono::milliseconds idle{5'000};     // between two requests
  std::chrono::milliseconds answer{20'000};  // for the client to take a piece of the answer
};

// What a waiting connection looks at: whether the server stops, and whether
// others wait for its thread.
struct ServerState {
  std::function<bool()> stopping, crowded;
};

class Connection : public httplib::Stream {
 public:
  Connection(socket_t socket, const Limits& limits, const ServerState& around);

  // Waits for the first byte of the next request; false: there will be none.
  bool wait_for_request();
  // The `size` bytes after the head; false: they did not come whole in time.
  bool read_body(std::size_t size, std::string& into);
  // Sends what was gathered; false: the client does not take it.
  bool flush();
  void close();

  // What the library does not carry from a request to its answer.
  std::string accept_encoding;
  bool has_body = false;
  bool last = false;     // close after this answer
  bool at_once = false;  // send each write, do not gather
  bool too_long() const { return too_long_; }
  bool too_slow() const { return too_slow_; }

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* into, size_t size) override;
  ssize_t write(const char* from, size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  socket_t socket() const override { return socket_; }

 private:
  using Clock = std::chrono::steady_clock;
  enum class For { request, head, client };
  bool wait(For what, Clock::time_point until);

  const socket_t socket_;
  const Limits& limits_;
  const ServerState& around_;
  std::array<char, 8192> in_{};
  std::size_t in_at_ = 0, in_end_ = 0;
  std::size_t bytes_left_ = 0;
  int requests_ = 0;
  Clock::time_point head_begun_;
  std::chrono::milliseconds patience_{0};  // from there on
  std::string out_;
  bool too_long_ = false, too_slow_ = false;
};

}  // namespace ratione::serve
