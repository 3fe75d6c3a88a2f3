#include "serve/service.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include "answers/world.h"
#include "errors/quoted.h"
#include "serve/packed.h"
#include "serve/page_files.h"
#include "serve/problem.h"
#include "text/sha256.h"

namespace ratione::serve {

using answers::Desk;
using answers::Stop;
using namespace std::chrono_literals;

namespace {

// For a turn.
constexpr std::chrono::milliseconds patience = 5s, long_patience = 15s;
constexpr int most_worlds = 2;               // streams of whole maps at a time
constexpr std::size_t worth_packing = 1024;  // bytes

// Computing more at once than there are processors makes everybody slower.
int processors() { return std::max(2, static_cast<int>(std::thread::hardware_concurrency())); }

// SHA-256 over the tables of the atlas, in the order of their names.
std::string head_of_tables(const std::string& folder) {
  std::set<std::filesystem::path> files;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    if (entry.path().extension() == ".csv") files.insert(entry.path());
  }
  std::ostringstream all;
  for (const std::filesystem::path& file : files) all << std::ifstream(file).rdbuf();
  return sha256_hex(all.str());
}

bool is_named(std::string_view list, std::string_view etag) {
  // Of an ETag for packed bytes only the end differs.
  return list.find(etag.substr(0, etag.size() - 1)) != std::string_view::npos;
}

Form form_of(const Request& request, const Words& words, const Route& route) {
  std::string asked = words.one("format");
  if (asked.empty()) {
    const bool csv = route.csv && request.accept.find("text/csv") != std::string::npos &&
                     request.accept.find("application/json") == std::string::npos;
    return csv ? Form::csv : Form::json;
  }
  if (asked == "json") return Form::json;
  if (asked == "csv" && route.csv) return Form::csv;
  if (asked == "ics" && route.feeds) return Form::ics;
  if (asked == "atom" && route.feeds) return Form::atom;
  if (asked == "csv") {
    answers::refuse(Code::value_not_taken,
                    "format \"csv\" does not suit this address; leave it out, or write json.");
  }
  std::vector<std::string> taken = {"json"};
  if (route.csv) taken.emplace_back("csv");
  if (route.feeds) taken.insert(taken.end(), {"ics", "atom"});
  answers::refuse_value("format", asked, taken);
}

Reply busy(const Request& request) {
  return problem(503, Code::server_busy,
                 "The server answers as many questions as it can; ask again in a moment.",
                 request.target);
}

Reply no_such_address(const Request& request) {
  return problem(404, Code::no_such_address,
                 fmt::format("{} is no address of this server; see /api/v1/openapi.json.",
                             ratione::quoted(request.target)),
                 request.target);
}

}  // namespace

Service::Service(answers::House& house) : house_(house), turns_(processors()) {
  Desk desk(house, engines_);
  index_ = std::make_unique<const answers::Index>(desk);
  std::string points;
  try {
    points = std::string(house.points().sources());
  } catch (const Stop&) {
    // No base map: who asks about a point is told so.
  }
  made_of_ = fmt::format("{}\n{}\n{}\n{}\n{}\n", RATIONE_VERSION, house.law().head,
                         house.record().head(), points, head_of_tables(house.folder("atlas")));
}

Reply Service::reply(const Request& request) {
  const auto begun = std::chrono::steady_clock::now();
  std::string_view route = "none";
  Reply reply;
  try {
    reply = found(request, route);
  } catch (const Stop& stop) {
    reply = problem(stop, request.target);
  }
  // In whatever form the answer is given.
  if (const answers::LedgerRead* own = house_.ledger_read()) {
    reply.headers.emplace_back("Ratione-Ledger", ledger::hex_of(own->head.hash));
  }
  metrics_.answered(route, reply.status, std::chrono::steady_clock::now() - begun);
  return reply;
}

bool Service::reads_text(const Request& request) const {
  Result<Target> target = read_target(request.target);
  if (!target || target->path.size() < 3 || target->path[0] != "api" || target->path[1] != "v1") {
    return false;
  }
  const Route* route = match(std::span(target->path).subspan(2)).route;
  return route != nullptr && route->reads_text;
}

Reply Service::found(const Request& request, std::string_view& route) {
  const bool text = reads_text(request);
  if (request.method != "GET" && request.method != "HEAD" && !text) {
    return problem(
        405, Code::method_not_taken,
        fmt::format("{} is not answered here; ask with GET.", ratione::quoted(request.method)),
        request.target);
  }
  if (request.body && !text) {
    return problem(413, Code::request_too_large,
                   "A question stands in the address; send it without a body.", request.target);
  }
  Result<Target> target = read_target(request.target);
  if (!target) return problem(400, target.error().code, target.error().says, request.target);
  const std::vector<std::string>& path = target->path;
  if (!path.empty() && path[0] == "api") return api(request, *target, route);
  if (path.size() == 1 && (path[0] == "health" || path[0] == "ready" || path[0] == "metrics")) {
    route = "health";
    return health(*target);
  }
  route = "page";
  return page(request, *target);
}

