#include "law/syntax/parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "law/syntax/lexer.h"
#include "text/names.h"

namespace ratione::syntax {
namespace {

using Wanted = std::vector<std::string>;

constexpr std::array declaration_words = {
    "use",       "given",     "act",       "case",     "finding",   "dispute",  "crime", "rule",
    "date",      "number",    "exception", "question", "effective", "duty",     "right", "remains",
    "threshold", "revocable", "lapse",     "refusal",  "warning",   "received", "vote"};

// Words that no name may be: a condition could not be read otherwise.
constexpr std::array reserved_words = {
    "and",      "or",       "not",    "from",    "until",  "some",   "every",    "no",
    "with",     "by",       "about",  "of",      "before", "after",  "at",       "is",
    "in",       "within",   "covers", "reading", "when",   "for",    "to",       "cites",
    "rounding", "if",       "never",  "today",   "begun",  "that",   "first",    "earlier",
    "later",    "earliest", "latest", "sum",     "yes",    "number", "majority", "carried"};

template <class List>
bool one_of(std::string_view word, const List& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}
bool is_reserved(std::string_view word) { return one_of(word, reserved_words); }

// Does a line that starts with `keyword` and goes on with `next` begin a
// declaration? "number of joining J" and "crime within 6" go on with one.
bool begins_declaration(std::string_view keyword, const Token& next) {
  if (!one_of(keyword, declaration_words)) return false;
  if (next.kind != TokenKind::word && next.kind != TokenKind::slug) {
    // "rule 7" is a faulty declaration rather than a faulty condition.
    return next.kind != TokenKind::mark && next.kind != TokenKind::end;
  }
  if (keyword == "given") {
    return next.is("rule") || next.is("date") || next.is("number") || next.is("constant") ||
           next.is("provision");
  }
  static constexpr std::array goes_on = {"of",    "within", "is",   "not",    "in",   "at",
                                         "and",   "or",     "with", "covers", "by",   "before",
                                         "after", "has",    "to",   "when",   "cites"};
  return !one_of(next.text, goes_on);
}

std::string shown(const Token& token) {
  switch (token.kind) {
    case TokenKind::end:
      return "the declaration ends here";
    case TokenKind::string:
      return "a text in quotes";
    default:
      return fmt::format("`{}`", token.text.substr(0, 60));
  }
}

std::string wanted_words(const Wanted& wanted) {
  std::vector<std::string> words;
  for (const std::string& w : wanted) {
    const bool described = w.starts_with("a ") || w.starts_with("an ") || w.starts_with("the ");
    words.push_back(described ? w : "`" + w + "`");
  }
  return any_of_words(words);
}

class Parser {
 public:
  Parser(LawFile& file, Errors& errors) : file_(file), errors_(errors) {}

  void read_fences() {
    const SourceFile& source = file_.source;
    for (std::size_t i = 0; i < source.fences.size(); ++i) {
      fence_ = static_cast<int>(i);
      const SourceFence& fence = source.fences[i];
      section_ = fence.section;
      if (fence.kind == SourceFence::Kind::law) {
        law_fence(fence);
      } else {
        cases_fence(fence);
      }
      if (file_.decls.size() > most_declarations) break;
    }
  }

 private:
  // --- splitting a fence --------------------------------------------------

  struct Piece {
    std::size_t begin, end, line_begin;
    int line;
    bool declares;
  };

  void law_fence(const SourceFence& fence) {
    const std::string_view text = file_.source.text;
    std::vector<Piece> pieces;
    std::size_t at = fence.begin;
    int line = fence.line;
    while (at < fence.end) {
      const std::size_t end = std::min(text.find('\n', at), fence.end);
      Lexer peek(text, at, end, line, at);
      const Token first = peek.next();
      if (first.kind != TokenKind::end) {
        const bool declares =
            first.kind == TokenKind::word && begins_declaration(first.text, peek.next());
        if (declares || pieces.empty())
          pieces.push_back({first.begin, fence.end, at, line, declares});
        if (declares && pieces.size() > 1) pieces[pieces.size() - 2].end = first.begin;
      }
      at = end + 1;
      ++line;
    }
    for (const Piece& piece : pieces) {
      if (file_.decls.size() >= most_declarations) {
        spot_error(Code::law_bounds, {piece.line, 1},
                   fmt::format("more than {} declarations in a file; split it", most_declarations));
        file_.decls.emplace_back();
        file_.decls.back().broken = true;
        return;
      }
      start(piece);
      if (piece.declares) {
        file_.decls.push_back(declaration(piece));
      } else {
        begins_nothing();
      }
    }
  }

  void start(const Piece& piece) {
    lexer_ = Lexer(file_.source.text, piece.begin, piece.end, piece.line, piece.line_begin);
    failed_ = false;
    in_count_ = false;
    depth_ = 0;
    tok_ = Token{};
    advance();
    prev_ = Token{};
  }

  // --- tokens -------------------------------------------------------------

  void advance() {
    prev_ = tok_;
    before_ = lexer_;
    tok_ = failed_ ? Token{} : lexer_.next();
  }
  // Reads the current token once more, as a provision.
  void as_provision(bool slugs) {
    if (failed_) return;
    const bool first = tok_.first_on_line;
    lexer_ = before_;
    tok_ = lexer_.next_provision(slugs);
    tok_.first_on_line = first;
  }
  Token peek() const {
    Lexer copy = lexer_;
    return failed_ ? Token{} : copy.next();
  }
  bool at(std::string_view word) const { return !failed_ && tok_.is(word); }
  bool take(std::string_view word) {
    if (!at(word)) return false;
    advance();
    return true;
  }
  bool at_word() const { return !failed_ && tok_.kind == TokenKind::word; }
  Word word_here() const { return {std::string(tok_.text), tok_.at}; }

  // --- faults -------------------------------------------------------------

