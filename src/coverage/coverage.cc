#include "coverage/coverage.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "errors/quoted.h"
#include "record/fields.h"
#include "text/csv.h"

namespace ratione {

namespace {

// An act that makes a State's consent known, and says no more: a kind of the
// contract of the command line.
constexpr std::string_view kind_not_known = "consent";

bool is_of(const DateRow& row, const PublishedDay& day) {
  if (day.state.none() && !day.received) return row.state.none() && row.kind == day.act;
  if (!day.state.none() && row.state != day.state) return false;
  return !day.received || row.deposited == day.received;
}

std::string said_of(const DateRow& row) {
  return row.effective ? row.effective->iso() : row.outcome;
}

bool agrees(const DateRow& row, const PublishedDay& day) {
  if (day.effect) return row.effective == DayRange::on(*day.effect);
  return row.outcome == day.outcome;
}

ComparedDay compared(const std::vector<DateRow>& rows, const PublishedDay& day) {
  ComparedDay out{&day, ComparedDay::Finding::not_on_record, ""};
  // Of several acts of one day, that of the published kind; a source that does not say
  // which kind it was, and a record that does not, leave any.
  bool of_its_kind = false;
  for (const DateRow& row : rows) {
    of_its_kind |= day.received && is_of(row, day) && row.kind == day.act;
  }
  for (const DateRow& row : rows) {
    if (!is_of(row, day) || (of_its_kind && row.kind != day.act)) continue;
    if (agrees(row, day)) return {&day, ComparedDay::Finding::agrees, said_of(row)};
    out.finding = ComparedDay::Finding::differs;
    const std::string said = said_of(row);
    if (out.computed.find(said) != std::string::npos) continue;
    out.computed += (out.computed.empty() ? "" : "; ") + said;
  }
  return out;
}

std::string cell(std::string text) {
  for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) {
    text.replace(at, 1, "\\|");
  }
  return text;
}

std::string of_total(std::size_t part, std::size_t all) {
  return part == all ? "all" : fmt::format("{} of {}", part, all);
}

std::string act_words(const PublishedDay& day) {
  std::string kind = day.act;
  std::replace(kind.begin(), kind.end(), '_', ' ');
  if (!day.state.none()) kind = day.state.text() + " " + kind;
  return day.received ? fmt::format("{} of {}", kind, day.received->iso()) : kind;
}

}  // namespace

Results<std::vector<PublishedDay>> read_published(std::string_view text, const std::string& file,
                                                  const Record& record) {
  const std::vector<std::string> columns = {"instrument", "state",   "act",    "received",
                                            "effect",     "outcome", "source", "confirmed"};
  Results<Csv> table = read_csv(text, file, columns);
  if (!table) return tl::unexpected(std::move(table.error()));
  Errors faults;
  only_columns(*table, columns, faults);
  std::vector<PublishedDay> days;
  days.reserve(table->rows.size());
  for (const CsvRow& row : table->rows) {
    Fields f(row, faults);
    PublishedDay day;
    day.instrument = f.required("instrument", "the instrument's slug");
    if (!day.instrument.empty() && record.instrument(day.instrument) == nullptr) {
      f.fault(Code::instrument_not_listed, "instrument",
              fmt::format("{} has no row in instruments.csv; correct it, or add one.",
                          quoted(day.instrument)));
    }
    day.state = f.state("state", &record.states());
    day.act = f.required("act", "the kind of the act");
    day.received = f.range("received");
    day.effect = f.day("effect");
    day.outcome = f.required("outcome", "in_force, pending, never, revoked, disputed or no_effect");
    day.source = f.text("source");
    day.confirmed = f.yes_no("confirmed").value_or(false);
    day.place = row.place();
    days.push_back(std::move(day));
  }
  if (!faults.empty()) {
    order_by_place(faults);
    return tl::unexpected(std::move(faults));
  }
  return days;
}

std::string_view text_of(ComparedDay::Finding finding) {
  switch (finding) {
    case ComparedDay::Finding::agrees:
      return "agrees";
    case ComparedDay::Finding::differs:
      return "differs";
    case ComparedDay::Finding::not_on_record:
      return "not on record";
  }
  return "";
}

