// Heads of rules, dates, numbers and exceptions; what a common file needs.
#include <fmt/format.h>

#include <algorithm>

#include "law/typed/internal/checker.h"

namespace ratione::internal {

// --- clauses ---

void Checker::clause_heads() {
  for (std::size_t n = 0; n < law_.instruments.size(); ++n) {
    const int i = static_cast<int>(n);
    each_decl(i, [&](const Declared& d) {
      const DeclKind k = d.decl->kind;
      if (k != DeclKind::rule && k != DeclKind::date && k != DeclKind::number) return;
      if (d.decl->name.empty()) return;
      const Place at = place(d, d.decl->name.at);
      if (!free_name(i, d.decl->name, at)) return;
      Clause clause = head_of(i, d);
      clause.form = d.decl->form;
      const int index = add(i, d, std::move(clause));
      instrument(i).clauses.emplace(d.decl->name.text, index);
    });
  }
}

Clause Checker::head_of(int i, const Declared& d) {
  Clause clause;
  clause.instrument = instrument(i).slug;
  clause.name = d.decl->name.text;
  clause.params = params(i, d, d.decl->params);
  clause.cites = cites(i, d);
  clause.provision = std::string(d.unit->file->source.section_id(d.decl->section));
  clause.place = place(d, d.decl->name.at);
  clause.source = source_of(d);
  return clause;
}

std::string Checker::source_of(const Declared& d) {
  const std::string& text = d.decl->source;
  if (d.unit->bound.empty()) return text;
  const auto in_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && in_word(text[end])) ++end;
    if (end == i) {
      out += text[i++];
      continue;
    }
    const std::string_view word = std::string_view(text).substr(i, end - i);
    const auto bound = d.unit->bound.find(word);
    out += bound == d.unit->bound.end() ? word : std::string_view(bound->second.text);
    i = end;
  }
  return out;
}

int Checker::add(int i, const Declared& d, Clause clause) {
  const int index = static_cast<int>(law_.clauses.size());
  scope(i).clauses.emplace(clause.name, index);
  law_.clauses.push_back(std::move(clause));
  origins_.push_back({i, d});
  from_common_.push_back(!d.unit->common.empty());
  return index;
}

void Checker::exceptions() {
  for (std::size_t n = 0; n < law_.instruments.size(); ++n) {
    const int i = static_cast<int>(n);
    std::vector<int> added;
    each_decl(i, [&](const Declared& d) {
      if (d.decl->kind != DeclKind::exception || d.decl->name.empty()) return;
      if (!free_name(i, d.decl->name, place(d, d.decl->name.at))) return;
      added.push_back(add(i, d, head_of(i, d)));
    });
    // Targets may be exceptions themselves, in any order.
    for (const int index : added) {
      const Declared d = origins_[static_cast<std::size_t>(index)].d;
      const Word& target = d.decl->target;
      if (target.empty()) continue;
      const auto found = scope(i).clauses.find(target.text);
      if (found == scope(i).clauses.end()) {
        if (is_broken(i, target.text)) continue;
        std::vector<std::string> known;
        for (const auto& [name, c] : scope(i).clauses) {
          if (name != d.decl->name.text) known.push_back(name);
        }
        const std::string other = finding_or_field(i, target.text);
        error(Code::unknown_name, place(d, target.at),
              other.empty()
                  ? fmt::format("no rule, date or number `{}`{}", target.text,
                                suggestion(target.text, known))
                  : fmt::format("`{}` is {}, and exceptions qualify a rule, a date or a number",
                                target.text, other));
        continue;
      }
      Clause& clause = law_.clauses[static_cast<std::size_t>(index)];
      clause.exception_to = found->second;
      law_.clauses[static_cast<std::size_t>(found->second)].exceptions.push_back(index);
    }
    for (const int index : added) settle_exception(index);
  }
}

std::string Checker::finding_or_field(int i, std::string_view name) {
  if (scope(i).findings.contains(name)) return "a finding";
  if (instrument(i).field(name)) return "a field of the case";
  return "";
}

