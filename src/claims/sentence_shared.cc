// The same act said of others: "did the same", "..., but Chad has", lists with gaps.

#include "claims/sentence_reader.h"

namespace ratione::claims {

namespace {

// What a State is that is not this; the same, if there is no word for it.
ActWord opposite(ActWord act) {
  switch (act) {
    case ActWord::non_party:
      return ActWord::party;
    case ActWord::party:
      return ActWord::non_party;
    case ActWord::non_signatory:
      return ActWord::signature;
    case ActWord::signature:
      return ActWord::non_signatory;
    default:
      return act;
  }
}

}  // namespace

bool SentenceReader::same(std::size_t k, Claim claim) {
  if (!memory_.deed) return true;
  Who who = subject(k);
  if (!who.found()) return true;
  Claim again = *memory_.deed;
  again.sentence = claim.sentence;
  again.from = claim.from;
  again.to = claim.to;
  again.quoted = claim.quoted;
  // "They have not ratified; Chad did so": it did.
  for (std::uint32_t i = heads_[k].from; i < heads_[k].to; ++i) {
    if (is(i, "so")) again.negative = claim.negative;
  }
  again.actors = who.states;
  again.group = who.group;
  again.date.reset();
  if (std::optional<Dated> day = day_of(k, false)) again.date = day->days;
  add(again);
  return true;
}

// "Chad ratified in May 2000, Togo in April 2002 and Fiji in 2004": the same, of others.
void SentenceReader::add_gapped(const Head& head, const Claim& said) {
  if (!said.date || head.frame->form != Frame::Form::verb) return;
  // "left the one treaty in 2019 and the other in 2020"
  for (const Treaty& treaty : scene_.treaties()) {
    if (treaty.from < head.to || treaty.instrument.empty() || treaty.instrument == said.instrument)
      continue;
    for (const Dated& day : past_) {
      if (day.from < treaty.to || day.from - treaty.to > 1 || past_.front().from >= treaty.from)
        continue;
      Claim each = said;
      each.date = day.days;
      put_treaty(each, &treaty);
      add(std::move(each));
    }
  }
  for (const Actors& actors : scene_.actors()) {
    if (actors.from < head.to || actors.count > 0 || actors.region) continue;
    for (const Dated& day : past_) {
      if (day.from < actors.to || day.from - actors.to > 1) continue;
      const bool joined = day.from == actors.to || is(actors.to, "in") || is(actors.to, "on");
      if (!joined || past_.front().from >= actors.from) continue;
      Claim each = said;
      each.actors = actors.states;
      each.group = {};
      each.date = day.days;
      add(std::move(each));
    }
  }
}

// "..., but Chad has": the same, and not so.
void SentenceReader::add_contrast(const Head& head, Claim claim) {
  for (std::uint32_t i = head.to; i + 2 < scene_.to(); ++i) {
    if (!hard_word(i) && !scene_.token(i).is(',')) continue;
    const std::uint32_t at = is(i + 1, "the") ? i + 2 : i + 1;
    const Actors* actors = inside(at) ? scene_.actors_at(at) : nullptr;
    if (actors == nullptr || actors->count > 0 || !inside(actors->to)) continue;
    std::uint32_t verb = actors->to;
    if (scene_.has(verb, "have") == 0 && scene_.has(verb, "be") == 0 && scene_.has(verb, "do") == 0)
      continue;
    bool negative = false;
    if (inside(verb + 1) && is(verb + 1, "not")) {
      negative = true;
      ++verb;
    }
    if (inside(verb + 1) && scene_.token(verb + 1).kind != Token::Kind::mark) continue;
    const bool was =
        claim.negative || claim.act == ActWord::non_party || claim.act == ActWord::non_signatory;
    if (was == negative) continue;
    claim.actors = actors->states;
    claim.group = {};
    claim.date.reset();
    claim.never = false;
    const ActWord other = opposite(claim.act);
    if (other == claim.act) claim.negative = negative;
    claim.act = other;
    add(std::move(claim));
    return;
  }
}

void SentenceReader::add_nor(const Head& head, Claim& claim) const {
  // "..., nor are China and India"
  for (std::uint32_t i = head.to; i + 2 < scene_.to(); ++i) {
    if (!is(i, "nor") && !is(i, "neither")) continue;
    if (scene_.has(i + 1, "be") == 0 && scene_.has(i + 1, "have") == 0 &&
        scene_.has(i + 1, "do") == 0)
      continue;
    Who more = right_of(i + 2, std::min(i + 5, scene_.to()));
    for (StateCode state : more.states) {
      if (std::find(claim.actors.begin(), claim.actors.end(), state) == claim.actors.end()) {
        claim.actors.push_back(state);
      }
    }
  }
}

}  // namespace ratione::claims
