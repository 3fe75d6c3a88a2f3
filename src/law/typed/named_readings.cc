#include "law/typed/named_readings.h"

namespace ratione {

std::vector<std::pair<int, int>> readings_named(const Law& law, std::string_view name,
                                                std::string_view instrument) {
  std::vector<std::pair<int, int>> own, all;
  for (std::size_t d = 0; d < law.disputes.size(); ++d) {
    const Dispute& dispute = law.disputes[d];
    for (std::size_t r = 0; r < dispute.readings.size(); ++r) {
      if (dispute.readings[r].name != name) continue;
      all.emplace_back(static_cast<int>(d), static_cast<int>(r));
      if (dispute.instrument == instrument) own.push_back(all.back());
    }
  }
  return own.empty() ? all : own;
}

}  // namespace ratione
