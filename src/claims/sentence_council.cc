// Vetoes, referrals and votes of an organ.

#include "claims/sentence_reader.h"

namespace ratione::claims {

bool SentenceReader::veto(std::size_t k, Claim claim) {
  const Head& head = heads_[k];
  claim.act = ActWord::veto;
  claim.organ = language_.organ_that("vetoes");
  for (const OrganNamed& organ : scene_.organs()) {
    if (language_.organ_is(organ.id, "refers")) claim.organ = organ.id;
  }
  for (const OrganNamed& organ : scene_.organs()) {
    if (language_.organ_is(organ.id, "vetoes")) claim.organ = organ.id;
  }
  Who who = head.frame->form == Frame::Form::noun ? possessor(k) : Who{};
  // "Chad and Togo veto a resolution", a headline.
  bool verb = head.frame->form == Frame::Form::verb;
  if (const Actors* actors = head.from > scene_.from() ? scene_.actors_at(head.from - 1) : nullptr;
      !verb && actors != nullptr && !actors->possessive && !actors->demonym) {
    verb = true;
    take(who, *actors);
  }
  if (!who.found() && head.frame->form == Frame::Form::verb && !passive(head)) {
    // "China joined Russia in vetoing": each of them.
    const std::uint32_t start = clause_start(head.from);
    for (const Actors& actors : scene_.actors()) {
      if (actors.from < start || actors.to > head.from || actors.count > 0) continue;
      bool joined = inside(actors.to) && is(actors.to, "joined");
      if (joined) who.states.insert(who.states.end(), actors.states.begin(), actors.states.end());
    }
    Who near = left_of(head.from, scene_.from());
    for (StateCode state : near.states) {
      if (std::find(who.states.begin(), who.states.end(), state) == who.states.end()) {
        who.states.push_back(state);
      }
    }
  }
  if (!who.found()) who = subject(k);
  // "the two powers blocked it": those that are told to have voted so, and no others.
  const bool named =
      std::any_of(scene_.actors().begin(), scene_.actors().end(), [&](const Actors& actors) {
        return !who.states.empty() && std::find(actors.states.begin(), actors.states.end(),
                                                who.states.front()) != actors.states.end();
      });
  if (who.states.size() > 1 && !named &&
      (!memory_.veto ||
       !std::is_permutation(who.states.begin(), who.states.end(), memory_.veto->actors.begin(),
                            memory_.veto->actors.end()))) {
    return true;
  }
  if (who.low) {
    if (Who right = right_of(head.to, scene_.to()); right.found()) who = right;
  }
  claim.actors = who.states;
  claim.tally = tally_of(scene_);
  // "the Council and the veto": of whom, nobody says.
  if (!verb && !head.frame->ability && past_.empty() && claim.tally.empty() &&
      !possessor(k).found() && !scene_.find("drafts", scene_.from(), scene_.to())) {
    return true;
  }
  if (std::optional<Dated> day = day_of(k, false)) {
    claim.date = day->days;
  } else if (past_.size() == 1) {
    claim.date = past_.front().days;
  }
  // "since the war began in 2011": from then on.
  if (claim.date && claim.date->lo <= dated_) {
    for (const Dated& each : past_) {
      if (each.days != *claim.date) continue;
      for (std::uint32_t back = 1; back <= 6 && each.from >= scene_.from() + back; ++back) {
        if (is(each.from - back, "since")) claim.date = DayRange{claim.date->lo, dated_};
      }
    }
  }
  read_draft(head, claim);
  if (claim.count > 0 && claim.about.empty() && memory_.veto) claim.about = memory_.veto->about;
  // "vetoed the text as well": the one that was told of.
  if (!claim.date && claim.about.empty() && memory_.veto && inside(head.to) &&
      scene_.has(head.to, "draft.same") > 0) {
    claim.date = memory_.veto->date;
    claim.about = memory_.veto->about;
  }
  // "has used its veto more often than others since 1970": no draft is told of.
  if (!verb && !head.frame->ability && claim.about.empty() && claim.tally.empty() &&
      claim.count == 0 && !claim.referral && (!claim.date || claim.date->hi == dated_)) {
    const bool since = past_.empty() || scene_.find("since", scene_.from(), scene_.to());
    if (since && head.frame->act == "veto") return true;
  }
  // A parliament blocks, too.
  if (head.frame->act == "block") {
    // "a UN resolution" that two States sank
    const bool there =
        std::any_of(scene_.organs().begin(), scene_.organs().end(), [&](const OrganNamed& organ) {
          return language_.organ_is(organ.id, "vetoes") ||
                 (organ.from >= head.from && organ.to <= head.to);
        });
    const bool told = memory_.veto.has_value();
    const bool veto = scene_.find("veto", head.from, scene_.to()).has_value();
    if (!there && !told && !veto && !claim.referral) return true;
  }
  bool council = !scene_.organs().empty() || !claim.actors.empty();
  if (!council && claim.tally.empty()) return true;
  if (claim.actors.empty() && claim.tally.empty()) return true;
  put_treaty(claim, scene_.treaties().empty() ? nullptr : &scene_.treaties().front());
  for (Claim& each : claims_) {
    if (each.act == ActWord::veto) return true;  // one veto a sentence
  }
  add(claim);
  return true;
}

void SentenceReader::read_draft(const Head& head, Claim& claim) const {
  for (const Actors& actors : scene_.actors()) {
    if (actors.count > 0) continue;
    std::uint32_t at = actors.from;
    while (at > scene_.from() && is(at - 1, "the")) --at;
    const bool joined = at > scene_.from() && scene_.has(at - 1, "subject.of") > 0;
    bool behind = actors.from >= head.from && at > scene_.from() && !is(at - 1, "by") &&
                  scene_.has(at - 1, "together") == 0;
    // "..., abstained together with Chad"
    for (std::uint32_t i = head.to; behind && i < actors.from; ++i) behind = !parts(i);
    if (!joined && !behind && !actors.region) continue;
    for (StateCode state : actors.states) {
      const bool voted =
          std::find(claim.actors.begin(), claim.actors.end(), state) != claim.actors.end();
      if (!voted) claim.about.push_back(state);
    }
  }
  const bool court = std::any_of(scene_.treaties().begin(), scene_.treaties().end(),
                                 [&](const Treaty& treaty) { return is_court(&treaty); });
  claim.referral =
      claim.referral || (court && scene_.find("refers", scene_.from(), scene_.to()).has_value());
  claim.alone = scene_.find("alone", scene_.from(), scene_.to()).has_value();
  // "the eighth time that it used its veto"
  for (const Number& number : scene_.numbers()) {
    if (!number.ordinal || number.value < 2 || number.value > 300 || !inside(number.to)) continue;
    if (scene_.has(number.to, "drafts") > 0 || scene_.has(number.to, "veto") > 0 ||
        is(number.to, "time")) {
      claim.count = number.value;
    }
  }
  for (const Number& number : scene_.numbers()) {
    if (number.from < head.to || number.ordinal || number.value > 300) continue;
    for (std::uint32_t i = number.to; i < std::min(number.to + 4, scene_.to()); ++i) {
      if (scene_.token(i).kind == Token::Kind::mark) break;
      if (scene_.has(i, "drafts") > 0 && number.value > 1) claim.count = number.value;
    }
  }
}

bool SentenceReader::referral(std::size_t k, Claim claim) {
  const Head& head = heads_[k];
  // What is vetoed is told by the veto.
  for (const Head& other : heads_) {
    if (other.frame == nullptr) continue;
    if (other.frame->act == "veto" || other.frame->act == "block") return true;
    // "Only a referral can bring it before the court": none is said to be there.
    if (other.frame->act == "jurisdiction" && !only_basis().empty()) {
      return true;
    }
  }
  // "The referrals spare him that step": they are spoken of, and not told.
  const bool mentioned = head.frame->form == Frame::Form::noun && head.from > scene_.from() &&
                         (is(head.from - 1, "the") || is(head.from - 1, "those") ||
                          is(head.from - 1, "that") || is(head.from - 1, "these"));
  if (mentioned && scene_.actors().empty() && past_.empty() && scene_.organs().empty()) return true;
  claim.act = ActWord::referral;
  const bool of_court_told = !language_.court_under(memory_.instrument).empty() &&
                             (scene_.find("situation", scene_.from(), scene_.to()) ||
                              scene_.find("prosecutor", scene_.from(), scene_.to()));
  const bool court = !scene_.treaties().empty() || of_court_told ||
                     (memory_.instrument == memory_instrument_of_court());
  bool organ = false;
  for (const OrganNamed& each : scene_.organs()) {
    if (language_.organ_is(each.id, "refers")) {
      claim.organ = each.id;
      organ = true;
    }
  }
  claim.tally = tally_of(scene_);
  if (!court && !organ && claim.tally.empty()) return true;
  // The nearest States of all: after the verb, before the noun.
  Who who;
  std::uint32_t distance = nowhere;
  std::vector<StateCode> all;
  for (const Actors& actors : scene_.actors()) {
    if (actors.count > 0) continue;
    for (StateCode state : actors.states) all.push_back(state);
    std::uint32_t d = actors.from >= head.to   ? actors.from - head.to
                      : actors.to <= head.from ? head.from - actors.to
                                               : 0;
    if (head.frame->form == Frame::Form::verb && actors.from >= head.to && !passive(head)) d /= 2;
    if (d < distance) {
      distance = d;
      who.states = actors.states;
    }
  }
  if (passive(head) && all.size() > who.states.size()) who.states = all;
  if (!organ) read_referrer(head, claim, who);
  if (!who.found()) who = subject(k);
  if (!who.found()) return true;
  claim.actors = who.states;
  if (past_.size() == 1 || live_heads() == 1) {
    if (past_.size() == 1) claim.date = past_.front().days;
  } else if (std::optional<Dated> day = day_of(k, false)) {
    claim.date = day->days;
  }
  put_treaty(claim, nearest_treaty(head));
  if (claim.instrument.empty()) claim.instrument = language_.by_default();
  if (each_with_its_day(claim)) return true;
  for (Claim& each : claims_) {
    if (each.act == ActWord::referral) return true;
  }
  add(claim);
  return true;
}

// "Chad referred the situation in Togo", "was referred by six countries", "referred itself".
void SentenceReader::read_referrer(const Head& head, Claim& claim, Who& situation) const {
  if (head.frame->form == Frame::Form::noun) return;
  Who by;
  std::uint32_t behind = head.to;
  if (passive(head)) {
    for (std::uint32_t i = head.to; i + 1 < std::min(head.to + 12, scene_.to()); ++i) {
      if (scene_.has(i, "agent") == 0) continue;
      by = right_of(i + 1, std::min(i + 5, scene_.to()));
      break;
    }
    if (!by.found()) return;
    situation = left_of(head.from, scene_.from());
    behind = scene_.to();
  } else {
    by = left_of(head.from, scene_.from());
    if (!by.found() || by.low) return;
    situation = right_of(head.to, scene_.to());
    // "referred it": whom the sentence before was about.
    const bool it = inside(head.to) && is(head.to, "it");
    if (it && !memory_.subject.empty() && memory_.subject != by.states) {
      situation.states = memory_.subject;
    }
  }
  claim.by = by.states;
  claim.count = by.group.number;
  if (situation.found() && situation.states != by.states) return;
  // Its own, or the one that was told of before.
  const bool own = !memory_.claim || memory_.claim->act != ActWord::referral ||
                   scene_.find("reflexive", behind, scene_.to()).has_value();
  situation.states = own ? by.states : memory_.claim->actors;
}

bool SentenceReader::each_with_its_day(const Claim& claim) {
  std::vector<Claim> out;
  const std::vector<Actors>& all = scene_.actors();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::uint32_t end = i + 1 < all.size() ? all[i + 1].from : scene_.to();
    for (const Dated& day : past_) {
      if (day.from < all[i].to || day.from >= end || day.from - all[i].to > 3) continue;
      Claim each = claim;
      each.actors = all[i].states;
      each.date = day.days;
      out.push_back(std::move(each));
      break;
    }
  }
  if (out.size() < 2) return false;
  for (Claim& each : out) add(std::move(each));
  return true;
}

