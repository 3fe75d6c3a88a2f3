#include "law/syntax/printer.h"

#include <fmt/format.h>

#include <algorithm>

namespace ratione::syntax {
namespace {

// How tightly a place in a sentence binds; a node that binds less tightly
// stands in brackets there.
enum Level { loose = 0, conjunct = 1, unary = 2, atom = 3, sum = 4, term = 5 };

int level_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::any:
      return loose;
    case NodeKind::all:
    // These end in a condition that would take in a following `and`.
    case NodeKind::some:
    case NodeKind::every:
    case NodeKind::no:
    case NodeKind::first_day_when:
    case NodeKind::earliest:
    case NodeKind::latest:
      return conjunct;
    case NodeKind::negation:
    case NodeKind::at_day:
      return unary;
    case NodeKind::window:
    case NodeKind::day_compare:
    case NodeKind::number_compare:
    case NodeKind::is:
    case NodeKind::is_given:
    case NodeKind::in:
    case NodeKind::within:
    case NodeKind::covers:
    case NodeKind::carried:
    case NodeKind::reading:
    case NodeKind::number_of:
    case NodeKind::sum_of:
      return atom;
    case NodeKind::plus:
    case NodeKind::month_after:
    case NodeKind::fraction_of:
    case NodeKind::majority_of:
      return sum;
    default:
      return term;
  }
}

// Does its text end in "S in a", which a following `or` would continue?
bool ends_in_sets(const Node* node) {
  if (!node) return false;
  if (node->domain) {
    const Node* with = node->args.empty() ? nullptr : node->args.back().get();
    if (node->kind == NodeKind::earliest || node->kind == NodeKind::latest) {
      with = node->args.size() > 1 ? node->args[1].get() : nullptr;
    }
    return with ? ends_in_sets(with) : node->domain->over == DomainNode::Over::sets;
  }
  if (node->kind == NodeKind::plus || node->args.empty()) return false;
  const Node* last = node->args.back().get();
  if (node->kind == NodeKind::window && !last) last = node->args.front().get();
  return ends_in_sets(last);
}

class Printer {
 public:
  std::string node(const Node* n, int level) {
    if (!n) return "";
    const std::string text = bare(*n);
    return level_of(n->kind) < level ? "(" + text + ")" : text;
  }

  std::string domain(const DomainNode& d) {
    std::string out;
    switch (d.over) {
      case DomainNode::Over::sets:
        out = d.variable.text + " in ";
        for (std::size_t i = 0; i < d.sets.size(); ++i) out += (i ? " or " : "") + d.sets[i].text();
        break;
      case DomainNode::Over::states:
        out = "state " + d.variable.text;
        break;
      case DomainNode::Over::acts:
        out = d.kind.text + " " + d.variable.text;
        if (d.by) out += " by " + d.by->text();
        if (d.about) out += " about " + d.about->text();
        if (d.of) out += " of " + d.of->text();
        break;
    }
    return out;
  }

  // The value after `is`: nothing can follow it but `when`.
  std::string value(const Node* n) {
    if (!n) return "";
    switch (n->kind) {
      case NodeKind::first_day_when:
      case NodeKind::earliest:
      case NodeKind::latest:
      case NodeKind::number_of:
      case NodeKind::sum_of:
        return bare(*n);
      default:
        return node(n, sum);
    }
  }

 private:
  const Node* arg(const Node& n, std::size_t i) const {
    return i < n.args.size() ? n.args[i].get() : nullptr;
  }

  std::string joined(const Node& n, const char* word, int level) {
    std::string out;
    for (std::size_t i = 0; i < n.args.size(); ++i) {
      const Node* a = n.args[i].get();
      const bool last = i + 1 == n.args.size();
      if (i) out += word;
      int wanted = level;
      if (!last && ends_in_sets(a)) wanted = term + 1;
      if (last && level == unary && level_of(a->kind) == conjunct && a->kind != NodeKind::all)
        wanted = conjunct;
      out += node(a, wanted);
    }
    return out;
  }

  std::string with(const Node* n, int level) { return n ? " with " + node(n, level) : ""; }
  // After a count, only one term: what could be read on goes into brackets.
  std::string count_with(const Node* n) {
    if (!n) return "";
    switch (n->kind) {
      case NodeKind::window:
      case NodeKind::day_compare:
      case NodeKind::is:
      case NodeKind::is_given:
      case NodeKind::in:
      case NodeKind::within:
      case NodeKind::covers:
      case NodeKind::carried:
      case NodeKind::reading:
        return " with " + bare(*n);
      default:
        return " with " + node(n, term);
    }
  }

