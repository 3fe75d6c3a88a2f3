#include "atlas/geometry/json_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "errors/quoted.h"

namespace ratione {

namespace {

// Bytes, and how many of them were read: the parser tells a listener what it
// met, but not where.
class CountedBytes {
 public:
  using difference_type = std::ptrdiff_t;
  using value_type = char;
  using pointer = const char*;
  using reference = const char&;
  using iterator_category = std::input_iterator_tag;

  CountedBytes(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}
  reference operator*() const { return *at_; }
  CountedBytes& operator++() {
    *furthest_ = ++at_;
    return *this;
  }
  bool operator==(const CountedBytes& other) const { return at_ == other.at_; }
  bool operator!=(const CountedBytes& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  const char** furthest_;
};

}  // namespace

class JsonListener {
 public:
  using Json = nlohmann::json;
  using Kind = JsonValue::Kind;

  JsonListener(JsonTree& tree, const char* begin, const char* const* furthest)
      : tree_(tree), begin_(begin), furthest_(furthest) {}

  bool null() { return add(Kind::null); }
  bool boolean(bool value) { return add(Kind::truth, value ? 1 : 0); }
  bool number_integer(Json::number_integer_t value) {
    return add(Kind::number, static_cast<double>(value));
  }
  bool number_unsigned(Json::number_unsigned_t value) {
    return add(Kind::number, static_cast<double>(value));
  }
  bool number_float(Json::number_float_t value, const std::string&) {
    return add(Kind::number, value);
  }
  bool string(std::string& value) {
    if (!add(Kind::text)) return false;
    tree_.nodes_.back().first = static_cast<std::uint32_t>(tree_.texts_.size());
    tree_.texts_.push_back(std::move(value));
    return true;
  }
  bool binary(Json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(Kind::object); }
  bool start_array(std::size_t) { return open(Kind::list); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(std::string& name) {
    if (!open_.back().names.insert(name).second) {
      says = fmt::format("The member {} stands twice; keep one.", ratione::quoted(name));
      return false;
    }
    name_ = static_cast<std::uint32_t>(tree_.texts_.size());
    tree_.texts_.push_back(std::move(name));
    return true;
  }
  bool parse_error(std::size_t, const std::string& token, const nlohmann::detail::exception& why) {
    std::string_view reason = why.what();
    bool ended = reason.find("end of input") != std::string_view::npos ||
                 reason.find("missing closing quote") != std::string_view::npos;
    // The parser cannot know a number too large from a fault of grammar.
    says = why.id == 406 ? fmt::format("The number {} is too large.", ratione::quoted(token))
           : ended       ? std::string("The JSON ends too early; the file may have been cut.")
                   : fmt::format("This is not JSON from here on: {}.", ratione::quoted(token));
    return false;
  }

  std::uint32_t here() const { return static_cast<std::uint32_t>(*furthest_ - begin_); }
  std::string says;

 private:
  struct Open {
    std::uint32_t node;
    std::uint32_t last = JsonTree::none;
    std::set<std::string, std::less<>> names;
  };

  bool add(Kind kind, double number = 0) {
    auto index = static_cast<std::uint32_t>(tree_.nodes_.size());
    JsonTree::Node node;
    node.kind = kind;
    node.at = here();
    node.number = number;
    node.name = std::exchange(name_, JsonTree::none);
    if (!open_.empty()) {
      Open& parent = open_.back();
      ++tree_.nodes_[parent.node].count;
      if (parent.last == JsonTree::none) {
        tree_.nodes_[parent.node].first = index;
      } else {
        tree_.nodes_[parent.last].next = index;
      }
      parent.last = index;
    }
    tree_.nodes_.push_back(node);
    return true;
  }

  bool open(Kind kind) {
    if (open_.size() >= max_json_depth) {
      says = fmt::format("The JSON is nested more than {} deep; a map is not.", max_json_depth);
      return false;
    }
    add(kind);
    open_.push_back(Open{static_cast<std::uint32_t>(tree_.nodes_.size() - 1), JsonTree::none, {}});
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  JsonTree& tree_;
  const char* begin_;
  const char* const* furthest_;
  std::vector<Open> open_;
  std::uint32_t name_ = JsonTree::none;
};

Result<JsonTree> JsonTree::read(std::string_view text, std::string_view file) {
  JsonTree tree;
  tree.file_ = file;
  if (text.size() > max_json_bytes) {
    return fail(Code::file_too_large, Place{tree.file_, 0, 0, ""},
                fmt::format("The file has {} MB; a map may have {}.", text.size() >> 20,
                            max_json_bytes >> 20));
  }
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  tree.line_starts_.push_back(0);
  for (std::size_t at = text.find('\n'); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    tree.line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
  }
  const char* begin = text.data();
  const char* furthest = begin;
  JsonListener listener(tree, begin, &furthest);
  bool whole = nlohmann::json::sax_parse(CountedBytes(begin, &furthest),
                                         CountedBytes(begin + text.size(), &furthest), &listener);
  if (!whole) {
    return fail(Code::map_not_json, tree.place_at(listener.here()),
                listener.says.empty() ? std::string("This is not JSON.") : listener.says);
  }
  return tree;
}

Place JsonTree::place_at(std::uint32_t at) const {
  // `at` lies just behind a token; the token's last byte is in the right line.
  std::uint32_t byte = at == 0 ? 0 : at - 1;
  auto line = std::upper_bound(line_starts_.begin(), line_starts_.end(), byte);
  auto number = static_cast<int>(line - line_starts_.begin());
  return Place{file_, number, static_cast<int>(byte - *(line - 1)) + 1, ""};
}

JsonValue::Kind JsonValue::kind() const {
  return tree_ == nullptr ? Kind::nothing : tree_->nodes_[index_].kind;
}
double JsonValue::number() const { return is(Kind::number) ? tree_->nodes_[index_].number : 0; }
std::string_view JsonValue::text() const {
  return is(Kind::text) ? std::string_view(tree_->texts_[tree_->nodes_[index_].first])
                        : std::string_view();
}
std::string_view JsonValue::name() const {
  if (tree_ == nullptr || tree_->nodes_[index_].name == JsonTree::none) return {};
  return tree_->texts_[tree_->nodes_[index_].name];
}
std::uint32_t JsonValue::size() const { return tree_ == nullptr ? 0 : tree_->nodes_[index_].count; }
JsonValue JsonValue::first() const {
  if (!is(Kind::list) && !is(Kind::object)) return {};
  std::uint32_t child = tree_->nodes_[index_].first;
  return child == JsonTree::none ? JsonValue() : JsonValue(tree_, child);
}
JsonValue JsonValue::next() const {
  if (tree_ == nullptr || tree_->nodes_[index_].next == JsonTree::none) return {};
  return {tree_, tree_->nodes_[index_].next};
}
JsonValue JsonValue::member(std::string_view name) const {
  if (!is(Kind::object)) return {};
  for (JsonValue each = first(); each; each = each.next()) {
    if (each.name() == name) return each;
  }
  return {};
}
Place JsonValue::place() const {
  return tree_ == nullptr ? Place{} : tree_->place_at(tree_->nodes_[index_].at);
}

}  // namespace ratione
