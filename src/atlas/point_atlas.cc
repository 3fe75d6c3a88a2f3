#include "atlas/point_atlas.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "atlas/geometry/grid_builder.h"
#include "atlas/mapped_bytes.h"
#include "errors/quoted.h"
#include "text/csv.h"
#include "text/sha256.h"

namespace ratione {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view form =
    "ratione atlas 1";  // changes when the same sources give another index

struct SourceFile {
  std::string path;
  std::string name;  // by which it enters the fingerprint: the same wherever it lies
  std::string text;
};

struct Sources {
  SourceFile map, base;
  std::vector<SourceFile> overlays;
  std::set<std::string, std::less<>> places;
  std::string fingerprint;
};

class SourcesReader {
 public:
  SourcesReader(const PointSources& from, const Atlas& atlas) : from_(from), atlas_(atlas) {}

  Results<Sources> read() {
    if (from_.base_map.empty()) {
      faults_.push_back(Error{Code::base_map_missing,
                              {},
                              "The base map was not found; run \"scripts/fetch_world_atlas\", or "
                              "lay countries-10m.json into the home's folder world-atlas/."});
    } else {
      sources_.map = file(from_.base_map, "base map");
    }
    sources_.base = file(from_.atlas + "/base.csv", "base.csv");
    std::error_code none;
    std::vector<std::string> overlays;
    for (fs::directory_iterator at(from_.atlas + "/overlays", none), end; !none && at != end;
         at.increment(none)) {
      if (at->path().extension() == ".geojson") overlays.push_back(at->path().filename().string());
    }
    std::sort(overlays.begin(), overlays.end());
    for (const std::string& name : overlays) {
      sources_.overlays.push_back(file(from_.atlas + "/overlays/" + name, name));
    }
    for (const std::string& path : from_.more_overlays) {
      sources_.overlays.push_back(file(path, path));
    }
    if (!faults_.empty()) return tl::unexpected<Errors>(std::move(faults_));
    for (const PlaceEntry& place : atlas_.all()) sources_.places.insert(place.id);
    take_fingerprint();
    return std::move(sources_);
  }

 private:
  SourceFile file(const std::string& path, std::string name) {
    Result<std::string> text = read_file(path);
    if (!text) faults_.push_back(text.error());
    return {path, std::move(name), text ? std::move(*text) : std::string()};
  }

  void take_fingerprint() {
    std::string whole(form);
    auto add = [&whole](const SourceFile& each) {
      whole += fmt::format("\n{} {}", sha256_hex(each.text), each.name);
    };
    add(sources_.map);
    add(sources_.base);
    for (const SourceFile& each : sources_.overlays) add(each);
    for (const std::string& place : sources_.places) whole += "\n" + place;
    sources_.fingerprint = sha256_hex(whole);
  }

  const PointSources& from_;
  const Atlas& atlas_;
  Sources sources_;
  Errors faults_;
};

Results<std::vector<std::byte>> compile(const Sources& sources, std::size_t of_user) {
  Errors faults;
  auto take = [&faults](const Errors& more) {
    faults.insert(faults.end(), more.begin(), more.end());
  };
  Results<BaseMap> map = BaseMap::read(sources.map.text, sources.map.path);
  if (!map) take(map.error());
  std::vector<Overlay> overlays, users;
  for (std::size_t i = 0; i < sources.overlays.size(); ++i) {
    const SourceFile& each = sources.overlays[i];
    Results<std::vector<Overlay>> read = read_overlays(each.text, each.path);
    if (!read) {
      take(read.error());
      continue;
    }
    // A user's outlines come first: among equals the first wins.
    std::vector<Overlay>& into = i + of_user >= sources.overlays.size() ? users : overlays;
    into.insert(into.end(), std::make_move_iterator(read->begin()),
                std::make_move_iterator(read->end()));
  }
  if (!faults.empty()) return tl::unexpected<Errors>(std::move(faults));
  users.insert(users.end(), std::make_move_iterator(overlays.begin()),
               std::make_move_iterator(overlays.end()));
  Results<Mosaic> mosaic =
      Mosaic::join(*map, sources.base.text, sources.base.path, users, sources.places);
  if (!mosaic) return tl::unexpected<Errors>(std::move(mosaic.error()));
  Result<GridParts> parts = build_grid(*mosaic);
  if (!parts) return tl::unexpected<Errors>(Errors{parts.error()});
  parts->sources = sources.fingerprint;
  return parts->bytes();
}

}  // namespace

