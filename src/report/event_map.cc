#include "report/event_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <vector>

#include "report/html.h"
#include "report/outlines.h"
#include "report/projection.h"

namespace ratione {
namespace {

constexpr double width = 1000;            // of the drawing
constexpr std::size_t most_marks = 8000;  // so that a page stays small; 3 degrees never have more
constexpr double smallest = 2.4, largest = 15;
// In tenths of a unit, as everything that lies under the marks.
constexpr std::string_view hatching =
    "<pattern id=\"hatch\" width=\"80\" height=\"80\" patternUnits=\"userSpaceOnUse\" "
    "patternTransform=\"rotate(45)\"><rect class=\"hatch\" width=\"24\" height=\"80\"/>"
    "</pattern>\n";

std::string_view face_of(bool disputed) {
  return disputed ? "class=\"disputed\" fill=\"url(#hatch)\"" : "class=\"region\"";
}

class Drawing {
 public:
  explicit Drawing(const MapWindow& window)
      : window_(window), scale_(width / (window.right - window.left)) {}

  double height() const { return (window_.top - window_.bottom) * scale_; }
  // `longitude` is degrees east of the middle.
  Flat at(double longitude, double latitude) const {
    Flat flat = equal_earth(longitude, std::clamp(latitude, -90.0, 90.0));
    return {(flat.x - window_.left) * scale_, (window_.top - flat.y) * scale_};
  }
  // From Greenwich to the middle, within half a turn.
  double from_middle(double longitude) const {
    return std::remainder(longitude - window_.middle, 360.0);
  }

 private:
  const MapWindow& window_;
  double scale_;
};

// Tenths of a unit, one step after the other.
void add_ring(std::string& path, const std::vector<Degrees>& ring, double shift,
              const Drawing& drawing) {
  std::vector<std::pair<long, long>> points;
  double low_x = 1e9, high_x = -1e9, low_y = 1e9, high_y = -1e9;
  for (Degrees each : ring) {
    // What runs beyond the edge of the earth is cut there by the clip path.
    Flat flat = drawing.at(each.longitude + shift, each.latitude);
    low_x = std::min(low_x, flat.x);
    high_x = std::max(high_x, flat.x);
    low_y = std::min(low_y, flat.y);
    high_y = std::max(high_y, flat.y);
    std::pair<long, long> point{std::lround(flat.x * 10), std::lround(flat.y * 10)};
    if (points.empty() || points.back() != point) points.push_back(point);
  }
  bool outside = high_x < 0 || low_x > width || high_y < 0 || low_y > drawing.height();
  if (outside || points.size() < 3) return;
  auto put = std::back_inserter(path);
  fmt::format_to(put, "M{} {}l", points[0].first, points[0].second);
  for (std::size_t i = 1; i < points.size(); ++i) {
    long x = points[i].first - points[i - 1].first, y = points[i].second - points[i - 1].second;
    fmt::format_to(put, "{}{}{}{}", i > 1 && x >= 0 ? " " : "", x, y >= 0 ? " " : "", y);
  }
  path += "z";
}

// A ring wherever the window could show it.
void add_everywhere(std::string& path, const std::vector<Degrees>& ring, const MapWindow& window,
                    const Drawing& drawing) {
  auto [west, east] = std::minmax_element(
      ring.begin(), ring.end(), [](Degrees a, Degrees b) { return a.longitude < b.longitude; });
  for (int turn = -2; turn <= 2; ++turn) {
    double shift = 360.0 * turn - window.middle;
    if (east->longitude + shift <= -180 || west->longitude + shift >= 180) continue;
    add_ring(path, ring, shift, drawing);
  }
}

// The base map and the places on it.
class Ground {
 public:
  Ground(const MapGround& ground, const MapWindow& window, const Drawing& drawing)
      : window_(window), drawing_(drawing) {
    double span = (window.right - window.left) / equal_earth(1, 0).x;  // degrees at the equator
    tolerance_ = window.world ? 0.22 : span / 1600;
    units_.resize(ground.base.units.size());
    Outlines outlines = Outlines::of(ground.base, tolerance_);
    for (std::size_t i = 0; i < outlines.rings.size(); ++i) {
      add_everywhere(units_[outlines.units[i]], outlines.rings[i], window, drawing);
    }
    for (const MapPlace& place : ground.places) {
      for (const PlaceOutline& each : place.outlines) add(place, each);
    }
  }

  // Clip paths, for <defs>.
  const std::string& definitions() const { return definitions_; }
  std::string text() const {
    std::string land;
    for (const std::string& each : units_) land += each;
    return fmt::format("<g transform=\"scale(.1)\"><path class=\"land\" d=\"{}\"/>\n{}</g>\n", land,
                       places_);
  }

 private:
  std::string path_of(const std::vector<std::size_t>& units) const {
    std::string path;
    for (std::size_t unit : units) path += units_[unit];
    return path;
  }

  // An outline is drawn generously and counts on its units only.
  std::string clipped_to(const std::vector<std::size_t>& units) {
    auto [known, fresh] = clips_.emplace(units, clips_.size());
    if (fresh) {
      definitions_ += fmt::format("<clipPath id=\"on-{}\"><path d=\"{}\"/></clipPath>\n",
                                  known->second, path_of(units));
    }
    return fmt::format(" clip-path=\"url(#on-{})\"", known->second);
  }

  void add(const MapPlace& place, const PlaceOutline& outline) {
    std::string path, clip;
    if (outline.rings.empty()) {
      path = path_of(outline.units);
    } else {
      for (const std::vector<Degrees>& ring : Outlines::of(outline.rings, tolerance_).rings) {
        add_everywhere(path, ring, window_, drawing_);
      }
      if (!path.empty() && !outline.at_sea) clip = clipped_to(outline.units);
    }
    if (path.empty()) return;
    places_ += fmt::format("<path {}{} d=\"{}\"><title>{}</title></path>\n",
                           face_of(place.disputed), clip, path, html_text(place.name));
  }