Coverage coverage_of(const Law& law, const Record& record, Engine& engine, Day known,
                     const std::vector<PublishedDay>& days) {
  Coverage coverage{known, {}, 0, 0, 0, 0};
  for (const Instrument& each : record.instruments()) {
    InstrumentCoverage one;
    one.instrument = &each;
    const LawInstrument* instrument = law.instrument(each.slug);
    one.has_law = instrument != nullptr;
    for (const Act& act : record.acts(each.slug)) {
      if (!act.corrects.empty() || known < act.known) continue;
      ++one.acts;
      one.kind_known += act.kind != kind_not_known;
      one.unconfirmed += !act.confirmed;
      if (!one.first || act.day.lo < *one.first) one.first = act.day.lo;
      if (!one.last || *one.last < act.day.hi) one.last = act.day.hi;
    }
    std::vector<DateRow> rows;
    bool asked = false;
    for (const PublishedDay& day : days) {
      if (day.instrument != each.slug) continue;
      ++one.published;
      if (!one.has_law) continue;
      if (!std::exchange(asked, true)) rows = engine.dates(*instrument);
      ComparedDay result = compared(rows, day);
      if (result.finding == ComparedDay::Finding::agrees) {
        ++one.agreeing;
      } else {
        one.differing.push_back(std::move(result));
      }
    }
    coverage.acts += one.acts;
    coverage.published += one.published;
    coverage.agreeing += one.agreeing;
    if (one.has_law) coverage.compared += one.published;
    coverage.instruments.push_back(std::move(one));
  }
  return coverage;
}

std::string coverage_page(const Coverage& coverage) {
  std::string rows, differing;
  std::size_t with_acts = 0;
  for (const InstrumentCoverage& each : coverage.instruments) {
    const Instrument& instrument = *each.instrument;
    if (each.acts == 0) continue;
    ++with_acts;
    rows += fmt::format(
        "| {} | {} | {} | {} | {} to {} | {} | {} | {} |\n", instrument.slug, each.acts,
        of_total(each.kind_known, each.acts), each.unconfirmed, each.first->iso(), each.last->iso(),
        instrument.complete_to == Day::first() ? "no day" : instrument.complete_to.iso(),
        cell(instrument.complete_source),
        each.published == 0 ? "none"
        : each.has_law      ? of_total(each.agreeing, each.published)
                            : fmt::format("{}, no law yet", each.published));
    for (const ComparedDay& day : each.differing) {
      differing +=
          fmt::format("| {} | {} | {} | {} | {} |\n", instrument.slug, act_words(*day.published),
                      day.published->effect ? day.published->effect->iso() : day.published->outcome,
                      day.finding == ComparedDay::Finding::differs ? day.computed : "not on record",
                      cell(day.published->source));
    }
  }
  std::string empty;
  for (const InstrumentCoverage& each : coverage.instruments) {
    if (each.acts == 0) empty += (empty.empty() ? "" : ", ") + each.instrument->slug;
  }
  return fmt::format(
      "# What the record holds\n\n"
      "Of each instrument: its acts, of how many the kind is known, how many no document "
      "confirms, the first and the last day, up to which day the record holds every act that its "
      "source knew, and how many published days the law reproduces. {} instruments, {} acts; {} "
      "published days, of which {} are of instruments that have law, and {} of these agree.\n\n"
      "As known on {}. Generated by `ratione record coverage` and `write_gold`; a test holds it "
      "to them.\n\n"
      "| instrument | acts | kind known | unconfirmed | days | complete to | source | published "
      "days that agree |\n|---|---|---|---|---|---|---|---|\n{}\n"
      "No act on record, so that nothing is known of who did what: {}.\n\n"
      "## Published days that do not agree\n\n{}",
      with_acts, coverage.acts, coverage.published, coverage.compared, coverage.agreeing,
      coverage.known.iso(), rows, empty.empty() ? "none" : empty,
      differing.empty() ? "None.\n"
                        : "| instrument | act | published | computed | source |\n"
                          "|---|---|---|---|---|\n" +
                              differing);
}

}  // namespace ratione
