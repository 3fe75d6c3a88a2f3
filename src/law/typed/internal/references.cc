// Names of definitions, and calls of them.
#include <fmt/format.h>

#include <algorithm>

#include "law/typed/internal/checker.h"

namespace ratione::internal {

// --- references ---

const Bound* Checker::constant(std::string_view name) const {
  const auto found = declared_.unit->bound.find(name);
  return found == declared_.unit->bound.end() || !found->second.constant ? nullptr : &found->second;
}

const Bound* Checker::constant_named(const Word& word) {
  if (const Bound* bound = constant(word.text)) return bound;
  std::vector<std::string> names;
  for (const auto& [name, bound] : declared_.unit->bound) {
    if (bound.constant) names.push_back(name);
  }
  error(Code::unknown_name, at(word.at),
        fmt::format("no constant `{}`{}", word.text,
                    names.empty() ? "; write the number itself, or in a common file `given "
                                    "constant " +
                                        word.text + "`"
                                  : suggestion(word.text, names)));
  return nullptr;
}

Found Checker::in_scope(int i, std::string_view name) {
  Scope& s = scope(i);
  if (const auto c = s.clauses.find(name); c != s.clauses.end())
    return {Found::Sort::clause, c->second};
  if (const auto f = s.findings.find(name); f != s.findings.end())
    return {Found::Sort::finding, f->second};
  return {};
}

Found Checker::find(const Word& word) {
  Found found = in_scope(current_, word.text);
  if (found.sort != Found::Sort::nothing) return found;
  int where = -1;
  for (const int used : scope(current_).uses) {
    const Found theirs = in_scope(used, word.text);
    if (theirs.sort == Found::Sort::nothing) continue;
    if (where >= 0) {
      error(Code::name_twice, at(word.at),
            fmt::format("`{}` stands in {} and in {}; write `{}.{}` or `{}.{}`", word.text,
                        instrument(where).slug, instrument(used).slug, instrument(where).slug,
                        word.text, instrument(used).slug, word.text));
      return {Found::Sort::told, -1};
    }
    where = used;
    found = theirs;
  }
  return found;
}

std::vector<std::string> Checker::definition_names(Type wanted, bool called) {
  std::vector<std::string> names;
  auto from = [&](int i) {
    for (const auto& [name, c] : scope(i).clauses) {
      const Clause& clause = law_.clauses[static_cast<std::size_t>(c)];
      if (clause.exception_to >= 0 || (called && clause.params.empty())) continue;
      if (form_type(clause.form) == wanted) names.push_back(name);
    }
    if (wanted == Type::truth) {
      for (const auto& [name, f] : scope(i).findings) {
        if (!called || !law_.findings[static_cast<std::size_t>(f)].params.empty())
          names.push_back(name);
      }
    }
  };
  from(current_);
  for (const int used : scope(current_).uses) from(used);
  return names;
}

Type Checker::form_type(Form form) {
  return form == Form::rule ? Type::truth : form == Form::date ? Type::day : Type::number;
}

ExprPtr Checker::reference(const Node& node, Type wanted) {
  const std::vector<Word>& words = node.path.words;
  if (words.empty()) return nullptr;
  const Word& first = words.front();
  // A variable or a field of the case, perhaps with fields.
  const bool rooted = variable(first.text) || instrument(current_).field(first.text);
  if (const Bound* bound = constant(first.text); bound && words.size() == 1 && !node.called) {
    if (wanted != Type::number) {
      mixed(node.at, first.text, What::number, wanted);
      return nullptr;
    }
    if (bound->broken) return nullptr;
    ExprPtr out = make(ExprKind::constant, Type::number, node.at);
    out->fraction = bound->number;
    return out;
  }
  if (rooted) {
    if (node.called) {
      error(Code::wrong_arguments, at(first.at),
            fmt::format(
                "`{}` is a variable or a field and takes no arguments; leave out the brackets",
                node.path.text()));
      return nullptr;
    }
    return path_value(node, wanted);
  }
  Found found;
  if (words.size() == 1) {
    found = find(first);
  } else {
    const auto slug = slugs_.find(first.text);
    if (slug == slugs_.end()) {
      if (is_broken(current_, first.text) || ended(first)) return nullptr;
      std::vector<std::string> names = path_names({});
      if (first.text.find('-') != std::string::npos) names = other_slugs(current_, false);
      error(Code::unknown_name, at(first.at),
            fmt::format("no variable, field of the case or instrument `{}`{}", first.text,
                        suggestion(first.text, names)));
      return nullptr;
    }
    if (words.size() > 2) {
      error(Code::law_syntax, at(words[2].at),
            "after an instrument and a name comes no further name");
      return nullptr;
    }
    found = in_scope(slug->second, words[1].text);
    if (found.sort == Found::Sort::nothing) {
      if (scope(slug->second).broken.contains(words[1].text)) return nullptr;
      std::vector<std::string> names;
      for (const auto& [name, c] : scope(slug->second).clauses) {
        const Clause& clause = law_.clauses[static_cast<std::size_t>(c)];
        if (clause.exception_to < 0 && form_type(clause.form) == wanted) names.push_back(name);
      }
      error(Code::unknown_name, at(words[1].at),
            fmt::format("{} defines no `{}`{}", first.text, words[1].text,
                        suggestion(words[1].text, names)));
      return nullptr;
    }
  }
  if (found.sort == Found::Sort::told) return nullptr;
  if (found.sort == Found::Sort::nothing) {
    if (is_broken(current_, first.text) || (nameless_ && words.size() == 1)) return nullptr;
    unknown(node, wanted);
    return nullptr;
  }
  return call(node, found, wanted);
}

void Checker::unknown(const Node& node, Type wanted) {
  const Word& first = node.path.words.front();
  std::vector<std::string> names = definition_names(wanted, node.called);
  if (!node.called && wanted == Type::number) {
    for (const auto& [name, bound] : declared_.unit->bound) {
      if (bound.constant) names.push_back(name);
    }
  }
  if (!node.called) {
    for (const std::string& name : path_names({what_of(wanted)})) {
      const Variable* v = variable(name);
      if (!v || v->type == wanted) names.push_back(name);
    }
  }
  const char* what = wanted == Type::truth
                         ? node.called ? "rule or finding" : "rule, finding or field of the case"
                     : wanted == Type::day    ? "date"
                     : wanted == Type::number ? "number"
                                              : "definition";
  std::string hint = suggestion(first.text, names);
  // Something of that name is there, but it is none of these.
  if (scope(current_).readings.contains(first.text)) {
    hint = fmt::format("; for the reading, write `reading {}`", first.text);
  } else if (scope(current_).kinds.contains(first.text) &&
             hint.find("did you mean") == std::string::npos) {
    hint = fmt::format("; for acts of that kind, write `some {} X with ...`", first.text);
  } else if (scope(current_).disputes.contains(first.text)) {
    hint = "; a condition asks for one of its readings: `reading ...`";
  }
  error(Code::unknown_name, at(first.at), fmt::format("no {} `{}`{}", what, first.text, hint));
}

ExprPtr Checker::path_value(const Node& node, Type wanted) {
  const auto info = resolve(node.path);
  if (!info) return nullptr;
  if (info->what != what_of(wanted)) {
    mixed(node.at, node.path.text(), info->what, wanted);
    return nullptr;
  }
  const ExprKind kind = wanted == Type::truth ? ExprKind::truth_field
                        : wanted == Type::day ? ExprKind::day_field
                                              : ExprKind::number_field;
  ExprPtr out = make(kind, wanted, node.at);
  out->path = info->path;
  return out;
}

ExprPtr Checker::call(const Node& node, const Found& found, Type wanted) {
  const std::vector<Param>* params = nullptr;
  ExprKind kind = ExprKind::finding;
  Type type = Type::truth;
  std::string name;
  if (found.sort == Found::Sort::clause) {
    const Clause& clause = law_.clauses[static_cast<std::size_t>(found.index)];
    if (clause.exception_to >= 0 ||
        origins_[static_cast<std::size_t>(found.index)].d.decl->kind == DeclKind::exception) {
      error(Code::out_of_place, at(node.at),
            fmt::format(
                "`{}` is an exception and has no value of its own; name what it qualifies{}",
                clause.name,
                clause.exception_to >= 0
                    ? ": `" + law_.clauses[static_cast<std::size_t>(clause.exception_to)].name + "`"
                    : ""));
      return nullptr;
    }
    params = &clause.params;
    name = clause.name;
    type = form_type(clause.form);
    kind = clause.form == Form::rule   ? ExprKind::call_rule
           : clause.form == Form::date ? ExprKind::call_date
                                       : ExprKind::call_number;
  } else {
    params = &law_.findings[static_cast<std::size_t>(found.index)].params;
    name = law_.findings[static_cast<std::size_t>(found.index)].name;
  }
  if (kind != ExprKind::finding && unlike_given_.contains(found.index))
    return nullptr;  // told already
  if (type != wanted) {
    mixed(node.at, shown(node), what_of(type), wanted);
    return nullptr;
  }
  ExprPtr out = make(kind, type, node.at);
  out->index = found.index;
  if (node.call.size() != params->size()) {
    error(Code::wrong_arguments, at(node.at),
          params->empty()
              ? fmt::format("`{}` takes no arguments; write `{}` alone", name, name)
              : fmt::format("`{}` takes {}, and here {}; write it as `{}{}`", name,
                            params->size() == 1 ? "one argument"
                                                : fmt::format("{} arguments", params->size()),
                            node.call.empty()       ? "stands none"
                            : node.call.size() == 1 ? "stands one"
                                                    : fmt::format("stand {}", node.call.size()),
                            name, params_text(*params)));
    return nullptr;
  }
  bool fine = true;
  for (std::size_t p = 0; p < params->size(); ++p) {
    const Param& param = (*params)[p];
    const PathWords& words = node.call[p];
    const auto info = resolve(words, {what_of(param.type)});
    if (!info) {
      fine = false;
      continue;
    }
    if (info->what != what_of(param.type)) {
      std::string hint = info->what == What::act && param.type == Type::state
                             ? fmt::format("; write `{}.state`", words.text())
                         : info->what == What::states
                             ? fmt::format("; ask `some S in {} with {}(S)`", words.text(), name)
                             : "";
      error(Code::wrong_arguments, at(words.at()),
            fmt::format("`{}` takes {}, and `{}` is {}{}", name, type_words(param.type),
                        words.text(), what_words(info->what), hint));
      fine = false;
      continue;
    }
    if (param.type == Type::act && !kind_within(info->kind, param.kind)) {
      error(Code::wrong_arguments, at(words.at()),
            fmt::format("`{}` takes an act of kind `{}`, and `{}` is of kind `{}`", name,
                        this->kind(param.kind).name, words.text(), this->kind(info->kind).name));
      fine = false;
      continue;
    }
    out->call.push_back(info->path);
  }
  return fine ? std::move(out) : nullptr;
}

}  // namespace ratione::internal
