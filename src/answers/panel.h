// File: answers/panel.h
//
// A panel of States for statistics (panel/panel.h), as it is asked for in words.
//
//   PanelAnswer answer = panel(desk, {.instruments = {"lakes"}, .from = "1998", .out = "p.csv"});
//
// It ends with the day of knowledge: what lies ahead is no data.
#pragma once

#include <string>
#include <vector>

#include "answers/desk.h"
#include "panel/panel.h"

namespace ratione::answers {

struct PanelQuestion {
  std::vector<std::string> instruments;
  std::string from, to;  // years or days, both inside; `to` empty: the day of knowledge
  std::string every = "year";
  std::string known, out;
};

struct PanelAnswer {
  PanelWritten written;
  std::vector<const LawInstrument*> instruments;
  Day from, to, known;  // to: the last day inside
  Every every;
  std::vector<std::string> beyond;
};

PanelAnswer panel(Desk& desk, const PanelQuestion& asked);
Json json_of(Desk& desk, const PanelAnswer& answer);

}  // namespace ratione::answers
