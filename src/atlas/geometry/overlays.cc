#include "atlas/geometry/overlays.h"

#include <fmt/format.h>

#include <cmath>

#include "atlas/geometry/json_tree.h"
#include "errors/quoted.h"

namespace ratione {

namespace {

using Kind = JsonValue::Kind;

constexpr std::size_t most_features = 20'000;
constexpr std::size_t most_points = 4'000'000;
constexpr std::size_t most_faults = 100;

class OverlayReader {
 public:
  explicit OverlayReader(const JsonTree& tree) : tree_(tree) {}

  Results<std::vector<Overlay>> read() {
    JsonValue root = tree_.root();
    std::string_view type = root.member("type").text();
    if (type == "FeatureCollection") {
      JsonValue features = root.member("features");
      if (!features.is(Kind::list)) {
        fault(Code::map_wrong_form, root, "The FeatureCollection has no list \"features\".");
      }
      if (features.size() > most_features) {
        fault(Code::map_too_much, features,
              fmt::format("The file has {} features; at most {} are taken.", features.size(),
                          most_features));
      } else {
        for (JsonValue each = features.first(); each; each = each.next()) read_feature(each);
      }
    } else {
      read_feature(root);
    }
    if (!faults_.empty()) return tl::unexpected<Errors>(std::move(faults_));
    return std::move(overlays_);
  }

 private:
  void fault(Code code, JsonValue at, std::string says) {
    if (faults_.size() > most_faults) return;
    if (faults_.size() == most_faults) {
      code = Code::more_faults;
      says = "There are more faults than these; correct them and read again.";
    }
    faults_.push_back(Error{code, at ? at.place() : tree_.root().place(), std::move(says)});
  }

  void read_feature(JsonValue feature) {
    if (feature.member("type").text() != "Feature") {
      return fault(Code::map_wrong_form, feature,
                   "This is neither a GeoJSON Feature nor a FeatureCollection; write \"type\": "
                   "\"Feature\".");
    }
    Overlay overlay;
    overlay.at = feature.place();
    read_properties(feature, overlay);
    JsonValue geometry = feature.member("geometry");
    std::string_view type = geometry.member("type").text();
    JsonValue coordinates = geometry.member("coordinates");
    if (type == "Polygon") {
      read_polygon(coordinates ? coordinates : geometry, overlay);
    } else if (type == "MultiPolygon" && coordinates.size() > 0) {
      for (JsonValue each = coordinates.first(); each; each = each.next()) {
        read_polygon(each, overlay);
      }
    } else {
      fault(Code::map_wrong_form, geometry ? geometry : feature,
            "The feature has no geometry of type Polygon or MultiPolygon.");
    }
    overlays_.push_back(std::move(overlay));
  }

  std::string wanted_text(JsonValue properties, std::string_view name) {
    JsonValue value = properties.member(name);
    if (value.text().empty()) {
      fault(Code::value_missing, value ? value : properties,
            fmt::format("The feature has no property \"{}\", a text.", name));
    }
    return std::string(value.text());
  }

  void read_properties(JsonValue feature, Overlay& overlay) {
    JsonValue properties = feature.member("properties");
    if (!properties.is(Kind::object)) {
      return fault(Code::map_wrong_form, feature,
                   "The feature has no \"properties\" with place, on, order, accuracy_km and "
                   "source.");
    }
    overlay.place = wanted_text(properties, "place");
    overlay.source = wanted_text(properties, "source");
    overlay.note = properties.member("note").text();
    read_on(properties, overlay);
    JsonValue order = properties.member("order");
    if (!order.is(Kind::number) || order.number() != std::floor(order.number()) ||
        std::abs(order.number()) > 1'000'000) {
      fault(Code::map_wrong_form, order ? order : properties,
            "The feature's \"order\" is not a whole number; the highest wins where overlays meet.");
    } else {
      overlay.order = static_cast<int>(order.number());
    }
    JsonValue accuracy = properties.member("accuracy_km");
    if (!accuracy.is(Kind::number) || !(accuracy.number() > 0 && accuracy.number() <= 100)) {
      fault(Code::map_wrong_form, accuracy ? accuracy : properties,
            "The feature's \"accuracy_km\" is not a number above 0 and up to 100.");
    } else {
      overlay.accuracy_km = accuracy.number();
    }
  }

