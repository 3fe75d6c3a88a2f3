// File: screen/output_file.h
//
// An output that appears whole or not at all.
//
//   Result<OutputFile> out = OutputFile::make("events.csv");
//   out->write(text);
//   out->commit();        // until here, events.csv is as it was
//
// The text goes into a hidden file beside the target. commit() forces it to
// the disk and gives it the target's name; destruction without commit removes
// it. A symbolic link is followed: its target is replaced, not the link.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "errors/error.h"

namespace ratione {

class OutputFile {
 public:
  // `option` names the target in errors: bad_output (a folder, a device),
  // no_output_folder, cannot_write.
  static Result<OutputFile> make(const std::string& target, std::string_view option = "--out");
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  Result<bool> write(std::string_view bytes);
  // Another writer may fill the file by this name instead of write().
  const std::string& temporary() const { return temporary_; }
  const std::string& target() const { return target_; }
  Result<bool> commit() { return commit_all({this}); }
  // Of several: all are on the disk before the first gets its name, and a folder is
  // forced to the disk once. On an error, those that have their name already have
  // no temporary() any more.
  static Result<bool> commit_all(const std::vector<OutputFile*>& files);

 private:
  OutputFile() = default;
  Result<bool> force();
  std::string shown_, target_, temporary_;
  int descriptor_ = -1;
};

// Do both names lead to one existing file?
bool same_file(const std::string& a, const std::string& b);

}  // namespace ratione
