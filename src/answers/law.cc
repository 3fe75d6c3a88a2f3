#include "answers/law.h"

#include <fmt/format.h>

#include <algorithm>

#include "errors/quoted.h"
#include "text/names.h"

namespace ratione::answers {

std::size_t rules_of(const Law& law, std::string_view slug) {
  const LawInstrument* instrument = law.instrument(slug);
  return instrument == nullptr ? 0 : instrument->all_clauses.size();
}

LawListAnswer law_list(Desk& desk, std::string_view about) {
  LawListAnswer answer{&desk.law(), {}};
  const std::string wanted = fold_name(about);
  for (const LawInstrument& each : desk.law().instruments) {
    std::string words = each.slug + " " + each.title;
    if (const Instrument* known = desk.record().instrument(each.slug)) {
      words += fmt::format(" {} {} {}", known->title, fmt::join(known->aliases, " "),
                           fmt::join(known->subjects, " "));
    }
    words = fold_name(words);
    bool all = true;
    for (std::string_view rest = wanted; !rest.empty();) {
      const std::size_t space = std::min(rest.find(' '), rest.size());
      all = all && words.find(rest.substr(0, space)) != std::string::npos;
      rest.remove_prefix(std::min(space + 1, rest.size()));
    }
    if (all) answer.instruments.push_back(&each);
  }
  return answer;
}

Json json_of(Desk& desk, const LawListAnswer& answer) {
  Json all = Json::array();
  for (const LawInstrument* each : answer.instruments) {
    all.push_back(Json{{"instrument", each->slug},
                       {"title", each->title},
                       {"court", each->court.empty() ? Json(nullptr) : Json(each->court)},
                       {"provisions", each->provisions.size()},
                       {"rules", rules_of(*answer.law, each->slug)},
                       {"complete_to", each->complete_to},
                       {"source", each->source}});
  }
  return Json{{"instruments", std::move(all)}, {"made_with", desk.made_with()}};
}

std::string csv_of(Desk&, const LawListAnswer& answer) {
  std::string out = "instrument,title,court,provisions,rules,complete_to\n";
  for (const LawInstrument* each : answer.instruments) {
    out += csv_line({each->slug, each->title, each->court, std::to_string(each->provisions.size()),
                     std::to_string(rules_of(*answer.law, each->slug)), each->complete_to});
  }
  return out;
}

ProvisionsAnswer provisions(Desk& desk, const LawInstrument& instrument) {
  ProvisionsAnswer answer;
  answer.instrument = &instrument;
  for (const Provision& each : instrument.provisions) {
    std::vector<std::string> names;
    for (const int id : instrument.all_clauses) {
      const Clause& clause = desk.law().clauses[static_cast<std::size_t>(id)];
      if (clause.provision == each.id) names.push_back(clause.name);
    }
    answer.rows.push_back({&each, std::move(names)});
  }
  return answer;
}

Json json_of(Desk& desk, const ProvisionsAnswer& answer) {
  Json all = Json::array();
  for (const auto& [provision, rules] : answer.rows) {
    all.push_back(Json{{"provision", written_provision(provision->id)},
                       {"title", provision->title},
                       {"rules", rules},
                       {"restatement", provision->text}});
  }
  return Json{{"instrument", answer.instrument->slug},
              {"provisions", std::move(all)},
              {"made_with", desk.made_with(answer.instrument)}};
}

std::string csv_of(Desk&, const ProvisionsAnswer& answer) {
  std::string out = "provision,title,rules\n";
  for (const auto& [provision, rules] : answer.rows) {
    out += csv_line({written_provision(provision->id), provision->title, joined(rules, "; ")});
  }
  return out;
}

ProvisionNamed provision_named(Desk& desk, const std::vector<std::string>& words) {
  const Law& law = desk.law();
  std::string rest = joined(words, " ");
  ProvisionNamed named;
  std::size_t space = rest.find(' ');
  std::string first = rest.substr(0, space);
  if (const LawInstrument* slug = law.instrument(first)) {
    named.instrument = slug;
  } else if (Result<const Instrument*> known = desk.record().find_instrument(first); known) {
    named.instrument = law.instrument((*known)->slug);
  }
  if (named.instrument != nullptr) {
    rest = space == std::string::npos ? "" : rest.substr(space + 1);
    if (rest.empty()) return named;
  } else {
    named.instrument = law.court("");
    if (dotted_provision(rest).empty() || named.instrument == nullptr) {
      named.instrument = &desk.instrument(first);  // which says what is wrong
      return named;
    }
  }
  named.provision = dotted_provision(rest);
  if (named.provision.empty()) {
    refuse(Code::value_not_taken,
           fmt::format("{} is not a provision; write 3(1)(b) or 3.1.b.", ratione::quoted(rest)));
  }
  if (named.instrument->provision(named.provision) == nullptr) {
    std::vector<std::string> ids;
    for (const Provision& each : named.instrument->provisions) ids.push_back(each.id);
    std::string near = nearest(named.provision, ids);
    refuse(Code::unknown_provision,
           fmt::format("{} has no provision {} here; {}", named.instrument->slug,
                       written_provision(named.provision),
                       near.empty() ? fmt::format("ratione law list {} lists those that it has.",
                                                  named.instrument->slug)
                                    : fmt::format("did you mean {}?", written_provision(near))));
  }
  return named;
}

ShownAnswer shown(Desk& desk, const ProvisionNamed& named) {
  ShownAnswer answer;
  answer.instrument = named.instrument;
  for (const Provision& each : named.instrument->provisions) {
    if (each.id == named.provision || each.id.starts_with(named.provision + ".")) {
      answer.provisions.push_back(&each);
    }
  }
  Citation cite{named.instrument->slug, named.provision};
  for (const Clause& clause : desk.law().clauses) {
    bool here = clause.instrument == cite.instrument && clause.provision == cite.provision;
    if (!here && std::find(clause.cites.begin(), clause.cites.end(), cite) != clause.cites.end()) {
      answer.cited_by.push_back(&clause);
    }
  }
  return answer;
}

Json json_of(Desk& desk, const ShownAnswer& answer) {
  Json all = Json::array();
  for (const Provision* each : answer.provisions) {
    all.push_back(Json{{"provision", written_provision(each->id)},
                       {"title", each->title},
                       {"restatement", each->text},
                       {"law", each->fences},
                       {"file", each->place.file},
                       {"line", each->place.line}});
  }
  Json cited_by = Json::array();
  for (const Clause* each : answer.cited_by) {
    cited_by.push_back(Json{{"instrument", each->instrument},
                            {"rule", each->name},
                            {"provision", written_provision(each->provision)}});
  }
  return Json{{"instrument", answer.instrument->slug},
              {"provisions", std::move(all)},
              {"cited_by", std::move(cited_by)},
              {"made_with", desk.made_with(answer.instrument)}};
}

}  // namespace ratione::answers
