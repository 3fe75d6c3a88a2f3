#include "atlas/geometry/base_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "atlas/geometry/json_tree.h"

namespace ratione {

namespace {

constexpr std::size_t most_points = 4'000'000;
constexpr std::size_t most_units = 4'000;
// An edge this long is a mistake, or a map too coarse to judge borders by.
constexpr std::int64_t longest_edge = 30LL * steps_per_degree;

std::int64_t short_way(GridPoint from, GridPoint to) {
  std::int64_t way = std::int64_t{to.x} - from.x;
  if (way > steps_180) way -= steps_360;
  if (way < -std::int64_t{steps_180}) way += steps_360;
  return way;
}

class BaseMapReader {
 public:
  explicit BaseMapReader(const JsonTree& tree) : tree_(tree) {}

  Results<BaseMap> read() {
    if (tree_.root().member("type").text() != "Topology") {
      fault(Code::map_wrong_form, tree_.root(),
            "The base map is not TopoJSON; it has no \"type\": \"Topology\".");
    }
    if (good()) read_transform();
    if (good()) read_arcs();
    if (good()) read_units();
    if (good()) find_poles();
    if (!good()) return tl::unexpected<Errors>(std::move(faults_));
    return std::move(map_);
  }

 private:
  bool good() const { return faults_.empty(); }
  void fault(Code code, JsonValue at, std::string says) {
    Place place = at ? at.place() : Place{tree_.file(), 0, 0, ""};
    faults_.push_back(Error{code, std::move(place), std::move(says)});
  }

  // Two numbers of a list.
  bool pair(JsonValue list, double& first, double& second) {
    JsonValue a = list.first();
    JsonValue b = a.next();
    if (!a.is(JsonValue::Kind::number) || !b.is(JsonValue::Kind::number)) return false;
    first = a.number();
    second = b.number();
    return true;
  }

  void read_transform() {
    JsonValue transform = tree_.root().member("transform");
    if (!pair(transform.member("scale"), scale_x_, scale_y_) ||
        !pair(transform.member("translate"), from_x_, from_y_)) {
      fault(
          Code::map_wrong_form, transform ? transform : tree_.root(),
          "The base map has no \"transform\" with \"scale\" and \"translate\", two numbers each.");
    }
  }

  void read_arcs() {
    std::size_t points = 0;
    for (JsonValue arc = tree_.root().member("arcs").first(); arc; arc = arc.next()) {
      BaseArc read;
      read.points.reserve(arc.size());
      double x = 0, y = 0;
      for (JsonValue step = arc.first(); step; step = step.next()) {
        double by_x = 0, by_y = 0;
        if (!pair(step, by_x, by_y)) {
          return fault(Code::map_bad_point, step, "A point of an arc is not two numbers.");
        }
        x += by_x;
        y += by_y;
        std::optional<GridPoint> at = grid_point(from_x_ + x * scale_x_, from_y_ + y * scale_y_);
        if (!at) return fault(Code::map_bad_point, step, "A point of an arc lies off the earth.");
        if (!read.points.empty()) {
          std::int64_t way = short_way(read.points.back(), *at);
          if (way == 0 && at->y == read.points.back().y) continue;
          if (std::abs(way) > longest_edge) {
            return fault(Code::map_bad_point, step,
                         "An edge of an arc is longer than 30 degrees of longitude.");
          }
        }
        read.points.push_back(*at);
      }
      if (points += arc.size(); points > most_points) {
        return fault(Code::map_too_much, arc,
                     fmt::format("The base map has more than {} points.", most_points));
      }
      map_.arcs.push_back(std::move(read));
    }
  }

  void read_units() {
    JsonValue all = tree_.root().member("objects").member("countries").member("geometries");
    if (all.size() == 0) {
      return fault(Code::map_wrong_form, tree_.root(),
                   "The base map has no object \"countries\" with \"geometries\".");
    }
    if (all.size() > most_units) {
      return fault(Code::map_too_much, all,
                   fmt::format("The base map has more than {} units.", most_units));
    }
    for (JsonValue each = all.first(); each && good(); each = each.next()) read_unit(each);
  }

