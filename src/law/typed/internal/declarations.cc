// Kinds of acts, fields of the case, findings, disputes, crimes; parameters and
// citations.
#include <fmt/format.h>

#include <algorithm>

#include "law/typed/internal/checker.h"
#include "text/names.h"

namespace ratione::internal {

// --- kinds of acts ---

void Checker::kinds() {
  struct Later {
    int instrument, kind;
    Declared d;
  };
  std::vector<Later> with_of;
  for (std::size_t i = 0; i < law_.instruments.size(); ++i) {
    const int index = static_cast<int>(i);
    Scope& s = scopes_[i];
    std::map<std::string, Declared, std::less<>> seen;
    std::vector<int> groups;
    each_decl(index, [&](const Declared& d) {
      if (d.decl->kind != DeclKind::act || d.decl->broken) return;
      const std::string& name = d.decl->name.text;
      if (const auto before = seen.find(name); before != seen.end()) {
        if (d.unit->common.empty() || !before->second.unit->common.empty()) {
          twice("kind of act", name, place(d, d.decl->name.at),
                place(before->second, before->second.decl->at));
        }
        return;  // the instrument's own wins over a common one
      }
      seen.emplace(name, d);
      ActKind kind;
      kind.instrument = law_.instruments[i].slug;
      kind.name = name;
      for (const Word& word : d.decl->names) {
        if (std::find(kind.record_kinds.begin(), kind.record_kinds.end(), word.text) ==
            kind.record_kinds.end()) {
          kind.record_kinds.push_back(word.text);
        }
      }
      if (kind.record_kinds.empty()) kind.record_kinds.push_back(name);
      kind.scope = d.decl->scope;
      kind.place = place(d, d.decl->at);
      act_fields(kind, d);
      const int number = static_cast<int>(law_.kinds.size());
      if (!d.decl->target.empty()) with_of.push_back({index, number, d});
      if (!d.decl->names.empty()) groups.push_back(number);
      s.kinds.emplace(name, number);
      law_.kinds.push_back(std::move(kind));
    });
    for (const int group : groups) {
      const ActKind whole = law_.kinds[static_cast<std::size_t>(group)];
      for (const std::string& member : whole.record_kinds) {
        if (s.kinds.contains(member)) continue;
        ActKind kind = whole;
        kind.name = member;
        kind.record_kinds = {member};
        const int number = static_cast<int>(law_.kinds.size());
        s.kinds.emplace(member, number);
        member_of_.emplace(number, group);
        law_.kinds.push_back(std::move(kind));
      }
    }
  }
  for (const Later& later : with_of) {
    law_.kinds[static_cast<std::size_t>(later.kind)].of =
        kind_named(later.instrument, later.d.decl->target, place(later.d, later.d.decl->target.at));
  }
  for (const auto& [member, group] : member_of_) {
    law_.kinds[static_cast<std::size_t>(member)].of =
        law_.kinds[static_cast<std::size_t>(group)].of;
  }
}

void Checker::act_fields(ActKind& kind, const Declared& d) {
  static constexpr std::array built_in = {"state", "day",   "known",  "of",     "about",
                                          "from",  "until", "places", "crimes", "persons"};
  for (const syntax::ActFieldNode& field : d.decl->fields) {
    const std::string& name = field.name.text;
    if (std::find(built_in.begin(), built_in.end(), name) != built_in.end()) {
      const bool scoped = name == "from" || name == "until" || name == "places" ||
                          name == "crimes" || name == "persons";
      error(Code::name_twice, place(d, field.name.at),
            scoped ? fmt::format("`{}` is part of a scope; write `has scope`", name)
                   : fmt::format("every act has `{}`; leave it out", name));
      continue;
    }
    if (std::any_of(kind.fields.begin(), kind.fields.end(),
                    [&](const auto& f) { return f.name == name; })) {
      error(Code::name_twice, place(d, field.name.at),
            fmt::format("`{}` has the field `{}` twice; leave one out", kind.name, name));
      continue;
    }
    ActKind::Field out;
    out.name = name;
    out.required = field.required;
    if (field.type == "day") out.type = Type::day;
    if (field.type == "truth") out.type = Type::truth;
    if (field.type == "name") out.type = Type::name;
    if (field.type == "number") out.type = Type::number;
    if (field.type == "states") {
      out.type = Type::state;
      out.states = true;
    }
    kind.fields.push_back(std::move(out));
  }
}

void Checker::twice(const char* what, const std::string& name, Place at, const Place& before) {
  error(Code::name_twice, std::move(at),
        fmt::format("`{}` is declared already at {}:{}; choose another name for this {}", name,
                    before.file, before.line, what));
}

int Checker::find_kind(int i, std::string_view name) {
  if (const auto own = scope(i).kinds.find(name); own != scope(i).kinds.end()) return own->second;
  for (const int used : scope(i).uses) {
    if (const auto theirs = scope(used).kinds.find(name); theirs != scope(used).kinds.end())
      return theirs->second;
  }
  return -1;
}

int Checker::kind_named(int i, const Word& word, Place at) {
  const int found = find_kind(i, word.text);
  if (found >= 0) return found;
  if (is_broken(i, word.text)) return -2;
  error(Code::unknown_name, std::move(at),
        fmt::format("no act kind `{}`{}", word.text, suggestion(word.text, kind_names(i))));
  return -2;
}

std::vector<std::string> Checker::kind_names(int i) {
  std::vector<std::string> names;
  for (const auto& [name, k] : scope(i).kinds) names.push_back(name);
  for (const int used : scope(i).uses) {
    for (const auto& [name, k] : scope(used).kinds) names.push_back(name);
  }
  return names;
}

bool Checker::is_broken(int i, std::string_view name) {
  if (scope(i).broken.contains(name)) return true;
  for (const int used : scope(i).uses) {
    if (scope(used).broken.contains(name)) return true;
  }
  return false;
}

const ActKind& Checker::kind(int k) const { return law_.kinds[static_cast<std::size_t>(k)]; }

bool Checker::kinds_meet(int a, int b) const {
  if (a < 0 || b < 0) return true;
  if (kind(a).instrument != kind(b).instrument) return false;
  for (const std::string& x : kind(a).record_kinds) {
    const auto& list = kind(b).record_kinds;
    if (std::find(list.begin(), list.end(), x) != list.end()) return true;
  }
  return false;
}

bool Checker::kind_within(int inner, int outer) const {
  if (inner < 0 || outer < 0) return true;
  if (kind(inner).instrument != kind(outer).instrument) return false;
  const auto& list = kind(outer).record_kinds;
  return std::all_of(
      kind(inner).record_kinds.begin(), kind(inner).record_kinds.end(),
      [&](const std::string& x) { return std::find(list.begin(), list.end(), x) != list.end(); });
}

// --- other declarations ---

void Checker::declarations() {
  for (std::size_t n = 0; n < law_.instruments.size(); ++n) {
    const int i = static_cast<int>(n);
    std::map<std::string, Place> crimes;
    each_decl(i, [&](const Declared& d) {
      if (d.decl->kind == DeclKind::crime && !d.decl->broken) crime(i, d, crimes);
    });
  }
  for (std::size_t n = 0; n < law_.instruments.size(); ++n) {
    const int i = static_cast<int>(n);
    each_decl(i, [&](const Declared& d) {
      if (d.decl->broken) return;
      switch (d.decl->kind) {
        case DeclKind::case_field:
          case_field(i, d);
          break;
        case DeclKind::finding:
          finding(i, d);
          break;
        case DeclKind::dispute:
          dispute(i, d);
          break;
        default:
          break;
      }
    });
  }
}

bool Checker::free_name(int i, const Word& name, const Place& at) {
  const auto [before, fresh] = name_places_.emplace(std::make_pair(i, name.text), at);
  if (fresh) return true;
  // Fields and findings are read first; the one further down is at fault.
  Place first = before->second, second = at;
  if (first.file == second.file && first.line > second.line) std::swap(first, second);
  twice("declaration", name.text, second, first);
  return false;
}

void Checker::crime(int i, const Declared& d, std::map<std::string, Place>& seen) {
  const Place at = place(d, d.decl->name.at);
  const auto [before, fresh] = seen.emplace(d.decl->name.text, at);
  if (!fresh) {
    twice("crime", d.decl->name.text, at, before->second);
    return;
  }
  scope(i).crimes.emplace(d.decl->name.text, d.decl->target.text);
  instrument(i).crimes.push_back({d.decl->name.text, d.decl->target.text});
}

void Checker::case_field(int i, const Declared& d) {
  const Decl& decl = *d.decl;
  const Place at = place(d, decl.name.at);
  if (decl.name.text == "day" || decl.name.text == "known" || decl.name.text == "conclusion") {
    error(Code::name_twice, at,
          fmt::format("`{}` is known of every case; choose another name", decl.name.text));
    return;
  }
  if (!free_name(i, decl.name, at)) return;
  CaseField field;
  field.name = decl.name.text;
  field.kind = decl.field_kind;
  field.left_out = decl.left_out;
  field.place = at;
  for (const Word& option : decl.names) {
    if (std::find(field.options.begin(), field.options.end(), option.text) != field.options.end()) {
      error(Code::name_twice, place(d, option.at),
            fmt::format("`{}` stands twice; leave one out", option.text));
      continue;
    }
    field.options.push_back(option.text);
  }
  if (decl.left_out == CaseField::LeftOut::literal) literal(i, field, d);
  if (!decl.among.empty() && decl.field_kind != CaseField::Kind::crime) {
    error(Code::out_of_place, place(d, decl.among.front().at),
          fmt::format("`among` names crimes, and `{}` is no crime; leave it out", decl.name.text));
  } else {
    for (const Word& word : decl.among) {
      if (const auto c = crime_provision(i, d, word)) field.among.push_back(c->provision);
    }
  }
  instrument(i).fields.push_back(std::move(field));
}

void Checker::literal(int i, CaseField& field, const Declared& d) {
  const Word& word = d.decl->literal;
  field.literal = word.text;
  const char* wanted = nullptr;
  switch (field.kind) {
    case CaseField::Kind::number: {
      Fraction ignored;
      if (!parse_fraction(word.text, ignored)) wanted = "a number";
      break;
    }
    case CaseField::Kind::truth:
      if (word.text != "yes" && word.text != "no") wanted = "yes or no";
      break;
    case CaseField::Kind::one_of:
      if (std::find(field.options.begin(), field.options.end(), word.text) == field.options.end()) {
        error(Code::unknown_name, place(d, word.at),
              fmt::format("`{}` is none of the values of `{}`{}", word.text, field.name,
                          suggestion(word.text, field.options)));
      }
      break;
    case CaseField::Kind::crime:
      if (const auto c = crime_provision(i, d, word)) field.literal = c->provision;
      break;
    case CaseField::Kind::states:
    case CaseField::Kind::place:
      wanted = "unknown or none";
      break;
  }
  if (wanted) {
    error(Code::mixed_types, place(d, word.at),
          fmt::format("`{}` is left out as `{}`, and {} is needed here", field.name, word.text,
                      wanted));
  }
}

void Checker::finding(int i, const Declared& d) {
  const Place at = place(d, d.decl->name.at);
  if (!free_name(i, d.decl->name, at)) return;
  Finding out;
  out.instrument = instrument(i).slug;
  out.name = d.decl->name.text;
  out.question = d.decl->text;
  out.presumed = d.decl->says;
  out.place = at;
  out.params = params(i, d, d.decl->params);
  scope(i).findings.emplace(out.name, static_cast<int>(law_.findings.size()));
  law_.findings.push_back(std::move(out));
}

void Checker::dispute(int i, const Declared& d) {
  const Decl& decl = *d.decl;
  const Place at = place(d, decl.name.at);
  Scope& s = scope(i);
  if (const auto before = s.disputes.find(decl.name.text); before != s.disputes.end()) {
    twice("dispute", decl.name.text, at,
          law_.disputes[static_cast<std::size_t>(before->second)].place);
    return;
  }
  Dispute out;
  out.instrument = instrument(i).slug;
  out.name = decl.name.text;
  out.cites = cites(i, d);
  out.place = at;
  const int number = static_cast<int>(law_.disputes.size());
  std::vector<std::string> names;
  for (const syntax::ReadingNode& reading : decl.readings) {
    const auto [before, fresh] = s.readings.emplace(
        reading.name.text, std::make_pair(number, static_cast<int>(out.readings.size())));
    if (!fresh) {
      const std::string other =
          before->second.first == number
              ? out.name
              : law_.disputes[static_cast<std::size_t>(before->second.first)].name;
      error(Code::name_twice, place(d, reading.name.at),
            fmt::format("the reading `{}` stands already in the dispute `{}`; choose another name",
                        reading.name.text, other));
      continue;
    }
    names.push_back(reading.name.text);
    out.readings.push_back({reading.name.text, reading.says, reading.held_by});
  }
  if (out.readings.size() < 2) {
    error(Code::unsound_dispute, at,
          out.readings.empty()
              ? fmt::format("the dispute `{}` has no reading; add two `reading` lines", out.name)
              : fmt::format("the dispute `{}` has the lone reading `{}`; add the other one, or "
                            "write a rule",
                            out.name, names.front()));
  }
  for (const syntax::FollowsNode& follows : decl.follows) {
    const auto found = std::find(names.begin(), names.end(), follows.reading.text);
    if (found == names.end()) {
      error(Code::unknown_name, place(d, follows.reading.at),
            fmt::format("the dispute `{}` has no reading `{}`{}", out.name, follows.reading.text,
                        suggestion(follows.reading.text, names)));
      continue;
    }
    Dispute::Follows span{static_cast<int>(found - names.begin()), {follows.from, follows.until}};
    if (span.known.empty()) {
      error(Code::unsound_dispute, place(d, follows.reading.at),
            fmt::format("the court follows `{}` from {} until {}, which is no day; the end comes "
                        "after the beginning",
                        follows.reading.text, follows.from.iso(), follows.until.iso()));
      continue;
    }
    for (const Dispute::Follows& before : out.court_follows) {
      if (!before.known.meets(span.known)) continue;
      error(Code::unsound_dispute, place(d, follows.reading.at),
            fmt::format("the court follows `{}` and `{}` at once on {}; end the first with `until`",
                        names[static_cast<std::size_t>(before.reading)], follows.reading.text,
                        before.known.intersect(span.known).from.iso()));
      break;
    }
    out.court_follows.push_back(span);
  }
  s.disputes.emplace(out.name, number);
  law_.disputes.push_back(std::move(out));
}

std::vector<Param> Checker::params(int i, const Declared& d,
                                   const std::vector<syntax::ParamNode>& list) {
  std::vector<Param> out;
  for (const syntax::ParamNode& node : list) {
    Param param;
    param.name = node.name.text;
    if (node.type.text == "state") {
      param.type = Type::state;
    } else if (node.type.text == "day") {
      param.type = Type::day;
    } else {
      param.type = Type::act;
      param.kind = kind_named(i, node.type, place(d, node.type.at));
    }
    if (std::any_of(out.begin(), out.end(), [&](const Param& p) { return p.name == param.name; })) {
      error(Code::name_twice, place(d, node.name.at),
            fmt::format("`{}` stands twice; name each parameter differently", param.name));
    }
    out.push_back(std::move(param));
  }
  return out;
}

std::vector<Citation> Checker::cites(int i, const Declared& d) {
  std::vector<Citation> out;
  for (const syntax::CiteNode& node : d.decl->cites) {
    const auto given = d.unit->bound.find(node.provision.text);
    if (node.slug.empty() && given != d.unit->bound.end()) {
      const Bound& bound = given->second;
      if (bound.constant) {
        error(Code::mixed_types, place(d, node.provision.at),
              fmt::format("`{}` is a number, and a provision is cited here; declare it with "
                          "`given provision`",
                          node.provision.text));
      }
      out.insert(out.end(), bound.cites.begin(), bound.cites.end());
    } else if (auto cited = cite(i, *d.unit, d.decl->section, node)) {
      out.push_back(std::move(*cited));
    }
  }
  return out;
}

std::optional<Citation> Checker::cite(int i, const Unit& unit, int section,
                                      const syntax::CiteNode& node) {
  Citation cited;
  const std::set<std::string, std::less<>>* ids = nullptr;
  std::string where;
  if (!node.slug.empty()) {
    cited.instrument = node.slug.text;
    if (const auto found = slugs_.find(node.slug.text); found != slugs_.end()) {
      ids = &scope(found->second).provisions;
    } else if (const auto common = common_provisions_.find(node.slug.text);
               common != common_provisions_.end()) {
      ids = &common->second;
    } else {
      error(Code::unknown_provision, place(unit, node.slug.at, section),
            fmt::format("cites {} {}, and law/ has no instrument `{}`{}", node.slug.text,
                        node.provision.text, node.slug.text,
                        suggestion(node.slug.text, other_slugs(i, true))));
      return std::nullopt;
    }
    where = node.slug.text;
  } else if (!unit.common.empty()) {
    cited.instrument = unit.common;
    ids = &common_provisions_.at(unit.common);
    where = unit.common;
  } else {
    cited.instrument = instrument(i).slug;
    ids = &scope(i).provisions;
    where = "this folder";
  }
  cited.provision = node.provision.text;
  if (!ids->contains(cited.provision)) {
    std::vector<std::string> known(ids->begin(), ids->end());
    std::string hint = nearest(cited.provision, known);
    hint = hint.empty() ? "; give its section the id {#" + cited.provision + "}"
                        : "; did you mean " + hint + "?";
    error(Code::unknown_provision, place(unit, node.provision.at, section),
          fmt::format("cites {}, which {} does not have{}", cited.provision, where, hint));
    return std::nullopt;
  }
  return cited;
}

}  // namespace ratione::internal
