#include "claims/language.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "errors/quoted.h"
#include "record/fields.h"
#include "text/csv.h"
#include "text/names.h"

namespace ratione::claims {

namespace {

constexpr const char* needed[] = {
    "negation",
    "negation.verb",
    "negation.after",
    "modal",
    "modal.future",
    "inversion",
    "plan",
    "due",
    "announce",
    "say",
    "inform",
    "immediate",
    "still",
    "domestic",
    "decide",
    "clause",
    "relative",
    "and",
    "agent",
    "without.subject",
    "possessive",
    "pronoun.one",
    "pronoun.many",
    "pronoun.all",
    "pronoun.country",
    "pronoun.we",
    "institution",
    "treaty.noun",
    "treaty.of",
    "treaty.generic",
    "court.generic",
    "court.noun",
    "state.noun",
    "be",
    "have",
    "become",
    "approximately",
    "more.than",
    "less.than",
    "votes.yes",
    "votes.no",
    "votes.abstain",
    "votes.told",
    "votes.support",
    "votes.vote",
    "votes.none",
    "other.object",
    "bilateral",
    "leave.noun",
    "revoke",
    "at.place",
    "member.word",
    "date.today",
    "date.last",
    "date.next",
    "date.ago",
    "do",
    "abbreviation",
    "prosecutor",
    "unsign",
    "common",
    "tells",
    "leave.any",
    "leave.ing",
    "leave.base",
    "date.that_year",
    "persons",
    "person",
    "land",
    "crimes",
    "outsiders",
    "insiders",
    "only",
    "refers",
    "subject.of",
    "drafts",
    "alone",
    "leave.behind",
    "giving",
    "acknowledged",
    "there",
    "reflexive",
    "generic.subject",
    "some.members",
    "for.signature",
    "left.with",
    "text.of.bill",
    "draft.other",
    "draft.same",
    "force",
    "seems",
    "situation",
    "veto",
    "now.verb",
    "title.article",
    "title.joins",
    "part.of.time",
    "provision",
    "towards",
    "unless.person",
    "closed.court",
    "object.within",
    "object.ends",
    "object.parted",
    "nominal.before",
    "clause.hard",
    "clause.soft",
    "together",
    "deed.noun",
    "quantifier",
    "formal",
    "once",
    "also",
    "lasting",
    "nobody",
    "country.noun",
    "date.following_year",
    "date.later",
    "date.earlier",
};

bool all_capitals(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

class LanguageReader {
 public:
  LanguageReader(std::string folder, const Record& record, const Atlas& atlas)
      : folder_(std::move(folder)), record_(record), atlas_(atlas) {}

  Results<Language> read() {
    language_.nodes_.emplace_back();
    language_.group_names_.emplace_back();
    language_.possessive_ = language_.vocabulary_.add("'s");
    table("words.csv", {"class", "words"}, [&](const CsvRow& row) { words(row); });
    for (const char* name : needed) {
      if (language_.groups_.find(name) == language_.groups_.end()) {
        fault({folder_ + "/words.csv", 0, 0, ""},
              fmt::format("the class {} is missing; add its words.", name));
      }
    }
    names_of_states();
    names_of_places();
    table("names.csv", {"kind", "id", "name", "of", "note"}, [&](const CsvRow& row) { name(row); });
    names_of_people();
    for (const Instrument& each : record_.instruments()) {
      add_name(each.title, {Name::Kind::instrument, each.slug, {}, {}, {}});
    }
    table("frames.csv", {"act", "form", "object", "flags", "pattern"},
          [&](const CsvRow& row) { frame(row); });
    if (!faults_.empty()) return tl::unexpected<Errors>(std::move(faults_));
    index();
    return std::move(language_);
  }

 private:
  void fault(Place place, std::string says) {
    faults_.push_back({Code::bad_language, std::move(place), std::move(says)});
  }

  template <class Take>
  void table(const std::string& file, const std::vector<std::string>& columns, Take take) {
    std::string path = folder_ + "/" + file;
    Result<std::string> text = read_file(path, 16u << 20);
    if (!text) {
      faults_.push_back(text.error());
      return;
    }
    Results<Csv> csv = read_csv(*text, path, columns);
    if (!csv) {
      faults_.insert(faults_.end(), csv.error().begin(), csv.error().end());
      return;
    }
    for (const CsvRow& row : csv->rows) take(row);
  }

  ClassId group(const std::string& name) {
    auto [it, added] =
        language_.groups_.try_emplace(name, static_cast<ClassId>(language_.group_names_.size()));
    if (added) language_.group_names_.push_back(name);
    return it->second;
  }

  // The node at the end of the phrase; 0: it has no word.
  std::uint32_t node(std::string_view phrase) {
    std::uint32_t at = 0;
    for (const std::string& word : words_of(phrase)) {
      WordId id = language_.vocabulary_.add(word);
      std::uint32_t& to = language_.edges_[std::uint64_t{at} << 32 | id];
      if (to == 0) {
        to = static_cast<std::uint32_t>(language_.nodes_.size());
        language_.nodes_.emplace_back();
      }
      at = to;
    }
    return at;
  }

  void words(const CsvRow& row) {
    ClassId id = group(row.text("class"));
    for (std::string_view phrase : list_of(row.text("words"))) {
      std::uint32_t at = node(phrase);
      if (at == 0) {
        fault(row.place("words"), fmt::format("{} has no word.", ratione::quoted(phrase)));
        continue;
      }
      language_.nodes_[at].groups.push_back(id);
    }
  }

  void add_name(std::string_view text, Name name) {
    std::uint32_t at = node(text);
    if (at == 0) return;
    if (name.kind == Name::Kind::demonym && !name.people) {
      demonyms_.emplace_back(text, name.state);
    }
    const bool acronym = text.size() > 1 && all_capitals(text);
    const bool person = name.kind == Name::Kind::state || name.kind == Name::Kind::demonym ||
                        name.kind == Name::Kind::place;
    const bool one_word = text.find_first_of(" -") == std::string_view::npos;
    const bool written = !text.empty() && text[0] >= 'A' && text[0] <= 'Z';
    // "Unesco": a long one is written as a word, too; a short one ("Who") may be one.
    name.capitals = acronym && text.size() < 5;
    name.commas = text.find(',') != std::string_view::npos;
    name.capital = person ? !text.starts_with("the ") : written && one_word;
    // The same name of the same thing twice is once.
    for (std::uint32_t other : language_.nodes_[at].names) {
      const Name& there = language_.names_[other];
      if (there.kind == name.kind && there.id == name.id && there.state == name.state) return;
    }
    language_.nodes_[at].names.push_back(static_cast<std::uint32_t>(language_.names_.size()));
    language_.names_.push_back(std::move(name));
  }

  void names_of_states() {
    for (const State& state : record_.states().all()) {
      Name plain{Name::Kind::state, state.code.text(), state.code, {}, {}};
      add_name(state.name, plain);
      for (const StateName& each : state.names) {
        // Labels of data sets, and names in other languages, are no news.
        if (each.kind != NameKind::alias && each.kind != NameKind::demonym &&
            each.kind != NameKind::capital) {
          continue;
        }
        Name name = plain;
        if (each.kind == NameKind::demonym) name.kind = Name::Kind::demonym;
        add_name(each.name, name);
      }
    }
  }

  // Whose a place is: the last over time, one that holds on every reading before
  // those that do not.
  StateCode state_of(const PlaceEntry& place) const {
    const PlaceEntry* attributed = atlas_.attributed(place.id);
    const Attribution* last = nullptr;
    for (const Attribution& each :
         attributed == nullptr ? place.attributions : attributed->attributions) {
      if (last == nullptr || each.only_on.empty() || !last->only_on.empty()) last = &each;
    }
    return last == nullptr ? StateCode() : last->state;
  }

  void names_of_places() {
    for (const PlaceEntry& place : atlas_.all()) {
      const StateCode state = state_of(place);
      if (place.kind == "state" || state.none()) continue;
      add_place(place.name, place.id, state);
      // Codes are no news.
      for (const std::string& each : place.names) {
        if (!all_capitals(each) || each.size() > 3) add_place(each, place.id, state);
      }
    }
  }

  // The people of each demonym, by the ending that the language gives them.
  void names_of_people() {
    if (people_ending_.empty()) return;
    const std::vector<std::pair<std::string, StateCode>> demonyms = std::move(demonyms_);
    for (const auto& [text, state] : demonyms) {
      Name name{Name::Kind::demonym, state.text(), state, {}, {}};
      name.people = true;
      add_name(text + people_ending_, std::move(name));
    }
  }

  void add_place(std::string_view text, const std::string& id, StateCode state) {
    if (text.empty() || text[0] < 'A' || text[0] > 'Z') return;
    add_name(text, {Name::Kind::place, id, state, {}, {}});
  }

  void name(const CsvRow& row) {
    const std::string& kind = row.text("kind");
    if (kind == "default") {
      language_.default_ = row.text("id");
      return;
    }
    if (kind == "people") {
      people_ending_ = row.text("name");
      return;
    }
    if (kind == "region") {
      std::vector<StateCode>& states = language_.regions_[row.text("id")];
      for (std::string_view code : list_of(row.text("name"))) {
        std::optional<StateCode> state = StateCode::parse(code);
        if (!state || record_.states().get(*state) == nullptr) {
          fault(row.place("name"),
                fmt::format("{} is no State of the record.", ratione::quoted(code)));
        } else {
          states.push_back(*state);
        }
      }
      return;
    }
    Name name{Name::Kind::state, row.text("id"), {}, row.text("of"), row.text("note")};
    if (kind == "place") {
      const PlaceEntry* place = atlas_.get(name.id);
      if (place == nullptr || state_of(*place).none()) {
        return fault(row.place("id"), fmt::format("{} is no place of the atlas that is a State's.",
                                                  ratione::quoted(name.id)));
      }
      return add_place(row.text("name"), place->id, state_of(*place));
    }
    if (kind == "state" || kind == "demonym") {
      name.kind = kind == "state" ? Name::Kind::state : Name::Kind::demonym;
      std::optional<StateCode> state = StateCode::parse(name.id);
      if (!state || record_.states().get(*state) == nullptr) {
        return fault(row.place("id"),
                     fmt::format("{} is no State of the record.", ratione::quoted(name.id)));
      }
      name.state = *state;
    } else if (kind == "elsewhere") {
      name.kind = Name::Kind::instrument;
      language_.elsewhere_.insert(name.id);
    } else if (kind == "instrument" || kind == "misnamed") {
      name.kind = kind == "instrument" ? Name::Kind::instrument : Name::Kind::misnamed;
    } else if (kind == "court") {
      name.kind = Name::Kind::court;
    } else if (kind == "organ") {
      name.kind = Name::Kind::organ;
      if (language_.organ(name.id) == nullptr) {
        language_.organs_.push_back({name.id, row.text("name"), {}, row.text("note")});
      }
      for (std::string_view role : list_of(row.text("of"))) {
        for (Language::Organ& each : language_.organs_) {
          if (each.id == name.id) each.roles.emplace_back(role);
        }
      }
    } else if (kind == "group") {
      name.kind = Name::Kind::group;
    } else {
      return fault(
          row.place("kind"),
          fmt::format("{} is no kind of name; write state, demonym, place, instrument, "
                      "elsewhere, misnamed, court, organ, group, people, region or default.",
                      ratione::quoted(kind)));
    }
    add_name(row.text("name"), std::move(name));
  }

  std::optional<Element> element(std::string_view text, const Place& place) {
    Element out{Element::Kind::words, {}, {}, false, 0};
    if (text.starts_with('[') && text.ends_with(']')) {
      out.optional = true;
      text = text.substr(1, text.size() - 2);
    }
    if (text == ".." || text == "...") {
      out.kind = Element::Kind::gap;
      out.most = text == ".." ? 4 : 14;
      return out;
    }
    while (!text.empty()) {
      std::string_view part = text.substr(0, text.find('/'));
      text.remove_prefix(std::min(text.size(), part.size() + 1));
      if (part == "@treaty") {
        out.kind = Element::Kind::treaty;
      } else if (part == "@state") {
        out.kind = Element::Kind::state;
      } else if (part == "@organ") {
        out.kind = Element::Kind::organ;
      } else if (part.starts_with('$')) {
        std::string name(part.substr(1));
        auto found = language_.groups_.find(name);
        if (found == language_.groups_.end()) {
          // $ordinal: any class of that beginning
          bool any = false;
          for (const auto& [each, id] : language_.groups_) {
            if (each.starts_with(name + ".")) {
              out.classes.push_back(id);
              any = true;
            }
          }
          if (!any) {
            fault(place, fmt::format("no class is called {}; add it to words.csv.", name));
            return std::nullopt;
          }
        } else {
          out.classes.push_back(found->second);
        }
      } else {
        std::vector<std::string> words = words_of(part);
        if (part == "'s") words = {"'s"};
        if (words.size() != 1) {
          fault(place, fmt::format("{} is not one word.", ratione::quoted(part)));
          return std::nullopt;
        }
        out.words.push_back(language_.vocabulary_.add(words[0]));
      }
    }
    return out;
  }

  void frame(const CsvRow& row) {
    Frame frame;
    frame.act = row.text("act");
    const std::string& form = row.text("form");
    if (form == "verb") {
      frame.form = Frame::Form::verb;
    } else if (form == "noun") {
      frame.form = Frame::Form::noun;
    } else if (form == "nominal") {
      frame.form = Frame::Form::nominal;
    } else {
      return fault(row.place("form"), fmt::format("{} is no form; write verb, noun or nominal.",
                                                  ratione::quoted(form)));
    }
    const std::string& object = row.text("object");
    if (object == "open") {
      frame.object = Frame::Object::open;
    } else if (object == "named") {
      frame.object = Frame::Object::named;
    } else if (object == "topic") {
      frame.object = Frame::Object::topic;
    } else if (object == "own") {
      frame.object = Frame::Object::own;
    } else {
      return fault(row.place("object"),
                   fmt::format("{} is no object; write open, named, topic or own.",
                               ratione::quoted(object)));
    }
    for (std::string_view flag : list_of(row.text("flags"))) {
      bool* set = flag == "negative"   ? &frame.negative
                  : flag == "unsigned" ? &frame.unsign
                  : flag == "done"     ? &frame.done
                  : flag == "process"  ? &frame.process
                  : flag == "base"     ? &frame.base
                  : flag == "ability"  ? &frame.ability
                  : flag == "loose"    ? &frame.loose
                                       : nullptr;
      if (set == nullptr) {
        return fault(row.place("flags"), fmt::format("{} is no flag; write negative, unsigned, "
                                                     "done, process, base, ability or loose.",
                                                     ratione::quoted(flag)));
      }
      *set = true;
    }
    std::string_view pattern = row.text("pattern");
    while (!pattern.empty()) {
      std::string_view part = pattern.substr(0, pattern.find(' '));
      pattern.remove_prefix(std::min(pattern.size(), part.size() + 1));
      std::optional<Element> each = element(part, row.place("pattern"));
      if (!each) return;
      frame.pattern.push_back(std::move(*each));
    }
    if (frame.pattern.empty() || frame.pattern[0].optional ||
        frame.pattern[0].kind == Element::Kind::gap) {
      if (frame.pattern.size() < 2 || frame.pattern[0].kind == Element::Kind::gap) {
        return fault(row.place("pattern"), "a pattern begins with words or a class.");
      }
    }
    language_.frames_.push_back(std::move(frame));
  }

  void index() {
    Language& l = language_;
    l.roots_.assign(l.vocabulary_.size() + 1, 0);
    for (WordId word = 1; word < l.roots_.size(); ++word) l.roots_[word] = l.next(0, word);
    common_.assign(l.vocabulary_.size() + 1, false);
    common_[language_.possessive_] = true;
    const ClassId common = language_.groups_.at("common");
    for (WordId word = 1; word < l.roots_.size(); ++word) {
      const std::vector<ClassId>& groups = l.nodes_[l.roots_[word]].groups;
      if (l.roots_[word] != 0 && std::find(groups.begin(), groups.end(), common) != groups.end()) {
        common_[word] = true;
      }
    }
    l.by_word_.assign(l.vocabulary_.size() + 1, {});
    l.by_group_.assign(l.group_names_.size(), {});
    std::vector<bool> telling(l.group_names_.size(), false);
    l.tells_.assign(l.vocabulary_.size() + 1, false);
    for (std::uint32_t i = 0; i < l.frames_.size(); ++i) {
      for (const Element& element : l.frames_[i].pattern) {
        for (WordId word : element.words) l.by_word_[word].push_back(i);
        for (ClassId id : element.classes) l.by_group_[id].push_back(i);
        if (!element.optional) break;
      }
      // It tells by its first element that not every sentence has.
      for (const Element& element : l.frames_[i].pattern) {
        if (element.optional || (element.words.empty() && element.classes.empty())) continue;
        if (std::any_of(element.words.begin(), element.words.end(),
                        [&](WordId word) { return common_[word]; })) {
          continue;
        }
        for (WordId word : element.words) l.tells_[word] = true;
        for (ClassId id : element.classes) telling[id] = true;
        break;
      }
    }
    telling[l.groups_.at("tells")] = true;
    // The first words of what may begin a frame, and of treaties and courts.
    for (WordId word = 1; word < l.roots_.size(); ++word) {
      if (l.roots_[word] != 0 && !common_[word] && tells_below(l.roots_[word], telling, 0))
        l.tells_[word] = true;
    }
  }

  bool tells_below(std::uint32_t node, const std::vector<bool>& telling, int depth) {
    const Language::Node& here = language_.nodes_[node];
    for (ClassId id : here.groups) {
      if (telling[id]) return true;
    }
    for (std::uint32_t name : here.names) {
      Name::Kind kind = language_.names_[name].kind;
      if (kind == Name::Kind::instrument || kind == Name::Kind::court ||
          kind == Name::Kind::misnamed) {
        return true;
      }
    }
    if (depth == 0) build_children();
    auto children = children_.find(node);
    if (children == children_.end()) return false;
    for (std::uint32_t child : children->second) {
      if (tells_below(child, telling, depth + 1)) return true;
    }
    return false;
  }
  void build_children() {
    if (!children_.empty()) return;
    for (const auto& [edge, to] : language_.edges_) {
      children_[static_cast<std::uint32_t>(edge >> 32)].push_back(to);
    }
  }

  std::string folder_;
  const Record& record_;
  const Atlas& atlas_;
  Language language_;
  Errors faults_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> children_;
  std::vector<std::pair<std::string, StateCode>> demonyms_;
  std::string people_ending_;
  std::vector<bool> common_;  // by word: every sentence may have it
};

Results<Language> Language::load(const std::string& folder, const Record& record,
                                 const Atlas& atlas) {
  return LanguageReader(folder, record, atlas).read();
}

const std::vector<StateCode>& Language::region(std::string_view id) const {
  static const std::vector<StateCode> none;
  auto it = regions_.find(id);
  return it == regions_.end() ? none : it->second;
}

const Language::Organ* Language::organ(std::string_view id) const {
  auto found = std::find_if(organs_.begin(), organs_.end(),
                            [&](const Organ& each) { return each.id == id; });
  return found == organs_.end() ? nullptr : &*found;
}

bool Language::organ_is(std::string_view id, std::string_view role) const {
  const Organ* of = organ(id);
  return of != nullptr && std::find(of->roles.begin(), of->roles.end(), role) != of->roles.end();
}

std::string Language::organ_that(std::string_view role) const {
  for (const Organ& each : organs_) {
    if (organ_is(each.id, role)) return each.id;
  }
  return "";
}

std::string Language::court_of(std::string_view id) const {
  constexpr std::string_view of = "court=";
  const Organ* office = organ(id);
  if (office == nullptr) return "";
  for (const std::string& role : office->roles) {
    if (role.starts_with(of)) return role.substr(of.size());
  }
  return "";
}

bool Language::is_court(std::string_view id) const {
  return std::any_of(names_.begin(), names_.end(), [&](const Name& name) {
    return name.kind == Name::Kind::court && name.id == id;
  });
}

std::string Language::court_under(std::string_view instrument) const {
  for (const Name& name : names_) {
    if (name.kind == Name::Kind::court && name.instrument == instrument) return name.id;
  }
  return "";
}

std::string Language::title_of_organ(std::string_view id) const {
  const Organ* of = organ(id);
  return of == nullptr ? std::string(id) : of->title;
}

ClassId Language::group(std::string_view name) const {
  auto it = groups_.find(name);
  return it == groups_.end() ? 0 : it->second;
}

int Language::number_of(ClassId group, std::string_view prefix) const {
  std::string_view name = group_names_[group];
  if (!name.starts_with(prefix)) return -1;
  name.remove_prefix(prefix.size());
  int value = -1;
  auto [end, failed] = std::from_chars(name.data(), name.data() + name.size(), value);
  return failed == std::errc() && end == name.data() + name.size() ? value : -1;
}

std::string_view Language::rest_of(ClassId group, std::string_view prefix) const {
  std::string_view name = group_names_[group];
  return name.starts_with(prefix) ? name.substr(prefix.size()) : std::string_view();
}

void Language::annotate(const std::vector<Token>& tokens, std::uint32_t from, std::uint32_t to,
                        std::vector<Mark>& marks) const {
  auto word_at = [&](std::uint32_t i) -> WordId {
    const Token& token = tokens[i];
    if (token.kind == Token::Kind::word) return token.word;
    return token.kind == Token::Kind::possessive ? possessive_ : 0;
  };
  for (std::uint32_t i = from; i < to; ++i) {
    WordId word = word_at(i);
    if (word == 0) continue;
    std::uint32_t node = roots_[word];
    std::uint32_t length = 1;
    bool comma = false;
    while (node != 0) {
      const Node& here = nodes_[node];
      for (ClassId id : here.groups) {
        if (comma) break;
        marks.push_back({i, static_cast<std::uint16_t>(length), id, 0});
      }
      for (std::uint32_t each : here.names) {
        const Name& name = names_[each];
        if (name.capitals && !tokens[i].capitals) continue;
        if (name.capital && !tokens[i].capital) continue;
        if (comma && !name.commas) continue;
        marks.push_back({i, static_cast<std::uint16_t>(length), 0, each});
      }
      if (i + length < to && tokens[i + length].is(',')) {
        comma = true;
        ++length;
      }
      if (i + length >= to) break;
      WordId after = word_at(i + length);
      if (after == 0) break;
      node = next(node, after);
      ++length;
    }
  }
}

const std::vector<std::uint32_t>& Language::frames_at(WordId word) const {
  static const std::vector<std::uint32_t> none;
  return word < by_word_.size() ? by_word_[word] : none;
}
const std::vector<std::uint32_t>& Language::frames_of(ClassId group) const {
  return by_group_[group];
}

}  // namespace ratione::claims
