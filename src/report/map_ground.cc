#include "report/map_ground.h"

#include <algorithm>
#include <filesystem>

#include "atlas/geometry/overlays.h"
#include "text/csv.h"

namespace ratione {
namespace {

// As base.csv and the overlays name a unit.
std::string key_of(const BaseUnit& unit) { return unit.id.empty() ? unit.name : unit.id; }

// Outlines by the id of their place.
using Outlines = std::multimap<std::string, PlaceOutline, std::less<>>;

void add_units(Outlines& outlines, const BaseMap& base, const std::string& file) {
  Result<std::string> text = read_file(file);
  if (!text) return;
  Results<Csv> rows = read_csv(*text, file, {"unit", "place"});
  if (!rows) return;
  for (const CsvRow& row : rows->rows) {
    PlaceOutline outline;
    for (std::size_t i = 0; i < base.units.size(); ++i) {
      if (key_of(base.units[i]) == row.text("unit")) outline.units.push_back(i);
    }
    outlines.emplace(row.text("place"), std::move(outline));
  }
}

void add_overlays(Outlines& outlines, const BaseMap& base, const std::string& folder) {
  std::vector<std::string> files;
  std::error_code none;
  for (std::filesystem::directory_iterator at(folder, none), end; !none && at != end;
       at.increment(none)) {
    if (at->path().extension() == ".geojson") files.push_back(at->path().string());
  }
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) {
    Result<std::string> text = read_file(file);
    if (!text) continue;
    Results<std::vector<Overlay>> overlays = read_overlays(*text, file);
    if (!overlays) continue;
    for (Overlay& each : *overlays) {
      PlaceOutline outline;
      outline.rings = std::move(each.rings);
      for (const std::string& on : each.on) {
        outline.at_sea = outline.at_sea || on == "sea";
        for (std::size_t i = 0; i < base.units.size(); ++i) {
          if (key_of(base.units[i]) == on) outline.units.push_back(i);
        }
      }
      outlines.emplace(each.place, std::move(outline));
    }
  }
}

}  // namespace

bool is_disputed(const Atlas& atlas, const PlaceEntry& place, Span days) {
  for (const PlaceEntry* at = &place; at != nullptr; at = atlas.get(at->within)) {
    if (std::any_of(at->claims.begin(), at->claims.end(),
                    [&](const TerritorialClaim& each) { return each.days.meets(days); })) {
      return true;
    }
  }
  const PlaceEntry* whose = atlas.attributed(place.id);
  return whose != nullptr && std::any_of(whose->attributions.begin(), whose->attributions.end(),
                                         [&](const Attribution& each) {
                                           return !each.only_on.empty() && each.days.meets(days);
                                         });
}

std::optional<MapGround> MapGround::read(Span days, const std::map<std::string, std::int64_t>& rows,
                                         const ReportSources& sources) {
  Result<std::string> text = read_file(sources.base_map, 64u << 20);
  if (!text) return std::nullopt;
  Results<BaseMap> base = BaseMap::read(*text, sources.base_map);
  if (!base) return std::nullopt;
  MapGround ground;
  ground.base = std::move(*base);

  // With the rows of a place those of the regions that hold it.
  std::map<const PlaceEntry*, std::int64_t> touched;
  for (const auto& [id, count] : rows) {
    const PlaceEntry* place = sources.atlas.get(id);
    if (place == nullptr) continue;
    touched[place] += count;
    while ((place = sources.atlas.get(place->within)) != nullptr && place->kind != "state") {
      touched[place] += count;
    }
  }
  Outlines outlines;
  add_units(outlines, ground.base, sources.atlas_folder + "/base.csv");
  add_overlays(outlines, ground.base, sources.atlas_folder + "/overlays");
  for (const auto& [place, count] : touched) {
    MapPlace shown{place->name, is_disputed(sources.atlas, *place, days), count, {}};
    auto [from, to] = outlines.equal_range(place->id);
    for (auto each = from; each != to; ++each) {
      // What the base map draws needs no second line.
      bool drawn = each->second.rings.empty() || place->kind == "state";
      if (shown.disputed || !drawn) shown.outlines.push_back(each->second);
    }
    if (!shown.outlines.empty()) ground.places.push_back(std::move(shown));
  }
  std::sort(ground.places.begin(), ground.places.end(), [](const MapPlace& a, const MapPlace& b) {
    return a.rows != b.rows ? a.rows > b.rows : a.name < b.name;
  });
  return ground;
}

}  // namespace ratione