  std::string number_side(const Node* n, bool left) {
    if (!n) return "";
    if (n->kind == NodeKind::number_of || n->kind == NodeKind::sum_of) return bare(*n);
    return node(n, left ? sum : sum);
  }

  std::string bare(const Node& n) {
    switch (n.kind) {
      case NodeKind::any:
        return joined(n, " or ", conjunct);
      case NodeKind::all:
        return joined(n, " and ", unary);
      case NodeKind::negation:
        return "not " + node(arg(n, 0), unary);
      case NodeKind::at_day:
        return node(arg(n, 0), term) + " at " + node(arg(n, 1), sum);
      case NodeKind::window: {
        std::string out;
        if (arg(n, 0)) out = "from " + node(arg(n, 0), sum);
        if (arg(n, 1)) out += (out.empty() ? "until " : " until ") + node(arg(n, 1), sum);
        return out;
      }
      case NodeKind::some:
      case NodeKind::every:
      case NodeKind::no:
        return fmt::format("{} {}{}",
                           n.kind == NodeKind::some    ? "some"
                           : n.kind == NodeKind::every ? "every"
                                                       : "no",
                           domain(*n.domain), with(arg(n, 0), conjunct));
      case NodeKind::day_compare:
        return fmt::format("{} {} {}", node(arg(n, 0), sum),
                           n.day_op == DayOp::before ? "before"
                           : n.day_op == DayOp::by   ? "by"
                                                     : "after",
                           node(arg(n, 1), sum));
      case NodeKind::number_compare: {
        static constexpr const char* words[] = {"at least", "at most", "more than", "less than"};
        return fmt::format("{} {} {}", number_side(arg(n, 0), true),
                           words[static_cast<int>(n.number_op)], number_side(arg(n, 1), false));
      }
      case NodeKind::is:
        return fmt::format("{} is {}{}", n.path.text(), n.negated ? "not " : "", n.word.text);
      case NodeKind::is_given:
        return fmt::format("{} is {}given", n.path.text(), n.negated ? "not " : "");
      case NodeKind::in:
        return fmt::format("{} {}in {}", n.path.text(), n.negated ? "not " : "", n.path2.text());
      case NodeKind::within:
        return fmt::format("{} {}within {}", n.path.text(), n.negated ? "not " : "", n.word.text);
      case NodeKind::covers: {
        std::string apart;
        auto add = [&](bool on, const char* word) {
          if (on) apart += (apart.empty() ? " apart from " : ", ") + std::string(word);
        };
        add(n.apart.place, "place");
        add(n.apart.crime, "crime");
        add(n.apart.time, "time");
        add(n.apart.persons, "persons");
        return n.path.text() + " covers conduct" + apart;
      }
      case NodeKind::carried: {
        std::string answers;
        for (const AnswerNode& each : n.answers) {
          answers += fmt::format("{}{} {}", answers.empty() ? " with " : ", ", each.finding.text,
                                 each.yes ? "yes" : "no");
        }
        return fmt::format("{} carried by {}{}", n.path.text(), n.word.text, answers);
      }
      case NodeKind::reading:
        return "reading " + n.word.text;
      case NodeKind::ref: {
        std::string out = n.path.text();
        if (n.called) {
          out += "(";
          for (std::size_t i = 0; i < n.call.size(); ++i) out += (i ? ", " : "") + n.call[i].text();
          out += ")";
        }
        return out;
      }
      case NodeKind::iso:
        return n.day.iso();
      case NodeKind::never:
        return "never";
      case NodeKind::begun:
        return "begun";
      case NodeKind::today:
        return "today";
      case NodeKind::that_day:
        return "that day";
      case NodeKind::plus: {
        static constexpr const char* units[] = {"day", "month", "year"};
        const std::int64_t amount = n.amount < 0 ? -n.amount : n.amount;
        const Node* left = arg(n, 0);
        const bool many = amount != 1 || !n.word.empty();
        std::string out = fmt::format(
            "{} {} {} {}{}", node(left, left && left->kind == NodeKind::plus ? sum : term),
            n.amount < 0 ? '-' : '+', n.word.empty() ? std::to_string(amount) : n.word.text,
            units[static_cast<int>(n.unit)], many ? "s" : "");
        if (n.unit != Unit::days)
          out += n.rounding == Rounding::up ? " rounding up" : " rounding down";
        return out;
      }
      case NodeKind::month_after: {
        std::string ordinal;
        if (n.amount != 1) {
          const std::int64_t tens = n.amount / 10 % 10, ones = n.amount % 10;
          ordinal = fmt::format("{}{} ", n.amount,
                                tens == 1   ? "th"
                                : ones == 1 ? "st"
                                : ones == 2 ? "nd"
                                : ones == 3 ? "rd"
                                            : "th");
        }
        return fmt::format("first day of the {}{} after {}", ordinal,
                           n.unit == Unit::years ? "year" : "month", node(arg(n, 0), sum));
      }
      case NodeKind::first_day_when:
        return "first day when " + node(arg(n, 0), conjunct);
      case NodeKind::earlier:
      case NodeKind::later: {
        std::string out = n.kind == NodeKind::earlier ? "earlier of (" : "later of (";
        for (std::size_t i = 0; i < n.args.size(); ++i) {
          if (i) out += ", ";
          out += value(n.args[i].get());
          if (i < n.if_any.size() && n.if_any[i]) out += " if any";
        }
        return out + ")";
      }
      case NodeKind::earliest:
      case NodeKind::latest:
        return fmt::format("{} of {} for {}{}",
                           n.kind == NodeKind::earliest ? "earliest" : "latest",
                           node(arg(n, 0), sum), domain(*n.domain), with(arg(n, 1), conjunct));
      case NodeKind::constant:
        return n.fraction.text();
      case NodeKind::fraction_of:
      case NodeKind::majority_of: {
        const Node* of = arg(n, 0);
        const bool plain = of && (of->kind == NodeKind::number_of || of->kind == NodeKind::sum_of);
        return (n.kind == NodeKind::majority_of ? "majority"
                : n.word.empty()                ? n.fraction.text()
                                                : n.word.text) +
               " of " + (plain ? bare(*of) : node(of, term));
      }
      case NodeKind::number_of:
        return "number of " + domain(*n.domain) + count_with(arg(n, 0));
      case NodeKind::sum_of:
        return fmt::format("sum of {} for {}{}", n.path.text(), domain(*n.domain),
                           count_with(arg(n, 0)));
    }
    return "";
  }
};

