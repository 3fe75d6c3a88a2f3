// File: atlas/geometry/json_tree.h
//
// JSON as a tree that knows where each value stands, so that a fault in a map
// can be shown at its line. nlohmann-json reads; its own tree would forget the
// places and take four times the memory for a million coordinates.
//
//   Result<JsonTree> tree = JsonTree::read(text, "atlas/overlays/x.geojson");
//   JsonValue type = tree->root().member("type");
//
// Guarantees: UTF-8, one value, at most max_json_bytes and max_json_depth; no
// exception. A member that stands twice is refused.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "errors/error.h"

namespace ratione {

inline constexpr std::size_t max_json_bytes = 256u << 20;
inline constexpr std::size_t max_json_depth = 16;

class JsonTree;

// A value of a tree, which must live as long; or nothing.
class JsonValue {
 public:
  enum class Kind : std::uint8_t { nothing, null, truth, number, text, list, object };

  JsonValue() = default;
  Kind kind() const;
  bool is(Kind wanted) const { return kind() == wanted; }
  explicit operator bool() const { return tree_ != nullptr; }

  double number() const;          // 0 unless a number
  std::string_view text() const;  // empty unless a text
  std::string_view name() const;  // of a member; or empty
  std::uint32_t size() const;     // of a list or object
  JsonValue first() const;        // of a list or object
  JsonValue next() const;         // in the same list or object
  JsonValue member(std::string_view name) const;
  Place place() const;  // line and column

 private:
  friend class JsonTree;
  JsonValue(const JsonTree* tree, std::uint32_t index) : tree_(tree), index_(index) {}
  const JsonTree* tree_ = nullptr;
  std::uint32_t index_ = 0;
};

class JsonTree {
 public:
  static Result<JsonTree> read(std::string_view text, std::string_view file);
  JsonValue root() const { return {this, 0}; }
  const std::string& file() const { return file_; }

 private:
  friend class JsonValue;
  friend class JsonListener;
  static constexpr std::uint32_t none = 0xffffffff;

  struct Node {
    JsonValue::Kind kind = JsonValue::Kind::null;
    std::uint32_t at = 0;  // byte of the input, just behind the value's first token
    std::uint32_t next = none;
    std::uint32_t name = none;   // of a member: index into texts
    std::uint32_t first = none;  // first child, or index into texts
    std::uint32_t count = 0;
    double number = 0;
  };

  Place place_at(std::uint32_t at) const;

  std::string file_;
  std::vector<Node> nodes_;
  std::vector<std::string> texts_;
  std::vector<std::uint32_t> line_starts_;
};

}  // namespace ratione
