// ratione law check | list | show: the law itself.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "answers/law.h"
#include "atlas/check.h"
#include "cli/context.h"
#include "text/names.h"

namespace ratione::cli {

namespace {

// ---- law check ----

struct Counts {
  std::size_t instruments = 0, provisions = 0, rules = 0, acts = 0, states = 0, places = 0;
  int cases = 0;
};

Json place_json(const Error& fault, std::string_view kind) {
  return Json{{"kind", kind},
              {"code", text_of(fault.code)},
              {"file", fault.place.file},
              {"line", fault.place.line},
              {"column", fault.place.column},
              {"provision", fault.place.provision},
              {"says", fault.says}};
}

std::string counted(std::size_t n, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", n, n == 1 ? one : many);
}

void count_law(const Law& law, Counts& counts) {
  counts.instruments = law.instruments.size();
  counts.rules = law.clauses.size();
  for (const LawInstrument& each : law.instruments) counts.provisions += each.provisions.size();
}

void add(Errors& all, Errors more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

// The law alone cannot see that an act or an attribution of a place holds on
// one reading only; this command sees all three.
bool read_elsewhere(const Dispute& dispute, const Record& record, const Atlas& atlas) {
  auto one_of_its = [&](std::string_view name) {
    return std::any_of(dispute.readings.begin(), dispute.readings.end(),
                       [&](const Reading& reading) { return reading.name == name; });
  };
  for (const Instrument& instrument : record.instruments()) {
    for (const Act& act : record.acts(instrument.slug)) {
      if (one_of_its(act.only_on)) return true;
    }
  }
  for (const PlaceEntry& place : atlas.all()) {
    for (const Attribution& each : place.attributions) {
      if (one_of_its(each.only_on)) return true;
    }
  }
  return false;
}

void check(Context& context, const std::string& folder) {
  Format format = context.format(false);
  bool law_alone = !folder.empty();
  std::error_code ignored;
  if (law_alone && !std::filesystem::is_directory(folder, ignored)) {
    broken({Error{Code::law_file, Place{folder, 0, 0, ""},
                  "there is no such folder; name one that holds law, or leave it out to check "
                  "everything."}});
  }
  Errors faults, warnings;
  Counts counts;

  // Everything that can be read is read, so that all faults show at once.
  Results<Law> law = load_law(law_alone ? folder : context.folder("law"));
  if (law) {
    count_law(*law, counts);
    warnings = law->warnings;
  } else {
    add(faults, std::move(law.error()));
  }
  std::optional<Record> record;
  std::optional<Atlas> atlas;
  if (!law_alone) {
    Results<Record> read = Record::load(context.folder("record"));
    if (read) {
      record = std::move(*read);
      counts.states = record->states().all().size();
      for (const Instrument& each : record->instruments()) {
        counts.acts += record->acts(each.slug).size();
      }
      Results<Atlas> places = Atlas::load(context.folder("atlas"), record->states());
      if (places) {
        atlas = std::move(*places);
        counts.places = atlas->all().size();
        add(faults, check_places(*record, *atlas));
      } else {
        add(faults, std::move(places.error()));
      }
    } else {
      add(faults, std::move(read.error()));
    }
  }
  if (law && record && atlas) {
    std::erase_if(warnings, [&](const Error& warning) {
      return std::any_of(law->disputes.begin(), law->disputes.end(), [&](const Dispute& dispute) {
        return warning.code == Code::unsound_dispute && dispute.place.file == warning.place.file &&
               dispute.place.line == warning.place.line && read_elsewhere(dispute, *record, *atlas);
      });
    });
    Results<Engine> engine =
        Engine::make(*law, *record, *atlas, std::max(context.today(), record->newest()));
    if (!engine) {
      add(faults, std::move(engine.error()));
    } else {
      for (const LawInstrument& instrument : law->instruments) {
        Engine::CasesRun run = engine->run_cases(instrument);
        counts.cases += run.rows;
        add(faults, std::move(run.failed));
        add(faults, engine->scan(instrument));
      }
    }
  }

  if (format == Format::json) {
    Json list = Json::array();
    for (const Error& each : faults) list.push_back(place_json(each, "fault"));
    for (const Error& each : warnings) list.push_back(place_json(each, "warning"));
    Json made = law_alone || !faults.empty() ? Json{{"program", "ratione " RATIONE_VERSION}}
                                             : context.made_with();
    context.print_json(Json{{"faults", faults.size()},
                            {"warnings", warnings.size()},
                            {"checked", Json{{"instruments", counts.instruments},
                                             {"provisions", counts.provisions},
                                             {"rules", counts.rules},
                                             {"cases", counts.cases},
                                             {"acts", counts.acts},
                                             {"states", counts.states},
                                             {"places", counts.places}}},
                            {"list", std::move(list)},
                            {"made_with", std::move(made)}});
  } else {
    for (const Error& each : warnings) {
      Error shown = each;
      shown.says = "warning: " + each.says;
      write_errors({shown});
    }
    std::vector<std::string> parts;
    if (law) {
      parts.push_back(counted(counts.instruments, "instrument", "instruments"));
      parts.push_back(counted(counts.provisions, "provision", "provisions"));
      parts.push_back(counted(counts.rules, "rule", "rules"));
    }
    if (law && record && atlas) {
      parts.push_back(counted(static_cast<std::size_t>(counts.cases), "case", "cases"));
    }
    if (record) {
      parts.push_back(counted(counts.acts, "act", "acts"));
      parts.push_back(counted(counts.states, "State", "States"));
    }
    if (atlas) parts.push_back(counted(counts.places, "place", "places"));
    std::string what =
        parts.empty() ? "Nothing could be checked" : "Checked " + all_of_words(parts);
    std::string found = faults.empty() ? "no fault" : counted(faults.size(), "fault", "faults");
    if (!warnings.empty()) found += ", " + counted(warnings.size(), "warning", "warnings");
    context.print(context.look.folded(fmt::format("{}: {}.", what, found)));
  }
  context.fault(faults);
}

// ---- law list, law show ----

std::string list_text(Context& context, const LawListAnswer& answer) {
  Table table({{"instrument"}, {"provisions", 0, true}, {"rules", 0, true}, {"title"}});
  for (const LawInstrument* each : answer.instruments) {
    table.row({each->slug, std::to_string(each->provisions.size()),
               std::to_string(rules_of(*answer.law, each->slug)), each->title});
  }
  return table.text(context.look);
}

std::string provisions_text(Context& context, const ProvisionsAnswer& answer) {
  Table table({{"provision", 14}, {"title", 38}, {"rules"}});
  for (const auto& [provision, rules] : answer.rows) {
    table.row({written_provision(provision->id), provision->title, joined(rules)});
  }
  return context.look.strong(answer.instrument->title) + "\n\n" + table.text(context.look);
}

std::string clause_words(const Clause& clause, const Law& law) {
  if (clause.exception_to < 0) return clause.name;
  return fmt::format("{} (exception to {})", clause.name,
                     law.clauses[static_cast<std::size_t>(clause.exception_to)].name);
}

std::string shown_text(Context& context, const ShownAnswer& answer) {
  const Law& law = context.law();
  const LawInstrument& instrument = *answer.instrument;
  const Look& look = context.look;
  std::string out = look.quiet(instrument.title) + "\n";
  for (const Provision* each : answer.provisions) {
    out += "\n" + look.folded(each->title, look.strong(written_provision(each->id)) + "  ", "  ");
    std::string_view text = each->text;
    while (!text.empty()) {  // paragraphs and list items keep their lines apart
      std::size_t end = text.find('\n');
      std::string_view line = text.substr(0, end);
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      std::string paragraph(line);
      while (!line.empty() && !text.empty() && text[0] != '\n' && text[0] != '-' &&
             text[0] != '|' && text[0] != '*') {
        std::size_t next = text.find('\n');
        paragraph += " " + std::string(text.substr(0, next));
        text.remove_prefix(next == std::string_view::npos ? text.size() : next + 1);
      }
      if (paragraph.empty()) {
        if (!text.empty()) out += "\n";
      } else {
        out += look.folded(paragraph, "  ", "  ");
      }
    }
    for (const std::string& fence : each->fences) {
      out += "\n";
      std::string_view lines = fence;
      while (!lines.empty()) {
        std::size_t end = lines.find('\n');
        std::string_view line = lines.substr(0, end);
        std::size_t deep = std::min(line.find_first_not_of(' '), line.size());
        std::string before(4 + deep, ' ');
        line.remove_prefix(deep);
        out += line.empty() ? "\n" : look.folded(line, before, before + "    ");
        lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
      }
    }
  }
  if (!answer.cited_by.empty()) {
    std::vector<std::string> names;
    for (const Clause* each : answer.cited_by) {
      names.push_back((each->instrument == instrument.slug ? "" : each->instrument + " ") +
                      clause_words(*each, law));
    }
    out += "\n" + look.folded("Cited by " + all_of_words(names) + ".");
  }
  if (!answer.provisions.empty()) {
    out += look.quiet(fmt::format("{}:{}", answer.provisions[0]->place.file,
                                  answer.provisions[0]->place.line)) +
           "\n";
  }
  return out;
}

}  // namespace

void add_law_export(CLI::App& law, Context& context);  // law_export.cc
void add_law_new(CLI::App& law, Context& context);     // law_new.cc

void add_law(CLI::App& app, Context& context) {
  CLI::App* law = context.command(app, "law");
  law->require_subcommand(1);

  auto folder = std::make_shared<std::string>();
  CLI::App* checks = context.command(*law, "check");
  checks->add_option("FOLDER", *folder);
  checks->callback([&context, folder] { check(context, *folder); });

  struct Listing {
    std::string instrument, about;
  };
  auto listing = std::make_shared<Listing>();
  CLI::App* lists = context.command(*law, "list");
  CLI::Option* which = lists->add_option("INSTRUMENT", listing->instrument);
  lists->add_option("--about", listing->about)->excludes(which);
  lists->callback([&context, listing] {
    if (listing->instrument.empty()) {
      context.give(law_list(context, listing->about), list_text);
    } else {
      context.give(provisions(context, context.instrument(listing->instrument)), provisions_text);
    }
  });

  auto words = std::make_shared<std::vector<std::string>>();
  CLI::App* shows = context.command(*law, "show");
  shows->add_option("PROVISION", *words)->required();
  shows->callback([&context, words] {
    ProvisionNamed named = provision_named(context, *words);
    if (named.provision.empty()) {
      context.give(provisions(context, *named.instrument), provisions_text);
    } else {
      context.give(shown(context, named), shown_text);
    }
  });

  add_law_export(*law, context);
  add_law_new(*law, context);
}

}  // namespace ratione::cli
