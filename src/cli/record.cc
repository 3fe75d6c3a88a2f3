// ratione record add | import | log | verify | audit | export: a user's own acts; and
// coverage: what is on record.

#include <fmt/format.h>

#include <algorithm>

#include "answers/add_act.h"
#include "answers/coverage.h"
#include "answers/import_acts.h"
#include "answers/ledger_log.h"
#include "answers/ledger_verify.h"
#include "cli/context.h"
#include "ledger/acts.h"

namespace ratione::cli {

namespace {

std::string head_text(const Look& look, const std::string& ledger, const ledger::Head& head) {
  return look.entry("ledger", fmt::format("{}, {} {}", ledger, head.entries,
                                          head.entries == 1 ? "entry" : "entries")) +
         look.entry("head", ledger::hex_of(head.hash));
}

std::string list_of(const Look& look, const std::vector<Added>& added) {
  std::string out;
  for (const Added& each : added) {
    out += look.folded(fmt::format("{}: {}", each.act, each.words),
                       padded(fmt::format("{}", each.entry), 6) + "  ", std::string(8, ' '));
  }
  return out;
}

std::string remarks_text(const Look& look, const std::vector<Remark>& remarks) {
  std::string out;
  for (const Remark& each : remarks) {
    out += look.entry(each.refusal ? "refusal" : "warning", each.text());
  }
  return out;
}

std::string added_text(Context& context, const AddAnswer& answer) {
  return list_of(context.look, answer.added) + remarks_text(context.look, answer.remarks) + "\n" +
         head_text(context.look, answer.ledger, answer.head);
}

std::string imported_text(Context& context, const ImportAnswer& answer) {
  const Look& look = context.look;
  std::string out = fmt::format("{} {} {}; {} on record already, left out.\n", answer.added,
                                answer.added == 1 ? "row" : "rows",
                                answer.dry_run ? "would be added" : "added", answer.on_record);
  out += list_of(look, answer.first);
  if (answer.added > answer.first.size()) {
    out += look.quiet(fmt::format("... and {} more.", answer.added - answer.first.size())) + "\n";
  }
  if (!answer.first_left_out.empty()) out += "\nLeft out:\n";
  for (const LeftOut& each : answer.first_left_out) {
    out += look.folded(fmt::format("line {}: {}", each.line, words_of(each)), "  ", "    ");
  }
  if (answer.on_record > answer.first_left_out.size()) {
    out += look.quiet(
               fmt::format("  ... and {} more.", answer.on_record - answer.first_left_out.size())) +
           "\n";
  }
  if (answer.dry_run) {
    out += answer.changes.empty() ? "\nNo status of today would change.\n"
                                  : "\nStatuses of today that would change:\n";
    for (const ImportAnswer::Change& each : answer.changes) {
      out += look.folded(fmt::format("{} {}: {}, then {}", each.instrument, each.state.text(),
                                     each.before, each.after),
                         "  ", "    ");
    }
    if (!answer.absent.empty()) out += "\nStates that did not exist on the day of the act:\n";
    for (const ImportAnswer::Absent& each : answer.absent) {
      out += look.folded(fmt::format("line {}: {}", each.line, each.says), "  ", "    ");
    }
    if (!answer.remarks.empty()) {
      out += "\nWhat would be said on receipt:\n" + remarks_text(look, answer.remarks);
    }
    out += "\nNothing was added.\n";
  }
  return out + "\n" + head_text(look, answer.ledger, answer.head);
}

std::string log_text(Context& context, const LogAnswer& answer) {
  const Look& look = context.look;
  std::string out;
  for (const ledger::Entry& e : answer.entries) {
    out += look.strong(fmt::format("{}  {}/{}", e.number, e.instrument, e.id)) + "\n";
    std::string columns;
    for (const auto& [name, value] : ledger::columns_of(ledger::view_of(e))) {
      if (name == "id" || name == "source") continue;
      columns += fmt::format("{}{}={}", columns.empty() ? "" : ", ", name, value);
    }
    out += look.entry("act", columns);
    out += look.entry("source", e.source);
    out += look.entry("added", fmt::format("{} by {}", e.recorded, e.author));
    out += look.entry("reason", e.reason);
    if (!e.objection.empty()) out += look.entry("objection", e.objection);
    if (!e.key.empty()) out += look.entry("signed with", e.key);
    out += look.entry("hash", ledger::hex_of(e.hash)) + "\n";
  }
  return out + head_text(look, answer.ledger, answer.head);
}

// Beside CSV, which has no place for it.
void tell_head(const LogAnswer& answer) {
  fmt::print(stderr, "{}\n", rests_on(answer.ledger, answer.head));
}

std::string verified_text(Context& context, const VerifyAnswer& answer) {
  const ledger::Verified& v = answer.verified;
  std::string out;
  if (v.fault_count == 0) {
    out += "Whole: every entry is what its hash says and follows from the one before it.\n";
    if (v.pinned_at) {
      const std::uint64_t after = v.head.entries - *v.pinned_at;
      out += fmt::format("The pinned head is that of entry {}; {} came after it.\n", *v.pinned_at,
                         after);
    }
    if (v.is_signed > 0) out += fmt::format("{} signatures are valid.\n", v.is_signed);
    out += "\n";
  }
  return out + head_text(context.look, answer.ledger, v.head);
}

void verify(Context& context, const VerifyAsked& asked) {
  const VerifyAnswer answer = verify_ledger(context.shared_house(), asked);
  Errors faults;
  for (const std::string& each : answer.verified.faults) {
    faults.push_back(Error{Code::ledger_faults, Place{answer.ledger, 0, 0, ""}, each + "."});
  }
  if (answer.verified.fault_count > faults.size()) {
    faults.push_back(Error{
        Code::more_faults, Place{answer.ledger, 0, 0, ""},
        fmt::format("{} more faults were found.", answer.verified.fault_count - faults.size())});
  }
  context.fault(faults);
  context.give(answer, verified_text);
}

std::string audit_text(Context& context, const AuditAnswer& answer) {
  const Look& look = context.look;
  std::string out;
  for (const AuditAnswer::Found& each : answer.found) {
    out += look.entry(each.remark.refusal ? "refusal" : "warning", each.remark.text());
    if (!each.settled.empty()) out += look.entry("settled", each.settled);
  }
  out += fmt::format("{}{} acts looked at as known on {}; {} found, {} of it open.\n",
                     out.empty() ? "" : "\n", answer.acts, answer.known.iso(), answer.found.size(),
                     answer.open);
  if (answer.later > 0) {
    out += look.folded(fmt::format("{} {} known only later: not looked at.", answer.later,
                                   answer.later == 1 ? "act is" : "acts are"));
  }
  return out;
}

void audit_record(Context& context, const std::string& known) {
  const AuditAnswer answer = audit(context, known);
  context.fault(answer.stale);
  Errors open;
  for (const AuditAnswer::Found& each : answer.found) {
    if (!each.settled.empty()) continue;
    const Act* act = context.record().act(each.remark.act);
    open.push_back(
        Error{Code::audit_open, act == nullptr ? Place() : act->place, each.remark.text() + "."});
  }
  context.fault(open);
  context.give(answer, audit_text);
}

std::string coverage_text(Context& context, const CoverageAnswer& answer) {
  const Coverage& coverage = answer.coverage;
  Table table({{"Instrument"},
               {"acts", 0, true},
               {"kind known", 0, true},
               {"unconfirmed", 0, true},
               {"complete to"},
               {"published", 0, true},
               {"agree", 0, true}});
  for (const InstrumentCoverage& each : coverage.instruments) {
    const Day complete = each.instrument->complete_to;
    table.row({each.instrument->slug, std::to_string(each.acts), std::to_string(each.kind_known),
               std::to_string(each.unconfirmed),
               complete == Day::first() ? "no day" : complete.iso(), std::to_string(each.published),
               each.has_law ? std::to_string(each.agreeing) : "no law"});
    for (const ComparedDay& day : each.differing) {
      const PublishedDay& published = *day.published;
      table.below(fmt::format("{} {} {}: published {}, {}", published.state.text(), published.act,
                              published.received ? published.received->iso() : "",
                              published.effect ? published.effect->iso() : published.outcome,
                              day.finding == ComparedDay::Finding::differs
                                  ? "computed " + day.computed
                                  : std::string(text_of(day.finding))));
    }
  }
  return table.text(context.look) +
         fmt::format(
             "\n{} acts. Of {} published days {} are of instruments that have law; {} of "
             "these agree.\n",
             coverage.acts, coverage.published, coverage.compared, coverage.agreeing);
}

void cover(Context& context, const std::string& known, bool page) {
  const CoverageAnswer answer = coverage(context, known);
  if (page) return context.print(coverage_page(answer.coverage));
  context.give(answer, coverage_text);
}

void take_adding(CLI::App* command, Adding& adding) {
  command->add_option("--source", adding.source);
  command->add_option("--reason", adding.reason);
  command->add_option("--author", adding.author);
  command->add_option("--key", adding.key);
}

}  // namespace

void add_record(CLI::App& app, Context& context) {
  CLI::App* record = context.command(app, "record");
  record->require_subcommand(1, 1);

  auto added = std::make_shared<AddAsked>();
  CLI::App* add = context.command(*record, "add");
  add->add_option("ACT", added->act)->required();
  take_adding(add, *added);
  add->add_option("--known", added->known);
  add->add_option("--corrects", added->corrects);
  add->add_flag("--unconfirmed", added->unconfirmed);
  add->add_flag("--as-received", added->as_received);
  add->callback([&context, added] {
    context.tells_ledger = true;
    context.format(false);  // refused before anything is written
    context.give(add_act(context, context.shared_house(), *added), added_text);
  });

  auto imported = std::make_shared<ImportAsked>();
  CLI::App* importing = context.command(*record, "import");
  importing->add_option("--from", imported->from)->required();
  importing->add_flag("--dry-run", imported->dry_run);
  take_adding(importing, *imported);
  importing->callback([&context, imported] {
    context.tells_ledger = true;
    context.format(false);
    context.give(import_acts(context, context.shared_house(), *imported), imported_text);
  });

  CLI::App* log = context.command(*record, "log");
  log->callback([&context] {
    const LogAnswer answer = log_of(context.shared_house());
    context.give(answer, log_text);
    if (context.format_option == "csv") tell_head(answer);
  });

  auto verified = std::make_shared<VerifyAsked>();
  CLI::App* check = context.command(*record, "verify");
  check->add_option("--head", verified->head);
  check->add_option("--key", verified->key);
  check->callback([&context, verified] { verify(context, *verified); });

  auto known = std::make_shared<std::string>();
  CLI::App* audited = context.command(*record, "audit");
  audited->add_option("--known", *known);
  audited->callback([&context, known] { audit_record(context, *known); });

  struct Covering {
    std::string known;
    bool page = false;
  };
  auto covering = std::make_shared<Covering>();
  CLI::App* covered = context.command(*record, "coverage");
  covered->add_option("--known", covering->known);
  covered->add_flag("--page", covering->page);
  covered->callback([&context, covering] { cover(context, covering->known, covering->page); });

  CLI::App* out = context.command(*record, "export");
  out->callback([&context] {
    if (context.format_option != "text" && context.format_option != "csv") {
      refuse_value("--format", context.format_option, {"csv"});
    }
    const LogAnswer answer = log_of(context.shared_house());
    context.print(exported(answer));
    tell_head(answer);
  });
}

}  // namespace ratione::cli
