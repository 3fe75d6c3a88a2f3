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

const Claim* SentenceReader::last_deed(std::uint32_t within) const {
  for (auto claim = claims_.rbegin(); claim != claims_.rend(); ++claim) {
    if (is_deed(claim->act)) return &*claim;
  }
  const bool near = memory_.deed && index_ - memory_.deed->sentence <= within;
  return near ? &*memory_.deed : nullptr;
}

// "followed in 2004" and not "followed the debate"; "was the first", and nothing more.
bool SentenceReader::means_the_same(const Head& head) const {
  const bool ends = !inside(head.to) || parts(head.to);
  // "handed in its own in March"
  if (scene_.has(head.to - 2, "possessive") > 0 || scene_.has(head.to - 2, "own") > 0) {
    return std::any_of(past_.begin(), past_.end(),
                       [&](const Dated& day) { return day.from == head.to; });
  }
  if (scene_.number_class(head.to - 1, "ordinal.") > 0 || scene_.has(head.to - 1, "latest") > 0)
    return ends;
  if (!scene_.has(head.from, "follow") || head.to - head.from > 1) return true;
  return ends || scene_.has(head.to, "followed.when") > 0 ||
         scene_.number_class(head.to, "weekday.") > 0 ||
         scene_.number_class(head.to, "number.") > 0;
}

bool SentenceReader::same(std::size_t k, Claim claim) {
  const bool follows = scene_.has(heads_[k].from, "follow") > 0;
  const Claim* deed = last_deed(follows ? 1 : nowhere);
  if (deed == nullptr || !means_the_same(heads_[k])) return true;
  const bool agent = scene_.has(heads_[k].to - 1, "agent") > 0;
  Who who = agent ? right_of(heads_[k].to, std::min(heads_[k].to + 4, scene_.to())) : subject(k);
  if (!who.found() || (!names(who) && who.states == deed->actors)) return true;
  Claim again = *deed;
  again.sentence = claim.sentence;
  again.from = claim.from;
  again.to = claim.to;
  // Who follows enters as well, perhaps in another way.
  const bool entered = again.act == ActWord::ratification || again.act == ActWord::accession;
  if (entered && follows) again.act = ActWord::join;
  again.quoted = claim.quoted;
  // "They have not ratified; Chad did so", "Togo never did so"
  for (std::uint32_t i = heads_[k].from; i < heads_[k].to; ++i) {
    if (!is(i, "so")) continue;
    if (std::optional<Claim> said = again_of(again, who.states, claim.negative)) again = *said;
  }
  again.actors = who.states;
  again.group = who.group;
  again.date.reset();
  if (std::optional<Dated> day = day_of(k, false)) again.date = day->days;
  add(again);
  return true;
}

// "Chad ratified in May 2000, Togo in April 2002 and Fiji in 2004": the same, of others.
// "Chad and Togo joined in 2004 and 2009": each on its own day.
bool SentenceReader::each_in_turn(const Claim& said) {
  if (said.actors.size() < 2 || past_.size() != said.actors.size() ||
      !names({said.actors, {}, {}})) {
    return false;
  }
  for (std::size_t i = 1; i < past_.size(); ++i) {
    for (std::uint32_t at = past_[i - 1].to; at < past_[i].from; ++at) {
      if (scene_.has(at, "and") == 0 && !scene_.token(at).is(',') && !is(at, "in") && !is(at, "on"))
        return false;
    }
  }
  for (std::size_t i = 0; i < past_.size(); ++i) {
    Claim each = said;
    each.actors = {said.actors[i]};
    each.date = past_[i].days;
    add(std::move(each));
  }
  return true;
}

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

std::optional<Claim> SentenceReader::again_of(const Claim& said, std::vector<StateCode> of,
                                              bool negative) const {
  if (!is_deed(said.act) && opposite(said.act) == said.act) return std::nullopt;
  Claim claim = said;
  const bool was =
      claim.negative || claim.act == ActWord::non_party || claim.act == ActWord::non_signatory;
  claim.actors = std::move(of);
  claim.group = {};
  claim.date.reset();
  claim.never = false;
  if (was != negative) {
    const ActWord other = opposite(claim.act);
    if (other == claim.act) claim.negative = negative;
    claim.act = other;
  }
  return claim;
}

