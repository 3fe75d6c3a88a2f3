// Any bytes, as files of an atlas: an atlas in which every place is found and
// lies in no circle, or faults with places inside the files; never a crash.
#include <cstdint>

#include "atlas/places.h"
#include "files_of.h"

using namespace ratione;
using namespace ratione::fuzz;

namespace {

const Files base = {
    {"places.csv", "id,name,within,kind,note\ncrimea,Crimea,UKR,region,\n"},
    {"place_names.csv", "place,name,source\n"},
    {"attributions.csv", "place,state,from,until,only_on,basis\n"},
    {"claims.csv", "place,state,from,until,basis\n"},
};

const States& states() {
  static const States read =
      States::read(
          "code,name,from,until,m49,treaty_making,note\n"
          "COD,Democratic Republic of the Congo,,,180,yes,\nCOG,Congo,,,178,yes,\n"
          "RUS,Russia,1991-12-26,,643,yes,\nUKR,Ukraine,,,804,yes,\n",
          "states.csv", "code,name,kind,source\nCOD,Congo,alias,x\n", "state_names.csv")
          .value();
  return read;
}

void check_atlas(const Atlas& atlas) {
  std::size_t count = 0;
  for (const PlaceEntry& place : atlas.all()) {
    check(atlas.get(place.id) == &place);
    check(atlas.find(place.id).value() == &place);
    check(place.within.empty() || atlas.get(place.within) != nullptr);
    check(atlas.relation(place.id, place.id) == PlaceRelation::inside);
    if (!place.within.empty()) {
      check(atlas.relation(place.id, place.within) == PlaceRelation::inside);
      check(atlas.relation(place.within, place.id) == PlaceRelation::coarser);
    }
    const PlaceEntry* holder = atlas.attributed(place.id);
    check(holder == nullptr || !holder->attributions.empty());
    for (const Attribution& a : place.attributions) check(!a.state.none() && !a.days.empty());
    if (++count < 50) {
      Result<const PlaceEntry*> named = atlas.find(place.name);
      check(named || !named.error().says.empty());
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  Files files = files_of({reinterpret_cast<const char*>(bytes), size}, base);
  Results<Atlas> atlas = Atlas::read(files, states());
  if (atlas) {
    check_atlas(*atlas);
  } else {
    check_faults(atlas.error(), files);
  }
  return 0;
}