  void spot_error(Code code, Spot at, std::string says) {
    errors_.push_back({code,
                       Place{file_.source.file, at.line, at.column,
                             std::string(file_.source.section_id(section_))},
                       std::move(says)});
  }
  // The declaration cannot be read further.
  void give_up(Code code, Spot at, std::string says) {
    if (!failed_) spot_error(code, at, std::move(says));
    failed_ = true;
    tok_ = Token{};
  }
  void unexpected(const Wanted& wanted, std::string after = "") {
    if (failed_) return;
    if (tok_.kind == TokenKind::bad && bad_token()) return;
    if (after.empty() && prev_.kind != TokenKind::end) {
      after =
          prev_.kind == TokenKind::string ? "the text in quotes" : fmt::format("`{}`", prev_.text);
    }
    std::vector<std::string> keywords;
    for (const std::string& w : wanted) {
      if (wanted_words({w}).front() == '`') keywords.push_back(w);
    }
    const std::string place = after.empty() ? "here comes" : fmt::format("after {} comes", after);
    std::string says = fmt::format("{}: {} {}", shown(tok_), place, wanted_words(wanted));
    const bool wordy = tok_.kind == TokenKind::word;
    const std::string near = wordy ? nearest(tok_.text, keywords) : "";
    if (!near.empty()) says += fmt::format("; did you mean `{}`?", near);
    if (near.empty() && wordy && is_reserved(tok_.text) && wanted.size() == 1 &&
        wanted[0].starts_with("a name")) {
      says = fmt::format("`{}` is a word of the language and cannot be a name; choose another",
                         tok_.text);
    }
    give_up(wordy && !keywords.empty() ? Code::unknown_keyword : Code::law_syntax,
            tok_.kind == TokenKind::end ? after_previous() : tok_.at, says);
  }
  // Where the declaration stops short: right behind its last word.
  Spot after_previous() const {
    if (prev_.kind == TokenKind::end || prev_.kind == TokenKind::string) return tok_.at;
    return {prev_.at.line, prev_.at.column + static_cast<int>(prev_.text.size())};
  }
  // Says what is wrong with a character that begins nothing.
  bool bad_token() {
    if (tok_.text == "\"") {
      give_up(Code::law_syntax, tok_.at, "this text in quotes never ends; close it with `\"`");
    } else if (tok_.text == "\xE2\x80\x9C" || tok_.text == "\xE2\x80\x9D" ||
               tok_.text == "\xE2\x80\x9E") {
      give_up(
          Code::law_syntax, tok_.at,
          fmt::format("`{}` is a curly quote; write text between straight quotes `\"`", tok_.text));
    } else if (tok_.text == "\xE2\x80\x93" || tok_.text == "\xE2\x88\x92") {
      give_up(Code::law_syntax, tok_.at,
              fmt::format("`{}` is a dash; write minus as `-`", tok_.text));
    } else if (is_word_start(tok_.text[0]) || (tok_.text[0] >= '0' && tok_.text[0] <= '9')) {
      return false;
    } else {
      give_up(Code::law_syntax, tok_.at,
              fmt::format("`{}` is no part of the law language; leave it out", tok_.text));
    }
    return true;
  }
  bool expect(std::string_view word, std::string after = "") {
    if (take(word)) return true;
    unexpected({std::string(word)}, std::move(after));
    return false;
  }

  void begins_nothing() {
    if (failed_) return;
    if (tok_.kind == TokenKind::bad && bad_token()) return;
    std::vector<std::string> words(declaration_words.begin(), declaration_words.end());
    const std::string near = tok_.kind == TokenKind::word ? nearest(tok_.text, words) : "";
    give_up(Code::unknown_keyword, tok_.at,
            near.empty()
                ? fmt::format("{} begins no declaration; a line begins one with {}", shown(tok_),
                              wanted_words(words))
                : fmt::format("{} begins no declaration; did you mean `{}`?", shown(tok_), near));
  }

  // Nothing may follow. `wanted` could have.
  void finish(Decl& decl, const Wanted& wanted) {
    if (failed_) {
      decl.broken = true;
      return;
    }
    if (tok_.kind == TokenKind::end) return;
    const int margin = file_.source.fences[static_cast<std::size_t>(fence_)].indent + 1;
    if (tok_.first_on_line && tok_.kind == TokenKind::word && tok_.at.column <= margin &&
        nearest(tok_.text, wanted).empty()) {
      begins_nothing();  // the declaration before it is whole
      return;
    }
    Wanted all = wanted;
    all.push_back("the end of the declaration");
    unexpected(all);
    decl.broken = true;
  }

  // --- small parts --------------------------------------------------------

  Word name(const char* what = "a name") {
    if (at_word() && !is_reserved(tok_.text)) {
      Word word = word_here();
      advance();
      return word;
    }
    unexpected({what});
    return {};
  }
  // A name that is declared here: small letters.
  Word new_name(const char* what = "a name") {
    Word word = name(what);
    if (!word.empty() && std::any_of(word.text.begin(), word.text.end(),
                                     [](char c) { return c >= 'A' && c <= 'Z'; })) {
      spot_error(Code::law_syntax, word.at,
                 fmt::format("`{}` has capitals; names are of small letters, digits and `_`, only "
                             "variables may be capitals",
                             word.text));
    }
    return word;
  }
  std::vector<Word> names(std::string_view between) {
    std::vector<Word> list;
    do {
      list.push_back(name());
    } while (!failed_ && take(between));
    return list;
  }
  std::string text(const char* what) {
    if (!failed_ && tok_.kind == TokenKind::string) {
      std::string out;
      for (const char c : tok_.text) {  // line breaks and runs of space mean one space
        if (c == '\n' || c == '\r' || c == '\t' || c == ' ') {
          if (!out.empty() && out.back() != ' ') out += ' ';
        } else {
          out += c;
        }
      }
      while (out.ends_with(' ')) out.pop_back();
      if (out.empty()) {
        give_up(Code::law_syntax, tok_.at, "this text is empty; say something in it");
      }
      advance();
      return out;
    }
    unexpected({what});
    return "";
  }
  Day iso_day() {
    if (!failed_ && tok_.kind == TokenKind::iso) {
      Result<Day> day = Day::parse(tok_.text);
      if (!day) {
        give_up(day.error().code, tok_.at, day.error().says);
        return Day();
      }
      advance();
      return *day;
    }
    unexpected({"a day such as 2016-02-29"});
    return Day();
  }
  bool yes_or_no(bool& value) {
    if (at("yes") || at("no")) {
      value = at("yes");
      advance();
      return true;
    }
    unexpected({"yes", "no"});
    return false;
  }

  std::vector<ParamNode> params() {
    std::vector<ParamNode> list;
    if (!take("(")) return list;
    do {
      ParamNode param;
      param.type = name("a type: `state`, `day` or a kind of act");
      if (failed_) return list;
      param.name = name("a name for it");
      list.push_back(std::move(param));
    } while (!failed_ && take(","));
    if (!failed_ && !take(")")) unexpected({",", ")"});
    return list;
  }

  void cites(Decl& decl, std::string_view what, std::string_view next) {
    if (failed_) return;
    if (!at("cites")) {
      if (at_word() && nearest(tok_.text, {"cites"}) == "cites") {
        spot_error(Code::unknown_keyword, tok_.at,
                   fmt::format("`{}`: here comes `cites`; did you mean `cites`?", tok_.text));
      } else {
        spot_error(
            Code::missing_cites, decl.name.at,
            fmt::format("{} `{}` cites no provision; write `cites` and the provision that it "
                        "rests on before `{}`",
                        what, decl.name.text, next));
        return;
      }
    }
    do {
      advance();
      CiteNode cite;
      if (!one_cite(cite)) return;
      decl.cites.push_back(std::move(cite));
    } while (at(","));
  }

