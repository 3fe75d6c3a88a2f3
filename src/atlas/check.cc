#include "atlas/check.h"

#include <fmt/format.h>

#include <iterator>

#include "errors/quoted.h"
#include "text/names.h"

namespace ratione {

Errors check_places(const Record& record, const Atlas& atlas, std::string_view instrument) {
  Errors faults;
  for (const Act& act : record.acts(instrument)) {
    for (const std::string& id : act.places) {
      if (atlas.get(id) != nullptr) continue;
      std::vector<std::string> ids;
      for (const PlaceEntry& place : atlas.all()) ids.push_back(place.id);
      std::string near = nearest(id, ids);
      faults.push_back(Error{
          Code::place_not_found, act.place,
          near.empty()
              ? fmt::format("{} is not a place of the atlas; correct the id, or add the "
                            "place to the atlas.",
                            quoted(id))
              : fmt::format("{} is not a place of the atlas; did you mean {}?", quoted(id), near)});
    }
  }
  return faults;
}

Errors check_places(const Record& record, const Atlas& atlas) {
  Errors faults;
  for (const Instrument& instrument : record.instruments()) {
    Errors more = check_places(record, atlas, instrument.slug);
    faults.insert(faults.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
  }
  return faults;
}

}  // namespace ratione
