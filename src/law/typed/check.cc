// Names, types and the declarations of whole instruments. The order is that of
// what rests on what: files, includes, kinds, other declarations, heads of
// clauses, exceptions, and last the conditions, in which every name may stand.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <unordered_map>

#include "law/syntax/parser.h"
#include "law/syntax/printer.h"
#include "law/typed/internal/clause_graph.h"
#include "law/typed/law.h"
#include "text/names.h"
#include "text/sha256.h"

namespace ratione {
namespace {

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

constexpr std::array basis_kinds = {"territory", "registration", "nationality", "acceptance",
                                    "referral"};
constexpr std::array front_keys = {"instrument", "title",       "source",       "complete-to",
                                   "court",      "court-title", "default-court"};

const char* form_word(Form form) {
  return form == Form::rule ? "rule" : form == Form::date ? "date" : "number";
}

// "; did you mean `x`?", or what there is when it is little, or nothing.
std::string suggestion(std::string_view word, std::vector<std::string> candidates) {
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  candidates.erase(std::remove(candidates.begin(), candidates.end(), ""), candidates.end());
  const std::string near = nearest(word, candidates);
  if (!near.empty()) return fmt::format("; did you mean `{}`?", near);
  if (candidates.empty() || candidates.size() > 6) return "";
  for (std::string& c : candidates) c = "`" + c + "`";
  return (candidates.size() == 1 ? "; there is " : "; there are ") + all_of_words(candidates);
}

// Names with their numbers in order: "9.md" before "11.md", "index.md" first.
bool file_before(const std::string& a, const std::string& b) {
  const auto key = [](const std::string& path) {
    const std::size_t slash = path.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : path.substr(0, slash);
    const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
    return std::make_tuple(folder, name != "index.md", name);
  };
  const auto [fa, ia, na] = key(a);
  const auto [fb, ib, nb] = key(b);
  if (fa != fb) return fa < fb;
  if (ia != ib) return ia < ib;
  std::size_t i = 0, k = 0;
  auto digit = [](char c) { return c >= '0' && c <= '9'; };
  while (i < na.size() && k < nb.size()) {
    if (digit(na[i]) && digit(nb[k])) {
      std::size_t x = i, y = k;
      while (x < na.size() && digit(na[x])) ++x;
      while (y < nb.size() && digit(nb[y])) ++y;
      const std::string_view p = std::string_view(na).substr(i, x - i),
                             q = std::string_view(nb).substr(k, y - k);
      if (p.size() != q.size()) return p.size() < q.size();
      if (p != q) return p < q;
      i = x;
      k = y;
    } else {
      if (na[i] != nb[k]) return na[i] < nb[k];
      ++i;
      ++k;
    }
  }
  return na.size() - i < nb.size() - k;
}

// One file as part of one instrument. A common file is a part of each
// instrument that uses it.
struct Unit {
  const LawFile* file = nullptr;
  std::string common;  // "common/membership", or empty
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

const char* what_words(What what) {
  switch (what) {
    case What::truth:
      return "a truth";
    case What::day:
      return "a day";
    case What::number:
      return "a number";
    case What::state:
      return "a State";
    case What::states:
      return "a set of States";
    case What::act:
      return "an act";
    case What::name:
      return "a name";
    case What::crime:
      return "a crime";
    case What::place:
      return "a set of places";
    case What::day_set:
      return "days";
  }
  return "";
}
const char* type_words(Type type) {
  switch (type) {
    case Type::truth:
      return "a truth";
    case Type::day:
      return "a day";
    case Type::number:
      return "a number";
    case Type::state:
      return "a State";
    case Type::act:
      return "an act";
    case Type::name:
      return "a name";
    case Type::crime:
      return "a crime";
  }
  return "";
}
What what_of(Type type) {
  switch (type) {
    case Type::truth:
      return What::truth;
    case Type::day:
      return What::day;
    case Type::number:
      return What::number;
    case Type::state:
      return What::state;
    case Type::act:
      return What::act;
    case Type::name:
      return What::name;
    case Type::crime:
      return What::crime;
  }
  return What::truth;
}

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

class Checker {
 public:
  Checker(const std::map<std::string, std::string>& files, std::string folder)
      : texts_(files), folder_(std::move(folder)) {}

  Results<Law> run() {
    read_files();
    includes();
    kinds();
    declarations();
    clause_heads();
    exceptions();
    givens();
    bodies();
    questions();
    tables();
    reading_use();
    head();
    if (errors_.empty()) internal::analyse(law_, from_common_, errors_);
    if (errors_.empty()) return std::move(law_);
    return tl::unexpected(in_order(std::move(errors_)));
  }

 private:
  // A common file is checked once for each instrument that uses it: the same
  // fault is told once. In the order of files and lines.
  static Errors in_order(Errors errors) {
    const auto key = [](const Error& e) {
      return std::tie(e.place.file, e.place.line, e.place.column, e.code, e.says);
    };
    std::stable_sort(errors.begin(), errors.end(),
                     [&](const Error& a, const Error& b) { return key(a) < key(b); });
    errors.erase(std::unique(errors.begin(), errors.end(),
                             [&](const Error& a, const Error& b) { return key(a) == key(b); }),
                 errors.end());
    return errors;
  }

  // --- files --------------------------------------------------------------

  void error(Code code, Place place, std::string says) {
    errors_.push_back({code, std::move(place), std::move(says)});
  }
  Place place(const Unit& unit, Spot at, int section) const {
    return {unit.file->source.file, at.line, at.column,
            std::string(unit.file->source.section_id(section))};
  }
  Place place(const Declared& d, Spot at) const { return place(*d.unit, at, d.decl->section); }
  LawInstrument& instrument(int i) { return law_.instruments[static_cast<std::size_t>(i)]; }
  Scope& scope(int i) { return scopes_[static_cast<std::size_t>(i)]; }

  std::string shown_path(const std::string& name) const {
    return folder_.empty() ? name : folder_ + "/" + name;
  }

