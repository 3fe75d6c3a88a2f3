// Questions, effective days, consequences, tables of cases, and the use of readings.
#include <fmt/format.h>

#include <algorithm>

#include "law/typed/internal/checker.h"
#include "law/typed/internal/clause_graph.h"
#include "text/names.h"
#include "text/sha256.h"

namespace ratione::internal {
namespace {

constexpr std::array basis_kinds = {"territory", "registration", "nationality", "acceptance",
                                    "referral"};
// The fields of the case that say who voted how.
constexpr std::array ballot_fields = {"in_favour", "against", "abstaining"};

}  // namespace

// --- questions, effective days, tables ---

int Checker::clause_for(int i, const Declared& d, const Word& word, bool exceptions_too,
                        const char* wanted) {
  const auto found = scope(i).clauses.find(word.text);
  std::vector<std::string> names;
  for (const auto& [name, c] : scope(i).clauses) {
    const Clause& clause = law_.clauses[static_cast<std::size_t>(c)];
    if (clause.form == Form::rule && (exceptions_too || clause.exception_to < 0))
      names.push_back(name);
  }
  if (found == scope(i).clauses.end()) {
    if (!is_broken(i, word.text)) {
      error(Code::unknown_name, place(d, word.at),
            fmt::format("no {} `{}`{}", wanted, word.text, suggestion(word.text, names)));
    }
    return -1;
  }
  const Clause& clause = law_.clauses[static_cast<std::size_t>(found->second)];
  const bool exception =
      origins_[static_cast<std::size_t>(found->second)].d.decl->kind == DeclKind::exception;
  if (clause.form != Form::rule || (exception && !exceptions_too)) {
    error(Code::mixed_types, place(d, word.at),
          fmt::format("`{}` is {} `{}`, and a {} is needed here{}", word.text,
                      exception ? "an exception to" : "a",
                      exception && clause.exception_to >= 0
                          ? law_.clauses[static_cast<std::size_t>(clause.exception_to)].name
                          : form_word(clause.form),
                      wanted, ""));
    return -1;
  }
  if (!clause.params.empty()) {
    error(Code::wrong_arguments, place(d, word.at),
          fmt::format("`{}` speaks of {}, and a question asks about the case alone; name a rule "
                      "without parameters",
                      word.text, params_text(clause.params)));
    return -1;
  }
  return found->second;
}

void Checker::questions() {
  for (std::size_t n = 0; n < law_.instruments.size(); ++n) {
    const int i = static_cast<int>(n);
    each_decl(i, [&](const Declared& d) {
      if (d.decl->broken) return;
      if (d.decl->kind == DeclKind::question) question(i, d);
      if (d.decl->kind == DeclKind::effective) effective(i, d);
      if (d.decl->kind == DeclKind::consequence) consequence(i, d);
      if (d.decl->kind == DeclKind::ballot) ballot(i, d);
    });
  }
}

void Checker::question(int i, const Declared& d) {
  const Decl& decl = *d.decl;
  if (instrument(i).question(decl.name.text)) {
    error(Code::name_twice, place(d, decl.name.at),
          fmt::format("the question `{}` stands twice; leave one out", decl.name.text));
    return;
  }
  Question out;
  out.name = decl.name.text;
  out.clause = clause_for(i, d, decl.name, false, "rule");
  for (const syntax::BasisNode& basis : decl.bases) {
    const std::vector<std::string> known(basis_kinds.begin(), basis_kinds.end());
    if (std::find(known.begin(), known.end(), basis.kind.text) == known.end()) {
      error(Code::unknown_name, place(d, basis.kind.at),
            fmt::format("`{}` is no kind of basis{}", basis.kind.text,
                        suggestion(basis.kind.text, known)));
      continue;
    }
    out.bases.push_back({clause_for(i, d, basis.rule, false, "rule"), basis.kind.text});
  }
  for (const Word& word : decl.names)
    out.limits.push_back(clause_for(i, d, word, true, "rule or exception to a rule"));
  for (const Word& word : decl.notes)
    out.notes.push_back(clause_for(i, d, word, true, "rule or exception to a rule"));
  auto one = [&](const std::vector<Word>& words, const char* what) {
    if (words.size() > 1) {
      error(Code::law_syntax, place(d, words[1].at),
            fmt::format("`{}` names one rule; join them in a rule with `or`", what));
    }
    return words.empty() ? -1 : clause_for(i, d, words.front(), false, "rule");
  };
  out.triggered = one(decl.triggered, "triggered");
  out.suspended = one(decl.suspended, "suspended");
  instrument(i).questions.push_back(std::move(out));
}

int Checker::definition_of_form(int i, const Declared& d, const Word& word, Form form,
                                std::string_view why) {
  const auto found = scope(i).clauses.find(word.text);
  if (found == scope(i).clauses.end()) {
    if (is_broken(i, word.text)) return -1;
    std::vector<std::string> names;
    for (const auto& [name, c] : instrument(i).clauses) {
      if (law_.clauses[static_cast<std::size_t>(c)].form == form) names.push_back(name);
    }
    error(Code::unknown_name, place(d, word.at),
          fmt::format("no {} `{}`{}", form_word(form), word.text, suggestion(word.text, names)));
    return -1;
  }
  const Clause& clause = law_.clauses[static_cast<std::size_t>(found->second)];
  if (clause.form != form ||
      origins_[static_cast<std::size_t>(found->second)].d.decl->kind == DeclKind::exception) {
    error(Code::mixed_types, place(d, word.at),
          fmt::format("`{}` is no {}, and {} is one", word.text, form_word(form), why));
    return -1;
  }
  return found->second;
}

bool Checker::speaks_of_kind(const Clause& clause, int kind) {
  return clause.params.size() == 1 && clause.params[0].type == Type::act &&
         (clause.params[0].kind < 0 || kind_within(kind, clause.params[0].kind));
}

void Checker::effective(int i, const Declared& d) {
  const Decl& decl = *d.decl;
  Effective out;
  out.clause =
      definition_of_form(i, d, decl.target, Form::date, "the day on which an act has effect");
  if (out.clause < 0) return;
  const Clause& clause = law_.clauses[static_cast<std::size_t>(out.clause)];
  for (const Effective& before : instrument(i).effective) {
    const std::string& name = before.kind >= 0 ? kind(before.kind).name : before.event;
    if (name == decl.name.text) {
      // The instrument's own wins over a common one.
      if (!d.unit->common.empty()) return;
      error(Code::name_twice, place(d, decl.name.at),
            fmt::format("`effective {}` stands twice; leave one out", decl.name.text));
      return;
    }
  }
  if (clause.params.empty()) {
    out.event = decl.name.text;
  } else {
    out.kind = kind_named(i, decl.name, place(d, decl.name.at));
    if (out.kind < 0) return;
    if (!speaks_of_kind(clause, out.kind)) {
      error(Code::wrong_arguments, place(d, decl.target.at),
            fmt::format("`{}{}` does not speak of an act of kind `{}`; name a date with the one "
                        "parameter `({} X)`",
                        clause.name, params_text(clause.params), decl.name.text, decl.name.text));
      return;
    }
  }
  instrument(i).effective.push_back(std::move(out));
}

void Checker::consequence(int i, const Declared& d) {
  using Tells = Consequence::Tells;
  const Decl& decl = *d.decl;
  Consequence out;
  out.tells = decl.tells;
  out.says = decl.text;
  const bool of_acts = tells_of_acts(decl.tells);
  const Form form = of_acts                          ? Form::date
                    : decl.tells == Tells::threshold ? Form::number
                                                     : Form::rule;
  const Word& named = of_acts ? decl.target : decl.name;
  static constexpr std::array whys = {
      std::string_view("a duty"),
      std::string_view("a right"),
      std::string_view("what remains"),
      std::string_view("what is needed"),
      std::string_view("the last day on which an act can be taken back"),
      std::string_view("the day on which an act lapses"),
      std::string_view("why an act is not taken"),
      std::string_view("what is doubted of an act")};
  if (decl.tells == Tells::received) {
    out.kind = kind_named(i, decl.name, place(d, decl.name.at));
    if (out.kind >= 0) keep(i, d, std::move(out));
    return;
  }
  out.clause = definition_of_form(i, d, named, form, whys[static_cast<std::size_t>(decl.tells)]);
  if (out.clause < 0) return;
  const Clause& clause = law_.clauses[static_cast<std::size_t>(out.clause)];
  if (of_acts) {
    out.kind = kind_named(i, decl.name, place(d, decl.name.at));
    if (out.kind < 0) return;
    if (!speaks_of_kind(clause, out.kind)) {
      error(Code::wrong_arguments, place(d, named.at),
            fmt::format("`{}{}` does not speak of an act of kind `{}`; name a date with the one "
                        "parameter `({} X)`",
                        clause.name, params_text(clause.params), decl.name.text, decl.name.text));
      return;
    }
  } else if (tells_of_receipt(decl.tells)) {
    if (clause.params.size() != 1 || clause.params[0].type != Type::act ||
        clause.params[0].kind < 0) {
      error(Code::wrong_arguments, place(d, named.at),
            fmt::format("`{}{}` does not speak of an act; name a rule with one parameter, a kind "
                        "of act",
                        clause.name, params_text(clause.params)));
      return;
    }
    out.kind = clause.params[0].kind;
  } else {
    const bool of_a_state = clause.params.size() == 1 && clause.params[0].type == Type::state;
    if (decl.tells == Tells::threshold ? !clause.params.empty() : !of_a_state) {
      error(Code::wrong_arguments, place(d, named.at),
            decl.tells == Tells::threshold
                ? fmt::format("`{}{}` speaks of one act or State; name a number without parameters",
                              clause.name, params_text(clause.params))
                : fmt::format("`{}{}` does not speak of a State; name a rule with the one "
                              "parameter `(state S)`",
                              clause.name, params_text(clause.params)));
      return;
    }
  }
  keep(i, d, std::move(out));
}

void Checker::keep(int i, const Declared& d, Consequence out) {
  const Decl& decl = *d.decl;
  const bool of_kind = tells_of_acts(out.tells) || out.tells == Consequence::Tells::received;
  for (const Consequence& before : instrument(i).consequences) {
    if (before.tells != out.tells) continue;
    if (of_kind ? before.kind != out.kind : before.clause != out.clause) continue;
    // The instrument's own wins over a common one.
    if (!d.unit->common.empty()) return;
    error(Code::name_twice, place(d, decl.name.at),
          fmt::format("`{} {}` stands twice; leave one out", word(out.tells), decl.name.text));
    return;
  }
  instrument(i).consequences.push_back(std::move(out));
}

void Checker::ballot(int i, const Declared& d) {
  const Decl& decl = *d.decl;
  LawInstrument& own = instrument(i);
  auto bad = [&](Code code, const Word& word, std::string says) {
    error(code, place(d, word.at), std::move(says));
  };
  if (own.ballot.clause >= 0) {
    return bad(Code::name_twice, decl.name, "`vote` stands twice; an organ decides in one way");
  }
  if (own.organ.empty()) {
    return bad(Code::law_front_matter, decl.name,
               "the front matter names no organ; add `organ:` and its short name");
  }
  for (const char* field : ballot_fields) {
    const CaseField* found = own.field(field);
    if (!found || found->kind != CaseField::Kind::states) {
      bad(Code::unknown_name, decl.name,
          fmt::format("the law has no field `{0}`; write `case {0} states left out means none`",
                      field));
    }
  }
  Ballot out;
  out.clause = clause_for(i, d, decl.name, false, "rule");
  if (out.clause >= 0 && !own.question(decl.name.text)) {
    bad(Code::unknown_name, decl.name,
        fmt::format("no question asks `{0}`; write `question {0}`", decl.name.text));
  }
  auto of_a_state = [&](const Word& word, std::string_view why) {
    if (word.empty()) return -1;
    const int found = definition_of_form(i, d, word, Form::rule, why);
    if (found < 0) return -1;
    const Clause& clause = law_.clauses[static_cast<std::size_t>(found)];
    if (clause.params.size() == 1 && clause.params[0].type == Type::state) return found;
    bad(Code::wrong_arguments, word,
        fmt::format("`{}{}` does not speak of a State; name a rule with the one parameter "
                    "`(state S)`",
                    clause.name, params_text(clause.params)));
    return -1;
  };
  if (decl.seats.empty() || decl.requires_word.empty()) {
    return bad(Code::law_syntax, decl.name,
               "`vote` says who may vote and how many are needed: add `seats` and `requires`");
  }
  out.seats = of_a_state(decl.seats, "who may vote");
  out.blocks = of_a_state(decl.blocks, "whose vote stands in the way");
  out.apart = of_a_state(decl.apart, "whose vote may count otherwise");
  out.required = definition_of_form(i, d, decl.requires_word, Form::number, "what is needed");
  if (out.required >= 0 && !law_.clauses[static_cast<std::size_t>(out.required)].params.empty()) {
    bad(Code::wrong_arguments, decl.requires_word,
        fmt::format("`{}` speaks of one act or State; name a number without parameters",
                    decl.requires_word.text));
  }
  if (!decl.procedural.empty()) {
    const auto found = scope(i).findings.find(decl.procedural.text);
    if (found == scope(i).findings.end()) {
      std::vector<std::string> names;
      for (const auto& [name, unused] : scope(i).findings) names.push_back(name);
      bad(Code::unknown_name, decl.procedural,
          fmt::format("no finding `{}`{}", decl.procedural.text,
                      suggestion(decl.procedural.text, names)));
    } else {
      out.procedural = found->second;
    }
  }
  if (!decl.merges.empty()) {
    out.merges = kind_named(i, decl.merges, place(d, decl.merges.at));
  }
  own.ballot = out;
}

void Checker::tables() {
  for (std::size_t n = 0; n < law_.instruments.size(); ++n) {
    const int i = static_cast<int>(n);
    for (const Unit& unit : scope(i).units) {
      if (!unit.common.empty()) continue;
      for (const syntax::CasesNode& table : unit.file->cases) cases(i, unit, table);
    }
  }
  // A common file has no case of its own: nothing could answer it.
  for (const auto& [slug, file] : commons_) {
    Unit unit{file, slug};
    for (const syntax::CasesNode& table : file->cases) {
      error(Code::out_of_place, place(unit, table.at, table.section),
            "a common file has no cases; write them in the instruments that use it");
    }
  }
}

void Checker::cases(int i, const Unit& unit, const syntax::CasesNode& table) {
  CasesTable out;
  out.provision = std::string(unit.file->source.section_id(table.section));
  out.place = place(unit, table.at, table.section);
  std::set<std::string> seen;
  for (const syntax::CellNode& column : table.columns) {
    const Place at = place(unit, column.at, table.section);
    const std::string name = column.text.substr(0, column.text.find('('));
    if (!seen.insert(column.text).second) {
      error(Code::name_twice, at,
            fmt::format("the column `{}` stands twice; leave one out", column.text));
    }
    const bool known = name == "known" || name == "day" || name == "conclusion" ||
                       instrument(i).field(name) || scope(i).readings.contains(name) ||
                       scope(i).findings.contains(name) || scope(i).clauses.contains(name) ||
                       is_broken(i, name);
    if (!known) {
      std::vector<std::string> names = {"known", "day", "conclusion"};
      for (const CaseField& f : instrument(i).fields) names.push_back(f.name);
      for (const auto& [r, x] : scope(i).readings) names.push_back(r);
      for (const auto& [r, x] : scope(i).findings) names.push_back(r);
      for (const auto& [r, x] : scope(i).clauses) names.push_back(r);
      const std::string near = nearest(name, names);
      error(Code::unknown_name, at,
            fmt::format(
                "no field, reading, finding or definition `{}` for this column{}", column.text,
                near.empty() ? "; a column is named after one, or `day`, `known` or `conclusion`"
                             : fmt::format("; did you mean `{}`?", near)));
    }
    out.columns.push_back({column.text, at});
  }
  for (const auto& row : table.rows) {
    std::vector<CasesTable::Cell> cells;
    for (const syntax::CellNode& cell : row)
      cells.push_back({cell.text, place(unit, cell.at, table.section)});
    out.rows.push_back(std::move(cells));
  }
  instrument(i).cases.push_back(std::move(out));
}

void Checker::reading_use() {
  std::vector<bool> used(law_.disputes.size(), false);
  for (const Clause& clause : law_.clauses) {
    auto visit = [&](const Expr& e) {
      if (e.kind == ExprKind::reading) used[static_cast<std::size_t>(e.index)] = true;
    };
    internal::each_expr(clause.value.get(), visit);
    internal::each_expr(clause.when.get(), visit);
  }
  for (std::size_t i = 0; i < law_.disputes.size(); ++i) {
    if (used[i]) continue;
    const Dispute& dispute = law_.disputes[i];
    law_.warnings.push_back(
        {Code::unsound_dispute, dispute.place,
         fmt::format("no rule asks for a reading of `{}`; it matters only if an act of the "
                     "record or a row of the atlas exists `only_on` one of them",
                     dispute.name)});
  }
}

void Checker::head() {
  std::string all;
  for (const auto& [name, text] : texts_) {
    all += fmt::format("{}\n{}\n", name, text.size());
    all += text;
  }
  law_.head = sha256_hex(all);
}

}  // namespace ratione::internal
