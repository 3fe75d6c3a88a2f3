// Variables and fields: J.state, territory.
#include <fmt/format.h>

#include <algorithm>

#include "law/typed/internal/checker.h"
#include "text/names.h"

namespace ratione::internal {

// --- names ---

const Variable* Checker::variable(std::string_view name) const {
  for (const Variable& v : variables_) {
    if (v.name == name) return &v;
  }
  return nullptr;
}

bool Checker::ended(const Word& word) {
  if (!ended_.contains(word.text)) return false;
  error(Code::unknown_name, at(word.at),
        fmt::format("`{}` is not known here: `with` reaches to the next `or` or closing bracket; "
                    "put all that speaks "
                    "of `{}` into brackets after `with`",
                    word.text, word.text));
  return true;
}

std::vector<std::string> Checker::set_names() {
  std::vector<std::string> names;
  for (const CaseField& f : instrument(current_).fields) {
    if (f.kind == CaseField::Kind::states || f.kind == CaseField::Kind::place)
      names.push_back(f.name);
  }
  for (const Variable& v : variables_) {
    if (v.type == Type::act) names.push_back(v.name + ".about");
  }
  return names;
}

What Checker::what_of_field(const CaseField& field) {
  switch (field.kind) {
    case CaseField::Kind::states:
    case CaseField::Kind::place:
      return What::states;
    case CaseField::Kind::crime:
      return What::crime;
    case CaseField::Kind::number:
      return What::number;
    case CaseField::Kind::truth:
      return What::truth;
    case CaseField::Kind::one_of:
      return What::name;
  }
  return What::truth;
}

std::vector<std::string> Checker::path_names(const std::vector<What>& wanted) {
  std::vector<std::string> names;
  auto fits = [&](What what) {
    return wanted.empty() || std::find(wanted.begin(), wanted.end(), what) != wanted.end();
  };
  for (const CaseField& f : instrument(current_).fields) {
    if (fits(what_of_field(f))) names.push_back(f.name);
  }
  for (const Variable& v : variables_) {
    if (v.type == Type::act || fits(what_of(v.type))) names.push_back(v.name);
  }
  return names;
}

std::optional<PathInfo> Checker::resolve(const PathWords& words, const std::vector<What>& wanted) {
  if (words.words.empty()) return std::nullopt;
  const Word& first = words.words.front();
  PathInfo info;
  info.path.place = at(first.at);
  std::size_t next = 1;
  if (const Variable* v = variable(first.text)) {
    info.path.root = Path::Root::variable;
    info.path.index = v->slot;
    info.what = what_of(v->type);
    info.kind = v->kind;
  } else if (const int f = instrument(current_).field_index(first.text); f >= 0) {
    info.path.root = Path::Root::case_field;
    info.path.index = f;
    info.field = &instrument(current_).fields[static_cast<std::size_t>(f)];
    info.what = what_of_field(*info.field);
  } else {
    if (is_broken(current_, first.text) || ended(first)) return std::nullopt;
    std::string what = "no variable or field of the case";
    if (scope(current_).clauses.contains(first.text)) {
      error(Code::mixed_types, at(first.at),
            fmt::format("`{}` is a definition, and a variable or a field is needed here{}",
                        first.text, suggestion(first.text, path_names(wanted))));
      return std::nullopt;
    }
    error(Code::unknown_name, at(first.at),
          fmt::format("{} `{}`{}", what, first.text, suggestion(first.text, path_names(wanted))));
    return std::nullopt;
  }
  for (; next < words.words.size(); ++next) {
    const Word& word = words.words[next];
    if (info.what != What::act) {
      error(Code::mixed_types, at(word.at),
            fmt::format("`{}` follows {}, which has no fields", word.text, what_words(info.what)));
      return std::nullopt;
    }
    if (info.kind < 0) return std::nullopt;  // told already
    if (!field(info, word)) return std::nullopt;
  }
  if (info.optional && !may_lack_ && !asks_given_ &&
      std::find(guards_.begin(), guards_.end(), words.text()) == guards_.end()) {
    error(Code::optional_without_guard, at(first.at),
          fmt::format("an act may lack `{}`; write `{} if any` in `earlier of` or `later of`, "
                      "ask `{} is given` "
                      "first, or declare the field `required`",
                      words.text(), words.text(), words.text()));
    return std::nullopt;
  }
  return info;
}

bool Checker::field(PathInfo& info, const Word& word) {
  const ActKind& of_kind = kind(info.kind);
  auto step = [&](FieldKind field_kind, What what, bool optional = false) {
    info.path.fields.push_back({field_kind, word.text});
    info.what = what;
    info.optional = info.optional || optional;
    return true;
  };
  if (word.text == "state") return step(FieldKind::state, What::state);
  if (word.text == "day") return step(FieldKind::day, What::day);
  if (word.text == "known") return step(FieldKind::known, What::day);
  if (word.text == "about") return step(FieldKind::about, What::states);
  if (word.text == "of") {
    if (of_kind.of == -1) {
      error(Code::unknown_name, at(word.at),
            fmt::format("acts of kind `{}` answer no other act, so they have no `of`; declare "
                        "`act {} of ...`",
                        of_kind.name, of_kind.name));
      return false;
    }
    info.kind = of_kind.of;
    return step(FieldKind::of, What::act);
  }
  const bool scoped =
      word.text == "from" || word.text == "until" || word.text == "places" || word.text == "crimes";
  if (scoped) {
    if (!of_kind.scope) {
      error(Code::unknown_name, at(word.at),
            fmt::format(
                "acts of kind `{}` have no `{}`; declare `has scope` where the kind is declared",
                of_kind.name, word.text));
      return false;
    }
    if (word.text == "from") return step(FieldKind::from, What::day, true);
    if (word.text == "until") return step(FieldKind::until, What::day, true);
    if (word.text == "places") return step(FieldKind::places, What::place);
    return step(FieldKind::crimes, What::crime);
  }
  for (const ActKind::Field& declared : of_kind.fields) {
    if (declared.name != word.text) continue;
    return step(FieldKind::declared, declared.states ? What::states : what_of(declared.type),
                declared.type == Type::day && !declared.required);
  }
  std::vector<std::string> known = {"state", "day", "known", "about"};
  if (of_kind.of != -1) known.emplace_back("of");
  if (of_kind.scope) known.insert(known.end(), {"from", "until", "places", "crimes"});
  for (const ActKind::Field& declared : of_kind.fields) known.push_back(declared.name);
  const std::string near = nearest(word.text, known);
  error(Code::unknown_name, at(word.at),
        fmt::format("acts of kind `{}` have no field `{}`{}", of_kind.name, word.text,
                    near.empty()
                        ? fmt::format("; declare it: `act {} has {} day`", of_kind.name, word.text)
                        : fmt::format("; did you mean `{}`?", near)));
  return false;
}

}  // namespace ratione::internal
