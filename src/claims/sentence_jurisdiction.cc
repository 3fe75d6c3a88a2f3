// What a sentence says a court can or cannot judge: which conduct, where, by whom.

#include "claims/sentence_reader.h"

namespace ratione::claims {

bool SentenceReader::is_court(const Treaty* treaty) const {
  return treaty != nullptr && (!treaty->court.empty() || treaty->generic_court);
}

const Treaty* SentenceReader::court_of(const Head& head) const {
  // Inside the frame ("beyond the reach of the court"), or named as who judges.
  for (std::uint32_t i = head.from; i < head.to; ++i) {
    if (is_court(scene_.treaty_at(i))) return scene_.treaty_at(i);
  }
  // "can be tried": by whom stands behind.
  const bool passive = head.frame->form == Frame::Form::verb && head.frame->ability;
  if (!passive) {
    for (std::uint32_t i = head.from; i > scene_.from();) {
      --i;
      if (scene_.token(i).is(';')) break;
      if (scene_.token(i).is(',')) i = around_aside(i, scene_.from());
      if (is_court(scene_.treaty_at(i))) return scene_.treaty_at(i);
      // "Ukraine can prosecute": a court of its own.
      const Actors* actors = scene_.actors_at(i);
      if (head.frame->form == Frame::Form::verb && actors != nullptr && !actors->region &&
          rank(*actors, head.from) == Rank::high) {
        return nullptr;
      }
    }
  }
  for (std::uint32_t i = head.to; i < scene_.to(); ++i) {
    if (scene_.token(i).is(';')) break;
    if (is_court(scene_.treaty_at(i))) return scene_.treaty_at(i);
  }
  // "Russians can be tried for crimes in Georgia": by the court that is told of.
  static const Treaty told{0, 0, {}, {}, {}, true, false};
  if (passive && memory_.claim && !language_.court_under(memory_.instrument).empty() &&
      scene_.treaties().empty() && scene_.find("crimes", scene_.from(), scene_.to()) &&
      scene_.find("persons", scene_.from(), scene_.to()) &&
      !scene_.find("closed.court", scene_.from(), scene_.to())) {
    return &told;
  }
  // "The prosecutor has no jurisdiction": that of the court.
  static const Treaty of_prosecutor{0, 0, {}, {}, {}, true, false};
  if (scene_.find("prosecutor", scene_.from(), scene_.to())) return &of_prosecutor;
  return nullptr;
}

// "Russian soldiers", "Israel's officials", "nationals of Chad", "committed by Russia".
bool SentenceReader::people(const Actors& actors) const {
  std::uint32_t after = actors.to + (actors.possessive ? 1 : 0);
  // "Russian and Ossetian forces": of demonyms the noun may stand behind the list.
  const std::uint32_t far = after + (actors.demonym ? 6 : 3);
  for (std::uint32_t i = after; i < std::min(far, scene_.to()); ++i) {
    const bool list = scene_.token(i).is(',') || scene_.has(i, "and") > 0;
    if (list ? !actors.demonym : scene_.token(i).kind == Token::Kind::mark) break;
    if (scene_.has(i, "persons") > 0) return true;
  }
  if (actors.people || scene_.has(actors.from, "person") == actors.to - actors.from) return true;
  std::uint32_t at = actors.from;
  while (at > scene_.from() && (is(at - 1, "the") || is(at - 1, "either"))) --at;
  if (at == scene_.from()) return false;
  --at;
  if (scene_.has(at, "agent") > 0) return true;
  if (at == scene_.from() || !(is(at, "of") || is(at, "from"))) return false;
  return scene_.has(at - 1, "persons") > 0;
}

// "in Syria", "on the territory of Chad", "on Ukrainian soil".
bool SentenceReader::place(const Actors& actors) const {
  std::uint32_t at = actors.from;
  while (at > scene_.from() && (is(at - 1, "the") || is(at - 1, "occupied"))) --at;
  if (at == scene_.from()) return false;
  --at;
  if (scene_.has(at, "at.place") > 0) return true;
  std::uint32_t after = actors.to + (actors.possessive ? 1 : 0);
  if (after < scene_.to() && scene_.has(after, "land") > 0) return true;
  return is(at, "of") && at > scene_.from() && scene_.has(at - 1, "land") > 0;
}

void SentenceReader::put_actors(const Head& head, const Actors& actors, Claim& claim) const {
  Conduct& conduct = claim.conduct;
  auto each_place = [&] {
    if (!actors.spot.empty()) return conduct.places.push_back(actors.spot);
    for (StateCode state : actors.states) conduct.places.push_back(state.text());
  };
  auto add = [&](std::vector<StateCode>& to) {
    to.insert(to.end(), actors.states.begin(), actors.states.end());
  };
  std::uint32_t at = actors.from;
  while (at > scene_.from() && (is(at - 1, "the") || is(at - 1, "either"))) --at;
  const bool object = actors.from >= head.to && at - head.to <= 1;
  const bool over = at > scene_.from() && is(at - 1, "over");
  // Who says so, or does something else, is no part of the conduct.
  const bool last = std::none_of(
      scene_.actors().begin(), scene_.actors().end(),
      [&](const Actors& other) { return other.from > actors.from && other.to <= head.from; });
  const bool subject = head.frame->ability && actors.to <= head.from && last;
  if (people(actors)) {
    add(conduct.people);
  } else if (place(actors) || (actors.region && (object || over || subject))) {
    each_place();
  } else if (object || over || subject) {
    add(conduct.whole);
  } else {
    return;
  }
  add(claim.actors);
}

void SentenceReader::put_period(const Head& head, Claim& claim) const {
  const Dated* best = nullptr;
  for (const Dated& each : past_) {
    // The day of the conduct stands behind; that of saying so before.
    if (each.from >= head.to && (best == nullptr || best->from < head.to)) best = &each;
    if (each.from < head.from && best == nullptr && each.from == scene_.from() + 1) best = &each;
  }
  if (best == nullptr || best->from == scene_.from()) return;
  const std::uint32_t at = best->from - 1;
  if (is(at, "since") || is(at, "after") || is(at, "from")) {
    const Day first =
        is(at, "after") && best->days.certain() ? best->days.lo.next() : best->days.lo;
    if (first <= dated_) claim.date = DayRange{first, dated_};
    claim.conduct.begins = best->days;
    for (const Dated& other : past_) {
      if (other.from <= best->to || other.from - best->to > 2) continue;
      if (first <= other.days.hi) claim.date = DayRange{first, other.days.hi};
    }
  } else if (is(at, "before")) {
    claim.date = DayRange{Day::first(), best->days.lo.previous()};
  } else {
    claim.date = best->days;
    for (const Dated& other : past_) {
      // "between 2011 and 2019"
      if (other.from <= best->to || other.from - best->to > 1 || !is(best->to, "and")) continue;
      if (best->days.lo <= other.days.hi) claim.date = DayRange{best->days.lo, other.days.hi};
    }
  }
}

std::string SentenceReader::only_basis() const {
  std::string found;
  for (std::uint32_t i = scene_.from(); i < scene_.to() && found.empty(); ++i) {
    scene_.marks_at(i, [&](const Mark& mark) {
      if (mark.group != 0) found = language_.rest_of(mark.group, "without.basis.");
    });
  }
  return found;
}

std::string SentenceReader::crime_said() const {
  std::string found;
  std::uint32_t longest = 0;
  for (std::uint32_t i = scene_.from(); i < scene_.to(); ++i) {
    scene_.marks_at(i, [&](const Mark& mark) {
      std::string_view crime = language_.rest_of(mark.group, "crime.");
      if (crime.empty() || mark.length < longest) return;
      longest = mark.length;
      found = crime;
    });
  }
  return found;
}

void SentenceReader::read_conduct(const Head& head, Claim& claim) const {
  for (const Actors& actors : scene_.actors()) {
    if (actors.count == 0) put_actors(head, actors, claim);
  }
  // "Chad is no party, so the court has no power to try crimes there."
  const bool there = claim.conduct.places.empty() && scene_.find("there", head.to, scene_.to());
  if (there) {
    Who who = left_of(head.from, scene_.from());
    if (!who.found()) who.states = memory_.subject;
    for (StateCode state : who.states) claim.conduct.places.push_back(state.text());
    claim.actors = who.states;
  }
  claim.conduct.crime = crime_said();
  claim.conduct.outsiders = claim.conduct.places.empty() && claim.conduct.people.empty() &&
                            claim.conduct.whole.empty() &&
                            scene_.find("outsiders", scene_.from(), scene_.to()).has_value();
  claim.conduct.without = only_basis();
  put_period(head, claim);
}

bool SentenceReader::jurisdiction(std::size_t k, Claim claim) {
  const Head& head = heads_[k];
  const Treaty* court = court_of(head);
  if (court == nullptr) return true;
  claim.act = ActWord::jurisdiction;
  claim.court = court->court;
  claim.instrument = court->instrument;
  const bool crimes = scene_.find("crimes", scene_.from(), scene_.to()).has_value();
  if (claim.court.empty()) {
    // "The court" alone may be any court, where nothing was said of one before.
    claim.instrument = memory_.instrument;
    if (claim.instrument.empty() && crimes) claim.instrument = language_.by_default();
    claim.court = language_.court_under(claim.instrument);
  }
  if (claim.court.empty()) return true;
  claim.negative = negated(k);
  for (std::uint32_t i = head.from; i < head.to && !head.frame->negative; ++i) {
    if (is(i, "no") || is(i, "not") || is(i, "neither")) claim.negative = !claim.negative;
  }
  read_conduct(head, claim);
  // "unless the suspect is a national of a member": a second exception is not read.
  if (scene_.find("unless.person", scene_.from(), scene_.to())) return true;
  // "can only try crimes committed in member States": not in others.
  const bool only = scene_.find("only", scene_.from(), scene_.to()).has_value();
  if (only && !claim.negative && claim.conduct.without.empty()) {
    if (!scene_.find("insiders", scene_.from(), scene_.to())) return true;
    if (!claim.conduct.places.empty() || !claim.conduct.whole.empty()) return true;
    claim.negative = true;
    claim.conduct.outsiders = true;
  } else if (only && !claim.conduct.without.empty()) {
    claim.negative = true;
  }
  const bool said = claim.conduct.outsiders || !claim.actors.empty();
  if (!said) return true;
  // One question a sentence.
  for (const Claim& each : claims_) {
    if (each.act == ActWord::jurisdiction) return true;
  }
  add(claim);
  return true;
}

}  // namespace ratione::claims