  // A provision, perhaps with the slug of its instrument.
  bool one_cite(CiteNode& cite) {
    if (failed_) return false;
    as_provision(true);
    if (tok_.kind != TokenKind::provision) {
      unexpected({"a provision such as 12.2.a"});
      return false;
    }
    cite.provision = word_here();
    const Token after = peek();
    const bool lower = cite.provision.text[0] >= 'a' && cite.provision.text[0] <= 'z';
    static constexpr std::array goes_on = {"is", "when", "reading", "court", "cites", "and"};
    const bool slug = lower && ((after.kind == TokenKind::word && !one_of(after.text, goes_on)) ||
                                after.kind == TokenKind::number || after.kind == TokenKind::bad ||
                                after.kind == TokenKind::ordinal);
    if (slug) {
      cite.slug = std::move(cite.provision);
      advance();
      as_provision(false);
      if (tok_.kind != TokenKind::provision) {
        unexpected({"a provision such as 12.2.a"});
        return false;
      }
      cite.provision = word_here();
    }
    const std::string dotted = dotted_provision(cite.provision.text);
    if (!dotted.empty()) cite.provision.text = dotted;
    advance();
    return true;
  }

  PathWords path(const char* what = "a name") {
    PathWords out;
    if (!failed_ && tok_.kind == TokenKind::slug) {
      out.words.push_back(word_here());
      advance();
      if (!at(".")) {
        unexpected({"."});
        return out;
      }
    } else {
      out.words.push_back(name(what));
    }
    while (!failed_ && at(".") && tok_.glued) {
      advance();
      if (!at_word() || !tok_.glued) {
        unexpected({"the name of a field"});
        break;
      }
      out.words.push_back(word_here());
      advance();
      if (out.words.size() > 8) {
        give_up(Code::law_bounds, tok_.at,
                "more than eight names joined by dots; shorten the path");
      }
    }
    return out;
  }

  // --- expressions --------------------------------------------------------

  class Deeper {
   public:
    explicit Deeper(Parser& parser) : parser_(parser) {
      if (++parser_.depth_ > deepest_nesting) {
        parser_.give_up(
            Code::law_bounds, parser_.tok_.at,
            fmt::format("brackets and conditions are nested deeper than {}; split the rule "
                        "in two",
                        deepest_nesting));
      }
    }
    ~Deeper() { --parser_.depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

   private:
    Parser& parser_;
  };

  NodePtr node(NodeKind kind, Spot at) const {
    auto out = std::make_unique<Node>();
    out->kind = kind;
    out->at = at;
    return out;
  }

  NodePtr cond() {
    NodePtr first = conj();
    if (!at("or")) return first;
    NodePtr out = node(NodeKind::any, first->at);
    out->args.push_back(std::move(first));
    while (take("or")) out->args.push_back(conj());
    return out;
  }

  NodePtr conj() {
    NodePtr first = unary();
    if (!at("and")) return first;
    NodePtr out = node(NodeKind::all, first->at);
    out->args.push_back(std::move(first));
    while (take("and")) out->args.push_back(unary());
    return out;
  }

  bool at_count_word() const {
    if (!at("at")) return false;
    const Token next = peek();
    return next.is("least") || next.is("most");
  }

  NodePtr unary() {
    const Deeper deeper(*this);
    if (at("not")) {
      NodePtr out = node(NodeKind::negation, tok_.at);
      advance();
      out->args.push_back(unary());
      return out;
    }
    NodePtr out = atom();
    if (at("at") && !at_count_word()) {
      advance();
      NodePtr moved = node(NodeKind::at_day, out->at);
      moved->args.push_back(std::move(out));
      moved->args.push_back(sum());
      return moved;
    }
    return out;
  }

  NodePtr atom() {
    const Spot spot = tok_.at;
    if (take("from")) {
      NodePtr out = node(NodeKind::window, spot);
      out->args.push_back(sum());
      out->args.push_back(take("until") ? sum() : nullptr);
      return out;
    }
    if (take("until")) {
      NodePtr out = node(NodeKind::window, spot);
      out->args.push_back(nullptr);
      out->args.push_back(sum());
      return out;
    }
    if (at("some") || at("every") || at("no")) {
      NodePtr out = node(at("some")    ? NodeKind::some
                         : at("every") ? NodeKind::every
                                       : NodeKind::no,
                         spot);
      const std::string quantifier(tok_.text);
      advance();
      out->domain = domain(quantifier);
      out->args.push_back(take("with") ? conj() : nullptr);
      return out;
    }
    if (take("reading")) {
      NodePtr out = node(NodeKind::reading, spot);
      out->word = name("a name of a reading");
      return out;
    }
    return comparison();
  }

  NodePtr comparison() {
    NodePtr left = sum();
    if (failed_) return left;
    const Spot spot = left->at;
    if (at("before") || at("by") || at("after")) {
      NodePtr out = node(NodeKind::day_compare, spot);
      out->day_op = at("before") ? DayOp::before : at("by") ? DayOp::by : DayOp::after;
      advance();
      out->args.push_back(std::move(left));
      out->args.push_back(sum());
      return out;
    }
    if (!in_count_ && (at_count_word() || at("more") || at("less"))) {
      NodePtr out = node(NodeKind::number_compare, spot);
      if (take("at")) {
        out->number_op = at("least") ? NumberOp::at_least : NumberOp::at_most;
        advance();
      } else {
        out->number_op = at("more") ? NumberOp::more_than : NumberOp::less_than;
        advance();
        expect("than");
      }
      out->args.push_back(std::move(left));
      out->args.push_back(sum());
      return out;
    }
    if (at("is") || at("in") || at("within") || at("not") || at("covers") || at("carried"))
      return about_path(std::move(left));
    return left;
  }

