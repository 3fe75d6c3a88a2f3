#include "atlas/geometry/mosaic.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "errors/quoted.h"
#include "record/fields.h"
#include "text/csv.h"
#include "text/names.h"

namespace ratione {

namespace {

constexpr std::size_t most_polygons = 60'000;
constexpr std::string_view sea = "sea";

class Joiner {
 public:
  Joiner(const BaseMap& map, const std::set<std::string, std::less<>>& places)
      : map_(map), places_(places) {
    for (std::size_t i = 0; i < map.units.size(); ++i) {
      const BaseUnit& unit = map.units[i];
      const std::string& key = unit.id.empty() ? unit.name : unit.id;
      numbers_[key].push_back(static_cast<std::uint16_t>(i + 1));
      mosaic_.units.push_back(MosaicUnit{unit.id, unit.name, ""});
    }
  }

  void read_base(std::string_view text, std::string_view file) {
    Results<Csv> table = read_csv(text, file, {"unit", "name", "place", "note"});
    if (!table) {
      faults_.insert(faults_.end(), table.error().begin(), table.error().end());
      return;
    }
    only_columns(*table, {"unit", "name", "place", "note"}, faults_);
    for (const CsvRow& row : table->rows) {
      Fields f(row, faults_);
      const std::string& unit =
          f.required("unit", "the unit's number in the base map, or its name");
      const std::string& place = f.required("place", "the id of its place");
      if (unit.empty() || place.empty()) continue;
      auto found = numbers_.find(unit);
      if (found == numbers_.end()) {
        f.fault(Code::unit_unknown, "unit", unknown_unit(unit));
        continue;
      }
      if (!places_.contains(place)) f.fault(Code::place_not_found, "place", unknown_place(place));
      for (std::uint16_t number : found->second) {
        std::string& given = mosaic_.units[number - 1u].place;
        if (!given.empty()) {
          f.fault(Code::given_twice, "unit",
                  fmt::format("The unit {} stands twice; keep one row.", ratione::quoted(unit)));
        }
        given = place;
      }
    }
    for (const MosaicUnit& unit : mosaic_.units) {
      if (!unit.place.empty()) continue;
      faults_.push_back(Error{Code::unit_unknown, Place{std::string(file), 0, 0, ""},
                              fmt::format("The base map's unit {} has no row; give it a place.",
                                          ratione::quoted(unit.id.empty() ? unit.name : unit.id))});
    }
  }

  void add(const Overlay& overlay) {
    if (!places_.contains(overlay.place)) {
      faults_.push_back(Error{Code::place_not_found, overlay.at, unknown_place(overlay.place)});
    }
    MosaicOverlay added{overlay.place,  {},          overlay.order, overlay.accuracy_km,
                        overlay.source, overlay.note};
    for (const std::string& unit : overlay.on) {
      if (unit == sea) {
        added.on.push_back(0);
        continue;
      }
      auto found = numbers_.find(unit);
      if (found == numbers_.end()) {
        faults_.push_back(Error{Code::unit_unknown, overlay.on_at, unknown_unit(unit)});
        continue;
      }
      added.on.insert(added.on.end(), found->second.begin(), found->second.end());
    }
    std::sort(added.on.begin(), added.on.end());
    auto polygon = static_cast<std::uint16_t>(mosaic_.polygons());
    mosaic_.overlays.push_back(std::move(added));
    for (const std::vector<GridPoint>& ring : overlay.rings) {
      mosaic_.lines.push_back(MosaicLine{ring, {polygon}, false});
    }
  }

  Results<Mosaic> finish() {
    if (!faults_.empty()) return tl::unexpected<Errors>(std::move(faults_));
    for (const BaseArc& arc : map_.arcs) {
      if (arc.units.empty()) continue;
      mosaic_.lines.push_back(MosaicLine{arc.points, arc.units, true});
      std::vector<std::uint16_t>& polygons = mosaic_.lines.back().polygons;
      std::sort(polygons.begin(), polygons.end());
    }
    mosaic_.south_pole = map_.south_pole;
    std::sort(mosaic_.south_pole.begin(), mosaic_.south_pole.end());
    return std::move(mosaic_);
  }

 private:
  std::string unknown_unit(const std::string& unit) const {
    std::vector<std::string> keys;
    for (const auto& [key, numbers] : numbers_) keys.push_back(key);
    std::string near = nearest(unit, keys);
    return fmt::format("{} is no unit of the base map; {}", ratione::quoted(unit),
                       near.empty() ? "write its number there, or its name where it has none."
                                    : fmt::format("did you mean {}?", near));
  }
  std::string unknown_place(const std::string& place) const {
    std::string near = nearest(place, std::vector<std::string>(places_.begin(), places_.end()));
    return fmt::format("{} is not a place of the atlas; {}", ratione::quoted(place),
                       near.empty() ? "correct the id, or add it to places.csv."
                                    : fmt::format("did you mean {}?", near));
  }

  const BaseMap& map_;
  const std::set<std::string, std::less<>>& places_;
  std::map<std::string, std::vector<std::uint16_t>, std::less<>> numbers_;
  Mosaic mosaic_;
  Errors faults_;
};

}  // namespace

Piece Mosaic::piece(const std::vector<std::uint16_t>& holding) const {
  Piece piece;
  const MosaicOverlay* winner = nullptr;
  for (std::uint16_t polygon : holding) {
    if (polygon < units.size()) {
      if (piece.unit == 0) piece.unit = static_cast<std::uint16_t>(polygon + 1);
      continue;
    }
    const MosaicOverlay& overlay = overlays[polygon - units.size()];
    if (!std::binary_search(overlay.on.begin(), overlay.on.end(), piece.unit)) continue;
    if (winner != nullptr && overlay.order <= winner->order) continue;
    winner = &overlay;
    piece.overlay = static_cast<std::uint16_t>(polygon - units.size() + 1);
  }
  return piece;
}

Results<Mosaic> Mosaic::join(const BaseMap& map, std::string_view base_csv,
                             std::string_view base_csv_file, const std::vector<Overlay>& overlays,
                             const std::set<std::string, std::less<>>& places) {
  if (map.units.size() + overlays.size() > most_polygons) {
    return tl::unexpected<Errors>(
        Errors{Error{Code::map_too_much, Place{std::string(base_csv_file), 0, 0, ""},
                     fmt::format("The base map and the overlays have more than {} units together.",
                                 most_polygons)}});
  }
  Joiner joiner(map, places);
  joiner.read_base(base_csv, base_csv_file);
  for (const Overlay& overlay : overlays) joiner.add(overlay);
  return joiner.finish();
}

}  // namespace ratione
