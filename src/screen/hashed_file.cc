#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "errors/quoted.h"
#include "screen/screen_work.h"

namespace ratione {
namespace {

EVP_MD_CTX* digest_of(void* digest) { return static_cast<EVP_MD_CTX*>(digest); }

tl::unexpected<Error> cannot(const std::string& file, int number) {
  return fail(Code::cannot_read, Place{file, 0, 0, ""},
              fmt::format("the file cannot be read: {}; check its name and who may read it",
                          std::generic_category().message(number)));
}

}  // namespace

Result<HashedFile> HashedFile::open(const std::string& file) {
  HashedFile out;
  out.file_ = file;
  out.descriptor_ = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (out.descriptor_ < 0) return cannot(file, errno);
  struct stat there {};
  if (fstat(out.descriptor_, &there) != 0) return cannot(file, errno);
  if (S_ISDIR(there.st_mode)) return cannot(file, EISDIR);
  out.size_ = there.st_size;
  posix_fadvise(out.descriptor_, 0, 0, POSIX_FADV_SEQUENTIAL);
  EVP_MD_CTX* digest = EVP_MD_CTX_new();
  if (digest == nullptr || EVP_DigestInit_ex(digest, EVP_sha256(), nullptr) != 1) {
    EVP_MD_CTX_free(digest);
    digest = nullptr;
  }
  out.digest_ = digest;
  return out;
}

HashedFile::HashedFile(HashedFile&& other) noexcept
    : file_(std::move(other.file_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      size_(other.size_),
      read_(other.read_),
      digest_(std::exchange(other.digest_, nullptr)) {}

HashedFile::~HashedFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  EVP_MD_CTX_free(digest_of(digest_));
}

Result<std::size_t> HashedFile::read(char* into, std::size_t size) {
  std::size_t filled = 0;
  while (filled < size) {
    ssize_t got = ::read(descriptor_, into + filled, size - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return cannot(file_, errno);
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  if (digest_ != nullptr) EVP_DigestUpdate(digest_of(digest_), into, filled);
  read_ += static_cast<std::int64_t>(filled);
  return filled;
}

InputSeen HashedFile::seen() {
  InputSeen seen{file_, {}, read_};
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned int length = 0;
  if (digest_ != nullptr && EVP_DigestFinal_ex(digest_of(digest_), bytes.data(), &length) == 1) {
    for (unsigned int i = 0; i < length; ++i) seen.sha256 += fmt::format("{:02x}", bytes[i]);
  }
  return seen;
}

}  // namespace ratione
