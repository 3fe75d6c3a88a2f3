#include "cli/app.h"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <deque>
#include <exception>

#include "cli/context.h"
#include "cli/help.h"
#include "cli/version.h"
#include "compiled/bytes.h"
#include "errors/quoted.h"
#include "text/names.h"

namespace ratione::cli {

#define RATIONE_COMMAND(name) void add_##name(CLI::App& app, Context& context);
#include "cli/commands.inc"
#undef RATIONE_COMMAND

namespace {

// The innermost command that was typed, and its words: "law show".
struct Typed {
  const CLI::App* app;
  std::string words;  // "ratione law show"
  std::string page;   // "law-show", or "ratione"
};

Typed typed(const CLI::App& app) {
  Typed found{&app, "ratione", ""};
  while (!found.app->get_subcommands().empty()) {
    found.app = found.app->get_subcommands().front();
    found.words += " " + found.app->get_name();
    found.page += (found.page.empty() ? "" : "-") + found.app->get_name();
  }
  if (found.page.empty()) found.page = "ratione";
  return found;
}

std::vector<std::string> commands_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* each : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(each->get_name());
  }
  return names;
}

// Of the command and of those around it.
std::vector<std::string> options_of(const CLI::App* app) {
  std::vector<std::string> names;
  for (; app != nullptr; app = app->get_parent()) {
    for (const CLI::Option* option : app->get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
  }
  return names;
}

Error unknown_command(const Typed& at, const std::string& word) {
  std::vector<std::string> names = commands_of(*at.app);
  std::string near = nearest(word, names);
  return {Code::unknown_command,
          {},
          near.empty() ? fmt::format("{} is no command of {}; write {}.", ratione::quoted(word),
                                     at.words, any_of_words(names))
                       : fmt::format("{} is no command of {}; did you mean {}?",
                                     ratione::quoted(word), at.words, near)};
}

// What is left over once every word that means something is taken.
Error left_over(const Typed& at, const std::string& word) {
  if (word.size() > 1 && word[0] == '-') {
    std::string option = word.substr(0, word.find('='));
    std::string near = nearest(option, options_of(at.app));
    return {Code::unknown_option,
            {},
            near.empty() ? fmt::format("{} is no option of {}; see {} --help.",
                                       ratione::quoted(option), at.words, at.words)
                         : fmt::format("{} is no option of {}; did you mean {}?",
                                       ratione::quoted(option), at.words, near)};
  }
  if (!commands_of(*at.app).empty()) return unknown_command(at, word);
  return {Code::word_too_many,
          {},
          fmt::format("{} is one word too many for {}; see {} --help.", ratione::quoted(word),
                      at.words, at.words)};
}

void list_commands(const Typed& at, Context& context) {
  // Only what is there: help for what is not there helps nobody.
  std::string out;
  const bool top = at.app->get_parent() == nullptr;
  for (const std::string& name : commands_of(*at.app)) {
    std::string_view page = help_page(top ? name : at.page + "-" + name);
    std::size_t from = page.find("\n\n");
    std::string_view first = from == std::string_view::npos ? "" : page.substr(from + 2);
    out += context.look.folded(first.substr(0, first.find('\n')), "  " + padded(name, 10),
                               std::string(12, ' '));
  }
  context.print(out);
}

void show_help(const CLI::App& app, Context& context) {
  Typed at = typed(app);
  std::string_view page = help_page(at.page);
  if (page.empty()) page = help_page(at.page.substr(0, at.page.find('-')));
  constexpr std::string_view here = "{commands}\n";
  std::size_t list = page.find(here);
  context.print(shown_help(page.substr(0, list), context.look));
  if (list == std::string_view::npos) return;
  list_commands(at, context);
  context.print(shown_help(page.substr(list + here.size()), context.look));
}

Exit end(const Stop& stop) {
  write_errors(stop.errors);
  return exit_of(stop.fault);
}

Exit wrong(Error error) { return end({Fault::asked_wrongly, {std::move(error)}, ""}); }

// A whatif has the command that it runs behind --.
constexpr std::string_view with_a_command = "whatif";

Exit run_words(std::vector<std::string> words, const Hypothesis& hypothesis,
               const Context* outer = nullptr) {
  // Never taken down: the process ends with the command, and to free law and
  // record piece by piece takes longer than many an answer.
  static auto* kept = new std::deque<Context>;
  Context& context = kept->emplace_back();
  context.look = Look::of_terminal();
  context.shared_house().hypothesis = hypothesis;
  if (outer != nullptr) {  // what stood before the command that led here
    context.home_option = outer->home_option;
    context.format_option = outer->format_option;
    context.ledger_option = outer->ledger_option;
  }
  auto dashes = std::find(words.begin(), words.end(), "--");
  if (dashes != words.end() && std::find(words.begin(), dashes, with_a_command) != dashes) {
    context.after_dashes.emplace(dashes + 1, words.end());
    words.erase(dashes, words.end());
  }

  CLI::App app("", "ratione");
  app.set_help_flag("-h,--help", "");
  app.fallthrough();
  app.require_subcommand(0, 1);
  bool version = false;
  app.add_flag("--version", version, "");
  app.add_option("--home", context.home_option, "");
  app.add_option("--ledger", context.ledger_option, "");
  app.add_option("--format", context.format_option, "");
#define RATIONE_COMMAND(name) add_##name(app, context);
#include "cli/commands.inc"
#undef RATIONE_COMMAND

  // "-9.2,-171.8" is a point south and west, no option: a space says so.
  std::vector<std::string> spaced;
  for (std::string_view word : words) {
    bool point = word.size() > 1 && word[0] == '-' && word.find(',') != std::string_view::npos &&
                 (word[1] == '.' || (word[1] >= '0' && word[1] <= '9'));
    spaced.insert(spaced.begin(), (point ? " " : "") + std::string(word));
  }

  try {
    app.parse(spaced);
    if (version) {
      show_version(context);
    } else if (app.get_subcommands().empty()) {
      show_help(app, context);
    } else if (context.next) {
      return run_words(std::move(context.next->words), context.next->hypothesis, &context);
    }
    return context.flush();
  } catch (const Stop& stop) {
    return end(stop);
  } catch (const CLI::CallForHelp&) {
    // Help for a command that is not there would pass for its help.
    std::vector<std::string> rest = app.remaining(true);
    if (!rest.empty() && typed(app).app == &app && rest.front()[0] != '-') {
      return wrong(left_over(typed(app), rest.front()));
    }
    show_help(app, context);
    return context.flush();
  } catch (const CLI::ExtrasError&) {
    std::vector<std::string> rest = app.remaining(true);
    return wrong(left_over(typed(app), rest.empty() ? "" : rest.front()));
  } catch (const CLI::RequiredError& missing) {
    Typed at = typed(app);
    std::vector<std::string> rest = app.remaining(true);  // a word mistaken tells more
    if (!rest.empty()) return wrong(left_over(at, rest.front()));
    if (at.app->get_require_subcommand_min() > 0 && at.app->get_subcommands().empty()) {
      return wrong({Code::word_missing,
                    {},
                    fmt::format("{} needs one of its commands: {}.", at.words,
                                any_of_words(commands_of(*at.app)))});
    }
    std::string what = missing.what();
    what = what.substr(0, what.find(" is required"));
    return wrong({Code::word_missing,
                  {},
                  fmt::format("{} needs {}; see {} --help.", at.words, what, at.words)});
  } catch (const CLI::ArgumentMismatch& mismatch) {
    // "--on: 1 required TEXT missing", "--on: At most 1 required but received 2"
    Typed at = typed(app);
    std::string what = mismatch.what();
    std::string option = what.substr(0, what.find_first_of(": "));
    bool twice = what.find("received") != std::string::npos;
    return wrong({twice ? Code::word_too_many : Code::word_missing,
                  {},
                  twice ? fmt::format("{} was given more than once; give it once.", option)
                        : fmt::format("{} needs a value; see {} --help.", option, at.words)});
  } catch (const CLI::ParseError& other) {
    return wrong({Code::value_not_taken, {}, fmt::format("{}.", other.what())});
  }
}

}  // namespace

int run(int count, const char* const* words) {
  std::signal(SIGPIPE, SIG_IGN);  // a reader that goes away shows as EPIPE
  std::signal(SIGXFSZ, SIG_IGN);  // a limit on the size of files shows as EFBIG
  try {
    return static_cast<int>(run_words({words + std::min(count, 1), words + count}, {}));
  } catch (const compiled::Unreadable& forged) {
    return static_cast<int>(
        end({Fault::machine,
             {Error{Code::compiled_unusable,
                    {forged.file(), 0, 0, ""},
                    "The compiled file is damaged; remove it, and it is made again."}},
             ""}));
  } catch (const std::bad_alloc&) {
    return static_cast<int>(end(
        {Fault::machine, {Error{Code::went_wrong, {}, "The machine has no memory left."}}, ""}));
  } catch (const std::exception& fault) {
    return static_cast<int>(
        end({Fault::machine,
             {Error{Code::went_wrong,
                    {},
                    fmt::format("The program itself is at fault ({}); please report the command.",
                                fault.what())}},
             ""}));
  }
}

}  // namespace ratione::cli
