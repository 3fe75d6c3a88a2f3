// The sections that are tables of figures.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "report/event_map.h"
#include "report/sections.h"
#include "text/csv.h"

namespace ratione {
namespace {

constexpr std::size_t most_reasons = 20;
constexpr std::size_t most_states = 20;
constexpr std::size_t most_places = 12;
constexpr int most_bars = 80;

// 1, 2, 5, 10 ... years to a bar, so that there are at most most_bars.
int years_to_a_bar(int first, int last) {
  for (int step : {1, 2, 5, 10, 20, 50, 100, 200}) {
    if ((last - first) / step < most_bars) return step;
  }
  return 500;
}

std::string bar_svg(const Counts& counts, double longest, const ReportFaces& faces) {
  std::string out =
      "<svg class=\"bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" "
      "aria-hidden=\"true\">";
  double x = 0;
  for (Conclusion each : all_conclusions) {
    auto at = static_cast<std::size_t>(each);
    double wide = 1000 * static_cast<double>(counts[at]) / longest;
    if (counts[at] > 0) {
      out += fmt::format("<rect class=\"{}\" x=\"{:.1f}\" width=\"{:.1f}\" height=\"10\"/>",
                         faces[at].colour, x, std::max(wide, 1.0));
    }
    x += wide;
  }
  return out + "</svg>";
}

std::string state_name(const ReportSources& sources, const std::string& code) {
  if (code.starts_with('@')) {
    std::string id = code.substr(1);
    const PlaceEntry* place = sources.atlas.get(id);
    const PlaceEntry* whose = sources.atlas.attributed(id);
    bool nobody = whose == nullptr || whose->attributions.empty();
    return fmt::format("{} <span class=\"code\">{}</span>",
                       html_text(place == nullptr ? id : place->name),
                       nobody ? "no State" : "no one State");
  }
  std::optional<StateCode> state = StateCode::parse(code);
  if (!state) return html_text(code);
  std::string name = sources.record.states().name(*state);
  return fmt::format("{} <span class=\"code\">{}</span>", html_text(name), html_text(code));
}

// By rows, most first; then by name.
template <class Map>
std::vector<typename Map::const_pointer> by_rows(const Map& map) {
  std::vector<typename Map::const_pointer> out;
  for (const auto& each : map) out.push_back(&each);
  std::stable_sort(out.begin(), out.end(),
                   [](auto a, auto b) { return sum(a->second) > sum(b->second); });
  return out;
}

std::string cell_words(double degrees) {
  return degrees < 1    ? "half a degree"
         : degrees == 1 ? "one degree"
                        : fmt::format("{:.0f} degrees", degrees);
}

std::string states_table(std::string_view caption, std::size_t most, const AnswerTables& tables,
                         const ReportSources& sources) {
  HtmlTable table(caption, count_columns({{"State"}}, sources.faces));
  for (const auto* entry : by_rows(tables.by_state)) {
    if (most-- == 0) break;
    std::vector<std::string> row{state_name(sources, entry->first)};
    add_counts(row, entry->second);
    table.row(row);
  }
  return table.text() +
         "<p class=\"note\">A row with several places counts for each of their States; a row that "
         "could not be read for none.</p>\n";
}

}  // namespace

std::vector<HtmlColumn> count_columns(std::vector<HtmlColumn> first, const ReportFaces& faces) {
  first.push_back({"Rows", true});
  for (const ReportFace& face : faces) first.push_back({face_head(face), true});
  return first;
}

void add_counts(std::vector<std::string>& cells, const Counts& counts) {
  cells.push_back(grouped(sum(counts)));
  for (std::int64_t each : counts) cells.push_back(grouped(each));
}

std::string years_section(const ReportFacts& facts, const ReportFaces& faces) {
  if (facts.by_year.empty()) return {};
  int first = facts.by_year.begin()->first, last = facts.by_year.rbegin()->first;
  int step = years_to_a_bar(first, last);
  std::map<int, Counts> bars;
  // Years without rows have their place, too.
  for (int year = first - first % step; year <= last; year += step) bars[year];
  for (const auto& [year, counts] : facts.by_year) {
    Counts& into = bars[year - year % step];
    for (std::size_t i = 0; i < into.size(); ++i) into[i] += counts[i];
  }
  std::int64_t longest = 1;
  for (const auto& [year, counts] : bars) longest = std::max(longest, sum(counts));

  std::vector<HtmlColumn> columns = count_columns({{"Year"}, {"Rows by conclusion"}}, faces);
  columns[1].head = "<span class=\"word\">Rows by conclusion</span>";
  HtmlTable table("Rows by the year of their first day", std::move(columns), "years");
  for (const auto& [year, counts] : bars) {
    std::vector<std::string> cells{
        step == 1 ? fmt::format("{}", year) : fmt::format("{}–{}", year, year + step - 1),
        bar_svg(counts, static_cast<double>(longest), faces)};
    add_counts(cells, counts);
    table.row(cells);
  }
  return "<section><h2>By year</h2>\n" + table.text() + "</section>\n";
}

namespace {

// The names of the places that look alike on the map.
std::string names_of(const MapGround& ground, bool disputed) {
  std::vector<std::string> names;
  for (const MapPlace& place : ground.places) {
    if (place.disputed == disputed) names.push_back(html_text(place.name));
  }
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < most_places; ++i) {
    out += (i == 0 ? "" : ", ") + names[i];
  }
  if (names.size() > most_places) out += fmt::format(" and {} more", names.size() - most_places);
  return out;
}

std::string legend(const MapGround* ground, const ReportFaces& faces) {
  std::string keys, names;
  auto key = [&](const std::string& drawn, std::string_view words) {
    keys += fmt::format("<span class=\"key\">{}{}</span> ", drawn, words);
  };
  for (Conclusion each : all_conclusions) {
    const ReportFace& face = faces[static_cast<std::size_t>(each)];
    key("<svg viewBox=\"0 0 16 16\" aria-hidden=\"true\">" + shape_svg(each, face, 8, 8, 6) +
            "</svg>",
        face_html(face));
  }
  for (bool disputed : {true, false}) {
    std::string alike = ground == nullptr ? "" : names_of(*ground, disputed);
    if (alike.empty()) continue;
    key(place_key(disputed), disputed ? "disputed place" : "region");
    names +=
        (disputed ? "Hatched, because in some of these years another State claimed it, or whose it "
                    "is turns on a reading of the law: "
                  : "With a broken line round them, regions of the atlas in which rows lie: ") +
        alike + ". ";
  }
  return "<span class=\"legend\">" + keys + "</span> " + names;
}

// From the first to the last year in which rows lie.
Span days_of(const ReportFacts& facts) {
  if (facts.by_year.empty()) return Span::always();
  Result<Day> from = Day::from_ymd(facts.by_year.begin()->first, 1, 1);
  Result<Day> until = Day::from_ymd(facts.by_year.rbegin()->first + 1, 1, 1);
  return {from ? *from : Day::first(), until ? *until : Day::never()};
}

}  // namespace