Reply Service::health(const Target& target) {
  Reply reply;
  reply.headers.emplace_back("Cache-Control", "no-store");
  if (target.path[0] == "metrics") {
    reply.type = "text/plain; version=0.0.4; charset=utf-8";
    reply.body = std::make_shared<const std::string>(metrics_.text(gauges()));
    return reply;
  }
  bool well = target.path[0] == "health" || !stopping_;
  reply.status = well ? 200 : 503;
  reply.type = "application/json";
  reply.body = std::make_shared<const std::string>(
      answers::printed(answers::Json{{"status", well ? "ok" : "stopping"}}));
  return reply;
}

std::string Service::gauges() const {
  const Turns::Counts turns = turns_.counts();
  return fmt::format(
      "# HELP ratione_kept_answers Answers kept.\n"
      "# TYPE ratione_kept_answers gauge\n"
      "ratione_kept_answers {}\n"
      "# HELP ratione_kept_answer_bytes Bytes of the answers kept.\n"
      "# TYPE ratione_kept_answer_bytes gauge\n"
      "ratione_kept_answer_bytes {}\n"
      "# HELP ratione_engines_kept Engines kept.\n"
      "# TYPE ratione_engines_kept gauge\n"
      "ratione_engines_kept {}\n"
      "# HELP ratione_turns_taken Questions that are being computed.\n"
      "# TYPE ratione_turns_taken gauge\n"
      "ratione_turns_taken {}\n"
      "# HELP ratione_turns_waited_for Questions that wait to be computed.\n"
      "# TYPE ratione_turns_waited_for gauge\n"
      "ratione_turns_waited_for {}\n"
      "# HELP ratione_made_with What the answers are made with.\n"
      "# TYPE ratione_made_with gauge\n"
      "ratione_made_with{{program=\"{}\",law=\"{}\",record=\"{}\"}} 1\n",
      kept_.size(), kept_.bytes(), engines_.kept(), turns.taken, turns.waited_for, RATIONE_VERSION,
      house_.law().head, house_.record().head());
}

Reply Service::page(const Request& request, const Target& target) {
  std::string path;
  for (const std::string& part : target.path) path += "/" + part;
  const PageFile* file = page_file(path);
  const bool found = file != nullptr || is_view(target.path);
  // Who followed a wrong link is told so by the page; a file is there or not.
  const bool for_a_reader = found || target.path.back().find('.') == std::string::npos;
  if (file == nullptr && for_a_reader) file = page_file("/index.html");
  Reply reply;
  if (file == nullptr) {
    if (!target.path.empty() || !page_files().empty()) return no_such_address(request);
    reply.type = "text/html; charset=utf-8";
    reply.body = std::make_shared<const std::string>(plain_page());
    return reply;
  }
  if (!found) reply.status = 404;
  reply.type = file->type;
  reply.headers.emplace_back("Cache-Control",
                             file->immutable ? "public, max-age=31536000, immutable" : "no-cache");
  bool packed = takes_gzip(request.accept_encoding);
  std::string etag = fmt::format("\"{}{}\"", file->sha256.substr(0, 32), packed ? "-g" : "");
  reply.headers.emplace_back("ETag", etag);
  reply.headers.emplace_back("Vary", "Accept-Encoding");
  if (found && request.if_none_match.find(file->sha256.substr(0, 32)) != std::string::npos) {
    reply.status = 304;
    return reply;
  }
  if (packed) {
    reply.headers.emplace_back("Content-Encoding", "gzip");
    reply.body = std::make_shared<const std::string>(file->packed);
  } else {
    std::optional<std::string> plain = unpacked(file->packed);
    if (!plain) {
      answers::broken({Error{Code::went_wrong, {}, "A file of the page cannot be unpacked."}});
    }
    reply.body = std::make_shared<const std::string>(std::move(*plain));
  }
  return reply;
}