  // path is ..., path in ..., path within ..., act covers conduct, act carried by organ.
  NodePtr about_path(NodePtr left) {
    const Spot spot = left->at;
    const Token op = tok_;
    if (left->kind != NodeKind::ref || left->called) {
      give_up(Code::law_syntax, op.at,
              fmt::format("before `{}` comes a variable, a field of the case or a field of an act",
                          op.text));
      return left;
    }
    NodePtr out = node(NodeKind::is, spot);
    out->path = std::move(left->path);
    if (take("not")) {
      out->negated = true;
      if (!at("in") && !at("within")) {
        unexpected({"in", "within"});
        return out;
      }
    }
    if (take("in")) {
      out->kind = NodeKind::in;
      out->path2 = path("a name of a field with States");
    } else if (take("within")) {
      out->kind = NodeKind::within;
      as_provision(false);
      if (tok_.kind != TokenKind::provision) {
        unexpected({"a crime or its provision"});
        return out;
      }
      out->word = word_here();
      advance();
    } else if (take("covers")) {
      out->kind = NodeKind::covers;
      expect("conduct");
      if (take("apart")) {
        expect("from");
        do {
          if (take("place")) {
            out->apart.place = true;
          } else if (take("crime")) {
            out->apart.crime = true;
          } else if (take("time")) {
            out->apart.time = true;
          } else if (take("persons")) {
            out->apart.persons = true;
          } else {
            unexpected({"place", "crime", "time", "persons"});
          }
        } while (take(","));
      }
    } else if (take("carried")) {
      out->kind = NodeKind::carried;
      expect("by");
      if (tok_.kind != TokenKind::word && tok_.kind != TokenKind::slug) {
        unexpected({"the slug of an organ's law"});
        return out;
      }
      out->word = word_here();
      advance();
      if (take("with")) answers(*out);
    } else if (take("is")) {
      if (take("not")) out->negated = true;
      if (take("given")) {
        out->kind = NodeKind::is_given;
      } else {
        as_provision(false);
        if (tok_.kind != TokenKind::provision || is_reserved(tok_.text)) {
          unexpected({"given", "a name"});
          return out;
        }
        out->word = word_here();
        advance();
      }
    }
    return out;
  }

  // "procedural no, pacific_settlement no": findings of an organ, answered.
  void answers(Node& out) {
    do {
      AnswerNode answer;
      answer.finding = name("the name of a finding");
      if (take("yes")) {
        answer.yes = true;
      } else if (!take("no")) {
        unexpected({"yes", "no"});
      }
      if (!failed_) out.answers.push_back(std::move(answer));
    } while (!failed_ && take(","));
  }

  NodePtr sum() {
    NodePtr out = term();
    int links = 0;
    while (!failed_ && (at("+") || at("-"))) {
      if (++links > 20) {
        give_up(Code::law_bounds, tok_.at, "more than twenty periods added in a row; add them up");
        break;
      }
      const bool minus = at("-");
      const Spot spot = tok_.at;
      advance();
      NodePtr plus = node(NodeKind::plus, out->at);
      plus->args.push_back(std::move(out));
      out = std::move(plus);
      std::int64_t amount = 1;
      if (at_word() && !is_reserved(tok_.text)) {  // a constant of a common file
        out->word = word_here();
      } else if (failed_ || tok_.kind != TokenKind::number ||
                 tok_.text.find_first_not_of("0123456789") != std::string_view::npos) {
        unexpected({"a whole number of days, months or years"});
        break;
      } else if (tok_.text.size() > 7) {
        give_up(Code::law_bounds, tok_.at,
                fmt::format("`{}` is more than the calendar holds", tok_.text));
        break;
      } else {
        amount = 0;
        for (const char c : tok_.text) amount = amount * 10 + (c - '0');
      }
      out->amount = minus ? -amount : amount;
      advance();
      if (at("day") || at("days")) {
        out->unit = Unit::days;
      } else if (at("month") || at("months")) {
        out->unit = Unit::months;
      } else if (at("year") || at("years")) {
        out->unit = Unit::years;
      } else {
        unexpected({"days", "months", "years"});
        break;
      }
      const std::string period = fmt::format("{} {} {}", minus ? '-' : '+', amount, tok_.text);
      advance();
      if (at("rounding")) {
        const Spot rounding = tok_.at;
        advance();
        if (take("up")) {
          out->rounding = Rounding::up;
        } else if (take("down")) {
          out->rounding = Rounding::down;
        } else {
          unexpected({"up", "down"});
        }
        if (out->unit == Unit::days && !failed_) {
          spot_error(Code::out_of_place, rounding,
                     "days are counted exactly; leave out `rounding`");
          out->rounding = Rounding::refuse;
        }
      } else if (out->unit != Unit::days) {
        needs_rounding(period, out->unit, out->amount, spot);
        out->rounding = Rounding::down;
      }
    }
    return out;
  }

  // Shows the day of February on which the two roundings differ.
  void needs_rounding(const std::string& period, Unit unit, std::int64_t amount, Spot spot) {
    const std::int64_t months = unit == Unit::years ? amount * 12 : amount;
    std::string example;
    for (const int year : {2016, 2096, 1896}) {
      Result<Day> leap = Day::from_ymd(year, 2, 29);
      // A start from which the period would land on 29 February of a year that
      // has none: 29 February itself, or the 29th of another month.
      for (int back = 0; back < 2 && leap && example.empty(); ++back) {
        Result<Day> from = back == 0 ? leap : Result<Day>(*leap);
        if (back == 1) {
          Result<Day> target = Day::from_ymd(2017, 2, 28);
          Result<Day> start = add_months(*target, -months, Rounding::down);
          if (!start) continue;
          const Ymd ymd = start->ymd();
          from = Day::from_ymd(ymd.year, ymd.month, 29);
        }
        if (!from) continue;
        Result<Day> down = add_months(*from, months, Rounding::down);
        Result<Day> up = add_months(*from, months, Rounding::up);
        if (down && up && *down != *up) {
          example = fmt::format("{} {} is 29 February of a year that has none: {} or {}",
                                from->iso(), period, down->iso(), up->iso());
        }
      }
    }
    if (example.empty()) example = fmt::format("29 February {} may lack its day", period);
    spot_error(Code::months_without_rounding, spot,
               fmt::format("`{}` names no rounding, and {}; write `rounding down` or `rounding up`",
                           period, example));
  }