std::string places_section(const ReportFacts& facts, const AnswerTables& tables,
                           const ReportSources& sources) {
  std::string out = "<section><h2>By place</h2>\n";
  const std::map<ReportTally::Cell, Counts>& cells = facts.tally.cells();
  if (!cells.empty()) {
    std::optional<MapGround> ground = MapGround::read(days_of(facts), tables.by_territory, sources);
    const MapGround* shown = ground ? &*ground : nullptr;
    out += "<figure>\n" + event_map(cells, shown, sources.faces) + "<figcaption>" +
           legend(shown, sources.faces);
    out += fmt::format(
        "One mark for each cell of {}: its shape and colour are those of the most "
        "frequent conclusion there, its area grows with the number of rows. {}Equal Earth "
        "projection.</figcaption>\n</figure>\n",
        cell_words(cell_degrees(cells)),
        ground ? "Outlines: Natural Earth 1:10 million and the atlas's own, made coarser, for "
                 "orientation only. Borders are drawn by who holds a place, not by whose it is; "
                 "the answers follow the atlas. "
               : "");
  }
  if (tables.by_state.empty()) return cells.empty() ? "" : out + "</section>\n";
  std::size_t states = tables.by_state.size();
  bool all = states <= most_states;
  out += states_table(all ? "Rows by whose territory the place was on that day"
                          : fmt::format("The {} States with most rows, by whose territory the "
                                        "place was on that day",
                                        most_states),
                      all ? states : most_states, tables, sources);
  if (!all) {
    out += fmt::format(
        "<p class=\"note\">All {} stand in the <a href=\"#states\">last table</a>.</p>", states);
  }
  return out + "</section>\n";
}

std::string all_states_section(const AnswerTables& tables, const ReportSources& sources) {
  if (tables.by_state.size() <= most_states) return {};
  return "<section id=\"states\"><h2>All States</h2>\n" +
         states_table("Rows by whose territory the place was on that day", tables.by_state.size(),
                      tables, sources) +
         "</section>\n";
}

