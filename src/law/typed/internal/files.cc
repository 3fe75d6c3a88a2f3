// Files, front matter, provisions, and what an instrument uses.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "law/syntax/parser.h"
#include "law/typed/internal/checker.h"
#include "text/names.h"

namespace ratione::internal {
namespace {

constexpr std::array front_keys = {"instrument",  "title",         "source", "complete-to", "court",
                                   "court-title", "default-court", "organ",  "organ-title"};

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

}  // namespace

// --- files ---

void Checker::error(Code code, Place place, std::string says) {
  errors_.push_back({code, std::move(place), std::move(says)});
}

Place Checker::place(const Unit& unit, Spot at, int section) const {
  return {unit.file->source.file, at.line, at.column,
          std::string(unit.file->source.section_id(section))};
}

Place Checker::place(const Declared& d, Spot at) const {
  return place(*d.unit, at, d.decl->section);
}

LawInstrument& Checker::instrument(int i) { return law_.instruments[static_cast<std::size_t>(i)]; }

Scope& Checker::scope(int i) { return scopes_[static_cast<std::size_t>(i)]; }

std::string Checker::shown_path(const std::string& name) const {
  return folder_.empty() ? name : folder_ + "/" + name;
}

void Checker::read_files() {
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
  law_.instruments.erase(
      std::unique(law_.instruments.begin(), law_.instruments.end(),
                  [](const LawInstrument& a, const LawInstrument& b) { return a.slug == b.slug; }),
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

void Checker::front_keys_known(const LawFile& file) {
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

void Checker::common_file(const LawFile& file, const std::string& slug) {
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

void Checker::own_file(int index, const LawFile& file, bool is_index) {
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
    out.organ = value("organ");
    out.organ_title = value("organ-title");
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

void Checker::courts() {
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
      if (!i.organ.empty() && other.organ == i.organ) {
        error(Code::law_front_matter, at,
              fmt::format("{} and {} both name the organ {}; an organ has one instrument",
                          other.slug, i.slug, i.organ));
      }
    }
  }
}

void Checker::provisions(LawInstrument& out, const Unit& unit,
                         std::set<std::string, std::less<>>& ids) {
  const SourceFile& source = unit.file->source;
  for (std::size_t i = 0; i < source.sections.size(); ++i) {
    const SourceSection& section = source.sections[i];
    if (section.id.empty()) continue;
    if (!ids.insert(section.id).second) {
      error(Code::law_id, {source.file, section.line, section.column, section.id},
            fmt::format("the id {} stands twice in {}; each provision has one section", section.id,
                        out.slug));
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

// --- use ---

void Checker::includes() {
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

void Checker::use(int i, const Unit& unit, const Decl& decl, std::set<std::string>& included) {
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
    if (!included.insert(slug).second) {
      if (!decl.with.empty()) {
        error(Code::name_twice, place(unit, decl.with.front().name.at, decl.section),
              fmt::format("{} uses {} already; a common file is used once, with one set of values",
                          instrument(i).slug, slug));
      }
      return;
    }
    Unit to{common->second, slug};
    bind(i, unit, decl, to);
    scope(i).units.push_back(std::move(to));
    use_places_.push_back({i, slug, at});
    return;
  }
  if (!decl.with.empty()) {
    error(Code::out_of_place, place(unit, decl.with.front().name.at, decl.section),
          fmt::format("`with` gives values to a common file, and {} is an instrument; leave it out",
                      slug));
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

void Checker::bind(int i, const Unit& unit, const Decl& decl, Unit& to) {
  const Place at = place(unit, decl.name.at, decl.section);
  std::vector<std::string> needed, missing;
  for (const Decl& given : to.file->decls) {
    if (given.kind != DeclKind::given || given.broken || given.need == syntax::Need::definition)
      continue;
    const std::string& name = given.name.text;
    const bool constant = given.need == syntax::Need::constant;
    needed.push_back(name);
    const auto with = std::find_if(decl.with.begin(), decl.with.end(),
                                   [&](const auto& w) { return w.name.text == name; });
    Bound bound;
    bound.constant = constant;
    bound.broken = true;
    if (with == decl.with.end()) {
      missing.push_back(fmt::format("{} {}", name, constant ? "30" : "12.2"));
    } else if (constant) {
      const syntax::CiteNode& value = with->values.front();
      bound.text = value.provision.text;
      bound.broken = with->values.size() > 1 || !value.slug.empty() ||
                     !parse_fraction(bound.text, bound.number);
      if (bound.broken) {
        error(Code::mixed_types, place(unit, value.provision.at, decl.section),
              fmt::format("{} needs a number for `{}`, such as 30, 7/8 or 55%", to.common, name));
      }
    } else {
      bound.broken = false;
      for (const syntax::CiteNode& value : with->values) {
        bound.text += (bound.text.empty() ? "" : ", ") +
                      (value.slug.empty() ? "" : value.slug.text + " ") + value.provision.text;
        if (auto cited = cite(i, unit, decl.section, value)) {
          bound.cites.push_back(std::move(*cited));
        } else {
          bound.broken = true;
        }
      }
    }
    to.bound.emplace(name, std::move(bound));
  }
  if (!missing.empty()) {
    error(Code::given_undefined, at,
          fmt::format("{} needs values, as in `use {} with {}`; write those of the treaty",
                      to.common, to.common, fmt::join(missing, ", ")));
  }
  std::set<std::string> seen;
  for (const syntax::WithNode& with : decl.with) {
    const Place here = place(unit, with.name.at, decl.section);
    if (!seen.insert(with.name.text).second) {
      error(Code::name_twice, here,
            fmt::format("`{}` is given twice; leave one out", with.name.text));
    } else if (!to.bound.contains(with.name.text)) {
      error(Code::unknown_name, here,
            fmt::format("{} asks for no `{}`{}", to.common, with.name.text,
                        suggestion(with.name.text, needed)));
    }
  }
}

std::vector<std::string> Checker::other_slugs(int i, bool commons) const {
  std::vector<std::string> known;
  for (const auto& [slug, index] : slugs_) {
    if (index != i) known.push_back(slug);
  }
  if (commons) {
    for (const auto& [slug, file] : commons_) known.push_back(slug);
  }
  return known;
}

}  // namespace ratione::internal
