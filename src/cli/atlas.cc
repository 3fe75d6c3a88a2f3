// ratione atlas locate LAT,LON, ratione atlas build FILE...: points to places.

#include <fmt/format.h>

#include <cmath>
#include <filesystem>

#include "answers/locate.h"
#include "cli/context.h"
#include "cli/screen_errors.h"
#include "errors/quoted.h"

namespace ratione::cli {

namespace {

struct BuildAsked {
  std::string out = "ratione.atlas";
  std::vector<std::string> files;
};

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

std::string locate_text(Context& context, const LocateAnswer& located) {
  const PlaceEntry* place = located.place;
  const PointAnswer& answer = located.point;
  const Look& look = context.look;
  std::string out =
      look.strong(point_in_words(located.latitude, located.longitude)) + "\n" +
      fmt::format("on {}, as known on {}\n\n", located.days.on.iso(), located.days.known.iso());
  if (place == nullptr) {
    out += look.entry("territory",
                      fmt::format("none: open sea, more than {:.0f} km from any coast of the map",
                                  std::floor(coast_km)));
    if (!located.note.empty()) out += look.entry("note", located.note);
    return out;
  }
  std::string where = place->name;
  if (place->kind != "state") {
    if (const PlaceEntry* whole = context.atlas().get(place->within)) where += ", " + whole->name;
  }
  out += look.entry("territory", where);
  const std::vector<Holder>& held = located.holders;
  for (const Holder& each : held) {
    const Attribution& a = *each.attribution;
    std::string text = state_in_words(context, a.state) + since(a.days);
    if (!a.only_on.empty()) {
      text += fmt::format(", on the reading {}{}", a.only_on,
                          each.follows ? ", which the court follows" : "");
    }
    if (!a.basis.empty()) text += ": " + a.basis;
    out += look.entry(&each == held.data() ? "attribution" : "", text);
  }
  if (held.empty()) out += look.entry("attribution", "no State's on that day");
  for (const TerritorialClaim* each : located.claims) {
    out += look.entry(each == located.claims.front() ? "claims" : "",
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
  return out;
}

void build(Context& context, const BuildAsked& asked) {
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
    if (machine) throw Stop{Fault::machine, std::move(built.error()), ""};
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
    auto asked = std::make_shared<LocateAsked>();
    CLI::App* command = context.command(*atlas, "locate");
    command->add_option("POINT", asked->point)->required();
    command->add_option("--on", asked->on);
    command->add_option("--known", asked->known);
    command->add_option("--atlas", context.atlas_option);
    command->callback([&context, asked] { context.give(locate(context, *asked), locate_text); });
  }
  {
    auto asked = std::make_shared<BuildAsked>();
    CLI::App* command = context.command(*atlas, "build");
    command->add_option("FILE", asked->files)->required();
    command->add_option("--out", asked->out);
    command->callback([&context, asked] { build(context, *asked); });
  }
}

}  // namespace ratione::cli
