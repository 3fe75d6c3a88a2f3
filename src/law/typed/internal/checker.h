// File: law/typed/internal/checker.h
//
// Names, types and the declarations of whole instruments: from files to a law
// or every fault in them. The work goes in the order of what rests on what:
// files, includes, kinds of acts, other declarations, heads of clauses,
// exceptions, and last the conditions, in which every name may stand. Each
// step stands in a file of its own beside this one.
//
// A fault is told once, where it is made: what could not be read or resolved
// is remembered (Scope::broken, null expressions, kinds below -1), and nothing
// that rests on it is told again.
#pragma once

#include <array>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "law/syntax/ast.h"
#include "law/typed/internal/carried.h"
#include "law/typed/law.h"

namespace ratione::internal {

using syntax::Decl;
using syntax::DeclKind;
using syntax::DomainNode;
using syntax::LawFile;
using syntax::Node;
using syntax::NodeKind;
using syntax::PathWords;
using syntax::Spot;
using syntax::Word;

using ExprPtr = std::unique_ptr<Expr>;

// What `use ... with` says for a `given constant` or a `given provision`.
struct Bound {
  bool constant = false;
  Fraction number;
  std::vector<Citation> cites;
  std::string text;     // as written
  bool broken = false;  // a fault was told: nothing that rests on it is told again
};

// One file as part of one instrument. A common file is a part of each
// instrument that uses it, and holds there the values that the `use` names.
struct Unit {
  const LawFile* file = nullptr;
  std::string common = {};  // "common/membership", or empty
  std::map<std::string, Bound, std::less<>> bound = {};
};

struct Declared {
  const Unit* unit = nullptr;
  const Decl* decl = nullptr;
};

// What a name means inside one instrument.
struct Scope {
  std::vector<Unit> units;  // own files first, then common ones
  std::vector<int> uses;    // indexes of instruments
  std::map<std::string, int, std::less<>> kinds, findings, disputes,
      clauses;  // clauses: exceptions too
  std::map<std::string, std::pair<int, int>, std::less<>> readings;
  std::map<std::string, std::string, std::less<>> crimes;
  std::set<std::string, std::less<>> broken;  // declared, but could not be read
  std::set<std::string, std::less<>> provisions;
};

enum class What : std::uint8_t {
  truth,
  day,
  number,
  state,
  states,
  act,
  name,
  crime,
  place,
  day_set
};

struct PathInfo {
  Path path;
  What what = What::truth;
  int kind = -1;                     // act
  bool optional = false;             // a day that the act may lack
  const CaseField* field = nullptr;  // a bare field of the case
};

struct Variable {
  std::string name;
  Type type = Type::state;
  int kind = -1;
  int slot = 0;
};

// A clause of the law, by the instrument and the declaration that it comes from.
struct Origin {
  int instrument = 0;
  Declared d;
};

// What a name was found to mean.
struct Found {
  enum class Sort : std::uint8_t { nothing, clause, finding, told } sort = Sort::nothing;
  int index = -1;
};

struct UsePlace {
  int instrument;
  std::string slug;
  Place at;
};

// "rule", "date", "number".
const char* form_word(Form form);
// "a day", "a State" ...
const char* what_words(What what);
const char* type_words(Type type);
What what_of(Type type);
// "; did you mean `x`?", or what there is when it is little, or nothing.
std::string suggestion(std::string_view word, std::vector<std::string> candidates);

class Checker {
 public:
  Checker(const std::map<std::string, std::string>& files, std::string folder)
      : texts_(files), folder_(std::move(folder)) {}
  Results<Law> run();

 private:
  // A common file is checked once for each instrument that uses it: the same
  // fault is told once. In the order of files and lines.
  static Errors in_order(Errors errors);

  // --- files.cc: files
  void error(Code code, Place place, std::string says);
  Place place(const Unit& unit, Spot at, int section) const;
  Place place(const Declared& d, Spot at) const;
  LawInstrument& instrument(int i);
  Scope& scope(int i);
  std::string shown_path(const std::string& name) const;
  void read_files();
  void front_keys_known(const LawFile& file);
  void common_file(const LawFile& file, const std::string& slug);
  void own_file(int index, const LawFile& file, bool is_index);
  void courts();
  void provisions(LawInstrument& out, const Unit& unit, std::set<std::string, std::less<>>& ids);

