// From a frame that is filled to a claim.

#include "claims/sentence_reader.h"

namespace ratione::claims {

// "the ratification bill", "opened for signature", "is left with": no act is told.
void SentenceReader::prune() {
  std::erase_if(heads_, [&](const Head& head) {
    if (scene_.has(head.from, "left.with") > 0) return true;
    if (head.frame->form != Frame::Form::noun || !is_entry(head)) return false;
    return (inside(head.to) && scene_.has(head.to, "text.of.bill") > 0) ||
           (head.from > scene_.from() && scene_.has(head.from - 1, "for.signature") > 0);
  });
}

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
    std::optional<std::uint32_t> verb;
    for (std::uint32_t i = organ.to; i < std::min(organ.to + 8, scene_.to()); ++i) {
      if (scene_.token(i).is(',') || scene_.token(i).is(';')) break;
      if (scene_.has(i, "modal") > 0 || scene_.has(i, "negation") > 0) break;
      if (scene_.has(i, "decide") > 0) {
        verb = i;
        break;
      }
    }
    if (!verb) continue;
    const bool topic = !scene_.treaties().empty() || !memory_.instrument.empty();
    const bool concerns =
        !court.empty() || !scene_.treaties().empty() ||
        std::any_of(heads_.begin(), heads_.end(), [&](const Head& head) {
          return head.frame != nullptr &&
                 ((topic && is_leaving(head.frame->act)) || head.frame->act == "withdrawal_notice");
        });
    if (!concerns) continue;
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
  claim.process = frame.process || frame.base;
  claim.ability = frame.ability;

  Mood mood = this->mood(k);
  if (said_in_general(head)) return false;
  if (frame.act == "jurisdiction") return !mood.dropped && jurisdiction(k, claim);
  if (frame.act == "effect" && effect_of_[k] != nowhere) {
    Mood noun = this->mood(effect_of_[k]);
    if (noun.dropped && !mood.future) mood.dropped = true;
  }
  const bool held_back = mood.dropped && !frame.ability && !frame.act.starts_with("none");
  claim.negative = negated(k);
  claim.future = mood.future || mood.due;

