#include "engine/truth.h"

namespace ratione {

std::string_view word(Truth t) {
  switch (t) {
    case Truth::no:
      return "no";
    case Truth::undetermined:
      return "undetermined";
    case Truth::yes:
      return "yes";
  }
  return "undetermined";
}

TruthLine both(const TruthLine& a, const TruthLine& b) {
  if (a.constant()) {
    Truth v = a.segments()[0].value;
    if (v == Truth::no) return a;
    if (v == Truth::yes) return b;
  }
  if (b.constant()) {
    Truth v = b.segments()[0].value;
    if (v == Truth::no) return b;
    if (v == Truth::yes) return a;
  }
  return combine(a, b, [](Truth x, Truth y) { return both(x, y); });
}

TruthLine either(const TruthLine& a, const TruthLine& b) {
  if (a.constant()) {
    Truth v = a.segments()[0].value;
    if (v == Truth::yes) return a;
    if (v == Truth::no) return b;
  }
  if (b.constant()) {
    Truth v = b.segments()[0].value;
    if (v == Truth::yes) return b;
    if (v == Truth::no) return a;
  }
  return combine(a, b, [](Truth x, Truth y) { return either(x, y); });
}

TruthLine operator!(const TruthLine& a) {
  return a.map([](Truth x) { return !x; });
}

TruthLine from_day(DayRange day) {
  if (day.lo == Day::never()) return TruthLine(Truth::no);
  std::vector<TruthLine::Segment> out;
  if (day.lo > Day::first()) out.push_back({Day::first(), Truth::no});
  if (day.lo < day.hi && day.lo < Day::never()) out.push_back({day.lo, Truth::undetermined});
  if (day.hi < Day::never()) out.push_back({day.hi, Truth::yes});
  return TruthLine::from_segments(std::move(out));
}

TruthLine until_day(DayRange day) { return !from_day(day); }

Truth best_in(const TruthLine& t, Span span) {
  Truth best = t.at(span.from);
  for (const auto& s : t.segments()) {
    if (s.from > span.from && s.from < span.until) best = either(best, s.value);
  }
  return best;
}

Truth least_in(const TruthLine& t, Span span) { return !best_in(!t, span); }

}  // namespace ratione