// The bytes lie in a mapped file or here; index, locator and nearby look at
// them, so none of it moves.
struct PointAtlas::Inside {
  MappedBytes mapped;
  std::vector<std::byte> own;
  GridIndex index;
  std::optional<Locator> locator;
  std::optional<Nearby> nearby;

  Result<bool> look_at(std::span<const std::byte> bytes) {
    Result<GridIndex> read = GridIndex::over(bytes);
    if (!read) return tl::unexpected<Error>(read.error());
    index = std::move(*read);
    locator.emplace(index);
    return true;
  }
};

PointAtlas::PointAtlas(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
PointAtlas::PointAtlas(PointAtlas&&) noexcept = default;
PointAtlas& PointAtlas::operator=(PointAtlas&&) noexcept = default;
PointAtlas::~PointAtlas() = default;

const GridIndex& PointAtlas::index() const { return inside_->index; }

Results<PointAtlas> PointAtlas::over(std::unique_ptr<Inside> inside, const PointSources& from,
                                     const Atlas& atlas, const std::string& file) {
  for (const Atom& atom : inside->index.atoms()) {
    if (atom.place.empty() || atlas.get(atom.place) != nullptr) continue;
    return tl::unexpected<Errors>(
        Errors{Error{Code::index_unusable, Place{file, 0, 0, ""},
                     fmt::format("The compiled atlas has the place {}, which the atlas in use "
                                 "lacks; build it again.",
                                 ratione::quoted(atom.place))}});
  }
  inside->nearby.emplace(inside->index, told_apart(inside->index.atoms(), atlas, from.named));
  return PointAtlas(std::move(inside));
}

Results<PointAtlas> PointAtlas::open(const PointSources& from, const Atlas& atlas) {
  auto inside = std::make_unique<Inside>();
  if (!from.compiled.empty()) {
    Result<MappedBytes> bytes = MappedBytes::of(from.compiled);
    if (!bytes) return tl::unexpected<Errors>(Errors{bytes.error()});
    inside->mapped = std::move(*bytes);
    Result<bool> read = inside->look_at(inside->mapped.span());
    if (!read) {
      Error fault = read.error();
      fault.place.file = from.compiled;
      return tl::unexpected<Errors>(Errors{fault});
    }
    return over(std::move(inside), from, atlas, from.compiled);
  }
  Results<Sources> sources = SourcesReader(from, atlas).read();
  if (!sources) return tl::unexpected<Errors>(std::move(sources.error()));
  std::string file;
  if (!from.cache.empty()) {
    std::error_code failed;
    fs::path where = fs::weakly_canonical(from.atlas, failed);
    file = fmt::format("{}/atlas-{}.index", from.cache,
                       sha256_hex(failed ? from.atlas : where.string()).substr(0, 12));
    Result<MappedBytes> bytes = MappedBytes::of(file);
    if (bytes) {
      inside->mapped = std::move(*bytes);
      if (inside->look_at(inside->mapped.span()) &&
          inside->index.sources() == sources->fingerprint) {
        return over(std::move(inside), from, atlas, file);
      }
      inside = std::make_unique<Inside>();
    }
  }
  Results<std::vector<std::byte>> bytes = compile(*sources, from.more_overlays.size());
  if (!bytes) return tl::unexpected<Errors>(std::move(bytes.error()));
  inside->own = std::move(*bytes);
  if (Result<bool> read = inside->look_at(inside->own); !read) {
    return tl::unexpected<Errors>(Errors{read.error()});
  }
  if (!file.empty()) {
    std::error_code ignored;
    fs::create_directories(from.cache, ignored);
    // Without a cache the next command builds again; that is no fault.
    std::optional<Error> unwritten = write_whole(file, inside->own);
    (void)unwritten;
  }
  return over(std::move(inside), from, atlas, "");
}

Results<PointAtlas> PointAtlas::build(const PointSources& from, const Atlas& atlas,
                                      const std::string& file) {
  Results<Sources> sources = SourcesReader(from, atlas).read();
  if (!sources) return tl::unexpected<Errors>(std::move(sources.error()));
  Results<std::vector<std::byte>> bytes = compile(*sources, from.more_overlays.size());
  if (!bytes) return tl::unexpected<Errors>(std::move(bytes.error()));
  auto inside = std::make_unique<Inside>();
  inside->own = std::move(*bytes);
  if (Result<bool> read = inside->look_at(inside->own); !read) {
    return tl::unexpected<Errors>(Errors{read.error()});
  }
  if (std::optional<Error> unwritten = write_whole(file, inside->own)) {
    return tl::unexpected<Errors>(Errors{*unwritten});
  }
  return over(std::move(inside), from, atlas, file);
}

std::string fault_of_coordinates(double latitude, double longitude) {
  if (std::isfinite(latitude) && std::isfinite(longitude) && std::abs(latitude) <= 90 &&
      std::abs(longitude) <= 180) {
    return "";
  }
  if (!std::isfinite(latitude) || !std::isfinite(longitude)) {
    return "latitude and longitude must be numbers of degrees";
  }
  if (std::abs(latitude) > 90 && std::abs(latitude) <= 180 && std::abs(longitude) <= 90) {
    return fmt::format(
        "latitude {} lies beyond 90; longitude seems to stand before latitude, so write {},{}",
        latitude, longitude, latitude);
  }
  if (std::abs(latitude) > 90) return fmt::format("latitude {} lies beyond 90", latitude);
  return fmt::format("longitude {} lies beyond 180", longitude);
}

Result<PointAnswer> PointAtlas::ask(double latitude, double longitude) const {
  std::optional<GridPoint> point = grid_point(longitude, latitude);
  if (!point) {
    return fail(Code::not_a_point, fault_of_coordinates(latitude, longitude) + ".");
  }
  return ask(*point, inside_->locator->at(*point));
}

namespace {

constexpr std::int32_t square_steps = steps_per_degree / 10;
constexpr std::uint32_t squares_around = 3601;  // 180 degrees east begin one of their own
constexpr double square_half_km = 8;            // from its middle to a corner: at most 7.9

}  // namespace

std::uint32_t PointAtlas::square_of(GridPoint point) {
  const auto column =
      static_cast<std::uint32_t>((std::int64_t{point.x} + steps_180) / square_steps);
  const auto row = static_cast<std::uint32_t>((std::int64_t{point.y} + steps_90) / square_steps);
  return row * squares_around + column;
}

Surroundings PointAtlas::around(std::uint32_t square) {
  const std::int64_t row = square / squares_around, column = square % squares_around;
  auto middle = [](std::int64_t nth, std::int32_t before) {
    return static_cast<std::int32_t>(nth * square_steps - before + square_steps / 2);
  };
  return {GridPoint{middle(column, steps_180), middle(row, steps_90)}, square_half_km};
}

PointAnswer PointAtlas::ask(GridPoint point, AtomId found) const {
  Surroundings here{point, 0};
  return ask(point, found, here);
}

PointAnswer PointAtlas::ask(GridPoint point, AtomId found, Surroundings& around) const {
  const Nearby& nearby = *inside_->nearby;
  const Atom& atom = inside_->index.atom(found);
  PointAnswer answer;
  answer.atom = found;
  answer.place = atom.place;
  answer.accuracy_km = atom.accuracy_km;
  if (!atom.place.empty()) {
    if (!around.borders) around.borders = nearby.borders_around(around.middle, around.half_km);
    if (std::optional<NearBorder> border = nearby.border(point, *around.borders)) {
      answer.near_border_km = border->km;
      answer.beyond = inside_->index.atom(border->other).place;
    }
    return answer;
  }
  answer.sea = true;
  if (!around.shores) {
    around.shores = nearby.shores_around(around.middle, around.half_km, coast_km);
  }
  std::optional<NearLand> land = nearby.land(point, coast_km, *around.shores);
  if (!land) return answer;
  const Atom& shore = inside_->index.atom(land->atom);
  answer.atom = land->atom;
  answer.place = shore.place;
  answer.coast = true;
  answer.coast_distance_km = land->km;
  answer.accuracy_km = shore.accuracy_km;
  if (land->second_km) {
    const Atom& second = inside_->index.atom(land->second);
    double km = (*land->second_km - land->km) / 2;
    if (km <= std::max(shore.accuracy_km, second.accuracy_km)) {
      answer.near_border_km = km;
      answer.beyond = second.place;
    }
  }
  return answer;
}

std::string PointAtlas::place_if_swapped(double latitude, double longitude) const {
  std::optional<GridPoint> point = grid_point(latitude, longitude);
  return point ? inside_->index.atom(inside_->locator->at(*point)).place : std::string();
}

void PointAtlas::locate(std::span<const double> latitudes, std::span<const double> longitudes,
                        std::span<AtomId> out) const {
  inside_->locator->locate(latitudes, longitudes, out);
}

}  // namespace ratione
