// ratione whatif: any command, asked of a record with acts added or taken out, or with
// other votes on them.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "answers/other_votes.h"
#include "answers/supposed.h"
#include "cli/context.h"
#include "errors/quoted.h"
#include "text/names.h"

namespace ratione::cli {

namespace {

struct Asked {
  std::vector<std::string> add, remove, vote;
};

constexpr std::size_t most_said = 3;  // acts that are named, added and taken out

// They read no record, or their answer would not show that it is hypothetical.
constexpr std::array<std::string_view, 4> not_run = {"whatif", "law", "atlas", "serve"};

void refuse_command(const std::vector<std::string>& words) {
  auto command = std::find_if(words.begin(), words.end(),
                              [](const std::string& word) { return !word.starts_with('-'); });
  if (command == words.end()) {
    refuse(
        Code::word_missing,
        "whatif needs a command behind --, such as -- status TREATY; see ratione whatif --help.");
  }
  if (std::find(not_run.begin(), not_run.end(), *command) != not_run.end()) {
    refuse(Code::value_not_taken, fmt::format("whatif does not run {}; see ratione whatif --help.",
                                              ratione::quoted(*command)));
  }
}

std::string named(std::string_view with, const std::vector<std::string>& acts) {
  std::vector<std::string> shown(
      acts.begin(), acts.begin() + static_cast<std::ptrdiff_t>(std::min(acts.size(), most_said)));
  if (acts.size() > most_said) {
    shown.push_back(fmt::format("{} more", acts.size() - most_said));
  }
  return fmt::format("{} {}", with, all_of_words(shown));
}

void whatif(Context& context, const Asked& asked) {
  if (!context.after_dashes) refuse_command({});
  refuse_command(*context.after_dashes);
  if (asked.add.empty() && asked.remove.empty() && asked.vote.empty()) {
    refuse(Code::word_missing,
           "whatif needs an act to add or to take out, or other votes on one: --add \"STATE KIND "
           "INSTRUMENT DAY\", --remove ACT-ID or --vote \"ACT-ID STATE=abstain\".");
  }
  Context::Next next;
  next.words = *context.after_dashes;
  Hypothesis& hypothesis = next.hypothesis;
  std::vector<std::string> with, without;
  for (const std::string& text : asked.add) {
    for (AddedAct& act : supposed_acts(context, "--add", text)) {
      if (const Act* found = on_record(context, act)) {
        refuse(Code::value_not_taken, fmt::format("--add {}: {} is that act, on record already.",
                                                  ratione::quoted(text), found->id));
      }
      with.push_back("the " + words_of(act, context.record().states()));
      hypothesis.from =
          std::max(hypothesis.from, context.day("--add", act.columns.at("day"), std::nullopt));
      hypothesis.change.added.push_back(std::move(act));
    }
  }
  for (const std::string& id : asked.remove) {
    const Act& act = act_named(context, "--remove", id);
    hypothesis.change.removed.push_back(act.id);
    without = {};
    for (const std::string& each : hypothesis.change.removed) {
      for (std::string& gone : with_dependants(context.record(), each)) {
        if (std::find(without.begin(), without.end(), gone) == without.end()) {
          without.push_back(std::move(gone));
        }
      }
    }
  }
  for (const std::string& text : asked.vote) {
    OtherVotes votes = other_votes(context, "--vote", text);
    for (const RevisedAct& each : hypothesis.change.revised) {
      if (each.id != votes.change.id) continue;
      refuse(Code::value_not_taken,
             fmt::format("--vote {}: its votes are given already; name all in one --vote.",
                         ratione::quoted(text)));
    }
    with.push_back(fmt::format("the vote on {} otherwise: {}", votes.change.id, votes.says));
    hypothesis.change.revised.push_back(std::move(votes.change));
  }
  if (!with.empty()) hypothesis.says.push_back(named("with", with));
  if (!without.empty()) hypothesis.says.push_back(named("without", without));
  // What does not fit is a mistake of this command, not of the next one.
  const Record would_be = changed_record(context.record(), hypothesis.change);
  engine_of(context, would_be, std::max(context.today(), hypothesis.from));
  context.next = std::move(next);
}

}  // namespace

void add_whatif(CLI::App& app, Context& context) {
  auto asked = std::make_shared<Asked>();
  CLI::App* command = context.command(app, "whatif");
  command->add_option("--add", asked->add)->allow_extra_args(false);
  command->add_option("--remove", asked->remove)->allow_extra_args(false);
  command->add_option("--vote", asked->vote)->allow_extra_args(false);
  command->callback([&context, asked] { whatif(context, *asked); });
}

}  // namespace ratione::cli
