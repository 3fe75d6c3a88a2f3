// Rows decided in a second of the processor, by each peer, in one run.
//
//   build/release/verdict_peers [--rows N] [--rounds N] [--checked N] [--only NAME]...
//                               [--csv FILE]
//
// First each peer answers a sample of distinct rows, half of them drawn as the
// timed ones are and half where the law is hard; one whose conclusion or reason
// differs from the interpreter's in a single row is shown with that row and
// kept out of the table (exit 1). Then the rounds: all peers in turn, so that
// what else the machine does meets them all. The table shows the middle round,
// and the slowest and fastest.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <numeric>
#include <optional>
#include <string>

#include "verdicts/kept_answers.h"
#include "verdicts/machine.h"
#include "verdicts/peers.h"

namespace ratione::bench {

namespace {

struct Options {
  std::size_t rows = 4'000'000;
  std::size_t rounds = 5;
  std::size_t checked = 4'000;
  std::vector<std::string> only;
  std::string csv;
};

// Whole numbers above zero.
std::optional<std::size_t> number(std::string_view text) {
  if (text.empty() || text.size() > 9) return std::nullopt;
  std::size_t n = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    n = n * 10 + static_cast<std::size_t>(c - '0');
  }
  if (n == 0) return std::nullopt;
  return n;
}

Options read_options(int argc, char** argv) {
  Options options;
  auto refuse = [](const std::string& says) {
    fmt::print(stderr, "verdict_peers: {}\n", says);
    std::exit(2);
  };
  for (int i = 1; i < argc; i += 2) {
    const std::string name = argv[i];
    if (i + 1 == argc) refuse(fmt::format("{} lacks its value.", name));
    const std::string value = argv[i + 1];
    std::size_t* wanted = name == "--rows"      ? &options.rows
                          : name == "--rounds"  ? &options.rounds
                          : name == "--checked" ? &options.checked
                                                : nullptr;
    if (wanted != nullptr) {
      const std::optional<std::size_t> n = number(value);
      if (!n) refuse(fmt::format("{} takes a number from 1 to 999999999, not {}.", name, value));
      *wanted = *n;
    } else if (name == "--only") {
      options.only.push_back(value);
    } else if (name == "--csv") {
      options.csv = value;
    } else {
      refuse(fmt::format("no option is called {}.", name));
    }
  }
  return options;
}

constexpr std::array<std::string_view, 4> words = {"yes", "no", "undetermined", "disputed"};

std::string told(const Rows& rows, std::size_t i) {
  const auto& states = house().record.states().all();
  return fmt::format(
      "{} in {}, suspect of {}, crime {}, {}", Day::from_number(rows.day[i]).value().iso(),
      states[rows.territory[i]].code.text(),
      rows.suspect[i] == no_state ? "an unknown State" : states[rows.suspect[i]].code.text(),
      crimes[rows.crime[i]],
      rows.trigger[i] == any_trigger ? "any trigger" : triggers[rows.trigger[i]]);
}

std::string told(const Verdicts& verdicts, std::size_t i) {
  return fmt::format("{} ({:#x})", words[verdicts.conclusion[i]], verdicts.reason[i]);
}

// Distinct rows: half as the timed ones, half hard.
Rows sample(std::size_t n) {
  const Rows plain = draw_rows(house(), n, 11), hard = draw_hard_rows(house(), n, 12);
  Rows out;
  std::vector<std::array<std::int32_t, 5>> seen;
  for (const Rows* rows : {&plain, &hard}) {
    for (std::size_t i = 0; i < (n + 1) / 2 && i < rows->size(); ++i) {
      seen.push_back(
          {rows->day[i], rows->territory[i], rows->suspect[i], rows->crime[i], rows->trigger[i]});
    }
  }
  std::sort(seen.begin(), seen.end());
  seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
  // Mixed again, for peers that are asked the first ones alone.
  std::size_t step = 7919;
  while (std::gcd(step, seen.size()) != 1) ++step;
  for (std::size_t i = 0, at = 0; i < seen.size(); ++i, at = (at + step) % seen.size()) {
    const auto& r = seen[at];
    out.add(r[0], static_cast<StateIndex>(r[1]), static_cast<StateIndex>(r[2]),
            static_cast<std::uint8_t>(r[3]), static_cast<std::uint8_t>(r[4]));
  }
  return out;
}

struct Measured {
  const Peer* peer = nullptr;
  std::size_t rows = 0, checked = 0, differ = 0;
  std::string why = "";  // it is not in the table
  std::vector<double> rate = {};
  double middle() const { return rate[rate.size() / 2]; }
};

void check(Measured& m, const Rows& rows, const Verdicts& expected) {
  const std::size_t n = std::min(rows.size(), m.peer->most_rows);
  const Rows asked = rows.slice(0, n);
  Verdicts verdicts(n);
  if (m.peer->load) m.peer->load(asked);
  m.peer->decide(asked, verdicts);
  m.checked = n;
  for (std::size_t i = 0; i < n; ++i) {
    if (verdicts.conclusion[i] == expected.conclusion[i] &&
        (!m.peer->gives_reasons || verdicts.reason[i] == expected.reason[i])) {
      continue;
    }
    if (m.differ++ < 20) {
      fmt::print(stderr, "{}: {}: {}, interpreter {}\n", m.peer->name, told(asked, i),
                 told(verdicts, i), told(expected, i));
    }
  }
  if (m.differ > 0) m.why = fmt::format("differs in {} of {} rows", m.differ, n);
}

std::string millions(double rate) {
  return rate >= 1e5   ? fmt::format("{:.2f} M", rate / 1e6)
         : rate >= 1e3 ? fmt::format("{:.1f} k", rate / 1e3)
                       : fmt::format("{:.1f}", rate);
}

int run(const Options& options) {
  const std::vector<Peer> peers = all_peers();
  std::vector<Measured> all;
  for (const Peer& peer : peers) {
    const bool wanted =
        options.only.empty() || std::count(options.only.begin(), options.only.end(), peer.name) > 0;
    if (wanted) all.emplace_back().peer = &peer;
  }

  const Rows checked = sample(options.checked);
  const Verdicts expected = interpreted(checked);
  std::array<std::size_t, 4> answers{};
  for (std::uint8_t c : expected.conclusion) ++answers[c];
  fmt::print("checked on {} distinct rows: yes {}, no {}, undetermined {}, disputed {}\n",
             checked.size(), answers[0], answers[1], answers[2], answers[3]);
  std::fflush(stdout);
  for (Measured& m : all) {
    m.why = m.peer->absent;
    if (m.why.empty()) check(m, checked, expected);
  }

  const Rows rows = draw_rows(house(), options.rows, 7);
  // A peer whose rows change is loaded again, so each keeps its own.
  std::vector<Rows> own;
  for (Measured& m : all) {
    m.rows = std::min(rows.size(), m.peer->most_rows);
    if (m.peer->remembers) m.rows = std::min(m.rows, rows.size() / options.rounds);
    own.push_back(m.why.empty() ? rows.slice(0, m.rows) : Rows{});
    if (m.why.empty() && m.peer->load) m.peer->load(own.back());
  }
  for (std::size_t round = 0; round < options.rounds; ++round) {
    for (std::size_t p = 0; p < all.size(); ++p) {
      if (!all[p].why.empty()) continue;
      if (all[p].peer->remembers) own[p] = rows.slice(round * all[p].rows, all[p].rows);
      Verdicts verdicts(all[p].rows);
      const double seconds = all[p].peer->decide(own[p], verdicts);
      all[p].rate.push_back(static_cast<double>(all[p].rows) / seconds);
    }
  }

  double base = 0;
  for (Measured& m : all) {
    std::sort(m.rate.begin(), m.rate.end());
    if (m.peer->name == "handwritten_rules" && m.why.empty()) base = m.middle();
  }
  std::string csv =
      "# " + machine_and_date() + "\npeer,rows,checked,rows_per_second,slowest,fastest,ratio,why\n";
  fmt::print("{}; one core, processor time; middle of {} rounds (slowest to fastest)\n\n",
             machine_and_date(), options.rounds);
  fmt::print(
      "| peer | rows | checked | rows a second | | ratio to handwritten_rules |\n"
      "|---|--:|--:|--:|---|--:|\n");
  bool differs = false;
  for (const Measured& m : all) {
    if (!m.why.empty()) {
      differs |= m.differ > 0;
      fmt::print("| {} | | {} | {} | | |\n", m.peer->name, m.checked, m.why);
      csv += fmt::format("{},0,{},,,,,{}\n", m.peer->name, m.checked, m.why);
      continue;
    }
    const double ratio = base > 0 ? m.middle() / base : 0;
    fmt::print("| {} | {} | {} | {} | {} to {} | {} |\n", m.peer->name, m.rows, m.checked,
               millions(m.middle()), millions(m.rate.front()), millions(m.rate.back()),
               base > 0 ? fmt::format("{:.3g}", ratio) : "");
    csv += fmt::format("{},{},{},{:.0f},{:.0f},{:.0f},{:.4g},\n", m.peer->name, m.rows, m.checked,
                       m.middle(), m.rate.front(), m.rate.back(), ratio);
  }
  fmt::print("\n");
  for (const Measured& m : all) fmt::print("{}: {}\n", m.peer->name, m.peer->says);
  if (!options.csv.empty()) {
    const std::string partial = options.csv + ".part";
    std::ofstream out(partial, std::ios::binary);
    out << csv;
    out.close();
    if (!out || std::rename(partial.c_str(), options.csv.c_str()) != 0) {
      fmt::print(stderr, "verdict_peers: {} cannot be written.\n", options.csv);
      return 4;
    }
  }
  return differs ? 1 : 0;
}

}  // namespace

}  // namespace ratione::bench

int main(int argc, char** argv) {
  if (argc == 2 && std::string_view(argv[1]) == "--machine") {
    fmt::print("{}\n", ratione::bench::machine_and_date());
    return 0;
  }
  return ratione::bench::run(ratione::bench::read_options(argc, argv));
}