void Checker::settle_exception(int index) {
  Clause& clause = law_.clauses[static_cast<std::size_t>(index)];
  if (clause.exception_to < 0) return;
  const Declared d = origins_[static_cast<std::size_t>(index)].d;
  const Decl& decl = *d.decl;
  // The form of the definition at the end of the chain; chains that close
  // in a circle are told as recursion.
  int at = clause.exception_to;
  for (std::size_t steps = 0; steps <= law_.clauses.size(); ++steps) {
    const int next = law_.clauses[static_cast<std::size_t>(at)].exception_to;
    if (next < 0) break;
    at = next;
  }
  clause.form = law_.clauses[static_cast<std::size_t>(at)].form;
  const Clause& target = law_.clauses[static_cast<std::size_t>(clause.exception_to)];
  bool same = clause.params.size() == target.params.size();
  for (std::size_t p = 0; same && p < clause.params.size(); ++p) {
    const Param &a = clause.params[p], &b = target.params[p];
    if (a.kind == -2 || b.kind == -2) continue;
    same = a.type == b.type &&
           (a.type != Type::act || (kind_within(a.kind, b.kind) && kind_within(b.kind, a.kind)));
  }
  if (!same) {
    error(Code::wrong_arguments, place(d, decl.target.at),
          fmt::format("the exception speaks of `{}{}`; write `to {}{}`", target.name,
                      params_text(clause.params), target.name, params_text(target.params)));
  }
  if (decl.broken) return;
  const Place value_at = decl.value ? place(d, decl.value->at) : place(d, decl.target.at);
  if (target.exception_to >= 0) {
    if (decl.value || decl.says) {
      error(Code::out_of_place, value_at,
            fmt::format(
                "`{}` is an exception itself: when this one applies, it does not; leave out `is`",
                target.name));
    }
  } else if (clause.form == Form::rule) {
    if (decl.value) {
      error(
          Code::mixed_types, value_at,
          fmt::format("`{}` is a rule, so the exception says `is yes` or `is no`, and not a value",
                      target.name));
    }
    clause.says_yes = decl.says.value_or(false);
  } else if (!decl.value) {
    error(Code::mixed_types, value_at,
          fmt::format("`{}` is a {}, so the exception must say another one; write `is` and {}",
                      target.name, form_word(clause.form),
                      clause.form == Form::date ? "a day, such as `never`" : "a number"));
  }
}

std::string Checker::params_text(const std::vector<Param>& list) const {
  if (list.empty()) return "";
  std::string out;
  for (const Param& p : list) {
    if (!out.empty()) out += ", ";
    out += p.type == Type::state ? "state"
           : p.type == Type::day ? "day"
           : p.kind >= 0         ? kind(p.kind).name
                                 : "act";
    out += " " + p.name;
  }
  return "(" + out + ")";
}

void Checker::givens() {
  for (std::size_t n = 0; n < law_.instruments.size(); ++n) {
    const int i = static_cast<int>(n);
    each_decl(i, [&](const Declared& d) {
      if (d.decl->kind != DeclKind::given || d.decl->broken) return;
      const Decl& decl = *d.decl;
      if (decl.need != syntax::Need::definition) {  // of a common file: see bind
        if (d.unit->common.empty()) {
          error(Code::out_of_place, place(d, decl.name.at),
                fmt::format("`{}` is a value that a common file asks of those that use it; "
                            "here, write the value itself",
                            decl.name.text));
        }
        return;
      }
      const std::vector<Param> wanted = params(i, d, decl.params);
      const std::string shown =
          fmt::format("{} {}{}", form_word(decl.form), decl.name.text, params_text(wanted));
      // Shown where the instrument asks for the common file.
      Place at = place(d, decl.at);
      for (const UsePlace& use : use_places_) {
        if (use.instrument == i && use.slug == d.unit->common) at = use.at;
      }
      const std::string who = d.unit->common.empty() ? instrument(i).slug : d.unit->common;
      const auto found = instrument(i).clauses.find(decl.name.text);
      if (found == instrument(i).clauses.end()) {
        if (is_broken(i, decl.name.text)) return;
        error(Code::given_undefined, at,
              fmt::format("{} needs `{}`, which {} does not define; define it there", who, shown,
                          instrument(i).slug));
        scope(i).broken.insert(decl.name.text);
        return;
      }
      const Clause& clause = law_.clauses[static_cast<std::size_t>(found->second)];
      bool same = clause.form == decl.form && clause.params.size() == wanted.size();
      for (std::size_t p = 0; same && p < wanted.size(); ++p) {
        same = wanted[p].type == clause.params[p].type &&
               kind_within(wanted[p].kind, clause.params[p].kind);
      }
      if (!same) {
        unlike_given_.insert(found->second);
        error(Code::given_undefined, clause.place,
              fmt::format("{} needs `{}`, and here stands `{} {}{}`; make them alike", who, shown,
                          form_word(clause.form), clause.name, params_text(clause.params)));
      }
    });
  }
}

}  // namespace ratione::internal
