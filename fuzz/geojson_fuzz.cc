// Any bytes, as a user's outlines and as a base map: rings that are closed and
// lie on the earth, or faults with a place inside the file; never a crash.
#include <cstdint>

#include "atlas/geometry/base_map.h"
#include "atlas/geometry/overlays.h"
#include "files_of.h"

using namespace ratione;
using namespace ratione::fuzz;

namespace {

bool on_the_grid(GridPoint p) {
  return p.x >= -steps_180 && p.x <= steps_180 && p.y >= -steps_90 && p.y <= steps_90;
}

void check_overlays(const std::vector<Overlay>& overlays) {
  for (const Overlay& overlay : overlays) {
    check(!overlay.place.empty() && !overlay.on.empty() && !overlay.source.empty());
    check(overlay.accuracy_km > 0 && overlay.accuracy_km <= 100);
    check(!overlay.rings.empty());
    for (const std::vector<GridPoint>& ring : overlay.rings) {
      check(ring.size() >= 4 && ring.front() == ring.back());
      for (GridPoint p : ring) check(on_the_grid(p));
    }
  }
}

void check_map(const BaseMap& map) {
  check(map.units.size() == map.rings.size());
  for (const BaseArc& arc : map.arcs) {
    for (GridPoint p : arc.points) check(on_the_grid(p) && p.x < steps_180);
    for (std::uint16_t unit : arc.units) check(unit < map.units.size());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(bytes), size);
  Files files = {{"map", std::string(text)}};
  Results<std::vector<Overlay>> overlays = read_overlays(text, "map");
  if (overlays) {
    check_overlays(*overlays);
  } else {
    check_faults(overlays.error(), files);
  }
  Results<BaseMap> map = BaseMap::read(text, "map");
  if (map) {
    check_map(*map);
  } else {
    check_faults(map.error(), files);
  }
  return 0;
}
