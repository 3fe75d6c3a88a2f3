#include "answers/same_act.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "text/names.h"

namespace ratione::answers {

namespace {

using ledger::Columns;

std::string row_key(std::string_view instrument, std::string_view who, std::string_view kind,
                    std::string_view day, std::string_view provision) {
  std::string key;
  key.reserve(instrument.size() + who.size() + kind.size() + day.size() + provision.size() + 4);
  for (std::string_view part : {instrument, who, kind, day, provision}) {
    if (!key.empty()) key += '\n';
    key += part;
  }
  return key;
}

std::set<std::string> parts_in(const std::string& text) {
  std::set<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(';', at), text.size());
    const std::string part = text.substr(at, end - at);
    const std::string dotted = dotted_provision(part);
    parts.insert(dotted.empty() ? part : dotted);
    at = end + 1;
  }
  return parts;
}

std::string as_day(const std::string& text) {
  Result<DayRange> day = DayRange::parse(text);
  return day ? day->iso() : text;
}

// Does the act say what the row says in that column?
bool says(const Act& act, const std::string& column, const std::string& value) {
  static const std::set<std::string> about_it = {"id",     "source", "confirmed", "kind",
                                                 "state",  "actor",  "provision", "corrects",
                                                 "author", "reason"};
  if (about_it.contains(column)) return true;  // or in the key
  auto full = [&](const std::string& id) {
    return id.find('/') == std::string::npos ? act.instrument + "/" + id : id;
  };
  if (column == "note") return act.corrects.empty() || act.note == value;
  if (column == "day") return act.day.iso() == as_day(value);
  if (column == "known") return act.known.iso() == as_day(value);
  if (column == "of") return act.of == full(value);
  if (column == "from") return act.from && act.from->iso() == as_day(value);
  if (column == "until") return act.until && act.until->iso() == as_day(value);
  if (column == "places") return std::set(act.places.begin(), act.places.end()) == parts_in(value);
  if (column == "crimes") return std::set(act.crimes.begin(), act.crimes.end()) == parts_in(value);
  if (column == "persons") return act.nationals_only;
  if (column == "only_on") return act.only_on == value;
  if (column == "about") {
    std::set<std::string> codes;
    for (StateCode state : act.about) codes.insert(state.text());
    return codes == parts_in(value);
  }
  const ActField* field = act.field(column);
  return field != nullptr && as_day(field->text) == as_day(value);
}

std::string_view text_in(const Columns& columns, const char* name) {
  auto at = columns.find(name);
  return at == columns.end() ? std::string_view() : std::string_view(at->second);
}

}  // namespace

ActsOnRecord::ActsOnRecord(const Record& record) {
  for (const Instrument& instrument : record.instruments()) {
    for (const Act& act : record.acts(instrument.slug)) {
      if (!act.corrects.empty()) {
        by_key_[row_key(act.instrument, act.corrects, "corrects", act.known.iso(), "")].push_back(
            &act);
        continue;
      }
      const std::string who = act.state.none() ? act.actor : act.state.text();
      const std::string day = act.day.iso();
      by_key_[row_key(act.instrument, who, act.kind, day, act.provision)].push_back(&act);
      if (act.provision.empty()) continue;
      // A row that names no provision is the same act under any.
      by_key_[row_key(act.instrument, who, act.kind, day, "")].push_back(&act);
    }
  }
}

std::string ActsOnRecord::key_of(const std::string& instrument, const Columns& columns) {
  if (std::string corrects(text_in(columns, "corrects")); !corrects.empty()) {
    if (corrects.find('/') == std::string::npos) corrects = instrument + "/" + corrects;
    return row_key(instrument, corrects, "corrects", text_in(columns, "known"), "");
  }
  std::string_view who = text_in(columns, "state");
  if (who.empty()) who = text_in(columns, "actor");
  std::string provision(text_in(columns, "provision"));
  if (std::string dotted = dotted_provision(provision); !dotted.empty()) provision = dotted;
  return row_key(instrument, who, kind_named(text_in(columns, "kind")),
                 as_day(std::string(text_in(columns, "day"))), provision);
}

const Act* ActsOnRecord::same_as(const std::string& key, const Columns& columns) const {
  auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  for (const Act* act : found->second) {
    const bool all = std::all_of(columns.begin(), columns.end(), [&](const auto& column) {
      return says(*act, column.first, column.second);
    });
    if (all) return act;
  }
  return nullptr;
}

}  // namespace ratione::answers
