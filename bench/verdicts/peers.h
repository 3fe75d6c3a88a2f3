// File: bench/verdicts/peers.h
//
// Who decides the rows. Each peer has one entry point, which fills verdicts of
// as many rows; it prepares itself on its first call, which is never timed.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "verdicts/rows.h"

namespace ratione::bench {

// The engine's interpreter: the definition.
void decide_interpreter(const Rows& rows, Verdicts& verdicts);

// The articles as ifs over std::chrono::year_month_day.
void decide_handwritten_rules(const Rows& rows, Verdicts& verdicts);

// Sorted periods for each State, then ifs.
void decide_handwritten_table(const Rows& rows, Verdicts& verdicts);

// The law as tables, made from law and record.
void decide_tables(const Rows& rows, Verdicts& verdicts);

// A peer as the runner sees it.
struct Peer {
  std::string name;
  std::string says;                       // what it is, for the table
  std::size_t most_rows;                  // how many of the rows it is given
  std::string absent;                     // why it cannot run here; or empty
  std::function<void(const Rows&)> load;  // not timed; may be empty
  // Decides the rows (those loaded, if it loads) and gives the seconds of the
  // processor that it took.
  std::function<double(const Rows&, Verdicts&)> decide;
  bool gives_reasons = true;
  bool remembers = false;  // each round needs rows that it has not met
};

// Databases and other languages; which of them are there depends on what is
// installed.
Peer duckdb_peer();
Peer sqlite_peer();
Peer prolog_peer();
Peer clingo_peer();
Peer publicodes_peer();

std::vector<Peer> all_peers();

}  // namespace ratione::bench
