// A sentence as a whole, and what it leaves to those after it.

#include "claims/sentence_reader.h"

namespace ratione::claims {

void SentenceReader::read() {
  past_ = scene_.days(dated_, false, memory_.day);
  leave_out_dateline();
  if (!named_treaty().empty()) memory_.instrument = named_treaty();
  for (const Treaty& each : scene_.treaties()) {
    if (!each.court.empty() && !each.instrument.empty()) memory_.of_court = each.instrument;
  }
  bool asserted = !sentence_.question && !hypothetical();
  bool dropped = false;
  if (asserted) {
    heads_ = heads_of(scene_);
    prune();
    settle_effects();
    counted();
    not_held();
    for (std::size_t k = 0; k < heads_.size(); ++k) {
      if (heads_[k].frame != nullptr) dropped = !claim_of(k) || dropped;
    }
    if (!dropped) tally_alone();
    if (!dropped && claims_.empty()) lean_on_before();
    if (!dropped && claims_.empty()) by_its_day();
    finish();
  }
  remember();
  if (claims_.empty() && asserted && !dropped && names_something()) {
    found_.not_checked.push_back(index_);
  }
  for (Claim& claim : claims_) found_.claims.push_back(std::move(claim));
}

std::string SentenceReader::named_treaty() const {
  for (const Treaty& each : scene_.treaties()) {
    if (each.explicit_name && !each.instrument.empty()) return each.instrument;
  }
  return "";
}

bool SentenceReader::names_something() const {
  if (!scene_.organs().empty()) {
    for (const OrganNamed& each : scene_.organs()) {
      if (language_.organ_is(each.id, "decides")) return true;
    }
  }
  return std::any_of(scene_.treaties().begin(), scene_.treaties().end(),
                     [](const Treaty& t) { return t.explicit_name; });
}

bool SentenceReader::hypothetical() const {
  std::uint32_t i = scene_.from();
  while (i < scene_.to() && scene_.token(i).kind == Token::Kind::mark) ++i;
  if (i >= scene_.to()) return false;
  if (is(i, "if") || is(i, "whether") || is(i, "unless") || is(i, "suppose")) {
    return true;
  }
  if (scene_.has(i, "inversion") > 0) return true;
  return false;
}

bool SentenceReader::is(std::uint32_t i, std::string_view word) const {
  std::string_view text = scene_.text_of(i);
  return text.size() == word.size() &&
         std::equal(text.begin(), text.end(), word.begin(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

bool SentenceReader::is_entry(const Head& head) const {
  return head.frame != nullptr &&
         (head.frame->act == "signature" || head.frame->act == "ratification" ||
          head.frame->act == "accession" || head.frame->act == "join");
}

// "VIENNA, 6 February 2012 - ...": the day of writing, and of no act.
void SentenceReader::leave_out_dateline() {
  if (scene_.to() - scene_.from() < 4 || !scene_.token(scene_.from()).capitals) return;
  for (std::uint32_t i = scene_.from(); i < std::min(scene_.from() + 12, scene_.to()); ++i) {
    if (scene_.token(i).is('-') && i > scene_.from() &&
        scene_.token(i).from > scene_.token(i - 1).to) {
      std::erase_if(past_, [&](const Dated& day) { return day.to <= i; });
      dateline_ = i + 1;
    }
  }
}

void SentenceReader::add(Claim claim) {
  claim.named = names_something();
  claims_.push_back(std::move(claim));
}

void SentenceReader::finish() {
  std::vector<Claim> kept;
  for (Claim& claim : claims_) {
    bool same = std::any_of(kept.begin(), kept.end(), [&](const Claim& k) {
      return k.act == claim.act && k.actors == claim.actors && k.negative == claim.negative &&
             k.date == claim.date && k.instrument == claim.instrument;
    });
    if (!same) kept.push_back(std::move(claim));
  }
  claims_ = std::move(kept);
}

void SentenceReader::remember() {
  for (const Claim& claim : claims_) {
    if (claim.act == ActWord::none) continue;
    memory_.claim = claim;
    if (is_deed(claim.act)) memory_.deed = claim;
    if (claim.act == ActWord::veto) memory_.veto = claim;
    if (!claim.instrument.empty()) memory_.instrument = claim.instrument;
  }
  // Whom a pronoun means next: the subject of the claim, else who is named first.
  std::vector<StateCode> subject;
  for (const Claim& claim : claims_) {
    if (!claim.actors.empty() && claim.act != ActWord::referral) subject = claim.actors;
  }
  for (const Claim& claim : claims_) {
    if (claim.actors.size() > 1) memory_.sets[claim.actors.size()] = claim.actors;
  }
  for (const Actors& actors : scene_.actors()) {
    if (actors.states.size() > 1) memory_.sets[actors.states.size()] = actors.states;
  }
  for (const Rank least : {Rank::high, Rank::low}) {
    for (const Actors& actors : scene_.actors()) {
      if (!subject.empty()) break;
      if (actors.from < text_begins()) continue;
      if (actors.count > 0 || actors.region || rank(actors, scene_.to()) < least) continue;
      subject = actors.states;
    }
  }
  if (!subject.empty()) {
    if (subject.size() > 1) {
      memory_.many = subject;
    } else if (memory_.paragraph == sentence_.paragraph) {
      listed(subject.front());
    } else {
      memory_.list = {subject.front()};
    }
    memory_.subject = subject;
  }
  if (memory_.list.size() > 1 && subject.size() == 1) memory_.many = memory_.list;
  std::vector<StateCode> named;
  bool people = false;
  for (const Actors& actors : scene_.actors()) {
    if (actors.count > 0 || actors.region) continue;
    people = people || (actors.people && actors.states == subject);
    for (StateCode state : actors.states) {
      if (std::find(named.begin(), named.end(), state) == named.end()) named.push_back(state);
    }
  }
  if (!subject.empty() && !named.empty()) memory_.people = people;
  if (!named.empty()) memory_.named = std::move(named);
  memory_.paragraph = sentence_.paragraph;
  for (const Dated& each : past_) memory_.day = each.days;
  if (!claims_.empty() || !named_treaty().empty()) memory_.told = index_;
}

void SentenceReader::listed(StateCode state) {
  if (std::find(memory_.list.begin(), memory_.list.end(), state) == memory_.list.end()) {
    memory_.list.push_back(state);
  }
}

}  // namespace ratione::claims