  NodePtr term() {
    const Deeper deeper(*this);
    const Spot spot = tok_.at;
    NodePtr out = node(NodeKind::ref, spot);
    if (failed_) return out;
    if (take("(")) {
      const bool counting = in_count_;
      in_count_ = false;
      NodePtr inside = cond();
      in_count_ = counting;
      if (!failed_ && !take(")")) unexpected({"and", "or", ")"});
      return inside;
    }
    if (tok_.kind == TokenKind::iso) {
      out->kind = NodeKind::iso;
      out->day = iso_day();
      return out;
    }
    if (tok_.kind == TokenKind::number) {
      out->kind = NodeKind::constant;
      if (!parse_fraction(tok_.text, out->fraction)) {
        give_up(Code::law_syntax, tok_.at,
                fmt::format("`{}` is not a number; write one as 60, 7/8 or 55%",
                            tok_.text.substr(0, 40)));
        return out;
      }
      advance();
      if (take("of")) {
        out->kind = NodeKind::fraction_of;
        out->args.push_back(term());
      }
      return out;
    }
    if (tok_.kind == TokenKind::slug) return reference(std::move(out));
    if (tok_.kind != TokenKind::word) {
      unexpected({"a condition, a day or a number"});
      return out;
    }
    if (take("never")) {
      out->kind = NodeKind::never;
    } else if (take("today")) {
      out->kind = NodeKind::today;
    } else if (take("begun")) {
      out->kind = NodeKind::begun;
    } else if (take("that")) {
      out->kind = NodeKind::that_day;
      expect("day");
    } else if (take("first")) {
      first_day(*out);
    } else if (at("earlier") || at("later")) {
      out->kind = at("earlier") ? NodeKind::earlier : NodeKind::later;
      const std::string which(tok_.text);
      advance();
      expect("of");
      if (!failed_ && !at("(")) {
        unexpected({"("}, fmt::format("`{} of`", which));
        return out;
      }
      take("(");
      const bool counting = in_count_;
      in_count_ = false;
      do {
        out->args.push_back(sum());
        bool any = false;
        if (take("if")) {
          expect("any");
          any = true;
        }
        out->if_any.push_back(any);
      } while (take(","));
      in_count_ = counting;
      if (!failed_ && !take(")")) unexpected({"if any", ",", ")"});
    } else if (at("earliest") || at("latest")) {
      out->kind = at("earliest") ? NodeKind::earliest : NodeKind::latest;
      advance();
      expect("of");
      out->args.push_back(sum());
      expect("for");
      out->domain = domain("for");
      out->args.push_back(take("with") ? conj() : nullptr);
    } else if (at("number") && peek().is("of")) {
      out->kind = NodeKind::number_of;
      advance();
      advance();
      out->domain = domain("number of");
      count_with(*out);
    } else if (at("majority")) {
      out->kind = NodeKind::majority_of;
      advance();
      expect("of");
      out->args.push_back(term());
    } else if (at("sum") && peek().is("of")) {
      out->kind = NodeKind::sum_of;
      advance();
      advance();
      out->path = path("the name of a field with a number");
      expect("for");
      out->domain = domain("for");
      count_with(*out);
    } else if (is_reserved(tok_.text)) {
      unexpected({"a condition, a day or a number"});
    } else {
      return reference(std::move(out));
    }
    return out;
  }

  void count_with(Node& out) {
    if (!take("with")) {
      out.args.push_back(nullptr);
      return;
    }
    const bool counting = in_count_;
    in_count_ = true;
    out.args.push_back(unary());
    in_count_ = counting;
  }

  void first_day(Node& out) {
    expect("day");
    if (take("when")) {
      out.kind = NodeKind::first_day_when;
      out.args.push_back(conj());
      return;
    }
    out.kind = NodeKind::month_after;
    if (!take("of")) {
      unexpected({"of the month after", "when"});
      return;
    }
    expect("the");
    out.amount = 1;
    if (!failed_ && tok_.kind == TokenKind::ordinal) {
      std::int64_t n = 0;
      for (const char c : tok_.text) {
        if (c < '0' || c > '9' || n > 100000) break;
        n = n * 10 + (c - '0');
      }
      if (n < 1 || n > 1200) {
        give_up(Code::law_syntax, tok_.at,
                fmt::format("`{}`: write an ordinal from 1st to 1200th", tok_.text.substr(0, 20)));
        return;
      }
      out.amount = n;
      advance();
    }
    if (out.amount == 1 && take("year")) {
      out.unit = Unit::years;
    } else if (!take("month")) {
      unexpected({"month after", "an ordinal such as 6th"});
      return;
    }
    expect("after");
    out.args.push_back(sum());
  }

  NodePtr reference(NodePtr out) {
    out->path = path();
    if (at("(") && !failed_) {
      advance();
      out->called = true;
      do {
        out->call.push_back(path("a name of a variable"));
      } while (take(","));
      if (!failed_ && !take(")")) unexpected({",", ")"});
    } else if (out->path.words.size() == 1 && take("of")) {  // a constant of a common file
      out->kind = NodeKind::fraction_of;
      out->word = std::move(out->path.words.front());
      out->path.words.clear();
      out->args.push_back(term());
    }
    return out;
  }

  std::optional<DomainNode> domain(const std::string& quantifier) {
    DomainNode out;
    out.at = tok_.at;
    Word first = name("a kind of act, `state`, or a variable");
    if (failed_) return out;
    if (take("in")) {
      out.over = DomainNode::Over::sets;
      out.variable = std::move(first);
      do {
        out.sets.push_back(path("a name of a field with States"));
      } while (!failed_ && at("or") && more_sets() && take("or"));
      return out;
    }
    if (first.text[0] >= 'A' && first.text[0] <= 'Z') {  // a variable, so its sets must follow
      unexpected({"in"}, fmt::format("`{} {}`", quantifier, first.text));
      return out;
    }
    out.over = first.text == "state" ? DomainNode::Over::states : DomainNode::Over::acts;
    out.kind = std::move(first);
    if (!at_word() || is_reserved(tok_.text)) {
      unexpected({"a name for it, as in `some joining J`"},
                 fmt::format("`{} {}`", quantifier, out.kind.text));
      return out;
    }
    out.variable = word_here();
    advance();
    if (out.over == DomainNode::Over::acts) {
      while (at("by") || at("about") || at("of")) {
        std::optional<PathWords>& link = at("by") ? out.by : at("about") ? out.about : out.of;
        if (link) {
          give_up(Code::law_syntax, tok_.at,
                  fmt::format("`{}` stands twice for `{} {}`", tok_.text, out.kind.text,
                              out.variable.text));
          return out;
        }
        advance();
        link = path("a name of a variable or its field");
      }
    }
    static constexpr std::array may_follow = {"with",   "and",  "or",       "at",  "when",
                                              "before", "by",   "after",    "is",  "until",
                                              "more",   "less", "rounding", "for", "if"};
    if (at_word() && !one_of(tok_.text, may_follow) && !tok_.first_on_line) {
      const std::string after =
          fmt::format("`{} {} {}`", quantifier, out.kind.text, out.variable.text);
      if (out.over == DomainNode::Over::acts && !out.by && !out.about && !out.of) {
        unexpected({"by", "of", "about", "with"}, after);
      } else {
        unexpected({"with"}, after);
      }
    }
    return out;
  }

