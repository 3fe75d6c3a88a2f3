// Numbers of States.

#include "claims/sentence_reader.h"

namespace ratione::claims {

void SentenceReader::counted() {
  bool votes = false;
  for (std::uint32_t i = scene_.from(); i < scene_.to(); ++i) {
    votes = votes || scene_.has(i, "votes.told") > 0;
    // "Thirteen members had supported that draft."
    if (scene_.has(i, "draft.same") > 0 && !is(i, "it")) votes = true;
  }
  if (votes) return;
  // "Six members referred it": how many did, not how many there are.
  if (std::any_of(heads_.begin(), heads_.end(), [](const Head& head) {
        return head.frame != nullptr && head.frame->act == "referral";
      })) {
    return;
  }
  // "Seventy-nine countries signed a statement": of no treaty.
  if (std::any_of(heads_.begin(), heads_.end(), [&](const Head& head) {
        return head.frame != nullptr && head.frame->form == Frame::Form::verb && is_entry(head) &&
               object_of(head).foreign;
      })) {
    return;
  }
  for (const Number& number : scene_.numbers()) {
    if (is_day(number)) continue;
    // "entered into force after 40 ratifications": how many it took, not how many there are.
    if (number.from > scene_.from() && is(number.from - 1, "after")) continue;
    // "the first sixty members": those of then.
    if (number.from > scene_.from() && is(number.from - 1, "first")) continue;
    std::optional<Claim> claim = count_at(number);
    if (!claim) continue;
    claim->sentence = index_;
    put_treaty(*claim, nearest_treaty({number.from, number.to, nullptr}));
    if (claim->instrument.empty() && (number.ordinal || claim->act == ActWord::count_signatories)) {
      claim->instrument = language_.by_default();
    }
    if (claim->instrument.empty()) continue;
    std::uint32_t start = clause_start(number.from);
    bool plan = false;
    // "eight of the 44 that are named have not ratified"
    for (std::uint32_t i = number.to + 1; i < scene_.to() && !parts(i); ++i) {
      if ((is(i, "not") || is(i, "never")) && scene_.has(i - 1, "have") > 0) plan = true;
      if (scene_.has(i, "negation.verb") > 0) plan = true;
    }
    for (std::uint32_t i = start; i < number.from; ++i) {
      plan = plan || scene_.has(i, "plan") > 0 || (scene_.has(i, "modal") > 0 && !is(i, "may"));
    }
    for (std::uint32_t i = number.to; i < std::min(number.to + 6, scene_.to()); ++i) {
      plan = plan || is(i, "needed") || is(i, "required") || is(i, "must");
      // "31 will be parties then"
      plan = plan || (!claim->ordinal && scene_.has(i, "modal.future") > 0 &&
                      scene_.find("be", i + 1, i + 2));
    }
    if (plan) return;
    if (number.from > scene_.from()) {
      const std::uint32_t at = number.from - 1;
      if (scene_.has(at, "approximately") > 0) claim->bound = Claim::Bound::about;
      for (std::uint32_t i = at > scene_.from() + 1 ? at - 1 : scene_.from(); i <= at; ++i) {
        if (scene_.has(i, "more.than") > 0 && i + scene_.has(i, "more.than") == number.from) {
          claim->bound = Claim::Bound::over;
        }
        if (scene_.has(i, "less.than") > 0 && i + scene_.has(i, "less.than") == number.from) {
          claim->bound = Claim::Bound::under;
        }
      }
    }
    for (const Dated& each : past_) {
      const bool here = each.from >= start || each.from <= scene_.from() + 2;
      if (!here || (!each.days.certain() && claim->date)) continue;
      // "opened in July 2002 and has 124 members": it has them now.
      bool now = false;
      for (std::uint32_t i = each.to; i + 1 < number.from; ++i) {
        now = now || (scene_.has(i, "and") > 0 && scene_.has(i + 1, "now.verb") > 0);
      }
      // "66 have ratified, and it will take effect on 1 July"
      for (std::uint32_t i = number.to; i < each.from; ++i) {
        now = now || hard_word(i) || scene_.has(i, "modal.future") > 0;
        // "The treaty, which has 191 parties, came into force in 1970."
        now = now || (scene_.token(i).is(',') && start > scene_.from() &&
                      scene_.token(start - 1).is(',') && scene_.has(start, "relative") > 0);
      }
      if (!now) claim->date = each.days;
    }
    // The heads that say the same are said.
    bool signed_too = false, ratified = false, consented = false;
    for (std::size_t k = 0; k < heads_.size(); ++k) {
      Head& head = heads_[k];
      if (head.frame == nullptr) continue;
      signed_too =
          signed_too || head.frame->act == "signature" || head.frame->act == "count_signatories";
      ratified = ratified || head.frame->act == "ratification" || head.frame->act == "accession" ||
                 head.frame->act == "party" || head.frame->act == "join";
      const std::string& act = head.frame->act;
      consented = consented || act == "ratification" || act == "accession" || act == "join";
      bool same = is_entry(head) || act == "party" || act == "become" || act == "bound" ||
                  act == "count_signatories" ||
                  (act == "effect" && effect_of_[k] == nowhere && !on_day_of_force() &&
                   clause_start(head.from) < number.to);
      // "which Russia signed" is said of Russia.
      const Actors* own = head.from > scene_.from() ? scene_.actors_at(head.from - 1) : nullptr;
      if (own != nullptr && own->count == 0 && !claim->ordinal) same = false;
      if (same) drop(k);
    }
    claim->consents = consented;
    if (signed_too && !ratified) claim->act = ActWord::count_signatories;
    if (on_day_of_force()) {
      for (std::size_t k = 0; k < heads_.size(); ++k) {
        if (heads_[k].frame != nullptr && heads_[k].frame->act == "effect") drop(k);
      }
      claim->since = true;  // counted on the day of entry into force
    }
    Who who;
    for (const Actors& actors : scene_.actors()) {
      if (actors.count == 0 && !actors.region && claim->ordinal) {
        take(who, actors);
        break;
      }
    }
    // "It became the 117th."
    if (claim->ordinal && !who.found()) who.states = memory_.subject;
    // "has become the 124th Party": it is bound.
    for (std::uint32_t i = scene_.from(); i < number.from; ++i) {
      claim->past = claim->past || (scene_.has(i, "become") > 0 &&
                                    (is(i, "became") || scene_.has(i - 1, "have") > 0));
    }
    const bool ahead = scene_.find("modal.future", scene_.from(), scene_.to()).has_value();
    if (claim->ordinal && claim->date && (ahead || !claim->date->certain())) claim->date.reset();
    claim->actors = who.states;
    claims_.push_back(*claim);
    return;
  }
}

bool SentenceReader::on_day_of_force() const {
  for (std::uint32_t i = scene_.from(); i + 3 < scene_.to(); ++i) {
    if (is(i, "on") && is(i + 1, "the") && is(i + 2, "day")) return true;
  }
  return false;
}

bool SentenceReader::is_day(const Number& number) const {
  auto in = [&](const std::vector<Dated>& days) {
    return std::any_of(days.begin(), days.end(),
                       [&](const Dated& d) { return d.from <= number.from && number.to <= d.to; });
  };
  return in(past_) || (number.value >= 1900 && number.value <= 2100);
}

std::optional<Claim> SentenceReader::count_at(const Number& number) const {
  Claim claim;
  claim.act = ActWord::count_parties;
  claim.count = number.value;
  claim.from = scene_.token(number.from).from;
  claim.to = scene_.token(number.to - 1).to;
  // membership stands at 122
  std::uint32_t start = number.from > scene_.from() + 8 ? number.from - 8 : scene_.from();
  bool membership = false;
  for (std::uint32_t i = start; i < number.from; ++i) {
    // Of something else, where no treaty or court is named.
    const bool other = scene_.treaties().empty() && is(i + 1, "of");
    membership = membership || (is(i, "membership") && !other);
  }
  if (membership && number.from > scene_.from() &&
      (is(number.from - 1, "at") || is(number.from - 1, "to")) && number.value >= 10) {
    claim.ordinal = is(number.from - 1, "to");
    return claim;
  }
  // State Party number 123
  if (number.from > scene_.from() + 1 && is(number.from - 1, "number") &&
      scene_.has(number.from - 2, "state.noun") > 0) {
    claim.ordinal = true;
    return claim;
  }
  std::uint32_t noun = nowhere;
  for (std::uint32_t i = number.to; i < std::min(number.to + 4, scene_.to()); ++i) {
    if (scene_.actors_at(i) != nullptr && scene_.actors_at(i)->count == 0) break;
    if (scene_.token(i).kind == Token::Kind::mark) break;
    if (scene_.has(i, "state.noun") > 0) {
      noun = i;
      break;
    }
  }
  // "Of the 193 members of the UN, 122 have ratified"
  if (noun != nowhere && noun + 2 < scene_.to() && is(noun + 1, "of")) {
    std::uint32_t at = noun + 2;
    if (is(at, "the") && at + 1 < scene_.to()) ++at;
    if (scene_.organ_at(at) != nullptr) return std::nullopt;
  }
  if (noun == nowhere && number.value >= 10 && !number.ordinal && inside(number.to) &&
      scene_.has(number.to, "have") > 0 && scene_.find("state.noun", scene_.from(), number.from) &&
      says_membership(number)) {
    return claim;
  }
  if (noun == nowhere) return std::nullopt;
  // "the 22 members of the Arab League"
  if (noun + 2 < scene_.to() && is(noun + 1, "of")) {
    const std::uint32_t at = is(noun + 2, "the") ? noun + 3 : noun + 2;
    if (inside(at) && scene_.token(at).capital && scene_.treaty_at(at) == nullptr) {
      return std::nullopt;
    }
  }
  // "the council's fifteen members"
  if (number.from > scene_.from() + 1 &&
      scene_.token(number.from - 1).kind == Token::Kind::possessive &&
      scene_.organ_at(number.from - 2) != nullptr) {
    return std::nullopt;
  }
  // "Thirty-four African States": of a part of the world.
  if (!number.ordinal && number.value > 1) {
    scene_.marks_at(number.to, [&](const Mark& mark) {
      if (mark.group != 0 || language_.names()[mark.name].kind != Name::Kind::group) return;
      const std::string& region = language_.names()[mark.name].id;
      if (!language_.region(region).empty()) claim.ranked_in = region;
    });
  }
  if (!claim.ranked_in.empty()) {
    return says_membership(number) ? std::optional<Claim>(claim) : std::nullopt;
  }
  // "its 34 African members": some of them.
  for (std::uint32_t i = number.to; i < noun; ++i) {
    if (scene_.has(i, "some.members") > 0) return std::nullopt;
  }
  // "Forty-five countries and the European Union"
  for (std::uint32_t i = noun + 1; i < std::min(noun + 4, scene_.to()); ++i) {
    const Actors* more = scene_.actors_at(i);
    if (more != nullptr && more->states.size() == 1 && i > noun + 1 &&
        (is(noun + 1, "and") || is(noun + 1, "plus"))) {
      ++claim.count;
      break;
    }
  }
  if (number.ordinal) {
    claim.ordinal = true;
    return claim.count >= 20 && says_membership(number) ? std::optional<Claim>(claim)
                                                        : std::nullopt;
  }
  if (number.value < 10 || !says_membership(number)) return std::nullopt;
  for (std::uint32_t i = noun; i < std::min(noun + 3, scene_.to()); ++i) {
    if (is(i, "signatories") || is(i, "signatures")) claim.act = ActWord::count_signatories;
  }
  return claim;
}

bool SentenceReader::says_membership(const Number& number) const {
  bool entry = std::any_of(heads_.begin(), heads_.end(), [&](const Head& head) {
    if (head.frame == nullptr) return false;
    const std::string& act = head.frame->act;
    return is_entry(head) || act == "party" || act == "become" || act == "bound" ||
           act == "count_signatories" || act == "effect";
  });
  if (!scene_.organs().empty() && scene_.treaties().empty()) return false;
  if (entry) return true;
  bool has_word = false;
  for (std::uint32_t i = scene_.from(); i < scene_.to(); ++i) {
    has_word = has_word || is(i, "counts") || is(i, "numbers") || is(i, "has") || is(i, "binds") ||
               is(i, "belong") || is(i, "members") || is(i, "membership") ||
               scene_.has(i, "left.with") > 0;
  }
  if (number.ordinal && inside(number.to) && scene_.has(number.to, "member.word") > 0) return true;
  return has_word && !scene_.treaties().empty();
}

}  // namespace ratione::claims
