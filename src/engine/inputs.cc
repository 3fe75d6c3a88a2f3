#include "engine/inputs.h"

namespace ratione {

namespace {

std::string written(const FieldValue& value) {
  std::string out(1, static_cast<char>('0' + static_cast<int>(value.is)));
  for (const StateOn& s : value.states) {
    out += s.state.text();
    out += std::to_string(s.days.from.number()) + "/" + std::to_string(s.days.until.number());
    out += s.only_on;
    out += ';';
  }
  out += '|' + value.text + '|';
  if (value.number) out += value.number->text();
  if (value.truth) out += *value.truth ? 'y' : 'n';
  return out;
}

}  // namespace

Inputs::Inputs(const Law& law, const LawInstrument& instrument)
    : instrument_(&instrument), disputes_(static_cast<Cell>(law.disputes.size())) {
  versions_.assign(disputes_ + max_fields + 2, 0);
  ask(instrument);
}

void Inputs::ask(const LawInstrument& instrument) {
  instrument_ = &instrument;
  fields_.assign(std::min<std::size_t>(instrument.fields.size(), max_fields), FieldValue{});
  for (std::size_t f = 0; f < fields_.size(); ++f) set_field(static_cast<int>(f), FieldValue{});
  set_places({});
  set_begun(Day::first());
  open_findings();
  for (Cell d = 0; d < disputes_; ++d) versions_[d] = 0;
}

std::uint32_t Inputs::interned(const std::string& text) {
  auto [it, unused] = interned_.emplace(text, static_cast<std::uint32_t>(interned_.size() + 1));
  return it->second;
}

void Inputs::set_field(int field, FieldValue value) {
  versions_[field_cell(field)] =
      interned(instrument_->slug + "." + std::to_string(field) + written(value));
  fields_[static_cast<std::size_t>(field)] = std::move(value);
}

void Inputs::set_places(std::vector<std::string> places) {
  std::string text = "places";
  for (const std::string& place : places) text += ";" + place;
  versions_[places_cell()] = interned(text);
  places_ = std::move(places);
}

void Inputs::set_begun(Day day) {
  versions_[begun_cell()] = static_cast<std::uint32_t>(day.number() - Day::first().number());
  begun_ = day;
}

Cell Inputs::finding_cell(const std::string& written) {
  auto it = finding_cells_.find(written);
  if (it != finding_cells_.end()) return it->second;
  Cell cell = static_cast<Cell>(versions_.size());
  versions_.push_back(0);
  finding_cells_.emplace(written, cell);
  findings_.push_back(written);
  return cell;
}

const std::string* Inputs::finding_of(Cell cell) const {
  Cell first = begun_cell() + 1;
  return cell >= first && cell - first < findings_.size() ? &findings_[cell - first] : nullptr;
}

void Inputs::open_findings() {
  for (auto& [unused, cell] : finding_cells_) versions_[cell] = 0;
}

}  // namespace ratione
