// File: text/later.h
//
// A value that is there, or is read when it is first asked for. Copies share it;
// who wants to change one takes a copy of its own.
//
//   Later<Clause> clause(from, bytes, &read);   // read at the first *clause
//   Later<Clause> same(std::make_unique<Clause>());
//
// Guarantees: read once, from whichever thread asks first; `from` lives as long as
// something is to be read from it. What `read` throws goes to whoever asks, and
// the next one asks again.
#pragma once

#include <atomic>
#include <concepts>
#include <memory>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

namespace ratione {

template <class T>
class Later {
 public:
  using Read = std::unique_ptr<T> (*)(const void* from, std::string_view bytes);

  Later() = default;  // nothing, now and later
  Later(std::unique_ptr<T> value) {
    if (value) cell_ = std::make_shared<Cell>(std::move(value));
  }
  Later(std::shared_ptr<const void> from, std::string_view bytes, Read read)
      : cell_(std::make_shared<Cell>(std::move(from), bytes, read)) {}

  explicit operator bool() const { return cell_ != nullptr; }
  const T* get() const { return cell_ ? cell_->get() : nullptr; }
  const T& operator*() const { return *cell_->get(); }
  const T* operator->() const { return cell_->get(); }

  // To change it: nobody else's any more, and empty where there was nothing.
  T& own() requires std::copyable<T> {
    if (!cell_) {
      cell_ = std::make_shared<Cell>(std::make_unique<T>());
    } else if (cell_.use_count() > 1) {
      cell_ = std::make_shared<Cell>(std::make_unique<T>(*cell_->get()));
    }
    return *cell_->get();
  }
  // The same of what cannot be copied, for whoever shares it with nobody.
  T& only() { return *cell_->get(); }

 private:
  class Cell {
   public:
    explicit Cell(std::unique_ptr<T> value) : ready_(value.get()), value_(std::move(value)) {}
    Cell(std::shared_ptr<const void> from, std::string_view bytes, Read read)
        : from_(std::move(from)), bytes_(bytes), read_(read) {}

    T* get() {
      if (T* ready = ready_.load(std::memory_order_acquire)) return ready;
      std::call_once(once_, [this] {
        value_ = read_(from_.get(), bytes_);
        from_.reset();
        ready_.store(value_.get(), std::memory_order_release);
      });
      return value_.get();
    }

   private:
    std::atomic<T*> ready_{nullptr};
    std::once_flag once_;
    std::unique_ptr<T> value_;
    std::shared_ptr<const void> from_;
    std::string_view bytes_;
    Read read_ = nullptr;
  };

  std::shared_ptr<Cell> cell_;
};

// A list that is read as a whole when it is first looked into.
template <class T>
class LaterList {
 public:
  LaterList() = default;
  explicit LaterList(Later<std::vector<T>> list) : list_(std::move(list)) {}

  const std::vector<T>& get() const {
    static const std::vector<T> none;
    return list_ ? *list_ : none;
  }
  auto begin() const { return get().begin(); }
  auto end() const { return get().end(); }
  std::size_t size() const { return get().size(); }
  bool empty() const { return get().empty(); }
  void push_back(T value) { list_.own().push_back(std::move(value)); }

  const Later<std::vector<T>>& later() const { return list_; }

 private:
  Later<std::vector<T>> list_;
};

}  // namespace ratione
