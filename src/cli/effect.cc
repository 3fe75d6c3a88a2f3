// ratione effect: what an act changes, for whom, from when; or that it changes
// nothing.

#include "answers/effect.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "answers/proof_forms.h"
#include "answers/verdict.h"
#include "cli/context.h"
#include "report/html.h"
#include "text/names.h"

namespace ratione::cli {

namespace {

using Tells = Consequence::Tells;

constexpr std::size_t most_lines = 12;  // of a list; the other forms have all

std::string who(const States& states, const EffectOf& of) {
  return of.act.state.none() ? of.act.actor : states.name(of.act.state);
}

std::string citation(const std::vector<Citation>& cites, const std::string& slug) {
  std::string text = cited(cites, slug);
  return text.empty() ? "" : fmt::format(" ({})", text);
}

std::string when_made(const EffectOf& of) {
  const DateRow& row = *of.when_made;
  if (!row.effective)
    return fmt::format("as known on {}: {}", of.act.known.iso(), plain(row.outcome));
  return fmt::format("as known on {}, it was to take effect on {}{}{}", of.act.known.iso(),
                     row.effective->iso(), citation(row.cites, of.instrument->slug),
                     of.revocable_when_made ? fmt::format(", and could be taken back until {}",
                                                          of.revocable_when_made->iso())
                                            : "");
}

std::string own_day(const EffectOf& of) {
  if (!of.row) return "";
  const std::string by = citation(of.row->cites, of.instrument->slug);
  if (of.row->effective) {
    return fmt::format("{} {}{}", of.row->outcome == "in_force" ? "took effect" : "takes effect",
                       of.row->effective->iso(), by);
  }
  if (of.row->outcome == "never") return "never takes effect" + by;
  if (of.row->outcome == "revoked") return "taken back in time, never takes effect" + by;
  return plain(of.row->outcome) + by;
}

std::string head(Context& context, const EffectAnswer& answer) {
  const Look& look = context.look;
  const States& states = context.record().states();
  std::string out;
  std::size_t shown = 0;
  for (const EffectOf& of : answer.acts) {
    if (shown++ == most_lines) {
      out += fmt::format("... and {} more acts\n", answer.acts.size() - most_lines);
      break;
    }
    out += look.strong(
               fmt::format("{}: {} on {}", who(states, of), plain(of.act.kind), of.act.day.iso())) +
           (of.on_record ? fmt::format(" ({})", short_id(of.act.id, of.instrument->slug))
                         : " (not on record: supposed)") +
           "\n";
    if (!of.votes.empty()) out += look.folded(of.votes, "supposed: ", "  ");
  }
  out += context.title(*answer.acts.front().instrument) + "\n";
  if (!answer.acts.front().votes.empty()) {
    return out + fmt::format(
                     "the record with these votes against the votes on record, as known on "
                     "{}\n\n",
                     answer.known.iso());
  }
  const char* them = answer.acts.size() == 1 ? "it" : "them";
  return out + fmt::format("the record with {} against without {}, as known on {}\n\n", them, them,
                           answer.known.iso());
}

// Lines of one section, cut when they are many.
class Section {
 public:
  Section(const Look& look, const char* title) : look_(look), title_(title) {}
  void line(const std::string& first, const std::string& text) {
    if (++count_ > most_lines) return;
    const std::string indent(16, ' ');
    if (columns_of(first) < 14) {
      lines_ += look_.folded(text, "  " + padded(first, 14), indent);
    } else {  // a name that is too long for its column
      lines_ += "  " + first + "\n" + look_.folded(text, indent, indent);
    }
  }
  std::string text() const {
    if (count_ == 0) return "";
    std::string more =
        count_ > most_lines
            ? fmt::format("  ... and {} more; --format csv lists all.\n", count_ - most_lines)
            : "";
    return "\n" + std::string(title_) + "\n" + lines_ + more;
  }

