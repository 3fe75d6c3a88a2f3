// File: atlas/geometry/grid_point.h
//
// A point of the earth on a fixed grid of 1e-7 degree (11 mm along a meridian).
// Every vertex of the atlas and every point that is asked about lies on it, so
// that "left or right of this edge" is integer arithmetic and has one answer.
//
//   GridPoint p = grid_point(34.1, 44.95).value();   // longitude, latitude: x 341000000
//
// Guarantees: a degree is rounded to the nearest step of the grid; longitude
// 180 is -180; at a pole every longitude is the same point. Not a point: NaN,
// infinity, a latitude beyond 90, a longitude beyond 180.
#pragma once

#include <bit>
#include <cstdint>
#include <optional>

namespace ratione {

inline constexpr std::int32_t steps_per_degree = 10'000'000;
inline constexpr std::int32_t steps_90 = 90 * steps_per_degree;
inline constexpr std::int32_t steps_180 = 180 * steps_per_degree;
inline constexpr std::int64_t steps_360 = 360LL * steps_per_degree;

struct GridPoint {
  std::int32_t x = 0;  // longitude, east is positive
  std::int32_t y = 0;  // latitude, north is positive

  friend constexpr bool operator==(GridPoint, GridPoint) = default;
};

// The same point under one name: -180 for 180, and one longitude at a pole.
constexpr GridPoint one_name(GridPoint p) {
  bool other = (p.x == steps_180) | (p.y == steps_90) | (p.y == -steps_90);
  return {other ? -steps_180 : p.x, p.y};
}

constexpr bool on_earth(double longitude, double latitude) {
  return (longitude >= -180.0) & (longitude <= 180.0) & (latitude >= -90.0) & (latitude <= 90.0);
}

// The nearest step, ties to even: adding 1.5 * 2^52 leaves the whole number in
// the low bits of the sum. Only for what is on earth.
inline std::int32_t nearest_step(double degrees) {
  return static_cast<std::int32_t>(
      std::bit_cast<std::int64_t>(degrees * steps_per_degree + 6755399441055744.0));
}

// 180 stays 180 here, as outlines need it.
inline GridPoint rounded(double longitude, double latitude) {
  return {nearest_step(longitude), nearest_step(latitude)};
}

inline std::optional<GridPoint> vertex_at(double longitude, double latitude) {
  if (!on_earth(longitude, latitude)) return std::nullopt;
  return rounded(longitude, latitude);
}

inline std::optional<GridPoint> grid_point(double longitude, double latitude) {
  std::optional<GridPoint> point = vertex_at(longitude, latitude);
  if (point) point = one_name(*point);
  return point;
}

inline double degrees(std::int64_t steps) { return static_cast<double>(steps) / steps_per_degree; }

}  // namespace ratione
