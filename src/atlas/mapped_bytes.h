// File: atlas/mapped_bytes.h
//
// The bytes of a file, mapped and not read; and a file written whole or not at
// all.
//
//   Result<MappedBytes> bytes = MappedBytes::of(path);
//   std::optional<Error> failed = write_whole(path, bytes->span());
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "errors/error.h"

namespace ratione {

class MappedBytes {
 public:
  static Result<MappedBytes> of(const std::string& path);

  MappedBytes() = default;
  MappedBytes(MappedBytes&& other) noexcept;
  MappedBytes& operator=(MappedBytes&& other) noexcept;
  ~MappedBytes();

  std::span<const std::byte> span() const { return {bytes_, size_}; }

 private:
  const std::byte* bytes_ = nullptr;
  std::size_t size_ = 0;
};

// Beside the file first, then in its place. Error: not_written.
std::optional<Error> write_whole(const std::string& path, std::span<const std::byte> bytes);

}  // namespace ratione
