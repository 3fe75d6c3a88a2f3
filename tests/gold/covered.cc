// The page of what the record holds, and of the published days that the law reproduces.
#include "coverage/coverage.h"
#include "gold.h"

namespace ratione::gold {

Results<std::string> covered_page(Court& court) {
  const std::string name = "record/published.csv";
  Result<std::string> text = read_file(court.home() + "/" + name);
  if (!text) return tl::unexpected(Errors{text.error()});
  Results<std::vector<PublishedDay>> days = read_published(*text, name, court.record());
  if (!days) return tl::unexpected(std::move(days.error()));
  const Day known = Day::parse(latest).value();
  return coverage_page(
      coverage_of(court.law(), court.record(), court.engine(latest), known, *days));
}

}  // namespace ratione::gold
