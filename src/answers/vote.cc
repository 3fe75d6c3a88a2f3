#include "answers/vote.h"

#include <fmt/format.h>

#include <algorithm>

#include "answers/asked_case.h"
#include "answers/proof_forms.h"
#include "answers/verdict.h"
#include "errors/quoted.h"
#include "text/names.h"

namespace ratione::answers {

namespace {

// By its short name, or by that of its law.
const LawInstrument& organ_named(Desk& desk, const std::string& text) {
  if (const LawInstrument* found = desk.law().organ(text)) return *found;
  if (Result<const Instrument*> named = desk.record().find_instrument(text)) {
    const LawInstrument* found = desk.law().instrument((*named)->slug);
    if (found != nullptr && !found->organ.empty()) return *found;
  }
  std::vector<std::string> organs;
  for (const LawInstrument& each : desk.law().instruments) {
    if (!each.organ.empty()) organs.push_back(each.organ);
  }
  if (organs.empty()) {
    refuse(Code::law_missing,
           fmt::format("The law in {} is no organ's that votes.", desk.folder("law")));
  }
  refuse_value("The organ", text, organs);
}

void add(Desk& desk, const std::string& word, std::string_view item, Side& side) {
  while (item.starts_with(' ')) item.remove_prefix(1);
  while (item.ends_with(' ')) item.remove_suffix(1);
  if (item.empty()) return;
  const bool digits =
      std::all_of(item.begin(), item.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits) {
    side.named.push_back(desk.state(word, std::string(item)));
    return;
  }
  if (item.size() > 3) {
    refuse(Code::value_not_taken,
           fmt::format("{} {}: no organ has so many members.", word, ratione::quoted(item)));
  }
  side.others += std::stol(std::string(item));
}

Side side_of(Desk& desk, std::string_view name, const std::vector<std::string>& lists) {
  const std::string word = desk.word(name);
  Side side;
  for (const std::string& list : lists) {
    std::string_view rest = list;
    while (true) {
      const std::size_t end = std::min(rest.find_first_of(",;"), rest.size());
      add(desk, word, rest.substr(0, end), side);
      if (end == rest.size()) break;
      rest.remove_prefix(end + 1);
    }
  }
  return side;
}

// How the question of procedure is answered.
void answer_procedural(Desk& desk, const LawInstrument& instrument, const std::string& text,
                       std::map<std::string, bool>& findings) {
  const int finding = instrument.ballot.procedural;
  const bool asked = !text.empty() && text != "no";
  if (asked && text != "yes" && text != "contested") {
    refuse_value(desk.word("procedural"), text, {"yes", "no", "contested"});
  }
  if (finding < 0) {
    if (!asked) return;
    refuse(Code::value_not_taken,
           fmt::format("{}: the {} decides questions of procedure like all others; leave it out.",
                       desk.word("procedural"), instrument.organ_title));
  }
  if (text == "contested") return;
  findings.emplace(desk.law().findings[static_cast<std::size_t>(finding)].name, asked);
}

std::vector<std::string> codes(const std::vector<StateCode>& states) {
  std::vector<std::string> out;
  for (StateCode state : states) out.push_back(state.text());
  return out;
}

Json side_json(const Side& side) {
  return Json{{"named", codes(side.named)}, {"not_named", side.others}};
}

std::string names(Desk& desk, const std::vector<StateCode>& states, bool or_words) {
  std::vector<std::string> out;
  for (StateCode state : states) out.push_back(desk.record().states().name(state));
  return or_words ? any_of_words(out) : all_of_words(out);
}

}  // namespace

VoteAnswer vote(Desk& desk, const VoteAsked& asked) {
  VoteAnswer answer;
  const LawInstrument& instrument = organ_named(desk, asked.organ);
  answer.instrument = &instrument;
  answer.known = desk.known(asked.known);
  answer.on = desk.day(desk.word("on"), asked.on, std::nullopt);
  answer.votes = {side_of(desk, "yes", asked.yes), side_of(desk, "no", asked.no),
                  side_of(desk, "abstain", asked.abstain)};
  if (answer.votes.yes.size() + answer.votes.no.size() + answer.votes.abstain.size() == 0) {
    refuse(Code::word_missing,
           fmt::format("Nobody voted; say who did, with {}, {} and {}.", desk.word("yes"),
                       desk.word("no"), desk.word("abstain")));
  }
  std::map<std::string, bool> findings;
  for (const std::string& finding : asked.findings) {
    answer_finding(desk, instrument, finding, findings);
  }
  answer_procedural(desk, instrument, asked.procedural, findings);
  Ballots ballots(desk.engine(answer.known, instrument, Engines::verdict), instrument,
                  desk.record().states(), answer.on);
  Results<Count> count = ballots.count(answer.votes, findings);
  if (!count) throw Stop{Fault::asked_wrongly, std::move(count.error()), ""};
  if (!count->verdict.faults.empty()) broken(std::move(count->verdict.faults));
  answer.count = std::move(*count);
  return answer;
}

std::string required_words(const Count& count) {
  return count.required == count.required_at_most
             ? std::to_string(count.required)
             : fmt::format("{} or {}", count.required, count.required_at_most);
}

std::string why(Desk& desk, const VoteAnswer& answer) {
  const Count& count = answer.count;
  const std::string votes =
      fmt::format("{} in favour, {} needed", answer.votes.yes.size(), required_words(count));
  switch (count.conclusion) {
    case Conclusion::yes:
      return fmt::format("Adopted: {}.", votes);
    case Conclusion::no:
      if (count.blocked_by.empty()) return fmt::format("Not adopted: {}.", votes);
      return fmt::format("Not adopted: {}, and the {} against by {} in the way.", votes,
                         count.blocked_by.size() == 1 ? "vote" : "votes",
                         names(desk, count.blocked_by, false) +
                             (count.blocked_by.size() == 1 ? " stands" : " stand"));
    case Conclusion::undetermined:
      if (!count.unless.empty()) {
        return fmt::format(
            "Open: {}; adopted only if none of the {} votes against that are not named is that of "
            "{}.",
            votes, answer.votes.no.others, names(desk, count.unless, true));
      }
      return fmt::format("Open: {}. Missing: {}", votes, all_of_words(count.verdict.missing));
    case Conclusion::disputed:
      return fmt::format("Whether it is adopted depends on how the law is read: {}.", votes);
  }
  return "";
}

std::string would_suffice(Desk& desk, const VoteAnswer& answer) {
  std::vector<std::string> out;
  for (const Remedy& way : answer.count.ways) out.push_back(way.words(desk.record().states()));
  std::string text;
  for (const std::string& each : out) text += (text.empty() ? "" : "; or ") + each;
  return text;
}

std::vector<std::string> notes_of(Desk& desk, const VoteAnswer& answer) {
  // What is presumed of every State alike is told once.
  std::vector<std::string> notes, told;
  for (std::string note : answer.count.verdict.notes) {
    const std::size_t finding = note.find(" (--finding ");
    if (finding != std::string::npos) {
      const std::string question = note.substr(0, finding);
      if (std::find(told.begin(), told.end(), question) != told.end()) continue;
      told.push_back(question);
    }
    notes.push_back(std::move(note));
  }
  if (answer.count.seats_open) {
    notes.push_back(fmt::format(
        "Which States had a seat in the {} on {} is not on record, and was not checked.",
        answer.instrument->organ_title, answer.on.iso()));
  }
  if (answer.votes.yes.others + answer.votes.no.others + answer.votes.abstain.others > 0) {
    notes.emplace_back(
        "To be counted, votes that are not named were given to members with a seat; the proof "
        "names them, nobody says that they voted so.");
  }
  std::string beyond = desk.beyond(*answer.instrument, answer.on, answer.known);
  if (!beyond.empty()) notes.push_back(beyond);
  return notes;
}

Json json_of(Desk& desk, const VoteAnswer& answer) {
  const Count& count = answer.count;
  const Verdict& verdict = count.verdict;
  const std::string& slug = answer.instrument->slug;
  Json adopted(nullptr);
  if (count.conclusion == Conclusion::yes) adopted = true;
  if (count.conclusion == Conclusion::no) adopted = false;
  Json readings = Json::array();
  for (const ByReading& each : verdict.by_reading) {
    readings.push_back(Json{{"reading", each.reading},
                            {"holders", each.holders},
                            {"conclusion", word(each.conclusion)},
                            {"says", each.says}});
  }
  Json ways = Json::array();
  for (const Remedy& way : count.ways) {
    ways.push_back(Json{{"more_in_favour", way.more_yes},
                        {"against_to_in_favour", way.turned},
                        {"against_to_abstaining", way.fewer_no},
                        {"not_against", codes(way.not_against)},
                        {"says", way.words(desk.record().states())}});
  }
  const std::string suffices = would_suffice(desk, answer);
  return Json{
      {"organ", answer.instrument->organ},
      {"on", answer.on.iso()},
      {"known", answer.known.iso()},
      {"adopted", std::move(adopted)},
      {"conclusion", word(count.conclusion)},
      {"required", count.required == count.required_at_most ? Json(count.required) : Json(nullptr)},
      {"required_between", Json{count.required, count.required_at_most}},
      {"counts", Json{{"yes", answer.votes.yes.size()},
                      {"no", answer.votes.no.size()},
                      {"abstain", answer.votes.abstain.size()},
                      {"not_voting", count.seats_open ? Json(nullptr) : Json(count.not_voting)}}},
      {"votes", Json{{"yes", side_json(answer.votes.yes)},
                     {"no", side_json(answer.votes.no)},
                     {"abstain", side_json(answer.votes.abstain)}}},
      {"blocked_by", codes(count.blocked_by)},
      {"would_suffice", suffices.empty() ? Json(nullptr) : Json(suffices)},
      {"ways", std::move(ways)},
      {"citation", cited(count.cites, slug)},
      {"by_reading", std::move(readings)},
      {"missing", verdict.missing},
      {"notes", notes_of(desk, answer)},
      {"why", why(desk, answer)},
      {"proof", proof_json(verdict.proof, slug)},
      {"made_with", desk.made_with(answer.instrument)}};
}

std::string csv_of(Desk& desk, const VoteAnswer& answer) {
  const Count& count = answer.count;
  return csv_line({"organ", "on", "known", "conclusion", "required", "yes", "no", "abstain",
                   "not_voting", "blocked_by", "would_suffice", "citation"}) +
         csv_line({answer.instrument->organ, answer.on.iso(), answer.known.iso(),
                   std::string(word(count.conclusion)), required_words(count),
                   std::to_string(answer.votes.yes.size()), std::to_string(answer.votes.no.size()),
                   std::to_string(answer.votes.abstain.size()),
                   count.seats_open ? "" : std::to_string(count.not_voting),
                   joined(codes(count.blocked_by), ";"), would_suffice(desk, answer),
                   cited(count.cites, answer.instrument->slug)});
}

}  // namespace ratione::answers
