#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "law/typed/internal/checker.h"
#include "law/typed/internal/clause_graph.h"
#include "text/names.h"

namespace ratione {
namespace internal {

const char* form_word(Form form) {
  return form == Form::rule ? "rule" : form == Form::date ? "date" : "number";
}

const char* what_words(What what) {
  switch (what) {
    case What::truth:
      return "a truth";
    case What::day:
      return "a day";
    case What::number:
      return "a number";
    case What::state:
      return "a State";
    case What::states:
      return "a set of States";
    case What::act:
      return "an act";
    case What::name:
      return "a name";
    case What::crime:
      return "a crime";
    case What::place:
      return "a set of places";
    case What::day_set:
      return "days";
  }
  return "";
}

const char* type_words(Type type) {
  switch (type) {
    case Type::truth:
      return "a truth";
    case Type::day:
      return "a day";
    case Type::number:
      return "a number";
    case Type::state:
      return "a State";
    case Type::act:
      return "an act";
    case Type::name:
      return "a name";
    case Type::crime:
      return "a crime";
  }
  return "";
}

What what_of(Type type) {
  switch (type) {
    case Type::truth:
      return What::truth;
    case Type::day:
      return What::day;
    case Type::number:
      return What::number;
    case Type::state:
      return What::state;
    case Type::act:
      return What::act;
    case Type::name:
      return What::name;
    case Type::crime:
      return What::crime;
  }
  return What::truth;
}

std::string suggestion(std::string_view word, std::vector<std::string> candidates) {
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  candidates.erase(std::remove(candidates.begin(), candidates.end(), ""), candidates.end());
  const std::string near = nearest(word, candidates);
  if (!near.empty()) return fmt::format("; did you mean `{}`?", near);
  if (candidates.empty() || candidates.size() > 6) return "";
  for (std::string& c : candidates) c = "`" + c + "`";
  return (candidates.size() == 1 ? "; there is " : "; there are ") + all_of_words(candidates);
}

Results<Law> Checker::run() {
  read_files();
  includes();
  kinds();
  declarations();
  clause_heads();
  exceptions();
  givens();
  bodies();
  questions();
  carry();
  tables();
  reading_use();
  head();
  if (errors_.empty()) analyse(law_, from_common_, errors_);
  if (errors_.empty()) return std::move(law_);
  return tl::unexpected(in_order(std::move(errors_)));
}

Errors Checker::in_order(Errors errors) {
  const auto key = [](const Error& e) {
    return std::tie(e.place.file, e.place.line, e.place.column, e.code, e.says);
  };
  std::stable_sort(errors.begin(), errors.end(),
                   [&](const Error& a, const Error& b) { return key(a) < key(b); });
  errors.erase(std::unique(errors.begin(), errors.end(),
                           [&](const Error& a, const Error& b) { return key(a) == key(b); }),
               errors.end());
  return errors;
}

}  // namespace internal

Results<Law> read_law(const std::map<std::string, std::string>& files,
                      const std::string& folder_shown) {
  return internal::Checker(files, folder_shown).run();
}

}  // namespace ratione