  const MapWindow& window_;
  const Drawing& drawing_;
  double tolerance_ = 0;
  std::vector<std::string> units_;  // path of each
  std::map<std::vector<std::size_t>, std::size_t> clips_;
  std::string definitions_, places_;
};

// The edge of the earth: half a turn from the middle.
std::string earth_path(const Drawing& drawing) {
  std::string path = "M";
  auto put = std::back_inserter(path);
  for (int side : {-1, 1}) {
    for (int i = -90; i <= 90; i += 3) {
      Flat flat = drawing.at(180.0 * side, -side * i);
      fmt::format_to(put, "{:.1f} {:.1f} ", flat.x, flat.y);
    }
  }
  path.back() = 'z';
  return path;
}

struct Mark {
  double x = 0, y = 0;
  std::int64_t rows = 0;
  Conclusion most = Conclusion::yes;
  Counts counts{};
};

Conclusion most_frequent(const Counts& counts) {
  auto most = std::max_element(counts.begin(), counts.end());
  return static_cast<Conclusion>(std::distance(counts.begin(), most));
}

// Cells of so many half degrees, by their place in that grid.
std::map<std::pair<int, int>, Counts> coarse(const std::map<ReportTally::Cell, Counts>& cells,
                                             int halves) {
  std::map<std::pair<int, int>, Counts> out;
  for (const auto& [cell, counts] : cells) {
    Counts& into = out[{cell.south / halves, cell.west / halves}];
    for (std::size_t i = 0; i < into.size(); ++i) into[i] += counts[i];
  }
  return out;
}

int half_degrees(const std::map<ReportTally::Cell, Counts>& cells) {
  int halves = MapWindow::around(cells).world ? 2 : 1;
  while (halves < 6 && coarse(cells, halves).size() > most_marks) halves += halves < 2 ? 1 : 2;
  return halves;
}

std::vector<Mark> marks(const std::map<ReportTally::Cell, Counts>& cells, const Drawing& drawing) {
  int halves = half_degrees(cells);
  std::map<std::pair<int, int>, Counts> merged = coarse(cells, halves);
  std::vector<Mark> out;
  for (const auto& [at, counts] : merged) {
    double latitude = (at.first + 0.5) * halves / 2.0 - 90;
    double longitude = (at.second + 0.5) * halves / 2.0 - 180;
    Flat flat = drawing.at(drawing.from_middle(longitude), latitude);
    out.push_back({flat.x, flat.y, sum(counts), most_frequent(counts), counts});
  }
  // Small marks lie on large ones.
  std::stable_sort(out.begin(), out.end(),
                   [](const Mark& a, const Mark& b) { return a.rows > b.rows; });
  return out;
}

std::string title_of(const Mark& mark, const ReportFaces& faces) {
  std::string words;
  for (Conclusion each : all_conclusions) {
    auto at = static_cast<std::size_t>(each);
    if (mark.counts[at] == 0) continue;
    words += fmt::format("{}{} {}", words.empty() ? "" : ", ", grouped(mark.counts[at]),
                         html_text(faces[at].word));
  }
  return "<title>" + words + "</title>";
}

}  // namespace

std::string place_key(bool disputed) {
  return fmt::format(
      "<svg viewBox=\"0 0 160 160\" aria-hidden=\"true\"><rect {} x=\"10\" y=\"10\" "
      "width=\"140\" height=\"140\"/></svg>",
      face_of(disputed));
}

double cell_degrees(const std::map<ReportTally::Cell, Counts>& cells) {
  return half_degrees(cells) / 2.0;
}

std::string event_map(const std::map<ReportTally::Cell, Counts>& cells, const MapGround* ground,
                      const ReportFaces& faces) {
  if (cells.empty()) return {};
  MapWindow window = MapWindow::around(cells);
  Drawing drawing(window);
  std::vector<Mark> all = marks(cells, drawing);
  std::int64_t rows = 0;
  for (const Mark& each : all) rows += each.rows;

  std::optional<Ground> drawn;
  if (ground != nullptr) drawn.emplace(*ground, window, drawing);

  std::string out = fmt::format(
      "<svg class=\"map\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" "
      "aria-labelledby=\"map-title map-desc\">\n"
      "<title id=\"map-title\">Where the incidents took place, by conclusion</title>\n"
      "<desc id=\"map-desc\">{} rows with coordinates in {} cells of {}&#176;. The tables of "
      "States give the same answers in figures.</desc>\n"
      "<defs><clipPath id=\"earth\"><path d=\"{}\"/></clipPath>\n",
      width, drawing.height(), grouped(rows), grouped(static_cast<std::int64_t>(all.size())),
      cell_degrees(cells), earth_path(drawing));
  if (drawn) out += std::string(hatching) + drawn->definitions();
  out +=
      "</defs>\n<g clip-path=\"url(#earth)\"><rect class=\"sea\" width=\"100%\" "
      "height=\"100%\"/>\n";
  if (drawn) out += drawn->text();
  out += "</g>\n<g class=\"marks\">\n";
  double most = all.empty() ? 1 : static_cast<double>(all.front().rows);
  for (const Mark& each : all) {
    double share = std::sqrt(static_cast<double>(each.rows) / most);
    double radius = std::max(smallest, largest * share);
    out += shape_svg(each.most, faces[static_cast<std::size_t>(each.most)], each.x, each.y, radius,
                     title_of(each, faces));
  }
  return out + "</g>\n</svg>\n";
}

}  // namespace ratione
