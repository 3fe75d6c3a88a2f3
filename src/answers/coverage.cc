#include "answers/coverage.h"

#include <filesystem>

#include "text/csv.h"

namespace ratione::answers {

namespace {

constexpr const char* published_file = "published.csv";

Json day_or_null(const std::optional<Day>& day) { return day ? Json(day->iso()) : Json(nullptr); }

Json json_of(const ComparedDay& day) {
  const PublishedDay& published = *day.published;
  return Json{{"state", published.state.none() ? Json(nullptr) : Json(published.state.text())},
              {"act", published.act},
              {"received", iso_or_null(published.received)},
              {"published", published.effect ? published.effect->iso() : published.outcome},
              {"computed", day.computed.empty() ? Json(nullptr) : Json(day.computed)},
              {"finding", text_of(day.finding)},
              {"source", published.source}};
}

}  // namespace

CoverageAnswer coverage(Desk& desk, const std::string& known) {
  CoverageAnswer answer;
  const Day day = desk.known(known);
  const std::string file = desk.folder("record") + "/" + published_file;
  std::error_code ignored;
  if (std::filesystem::exists(file, ignored)) {
    Result<std::string> text = read_file(file);
    if (!text) broken({text.error()});
    Results<std::vector<PublishedDay>> days = read_published(*text, file, desk.record());
    if (!days) broken(std::move(days.error()));
    answer.days = std::move(*days);
  }
  answer.coverage = coverage_of(desk.law(), desk.record(), desk.engine(day), day, answer.days);
  return answer;
}

Json json_of(Desk& desk, const CoverageAnswer& answer) {
  Json all = Json::array();
  for (const InstrumentCoverage& each : answer.coverage.instruments) {
    const Instrument& instrument = *each.instrument;
    const bool complete = instrument.complete_to != Day::first();
    Json differing = Json::array();
    for (const ComparedDay& day : each.differing) differing.push_back(json_of(day));
    all.push_back(
        Json{{"instrument", instrument.slug},
             {"title", instrument.title},
             {"acts", each.acts},
             {"kind_known", each.kind_known},
             {"unconfirmed", each.unconfirmed},
             {"first", day_or_null(each.first)},
             {"last", day_or_null(each.last)},
             {"complete_to", complete ? Json(instrument.complete_to.iso()) : Json(nullptr)},
             {"complete_source", complete ? Json(instrument.complete_source) : Json(nullptr)},
             {"law", each.has_law},
             {"published", each.published},
             {"agreeing", each.has_law ? Json(each.agreeing) : Json(nullptr)},
             {"differing", std::move(differing)}});
  }
  return Json{{"known", answer.coverage.known.iso()},   {"acts", answer.coverage.acts},
              {"published", answer.coverage.published}, {"compared", answer.coverage.compared},
              {"agreeing", answer.coverage.agreeing},   {"instruments", std::move(all)},
              {"made_with", desk.made_with()}};
}

std::string csv_of(Desk&, const CoverageAnswer& answer) {
  std::string out = csv_line({"instrument", "acts", "kind_known", "unconfirmed", "first", "last",
                              "complete_to", "complete_source", "law", "published", "agreeing"});
  for (const InstrumentCoverage& each : answer.coverage.instruments) {
    const Instrument& instrument = *each.instrument;
    out += csv_line({instrument.slug, std::to_string(each.acts), std::to_string(each.kind_known),
                     std::to_string(each.unconfirmed), each.first ? each.first->iso() : "",
                     each.last ? each.last->iso() : "",
                     instrument.complete_to == Day::first() ? "" : instrument.complete_to.iso(),
                     instrument.complete_source, each.has_law ? "yes" : "no",
                     std::to_string(each.published),
                     each.has_law ? std::to_string(each.agreeing) : ""});
  }
  return out;
}

}  // namespace ratione::answers
