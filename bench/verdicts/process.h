// File: bench/verdicts/process.h
//
// Runs other programs, in a folder of their own that goes with the object.
//
//   Workshop shop;
//   shop.write("law.pl", text);
//   double taken = shop.run({"swipl", "law.pl"}, "answers");
//   std::string answers = shop.read("answers");
//
// A program that fails ends this one: its message is shown, and nothing of it
// can be measured.
#pragma once

#include <string>
#include <vector>

namespace ratione::bench {

class Workshop {
 public:
  Workshop();
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;
  ~Workshop();

  std::string path(const std::string& name) const { return folder_ + "/" + name; }
  void write(const std::string& name, const std::string& text) const;
  std::string read(const std::string& name) const;
  // In that folder, with its standard output in the file `out` there. `codes`:
  // exit codes that are no failure. Seconds of the processor.
  double run(const std::vector<std::string>& command, const std::string& out,
             const std::vector<int>& codes = {0}) const;

 private:
  std::string folder_;
};

// Is there a program of that name to be run?
bool installed(const std::string& program);

}  // namespace ratione::bench