std::string bases_section(const AnswerTables& tables, const ReportSources& sources) {
  std::string out = "<section><h2>Bases</h2>\n";
  if (tables.by_basis.empty()) {
    return out + "<p>No row has a basis of jurisdiction.</p></section>\n";
  }
  HtmlTable table("Bases of jurisdiction, and the State through which each holds",
                  count_columns({{"Basis"}, {"State"}}, sources.faces));
  for (const auto* entry : by_rows(tables.by_basis)) {
    const AnswerTables::Basis& basis = entry->first;
    std::vector<std::string> row{fmt::format("{} <span class=\"code\">{}</span>",
                                             html_text(basis.kind), html_text(basis.citation)),
                                 basis.state.empty() ? "–" : state_name(sources, basis.state)};
    add_counts(row, entry->second);
    table.row(row);
  }
  return out + table.text() +
         "<p class=\"note\">A row counts for each basis that it has. Under a conclusion other than "
         "yes the basis is one that may hold.</p></section>\n";
}

std::string reasons_section(const ReportFacts& facts, const AnswerTables& tables,
                            const ReportFaces& faces) {
  if (tables.by_reason.empty()) return {};
  std::vector<std::pair<const AnswerTables::Reason*, std::int64_t>> reasons;
  for (const auto& [reason, rows] : tables.by_reason) reasons.emplace_back(&reason, rows);
  std::stable_sort(reasons.begin(), reasons.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  bool all = reasons.size() <= most_reasons;
  HtmlTable table(all ? "Why the rows got their conclusion"
                      : fmt::format("The {} most frequent of {} reasons", most_reasons,
                                    grouped(static_cast<std::int64_t>(reasons.size()))),
                  {{"Conclusion"}, {"Reason"}, {"Rows", true}}, "texts");
  std::int64_t shown = 0;
  for (std::size_t i = 0; i < reasons.size() && i < most_reasons; ++i) {
    auto [reason, rows] = reasons[i];
    table.row({face_html(faces[static_cast<std::size_t>(reason->conclusion)]),
               html_input(reason->text), grouped(rows)});
    shown += rows;
  }
  std::string out = "<section><h2>Reasons</h2>\n" + table.text();
  std::int64_t others = facts.rows - facts.unreadable - shown;
  if (others > 0) {
    out += fmt::format(
        "<p class=\"note\">{} more rows have other reasons; each row's reason stands "
        "in the output.</p>",
        grouped(others));
  }
  return out + "</section>\n";
}

std::string unreadable_section(const ReportFacts& facts) {
  if (facts.unreadable == 0) return {};
  const std::set<UnreadableRow>& rows = facts.tally.unreadable();
  bool several = facts.inputs.size() > 1;
  auto any = [&](std::int64_t UnreadableRow::*number) {
    return std::any_of(rows.begin(), rows.end(),
                       [&](const UnreadableRow& row) { return row.*number > 0; });
  };
  bool lines = any(&UnreadableRow::line), numbers = any(&UnreadableRow::row);
  std::vector<HtmlColumn> columns;
  if (lines) columns.push_back({"Line"});
  if (numbers) columns.push_back({"Row"});
  columns.push_back({"Id"});
  columns.push_back({"Why"});
  if (several) columns.push_back({"File"});
  std::string caption =
      rows.size() < static_cast<std::size_t>(facts.unreadable)
          ? fmt::format("The first {} of {} rows that could not be read", rows.size(),
                        grouped(facts.unreadable))
          : fmt::format("{} rows that could not be read", grouped(facts.unreadable));
  HtmlTable table(caption, std::move(columns), "texts");
  for (const UnreadableRow& row : rows) {
    std::string_view why = row.reason;
    constexpr std::string_view said = "unreadable: ";
    if (why.starts_with(said)) why.remove_prefix(said.size());
    std::vector<std::string> cells;
    if (lines) cells.push_back(row.line > 0 ? grouped(row.line) : "–");
    if (numbers) cells.push_back(row.row > 0 ? grouped(row.row) : "–");
    cells.push_back(row.id.empty() ? "–" : html_input(row.id, 60));
    cells.push_back(html_input(why));
    if (several) cells.push_back(html_input(row.file));
    table.row(cells);
  }
  return "<section><h2>Rows that could not be read</h2>\n<p>They are kept in the output, "
         "undetermined, and counted as such above.</p>\n" +
         table.text() + "</section>\n";
}

}  // namespace ratione
