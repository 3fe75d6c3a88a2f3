// Times whole processes, in turn, so that what else the machine does meets all.
//
//   started ROUNDS NAME PROGRAM ARGUMENT... [-- NAME PROGRAM ARGUMENT...]...
//
// One line of CSV for each: name, milliseconds from start to end (middle, least,
// most) and of the processor (middle). Their output goes nowhere; one that does
// not exit with 0 ends it all with a sentence, for it was not measured.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

struct Command {
  std::string name;
  std::vector<char*> words;
  std::vector<double> elapsed, processor;
};

double milliseconds(const timeval& t) {
  return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_usec) / 1e3;
}

bool run(Command& command) {
  const auto before = std::chrono::steady_clock::now();
  const pid_t child = vfork();
  if (child == 0) {
    const int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, 1);
    execv(command.words[0], command.words.data());
    _exit(127);
  }
  int status = 0;
  rusage used{};
  if (child < 0 || wait4(child, &status, 0, &used) < 0) return false;
  const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - before;
  command.elapsed.push_back(taken.count());
  command.processor.push_back(milliseconds(used.ru_utime) + milliseconds(used.ru_stime));
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

double middle(std::vector<double>& all) {
  std::sort(all.begin(), all.end());
  return all[all.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 0;
  if (rounds < 1 || rounds > 100'000 || argc < 4) {
    std::fprintf(stderr, "started ROUNDS NAME PROGRAM ARGUMENT... [-- NAME PROGRAM ...]...\n");
    return 2;
  }
  std::vector<Command> commands(1);
  for (int i = 2; i < argc; ++i) {
    if (std::string(argv[i]) == "--") {
      commands.emplace_back();
    } else if (commands.back().name.empty()) {
      commands.back().name = argv[i];
    } else {
      commands.back().words.push_back(argv[i]);
    }
  }
  for (Command& command : commands) {
    if (command.words.empty()) {
      std::fprintf(stderr, "started: %s names no program.\n", command.name.c_str());
      return 2;
    }
    command.words.push_back(nullptr);
  }
  for (int round = -1; round < rounds; ++round) {
    for (Command& command : commands) {
      if (!run(command)) {
        std::fprintf(stderr, "started: %s failed.\n", command.name.c_str());
        return 4;
      }
      if (round < 0) {  // the first finds cold files
        command.elapsed.clear();
        command.processor.clear();
      }
    }
  }
  std::printf("name,milliseconds,least,most,processor,rounds\n");
  for (Command& command : commands) {
    const double half = middle(command.elapsed);
    std::printf("%s,%.2f,%.2f,%.2f,%.2f,%d\n", command.name.c_str(), half, command.elapsed.front(),
                command.elapsed.back(), middle(command.processor), rounds);
  }
  return 0;
}
