#include "answers/forms.h"

#include <fmt/format.h>

#include "text/csv.h"

namespace ratione::answers {

std::string printed(const Json& json) { return json.dump(2) + "\n"; }

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  return fmt::format("{}", fmt::join(parts, between));
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

std::string csv_line(const std::vector<std::string>& fields) {
  std::string line;
  for (const std::string& field : fields) {
    if (&field != &fields.front()) line += ',';
    line += csv_quoted(field);
  }
  return line + "\n";
}

std::string iso_or_empty(const std::optional<Day>& day) { return day ? day->iso() : ""; }

Json iso_or_null(const std::optional<Day>& day) { return day ? Json(day->iso()) : Json(nullptr); }

std::string iso_or_empty(const std::optional<DayRange>& days) { return days ? days->iso() : ""; }

Json iso_or_null(const std::optional<DayRange>& days) {
  return days ? Json(days->iso()) : Json(nullptr);
}

std::string cited(const std::vector<Citation>& cites, std::string_view instrument) {
  std::vector<std::string> words;
  for (const Citation& each : cites) words.push_back(each.words_in(instrument));
  return joined(words);
}

std::string rounded_words(Day from, Day to, const std::vector<Citation>& cites,
                          std::string_view instrument) {
  const bool down = to.ymd().day > 1;  // else the first of the next month
  const std::string month = (down ? to : to.previous()).iso().substr(0, 7);
  const std::string by = cited(cites, instrument);
  return fmt::format(
      "There is no {}-{:02}: what is counted from {} ends on {}, as the law rounds {}{}.", month,
      from.ymd().day, from.iso(), to.iso(), down ? "down" : "up",
      by.empty() ? "" : " (" + by + ")");
}

std::string short_id(std::string_view id, std::string_view instrument) {
  if (id.starts_with(instrument) && id.substr(instrument.size()).starts_with('/')) {
    id.remove_prefix(instrument.size() + 1);
  }
  return std::string(id);
}

}  // namespace ratione::answers