std::string SentenceReader::memory_instrument_of_court() const {
  return memory_.claim && memory_.claim->act == ActWord::referral ? memory_.instrument
         : memory_.claim && memory_.claim->act == ActWord::veto   ? memory_.instrument
                                                                  : std::string("\n");
}

void SentenceReader::tally_alone() {
  if (!claims_.empty()) return;
  Tally tally = tally_of(scene_);
  if (tally.empty()) return;
  // "A rival draft won four": another vote, of which it does not tell the day.
  for (std::uint32_t i = scene_.from() + 1; i < scene_.to(); ++i) {
    if (scene_.has(i, "draft") == 0) continue;
    for (std::uint32_t j = i > scene_.from() + 3 ? i - 3 : scene_.from(); j < i; ++j) {
      if (scene_.has(j, "draft.other") > 0) return;
    }
  }
  const bool told =
      memory_.claim && memory_.claim->sentence + 2 >= index_ &&
      (memory_.claim->act == ActWord::veto || memory_.claim->act == ActWord::referral);
  if (!told) return;
  for (const OrganNamed& organ : scene_.organs()) {
    if (organ.id != memory_.claim->organ && language_.organ_is(organ.id, "decides")) return;
  }
  // "the second of these": which, is not understood.
  for (std::uint32_t i = scene_.from(); i < scene_.to(); ++i) {
    if (scene_.number_class(i, "ordinal.") > 0) return;
  }
  Claim claim = *memory_.claim;
  claim.sentence = index_;
  claim.from = sentence_.from;
  claim.to = sentence_.to;
  claim.tally = tally;
  claim.loose = !past_.empty() || memory_.claim->sentence + 1 < index_;
  if (!past_.empty()) claim.date = past_.front().days;
  claims_.push_back(claim);
}

}  // namespace ratione::claims
