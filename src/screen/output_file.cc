#include "screen/output_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "errors/quoted.h"

namespace ratione {
namespace {

std::string reason_of(int number) { return std::generic_category().message(number); }

tl::unexpected<Error> cannot(std::string_view shown, int number) {
  return fail(
      Code::cannot_write,
      fmt::format("{} cannot be written: {}; check who may write there and how much room is "
                  "left",
                  shown, reason_of(number)));
}

}  // namespace

Result<OutputFile> OutputFile::make(const std::string& target, std::string_view option) {
  OutputFile out;
  out.shown_ = target;
  std::error_code failed;
  std::filesystem::path path(target);
  if (std::filesystem::is_symlink(path, failed)) {
    std::filesystem::path whole = std::filesystem::weakly_canonical(path, failed);
    if (!failed) path = whole;
  }
  struct stat there {};
  if (stat(path.c_str(), &there) == 0 && !S_ISREG(there.st_mode)) {
    return fail(
        Code::bad_output,
        fmt::format("{} {} is not a file; name a file, which is written whole or not at all",
                    option, ratione::quoted(target)));
  }
  out.target_ = path.string();
  std::string folder = path.parent_path().string();
  std::string name = path.filename().string();
  if (!folder.empty() && !std::filesystem::is_directory(folder, failed)) {
    return fail(Code::no_output_folder,
                fmt::format("{} {}: there is no folder {}; make it, or name another file", option,
                            ratione::quoted(target), ratione::quoted(folder)));
  }
  if (name.empty()) {
    return fail(Code::bad_output,
                fmt::format("{} {} names no file", option, ratione::quoted(target)));
  }
  for (int attempt = 0; attempt < 100; ++attempt) {
    out.temporary_ =
        fmt::format("{}{}.{}.ratione-{}-{}", folder, folder.empty() || folder == "/" ? "" : "/",
                    name.substr(0, 200), getpid(), attempt);
    out.descriptor_ = ::open(out.temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (out.descriptor_ >= 0) return out;
    if (errno != EEXIST) break;
  }
  int number = errno;
  out.temporary_.clear();
  return cannot(target, number);
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : shown_(std::move(other.shown_)),
      target_(std::move(other.target_)),
      temporary_(std::exchange(other.temporary_, {})),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Result<bool> OutputFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return cannot(shown_, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

Result<bool> OutputFile::force() {
  // Another writer may have put a new file under the name.
  int written = ::open(temporary_.c_str(), O_RDONLY | O_CLOEXEC);
  if (written < 0) return cannot(shown_, errno);
  bool kept = fsync(written) == 0;
  int number = errno;
  ::close(written);
  if (!kept) return cannot(shown_, number);
  bool closed = ::close(std::exchange(descriptor_, -1)) == 0;
  if (!closed) return cannot(shown_, errno);
  return true;
}

Result<bool> OutputFile::commit_all(const std::vector<OutputFile*>& files) {
  for (OutputFile* file : files) {
    if (Result<bool> forced = file->force(); !forced) return forced;
  }
  std::set<std::string> folders;
  for (OutputFile* file : files) {
    if (::rename(file->temporary_.c_str(), file->target_.c_str()) != 0) {
      return cannot(file->shown_, errno);
    }
    file->temporary_.clear();
    folders.insert(std::filesystem::path(file->target_).parent_path().string());
  }
  for (const std::string& folder : folders) {
    int there = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (there < 0) continue;
    fsync(there);  // the names, too; a file system that cannot is no failure
    ::close(there);
  }
  return true;
}

bool same_file(const std::string& a, const std::string& b) {
  struct stat first {
  }, second{};
  return stat(a.c_str(), &first) == 0 && stat(b.c_str(), &second) == 0 &&
         first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

}  // namespace ratione