  if (frame.act.starts_with("none")) {
    claim.act = ActWord::none;
    if (frame.act == "none.prediction") {
      claim.not_held = "what other States will do is in no record";
    } else if (frame.act == "none.decision") {
      if (mood.dropped || mood.future || claim.negative || !of_court(head)) return true;
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

  if (mood.announced_behind || (mood.announced != nowhere && announced(k, mood.announced))) {
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
  if (held_back) {
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
  } else if (object.foreign && frame.act != "declaration") {
    return true;
  }
  if (object.treaty == nullptr) {
    object.treaty = nearest_treaty(head);
    by_context = object.treaty == nullptr;
  }
  put_treaty(claim, object.treaty);
  if (frame.object == Frame::Object::named && by_context &&
      (memory_.instrument.empty() || !memory_.claim)) {
    return true;
  }
  if (frame.object == Frame::Object::topic && !of_topic(frame, claim)) return true;
  // Words that are said of other things too need a treaty somewhere.
  const bool plain = frame.unsign || frame.act == "signature" || frame.act == "ratification" ||
                     frame.act == "accession" || frame.act == "withdrawal_notice" ||
                     frame.act == "withdrawal_revoked";
  if (claim.instrument.empty() && !plain) return true;

  Who who = subject(k);
  if (frame.act == "withdrawal_revoked" && frame.object != Frame::Object::topic && !who.found()) {
    who = possessor(k);
  }
  if (!who.found()) return true;
  claim.actors = who.states;
  claim.group = who.group;

  const bool ahead = claim.future;
  std::optional<Dated> day = day_of(k, ahead);
  if (day) {
    claim.date = day->days;
    claim.since =
        day->from > scene_.from() &&
        (is(day->from - 1, "since") || is(day->from - 1, "from") || is(day->from - 1, "of"));
    if (is(scene_.from(), "since") && day->from == scene_.from() + 1) claim.since = true;
  }
  if (claim.future) {
    bool effects = frame.act == "bound" || frame.act == "become" || frame.act == "party" ||
                   (is_leaving(frame.act));
    if (!effects || (!day && !mood.due && frame.act != "party" && frame.act != "bound"))
      return false;
  }
  for (std::uint32_t i = clause_start(head.from); i < head.from; ++i) {
    claim.never = claim.never || (claim.negative && is(i, "never"));
  }
  claim.past = frame.form == Frame::Form::nominal ? said_of_the_past(head)
                                                  : !has_had(clause_start(head.from), head.from);
  name_act(frame, claim);
  if (claim.negative) claim.date.reset();
  if (claim.act == ActWord::non_party || claim.act == ActWord::non_signatory) {
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
  const Claim said = claim;
  add(claim);
  add_contrast(head, said);
  add_gapped(head, said);
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

// What is said of a treaty that was told of before, as far as that was told.
bool SentenceReader::of_topic(const Frame& frame, Claim& claim) const {
  if (!memory_.claim) return false;
  const ActWord told = memory_.claim->act;
  const bool membership =
      told == ActWord::count_parties || told == ActWord::party || told == ActWord::non_party;
  const bool leaving = told == ActWord::withdrawal_notice ||
                       told == ActWord::withdrawal_effective ||
                       told == ActWord::withdrawal_announced || told == ActWord::withdrawal_revoked;
  const bool letter = leaving || told == ActWord::intent_not_to_become_party;
  if (frame.act == "party") return membership;
  if (frame.act == "withdrawal_revoked") return leaving;
  if (frame.act == "withdrawal_notice" && frame.form == Frame::Form::noun) {
    claim.letter = told == ActWord::intent_not_to_become_party;
    return letter;
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
    if (scene_.has(i, "prosecutor") > 0 && !language_.court_under(memory_.instrument).empty()) {
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
    switch (claim.act) {
      case ActWord::non_party:
        claim.act = ActWord::party;
        break;
      case ActWord::party:
        claim.act = ActWord::non_party;
        break;
      case ActWord::non_signatory:
        claim.act = ActWord::signature;
        break;
      case ActWord::signature:
        claim.act = ActWord::non_signatory;
        break;
      default:
        claim.negative = negative;
        break;
    }
    add(std::move(claim));
    return;
  }
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
    if (is(i, "considering") || is(i, "mulling") || is(i, "weighing") || is(i, "may") ||
        is(i, "might") || is(i, "could") || is(i, "contemplating") || is(i, "whether") ||
        is(i, "reconsider")) {
      return false;
    }
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
    static constexpr std::string_view may[] = {
        "to", "of",    "in",   "since", "until",   "from", "again", "today", "for",    "on",
        "by", "at",    "and",  "but",   "anymore", "any",  "yet",   "or",    "either", "are",
        "is", "there", "when", "as",    "now",     "who",  "which", "that",  "while"};
    if (after.kind == Token::Kind::word && scene_.number_class(head.to, "number.") < 0 &&
        scene_.number_class(head.to, "weekday.") < 0 &&
        std::none_of(std::begin(may), std::end(may),
                     [&](std::string_view w) { return is(head.to, w); })) {
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
    if (!claim.negative && claim.since && claim.date) claim.act = ActWord::entry_into_force;
    if (!claim.negative && claim.since && said_of_deposit()) claim.act = ActWord::party;
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

bool SentenceReader::same(std::size_t k, Claim claim) {
  if (!memory_.deed) return true;
  Who who = subject(k);
  if (!who.found()) return true;
  Claim again = *memory_.deed;
  again.sentence = claim.sentence;
  again.from = claim.from;
  again.to = claim.to;
  again.quoted = claim.quoted;
  again.actors = who.states;
  again.group = who.group;
  again.date.reset();
  if (std::optional<Dated> day = day_of(k, false)) again.date = day->days;
  add(again);
  return true;
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
  if (!who.found()) {
    for (std::uint32_t i = head.to; i < std::min(head.to + 6, scene_.to()); ++i) {
      if (is(i, "for") && inside(i + 1) &&
          (scene_.has(i + 1, "pronoun.one") > 0 || scene_.has(i + 1, "pronoun.country") > 0)) {
        who = left_of(head.from, scene_.from());
        if (!who.found()) who.states = memory_.subject;
      }
    }
  }
  // "The accession of Chad takes effect on": for whose it is.
  for (std::size_t j = k; j > 0 && !who.found(); --j) {
    const Head& noun = heads_[j - 1];
    if (noun.frame == nullptr || noun.frame->form != Frame::Form::noun || !is_entry(noun)) continue;
    if (head.from - noun.to <= 14) who = subject(j - 1);
  }
  claim.actors = who.states;
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
  if (who.low) {
    if (Who right = right_of(head.to, scene_.to()); right.found()) who = right;
  }
  claim.actors = who.states;
  claim.tally = tally_of(scene_);
  if (std::optional<Dated> day = day_of(k, false)) {
    claim.date = day->days;
  } else if (past_.size() == 1) {
    claim.date = past_.front().days;
  }
  read_draft(head, claim);
  // "vetoed the text as well": the one that was told of.
  if (!claim.date && claim.about.empty() && memory_.veto && inside(head.to) &&
      scene_.has(head.to, "draft.same") > 0) {
    claim.date = memory_.veto->date;
    claim.about = memory_.veto->about;
  }
  // A parliament blocks, too.
  if (head.frame->act == "block") {
    const bool there = std::any_of(
        scene_.organs().begin(), scene_.organs().end(),
        [&](const OrganNamed& organ) { return language_.organ_is(organ.id, "vetoes"); });
    const bool told = memory_.claim && memory_.claim->act == ActWord::veto;
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
    const bool behind = actors.from >= head.from && !(at > scene_.from() && is(at - 1, "by"));
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
  const bool told = memory_.claim && (memory_.claim->act == ActWord::veto ||
                                      memory_.claim->act == ActWord::referral);
  if (!told) return;
  Claim claim = *memory_.claim;
  claim.sentence = index_;
  claim.from = sentence_.from;
  claim.to = sentence_.to;
  claim.tally = tally;
  if (!past_.empty()) claim.date = past_.front().days;
  claims_.push_back(claim);
}

}  // namespace ratione::claims