  void read_files() {
    std::vector<std::string> names;
    for (const auto& [name, text] : texts_) {
      const std::size_t slash = name.find('/');
      const bool readme = name.size() >= 9 && name.compare(name.size() - 9, 9, "README.md") == 0;
      if (slash != std::string::npos && slash > 0 && name.size() > 3 &&
          name.compare(name.size() - 3, 3, ".md") == 0 && !readme) {
        names.push_back(name);
      }
    }
    std::sort(names.begin(), names.end(), file_before);
    files_.reserve(names.size());
    std::size_t declared = 0;
    for (const std::string& name : names) {
      const std::string shown = shown_path(name);
      files_.push_back(syntax::parse(read_source(texts_.at(name), shown, errors_), errors_));
      declared += files_.back().decls.size();
      if (declared > most_declarations) {
        error(Code::law_bounds, {shown, 1, 1, ""},
              fmt::format(
                  "more than {} declarations in all; this law is larger than this program reads",
                  most_declarations));
        break;
      }
    }
    for (std::size_t i = 0; i < files_.size(); ++i) {
      const std::string& name = names[i];
      const std::string folder = name.substr(0, name.find('/'));
      if (folder == "common") {
        common_file(files_[i], name.substr(0, name.size() - 3));
        continue;
      }
      if (law_.instruments.empty() || law_.instruments.back().slug != folder) {
        // Names sort by folder, except where one is the beginning of another.
        law_.instruments.emplace_back();
        law_.instruments.back().slug = folder;
      }
    }
    std::sort(law_.instruments.begin(), law_.instruments.end(),
              [](const LawInstrument& a, const LawInstrument& b) { return a.slug < b.slug; });
    law_.instruments.erase(std::unique(law_.instruments.begin(), law_.instruments.end(),
                                       [](const LawInstrument& a, const LawInstrument& b) {
                                         return a.slug == b.slug;
                                       }),
                           law_.instruments.end());
    scopes_.resize(law_.instruments.size());
    for (std::size_t i = 0; i < law_.instruments.size(); ++i)
      slugs_.emplace(law_.instruments[i].slug, static_cast<int>(i));
    std::vector<bool> has_index(law_.instruments.size(), false);
    for (std::size_t i = 0; i < files_.size(); ++i) {
      const std::string& name = names[i];
      const std::string folder = name.substr(0, name.find('/'));
      if (folder == "common") continue;
      const int index = slugs_.at(folder);
      const bool is_index = name == folder + "/index.md";
      if (is_index) has_index[static_cast<std::size_t>(index)] = true;
      own_file(index, files_[i], is_index);
    }
    for (std::size_t i = 0; i < law_.instruments.size(); ++i) {
      if (has_index[i]) continue;
      const std::string& slug = law_.instruments[i].slug;
      error(Code::law_front_matter, {shown_path(slug + "/index.md"), 0, 0, ""},
            fmt::format(
                "the instrument {} has no index.md; write one with `instrument: {}` and `title:`",
                slug, slug));
    }
    courts();
  }

  void front_keys_known(const LawFile& file) {
    std::vector<std::string> known(front_keys.begin(), front_keys.end());
    for (const FrontMatter::Entry& entry : file.source.front.entries) {
      if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
      const std::string near = nearest(entry.key, known);
      error(Code::law_front_matter, {file.source.file, entry.line, 1, ""},
            fmt::format("`{}` is no key of the front matter{}", entry.key,
                        near.empty() ? "; the keys are " + all_of_words(known)
                                     : fmt::format("; did you mean `{}`?", near)));
    }
  }

  void common_file(const LawFile& file, const std::string& slug) {
    if (slug.find('/', 7) != std::string::npos) return;
    front_keys_known(file);
    LawInstrument common;
    common.slug = slug;
    if (const FrontMatter::Entry* title = file.source.front.find("title"))
      common.title = title->value;
    const FrontMatter::Entry* named = file.source.front.find("instrument");
    if (named && named->value != "common" && named->value != slug) {
      error(Code::law_front_matter, {file.source.file, named->line, named->column, ""},
            fmt::format(
                "this file says `instrument: {}` and lies in common; write `instrument: common`",
                named->value));
    }
    Unit unit{&file, slug};
    provisions(common, unit, common_provisions_[slug]);
    commons_.emplace(slug, &file);
    law_.commons.push_back(std::move(common));
  }

  void own_file(int index, const LawFile& file, bool is_index) {
    LawInstrument& out = instrument(index);
    const FrontMatter& front = file.source.front;
    const std::string& shown = file.source.file;
    front_keys_known(file);
    const FrontMatter::Entry* named = front.find("instrument");
    if (!named) {
      error(Code::law_front_matter, {shown, 1, 1, ""},
            fmt::format("the front matter does not say which instrument this is; begin the file "
                        "with lines `---`, "
                        "`instrument: {}`, `---`",
                        out.slug));
    } else if (named->value != out.slug) {
      error(Code::law_front_matter, {shown, named->line, named->column, ""},
            fmt::format("this file says `instrument: {}` and lies in the folder {}; write "
                        "`instrument: {}` or move it",
                        named->value, out.slug, out.slug));
    }
    if (is_index) {
      auto value = [&](const char* key) {
        const FrontMatter::Entry* entry = front.find(key);
        return entry ? entry->value : std::string();
      };
      out.title = value("title");
      out.source = value("source");
      out.complete_to = value("complete-to");
      out.court = value("court");
      out.court_title = value("court-title");
      if (out.title.empty()) {
        error(Code::law_front_matter, {shown, named ? named->line : 1, 1, ""},
              "the front matter has no title; add `title:` and the name of the instrument");
      }
      if (const FrontMatter::Entry* day = front.find("complete-to"); day && !day->value.empty()) {
        if (Result<Day> parsed = Day::parse(day->value); !parsed) {
          error(parsed.error().code, {shown, day->line, day->column, ""}, parsed.error().says);
        }
      }
      if (const FrontMatter::Entry* mark = front.find("default-court")) {
        if (mark->value != "yes" && mark->value != "no") {
          error(Code::law_front_matter, {shown, mark->line, mark->column, ""},
                fmt::format("`default-court: {}`: write yes or no", mark->value));
        } else if (mark->value == "yes" && out.court.empty()) {
          error(Code::law_front_matter, {shown, mark->line, mark->column, ""},
                "this marks a default court and names none; add `court:`");
        }
        out.default_court = mark->value == "yes";
      }
    }
    Unit unit{&file, ""};
    provisions(out, unit, scope(index).provisions);
    scope(index).units.push_back(std::move(unit));
  }

