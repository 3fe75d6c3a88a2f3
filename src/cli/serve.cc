// ratione serve: the answers and the page over HTTP.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <thread>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "cli/context.h"
#include "errors/quoted.h"
#include "screen/stop_signals.h"
#include "serve/http_server.h"

namespace ratione::cli {

namespace {

struct Asked {
  std::string host = "127.0.0.1", port = "8080";
};

constexpr std::chrono::seconds patience{10};  // with answers under way, at the end

int port_of(const std::string& text) {
  bool digits = !text.empty() && text.size() <= 5 &&
                std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  int port = digits ? std::stoi(text) : -1;
  if (port < 0 || port > 65535) {
    refuse(Code::value_not_taken,
           fmt::format("--port {} is no port; write a number up to 65535, or 0 for any that is "
                       "free.",
                       ratione::quoted(text)));
  }
  return port;
}

// One thread makes an engine, another takes it down, and each of 32 threads would
// keep what is free of an arena of its own: memory grew for hundreds of thousands
// of questions (measured: docs/api.md). As many arenas as threads can run do.
void share_arenas() {
#ifdef __GLIBC__
  mallopt(M_ARENA_MAX, static_cast<int>(std::max(1u, std::thread::hardware_concurrency())));
#endif
}

void run_server(Context& context, const Asked& asked) {
  int port = port_of(asked.port);
  share_arenas();
  serve::Service service(context.shared_house());
  serve::HttpServer server(service);
  Result<int> bound = server.bind(asked.host, port);
  if (!bound) throw Stop{Fault::machine, {bound.error()}, ""};
  // Before there are threads, so that none of them is interrupted.
  StopSignals signals([&] {
    if (server.stop(patience)) return;
    write_errors({Error{Code::server_busy, {}, "An answer took too long and was broken off."}});
    std::_Exit(static_cast<int>(Exit::answered));
  });
  const bool v6 = asked.host.find(':') != std::string::npos;
  context.print(fmt::format("Listening on http://{}{}{}:{}/\n", v6 ? "[" : "", asked.host,
                            v6 ? "]" : "", *bound));
  context.flush();
  server.run();
}

}  // namespace

void add_serve(CLI::App& app, Context& context) {
  auto asked = std::make_shared<Asked>();
  CLI::App* command = context.command(app, "serve");
  command->add_option("--host", asked->host);
  command->add_option("--port", asked->port);
  command->callback([&context, asked] { run_server(context, *asked); });
}

}  // namespace ratione::cli
