#include "engine/inputs.h"

namespace ratione {

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

Inputs::Inputs(const Law& law, const LawInstrument& instrument)
    : instrument_(&instrument), disputes_(static_cast<Cell>(law.disputes.size())) {
  versions_.assign(disputes_ + max_fields + 2, 0);
  open_.assign(disputes_, true);
  ask(instrument);
}

void Inputs::ask(const LawInstrument& instrument) {
  instrument_ = &instrument;
  for (const Option& option : options_) versions_[option.cell] = 3;  // not asked
  fields_.assign(std::min<std::size_t>(instrument.fields.size(), max_fields), nullptr);
  for (std::size_t f = 0; f < fields_.size(); ++f) set_field(static_cast<int>(f), FieldValue{});
  set_places({});
  set_begun(Day::first());
  open_findings();
  for (Cell d = 0; d < disputes_; ++d) open(static_cast<int>(d));
}

std::uint32_t Inputs::interned(const std::string& text) {
  auto [it, unused] = interned_.emplace(text, static_cast<std::uint32_t>(interned_.size() + 1));
  return it->second;
}

Inputs::Versioned Inputs::versioned(int field, FieldValue value) {
  std::uint32_t version =
      interned(instrument_->slug + "." + std::to_string(field) + written(value));
  return {std::make_shared<const FieldValue>(std::move(value)), version};
}

void Inputs::set_field(int field, const Versioned& value) {
  versions_[field_cell(field)] = value.version;
  fields_[static_cast<std::size_t>(field)] = value.value;
  for (const Option& option : options_) {
    if (option.field == field && option.instrument == instrument_->slug) refresh(option);
  }
}

void Inputs::refresh(const Option& option) {
  const FieldValue& value = *fields_[static_cast<std::size_t>(option.field)];
  versions_[option.cell] = value.is == FieldValue::Is::unknown                                ? 2
                           : value.is == FieldValue::Is::known && value.text == option.option ? 1
                                                                                              : 0;
}

Cell Inputs::option_cell(int field, const std::string& option) {
  for (const Option& o : options_) {
    if (o.field == field && o.option == option && o.instrument == instrument_->slug) return o.cell;
  }
  Cell cell = finding_cell(instrument_->slug + "." + std::to_string(field) + "=" + option);
  findings_.erase(cell);
  options_.push_back({instrument_->slug, field, option, cell});
  refresh(options_.back());
  return cell;
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
  findings_.emplace(cell, written);
  return cell;
}

int Inputs::option_field(Cell cell) const {
  for (const Option& o : options_) {
    if (o.cell == cell) return o.field;
  }
  return -1;
}

const std::string* Inputs::finding_of(Cell cell) const {
  auto it = findings_.find(cell);
  return it == findings_.end() ? nullptr : &it->second;
}

void Inputs::open_findings() {
  for (const auto& [cell, unused] : findings_) versions_[cell] = 0;
}

}  // namespace ratione
