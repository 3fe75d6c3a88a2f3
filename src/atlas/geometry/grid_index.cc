#include "atlas/geometry/grid_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace ratione {

namespace {

constexpr std::uint64_t magic = 0x3153414c54413152;  // and the version of the form

struct Header {
  std::uint64_t magic;
  std::uint64_t bytes;                         // of the whole index
  std::uint64_t checksum;                      // of what follows the header
  std::uint32_t blocks, cells, words, tables;  // how many
  std::uint32_t names;                         // bytes: atoms and sources
  std::uint32_t none;
};
static_assert(sizeof(Header) == 48);

std::uint64_t padded(std::uint64_t bytes) { return (bytes + 7) & ~std::uint64_t{7}; }

// Finds cut and damaged files; it is no signature.
std::uint64_t checksum_of(const std::byte* bytes, std::size_t size) {
  std::uint64_t lanes[4] = {1, 2, 3, 4};
  for (std::size_t at = 0; at + 32 <= size; at += 32) {
    for (std::size_t lane = 0; lane < 4; ++lane) {
      std::uint64_t word;
      std::memcpy(&word, bytes + at + 8 * lane, 8);
      lanes[lane] = std::rotl((lanes[lane] ^ word) * 0x9e3779b97f4a7c15u, 29);
    }
  }
  std::uint64_t sum = size;
  for (std::uint64_t lane : lanes) sum = std::rotl((sum ^ lane) * 0xd6e8feb86659fd93u, 31);
  for (std::size_t at = size & ~std::size_t{31}; at < size; ++at) {
    sum = std::rotl((sum ^ static_cast<std::uint64_t>(bytes[at])) * 0xd6e8feb86659fd93u, 31);
  }
  return sum;
}

class NamesWriter {
 public:
  template <class T>
  void number(T value) {
    const char* bytes = reinterpret_cast<const char*>(&value);
    text_.append(bytes, sizeof value);
  }
  void text(std::string_view value) {
    number(static_cast<std::uint32_t>(value.size()));
    text_.append(value);
  }
  const std::string& bytes() const { return text_; }

