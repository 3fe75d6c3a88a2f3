// write_gold HOME: writes what is generated from the law and the gold rows anew.
#include <fmt/format.h>

#include <fstream>

#include "gold.h"

int main(int argc, char** argv) {
  const std::string home = argc > 1 ? argv[1] : ".";
  auto texts = ratione::gold::generated(home);
  if (!texts) {
    fmt::print(stderr, "{}\n", ratione::render(texts.error()));
    return 3;
  }
  for (auto& [path, text] : *texts) {
    std::ofstream out(home + "/" + path, std::ios::binary);
    out << text;
    if (!out.flush()) {
      fmt::print(stderr, "{} could not be written\n", path);
      return 4;
    }
    fmt::print("{}: {} bytes\n", path, text.size());
  }
  return 0;
}
