// File: compiled/bytes.h
//
// Values as bytes and back. Both ends are driven by the same description of a
// type's fields (compiled/layout.h), so they cannot drift apart.
//
//   ByteWriter out(folder);  out(law);   out.bytes();
//   ByteReader in(bytes, folder);  in(law);  if (!in.all_read()) ...   // damaged
//
// Guarantees: reading takes any bytes. Every length is held against what is
// left, every enumerator, day and code against its type; what does not fit makes
// the reader fail, and from then on it gives empty values. Memory is bounded by
// a multiple of the input, recursion by `deepest`. Maps are read in strictly
// rising order of their keys, so equal values have equal bytes.
// Our own, because what Debian 12 has (cereal, msgpack) sizes containers before
// it looks at what is left, or throws.
//
// Numbers are in the order of this machine's bytes. The files that places of the
// sources name stand first, once each, relative to `folder`, and are read under the
// folder as it is shown now.
//
// What is a Later (text/later.h) has its length before it, so that it can be passed
// over and read when it is asked for: by a reader that was given an owner of the
// bytes. What is wrong with it is found then, and Unreadable is thrown; a reader
// without an owner reads all at once.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <exception>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "calendar/day.h"
#include "law/fraction.h"
#include "law/typed/boxed.h"
#include "text/later.h"
#include "text/state_code.h"

namespace ratione::compiled {

class ByteWriter {
 public:
  explicit ByteWriter(std::string folder = "") : folder_(std::move(folder) + "/") {}

  template <class... T>
  void operator()(const T&... values) {
    (put(values), ...);
  }
  template <class E>
  void up_to(E value, E /*last*/) {
    put(static_cast<std::underlying_type_t<E>>(value));
  }
  void source(const std::string& file) {
    auto [at, added] = numbers_.emplace(file, static_cast<std::uint32_t>(files_.size()));
    if (added) files_.push_back(file);
    put(at->second);
  }

  // Without the names of files: of what has no places.
  const std::string& values() const { return bytes_; }
  std::string bytes() const {
    ByteWriter names;
    names.count(files_.size());
    for (const std::string& file : files_) {
      const bool under = file.starts_with(folder_);
      names(under, under ? file.substr(folder_.size()) : file);
    }
    return names.bytes_ + bytes_;
  }

