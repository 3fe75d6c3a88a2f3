#include "atlas/mapped_bytes.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

namespace ratione {

Result<MappedBytes> MappedBytes::of(const std::string& path) {
  auto unread = [&](int why) {
    return fail(Code::cannot_read, Place{path, 0, 0, ""},
                fmt::format("The file cannot be read: {}.", std::strerror(why)));
  };
  int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return unread(errno);
  struct stat about {};
  if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) {
    int why = S_ISDIR(about.st_mode) ? EISDIR : EINVAL;
    ::close(file);
    return unread(why);
  }
  MappedBytes mapped;
  auto size = static_cast<std::size_t>(about.st_size);
  if (size != 0) {
    void* at = mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    int why = errno;
    ::close(file);
    if (at == MAP_FAILED) return unread(why);
    mapped.bytes_ = static_cast<const std::byte*>(at);
    mapped.size_ = size;
  } else {
    ::close(file);
  }
  return mapped;
}

MappedBytes::MappedBytes(MappedBytes&& other) noexcept
    : bytes_(std::exchange(other.bytes_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedBytes& MappedBytes::operator=(MappedBytes&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  std::swap(size_, other.size_);
  return *this;
}

MappedBytes::~MappedBytes() {
  if (bytes_ != nullptr) munmap(const_cast<std::byte*>(bytes_), size_);
}

std::optional<Error> write_whole(const std::string& path, std::span<const std::byte> bytes) {
  // A device or a pipe is written to; nothing may take its place.
  struct stat about {};
  bool device = stat(path.c_str(), &about) == 0 && !S_ISREG(about.st_mode);
  std::string beside = device ? path : fmt::format("{}.{}.part", path, getpid());
  int file = ::open(beside.c_str(), O_WRONLY | (device ? 0 : O_CREAT | O_TRUNC) | O_CLOEXEC, 0644);
  int why = file < 0 ? errno : 0;
  while (why == 0 && !bytes.empty()) {
    ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      why = written < 0 ? errno : ENOSPC;
    } else {
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
  }
  if (why == 0 && !device && fsync(file) != 0) why = errno;
  if (file >= 0 && ::close(file) != 0 && why == 0) why = errno;
  if (why == 0 && !device && std::rename(beside.c_str(), path.c_str()) != 0) why = errno;
  if (why == 0) return std::nullopt;
  if (file >= 0 && !device) unlink(beside.c_str());
  return Error{Code::not_written, Place{path, 0, 0, ""},
               fmt::format("The file could not be written: {}.", std::strerror(why))};
}

}  // namespace ratione
