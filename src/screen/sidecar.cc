#include "screen/sidecar.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "errors/quoted.h"
#include "text/csv.h"

namespace ratione {

using Json = nlohmann::ordered_json;

std::string sidecar_name(const std::string& out) { return out + ".ratione.json"; }

std::string sidecar_text(const ScreenReport& report, const std::string& law_head,
                         const std::string& record_head, const LedgerNamed& ledger) {
  Json columns = Json::object();
  for (std::size_t word = 0; word < words; ++word) {
    int at = report.map.at[word];
    if (at < 0) continue;
    columns[std::string(name_of(static_cast<Word>(word)))] =
        report.output_columns[static_cast<std::size_t>(at)];
  }
  Json renamed = Json::object();
  for (std::size_t i = 0; i < report.output_columns.size(); ++i) {
    if (report.map.names[i] != report.output_columns[i]) {
      renamed[report.map.names[i]] = report.output_columns[i];
    }
  }
  Json inputs = Json::array();
  for (const InputSeen& input : report.inputs) {
    inputs.push_back(Json{{"file", input.file}, {"sha256", input.sha256}, {"bytes", input.bytes}});
  }
  const Counts& counts = report.tally.by_conclusion;
  Json out{
      {"made_with",
       Json{{"program", "ratione " RATIONE_VERSION},
            {"law", law_head},
            {"record", record_head},
            {"atlas", report.atlas.empty() ? Json(nullptr) : Json(report.atlas)},
            {"complete_to", report.complete_to ? Json(report.complete_to->iso()) : Json(nullptr)}}},
      {"question", Json{{"court", report.court},
                        {"instrument", report.instrument},
                        {"known", report.known.iso()}}},
      {"columns", columns},
      {"renamed", renamed},
      {"inputs", inputs},
      {"rows", Json{{"all", report.tally.rows},
                    {"yes", counts[static_cast<std::size_t>(Conclusion::yes)]},
                    {"no", counts[static_cast<std::size_t>(Conclusion::no)]},
                    {"undetermined", counts[static_cast<std::size_t>(Conclusion::undetermined)]},
                    {"disputed", counts[static_cast<std::size_t>(Conclusion::disputed)]},
                    {"unreadable", report.tally.unreadable}}},
      {"notes", report.notes},
      {"warnings", report.warnings}};
  if (!ledger.name.empty()) {
    out["made_with"]["ledger"] = Json{{"name", ledger.name},
                                      {"head", ledger.head},
                                      {"entries", ledger.entries},
                                      {"published", ledger.published}};
  }
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Sidecar> read_sidecar(const std::string& out) {
  std::string file = sidecar_name(out);
  Result<std::string> text = read_file(file, 16u << 20);
  if (!text) {
    return fail(Code::no_sidecar,
                fmt::format("{} has no file {} beside it, which says how it was screened; screen "
                            "the input again",
                            out, file));
  }
  auto bad = [&](std::string_view why) {
    return fail(Code::bad_sidecar, Place{file, 0, 0, ""},
                fmt::format("{}; screen the input again", why));
  };
  Json json = Json::parse(*text, nullptr, false);
  if (json.is_discarded() || !json.is_object()) return bad("it is not whole JSON");
  auto text_at = [](const Json& object, const char* key) {
    auto value = object.find(key);
    return value != object.end() && value->is_string() ? value->get<std::string>() : std::string();
  };
  auto words_at = [&](const char* part, const char* key) -> std::string {
    auto found = json.find(part);
    return found != json.end() && found->is_object() ? text_at(*found, key) : std::string();
  };
  Sidecar sidecar;
  sidecar.program = words_at("made_with", "program");
  sidecar.law_head = words_at("made_with", "law");
  sidecar.record_head = words_at("made_with", "record");
  sidecar.atlas = words_at("made_with", "atlas");
  if (auto made = json.find("made_with"); made != json.end() && made->is_object()) {
    if (auto own = made->find("ledger"); own != made->end() && own->is_object()) {
      sidecar.ledger = text_at(*own, "name");
      sidecar.ledger_head = text_at(*own, "head");
    }
  }
  sidecar.court = words_at("question", "court");
  sidecar.instrument = words_at("question", "instrument");
  Result<Day> known = Day::parse(words_at("question", "known"));
  if (!known) return bad("its known day cannot be read: " + known.error().says);
  sidecar.known = *known;
  auto columns = json.find("columns");
  if (columns == json.end() || !columns->is_object()) return bad("it names no columns");
  for (const auto& [ours, theirs] : columns->items()) {
    if (!theirs.is_string()) return bad("it names no column for " + ratione::quoted(ours));
    sidecar.columns.emplace_back(ours, theirs.get<std::string>());
  }
  auto rows = json.find("rows");
  if (rows != json.end() && rows->is_object() && rows->contains("all") &&
      (*rows)["all"].is_number_integer()) {
    sidecar.rows = (*rows)["all"].get<std::int64_t>();
  }
  return sidecar;
}

}  // namespace ratione
