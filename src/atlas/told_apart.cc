#include "atlas/told_apart.h"

#include <map>

namespace ratione {

std::vector<std::uint16_t> told_apart(const std::vector<Atom>& atoms, const Atlas& atlas,
                                      const PlaceIds& named) {
  std::map<std::string, PlaceIds, std::less<>> named_within;  // by the place that holds them
  for (const std::string& each : named) {
    for (const PlaceEntry* at = atlas.get(each); at != nullptr; at = atlas.get(at->within)) {
      if (at->id != each) named_within[at->id].insert(each);
    }
  }
  struct Traits {
    std::string attributed;  // whose rows say whose it is
    PlaceIds inside, holds;  // of those named
    auto operator<=>(const Traits&) const = default;
  };
  std::map<Traits, std::uint16_t> numbers;
  std::vector<std::uint16_t> groups;
  groups.reserve(atoms.size());
  for (const Atom& atom : atoms) {
    Traits traits;
    if (const PlaceEntry* from = atlas.attributed(atom.place)) traits.attributed = from->id;
    for (const PlaceEntry* at = atlas.get(atom.place); at != nullptr; at = atlas.get(at->within)) {
      if (named.contains(at->id)) traits.inside.insert(at->id);
    }
    if (auto at = named_within.find(atom.place); at != named_within.end())
      traits.holds = at->second;
    auto number = static_cast<std::uint16_t>(numbers.size());
    groups.push_back(numbers.emplace(std::move(traits), number).first->second);
  }
  return groups;
}

}  // namespace ratione
