// The engine's interpreter. It explains every answer, and remembers answers by
// what they read; nothing else of it is special to these rows.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

#include "engine/engine.h"
#include "verdicts/peers.h"
#include "verdicts/told.h"

namespace ratione::bench {

void decide_interpreter(const Rows& rows, Verdicts& verdicts) {
  static Engine engine = [] {
    Results<Engine> made = Engine::make(house().law, house().record, house().atlas, house().known);
    if (!made) {
      fmt::print(stderr, "{}\n", render(made.error()));
      std::exit(3);
    }
    return std::move(*made);
  }();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto decide = [&](const Situation& situation) {
      return engine.decide(house().court(), situation);
    };
    const auto [answer, reason] =
        told(decide, situation_of(rows, i), rows.crime[i], rows.trigger[i]);
    verdicts.conclusion[i] = static_cast<std::uint8_t>(answer);
    verdicts.reason[i] = reason;
  }
}

}  // namespace ratione::bench
