#include "answers/proof_forms.h"

#include <fmt/format.h>

#include <algorithm>

namespace ratione::answers {

namespace {

constexpr int margin_column = 54;  // provisions and acts stand from here on
constexpr int indent = 5;          // a level of the tree
constexpr std::size_t acts_shown = 6;

std::string margin_of(const Proof& node, std::string_view instrument) {
  std::string text = cited(node.cites, instrument);
  std::vector<std::string> acts;
  for (const std::string& id : node.acts) {
    if (acts.size() == acts_shown) {
      acts.push_back(fmt::format("and {} more", node.acts.size() - acts_shown));
      break;
    }
    acts.push_back(short_id(id, instrument));
  }
  if (acts.empty()) return text;
  return fmt::format("{}{}{} {}", text, text.empty() ? "" : "\n",
                     node.acts.size() == 1 ? "act" : "acts", joined(acts));
}

// Ids without the instrument that is being shown.
std::string without(std::string text, std::string_view instrument) {
  const std::string prefix = std::string(instrument) + "/";
  for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at)) {
    text.erase(at, prefix.size());
  }
  return text;
}

std::string says_of(const Proof& node, std::string_view instrument) {
  std::string text = without(node.says.empty() ? node.rule : node.says, instrument);
  if (!node.missing.empty() && text.find(node.missing) == std::string::npos) {
    text += fmt::format(" (missing: {})", node.missing);
  }
  if (!node.change.empty()) text += fmt::format("; {}", node.change);
  if (node.unconfirmed) text += " (unconfirmed)";
  return text;
}

class Drawing {
 public:
  Drawing(std::string_view instrument, const Look& look) : instrument_(instrument), look_(look) {}

  // `before` stands before the node's first line, `under` before what follows.
  void node(const Proof& proof, const std::string& before, const std::string& under) {
    std::string word;
    if (proof.has_value) word = padded(face(proof.value).word, 4) + " ";
    // A continued line hangs under its text, past the branch to the children.
    std::string below = padded(under + (proof.because.empty() ? "" : " |"),
                               columns_of(under) + std::max(columns_of(word), indent));
    const std::string says = says_of(proof, instrument_);
    const std::string margin = margin_of(proof, instrument_);
    std::vector<std::string> right;
    if (!margin.empty()) right = fold(margin, look_.width - margin_column - 1);

    // Beside the margin when it fits in one line, else above it.
    int room = margin_column - columns_of(before) - columns_of(word);
    std::vector<std::string> left{says};
    if (columns_of(says) > room || right.empty()) {
      left = fold(says,
                  look_.width - std::max(columns_of(before) + columns_of(word), columns_of(below)));
    }
    std::size_t beside = 0;  // the line on which the margin begins
    if (!right.empty() && left.size() > 1) beside = left.size() - 1;
    auto line_of = [&](std::size_t i) {
      std::string line = i == 0 ? before : below;
      if (i == 0) line += look_.painted(word, proof.has_value ? face(proof.value).colour : "");
      if (i < left.size()) line += left[i];
      return line;
    };
    if (!right.empty() && columns_of(line_of(beside)) > margin_column) ++beside;
    std::size_t lines = std::max(left.size(), right.empty() ? 0 : beside + right.size());
    for (std::size_t i = 0; i < lines; ++i) {
      std::string line = line_of(i);
      if (i >= beside && i - beside < right.size()) {
        line = padded(line, margin_column) + " " + look_.quiet(right[i - beside]);
      }
      line.erase(line.find_last_not_of(' ') + 1);
      out_ += line + "\n";
    }
    for (const Proof& child : proof.because) {
      bool last = &child == &proof.because.back();
      node(child, under + (last ? " '- " : " |- "), under + (last ? "     " : " |   "));
    }
  }

  std::string done() { return std::move(out_); }

 private:
  std::string_view instrument_;
  const Look& look_;
  std::string out_;
};

}  // namespace

std::string drawn(const Proof& proof, std::string_view instrument, const Look& look) {
  Drawing drawing(instrument, look);
  drawing.node(proof, "", "");
  return drawing.done();
}

Json proof_json(const Proof& proof, std::string_view instrument) {
  Json because = Json::array();
  for (const Proof& child : proof.because) because.push_back(proof_json(child, instrument));
  Json node{{"rule", proof.rule},
            {"citation", cited(proof.cites, instrument)},
            {"value", proof.has_value ? Json(word(proof.value)) : Json(nullptr)},
            {"because", std::move(because)},
            {"acts", proof.acts},
            {"says", proof.says},
            {"change", proof.change}};
  if (!proof.missing.empty()) node["missing"] = proof.missing;
  if (proof.unconfirmed) node["unconfirmed"] = true;
  return node;
}

}  // namespace ratione::answers