  // --- files.cc: use
  void includes();
  void use(int i, const Unit& unit, const Decl& decl, std::set<std::string>& included);
  // What the common file `to` needs, from the `with` of the declaration that uses it.
  void bind(int i, const Unit& unit, const Decl& decl, Unit& to);
  // A clause's text with the values that its common file was given.
  static std::string source_of(const Declared& d);
  std::vector<std::string> other_slugs(int i, bool commons) const;
  template <class F>
  void each_decl(int i, F f) {
    for (const Unit& unit : scope(i).units) {
      for (const Decl& decl : unit.file->decls) f(Declared{&unit, &decl});
    }
  }

  // --- declarations.cc: kinds of acts
  void kinds();
  void act_fields(ActKind& kind, const Declared& d);
  void twice(const char* what, const std::string& name, Place at, const Place& before);
  // A kind by its name: the instrument's own, then those of used instruments.
  int find_kind(int i, std::string_view name);
  int kind_named(int i, const Word& word, Place at);
  std::vector<std::string> kind_names(int i);
  bool is_broken(int i, std::string_view name);
  const ActKind& kind(int k) const;
  bool kinds_meet(int a, int b) const;
  bool kind_within(int inner, int outer) const;

  // --- declarations.cc: other declarations
  void declarations();
  // Clauses, findings and fields of the case share one set of names.
  bool free_name(int i, const Word& name, const Place& at);
  void crime(int i, const Declared& d, std::map<std::string, Place>& seen);
  void case_field(int i, const Declared& d);
  void literal(int i, CaseField& field, const Declared& d);
  void finding(int i, const Declared& d);
  void dispute(int i, const Declared& d);
  std::vector<Param> params(int i, const Declared& d, const std::vector<syntax::ParamNode>& list);
  std::vector<Citation> cites(int i, const Declared& d);
  // One provision, looked up from a file of the instrument; nothing after a fault.
  std::optional<Citation> cite(int i, const Unit& unit, int section, const syntax::CiteNode& node);

  // --- clauses.cc: clauses
  void clause_heads();
  Clause head_of(int i, const Declared& d);
  int add(int i, const Declared& d, Clause clause);
  void exceptions();
  std::string finding_or_field(int i, std::string_view name);
  // Form, parameters and value of an exception against what it qualifies.
  void settle_exception(int index);
  std::string params_text(const std::vector<Param>& list) const;
  void givens();

  // --- conditions.cc: conditions
  void bodies();
  Place at(Spot spot) const;
  ExprPtr make(ExprKind kind, Type type, Spot spot) const;
  static std::string shown(const Node& node);
  void mixed(Spot spot, const std::string& text, What what, Type wanted);
  static Type type_of(NodeKind kind);
  // The expression, checked against the type that its place wants; null when
  // a fault was found (and told).
  ExprPtr check(const Node& node, Type wanted);
  ExprPtr with_args(ExprKind kind, const Node& node, std::initializer_list<Type> types);
  // Fields that are known to be given where `node` holds.
  void add_guards(const Node& node);
  ExprPtr junction(const Node& node);
  ExprPtr pick(const Node& node);

  // --- conditions.cc: domains
  std::optional<Domain> domain(const DomainNode& node, bool& fine);
  void of(const PathWords& words, Domain& out, bool& fine);
  // Checks the domain of `node` and its `with`; `inside` runs while the
  // variable is known and the `with` guards it.
  template <class F>
  ExprPtr over_domain(ExprPtr out, const Node& node, const Node* with, F inside) {
    bool fine = true;
    const std::size_t variables = variables_.size();
    const std::size_t guards = guards_.size();
    if (node.domain) out->domain = domain(*node.domain, fine);
    ExprPtr checked;
    if (with) {
      add_guards(*with);
      checked = check(*with, Type::truth);
      fine = fine && checked;
    }
    fine = inside(*out) && fine;
    guards_.resize(guards);
    for (std::size_t v = variables; v < variables_.size(); ++v) ended_.insert(variables_[v].name);
    variables_.resize(variables);
    out->args.push_back(std::move(checked));
    return fine ? std::move(out) : nullptr;
  }
  ExprPtr quantifier(ExprKind kind, const Node& node);
  ExprPtr count(const Node& node);
  ExprPtr sum(const Node& node);
  ExprPtr extreme(ExprKind kind, const Node& node);

