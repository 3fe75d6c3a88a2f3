// From a frame that is filled to a claim of a State's act.

#include "claims/sentence_reader.h"

namespace ratione::claims {

// "the ratification bill", "opened for signature", "is left with": no act is told.
void SentenceReader::prune() {
  std::erase_if(heads_, [&](const Head& head) {
    // "The judges gave him leave to proceed."
    if (is(head.from, "leave") &&
        scene_.find("grants", head.from - std::min(head.from - scene_.from(), 2u), head.from)) {
      return true;
    }
    if (head.frame->act == "same" && !means_the_same(head)) return true;
    if (scene_.has(head.from, "left.with") > 0) return true;
    // "the day that was left", "left for Seoul"
    if (scene_.has(head.from, "leave.behind") > 0) {
      if (head.from > scene_.from() && is(head.from, "left") && scene_.has(head.from - 1, "be") > 0)
        return true;
      if (head.from + 1 < scene_.to() && is(head.from + 1, "for") &&
          !(head.from + 2 < scene_.to() && is(head.from + 2, "good")))
        return true;
    }
    if (head.frame->form != Frame::Form::noun || !is_entry(head)) return false;
    return (inside(head.to) && scene_.has(head.to, "text.of.bill") > 0) ||
           (head.from > scene_.from() && scene_.has(head.from - 1, "for.signature") > 0);
  });
}

// What is only announced, of whoever announces it.
bool SentenceReader::announcement(std::size_t k, const Mood& mood, Claim claim) {
  const Head& head = heads_[k];
  claim.act = ActWord::withdrawal_announced;
  claim.process = false;
  claim.negative = false;
  claim.future = false;
  Object object = object_of(head);
  if (object.treaty == nullptr && scene_.treaties().empty() && memory_.instrument.empty())
    return false;
  Who who;
  if (mood.announced != nowhere) who = left_of(mood.announced, scene_.from());
  if (!who.found()) who = left_of(head.from, scene_.from());
  if (!who.found()) who = possessor(k);
  if (!who.found()) return false;
  claim.actors = who.states;
  claim.group = who.group;
  put_treaty(claim, object.treaty != nullptr ? object.treaty : nearest_treaty(head));
  // A day behind that lies ahead is that of the departure.
  std::optional<Dated> day = day_of(k, false);
  if (day && day->from >= head.to && day->days.hi > dated_) {
    day.reset();
    for (const Dated& each : past_) {
      if (each.to <= head.from) day = each;
    }
  }
  if (day) claim.date = day->days;
  add(claim);
  return true;
}

bool SentenceReader::claim_of(std::size_t k) {
  const Head head = heads_[k];
  const Frame& frame = *head.frame;
  if (frame.act == "withdrawal_effective" || frame.act == "withdrawal_notice") {
    // An effect that is said of it tells it.
    for (std::size_t j = k + 1; j < heads_.size(); ++j) {
      if (heads_[j].frame != nullptr && effect_of_[j] == k) return true;
    }
  }
  // "which leaves the United States alone"
  if (scene_.has(head.from, "leave.behind") > 0 && inside(head.to)) {
    const std::uint32_t at = is(head.to, "the") && inside(head.to + 1) ? head.to + 1 : head.to;
    if (scene_.actors_at(at) != nullptr) return true;
  }
  Claim claim;
  claim.sentence = index_;
  claim.from = scene_.token(head.from).from;
  claim.to = scene_.token(head.to - 1).to;
  claim.quoted = in_quotes(head);
  claim.at_once = scene_.find("immediate", scene_.from(), scene_.to()).has_value();
  claim.unsign = frame.unsign;
  // "States quit court": a headline stands in the present tense.
  const bool present = headline() && scene_.has(head.from, "leave.base") > 0;
  claim.process = frame.process || frame.base || present;
  claim.ability = frame.ability;
  claim.loose = frame.loose;

  Mood mood = this->mood(k);
  if (said_in_general(head) || quantified(head)) return false;
  if (frame.act == "jurisdiction") return !mood.dropped && jurisdiction(k, claim);
  if (frame.act == "effect" && effect_of_[k] != nowhere) {
    Mood noun = this->mood(effect_of_[k]);
    if (noun.dropped && !mood.future) mood.dropped = true;
  }
  const bool held_back = mood.dropped && !frame.ability && !frame.act.starts_with("none");
  claim.negative = negated(k);
  claim.future = mood.future || mood.due;

  if (frame.act.starts_with("none")) return not_held_by(k, mood, std::move(claim));
  if (mood.announced_behind || (mood.announced != nowhere && announced(k, mood.announced))) {
    return announcement(k, mood, std::move(claim));
  }
  // "considered leaving, and then changed its mind": nothing was done that is undone.
  if (frame.act == "withdrawal_revoked" && frame.object == Frame::Object::topic && planned_) {
    return false;
  }
  if (held_back) {
    planned_ = true;
    // What might be done is what others then did: "the first to do so".
    Claim deed = claim;
    deed.negative = deed.future = deed.process = deed.at_once = false;
    name_act(frame, deed);
    put_treaty(deed, nearest_treaty(head));
    if (is_deed(deed.act)) memory_.deed = std::move(deed);
    return false;
  }

  if (frame.act == "same") return same(k, claim);
  if (frame.act == "effect") return effect(k, claim);
  if (frame.act == "veto" || frame.act == "block") return veto(k, claim);
  if (frame.act == "referral") return referral(k, claim);

  if (frame.act == "party" || frame.act == "signature") {
    if (frame.form == Frame::Form::nominal && !copular(k)) return true;
  }
  // "The order was signed": no treaty was.
  if (frame.form == Frame::Form::verb && is_entry(head) && passive(head)) {
    for (std::uint32_t i = head.from; i > scene_.from() && head.from - i < 6; --i) {
      if (parts(i - 1) || scene_.treaty_at(i - 1) != nullptr) break;
      if (scene_.has(i - 1, "other.object") > 0) return true;
    }
  }
  // "has not accepted its jurisdiction over aggression": over all else it may have.
  if (frame.act == "declaration" && !crime_said().empty()) return true;
  Object object = object_of(head);
  bool by_context = false;
  if (frame.form == Frame::Form::noun) {
    bool joined =
        inside(head.to) && (is(head.to, "of") || is(head.to, "from") || is(head.to, "to"));
    if (object.foreign && joined && object.treaty == nullptr &&
        !(inside(head.to + 1) && (scene_.actors_at(head.to + 1) != nullptr ||
                                  (is(head.to + 1, "the") && inside(head.to + 2) &&
                                   scene_.actors_at(head.to + 2) != nullptr) ||
                                  scene_.number_class(head.to + 1, "number.") >= 0 ||
                                  scene_.token(head.to + 1).kind == Token::Kind::number ||
                                  scene_.has(head.to + 1, "pronoun.all") > 0))) {
      return true;
    }
  } else if (object.foreign && frame.act != "declaration" && frame.act != "withdrawal_announced") {
    return true;
  }
  if (object.treaty == nullptr) {
    object.treaty = nearest_treaty(head);
    by_context = object.treaty == nullptr;
  }
  put_treaty(claim, object.treaty);
  // Of a treaty that the record lacks only what is plainly said of it.
  if (language_.is_elsewhere(claim.instrument) && (by_context || claim.negative)) return true;
  if (frame.object == Frame::Object::named && by_context &&
      (memory_.instrument.empty() || (!memory_.claim && !(frame.loose && headline())))) {
    return true;
  }
  if (frame.object == Frame::Object::topic && !of_topic(frame, claim)) return true;
  // Words that are said of other things too need a treaty somewhere.
  const bool plain = frame.unsign || frame.act == "signature" || frame.act == "ratification" ||
                     frame.act == "accession" || frame.act == "withdrawal_notice" ||
                     frame.act == "withdrawal_revoked";
  if (claim.instrument.empty() && !plain) return true;

  // "No country has ever left it."
  if (is_leaving(frame.act) && claim.negative && frame.form == Frame::Form::verb) {
    for (std::uint32_t i = clause_start(head.from); i < head.from; ++i) {
      if (scene_.has(i, "nobody") == 0) continue;
      if (left_of(head.from, i).found()) break;
      claim.nobody = true;
      claim.act = ActWord::withdrawal_effective;
      add(claim);
      return true;
    }
  }
  Who who = subject(k);
  if (frame.act == "withdrawal_revoked" && frame.object != Frame::Object::topic && !who.found()) {
    who = possessor(k);
  }
  if (!who.found()) return true;
  if (only_mentioned(k)) return true;
  claim.actors = who.states;
  claim.group = who.group;
  claim.recalled = !who.states.empty() && !names(who) && memory_.named.size() > 1;

  const bool ahead = claim.future;
  std::optional<Dated> day = day_of(k, ahead);
  if (day) {
    claim.date = day->days;
    claim.leaning_date = day->leans;
    claim.since =
        day->from > scene_.from() &&
        (is(day->from - 1, "since") || is(day->from - 1, "from") || is(day->from - 1, "of"));
    if (is(scene_.from(), "since") && day->from == scene_.from() + 1) claim.since = true;
  }
  for (const Dated& each : days_ahead()) {
    if (frame.act == "party" && each.from >= head.to && is_until(each)) claim.until = each.days;
  }
  if (claim.future) {
    // "will remain a party"; "will be a party", on no day, is what nobody knows.
    const bool lasting = scene_.find("lasting", scene_.from(), head.to).has_value();
    if (frame.act == "party" && !lasting && !day) return false;
    bool effects = frame.act == "bound" || frame.act == "become" || frame.act == "party" ||
                   (is_leaving(frame.act));
    if (!effects || (!day && !mood.due && frame.act != "party" && frame.act != "bound"))
      return false;
  }
  // "did not join until 2012": then it did.
  for (const Dated& each : past_) {
    if (!claim.negative || !is_entry(head) || each.from < head.to || !is_until(each)) continue;
    claim.negative = false;
    claim.date = each.days;
  }
  for (std::uint32_t i = clause_start(head.from); i < head.from; ++i) {
    claim.never = claim.never || (claim.negative && is(i, "never"));
  }
  claim.past = frame.form == Frame::Form::nominal
                   ? said_of_the_past(head)
                   : !has_had(clause_start(head.from), head.from) &&
                         (frame.act != "party" || first_ends_ed(head));
  name_act(frame, claim);
  if (claim.negative) claim.date.reset();
  if (claim.act == ActWord::non_party || claim.act == ActWord::non_signatory) add_nor(head, claim);
  if (claim.act == ActWord::ratification || claim.act == ActWord::signature) {
    claim.domestic = scene_.find("domestic", scene_.from(), scene_.to()).has_value();
    const OrganNamed* organ = organ_before(head);
    if (organ != nullptr && language_.organ_is(organ->id, "domestic")) {
      claim.domestic = true;
      claim.organ = language_.organ_is(organ->id, "unnamed") ? "" : organ->id;
    }
  }
  if (claim.act == ActWord::withdrawal_notice || claim.act == ActWord::intent_not_to_become_party ||
      claim.act == ActWord::withdrawal_revoked) {
    organ_of_receipt(claim);
    if (claim.act == ActWord::withdrawal_revoked && language_.organ_is(who.organ, "depositary") &&
        !left_of(head.from, scene_.from()).found()) {
      claim.organ = language_.organ_that("depositary");
      claim.domestic = true;  // not the State's own act
    }
    claim.pending = scene_.find("pending", scene_.from(), scene_.to()).has_value();
  }
  // "Its accession was accepted on Tuesday": that is not its day.
  if (is_entry(head) && frame.form == Frame::Form::noun) {
    const std::uint32_t at = head.to;
    for (std::uint32_t i = at; i < std::min(at + 7, scene_.to()); ++i) {
      if (scene_.has(i, "acknowledged") > 0 && i > at && scene_.has(i - 1, "be") > 0) {
        claim.date.reset();
      }
    }
  }
  if (!claim.negative) put_rank(head, claim);
  const Claim said = claim;
  if (each_behind_colon(head, claim) || each_in_turn(claim)) return true;
  add(claim);
  add_contrast(head, said);
  add_gapped(head, said);
  return true;
}

// What is said of a treaty that was told of before, as far as that was told.
bool SentenceReader::of_topic(const Frame& frame, Claim& claim) const {
  if (!memory_.claim) return false;
  if (frame.loose) return true;
  const ActWord told = memory_.claim->act;
  const bool membership =
      told == ActWord::count_parties || told == ActWord::party || told == ActWord::non_party;
  const bool leaving = told == ActWord::withdrawal_notice ||
                       told == ActWord::withdrawal_effective ||
                       told == ActWord::withdrawal_announced || told == ActWord::withdrawal_revoked;
  const bool letter = leaving || told == ActWord::intent_not_to_become_party;
  if (frame.act == "party") return membership;
  if (frame.act == "withdrawal_revoked" || frame.act == "withdrawal_announced") return leaving;
  if (frame.act == "withdrawal_notice" && frame.form == Frame::Form::verb) return letter;
  if (frame.act == "withdrawal_notice" && frame.form == Frame::Form::noun) {
    claim.letter = told == ActWord::intent_not_to_become_party;
    // "The document was handed over": the instrument that was told of.
    const bool joined = told <= ActWord::join;
    if (joined) claim.loose = claim.some_act = true;
    return letter || joined;
  }
  return true;
}

// "was a party", and not "has been".
bool SentenceReader::said_of_the_past(const Head& head) const {
  for (std::uint32_t i = head.from; i > scene_.from() && head.from - i < 6; --i) {
    if (is(i - 1, "was") || is(i - 1, "were")) return true;
    if (scene_.has(i - 1, "be") > 0 || scene_.token(i - 1).kind == Token::Kind::mark) return false;
  }
  return false;
}

// "A State may leave by a notice": a rule is told, and of nobody that it acts.
bool SentenceReader::said_in_general(const Head& head) const {
  // "A withdrawal has to be notified and takes effect after a year": anybody's.
  for (std::size_t k = 0; scene_.actors().empty() && k < heads_.size(); ++k) {
    const Head& noun = heads_[k];
    if (noun.frame == nullptr || noun.frame->form != Frame::Form::noun || noun.from > head.from ||
        !is_leaving(noun.frame->act)) {
      continue;
    }
    if (noun.from == scene_.from() || parts(noun.from - 1) || is(noun.from - 1, "a") ||
        is(noun.from - 1, "an") || is(noun.from - 1, "any")) {
      return true;
    }
  }
  // "Under Article 20 a withdrawal takes effect after six months."
  const bool told = !days_ahead().empty() && days_ahead().front().days.certain();
  for (std::uint32_t i = scene_.from(); scene_.actors().empty() && !told && i + 1 < scene_.to();
       ++i) {
    if (scene_.has(i, "provision") > 0 && scene_.token(i + 1).kind == Token::Kind::number)
      return true;
  }
  bool anybody = false;
  for (std::uint32_t i = scene_.from(); i < head.from && !anybody; ++i) {
    const std::uint32_t length = scene_.has(i, "generic.subject");
    const bool begins =
        i == scene_.from() || parts(i - 1) || (scene_.has(i - 1, "clause") > 0 && !is(i - 1, "as"));
    anybody = length > 0 && i + length <= head.from && begins;
  }
  return anybody && std::none_of(scene_.actors().begin(), scene_.actors().end(),
                                 [&](const Actors& actors) { return actors.from < head.from; });
}

void SentenceReader::put_rank(const Head& head, Claim& claim) const {
  for (std::uint32_t i = scene_.from(); i + 1 < scene_.to(); ++i) {
    const int rank = scene_.number_class(i, "ordinal.");
    if (rank < 1 || rank > 20) continue;
    // "among the first", "one of the first"
    if (i >= scene_.from() + 2 && (is(i - 2, "among") || is(i - 2, "of"))) continue;
    std::string region = "any";
    std::uint32_t at = i + 1;
    for (; at < std::min(i + 6, scene_.to()) && !is(at, "to"); ++at) {
      std::uint32_t length = 0;
      scene_.marks_at(at, [&](const Mark& mark) {
        if (mark.group != 0 || language_.names()[mark.name].kind != Name::Kind::group) return;
        region = language_.names()[mark.name].id;
        length = mark.length;
      });
      if (length == 0) length = scene_.has(at, "state.noun");
      if (length == 0 && !is(at, "ever")) return;
      if (length > 0) at += length - 1;
    }
    if (at + 1 >= scene_.to() || !is(at, "to")) continue;
    const bool before = at + 1 == head.from;
    const bool behind = i >= head.to && is(at + 1, "do");
    if (!before && !behind) continue;
    claim.rank = rank;
    claim.ranked_in = region;
    return;
  }
}

bool SentenceReader::quantified(const Head& head) const {
  const std::string& act = head.frame->act;
  if (act == "referral" || act == "veto" || act == "block") return false;
  // From the last mark on: "all members but Chad have ratified".
  std::uint32_t start = head.from;
  while (start > scene_.from() && !parts(start - 1)) --start;
  for (std::uint32_t i = start; i < head.from; ++i) {
    const std::uint32_t length = scene_.has(i, "quantifier");
    if (length == 0 || scene_.has(i, "pronoun.all") > 0) continue;
    for (std::uint32_t j = i + length; j < std::min(i + length + 4, head.from); ++j) {
      if (scene_.has(j, "state.noun") > 0 || scene_.has(j, "pronoun.many") > 0) return true;
      if (scene_.actors_at(j) != nullptr && !scene_.actors_at(j)->demonym) break;
    }
  }
  return false;
}

// "Senators who opposed the pullout": it is spoken of, and nobody says that it is so.
bool SentenceReader::only_mentioned(std::size_t k) const {
  const Head& head = heads_[k];
  if (head.frame->form != Frame::Form::noun) return false;
  if (!is_leaving(head.frame->act) && !is_entry(head)) return false;
  if (!past_.empty() || head.from < scene_.from() + 2 || possessor(k).found()) return false;
  const std::uint32_t at = head.from - 1;
  if (!is(at, "the") && !is(at, "that") && !is(at, "this")) return false;
  if (scene_.has(at - 1, "towards") > 0) return true;
  // "argue that the withdrawal breaches": nothing is said to have happened to it.
  return is_leaving(head.frame->act) && is(at - 1, "that") &&
         !scene_.find("happens", head.to, std::min(head.to + 8, scene_.to()));
}

const OrganNamed* SentenceReader::organ_before(const Head& head) const {
  const OrganNamed* best = nullptr;
  for (const OrganNamed& organ : scene_.organs()) {
    if (organ.to <= head.from && head.from - organ.to <= 4) best = &organ;
  }
  return best;
}

void SentenceReader::organ_of_receipt(Claim& claim) const {
  for (const OrganNamed& organ : scene_.organs()) {
    if (language_.organ_is(organ.id, "depositary")) {
      claim.organ = language_.organ_that("depositary");
    }
    if (language_.organ_is(organ.id, "registrar")) {
      claim.organ = language_.court_of(organ.id);
      return;
    }
  }
}

bool SentenceReader::announced(std::size_t k, std::uint32_t at) const {
  const Head& head = heads_[k];
  if (head.from <= at) return false;
  // "announced that it had left", "with the announcement it left"
  if (head.frame->done) {
    std::string_view word = scene_.text_of(at);
    const bool meant = is(head.from - 1, "to");  // "announcements that they intend to quit"
    if (word.size() >= 12 && word.substr(1, 11) == "nnouncement" && !meant) return false;
    for (std::uint32_t i = head.from; i > at && head.from - i < 3;) {
      --i;
      if (scene_.has(i, "have") > 0) return false;
    }
  }
  for (std::uint32_t i = at; i < head.from; ++i) {
    // Said to be thought about, and no more.
    if (scene_.has(i, "only.thought") > 0) return false;
    if (hard_word(i) && scene_.token(i).from > 0 && i > at + 1) return false;
  }
  return true;
}

bool SentenceReader::copular(std::size_t k) const {
  const Head& head = heads_[k];
  // "the first member to leave": not a member of something.
  if (inside(head.to + 1) && is(head.to, "to") && scene_.treaty_at(head.to + 1) == nullptr &&
      (scene_.has(head.to + 1, "have") > 0 || scene_.has(head.to + 1, "be") > 0 ||
       std::any_of(heads_.begin(), heads_.end(), [&](const Head& other) {
         return other.frame != nullptr && other.from == head.to + 1;
       }))) {
    return false;
  }
  if (inside(head.to)) {
    const Token& after = scene_.token(head.to);
    if (after.kind == Token::Kind::word && scene_.number_class(head.to, "number.") < 0 &&
        scene_.number_class(head.to, "weekday.") < 0 &&
        scene_.has(head.to, "nominal.before") == 0) {
      return false;
    }
  }
  for (std::uint32_t i = head.from; i > scene_.from() && head.from - i < 9;) {
    --i;
    if (scene_.token(i).is(',')) {
      // ", a non-signatory"
      return i > scene_.from() && head.from - i <= 5 &&
             (scene_.actors_at(i - 1) != nullptr ||
              scene_.token(i - 1).kind == Token::Kind::possessive);
    }
    if (scene_.token(i).kind == Token::Kind::mark) return false;
    if (scene_.has(i, "be") > 0 || is(i, "among") || is(i, "become") || is(i, "became") ||
        is(i, "stays") || (is(i, "as") && head.from - i <= 2)) {
      return true;
    }
  }
  return false;
}

void SentenceReader::name_act(const Frame& frame, Claim& claim) const {
  const std::string& act = frame.act;
  if (act == "signature") {
    claim.act = claim.negative ? ActWord::non_signatory : ActWord::signature;
  } else if (act == "count_signatories") {
    claim.act = ActWord::signature;
  } else if (act == "party") {
    claim.act = claim.negative ? ActWord::non_party : ActWord::party;
    // "is a party since Friday" says when it was bound.
    const bool begins = claim.since || (claim.future && claim.date && claim.date->lo > dated_);
    if (!claim.negative && begins && claim.date) claim.act = ActWord::entry_into_force;
  } else if (act == "become" || act == "bound") {
    claim.act = claim.negative ? ActWord::non_party
                : claim.date   ? ActWord::entry_into_force
                               : ActWord::party;
  } else if (act == "join") {
    claim.act = claim.negative ? ActWord::non_party : ActWord::join;
  } else {
    claim.act =
        claim.letter ? ActWord::intent_not_to_become_party : act_word(act).value_or(ActWord::none);
  }
  if (claim.act == ActWord::non_party || claim.act == ActWord::non_signatory)
    claim.negative = false;
}

}  // namespace ratione::claims
