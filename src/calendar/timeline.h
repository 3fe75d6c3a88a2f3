// File: calendar/timeline.h
//
// A value for every day: a few half-open segments, each with one value.
//
//   Timeline<bool> party(false);
//   party.set({joined, left}, true);
//   party.at(day);
//
// Guarantees: segments cover [Day::first(), Day::last()] without gap or
// overlap, neighbours differ, and so equal timelines have equal segments.
// combine and map cost the number of segments, at costs its logarithm. One value for
// all days takes no memory besides its own: most are such.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include "calendar/span.h"

namespace ratione {

template <class T>
class Timeline {
 public:
  struct Segment {
    Day from;  // until the next segment's from
    T value;
    friend bool operator==(const Segment&, const Segment&) = default;
  };

  explicit Timeline(T everywhere = T{}) : first_{Day::first(), std::move(everywhere)} {}

  // Takes segments that are sorted by from and start on Day::first(); joins
  // neighbours with equal values.
  static Timeline from_segments(std::vector<Segment> segments) {
    std::size_t kept = 0;  // the last of those that stay
    for (std::size_t i = 1; i < segments.size(); ++i) {
      if (segments[i].value == segments[kept].value) continue;
      if (++kept != i) segments[kept] = std::move(segments[i]);
    }
    if (kept == 0) return Timeline(std::move(segments[0].value));
    segments.erase(segments.begin() + static_cast<std::ptrdiff_t>(kept) + 1, segments.end());
    Timeline result;
    result.segments_ = std::move(segments);
    return result;
  }

  const T& at(Day day) const { return segments()[index_of(day)].value; }
  // In the order of their days; the first starts on Day::first().
  std::span<const Segment> segments() const {
    return constant() ? std::span<const Segment>(&first_, 1) : std::span<const Segment>(segments_);
  }
  bool constant() const { return segments_.empty(); }

  // The segment that holds `day`, as a span (until Day::never() for the last;
  // empty for a segment of Day::last() alone).
  Span span_at(Day day) const {
    const std::span<const Segment> all = segments();
    std::size_t i = index_of(day);
    return {all[i].from, i + 1 < all.size() ? all[i + 1].from : Day::never()};
  }

  // From now on `value` holds on every day of `span`.
  void set(Span span, const T& value) {
    if (span.empty()) return;
    *this = combine(*this, indicator(span),
                    [&](const T& old, bool inside) { return inside ? value : old; });
  }

  template <class F>
  auto map(F f) const {
    using U = std::decay_t<std::invoke_result_t<F, const T&>>;
    if (constant()) return Timeline<U>(f(first_.value));
    std::vector<typename Timeline<U>::Segment> out;
    out.reserve(segments_.size());
    for (const Segment& s : segments_) out.push_back({s.from, f(s.value)});
    return Timeline<U>::from_segments(std::move(out));
  }

  // Every maximal span on which `test` holds, in order; none is empty. A value of
  // Day::last() alone lies in no span.
  template <class F>
  std::vector<Span> where(F test) const {
    std::vector<Span> out;
    const std::span<const Segment> all = segments();
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!test(all[i].value)) continue;
      Span s{all[i].from, i + 1 < all.size() ? all[i + 1].from : Day::never()};
      if (s.empty()) continue;
      if (!out.empty() && out.back().until == s.from) {
        out.back().until = s.until;
      } else {
        out.push_back(s);
      }
    }
    return out;
  }

  friend bool operator==(const Timeline&, const Timeline&) = default;

  // True inside the span, false outside. A span until never() runs on.
  static Timeline<bool> indicator(Span span) {
    if (span.empty()) return Timeline<bool>(false);
    std::vector<typename Timeline<bool>::Segment> out;
    if (span.from > Day::first()) out.push_back({Day::first(), false});
    out.push_back({span.from, true});
    if (span.until < Day::never()) out.push_back({span.until, false});
    return Timeline<bool>::from_segments(std::move(out));
  }

 private:
  template <class U>
  friend class Timeline;

  std::size_t index_of(Day day) const {
    if (constant()) return 0;
    auto after = std::upper_bound(segments_.begin(), segments_.end(), day,
                                  [](Day d, const Segment& s) { return d < s.from; });
    return static_cast<std::size_t>(after - segments_.begin()) - 1;
  }

  Segment first_;                  // where it is the only one
  std::vector<Segment> segments_;  // else all, two at least
};

// Day by day, f of both values.
template <class A, class B, class F>
auto combine(const Timeline<A>& a, const Timeline<B>& b, F f) {
  using R = std::decay_t<std::invoke_result_t<F, const A&, const B&>>;
  if (a.constant() && b.constant()) {
    return Timeline<R>(f(a.segments()[0].value, b.segments()[0].value));
  }
  auto as = a.segments();
  auto bs = b.segments();
  std::vector<typename Timeline<R>::Segment> out;
  out.reserve(as.size() + bs.size());
  std::size_t i = 0, j = 0;
  Day from = Day::first();
  while (true) {
    out.push_back({from, f(as[i].value, bs[j].value)});
    bool more_a = i + 1 < as.size();
    bool more_b = j + 1 < bs.size();
    if (!more_a && !more_b) break;
    Day next_a = more_a ? as[i + 1].from : Day::last();
    Day next_b = more_b ? bs[j + 1].from : Day::last();
    from = std::min(next_a, next_b);
    if (more_a && next_a == from) ++i;
    if (more_b && next_b == from) ++j;
  }
  return Timeline<R>::from_segments(std::move(out));
}

}  // namespace ratione
