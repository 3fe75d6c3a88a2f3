#include "verdicts/peers.h"
#include "verdicts/processor_time.h"

#include <limits>

namespace ratione::bench {

namespace {

using Decide = void (*)(const Rows&, Verdicts&);

Peer in_process(std::string name, std::string says, Decide decide,
                std::size_t most_rows = std::numeric_limits<std::size_t>::max()) {
  Peer peer{std::move(name), std::move(says), most_rows, "", nullptr, nullptr};
  peer.decide = [decide](const Rows& rows, Verdicts& verdicts) {
    const double before = processor_seconds();
    decide(rows, verdicts);
    return processor_seconds() - before;
  };
  return peer;
}

[[maybe_unused]] Peer absent(std::string name, std::string why) {
  return {std::move(name), "", 0, std::move(why), nullptr, nullptr};
}

}  // namespace

std::vector<Peer> all_peers() {
  std::vector<Peer> peers;
  peers.push_back(in_process("tables", "the law as tables", decide_tables));
  peers.push_back(in_process("handwritten_table",
                             "C++ by hand for speed: sorted periods for each State, then ifs",
                             decide_handwritten_table));
  peers.push_back(in_process("handwritten_rules",
                             "C++ by hand: the articles as ifs over std::chrono::year_month_day",
                             decide_handwritten_rules));
  peers.push_back(in_process("interpreter",
                             "the engine's interpreter, which proves every answer; what it "
                             "remembers from one row helps the next",
                             decide_interpreter, 200));
  peers.back().remembers = true;
#ifdef RATIONE_DUCKDB
  peers.push_back(duckdb_peer());
#else
  peers.push_back(absent("duckdb_joins", "DuckDB's library is not there"));
#endif
#ifdef RATIONE_SQLITE
  peers.push_back(sqlite_peer());
#else
  peers.push_back(absent("sqlite_joins", "SQLite's header is not there (libsqlite3-dev)"));
#endif
  peers.push_back(clingo_peer());
  peers.push_back(prolog_peer());
  peers.push_back(publicodes_peer());
  return peers;
}

}  // namespace ratione::bench