  void courts() {
    const LawInstrument* marked = nullptr;
    for (const LawInstrument& i : law_.instruments) {
      const Place at{shown_path(i.slug + "/index.md"), 0, 0, ""};
      if (i.default_court) {
        if (marked) {
          error(Code::law_front_matter, at,
                fmt::format("{} and {} both say `default-court: yes`; one court is the default",
                            marked->slug, i.slug));
        }
        marked = &i;
      }
      for (const LawInstrument& other : law_.instruments) {
        if (&other == &i) break;
        if (!i.court.empty() && other.court == i.court) {
          error(Code::law_front_matter, at,
                fmt::format("{} and {} both name the court {}; a court has one instrument",
                            other.slug, i.slug, i.court));
        }
      }
    }
  }

  void provisions(LawInstrument& out, const Unit& unit, std::set<std::string, std::less<>>& ids) {
    const SourceFile& source = unit.file->source;
    for (std::size_t i = 0; i < source.sections.size(); ++i) {
      const SourceSection& section = source.sections[i];
      if (section.id.empty()) continue;
      if (!ids.insert(section.id).second) {
        error(Code::law_id, {source.file, section.line, section.column, section.id},
              fmt::format("the id {} stands twice in {}; each provision has one section",
                          section.id, out.slug));
        continue;
      }
      Provision provision;
      provision.id = section.id;
      provision.title = section.title;
      provision.text = section.text;
      provision.place = {source.file, section.line, section.column, section.id};
      for (const SourceFence& fence : source.fences) {
        if (fence.section == static_cast<int>(i) && fence.kind == SourceFence::Kind::law) {
          provision.fences.push_back(source.content_as_written(fence));
        }
      }
      out.provisions.push_back(std::move(provision));
    }
  }

  // --- use ----------------------------------------------------------------

  void includes() {
    for (std::size_t i = 0; i < law_.instruments.size(); ++i) {
      std::set<std::string> included;
      std::size_t next = 0;
      std::vector<Unit>& units = scopes_[i].units;
      while (next < units.size()) {
        // By value: units grow below.
        const Unit unit = units[next++];
        for (const Decl& decl : unit.file->decls) {
          if (decl.kind != DeclKind::use || decl.broken) continue;
          use(static_cast<int>(i), unit, decl, included);
        }
      }
      for (const Unit& unit : units) {
        for (const Decl& decl : unit.file->decls) {
          if (decl.broken && !decl.name.empty()) scopes_[i].broken.insert(decl.name.text);
          // A declaration whose very name could not be read may be any of
          // those that are missing.
          if (decl.broken && decl.name.empty()) nameless_ = true;
        }
      }
    }
  }

  void use(int i, const Unit& unit, const Decl& decl, std::set<std::string>& included) {
    const std::string& slug = decl.name.text;
    const Place at = place(unit, decl.name.at, decl.section);
    if (slug.starts_with("common/")) {
      const auto common = commons_.find(slug);
      if (common == commons_.end()) {
        std::vector<std::string> known;
        for (const auto& [name, file] : commons_) known.push_back(name);
        error(Code::unknown_name, at,
              fmt::format("no common file `{}`{}", slug, suggestion(slug, known)));
        return;
      }
      if (!included.insert(slug).second) return;
      scope(i).units.push_back({common->second, slug});
      use_places_.push_back({i, slug, at});
      return;
    }
    const auto found = slugs_.find(slug);
    if (found == slugs_.end()) {
      error(Code::unknown_name, at,
            fmt::format("no instrument `{}`{}", slug, suggestion(slug, other_slugs(i, true))));
      return;
    }
    if (found->second == i) {
      error(Code::out_of_place, at, fmt::format("{} uses itself; leave this line out", slug));
      return;
    }
    std::vector<int>& uses = scope(i).uses;
    if (std::find(uses.begin(), uses.end(), found->second) == uses.end())
      uses.push_back(found->second);
  }

  std::vector<std::string> other_slugs(int i, bool commons) const {
    std::vector<std::string> known;
    for (const auto& [slug, index] : slugs_) {
      if (index != i) known.push_back(slug);
    }
    if (commons) {
      for (const auto& [slug, file] : commons_) known.push_back(slug);
    }
    return known;
  }

  template <class F>
  void each_decl(int i, F f) {
    for (const Unit& unit : scope(i).units) {
      for (const Decl& decl : unit.file->decls) f(Declared{&unit, &decl});
    }
  }

  // --- kinds of acts ------------------------------------------------------

  void kinds() {
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
      law_.kinds[static_cast<std::size_t>(later.kind)].of = kind_named(
          later.instrument, later.d.decl->target, place(later.d, later.d.decl->target.at));
    }
    for (const auto& [member, group] : member_of_) {
      law_.kinds[static_cast<std::size_t>(member)].of =
          law_.kinds[static_cast<std::size_t>(group)].of;
    }
  }

