#include "screen/screen.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <exception>
#include <filesystem>
#include <new>

#include "errors/quoted.h"
#include "screen/screen_work.h"
#include "screen/sidecar.h"

namespace ratione {
namespace {

constexpr int most_threads = 1024;

// "2GB", "512 MiB"
bool is_size(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && (std::isdigit(static_cast<unsigned char>(text[at])) != 0)) ++at;
  if (at == 0 || at > 9 || text.substr(0, at).find_first_not_of('0') == std::string_view::npos) {
    return false;
  }
  while (at < text.size() && text[at] == ' ') ++at;
  std::string unit(text.substr(at));
  std::transform(unit.begin(), unit.end(), unit.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  for (std::string_view known : {"KB", "MB", "GB", "TB", "KIB", "MIB", "GIB", "TIB"}) {
    if (unit == known) return true;
  }
  return false;
}

bool one_file(const std::string& a, const std::string& b) {
  std::error_code failed;
  return std::filesystem::weakly_canonical(a, failed) ==
             std::filesystem::weakly_canonical(b, failed) ||
         same_file(a, b);
}

Result<bool> check_page(const ScreenRequest& request) {
  const std::string& page = request.page.file;
  if (page.empty()) return true;
  if (!page.ends_with(".html") && !page.ends_with(".htm")) {
    return fail(Code::bad_output,
                fmt::format("--report {} does not end in .html; the report is a page of HTML",
                            ratione::quoted(page)));
  }
  std::vector<std::string> others = request.inputs;
  others.push_back(request.out);
  others.push_back(sidecar_name(request.out));
  for (const std::string& other : others) {
    if (one_file(page, other)) {
      return fail(Code::bad_output, fmt::format("--report {} would overwrite {}; name another file",
                                                ratione::quoted(page), ratione::quoted(other)));
    }
  }
  return true;
}

Result<bool> check(const ScreenRequest& request) {
  if (request.inputs.empty()) return fail(Code::cannot_read, "no input file is named");
  if (request.threads < 0 || request.threads > most_threads) {
    return fail(Code::bad_resources, fmt::format("--threads {}: write a number from 1 to {}",
                                                 request.threads, most_threads));
  }
  if (!request.memory.empty() && !is_size(request.memory)) {
    return fail(Code::bad_resources, fmt::format("--memory {} is no amount of memory; write it "
                                                 "like 512MB or 2GB",
                                                 ratione::quoted(request.memory)));
  }
  Result<bool> page = check_page(request);
  if (!page) return page;
  for (const std::string& input : request.inputs) {
    for (const std::string& written : {request.out, sidecar_name(request.out)}) {
      if (one_file(written, input)) {
        return fail(Code::bad_output,
                    fmt::format("--out {} would overwrite the input {}; name another file",
                                request.out, input));
      }
    }
  }
  return true;
}

Result<ScreenReport> screened(ScreenWork& work) {
  const ScreenRequest& request = work.request;
  Result<bool> sound = check(request);
  if (!sound) return tl::unexpected<Error>(sound.error());
  Result<FileFormat> to = format_of(request.out);
  if (!to) {
    return fail(Code::bad_output, "--out " + to.error().says);
  }
  bool csv_only = *to == FileFormat::csv;
  std::optional<FileFormat> from;
  for (const std::string& input : request.inputs) {
    Result<FileFormat> format = format_of(input);
    if (!format) return tl::unexpected<Error>(format.error());
    if (from && *from != *format) {
      return fail(Code::columns_differ, Place{input, 0, 0, ""},
                  fmt::format("it is not of the same format as {}; screen it on its own",
                              request.inputs[0]));
    }
    from = *format;
    csv_only = csv_only && *format == FileFormat::csv;
    std::error_code failed;
    std::uintmax_t bytes = std::filesystem::file_size(input, failed);
    if (!failed && work.progress() != nullptr) {
      work.progress()->of_bytes += static_cast<std::int64_t>(bytes);
    }
  }

  ScreenReport& report = work.report;
  report.out = request.out;
  report.sidecar = sidecar_name(request.out);
  report.known = work.engine.known();
  report.instrument = work.court.slug;
  report.court = work.court.court;
  if (const Instrument* on_record = work.record.instrument(work.court.slug)) {
    report.complete_to = on_record->complete_to;
  }

  Result<OutputFile> out = OutputFile::make(request.out);
  if (!out) return tl::unexpected<Error>(out.error());
  std::optional<OutputFile> page;
  if (!request.page.file.empty()) {
    Result<OutputFile> made = OutputFile::make(request.page.file, "--report");
    if (!made) return tl::unexpected<Error>(made.error());
    page.emplace(std::move(*made));
  }
  Result<bool> done = csv_only ? screen_csv(work, *out) : screen_with_duckdb(work, *out);
  if (!done) return tl::unexpected<Error>(done.error());

  report.notes = report.map.notes;
  report.warnings = warnings_of(report.tally.points, report.map);
  for (std::size_t i = 0; i < report.output_columns.size(); ++i) {
    if (report.output_columns[i] != report.map.names[i]) {
      report.notes.push_back(fmt::format("the input's column {} is {} in the output",
                                         report.map.names[i], report.output_columns[i]));
    }
  }
  if (report.tally.points.wide > 0) {
    report.notes.push_back(
        fmt::format("the points of {} rows stand for a province or more, as their data set says; "
                    "where in it the event was, and so the territory, is not sure",
                    report.tally.points.wide));
  }
  if (report.tally.after_complete > 0 && report.complete_to) {
    report.notes.push_back(fmt::format(
        "{} rows have days after {}, to which the record is complete; what was done later is not "
        "in their answers",
        report.tally.after_complete, report.complete_to->iso()));
  }

  Result<OutputFile> sidecar = OutputFile::make(report.sidecar);
  if (!sidecar) return tl::unexpected<Error>(sidecar.error());
  Result<bool> written =
      sidecar->write(sidecar_text(report, work.law.head, work.record.head(), request.ledger));
  if (!written) return tl::unexpected<Error>(written.error());
  if (page) {
    written = page->write(request.page.text(report));
    if (!written) return tl::unexpected<Error>(written.error());
  }
  if (work.stopped()) return fail(Code::screen_stopped, "stopped; nothing was written");
  // An older sidecar or page must not stand beside a new output, nor a new one
  // beside an older output.
  std::error_code ignored;
  std::filesystem::remove(sidecar->target(), ignored);
  if (page) std::filesystem::remove(page->target(), ignored);
  std::vector<OutputFile*> files = {&*out, &*sidecar};
  if (page) files.push_back(&*page);
  Result<bool> kept = OutputFile::commit_all(files);
  if (!kept) {
    for (const OutputFile* file : files) {
      if (file->temporary().empty()) std::filesystem::remove(file->target(), ignored);
    }
    return tl::unexpected<Error>(kept.error());
  }
  return std::move(report);
}

}  // namespace

Result<FileFormat> format_of(const std::string& file) {
  std::string ending = std::filesystem::path(file).extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (ending == ".csv") return FileFormat::csv;
  if (ending == ".jsonl" || ending == ".ndjson") return FileFormat::json_lines;
  if (ending == ".parquet") return FileFormat::parquet;
  return fail(Code::unknown_format,
              fmt::format("{} does not end in .csv, .jsonl, .ndjson or .parquet, which tell the "
                          "format",
                          ratione::quoted(file)));
}

namespace {

template <class Key, class Seen>
Counts& counts_of(std::vector<std::pair<Key, Counts>>& all, const Seen& key) {
  for (auto& [known, counts] : all) {
    if (known == key) return counts;
  }
  return all.emplace_back(Key(key), Counts{}).second;
}

void sum(Counts& into, const Counts& more) {
  for (std::size_t i = 0; i < into.size(); ++i) into[i] += more[i];
}

}  // namespace

void Tally::add(const Tally& other) {
  rows += other.rows;
  unreadable += other.unreadable;
  faulty += other.faulty;
  after_complete += other.after_complete;
  points.add(other.points);
  page.add(other.page);
  sum(by_conclusion, other.by_conclusion);
  for (const auto& [year, counts] : other.by_year) sum(by_year[year], counts);
  for (const auto& [basis, counts] : other.by_basis) sum(by_basis[basis], counts);
  for (const std::string& example : other.examples) {
    if (examples.size() < 3) examples.push_back(example);
  }
}

void RowDesk::show_progress() {
  if (progress_ != nullptr) progress_->rows += not_shown_;
  not_shown_ = 0;
}

bool RowDesk::answered(const Cells& cells, std::size_t n, Tally& tally, bool waits) {
  const Spot& spot = spots_[n];
  const std::optional<Decider::Lane::Decided> decided =
      waits ? lane_.decide(cells, spot) : lane_.decide_unless_busy(cells, spot);
  if (!decided) return false;
  const Decider::Lane::Decided& row = *decided;
  swap_.see(cells, spot, tally.points);
  told_ = row.told;
  auto at = static_cast<std::size_t>(told_.conclusion);
  ++tally.rows;
  ++tally.by_conclusion[at];
  if (told_.unreadable) ++tally.unreadable;
  if (told_.faulty) ++tally.faulty;
  if (row.year) {
    ++counts_of(by_year_, *row.year)[at];
    if (complete_to_ && *complete_to_ < row.last) ++tally.after_complete;
  }
  for (const std::string& basis : *told_.bases) ++counts_of(by_basis_, basis)[at];
  if (page_atlas_ != nullptr) count_for_page(row, spot, tally.page);
  // A question can take long, so not only when a chunk is done.
  if (++not_shown_ == 16) show_progress();
  return true;
}

void RowDesk::count_into(Tally& tally) {
  for (const auto& [year, counts] : by_year_) sum(tally.by_year[year], counts);
  for (const auto& [basis, counts] : by_basis_) sum(tally.by_basis[basis], counts);
  by_year_.clear();
  by_basis_.clear();
}

void RowDesk::count_for_page(const Decider::Lane::Decided& row, const Spot& spot,
                             ReportTally& page) const {
  const Told& told = row.told;
  if (spot.is == Spot::Is::found) {
    page.see_point(told.conclusion, spot.latitude, spot.longitude);
  }
  if (told.unreadable) return;
  const auto& columns = told.columns;
  static_assert(added_columns[0] == "territory" && added_columns[1] == "attribution" &&
                added_columns[4] == "basis" && added_columns[5] == "state" &&
                added_columns[6] == "citation");
  page.see(told.conclusion,
           {columns[0], columns[1], columns[4], columns[5], columns[6], row.of_place});
}

void RowDesk::keep(const UnreadableRow& row, Tally& tally) const {
  if (page_atlas_ != nullptr) tally.page.see_unreadable(row);
}

std::string ScreenWork::example_of(const UnreadableRow& row) const {
  return fmt::format("{}{} {}: {}", request.inputs.size() > 1 ? row.file + ", " : "",
                     row.line > 0 ? "line" : "row", row.line > 0 ? row.line : row.row, row.reason);
}

Result<bool> ScreenWork::open_points() {
  if (!report.map.coordinates()) return true;
  Results<PointAtlas> opened = PointAtlas::open(request.points, atlas);
  if (!opened) return tl::unexpected<Error>(opened.error().front());
  points.emplace(std::move(*opened));
  report.atlas = points->sources();
  return true;
}

Result<ScreenReport> screen(const AppliedLaw& with, const ScreenRequest& request,
                            const ScreenControl& control) {
  try {
    ScreenWork work{with, request, control, {}, {}};
    return screened(work);
  } catch (const std::bad_alloc&) {
    return fail(Code::went_wrong, "the machine has no memory left");
  } catch (const std::exception& fault) {
    return fail(Code::went_wrong,
                fmt::format("the program itself is at fault ({}); please report it", fault.what()));
  }
}

}  // namespace ratione
