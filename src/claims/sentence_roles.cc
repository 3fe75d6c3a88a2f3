// Who did it, to which treaty, and on which day.

#include "claims/sentence_reader.h"

namespace ratione::claims {

bool SentenceReader::passed_over(std::uint32_t i) const {
  return scene_.has(i, "object.within") > 0;
}

bool SentenceReader::ends_object(std::uint32_t i) const { return scene_.has(i, "object.ends") > 0; }

bool SentenceReader::parts_object(std::uint32_t i) const {
  return scene_.has(i, "object.parted") > 0;
}

SentenceReader::Object SentenceReader::object_of(const Head& head) const {
  if (head.to > head.from) {
    if (const Treaty* treaty = scene_.treaty_at(head.to - 1)) return {treaty, false};
  }
  // "have been parties from the beginning": of what, is not said.
  if (head.frame->form == Frame::Form::nominal && inside(head.to) && !is(head.to, "to") &&
      !is(head.to, "of") && scene_.treaty_at(head.to) == nullptr) {
    return {};
  }
  for (std::uint32_t i = head.to; i < std::min(head.to + 9, scene_.to()); ++i) {
    if (const Treaty* treaty = scene_.treaty_at(i)) return {treaty, false};
    const Token& token = scene_.token(i);
    if (token.kind == Token::Kind::possessive) continue;
    if (token.kind != Token::Kind::word) return {};
    if (const Actors* actors = scene_.actors_at(i)) {
      i = actors->to - 1;
      continue;
    }
    if (const OrganNamed* organ = scene_.organ_at(i)) {
      return {nullptr, head.frame->form == Frame::Form::verb || organ->from > head.to};
    }
    if (passed_over(i)) continue;
    if (ends_object(i) || scene_.number_class(i, "weekday.") > 0) return {};
    for (std::uint32_t ahead = i + 1; ahead < std::min(i + 7, scene_.to()); ++ahead) {
      if (scene_.token(ahead).kind == Token::Kind::mark || parts_object(ahead)) break;
      if (const Treaty* treaty = scene_.treaty_at(ahead)) return {treaty, false};
    }
    return {nullptr, true};
  }
  return {};
}

const Treaty* SentenceReader::nearest_treaty(const Head& head) const {
  const Treaty* best = nullptr;
  std::uint32_t distance = nowhere;
  for (const Treaty& each : scene_.treaties()) {
    const bool within = each.from < head.to && each.to > head.from;
    std::uint32_t d = within                 ? 0
                      : each.from >= head.to ? each.from - head.to
                                             : 2 * (head.from - each.to) + 2;
    if (each.explicit_name) d /= 2;
    if (d < distance) {
      distance = d;
      best = &each;
    }
  }
  return best;
}

void SentenceReader::put_treaty(Claim& claim, const Treaty* treaty) const {
  if (treaty != nullptr && !treaty->instrument.empty()) {
    claim.instrument = treaty->instrument;
    claim.court = treaty->court;
    claim.misnamed = treaty->misnamed;
  } else {
    const bool court = treaty != nullptr && treaty->generic_court;
    claim.instrument = court && !memory_.of_court.empty() ? memory_.of_court : memory_.instrument;
    if (claim.instrument.empty() && treaty != nullptr && of_default(*treaty)) {
      claim.instrument = language_.by_default();
    }
  }
}

bool SentenceReader::of_default(const Treaty& treaty) const {
  if (treaty.generic_court) return true;
  for (std::uint32_t i = treaty.from; i < treaty.to; ++i) {
    if (is(i, "statute")) return true;
  }
  return false;
}

bool SentenceReader::institution(std::uint32_t i) const {
  return inside(i) &&
         (scene_.has(i, "institution") > 0 ||
          (scene_.organ_at(i) != nullptr && !language_.organ_is(scene_.organ_at(i)->id, "vetoes")));
}

// "most members of the European Union": some of them, and not it.
bool SentenceReader::member_of(const Actors& actors) const {
  if (actors.demonym || actors.from < scene_.from() + 2) return false;
  std::uint32_t at = actors.from - 1;
  if (is(at, "the") && at > scene_.from() + 1) --at;
  // "the island nation of Kiribati" is Kiribati.
  return is(at, "of") && scene_.has(at - 1, "state.noun") > 0 &&
         (scene_.has(at - 1, "country.noun") == 0 || scene_.has(at - 1, "member.word") > 0);
}

SentenceReader::Rank SentenceReader::rank(const Actors& actors, std::uint32_t head_from) const {
  if (actors.region || actors.from < text_begins()) return Rank::no;
  std::uint32_t after = actors.to + (actors.possessive ? 1 : 0);
  // "The last EU member to ratify" names another State, "EU countries" several.
  if (!actors.possessive && actors.to < head_from &&
      (scene_.has(actors.to, "member.word") > 0 || scene_.has(actors.to, "state.noun") > 0)) {
    return Rank::no;
  }
  if (member_of(actors)) return Rank::no;
  bool before_institution = false;
  for (std::uint32_t i = after; i < std::min(after + 4, head_from); ++i) {
    if (institution(i)) before_institution = true;
    if (parts(i)) break;
  }
  if (actors.demonym && !before_institution && !(actors.states.size() > 1)) {
    // "A Gambian lawyer" is not the Gambia.
    return actors.to >= head_from || actors.possessive ? Rank::low : Rank::no;
  }
  if (actors.from > scene_.from()) {
    std::uint32_t at = actors.from - 1;
    if (is(at, "the") && at > scene_.from()) --at;
    // "gave Chad notice": who is told is not who does it.
    if (scene_.has(at, "inform") > 0 || scene_.has(at, "giving") > 0) return Rank::low;
    // "every State but Chad"
    if (is(at, "but") && at > scene_.from() && scene_.has(at - 1, "state.noun") > 0) {
      return Rank::no;
    }
    if (is(at, "neighbouring") && at > scene_.from()) --at;
    bool after_institution = false;
    for (std::uint32_t i = at > scene_.from() + 3 ? at - 3 : scene_.from(); i < at; ++i) {
      if (institution(i)) after_institution = true;
    }
    if (scene_.has(at, "without.subject") > 0 || is(at, "on") || is(at, "over")) {
      return after_institution && (is(at, "of") || is(at, "in") || is(at, "from")) ? Rank::high
                                                                                   : Rank::low;
    }
    if (is(at, "of")) return after_institution ? Rank::high : Rank::low;
    if (actors.place) return after_institution ? Rank::high : Rank::low;
  }
  return Rank::high;
}

std::uint32_t SentenceReader::around_aside(std::uint32_t comma, std::uint32_t start) const {
  for (std::uint32_t i = comma; i > start + 1; --i) {
    if (scene_.token(i - 1).is(',')) {
      if (scene_.has(i, "relative") > 0 || is(i, "unlike") || is(i, "whose")) return i - 1;
      return apposition(i - 1, comma) ? i - 1 : comma;
    }
  }
  return comma;
}

// "China, Mongolia's other neighbour, has": what stands between the commas says who that
// is, and names nobody else who acts.
bool SentenceReader::apposition(std::uint32_t open, std::uint32_t close) const {
  if (close - open > 10 || open == scene_.from()) return false;
  const Actors* before = scene_.actors_at(open - 1);
  if (before == nullptr || before->to > open) return false;
  const Actors* first = scene_.actors_at(open + 1);
  const bool possessor = first != nullptr && first->possessive;
  const bool article = is(open + 1, "a") || is(open + 1, "an") || is(open + 1, "the") ||
                       is(open + 1, "another") || is(open + 1, "one") || is(open + 1, "also");
  if (!possessor && !article) return false;
  for (std::uint32_t i = open + 1; i < close; ++i) {
    if (scene_.has(i, "and") > 0 && !possessor && first != nullptr) return false;
    if (scene_.has(i, "be") > 0 || scene_.has(i, "have") > 0) return false;
  }
  return true;
}

std::vector<StateCode> SentenceReader::of_memory(bool many) const {
  if (many && memory_.people) return memory_.subject;
  if (many && !memory_.many.empty()) return memory_.many;
  return memory_.subject;
}

void SentenceReader::take(Who& who, const Actors& actors) const {
  if (actors.count > 0) {
    // As many as were named before are those.
    for (const Actors& named : scene_.actors()) {
      // "Only two have left, Chad and Togo."
      if (named.states.size() == static_cast<std::size_t>(actors.count)) who.states = named.states;
    }
    if (who.found()) return;
    if (memory_.many.size() == static_cast<std::size_t>(actors.count)) {
      who.states = memory_.many;
    } else {
      who.group = {actors.group, actors.count};
    }
    return;
  }
  who.states = actors.states;
}

SentenceReader::Who SentenceReader::left_of(std::uint32_t at, std::uint32_t start) const {
  Who who;
  const Actors* low = nullptr;
  for (std::uint32_t i = at; i > start;) {
    --i;
    if (scene_.token(i).is(';')) break;
    // "Chad: the court opens a case" is about Chad, and nothing that it did.
    if (scene_.token(i).is(':') && i > scene_.from() && scene_.actors_at(i - 1) != nullptr &&
        scene_.actors_at(i - 1)->from == scene_.from()) {
      break;
    }
    if (scene_.token(i).is(',')) {
      std::uint32_t aside = around_aside(i, start);
      if (aside < i) {
        i = aside;
        continue;
      }
    }
    if (const OrganNamed* organ = scene_.organ_at(i)) {
      if (who.organ.empty() && low == nullptr) who.organ = organ->id;
      i = organ->from;
      continue;
    }
    if (const Actors* actors = scene_.actors_at(i)) {
      Rank r = rank(*actors, at);
      i = actors->from;
      if (r == Rank::high) {
        take(who, *actors);
        return who;
      }
      if (r == Rank::low && low == nullptr) low = actors;
      continue;
    }
    // "Chad has neither signed nor ratified": nobody is meant by it.
    const bool conjunction = is(i, "neither") && inside(i + 1) && !is(i + 1, "of") &&
                             scene_.has(i + 1, "be") == 0 && scene_.has(i + 1, "have") == 0 &&
                             i > scene_.from() && scene_.has(i - 1, "have") > 0;
    // "party to the one and to the other treaty, all of them by accession"
    const auto treaties =
        std::count_if(scene_.treaties().begin(), scene_.treaties().end(),
                      [&](const Treaty& treaty) { return treaty.explicit_name && treaty.to <= i; });
    if (std::uint32_t length = conjunction || treaties > 1 ? 0 : scene_.has(i, "pronoun.all");
        length > 0) {
      // "Chad and Togo were there; neither is a party."
      for (const Actors& actors : scene_.actors()) {
        if (actors.to <= i && actors.states.size() > 1) who.states = actors.states;
      }
      // "the two": as many as the last sentence named.
      int said = 0;
      for (std::uint32_t j = i; j < i + length && said == 0; ++j) {
        said = std::max(0, scene_.number_class(j, "number."));
        if (is(j, "both") || is(j, "neither") || is(j, "pair")) said = 2;
        if (is(j, "trio")) said = 3;
      }
      const std::size_t size = static_cast<std::size_t>(said);
      if (who.states.empty() && said > 1) {
        if (memory_.named.size() == size) {
          who.states = memory_.named;
        } else if (memory_.many.size() == size) {
          who.states = memory_.many;
        } else if (memory_.sets.contains(size)) {
          who.states = memory_.sets.at(size);
        }
      }
      if (who.states.empty()) who.states = of_memory(true);
      if (who.found()) return who;
    }
    if (scene_.has(i, "pronoun.many") > 0 && !is(i, "their") && !is(i, "them")) {
      // "The three did what nobody had done: they left."
      for (const Actors& actors : scene_.actors()) {
        if (actors.to <= i && (actors.states.size() > 1 || actors.count > 0)) take(who, actors);
      }
      if (!who.found()) who.states = of_memory(true);
      if (who.found()) return who;
    }
    if (scene_.has(i, "pronoun.one") > 0) {
      bool possessive = scene_.has(i, "possessive") > 0;
      bool cleft = is(i, "it") && inside(i + 1) && scene_.has(i + 1, "be") > 0 &&
                   scene_.actors_at(i + 2) != nullptr;
      if (!cleft && (!possessive || institution(i + 1) || institution(i + 2))) {
        // It refers to the States of this sentence before it, then to earlier ones.
        Who before = left_of(i, start);
        // "Chad was the last; it ratified in May."
        std::uint32_t stop = i;
        while (stop > start && !scene_.token(stop - 1).is(';') && !scene_.token(stop - 1).is(':')) {
          --stop;
        }
        for (const Actors& actors : scene_.actors()) {
          if (actors.to >= stop || rank(actors, stop) != Rank::high) continue;
          before = {};
          take(before, actors);
          break;
        }
        if (before.found() && !is(i, "he")) return before;
        who.states = memory_.subject;
        if (who.found()) return who;
      }
    }
    // "the Baltic country", "the communist State": the one that was told of.
    if (scene_.has(i, "country.noun") > 0 && described_before(i)) {
      Who before = left_of(i, start);
      if (before.found()) return before;
      who.states = memory_.subject;
      if (who.states.size() == 1) return who;
      who.states.clear();
    }
    // "the former", "the latter": of the two that were named.
    if (is(i, "former") || is(i, "latter")) {
      std::vector<StateCode> two;
      for (const Actors& actors : scene_.actors()) {
        if (actors.to <= i && actors.states.size() == 2) two = actors.states;
      }
      if (two.empty() && memory_.sets.contains(2)) two = memory_.sets.at(2);
      if (!two.empty() && i > scene_.from() && is(i - 1, "the")) {
        who.states = {is(i, "former") ? two.front() : two.back()};
        return who;
      }
    }
    if (std::uint32_t length = scene_.has(i, "pronoun.country"); length > 0) {
      Who before = left_of(i, start);
      if (before.found()) return before;
      who.states = memory_.subject;
      if (who.found()) return who;
    }
  }
  if (low != nullptr) {
    take(who, *low);
    who.low = true;
  }
  return who;
}

bool SentenceReader::described_before(std::uint32_t noun) const {
  const std::uint32_t at = noun - 1;
  if (noun < scene_.from() + 2 || !is(at - 1, "the")) return false;
  const bool other = scene_.has(at, "draft.other") > 0 || scene_.has(at, "some.members") > 0 ||
                     scene_.has(at, "only") > 0 || scene_.number_class(at, "ordinal.") > 0 ||
                     scene_.number_class(at, "number.") >= 0;
  return scene_.token(at).kind == Token::Kind::word && !other && scene_.actors_at(at) == nullptr;
}

SentenceReader::Who SentenceReader::right_of(std::uint32_t at, std::uint32_t end) const {
  Who who;
  for (const Actors& actors : scene_.actors()) {
    if (actors.from < at || actors.from >= end || actors.region) continue;
    if (member_of(actors)) return who;
    // What follows a colon or a semicolon is said of its own.
    for (std::uint32_t i = at; i < actors.from; ++i) {
      if (scene_.token(i).is(':') || scene_.token(i).is(';')) return who;
    }
    take(who, actors);
    return who;
  }
  return who;
}

SentenceReader::Who SentenceReader::possessor(std::size_t k) const {
  const Head& head = heads_[k];
  Who who;
  const std::uint32_t start = clause_start(head.from);
  for (std::uint32_t i = head.from; i > start && head.from - i < 6;) {
    --i;
    // "France's envoy said that the veto": a new noun, and not France's.
    if (is(i, "the") || is(i, "a")) break;
    if (const Actors* actors = scene_.actors_at(i)) {
      std::uint32_t gap = head.from - actors->to;
      if (actors->possessive || (actors->demonym && gap <= 3) ||
          (gap == 0 && head.frame->act == "referral")) {
        take(who, *actors);
        return who;
      }
      break;
    }
  }
  // of, by, from, for
  bool passed_organ = false;
  for (std::uint32_t i = head.to; i < std::min(head.to + 9, scene_.to()); ++i) {
    if (scene_.token(i).is(';') || scene_.token(i).is(',')) break;
    if (const Treaty* treaty = scene_.treaty_at(i)) {
      i = treaty->to - 1;
      continue;
    }
    const bool joins = is(i, "of") || is(i, "by") || is(i, "from") || is(i, "for");
    if (joins) {
      std::uint32_t at = i + 1;
      if (inside(at) && is(at, "the")) ++at;
      if (const Actors* actors = inside(at) ? scene_.actors_at(at) : nullptr) {
        if (!passed_organ) {
          take(who, *actors);
          return who;
        }
      }
      if (std::uint32_t all = inside(i + 1) ? scene_.has(i + 1, "pronoun.all") : 0; all > 0) {
        who.states = of_memory(true);
        if (who.found()) return who;
      }
    }
    if (i > head.to && !joins && scene_.token(i).kind == Token::Kind::word && !is(i, "the") &&
        !is(i, "withdrawal") && !passed_over(i)) {
      break;
    }
  }
  return who;
}

bool SentenceReader::passive(const Head& head) const {
  for (std::uint32_t i = head.from; i > scene_.from() && head.from - i < 3;) {
    --i;
    if (scene_.has(i, "be") > 0) return true;
    if (scene_.token(i).kind == Token::Kind::mark) return false;
  }
  return false;
}

// "Eight have not ratified: Chad, Togo and Fiji"
SentenceReader::Who SentenceReader::behind_colon(const Head& head) const {
  Who who;
  bool number = false;
  for (std::uint32_t i = scene_.from(); i < head.from; ++i) {
    if (scene_.actors_at(i) != nullptr) return who;
    number = number || scene_.number_class(i, "number.") > 1;
  }
  for (std::uint32_t i = head.to; number && i + 1 < scene_.to(); ++i) {
    if (!scene_.token(i).is(':')) continue;
    const Actors* actors = scene_.actors_at(i + 1 + (is(i + 1, "the") ? 1 : 0));
    if (actors != nullptr && !actors->region && actors->count == 0) take(who, *actors);
    break;
  }
  return who;
}

// Whether this sentence names them itself.
bool SentenceReader::names(const Who& who) const {
  return std::any_of(scene_.actors().begin(), scene_.actors().end(), [&](const Actors& actors) {
    return !who.states.empty() && std::find(actors.states.begin(), actors.states.end(),
                                            who.states.front()) != actors.states.end();
  });
}

SentenceReader::Who SentenceReader::subject(std::size_t k) const {
  const Head& head = heads_[k];
  std::uint32_t start = scene_.from();
  if (head.frame->form == Frame::Form::nominal) {
    Who who = described(head);
    if (who.found()) return who;
  }
  // A relative clause that a comma closes is over.
  if (head.frame->form == Frame::Form::noun) {
    Who who = possessor(k);
    if (who.found()) return who;
  }
  // States inside the frame: "withdrawing Russia from", "annulled X's withdrawal".
  for (const Actors& actors : scene_.actors()) {
    if (head.frame->act == "block") break;  // "blocked a French draft"
    if (actors.from >= head.from && actors.to <= head.to && !actors.region) {
      Who left = left_of(head.from, start);
      if (left.found() && head.frame->act == "withdrawal_notice") return left;
      Who who;
      take(who, actors);
      if (!left.organ.empty() && !left.found()) who.organ = left.organ;
      return who;
    }
  }
  if (head.frame->form == Frame::Form::verb && passive(head)) {
    for (std::uint32_t i = head.to; i < std::min(head.to + 10, scene_.to()); ++i) {
      if (scene_.has(i, "agent") == 0) continue;
      Who who = right_of(i + 1, std::min(i + 5, scene_.to()));
      if (who.found()) return who;
    }
  }
  if ((head.frame->process || head.frame->base) && inside(head.to)) {
    if (const Actors* actors = scene_.actors_at(head.to); actors != nullptr && !head.frame->base) {
      Who who;
      take(who, *actors);
      return who;
    }
  }
  if (in_quotes(head)) {
    for (std::uint32_t i = head.from; i > scene_.from(); --i) {
      if (scene_.has(i - 1, "pronoun.we") == 0) continue;
      Who who;
      for (const Actors& actors : scene_.actors()) {
        if (!actors.region) {
          take(who, actors);
          return who;
        }
      }
    }
  }
  if (Who listed = behind_colon(head); listed.found()) return listed;
  Who who = left_of(head.from, start);
  // "It was signed by": the treaty was, and who did so is told behind or not at all.
  const bool treaty_was = head.frame->form == Frame::Form::verb && is_entry(head) && passive(head);
  if (treaty_was && who.found() && !names(who)) return {};
  if (who.found()) return who;
  const bool voting = head.frame->act == "veto" || head.frame->act == "block";
  if (head.frame->form == Frame::Form::verb && !passive(head) && voting) return who;
  // "The depositary was notified", "a minister announced the decision": whose was told before.
  if (head.frame->form == Frame::Form::verb && head.frame->object == Frame::Object::topic) {
    who.states = memory_.subject;
    return who;
  }
  // "has taken the country out of the pact with Chad": Chad is not who did.
  if (head.frame->form == Frame::Form::verb && is_act_of_leaving(head) && !passive(head)) {
    if (!who.found() && scene_.find("pronoun.country", head.from, head.to)) {
      who.states = memory_.subject;
    }
    return who;
  }
  // "Among the powers that are not parties are A, B and C."
  Who right = right_of(head.to, scene_.to());
  if (right.found()) {
    right.organ = who.organ;
    return right;
  }
  if (head.frame->form == Frame::Form::noun && definite(head)) who.states = memory_.subject;
  return who;
}

// "a summit in Chad, another member": the State right before the comma. "As a party it must":
// whom the pronoun means.
SentenceReader::Who SentenceReader::described(const Head& head) const {
  Who who;
  std::uint32_t at = head.from;
  while (at > scene_.from() && head.from - at < 5 &&
         scene_.token(at - 1).kind == Token::Kind::word && scene_.has(at - 1, "be") == 0 &&
         scene_.actors_at(at - 1) == nullptr) {
    --at;
  }
  if (at > scene_.from() + 1 && scene_.token(at - 1).is(',')) {
    const Actors* actors = scene_.actors_at(at - 2);
    const bool apposed = is(at, "a") || is(at, "an") || is(at, "another") || is(at, "also") ||
                         is(at, "itself") || is(at, "both") || at == head.from;
    if (apposed && actors != nullptr && actors->to == at - 1 && !actors->region) take(who, *actors);
    return who;
  }
  const bool as = at == scene_.from() && is(at, "as");
  if (!as) return who;
  for (std::uint32_t i = head.to; i < std::min(head.to + 6, scene_.to()); ++i) {
    if (scene_.actors_at(i) != nullptr) return who;
    if (scene_.has(i, "pronoun.one") > 0 || scene_.has(i, "pronoun.country") > 0) {
      who.states = memory_.subject;
      return who;
    }
  }
  return who;
}

bool SentenceReader::definite(const Head& head) const {
  if (head.frame->object == Frame::Object::topic) return true;
  // "Ratification never followed.", and not "Ratification is a beginning."
  if (head.from == scene_.from()) {
    return is_act_of_leaving(head) || scene_.find("negation.after", head.to, scene_.to());
  }
  const std::uint32_t at = head.from - 1;
  return is(at, "the") || is(at, "its") || is(at, "their") || is(at, "his") || is(at, "that") ||
         is(at, "no") || scene_.has(at, "clause") > 0;
}

bool SentenceReader::in_quotes(const Head& head) const {
  int quotes = 0;
  for (std::uint32_t i = scene_.from(); i < head.from; ++i) {
    if (scene_.token(i).is('"')) ++quotes;
  }
  return quotes % 2 == 1;
}

std::optional<Dated> SentenceReader::day_of(std::size_t k, bool ahead) const {
  const Head& head = heads_[k];
  const std::vector<Dated>& days = ahead ? days_ahead() : past_;
  const std::uint32_t next = start_of_next(k), previous = end_of_previous(k);
  // "returned on Friday, two years after leaving it": that day is not its own.
  const bool aside =
      head.from > scene_.from() && scene_.text_of(head.from).ends_with("ing") &&
      (is(head.from - 1, "after") || is(head.from - 1, "before") || is(head.from - 1, "since"));
  const Dated* best = nullptr;
  for (const Dated& each : days) {
    if (aside && each.from < head.from) continue;
    if (is_until(each) || said_then(head, each)) continue;
    // "deposited its instrument, and the treaty will apply from 1 October"
    if (!ahead && each.from >= head.to && scene_.find("modal.future", head.to, each.from)) continue;
    // "The notice, which was given on 10 May, takes effect": the day of the giving.
    if (each.to <= head.from && in_aside(each, head.from)) continue;
    if (each.from >= head.from && each.from < std::max(next, head.to)) {
      // "In March it gave notice, only to suspend the step in June."
      if (best != nullptr && best->to <= head.from && parted(head.to, each.from) &&
          !parted(best->to, head.from)) {
        continue;
      }
      if (best == nullptr || best->from < head.from) best = &each;
      // "last year, on 4 November 2020": the narrower one.
      if (best != &each && best->from >= head.from && each.from - best->to <= 2 &&
          each.days.hi - each.days.lo < best->days.hi - best->days.lo) {
        best = &each;
      }
    } else if (each.to <= head.from && each.from >= previous &&
               (previous == scene_.from() || parted(previous, each.from))) {
      if (best == nullptr || (best->from < head.from &&
                              (each.days.hi - each.days.lo <= best->days.hi - best->days.lo))) {
        best = &each;
      }
    }
  }
  if (best == nullptr && !aside && days.size() == 1 && !in_aside(days.front(), head.from) &&
      (ahead || !scene_.find("modal.future", head.to, days.front().from)) &&
      !said_then(head, days.front()) && !is_until(days.front()) &&
      (live_heads() == 1 || head.frame->act == "effect")) {
    best = &days.front();
  }
  if (best == nullptr) return std::nullopt;
  Dated out = *best;
  // "signed in 1999 and 2000", "in October and February": on one of them.
  for (const Dated& each : days) {
    const bool joined = each.from == out.to + 1 && scene_.has(out.to, "and") > 0;
    if (!joined || each.days.certain() || out.days.certain() || each.from <= best->from) continue;
    out.days = {std::min(out.days.lo, each.days.lo), std::max(out.days.hi, each.days.hi)};
    out.to = each.to;
  }
  return out;
}

bool SentenceReader::in_aside(const Dated& day, std::uint32_t before) const {
  for (std::uint32_t i = day.to; i < before; ++i) {
    if (!scene_.token(i).is(',')) continue;
    const std::uint32_t open = around_aside(i, scene_.from());
    return open < day.from && open < i && scene_.has(open + 1, "relative") > 0;
  }
  return false;
}

// "until", "until the end of"
bool SentenceReader::is_until(const Dated& day) const {
  for (std::uint32_t back = 1; back <= 4 && day.from >= scene_.from() + back; ++back) {
    const std::uint32_t at = day.from - back;
    if (is(at, "until") || is(at, "till")) return true;
    if (scene_.token(at).kind != Token::Kind::word || scene_.has(at, "part.of.time") == 0) break;
  }
  return false;
}

bool SentenceReader::said_then(const Head& head, const Dated& day) const {
  const std::string& act = head.frame->act;
  if (day.to <= head.from) {
    if (act == "intent_not_to_become_party" || is_leaving(act) || act == "withdrawal_notice") {
      // The day of an announcement is the announcement's.
      if (act == "intent_not_to_become_party" || !has_had(day.to, head.from)) return false;
    }
    for (std::uint32_t back = 1; back <= 2; ++back) {
      if (day.from < scene_.from() + back) break;
      const std::uint32_t at = day.from - back;
      if (scene_.has(at, "say") > 0 || scene_.has(at, "announce") > 0) return true;
    }
    return false;
  }
  // "..., a spokesman said on Tuesday"
  bool comma = false;
  for (std::uint32_t i = head.to; i < day.from; ++i) {
    comma = comma || scene_.token(i).is(',');
    if (comma && scene_.has(i, "say") > 0 && day.from - i <= 3) return true;
    // "..., according to a document seen on Friday"
    const std::uint32_t length = scene_.has(i, "say");
    if (comma && length > 1 && day.from - i <= length + 5) return true;
  }
  for (std::uint32_t i = head.to; i + 2 < day.from; ++i) {
    if (is(i, "after") || is(i, "before") || is(i, "when")) return true;
  }
  return false;
}

bool SentenceReader::has_had(std::uint32_t from, std::uint32_t to) const {
  for (std::uint32_t i = from; i < to; ++i) {
    if (is(i, "had") || is(i, "has") || is(i, "have")) return true;
  }
  const std::uint32_t at = to;
  return inside(at) && is(at, "had");
}

bool SentenceReader::parted(std::uint32_t from, std::uint32_t to) const {
  for (std::uint32_t i = from; i < to; ++i) {
    if (scene_.token(i).kind == Token::Kind::mark || hard_word(i) || is(i, "and")) return true;
  }
  return false;
}

const std::vector<Dated>& SentenceReader::days_ahead() const {
  if (!ahead_) ahead_ = scene_.days(dated_, true, memory_.day);
  return *ahead_;
}

std::size_t SentenceReader::live_heads() const {
  return static_cast<std::size_t>(std::count_if(heads_.begin(), heads_.end(),
                                                [](const Head& h) { return h.frame != nullptr; }));
}

}  // namespace ratione::claims
