#include "answers/panel.h"

#include <fmt/format.h>

#include <algorithm>

#include "errors/quoted.h"

namespace ratione::answers {

namespace {

// A day, or the first or last day of a year.
Day edge(Desk& desk, std::string_view word, const std::string& text, bool last) {
  const bool year = text.size() == 4 && std::all_of(text.begin(), text.end(),
                                                    [](char c) { return c >= '0' && c <= '9'; });
  if (!year) return desk.day(word, text, std::nullopt);
  return desk.day(word, text + (last ? "-12-31" : "-01-01"), std::nullopt);
}

Every every_of(const Desk& desk, const std::string& text) {
  std::vector<std::string> words;
  for (Every every : {Every::year, Every::month, Every::day, Every::spell}) {
    if (text == word_of(every)) return every;
    words.emplace_back(word_of(every));
  }
  refuse_value(desk.word("every"), text, words);
}

std::string about(Desk& desk, const PanelAnswer& answer) {
  std::string out;
  for (const LawInstrument* each : answer.instruments) {
    out += fmt::format("- {} ({})\n", desk.title(*each), each->slug);
  }
  out += fmt::format("- as known on {}\n", answer.known.iso());
  for (const std::string& sentence : answer.beyond) out += fmt::format("- {}\n", sentence);
  const Json made = desk.made_with();
  out += fmt::format("- made with {}, law {}, record {}\n", made["program"].get<std::string>(),
                     made["law"].get<std::string>(), made["record"].get<std::string>());
  if (made.contains("ledger")) {
    out += fmt::format("- and the ledger {} with {} {}, head {}\n",
                       made["ledger"]["name"].get<std::string>(),
                       made["ledger"]["entries"].get<std::uint64_t>(),
                       made["ledger"]["entries"] == 1 ? "entry" : "entries",
                       made["ledger"]["head"].get<std::string>());
  }
  return out;
}

Fault fault_of(Code code) {
  switch (code) {
    case Code::unknown_format:
    case Code::bad_output:
    case Code::no_output_folder:
      return Fault::asked_wrongly;
    default:
      return Fault::machine;
  }
}

}  // namespace

PanelAnswer panel(Desk& desk, const PanelQuestion& asked) {
  PanelAnswer answer;
  answer.every = every_of(desk, asked.every);
  answer.known = desk.known(asked.known);
  answer.from = edge(desk, desk.word("from"), asked.from, false);
  answer.to = asked.to.empty() ? answer.known : edge(desk, desk.word("to"), asked.to, true);
  if (!asked.to.empty() && answer.to < answer.from) {
    refuse(Code::value_not_taken,
           fmt::format("{} {} is before {} {}; write the earlier one first.", desk.word("to"),
                       answer.to.iso(), desk.word("from"), answer.from.iso()));
  }
  answer.to = std::min(answer.to, answer.known);
  if (answer.to < answer.from) {
    refuse(Code::value_not_taken,
           fmt::format("{} {} lies after the day of knowledge, {}; a panel ends with that day.",
                       desk.word("from"), answer.from.iso(), answer.known.iso()));
  }
  PanelAsked wanted;
  for (const std::string& name : asked.instruments) {
    const LawInstrument* instrument = &desk.instrument(name);
    if (std::find(answer.instruments.begin(), answer.instruments.end(), instrument) !=
        answer.instruments.end()) {
      refuse(Code::word_too_many,
             fmt::format("{} is named twice; name it once.", instrument->slug));
    }
    answer.instruments.push_back(instrument);
    if (std::string says = desk.beyond(*instrument, answer.to, answer.known); !says.empty()) {
      answer.beyond.push_back(std::move(says));
    }
  }
  wanted.instruments = answer.instruments;
  wanted.days = {answer.from, answer.to.next()};
  wanted.every = answer.every;
  Result<PanelWritten> written = write_panel(desk.engine(answer.known, answer.instruments),
                                             desk.record(), wanted, asked.out, about(desk, answer));
  if (!written) throw Stop{fault_of(written.error().code), {written.error()}, ""};
  answer.written = std::move(*written);
  return answer;
}

Json json_of(Desk& desk, const PanelAnswer& answer) {
  Json instruments = Json::array();
  for (const LawInstrument* each : answer.instruments) instruments.push_back(each->slug);
  return Json{{"instruments", std::move(instruments)},
              {"from", answer.from.iso()},
              {"to", answer.to.iso()},
              {"every", word_of(answer.every)},
              {"known", answer.known.iso()},
              {"file", answer.written.file},
              {"codebook", answer.written.codebook},
              {"rows", answer.written.rows},
              {"states", answer.written.states},
              {"beyond", answer.beyond},
              {"made_with", desk.made_with()}};
}

}  // namespace ratione::answers
