// ratione vote: is a text adopted, who blocked it, what would have sufficed.

#include "answers/vote.h"

#include <fmt/format.h>

#include "cli/context.h"
#include "cli/verdict_view.h"
#include "text/names.h"

namespace ratione::cli {

namespace {

std::string side_words(Context& context, const Side& side) {
  std::vector<std::string> names;
  for (StateCode state : side.named) names.push_back(context.record().states().name(state));
  if (side.others > 0) {
    names.push_back(names.empty() ? "not named" : fmt::format("{} not named", side.others));
  }
  return names.empty() ? std::to_string(side.size())
                       : fmt::format("{}: {}", side.size(), all_of_words(names));
}

std::string vote_text(Context& context, const VoteAnswer& answer) {
  const Look& look = context.look;
  const Count& count = answer.count;
  std::string out =
      look.verdict(count.conclusion) + "\n" + look.folded(why(context, answer)) + "\n";
  out += look.entry("organ", answer.instrument->organ_title);
  out += look.entry("on", fmt::format("{}, as known on {}", answer.on.iso(), answer.known.iso()));
  out += look.entry("in favour", side_words(context, answer.votes.yes));
  out += look.entry("against", side_words(context, answer.votes.no));
  out += look.entry("abstaining", side_words(context, answer.votes.abstain));
  if (!count.seats_open) out += look.entry("not voting", std::to_string(count.not_voting));
  out += look.entry("required", fmt::format("{} ({})", required_words(count),
                                            cited(count.cites, answer.instrument->slug)));
  if (!count.blocked_by.empty()) {
    std::vector<std::string> names;
    for (StateCode state : count.blocked_by) names.push_back(context.record().states().name(state));
    out += look.entry("blocked by", all_of_words(names));
  }
  for (const Remedy& way : count.ways) {
    out += look.entry("would suffice", way.words(context.record().states()));
  }
  for (const std::string& note : notes_of(context, answer)) out += look.entry("note", note);
  if (!count.verdict.by_reading.empty()) out += readings_text(look, count.verdict);
  return out + why_text(context, *answer.instrument, count.verdict);
}

}  // namespace

void add_vote(CLI::App& app, Context& context) {
  auto asked = std::make_shared<VoteAsked>();
  CLI::App* command = context.command(app, "vote");
  command->add_option("organ", asked->organ)->required();
  command->add_option("--on", asked->on)->required();
  command->add_option("--yes", asked->yes)->allow_extra_args(false);
  command->add_option("--no", asked->no)->allow_extra_args(false);
  command->add_option("--abstain", asked->abstain)->allow_extra_args(false);
  command->add_flag("--procedural{yes}", asked->procedural);
  command->add_option("--finding", asked->findings)->allow_extra_args(false);
  command->add_option("--known", asked->known);
  command->callback([&context, asked] { context.give(vote(context, *asked), vote_text); });
}

}  // namespace ratione::cli
