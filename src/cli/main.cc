#include <fmt/format.h>

int main(int, char**) {
  fmt::print("ratione {}\n", RATIONE_VERSION);
  return 0;
}
