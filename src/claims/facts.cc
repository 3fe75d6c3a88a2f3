#include "claims/facts.h"

#include <algorithm>
#include <set>

namespace ratione::claims {

Facts::Facts(const Law& law, const Record& record, EngineOf engine_of)
    : law_(law), record_(record), engine_of_(std::move(engine_of)), newest_(record.newest()) {
  for (const Instrument& each : record.instruments()) newest_ = std::max(newest_, each.complete_to);
}

Facts::Known& Facts::known(const std::string& slug, Day known) {
  auto [it, added] = kept_.try_emplace({slug, known});
  if (added) {
    it->second.view = record_.view(slug, known);
    for (const Act& act : it->second.view.acts) {
      if (act.only_on.empty()) it->second.acts.push_back(&act);
    }
  }
  return it->second;
}

void Facts::read_effects(const std::string& slug, Known& at, Day known) {
  if (at.effects_read) return;
  at.effects_read = true;
  const LawInstrument* law = law_.instrument(slug);
  if (law == nullptr) return;
  for (DateRow& row : engine_of_(known, *law).dates(*law)) {
    const bool whole = row.state.none() && row.kind == "entry_into_force";
    if (!whole && row.act_id.empty()) continue;
    at.effects.try_emplace(whole ? "" : row.act_id, std::move(row));
  }
}

const std::vector<const Act*>& Facts::acts(const std::string& slug, Day known) {
  return this->known(slug, known).acts;
}

const StateFacts& Facts::of(const std::string& slug, StateCode state, Day known) {
  Known& at = this->known(slug, known);
  auto [it, added] = at.states.try_emplace(state);
  if (!added) return it->second;
  StateFacts& out = it->second;
  for (const Act* act : at.acts) {
    if (act->state != state) continue;
    std::vector<Fact>* list = nullptr;
    const std::string& kind = act->kind;
    if (kind == "signature") list = &out.signatures;
    if (kind == "ratification" || kind == "acceptance" || kind == "approval" ||
        kind == "accession" || kind == "succession" || kind == "consent") {
      list = &out.joins;
    }
    if (kind == "withdrawal_notice") list = &out.notices;
    if (kind == "withdrawal_revoked") list = &out.revoked;
    if (kind == "withdrawal_announced") list = &out.announced;
    if (kind == "intent_not_to_become_party") list = &out.declined;
    if (kind == "instrument_withdrawn") list = &out.taken_back;
    if (kind == "declaration" || kind == "special_acceptance") list = &out.declarations;
    if (list == nullptr) continue;
    Fact fact{act, std::nullopt, "", {}};
    if (list == &out.joins || list == &out.notices) {
      read_effects(slug, at, known);
      auto effect = at.effects.find(act->id);
      if (effect != at.effects.end()) {
        fact.effective = effect->second.effective;
        fact.outcome = effect->second.outcome;
        fact.cites = effect->second.cites;
      }
    }
    list->push_back(std::move(fact));
  }
  return out;
}

StatusRow Facts::status(const std::string& slug, StateCode state, Day on, Day known) {
  if (const LawInstrument* law = law_.instrument(slug)) {
    return engine_of_(known, *law).status(*law, state, on);
  }
  StatusRow row;
  row.state = state;
  const StateFacts& facts = of(slug, state, known);
  row.status = "none";
  if (!facts.signatures.empty()) row.status = "signatory";
  for (const Fact& join : facts.joins) {
    row.status = "contracting";
    row.uncertain = "undetermined: the law of this instrument is not written";
    (void)join;
  }
  return row;
}

std::optional<int> Facts::parties(const std::string& slug, Day on, Day known) {
  const LawInstrument* law = law_.instrument(slug);
  if (law == nullptr) return std::nullopt;
  Known& at = this->known(slug, known);
  auto [it, added] = at.parties.try_emplace(on, 0);
  if (added) {
    int& consents = at.consents[on];
    for (const StatusRow& row : engine_of_(known, *law).statuses(*law, on)) {
      const bool bound = row.status == "party" || row.status == "party_withdrawing";
      it->second += bound ? 1 : 0;
      consents += bound || row.status == "contracting" ? 1 : 0;
    }
  }
  return it->second;
}

std::optional<int> Facts::consents(const std::string& slug, Day on, Day known) {
  if (!parties(slug, on, known)) return std::nullopt;
  return this->known(slug, known).consents[on];
}

int Facts::signatures(const std::string& slug, Day known) {
  std::set<StateCode> states;
  for (const Act* act : acts(slug, known)) {
    if (act->kind == "signature") states.insert(act->state);
  }
  return static_cast<int>(states.size());
}

bool Facts::never(const Act& act, Day known) {
  Known& at = this->known(act.instrument, known);
  read_effects(act.instrument, at, known);
  auto found = at.effects.find(act.id);
  return found != at.effects.end() && found->second.outcome == "never";
}

std::optional<DayRange> Facts::entry_into_force(const std::string& slug, Day known) {
  Known& at = this->known(slug, known);
  read_effects(slug, at, known);
  auto found = at.effects.find("");
  return found == at.effects.end() ? std::nullopt : found->second.effective;
}

std::vector<std::string> Facts::of_entry(const std::string& slug, Day known) {
  Known& at = this->known(slug, known);
  read_effects(slug, at, known);
  auto found = at.effects.find("");
  if (found == at.effects.end() || found->second.act_id.empty()) return {};
  return {found->second.act_id};
}

}  // namespace ratione::claims
