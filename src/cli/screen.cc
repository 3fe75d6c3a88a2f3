// ratione screen: a file of incidents, each with an answer and its reason.

#include "screen/screen.h"

#include <fmt/format.h>
#include <glob.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "cli/context.h"
#include "cli/screen_errors.h"
#include "cli/screen_page.h"
#include "report/html.h"
#include "screen/stop_signals.h"

namespace ratione::cli {

namespace {

struct Asked {
  ScreenRequest request;
  std::string known, court, report;
};

constexpr std::array<Conclusion, 4> conclusions = {Conclusion::yes, Conclusion::no,
                                                   Conclusion::undetermined, Conclusion::disputed};

std::int64_t of(const Counts& counts, Conclusion c) { return counts[static_cast<std::size_t>(c)]; }

// A line on the terminal while the work goes on: rows, rate, time left.
class ProgressLine {
 public:
  explicit ProgressLine(const ScreenProgress& progress) : progress_(progress) {
    if (isatty(STDERR_FILENO) == 0) return;
    drawer_ = std::thread([this] { draw(); });
  }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ~ProgressLine() {
    if (!drawer_.joinable()) return;
    {
      std::lock_guard lock(mutex_);
      over_ = true;
    }
    wake_.notify_all();
    drawer_.join();
  }

 private:
  void draw() {
    auto begun = std::chrono::steady_clock::now();
    bool drawn = false;
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, std::chrono::milliseconds(250), [this] { return over_; })) {
      std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begun;
      write_line(spent.count());
      drawn = true;
    }
    if (drawn) fmt::print(stderr, "\r\x1b[K");
  }

  void write_line(double seconds) const {
    auto rows = static_cast<double>(progress_.rows.load());
    auto bytes = static_cast<double>(progress_.bytes.load());
    auto of_rows = static_cast<double>(progress_.of_rows.load());
    auto of_bytes = static_cast<double>(progress_.of_bytes.load());
    double done = of_rows > 0 ? rows / of_rows : of_bytes > 0 ? bytes / of_bytes : 0;
    std::string line = fmt::format("{} rows, {} a second", grouped(progress_.rows.load()),
                                   grouped(static_cast<std::int64_t>(rows / seconds)));
    if (done > 0 && done < 1) {
      line += fmt::format(", {:.0f} %, {:.0f} s left", done * 100, seconds * (1 - done) / done);
    }
    fmt::print(stderr, "\r\x1b[K{}", line);
    std::fflush(stderr);
  }

  const ScreenProgress& progress_;
  std::thread drawer_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool over_ = false;
};

Json counts_json(const Counts& counts) {
  Json out = Json::object();
  for (Conclusion c : conclusions) out[std::string(word(c))] = of(counts, c);
  return out;
}

Json report_json(Context& context, const LawInstrument& court, const ScreenReport& report) {
  Json inputs = Json::array();
  for (const InputSeen& input : report.inputs) {
    inputs.push_back(Json{{"file", input.file}, {"sha256", input.sha256}, {"bytes", input.bytes}});
  }
  Json bases = Json::array();
  for (const auto& [kind, counts] : report.tally.by_basis) {
    Json row{{"kind", kind}};
    row.update(counts_json(counts));
    bases.push_back(row);
  }
  Json years = Json::array();
  for (const auto& [year, counts] : report.tally.by_year) {
    Json row{{"year", year}};
    row.update(counts_json(counts));
    years.push_back(row);
  }
  const PointTally& points = report.tally.points;
  Json made_with = context.made_with(&court);
  if (!report.atlas.empty()) made_with["atlas"] = report.atlas;
  return Json{{"out", report.out},
              {"sidecar", report.sidecar},
              {"inputs", inputs},
              {"court", report.court},
              {"known", report.known.iso()},
              {"rows", report.tally.rows},
              {"conclusions", counts_json(report.tally.by_conclusion)},
              {"bases", bases},
              {"years", years},
              {"points", Json{{"located", points.located},
                              {"coast", points.coast},
                              {"open_sea", points.open_sea},
                              {"near_border", points.near_border},
                              {"wide", points.wide}}},
              {"unreadable", report.tally.unreadable},
              {"unreadable_first", report.tally.examples},
              {"notes", report.notes},
              {"warnings", report.warnings},
              {"made_with", made_with}};
}