std::string words(const std::vector<Word>& list, const char* between) {
  std::string out;
  for (const Word& word : list) {
    if (!out.empty()) out += between;
    out += word.text;
  }
  return out;
}

std::string params(const std::vector<ParamNode>& list) {
  if (list.empty()) return "";
  std::string out = "(";
  for (std::size_t i = 0; i < list.size(); ++i) {
    out += (i ? ", " : "") + list[i].type.text + " " + list[i].name.text;
  }
  return out + ")";
}

std::string cite(const CiteNode& node) {
  return (node.slug.empty() ? "" : node.slug.text + " ") + node.provision.text;
}

std::string cites(const std::vector<CiteNode>& list) {
  std::string out;
  for (const CiteNode& each : list) out += (out.empty() ? " cites " : ", ") + cite(each);
  return out;
}

std::string with(const std::vector<WithNode>& list) {
  std::string out;
  for (const WithNode& each : list) {
    out += (out.empty() ? " with " : ", ") + each.name.text;
    for (std::size_t i = 0; i < each.values.size(); ++i)
      out += (i ? " and " : " ") + cite(each.values[i]);
  }
  return out;
}

const char* form_word(Form form) {
  return form == Form::rule ? "rule" : form == Form::date ? "date" : "number";
}

std::string indented(std::string_view text, std::size_t indent) {
  std::string out;
  const std::string space(indent, ' ');
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) out += space;
    out += text.substr(0, end);
    out += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace

std::string print(const Node& node) { return Printer().node(&node, loose); }
std::string print(const DomainNode& domain) { return Printer().domain(domain); }

