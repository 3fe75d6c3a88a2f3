#include "serve/routes.h"

#include <fmt/format.h>

#include <algorithm>

#include "answers/act.h"
#include "answers/claims.h"
#include "answers/dates.h"
#include "answers/effect.h"
#include "answers/explain.h"
#include "answers/history.h"
#include "answers/law.h"
#include "answers/locate.h"
#include "answers/meta.h"
#include "answers/notices.h"
#include "answers/places.h"
#include "answers/state.h"
#include "answers/status.h"
#include "answers/vote.h"
#include "errors/quoted.h"
#include "serve/page_files.h"
#include "text/names.h"

namespace ratione::serve {

using namespace answers;

namespace {

constexpr std::string_view named = "{}";

template <class Answer>
Written written(Desk& desk, const Answer& answer, Form form) {
  if constexpr (requires { csv_of(desk, answer); }) {
    if (form == Form::csv) return {"text/csv; charset=utf-8", csv_of(desk, answer)};
  }
  if constexpr (requires { icalendar_of(desk, answer); }) {
    if (form == Form::ics) return {"text/calendar; charset=utf-8", icalendar_of(desk, answer)};
    if (form == Form::atom) return {"application/atom+xml; charset=utf-8", atom_of(desk, answer)};
  }
  return {"application/json", printed(json_of(desk, answer))};
}

bool yes(std::string_view word, const std::string& text) {
  if (text == "1" || text == "true") return true;
  if (text.empty() || text == "0" || text == "false") return false;
  refuse_value(word, text, {"1", "0"});
}

Written answer_status(Desk& desk, const Shelf&, const Words& words, Form form) {
  StatusAsked asked{words.named(0),     words.one("on"),         words.one("known"),
                    words.one("state"), words.one("diff_known"), yes("proof", words.one("proof"))};
  if (!asked.diff_known.empty()) return written(desk, status_change(desk, asked), form);
  return written(desk, status(desk, asked), form);
}

Written answer_dates(Desk& desk, const Shelf&, const Words& words, Form form) {
  return written(desk, dates(desk, {words.named(0), words.one("known"), words.one("state")}), form);
}

Written answer_history(Desk& desk, const Shelf&, const Words& words, Form form) {
  HistoryAsked asked{words.named(0), words.one("known"), words.needed("state")};
  return written(desk, history(desk, asked), form);
}

Written answer_state(Desk& desk, const Shelf&, const Words& words, Form form) {
  return written(desk, state(desk, {words.named(0), "", words.one("on"), words.one("known")}),
                 form);
}

Written answer_compare(Desk& desk, const Shelf&, const Words& words, Form form) {
  StateAsked asked{words.named(0), words.named(1), words.one("on"), words.one("known")};
  return written(desk, compare(desk, asked), form);
}

Written answer_assess(Desk& desk, const Shelf&, const Words& words, Form form) {
  AssessAsked asked = asked_of(words);
  asked.diff_known = words.one("diff_known");
  if (!asked.diff_known.empty()) return written(desk, assess_change(desk, asked), form);
  return written(desk, assess(desk, asked), form);
}

// No file of the machine that serves is screened: that is for the command.
Written answer_effect(Desk& desk, const Shelf&, const Words& words, Form form) {
  EffectAsked asked;
  asked.id = words.one("id");
  asked.acts = words.all("act");
  asked.votes = words.all("vote");
  asked.known = words.one("known");
  return written(desk, effect(desk, asked), form);
}

Written answer_notices(Desk& desk, const Shelf&, const Words& words, Form form) {
  return written(desk, notices(desk, {words.one("on"), words.one("known"), words.one("state")}),
                 form);
}

Written answer_vote(Desk& desk, const Shelf&, const Words& words, Form form) {
  VoteAsked asked;
  asked.organ = words.named(0);
  asked.on = words.needed("on");
  asked.known = words.one("known");
  asked.yes = words.all("yes");
  asked.no = words.all("no");
  asked.abstain = words.all("abstain");
  asked.procedural = words.one("procedural");
  asked.findings = words.all("finding");
  return written(desk, vote(desk, asked), form);
}

Written answer_explain(Desk& desk, const Shelf&, const Words& words, Form form) {
  return written(desk, explain(desk, asked_of(words)), form);
}

Written answer_laws(Desk& desk, const Shelf&, const Words&, Form form) {
  return written(desk, law_list(desk), form);
}

Written answer_law(Desk& desk, const Shelf&, const Words& words, Form form) {
  return written(desk, provisions(desk, desk.instrument(words.named(0))), form);
}

Written answer_provision(Desk& desk, const Shelf&, const Words& words, Form form) {
  desk.instrument(words.named(0));  // else the words would be a provision of the default law
  return written(desk, shown(desk, provision_named(desk, {words.named(0), words.named(1)})), form);
}

Written answer_locate(Desk& desk, const Shelf&, const Words& words, Form form) {
  LocateAsked asked{words.needed("at"), words.one("on"), words.one("known")};
  return written(desk, locate(desk, asked), form);
}

Written answer_places(Desk& desk, const Shelf&, const Words& words, Form form) {
  return written(desk, places(desk, {words.one("on"), words.one("known"), words.one("reading")}),
                 form);
}

Written answer_act(Desk& desk, const Shelf&, const Words& words, Form form) {
  return written(desk, act(desk, {words.named(0), words.named(1), words.one("known")}), form);
}

Written answer_search(Desk& desk, const Shelf& shelf, const Words& words, Form form) {
  return written(desk, shelf.index.find(words.one("q")), form);
}

// HTML is told by its first bytes.
Written answer_claims(Desk& desk, const Shelf&, const Words& words, Form form) {
  const ClaimsAsked asked{"the text that was sent", words.text(), words.one("dated"), "en"};
  return written(desk, answers::claims(desk, asked), form);
}

Written answer_meta(Desk& desk, const Shelf&, const Words&, Form form) {
  return written(desk, meta(desk), form);
}

Written answer_openapi(Desk&, const Shelf&, const Words&, Form) {
  return {"application/json", std::string(openapi())};
}

// Without a place, every State and every place that an act names is tried.
bool has_no_place(const Words& words) {
  return words.one("place").empty() && words.one("at").empty();
}

// With two days of knowledge each act between them may be tried.
bool is_a_long_case(const Words& words) {
  return has_no_place(words) || !words.one("diff_known").empty();
}

bool always(const Words&) { return true; }

std::vector<Accepted> case_words(bool place) {
  std::vector<Accepted> all = {{"date"},          {"registered_in", true},
                               {"suspect", true}, {"age"},
                               {"crime"},         {"trigger"},
                               {"known"},         {"court"},
                               {"finding", true}, {"field", true}};
  if (place) all.insert(all.end(), {{"place", true}, {"at", true}});
  return all;
}

std::vector<Accepted> with(std::vector<Accepted> words, Accepted more) {
  words.push_back(more);
  return words;
}

}  // namespace

std::span<const Route> routes() {
  static const std::vector<Route> all = {
      {"status",
       {"status", named},
       {{"on"}, {"known"}, {"state"}, {"diff_known"}, {"proof"}},
       true,
       answer_status},
      {"dates", {"dates", named}, {{"known"}, {"state"}}, true, answer_dates},
      {"history", {"history", named}, {{"state"}, {"known"}}, true, answer_history},
      {"state", {"state", named}, {{"on"}, {"known"}}, true, answer_state},
      {"compare", {"compare", named, named}, {{"on"}, {"known"}}, true, answer_compare},
      {"vote",
       {"vote", named},
       {{"on"},
        {"yes", true},
        {"no", true},
        {"abstain", true},
        {"procedural"},
        {"finding", true},
        {"known"}},
       true,
       answer_vote},
      {"assess",
       {"assess"},
       with(case_words(true), {"diff_known"}),
       true,
       answer_assess,
       is_a_long_case},
      {"effect",
       {"effect"},
       {{"id"}, {"act", true}, {"vote", true}, {"known"}},
       true,
       answer_effect,
       always},
      {"notices",
       {"notices"},
       {{"on"}, {"known"}, {"state"}},
       true,
       answer_notices,
       nullptr,
       true,
       true},
      {"world", {"assess", "world"}, case_words(false), false, nullptr},
      {"explain", {"explain"}, case_words(true), false, answer_explain, has_no_place},
      {"laws", {"law"}, {}, true, answer_laws},
      {"law", {"law", named}, {}, true, answer_law},
      {"provision", {"law", named, named}, {}, false, answer_provision},
      {"locate", {"atlas", "locate"}, {{"at"}, {"on"}, {"known"}}, false, answer_locate},
      {"places", {"atlas", "places"}, {{"on"}, {"known"}, {"reading"}}, false, answer_places},
      {"act", {"record", "acts", named, named}, {{"known"}}, false, answer_act},
      {"search", {"search"}, {{"q"}}, false, answer_search},
      {"claims",
       {"claims"},
       {{"dated"}},
       true,
       answer_claims,
       always,
       /*feeds=*/false,
       /*on_is_today=*/false,
       /*reads_text=*/true},
      {"meta", {"meta"}, {}, false, answer_meta},
      {"openapi", {"openapi.json"}, {}, false, answer_openapi},
  };
  return all;
}

Matched match(std::span<const std::string> path) {
  for (const Route& route : routes()) {
    if (route.path.size() != path.size()) continue;
    Matched matched{&route, {}};
    for (std::size_t i = 0; i < path.size() && matched.route != nullptr; ++i) {
      if (route.path[i] == named && !path[i].empty()) {
        matched.named.push_back(path[i]);
      } else if (route.path[i] != path[i]) {
        matched.route = nullptr;
      }
    }
    if (matched.route != nullptr) return matched;
  }
  return {};
}

void check(const Route& route, const std::vector<Parameter>& query) {
  std::vector<std::string> names = {"format"};
  for (const Accepted& each : route.accepted) names.emplace_back(each.name);
  for (const Parameter& given : query) {
    auto same = [&](const Parameter& other) { return other.name == given.name; };
    auto accepted = std::find_if(route.accepted.begin(), route.accepted.end(),
                                 [&](const Accepted& each) { return each.name == given.name; });
    if (accepted == route.accepted.end() && given.name != "format") {
      std::string near = nearest(given.name, names);
      refuse(Code::unknown_parameter,
             near.empty() ? fmt::format("{} is no parameter of this address, which takes {}.",
                                        ratione::quoted(given.name), all_of_words(names))
                          : fmt::format("{} is no parameter of this address; did you mean {}?",
                                        ratione::quoted(given.name), near));
    }
    bool several = accepted != route.accepted.end() && accepted->several;
    if (!several && std::count_if(query.begin(), query.end(), same) > 1) {
      refuse(Code::unknown_parameter,
             fmt::format("{} is given more than once; give it once.", given.name));
    }
    if (given.value.empty() && given.name != "q") {
      refuse(Code::value_not_taken,
             fmt::format("{} is empty; give it a value or leave it out.", given.name));
    }
  }
}

std::string Words::one(std::string_view name) const {
  auto found = std::find_if(query_.begin(), query_.end(),
                            [&](const Parameter& each) { return each.name == name; });
  return found == query_.end() ? "" : found->value;
}

std::vector<std::string> Words::all(std::string_view name) const {
  std::vector<std::string> values;
  for (const Parameter& each : query_) {
    if (each.name == name) values.push_back(each.value);
  }
  return values;
}

std::string Words::needed(std::string_view name) const {
  std::string value = one(name);
  if (value.empty()) {
    refuse(Code::word_missing, fmt::format("This address needs the parameter {}.", name));
  }
  return value;
}

AssessAsked asked_of(const Words& words) {
  AssessAsked asked;
  asked.date = words.needed("date");
  asked.court = words.one("court");
  asked.places = words.all("place");
  asked.at = words.all("at");
  asked.registered_in = words.all("registered_in");
  asked.suspects = words.all("suspect");
  asked.age = words.one("age");
  asked.crime = words.one("crime");
  asked.trigger = words.one("trigger");
  asked.fields = words.all("field");
  asked.findings = words.all("finding");
  asked.known = words.one("known");
  return asked;
}

}  // namespace ratione::serve
