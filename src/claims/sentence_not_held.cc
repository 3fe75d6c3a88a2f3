// What no record of treaty acts holds: parliaments, courts, agreements of two States.

#include "claims/sentence_reader.h"

namespace ratione::claims {

void SentenceReader::not_held() {
  const bool bilateral = scene_.find("bilateral", scene_.from(), scene_.to()).has_value();
  if (bilateral && !scene_.actors().empty()) {
    for (std::size_t k = 0; k < heads_.size(); ++k) {
      if (heads_[k].frame != nullptr) drop(k);
    }
    return say_not_held("a bilateral agreement is not in the record", "", scene_.from());
  }
  for (const OrganNamed& organ : scene_.organs()) {
    const Language::Organ* office = language_.organ(organ.id);
    if (office == nullptr || office->not_held.empty()) continue;
    const std::string court = language_.court_of(organ.id);
    const std::optional<std::uint32_t> verb = decides(organ);
    if (!verb || (court.empty() && !concerns_treaty(*verb))) continue;
    for (std::size_t k = 0; k < heads_.size(); ++k) {
      if (heads_[k].frame == nullptr || heads_[k].from < *verb) continue;
      bool other = false;
      for (std::uint32_t i = *verb; i < heads_[k].from; ++i) {
        // "..., and the country deposited its instrument"
        other = other || hard_word(i) || scene_.token(i).is(';') ||
                (scene_.token(i).is(',') && scene_.has(i + 1, "and") > 0);
      }
      if (!other) drop(k);
    }
    const bool unnamed = language_.organ_is(organ.id, "unnamed");
    return say_not_held(office->not_held, unnamed ? "" : !court.empty() ? court : organ.id, *verb);
  }
}

std::optional<std::uint32_t> SentenceReader::decides(const OrganNamed& organ) const {
  // "only if the Senate agreed"
  for (std::uint32_t i = clause_start(organ.from); i < organ.from; ++i) {
    if (scene_.has(i, "modal") > 0 && !scene_.token(i).capital) return std::nullopt;
  }
  for (std::uint32_t i = organ.to; i < std::min(organ.to + 8, scene_.to()); ++i) {
    if (scene_.token(i).is(',') || scene_.token(i).is(';')) break;
    if (scene_.has(i, "modal") > 0 || scene_.has(i, "plan") > 0) break;
    if (scene_.has(i, "decide") > 0) return i;
  }
  // "approved by parliament", "turned down by a Turkish court"
  for (std::uint32_t i = organ.from; i > scene_.from() && organ.from - i < 4; --i) {
    if (scene_.has(i - 1, "agent") == 0) continue;
    for (std::uint32_t j = i - 1; j > scene_.from() && i - j < 6; --j) {
      if (parts(j - 1)) break;
      if (scene_.has(j - 1, "decide") > 0) return j - 1;
    }
  }
  return std::nullopt;
}

bool SentenceReader::concerns_treaty(std::uint32_t verb) const {
  const bool notice = std::any_of(heads_.begin(), heads_.end(), [&](const Head& head) {
    return head.frame != nullptr && head.frame->act == "withdrawal_notice";
  });
  if (notice || !scene_.treaties().empty()) return true;
  if (memory_.instrument.empty()) return false;
  const bool act = std::any_of(heads_.begin(), heads_.end(), [&](const Head& head) {
    return head.frame != nullptr &&
           (is_leaving(head.frame->act) || head.frame->act == "withdrawal_revoked");
  });
  if (act) return true;
  if (memory_.told == nowhere || memory_.told + 3 < index_) return false;
  // "approved it unanimously", "voted for the bill", "passed the ratification"
  for (std::uint32_t i = verb + 1; i < std::min(verb + 9, scene_.to()) && !scene_.token(i).is(';');
       ++i) {
    const bool named = scene_.has(i, "text.of.bill") > 0 || scene_.has(i, "step") > 0;
    if (is(i, "it") || (named && (is(i - 1, "the") || scene_.has(i - 1, "possessive") > 0))) {
      return true;
    }
  }
  return std::any_of(heads_.begin(), heads_.end(), [&](const Head& head) {
    return head.frame != nullptr && is_entry(head) && head.from > verb;
  });
}

void SentenceReader::say_not_held(std::string what, std::string organ, std::uint32_t at) {
  Claim claim;
  claim.sentence = index_;
  claim.act = ActWord::none;
  claim.from = scene_.token(at).from;
  claim.to = scene_.token(at).to;
  claim.not_held = std::move(what);
  claim.organ = std::move(organ);
  Who who = left_of(scene_.to(), scene_.from());
  claim.actors = who.states;
  put_treaty(claim, scene_.treaties().empty() ? nullptr : &scene_.treaties().front());
  claims_.push_back(std::move(claim));
}

// Whether a court, or an office of it, is said to do it.
bool SentenceReader::of_court(const Head& head) const {
  for (std::uint32_t i = scene_.from(); i < scene_.to(); ++i) {
    if (i >= head.from && i < head.to) continue;
    const bool behind = i > head.from;
    if (behind && !(i > scene_.from() &&
                    (scene_.has(i - 1, "agent") > 0 || (is(i - 1, "the") && i > scene_.from() + 1 &&
                                                        scene_.has(i - 2, "agent") > 0)))) {
      continue;
    }
    if ((scene_.has(i, "prosecutor") > 0 || scene_.has(i, "bench") > 0) &&
        !language_.court_under(memory_.instrument).empty()) {
      return true;
    }
    if (const Treaty* treaty = scene_.treaty_at(i)) {
      if (!treaty->court.empty()) return true;
      if (treaty->generic_court && !language_.court_under(memory_.instrument).empty()) return true;
    }
    if (const OrganNamed* organ = scene_.organ_at(i)) {
      if (!language_.court_of(organ->id).empty()) return true;
    }
  }
  return false;
}

// A frame of an act "none.REASON".
bool SentenceReader::not_held_by(std::size_t k, const Mood& mood, Claim claim) {
  const Head& head = heads_[k];
  const Frame& frame = *head.frame;
  claim.act = ActWord::none;
  if (frame.act == "none.prediction") {
    claim.not_held = "what other States will do is in no record";
  } else if (frame.act == "none.domestic") {
    if (mood.dropped || mood.future || memory_.told == nowhere || memory_.told + 3 < index_) {
      return true;
    }
    claim.not_held = "what a State does with a treaty at home is not in the record";
  } else if (frame.act == "none.vote") {
    const Object object = object_of(head);
    const bool other = inside(head.to) && scene_.actors_at(head.to + (is(head.to, "the") ? 1 : 0));
    if (mood.dropped || mood.future || object.foreign || other) return true;
    if (object.treaty == nullptr && (memory_.told == nowhere || memory_.told + 3 < index_)) {
      return true;
    }
    claim.actors = subject(k).states;
    claim.not_held = "a vote in a parliament is no treaty act and not in the record";
  } else if (frame.act == "none.decision") {
    if (mood.dropped || mood.future || claim.negative || !of_court(head)) return true;
    // "his first trip since it ordered his arrest": told as known.
    for (std::uint32_t i = head.from; i > scene_.from() && !parts(i - 1); --i) {
      if (scene_.has(i - 1, "clause.soft") > 0) return true;
    }
    claim.not_held = "a decision of a court is no treaty act and not in the record of them";
  } else {
    if (object_of(head).treaty == nullptr || mood.dropped) return true;
    claim.not_held = "dealings with a court are no treaty acts and not in the record";
  }
  if (frame.act == "none.dealings") claim.actors = subject(k).states;
  put_treaty(claim, nearest_treaty(head));
  claims_.push_back(claim);
  return true;
}

}  // namespace ratione::claims
