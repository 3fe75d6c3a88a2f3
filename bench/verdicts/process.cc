#include "verdicts/process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace ratione::bench {

namespace {

[[noreturn]] void fail(const std::string& says) {
  fmt::print(stderr, "{}\n", says);
  std::exit(4);
}

double seconds(const timeval& t) {
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
}

}  // namespace

Workshop::Workshop() {
  folder_ = (std::filesystem::temp_directory_path() / "ratione_verdicts_XXXXXX").string();
  if (mkdtemp(folder_.data()) == nullptr) fail("No temporary folder can be made.");
}

Workshop::~Workshop() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void Workshop::write(const std::string& name, const std::string& text) const {
  std::ofstream out(path(name), std::ios::binary);
  out << text;
  out.close();
  if (!out) fail(path(name) + " cannot be written.");
}

std::string Workshop::read(const std::string& name) const {
  std::ifstream in(path(name), std::ios::binary);
  std::ostringstream whole;
  whole << in.rdbuf();
  return whole.str();
}

double Workshop::run(const std::vector<std::string>& command, const std::string& out,
                     const std::vector<int>& codes) const {
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  const std::string to = path(out);
  const pid_t child = fork();
  if (child < 0) fail(command[0] + " cannot be started.");
  if (child == 0) {
    const int file = open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file < 0 || dup2(file, 1) < 0 || chdir(folder_.c_str()) != 0) _exit(126);
    execvp(words[0], words.data());
    _exit(127);
  }
  int status = 0;
  rusage used{};
  wait4(child, &status, 0, &used);
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  if (std::find(codes.begin(), codes.end(), code) == codes.end()) {
    fail(fmt::format("{} failed ({}): {}", command[0], code, read(out).substr(0, 400)));
  }
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

bool installed(const std::string& program) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "" : path);
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (access((folder + "/" + program).c_str(), X_OK) == 0) return true;
  }
  return false;
}

}  // namespace ratione::bench