  void read_unit(JsonValue geometry) {
    auto unit = static_cast<std::uint16_t>(map_.units.size());
    JsonValue id = geometry.member("id");
    std::string number =
        id.is(JsonValue::Kind::number) ? fmt::format("{:03}", id.number()) : std::string(id.text());
    map_.units.push_back(BaseUnit{
        std::move(number), std::string(geometry.member("properties").member("name").text())});
    map_.rings.emplace_back();
    std::string_view type = geometry.member("type").text();
    JsonValue arcs = geometry.member("arcs");
    if (type == "Polygon") {
      read_polygon(unit, arcs);
    } else if (type == "MultiPolygon") {
      for (JsonValue polygon = arcs.first(); polygon; polygon = polygon.next()) {
        read_polygon(unit, polygon);
      }
    } else {
      fault(Code::map_wrong_form, geometry, "A unit is neither a Polygon nor a MultiPolygon.");
    }
  }

  void read_polygon(std::uint16_t unit, JsonValue polygon) {
    bool hole = false;
    for (JsonValue ring = polygon.first(); ring && good(); ring = ring.next()) {
      std::vector<std::int32_t> arcs;
      for (JsonValue arc = ring.first(); arc; arc = arc.next()) {
        double number = arc.number();
        double index = number < 0 ? -1 - number : number;
        if (!arc.is(JsonValue::Kind::number) || index != std::floor(index) ||
            index >= static_cast<double>(map_.arcs.size())) {
          return fault(Code::map_wrong_form, arc, "A ring names an arc that is not there.");
        }
        arcs.push_back(static_cast<std::int32_t>(number));
        toggle(map_.arcs[static_cast<std::size_t>(index)].units, unit);
      }
      check_ring(ring, arcs);
      map_.rings[unit].push_back(BaseRing{std::move(arcs), hole});
      hole = true;
    }
  }

  // A unit on both sides of an arc has no border there.
  static void toggle(std::vector<std::uint16_t>& units, std::uint16_t unit) {
    auto at = std::find(units.begin(), units.end(), unit);
    if (at == units.end()) {
      units.push_back(unit);
    } else {
      units.erase(at);
    }
  }

  GridPoint end_of(std::int32_t arc, bool last) const {
    const auto& points = map_.arcs[static_cast<std::size_t>(arc < 0 ? ~arc : arc)].points;
    return last == (arc >= 0) ? points.back() : points.front();
  }

  void check_ring(JsonValue ring, const std::vector<std::int32_t>& arcs) {
    for (std::size_t i = 0; i < arcs.size(); ++i) {
      const auto& points =
          map_.arcs[static_cast<std::size_t>(arcs[i] < 0 ? ~arcs[i] : arcs[i])].points;
      if (points.empty())
        return fault(Code::map_bad_ring, ring, "A ring has an arc without points.");
    }
    for (std::size_t i = 0; i < arcs.size(); ++i) {
      if (end_of(arcs[i], true) != end_of(arcs[(i + 1) % arcs.size()], false)) {
        return fault(Code::map_bad_ring, ring, "A ring of the base map is not closed.");
      }
    }
  }

  // A ring that goes round the earth holds the pole nearer to its middle.
  void find_poles() {
    for (std::size_t unit = 0; unit < map_.rings.size(); ++unit) {
      for (const BaseRing& ring : map_.rings[unit]) {
        std::int64_t round = 0, height = 0;
        for (std::int32_t arc : ring.arcs) {
          const auto& points = map_.arcs[static_cast<std::size_t>(arc < 0 ? ~arc : arc)].points;
          std::int64_t way = 0;
          for (std::size_t i = 1; i < points.size(); ++i)
            way += short_way(points[i - 1], points[i]);
          for (GridPoint p : points) height += p.y;
          round += arc < 0 ? -way : way;
        }
        if (round != 0 && height < 0) toggle(map_.south_pole, static_cast<std::uint16_t>(unit));
      }
    }
  }

  const JsonTree& tree_;
  BaseMap map_;
  Errors faults_;
  double scale_x_ = 1, scale_y_ = 1, from_x_ = 0, from_y_ = 0;
};

}  // namespace

Results<BaseMap> BaseMap::read(std::string_view text, std::string_view file) {
  Result<JsonTree> tree = JsonTree::read(text, file);
  if (!tree) return tl::unexpected<Errors>(Errors{tree.error()});
  return BaseMapReader(*tree).read();
}

}  // namespace ratione
