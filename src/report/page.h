// File: report/page.h
//
// A screening as one page of HTML, to be read, printed and filed: what was
// asked, the answers by conclusion, place, year and basis, why, what could not
// be read, the law that was applied and the limits of the answer.
//
//   std::string page = report_page(facts, sources);
//
// Guarantees: valid UTF-8; nothing of it is loaded from elsewhere, and it holds
// no script; whatever comes from the input is text, never markup; the same
// facts give the same bytes.
#pragma once

#include <string>

#include "engine/applied_law.h"
#include "report/faces.h"
#include "report/facts.h"

namespace ratione {

struct ReportSources : AppliedLaw {
  ReportFaces faces;
  // Outlines: the base map's file, and the folder of base.csv and overlays/. A
  // map is drawn without what is not there.
  std::string base_map, atlas_folder;
};

std::string report_page(const ReportFacts& facts, const ReportSources& sources);

}  // namespace ratione
