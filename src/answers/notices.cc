#include "answers/notices.h"

#include <fmt/format.h>

#include <algorithm>

#include "answers/verdict.h"
#include "report/html.h"
#include "text/icalendar.h"

namespace ratione::answers {

namespace {

std::string who(const Ahead& row, const States& states) {
  if (!row.state.none()) return states.name(row.state);
  return row.actor.empty() ? row.instrument->slug : row.actor;
}

// What a reader of a calendar or a feed must know, in sentences.
std::vector<std::string> sentences(Desk& desk, const Ahead& row) {
  std::vector<std::string> out;
  const std::string& slug = row.instrument->slug;
  const std::string by = cited(row.cites, slug);
  out.push_back(desk.title(*row.instrument) + ".");
  if (row.received) out.push_back(fmt::format("Received on {}.", row.received->iso()));
  out.push_back(fmt::format(
      "{} {}{}.", row.what == Ahead::What::lapse ? "Holds no more from" : "Takes effect on",
      row.day.iso(), by.empty() ? "" : fmt::format(" ({})", by)));
  if (row.counted_from) {
    out.push_back(rounded_words(*row.counted_from, row.day.lo, row.cites, slug));
  }
  if (row.last_day_to_revoke) {
    out.push_back(fmt::format("Can be taken back until {}.", row.last_day_to_revoke->iso()));
  }
  if (!row.confirmed) out.emplace_back("No document confirms the act.");
  if (!row.act.empty()) out.push_back(fmt::format("Act {}.", row.act));
  return out;
}

// The name under which a row is the same one, whenever it is asked.
std::string name_of(const Ahead& row) {
  return (row.act.empty() ? row.instrument->slug + "/" + row.kind : row.act) +
         (row.what == Ahead::What::lapse ? "/lapse" : "/effect");
}

// Where the server tells more, seen from the address of the feed.
std::string link_of(const Ahead& row) {
  return fmt::format("<link rel=\"alternate\" type=\"application/json\" href=\"{}\"/>\n",
                     row.act.empty() ? "dates/" + row.instrument->slug : "record/acts/" + row.act);
}

std::string basic_day(Day day) {
  std::string iso = day.iso();
  iso.erase(std::remove(iso.begin(), iso.end(), '-'), iso.end());
  return iso;
}

// What is hypothetical about the record; empty: nothing.
std::string hypothetical(Desk& desk) {
  const Json made = desk.made_with();
  auto says = made.find("hypothetical");
  if (says == made.end()) return "";
  return fmt::format("Hypothetical: the record {}.",
                     joined(says->get<std::vector<std::string>>(), "; "));
}

}  // namespace

std::string title_of(const Ahead& row, const States& states) {
  return fmt::format("{}: {} {}", who(row, states), plain(row.kind),
                     row.what == Ahead::What::lapse ? "lapses" : "takes effect");
}

NoticesAnswer notices(Desk& desk, const NoticesAsked& asked) {
  NoticesAnswer answer;
  answer.on = desk.day(desk.word("on"), asked.on, desk.today());
  answer.known = desk.day(desk.word("known"), asked.known, answer.on);
  std::optional<StateCode> only;
  if (!asked.state.empty()) only = desk.state(desk.word("state"), asked.state);
  answer.rows = ahead(desk.law(), desk.record(), desk.engine(answer.known), answer.on);
  if (only) std::erase_if(answer.rows, [&](const Ahead& row) { return row.state != *only; });
  for (const LawInstrument& each : desk.law().instruments) {
    // Of an organ nothing lies ahead that anybody gave notice of.
    if (!each.organ.empty() || desk.record().acts(each.slug).empty()) continue;
    std::string says = desk.beyond(each, answer.on, answer.known);
    if (!says.empty()) answer.beyond.push_back(std::move(says));
  }
  return answer;
}

Json json_of(Desk& desk, const NoticesAnswer& answer) {
  const States& states = desk.record().states();
  Json rows = Json::array();
  for (const Ahead& row : answer.rows) {
    const std::string& slug = row.instrument->slug;
    rows.push_back(Json{{"what", word(row.what)},
                        {"act_id", row.act.empty() ? Json(nullptr) : Json(row.act)},
                        {"instrument", slug},
                        {"state", row.state.none() ? Json(nullptr) : Json(row.state.text())},
                        {"name", who(row, states)},
                        {"kind", row.kind},
                        {"received", iso_or_null(row.received)},
                        {"day", row.day.iso()},
                        {"days_left", row.day.lo - answer.on},
                        {"last_day_to_revoke", iso_or_null(row.last_day_to_revoke)},
                        {"citation", cited(row.cites, slug)},
                        {"confirmed", row.confirmed}});
  }
  Json out{{"on", answer.on.iso()}, {"known", answer.known.iso()}, {"rows", std::move(rows)}};
  if (!answer.beyond.empty()) out["warnings"] = answer.beyond;
  out["made_with"] = desk.made_with();
  return out;
}

std::string csv_of(Desk&, const NoticesAnswer& answer) {
  std::string out =
      "what,act_id,instrument,state,kind,received,day,days_left,last_day_to_revoke,citation\n";
  for (const Ahead& row : answer.rows) {
    out += csv_line({std::string(word(row.what)), row.act, row.instrument->slug, row.state.text(),
                     row.kind, iso_or_empty(row.received), row.day.iso(),
                     std::to_string(row.day.lo - answer.on), iso_or_empty(row.last_day_to_revoke),
                     cited(row.cites, row.instrument->slug)});
  }
  return out;
}

std::string icalendar_of(Desk& desk, const NoticesAnswer& answer) {
  const States& states = desk.record().states();
  std::string out = icalendar_line("BEGIN", "VCALENDAR") + icalendar_line("VERSION", "2.0") +
                    icalendar_line("PRODID", "-//ratione//notices " RATIONE_VERSION "//EN") +
                    icalendar_line("CALSCALE", "GREGORIAN") +
                    icalendar_line("X-WR-CALNAME", icalendar_text("Treaties: what lies ahead"));
  const std::string supposed = hypothetical(desk);
  if (!supposed.empty()) out += icalendar_line("X-WR-CALDESC", icalendar_text(supposed));
  auto event = [&](const Ahead& row, const std::string& name, Day day, const std::string& title) {
    std::string text = joined(sentences(desk, row), "\n");
    if (!supposed.empty()) text = supposed + "\n" + text;
    out +=
        icalendar_line("BEGIN", "VEVENT") +
        icalendar_line("UID", icalendar_text(name + "@ratione")) +
        icalendar_line("DTSTAMP", basic_day(answer.known) + "T000000Z") +
        icalendar_line("DTSTART;VALUE=DATE", basic_day(day)) +
        icalendar_line("SUMMARY", icalendar_text(title)) +
        icalendar_line("DESCRIPTION", icalendar_text(text)) +
        icalendar_line("CATEGORIES", icalendar_text(std::string(word(row.what)))) +
        icalendar_line("STATUS", row.confirmed && row.day.certain() ? "CONFIRMED" : "TENTATIVE") +
        icalendar_line("TRANSP", "TRANSPARENT") + icalendar_line("END", "VEVENT");
  };
  for (const Ahead& row : answer.rows) {
    event(row, name_of(row), row.day.lo, title_of(row, states));
    if (row.what == Ahead::What::running_notice && row.last_day_to_revoke &&
        *row.last_day_to_revoke >= answer.on) {
      event(row, name_of(row) + "/revoke", *row.last_day_to_revoke,
            fmt::format("{}: last day to take back the {}", who(row, states), plain(row.kind)));
    }
  }
  return out + icalendar_line("END", "VCALENDAR");
}

std::string atom_of(Desk& desk, const NoticesAnswer& answer) {
  const States& states = desk.record().states();
  auto element = [](std::string_view name, std::string_view text) {
    return fmt::format("<{}>{}</{}>\n", name, html_text(text), name);
  };
  auto stamp = [](Day day) { return day.iso() + "T00:00:00Z"; };
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n";
  // What changed last: the newest of what became known.
  auto known = [&](const Ahead& row) { return std::min(row.known, answer.known); };
  Day updated = answer.rows.empty() ? answer.known : Day::first();
  for (const Ahead& row : answer.rows) updated = std::max(updated, known(row));
  out += element("title", "Treaties: what lies ahead") + element("id", "urn:ratione:notices") +
         element("updated", stamp(updated)) +
         "<author>"
         "<name>ratione</name></author>\n";
  out += fmt::format("<generator version=\"{}\">ratione</generator>\n", RATIONE_VERSION);
  const std::string supposed = hypothetical(desk);
  if (!supposed.empty()) out += element("subtitle", supposed);
  for (const Ahead& row : answer.rows) {
    out += "<entry>\n" +
           element("title", fmt::format("{} on {}", title_of(row, states), row.day.iso())) +
           element("id", "urn:ratione:notices:" + name_of(row)) +
           element("updated", stamp(known(row))) + (desk.has_addresses() ? link_of(row) : "") +
           fmt::format("<category term=\"{}\"/>\n", word(row.what)) +
           fmt::format("<content type=\"text\">{}</content>\n",
                       html_text(joined(sentences(desk, row), " "))) +
           "</entry>\n";
  }
  return out + "</feed>\n";
}

}  // namespace ratione::answers
