#include "claims/tally.h"

namespace ratione::claims {

namespace {

// A number, or "none".
std::optional<int> value_at(const Scene& scene, std::uint32_t i, std::uint32_t* to) {
  for (const Number& number : scene.numbers()) {
    if (number.from == i && !number.ordinal && number.value <= 200) {
      *to = number.to;
      return number.value;
    }
  }
  if (scene.has(i, "votes.none") > 0) {
    *to = i + 1;
    return 0;
  }
  return std::nullopt;
}

}  // namespace

Tally tally_of(const Scene& scene) {
  Tally tally;
  bool votes = false;
  for (std::uint32_t i = scene.from(); i < scene.to(); ++i) {
    votes = votes || scene.has(i, "votes.told") > 0 || scene.has(i, "votes.support") > 0;
    if (scene.text_of(i) == "thirds") tally.two_thirds = true;
  }
  if (!votes) return tally.two_thirds ? tally : Tally{};
  for (std::uint32_t i = scene.from(); i < scene.to();) {
    std::uint32_t to = 0;
    std::optional<int> value = value_at(scene, i, &to);
    if (!value) {
      ++i;
      continue;
    }
    // "thirteen of the fifteen members": the first of the two.
    const bool of_its = i > scene.from() + 2 && scene.token(i - 1).kind == Token::Kind::possessive;
    if (i > scene.from() + 1 &&
        (of_its || scene.text_of(i - 1) == "of" ||
         (scene.text_of(i - 1) == "the" && scene.text_of(i - 2) == "of")) &&
        scene.text_of(i) != "none") {
      bool first = false;
      for (const Number& number : scene.numbers())
        first = first || (number.to <= i && i - number.to <= (of_its ? 5U : 2U));
      if (first) {
        i = to;
        continue;
      }
    }
    i = to;
    // "nobody voted against it"
    if (*value == 0 && to + 1 < scene.to() && scene.has(to, "votes.vote") > 0 &&
        scene.text_of(to + 1) == "against") {
      tally.no = 0;
      continue;
    }
    // 11 to 4, fifteen votes to none, 11-0-4
    std::uint32_t at = to;
    if (at < scene.to() && scene.text_of(at).starts_with("vote")) ++at;
    if (at + 1 < scene.to() && scene.text_of(at) == "to") {
      std::uint32_t end = 0;
      if (std::optional<int> against = value_at(scene, at + 1, &end)) {
        tally.yes = value;
        tally.no = against;
        i = end;
        continue;
      }
    }
    std::uint32_t second_end = 0;
    if (to < scene.to() && scene.token(to).kind == Token::Kind::number &&
        scene.token(to).from == scene.token(to - 1).to + 1) {
      if (std::optional<int> against = value_at(scene, to, &second_end)) {
        tally.yes = value;
        tally.no = against;
        std::uint32_t third_end = 0;
        if (second_end < scene.to() && scene.token(second_end).kind == Token::Kind::number) {
          if (std::optional<int> kept = value_at(scene, second_end, &third_end)) {
            tally.abstain = kept;
            second_end = third_end;
          }
        }
        i = second_end;
        continue;
      }
    }
    // What the number counts: the first of these words behind it.
    const bool whole = to < scene.to() && scene.text_of(to) == "of";
    for (std::uint32_t k = to; k < std::min(to + (whole ? 9 : 8), scene.to()); ++k) {
      std::uint32_t end = 0;
      if (!whole && k > to && value_at(scene, k, &end) && scene.text_of(k) != "no") break;
      if (scene.has(k, "votes.abstain") > 0) {
        tally.abstain = value;
        break;
      }
      if (scene.has(k, "votes.no") > 0 && scene.text_of(k) != "no") {
        if (k > to &&
            !(scene.has(k - 1, "votes.vote") > 0 || scene.text_of(k - 1).starts_with("member")))
          break;
        tally.no = value;
        break;
      }
      if (scene.has(k, "votes.yes") > 0) {
        // "votes against"
        std::uint32_t after = k + 1;
        if (scene.has(k, "votes.vote") > 0 && after < scene.to() &&
            scene.text_of(after) == "against") {
          tally.no = value;
        } else if (*value > 0) {
          tally.yes = value;
        }
        break;
      }
    }
  }
  return tally;
}

}  // namespace ratione::claims
