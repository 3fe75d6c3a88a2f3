// An HTTP server whose handler does nothing: what bench/serve compares with.
// As many bytes as are asked for, so that both send the same.
//
//   empty_server PORT BYTES
#include <httplib.h>

#include <cstdio>
#include <cstdlib>
#include <string>

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("empty_server PORT BYTES\n", stderr);
    return 2;
  }
  const std::string body(std::strtoul(argv[2], nullptr, 10), 'x');
  httplib::Server server;
  server.set_tcp_nodelay(true);
  server.new_task_queue = [] { return new httplib::ThreadPool(32); };
  server.set_keep_alive_max_count(1'000'000);
  server.Get("/.*", [&](const httplib::Request&, httplib::Response& response) {
    response.set_content(body, "application/json");
  });
  return server.listen("127.0.0.1", std::atoi(argv[1])) ? 0 : 4;
}
