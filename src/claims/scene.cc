#include "claims/scene.h"

#include <algorithm>

namespace ratione::claims {

Scene::Scene(const Language& language, std::string_view text, const std::vector<Token>& tokens,
             std::uint32_t from, std::uint32_t to)
    : language_(language), text_(text), tokens_(tokens), from_(from), to_(to) {
  language.annotate(tokens, from, to, marks_);
  first_.assign(to - from + 1, 0);
  for (const Mark& mark : marks_) ++first_[mark.at - from + 1];
  for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
  read_numbers();
  names();
  unknown_treaties();
  compose_treaties();
  join_actors();
}

std::uint32_t Scene::has(std::uint32_t i, ClassId group) const {
  std::uint32_t longest = 0;
  marks_at(i, [&](const Mark& mark) {
    if (mark.group == group && mark.group != 0)
      longest = std::max<std::uint32_t>(longest, mark.length);
  });
  return longest;
}

int Scene::number_class(std::uint32_t i, std::string_view prefix, std::uint32_t* length) const {
  int value = -1;
  std::uint32_t longest = 0;
  marks_at(i, [&](const Mark& mark) {
    if (mark.group == 0 || mark.length < longest) return;
    int number = language_.number_of(mark.group, prefix);
    if (number < 0) return;
    value = number;
    longest = mark.length;
  });
  if (length != nullptr) *length = longest;
  return value;
}

std::optional<std::uint32_t> Scene::find(std::string_view group, std::uint32_t from,
                                         std::uint32_t to) const {
  ClassId id = language_.group(group);
  for (std::uint32_t i = std::max(from, from_); i < std::min(to, to_); ++i) {
    if (has(i, id) > 0) return i;
  }
  return std::nullopt;
}

void Scene::read_numbers() {
  for (std::uint32_t i = from_; i < to_; ++i) {
    const Token& token = tokens_[i];
    if (token.kind == Token::Kind::number) {
      numbers_.push_back({i, i + 1, token.value, token.ordinal});
      continue;
    }
    std::uint32_t length = 0;
    int value = number_class(i, "number.", &length);
    if (value < 0) {
      // "the eighth time"; a first, second or third is said of other things, too.
      if (int ordinal = number_class(i, "ordinal."); ordinal > 3) {
        numbers_.push_back({i, i + 1, ordinal, true});
      }
      continue;
    }
    // Sixty-six
    std::uint32_t more = 0;
    int small = value >= 20 && i + 1 < to_ ? number_class(i + 1, "number.", &more) : -1;
    if (small > 0 && small < 10) {
      numbers_.push_back({i, i + 2, value + small, false});
      ++i;
    } else {
      numbers_.push_back({i, i + 1, value, false});
    }
  }
}

void Scene::names() {
  for (std::uint32_t i = from_; i < to_;) {
    std::uint32_t longest = 0;
    marks_at(i, [&](const Mark& mark) {
      if (mark.group == 0) longest = std::max<std::uint32_t>(longest, mark.length);
    });
    if (longest == 0) {
      ++i;
      continue;
    }
    Actors actors;
    actors.from = i;
    actors.to = i + longest;
    std::optional<Treaty> treaty;
    std::optional<OrganNamed> organ;
    bool region = true, demonym = true, any = false;
    marks_at(i, [&](const Mark& mark) {
      if (mark.group != 0 || mark.length != longest) return;
      const Name& name = language_.names()[mark.name];
      switch (name.kind) {
        case Name::Kind::state:
        case Name::Kind::demonym:
        case Name::Kind::place:
          if (std::find(actors.states.begin(), actors.states.end(), name.state) ==
              actors.states.end()) {
            actors.states.push_back(name.state);
          }
          any = true;
          demonym = demonym && name.kind == Name::Kind::demonym;
          // A capital may be a place, too.
          actors.people = actors.people || name.people;
          region = region && name.kind == Name::Kind::place;
          if (name.kind == Name::Kind::place && actors.spot.empty()) actors.spot = name.id;
          break;
        case Name::Kind::instrument:
          if (!treaty) treaty = Treaty{i, i + longest, name.id, {}, {}, false, true};
          break;
        case Name::Kind::misnamed:
          treaty = Treaty{i, i + longest, name.id, {}, name.note, false, true};
          break;
        case Name::Kind::court:
          treaty = Treaty{i, i + longest, name.instrument, name.id, {}, false, true};
          break;
        case Name::Kind::organ:
          organ = OrganNamed{i, i + longest, name.id};
          break;
        case Name::Kind::group:
          actors.group = name.id;
          break;
      }
    });
    // A city may be the seat of an organisation too: the State is meant.
    if (actors.states.size() > 1) {
      std::erase_if(actors.states, [](StateCode state) { return state.text() == "EUU"; });
    }
    if (treaty) {
      treaties_.push_back(*treaty);
    } else if (organ) {
      organs_.push_back(*organ);
    } else if (any) {
      actors.demonym = demonym;
      actors.region = region;
      // "a Turkish court"
      const std::uint32_t after = actors.to;
      if (demonym && after < to_ && has(after, "court.of.state") > 0) {
        organs_.push_back(
            {after, after + has(after, "court.of.state"), language_.organ_that("tribunal")});
      }
      actors_.push_back(std::move(actors));
    } else if (!actors.group.empty()) {
      // Only with a number before it: three African countries, the three juntas.
      for (const Number& number : numbers_) {
        if (number.to <= i && i - number.to <= 1 && number.value >= 2 && number.value <= 9) {
          actors.count = number.value;
          actors.from = number.from;
        }
      }
      if (actors.count > 0) actors_.push_back(std::move(actors));
    }
    i += longest;
  }
}

bool Scene::in_title_case() const {
  int capitals = 0, small = 0;
  for (std::uint32_t i = from_; i < to_; ++i) {
    if (tokens_[i].kind == Token::Kind::word) ++(tokens_[i].capital ? capitals : small);
  }
  return small * 2 < capitals;
}

// "the World Heritage Convention", "the Treaty of Lisbon": a name in capitals that the
// language does not have is another treaty, and none that was told of before.
void Scene::unknown_treaties() {
  const ClassId noun = language_.group("treaty.noun");
  auto named = [&](std::uint32_t i) { return treaty_at(i) != nullptr || organ_at(i) != nullptr; };
  for (std::uint32_t i = from_; i < to_; ++i) {
    if (!tokens_[i].capital || tokens_[i].capitals || has(i, noun) != 1 || named(i)) continue;
    std::uint32_t first = i, last = i + 1;
    while (first > from_ && tokens_[first - 1].kind == Token::Kind::word &&
           tokens_[first - 1].capital && !named(first - 1) &&
           has(first - 1, language_.group("title.article")) == 0) {
      --first;
    }
    const bool joined = last + 1 < to_ && has(last, language_.group("title.joins")) > 0 &&
                        tokens_[last + 1].kind == Token::Kind::word && tokens_[last + 1].capital &&
                        number_class(last + 1, "weekday.") < 0 &&
                        number_class(last + 1, "month.") < 0;
    if (first == i && !joined) continue;
    if (in_title_case()) return;
    if (joined) {
      for (++last;
           last < to_ && tokens_[last].kind == Token::Kind::word && tokens_[last].capital;) {
        ++last;
      }
    }
    treaties_.push_back({first, last, std::string(Language::unknown_treaty), {}, {}, false, true});
    std::erase_if(actors_, [&](const Actors& a) { return a.from >= first && a.to <= last; });
  }
}

// "the court's treaty", "the treaty that set up the court", "the treaty".
void Scene::compose_treaties() {
  const ClassId noun = language_.group("treaty.noun"), of = language_.group("treaty.of");
  const ClassId generic = language_.group("treaty.generic"),
                court = language_.group("court.generic"),
                court_noun = language_.group("court.noun");
  const bool headline = from_ < to_ && tokens_[to_ - 1].kind == Token::Kind::word;
  std::vector<Treaty> all = treaties_;
  auto covered = [&](std::uint32_t i) {
    return std::any_of(treaties_.begin(), treaties_.end(),
                       [&](const Treaty& t) { return t.from <= i && i < t.to; });
  };
  for (std::uint32_t i = from_; i < to_; ++i) {
    if (covered(i)) continue;
    std::uint32_t length = has(i, generic);
    // "the Organization of American States"
    const std::uint32_t behind = i + length;
    if (length > 0 && tokens_[behind - 1].capital && behind + 1 < to_ && has(behind, noun) == 0 &&
        text_of(behind) == "of" && tokens_[behind + 1].capital && !covered(behind + 1)) {
      length = 0;
    }
    if (length > 0 && !covered(i + length - 1)) {
      all.push_back({i, i + length, {}, {}, {}, false, false});
      i += length - 1;
      continue;
    }
    length = has(i, court);
    if (length > 0) {
      all.push_back({i, i + length, {}, {}, {}, true, false});
      i += length - 1;
      continue;
    }
    // A headline leaves out the article: "quits court", "votes to leave treaty".
    if (headline && has(i, noun) > 0) all.push_back({i, i + 1, {}, {}, {}, false, false});
    if (headline && has(i, court_noun) > 0) all.push_back({i, i + 1, {}, {}, {}, true, false});
  }
  std::sort(all.begin(), all.end(),
            [](const Treaty& a, const Treaty& b) { return a.from < b.from; });
  // A noun of a treaty right after a court's name, or "of" a court.
  treaties_.clear();
  for (std::size_t k = 0; k < all.size(); ++k) {
    Treaty treaty = all[k];
    std::uint32_t after = treaty.to;
    const bool is_court = !treaty.court.empty() || treaty.generic_court;
    if (is_court) {
      if (after < to_ && tokens_[after].kind == Token::Kind::possessive) ++after;
      for (std::uint32_t skip = 0; skip < 2 && after + skip < to_; ++skip) {
        std::uint32_t length = has(after + skip, noun);
        if (length > 0) {
          treaty.to = after + skip + length;
          break;
        }
        if (tokens_[after + skip].kind != Token::Kind::word) break;
      }
    } else if (!treaty.explicit_name) {
      std::uint32_t length = treaty.to < to_ ? has(treaty.to, of) : 0;
      if (length > 0 && k + 1 < all.size()) {
        const Treaty& next = all[k + 1];
        if ((!next.court.empty() || next.generic_court) && next.from >= treaty.to + length &&
            next.from - (treaty.to + length) <= 1) {
          treaty = {treaty.from,        next.to,           next.instrument, next.court, {},
                    next.generic_court, next.explicit_name};
          ++k;
        }
      }
    }
    treaties_.push_back(treaty);
  }
}

void Scene::join_actors() {
  std::vector<Actors> joined;
  const ClassId and_word = language_.group("and"), at_place = language_.group("at.place");
  auto filler = [&](std::uint32_t i) {
    const Token& token = tokens_[i];
    if (token.kind == Token::Kind::possessive) return true;
    if (token.is(',')) return true;
    if (has(i, and_word) > 0) return true;
    std::string_view word = text_of(i);
    return word == "the" || word == "neighbouring" || word == "neighboring" || word == "both";
  };
  for (Actors& each : actors_) {
    each.possessive = each.to < to_ && tokens_[each.to].kind == Token::Kind::possessive;
    each.place = each.from > from_ && has(each.from - 1, at_place) > 0;
    if (!joined.empty() && each.count == 0 && joined.back().count == 0) {
      Actors& last = joined.back();
      bool list = each.from > last.to && each.from - last.to <= 4;
      bool parted = false;
      for (std::uint32_t i = last.to; list && i < each.from; ++i) {
        list = filler(i);
        parted = parted || tokens_[i].is(',') || has(i, and_word) > 0;
      }
      // "Syria's, Russia": a possessive and a comma end a list of possessors.
      // "Unlike Myanmar, Bangladesh": two parts of the sentence.
      // "Within the Union, Poland": likewise.
      if (parted && last.from > from_ && tokens_[last.to].is(',') &&
          (last.place || has(last.from - 1, language_.group("without.subject")) > 0 ||
           (last.from - from_ == 2 && has(from_, at_place) > 0)) &&
          each.from - last.to == 1 && last.from - from_ <= 2) {
        list = false;
      }
      // "China, Mongolia's other neighbour": the second says who the first is.
      bool comma_alone = true;
      for (std::uint32_t i = last.to; i < each.from; ++i) {
        comma_alone = comma_alone && (tokens_[i].is(',') || text_of(i) == "the");
      }
      if (comma_alone && each.possessive && !last.possessive && last.states.size() == 1) {
        list = false;
      }
      if (list && parted && !each.region && !last.region) {
        for (StateCode state : each.states) {
          if (std::find(last.states.begin(), last.states.end(), state) == last.states.end()) {
            last.states.push_back(state);
          }
        }
        last.to = each.to;
        last.demonym = each.demonym;
        last.possessive = each.possessive;
        continue;
      }
    }
    joined.push_back(std::move(each));
  }
  // The Hague alone is where courts sit, and no State.
  std::erase_if(joined, [&](const Actors& a) {
    return a.states.size() == 1 && has(a.from, language_.group("prosecutor")) == a.to - a.from;
  });
  actors_ = std::move(joined);
}

const Treaty* Scene::treaty_at(std::uint32_t i) const {
  for (const Treaty& each : treaties_) {
    if (each.from <= i && i < each.to) return &each;
  }
  return nullptr;
}
const Actors* Scene::actors_at(std::uint32_t i) const {
  for (const Actors& each : actors_) {
    if (each.from <= i && i < each.to) return &each;
  }
  return nullptr;
}
const OrganNamed* Scene::organ_at(std::uint32_t i) const {
  for (const OrganNamed& each : organs_) {
    if (each.from <= i && i < each.to) return &each;
  }
  return nullptr;
}

}  // namespace ratione::claims
