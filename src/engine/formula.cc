#include "engine/formula.h"

#include <algorithm>

namespace ratione::formula {

namespace {

// A node whose value is known says nothing but that value, for nothing else of it
// can make a difference.
Told known(Known value, bool own_name, const Unconfirmed& rests, const Digest& identity) {
  Told out;
  out.value = value;
  out.own_name = own_name;
  out.rests = rests;
  out.digest.add(static_cast<std::uint64_t>(value));
  if (own_name) out.digest.add(identity);
  if (rests.any) out.digest.add(rests.acts);
  return out;
}

}  // namespace

bool says_something(const Node& node) {
  return node.named || (node.is == Node::Is::token && node.own) || node.unconfirmed.any ||
         (node.is == Node::Is::line && node.always == Known::open) ||
         (node.is == Node::Is::line && node.own && node.always == Known::undetermined) ||
         std::any_of(node.kids.begin(), node.kids.end(),
                     [](const Kid& kid) { return kid.says_something(); });
}

bool may_be_unconfirmed(const Node& node) {
  return node.unconfirmed.any ||
         std::any_of(node.kids.begin(), node.kids.end(),
                     [](const Kid& kid) { return may_be_unconfirmed(*kid); });
}

Kid::Kid(Node node)
    : node_(std::make_shared<const Node>(std::move(node))),
      says_something_(ratione::formula::says_something(*node_)) {}

Digest token_of(std::uint64_t what, std::uint64_t more) {
  Digest digest;
  digest.add(what);
  digest.add(more);
  return digest;
}

Node negation(Node node) {
  Node out;
  out.is = Node::Is::negation;
  out.always = not_of(node.always);
  out.kids.push_back(pruned(std::move(node)));
  return out;
}

bool add(Node& node, Node kid) {
  const Known decides = node.is == Node::Is::all ? Known::no : Known::yes;
  const Known given = kid.always;
  node.kids.push_back(pruned(std::move(kid)));
  settle(node);
  return given != decides;
}

Node pruned(Node node) {
  if (says_something(node)) return node;
  Node out;
  out.always = node.always;
  return out;
}

void settle(Node& node) {
  bool open = false;
  if (node.is == Node::Is::rule) {
    Known base = node.kids[0]->always, yes = Known::no, no = Known::no;
    for (std::size_t i = 1; i < node.kids.size(); ++i) {
      const Known given = node.kids[i]->always;
      if (given == Known::yes && !node.says_yes[i - 1]) {
        node.always = Known::no;
        return;
      }
      open = open || given == Known::open;
      if (given == Known::open) continue;
      Known& side = node.says_yes[i - 1] ? yes : no;
      side = std::max(side, given);
    }
    bool never = base == Known::no &&
                 std::find(node.says_yes.begin(), node.says_yes.end(), true) == node.says_yes.end();
    node.always = never                         ? Known::no
                  : open || base == Known::open ? Known::open
                                                : std::min(std::max(base, yes), not_of(no));
    return;
  }
  const Known decides = node.is == Node::Is::all ? Known::no : Known::yes;
  Known value = not_of(decides);
  for (const Kid& kid : node.kids) {
    if (kid->always == decides) {
      node.always = decides;
      return;
    }
    open = open || kid->always == Known::open;
    if (kid->always == Known::undetermined) value = kid->always;
  }
  node.always = open ? Known::open : value;
}

Told told(const Node& node, Day day, const Digest& identity) {
  const auto known_as = [&](Known value, bool own_name, const Unconfirmed& rests) {
    return known(value, own_name, rests, identity);
  };
  // What is open may turn out to rest on what is said in words of the value.
  const auto still_open = [&](Told told) {
    if (told.own_name) told.digest.add(identity);
    if (told.rests.any) told.digest.add(told.rests.acts);
    return told;
  };
  if (node.is == Node::Is::token) {
    if (node.always != Known::open) return known_as(node.always, false, node.unconfirmed);
    return {node.token, Known::open, node.named, false, {}};
  }
  if (node.is == Node::Is::line) {
    bool same = !node.lines.empty(), undetermined = false;
    for (const auto& [unused, line] : node.lines) {
      same = same && line.at(day) == node.lines[0].second.at(day);
      undetermined = undetermined || line.at(day) == Truth::undetermined;
    }
    // What is missing is said in words of the value or its acts.
    undetermined = undetermined && node.own;
    if (same) {
      return known_as(known_of(node.lines[0].second.at(day)), undetermined, node.unconfirmed);
    }
    Told out{node.token, Known::open, false, undetermined, node.unconfirmed};
    for (const auto& [world, line] : node.lines) {
      out.digest.add(world);
      out.digest.add(static_cast<std::uint64_t>(line.at(day)));
    }
    return still_open(out);
  }
  if (node.is == Node::Is::negation) {
    Told kid = told(*node.kids[0], day, identity);
    if (kid.value != Known::open) return known_as(not_of(kid.value), kid.own_name, kid.rests);
    Told out{node.token, Known::open, kid.named, kid.own_name, kid.rests};
    out.digest.add(3);
    out.digest.add(kid.digest);
    return out;
  }
  Told out{node.token, Known::open, node.named, false, {}};
  out.digest.add(static_cast<std::uint64_t>(node.is));
  bool open = false;
  auto take = [&](const Told& kid) {
    out.digest.add(kid.digest);
    out.named = out.named || kid.named;
    out.own_name = out.own_name || kid.own_name;
    out.rests.add(kid.rests);
    open = open || kid.value == Known::open;
  };
  // What a proof shows unless some part decides.
  Unconfirmed otherwise = node.unconfirmed;
  if (node.is == Node::Is::rule) {
    Known base = Known::no, yes = Known::no, no = Known::no;
    for (std::size_t i = 0; i < node.kids.size(); ++i) {
      Told kid = told(*node.kids[i], day, identity);
      const bool against = i > 0 && !node.says_yes[i - 1];
      if (against && kid.value == Known::yes) {
        out.rests.add(kid.rests);
        return known_as(Known::no, out.own_name || kid.own_name, out.rests);
      }
      if (i > 0 && kid.value == Known::no) {  // an exception that does not apply
        otherwise.add(kid.rests);
        continue;
      }
      take(kid);
      out.digest.add(i);
      if (kid.value == Known::open) continue;
      Known& side = i == 0 ? base : against ? no : yes;
      side = std::max(side, kid.value);
      if (i == 0 && base == Known::no &&
          std::find(node.says_yes.begin(), node.says_yes.end(), true) == node.says_yes.end()) {
        return known_as(Known::no, out.own_name, out.rests);
      }
    }
    out.rests.add(otherwise);
    return open ? still_open(out)
                : known_as(std::min(std::max(base, yes), not_of(no)), out.own_name, out.rests);
  }
  const Known decides = node.is == Node::Is::all ? Known::no : Known::yes;
  Known value = not_of(decides);
  for (std::size_t i = 0; i < node.kids.size(); ++i) {
    Told kid = told(*node.kids[i], day, identity);
    if (kid.value == decides && (decides == Known::yes || node.in_order)) {
      out.rests.add(kid.rests);
      return known_as(decides, out.own_name || kid.own_name, out.rests);
    }
    if (kid.value == decides) {
      // Of several that fail a proof shows one that rests on no unconfirmed act.
      Unconfirmed rests = kid.rests;
      if (rests.any) rests.add(out.rests);
      for (++i; rests.any && i < node.kids.size(); ++i) {
        const Told other = told(*node.kids[i], day, identity);
        if (other.value == decides && !other.rests.any) rests = {};
        if (other.value == decides || other.value == Known::open) rests.add(other.rests);
      }
      return known_as(decides, out.own_name || kid.own_name, rests);
    }
    if (kid.value == not_of(decides)) {
      out.own_name = out.own_name || kid.own_name;
      otherwise.add(kid.rests);
      continue;
    }
    if (kid.value == Known::undetermined) value = kid.value;
    take(kid);
  }
  out.rests.add(otherwise);
  return open ? still_open(out) : known_as(value, out.own_name, out.rests);
}

void days_of(const Node& node, std::set<Day>& out) {
  for (const auto& [unused, line] : node.lines) {
    for (const auto& segment : line.segments()) out.insert(segment.from);
  }
  for (const Kid& kid : node.kids) days_of(*kid, out);
}

}  // namespace ratione::formula
