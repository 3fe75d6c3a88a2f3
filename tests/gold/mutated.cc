// Each gold row with one thing changed, and what the law answers then.
#include <fmt/format.h>

#include "gold.h"

namespace ratione::gold {

namespace {

struct Change {
  std::string name;
  Asked asked;
};

std::string moved(const std::string& day, int by) {
  return add_days(Day::parse(day).value(), by).value().iso();
}

std::vector<Change> changes(const Asked& asked) {
  std::vector<Change> out = {{"as asked", asked}};
  std::size_t slash = asked.day.find('/');
  auto with = [&](const std::string& name, auto change) {
    Asked changed = asked;
    change(changed);
    out.push_back({name, std::move(changed)});
  };
  auto set = [&](const char* field, const std::string& value) {
    return [=](Asked& a) { a.fields[field] = value; };
  };
  std::string before = moved(asked.day.substr(0, slash), -1);
  std::string after = moved(asked.day.substr(slash == std::string::npos ? 0 : slash + 1), 1);
  with("day " + before, [&](Asked& a) { a.day = before; });
  with("day " + after, [&](Asked& a) { a.day = after; });
  // One that never joined and one that joined in time for the first day.
  for (const char* state : {"USA", "DEU"}) {
    if (asked.fields.at("nationality") != state)
      with(fmt::format("suspect {}", state), set("nationality", state));
  }
  bool aboard =
      asked.fields.contains("registered_in") && asked.fields.at("territory") == "high seas";
  for (const char* state : {"IND", "BEL"}) {
    if (aboard)
      with(fmt::format("registered {}", state), set("registered_in", state));
    else
      with(fmt::format("place {}", state), set("territory", state));
  }
  std::string earlier = moved(asked.known, -1);
  with("known " + earlier, [&](Asked& a) { a.known = earlier; });
  with("known " + latest, [&](Asked& a) { a.known = latest; });
  return out;
}

std::string line(const std::string& name, const Verdict& v, bool other) {
  std::vector<std::string> limits;
  for (const LimitFound& limit : v.limits) {
    if (limit.value == Truth::yes) limits.push_back(limit.rule);
    if (limit.value == Truth::undetermined) limits.push_back("perhaps " + limit.rule);
  }
  std::string because = fmt::format("{}", fmt::join(bases_that_hold(v), ", "));
  if (!limits.empty())
    because += fmt::format("{}barred by {}", because.empty() ? "" : "; ", fmt::join(limits, ", "));
  std::vector<std::string> readings;
  for (const ByReading& by : v.by_reading)
    readings.push_back(fmt::format("{} {}", by.reading, word(by.conclusion)));
  if (!readings.empty())
    because += fmt::format("{}{}", because.empty() ? "" : "; ", fmt::join(readings, ", "));
  if (v.exercise.suspended == Truth::yes) because += because.empty() ? "suspended" : "; suspended";
  std::string out =
      fmt::format("{} {:<19} {:<19} {}", other ? "*" : " ", name, conclusion_words(v), because);
  out.erase(out.find_last_not_of(' ') + 1);
  return out + "\n";
}

}  // namespace

Results<std::string> mutated_text(Court& court, const std::vector<Row>& rows) {
  std::string body;
  int asked = 0, changed = 0;
  for (const Row& row : rows) {
    body += fmt::format("\n{}: {}; known {}\n", row.asked.id, row.asked.words(), row.asked.known);
    std::string first;
    for (const Change& change : changes(row.asked)) {
      Results<Verdict> v = court.ask(change.asked);
      if (!v) return tl::unexpected(v.error());
      std::string conclusion = conclusion_words(*v);
      if (first.empty()) {
        first = conclusion;
      } else {
        ++asked;
        if (conclusion != first) ++changed;
      }
      body += line(change.name, *v, conclusion != first);
    }
  }
  return fmt::format(
             "# Each row of court.csv with one thing changed: {} changes, of which {} change the\n"
             "# conclusion (*). Then what holds, what bars, and the readings that differ.\n"
             "# Written by write_gold; read the differences before you commit them.\n",
             asked, changed) +
         body;
}

}  // namespace ratione::gold
