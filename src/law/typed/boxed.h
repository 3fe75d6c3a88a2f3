// File: law/typed/boxed.h
//
// A value that is mostly not there, kept apart: it takes the room of a pointer
// where a std::optional takes that of the value, and reads like one.
//
//   Boxed<Domain> domain;              // nothing
//   domain = Domain{};  domain->over;  // there
//
// A law has tens of thousands of expressions, most of which use none of their
// five large parts.
#pragma once

#include <memory>
#include <optional>
#include <utility>

namespace ratione {

template <class T>
class Boxed {
 public:
  Boxed() = default;
  Boxed(T value) : value_(std::make_unique<T>(std::move(value))) {}
  Boxed(std::optional<T> value) {
    if (value) value_ = std::make_unique<T>(std::move(*value));
  }

  explicit operator bool() const { return value_ != nullptr; }
  bool has_value() const { return value_ != nullptr; }
  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return value_.get(); }
  const T* operator->() const { return value_.get(); }

  T& emplace() { return *(value_ = std::make_unique<T>()); }
  void reset() { value_.reset(); }

 private:
  std::unique_ptr<T> value_;
};

}  // namespace ratione
