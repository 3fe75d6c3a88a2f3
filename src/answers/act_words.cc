#include "answers/act_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/consequences.h"
#include "record/extended.h"
#include "text/names.h"

namespace ratione::answers {

namespace {

// Of the kinds of that instrument that take in the kind, or of all.
std::vector<std::string> own_columns(const Law& law, std::string_view instrument,
                                     std::string_view kind) {
  std::vector<std::string> columns;
  for (const ActKind& each : law.kinds) {
    if (each.instrument != instrument) continue;
    const std::vector<std::string>& takes = each.record_kinds;
    if (!kind.empty() && std::find(takes.begin(), takes.end(), kind) == takes.end()) continue;
    for (const ActKind::Field& field : each.fields) columns.push_back(field.name);
  }
  std::sort(columns.begin(), columns.end());
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
  return columns;
}

bool has(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::string unknown_kind(const Law& law, std::string_view instrument, std::string_view kind) {
  if (law.instrument(instrument) == nullptr || is_declared(law, instrument, kind_named(kind))) {
    return "";
  }
  std::vector<std::string> kinds;
  for (const ActKind& each : law.kinds) {
    if (each.instrument != instrument) continue;
    kinds.insert(kinds.end(), each.record_kinds.begin(), each.record_kinds.end());
  }
  for (const char* alias : {"withdrawal", "denunciation"}) {
    if (is_declared(law, instrument, kind_named(alias))) kinds.emplace_back(alias);
  }
  const std::string near = nearest(kind, kinds);
  return near.empty() ? fmt::format(
                            "is no kind of act that the law of {} knows; ratione dates {} "
                            "shows some.",
                            instrument, instrument)
                      : fmt::format("is no kind of act that the law of {} knows; did you mean {}?",
                                    instrument, near);
}

std::string unknown_column(const Law& law, std::string_view instrument, std::string_view kind,
                           std::string_view column) {
  if (law.instrument(instrument) == nullptr || has(act_column_names(), column)) return "";
  const std::vector<std::string> own = own_columns(law, instrument, kind);
  if (has(own, column)) return "";
  std::vector<std::string> all = act_column_names();
  all.insert(all.end(), own.begin(), own.end());
  const std::string what = kind.empty() ? fmt::format("an act under {}", instrument)
                                        : fmt::format("a {} under {}", kind, instrument);
  const std::string near = nearest(column, all);
  if (!near.empty()) {
    return fmt::format("is no column of {}; did you mean {}?", what, near);
  }
  return fmt::format(
      "is no column of {}; leave it out{}.", what,
      own.empty() ? "" : fmt::format(", or write one of its own: {}", any_of_words(own)));
}

}  // namespace ratione::answers
