#include "engine/standing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "engine/asked.h"
#include "engine/explain.h"
#include "engine/inside.h"
#include "engine/presumptions.h"
#include "engine/rounded.h"
#include "engine/worlds.h"
#include "text/names.h"

namespace ratione {

const Effective* effective_of(const Law& law, const LawInstrument& instrument,
                              std::string_view kind) {
  const Effective* best = nullptr;
  std::size_t best_size = 0;
  for (const Effective& effective : instrument.effective) {
    if (effective.kind < 0) continue;
    const auto& kinds = law.kinds[static_cast<std::size_t>(effective.kind)].record_kinds;
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) continue;
    if (!best || kinds.size() < best_size) {
      best = &effective;
      best_size = kinds.size();
    }
  }
  return best;
}

namespace {

// The words of a status, each a rule over a State; the first that holds counts.
constexpr std::array<std::string_view, 6> statuses = {
    "party_withdrawing", "party", "former_party", "contracting", "signatory_declined", "signatory"};

// Acts that a reader of a status must hear of, besides signature and deposit.
constexpr std::array<std::string_view, 6> noted = {
    "withdrawal_notice",    "withdrawal_revoked",         "withdrawal_announced",
    "instrument_withdrawn", "intent_not_to_become_party", "termination"};

std::string spaced(std::string text) {
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

// The kinds of the record that some rule of any law reads of the instrument.
std::set<std::string, std::less<>> record_kinds_read(const Law& law, std::string_view instrument) {
  std::set<std::string, std::less<>> out;
  for (std::size_t i = 0; i < law.kinds.size(); ++i) {
    const ActKind& kind = law.kinds[i];
    if (!law.kinds_read[i] || kind.instrument != instrument) continue;
    out.insert(kind.record_kinds.begin(), kind.record_kinds.end());
  }
  return out;
}

struct Effect {
  std::optional<DayRange> day;
  std::string outcome;
  int by = -1;  // the clause that gave the day: the definition, or an exception to it
  std::optional<Day> counted_from;
};

Effect effect_of(Evaluator& e, int clause, const std::vector<Value>& args, Reads* reads = nullptr) {
  Leaves leaves = explore(e, [&] { return from_day(e.date(clause, args)); });
  if (reads != nullptr) *reads = leaves.reads;
  const Leaf* shown = &leaves.leaves[0];
  for (const Leaf& leaf : leaves.leaves) {
    if (leaf.line == leaves.leaves[0].line) continue;
    Concluded c = conclude(e.law(), e.known(), leaves, [&](const Leaf& l) {
      return truth_of(l.line == leaves.leaves[0].line);
    });
    if (!c.court_reading) return {std::nullopt, "disputed", clause, {}};
    shown = &leaves.leaves[c.shown];
    break;
  }
  enter(e, shown->world);
  DayRange day = e.date(clause, args);
  int by = clause;
  const Clause& c = e.law().clauses[static_cast<std::size_t>(clause)];
  Env env = e.env_of(c, args);
  const DayRange base = e.day(*c.value, env);
  for (int id : c.exceptions) {
    if (e.applies_to_day(id, args, base) != Truth::yes) continue;
    by = id;
    break;
  }
  std::optional<Day> from;
  if (day.certain()) {
    from = counted_from(e, by, args, by == clause ? std::nullopt : std::optional(base), day.lo);
  }
  leave(e, shown->world);
  e.take_reads();
  if (day.lo == Day::never()) {
    // Never by an exception is final; never because a threshold is not met yet
    // may still come.
    if (by == clause) return {std::nullopt, "pending", by, {}};
    const std::string& name = e.law().clauses[static_cast<std::size_t>(by)].name;
    return {std::nullopt, name == "revoked" ? "revoked" : "never", by, {}};
  }
  // It may never come: an open fact decides (the authority of who declared it).
  if (day.hi == Day::never()) return {std::nullopt, "undetermined", by, {}};
  return {day, day.hi <= e.known() ? "in_force" : "pending", by, from};
}

// Which presumptions, among the findings read, decide: `told` says something else if
// one of them is answered against what is presumed. What it reads in turn is not asked.
template <class Told>
std::vector<std::string> presumptions(Evaluator& e, const Reads& reads, const Told& told) {
  std::vector<std::string> out;
  Inputs& inputs = e.inputs();
  for (const Read read : reads.all()) {
    const std::string* written = inputs.finding_of(read.cell);
    if (written == nullptr || inputs.answered(read.cell) != Inputs::Answer::open) continue;
    const Finding* finding = finding_of(e.law(), inputs.instrument(), *written);
    if (finding == nullptr || !finding->presumed) continue;
    // Of a State or an act it is asked by its own name.
    if (!finding->params.empty() && written->find('(') == std::string::npos) continue;
    const std::string asked = *written;
    inputs.answer(asked, *finding->presumed ? Inputs::Answer::no : Inputs::Answer::yes);
    const bool decides = told();
    inputs.answer(asked, Inputs::Answer::open);
    if (decides) {
      out.push_back(fmt::format("presumed {}: {} ({})", *finding->presumed ? "yes" : "no",
                                finding->question, asked));
    }
  }
  e.take_reads();
  return out;
}

// The days on which a thing of that day has come, or has not, as it has on `on`.
Span same_side(Day day, Day on) {
  return day <= on ? Span{day, Day::never()} : Span{Day::first(), day};
}

// Is the act there only on a reading that the court does not follow?
bool there_only_if(const Evaluator& e, const BoundAct& act) {
  if (act.only_on_dispute < 0) return false;
  const Dispute& dispute = e.law().disputes[static_cast<std::size_t>(act.only_on_dispute)];
  return dispute.followed_on(e.known()) != act.only_on_reading;
}

}  // namespace

std::string not_known(const Record& record, const LawInstrument& instrument, const StatusRow& row) {
  const Instrument* found = record.instrument(instrument.slug);
  const bool gaps = found != nullptr && found->complete_to == Day::first();
  if (!gaps || row.status != "none" || !row.acts.empty() || !row.notes.empty()) return "";
  return "not known: the record has gaps, and no act of this State";
}

std::vector<DateRow> effects(Evaluator& e, const LawInstrument& instrument) {
  e.inputs().ask(instrument);
  e.take_reads();
  std::vector<DateRow> rows;
  for (const Effective& effective : instrument.effective) {
    if (effective.event.empty()) continue;
    Effect effect = effect_of(e, effective.clause, {});
    DateRow row;
    row.counted_from = effect.counted_from;
    row.kind = effective.event;
    row.effective = effect.day;
    row.outcome = effect.outcome;
    row.cites = e.law().clauses[static_cast<std::size_t>(effect.by)].cites;
    rows.push_back(std::move(row));
  }
  auto read = record_kinds_read(e.law(), instrument.slug);
  for (const BoundAct* bound : e.facts().of_instrument(instrument.slug)) {
    const Act& act = *bound->act;
    DateRow row;
    row.act_id = act.id;
    row.state = act.state;
    row.kind = act.kind;
    row.deposited = act.day;
    row.confirmed = act.confirmed;
    row.note = act.note;
    if (const FieldReading* named = bound->field("named")) row.named_effective = named->day;
    if (const Effective* effective = effective_of(e.law(), instrument, act.kind)) {
      Effect effect = effect_of(e, effective->clause, {Value{{}, bound, {}}});
      row.effective = effect.day;
      row.counted_from = effect.counted_from;
      row.outcome = effect.outcome;
      row.cites = e.law().clauses[static_cast<std::size_t>(effect.by)].cites;
    } else {
      // An act that no rule reads changes nothing.
      row.outcome = read.contains(act.kind) ? "in_force" : "no_effect";
    }
    if (there_only_if(e, *bound)) {
      row.effective.reset();
      row.counted_from.reset();
      row.outcome = "disputed";
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

namespace {

// The status and the days of membership, under the inputs of the moment; what was read.
StatusRow membership(Evaluator& e, const LawInstrument& instrument, StateCode state, Day on,
                     Reads* reads = nullptr) {
  StatusRow row;
  row.state = state;
  row.status = "none";
  e.take_reads();
  const std::vector<Value> args{Value{state, nullptr, {}}};

  std::array<int, statuses.size()> rules;
  for (std::size_t i = 0; i < statuses.size(); ++i)
    rules[i] = e.law().clause(instrument.slug, statuses[i]);
  // The whole of a status in one line: index + 1 of the word that holds, so
  // that worlds branch where any of them differs.
  Leaves leaves = explore(e, [&] {
    TruthLine touched(Truth::no);
    for (int rule : rules) {
      if (rule >= 0) touched = either(touched, e.rule(rule, args));
    }
    return touched;
  });
  struct Found {
    std::string status = "none", perhaps;
  };
  std::vector<Found> found;
  for (const Leaf& leaf : leaves.leaves) {
    enter(e, leaf.world);
    Found f;
    for (std::size_t i = 0; i < statuses.size(); ++i) {
      if (rules[i] < 0) continue;
      const TruthLine line = e.rule(rules[i], args);
      row.valid = row.valid.intersect(line.span_at(on));
      Truth t = line.at(on);
      if (t == Truth::yes) {
        f.status = std::string(statuses[i]);
        break;
      }
      if (t == Truth::undetermined && f.perhaps.empty()) f.perhaps = std::string(statuses[i]);
    }
    leave(e, leaf.world);
    found.push_back(std::move(f));
  }
  std::size_t shown = 0;
  bool differ = std::any_of(found.begin(), found.end(),
                            [&](const Found& f) { return f.status != found[0].status; });
  if (differ) {
    Concluded c = conclude(e.law(), e.known(), leaves, [&](const Leaf& leaf) {
      return truth_of(found[static_cast<std::size_t>(&leaf - leaves.leaves.data())].status ==
                      found[0].status);
    });
    if (c.court_reading) shown = c.shown;
    std::vector<std::string> readings;
    for (std::size_t i = 0; i < found.size(); ++i) {
      std::vector<std::string> names;
      for (auto [d, r] : leaves.leaves[i].world.chosen) {
        const auto& dispute = e.law().disputes[static_cast<std::size_t>(d)];
        names.push_back(dispute.readings[static_cast<std::size_t>(r)].name);
      }
      if (names.empty()) continue;
      readings.push_back(fmt::format("{} on the {} {}", spaced(found[i].status),
                                     names.size() == 1 ? "reading" : "readings",
                                     all_of_words(names)));
    }
    row.uncertain = "disputed: " + std::string(fmt::format("{}", fmt::join(readings, "; ")));
  } else if (!found[0].perhaps.empty()) {
    row.uncertain = fmt::format("undetermined: perhaps {}", spaced(found[0].perhaps));
  }
  row.status = found[shown].status;

  enter(e, leaves.leaves[shown].world);
  int bound = e.law().clause(instrument.slug, "bound");
  if (bound >= 0) {
    std::vector<Span> spans = e.rule(bound, args).where([](Truth t) { return t == Truth::yes; });
    // The membership of that day, else the last that ended, else the first.
    auto next =
        std::find_if(spans.begin(), spans.end(), [&](const Span& span) { return span.from > on; });
    if (!spans.empty()) {
      const Span& best = next == spans.begin() ? *next : *(next - 1);
      row.bound_from = best.from;
      if (best.until < Day::never()) row.bound_until = best.until;
      if (next != spans.begin() && next - 1 != spans.begin())
        row.valid.from = std::max(row.valid.from, best.from);
      if (next != spans.end() && next != spans.begin())
        row.valid.until = std::min(row.valid.until, next->from);
    }
  }
  leave(e, leaves.leaves[shown].world);
  if (reads != nullptr) {
    *reads = leaves.reads;
    reads->add(e.take_reads());
  }
  e.take_reads();
  return row;
}

}  // namespace

StatusRow standing(Evaluator& e, const LawInstrument& instrument, StateCode state, Day on,
                   const std::map<std::string, bool>& findings) {
  e.inputs().ask(instrument);
  for (const auto& [written, yes] : findings) {
    e.inputs().answer(written, yes ? Inputs::Answer::yes : Inputs::Answer::no);
  }
  StatusRow row = membership(e, instrument, state, on);

  std::vector<std::string> unconfirmed;
  for (const BoundAct* bound_act : e.facts().of_instrument(instrument.slug, state)) {
    const Act& act = *bound_act->act;
    row.valid = row.valid.intersect(same_side(act.day.lo, on));
    if (act.day.lo > on) continue;
    bool is_noted = std::find(noted.begin(), noted.end(), act.kind) != noted.end();
    const Effective* effective = effective_of(e.law(), instrument, act.kind);
    Effect effect;
    if (effective) effect = effect_of(e, effective->clause, {Value{{}, bound_act, {}}});
    // A signature that the law gives no effect is none.
    if (act.kind == "signature" && !row.signed_on && effect.outcome != "never") {
      row.signed_on = act.day.lo;
    }
    bool counts = act.kind == "signature" || is_noted ||
                  (effective && (effect.outcome == "never" || effect.outcome == "in_force" ||
                                 effect.outcome == "pending"));
    if (counts) row.acts.push_back(act.id);
    if (counts && !is_noted && !act.confirmed) {
      unconfirmed.push_back(act.id.substr(act.id.find('/') + 1));
    }
    if (!is_noted) continue;
    std::string note = fmt::format("{} {}", spaced(act.kind), act.day.iso());
    if (!effective) {
      note += " (no legal effect)";
    } else if (act.kind == "withdrawal_notice" && effect.day) {
      row.valid = row.valid.intersect(same_side(effect.day->hi, on));
      note += fmt::format(" ({} {})", effect.day->hi <= on ? "took effect" : "takes effect",
                          effect.day->iso());
    } else if (effect.outcome == "never") {
      note += " (no effect)";
    }
    if (!act.confirmed) note += " (unconfirmed)";
    row.notes.push_back(std::move(note));
  }
  if (!row.uncertain.empty()) row.notes.push_back(row.uncertain);
  if (!unconfirmed.empty()) {
    row.notes.push_back("unconfirmed: no document was seen for " + all_of_words(unconfirmed));
  }
  return row;
}

std::vector<std::string> presumed_in_status(Engine& engine, const LawInstrument& instrument,
                                            StateCode state, Day on) {
  Evaluator& e = engine.inside().evaluator;
  e.inputs().ask(instrument);
  Reads reads;
  const StatusRow row = membership(e, instrument, state, on, &reads);
  return presumptions(e, reads, [&] {
    const StatusRow other = membership(e, instrument, state, on);
    return other.status != row.status || other.uncertain != row.uncertain ||
           other.bound_from != row.bound_from || other.bound_until != row.bound_until;
  });
}

std::vector<std::string> presumed_in_dates(Engine& engine, const LawInstrument& instrument,
                                           const std::vector<DateRow>& rows) {
  Evaluator& e = engine.inside().evaluator;
  e.inputs().ask(instrument);
  e.take_reads();
  std::vector<std::string> out;
  auto add = [&](int clause, const std::vector<Value>& args) {
    Reads reads;
    const Effect effect = effect_of(e, clause, args, &reads);
    for (std::string& each : presumptions(e, reads, [&] {
           const Effect other = effect_of(e, clause, args);
           return other.day != effect.day || other.outcome != effect.outcome;
         })) {
      if (std::find(out.begin(), out.end(), each) == out.end()) out.push_back(std::move(each));
    }
  };
  for (const DateRow& row : rows) {
    if (row.act_id.empty()) {
      for (const Effective& each : instrument.effective) {
        if (each.event == row.kind) add(each.clause, {});
      }
      continue;
    }
    const BoundAct* act = e.facts().act(row.act_id);
    const Effective* effective = effective_of(e.law(), instrument, row.kind);
    if (act != nullptr && effective != nullptr) add(effective->clause, {Value{{}, act, {}}});
  }
  return out;
}

Proof explain_standing(Evaluator& e, const LawInstrument& instrument, StateCode state, Day on) {
  e.inputs().ask(instrument);
  const std::vector<Value> args{Value{state, nullptr, {}}};
  int last = -1;
  for (std::string_view word : statuses) {
    int rule = e.law().clause(instrument.slug, word);
    if (rule < 0) continue;
    last = rule;
    if (e.rule(rule, args).at(on) == Truth::yes) return explain_rule(e, rule, args, on);
  }
  int party = e.law().clause(instrument.slug, "party");
  if (party >= 0) last = party;
  return last < 0 ? Proof{} : explain_rule(e, last, args, on);
}

}  // namespace ratione
