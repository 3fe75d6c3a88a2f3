#include "record/states.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "errors/quoted.h"
#include "record/fields.h"
#include "text/csv.h"
#include "text/names.h"

namespace ratione {

namespace {

std::optional<NameKind> name_kind(std::string_view text) {
  if (text == "alias") return NameKind::alias;
  if (text == "demonym") return NameKind::demonym;
  if (text == "capital") return NameKind::capital;
  if (text == "ged") return NameKind::ged;
  return std::nullopt;
}

// A name in another language of the United Nations. It is kept apart: in an English
// text, Maurice is a person.
bool is_language(std::string_view kind) {
  return kind == "ar" || kind == "zh" || kind == "fr" || kind == "ru" || kind == "es";
}

void add_code(std::vector<StateCode>& codes, StateCode code) {
  if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
}

}  // namespace

Results<States> States::read(std::string_view states_csv, std::string_view states_file,
                             std::string_view names_csv, std::string_view names_file) {
  const std::vector<std::string> state_columns = {"code", "name",          "from", "until",
                                                  "m49",  "treaty_making", "note"};
  const std::vector<std::string> name_columns = {"code", "name", "kind", "source"};
  Errors faults;
  States result;

  Results<Csv> states = read_csv(states_csv, states_file, state_columns);
  if (states) {
    only_columns(*states, state_columns, faults);
    std::map<StateCode, int> lines;
    result.states_.reserve(states->rows.size());
    for (const CsvRow& row : states->rows) {
      Fields f(row, faults);
      State state;
      f.required("code", "the State's three capitals");
      state.code = f.state("code", nullptr);
      state.name = f.required("name", "the State's short English name");
      state.exists = f.span("from", "until");
      state.m49 = f.text("m49");
      if (!state.m49.empty() &&
          (state.m49.size() != 3 || !std::all_of(state.m49.begin(), state.m49.end(),
                                                 [](char c) { return c >= '0' && c <= '9'; }))) {
        f.fault(Code::bad_m49, "m49",
                fmt::format("{} is not an M49 code; write its three digits, or nothing.",
                            quoted(state.m49)));
      }
      state.treaty_making = f.yes_no("treaty_making").value_or(true);
      state.note = f.text("note");
      if (state.code.none()) continue;
      auto [first, added] = lines.emplace(state.code, row.line());
      if (!added) {
        f.fault(Code::given_twice, "code",
                fmt::format("{} stands twice, first in line {}; keep one row.", state.code.text(),
                            first->second));
        continue;
      }
      result.states_.push_back(std::move(state));
    }
    std::sort(result.states_.begin(), result.states_.end(),
              [](const State& a, const State& b) { return a.code < b.code; });
  } else {
    faults = std::move(states.error());
  }
  for (const State& state : result.states_) {
    std::string folded = fold_name(state.name);
    if (!folded.empty()) add_code(result.by_name_[std::move(folded)], state.code);
  }

  Results<Csv> names = read_csv(names_csv, names_file, name_columns);
  if (names) {
    only_columns(*names, name_columns, faults);
    // A States file that could not be read knows no code: not each row's fault.
    const States* known = states ? &result : nullptr;
    for (const CsvRow& row : names->rows) {
      Fields f(row, faults);
      f.required("code", "the State's three capitals");
      StateCode code = f.state("code", known);
      const std::string& name = f.required("name", "the name, or leave the row out");
      std::optional<NameKind> kind = name_kind(f.text("kind"));
      const bool elsewhere = is_language(f.text("kind"));
      if (!kind && !elsewhere) {
        f.fault(
            Code::not_among_words, "kind",
            fmt::format("{} is not a kind of name; write alias, demonym, capital or ged, or the "
                        "language: ar, zh, fr, ru or es.",
                        quoted(f.text("kind"))));
      }
      f.required("source", "where the name is from");
      if (code.none() || name.empty() || (!kind && !elsewhere)) continue;
      auto state = std::lower_bound(result.states_.begin(), result.states_.end(), code,
                                    [](const State& s, StateCode c) { return s.code < c; });
      if (state == result.states_.end() || state->code != code) continue;
      std::string folded = fold_name(name);
      if (elsewhere) {
        state->in_other_languages.push_back(name);
        if (!folded.empty()) add_code(result.by_language_[std::move(folded)], code);
        continue;
      }
      state->names.push_back({name, *kind});
      if (folded.empty()) continue;
      if (*kind == NameKind::alias || *kind == NameKind::ged) {
        if (*kind == NameKind::ged) add_code(result.by_ged_[folded], code);
        add_code(result.by_name_[std::move(folded)], code);
      } else if (*kind == NameKind::demonym) {
        add_code(result.by_any_[std::move(folded)], code);
      }
    }
  } else {
    faults.insert(faults.end(), names.error().begin(), names.error().end());
  }

  if (!faults.empty()) {
    order_by_place(faults);
    return tl::unexpected<Errors>(std::move(faults));
  }
  return result;
}

std::string State::absence(Span on) const {
  if (exists.meets(on)) return "";
  const bool one_sided = exists.from == Day::first() || exists.until == Day::never();
  return fmt::format("{} existed {}{}, and the question is about {}; name the State of that day",
                     name, one_sided ? "" : "from ", exists.words(), on.words());
}

const State* States::get(StateCode code) const {
  auto at = std::lower_bound(states_.begin(), states_.end(), code,
                             [](const State& s, StateCode c) { return s.code < c; });
  return at != states_.end() && at->code == code ? &*at : nullptr;
}

std::string States::name(StateCode code) const {
  const State* state = get(code);
  return state == nullptr ? code.text() : state->name;
}

namespace {

// "rus" and "RUS" are the code; "Rus" is a word.
std::optional<StateCode> code_in(std::string_view text) {
  if (std::optional<StateCode> code = StateCode::parse(text)) return code;
  if (text.size() != 3) return std::nullopt;
  std::array<char, 3> upper{};
  for (std::size_t i = 0; i < 3; ++i) {
    if (text[i] < 'a' || text[i] > 'z') return std::nullopt;
    upper[i] = static_cast<char>(text[i] - 'a' + 'A');
  }
  return StateCode::parse({upper.data(), upper.size()});
}

}  // namespace

Result<StateCode> States::find(std::string_view text) const { return look_up(text, false); }
Result<StateCode> States::find_any(std::string_view text) const { return look_up(text, true); }

Result<StateCode> States::find_ged(std::string_view label) const {
  auto at = by_ged_.find(fold_name(label));
  return at != by_ged_.end() && at->second.size() == 1 ? at->second.front() : find(label);
}

Result<StateCode> States::look_up(std::string_view text, bool demonyms) const {
  if (std::optional<StateCode> code = code_in(text); code && get(*code) != nullptr) return *code;
  const std::string folded = fold_name(text);
  const std::vector<StateCode>* codes = nullptr;
  if (auto at = by_name_.find(folded); at != by_name_.end()) codes = &at->second;
  if (auto at = by_language_.find(folded); codes == nullptr && at != by_language_.end()) {
    codes = &at->second;
  }
  if (codes == nullptr && demonyms) {
    if (auto at = by_any_.find(folded); at != by_any_.end()) codes = &at->second;
  }
  if (codes == nullptr) return unknown(text, folded, demonyms);
  if (codes->size() == 1) return codes->front();

  // The State that is called exactly so comes first, then the order of codes.
  std::vector<const State*> meant;
  for (StateCode code : *codes) meant.push_back(get(code));
  std::sort(meant.begin(), meant.end(), [&](const State* a, const State* b) {
    return std::pair(fold_name(a->name) != folded, a->code) <
           std::pair(fold_name(b->name) != folded, b->code);
  });
  std::vector<std::string> words;
  for (const State* state : meant)
    words.push_back(fmt::format("{} ({})", state->code.text(), state->name));
  return fail(Code::ambiguous_state, fmt::format("{} could be {}; write one of the codes.",
                                                 quoted(text), any_of_words(words)));
}

tl::unexpected<Error> States::unknown(std::string_view text, const std::string& folded,
                                      bool demonyms) const {
  if (text.empty())
    return fail(Code::unknown_state, "A State is missing; write its code or its name.");
  // Hash tables have no order of their own, and a suggestion must not vary.
  std::vector<std::string> candidates;
  for (const auto& [name, codes] : by_name_) candidates.push_back(name);
  for (const auto& [name, codes] : by_language_) candidates.push_back(name);
  if (demonyms) {
    for (const auto& [name, codes] : by_any_) candidates.push_back(name);
  }
  std::sort(candidates.begin(), candidates.end());
  std::string near = folded.empty() ? "" : nearest(folded, candidates);
  if (near.empty()) {
    return fail(Code::unknown_state,
                fmt::format("{} is not a State on record; write its three-letter code or its name.",
                            quoted(text)));
  }
  auto at = by_name_.find(near);
  if (at == by_name_.end()) at = by_language_.find(near);
  if (at == by_language_.end()) at = by_any_.find(near);
  std::vector<std::string> words;
  for (StateCode code : at->second)
    words.push_back(fmt::format("{} ({})", name(code), code.text()));
  return fail(Code::unknown_state, fmt::format("{} is not a State on record; did you mean {}?",
                                               quoted(text), any_of_words(words)));
}

}  // namespace ratione
