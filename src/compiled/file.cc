#include "compiled/file.h"

#include <fmt/format.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "compiled/layout.h"

namespace ratione::compiled {

namespace {

constexpr std::string_view mark = "RATIONE\n";
// Whose bytes these are: other code may hold another form, or read a source otherwise.
constexpr std::string_view made_by =
#include "compiled/made_by.inc"
    ;

std::string checksum(std::string_view bytes) {
  XXH128_canonical_t sum;
  XXH128_canonicalFromHash(&sum, XXH3_128bits(bytes.data(), bytes.size()));
  return {reinterpret_cast<const char*>(sum.digest), sizeof sum.digest};
}

constexpr std::size_t sum_bytes = sizeof(XXH128_canonical_t);

template <class T>
std::string section_of(const T& value, const std::string& folder) {
  ByteWriter out(folder);
  out(value);
  return out.bytes();
}

tl::unexpected<Error> unusable(const std::string& file, std::string_view why) {
  return fail(Code::compiled_unusable, Place{file, 0, 0, ""},
              fmt::format("{}; remove it, and it is made again.", why));
}

}  // namespace

std::string file_of(const Stamps& sources, const Folders& folders, const Law& law,
                    const Record& record, const Atlas& atlas) {
  const std::array<std::string, 3> sections = {section_of(law, folders.law),
                                               section_of(record, folders.record),
                                               section_of(atlas, folders.atlas)};
  std::vector<std::uint64_t> lengths;
  for (const std::string& each : sections) lengths.push_back(each.size());
  ByteWriter head;
  head(std::string(made_by), sources, lengths);
  std::string rest = head.values();
  for (const std::string& each : sections) rest += each;
  return sealed(rest);
}

std::string sealed(std::string_view rest) {
  return std::string(mark) + checksum(rest) + std::string(rest);
}

Result<CompiledFile> CompiledFile::over(std::string_view bytes, std::string file,
                                        std::shared_ptr<const void> owner) {
  if (!bytes.starts_with(mark)) return unusable(file, "This is no compiled file");
  bytes.remove_prefix(mark.size());
  if (bytes.size() < sum_bytes) return unusable(file, "The compiled file is cut");
  const std::string_view sum = bytes.substr(0, sum_bytes);
  bytes.remove_prefix(sum_bytes);
  if (checksum(bytes) != sum) return unusable(file, "The compiled file is damaged");

  CompiledFile out;
  ByteReader head = ByteReader::of_values(bytes);
  std::vector<std::uint64_t> lengths;
  head(out.made_by_, out.sources_, lengths);
  std::string_view rest = head.rest();
  if (!head.good() || lengths.size() != out.sections_.size())
    return unusable(file, "The compiled file is damaged");
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    if (lengths[i] > rest.size()) return unusable(file, "The compiled file is damaged");
    out.sections_[i] = rest.substr(0, lengths[i]);
    rest.remove_prefix(lengths[i]);
  }
  if (!rest.empty()) return unusable(file, "The compiled file is damaged");
  out.file_ = std::move(file);
  out.owner_ = std::move(owner);
  return out;
}

bool CompiledFile::made_of(const Stamps& sources) const {
  return made_by_ == made_by && sources_ == sources;
}

template <class T>
Result<T> CompiledFile::section(std::size_t which, const std::string& folder) const {
  ByteReader in = owner_ ? ByteReader(sections_[which], folder, owner_, file_)
                         : ByteReader(sections_[which], folder);
  T value{};
  in(value);
  if (!in.all_read()) return unusable(file_, "The compiled file is damaged");
  return value;
}

Result<Law> CompiledFile::law(const std::string& folder) const { return section<Law>(0, folder); }
Result<Record> CompiledFile::record(const std::string& folder) const {
  return section<Record>(1, folder);
}
Result<Atlas> CompiledFile::atlas(const std::string& folder) const {
  return section<Atlas>(2, folder);
}

}  // namespace ratione::compiled
