// `D carried by ORGAN`: the votes that an act names, put to the law of the organ
// (retold.h writes that law over the act).
#include "law/typed/internal/carried.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "law/typed/internal/checker.h"
#include "law/typed/internal/retold.h"

namespace ratione::internal {

namespace {

constexpr std::array vote_fields = {"in_favour", "against", "abstaining"};

}  // namespace

// --- the condition ---

ExprPtr Checker::carried(const Node& node) {
  const auto info = resolve(node.path, {What::act});
  if (!info) return nullptr;
  if (info->what != What::act) {
    error(Code::mixed_types, at(node.at),
          fmt::format("`{}` is {}, and an act is needed before `carried by`", node.path.text(),
                      what_words(info->what)));
    return nullptr;
  }
  if (info->kind < 0) return nullptr;  // told already
  const auto slug = slugs_.find(node.word.text);
  if (slug == slugs_.end()) {
    error(Code::unknown_name, at(node.word.at),
          fmt::format("no law of an organ `{}`{}", node.word.text,
                      suggestion(node.word.text, other_slugs(current_, false))));
    return nullptr;
  }
  Carried out;
  out.by = current_;
  out.organ = slug->second;
  out.kind = info->kind;
  out.place = at(node.at);
  bool fine = true;
  for (const char* field : vote_fields) {
    const ActKind& of_kind = kind(out.kind);
    if (std::any_of(of_kind.fields.begin(), of_kind.fields.end(),
                    [&](const ActKind::Field& f) { return f.name == field && f.states; })) {
      continue;
    }
    error(Code::unknown_name, at(node.at),
          fmt::format("acts of kind `{0}` do not say who voted how; declare `act {0} has "
                      "in_favour states, against states, abstaining states`",
                      of_kind.name));
    fine = false;
    break;
  }
  for (const syntax::AnswerNode& answer : node.answers) {
    const auto found = scope(out.organ).findings.find(answer.finding.text);
    if (found == scope(out.organ).findings.end()) {
      std::vector<std::string> names;
      for (const auto& [name, f] : scope(out.organ).findings) names.push_back(name);
      error(Code::unknown_name, at(answer.finding.at),
            fmt::format("the law of {} has no finding `{}`{}", node.word.text, answer.finding.text,
                        suggestion(answer.finding.text, names)));
      fine = false;
      continue;
    }
    out.answers.emplace_back(found->second, answer.yes);
  }
  if (!fine) return nullptr;
  // As it was on the day of the act. The clause to call is known when all are checked.
  ExprPtr call = make(ExprKind::call_rule, Type::truth, node.at);
  call->call.push_back(info->path);
  ExprPtr day = make(ExprKind::day_field, Type::day, node.at);
  Path on = info->path;
  on.fields.push_back({FieldKind::day, "day"});
  day->path = std::move(on);
  ExprPtr held = make(ExprKind::at_day, Type::truth, node.at);
  out.call = call.get();
  held->args.push_back(std::move(call));
  held->args.push_back(std::move(day));
  carried_.push_back(std::move(out));
  return held;
}

// --- when all conditions are checked ---

void Checker::carry() {
  if (!errors_.empty()) return;  // an organ's rule may be one of those that are wrong
  struct Done {
    const Carried* carried;
    int clause;
  };
  std::vector<Done> done;
  for (const Carried& each : carried_) {
    const LawInstrument& organ = instrument(each.organ);
    if (organ.ballot.clause < 0) {
      error(
          Code::unknown_name, each.place,
          fmt::format("{} is no organ's law that says how it votes; it has no `vote`", organ.slug));
      continue;
    }
    const auto same = std::find_if(done.begin(), done.end(), [&](const Done& d) {
      return d.carried->by == each.by && d.carried->organ == each.organ &&
             d.carried->kind == each.kind && d.carried->answers == each.answers;
    });
    if (same != done.end()) {
      each.call->index = same->clause;
      continue;
    }
    const auto others = std::count_if(done.begin(), done.end(), [&](const Done& d) {
      return d.carried->by == each.by && d.carried->organ == each.organ;
    });
    const std::string ending = others == 0 ? "" : fmt::format("_{}", others + 1);
    each.call->index = retold(law_, from_common_, errors_, each, ending);
    done.push_back({&each, each.call->index});
  }
}

}  // namespace ratione::internal
