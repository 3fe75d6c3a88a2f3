#include "law/typed/law.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/names.h"

namespace ratione {

namespace {

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

}  // namespace

std::string Citation::words() const { return written_provision(provision); }

std::string Citation::words_in(std::string_view instrument_shown) const {
  return instrument == instrument_shown ? words() : fmt::format("{} {}", instrument, words());
}

std::string_view word(Consequence::Tells tells) {
  switch (tells) {
    case Consequence::Tells::duty:
      return "duty";
    case Consequence::Tells::right:
      return "right";
    case Consequence::Tells::remains:
      return "remains";
    case Consequence::Tells::threshold:
      return "threshold";
    case Consequence::Tells::revocable:
      return "revocable";
    case Consequence::Tells::lapse:
      return "lapse";
    case Consequence::Tells::refusal:
      return "refusal";
    case Consequence::Tells::warning:
      return "warning";
    case Consequence::Tells::received:
      break;
  }
  return "received";
}

int Dispute::followed_on(Day known) const {
  for (const Follows& follows : court_follows) {
    if (follows.known.contains(known)) return follows.reading;
  }
  return -1;
}

const Provision* LawInstrument::provision(std::string_view id) const {
  for (const Provision& provision : provisions) {
    if (provision.id == id) return &provision;
  }
  return nullptr;
}

std::string LawInstrument::crime_named(std::string_view text) const {
  const std::string name = fold_name(text);
  for (const Crime& crime : crimes) {
    if (fold_name(crime.name) == name) return crime.provision;
  }
  const std::string asked = lower(dotted_provision(text));
  for (const Provision& provision : provisions) {
    if (lower(provision.id) != asked) continue;
    for (const Crime& crime : crimes) {
      if (provision.id == crime.provision || provision.id.starts_with(crime.provision + "."))
        return provision.id;
    }
  }
  return "";
}

int LawInstrument::field_index(std::string_view name) const {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

const CaseField* LawInstrument::field(std::string_view name) const {
  const int index = field_index(name);
  return index < 0 ? nullptr : &fields[static_cast<std::size_t>(index)];
}

const Question* LawInstrument::question(std::string_view name) const {
  for (const Question& question : questions) {
    if (question.name == name) return &question;
  }
  return nullptr;
}

const LawInstrument* Law::instrument(std::string_view slug) const {
  const auto at =
      std::lower_bound(instruments.begin(), instruments.end(), slug,
                       [](const LawInstrument& i, std::string_view s) { return i.slug < s; });
  return at != instruments.end() && at->slug == slug ? &*at : nullptr;
}

const Provision* Law::provision(const Citation& cited) const {
  if (const LawInstrument* found = instrument(cited.instrument))
    return found->provision(cited.provision);
  for (const LawInstrument& common : commons) {
    if (common.slug == cited.instrument) return common.provision(cited.provision);
  }
  return nullptr;
}

int Law::clause(std::string_view slug, std::string_view name) const {
  const LawInstrument* found = instrument(slug);
  if (!found) return -1;
  const auto at = found->clauses.find(name);
  return at == found->clauses.end() ? -1 : at->second;
}

int Law::kind(std::string_view slug, std::string_view name) const {
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (kinds[i].instrument == slug && kinds[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

const LawInstrument* Law::court(std::string_view slug) const {
  for (const LawInstrument& instrument : instruments) {
    if (slug.empty() ? instrument.default_court
                     : !instrument.court.empty() && instrument.court == slug) {
      return &instrument;
    }
  }
  return nullptr;
}

const LawInstrument* Law::organ(std::string_view slug) const {
  for (const LawInstrument& instrument : instruments) {
    if (!instrument.organ.empty() && instrument.organ == slug) return &instrument;
  }
  return nullptr;
}

}  // namespace ratione