 private:
  template <class T>
  requires std::is_arithmetic_v<T>
  void put(T value) { bytes_.append(reinterpret_cast<const char*>(&value), sizeof value); }
  void count(std::size_t size) { put(static_cast<std::uint32_t>(size)); }
  void put(const std::string& text) {
    count(text.size());
    bytes_ += text;
  }
  void put(Day day) { put(day.number()); }
  void put(StateCode code) { put(code.packed()); }
  void put(Fraction number) { (*this)(number.numerator(), number.denominator()); }
  void put(const std::vector<bool>& list) {
    count(list.size());
    std::uint8_t eight = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
      eight = static_cast<std::uint8_t>(eight | (list[i] ? 1u << i % 8 : 0u));
      if (i % 8 == 7 || i + 1 == list.size()) put(std::exchange(eight, 0));
    }
  }
  template <class T>
  void put(const std::vector<T>& list) {
    count(list.size());
    for (const auto& each : list) put(static_cast<const T&>(each));
  }
  template <class T>
  void put(const std::optional<T>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <class T>
  void put(const Boxed<T>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <class T>
  void put(const std::unique_ptr<T>& value) {
    put(value != nullptr);
    if (value) put(*value);
  }
  template <class T>
  void put(const Later<T>& value) {
    put(static_cast<bool>(value));
    if (!value) return;
    const std::size_t at = bytes_.size();
    count(0);
    put(*value);
    const auto size = static_cast<std::uint32_t>(bytes_.size() - at - sizeof(std::uint32_t));
    std::memcpy(bytes_.data() + at, &size, sizeof size);
  }
  template <class T>
  void put(const LaterList<T>& list) {
    put(list.later());
  }
  template <class V>
  void put(const std::map<std::string, V, std::less<>>& map) {
    count(map.size());
    for (const auto& [key, value] : map) (*this)(key, value);
  }
  template <class V>
  void put(const std::unordered_map<std::string, V>& map) {
    std::vector<const std::pair<const std::string, V>*> sorted;
    for (const auto& each : map) sorted.push_back(&each);
    std::sort(sorted.begin(), sorted.end(), [](auto* a, auto* b) { return a->first < b->first; });
    count(map.size());
    for (const auto* each : sorted) (*this)(each->first, each->second);
  }
  template <class T>
  requires std::is_class_v<T>
  void put(const T& value);

  const std::string folder_;
  std::string bytes_;
  std::unordered_map<std::string, std::uint32_t> numbers_;  // of files_
  std::vector<std::string> files_;
};

template <class V>
constexpr bool is_later = false;
template <class T>
constexpr bool is_later<Later<T>> = true;

// A part of a compiled file that was read later is not of its form.
class Unreadable : public std::exception {
 public:
  explicit Unreadable(const std::string& file) : file_(file) {}
  const char* what() const noexcept override { return "a compiled file is damaged"; }
  const std::string& file() const { return file_; }

 private:
  std::string file_;
};

class ByteReader {
 public:
  // The bytes must outlive the reader.
  explicit ByteReader(std::string_view bytes, const std::string& folder = "") : rest_(bytes) {
    read_files(folder + "/");
  }
  // What values() gave.
  static ByteReader of_values(std::string_view bytes) {
    return {bytes, std::make_shared<const std::vector<std::string>>()};
  }
  // `owner` keeps the bytes, for what is read later; `shown`: their file, in Unreadable.
  ByteReader(std::string_view bytes, const std::string& folder, std::shared_ptr<const void> owner,
             const std::string& shown)
      : ByteReader(bytes, folder) {
    later_ = std::make_shared<const Source>(Source{std::move(owner), files_, shown});
  }

  template <class... T>
  void operator()(T&... values) {
    (get(values), ...);
  }
  template <class E>
  void up_to(E& value, E last) {
    std::underlying_type_t<E> number{};
    get(number);
    if (number < 0 || number > static_cast<std::underlying_type_t<E>>(last)) return fail();
    value = static_cast<E>(number);
  }
  void source(std::string& file) {
    std::uint32_t number = 0;
    get(number);
    if (!good_ || number >= files_->size()) return fail();
    file = (*files_)[number];
  }

  bool good() const { return good_; }
  std::string_view rest() const { return rest_; }
  bool all_read() const { return good_ && rest_.empty(); }

 private:
  static constexpr int deepest = 1000;
  using Files = std::shared_ptr<const std::vector<std::string>>;

  // What is read later is read out of.
  struct Source {
    std::shared_ptr<const void> owner;
    Files files;
    std::string shown;
  };

  ByteReader(std::string_view bytes, Files files) : rest_(bytes), files_(std::move(files)) {}

  template <class T>
  static std::unique_ptr<T> read_later(const void* from, std::string_view bytes) {
    const auto& source = *static_cast<const Source*>(from);
    ByteReader in(bytes, source.files);
    auto value = std::make_unique<T>();
    in.get(*value);
    if (!in.all_read()) throw Unreadable(source.shown);
    return value;
  }

  void read_files(const std::string& folder) {
    std::vector<std::string> files(count());
    for (std::string& name : files) {
      bool under = false;
      (*this)(under, name);
      if (!under && name.starts_with(folder)) fail();
      if (under) name.insert(0, folder);
    }
    files_ = std::make_shared<const std::vector<std::string>>(std::move(files));
  }

  void fail() {
    good_ = false;
    rest_ = {};
  }
  template <class T>
  requires std::is_arithmetic_v<T>
  void get(T& value) {
    if (rest_.size() < sizeof value) return fail();
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
  }
  void get(bool& value) {
    std::uint8_t byte = 0;
    get(byte);
    if (byte > 1) return fail();
    value = byte == 1;
  }
  // Of things that take a byte each at least.
  std::size_t count() {
    std::uint32_t size = 0;
    get(size);
    if (size > rest_.size()) fail();
    return good_ ? size : 0;
  }
  void get(std::string& text) {
    const std::size_t size = count();
    text.assign(rest_.substr(0, size));
    rest_.remove_prefix(size);
  }
  void get(Day& day) {
    std::int32_t number = 0;
    get(number);
    Result<Day> read = Day::from_number(number);
    if (!read) return fail();
    day = *read;
  }
  void get(StateCode& code) {
    std::uint32_t packed = 0;
    get(packed);
    if (packed == 0) {
      code = StateCode();
      return;
    }
    const char letters[3] = {static_cast<char>(packed >> 16 & 255),
                             static_cast<char>(packed >> 8 & 255), static_cast<char>(packed & 255)};
    std::optional<StateCode> read = StateCode::parse({letters, 3});
    if (!read || packed >> 24 != 0) return fail();
    code = *read;
  }
  void get(Fraction& number) {
    std::int64_t numerator = 0, denominator = 1;
    (*this)(numerator, denominator);
    if (denominator < 1) return fail();
    number = Fraction(numerator, denominator);
    if (number.numerator() != numerator || number.denominator() != denominator) fail();
  }
  void get(std::vector<bool>& list) {
    std::uint32_t size = 0;
    get(size);
    list.clear();
    if (size / 8 > rest_.size()) return fail();
    list.resize(size);
    std::uint8_t eight = 0;
    for (std::size_t i = 0; i < size; ++i) {
      if (i % 8 == 0) get(eight);
      if (eight >> i % 8 & 1) list[i] = true;
    }
    if (size % 8 != 0 && eight >> size % 8 != 0) fail();
  }
  template <class T>
  void get(std::vector<T>& list) {
    const std::size_t size = count();
    list.clear();
    list.reserve(std::min<std::size_t>(size, 4096));  // an element may be large, its bytes few
    for (std::size_t i = 0; i < size && good_; ++i) {
      if constexpr (std::is_class_v<T>) {
        get(list.emplace_back());  // in its place: an act is large to move
        if constexpr (is_later<T>) {
          if (!list.back()) fail();  // a list holds none that is not there
        }
      } else {
        T value{};
        get(value);
        list.push_back(value);
      }
    }
  }
  template <class T>
  void get(std::optional<T>& value) {
    bool there = false;
    get(there);
    value.reset();
    if (there) get(value.emplace());
  }
  template <class T>
  void get(Boxed<T>& value) {
    bool there = false;
    get(there);
    value.reset();
    if (there) get(value.emplace());
  }
  template <class T>
  void get(std::unique_ptr<T>& value) {
    bool there = false;
    get(there);
    value.reset();
    if (!there) return;
    if (++depth_ > deepest) return fail();
    value = std::make_unique<T>();
    get(*value);
    --depth_;
  }
  template <class T>
  void get(Later<T>& value) {
    bool there = false;
    get(there);
    value = Later<T>();
    if (!there) return;
    const std::size_t size = count();
    const std::string_view own = rest_.substr(0, size);
    rest_.remove_prefix(size);
    if (later_) {
      value = Later<T>(later_, own, &read_later<T>);
      return;
    }
    ByteReader in(own, files_);
    auto now = std::make_unique<T>();
    in.get(*now);
    if (!in.all_read()) return fail();
    value = Later<T>(std::move(now));
  }
  template <class T>
  void get(LaterList<T>& list) {
    Later<std::vector<T>> whole;
    get(whole);
    list = LaterList<T>(std::move(whole));
  }
  template <class V>
  void get(std::map<std::string, V, std::less<>>& map) {
    map.clear();
    entries<V>([&](std::string&& key, V&& value) {
      if constexpr (is_later<V>) {
        if (!value) return fail();
      }
      map.emplace_hint(map.end(), std::move(key), std::move(value));
    });
  }
  template <class V>
  void get(std::unordered_map<std::string, V>& map) {
    map.clear();
    entries<V>(
        [&](std::string&& key, V&& value) { map.emplace(std::move(key), std::move(value)); });
  }
  template <class V, class Add>
  void entries(Add add) {
    const std::size_t size = count();
    std::string before;
    for (std::size_t i = 0; i < size && good_; ++i) {
      std::string key;
      V value{};
      (*this)(key, value);
      if (i > 0 && key <= before) return fail();
      before = key;
      add(std::move(key), std::move(value));
    }
  }
  template <class T>
  requires std::is_class_v<T>
  void get(T& value);

  std::string_view rest_;
  Files files_;
  std::shared_ptr<const Source> later_;  // none: all is read at once
  int depth_ = 0;
  bool good_ = true;
};

}  // namespace ratione::compiled
