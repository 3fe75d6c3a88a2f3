#include "answers/search.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "text/names.h"

namespace ratione::answers {

Index::Index(Desk& desk) {
  const States& states = desk.record().states();
  for (const State& state : states.all()) {
    std::string words = state.code.text() + " " + state.name;
    for (const StateName& name : state.names) words += " " + name.name;
    for (const std::string& name : state.in_other_languages) words += " " + name;
    add({"state", state.code.text(), state.name, "state"}, state.name, words);
  }
  for (const PlaceEntry& place : desk.atlas().all()) {
    if (place.kind == "state") continue;
    add({"place", place.id, place.name, place.kind}, place.name,
        place.id + " " + place.name + " " + joined(place.names, " "));
  }
  // Those of the default court first: its acts are meant where no treaty is named.
  std::vector<const LawInstrument*> laws;
  for (const LawInstrument& each : desk.law().instruments) laws.push_back(&each);
  const LawInstrument* court = desk.law().court("");
  std::stable_partition(laws.begin(), laws.end(),
                        [&](const LawInstrument* each) { return each == court; });
  for (const LawInstrument* law : laws) {
    const LawInstrument& each = *law;
    std::string words = each.slug + " " + each.title;
    if (const Instrument* known = desk.record().instrument(each.slug)) {
      words += " " + joined(known->aliases, " ") + " " + joined(known->subjects, " ");
    }
    add({"instrument", each.slug, each.title, each.slug}, each.title, words);
    for (const Provision& provision : each.provisions) {
      std::string written = written_provision(provision.id);
      add({"provision", written, provision.title, each.slug}, written,
          written + " " + provision.id + " " + provision.title + " " + provision.text);
    }
    for (const Act& act : desk.record().acts(each.slug)) {
      std::string who = act.state.none() ? act.actor : act.state.text();
      std::string id = short_id(act.id, each.slug);
      add({"act", act.id, fmt::format("{} by {} on {}", act.kind, who, act.day.iso()), each.slug},
          id,
          id + " " + act.kind + " " + act.actor + " " + states.name(act.state) + " " +
              act.day.iso() + " " + act.note);
    }
  }
}

void Index::add(Hit hit, std::string_view name, std::string_view words) {
  entries_.push_back({std::move(hit), fold_name(name), " " + fold_name(words) + " "});
}

SearchAnswer Index::find(const std::string& text) const {
  SearchAnswer answer;
  if (text.size() > longest) {
    refuse(Code::value_not_taken,
           fmt::format("q is longer than {} bytes; look for fewer words.", longest));
  }
  const std::string folded = fold_name(text);
  std::vector<std::string_view> wanted;
  for (std::string_view rest = folded; !rest.empty();) {
    std::size_t space = std::min(rest.find(' '), rest.size());
    if (space > 0) wanted.push_back(rest.substr(0, space));
    rest.remove_prefix(std::min(space + 1, rest.size()));
  }
  if (wanted.empty()) return answer;

  // 0: its name; 1: its name begins so; 2: words begin so; 3: somewhere inside.
  std::vector<std::pair<int, const Entry*>> found;
  const std::string begins = " " + folded;
  for (const Entry& entry : entries_) {
    bool all = std::all_of(wanted.begin(), wanted.end(), [&](std::string_view word) {
      return entry.words.find(word) != std::string::npos;
    });
    if (!all) continue;
    int rank = entry.name == folded                            ? 0
               : entry.name.starts_with(folded)                ? 1
               : entry.words.find(begins) != std::string::npos ? 2
                                                               : 3;
    found.emplace_back(rank, &entry);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  if (found.size() > most_hits) found.resize(most_hits);
  for (const auto& [rank, entry] : found) answer.hits.push_back(entry->hit);
  return answer;
}

Json json_of(Desk&, const SearchAnswer& answer) {
  Json hits = Json::array();
  for (const Hit& hit : answer.hits) {
    hits.push_back(
        Json{{"kind", hit.kind}, {"id", hit.id}, {"title", hit.title}, {"where", hit.where}});
  }
  return hits;
}

}  // namespace ratione::answers