  void act_fields(ActKind& kind, const Declared& d) {
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

  void twice(const char* what, const std::string& name, Place at, const Place& before) {
    error(Code::name_twice, std::move(at),
          fmt::format("`{}` is declared already at {}:{}; choose another name for this {}", name,
                      before.file, before.line, what));
  }

  // A kind by its name: the instrument's own, then those of used instruments.
  int find_kind(int i, std::string_view name) {
    if (const auto own = scope(i).kinds.find(name); own != scope(i).kinds.end()) return own->second;
    for (const int used : scope(i).uses) {
      if (const auto theirs = scope(used).kinds.find(name); theirs != scope(used).kinds.end())
        return theirs->second;
    }
    return -1;
  }
  int kind_named(int i, const Word& word, Place at) {
    const int found = find_kind(i, word.text);
    if (found >= 0) return found;
    if (is_broken(i, word.text)) return -2;
    error(Code::unknown_name, std::move(at),
          fmt::format("no act kind `{}`{}", word.text, suggestion(word.text, kind_names(i))));
    return -2;
  }
  std::vector<std::string> kind_names(int i) {
    std::vector<std::string> names;
    for (const auto& [name, k] : scope(i).kinds) names.push_back(name);
    for (const int used : scope(i).uses) {
      for (const auto& [name, k] : scope(used).kinds) names.push_back(name);
    }
    return names;
  }
  bool is_broken(int i, std::string_view name) {
    if (scope(i).broken.contains(name)) return true;
    for (const int used : scope(i).uses) {
      if (scope(used).broken.contains(name)) return true;
    }
    return false;
  }
  const ActKind& kind(int k) const { return law_.kinds[static_cast<std::size_t>(k)]; }
  bool kinds_meet(int a, int b) const {
    if (a < 0 || b < 0) return true;
    if (kind(a).instrument != kind(b).instrument) return false;
    for (const std::string& x : kind(a).record_kinds) {
      const auto& list = kind(b).record_kinds;
      if (std::find(list.begin(), list.end(), x) != list.end()) return true;
    }
    return false;
  }
  bool kind_within(int inner, int outer) const {
    if (inner < 0 || outer < 0) return true;
    if (kind(inner).instrument != kind(outer).instrument) return false;
    const auto& list = kind(outer).record_kinds;
    return std::all_of(
        kind(inner).record_kinds.begin(), kind(inner).record_kinds.end(),
        [&](const std::string& x) { return std::find(list.begin(), list.end(), x) != list.end(); });
  }

  // --- other declarations -------------------------------------------------

  void declarations() {
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

  // Clauses, findings and fields of the case share one set of names.
  bool free_name(int i, const Word& name, const Place& at) {
    const auto [before, fresh] = name_places_.emplace(std::make_pair(i, name.text), at);
    if (fresh) return true;
    // Fields and findings are read first; the one further down is at fault.
    Place first = before->second, second = at;
    if (first.file == second.file && first.line > second.line) std::swap(first, second);
    twice("declaration", name.text, second, first);
    return false;
  }

  void crime(int i, const Declared& d, std::map<std::string, Place>& seen) {
    const Place at = place(d, d.decl->name.at);
    const auto [before, fresh] = seen.emplace(d.decl->name.text, at);
    if (!fresh) {
      twice("crime", d.decl->name.text, at, before->second);
      return;
    }
    scope(i).crimes.emplace(d.decl->name.text, d.decl->target.text);
    instrument(i).crimes.push_back({d.decl->name.text, d.decl->target.text});
  }

  void case_field(int i, const Declared& d) {
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
      if (std::find(field.options.begin(), field.options.end(), option.text) !=
          field.options.end()) {
        error(Code::name_twice, place(d, option.at),
              fmt::format("`{}` stands twice; leave one out", option.text));
        continue;
      }
      field.options.push_back(option.text);
    }
    if (decl.left_out == CaseField::LeftOut::literal) literal(i, field, d);
    if (!decl.among.empty() && decl.field_kind != CaseField::Kind::crime) {
      error(
          Code::out_of_place, place(d, decl.among.front().at),
          fmt::format("`among` names crimes, and `{}` is no crime; leave it out", decl.name.text));
    } else {
      for (const Word& word : decl.among) {
        if (const auto c = crime_provision(i, d, word)) field.among.push_back(c->provision);
      }
    }
    instrument(i).fields.push_back(std::move(field));
  }

  void literal(int i, CaseField& field, const Declared& d) {
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
        if (std::find(field.options.begin(), field.options.end(), word.text) ==
            field.options.end()) {
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

  void finding(int i, const Declared& d) {
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

  void dispute(int i, const Declared& d) {
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
        error(
            Code::name_twice, place(d, reading.name.at),
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
        error(
            Code::unsound_dispute, place(d, follows.reading.at),
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

  std::vector<Param> params(int i, const Declared& d, const std::vector<syntax::ParamNode>& list) {
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
      if (std::any_of(out.begin(), out.end(),
                      [&](const Param& p) { return p.name == param.name; })) {
        error(Code::name_twice, place(d, node.name.at),
              fmt::format("`{}` stands twice; name each parameter differently", param.name));
      }
      out.push_back(std::move(param));
    }
    return out;
  }

  std::vector<Citation> cites(int i, const Declared& d) {
    std::vector<Citation> out;
    for (const syntax::CiteNode& node : d.decl->cites) {
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
          error(Code::unknown_provision, place(d, node.slug.at),
                fmt::format("cites {} {}, and law/ has no instrument `{}`{}", node.slug.text,
                            node.provision.text, node.slug.text,
                            suggestion(node.slug.text, other_slugs(i, true))));
          continue;
        }
        where = node.slug.text;
      } else if (!d.unit->common.empty()) {
        cited.instrument = d.unit->common;
        ids = &common_provisions_.at(d.unit->common);
        where = d.unit->common;
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
        error(Code::unknown_provision, place(d, node.provision.at),
              fmt::format("cites {}, which {} does not have{}", cited.provision, where, hint));
        continue;
      }
      out.push_back(std::move(cited));
    }
    return out;
  }

  // --- clauses ------------------------------------------------------------

  struct Origin {
    int instrument = 0;
    Declared d;
  };

  void clause_heads() {
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

  Clause head_of(int i, const Declared& d) {
    Clause clause;
    clause.instrument = instrument(i).slug;
    clause.name = d.decl->name.text;
    clause.params = params(i, d, d.decl->params);
    clause.cites = cites(i, d);
    clause.provision = std::string(d.unit->file->source.section_id(d.decl->section));
    clause.place = place(d, d.decl->name.at);
    clause.source = d.decl->source;
    return clause;
  }

  int add(int i, const Declared& d, Clause clause) {
    const int index = static_cast<int>(law_.clauses.size());
    scope(i).clauses.emplace(clause.name, index);
    law_.clauses.push_back(std::move(clause));
    origins_.push_back({i, d});
    from_common_.push_back(!d.unit->common.empty());
    return index;
  }

  void exceptions() {
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

  std::string finding_or_field(int i, std::string_view name) {
    if (scope(i).findings.contains(name)) return "a finding";
    if (instrument(i).field(name)) return "a field of the case";
    return "";
  }

  // Form, parameters and value of an exception against what it qualifies.
  void settle_exception(int index) {
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
        error(Code::mixed_types, value_at,
              fmt::format(
                  "`{}` is a rule, so the exception says `is yes` or `is no`, and not a value",
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

  std::string params_text(const std::vector<Param>& list) const {
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

  void givens() {
    for (std::size_t n = 0; n < law_.instruments.size(); ++n) {
      const int i = static_cast<int>(n);
      each_decl(i, [&](const Declared& d) {
        if (d.decl->kind != DeclKind::given || d.decl->broken) return;
        const Decl& decl = *d.decl;
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

  // --- conditions ---------------------------------------------------------

  void bodies() {
    for (std::size_t c = 0; c < origins_.size(); ++c) {
      const Origin origin = origins_[c];
      const Decl& decl = *origin.d.decl;
      if (decl.broken) continue;
      current_ = origin.instrument;
      declared_ = origin.d;
      clause_ = static_cast<int>(c);
      variables_.clear();
      ended_.clear();
      guards_.clear();
      slots_ = 0;
      for (const Param& param : law_.clauses[c].params) {
        variables_.push_back({param.name, param.type, param.kind, slots_++});
      }
      const Form form = law_.clauses[c].form;
      const Type type = form == Form::rule   ? Type::truth
                        : form == Form::date ? Type::day
                                             : Type::number;
      ExprPtr when, value;
      const std::size_t guards = guards_.size();
      if (decl.when) {
        add_guards(*decl.when);
        when = check(*decl.when, Type::truth);
      }
      const bool takes_value =
          decl.kind != DeclKind::exception || (form != Form::rule && decl.value);
      if (decl.value && takes_value &&
          (decl.kind != DeclKind::exception || law_.clauses[c].exception_to >= 0)) {
        value = check(*decl.value, type);
      }
      guards_.resize(guards);
      Clause& clause = law_.clauses[c];
      clause.when = std::move(when);
      clause.value = std::move(value);
      clause.slots = slots_;
    }
  }

  Place at(Spot spot) const { return place(declared_, spot); }

  ExprPtr make(ExprKind kind, Type type, Spot spot) const {
    auto out = std::make_unique<Expr>();
    out->kind = kind;
    out->type = type;
    out->place = at(spot);
    return out;
  }

  static std::string shown(const Node& node) {
    std::string text = syntax::print(node);
    if (text.size() > 60) {
      std::size_t cut = 57;
      while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
      text = text.substr(0, cut) + "...";
    }
    return text;
  }

  void mixed(Spot spot, const std::string& text, What what, Type wanted) {
    std::string hint;
    if (what == What::day && wanted == Type::truth) {
      hint = fmt::format("; write `from {}`, or compare it with `before`, `by` or `after`", text);
    } else if (what == What::number && wanted == Type::truth) {
      hint = "; compare it with `at least`, `at most`, `more than` or `less than`";
    } else if (what == What::truth && wanted == Type::day) {
      hint = fmt::format("; write `first day when {}`", text);
    } else if (what == What::act && wanted == Type::day) {
      hint = fmt::format("; name one of its days, such as `{}.day`", text);
    } else if (what == What::act && wanted == Type::state) {
      hint = fmt::format("; write `{}.state`", text);
    } else if (what == What::act && wanted == Type::truth) {
      hint = fmt::format("; ask for one of its fields, or for its days: `from {}.day`", text);
    } else if (what == What::state && wanted == Type::truth) {
      hint = "; ask whether a rule holds of it, or whether it is in a set";
    } else if (what == What::states && (wanted == Type::truth || wanted == Type::state)) {
      hint = fmt::format("; ask `some S in {} with ...`", text);
    } else if (what == What::crime && wanted == Type::truth) {
      hint = fmt::format("; ask `{} within ...`", text);
    } else if (what == What::name && wanted == Type::truth) {
      hint = fmt::format("; ask `{} is ...`", text);
    } else if (wanted == Type::number && what == What::truth) {
      hint = "; count with `number of`";
    }
    error(Code::mixed_types, at(spot),
          fmt::format("`{}` is {}, and {} is needed here{}", text, what_words(what),
                      type_words(wanted), hint));
  }

  static Type type_of(NodeKind kind) {
    switch (kind) {
      case NodeKind::iso:
      case NodeKind::never:
      case NodeKind::begun:
      case NodeKind::today:
      case NodeKind::that_day:
      case NodeKind::plus:
      case NodeKind::month_after:
      case NodeKind::first_day_when:
      case NodeKind::earlier:
      case NodeKind::later:
      case NodeKind::earliest:
      case NodeKind::latest:
        return Type::day;
      case NodeKind::constant:
      case NodeKind::fraction_of:
      case NodeKind::number_of:
      case NodeKind::sum_of:
        return Type::number;
      default:
        return Type::truth;
    }
  }

  // The expression, checked against the type that its place wants; null when
  // a fault was found (and told).
  ExprPtr check(const Node& node, Type wanted) {
    if (node.kind == NodeKind::ref) return reference(node, wanted);
    const Type type = type_of(node.kind);
    if (type != wanted) {
      mixed(node.at, shown(node), what_of(type), wanted);
      return nullptr;
    }
    switch (node.kind) {
      case NodeKind::any:
      case NodeKind::all:
        return junction(node);
      case NodeKind::negation:
        return with_args(ExprKind::negation, node, {Type::truth});
      case NodeKind::at_day:
        return with_args(ExprKind::at_day, node, {Type::truth, Type::day});
      case NodeKind::window:
        return with_args(ExprKind::window, node, {Type::day, Type::day});
      case NodeKind::some:
        return quantifier(ExprKind::some, node);
      case NodeKind::every:
        return quantifier(ExprKind::every, node);
      case NodeKind::no:
        return quantifier(ExprKind::no, node);
      case NodeKind::day_compare: {
        ExprPtr out = with_args(ExprKind::day_compare, node, {Type::day, Type::day});
        if (out) out->day_op = node.day_op;
        return out;
      }
      case NodeKind::number_compare: {
        ExprPtr out = with_args(ExprKind::number_compare, node, {Type::number, Type::number});
        if (out) out->number_op = node.number_op;
        return out;
      }
      case NodeKind::is:
        return is(node);
      case NodeKind::is_given:
        return is_given(node);
      case NodeKind::in:
        return state_in(node);
      case NodeKind::within:
        return within(node);
      case NodeKind::covers:
        return covers(node);
      case NodeKind::reading:
        return reading(node);
      case NodeKind::iso: {
        ExprPtr out = make(ExprKind::iso, Type::day, node.at);
        out->day = node.day;
        return out;
      }
      case NodeKind::never:
        return make(ExprKind::never, Type::day, node.at);
      case NodeKind::begun:
        return make(ExprKind::begun, Type::day, node.at);
      case NodeKind::today:
        return make(ExprKind::today, Type::day, node.at);
      case NodeKind::that_day: {
        const Clause& clause = law_.clauses[static_cast<std::size_t>(clause_)];
        if (declared_.decl->kind != DeclKind::exception || clause.form != Form::date) {
          error(Code::out_of_place, at(node.at),
                "`that day` is the day that an exception to a date changes; here, name the day");
          return nullptr;
        }
        return make(ExprKind::that_day, Type::day, node.at);
      }
      case NodeKind::plus: {
        ExprPtr out = with_args(ExprKind::plus, node, {Type::day});
        if (!out) return nullptr;
        out->amount = node.amount;
        out->unit = node.unit;
        out->rounding = node.rounding;
        return out;
      }
      case NodeKind::month_after: {
        ExprPtr out = with_args(ExprKind::month_after, node, {Type::day});
        if (out) out->amount = node.amount;
        return out;
      }
      case NodeKind::first_day_when:
        return with_args(ExprKind::first_day_when, node, {Type::truth});
      case NodeKind::earlier:
      case NodeKind::later:
        return pick(node);
      case NodeKind::earliest:
        return extreme(ExprKind::earliest, node);
      case NodeKind::latest:
        return extreme(ExprKind::latest, node);
      case NodeKind::constant: {
        ExprPtr out = make(ExprKind::constant, Type::number, node.at);
        out->fraction = node.fraction;
        return out;
      }
      case NodeKind::fraction_of: {
        ExprPtr out = with_args(ExprKind::fraction_of, node, {Type::number});
        if (out) out->fraction = node.fraction;
        return out;
      }
      case NodeKind::number_of:
        return count(node);
      case NodeKind::sum_of:
        return sum(node);
      case NodeKind::ref:
        break;
    }
    return nullptr;
  }

  ExprPtr with_args(ExprKind kind, const Node& node, std::initializer_list<Type> types) {
    ExprPtr out = make(kind, type_of(node.kind), node.at);
    bool fine = true;
    std::size_t i = 0;
    const std::size_t guards = guards_.size();
    for (const Type type : types) {
      const Node* arg = i < node.args.size() ? node.args[i].get() : nullptr;
      ++i;
      if (!arg) {
        out->args.push_back(nullptr);
        continue;
      }
      if (type == Type::truth && kind != ExprKind::negation) add_guards(*arg);
      ExprPtr checked = check(*arg, type);
      fine = fine && checked;
      out->args.push_back(std::move(checked));
    }
    guards_.resize(guards);
    return fine ? std::move(out) : nullptr;
  }

  // Fields that are known to be given where `node` holds.
  void add_guards(const Node& node) {
    if (node.kind == NodeKind::is_given && !node.negated) {
      guards_.push_back(node.path.text());
    } else if (node.kind == NodeKind::all) {
      for (const syntax::NodePtr& arg : node.args) add_guards(*arg);
    }
  }

  ExprPtr junction(const Node& node) {
    const bool all = node.kind == NodeKind::all;
    ExprPtr out = make(all ? ExprKind::all : ExprKind::any, Type::truth, node.at);
    bool fine = true;
    const std::size_t guards = guards_.size();
    if (all) {
      add_guards(node);
    } else {  // "x is not given or from x"
      for (const syntax::NodePtr& arg : node.args) {
        if (arg->kind == NodeKind::is_given && arg->negated) guards_.push_back(arg->path.text());
      }
    }
    for (const syntax::NodePtr& arg : node.args) {
      ExprPtr checked = check(*arg, Type::truth);
      fine = fine && checked;
      out->args.push_back(std::move(checked));
    }
    guards_.resize(guards);
    return fine ? std::move(out) : nullptr;
  }

  ExprPtr pick(const Node& node) {
    ExprPtr out = make(node.kind == NodeKind::earlier ? ExprKind::earlier : ExprKind::later,
                       Type::day, node.at);
    bool fine = true;
    for (std::size_t i = 0; i < node.args.size(); ++i) {
      const bool before = may_lack_;
      const bool any = i < node.if_any.size() && node.if_any[i];
      may_lack_ = may_lack_ || any;
      ExprPtr checked = check(*node.args[i], Type::day);
      may_lack_ = before;
      fine = fine && checked;
      out->args.push_back(std::move(checked));
      out->optional_args.push_back(any);
    }
    return fine ? std::move(out) : nullptr;
  }

  // --- domains ------------------------------------------------------------

  std::optional<Domain> domain(const DomainNode& node, bool& fine) {
    Domain out;
    out.variable = node.variable.text;
    Variable variable;
    variable.name = node.variable.text;
    for (const Variable& known : variables_) {
      if (known.name == node.variable.text) {
        error(Code::name_twice, at(node.variable.at),
              fmt::format(
                  "`{}` means something else already in this definition; choose another letter",
                  known.name));
        fine = false;
      }
    }
    switch (node.over) {
      case DomainNode::Over::states:
        out.over = Domain::Over::states;
        break;
      case DomainNode::Over::sets:
        out.over = Domain::Over::sets;
        for (const PathWords& words : node.sets) {
          const auto info = resolve(words, {What::states});
          if (!info) {
            fine = false;
          } else if (info->what != What::states) {
            error(
                Code::mixed_types, at(words.at()),
                fmt::format("`{}` is {}, and a set of States is needed after `in`{}", words.text(),
                            what_words(info->what), suggestion(words.text(), set_names())));
            fine = false;
          } else {
            out.sets.push_back(info->path);
          }
        }
        break;
      case DomainNode::Over::acts: {
        out.over = Domain::Over::acts;
        out.kind = kind_named(current_, node.kind, at(node.kind.at));
        variable.type = Type::act;
        variable.kind = out.kind;
        if (out.kind < 0) fine = false;
        auto state = [&](const std::optional<PathWords>& words, const char* word,
                         std::optional<Path>& to) {
          if (!words) return;
          const auto info = resolve(*words, {What::state});
          if (!info) {
            fine = false;
          } else if (info->what != What::state) {
            error(Code::mixed_types, at(words->at()),
                  fmt::format("`{}` is {}, and a State is needed after `{}`{}", words->text(),
                              what_words(info->what), word,
                              info->what == What::act
                                  ? fmt::format("; write `{}.state`", words->text())
                                  : ""));
            fine = false;
          } else {
            to = info->path;
          }
        };
        state(node.by, "by", out.by);
        state(node.about, "about", out.about);
        if (node.of) of(*node.of, out, fine);
        break;
      }
    }
    variable.slot = slots_++;
    out.slot = variable.slot;
    variables_.push_back(std::move(variable));
    return out;
  }

  void of(const PathWords& words, Domain& out, bool& fine) {
    const auto info = resolve(words, {What::act});
    if (!info) {
      fine = false;
      return;
    }
    if (info->what != What::act) {
      error(Code::mixed_types, at(words.at()),
            fmt::format("`{}` is {}, and an act is needed after `of`", words.text(),
                        what_words(info->what)));
      fine = false;
      return;
    }
    if (out.kind >= 0) {
      const int answered = kind(out.kind).of;
      if (answered == -1) {
        error(Code::wrong_arguments, at(words.at()),
              fmt::format("acts of kind `{}` answer no other act; declare `act {} of ...` with the "
                          "kind that they answer",
                          kind(out.kind).name, kind(out.kind).name));
        fine = false;
      } else if (answered >= 0 && info->kind >= 0 && !kinds_meet(answered, info->kind)) {
        error(Code::wrong_arguments, at(words.at()),
              fmt::format("`{}` answers acts of kind `{}`, and `{}` is of kind `{}`",
                          kind(out.kind).name, kind(answered).name, words.text(),
                          kind(info->kind).name));
        fine = false;
      }
    }
    out.of = info->path;
  }

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

  ExprPtr quantifier(ExprKind kind, const Node& node) {
    return over_domain(make(kind, Type::truth, node.at), node, node.args[0].get(),
                       [](Expr&) { return true; });
  }
  ExprPtr count(const Node& node) {
    return over_domain(make(ExprKind::number_of, Type::number, node.at), node, node.args[0].get(),
                       [](Expr&) { return true; });
  }
  ExprPtr sum(const Node& node) {
    return over_domain(make(ExprKind::sum_of, Type::number, node.at), node, node.args[0].get(),
                       [&](Expr& out) {
                         const auto info = resolve(node.path, {What::number});
                         if (!info) return false;
                         if (info->what != What::number) {
                           mixed(node.path.at(), node.path.text(), info->what, Type::number);
                           return false;
                         }
                         out.path = info->path;
                         return true;
                       });
  }
  ExprPtr extreme(ExprKind kind, const Node& node) {
    ExprPtr value;
    ExprPtr out = over_domain(make(kind, Type::day, node.at), node,
                              node.args.size() > 1 ? node.args[1].get() : nullptr, [&](Expr&) {
                                value = check(*node.args[0], Type::day);
                                return value != nullptr;
                              });
    if (out) out->args.insert(out->args.begin(), std::move(value));
    return out;
  }

  // --- names --------------------------------------------------------------

  const Variable* variable(std::string_view name) const {
    for (const Variable& v : variables_) {
      if (v.name == name) return &v;
    }
    return nullptr;
  }

  // A variable whose quantifier ended before this place, told as what it is.
  bool ended(const Word& word) {
    if (!ended_.contains(word.text)) return false;
    error(Code::unknown_name, at(word.at),
          fmt::format("`{}` is not known here: `with` reaches to the next `or` or closing bracket; "
                      "put all that speaks "
                      "of `{}` into brackets after `with`",
                      word.text, word.text));
    return true;
  }

  std::vector<std::string> set_names() {
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

  static What what_of_field(const CaseField& field) {
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

  // Names that a path of one of these sorts could begin with, for suggestions.
  std::vector<std::string> path_names(const std::vector<What>& wanted) {
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

  std::optional<PathInfo> resolve(const PathWords& words, const std::vector<What>& wanted = {}) {
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
        error(
            Code::mixed_types, at(word.at),
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

  // One more field of an act.
  bool field(PathInfo& info, const Word& word) {
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
    const bool scoped = word.text == "from" || word.text == "until" || word.text == "places" ||
                        word.text == "crimes";
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
                      near.empty() ? fmt::format("; declare it: `act {} has {} day`", of_kind.name,
                                                 word.text)
                                   : fmt::format("; did you mean `{}`?", near)));
    return false;
  }

  // --- references ---------------------------------------------------------

  struct Found {
    enum class Sort : std::uint8_t { nothing, clause, finding, told } sort = Sort::nothing;
    int index = -1;
  };

  Found in_scope(int i, std::string_view name) {
    Scope& s = scope(i);
    if (const auto c = s.clauses.find(name); c != s.clauses.end())
      return {Found::Sort::clause, c->second};
    if (const auto f = s.findings.find(name); f != s.findings.end())
      return {Found::Sort::finding, f->second};
    return {};
  }

  Found find(const Word& word) {
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

  std::vector<std::string> definition_names(Type wanted, bool called) {
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
  static Type form_type(Form form) {
    return form == Form::rule ? Type::truth : form == Form::date ? Type::day : Type::number;
  }

  ExprPtr reference(const Node& node, Type wanted) {
    const std::vector<Word>& words = node.path.words;
    if (words.empty()) return nullptr;
    const Word& first = words.front();
    // A variable or a field of the case, perhaps with fields.
    const bool rooted = variable(first.text) || instrument(current_).field(first.text);
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

  void unknown(const Node& node, Type wanted) {
    const Word& first = node.path.words.front();
    std::vector<std::string> names = definition_names(wanted, node.called);
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

  ExprPtr path_value(const Node& node, Type wanted) {
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

  ExprPtr call(const Node& node, const Found& found, Type wanted) {
    const std::vector<Param>* params = nullptr;
    ExprKind kind = ExprKind::finding;
    Type type = Type::truth;
    std::string name;
    if (found.sort == Found::Sort::clause) {
      const Clause& clause = law_.clauses[static_cast<std::size_t>(found.index)];
      if (clause.exception_to >= 0 ||
          origins_[static_cast<std::size_t>(found.index)].d.decl->kind == DeclKind::exception) {
        error(
            Code::out_of_place, at(node.at),
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

  // --- comparisons of paths -----------------------------------------------

  ExprPtr is(const Node& node) {
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

  ExprPtr is_kind(const Node& node, const PathInfo& info) {
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

  // "N.state" as it stands after `is`, as a path.
  static PathWords words_of(const Word& word) {
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

  ExprPtr is_given(const Node& node) {
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

  ExprPtr state_in(const Node& node) {
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

  // --- crimes -------------------------------------------------------------

  const std::string* find_crime(int i, std::string_view name) {
    if (const auto own = scope(i).crimes.find(name); own != scope(i).crimes.end())
      return &own->second;
    for (const int used : scope(i).uses) {
      if (const auto theirs = scope(used).crimes.find(name); theirs != scope(used).crimes.end())
        return &theirs->second;
    }
    return nullptr;
  }
  std::vector<std::string> crime_names(int i) {
    std::vector<std::string> names;
    for (const auto& [name, p] : scope(i).crimes) names.push_back(name);
    for (const int used : scope(i).uses) {
      for (const auto& [name, p] : scope(used).crimes) names.push_back(name);
    }
    return names;
  }

  // A crime of the law by its name or its provision.
  std::optional<CrimeRef> crime_provision(int i, const Declared& d, const Word& word) {
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

  std::optional<CrimeRef> crime_ref(const PathWords& words, const Word& word) {
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

  ExprPtr within(const Node& node) {
    auto left = crime_ref(node.path, {node.path.text(), node.path.at()});
    auto right = crime_ref(words_of(node.word), node.word);
    if (!left || !right) return nullptr;
    ExprPtr out = make(ExprKind::within, Type::truth, node.at);
    out->crime = std::move(left);
    out->crime2 = std::move(right);
    out->negated = node.negated;
    return out;
  }

  ExprPtr covers(const Node& node) {
    const auto info = resolve(node.path, {What::act});
    if (!info) return nullptr;
    if (info->what != What::act) {
      error(Code::mixed_types, at(node.at),
            fmt::format("`{}` is {}, and an act is needed before `covers conduct`",
                        node.path.text(), what_words(info->what)));
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

  ExprPtr reading(const Node& node) {
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
  bool broken_dispute() {
    bool broken = false;
    each_decl(current_, [&](const Declared& d) {
      broken = broken || (d.decl->kind == DeclKind::dispute && d.decl->broken);
    });
    return broken;
  }

  // --- questions, effective days, tables ----------------------------------

  int clause_for(int i, const Declared& d, const Word& word, bool exceptions_too,
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

  void questions() {
    for (std::size_t n = 0; n < law_.instruments.size(); ++n) {
      const int i = static_cast<int>(n);
      each_decl(i, [&](const Declared& d) {
        if (d.decl->broken) return;
        if (d.decl->kind == DeclKind::question) question(i, d);
        if (d.decl->kind == DeclKind::effective) effective(i, d);
      });
    }
  }

  void question(int i, const Declared& d) {
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

  void effective(int i, const Declared& d) {
    const Decl& decl = *d.decl;
    Effective out;
    const auto found = scope(i).clauses.find(decl.target.text);
    if (found == scope(i).clauses.end()) {
      if (is_broken(i, decl.target.text)) return;
      std::vector<std::string> names;
      for (const auto& [name, c] : instrument(i).clauses) {
        if (law_.clauses[static_cast<std::size_t>(c)].form == Form::date) names.push_back(name);
      }
      error(Code::unknown_name, place(d, decl.target.at),
            fmt::format("no date `{}`{}", decl.target.text, suggestion(decl.target.text, names)));
      return;
    }
    out.clause = found->second;
    const Clause& clause = law_.clauses[static_cast<std::size_t>(out.clause)];
    if (clause.form != Form::date ||
        origins_[static_cast<std::size_t>(out.clause)].d.decl->kind == DeclKind::exception) {
      error(Code::mixed_types, place(d, decl.target.at),
            fmt::format("`{}` is no date, and the day on which an act has effect is one",
                        decl.target.text));
      return;
    }
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
      const bool fits = clause.params.size() == 1 && clause.params[0].type == Type::act &&
                        (clause.params[0].kind < 0 || kind_within(out.kind, clause.params[0].kind));
      if (!fits) {
        error(Code::wrong_arguments, place(d, decl.target.at),
              fmt::format("`{}{}` does not speak of an act of kind `{}`; name a date with the one "
                          "parameter `({} X)`",
                          clause.name, params_text(clause.params), decl.name.text, decl.name.text));
        return;
      }
    }
    instrument(i).effective.push_back(std::move(out));
  }

  void tables() {
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

  void cases(int i, const Unit& unit, const syntax::CasesNode& table) {
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
                         name == "until" || instrument(i).field(name) ||
                         scope(i).readings.contains(name) || scope(i).disputes.contains(name) ||
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

  // A dispute that no condition asks about matters only through acts that
  // exist on one of its readings; the record knows, the law does not.
  void reading_use() {
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

  void head() {
    std::string all;
    for (const auto& [name, text] : texts_) {
      all += fmt::format("{}\n{}\n", name, text.size());
      all += text;
    }
    law_.head = sha256_hex(all);
  }

  struct UsePlace {
    int instrument;
    std::string slug;
    Place at;
  };

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

}  // namespace

Results<Law> read_law(const std::map<std::string, std::string>& files,
                      const std::string& folder_shown) {
  return Checker(files, folder_shown).run();
}

}  // namespace ratione