std::string report_text(const Context& context, const ScreenReport& report) {
  const Look& look = context.look;
  const Tally& tally = report.tally;
  std::vector<std::string> files;
  for (const InputSeen& input : report.inputs) files.push_back(input.file);
  std::string out =
      look.folded(fmt::format("{} rows of {}, as known on {}, written to {}", grouped(tally.rows),
                              joined(files), report.known.iso(), report.out));

  out += "\n";
  Table table({{"Conclusion"}, {"Rows", 0, true}, {"Share", 0, true}});
  for (Conclusion c : conclusions) {
    std::int64_t rows = of(tally.by_conclusion, c);
    double share =
        tally.rows == 0 ? 0 : 100.0 * static_cast<double>(rows) / static_cast<double>(tally.rows);
    table.row({look.verdict(c), grouped(rows), fmt::format("{:.1f} %", share)});
  }
  out += table.text(look);
  if (const PointTally& points = tally.points; points.located > 0) {
    out += look.folded(fmt::format(
        "{} rows are placed by their point: {} of them at sea near a coast, {} on the open sea, "
        "{} so near to a border that the map cannot tell.",
        grouped(points.located), grouped(points.coast), grouped(points.open_sea),
        grouped(points.near_border)));
  }
  if (tally.unreadable > 0) {
    out += look.folded(
        fmt::format("{} rows could not be read and are undetermined:", grouped(tally.unreadable)));
    for (const std::string& example : tally.examples) out += look.folded(example, "  ", "    ");
  }
  if (tally.faulty > 0) {
    out +=
        look.folded(fmt::format("{} rows met a fault of the law or the record; their reason "
                                "names it.",
                                grouped(tally.faulty)));
  }

  auto section = [&](const char* head, const auto& groups) {
    if (groups.empty()) return;
    out += "\n";
    Table rows({{head},
                {"Rows", 0, true},
                {"yes", 0, true},
                {"no", 0, true},
                {"undetermined", 0, true},
                {"disputed", 0, true}});
    for (const auto& [key, counts] : groups) {
      rows.row({fmt::format("{}", key), grouped(sum(counts)), grouped(of(counts, Conclusion::yes)),
                grouped(of(counts, Conclusion::no)), grouped(of(counts, Conclusion::undetermined)),
                grouped(of(counts, Conclusion::disputed))});
    }
    out += rows.text(look);
  };
  section("Basis", tally.by_basis);
  section("Year", tally.by_year);
  if (!report.notes.empty()) out += "\n";
  for (const std::string& note : report.notes) out += look.folded(note, "Note: ", "      ");
  return out;
}

// A quoted pattern, "2016/*.csv", stands for the files that match it, in the
// order of their names; a file of that very name comes first, and a pattern
// that nothing matches stays, to be refused by its name.
std::vector<std::string> input_files(const std::vector<std::string>& asked) {
  std::vector<std::string> files;
  for (const std::string& name : asked) {
    glob_t found{};
    bool pattern =
        name.find_first_of("*?[") != std::string::npos && access(name.c_str(), F_OK) != 0;
    if (pattern && glob(name.c_str(), 0, nullptr, &found) == 0) {
      files.insert(files.end(), found.gl_pathv, found.gl_pathv + found.gl_pathc);
    } else {
      files.push_back(name);
    }
    globfree(&found);
  }
  return files;
}

void screen_file(Context& context, const Asked& asked) {
  Format format = context.format(false);
  Day known = context.days("", asked.known).known;
  const LawInstrument& court = court_named(context, asked.court);
  Engine& engine = context.engine(known, court);
  ScreenRequest request = asked.request;
  request.inputs = input_files(request.inputs);
  request.points = context.point_sources();
  if (const LedgerRead* own = context.shared_house().ledger_read()) {
    request.ledger = {own->shown, ledger::hex_of(own->head.hash), own->head.entries,
                      own->published};
  }
  request.page.file = asked.report;
  request.page.text = [&](const ScreenReport& done) {
    return screen_page(context, court, engine, request, done);
  };

  ScreenProgress progress;
  std::mutex mutex;
  std::function<void()> interrupt;
  Result<ScreenReport> report = fail(Code::went_wrong, "");
  int signal = 0;
  {
    StopSignals signals([&] {
      std::lock_guard lock(mutex);
      if (interrupt) interrupt();
    });
    ProgressLine line(progress);
    ScreenControl control;
    control.progress = &progress;
    control.stopped = [&] { return signals.stopped(); };
    control.interrupt = [&](std::function<void()> how) {
      std::lock_guard lock(mutex);
      interrupt = std::move(how);
    };
    report =
        screen({engine, context.law(), context.record(), context.atlas(), court}, request, control);
    if (!report && report.error().code == Code::screen_stopped) signal = signals.signal();
  }
  if (signal != 0) end_by_signal(signal);
  if (!report) stop_with(report.error());
  for (const std::string& warning : report->warnings) {
    fmt::print(stderr, "{}", Look{}.folded(warning, "Warning: ", "         "));
  }
  if (format == Format::json) {
    context.print_json(report_json(context, court, *report));
  } else {
    context.print(report_text(context, *report));
  }
}

}  // namespace

void add_screen(CLI::App& app, Context& context) {
  auto asked = std::make_shared<Asked>();
  CLI::App* command = context.command(app, "screen");
  command->add_option("FILE", asked->request.inputs)->required();
  command->add_option("--out", asked->request.out)->required();
  command->add_option("--known", asked->known);
  command->add_option("--court", asked->court);
  command->add_option("--map", asked->request.column_map)->allow_extra_args(false);
  command->add_option("--atlas", context.atlas_option);
  command->add_option("--report", asked->report);
  command->add_option("--threads", asked->request.threads);
  command->add_option("--memory", asked->request.memory);
  command->callback([&context, asked] { screen_file(context, *asked); });
}

}  // namespace ratione::cli
