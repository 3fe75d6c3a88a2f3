#include "answers/locate.h"

#include <fmt/format.h>

#include <cmath>

namespace ratione::answers {

namespace {

// The commonest mistake that leads into the open sea.
std::string swapped_note(Desk& desk, double latitude, double longitude) {
  std::string id = desk.points().place_if_swapped(latitude, longitude);
  const PlaceEntry* place = id.empty() ? nullptr : desk.atlas().get(id);
  if (place == nullptr) return "";
  return fmt::format("the other way round, {},{}, the point would lie in {}; latitude stands first",
                     longitude, latitude, place->name);
}

double rounded(double km) { return std::round(km * 10) / 10; }

Json day_json(Day day) { return day == Day::first() ? Json(nullptr) : Json(day.iso()); }

}  // namespace

std::pair<const Dispute*, int> reading_of(const Law& law, std::string_view name) {
  for (const Dispute& dispute : law.disputes) {
    for (std::size_t i = 0; i < dispute.readings.size(); ++i) {
      if (dispute.readings[i].name == name) return {&dispute, static_cast<int>(i)};
    }
  }
  return {nullptr, -1};
}

std::vector<Holder> holders(Desk& desk, const PlaceEntry* place, Days days,
                            std::string_view reading) {
  std::vector<Holder> found;
  const PlaceEntry* holder = place == nullptr ? nullptr : desk.atlas().attributed(place->id);
  if (holder == nullptr) return found;
  const auto [chosen_in, chosen] = reading_of(desk.law(), reading);
  for (const Attribution& each : holder->attributions) {
    if (!each.days.contains(days.on)) continue;
    bool follows = each.only_on.empty();
    if (!follows) {
      auto [dispute, needed] = reading_of(desk.law(), each.only_on);
      follows = dispute != nullptr &&
                (dispute == chosen_in ? chosen : dispute->followed_on(days.known)) == needed;
    }
    found.push_back({&each, follows});
  }
  return found;
}

std::vector<const TerritorialClaim*> claims(Desk& desk, const PlaceEntry* place, Day on) {
  std::vector<const TerritorialClaim*> found;
  for (; place != nullptr; place = desk.atlas().get(place->within)) {
    for (const TerritorialClaim& each : place->claims) {
      if (each.days.contains(on)) found.push_back(&each);
    }
  }
  return found;
}

LocateAnswer locate(Desk& desk, const LocateAsked& asked) {
  LocateAnswer answer;
  std::tie(answer.latitude, answer.longitude) = desk.point("", asked.point);
  answer.days = desk.days(asked.on, asked.known);
  Result<PointAnswer> point = desk.points().ask(answer.latitude, answer.longitude);
  if (!point) refuse("", point.error());
  answer.point = std::move(*point);
  if (answer.point.place.empty()) {
    answer.note = swapped_note(desk, answer.latitude, answer.longitude);
    return answer;
  }
  answer.place = desk.atlas().get(answer.point.place);
  answer.holders = holders(desk, answer.place, answer.days);
  answer.claims = claims(desk, answer.place, answer.days.on);
  return answer;
}

Json attribution_json(const std::vector<Holder>& holders,
                      const std::vector<const TerritorialClaim*>& claims) {
  Json attribution = nullptr, attributions = Json::array(), claimed = Json::array();
  bool several = false;
  for (const Holder& each : holders) {
    const Attribution& a = *each.attribution;
    if (each.follows && attribution.is_null()) attribution = a.state.text();
    several |= each.follows && !a.only_on.empty() && attribution != a.state.text();
    attributions.push_back(Json{{"state", a.state.text()},
                                {"since", day_json(a.days.from)},
                                {"reading", a.only_on.empty() ? Json(nullptr) : Json(a.only_on)},
                                {"basis", a.basis}});
  }
  if (several) attribution = nullptr;
  for (const TerritorialClaim* each : claims) {
    claimed.push_back(Json{{"state", each->state.text()},
                           {"since", day_json(each->days.from)},
                           {"basis", each->basis}});
  }
  return Json{{"attribution", std::move(attribution)},
              {"attributions", std::move(attributions)},
              {"claims", std::move(claimed)}};
}

Json json_of(Desk& desk, const LocateAnswer& answer) {
  Json notes = Json::array();
  if (!answer.note.empty()) notes.push_back(answer.note);
  Json made_with = desk.made_with();
  made_with["atlas"] = std::string(desk.points().sources());
  const PlaceEntry* place = answer.place;
  const PointAnswer& point = answer.point;
  Json out{{"latitude", answer.latitude},
           {"longitude", answer.longitude},
           {"on", answer.days.on.iso()},
           {"known", answer.days.known.iso()},
           {"territory", place == nullptr ? Json(nullptr) : Json(place->id)},
           {"name", place == nullptr ? Json(nullptr) : Json(place->name)}};
  out.update(attribution_json(answer.holders, answer.claims));
  out.update(
      Json{{"near_border_km",
            point.near_border_km ? Json(rounded(*point.near_border_km)) : Json(nullptr)},
           {"beyond", point.beyond.empty() ? Json(nullptr) : Json(point.beyond)},
           {"accuracy_km", place == nullptr ? Json(nullptr) : Json(point.accuracy_km)},
           {"sea", point.sea},
           {"coast_km", point.coast ? Json(rounded(point.coast_distance_km)) : Json(nullptr)},
           {"notes", std::move(notes)},
           {"made_with", std::move(made_with)}});
  return out;
}

}  // namespace ratione::answers
