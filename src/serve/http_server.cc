#include "serve/http_server.h"

#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

#include "errors/quoted.h"
#include "serve/problem.h"

namespace ratione::serve {

using namespace std::chrono_literals;

namespace {

constexpr auto glance = 5ms;  // how often a stop looks whether all has ended

// The connection that this thread serves.
thread_local Connection* current = nullptr;
// What this thread runs is to be turned away.
thread_local bool turn_away = false;

// Nothing from another host, no script or style inside the page, in no frame.
constexpr std::pair<const char*, const char*> safe_headers[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
     "font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
     "frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
};

void put(Reply& reply, httplib::Response& response) {
  response.status = reply.status;
  for (auto& [name, value] : reply.headers) response.set_header(name, value);
  if (reply.next) {
    if (current != nullptr) current->at_once = true;
    auto send = [next = std::move(reply.next)](std::size_t, httplib::DataSink& sink) {
      try {
        std::optional<std::string> part = next();
        if (!part) {
          sink.done();
          return true;
        }
        return sink.write(part->data(), part->size());
      } catch (const answers::Stop&) {
        return false;  // the connection breaks off: the client sees that it is not whole
      }
    };
    response.set_chunked_content_provider(reply.type, std::move(send));
  } else if (reply.body != nullptr) {
    response.set_content(*reply.body, reply.type);
  }
}

}  // namespace

// Threads that serve connections, and those that wait for one. When too many
// wait, the next is turned away on the spot.
class HttpServer::Pool : public httplib::TaskQueue {
 public:
  explicit Pool(Metrics& metrics) : metrics_(metrics) {
    for (int i = 0; i < most_threads; ++i) threads_.emplace_back([this] { work(); });
  }

  void enqueue(std::function<void()> job) override {
    {
      std::lock_guard lock(mutex_);
      if (jobs_.size() < most_waiting) {
        jobs_.push_back(std::move(job));
        job = nullptr;
      }
    }
    if (job == nullptr) return came_.notify_one();
    metrics_.refused.fetch_add(1, std::memory_order_relaxed);
    turn_away = true;
    job();
    turn_away = false;
  }

  bool crowded() {
    std::lock_guard lock(mutex_);
    return !jobs_.empty();
  }

