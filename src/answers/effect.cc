#include "answers/effect.h"

#include <fmt/format.h>

#include <algorithm>

#include "answers/other_votes.h"
#include "answers/proof_forms.h"
#include "answers/receipt.h"
#include "answers/supposed.h"
#include "answers/verdict.h"
#include "effects/legal_effect.h"
#include "effects/reach.h"
#include "engine/consequences.h"
#include "engine/presumptions.h"

namespace ratione::answers {

namespace {

using Tells = Consequence::Tells;

constexpr std::size_t most_proofs = 3;
constexpr std::size_t most_acts = 250;    // supposed at a time
constexpr std::size_t most_like_it = 50;  // acts that may do the same work

std::optional<DateRow> row_of(const std::vector<DateRow>& rows, const std::string& id) {
  auto found =
      std::find_if(rows.begin(), rows.end(), [&](const DateRow& row) { return row.act_id == id; });
  if (found == rows.end()) return std::nullopt;
  return *found;
}

// The two records, and the acts in question under their ids.
struct Worlds {
  RecordChange taken, added;
  std::vector<std::string> ids;              // of the acts themselves
  std::set<std::string> all;                 // and of what goes with them
  std::map<std::string, std::string> votes;  // of these the votes are supposed, in words
  Day known;                                 // the first on which all are known
};

// The record as it would be, which is the one at hand where nothing changes.
std::shared_ptr<const Record> with_change(Desk& desk, const RecordChange& change) {
  if (change.empty()) return {std::shared_ptr<const Record>(), &desk.record()};
  return std::make_shared<Record>(changed_record(desk.record(), change));
}

Worlds worlds_of(Desk& desk, const EffectAsked& asked) {
  Worlds worlds;
  worlds.known = Day::first();
  auto take = [&](const Act& act) {
    worlds.taken.removed.push_back(act.id);
    worlds.ids.push_back(act.id);
    worlds.known = std::max(worlds.known, act.known);
    for (std::string& each : with_dependants(desk.record(), act.id)) worlds.all.insert(each);
  };
  if (!asked.id.empty()) take(act_named(desk, "", asked.id));
  for (const std::string& text : asked.acts) {
    for (AddedAct& act : supposed_acts(desk, desk.word("act"), text)) {
      if (const Act* found = on_record(desk, act)) {
        take(*found);
        continue;
      }
      worlds.known =
          std::max(worlds.known, desk.day(desk.word("act"), act.columns.at("day"), std::nullopt));
      worlds.added.added.push_back(std::move(act));
      const AddedAct& kept = worlds.added.added.back();
      worlds.ids.push_back(kept.instrument + "/" + supposed_id(kept, worlds.added.added.size()));
      worlds.all.insert(worlds.ids.back());
      if (worlds.ids.size() > most_acts) {
        refuse(Code::value_not_taken, fmt::format("{} supposes more than {} acts; ask about fewer.",
                                                  desk.word("act"), most_acts));
      }
    }
  }
  for (const std::string& text : asked.votes) {
    OtherVotes votes = other_votes(desk, desk.word("vote"), text);
    if (!worlds.all.insert(votes.act->id).second) {
      refuse(Code::value_not_taken,
             fmt::format("{} is named twice; name it once, with all its votes.", votes.act->id));
    }
    worlds.ids.push_back(votes.act->id);
    worlds.known = std::max(worlds.known, votes.act->known);
    worlds.votes[votes.act->id] = std::move(votes.says);
    worlds.added.revised.push_back(std::move(votes.change));
  }
  return worlds;
}

Day known_day(Desk& desk, const EffectAsked& asked, Day first) {
  if (asked.known.empty()) return std::max(desk.today(), first);
  Day known = desk.known(asked.known);
  if (known < first) {
    refuse(Code::value_not_taken,
           fmt::format("{} {}: the act is known from {} on; ask as known on that day or later.",
                       desk.word("known"), known.iso(), first.iso()));
  }
  return known;
}

const Act* known_act(const Record& record, const std::string& id, Day known, View& view) {
  view = record.view(id.substr(0, id.find('/')), known);
  for (const Act& act : view.acts) {
    if (act.id == id) return &act;
  }
  return record.act(id);
}

EffectOf effect_of(Desk& desk, EffectAnswer& answer, const std::string& id) {
  EffectOf out;
  View view;
  const Act* act = known_act(*answer.record_with, id, answer.known, view);
  out.act = *act;
  out.instrument = &desk.instrument(act->instrument);
  out.on_record = desk.record().act(id) != nullptr;
  out.row = row_of(answer.with->dates(*out.instrument), id);
  auto last_day = [&](Engine& engine) -> std::optional<Day> {
    std::optional<DayRange> last = day_told(engine, *out.instrument, Tells::revocable, id);
    if (!last || last->hi >= Day::never() || last->hi < act->day.lo) return std::nullopt;
    return last->lo;
  };
  out.last_day_to_revoke = last_day(*answer.with);
  if (out.on_record && act->known < answer.known) {
    Engine then = engine_of(desk, *answer.record_with, act->known, {out.instrument});
    std::optional<DateRow> row = row_of(then.dates(*out.instrument), id);
    const bool told_otherwise = row && out.row &&
                                (row->effective != out.row->effective ||
                                 (!row->effective && row->outcome != out.row->outcome));
    if (told_otherwise) {
      out.when_made = std::move(row);
      out.revocable_when_made = last_day(then);
    }
  }
  return out;
}

VerdictReach reach_of(const Law& law, const EffectAnswer& answer, const Worlds& worlds,
                      const LawInstrument& court, const Atlas& atlas) {
  VerdictReach reach;
  if (court.questions.empty()) return reach;
  reach.alike = std::none_of(worlds.all.begin(), worlds.all.end(), [&](const std::string& id) {
    return can_look_at(law, court.questions.front(), *answer.record_with->act(id));
  });
  reach.acts = answer.record_with->view(court.slug, answer.known).acts;
  reach.states = answer.difference.states();
  reach.everybody = answer.difference.reaches_everybody();
  // Of an act that changes no rule, every day is looked at: that is its proof.
  reach.days = answer.difference.rules.empty() ? Span::always() : answer.difference.days();
  auto widen = [&](Span days) {
    reach.days = {std::min(reach.days.from, days.from), std::max(reach.days.until, days.until)};
  };
  for (const EffectOf& each : answer.acts) {
    const Act& act = each.act;
    if (!act.state.none()) reach.states.insert(act.state);
    reach.states.insert(act.about.begin(), act.about.end());
    for (const std::string& place : act.places) {
      reach.places.insert(place);
      const PlaceEntry* entry = atlas.get(place);
      if (entry == nullptr) continue;
      if (std::optional<StateCode> code = StateCode::parse(place)) reach.states.insert(*code);
    }
    // A scope can hide a difference behind what the case leaves open.
    if (act.from || act.until || !act.places.empty() || !act.crimes.empty()) {
      widen({act.from ? act.from->lo : Day::first(), act.until ? act.until->hi : Day::never()});
    }
  }
  return reach;
}

std::vector<EffectAnswer::Bound> bound_of(Desk& desk, EffectAnswer& answer) {
  std::vector<EffectAnswer::Bound> out;
  for (const LawInstrument& instrument : desk.law().instruments) {
    auto bound = instrument.clauses.find("bound");
    if (bound == instrument.clauses.end()) continue;
    std::optional<Day> last;
    for (const DateMoved& date : answer.difference.dates) {
      if (date.instrument != &instrument) continue;
      if (date.what != "bound_from" && date.what != "bound_until") continue;
      for (const std::optional<DayRange>& day : {date.before, date.after}) {
        if (day) last = std::max(last.value_or(day->lo), day->lo);
      }
    }
    if (!last) continue;
    EffectAnswer::Bound counted{&instrument, *last, 0, 0};
    for (const State& state : desk.record().states().all()) {
      auto is = [&](Engine& engine) {
        return line_over(engine, instrument, bound->second, state.code).at(*last) == Truth::yes;
      };
      counted.before += is(*answer.without) ? 1 : 0;
      counted.after += is(*answer.with) ? 1 : 0;
    }
    if (counted.before != counted.after) out.push_back(counted);
  }
  return out;
}

// Acts of the same kind, by the same State or about the same States, without which the
// acts in question would have an effect: they do the same work already. None: there is
// none, or the acts would have no effect without them either.
std::vector<std::string> done_by(Desk& desk, const EffectAnswer& answer, const Worlds& worlds) {
  std::vector<std::string> found;
  for (const EffectOf& of : answer.acts) {
    if (!is_read(desk.law(), of.instrument->slug, of.act.kind)) continue;
    const std::vector<std::string> kinds = kinds_like(desk.law(), of.instrument->slug, of.act.kind);
    for (const Act& each : answer.record_with->view(of.instrument->slug, answer.known).acts) {
      const bool about_same =
          std::any_of(each.about.begin(), each.about.end(), [&](StateCode state) {
            return std::find(of.act.about.begin(), of.act.about.end(), state) != of.act.about.end();
          });
      const bool same_state = !each.state.none() && each.state == of.act.state;
      if ((!same_state && !about_same) || worlds.all.contains(each.id) ||
          std::find(kinds.begin(), kinds.end(), each.kind) == kinds.end() ||
          std::find(found.begin(), found.end(), each.id) != found.end()) {
        continue;
      }
      found.push_back(each.id);
    }
  }
  if (found.empty() || found.size() > most_like_it) return {};
  RecordChange without = worlds.taken, with = worlds.added;
  without.removed.insert(without.removed.end(), found.begin(), found.end());
  with.removed = found;
  const Record record_without = changed_record(desk.record(), without);
  const Record record_with = changed_record(desk.record(), with);
  Engine engine_without = engine_of(desk, record_without, answer.known);
  Engine engine_with = engine_of(desk, record_with, answer.known);
  const Difference moved =
      difference(desk.law(), desk.record().states(), engine_without, engine_with, worlds.all);
  if (legal_effect(desk.law(), moved, {}) == Conclusion::no) return {};
  // What never has effect of its own does no work that another could have done.
  const bool some_has_effect =
      std::any_of(answer.acts.begin(), answer.acts.end(), [&](const EffectOf& of) {
        const std::optional<DateRow> row = row_of(engine_with.dates(*of.instrument), of.act.id);
        return !row || row->outcome != "never";
      });
  return some_has_effect ? found : std::vector<std::string>{};
}

// The day on which what changes for a State is done: the last change; else the
// day of the act.
Day settled_on(const EffectAnswer& answer, const EffectOf& of) {
  Day day = of.act.day.hi;
  for (const StatusMoved& each : answer.difference.statuses) {
    if (each.state == of.act.state) day = std::max(day, each.days.from);
  }
  for (const BondMoved& each : answer.difference.bonds) {
    if (each.state == of.act.state) day = std::max(day, each.days.from);
  }
  return day;
}

Proof told(std::string says, std::vector<Proof> because = {}) {
  Proof node;
  node.has_value = false;
  node.says = std::move(says);
  node.because = std::move(because);
  return node;
}

Proof act_node(const EffectOf& of, const States& states) {
  const std::string who = of.act.state.none() ? of.act.actor : states.name(of.act.state);
  Proof node = told(fmt::format("{} by {} on {}", plain(of.act.kind), who, of.act.day.iso()));
  node.kind = Proof::Kind::act;
  node.acts.push_back(of.act.id);
  node.unconfirmed = !of.act.confirmed;
  return node;
}

// Why the act brings about nothing.
Proof why_nothing(Desk& desk, EffectAnswer& answer) {
  const States& states = desk.record().states();
  std::vector<Proof> because;
  for (const EffectOf& of : answer.acts) {
    const std::string& slug = of.instrument->slug;
    Proof node = act_node(of, states);
    if (!is_read(desk.law(), slug, of.act.kind)) {
      node.because.push_back(told(fmt::format(
          "no rule of the law of {} reads an act of the kind {}", slug, plain(of.act.kind))));
    } else if (of.row && of.row->effective) {
      Proof day = told(
          fmt::format("its own day would be {}; nothing depends on it", of.row->effective->iso()));
      day.cites = of.row->cites;
      node.because.push_back(std::move(day));
    } else if (of.row) {
      Proof day = told(fmt::format("it has no day of effect ({})", plain(of.row->outcome)));
      day.cites = of.row->cites;
      if (std::optional<Proof> why = proof_of_day(*answer.with, *of.instrument, of.act.id)) {
        day.because.push_back(std::move(*why));
      }
      node.because.push_back(std::move(day));
    }
    because.push_back(std::move(node));
    if (of.act.state.none()) continue;
    const Day day = of.act.day.hi;
    because.push_back(
        told(fmt::format("{} with the act and without it: {} on {}", states.name(of.act.state),
                         plain(answer.with->status(*of.instrument, of.act.state, day).status),
                         day.iso()),
             {answer.with->explain_status(*of.instrument, of.act.state, day)}));
  }
  if (!answer.done_by.empty()) {
    Proof node = told(fmt::format("without {} it would have an effect: the same is done already",
                                  answer.done_by.size() == 1 ? "that act" : "these acts"));
    node.acts = answer.done_by;
    because.push_back(std::move(node));
  }
  for (const BondMoved& each : answer.stays) {
    if (because.size() > 2 * most_proofs) break;
    Proof node = told(
        fmt::format("{} goes on: {}", word(each.bond->tells), each.bond->says),
        {proof_over(*answer.with, *each.instrument, each.bond->clause, each.state,
                    each.days.from < answer.acts.front().act.day.hi ? answer.acts.front().act.day.hi
                                                                    : each.days.from)});
    because.push_back(std::move(node));
  }
  because.push_back(told(fmt::format(
      "compared and found alike: {} timelines of rules over {} States, {} classes of verdicts",
      answer.difference.compared, states.all().size(), answer.verdicts.compared)));
  return told("nothing differs", std::move(because));
}

Proof why_something(Desk& desk, EffectAnswer& answer) {
  const States& states = desk.record().states();
  std::vector<Proof> because;
  for (const EffectOf& of : answer.acts) {
    if (because.size() >= most_proofs) break;
    Proof node = act_node(of, states);
    if (of.row && of.row->effective) {
      Proof day = told("takes effect " + of.row->effective->iso());
      day.kind = Proof::Kind::date;
      day.cites = of.row->cites;
      node.because.push_back(std::move(day));
    }
    because.push_back(std::move(node));
  }
  std::size_t shown = 0;
  for (const StatusMoved& each : answer.difference.statuses) {
    if (shown == most_proofs) break;
    ++shown;
    because.push_back(
        told(fmt::format("{} on {}: {} with the act, {} without", states.name(each.state),
                         each.days.from.iso(), plain(each.after), plain(each.before)),
             {answer.with->explain_status(*each.instrument, each.state, each.days.from),
              answer.without->explain_status(*each.instrument, each.state, each.days.from)}));
  }
  for (const BondMoved& each : answer.difference.bonds) {
    if (shown == most_proofs) break;
    ++shown;
    because.push_back(told(
        fmt::format("{}, {} {}: {}", states.name(each.state),
                    each.begins() ? "from" : "no more from", each.days.from.iso(), each.bond->says),
        {proof_over(*answer.with, *each.instrument, each.bond->clause, each.state,
                    each.days.from)}));
  }
  for (const Difference::RuleMoved& each : answer.difference.rules) {
    if (shown > 0 && (answer.difference.statuses.size() + answer.difference.bonds.size() > 0 ||
                      shown == most_proofs)) {
      break;
    }
    ++shown;
    // Where it differs since ever, a day on which the act speaks.
    Day day = each.days.from;
    for (const EffectOf& of : answer.acts) {
      const Day speaks = of.act.from ? of.act.from->lo : of.act.day.lo;
      if (each.days.from == Day::first() && each.days.contains(speaks)) day = speaks;
    }
    const char* sides = answer.acts.front().votes.empty() ? "with the act and without"
                                                          : "with these votes and as they were";
    because.push_back(
        told(day == Day::first() ? std::string(sides) : fmt::format("on {}, {}", day.iso(), sides),
             {proof_over(*answer.with, *each.instrument, each.clause, each.state, day),
              proof_over(*answer.without, *each.instrument, each.clause, each.state, day)}));
  }
  return told("what differs, and why", std::move(because));
}

std::vector<std::string> warnings_of(Desk& desk, EffectAnswer& answer) {
  std::vector<std::string> out;
  const States& states = desk.record().states();
  std::set<std::string> beyond;
  auto presumed = [&](const std::vector<std::string>& all) {
    for (const std::string& each : all) {
      std::string says = capital(each) + ".";
      if (std::find(out.begin(), out.end(), says) == out.end()) out.push_back(std::move(says));
    }
  };
  for (const EffectOf& of : answer.acts) {
    if (std::string says = desk.beyond(*of.instrument, answer.known, answer.known);
        !says.empty() && beyond.insert(says).second) {
      out.push_back(std::move(says));
    }
    if (!of.act.confirmed) {
      out.push_back(
          fmt::format("No document confirms {}.", short_id(of.act.id, of.instrument->slug)));
    }
    for (const std::optional<DateRow>* row : {&of.row, &of.when_made}) {
      if (!*row || !(*row)->counted_from) continue;
      out.push_back(rounded_words(*(*row)->counted_from, (*row)->effective->lo, (*row)->cites,
                                  of.instrument->slug));
    }
    // What follows is computed as if the act stood; whether it would be taken is told.
    if (const LawInstrument* law = desk.law().instrument(of.instrument->slug)) {
      for (const Remark& each : remarks_on(desk, *answer.with, *law, of.act.id)) {
        out.push_back(
            fmt::format("{} {}{}: {} ({}).", capital(each.by), each.certain ? "would " : "may ",
                        each.refusal ? "refuse it" : "remark on it", each.says, each.citation));
      }
    }
    if (of.row) presumed(presumed_in_dates(*answer.with, *of.instrument, {*of.row}));
    if (answer.changes() || !of.row || !of.row->effective || of.act.state.none()) continue;
    out.push_back(fmt::format(
        "{} by {}: the State is {} on that day, and nothing follows from such an act.",
        plain(of.act.kind), states.name(of.act.state),
        plain(answer.with->status(*of.instrument, of.act.state, of.act.day.hi).status)));
  }
  for (const StatusMoved& each : answer.difference.statuses) {
    for (Engine* engine : {answer.with.get(), answer.without.get()}) {
      presumed(presumed_in_status(*engine, *each.instrument, each.state, each.days.from));
    }
  }
  return out;
}

Json outcome_json(const std::optional<DateRow>& row, std::string_view slug) {
  if (!row) return nullptr;
  return Json{{"effective", iso_or_null(row->effective)},
              {"outcome", row->outcome},
              {"citation", cited(row->cites, slug)}};
}

Json when_made_json(const EffectOf& of, std::string_view slug) {
  Json out = outcome_json(of.when_made, slug);
  if (of.when_made) out["revocable_until"] = iso_or_null(of.revocable_when_made);
  return out;
}

Json act_json(const EffectOf& of) {
  const std::string& slug = of.instrument->slug;
  return Json{{"id", of.act.id},
              {"instrument", slug},
              {"state", of.act.state.none() ? Json(nullptr) : Json(of.act.state.text())},
              {"actor", of.act.actor},
              {"kind", of.act.kind},
              {"day", of.act.day.iso()},
              {"known", of.act.known.iso()},
              {"on_record", of.on_record},
              {"confirmed", of.act.confirmed},
              {"votes", of.votes.empty() ? Json(nullptr) : Json(of.votes)},
              {"as_known", outcome_json(of.row, slug)},
              {"when_made", when_made_json(of, slug)}};
}

Json from_json(Span days) {
  return days.from == Day::first() ? Json(nullptr) : Json(days.from.iso());
}
Json until_json(Span days) {
  return days.until == Day::never() ? Json(nullptr) : Json(days.until.iso());
}

// What ends in the way of a duty: it held without the act, and does not with it.
bool ends(const BondMoved& moved) {
  return moved.bond->tells == Tells::duty && !moved.begins() && moved.before == Truth::yes;
}
bool is_left(const BondMoved& moved) {
  return moved.bond->tells == Tells::remains && moved.begins();
}

Json bond_json(const Law& law, const BondMoved& moved) {
  const std::string& slug = moved.instrument->slug;
  return Json{{"what", moved.bond->says},
              {"citation", cited(clause_of(law, *moved.bond).cites, slug)},
              {"kind", word(moved.bond->tells)},
              {"instrument", slug},
              {"state", moved.state.text()},
              {"from", from_json(moved.days)},
              {"until", until_json(moved.days)},
              {"disputed", moved.disputed}};
}

}  // namespace

std::int64_t at_least(Fraction number) {
  return (number.numerator() + number.denominator() - 1) / number.denominator();
}

std::vector<const DateMoved*> EffectAnswer::dates() const {
  std::vector<const DateMoved*> out;
  for (const DateMoved& each : difference.dates) {
    if (each.own && (!changes() || each.before == each.after)) continue;
    out.push_back(&each);
  }
  return out;
}

EffectAnswer effect(Desk& desk, const EffectAsked& asked) {
  const int ways =
      (asked.id.empty() ? 0 : 1) + (asked.acts.empty() ? 0 : 1) + (asked.votes.empty() ? 0 : 1);
  if (ways != 1) {
    refuse(Code::word_missing, fmt::format("Say one act: by its id, with {}, or with {}.",
                                           desk.word("act", "\"STATE KIND INSTRUMENT DAY\""),
                                           desk.word("vote", "\"ACT-ID STATE=abstain\"")));
  }
  EffectAnswer answer;
  Worlds worlds = worlds_of(desk, asked);
  answer.known = known_day(desk, asked, worlds.known);
  answer.record_without = with_change(desk, worlds.taken);
  answer.record_with = with_change(desk, worlds.added);
  std::vector<const LawInstrument*> about = reached(desk.law(), worlds.all);
  if (const LawInstrument* court = desk.law().court("")) about.push_back(court);
  auto engine = [&](const Record& record) {
    return std::make_shared<Engine>(engine_of(desk, record, answer.known, about));
  };
  answer.without = engine(*answer.record_without);
  answer.with = engine(*answer.record_with);

  for (const std::string& id : worlds.ids) {
    answer.acts.push_back(effect_of(desk, answer, id));
    answer.acts.back().votes = worlds.votes[id];
  }
  answer.difference =
      difference(desk.law(), desk.record().states(), *answer.without, *answer.with, worlds.all);
  if (const LawInstrument* court = desk.law().court("")) {
    answer.verdicts = verdicts_moved(*court, desk.record().states(), desk.atlas(), *answer.without,
                                     *answer.with, answer.difference,
                                     reach_of(desk.law(), answer, worlds, *court, desk.atlas()));
    if (!asked.incidents.empty()) {
      ScreenRequest request;
      request.inputs = {asked.incidents};
      request.points = desk.point_sources();
      Result<IncidentsMoved> moved = incidents_moved(
          {*answer.without, desk.law(), *answer.record_without, desk.atlas(), *court},
          {*answer.with, desk.law(), *answer.record_with, desk.atlas(), *court}, request);
      if (!moved) broken({moved.error()});
      answer.incidents = std::move(*moved);
    }
  }
  answer.legal_effect = legal_effect(desk.law(), answer.difference, answer.verdicts);
  if (!answer.changes()) answer.done_by = done_by(desk, answer, worlds);
  std::set<StateCode> told_of;
  for (const EffectOf& each : answer.acts) {
    if (each.act.state.none() || !told_of.insert(each.act.state).second) continue;
    std::vector<BondMoved> stays =
        bonds_that_stay(desk.law(), *answer.without, *answer.with, worlds.all, each.act.state,
                        settled_on(answer, each));
    answer.stays.insert(answer.stays.end(), stays.begin(), stays.end());
  }
  answer.bound = bound_of(desk, answer);
  answer.warnings = warnings_of(desk, answer);
  answer.proof = answer.changes() ? why_something(desk, answer) : why_nothing(desk, answer);
  return answer;
}

Json json_of(Desk& desk, const EffectAnswer& answer) {
  const Law& law = desk.law();
  Json acts = Json::array();
  for (const EffectOf& each : answer.acts) acts.push_back(act_json(each));
  Json dates = Json::array();
  for (const DateMoved* each : answer.dates()) {
    const std::string& slug = each->instrument->slug;
    dates.push_back(Json{{"what", each->what},
                         {"state", each->state.none() ? Json(nullptr) : Json(each->state.text())},
                         {"before", iso_or_null(each->before)},
                         {"after", iso_or_null(each->after)},
                         {"citation", cited(each->cites, slug)},
                         {"act", each->act.empty() ? Json(nullptr) : Json(each->act)},
                         {"instrument", slug}});
  }
  Json statuses = Json::array();
  for (const StatusMoved& each : answer.difference.statuses) {
    statuses.push_back(Json{{"state", each.state.text()},
                            {"before", each.before},
                            {"after", each.after},
                            {"from", from_json(each.days)},
                            {"until", until_json(each.days)},
                            {"instrument", each.instrument->slug}});
  }
  Json ended = Json::array(), left = Json::array(), provisions = Json::array();
  for (const BondMoved& each : answer.difference.bonds) {
    if (ends(each)) ended.push_back(bond_json(law, each));
    if (is_left(each)) left.push_back(bond_json(law, each));
    if (each.bond->tells == Tells::remains) continue;
    Json row = bond_json(law, each);
    row["change"] = each.begins() ? "begins" : "ceases";
    row["before"] = word(each.before);
    row["after"] = each.word_after();
    provisions.push_back(std::move(row));
  }
  for (const BondMoved& each : answer.stays) {
    if (each.bond->tells == Tells::duty) left.push_back(bond_json(law, each));
  }
  Json thresholds = Json::array();
  for (const ThresholdMoved& each : answer.difference.thresholds) {
    thresholds.push_back(
        Json{{"what", each.threshold->says},
             {"citation", cited(clause_of(law, *each.threshold).cites, each.instrument->slug)},
             {"instrument", each.instrument->slug},
             {"before", at_least(each.before)},
             {"after", at_least(each.after)},
             {"from", from_json(each.days)},
             {"until", until_json(each.days)}});
  }
  Json bound = Json::array();
  for (const EffectAnswer::Bound& each : answer.bound) {
    bound.push_back(Json{{"instrument", each.instrument->slug},
                         {"on", each.on.iso()},
                         {"before", each.before},
                         {"after", each.after}});
  }
  Json conclusions = Json::array();
  for (const auto& [pair, count] : answer.verdicts.conclusions) {
    conclusions.push_back(
        Json{{"before", word(pair.first)}, {"after", word(pair.second)}, {"classes", count}});
  }
  Json incidents(nullptr);
  if (answer.incidents) {
    const IncidentsMoved& moved = *answer.incidents;
    Json changed = Json::array();
    for (const auto& [pair, rows] : moved.changed) {
      changed.push_back(Json{{"before", pair.first}, {"after", pair.second}, {"rows", rows}});
    }
    incidents = Json{{"gained", moved.gained},
                     {"lost", moved.lost},
                     {"rows", moved.rows},
                     {"yes_before", moved.yes_without},
                     {"yes_after", moved.yes_with},
                     {"changed", std::move(changed)},
                     {"unreadable", moved.unreadable}};
  }
  const EffectOf& first = answer.acts.front();
  const bool one = answer.acts.size() == 1;
  const bool on_record = std::all_of(answer.acts.begin(), answer.acts.end(),
                                     [](const EffectOf& each) { return each.on_record; });
  Json made_with = desk.made_with(first.instrument);
  return Json{{"act", one ? acts.front() : Json(nullptr)},
              {"acts", acts},
              {"on_record", on_record},
              {"known", answer.known.iso()},
              {"legal_effect", word(answer.legal_effect)},
              {"done_by", answer.done_by},
              {"dates", std::move(dates)},
              {"statuses", std::move(statuses)},
              {"ends", std::move(ended)},
              {"survives", std::move(left)},
              {"revocable_until",
               one && answer.changes() ? iso_or_null(first.last_day_to_revoke) : Json(nullptr)},
              {"provisions", std::move(provisions)},
              {"thresholds", std::move(thresholds)},
              {"bound", std::move(bound)},
              {"verdicts_changed", answer.verdicts.classes},
              {"verdicts_compared", answer.verdicts.compared},
              {"conclusions_changed", std::move(conclusions)},
              {"incidents", std::move(incidents)},
              {"warnings", answer.warnings},
              {"proof", proof_json(answer.proof, first.instrument->slug)},
              {"made_with", std::move(made_with)}};
}

std::string csv_of(Desk& desk, const EffectAnswer& answer) {
  const Law& law = desk.law();
  std::string out = "what,instrument,state,from,until,before,after,says,citation\n";
  auto day = [](Day at, Day open) { return at == open ? std::string() : at.iso(); };
  for (const DateMoved* each : answer.dates()) {
    out += csv_line({each->what, each->instrument->slug, each->state.text(), "", "",
                     iso_or_empty(each->before), iso_or_empty(each->after),
                     short_id(each->act, each->instrument->slug),
                     cited(each->cites, each->instrument->slug)});
  }
  for (const StatusMoved& each : answer.difference.statuses) {
    out += csv_line({"status", each.instrument->slug, each.state.text(),
                     day(each.days.from, Day::first()), day(each.days.until, Day::never()),
                     each.before, each.after, "", ""});
  }
  auto bond = [&](const BondMoved& each) {
    out +=
        csv_line({std::string(word(each.bond->tells)), each.instrument->slug, each.state.text(),
                  day(each.days.from, Day::first()), day(each.days.until, Day::never()),
                  std::string(word(each.before)), std::string(each.word_after()), each.bond->says,
                  cited(clause_of(law, *each.bond).cites, each.instrument->slug)});
  };
  for (const BondMoved& each : answer.difference.bonds) bond(each);
  for (const ThresholdMoved& each : answer.difference.thresholds) {
    out += csv_line({"threshold", each.instrument->slug, "", day(each.days.from, Day::first()),
                     day(each.days.until, Day::never()), std::to_string(at_least(each.before)),
                     std::to_string(at_least(each.after)), each.threshold->says,
                     cited(clause_of(law, *each.threshold).cites, each.instrument->slug)});
  }
  for (const EffectAnswer::Bound& each : answer.bound) {
    out += csv_line({"bound", each.instrument->slug, "", each.on.iso(), "",
                     std::to_string(each.before), std::to_string(each.after), "States bound", ""});
  }
  for (const auto& [pair, count] : answer.verdicts.conclusions) {
    out += csv_line({"verdict_classes", "", "", "", "", std::string(word(pair.first)),
                     std::string(word(pair.second)), std::to_string(count), ""});
  }
  if (answer.incidents) {
    for (const auto& [pair, rows] : answer.incidents->changed) {
      out += csv_line(
          {"incidents", "", "", "", "", pair.first, pair.second, std::to_string(rows), ""});
    }
  }
  return out;
}

}  // namespace ratione::answers
