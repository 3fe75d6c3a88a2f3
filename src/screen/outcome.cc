#include "screen/outcome.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "screen/csv_records.h"

namespace ratione {
namespace {

std::string listed(const std::vector<std::string>& parts, std::string_view between = ";") {
  return fmt::format("{}", fmt::join(parts, between));
}

std::string plain(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::string cited(const std::vector<Citation>& cites, std::string_view instrument) {
  std::vector<std::string> words;
  for (const Citation& each : cites) words.push_back(each.words_in(instrument));
  return listed(words, ",");
}

// "party since 2002-07-01", "no party", "party from 2025-01-01".
std::string membership(const StatusRow& row, Day on, bool party) {
  if (party) return row.bound_from ? "party since " + row.bound_from->iso() : "party";
  if (row.bound_until && *row.bound_until <= on) {
    return "party until " + row.bound_until->previous().iso();
  }
  if (row.bound_from && on < *row.bound_from) return "party from " + row.bound_from->iso();
  return "no party";
}

// One line a row, whatever a name holds.
std::string one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text;
}

std::string readings(const Verdict& verdict) {
  std::vector<std::string> parts;
  for (const ByReading& each : verdict.by_reading) {
    parts.push_back(fmt::format("{} if {}", word(each.conclusion), plain(each.reading)));
  }
  std::string words = listed(parts, ", ");
  if (verdict.court_reading) {
    words += fmt::format("; the court follows {}: {}", plain(verdict.court_reading->reading),
                         word(verdict.court_reading->conclusion));
  }
  return words;
}

bool covers_all(const Verdict& verdict, Span days) {
  return std::any_of(verdict.covered.begin(), verdict.covered.end(),
                     [&](const Span& span) { return span.contains(days); });
}

}  // namespace

void Told::add_line(std::string& out, char delimiter) const {
  for (std::string_view column : columns) {
    out += delimiter;
    add_csv_field(out, column, delimiter);
  }
}

Outcome::Outcome(const Told& told)
    : conclusion(told.conclusion), unreadable(told.unreadable), faulty(told.faulty) {
  for (std::size_t c = 0; c < columns.size(); ++c) columns[c] = told.columns[c];
  if (told.bases != nullptr) bases = *told.bases;
}

Told Outcome::told() const {
  Told out;
  for (std::size_t c = 0; c < columns.size(); ++c) out.columns[c] = columns[c];
  out.conclusion = conclusion;
  out.bases = &bases;
  out.unreadable = unreadable;
  out.faulty = faulty;
  return out;
}

Outcome unreadable_outcome(std::string_view column, std::string_view why) {
  Outcome out;
  out.unreadable = true;
  out.columns[3] = std::string(word(Conclusion::undetermined));
  out.columns.back() = fmt::format("unreadable: {}: {}", column, why);
  return out;
}

Standing standing_of(const StatusRow& row, Day on) {
  const bool party = row.status.starts_with("party");
  return {row.state, party, membership(row, on, party)};
}

const Standing* Present::of(StateCode state) const {
  for (const Standing& each : standings) {
    if (each.state == state) return &each;
  }
  return nullptr;
}

void put_into_words(Present& present, std::string_view what, bool of_place) {
  std::vector<std::string> parts;
  for (const Standing& each : present.standings) {
    present.some_party = present.some_party || each.party;
    parts.push_back(fmt::format("{} {} {}", what, each.state.text(), each.words));
  }
  if (of_place && parts.empty()) parts.push_back(fmt::format("{} of no State", what));
  present.words = listed(parts, ", ");
}

std::string words_of(const Residual& residual) {
  std::vector<std::string> codes;
  for (StateCode state : residual.any_of) codes.push_back(state.text());
  return one_line(codes.empty() ? residual.says : "suspect of " + listed(codes));
}

Wording::Wording(const Decision& decision, Span asked)
    : conclusion_(decision.verdict.conclusion), faulty_(!decision.verdict.faults.empty()) {
  const Verdict& verdict = decision.verdict;
  std::vector<std::string> kinds, cites;
  for (std::size_t b = 0; b < verdict.bases.size(); ++b) {
    const BasisFound& basis = verdict.bases[b];
    bool counts = basis.value == Truth::yes ||
                  (basis.value == Truth::undetermined && verdict.conclusion != Conclusion::yes);
    if (!counts || verdict.conclusion == Conclusion::no) continue;
    if (!kinds.empty()) state_.push_back({Piece::Is::text, 0, ";"});
    if (!basis.state.none()) state_.push_back({Piece::Is::state, b});
    kinds.push_back(basis.kind);
    cites.push_back(cited(basis.cites, verdict.instrument));
    if (std::find(bases_.begin(), bases_.end(), basis.kind) == bases_.end()) {
      bases_.push_back(basis.kind);
    }
  }
  // Of a no, what bars it.
  if (verdict.conclusion == Conclusion::no) {
    for (const LimitFound& limit : verdict.limits) {
      if (limit.value == Truth::yes) cites.push_back(cited(limit.cites, verdict.instrument));
    }
  }
  basis_ = one_line(listed(kinds));
  citation_ = one_line(listed(cites));
  reason_ = reason_of(decision, asked);
  for (Piece& piece : reason_) piece.text = one_line(std::move(piece.text));
}

Wording::Pieces Wording::yes_words(const Verdict& verdict, Span asked) const {
  Pieces out;
  for (std::size_t b = 0; b < verdict.bases.size(); ++b) {
    const BasisFound& basis = verdict.bases[b];
    if (basis.value != Truth::yes) continue;
    std::string way = out.empty() ? "" : "; ";
    way += cited(basis.cites, verdict.instrument);
    if (!basis.cites.empty()) way += ' ';
    out.push_back({Piece::Is::text, 0, way + basis.kind});
    if (basis.state.none()) continue;
    out.back().text += ' ';
    out.push_back({Piece::Is::state, b});
    if (basis.kind == "territory" || basis.kind == "nationality" || basis.kind == "registration") {
      out.push_back({Piece::Is::membership, b});
    }
  }
  if (!verdict.covered.empty() && !covers_all(verdict, asked)) {
    std::vector<std::string> spans;
    for (const Span& span : verdict.covered) spans.push_back(span.intersect(asked).words());
    out.push_back({Piece::Is::text, 0, "; only " + listed(spans, ", ")});
  }
  return out;
}

Wording::Pieces Wording::no_words(const Decision& decision) const {
  const Verdict& verdict = decision.verdict;
  std::vector<std::string> limits;
  for (const LimitFound& limit : verdict.limits) {
    if (limit.value == Truth::yes) {
      limits.push_back(
          fmt::format("{} {}", plain(limit.rule), cited(limit.cites, verdict.instrument)));
    }
  }
  if (!limits.empty()) return {{Piece::Is::text, 0, "no: " + listed(limits, "; ")}};
  Pieces out{{Piece::Is::text, 0, "no: "}, {Piece::Is::standings}};
  if (decision.barred) {
    out.push_back({Piece::Is::if_some_party, 0,
                   fmt::format("; {} {}", plain(decision.barred->rule),
                               cited(decision.barred->cites, verdict.instrument))});
  }
  return out;
}

Wording::Pieces Wording::reason_of(const Decision& decision, Span asked) const {
  const Verdict& verdict = decision.verdict;
  auto text = [](std::string says) { return Pieces{{Piece::Is::text, 0, std::move(says)}}; };
  if (!verdict.faults.empty()) {
    return text("faulty law or record: " + verdict.faults.front().render());
  }
  Pieces out;
  switch (verdict.conclusion) {
    case Conclusion::yes:
      out = yes_words(verdict, asked);
      break;
    case Conclusion::no:
      out = no_words(decision);
      break;
    case Conclusion::undetermined:
      out = text("undetermined: " + (verdict.missing.empty()
                                         ? std::string("a fact is missing")
                                         : "missing " + listed(verdict.missing, "; ")));
      break;
    case Conclusion::disputed:
      out = text("disputed: " + readings(verdict));
      break;
  }
  if (decision.unconfirmed) {
    out.push_back({Piece::Is::text, 0, " (rests on an act that no document confirms)"});
  }
  return out;
}

void Wording::write(const Pieces& pieces, const RowParts& row, std::string& out) {
  for (const Piece& piece : pieces) {
    switch (piece.is) {
      case Piece::Is::text:
        out += piece.text;
        break;
      case Piece::Is::state:
        out += row.of_bases[piece.basis].text();
        break;
      case Piece::Is::membership: {
        const StateCode state = row.of_bases[piece.basis];
        const Standing* standing = row.place.of(state);
        if (standing == nullptr) standing = row.suspect.of(state);
        if (standing != nullptr && standing->party) out.append(", ").append(standing->words);
        break;
      }
      case Piece::Is::standings:
        out += row.place.words;
        if (!row.suspect.words.empty()) out.append(", ").append(row.suspect.words);
        break;
      case Piece::Is::if_some_party:
        if (row.place.some_party || row.suspect.some_party) out += piece.text;
        break;
    }
  }
}

void Wording::fill(const RowParts& row, Told& told, std::string& room) const {
  room.clear();
  write(state_, row, room);
  const std::size_t states = room.size();
  write(reason_, row, room);
  const std::string_view composed = room;
  told.columns = {row.territory,
                  row.place.attribution,
                  "",  // near_border: names have no borders; PointWords adds that of a point
                  word(conclusion_),
                  basis_,
                  composed.substr(0, states),
                  citation_,
                  row.residual,
                  composed.substr(states)};
  told.conclusion = conclusion_;
  told.bases = &bases_;
  told.unreadable = false;
  told.faulty = faulty_;
}

}  // namespace ratione
