#include "verdicts/machine.h"

#include <fmt/format.h>

#include <ctime>
#include <fstream>
#include <thread>

namespace ratione::bench {

std::string machine_and_date() {
  std::string model = "unknown processor";
  std::ifstream cpus("/proc/cpuinfo");
  for (std::string line; std::getline(cpus, line);) {
    if (line.rfind("model name", 0) != 0 || line.find(": ") == std::string::npos) continue;
    model = line.substr(line.find(": ") + 2);
    break;
  }
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  return fmt::format("{:04}-{:02}-{:02}, {}, {} cores, GCC {}.{}", parts.tm_year + 1900,
                     parts.tm_mon + 1, parts.tm_mday, model, std::thread::hardware_concurrency(),
                     __GNUC__, __GNUC_MINOR__);
}

}  // namespace ratione::bench
