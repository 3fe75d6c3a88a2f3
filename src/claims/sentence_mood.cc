// Clauses, denials, plans and announcements.

#include "claims/sentence_reader.h"

namespace ratione::claims {

bool SentenceReader::parts(std::uint32_t i) const {
  const Token& token = scene_.token(i);
  return token.kind == Token::Kind::mark;
}

bool SentenceReader::hard_word(std::uint32_t i) const {
  // "has not so much as signed"
  return scene_.has(i, "clause.hard") > 0 && !(inside(i + 1) && is(i + 1, "much"));
}

bool SentenceReader::soft_word(std::uint32_t i) const {
  return scene_.has(i, "relative") > 0 || scene_.has(i, "clause.soft") > 0;
}

std::uint32_t SentenceReader::clause_start(std::uint32_t at) const {
  std::uint32_t i = at;
  // The commas of a list of States part nothing.
  auto apart = [&](std::uint32_t k) {
    return hard_word(k) || (parts(k) && scene_.actors_at(k) == nullptr);
  };
  while (i > scene_.from() && !apart(i - 1)) --i;
  return i;
}

std::uint32_t SentenceReader::end_of_previous(std::size_t k) const {
  for (std::size_t j = k; j > 0; --j) {
    if (heads_[j - 1].frame != nullptr) return heads_[j - 1].to;
  }
  return scene_.from();
}

std::uint32_t SentenceReader::start_of_next(std::size_t k) const {
  for (std::size_t j = k + 1; j < heads_.size(); ++j) {
    if (heads_[j].frame != nullptr) return heads_[j].from;
  }
  return scene_.to();
}

bool SentenceReader::negated(std::size_t k) const {
  const Head& head = heads_[k];
  bool negative = head.frame->negative;
  std::uint32_t start = clause_start(head.from);
  std::uint32_t previous = end_of_previous(k);
  if (previous > start && previous < head.from) {
    bool shared =
        head.from - previous <= 2 && (is(previous, "or") || is(previous, "nor") ||
                                      (head.from - previous == 2 && is(previous + 1, "or")));
    if (shared && k > 0) return negated(k - 1) != negative;
    start = previous;
  }
  bool among = false;
  for (std::uint32_t i = head.from; i > start; --i) {
    const std::uint32_t at = i - 1;
    if (is(at, "of") && at > start && is(at - 1, "one")) among = true;
  }
  for (std::uint32_t i = head.from; i > start; --i) {
    const std::uint32_t at = i - 1;
    if (scene_.actors_at(at) != nullptr) continue;  // the "and" of a list of States
    const bool of_which = at > start + 1 && is(at - 1, "of") && scene_.has(at - 2, "negation") > 0;
    if (!among && soft_word(at) && !is(at, "since") && !is(at, "as") && !of_which) break;
    if (is(at, "and") && !among) break;
    if (scene_.has(at, "negation") > 0 && !(at + 1 < head.from && is(at + 1, "only")) &&
        !(at > start && is(at, "none") && is(at - 1, "to"))) {
      negative = !negative;
      break;
    }
    if (std::uint32_t length = scene_.has(at, "negation.verb");
        length > 0 && at + length <= head.from) {
      negative = !negative;
      break;
    }
  }
  if (inside(head.to) && (is(head.to, "no") || is(head.to, "neither"))) negative = !negative;
  if (head.frame->act == "withdrawal_notice" ||
      (head.frame->form == Frame::Form::noun && head.frame->act != "jurisdiction")) {
    for (std::uint32_t i = head.from + 1; i < head.to; ++i) {
      if (is(i, "no") || is(i, "not") || scene_.has(i, "negation.verb") > 0) {
        negative = !negative;
        break;
      }
    }
  }
  std::uint32_t end = std::min(start_of_next(k), std::min(head.to + 12, scene_.to()));
  for (std::uint32_t i = head.to; i < end; ++i) {
    std::uint32_t length = scene_.has(i, "negation.after");
    if (length > 0 &&
        !(inside(i + length) && is(i + length - 1, "followed") && is(i + length, "by"))) {
      negative = true;
      break;
    }
  }
  return negative;
}

bool SentenceReader::finite(const Head& head) const {
  std::string_view first = scene_.text_of(head.from);
  return head.frame->done || head.frame->process || first.ends_with("ed");
}

SentenceReader::Mood SentenceReader::mood(std::size_t k) const {
  const Head& head = heads_[k];
  Mood mood;
  if (is_leaving(head.frame->act)) {
    for (std::uint32_t i = scene_.from(); i < head.from; ++i) {
      if (scene_.token(i).is(';')) mood.announced = nowhere;
      if (scene_.has(i, "announce") > 0) mood.announced = i;
    }
  }
  // "said on Thursday that it would leave"
  if (is_leaving(head.frame->act) && mood.announced == nowhere) {
    std::uint32_t would = nowhere;
    for (std::uint32_t i = head.from; i > scene_.from() && head.from - i < 10; --i) {
      const std::uint32_t at = i - 1;
      if (scene_.token(at).kind == Token::Kind::mark) break;
      const bool going = scene_.has(at, "be") > 0 && i == head.from && head.frame->process;
      if (is(at, "would") || scene_.has(at, "modal.future") > 0 || going) would = at;
      if (would != nowhere && at + 1 == would && scene_.has(at, "also") > 0) would = at;
      if (scene_.has(at, "say") == 0) continue;
      const bool own =
          would != nowhere && would > at + 1 &&
          (scene_.has(would - 1, "pronoun.one") > 0 || scene_.has(would - 1, "pronoun.many") > 0);
      if (own) mood.announced = at;
      break;
    }
  }
  // "..., its president announced"
  if (is_leaving(head.frame->act) && mood.announced == nowhere && head.frame->process) {
    for (std::uint32_t i = head.to; i + 1 < scene_.to(); ++i) {
      if (!scene_.token(i).is(',')) continue;
      for (std::uint32_t j = i + 1; j < std::min(i + 6, scene_.to()); ++j) {
        if (scene_.token(j).is(',')) break;
        if (scene_.has(j, "announce") > 0) mood.announced_behind = true;
      }
    }
  }
  // "Chad to leave the court", a headline.
  if (is_leaving(head.frame->act) && head.from > scene_.from() + 1 && is(head.from - 1, "to")) {
    const Actors* actors = scene_.actors_at(head.from - 2);
    if (actors != nullptr && actors->from == scene_.from() && !actors->demonym) {
      mood.announced = head.from - 1;
    }
  }
  const std::uint32_t start = clause_start(head.from);
  bool helped = false;
  for (std::uint32_t i = head.from; i > start; --i) {
    const std::uint32_t at = i - 1;
    if (soft_word(at) && finite(head)) break;
    if (std::uint32_t length = scene_.has(at, "due"); length > 0 && at + length <= head.from) {
      // "appeared set to": to whom, nobody says.
      if (at > start && scene_.has(at - 1, "seems") > 0) {
        mood.dropped = true;
        break;
      }
      mood.due = true;
      break;
    }
    if (scene_.has(at, "modal.future") > 0) {
      mood.future = true;
      break;
    }
    if (scene_.has(at, "modal") > 0 && !scene_.token(at).is(',')) {
      // May the month is no modal.
      if (scene_.token(at).capital && at != scene_.from()) continue;
      mood.dropped = true;
      break;
    }
    // "A resolution that called for a truce was vetoed": the plan is not the act.
    const bool finite_helper =
        is(at, "was") || is(at, "were") || is(at, "has") || is(at, "had") || is(at, "have");
    if (finite_helper && head.from - at <= 3 && head.frame->form == Frame::Form::verb &&
        first_ends_ed(head)) {
      helped = true;
    }
    if (helped) continue;
    if (std::uint32_t length = scene_.has(at, "plan");
        length > 0 && at + length <= head.from && scene_.has(at, "announce") <= length) {
      mood.dropped = true;
      break;
    }
  }
  // "to ratify", where nobody refused to and nobody was the first to.
  if (!mood.dropped && !mood.due && !mood.future && head.from > scene_.from() &&
      is(head.from - 1, "to")) {
    const std::uint32_t to = head.from - 1;
    bool said = false;
    for (std::uint32_t i = to > scene_.from() + 4 ? to - 4 : scene_.from(); i < to; ++i) {
      if (std::uint32_t length = scene_.has(i, "negation.verb"); length > 0 && i + length > to)
        said = true;
      if (scene_.has(i, "state.noun") > 0 || scene_.number_class(i, "ordinal.") > 0) said = true;
      if (head.frame->act == "referral" && scene_.has(i, "decide") > 0) said = true;
      if (scene_.has(i, "together.to") > 0) said = true;
      // "informed the depositary of its decision to rescind"
      if (head.frame->act == "withdrawal_revoked" && (is(i, "decision") || is(i, "decided"))) {
        said = true;
      }
    }
    for (const Number& number : scene_.numbers()) {
      if (number.ordinal && number.to <= to && to - number.to <= 3) said = true;
    }
    if (!said) mood.dropped = true;
  }
  // "told him to submit the formal notice"
  if (head.frame->form == Frame::Form::noun && is_act_of_leaving(head)) {
    for (std::uint32_t i = head.from; i > scene_.from() + 1 && head.from - i < 6; --i) {
      const std::uint32_t at = i - 1;
      if (parts(at)) break;
      if (passed_over(at) && !is(at, "to")) continue;
      if (is(at - 1, "to") && scene_.has(at, "still") == 0 && !is(at, "now") && !passed_over(at) &&
          scene_.actors_at(at) == nullptr && scene_.organ_at(at) == nullptr &&
          scene_.treaty_at(at) == nullptr) {
        mood.dropped = true;
      }
      if (scene_.has(at, "formal") == 0) break;
    }
    // "The exit will take a year."
    for (std::uint32_t i = head.to; i < std::min(head.to + 9, scene_.to()) && !parts(i) &&
                                    scene_.has(i, "relative") == 0 && !is(i, "and");
         ++i) {
      if (scene_.has(i, "modal.future") == 0) continue;
      (past_.empty() ? mood.dropped : mood.future) = true;
    }
  }
  // "Once the instrument is handed over, it will be a member": both lie ahead.
  if (head.frame->form == Frame::Form::noun && scene_.find("modal.future", head.to, scene_.to())) {
    bool is_now = false, ahead = false;
    for (std::uint32_t i = head.to; i < std::min(head.to + 4, scene_.to()) && !parts(i); ++i) {
      is_now = is_now || is(i, "is") || is(i, "are") || is(i, "has") || is(i, "have");
    }
    for (std::uint32_t i = head.from; i > scene_.from() && !parts(i - 1); --i) {
      ahead = ahead || soft_word(i - 1) || scene_.has(i - 1, "once") > 0;
    }
    if (is_now && ahead) mood.dropped = true;
  }
  // "A referral would need", "a notice may come".
  if (head.frame->form == Frame::Form::noun) {
    const std::uint32_t end = std::min(std::min(start_of_next(k), head.to + 8), scene_.to());
    for (std::uint32_t i = head.to; i < end && scene_.token(i).kind != Token::Kind::mark; ++i) {
      if (scene_.has(i, "relative") > 0) break;
      const bool modal = scene_.has(i, "modal") > 0 && scene_.has(i, "modal.future") == 0 &&
                         !scene_.token(i).capital;
      if (modal && head.frame->act == "jurisdiction" && !only_basis().empty()) break;
      if (modal || is(i, "needs") || is(i, "requires") || is(i, "need") || is(i, "required") ||
          is(i, "needed")) {
        mood.dropped = true;
      }
    }
  }
  std::string_view first = scene_.text_of(head.from);
  if (first.ends_with("ing") && head.frame->form == Frame::Form::verb && !head.frame->process &&
      head.from > scene_.from()) {
    const std::uint32_t at = head.from - 1;
    bool said = scene_.has(at, "before.ing") > 0 || head.frame->unsign ||
                head.frame->act == "intent_not_to_become_party" || head.frame->act == "veto" ||
                head.frame->act == "referral" || scene_.has(at, "deed.noun") > 0 ||
                scene_.has(at, "be") > 0 || (scene_.token(at).is(',') && is_entry(head));
    if (!said) mood.dropped = true;
  }
  return mood;
}

}  // namespace ratione::claims
