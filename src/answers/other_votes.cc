#include "answers/other_votes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "answers/supposed.h"
#include "errors/quoted.h"
#include "text/names.h"
#include "votes/count.h"

namespace ratione::answers {

namespace {

// How a State votes: the word that is written, the field of the act, and how it is told.
struct Cast {
  std::string_view word, field, told;
};
constexpr std::array<Cast, 4> casts = {{{"yes", "in_favour", "in favour"},
                                        {"no", "against", "against"},
                                        {"abstain", "abstaining", "abstaining"},
                                        {"absent", "", "not voting"}}};

[[noreturn]] void refuse_line(std::string_view word, const std::string& text, std::string why) {
  refuse(Code::value_not_taken, fmt::format("{} {} {}", word, ratione::quoted(text), why));
}

std::vector<StateCode> states_of(const std::string& text) {
  std::vector<StateCode> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(';', at), text.size());
    if (std::optional<StateCode> code =
            StateCode::parse(std::string_view(text).substr(at, end - at))) {
      out.push_back(*code);
    }
    at = end + 1;
  }
  return out;
}

// Does the law read who voted how of an act of that kind?
bool reads_votes(const Law& law, const Act& act) {
  return std::any_of(law.kinds.begin(), law.kinds.end(), [&](const ActKind& kind) {
    return kind.instrument == act.instrument &&
           std::find(kind.record_kinds.begin(), kind.record_kinds.end(), act.kind) !=
               kind.record_kinds.end() &&
           std::any_of(kind.fields.begin(), kind.fields.end(),
                       [](const ActKind::Field& field) { return field.name == casts[0].field; });
  });
}

}  // namespace

OtherVotes other_votes(Desk& desk, std::string_view word, const std::string& text) {
  const std::size_t space = std::min(text.find(' '), text.size());
  OtherVotes out;
  out.act = &act_named(desk, word, text.substr(0, space));
  const Act& act = *out.act;
  const LawInstrument* organ = act.state.none() ? desk.law().organ(act.actor) : nullptr;
  if (organ == nullptr || !reads_votes(desk.law(), act)) {
    refuse_line(word, text,
                fmt::format("names {}, whose effect depends on no vote; name an act of an organ "
                            "that votes.",
                            act.id));
  }
  Ballots ballots(desk.engine(desk.today()), *organ, desk.record().states(), act.day.lo);

  std::map<std::string_view, std::vector<StateCode>> votes;  // by field
  for (const Act& known : desk.record().view(act.instrument, desk.today()).acts) {
    if (known.id != act.id) continue;
    for (const Cast& cast : casts) {
      if (const ActField* field = known.field(cast.field))
        votes[cast.field] = states_of(field->text);
    }
  }

  std::map<std::string_view, std::vector<std::string>> told;
  std::string name;
  for (std::size_t at = space; at < text.size();) {
    const std::size_t begin = text.find_first_not_of(' ', at);
    if (begin == std::string::npos) break;
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string part = text.substr(begin, end - begin);
    at = end;
    const std::size_t equals = part.find('=');
    name += (name.empty() ? "" : " ") + part.substr(0, equals);
    if (equals == std::string::npos) continue;  // a name of several words
    const std::string_view how = std::string_view(part).substr(equals + 1);
    const auto* cast = std::find_if(casts.begin(), casts.end(),
                                    [&](const Cast& each) { return each.word == how; });
    if (cast == casts.end()) {
      refuse_line(word, part, "is no vote; write STATE=yes, no, abstain or absent.");
    }
    for (std::size_t from = 0; from <= name.size();) {
      const std::size_t until = std::min(name.find(';', from), name.size());
      const std::string one = name.substr(from, until - from);
      from = until + 1;
      const StateCode member = ballots.member(desk.state(word, one));
      if (ballots.may_vote(member) == Truth::no) {
        refuse_line(word, one,
                    fmt::format("had no vote in the {} on {}; leave it out.", organ->organ_title,
                                act.day.iso()));
      }
      for (auto& [field, list] : votes) std::erase(list, member);
      if (!cast->field.empty()) votes[cast->field].push_back(member);
      told[cast->told].push_back(desk.record().states().name(member));
    }
    name.clear();
  }
  if (told.empty() || !name.empty()) {
    refuse_line(word, text, "says no vote; write ACT-ID STATE=yes, no, abstain or absent.");
  }
  if (votes["in_favour"].empty()) {
    refuse_line(word, text,
                fmt::format("leaves nobody in favour: the record does not say who voted how on {}; "
                            "name those in favour, too.",
                            act.id));
  }
  out.change.id = act.id;
  for (const Cast& cast : casts) {
    if (cast.field.empty()) continue;
    std::vector<StateCode>& list = votes[cast.field];
    std::sort(list.begin(), list.end());
    std::vector<std::string> codes;
    for (StateCode state : list) codes.push_back(state.text());
    out.change.fields[std::string(cast.field)] = joined(codes, ";");
  }
  std::vector<std::string> parts;
  for (const Cast& cast : casts) {
    if (told.contains(cast.told)) {
      parts.push_back(fmt::format("{} {}", all_of_words(told[cast.told]), cast.told));
    }
  }
  out.says = all_of_words(parts);
  return out;
}

}  // namespace ratione::answers
