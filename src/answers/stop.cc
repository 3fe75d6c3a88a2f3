#include "answers/stop.h"

#include <fmt/format.h>

#include "errors/quoted.h"
#include "text/names.h"

namespace ratione::answers {

namespace {

// A sentence about a word begins with the word.
Error about_word(std::string_view word, const Error& error) {
  Error shown = error;
  shown.place = {};
  if (!word.empty()) {
    bool runs_on = error.says.starts_with('"');
    shown.says = fmt::format("{}{} {}", word, runs_on ? "" : ":", error.says);
  }
  return shown;
}

}  // namespace

void refuse(Code code, std::string says) {
  throw Stop{Fault::asked_wrongly, {Error{code, {}, std::move(says)}}, ""};
}

void refuse(std::string_view word, const Error& error) {
  throw Stop{Fault::asked_wrongly, {about_word(word, error)}, std::string(word)};
}

void refuse_value(std::string_view word, std::string_view value,
                  const std::vector<std::string>& taken) {
  std::string near = nearest(value, taken);
  std::string next = near.empty() ? fmt::format("write {}", any_of_words(taken))
                                  : fmt::format("did you mean {}?", near);
  refuse(Code::value_not_taken, fmt::format("{} {} is not one of its values; {}{}", word,
                                            ratione::quoted(value), next, near.empty() ? "." : ""));
}

void stop_for(Error ledger_error) {
  switch (ledger_error.code) {
    case Code::ledger_busy:
    case Code::ledger_store:
    case Code::ledger_no_library:
      throw Stop{Fault::machine, {std::move(ledger_error)}, ""};
    default:
      throw Stop{Fault::bad_file, {std::move(ledger_error)}, ""};
  }
}

void broken(Errors errors) { throw Stop{Fault::bad_file, std::move(errors), ""}; }

}  // namespace ratione::answers
