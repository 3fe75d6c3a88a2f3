#include "compiled/kept.h"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace ratione::compiled {

namespace {

namespace fs = std::filesystem;

// One for each home, by the folders that it consists of.
std::string name_in_cache(const Folders& folders) {
  std::string whole;
  for (const std::string& each : {folders.law, folders.record, folders.atlas}) {
    std::error_code ignored;
    whole += fs::absolute(each, ignored).lexically_normal().string() + "\n";
  }
  return fmt::format("home-{:016x}.compiled", XXH3_64bits(whole.data(), whole.size()));
}

}  // namespace

Kept::Kept(Folders folders, const std::string& cache, const std::string& named)
    : folders_(std::move(folders)), named_(!named.empty()) {
  if (named_) {
    path_ = named;
  } else if (!cache.empty()) {
    path_ = cache + "/" + name_in_cache(folders_);
  }
}

void Kept::open() {
  if (std::exchange(opened_, true) || path_.empty()) return;
  sources_ = stamps_of(folders_.law, folders_.record, folders_.atlas);
  std::error_code failed;
  const bool there = fs::exists(path_, failed);
  if (!there && !failed) return;
  Result<MappedBytes> bytes = MappedBytes::of(path_);
  if (!bytes) {
    // A cache that cannot be read costs time alone.
    if (named_) damage_ = bytes.error();
    return;
  }
  bytes_ = std::make_shared<const MappedBytes>(std::move(*bytes));
  const auto mapped = bytes_->span();
  Result<CompiledFile> file =
      CompiledFile::over({reinterpret_cast<const char*>(mapped.data()), mapped.size()}, path_,
                         named_ ? nullptr : bytes_);
  if (!file) {
    damage_ = std::move(file.error());
  } else if (sources_ && file->made_of(*sources_)) {
    file_ = std::move(*file);
  }
}

template <class T, class Load>
Results<T> Kept::read(Result<T> (CompiledFile::*section)(const std::string&) const,
                      const std::string& folder, Load load) {
  open();
  if (file_) {
    Result<T> value = ((*file_).*section)(folder);
    if (value) return std::move(*value);
    damage_ = std::move(value.error());
    file_.reset();
  }
  if (named_ && damage_) return tl::unexpected<Errors>(Errors{*damage_});
  stale_ = true;
  return load();
}

Results<Law> Kept::law() {
  return read(&CompiledFile::law, folders_.law, [this] { return load_law(folders_.law); });
}

Results<Record> Kept::record() {
  return read(&CompiledFile::record, folders_.record,
              [this] { return Record::load(folders_.record); });
}

Results<Atlas> Kept::atlas(const States& states) {
  return read(&CompiledFile::atlas, folders_.atlas,
              [&] { return Atlas::load(folders_.atlas, states); });
}

void Kept::keep(const Law& law, const Record& record, const Atlas& atlas) {
  file_.reset();
  bytes_.reset();
  if (!std::exchange(stale_, false) || path_.empty() || !sources_ || may_change_unseen(*sources_)) {
    return;
  }
  std::error_code ignored;
  if (!named_) fs::create_directories(fs::path(path_).parent_path(), ignored);
  const std::string whole = file_of(*sources_, folders_, law, record, atlas);
  // Without the file the next command reads the sources again; that is no fault.
  std::optional<Error> unwritten = write_whole(path_, std::as_bytes(std::span(whole)));
  (void)unwritten;
}

std::optional<Error> Kept::damage() {
  if (named_ || !damage_) return std::nullopt;
  damage_.reset();
  return Error{Code::compiled_unusable, Place{path_, 0, 0, ""},
               "The compiled file is damaged; the sources were read, and it is made again."};
}

}  // namespace ratione::compiled