std::string print(const Decl& d) {
  Printer printer;
  switch (d.kind) {
    case DeclKind::use:
      return "use " + d.name.text + with(d.with);
    case DeclKind::given:
      if (d.need != Need::definition) {
        return (d.need == Need::constant ? "given constant " : "given provision ") + d.name.text;
      }
      return fmt::format("given {} {}{}", form_word(d.form), d.name.text, params(d.params));
    case DeclKind::act: {
      std::string out = "act " + d.name.text;
      if (!d.names.empty()) out += " is " + words(d.names, " or ");
      if (!d.target.empty()) out += " of " + d.target.text;
      std::string has = d.scope ? "scope" : "";
      for (const ActFieldNode& field : d.fields) {
        if (!has.empty()) has += ", ";
        has += field.name.text + " " + field.type + (field.required ? " required" : "");
      }
      return has.empty() ? out : out + " has " + has;
    }
    case DeclKind::case_field: {
      static constexpr const char* kinds[] = {"states", "place", "crime",
                                              "number", "truth", "one of "};
      std::string out =
          fmt::format("case {} {}", d.name.text, kinds[static_cast<int>(d.field_kind)]);
      if (d.field_kind == CaseField::Kind::one_of) out += words(d.names, ", ");
      switch (d.left_out) {
        case CaseField::LeftOut::error:
          break;
        case CaseField::LeftOut::unknown:
          out += " left out means unknown";
          if (!d.among.empty()) out += " among " + words(d.among, ", ");
          break;
        case CaseField::LeftOut::none:
          out += " left out means none";
          break;
        case CaseField::LeftOut::any:
          out += " left out means any";
          break;
        case CaseField::LeftOut::literal:
          out += " left out means " + d.literal.text;
          break;
      }
      return out;
    }
    case DeclKind::finding: {
      std::string out = fmt::format("finding {}{} \"{}\"", d.name.text, params(d.params), d.text);
      if (d.says) out += *d.says ? " presumed yes" : " presumed no";
      return out;
    }
    case DeclKind::dispute: {
      std::string out = fmt::format("dispute {}{}", d.name.text, cites(d.cites));
      for (const ReadingNode& r : d.readings) {
        out += fmt::format("\n  reading {} \"{}\"", r.name.text, r.says);
        if (!r.held_by.empty()) out += fmt::format(" held by \"{}\"", r.held_by);
      }
      for (const FollowsNode& f : d.follows) {
        out += fmt::format("\n  court follows {} from {}", f.reading.text, f.from.iso());
        if (f.until != Day::never()) out += " until " + f.until.iso();
      }
      return out;
    }
    case DeclKind::crime:
      return fmt::format("crime {} is {}", d.name.text, d.target.text);
    case DeclKind::rule:
      return fmt::format("rule {}{}{}\n  when {}", d.name.text, params(d.params), cites(d.cites),
                         printer.node(d.value.get(), loose));
    case DeclKind::date:
    case DeclKind::number:
      return fmt::format("{} {}{}{}\n  is {}", form_word(d.form), d.name.text, params(d.params),
                         cites(d.cites), printer.value(d.value.get()));
    case DeclKind::exception: {
      std::string out = fmt::format("exception {} to {}{}{}", d.name.text, d.target.text,
                                    params(d.params), cites(d.cites));
      if (d.says) out += *d.says ? "\n  is yes" : "\n  is no";
      if (d.value) out += "\n  is " + printer.value(d.value.get());
      if (d.when) out += "\n  when " + printer.node(d.when.get(), loose);
      return out;
    }
    case DeclKind::question: {
      std::string out = "question " + d.name.text;
      for (std::size_t i = 0; i < d.bases.size(); ++i) {
        out += (i ? ", " : "\n  bases ") + d.bases[i].rule.text + " as " + d.bases[i].kind.text;
      }
      if (!d.names.empty()) out += "\n  limits " + words(d.names, ", ");
      if (!d.triggered.empty()) out += "\n  triggered " + words(d.triggered, ", ");
      if (!d.suspended.empty()) out += "\n  suspended " + words(d.suspended, ", ");
      if (!d.notes.empty()) out += "\n  notes " + words(d.notes, ", ");
      return out;
    }
    case DeclKind::effective:
      return fmt::format("effective {} is {}", d.name.text, d.target.text);
    case DeclKind::ballot: {
      std::string out = "vote " + d.name.text;
      for (const auto& [word, named] : {std::pair<const char*, const Word*>{"seats", &d.seats},
                                        {"requires", &d.requires_word},
                                        {"blocks", &d.blocks},
                                        {"apart", &d.apart},
                                        {"procedural", &d.procedural},
                                        {"merges", &d.merges}}) {
        if (!named->empty()) out += fmt::format("\n  {} {}", word, named->text);
      }
      return out;
    }
    case DeclKind::consequence:
      return tells_of_acts(d.tells)
                 ? fmt::format("{} {} is {}", word(d.tells), d.name.text, d.target.text)
             : d.tells == Consequence::Tells::received
                 ? fmt::format("{} {} by \"{}\"", word(d.tells), d.name.text, d.text)
                 : fmt::format("{} {} \"{}\"", word(d.tells), d.name.text, d.text);
  }
  return "";
}

