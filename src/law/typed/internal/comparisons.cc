// What is said of a path: is, in, within, covers; crimes; readings.
#include <fmt/format.h>

#include <algorithm>

#include "law/typed/internal/checker.h"
#include "text/names.h"

namespace ratione::internal {

// --- comparisons of paths ---

ExprPtr Checker::is(const Node& node) {
  const auto info = resolve(node.path);
  if (!info) return nullptr;
  const std::string left = node.path.text();
  switch (info->what) {
    case What::act:
      return is_kind(node, *info);
    case What::name: {
      ExprPtr out = make(ExprKind::is_option, Type::truth, node.at);
      if (info->field && std::find(info->field->options.begin(), info->field->options.end(),
                                   node.word.text) == info->field->options.end()) {
        error(Code::unknown_name, at(node.word.at),
              fmt::format("`{}` is none of the values of `{}`{}", node.word.text, left,
                          suggestion(node.word.text, info->field->options)));
        return nullptr;
      }
      out->path = info->path;
      out->names = {node.word.text};
      out->negated = node.negated;
      return out;
    }
    case What::state: {
      const PathWords right = words_of(node.word);
      const auto other = resolve(right, {What::state});
      if (!other) return nullptr;
      if (other->what != What::state) {
        error(Code::mixed_types, at(node.word.at),
              fmt::format("`{}` is a State and `{}` is {}; a State is compared with a State{}",
                          left, node.word.text, what_words(other->what),
                          other->what == What::states
                              ? fmt::format(": `{} in {}`", left, node.word.text)
                              : ""));
        return nullptr;
      }
      ExprPtr out = make(ExprKind::same_state, Type::truth, node.at);
      out->path = info->path;
      out->path2 = other->path;
      out->negated = node.negated;
      return out;
    }
    default:
      error(Code::mixed_types, at(node.at),
            fmt::format(
                "`{}` is {}, and `is` compares names, kinds of acts and States{}", left,
                what_words(info->what),
                info->what == What::crime
                    ? fmt::format("; write `{} within {}`", left, node.word.text)
                : info->what == What::day    ? "; compare days with `before`, `by` or `after`"
                : info->what == What::number ? "; compare numbers with `at least` or `at most`"
                : info->what == What::truth  ? fmt::format("; write `{}` or `not {}`", left, left)
                                             : ""));
      return nullptr;
  }
}

ExprPtr Checker::is_kind(const Node& node, const PathInfo& info) {
  if (info.kind < 0) return nullptr;
  const ActKind& left = kind(info.kind);
  ExprPtr out = make(ExprKind::is_kind, Type::truth, node.at);
  out->path = info.path;
  out->negated = node.negated;
  const auto& members = left.record_kinds;
  const int named = find_kind(current_, node.word.text);
  if (named >= 0) {
    for (const std::string& k : kind(named).record_kinds) {
      if (std::find(members.begin(), members.end(), k) != members.end()) out->names.push_back(k);
    }
  } else if (std::find(members.begin(), members.end(), node.word.text) != members.end()) {
    out->names.push_back(node.word.text);
  }
  if (out->names.empty()) {
    if (is_broken(current_, node.word.text)) return nullptr;
    error(Code::unknown_name, at(node.word.at),
          fmt::format("an act of kind `{}` is never a `{}`{}", left.name, node.word.text,
                      suggestion(node.word.text, members)));
    return nullptr;
  }
  return out;
}

PathWords Checker::words_of(const Word& word) {
  PathWords out;
  std::size_t from = 0;
  while (from <= word.text.size()) {
    const std::size_t dot = std::min(word.text.find('.', from), word.text.size());
    out.words.push_back({word.text.substr(from, dot - from),
                         {word.at.line, word.at.column + static_cast<int>(from)}});
    from = dot + 1;
  }
  return out;
}

ExprPtr Checker::is_given(const Node& node) {
  asks_given_ = true;
  const auto info = resolve(node.path);
  asks_given_ = false;
  if (!info) return nullptr;
  if (info->path.fields.empty() || info->path.root != Path::Root::variable) {
    error(Code::mixed_types, at(node.at),
          fmt::format("`{}` is no field of an act; `is given` asks whether an act has a field",
                      node.path.text()));
    return nullptr;
  }
  ExprPtr out = make(ExprKind::is_given, Type::truth, node.at);
  out->path = info->path;
  out->negated = node.negated;
  return out;
}

ExprPtr Checker::state_in(const Node& node) {
  const auto left = resolve(node.path, {What::state});
  const auto right = resolve(node.path2, {What::states});
  if (!left || !right) return nullptr;
  if (left->what != What::state) {
    error(Code::mixed_types, at(node.path.at()),
          fmt::format("`{}` is {}, and a State is needed before `in`{}", node.path.text(),
                      what_words(left->what),
                      left->what == What::crime ? "; for crimes, write `within`" : ""));
    return nullptr;
  }
  if (right->what != What::states) {
    error(Code::mixed_types, at(node.path2.at()),
          fmt::format("`{}` is {}, and a set of States is needed after `in`{}", node.path2.text(),
                      what_words(right->what), suggestion(node.path2.text(), set_names())));
    return nullptr;
  }
  ExprPtr out = make(ExprKind::state_in, Type::truth, node.at);
  out->path = left->path;
  out->path2 = right->path;
  out->negated = node.negated;
  return out;
}

// --- crimes ---

const std::string* Checker::find_crime(int i, std::string_view name) {
  if (const auto own = scope(i).crimes.find(name); own != scope(i).crimes.end())
    return &own->second;
  for (const int used : scope(i).uses) {
    if (const auto theirs = scope(used).crimes.find(name); theirs != scope(used).crimes.end())
      return &theirs->second;
  }
  return nullptr;
}

std::vector<std::string> Checker::crime_names(int i) {
  std::vector<std::string> names;
  for (const auto& [name, p] : scope(i).crimes) names.push_back(name);
  for (const int used : scope(i).uses) {
    for (const auto& [name, p] : scope(used).crimes) names.push_back(name);
  }
  return names;
}

std::optional<CrimeRef> Checker::crime_provision(int i, const Declared& d, const Word& word) {
  CrimeRef out;
  if (const std::string* provision = find_crime(i, word.text)) {
    out.provision = *provision;
    out.name = word.text;
    return out;
  }
  if (is_broken(i, word.text)) return std::nullopt;
  const std::string dotted = dotted_provision(word.text);
  const bool numbered = !word.text.empty() && (word.text.find('.') != std::string::npos ||
                                               word.text.find('(') != std::string::npos ||
                                               (word.text[0] >= '0' && word.text[0] <= '9'));
  if (!dotted.empty() && numbered) {
    auto inside = [&](int s) {
      for (const auto& [name, whole] : scope(s).crimes) {
        if (dotted == whole || dotted.starts_with(whole + ".")) return true;
      }
      return false;
    };
    bool found = inside(i);
    for (const int used : scope(i).uses) found = found || inside(used);
    if (found) {
      out.provision = dotted;
      return out;
    }
    error(Code::unknown_provision, place(d, word.at),
          fmt::format("{} lies in no crime of this law{}", word.text,
                      suggestion(word.text, crime_names(i))));
    return std::nullopt;
  }
  error(Code::unknown_name, place(d, word.at),
        fmt::format("no crime `{}`{}", word.text, suggestion(word.text, crime_names(i))));
  return std::nullopt;
}

std::optional<CrimeRef> Checker::crime_ref(const PathWords& words, const Word& word) {
  const Word& first = words.words.front();
  if (variable(first.text) || instrument(current_).field(first.text)) {
    const auto info = resolve(words, {What::crime});
    if (!info) return std::nullopt;
    if (info->what != What::crime) {
      error(Code::mixed_types, at(first.at),
            fmt::format("`{}` is {}, and a crime is needed here{}", words.text(),
                        what_words(info->what),
                        info->what == What::state ? "; for States, write `in`" : ""));
      return std::nullopt;
    }
    CrimeRef out;
    if (info->path.root == Path::Root::case_field) {
      out.from = CrimeRef::From::case_field;
      out.field = info->path.index;
    } else {
      out.from = CrimeRef::From::act;
      out.path = info->path;
    }
    return out;
  }
  return crime_provision(current_, declared_, word);
}

ExprPtr Checker::within(const Node& node) {
  auto left = crime_ref(node.path, {node.path.text(), node.path.at()});
  auto right = crime_ref(words_of(node.word), node.word);
  if (!left || !right) return nullptr;
  ExprPtr out = make(ExprKind::within, Type::truth, node.at);
  out->crime = std::move(left);
  out->crime2 = std::move(right);
  out->negated = node.negated;
  return out;
}

ExprPtr Checker::covers(const Node& node) {
  const auto info = resolve(node.path, {What::act});
  if (!info) return nullptr;
  if (info->what != What::act) {
    error(Code::mixed_types, at(node.at),
          fmt::format("`{}` is {}, and an act is needed before `covers conduct`", node.path.text(),
                      what_words(info->what)));
    return nullptr;
  }
  if (info->kind >= 0 && !kind(info->kind).scope) {
    error(Code::mixed_types, at(node.at),
          fmt::format("acts of kind `{}` have no scope, so `{}` covers nothing; declare `has "
                      "scope` where the kind is declared",
                      kind(info->kind).name, node.path.text()));
    return nullptr;
  }
  ExprPtr out = make(ExprKind::covers, Type::truth, node.at);
  out->path = info->path;
  out->apart = node.apart;
  return out;
}

ExprPtr Checker::reading(const Node& node) {
  auto look = [&](int i) -> const std::pair<int, int>* {
    const auto found = scope(i).readings.find(node.word.text);
    return found == scope(i).readings.end() ? nullptr : &found->second;
  };
  const std::pair<int, int>* found = look(current_);
  for (std::size_t u = 0; !found && u < scope(current_).uses.size(); ++u)
    found = look(scope(current_).uses[u]);
  if (!found) {
    if (broken_dispute()) return nullptr;
    std::vector<std::string> names;
    for (const auto& [name, r] : scope(current_).readings) names.push_back(name);
    for (const int used : scope(current_).uses) {
      for (const auto& [name, r] : scope(used).readings) names.push_back(name);
    }
    error(Code::unknown_name, at(node.word.at),
          fmt::format("no dispute has a reading `{}`{}", node.word.text,
                      suggestion(node.word.text, names)));
    return nullptr;
  }
  ExprPtr out = make(ExprKind::reading, Type::truth, node.at);
  out->index = found->first;
  out->second = found->second;
  return out;
}

bool Checker::broken_dispute() {
  bool broken = false;
  each_decl(current_, [&](const Declared& d) {
    broken = broken || (d.decl->kind == DeclKind::dispute && d.decl->broken);
  });
  return broken;
}

}  // namespace ratione::internal