 private:
  std::string text_;
};

class NamesReader {
 public:
  explicit NamesReader(std::string_view bytes) : rest_(bytes) {}
  template <class T>
  T number() {
    T value{};
    if (rest_.size() < sizeof value) {
      good_ = false;
      return value;
    }
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
    return value;
  }
  std::string text() {
    auto size = number<std::uint32_t>();
    if (size > rest_.size()) {
      good_ = false;
      return {};
    }
    std::string value(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return value;
  }
  bool good() const { return good_; }

 private:
  std::string_view rest_;
  bool good_ = true;
};

bool sound_cell(std::span<const std::uint32_t> words, std::size_t tables, std::uint32_t start) {
  if (std::size_t{start} + 3 > words.size()) return false;
  std::uint32_t state = words[start + 1] & 0xffff, bits = words[start + 1] >> 16;
  std::uint32_t edges = words[start + 2] & 0xffff, rays = words[start + 2] >> 16;
  if (bits > grid::most_bits || state >> bits != 0) return false;
  if (std::size_t{words[start]} + (std::size_t{1} << bits) > tables) return false;
  std::size_t at = start + 3 + std::size_t{4} * edges;
  if (at + std::size_t{2} * rays + (edges + 1) / 2 > words.size()) return false;
  bool sound = true;
  for (std::uint32_t i = 0; i < rays; ++i) sound &= words[at + 2 * i + 1] >> bits == 0;
  at += std::size_t{2} * rays;
  for (std::uint32_t i = 0; i < (edges + 1) / 2; ++i) {
    sound &= (words[at + i] & 0xffff) >> bits == 0 && words[at + i] >> 16 >> bits == 0;
  }
  return sound;
}

tl::unexpected<Error> unusable(std::string_view why) {
  return fail(Code::index_unusable, fmt::format("The compiled atlas {}; build it again.", why));
}

}  // namespace

std::vector<std::byte> GridParts::bytes() const {
  NamesWriter names;
  names.text(sources);
  names.number(static_cast<std::uint32_t>(atoms.size()));
  for (const Atom& atom : atoms) {
    names.number(atom.unit);
    names.number(atom.overlay);
    names.number(atom.accuracy_km);
    names.text(atom.place);
  }
  Header header{};
  header.magic = magic;
  header.blocks = static_cast<std::uint32_t>(blocks.size());
  header.cells = static_cast<std::uint32_t>(cells.size());
  header.words = static_cast<std::uint32_t>(words.size());
  header.tables = static_cast<std::uint32_t>(tables.size());
  header.names = static_cast<std::uint32_t>(names.bytes().size());
  std::uint64_t lengths[5] = {blocks.size() * 4, cells.size() * 4, words.size() * 4,
                              tables.size() * 2, names.bytes().size()};
  const void* sections[5] = {blocks.data(), cells.data(), words.data(), tables.data(),
                             names.bytes().data()};
  header.bytes = sizeof header;
  for (std::uint64_t length : lengths) header.bytes += padded(length);
  std::vector<std::byte> out(header.bytes);
  std::size_t at = sizeof header;
  for (std::size_t i = 0; i < 5; ++i) {
    if (lengths[i] != 0) std::memcpy(out.data() + at, sections[i], lengths[i]);
    at += padded(lengths[i]);
  }
  header.checksum = checksum_of(out.data() + sizeof header, out.size() - sizeof header);
  std::memcpy(out.data(), &header, sizeof header);
  return out;
}

Result<GridIndex> GridIndex::over(std::span<const std::byte> bytes) {
  Header header{};
  if (bytes.size() < sizeof header) return unusable("is cut");
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.magic != magic) return unusable("is of another version of this program, or no atlas");
  std::uint64_t whole = sizeof header + padded(std::uint64_t{header.blocks} * 4) +
                        padded(std::uint64_t{header.cells} * 4) +
                        padded(std::uint64_t{header.words} * 4) +
                        padded(std::uint64_t{header.tables} * 2) + padded(header.names);
  if (header.bytes != bytes.size() || whole != bytes.size() ||
      reinterpret_cast<std::uintptr_t>(bytes.data()) % 8 != 0) {
    return unusable("is cut");
  }
  if (checksum_of(bytes.data() + sizeof header, bytes.size() - sizeof header) != header.checksum) {
    return unusable("is damaged");
  }
  const std::byte* at = bytes.data() + sizeof header;
  auto words32 = [&at](std::uint32_t count) {
    std::span<const std::uint32_t> span(reinterpret_cast<const std::uint32_t*>(at), count);
    at += padded(std::uint64_t{count} * 4);
    return span;
  };
  GridIndex index;
  index.bytes_ = bytes.size();
  index.blocks_ = words32(header.blocks);
  index.cells_ = words32(header.cells);
  index.words_ = words32(header.words);
  index.tables_ = {reinterpret_cast<const std::uint16_t*>(at), header.tables};
  at += padded(std::uint64_t{header.tables} * 2);
  NamesReader names({reinterpret_cast<const char*>(at), header.names});
  index.sources_ = names.text();
  auto atoms = names.number<std::uint32_t>();
  for (std::uint32_t i = 0; i < atoms && names.good() && i < 0xffff; ++i) {
    Atom atom;
    atom.unit = names.number<std::uint16_t>();
    atom.overlay = names.number<std::uint16_t>();
    atom.accuracy_km = names.number<double>();
    atom.place = names.text();
    index.atoms_.push_back(std::move(atom));
  }
  bool sound = names.good() && index.atoms_.size() == atoms && atoms > 0 &&
               index.blocks_.size() == std::size_t{grid::block_columns} * grid::block_rows &&
               index.cells_.size() % grid::block_cells == 0;
  std::uint64_t blocks = index.cells_.size() / grid::block_cells;
  for (std::uint32_t entry : index.blocks_) {
    sound &= (entry & grid::deeper) != 0 ? (entry & ~grid::deeper) < blocks : entry < atoms;
  }
  for (std::uint16_t entry : index.tables_) sound &= entry < atoms;
  for (std::uint32_t entry : index.cells_) {
    if (!sound) break;
    sound = (entry & grid::deeper) != 0
                ? sound_cell(index.words_, index.tables_.size(), entry & ~grid::deeper)
                : entry < atoms;
  }
  if (!sound) return unusable("is damaged");
  return index;
}

}  // namespace ratione
