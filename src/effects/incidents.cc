#include "effects/incidents.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "screen/csv_records.h"

namespace ratione {

namespace {

namespace fs = std::filesystem;

// A folder that goes with its owner.
class Folder {
 public:
  static Result<Folder> make() {
    std::error_code failed;
    fs::path below = fs::temp_directory_path(failed);
    std::string name = ((failed ? fs::path("/tmp") : below) / "ratione-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
      return fail(Code::cannot_write,
                  fmt::format("No folder can be made in {}; free some space there or name another "
                              "one in TMPDIR.",
                              fs::path(name).parent_path().string()));
    }
    return Folder(name);
  }
  Folder(Folder&& other) noexcept : path_(std::move(other.path_)) { other.path_.clear(); }
  Folder& operator=(Folder&&) = delete;
  ~Folder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  std::string file(const char* name) const { return (path_ / name).string(); }

 private:
  explicit Folder(fs::path path) : path_(std::move(path)) {}
  fs::path path_;
};

// The conclusions of a screened file, one after the other.
class Conclusions {
 public:
  explicit Conclusions(const std::string& file)
      : in_(file, std::ios::binary),
        records_(
            [this](char* into, std::size_t size) -> Result<std::size_t> {
              in_.read(into, static_cast<std::streamsize>(size));
              return static_cast<std::size_t>(in_.gcount());
            },
            file),
        splitter_(',') {}

  Result<bool> open() {
    Result<bool> opened = records_.open();
    if (!opened) return opened;
    splitter_ = CsvSplitter(records_.delimiter());
    const std::vector<std::string>& columns = records_.columns();
    auto at = std::find(columns.begin(), columns.end(), "conclusion");
    if (at == columns.end()) return fail(Code::went_wrong, "A screened file has no conclusion.");
    column_ = static_cast<std::size_t>(at - columns.begin());
    return true;
  }

  // Empty at the end.
  Result<std::string> next() {
    while (true) {
      while (at_ < block_.size()) {
        Result<std::size_t> end = splitter_.split(std::string_view(block_).substr(at_));
        if (!end) return tl::unexpected<Error>(std::move(end.error()));
        at_ += *end;
        if (splitter_.blank()) continue;
        std::string room;
        return std::string(splitter_.pieces()[column_].text(room));
      }
      Result<std::optional<CsvBlock>> block = records_.next();
      if (!block) return tl::unexpected<Error>(std::move(block.error()));
      if (!*block) return std::string();
      block_ = std::move((*block)->bytes);
      at_ = 0;
    }
  }

 private:
  std::ifstream in_;
  CsvRecords records_;
  CsvSplitter splitter_;
  std::size_t column_ = 0;
  std::string block_;
  std::size_t at_ = 0;
};

}  // namespace

Result<IncidentsMoved> incidents_moved(const AppliedLaw& without, const AppliedLaw& with,
                                       ScreenRequest request) {
  Result<Folder> folder = Folder::make();
  if (!folder) return tl::unexpected<Error>(std::move(folder.error()));
  const std::array<std::string, 2> outs = {folder->file("without.csv"), folder->file("with.csv")};
  request.page = {};
  IncidentsMoved moved;
  const std::array<const AppliedLaw*, 2> sides = {&without, &with};
  for (std::size_t side = 0; side < 2; ++side) {
    request.out = outs[side];
    Result<ScreenReport> report = screen(*sides[side], request);
    if (!report) return tl::unexpected<Error>(std::move(report.error()));
    moved.unreadable = report->tally.unreadable;
  }
  Conclusions before(outs[0]), after(outs[1]);
  for (Conclusions* each : {&before, &after}) {
    if (Result<bool> opened = each->open(); !opened) {
      return tl::unexpected<Error>(std::move(opened.error()));
    }
  }
  const std::string yes(word(Conclusion::yes));
  while (true) {
    Result<std::string> a = before.next(), b = after.next();
    if (!a) return tl::unexpected<Error>(std::move(a.error()));
    if (!b) return tl::unexpected<Error>(std::move(b.error()));
    if (a->empty() || b->empty()) break;
    ++moved.rows;
    moved.yes_without += *a == yes ? 1 : 0;
    moved.yes_with += *b == yes ? 1 : 0;
    if (*a == *b) continue;
    moved.gained += *b == yes ? 1 : 0;
    moved.lost += *a == yes ? 1 : 0;
    ++moved.changed[{std::move(*a), std::move(*b)}];
  }
  return moved;
}

}  // namespace ratione