  void shutdown() override {
    {
      std::lock_guard lock(mutex_);
      over_ = true;
    }
    came_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

 private:
  void work() {
    while (true) {
      std::function<void()> job;
      {
        std::unique_lock lock(mutex_);
        came_.wait(lock, [&] { return over_ || !jobs_.empty(); });
        if (jobs_.empty()) return;
        job = std::move(jobs_.front());
        jobs_.pop_front();
      }
      job();
    }
  }

  Metrics& metrics_;
  std::mutex mutex_;
  std::condition_variable came_;
  std::deque<std::function<void()>> jobs_;
  bool over_ = false;
  std::vector<std::thread> threads_;
};

HttpServer::HttpServer(Service& service, Limits limits)
    : service_(service),
      limits_(limits),
      around_{[this] { return service_.stopping(); }, [this] { return pool_->crowded(); }} {
  set_tcp_nodelay(true);
  // Not SO_REUSEPORT, the library's own: two servers would share a port in silence.
  set_socket_options([](socket_t socket) {
    int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  set_keep_alive_max_count(most_requests);
  set_keep_alive_timeout(std::chrono::duration_cast<std::chrono::seconds>(limits.idle).count());
  new_task_queue = [this] { return pool_ = new Pool(service_.metrics()); };
  set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
    return handle(request, response);
  });
  set_error_handler([this](const httplib::Request& request, httplib::Response& response) {
    if (response.body.empty()) fill_fault(request, response);
  });
}

Result<int> HttpServer::bind(const std::string& host, int port) {
  errno = 0;
  int bound = port;
  if (port == 0) {
    bound = bind_to_any_port(host);
  } else if (!bind_to_port(host, port)) {
    bound = -1;
  }
  if (bound > 0) {
    ::listen(svr_sock_, SOMAXCONN);  // the library lets five wait in the kernel
    return bound;
  }
  const int why = errno;
  if (why == EADDRINUSE) {
    return fail(Code::cannot_listen,
                fmt::format("Port {} of {} is taken by another program; stop it, or name another "
                            "port with --port.",
                            port, host));
  }
  return fail(Code::cannot_listen,
              fmt::format("{}:{} cannot be listened on{}; name an address of this machine with "
                          "--host and a free port with --port.",
                          host, port, why == 0 ? "" : fmt::format(" ({})", std::strerror(why))));
}

void HttpServer::run() {
  if (!service_.stopping()) listen_after_bind();
  over_ = true;
}

bool HttpServer::stop(std::chrono::milliseconds patience) {
  service_.stop();
  // The library forgets a stop that comes before it runs.
  while (!is_running() && !over_) std::this_thread::sleep_for(glance);
  httplib::Server::stop();
  for (auto waited = 0ms; waited < patience && !over_; waited += glance) {
    std::this_thread::sleep_for(glance);
  }
  return over_;
}

bool HttpServer::process_and_close_socket(socket_t socket) {
  if (turn_away) {
    Reply full =
        problem(503, Code::server_busy,
                "The server has as many connections as it takes; ask again in a moment.", "/");
    std::string text = fmt::format(
        "HTTP/1.1 503 Service Unavailable\r\nContent-Type: {}\r\nContent-Length: {}\r\n"
        "Retry-After: 2\r\nConnection: close\r\n\r\n{}",
        full.type, full.body->size(), *full.body);
    [[maybe_unused]] ssize_t ignored =
        ::send(socket, text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    Connection(socket, limits_, around_).close();
    return false;
  }
  Connection connection(socket, limits_, around_);
  service_.metrics().connections.fetch_add(1, std::memory_order_relaxed);
  current = &connection;
  auto keep = [&](httplib::Request& request) {
    connection.accept_encoding = request.get_header_value("Accept-Encoding");
    connection.has_body =
        request.has_header("Transfer-Encoding") ||
        (request.has_header("Content-Length") && request.get_header_value("Content-Length") != "0");
    // A body is never read, so nothing that follows could be told from it.
    if (connection.has_body) connection.last = true;
    // What the library would do of itself: pack, cut out ranges, wait for a body.
    for (const char* name : {"Accept-Encoding", "Range", "Expect"}) request.headers.erase(name);
    request.ranges.clear();
  };
  for (int left = most_requests; left > 0 && connection.wait_for_request(); --left) {
    bool closed = false;
    connection.last = left == 1 || service_.stopping();
    bool done = process_request(connection, connection.last, closed, keep);
    if (!connection.flush() || !done || closed || connection.last) break;
  }
  current = nullptr;
  service_.metrics().connections.fetch_sub(1, std::memory_order_relaxed);
  connection.close();
  return true;
}

HttpServer::HandlerResponse HttpServer::handle(const httplib::Request& request,
                                               httplib::Response& response) {
  Request asked;
  asked.method = request.method;
  asked.target = request.target;
  asked.accept = request.get_header_value("Accept");
  asked.if_none_match = request.get_header_value("If-None-Match");
  asked.accept_encoding = current->accept_encoding;
  asked.body = current->has_body;
  Reply reply = sent_text(request, asked) ? service_.reply(asked) : unsent(request);
  for (const auto& [name, value] : safe_headers) response.set_header(name, value);
  if (current->last) response.set_header("Connection", "close");
  put(reply, response);
  return HandlerResponse::Handled;
}

// Reads what was sent after the head, if the address takes it; false: it cannot be.
bool HttpServer::sent_text(const httplib::Request& request, Request& asked) {
  if (!asked.body || !service_.reads_text(asked)) return true;
  const std::string length = request.get_header_value("Content-Length");
  std::size_t size = 0;
  auto [end, failed] = std::from_chars(length.data(), length.data() + length.size(), size);
  const bool whole = failed == std::errc() && end == length.data() + length.size();
  if (!whole || request.has_header("Transfer-Encoding") || size > limits_.body_bytes) return false;
  return current->read_body(size, asked.text);
}

Reply HttpServer::unsent(const httplib::Request& request) const {
  if (current->too_slow()) {
    return problem(408, Code::request_unreadable, "The text did not come whole in time.",
                   request.target);
  }
  return problem(
      413, Code::request_too_large,
      fmt::format("Send a text of at most {} bytes, with its Content-Length.", limits_.body_bytes),
      request.target);
}

// A request that the library could not read.
void HttpServer::fill_fault(const httplib::Request& request, httplib::Response& response) {
  current->last = true;
  std::string_view says = "The request cannot be read as HTTP/1.1.";
  Code code = Code::request_unreadable;
  if (current->too_slow()) {
    response.status = 408;
    says = "The request did not come whole in time.";
  } else if (current->too_long() || response.status == 431) {
    response.status = 431;
    says = "The head of the request is longer than the server takes.";
    code = Code::request_too_large;
  } else if (response.status == 414) {
    says = "The address is longer than the server takes.";
    code = Code::request_too_large;
  } else if (response.status == 416) {
    says = "The range of bytes cannot be read; leave it out.";
  } else if (response.status != 400) {
    response.status = 500;
    response.headers.erase("EXCEPTION_WHAT");  // the library's, for whoever looks for a way in
    says = "The server met a fault of its own; please report the request.";
    code = Code::went_wrong;
  }
  Reply reply = problem(response.status, code, says, request.target);
  for (const auto& [name, value] : safe_headers) response.set_header(name, value);
  response.set_header("Connection", "close");
  put(reply, response);
}

}  // namespace ratione::serve
