// File: screen/screen_work.h
//
// What the ways of screening share; for src/screen alone.
#pragma once

#include "screen/decider.h"
#include "screen/output_file.h"
#include "screen/screen.h"

namespace ratione {

struct ScreenWork {
  Engine& engine;
  const Law& law;
  const Record& record;
  const Atlas& atlas;
  const LawInstrument& court;
  const ScreenRequest& request;
  const ScreenControl& control;
  ScreenReport report;

  bool stopped() const { return control.stopped && control.stopped(); }
  ScreenProgress* progress() const { return control.progress; }
};

// Counts one row.
void count(Tally& tally, const Decider::Lane::Decided& row, std::optional<Day> complete_to);

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