std::string print(const LawFile& file) {
  std::string out;
  if (!file.source.front.entries.empty()) {
    out += "---\n";
    for (const FrontMatter::Entry& entry : file.source.front.entries) {
      const std::string& v = entry.value;
      const bool quoted =
          v.size() >= 2 && (v.front() == '"' || v.front() == '\'') && v.back() == v.front();
      const char* quote = !quoted ? "" : v.front() == '"' ? "'" : "\"";
      out += fmt::format("{}: {}{}{}\n", entry.key, quote, v, quote);
    }
    out += "---\n\n";
  }
  const auto& sections = file.source.sections;
  int printed = -1;       // the last section written
  int last_heading = -1;  // the last of them that is a heading
  auto item = [&](int s) { return s >= 0 && sections[static_cast<std::size_t>(s)].level == 7; };
  auto write_section = [&](int s) {
    const SourceSection& section = sections[static_cast<std::size_t>(s)];
    if (section.level == 7) {
      const std::size_t end = std::min(section.text.find('\n'), section.text.size());
      out +=
          fmt::format("- {}{}{{#{}}}\n", section.text.substr(0, end), end ? " " : "", section.id);
      if (end < section.text.size())
        out += indented(std::string_view(section.text).substr(end + 1), 2);
      out += '\n';
    } else {
      out += fmt::format("{} {}{}{{#{}}}\n\n",
                         std::string(static_cast<std::size_t>(section.level), '#'), section.title,
                         section.title.empty() ? "" : " ", section.id);
      if (!section.text.empty()) out += section.text + "\n\n";
      last_heading = s;
    }
    printed = s;
  };
  auto go_to = [&](int s) {  // so that a fence written next belongs to section s
    if (s == printed) return;
    if (s >= 0 && s == last_heading) {  // out of the list again
      printed = s;
      return;
    }
    const int level = s < 0 ? 1 : sections[static_cast<std::size_t>(s)].level + 1;
    out += std::string(static_cast<std::size_t>(std::min(level, 6)), '#') + " -\n\n";
    printed = s;
    last_heading = s;
  };
  int next = 0;
  auto write_until = [&](int s) {
    while (next <= s) write_section(next++);
  };
  std::size_t decl = 0, table = 0;
  for (std::size_t f = 0; f < file.source.fences.size(); ++f) {
    const SourceFence& fence = file.source.fences[f];
    // Sections that begin before this fence.
    int before = next - 1;
    while (before + 1 < static_cast<int>(sections.size()) &&
           sections[static_cast<std::size_t>(before) + 1].line < fence.line) {
      ++before;
    }
    write_until(before);
    go_to(fence.section);
    const std::size_t indent = item(fence.section) ? 2 : 0;
    if (fence.kind == SourceFence::Kind::law) {
      std::string text = "```law\n";
      while (decl < file.decls.size() && file.decls[decl].fence == static_cast<int>(f)) {
        text += print(file.decls[decl++]) + "\n";
      }
      out += indented(text + "```\n", indent) + "\n";
    } else if (table < file.cases.size() && file.cases[table].fence == static_cast<int>(f)) {
      const CasesNode& cases = file.cases[table++];
      std::string text = "```cases\n";
      auto row = [&](const std::vector<CellNode>& cells) {
        for (const CellNode& cell : cells)
          text += "| " + cell.text + (cell.text.empty() ? "" : " ");
        text += "|\n";
      };
      row(cases.columns);
      for (std::size_t i = 0; i < cases.columns.size(); ++i) text += "|---";
      text += "|\n";
      for (const auto& cells : cases.rows) row(cells);
      out += indented(text + "```\n", indent) + "\n";
    }
  }
  write_until(static_cast<int>(sections.size()) - 1);
  return out;
}

}  // namespace ratione::syntax
