// File: coverage/coverage.h
//
// What the record holds of each instrument, and whether the law makes of it the
// days that were published.
//
//   Results<std::vector<PublishedDay>> days = read_published(text, "record/published.csv", record);
//   Coverage coverage = coverage_of(law, record, engine, *days);
//   coverage_page(coverage)   // docs/coverage.md
//
// A published day agrees when an act of that State of that day takes effect on it, or
// comes to the outcome that the source gives. Compared are instruments that have law;
// of the others the days are counted as they stand.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.h"
#include "law/typed/law.h"
#include "record/record.h"

namespace ratione {

// A day that a depositary, a court or a register published: a row of
// record/published.csv.
struct PublishedDay {
  std::string instrument;            // its slug
  StateCode state;                   // none: whoever acted that day; or the whole treaty
  std::string act;                   // kind of the act
  std::optional<DayRange> received;  // none: not published; without a State, the whole treaty
  std::optional<Day> effect;         // only with an outcome that gives one
  std::string outcome;               // as DateRow's
  std::string source;
  bool confirmed = false;
  Place place;
};

// Errors: faults of the file; an instrument or a State that the record does not know.
Results<std::vector<PublishedDay>> read_published(std::string_view text, const std::string& file,
                                                  const Record& record);

struct ComparedDay {
  enum class Finding { agrees, differs, not_on_record };
  const PublishedDay* published = nullptr;
  Finding finding = Finding::not_on_record;
  std::string computed;  // "2002-07-01", "never"; several with "; "
};

struct InstrumentCoverage {
  const Instrument* instrument = nullptr;
  bool has_law = false;
  std::size_t acts = 0;         // corrections not counted
  std::size_t kind_known = 0;   // of the acts: not just `consent`
  std::size_t unconfirmed = 0;  // of the acts
  std::optional<Day> first, last;
  std::size_t published = 0, agreeing = 0;
  std::vector<ComparedDay> differing;  // those that do not agree
};

struct Coverage {
  Day known;
  std::vector<InstrumentCoverage> instruments;  // in the order of their slugs
  std::size_t acts = 0, published = 0, compared = 0, agreeing = 0;
};

// Of all that is on record by the day that the engine knows. `days` must outlive it.
Coverage coverage_of(const Law& law, const Record& record, Engine& engine, Day known,
                     const std::vector<PublishedDay>& days);

// A page in Markdown.
std::string coverage_page(const Coverage& coverage);
std::string_view text_of(ComparedDay::Finding finding);

}  // namespace ratione
