// File: serve/http_server.h
//
// A service on a port.
//
//   HttpServer server(service);
//   Result<int> port = server.bind("127.0.0.1", 0);   // 0: any that is free
//   std::thread waiter([&] { ...; server.stop(10s); });
//   server.run();                                      // until stop(), and until all is answered
//
// Bounded: threads, connections that wait for one (others get 503 and are
// closed), requests a connection, bytes and time of a request.
#pragma once

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <string>

#include "errors/error.h"
#include "serve/connection.h"
#include "serve/service.h"

namespace ratione::serve {

inline constexpr int most_threads = 32;           // connections that are served at a time
inline constexpr std::size_t most_waiting = 256;  // connections that wait
inline constexpr int most_requests = 100'000;     // of one connection

class HttpServer : private httplib::Server {
 public:
  explicit HttpServer(Service& service, Limits limits = {});

  // The port that it listens on. Error cannot_listen.
  Result<int> bind(const std::string& host, int port);
  void run();
  // From another thread: no new connections, running answers are finished. False
  // when that took longer than the patience.
  bool stop(std::chrono::milliseconds patience);

 private:
  bool process_and_close_socket(socket_t socket) override;
  HandlerResponse handle(const httplib::Request& request, httplib::Response& response);
  void fill_fault(const httplib::Request& request, httplib::Response& response);
  bool sent_text(const httplib::Request& request, Request& asked);
  Reply unsent(const httplib::Request& request) const;

  class Pool;
  Service& service_;
  const Limits limits_;
  const ServerState around_;
  std::atomic<bool> over_ = false;
  Pool* pool_ = nullptr;  // the library's while it runs
};

}  // namespace ratione::serve
