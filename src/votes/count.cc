#include "votes/count.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "engine/asked.h"
#include "engine/inside.h"
#include "text/names.h"

namespace ratione {

namespace {

// More than any organ has, so that nothing that is read makes the search long.
constexpr long most_votes = 1000;

void take(std::vector<StateCode>& from, long number, std::vector<StateCode>& to) {
  const auto end = from.begin() + std::min<long>(number, static_cast<long>(from.size()));
  to.insert(to.end(), from.begin(), end);
  from.erase(from.begin(), end);
}

// The last `number` of one side, to another.
void turn(std::vector<StateCode>& from, long number, std::vector<StateCode>& to) {
  const auto begin = from.end() - std::min<long>(number, static_cast<long>(from.size()));
  to.insert(to.end(), begin, from.end());
  from.erase(begin, from.end());
}

void drop(std::vector<StateCode>& from, const std::vector<StateCode>& which) {
  std::erase_if(from, [&](StateCode state) {
    return std::find(which.begin(), which.end(), state) != which.end();
  });
}

FieldValue field_of(const std::vector<StateCode>& states) {
  FieldValue value;
  value.is = states.empty() ? FieldValue::Is::none : FieldValue::Is::known;
  for (StateCode state : states) value.states.push_back({state, Span::always(), ""});
  return value;
}

std::int64_t whole(Fraction number) {
  return (number.numerator() + number.denominator() - 1) / number.denominator();
}

std::string votes_words(long number, std::string_view more) {
  return fmt::format("{}{} vote{}", number, more, number == 1 ? "" : "s");
}

}  // namespace

std::string Remedy::words(const States& states) const {
  std::vector<std::string> parts;
  if (more_yes > 0) {
    parts.push_back(votes_words(more_yes, " more") +
                    " in favour, from members that abstained or did not vote");
  }
  if (turned > 0) parts.push_back(votes_words(turned, "") + " in favour instead of against");
  if (fewer_no > 0) parts.push_back(votes_words(fewer_no, "") + " fewer against");
  if (!not_against.empty()) {
    std::vector<std::string> names;
    for (StateCode state : not_against) names.push_back(states.name(state));
    parts.push_back(fmt::format("no vote against by {} (abstaining would have been enough)",
                                all_of_words(names)));
  }
  return all_of_words(parts);
}

Ballots::Ballots(Engine& engine, const LawInstrument& instrument, const States& states, Day on)
    : engine_(engine), instrument_(instrument), states_(states), on_(on) {}

StateCode Ballots::member(StateCode state) const {
  if (instrument_.ballot.merges < 0) return state;
  for (const BoundAct* act : engine_.inside().facts.of_kind(instrument_.ballot.merges, state)) {
    const bool begun = !act->act->from || act->act->from->hi <= on_;
    const bool over = act->act->until && act->act->until->hi <= on_;
    if (begun && !over && !act->act->about.empty()) return act->act->about.front();
  }
  return state;
}

Truth Ballots::may_vote(StateCode state) {
  auto [it, fresh] = seats_.try_emplace(state, Truth::no);
  if (!fresh) return it->second;
  Evaluator& e = engine_.inside().evaluator;
  e.inputs().ask(instrument_);
  e.take_reads();
  return it->second = e.rule(instrument_.ballot.seats, {Value{state, nullptr, {}}}).at(on_);
}

bool Ballots::apart(StateCode state) {
  if (instrument_.ballot.apart < 0) return false;
  auto [it, fresh] = apart_.try_emplace(state, false);
  if (!fresh) return it->second;
  Evaluator& e = engine_.inside().evaluator;
  e.inputs().ask(instrument_);
  e.take_reads();
  const Truth is = e.rule(instrument_.ballot.apart, {Value{state, nullptr, {}}}).at(on_);
  return it->second = is != Truth::no;
}

Errors Ballots::faults(const Votes& votes) {
  Errors out;
  auto bad = [&](std::string says) {
    out.push_back({Code::engine_bad_question, Place{}, std::move(says)});
  };
  const std::string& organ = instrument_.organ_title;
  // Of later days the seats are not known: that nobody had one would be a guess.
  const std::string as_far_as =
      !instrument_.complete_to.empty() && on_.iso() > instrument_.complete_to
          ? fmt::format(" on record, which is complete to {}", instrument_.complete_to)
          : "";
  std::map<StateCode, StateCode> seen;  // member to the State by which it was named
  for (const Side* side : {&votes.yes, &votes.no, &votes.abstain}) {
    if (side->others < 0 || side->size() > most_votes) {
      bad(fmt::format("{} votes on one side: no organ has so many members.", side->size()));
      return out;
    }
    for (StateCode state : side->named) {
      const StateCode is = member(state);
      auto [other, fresh] = seen.emplace(is, state);
      if (!fresh) {
        bad(other->second == state
                ? fmt::format("{} votes twice; name each member once.", states_.name(state))
                : fmt::format("{} and {} were one member on {}; name it once.",
                              states_.name(other->second), states_.name(state), on_.iso()));
      } else if (may_vote(is) == Truth::no) {
        bad(fmt::format("{} had no vote in the {} on {}{}; leave it out.", states_.name(state),
                        organ, on_.iso(), as_far_as));
      }
    }
  }
  if (!out.empty()) return out;
  const Pool open = pool(votes);
  const long others = votes.yes.others + votes.no.others + votes.abstain.others;
  const long free = static_cast<long>(open.apart.size() + open.alike.size());
  if (others > free) {
    bad(fmt::format("{} votes, and the {} had {} on {}{}.", others + static_cast<long>(seen.size()),
                    organ, free + static_cast<long>(seen.size()), on_.iso(), as_far_as));
  }
  return out;
}

Ballots::Pool Ballots::pool(const Votes& votes) {
  std::vector<StateCode> named;
  for (const Side* side : {&votes.yes, &votes.no, &votes.abstain}) {
    for (StateCode state : side->named) named.push_back(member(state));
  }
  Pool out;
  for (const State& state : states_.all()) {
    if (may_vote(state.code) == Truth::no || member(state.code) != state.code) continue;
    if (std::find(named.begin(), named.end(), state.code) != named.end()) continue;
    (apart(state.code) ? out.apart : out.alike).push_back(state.code);
  }
  return out;
}

std::vector<Ballots::Members> Ballots::filled(const Votes& votes) {
  const Pool open = pool(votes);
  auto named = [&](const Side& side) {
    std::vector<StateCode> out;
    for (StateCode state : side.named) out.push_back(member(state));
    return out;
  };
  std::vector<Members> out;
  const long apart = static_cast<long>(open.apart.size());
  const long alike = static_cast<long>(open.alike.size());
  // How many of those apart are against, in favour, abstain: the fewest against first.
  for (long no = 0; no <= std::min(apart, votes.no.others); ++no) {
    if (votes.no_more_apart && !out.empty()) break;
    for (long yes = 0; yes <= std::min(apart - no, votes.yes.others); ++yes) {
      for (long abstain = 0; abstain <= std::min(apart - no - yes, votes.abstain.others);
           ++abstain) {
        const long rest =
            votes.no.others - no + votes.yes.others - yes + votes.abstain.others - abstain;
        if (rest > alike) continue;
        Pool left = open;
        Members members{named(votes.yes), named(votes.no), named(votes.abstain)};
        take(left.apart, no, members.no);
        take(left.apart, yes, members.yes);
        take(left.apart, abstain, members.abstain);
        take(left.alike, votes.no.others - no, members.no);
        take(left.alike, votes.yes.others - yes, members.yes);
        take(left.alike, votes.abstain.others - abstain, members.abstain);
        out.push_back(std::move(members));
      }
    }
  }
  return out;
}

Situation Ballots::situation(const Members& members,
                             const std::map<std::string, bool>& findings) const {
  Situation out;
  out.days = Span::one(on_);
  out.fields["in_favour"] = field_of(members.yes);
  out.fields["against"] = field_of(members.no);
  out.fields["abstaining"] = field_of(members.abstain);
  out.findings = findings;
  return out;
}

Verdict Ballots::decide(const Situation& situation, bool whole) {
  Engine::Inside& in = engine_.inside();
  const std::string& name =
      in.law.clauses[static_cast<std::size_t>(instrument_.ballot.clause)].name;
  Help help;
  help.grounds_alone = !whole;
  return ratione::decide(in.evaluator, in.decided, instrument_, *instrument_.question(name),
                         situation, states_, help);
}

bool Ballots::carried(const Members& members, const std::map<std::string, bool>& findings) {
  return decide(situation(members, findings), false).conclusion == Conclusion::yes;
}

std::vector<StateCode> Ballots::blockers(const Members& members,
                                         const std::map<std::string, bool>& findings) {
  std::vector<StateCode> out;
  if (instrument_.ballot.blocks < 0) return out;
  Evaluator& e = engine_.inside().evaluator;
  put(e, instrument_, situation(members, findings));
  for (StateCode state : members.no) {
    const Leaves leaves = explore(e, [&] {
      return e.rule(instrument_.ballot.blocks, {Value{state, nullptr, {}}});
    });
    const bool blocks =
        std::any_of(leaves.leaves.begin(), leaves.leaves.end(),
                    [&](const Leaf& leaf) { return leaf.line.at(on_) == Truth::yes; });
    if (blocks) out.push_back(state);
  }
  std::sort(out.begin(), out.end());
  return out;
}

void Ballots::values(const Situation& situation, const Members& members, Count& count) {
  Engine::Inside& in = engine_.inside();
  Evaluator& e = in.evaluator;
  put(e, instrument_, situation);
  const Ballot& ballot = instrument_.ballot;
  std::optional<NumberRange> needed;
  explore(e, [&] {
    const NumberRange n = e.number(ballot.required, {}).at(on_);
    needed = needed ? NumberRange{std::min(needed->lo, n.lo), std::max(needed->hi, n.hi)} : n;
    return TruthLine(Truth::no);
  });
  count.required = whole(needed->lo);
  count.required_at_most = whole(needed->hi);
  count.blocked_by = blockers(members, situation.findings);
  // What says how many are needed: the definition, or the exceptions to it that apply.
  const Clause& clause = in.law.clauses[static_cast<std::size_t>(
      count.blocked_by.empty() ? ballot.required : ballot.blocks)];
  put(e, instrument_, situation);
  bool replaced = false;
  for (int exception : count.blocked_by.empty() ? clause.exceptions : std::vector<int>()) {
    const Truth applies = e.applies(exception, {}, std::nullopt).at(on_);
    if (applies == Truth::no) continue;
    replaced = replaced || applies == Truth::yes;
    const Clause& other = in.law.clauses[static_cast<std::size_t>(exception)];
    count.cites.insert(count.cites.end(), other.cites.begin(), other.cites.end());
  }
  if (!replaced) count.cites.insert(count.cites.begin(), clause.cites.begin(), clause.cites.end());
  e.take_reads();
}

std::vector<Remedy> Ballots::ways(const Members& members,
                                  const std::map<std::string, bool>& findings) {
  std::vector<Remedy> out;
  // With those abstaining that then stand in the way, if that is enough.
  auto tried = [&](const Members& changed, Remedy way) {
    if (!carried(changed, findings)) {
      Members freed = changed;
      way.not_against = blockers(changed, findings);
      if (way.not_against.empty()) return false;
      drop(freed.no, way.not_against);
      if (!carried(freed, findings)) return false;
    }
    out.push_back(std::move(way));
    return true;
  };
  if (tried(members, {})) return out;

  std::vector<StateCode> silent = members.abstain;
  for (const State& state : states_.all()) {
    if (may_vote(state.code) != Truth::yes || member(state.code) != state.code) continue;
    bool voted = false;
    for (const std::vector<StateCode>* side : {&members.yes, &members.no, &members.abstain}) {
      voted = voted || std::find(side->begin(), side->end(), state.code) != side->end();
    }
    if (!voted) silent.push_back(state.code);
  }
  // Those apart last against and so turned first would hide what others can do.
  auto in_order = [&](std::vector<StateCode> states) {
    std::stable_partition(states.begin(), states.end(), [&](StateCode s) { return apart(s); });
    return states;
  };
  // The least number for which it is carried: nothing that adds votes in favour or
  // takes some away from those against can undo that.
  auto least = [&](long most, const std::function<Members(long)>& changed,
                   const std::function<Remedy(long)>& way) {
    for (long number = 1; number <= most; ++number) {
      if (tried(changed(number), way(number))) return;
    }
  };
  least(
      static_cast<long>(silent.size()),
      [&](long number) {
        Members changed = members;
        std::vector<StateCode> from = silent;
        std::vector<StateCode> moved;
        take(from, number, moved);
        drop(changed.abstain, moved);
        changed.yes.insert(changed.yes.end(), moved.begin(), moved.end());
        return changed;
      },
      [](long number) {
        return Remedy{number, 0, 0, {}};
      });
  least(
      static_cast<long>(members.no.size()),
      [&](long number) {
        Members changed = members;
        changed.no = in_order(members.no);
        turn(changed.no, number, changed.yes);
        return changed;
      },
      [](long number) {
        return Remedy{0, number, 0, {}};
      });
  least(
      static_cast<long>(members.no.size()),
      [&](long number) {
        Members changed = members;
        changed.no = in_order(members.no);
        turn(changed.no, number, changed.abstain);
        return changed;
      },
      [](long number) {
        return Remedy{0, 0, number, {}};
      });
  return out;
}

Results<Count> Ballots::count(const Votes& votes, const std::map<std::string, bool>& findings) {
  if (Errors wrong = faults(votes); !wrong.empty()) return tl::unexpected(std::move(wrong));
  const std::vector<Members> all = filled(votes);
  const Situation first = situation(all.front(), findings);
  if (Errors wrong = check_situation(engine_.inside().law, instrument_, first); !wrong.empty()) {
    return tl::unexpected(std::move(wrong));
  }
  Count out;
  out.verdict = decide(first, true);
  out.conclusion = out.verdict.conclusion;
  values(first, all.front(), out);

  const Members* other = nullptr;  // that comes out otherwise
  for (const Members& members : all) {
    if (other != nullptr) break;
    if (decide(situation(members, findings), false).conclusion != out.conclusion) other = &members;
  }
  if (other != nullptr) {
    Proof without = std::move(out.verdict.proof);
    out.unless = pool(votes).apart;
    Proof node;
    node.kind = Proof::Kind::condition;
    node.says = "it depends on whose votes are not named";
    node.value = Truth::undetermined;
    node.missing = "who cast the votes that are not named";
    node.because = {std::move(without), decide(situation(*other, findings), true).proof};
    out.verdict.proof = std::move(node);
    out.verdict.missing.push_back("who cast the votes that are not named");
    out.conclusion = out.verdict.conclusion = Conclusion::undetermined;
    out.blocked_by.clear();
  } else if (out.conclusion == Conclusion::no) {
    out.ways = ways(all.front(), findings);
  }

  long seats = 0;
  for (const State& state : states_.all()) {
    if (member(state.code) != state.code) continue;
    const Truth sits = may_vote(state.code);
    if (sits == Truth::yes) ++seats;
    out.seats_open = out.seats_open || sits == Truth::undetermined;
  }
  out.not_voting = std::max(0L, seats - votes.yes.size() - votes.no.size() - votes.abstain.size());
  return out;
}

}  // namespace ratione