  // After "S in a", does `or` go on with another set? A set is a bare name.
  bool more_sets() const {
    Lexer copy = lexer_;
    const Token next = copy.next();
    if (next.kind != TokenKind::word || is_reserved(next.text)) return false;
    Token after = copy.next();
    while (after.is(".") && after.glued) {
      copy.next();
      after = copy.next();
    }
    return !after.is("(") && !after.is("covers") && !after.is("carried") && !after.is("is") &&
           !after.is("in") && !after.is("within") && !after.is("not");
  }

  // --- declarations -------------------------------------------------------

  Decl declaration(const Piece& piece) {
    Decl decl;
    decl.at = tok_.at;
    decl.fence = fence_;
    decl.section = section_;
    const std::string_view keyword = tok_.text;
    advance();
    if (keyword == "use") {
      use(decl);
    } else if (keyword == "given") {
      given(decl);
    } else if (keyword == "act") {
      act(decl);
    } else if (keyword == "case") {
      case_field(decl);
    } else if (keyword == "finding") {
      finding(decl);
    } else if (keyword == "dispute") {
      dispute(decl);
    } else if (keyword == "crime") {
      crime(decl);
    } else if (keyword == "rule") {
      definition(decl, Form::rule);
    } else if (keyword == "date") {
      definition(decl, Form::date);
    } else if (keyword == "number") {
      definition(decl, Form::number);
    } else if (keyword == "exception") {
      exception(decl);
    } else if (keyword == "question") {
      question(decl);
    } else if (keyword == "effective") {
      effective(decl);
    } else if (keyword == "vote") {
      ballot(decl);
    } else {
      consequence(decl, keyword);
    }
    if (failed_) decl.broken = true;
    if (decl.kind == DeclKind::rule || decl.kind == DeclKind::date ||
        decl.kind == DeclKind::number || decl.kind == DeclKind::exception) {
      decl.source = as_written(piece);
    }
    return decl;
  }

  // The declaration's own text, less the indentation of its fence.
  std::string as_written(const Piece& piece) const {
    std::string_view text =
        std::string_view(file_.source.text).substr(piece.begin, piece.end - piece.begin);
    const std::size_t last = text.find_last_not_of(" \t\r\n");
    text = text.substr(0, last == std::string_view::npos ? 0 : last + 1);
    const auto indent =
        static_cast<std::size_t>(file_.source.fences[static_cast<std::size_t>(fence_)].indent);
    std::string out;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      std::string_view line = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      if (!out.empty()) {
        out += '\n';
        line.remove_prefix(std::min({line.find_first_not_of(" \t"), line.size(), indent}));
      }
      while (line.ends_with('\r') || line.ends_with(' ') || line.ends_with('\t'))
        line.remove_suffix(1);
      out += line;
    }
    return out;
  }

  void use(Decl& decl) {
    decl.kind = DeclKind::use;
    as_provision(true);
    if (failed_ || tok_.kind != TokenKind::provision) {
      unexpected({"a name of an instrument, or `common/` and a name"});
      return;
    }
    decl.name = word_here();
    advance();
    if (take("with")) {
      do {
        WithNode with;
        with.name = name("a name that the common file gives as a constant or a provision");
        do {
          CiteNode value;
          if (!failed_ && tok_.kind == TokenKind::number && tok_.text.ends_with('%')) {
            value.provision = word_here();
            advance();
          } else if (!one_cite(value)) {
            break;
          }
          with.values.push_back(std::move(value));
        } while (take("and"));
        decl.with.push_back(std::move(with));
      } while (!failed_ && take(","));
      finish(decl, {",", "and"});
      return;
    }
    finish(decl, {"with"});
  }

  void given(Decl& decl) {
    decl.kind = DeclKind::given;
    decl.form = at("rule") ? Form::rule : at("date") ? Form::date : Form::number;
    decl.need = at("constant")    ? Need::constant
                : at("provision") ? Need::provision
                                  : Need::definition;
    advance();
    decl.name = new_name();
    if (decl.need == Need::definition) decl.params = params();
    finish(decl, {});
  }

  void act(Decl& decl) {
    decl.kind = DeclKind::act;
    decl.name = new_name("a name of a kind of act");
    if (take("is")) decl.names = names("or");
    if (take("of")) decl.target = name("a name of a kind of act");
    if (take("has")) {
      do {
        if (at("scope")) {
          decl.scope = true;
          advance();
          continue;
        }
        ActFieldNode field;
        field.name = new_name("a name of a field");
        if (failed_) break;
        static constexpr std::array types = {"day", "truth", "name", "number", "states"};
        if (at_word() && one_of(tok_.text, types)) {
          field.type = std::string(tok_.text);
          advance();
        } else {
          unexpected({"day", "truth", "name", "number", "states"});
          break;
        }
        field.required = take("required");
        decl.fields.push_back(std::move(field));
      } while (take(","));
      finish(decl, {",", "required"});
      return;
    }
    finish(decl, {"is", "of", "has"});
  }

  void case_field(Decl& decl) {
    decl.kind = DeclKind::case_field;
    decl.name = new_name("a name of a field");
    if (failed_) return;
    if (take("states")) {
      decl.field_kind = CaseField::Kind::states;
    } else if (take("place")) {
      decl.field_kind = CaseField::Kind::place;
    } else if (take("crime")) {
      decl.field_kind = CaseField::Kind::crime;
    } else if (take("number")) {
      decl.field_kind = CaseField::Kind::number;
    } else if (take("truth")) {
      decl.field_kind = CaseField::Kind::truth;
    } else if (take("one")) {
      decl.field_kind = CaseField::Kind::one_of;
      expect("of");
      decl.names = names(",");
    } else {
      unexpected({"states", "place", "crime", "number", "truth", "one of"});
      return;
    }
    if (take("left")) {
      expect("out");
      expect("means");
      if (take("unknown")) {
        decl.left_out = CaseField::LeftOut::unknown;
        if (take("among")) {
          do {
            as_provision(false);
            if (tok_.kind != TokenKind::provision) {
              unexpected({"a crime or its provision"});
              break;
            }
            decl.among.push_back(word_here());
            advance();
          } while (take(","));
        }
      } else if (take("none")) {
        decl.left_out = CaseField::LeftOut::none;
      } else if (take("any")) {
        decl.left_out = CaseField::LeftOut::any;
      } else if (!failed_ && (tok_.kind == TokenKind::word || tok_.kind == TokenKind::number)) {
        decl.left_out = CaseField::LeftOut::literal;
        decl.literal = word_here();
        advance();
      } else {
        unexpected({"unknown", "none", "any", "a value"});
      }
      finish(decl, decl.left_out == CaseField::LeftOut::unknown ? Wanted{"among"} : Wanted{});
      return;
    }
    finish(decl, {"left out means"});
  }

