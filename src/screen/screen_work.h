// File: screen/screen_work.h
//
// What the ways of screening share; for src/screen alone.
#pragma once

#include "screen/lane.h"
#include "screen/output_file.h"
#include "screen/screen.h"
#include "screen/swap_check.h"

namespace ratione {

struct ScreenWork : AppliedLaw {
  const ScreenRequest& request;
  const ScreenControl& control;
  ScreenReport report;
  std::optional<PointAtlas> points = std::nullopt;

  // Once the columns are known: opens the atlas of points if they are needed.
  Result<bool> open_points();
  const PointAtlas* point_atlas() const { return points ? &*points : nullptr; }

  // An unreadable row as the summary shows it: "line 41: unreadable: date: ...".
  std::string example_of(const UnreadableRow& row) const;

  bool stopped() const { return control.stopped && control.stopped(); }
  ScreenProgress* progress() const { return control.progress; }
};

// What one thread needs to answer rows, and keeps from chunk to chunk.
class RowDesk {
 public:
  RowDesk(Decider& decider, const ScreenWork& work)
      : lane_(decider),
        reader_(work.point_atlas(), work.report.map),
        swap_(work.point_atlas(), work.report.map, decider.reader()),
        complete_to_(work.report.complete_to),
        page_atlas_(work.request.page.file.empty() ? nullptr : &work.atlas),
        progress_(work.progress()) {}
  RowDesk(const RowDesk&) = delete;
  RowDesk& operator=(const RowDesk&) = delete;
  ~RowDesk() { show_progress(); }

  // Finds where the rows lie; then each is answered, once.
  void locate(std::span<const Cells> rows) {
    show_progress();
    reader_.read(rows, spots_);
  }
  // Answers each of them, counted into `tally`: calls tell(n, told), in no set order,
  // for a row that must wait for another thread's question is put aside while others
  // are answered. What is told is good until `tell` returns.
  template <class Tell>
  void answer(std::span<const Cells> rows, Tally& tally, const Tell& tell) {
    aside_.clear();
    for (std::size_t n = 0; n < rows.size(); ++n) {
      if (answered(rows[n], n, tally, false)) {
        tell(n, told_);
      } else {
        aside_.push_back(n);
      }
    }
    while (!aside_.empty()) {
      const std::size_t before = aside_.size();
      std::erase_if(aside_, [&](std::size_t n) {
        if (!answered(rows[n], n, tally, false)) return false;
        tell(n, told_);
        return true;
      });
      if (aside_.size() < before) continue;
      answered(rows[aside_.back()], aside_.back(), tally, true);
      tell(aside_.back(), told_);
      aside_.pop_back();
    }
  }
  // The rows answered since by year and by basis, which is summed up here.
  void count_into(Tally& tally);
  // Keeps a row that could not be read for the page, if one is asked for.
  void keep(const UnreadableRow& row, Tally& tally) const;

 private:
  // False: it has to wait, and is not to.
  bool answered(const Cells& cells, std::size_t n, Tally& tally, bool waits);
  void show_progress();
  void count_for_page(const Decider::Lane::Decided& row, const Spot& spot, ReportTally& page) const;

  Decider::Lane lane_;
  Told told_;
  std::vector<std::size_t> aside_;
  // Few differ, so they are looked through.
  std::vector<std::pair<int, Counts>> by_year_;
  std::vector<std::pair<std::string, Counts>> by_basis_;
  SpotReader reader_;
  SwapCheck swap_;
  std::vector<Spot> spots_;
  std::optional<Day> complete_to_;
  const Atlas* page_atlas_;  // null: no page is asked for
  ScreenProgress* progress_;
  std::int64_t not_shown_ = 0;  // rows answered since progress was last told
};

// Each fills report (tally, inputs, map, output_columns, questions) and the
// output, uncommitted.
Result<bool> screen_csv(ScreenWork& work, OutputFile& out);
Result<bool> screen_with_duckdb(ScreenWork& work, OutputFile& out);

// A file read from its beginning to its end, with its fingerprint.
class HashedFile {
 public:
  static Result<HashedFile> open(const std::string& file);
  HashedFile(HashedFile&& other) noexcept;
  HashedFile& operator=(HashedFile&&) = delete;
  ~HashedFile();

  Result<std::size_t> read(char* into, std::size_t size);
  std::int64_t size() const { return size_; }  // when it was opened
  // Once everything was read.
  InputSeen seen();

 private:
  HashedFile() = default;
  std::string file_;
  int descriptor_ = -1;
  std::int64_t size_ = 0, read_ = 0;
  void* digest_ = nullptr;
};

}  // namespace ratione