 private:
  const Look& look_;
  const char* title_;
  std::string lines_;
  std::size_t count_ = 0;
};

// What share of a number remains, where it became smaller.
std::string remain(std::int64_t after, std::int64_t before) {
  if (after >= before) return "";
  return fmt::format(" ({:.1f} % remain)",
                     100.0 * static_cast<double>(after) / static_cast<double>(before));
}

// What stands more than `levels` below the root is left out.
Proof cut(const Proof& proof, int levels) {
  Proof out = proof;
  out.because.clear();
  for (const Proof& child : proof.because) {
    if (levels > 0) out.because.push_back(cut(child, levels - 1));
  }
  return out;
}

constexpr int shown_levels = 2;  // unless the whole proof is asked for

std::string effect_text(Context& context, const EffectAnswer& answer, bool whole_proof) {
  const Look& look = context.look;
  const Law& law = context.law();
  const States& states = context.record().states();
  const bool one = answer.acts.size() == 1;
  const EffectOf& first = answer.acts.front();
  std::string out = head(context, answer);
  const char* without = !first.votes.empty() ? "as the votes were cast"
                        : one                ? "without the act"
                                             : "without the acts";
  out += look.entry("legal effect", answer.changes() ? word(answer.legal_effect) : "none");
  if (!answer.done_by.empty()) {
    std::vector<std::string> ids;
    for (const std::string& each : answer.done_by)
      ids.push_back(short_id(each, first.instrument->slug));
    out +=
        look.entry("done already",
                   fmt::format("by {}; without {} the {} would have an effect", all_of_words(ids),
                               ids.size() == 1 ? "it" : "them", one ? "act" : "acts"));
  }
  if (one) {
    if (answer.changes() && first.row) out += look.entry("the act", own_day(first));
    if (first.when_made) out += look.entry("when made", when_made(first));
    if (answer.changes() && first.last_day_to_revoke) {
      out += look.entry("revocable", "until " + first.last_day_to_revoke->iso());
    }
  }

  Section dates(look, "Dates");
  for (const DateMoved* each : answer.dates()) {
    if (each->own && one) continue;
    auto shown = [](const std::optional<DayRange>& day) { return day ? day->iso() : "none"; };
    std::string what = each->act.empty() ? plain(each->what)
                                         : fmt::format("{} {}", plain(each->what),
                                                       short_id(each->act, each->instrument->slug));
    dates.line(each->state.none() ? "the treaty" : states.name(each->state),
               fmt::format("{}: {}; {} {}{}", what, shown(each->after), without,
                           shown(each->before), citation(each->cites, each->instrument->slug)));
  }
  out += dates.text();

  Section statuses(look, "Status");
  for (const StatusMoved& each : answer.difference.statuses) {
    statuses.line(
        states.name(each.state),
        fmt::format("{}: {}; {} {}{}", each.days.words(), each.after, without, each.before,
                    each.instrument == first.instrument
                        ? ""
                        : fmt::format(" ({})", each.instrument->slug)));
  }
  out += statuses.text();

  Section bonds(look, "What binds, and whom");
  Section left(look, "What stays");
  for (const BondMoved& each : answer.difference.bonds) {
    const std::string& slug = each.instrument->slug;
    std::string text = fmt::format("{}: {}{}{}", each.days.words(), each.bond->says,
                                   citation(clause_of(law, *each.bond).cites, slug),
                                   each.disputed                       ? "; disputed"
                                   : each.after == Truth::undetermined ? "; undetermined"
                                                                       : "");
    if (each.bond->tells == Tells::remains) {
      if (each.begins()) left.line(states.name(each.state), text);
      continue;
    }
    bonds.line(states.name(each.state),
               fmt::format("{} {} {}", each.bond->tells == Tells::duty ? "duty" : "right",
                           each.begins() ? "begins," : "ends,", text));
  }
  for (const BondMoved& each : answer.stays) {
    left.line(states.name(each.state),
              fmt::format("{}: {}{}", word(each.bond->tells), each.bond->says,
                          citation(clause_of(law, *each.bond).cites, each.instrument->slug)));
  }
  out += bonds.text() + left.text();

  Section others(look, "For the others");
  for (const EffectAnswer::Bound& each : answer.bound) {
    const std::string share = remain(each.after, each.before);
    others.line(each.on.iso(), fmt::format("{} States are bound; {} {}{}", each.after, without,
                                           each.before, share));
  }
  std::set<const Consequence*> told;  // of each number the first day will do
  for (const ThresholdMoved& each : answer.difference.thresholds) {
    if (at_least(each.before) == at_least(each.after)) continue;
    if (!told.insert(each.threshold).second) continue;
    others.line(
        each.days.from.iso(),
        fmt::format("{}: {}; {} {}{}", each.threshold->says, at_least(each.after), without,
                    at_least(each.before),
                    citation(clause_of(law, *each.threshold).cites, each.instrument->slug)));
  }
  out += others.text();

  Section verdicts(look, "What the court could reach");
  if (law.court("") != nullptr) {
    verdicts.line("classes",
                  fmt::format("{} of {} classes of verdicts differ",
                              grouped(answer.verdicts.classes), grouped(answer.verdicts.compared)));
  }
  for (const auto& [pair, count] : answer.verdicts.conclusions) {
    verdicts.line("", pair.first == pair.second ? fmt::format("{} stay {} on another ground",
                                                              grouped(count), word(pair.first))
                                                : fmt::format("{} from {} to {}", grouped(count),
                                                              word(pair.first), word(pair.second)));
  }
  if (answer.incidents) {
    const IncidentsMoved& moved = *answer.incidents;
    verdicts.line(
        "incidents",
        fmt::format("of {} rows {} are gained and {} lost: {} yes; {} {}{}", grouped(moved.rows),
                    grouped(moved.gained), grouped(moved.lost), grouped(moved.yes_with), without,
                    grouped(moved.yes_without), remain(moved.yes_with, moved.yes_without)));
    for (const auto& [pair, rows] : moved.changed) {
      verdicts.line("", fmt::format("{} from {} to {}", grouped(rows), pair.first, pair.second));
    }
  }
  out += verdicts.text();

  const bool whole = whole_proof || !answer.changes();
  out += "\nWhy\n" + drawn(whole ? answer.proof : cut(answer.proof, shown_levels),
                           first.instrument->slug, look);
  if (!whole) out += look.quiet("--proof shows the whole of it.") + "\n";
  if (!answer.warnings.empty()) out += "\n";
  for (const std::string& each : answer.warnings) out += look.folded(each, "Note: ", "      ");
  return out;
}

}  // namespace

void add_effect(CLI::App& app, Context& context) {
  struct Asked : EffectAsked {
    bool proof = false;
  };
  auto asked = std::make_shared<Asked>();
  CLI::App* command = context.command(app, "effect");
  command->add_option("ACT-ID", asked->id);
  command->add_option("--act", asked->acts)->allow_extra_args(false);
  command->add_option("--vote", asked->votes)->allow_extra_args(false);
  command->add_option("--known", asked->known);
  command->add_option("--incidents", asked->incidents);
  command->add_option("--atlas", context.atlas_option);
  command->add_flag("--proof", asked->proof);
  command->callback([&context, asked] {
    context.give(effect(context, *asked), [&](Context& shown, const EffectAnswer& answer) {
      return effect_text(shown, answer, asked->proof);
    });
  });
}

}  // namespace ratione::cli
