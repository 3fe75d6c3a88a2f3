// ratione atlas locate LAT,LON, ratione atlas build FILE...: points to places.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "cli/context.h"
#include "cli/screen_errors.h"
#include "errors/quoted.h"

namespace ratione::cli {

namespace {

struct Asked {
  std::string point, on, known, court, out = "ratione.atlas";
  std::vector<std::string> files;
};

// One State whose the place is on the day.
struct Holder {
  const Attribution* attribution;
  bool court_follows;  // on every reading, or on the one that the court follows
};

// The dispute and the reading that an attribution needs.
std::pair<const Dispute*, int> reading_of(const Law& law, std::string_view name) {
  for (const Dispute& dispute : law.disputes) {
    for (std::size_t i = 0; i < dispute.readings.size(); ++i) {
      if (dispute.readings[i].name == name) return {&dispute, static_cast<int>(i)};
    }
  }
  return {nullptr, -1};
}

std::vector<Holder> holders(Context& context, const PlaceEntry* place, Days days) {
  std::vector<Holder> found;
  const PlaceEntry* holder = place == nullptr ? nullptr : context.atlas().attributed(place->id);
  if (holder == nullptr) return found;
  for (const Attribution& each : holder->attributions) {
    if (!each.days.contains(days.on)) continue;
    bool follows = each.only_on.empty();
    if (!follows) {
      auto [dispute, reading] = reading_of(context.law(), each.only_on);
      follows = dispute != nullptr && dispute->followed_on(days.known) == reading;
    }
    found.push_back({&each, follows});
  }
  return found;
}

std::vector<const TerritorialClaim*> claims(Context& context, const PlaceEntry* place, Day on) {
  std::vector<const TerritorialClaim*> found;
  // A claim to the whole covers its parts.
  for (; place != nullptr; place = context.atlas().get(place->within)) {
    for (const TerritorialClaim& each : place->claims) {
      if (each.days.contains(on)) found.push_back(&each);
    }
  }
  return found;
}

double rounded(double km) { return std::round(km * 10) / 10; }

std::string state_in_words(Context& context, StateCode code) {
  return fmt::format("{} ({})", context.record().states().name(code), code.text());
}

std::string point_in_words(double latitude, double longitude) {
  return fmt::format("{} {}, {} {}", std::abs(latitude), latitude < 0 ? "S" : "N",
                     std::abs(longitude), longitude < 0 ? "W" : "E");
}

std::string since(const Span& days) {
  return days.from == Day::first() ? std::string() : " since " + days.from.iso();
}

// A point in the open sea is most often a mistake, and this one the commonest.
std::string swapped_note(Context& context, double latitude, double longitude) {
  std::string id = context.points().place_if_swapped(latitude, longitude);
  const PlaceEntry* place = id.empty() ? nullptr : context.atlas().get(id);
  if (place == nullptr) return "";
  return fmt::format("the other way round, {},{}, the point would lie in {}; latitude stands first",
                     longitude, latitude, place->name);
}

void locate_json(Context& context, double latitude, double longitude, Days days,
                 const PointAnswer& answer, const PlaceEntry* place) {
  Json attribution = nullptr, attributions = Json::array(), claimed = Json::array();
  for (const Holder& each : holders(context, place, days)) {
    const Attribution& a = *each.attribution;
    if (each.court_follows && attribution.is_null()) attribution = a.state.text();
    attributions.push_back(
        Json{{"state", a.state.text()},
             {"since", a.days.from == Day::first() ? Json(nullptr) : Json(a.days.from.iso())},
             {"reading", a.only_on.empty() ? Json(nullptr) : Json(a.only_on)},
             {"basis", a.basis}});
  }
  for (const TerritorialClaim* each : claims(context, place, days.on)) {
    claimed.push_back(Json{
        {"state", each->state.text()},
        {"since", each->days.from == Day::first() ? Json(nullptr) : Json(each->days.from.iso())},
        {"basis", each->basis}});
  }
  Json notes = Json::array();
  if (place == nullptr) {
    if (std::string note = swapped_note(context, latitude, longitude); !note.empty()) {
      notes.push_back(note);
    }
  }
  Json made_with = context.made_with();
  made_with["atlas"] = std::string(context.points().sources());
  context.print_json(
      Json{{"latitude", latitude},
           {"longitude", longitude},
           {"on", days.on.iso()},
           {"known", days.known.iso()},
           {"territory", place == nullptr ? Json(nullptr) : Json(place->id)},
           {"name", place == nullptr ? Json(nullptr) : Json(place->name)},
           {"attribution", std::move(attribution)},
           {"attributions", std::move(attributions)},
           {"claims", std::move(claimed)},
           {"near_border_km",
            answer.near_border_km ? Json(rounded(*answer.near_border_km)) : Json(nullptr)},
           {"beyond", answer.beyond.empty() ? Json(nullptr) : Json(answer.beyond)},
           {"accuracy_km", place == nullptr ? Json(nullptr) : Json(answer.accuracy_km)},
           {"sea", answer.sea},
           {"coast_km", answer.coast ? Json(rounded(answer.coast_distance_km)) : Json(nullptr)},
           {"notes", std::move(notes)},
           {"made_with", std::move(made_with)}});
}

void locate_text(Context& context, double latitude, double longitude, Days days,
                 const PointAnswer& answer, const PlaceEntry* place) {
  const Look& look = context.look;
  std::string out = look.strong(point_in_words(latitude, longitude)) + "\n" +
                    fmt::format("on {}, as known on {}\n\n", days.on.iso(), days.known.iso());
  if (place == nullptr) {
    out += look.entry("territory",
                      fmt::format("none: open sea, more than {:.0f} km from any coast of the map",
                                  std::floor(coast_km)));
    if (std::string note = swapped_note(context, latitude, longitude); !note.empty()) {
      out += look.entry("note", note);
    }
    context.print(out);
    return;
  }
  std::string where = place->name;
  if (place->kind != "state") {
    if (const PlaceEntry* whole = context.atlas().get(place->within)) where += ", " + whole->name;
  }
  out += look.entry("territory", where);
  std::vector<Holder> held = holders(context, place, days);
  for (const Holder& each : held) {
    const Attribution& a = *each.attribution;
    std::string text = state_in_words(context, a.state) + since(a.days);
    if (!a.only_on.empty()) {
      text += fmt::format(", on the reading {}{}", a.only_on,
                          each.court_follows ? ", which the court follows" : "");
    }
    if (!a.basis.empty()) text += ": " + a.basis;
    out += look.entry(&each == held.data() ? "attribution" : "", text);
  }
  if (held.empty()) out += look.entry("attribution", "no State's on that day");
  std::vector<const TerritorialClaim*> claimed = claims(context, place, days.on);
  for (const TerritorialClaim* each : claimed) {
    out += look.entry(each == claimed.front() ? "claims" : "",
                      state_in_words(context, each->state) + since(each->days) +
                          (each->basis.empty() ? "" : ": " + each->basis));
  }
  if (answer.coast) {
    out += look.entry("coast", fmt::format("the point lies at sea, {:.1f} km from that coast; a "
                                           "territorial sea may reach 22.2 km",
                                           answer.coast_distance_km));
  }
  if (answer.near_border_km) {
    const PlaceEntry* beyond = context.atlas().get(answer.beyond);
    out += look.entry(
        "near border",
        fmt::format("{:.1f} km, which is within the map's accuracy; beyond it: {}",
                    *answer.near_border_km, beyond == nullptr ? answer.beyond : beyond->name));
  }
  out += look.entry("accuracy", fmt::format("{} km", answer.accuracy_km));
  context.print(out);
}

void locate(Context& context, const Asked& asked) {
  Format format = context.format(false);
  auto [latitude, longitude] = context.point("", asked.point);
  Days days = context.days(asked.on, asked.known);
  Result<PointAnswer> answer = context.points().ask(latitude, longitude);
  if (!answer) refuse("", answer.error());
  const PlaceEntry* place = answer->place.empty() ? nullptr : context.atlas().get(answer->place);
  if (format == Format::json) {
    locate_json(context, latitude, longitude, days, *answer, place);
  } else {
    locate_text(context, latitude, longitude, days, *answer, place);
  }
}

void build(Context& context, const Asked& asked) {
  Format format = context.format(false);
  std::error_code ignored;
  std::filesystem::path folder = std::filesystem::path(asked.out).parent_path();
  if (!folder.empty() && !std::filesystem::is_directory(folder, ignored)) {
    stop_with(Error{Code::no_output_folder,
                    {},
                    fmt::format("--out {}: there is no folder {}; make it, or name another file",
                                ratione::quoted(asked.out), ratione::quoted(folder.string()))});
  }
  for (const std::string& file : asked.files) {
    if (std::filesystem::equivalent(file, asked.out, ignored)) {
      refuse(Code::bad_output, fmt::format("--out {} is one of the files that are read; write "
                                           "another name.",
                                           ratione::quoted(asked.out)));
    }
  }
  PointSources sources = context.point_sources();
  sources.more_overlays = asked.files;
  Results<PointAtlas> built = PointAtlas::build(sources, context.atlas(), asked.out);
  if (!built) {
    bool machine = built.error().size() == 1 && built.error()[0].code == Code::not_written;
    if (machine) throw Stop{Exit::machine, std::move(built.error())};
    broken(std::move(built.error()));
  }
  std::size_t pieces = built->index().atoms().size() - 1;  // without the sea
  if (format == Format::json) {
    context.print_json(Json{{"out", asked.out},
                            {"files", asked.files},
                            {"pieces", pieces},
                            {"bytes", built->index().bytes()},
                            {"atlas", std::string(built->sources())}});
    return;
  }
  context.print(context.look.folded(fmt::format(
      "Wrote {}: {} pieces, {:.0f} MB. Commands that take points use it with --atlas {}, or when "
      "RATIONE_ATLAS names it.",
      asked.out, pieces, static_cast<double>(built->index().bytes()) / 1e6, asked.out)));
}

}  // namespace

void add_atlas(CLI::App& app, Context& context) {
  CLI::App* atlas = context.command(app, "atlas");
  atlas->require_subcommand(1);
  {
    auto asked = std::make_shared<Asked>();
    CLI::App* command = context.command(*atlas, "locate");
    command->add_option("POINT", asked->point)->required();
    command->add_option("--on", asked->on);
    command->add_option("--known", asked->known);
    command->add_option("--atlas", context.atlas_option);
    command->callback([&context, asked] { locate(context, *asked); });
  }
  {
    auto asked = std::make_shared<Asked>();
    CLI::App* command = context.command(*atlas, "build");
    command->add_option("FILE", asked->files)->required();
    command->add_option("--out", asked->out);
    command->callback([&context, asked] { build(context, *asked); });
  }
}

}  // namespace ratione::cli