Reply Service::api(const Request& request, const Target& target, std::string_view& route) {
  const std::vector<std::string>& path = target.path;
  if (path.size() < 3 || path[1] != "v1") return no_such_address(request);
  Matched matched = match(std::span(path).subspan(2));
  if (matched.route == nullptr) return no_such_address(request);
  route = matched.route->name;
  check(*matched.route, target.query);
  Words words(matched.named, target.query, request.text);
  const Form form = form_of(request, words, *matched.route);
  if (matched.route->reads_text) return of_text(request, *matched.route, words, form);

  // An answer that does not say on which day, or on which day of knowledge, is one of
  // today.
  std::string key = form == Form::csv ? "csv " : "json ";
  const bool of_today =
      words.one("known").empty() || (matched.route->on_is_today && words.one("on").empty());
  if (of_today) key += house_.today().iso() + " ";
  key += request.target.substr(0, request.target.find('#'));
  if (std::optional<KeptAnswer> kept = kept_.find(key)) {
    metrics_.cache(true);
    return given(request, key, std::move(*kept));
  }
  const std::string etag = '"' + sha256_hex(made_of_ + key).substr(0, 32) + '"';
  // Who has the answer had it from a good question: no need to answer again.
  if (!request.if_none_match.empty() && is_named(request.if_none_match, etag)) {
    return given(request, key, {"", nullptr, etag});
  }
  metrics_.cache(false);
  if (matched.route->answer == nullptr) return world(request, words, key, etag);

  const bool takes_long = matched.route->takes_long != nullptr && matched.route->takes_long(words);
  Turns::Turn turn(turns_, takes_long ? Turns::For::long_question : Turns::For::quick,
                   takes_long ? long_patience : patience);
  if (!turn.taken()) return busy(request);
  Desk desk(house_, engines_, answers::Way::parameter);
  Written written = matched.route->answer(desk, {*index_}, words, form);
  KeptAnswer answer{std::move(written.type),
                    std::make_shared<const std::string>(std::move(written.body)), etag};
  kept_.keep(key, answer);
  return given(request, key, std::move(answer));
}

// An answer about a text that was sent: it is kept nowhere.
Reply Service::of_text(const Request& request, const Route& route, const Words& words, Form form) {
  if (request.method != "POST") {
    Reply reply = problem(405, Code::method_not_taken, "Send the text with POST.", request.target);
    for (auto& [name, value] : reply.headers) {
      if (name == "Allow") value = "POST";
    }
    return reply;
  }
  Turns::Turn turn(turns_, Turns::For::long_question, long_patience);
  if (!turn.taken()) return busy(request);
  Desk desk(house_, engines_, answers::Way::parameter);
  Written written = route.answer(desk, {*index_}, words, form);
  Reply reply;
  reply.type = std::move(written.type);
  reply.headers.emplace_back("Cache-Control", "no-store");
  reply.body = std::make_shared<const std::string>(std::move(written.body));
  return reply;
}

Reply Service::given(const Request& request, const std::string& key, KeptAnswer answer) {
  Reply reply;
  reply.type = answer.type;
  reply.headers.emplace_back("Cache-Control", "no-cache");
  reply.headers.emplace_back("Vary", "Accept, Accept-Encoding");
  bool none = request.if_none_match == "*" || is_named(request.if_none_match, answer.etag);
  if (none) {
    reply.status = 304;
    reply.headers.emplace_back("ETag", answer.etag);
    return reply;
  }
  if (answer.body->size() > worth_packing && takes_gzip(request.accept_encoding)) {
    const std::string packed_key = key + "\ngzip";
    std::optional<KeptAnswer> kept = kept_.find(packed_key);
    if (!kept) {
      std::string etag = answer.etag;
      etag.insert(etag.size() - 1, "-g");
      kept = {answer.type, std::make_shared<const std::string>(packed(*answer.body)), etag};
      kept_.keep(packed_key, *kept);
    }
    answer = std::move(*kept);
    reply.headers.emplace_back("Content-Encoding", "gzip");
  }
  reply.headers.emplace_back("ETag", answer.etag);
  reply.body = std::move(answer.body);
  return reply;
}

namespace {

// A map on its way: the desk it is decided at, and what was said so far.
struct Streamed {
  Streamed(answers::House& house, answers::Engines& engines, std::atomic<int>& count)
      : desk(house, engines, answers::Way::parameter), worlds(count) {}
  ~Streamed() { --worlds; }
  Desk desk;
  std::optional<answers::World> world;
  std::string whole;
  std::atomic<int>& worlds;
};

}  // namespace

Reply Service::world(const Request& request, const Words& words, const std::string& key,
                     const std::string& etag) {
  if (++worlds_ > most_worlds) {
    --worlds_;
    return busy(request);
  }
  auto streamed = std::make_shared<Streamed>(house_, engines_, worlds_);
  {
    Turns::Turn turn(turns_, Turns::For::quick, patience);
    if (!turn.taken()) return busy(request);
    streamed->world.emplace(streamed->desk, asked_of(words));
  }
  Reply reply;
  reply.type = "application/x-ndjson";
  reply.headers.emplace_back("Cache-Control", "no-cache");
  reply.headers.emplace_back("ETag", etag);
  reply.headers.emplace_back("Vary", "Accept, Accept-Encoding");
  reply.next = [this, streamed, key, etag]() -> std::optional<std::string> {
    Turns::Turn turn(turns_, Turns::For::quick, patience);
    if (stopping_ || !turn.taken()) {
      throw Stop{
          answers::Fault::machine, {Error{Code::server_busy, {}, "The map was cut short."}}, ""};
    }
    std::optional<std::string> line = streamed->world->next();
    if (line) {
      streamed->whole += *line;
    } else {
      kept_.keep(key, {"application/x-ndjson",
                       std::make_shared<const std::string>(std::move(streamed->whole)), etag});
    }
    return line;
  };
  return reply;
}

}  // namespace ratione::serve
