#include "effects/ahead.h"

#include <algorithm>
#include <tuple>

#include "engine/consequences.h"

namespace ratione {

namespace {

using Tells = Consequence::Tells;

Ahead of_act(const LawInstrument& instrument, const Act& act) {
  Ahead out;
  out.instrument = &instrument;
  out.kind = act.kind;
  out.act = act.id;
  out.state = act.state;
  out.actor = act.actor;
  out.received = act.day;
  out.known = act.known;
  out.confirmed = act.confirmed;
  return out;
}

}  // namespace

std::string_view word(Ahead::What what) {
  switch (what) {
    case Ahead::What::running_notice:
      return "running_notice";
    case Ahead::What::lapse:
      return "lapse";
    case Ahead::What::effect_ahead:
      break;
  }
  return "effect_ahead";
}

std::vector<Ahead> ahead(const Law& law, const Record& record, Engine& engine, Day on) {
  std::vector<Ahead> out;
  for (const LawInstrument& instrument : law.instruments) {
    const View view = record.view(instrument.slug, engine.known());
    auto act_of = [&](const std::string& id) {
      return std::find_if(view.acts.begin(), view.acts.end(),
                          [&](const Act& act) { return act.id == id; });
    };
    // Of the treaty as a whole one hears with an act: the newest one known.
    Day newest = Day::first();
    for (const Act& act : view.acts) newest = std::max(newest, act.known);
    for (const DateRow& row : engine.dates(instrument)) {
      if (!row.effective || row.effective->hi <= on) continue;
      if (row.deposited && row.deposited->lo > on) continue;
      Ahead each;
      if (auto act = act_of(row.act_id); act != view.acts.end()) {
        each = of_act(instrument, *act);
        std::optional<DayRange> last = day_told(engine, instrument, Tells::revocable, act->id);
        if (last && last->lo < Day::never()) each.last_day_to_revoke = last->lo;
      } else {
        each.instrument = &instrument;
        each.kind = row.kind;
        each.known = newest;
      }
      each.what =
          row.kind == "withdrawal_notice" ? Ahead::What::running_notice : Ahead::What::effect_ahead;
      each.day = *row.effective;
      each.counted_from = row.counted_from;
      each.cites = row.cites;
      out.push_back(std::move(each));
    }
    for (const Act& act : view.acts) {
      if (act.day.lo > on) continue;
      const Consequence* told = told_of_kind(law, instrument, Tells::lapse, act.kind);
      if (told == nullptr) continue;
      std::optional<DayRange> day = day_told(engine, instrument, Tells::lapse, act.id);
      if (!day || day->hi <= on || day->lo == Day::never()) continue;
      Ahead each = of_act(instrument, act);
      each.what = Ahead::What::lapse;
      each.day = *day;
      each.cites = law.clauses[static_cast<std::size_t>(told->clause)].cites;
      out.push_back(std::move(each));
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const Ahead& a, const Ahead& b) {
    return std::tie(a.day.lo, a.act) < std::tie(b.day.lo, b.act);
  });
  return out;
}

}  // namespace ratione
