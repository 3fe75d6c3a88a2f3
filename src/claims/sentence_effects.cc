// When a treaty, a notice or an instrument takes effect.

#include "claims/sentence_reader.h"

namespace ratione::claims {

void SentenceReader::settle_effects() {
  effect_of_.assign(heads_.size(), nowhere);
  for (std::size_t k = 0; k < heads_.size(); ++k) {
    if (heads_[k].frame->act != "effect") continue;
    for (std::size_t j = k; j > 0; --j) {
      const Head& before = heads_[j - 1];
      if (before.frame == nullptr) continue;
      const bool leave = is_leaving(before.frame->act) || before.frame->act == "withdrawal_notice";
      if (leave && before.frame->form == Frame::Form::noun && heads_[k].from - before.to <= 14) {
        effect_of_[k] = static_cast<std::uint32_t>(j - 1);
      }
      break;
    }
  }
}

bool SentenceReader::effect(std::size_t k, Claim claim) {
  const Head& head = heads_[k];
  // "for the treaty to enter into force": what was said of treaties alone.
  const bool force = scene_.find("force", head.from, head.to).has_value();
  std::string_view first = scene_.text_of(head.from);
  // Present tense with a day that lies ahead: "takes effect on".
  bool present = first == "takes" || first == "enters" || first == "comes" || first == "is";
  std::optional<Dated> day = day_of(k, claim.future || present);
  if (present && !day) day = day_of(k, false);
  // "takes effect only after a year": ahead, on no day that is said.
  if (present && !day && !claim.at_once) claim.future = true;
  if (day) claim.date = day->days;
  if (present && claim.date && claim.date->lo > dated_) claim.future = true;
  if (std::optional<std::uint32_t> since = since_before(day)) claim.since = true;

  bool leaving = effect_of_[k] != nowhere;
  if (!leaving && !force && memory_.claim && scene_.treaties().empty()) {
    ActWord last = memory_.claim->act;
    leaving = last == ActWord::withdrawal_notice || last == ActWord::withdrawal_effective ||
              last == ActWord::withdrawal_announced;
  }
  if (leaving) {
    claim.act = ActWord::withdrawal_effective;
    Who who = effect_of_[k] != nowhere ? subject(effect_of_[k]) : subject(k);
    if (!who.found()) who.states = memory_.subject;
    if (!who.found()) return true;
    claim.actors = who.states;
    claim.group = who.group;
    const Treaty* treaty = nearest_treaty(head);
    put_treaty(claim, treaty);
    // "declared that it was effective at once": what was declared is checked as that.
    if (claim.at_once && scene_.find("announce", scene_.from(), head.from)) {
      claim.act = ActWord::withdrawal_announced;
      claim.date.reset();
    }
    add(claim);
    return true;
  }
  // Of the treaty, perhaps for a State.
  const Treaty* treaty = nearest_treaty(head);
  put_treaty(claim, treaty);
  if (claim.instrument.empty() || (treaty == nullptr && !memory_.claim)) return true;
  if (is(head.from, "worked") || is(head.from, "works")) return true;
  claim.act = ActWord::entry_into_force;
  Who who;
  for (const Actors& actors : scene_.actors()) {
    if (actors.region) continue;
    bool before_for = actors.from > scene_.from() &&
                      (is(actors.from - 1, "for") || is(actors.from - 1, "on") ||
                       (is(actors.from - 1, "the") && actors.from > scene_.from() + 1 &&
                        (is(actors.from - 2, "for") || is(actors.from - 2, "on"))));
    bool object = actors.from == head.to || (actors.from == head.to + 1 && is(head.to, "the"));
    if (before_for || object) take(who, actors);
  }
  // "will bind the country"
  if (inside(head.to) && scene_.has(head.to, "pronoun.country") > 0) {
    who.states = memory_.subject;
  }
  if (!who.found()) {
    for (std::uint32_t i = head.to; i < std::min(head.to + 6, scene_.to()); ++i) {
      if (is(i, "for") && inside(i + 1) &&
          (scene_.has(i + 1, "pronoun.one") > 0 || scene_.has(i + 1, "pronoun.country") > 0)) {
        who = left_of(head.from, scene_.from());
        if (!who.found()) who.states = memory_.subject;
      }
    }
  }
  // "For the Union it enters into force on": for whom, the names do not say.
  for (std::uint32_t i = scene_.from(); i + 2 < scene_.to() && !who.found(); ++i) {
    const bool unknown = is(i, "for") && is(i + 1, "the") && scene_.token(i + 2).capital &&
                         scene_.treaty_at(i + 2) == nullptr && scene_.organ_at(i + 2) == nullptr;
    if (unknown) return true;
  }
  // "The accession of Chad takes effect on": for whose it is.
  for (std::size_t j = k; j > 0 && !who.found(); --j) {
    const Head& noun = heads_[j - 1];
    if (noun.frame == nullptr || noun.frame->form != Frame::Form::noun || !is_entry(noun)) continue;
    if (head.from - noun.to <= 14) who = subject(j - 1);
  }
  claim.actors = who.states;
  if (claim.actors.empty()) claim.perhaps = memory_.subject;
  // "was to have taken effect in July": of what, is not said.
  if (claim.actors.empty() && !force) claim.loose = true;
  if (claim.negative && claim.actors.empty() && treaty == nullptr) return true;
  if (claim.future && !claim.date && claim.actors.empty()) return false;
  add(claim);
  return true;
}

std::optional<std::uint32_t> SentenceReader::since_before(const std::optional<Dated>& day) const {
  if (!day || day->from == scene_.from()) return std::nullopt;
  if (is(day->from - 1, "since")) return day->from - 1;
  return std::nullopt;
}

}  // namespace ratione::claims