// A sentence of a subject and a helping verb and little more: the verb is that of the
// sentence before.
void SentenceReader::lean_on_before() {
  // What was said or, of others, only thought of in the sentence before.
  const Claim* before = memory_.claim ? &*memory_.claim : nullptr;
  if (const Claim* deed = last_deed(1);
      deed != nullptr && (before == nullptr || before->sentence < deed->sentence)) {
    before = deed;
  }
  if (before == nullptr || before->sentence + 1 < index_) return;
  std::uint32_t helper = nowhere;
  bool negative = false, been = false;
  Who who;
  for (std::uint32_t i = scene_.from(); i < scene_.to(); ++i) {
    const Token& token = scene_.token(i);
    // "Chad has, but Togo is in no hurry"
    if (token.is(',') && helper != nowhere && i + 1 < scene_.to() && hard_word(i + 1)) break;
    if (token.kind != Token::Kind::word) continue;
    if (const Actors* actors = scene_.actors_at(i)) {
      if (actors->demonym || actors->region || actors->possessive) return;
      for (StateCode state : actors->states) who.states.push_back(state);
      i = actors->to - 1;
      continue;
    }
    if (std::any_of(past_.begin(), past_.end(),
                    [&](const Dated& day) { return day.from <= i && i < day.to; })) {
      continue;
    }
    if (scene_.has(i, "negation") > 0) negative = true;
    been = been || is(i, "been");
    const bool helps =
        scene_.has(i, "be") > 0 || scene_.has(i, "have") > 0 || scene_.has(i, "do") > 0;
    if (helps && helper == nowhere) {
      helper = i;
    } else if (const std::uint32_t all = scene_.has(i, "pronoun.all"); all > 0 && !who.found()) {
      who = left_of(i + 1, i);
      i += all - 1;
    } else if (scene_.has(i, "pronoun.one") > 0 || scene_.has(i, "pronoun.many") > 0) {
      if (who.found() || scene_.has(i, "possessive") > 0) return;
      who.states = of_memory(scene_.has(i, "pronoun.many") > 0);
    } else if (!helps && scene_.has(i, "lean.fill") == 0) {
      return;
    }
  }
  if (helper == nowhere || !who.found()) return;
  // "is", of what somebody is; "has", of what somebody did; "does", of either.
  const bool state = !is_deed(before->act) || before->act >= ActWord::non_party;
  if (scene_.has(helper, "be") > 0 && (!state || been)) return;
  if (scene_.has(helper, "have") > 0 && state != been && before->act != ActWord::non_party &&
      before->act != ActWord::non_signatory) {
    return;
  }
  std::optional<Claim> claim = again_of(*before, who.states, negative);
  if (!claim) return;
  if (!past_.empty() && !negative) claim->date = past_.front().days;
  claim->since = claim->date.has_value() && state;
  claim->sentence = index_;
  claim->from = sentence_.from;
  claim->to = sentence_.to;
  add(std::move(*claim));
}

bool SentenceReader::each_behind_colon(const Head& head, const Claim& said) {
  std::uint32_t colon = head.to;
  while (colon < scene_.to() && !scene_.token(colon).is(':')) ++colon;
  int number = said.group.number;
  for (const Actors& actors : scene_.actors()) {
    if (actors.to <= head.from && actors.count > 0) number = actors.count;
  }
  if (colon == scene_.to() || number < 2) return false;
  std::vector<Claim> out;
  std::size_t states = 0;
  const std::vector<Actors>& all = scene_.actors();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].from < colon || all[i].count > 0 || all[i].region) continue;
    Claim each = said;
    each.actors = all[i].states;
    each.group = {};
    each.date.reset();
    states += each.actors.size();
    const std::uint32_t end = i + 1 < all.size() ? all[i + 1].from : scene_.to();
    for (const Dated& day : past_) {
      if (day.from >= all[i].to && day.from < end && day.from - all[i].to <= 2)
        each.date = day.days;
    }
    out.push_back(std::move(each));
  }
  if (states != static_cast<std::size_t>(number)) return false;
  for (Claim& each : out) add(std::move(each));
  return true;
}

void SentenceReader::by_its_day() {
  std::string instrument = named_treaty();
  if (instrument.empty() && memory_.told != nowhere && memory_.told + 8 >= index_) {
    instrument = memory_.instrument;
  }
  if (instrument.empty() || language_.is_elsewhere(instrument) || past_.empty()) return;
  for (const char* kept_back :
       {"modal", "plan", "negation", "negation.verb", "due", "votes.told"}) {
    for (std::uint32_t i = scene_.from(); i < scene_.to(); ++i) {
      if (scene_.has(i, kept_back) > 0 && !(scene_.token(i).capital && i > scene_.from())) return;
    }
  }
  const bool hint = scene_.find("act.hint", scene_.from(), scene_.to()).has_value();
  const bool says = scene_.find("say", scene_.from(), scene_.to()).has_value();
  for (const Dated& day : past_) {
    // The day of the news is that of much else.
    const bool recent = dated_ - day.days.hi < 10;
    const bool wide = day.days.hi - day.days.lo > 62;
    if (day.days.hi - day.days.lo > 370 || ((recent || wide) && (!hint || says))) continue;
    // "since the vote of March", "before they left in May": another's day.
    if (day.from > scene_.from() && scene_.has(day.from - 1, "clause.soft") > 0) continue;
    Who who = left_of(day.from, scene_.from());
    // "In 2011 Chad did"
    if (!who.found() && day.from < scene_.from() + 3) who = right_of(day.to, scene_.to());
    if (!who.found() || who.low || who.states.empty()) continue;
    Claim claim;
    claim.sentence = index_;
    claim.from = sentence_.from;
    claim.to = sentence_.to;
    claim.instrument = instrument;
    claim.actors = who.states;
    claim.date = day.days;
    claim.act = ActWord::join;
    claim.loose = claim.some_act = true;
    add(std::move(claim));
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
    add(*again_of(claim, actors->states, negative));
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