  void read_on(JsonValue properties, Overlay& overlay) {
    JsonValue on = properties.member("on");
    overlay.on_at = (on ? on : properties).place();
    bool texts = on.is(Kind::list) && on.size() > 0;
    for (JsonValue each = on.first(); each; each = each.next()) {
      texts = texts && !each.text().empty();
      overlay.on.emplace_back(each.text());
    }
    if (!texts) {
      fault(Code::map_wrong_form, on ? on : properties,
            "The feature's \"on\" is not a list of units of the base map, such as [\"643\"] or "
            "[\"sea\"].");
    }
  }

  void read_polygon(JsonValue polygon, Overlay& overlay) {
    if (!polygon.is(Kind::list) || polygon.size() == 0) {
      return fault(Code::map_wrong_form, polygon, "A polygon is not a list of rings.");
    }
    for (JsonValue ring = polygon.first(); ring; ring = ring.next()) read_ring(ring, overlay);
  }

  void read_ring(JsonValue ring, Overlay& overlay) {
    if (!ring.is(Kind::list) || ring.size() < 4) {
      return fault(Code::map_bad_ring, ring,
                   "A ring has fewer than four points, the first again at the end.");
    }
    if (points_ += ring.size(); points_ > most_points) {
      if (points_ - ring.size() <= most_points) {
        fault(Code::map_too_much, ring,
              fmt::format("The file has more than {} points.", most_points));
      }
      return;
    }
    std::vector<GridPoint> points;
    points.reserve(ring.size());
    for (JsonValue each = ring.first(); each; each = each.next()) {
      std::optional<GridPoint> point = read_point(each);
      if (!point) return;
      if (points.empty() || points.back() != *point) points.push_back(*point);
    }
    if (points.size() < 4) {
      return fault(Code::map_bad_ring, ring, "A ring has fewer than three points that differ.");
    }
    if (points.front() != points.back()) {
      return fault(Code::map_bad_ring, ring,
                   "The ring is not closed; write its first point again at the end.");
    }
    overlay.rings.push_back(std::move(points));
  }

  std::optional<GridPoint> read_point(JsonValue point) {
    JsonValue longitude = point.first();
    JsonValue latitude = longitude.next();
    if (!point.is(Kind::list) || !longitude.is(Kind::number) || !latitude.is(Kind::number)) {
      fault(Code::map_bad_point, point, "A point is not [longitude, latitude], two numbers.");
      return std::nullopt;
    }
    double x = longitude.number(), y = latitude.number();
    if (std::optional<GridPoint> at = vertex_at(x, y)) return at;
    bool swapped = std::abs(y) <= 180 && std::abs(x) <= 90;
    fault(Code::map_bad_point, point,
          swapped
              ? fmt::format("Latitude {} lies beyond 90: the point [{}, {}] looks like latitude "
                            "before longitude; GeoJSON writes longitude first.",
                            y, x, y)
              : fmt::format("The point [{}, {}] lies off the earth; longitude goes from -180 to "
                            "180 and latitude from -90 to 90.",
                            x, y));
    return std::nullopt;
  }

  const JsonTree& tree_;
  std::vector<Overlay> overlays_;
  Errors faults_;
  std::size_t points_ = 0;
};

}  // namespace

Results<std::vector<Overlay>> read_overlays(std::string_view text, std::string_view file) {
  Result<JsonTree> tree = JsonTree::read(text, file);
  if (!tree) return tl::unexpected<Errors>(Errors{tree.error()});
  return OverlayReader(*tree).read();
}

}  // namespace ratione
