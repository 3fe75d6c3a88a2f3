// File: report/faces.h
//
// Word, mark and colour of each conclusion, handed in by the program, so that a
// page and a terminal show the same. On a page each has a shape besides, for
// maps and for readers who do not tell the colours apart.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "engine/verdict.h"

namespace ratione {

struct ReportFace {
  std::string_view word;
  std::string_view mark;
  std::string_view colour;  // "green", "red", "yellow", "violet"
};

// In the order of Conclusion.
using ReportFaces = std::array<ReportFace, 4>;

inline constexpr std::array<Conclusion, 4> all_conclusions = {
    Conclusion::yes, Conclusion::no, Conclusion::undetermined, Conclusion::disputed};

// "<span class="verdict green">✓ yes</span>"
std::string face_html(const ReportFace& face);
// A head of a column: the mark, and the word where there is room.
std::string face_head(const ReportFace& face);

// A shape around a point of a drawing, `radius` wide to each side: circle,
// square, triangle, diamond. `inside` is markup for its title.
std::string shape_svg(Conclusion conclusion, const ReportFace& face, double x, double y,
                      double radius, std::string_view inside = {});

}  // namespace ratione
