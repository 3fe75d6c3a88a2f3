// File: law/syntax/ast.h
//
// The law as written: declarations and expressions before any name is looked
// up. Equality ignores places, so that read(print(x)) == x can be asked.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "errors/error.h"
#include "law/source/source.h"
#include "law/typed/law.h"

namespace ratione::syntax {

// A place in the file. Equal to every other one.
struct Spot {
  int line = 0;
  int column = 0;
  friend bool operator==(const Spot&, const Spot&) { return true; }
};

struct Word {
  std::string text;
  Spot at;
  bool empty() const { return text.empty(); }
  friend bool operator==(const Word&, const Word&) = default;
};

// J.state, territory, lakes-accord.bound: names joined by dots.
struct PathWords {
  std::vector<Word> words;
  Spot at() const { return words.empty() ? Spot{} : words.front().at; }
  std::string text() const;
  friend bool operator==(const PathWords&, const PathWords&) = default;
};

struct DomainNode {
  enum class Over : std::uint8_t { sets, acts, states } over = Over::acts;
  Word kind;      // acts: the kind; states: "state"
  Word variable;  // may be empty in a `sum of ... for`, never else
  std::vector<PathWords> sets;
  std::optional<PathWords> by, about, of;
  Spot at;
  friend bool operator==(const DomainNode&, const DomainNode&) = default;
};

// How an organ's finding is answered where its law is applied to an act.
struct AnswerNode {
  Word finding;
  bool yes = false;
  friend bool operator==(const AnswerNode&, const AnswerNode&) = default;
};

enum class NodeKind : std::uint8_t {
  any,
  all,
  negation,
  at_day,  // args[0] at args[1]
  window,  // from args[0] until args[1], either may be null
  some,
  every,
  no,  // domain with args[0] (may be null)
  day_compare,
  number_compare,
  is,        // path is [not] word
  is_given,  // path is [not] given
  in,        // path [not] in path2
  within,    // path [not] within word
  covers,    // path covers conduct apart from
  carried,   // path carried by word, with answers
  reading,   // word
  ref,       // path, perhaps called
  iso,
  never,
  begun,
  today,
  that_day,
  plus,
  month_after,
  first_day_when,
  earlier,
  later,
  earliest,
  latest,
  constant,
  fraction_of,
  majority_of,
  number_of,
  sum_of,
};

struct Node;
using NodePtr = std::unique_ptr<Node>;

struct Node {
  NodeKind kind = NodeKind::ref;
  Spot at;
  std::vector<NodePtr> args;
  std::vector<bool> if_any;
  std::optional<DomainNode> domain;
  PathWords path, path2;
  bool called = false;
  std::vector<PathWords> call;
  Word word;  // of plus and fraction_of: the constant of a common file that says how much
  std::vector<AnswerNode> answers;
  bool negated = false;
  Apart apart;
  DayOp day_op = DayOp::before;
  NumberOp number_op = NumberOp::at_least;
  Unit unit = Unit::days;
  Rounding rounding = Rounding::refuse;
  std::int64_t amount = 0;
  Day day;
  Fraction fraction;
};
bool operator==(const Node& a, const Node& b);
bool same(const NodePtr& a, const NodePtr& b);

struct ParamNode {
  Word type;  // state, day or an act kind
  Word name;
  friend bool operator==(const ParamNode&, const ParamNode&) = default;
};

struct CiteNode {
  Word slug;  // empty: this instrument
  Word provision;
  friend bool operator==(const CiteNode&, const CiteNode&) = default;
};

enum class DeclKind : std::uint8_t {
  use,
  given,
  act,
  case_field,
  finding,
  dispute,
  crime,
  rule,
  date,
  number,
  exception,
  question,
  effective,
  consequence,
  ballot,
};

// What a common file needs of whoever uses it: a definition, or a value that `use ... with`
// names, which holds in that file alone.
enum class Need : std::uint8_t { definition, constant, provision };

// "wait 30", "clause 8 and 9": a value for what the common file needs.
struct WithNode {
  Word name;
  std::vector<CiteNode> values;  // a constant stands as the provision of the first
  friend bool operator==(const WithNode&, const WithNode&) = default;
};

struct ActFieldNode {
  Word name;
  std::string type;  // day, truth, name, number, states
  bool required = false;
  friend bool operator==(const ActFieldNode&, const ActFieldNode&) = default;
};

struct ReadingNode {
  Word name;
  std::string says, held_by;
  friend bool operator==(const ReadingNode&, const ReadingNode&) = default;
};

struct FollowsNode {
  Word reading;
  Day from, until = Day::never();
  friend bool operator==(const FollowsNode&, const FollowsNode&) = default;
};

struct BasisNode {
  Word rule, kind;
  friend bool operator==(const BasisNode&, const BasisNode&) = default;
};

// One declaration; which members count depends on its kind.
struct Decl {
  DeclKind kind = DeclKind::rule;
  Spot at;
  Word name;            // use: the slug; effective: the kind of act or event; consequence: the
                        // clause or the kind of act
  bool broken = false;  // it could not be read to its end: only its head counts
  int fence = -1;       // index into SourceFile::fences
  int section = -1;
  std::string source;  // as written, for the clauses

  std::vector<ParamNode> params;
  std::vector<CiteNode> cites;
  NodePtr value;             // rule: when; date, number: is
  NodePtr when;              // exceptions
  Form form = Form::rule;    // given, and rule, date, number
  Word target;               // exception: to; crime: provision; effective: clause; act: of
  std::optional<bool> says;  // exception: is yes / is no; finding: presumed

  std::vector<Word> names;  // act: is; case: options or among; question: limits
  bool scope = false;
  std::vector<ActFieldNode> fields;

  CaseField::Kind field_kind = CaseField::Kind::states;
  CaseField::LeftOut left_out = CaseField::LeftOut::error;
  Word literal;
  std::vector<Word> among;

  Need need = Need::definition;  // given
  std::vector<WithNode> with;    // use

  std::string text;  // finding: its question; consequence: what it is
  Consequence::Tells tells = Consequence::Tells::duty;
  std::vector<ReadingNode> readings;
  std::vector<FollowsNode> follows;

  std::vector<BasisNode> bases;
  std::vector<Word> triggered, suspended, notes;

  // ballot: empty where it names none
  Word seats, requires_word, blocks, apart, procedural, merges;
};
bool operator==(const Decl& a, const Decl& b);

struct CellNode {
  std::string text;
  Spot at;
  friend bool operator==(const CellNode&, const CellNode&) = default;
};

struct CasesNode {
  Spot at;
  int fence = -1;
  int section = -1;
  std::vector<CellNode> columns;
  std::vector<std::vector<CellNode>> rows;
};
bool operator==(const CasesNode& a, const CasesNode& b);

struct LawFile {
  SourceFile source;
  std::vector<Decl> decls;
  std::vector<CasesNode> cases;
};
// Front matter, sections, declarations and tables; not the bytes of the file.
bool operator==(const LawFile& a, const LawFile& b);

}  // namespace ratione::syntax