  // --- paths.cc: names
  const Variable* variable(std::string_view name) const;
  // A variable whose quantifier ended before this place, told as what it is.
  bool ended(const Word& word);
  std::vector<std::string> set_names();
  static What what_of_field(const CaseField& field);
  // Names that a path of one of these sorts could begin with, for suggestions.
  std::vector<std::string> path_names(const std::vector<What>& wanted);
  std::optional<PathInfo> resolve(const PathWords& words, const std::vector<What>& wanted = {});
  // One more field of an act.
  bool field(PathInfo& info, const Word& word);

  // --- references.cc: references
  // The value of a `given constant` of the file that is being checked, or null.
  const Bound* constant(std::string_view name) const;
  // The same, of a word that must be one: a fault is told and gives null.
  const Bound* constant_named(const Word& word);
  Found in_scope(int i, std::string_view name);
  Found find(const Word& word);
  std::vector<std::string> definition_names(Type wanted, bool called);
  static Type form_type(Form form);
  ExprPtr reference(const Node& node, Type wanted);
  void unknown(const Node& node, Type wanted);
  ExprPtr path_value(const Node& node, Type wanted);
  ExprPtr call(const Node& node, const Found& found, Type wanted);

  // --- comparisons.cc: comparisons of paths
  ExprPtr is(const Node& node);
  ExprPtr is_kind(const Node& node, const PathInfo& info);
  // "N.state" as it stands after `is`, as a path.
  static PathWords words_of(const Word& word);
  ExprPtr is_given(const Node& node);
  ExprPtr state_in(const Node& node);

  // --- comparisons.cc: crimes
  const std::string* find_crime(int i, std::string_view name);
  std::vector<std::string> crime_names(int i);
  // A crime of the law by its name or its provision.
  std::optional<CrimeRef> crime_provision(int i, const Declared& d, const Word& word);
  std::optional<CrimeRef> crime_ref(const PathWords& words, const Word& word);
  ExprPtr within(const Node& node);
  ExprPtr covers(const Node& node);
  ExprPtr reading(const Node& node);
  bool broken_dispute();

  // --- carried.cc: votes that an act names
  ExprPtr carried(const Node& node);
  // Writes the organs' rules over those acts.
  void carry();

  // --- questions.cc: questions, effective days, tables
  int clause_for(int i, const Declared& d, const Word& word, bool exceptions_too,
                 const char* wanted);
  void questions();
  void question(int i, const Declared& d);
  void effective(int i, const Declared& d);
  void consequence(int i, const Declared& d);
  // Unless another one says the same.
  void keep(int i, const Declared& d, Consequence out);
  void ballot(int i, const Declared& d);
  // The definition that a word names, when its form fits; -1 with an error.
  int definition_of_form(int i, const Declared& d, const Word& word, Form form,
                         std::string_view why);
  bool speaks_of_kind(const Clause& clause, int kind);
  void tables();
  void cases(int i, const Unit& unit, const syntax::CasesNode& table);
  // A dispute that no condition asks about matters only through acts that
  // exist on one of its readings; the record knows, the law does not.
  void reading_use();
  void head();

  // --- what is known so far
  const std::map<std::string, std::string>& texts_;
  std::string folder_;
  Law law_;
  Errors errors_;
  std::vector<LawFile> files_;  // never grows after reading: units point into it
  std::vector<Scope> scopes_;
  std::map<std::string, int, std::less<>> slugs_;
  std::map<std::string, const LawFile*, std::less<>> commons_;
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> common_provisions_;
  std::vector<UsePlace> use_places_;
  std::map<int, int> member_of_;
  std::map<std::pair<int, std::string>, Place> name_places_;
  std::vector<Origin> origins_;  // by clause
  std::vector<bool> from_common_;
  std::set<int> unlike_given_;  // clauses that are not what a common file needs
  bool nameless_ = false;
  std::vector<Carried> carried_;

  // The clause that is being checked.
  int current_ = 0;
  Declared declared_;
  int clause_ = -1;
  std::vector<Variable> variables_;
  std::set<std::string, std::less<>> ended_;  // variables whose quantifier is over
  std::vector<std::string> guards_;
  int slots_ = 0;
  bool may_lack_ = false;    // under `if any`
  bool asks_given_ = false;  // before `is given`
};

}  // namespace ratione::internal
