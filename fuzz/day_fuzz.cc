// Any bytes as a day, a range, a number of the law, a provision, a name: what
// is read is written back, what is not is refused in a sentence; never a crash.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include "calendar/arithmetic.h"
#include "errors/quoted.h"
#include "law/fraction.h"
#include "text/names.h"

using namespace ratione;

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

void check_sentence(const Error& error) {
  check(!error.says.empty() && error.says.back() == '.');
  for (std::string_view rest = error.says; !rest.empty();) {
    int length = utf8_length(rest);
    check(length > 0 && static_cast<unsigned char>(rest[0]) >= 0x20);
    rest.remove_prefix(static_cast<std::size_t>(length));
  }
}

// The two ways of a month, as the header promises them.
void check_arithmetic(Day day, std::int64_t count) {
  Result<Day> days = add_days(day, count);
  if (days) {
    check(*days - day == count);
  } else {
    check_sentence(days.error());
  }
  for (auto add : {add_months, add_years}) {
    Result<Day> down = add(day, count, Rounding::down);
    Result<Day> up = add(day, count, Rounding::up);
    Result<Day> exact = add(day, count, Rounding::refuse);
    check(down.has_value() == up.has_value());
    if (!exact) check_sentence(exact.error());
    if (!down) {
      check(!exact && exact.error().code == Code::out_of_years);
    } else {
      check(*up - *down == (exact ? 0 : 1));
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(bytes), size);
  std::int64_t count = 0;
  if (size > 0) std::memcpy(&count, bytes, size < sizeof count ? size : sizeof count);

  if (Result<Day> day = Day::parse(text)) {
    check(day->iso() == text);
    check(Day::from_number(day->number()).value() == *day);
    for (std::int64_t n : {1, -1, 6, 12, 60, 4800}) check_arithmetic(*day, n);
  } else {
    check_sentence(day.error());
  }
  if (Result<DayRange> range = DayRange::parse(text)) {
    check(range->lo <= range->hi);
    check(DayRange::parse(range->iso()).value() == *range);
  } else {
    check_sentence(range.error());
  }
  if (Result<Day> day = Day::from_number(count)) {
    check(Day::parse(day->iso()).value() == *day);
  } else {
    check_sentence(day.error());
  }
  for (Day day : {Day::first(), Day(), Day::last()}) check_arithmetic(day, count);

  Fraction number;
  if (parse_fraction(text, number)) {
    Fraction back;
    check(number.denominator() > 0 && parse_fraction(number.text(), back) && back == number);
  }
  std::string dotted = dotted_provision(text);
  check(dotted.empty() || dotted_provision(dotted) == dotted);
  check(dotted.empty() || dotted_provision(written_provision(dotted)) == dotted);
  nearest(text, {"2016-02-29", fold_name(text), std::string(text)});
  return 0;
}