  void finding(Decl& decl) {
    decl.kind = DeclKind::finding;
    decl.name = new_name();
    decl.params = params();
    decl.text = text("a text in quotes: the question to answer");
    if (take("presumed")) {
      bool value = false;
      if (yes_or_no(value)) decl.says = value;
      finish(decl, {});
      return;
    }
    finish(decl, {"presumed"});
  }

  void dispute(Decl& decl) {
    decl.kind = DeclKind::dispute;
    decl.name = new_name();
    cites(decl, "dispute", "reading");
    while (take("reading")) {
      ReadingNode reading;
      reading.name = new_name("a name of a reading");
      if (failed_) return;
      reading.says = text("a text in quotes: what the reading says");
      if (take("held")) {
        expect("by");
        reading.held_by = text("a text in quotes: who holds it");
      }
      decl.readings.push_back(std::move(reading));
    }
    while (take("court")) {
      FollowsNode follows;
      expect("follows");
      follows.reading = name("a name of a reading");
      expect("from");
      follows.from = iso_day();
      if (take("until")) follows.until = iso_day();
      if (failed_) return;
      decl.follows.push_back(std::move(follows));
    }
    finish(decl, decl.follows.empty() ? Wanted{"reading", "held by", "court follows"}
                                      : Wanted{"until", "court follows"});
  }

  void crime(Decl& decl) {
    decl.kind = DeclKind::crime;
    decl.name = new_name();
    if (!take("is")) {
      unexpected({"is"});
      return;
    }
    as_provision(false);
    if (tok_.kind != TokenKind::provision) {
      unexpected({"a provision such as 8.2.b"});
      return;
    }
    decl.target = word_here();
    const std::string dotted = dotted_provision(decl.target.text);
    if (!dotted.empty()) decl.target.text = dotted;
    advance();
    finish(decl, {});
  }

  void definition(Decl& decl, Form form) {
    decl.form = form;
    decl.kind = form == Form::rule   ? DeclKind::rule
                : form == Form::date ? DeclKind::date
                                     : DeclKind::number;
    decl.name = new_name();
    if (failed_) return;
    decl.params = params();
    const char* before_value = form == Form::rule ? "when" : "is";
    const char* what = form == Form::rule ? "rule" : form == Form::date ? "date" : "number";
    cites(decl, what, before_value);
    if (failed_) return;
    if (!take(before_value)) {
      unexpected(decl.cites.empty() ? Wanted{before_value} : Wanted{",", before_value},
                 decl.cites.empty() ? "" : fmt::format("`{}`", prev_.text));
      return;
    }
    decl.value = form == Form::rule ? cond() : sum();
    finish(decl, form == Form::rule ? Wanted{"and", "or", "with", "at"} : Wanted{"+", "-"});
  }

  void exception(Decl& decl) {
    decl.kind = DeclKind::exception;
    decl.name = new_name();
    if (failed_) return;
    if (!take("to")) {
      unexpected({"to"});
      return;
    }
    decl.target = name();
    decl.params = params();
    cites(decl, "exception", "when");
    if (failed_) return;
    bool anything = false;
    if (take("is")) {
      anything = true;
      if (at("yes") || at("no")) {
        decl.says = at("yes");
        advance();
      } else {
        decl.value = sum();
      }
    }
    if (take("when")) {
      anything = true;
      decl.when = cond();
    }
    if (!anything && !failed_) {
      unexpected({"is", "when"});
      return;
    }
    finish(decl, decl.when ? Wanted{"and", "or", "with", "at"} : Wanted{"when"});
  }

  void question(Decl& decl) {
    decl.kind = DeclKind::question;
    decl.name = name("a name of a rule");
    while (!failed_ && tok_.kind == TokenKind::word) {
      if (take("bases")) {
        do {
          BasisNode basis;
          basis.rule = name("a name of a rule");
          if (!failed_ && !at("as")) {
            unexpected({"as"});
            return;
          }
          take("as");
          basis.kind = name("territory, registration, nationality, acceptance or referral");
          decl.bases.push_back(std::move(basis));
        } while (take(","));
      } else if (take("limits")) {
        append(decl.names, names(","));
      } else if (take("triggered")) {
        append(decl.triggered, names(","));
      } else if (take("suspended")) {
        append(decl.suspended, names(","));
      } else if (take("notes")) {
        append(decl.notes, names(","));
      } else {
        break;
      }
    }
    finish(decl, {"bases", "limits", "triggered", "suspended", "notes"});
  }

  void effective(Decl& decl) {
    decl.kind = DeclKind::effective;
    decl.name = name("a name of a kind of act or an event");
    expect("is");
    decl.target = name("a name of a date");
    finish(decl, {});
  }

  void ballot(Decl& decl) {
    decl.kind = DeclKind::ballot;
    decl.name = name("a name of a rule");
    struct Part {
      const char* word;
      Word Decl::*named;
      const char* wanted;
    };
    static constexpr std::array<Part, 6> parts = {{
        {"seats", &Decl::seats, "a name of a rule"},
        {"requires", &Decl::requires_word, "a name of a number"},
        {"blocks", &Decl::blocks, "a name of a rule"},
        {"apart", &Decl::apart, "a name of a rule"},
        {"procedural", &Decl::procedural, "a name of a finding"},
        {"merges", &Decl::merges, "a name of a kind of act"},
    }};
    Wanted rest;
    bool more = true;
    while (!failed_ && more) {
      more = false;
      rest.clear();
      for (const Part& part : parts) {
        if (!(decl.*part.named).empty()) continue;
        if (!take(part.word)) {
          rest.emplace_back(part.word);
          continue;
        }
        decl.*part.named = name(part.wanted);
        more = true;
        break;
      }
    }
    finish(decl, rest);
  }

  void consequence(Decl& decl, std::string_view keyword) {
    using Tells = Consequence::Tells;
    decl.kind = DeclKind::consequence;
    decl.tells = keyword == "duty"        ? Tells::duty
                 : keyword == "right"     ? Tells::right
                 : keyword == "remains"   ? Tells::remains
                 : keyword == "threshold" ? Tells::threshold
                 : keyword == "revocable" ? Tells::revocable
                 : keyword == "lapse"     ? Tells::lapse
                 : keyword == "refusal"   ? Tells::refusal
                 : keyword == "warning"   ? Tells::warning
                                          : Tells::received;
    if (decl.tells == Tells::received) {
      decl.name = name("a name of a kind of act");
      expect("by");
      decl.text = text("a text in quotes: who receives such an act");
    } else if (tells_of_acts(decl.tells)) {
      decl.name = name("a name of a kind of act");
      expect("is");
      decl.target = name("a name of a date");
    } else {
      decl.name = name(decl.tells == Tells::threshold ? "a name of a number" : "a name of a rule");
      decl.text = text("a text in quotes: what it is, in plain words");
    }
    finish(decl, {});
  }

