#include "record/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "errors/quoted.h"
#include "record/states.h"
#include "text/names.h"

namespace ratione {

namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

bool is_name(std::string_view text) {
  if (text.empty() || is_digit(text[0])) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_lower(c) || is_digit(c) || c == '_'; });
}

bool is_slug(std::string_view text) {
  if (text.empty() || text[0] == '-') return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_lower(c) || is_digit(c) || c == '-'; });
}

std::vector<std::string_view> list_of(std::string_view text) {
  std::vector<std::string_view> parts;
  if (text.empty()) return parts;
  std::size_t begin = 0;
  while (true) {
    std::size_t end = text.find(';', begin);
    parts.push_back(text.substr(begin, end == std::string_view::npos ? end : end - begin));
    if (end == std::string_view::npos) return parts;
    begin = end + 1;
  }
}

void Fields::fault(Code code, std::string_view column, std::string says) {
  faults_.push_back(Error{code, row_.place(column), std::move(says)});
}

const std::string& Fields::required(std::string_view column, std::string_view what) {
  const std::string& value = text(column);
  if (value.empty())
    fault(Code::value_missing, column, fmt::format("`{}` is empty; write {}.", column, what));
  return value;
}

StateCode Fields::code_of(std::string_view text, std::string_view column, const States* states) {
  if (std::optional<StateCode> code = StateCode::parse(text)) {
    if (states == nullptr || states->get(*code) != nullptr) return *code;
    fault(Code::state_not_on_record, column,
          fmt::format("{} is not a State of states.csv; correct the code, or add the State there.",
                      code->text()));
    return {};
  }
  std::string hint = "write the three capitals of its code.";
  if (states != nullptr) {
    if (Result<StateCode> meant = states->find(text)) {
      hint = fmt::format("write its code, {}.", meant->text());
    }
  }
  fault(Code::bad_state_code, column,
        fmt::format("{} is not a State code; {}", quoted(text), hint));
  return {};
}

StateCode Fields::state(std::string_view column, const States* states) {
  const std::string& value = text(column);
  return value.empty() ? StateCode{} : code_of(value, column, states);
}

std::vector<StateCode> Fields::states(std::string_view column, const States* states) {
  std::vector<StateCode> codes;
  for (std::string_view part : list_of(text(column))) {
    StateCode code = code_of(part, column, states);
    if (!code.none()) codes.push_back(code);
  }
  return codes;
}

std::optional<DayRange> Fields::range(std::string_view column) {
  const std::string& value = text(column);
  if (value.empty()) return std::nullopt;
  Result<DayRange> range = DayRange::parse(value);
  if (!range) {
    fault(range.error().code, column, std::move(range.error().says));
    return std::nullopt;
  }
  return *range;
}

std::optional<Day> Fields::day(std::string_view column) {
  const std::string& value = text(column);
  if (value.empty()) return std::nullopt;
  Result<Day> day = Day::parse(value);
  if (!day) {
    fault(day.error().code, column, std::move(day.error().says));
    return std::nullopt;
  }
  return *day;
}

Span Fields::span(std::string_view from, std::string_view until) {
  Span span;
  if (std::optional<Day> day = this->day(from)) span.from = *day;
  if (std::optional<Day> day = this->day(until)) {
    span.until = *day;
    if (span.empty()) {
      fault(Code::span_empty, until,
            fmt::format("`{}` {} is not after `{}` {}; it is the first day outside.", until,
                        span.until.iso(), from,
                        given(from) ? span.from.iso() : "(the first of all days)"));
    }
  }
  return span;
}

std::optional<bool> Fields::yes_no(std::string_view column, bool may_be_empty) {
  const std::string& value = text(column);
  if (value == "yes") return true;
  if (value == "no") return false;
  if (!value.empty()) {
    fault(Code::not_yes_or_no, column,
          fmt::format("{} is neither yes nor no; write one of them.", quoted(value)));
  } else if (!may_be_empty) {
    fault(Code::value_missing, column, fmt::format("`{}` is empty; write yes or no.", column));
  }
  return std::nullopt;
}

void only_columns(const Csv& table, const std::vector<std::string>& allowed, Errors& faults) {
  for (const std::string& column : table.columns) {
    if (std::find(allowed.begin(), allowed.end(), column) != allowed.end()) continue;
    std::string near = nearest(column, allowed);
    faults.push_back(Error{Code::unknown_column, Place{table.file, 1, 0, ""},
                           near.empty()
                               ? fmt::format("{} is not a column of this file; the columns are {}.",
                                             quoted(column), all_of_words(allowed))
                               : fmt::format("{} is not a column of this file; did you mean {}?",
                                             quoted(column), near)});
  }
}

void order_by_place(Errors& faults) {
  std::stable_sort(faults.begin(), faults.end(), [](const Error& a, const Error& b) {
    return std::tie(a.place.file, a.place.line, a.place.column) <
           std::tie(b.place.file, b.place.line, b.place.column);
  });
}

}  // namespace ratione
