// ratione assess: could a court reach an act, and why.

#include "answers/assess.h"

#include <fmt/format.h>

#include "answers/verdict.h"
#include "cli/context.h"
#include "cli/verdict_view.h"
#include "cli/written_file.h"
#include "proof/grounds.h"

namespace ratione::cli {

namespace {

struct Asked : AssessAsked {
  std::string grounds;
};

// The proof as data, for the checker (docs/proofs.md).
void write_grounds(Context& context, const AssessAnswer& answer, const std::string& path) {
  Results<Grounds> grounds = Grounds::make(context.law(), context.record(), context.atlas(),
                                           answer.verdict.known, *answer.instrument);
  if (!grounds) broken(std::move(grounds.error()));
  write_file("--grounds", path, grounds->text("asked", answer.situation, answer.verdict));
}

std::string assess_text(Context& context, const AssessAnswer& answer) {
  return verdict_text(context, *answer.instrument, answer.situation, answer.verdict) +
         why_text(context, *answer.instrument, answer.verdict);
}

std::string change_text(Context& context, const AssessChange& change) {
  const Look& look = context.look;
  const LawInstrument& instrument = *change.after.instrument;
  std::string out = look.folded(question_words(context, instrument, change.after.situation)) + "\n";
  for (const AssessAnswer* side : {&change.before, &change.after}) {
    const Verdict& verdict = side->verdict;
    out += look.strong("known " + verdict.known.iso()) + "  " + look.verdict(verdict.conclusion) +
           "\n" + look.folded(why(context, instrument, verdict), "  ", "  ");
  }
  if (!change.differs) return out + "\nNothing differs.\n";
  out += "\n";
  for (const Act& act : change.acts) {
    std::string kind = plain(act.kind);
    out += look.folded(
        fmt::format("{} by {} of {}, known from {} ({})", kind,
                    act.state.none() ? act.actor : context.record().states().name(act.state),
                    act.day.iso(), act.known.iso(), short_id(act.id, instrument.slug)),
        "by  ", "    ");
  }
  if (change.acts.empty()) {
    out += look.folded(
        "No act makes the difference: a reading of the law became the court's, or "
        "was given up.");
  }
  return out;
}

}  // namespace

void add_assess(CLI::App& app, Context& context) {
  auto asked = std::make_shared<Asked>();
  CLI::App* command = context.command(app, "assess");
  command->add_option("--court", asked->court);
  command->add_option("--date", asked->date)->required();
  command->add_option("--place", asked->places)->allow_extra_args(false);
  command->add_option("--at", asked->at)->allow_extra_args(false);
  command->add_option("--atlas", context.atlas_option);
  command->add_option("--registered-in", asked->registered_in)->allow_extra_args(false);
  command->add_option("--suspect", asked->suspects)->allow_extra_args(false);
  command->add_option("--age", asked->age);
  command->add_option("--crime", asked->crime);
  command->add_option("--trigger", asked->trigger);
  command->add_option("--field", asked->fields)->allow_extra_args(false);
  command->add_option("--known", asked->known);
  command->add_option("--diff-known", asked->diff_known);
  command->add_option("--grounds", asked->grounds);
  command->add_option("--finding", asked->findings)->allow_extra_args(false);
  command->callback([&context, asked] {
    if (!asked->diff_known.empty()) {
      if (!asked->grounds.empty()) {
        refuse(Code::word_too_many,
               "--grounds writes the proof of one answer and --diff-known shows two; leave one of "
               "them out.");
      }
      return context.give(assess_change(context, *asked), change_text);
    }
    AssessAnswer answer = assess(context, *asked);
    if (!asked->grounds.empty()) write_grounds(context, answer, asked->grounds);
    context.give(answer, assess_text);
  });
}

}  // namespace ratione::cli
