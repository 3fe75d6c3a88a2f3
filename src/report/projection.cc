#include "report/projection.h"

#include <algorithm>
#include <bitset>
#include <cmath>
#include <numbers>

namespace ratione {
namespace {

constexpr double radian = std::numbers::pi / 180;

// Beyond these a part of the earth is no smaller than the whole.
constexpr double most_wide = 110, most_high = 75;
// So that a single town is shown with the countries around it.
constexpr double least_wide = 24, least_high = 16;

// The longest run of empty half degrees, as the first column after it and the
// number of columns that are left.
std::pair<int, int> columns_in_use(const std::map<ReportTally::Cell, Counts>& cells) {
  std::bitset<720> used;
  for (const auto& [cell, counts] : cells) used.set(static_cast<std::size_t>(cell.west));
  int longest = 0, after = 0, run = 0;
  for (int i = 0; i < 2 * 720; ++i) {
    if (used.test(static_cast<std::size_t>(i % 720))) {
      run = 0;
    } else if (++run > longest && run <= 720) {
      longest = run;
      after = (i + 1) % 720;
    }
  }
  return {after, 720 - longest};
}

}  // namespace

Flat equal_earth(double longitude, double latitude) {
  constexpr double a1 = 1.340264, a2 = -0.081106, a3 = 0.000893, a4 = 0.003796;
  double lambda = longitude * radian;
  double theta = std::asin(std::numbers::sqrt3 / 2 * std::sin(latitude * radian));
  double t2 = theta * theta;
  double t6 = t2 * t2 * t2;
  double x = 2 * std::numbers::sqrt3 * lambda * std::cos(theta) /
             (3 * (9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1));
  double y = theta * (a4 * t6 * t2 + a3 * t6 + a2 * t2 + a1);
  return {x, y};
}

MapWindow MapWindow::around(const std::map<ReportTally::Cell, Counts>& cells) {
  MapWindow window;
  // The ice around the South Pole only when something happened there.
  double south = -57, north = 84;
  if (!cells.empty()) {
    double lowest = cells.begin()->first.south / 2.0 - 90;
    double highest = cells.rbegin()->first.south / 2.0 - 90 + 0.5;
    auto [first, width] = columns_in_use(cells);
    double wide = width / 2.0, high = highest - lowest;
    if (wide <= most_wide && high <= most_high) {
      window.world = false;
      window.middle = std::remainder(first / 2.0 - 180 + wide / 2, 360.0);
      double center = std::clamp((lowest + highest) / 2, -80.0, 80.0);
      double half_high = std::max(least_high, high * 1.2) / 2;
      double half_wide = std::max(least_wide, wide * 1.2) / 2;
      south = std::max(-90.0, center - half_high);
      north = std::min(90.0, center + half_high);
      // Where the parallels are longest the window is widest.
      double nearest = south <= 0 && north >= 0 ? 0 : std::min(std::abs(south), std::abs(north));
      double room = equal_earth(half_wide, nearest).x;
      window.bottom = equal_earth(0, south).y;
      window.top = equal_earth(0, north).y;
      // Neither a ribbon nor a tower.
      double tall = window.top - window.bottom;
      room = std::max(room, tall * 0.7);
      if (tall < room) {
        double more = (room - tall) / 2;
        window.bottom -= more;
        window.top += more;
      }
      window.left = -room;
      window.right = room;
      return window;
    }
    south = std::min(south, lowest);
    north = std::max(north, highest);
  }
  window.left = equal_earth(-180, 0).x;
  window.right = equal_earth(180, 0).x;
  window.bottom = equal_earth(0, south).y;
  window.top = equal_earth(0, north).y;
  return window;
}

}  // namespace ratione
