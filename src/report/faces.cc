#include "report/faces.h"

#include <fmt/format.h>

#include "report/html.h"

namespace ratione {

std::string face_html(const ReportFace& face) {
  return fmt::format("<span class=\"verdict {}\"><span aria-hidden=\"true\">{}</span> {}</span>",
                     face.colour, html_text(face.mark), html_text(face.word));
}

std::string face_head(const ReportFace& face) {
  return fmt::format(
      "<span class=\"verdict {}\"><span aria-hidden=\"true\">{}</span> "
      "<span class=\"word\">{}</span></span>",
      face.colour, html_text(face.mark), html_text(face.word));
}

std::string shape_svg(Conclusion conclusion, const ReportFace& face, double x, double y,
                      double radius, std::string_view inside) {
  std::string shape;
  switch (conclusion) {
    case Conclusion::yes:
      shape = fmt::format("circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"", x, y, radius);
      break;
    case Conclusion::no:
      shape = fmt::format("rect x=\"{0:.1f}\" y=\"{1:.1f}\" width=\"{2:.1f}\" height=\"{2:.1f}\"",
                          x - radius * 0.89, y - radius * 0.89, radius * 1.78);
      break;
    case Conclusion::undetermined:
      shape = fmt::format("path d=\"M{:.1f} {:.1f}l{:.1f} {:.1f}h{:.1f}z\"", x, y - radius * 1.3,
                          radius * 1.25, radius * 2.1, -radius * 2.5);
      break;
    case Conclusion::disputed:
      shape = fmt::format(
          "path d=\"M{0:.1f} {1:.1f}l{2:.1f} {2:.1f}l-{2:.1f} {2:.1f}l-{2:.1f} "
          "-{2:.1f}z\"",
          x, y - radius * 1.25, radius * 1.25);
      break;
  }
  return fmt::format("<{} class=\"{}\">{}</{}>\n", shape, face.colour, inside,
                     shape.substr(0, shape.find(' ')));
}

}  // namespace ratione
