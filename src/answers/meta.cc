#include "answers/meta.h"

#include <algorithm>
#include <set>

#include "answers/state.h"
#include "answers/verdict.h"
#include "text/names.h"

namespace ratione::answers {

namespace {

// The first signature; without signatures the first act. A record may begin with
// what happened before the treaty (a State that became part of another).
const Act* first_of_the_treaty(const std::vector<Act>& acts) {
  auto signature = std::find_if(acts.begin(), acts.end(),
                                [](const Act& act) { return act.kind == "signature"; });
  if (signature != acts.end()) return &*signature;  // acts are in order of their days
  return acts.empty() ? nullptr : &acts.front();
}

Json instruments_json(Desk& desk) {
  std::vector<const LawInstrument*> members = with_members(desk);
  Json all = Json::array();
  for (const LawInstrument& each : desk.law().instruments) {
    const Instrument* known = desk.record().instrument(each.slug);
    const std::vector<Act>& acts = desk.record().acts(each.slug);
    Json complete(nullptr), first(nullptr);
    if (known != nullptr && known->complete_to != Day::first()) {
      complete = known->complete_to.iso();
    }
    if (const Act* act = first_of_the_treaty(acts)) first = act->day.lo.iso();
    all.push_back(
        Json{{"slug", each.slug},
             {"title", desk.title(each)},
             {"complete_to", std::move(complete)},
             {"first_day", std::move(first)},
             {"court", each.court.empty() ? Json(nullptr) : Json(each.court)},
             {"provisions", each.provisions.size()},
             {"acts", acts.size()},
             {"members", std::find(members.begin(), members.end(), &each) != members.end()}});
  }
  return all;
}

Json states_json(const States& states) {
  Json all = Json::array();
  for (const State& each : states.all()) {
    all.push_back(Json{
        {"code", each.code.text()},
        {"name", each.name},
        {"from", each.exists.from == Day::first() ? Json(nullptr) : Json(each.exists.from.iso())},
        {"until",
         each.exists.until == Day::never() ? Json(nullptr) : Json(each.exists.until.iso())}});
  }
  return all;
}

// What a provision is about: its heading, else how its restatement begins, else
// the crime that it belongs to, with its number.
std::string title_of(const Provision& provision, const Crime& crime) {
  if (!provision.title.empty()) return provision.title;
  std::string first = provision.text.substr(0, provision.text.find_first_of("\n;"));
  if (!first.empty()) return first;
  return plain(crime.name) + ", " + written_provision(provision.id);
}

// The crimes that the law names, and the provisions below them: parents first.
Json crimes_json(const LawInstrument& instrument) {
  std::set<std::string, std::less<>> listed;
  Json all = Json::array();
  for (const Crime& crime : instrument.crimes) {
    for (const Provision& each : instrument.provisions) {
      bool itself = each.id == crime.provision;
      if (!itself && !each.id.starts_with(crime.provision + ".")) continue;
      if (!listed.insert(each.id).second) continue;
      Json within(nullptr);
      for (std::string above = each.id; !itself && within.is_null();) {
        std::size_t dot = above.rfind('.');
        if (dot == std::string::npos) break;
        above.resize(dot);
        if (listed.contains(above)) within = written_provision(above);
      }
      all.push_back(Json{{"provision", written_provision(each.id)},
                         {"name", itself ? crime.name : written_provision(each.id)},
                         {"title", title_of(each, crime)},
                         {"within", std::move(within)}});
    }
  }
  return all;
}

std::string_view kind_word(CaseField::Kind kind) {
  switch (kind) {
    case CaseField::Kind::states:
      return "states";
    case CaseField::Kind::place:
      return "place";
    case CaseField::Kind::crime:
      return "crime";
    case CaseField::Kind::number:
      return "number";
    case CaseField::Kind::truth:
      return "truth";
    case CaseField::Kind::one_of:
      break;
  }
  return "word";
}

}  // namespace

MetaAnswer meta(Desk& desk) { return {desk.today()}; }

Json json_of(Desk& desk, const MetaAnswer& answer) {
  const Law& law = desk.law();
  const LawInstrument* court = law.court("");
  Json triggers = Json::array(), findings = Json::array(), fields = Json::array();
  if (court != nullptr) {
    for (const CaseField& each : court->fields) {
      Json field{{"name", each.name}, {"type", kind_word(each.kind)}};
      if (!each.options.empty()) field["words"] = each.options;
      fields.push_back(std::move(field));
      if (each.name != "trigger") continue;
      for (const std::string& word : each.options) {
        triggers.push_back(Json{{"word", word}, {"title", plain(word)}});
      }
    }
    for (const Finding& each : law.findings) {
      if (each.instrument != court->slug) continue;
      Json about = Json::array();
      for (const Param& param : each.params) about.push_back(param.name);
      findings.push_back(Json{{"name", each.name},
                              {"question", each.question},
                              {"citation", written_provision(each.place.provision)},
                              {"about", std::move(about)}});
    }
  }
  Json places = Json::array();
  for (const PlaceEntry& each : desk.atlas().all()) {
    places.push_back(Json{{"code", each.id},
                          {"name", each.name},
                          {"names", each.names},
                          {"within", each.within.empty() ? Json(nullptr) : Json(each.within)},
                          {"kind", each.kind}});
  }
  Json made = desk.made_with();
  return Json{{"program", made["program"]},
              {"law", made["law"]},
              {"record", made["record"]},
              {"today", answer.today.iso()},
              {"default_court", court == nullptr ? Json(nullptr) : Json(court->court)},
              {"default_instrument", court == nullptr ? Json(nullptr) : Json(court->slug)},
              {"instruments", instruments_json(desk)},
              {"states", states_json(desk.record().states())},
              {"crimes", court == nullptr ? Json::array() : crimes_json(*court)},
              {"triggers", std::move(triggers)},
              {"findings", std::move(findings)},
              {"fields", std::move(fields)},
              {"places", std::move(places)},
              {"made_with", std::move(made)}};
}

}  // namespace ratione::answers