  static void append(std::vector<Word>& to, std::vector<Word> from) {
    for (Word& word : from) to.push_back(std::move(word));
  }

  // --- cases tables -------------------------------------------------------

  void cases_fence(const SourceFence& fence) {
    const std::string_view text = file_.source.text;
    CasesNode table;
    table.fence = fence_;
    table.section = section_;
    table.at = {fence.line, fence.indent + 1};
    bool header = false;
    std::size_t at = fence.begin;
    int line = fence.line;
    for (; at < fence.end; ++line) {
      const std::size_t end = std::min(text.find('\n', at), fence.end);
      const std::string_view whole = text.substr(at, end - at);
      std::vector<CellNode> cells;
      const std::size_t first = whole.find_first_not_of(" \t\r");
      if (first != std::string_view::npos) {
        const std::size_t last = whole.find_last_not_of(" \t\r");
        if (whole[first] != '|' || whole[last] != '|' || first == last) {
          spot_error(Code::law_table, {line, static_cast<int>(first) + 1},
                     "a row of a cases table begins and ends with `|`");
        } else {
          std::size_t from = first + 1;
          while (from <= last) {
            const std::size_t bar = std::min(whole.find('|', from), last);
            const std::string_view cell = whole.substr(from, bar - from);
            const std::size_t begin = cell.find_first_not_of(" \t");
            CellNode out;
            if (begin == std::string_view::npos) {
              out.at = {line, static_cast<int>(from) + 1};
            } else {
              out.text = std::string(cell.substr(begin, cell.find_last_not_of(" \t") - begin + 1));
              out.at = {line, static_cast<int>(from + begin) + 1};
            }
            cells.push_back(std::move(out));
            from = bar + 1;
          }
          row(table, header, std::move(cells), {line, static_cast<int>(first) + 1});
        }
      }
      at = end + 1;
    }
    if (!header) {
      spot_error(Code::law_table, table.at,
                 "this cases table is empty; its first row names the columns");
      return;
    }
    file_.cases.push_back(std::move(table));
  }

  void row(CasesNode& table, bool& header, std::vector<CellNode> cells, Spot at) {
    if (!header) {
      header = true;
      table.columns = std::move(cells);
      return;
    }
    const bool rule = std::all_of(cells.begin(), cells.end(), [](const CellNode& cell) {
      return !cell.text.empty() && cell.text.find_first_not_of("-:") == std::string::npos;
    });
    if (rule) return;
    if (cells.size() != table.columns.size()) {
      spot_error(
          Code::law_table, at,
          fmt::format("this row has {} cells, and the table {} columns; write one cell for each",
                      cells.size(), table.columns.size()));
      return;
    }
    table.rows.push_back(std::move(cells));
  }

  LawFile& file_;
  Errors& errors_;
  Lexer lexer_, before_;
  Token tok_, prev_;
  int fence_ = -1;
  int section_ = -1;
  int depth_ = 0;
  bool failed_ = false;
  bool in_count_ = false;  // inside `number of ... with`: a comparison of numbers ends it
};

}  // namespace

std::string PathWords::text() const {
  std::string out;
  for (const Word& word : words) {
    if (!out.empty()) out += '.';
    out += word.text;
  }
  return out;
}

bool same(const NodePtr& a, const NodePtr& b) { return a && b ? *a == *b : !a && !b; }

bool operator==(const Node& a, const Node& b) {
  return a.kind == b.kind &&
         std::equal(a.args.begin(), a.args.end(), b.args.begin(), b.args.end(),
                    [](const NodePtr& x, const NodePtr& y) { return same(x, y); }) &&
         a.if_any == b.if_any && a.domain == b.domain && a.path == b.path && a.path2 == b.path2 &&
         a.called == b.called && a.call == b.call && a.word == b.word && a.answers == b.answers &&
         a.negated == b.negated && a.apart.place == b.apart.place &&
         a.apart.crime == b.apart.crime && a.apart.time == b.apart.time &&
         a.apart.persons == b.apart.persons && a.day_op == b.day_op && a.number_op == b.number_op &&
         a.unit == b.unit && a.rounding == b.rounding && a.amount == b.amount && a.day == b.day &&
         a.fraction == b.fraction;
}

bool operator==(const Decl& a, const Decl& b) {
  return a.kind == b.kind && a.name == b.name && a.broken == b.broken && a.params == b.params &&
         a.cites == b.cites && same(a.value, b.value) && same(a.when, b.when) && a.form == b.form &&
         a.target == b.target && a.says == b.says && a.names == b.names && a.scope == b.scope &&
         a.fields == b.fields && a.field_kind == b.field_kind && a.left_out == b.left_out &&
         a.literal == b.literal && a.among == b.among && a.text == b.text && a.tells == b.tells &&
         a.readings == b.readings && a.follows == b.follows && a.bases == b.bases &&
         a.triggered == b.triggered && a.suspended == b.suspended && a.notes == b.notes &&
         a.seats == b.seats && a.requires_word == b.requires_word && a.blocks == b.blocks &&
         a.apart == b.apart && a.procedural == b.procedural && a.merges == b.merges &&
         a.need == b.need && a.with == b.with;
}

bool operator==(const CasesNode& a, const CasesNode& b) {
  return a.columns == b.columns && a.rows == b.rows;
}

bool operator==(const LawFile& a, const LawFile& b) {
  auto entries = [](const FrontMatter::Entry& x, const FrontMatter::Entry& y) {
    return x.key == y.key && x.value == y.value;
  };
  auto sections = [](const SourceSection& x, const SourceSection& y) {
    return x.id == y.id && x.title == y.title && x.text == y.text && x.level == y.level;
  };
  auto section_of = [](const LawFile& file, int section) {
    return file.source.section_id(section);
  };
  if (!std::equal(a.source.front.entries.begin(), a.source.front.entries.end(),
                  b.source.front.entries.begin(), b.source.front.entries.end(), entries) ||
      !std::equal(a.source.sections.begin(), a.source.sections.end(), b.source.sections.begin(),
                  b.source.sections.end(), sections) ||
      a.decls != b.decls || a.cases != b.cases) {
    return false;
  }
  for (std::size_t i = 0; i < a.decls.size(); ++i) {
    if (section_of(a, a.decls[i].section) != section_of(b, b.decls[i].section)) return false;
  }
  return true;
}

LawFile parse(SourceFile source, Errors& errors) {
  LawFile file;
  file.source = std::move(source);
  Parser(file, errors).read_fences();
  return file;
}

}  // namespace ratione::syntax
