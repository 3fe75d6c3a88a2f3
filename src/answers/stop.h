// File: answers/stop.h
//
// How a question that cannot be answered ends: one throw, caught where the
// answer would have gone out. The command makes an exit code of it, the server
// a problem with its status.
//
//   refuse(desk.word("on"), day.error());   // --on "2016-02-30" is not a day; ... (calendar.003)
//
// Only this folder and those above it throw; what lies below returns its
// errors.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "errors/error.h"

namespace ratione::answers {

enum class Fault {
  asked_wrongly,  // a word of the question, or its value
  bad_file,       // a file is missing, or its content is wrong
  machine,        // what is no fault of question and files
};

struct Stop {
  Fault fault;
  Errors errors;
  std::string word;  // that the sentence is about, "--on" or "on"; empty: another, or none
};

// A word of the question or its value is wrong. The sentence names the word.
[[noreturn]] void refuse(Code code, std::string says);
// The same for an error that came from reading the word's value:
// "--on" and `"2016-02-30" is not a day; ...` make one sentence.
[[noreturn]] void refuse(std::string_view word, const Error& error);
// "--format {value}: did you mean json?"; the sentence for a value that is none
// of those a word takes.
[[noreturn]] void refuse_value(std::string_view word, std::string_view value,
                               const std::vector<std::string>& taken);
// A file is missing or its content is wrong.
[[noreturn]] void broken(Errors errors);
// A ledger that cannot be used: its file or its content is wrong, or its store is
// not to be had.
[[noreturn]] void stop_for(Error ledger_error);

}  // namespace ratione::answers
