// File: compiled/file.h
//
// The compiled file: law, record and places of one home, as they were read from
// their sources.
//
//   std::string bytes = file_of(stamps, {law, record, places}, folders);
//   Result<CompiledFile> file = CompiledFile::over(bytes, path);
//   if (file->made_of(stamps)) file->law(folder);
//
// In this order: a mark, a checksum of 128 bits (XXH3) over all that follows, by
// which code it was made, the stamps of the sources, the lengths of the three
// sections, and these.
//
// Guarantees: a file that is cut or in which a byte differs is refused; what has
// the right checksum and is not of this form all the same is refused too, when
// the part in question is read: the acts of an instrument and the bodies of clauses
// are read when they are asked for, if somebody owns the bytes (Unreadable is
// thrown then), else with their section. The checksum finds damage; it is no
// signature.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "atlas/places.h"
#include "compiled/stamps.h"
#include "errors/error.h"
#include "law/typed/law.h"
#include "record/record.h"

namespace ratione::compiled {

// As an error shows the three folders of a home; they stand before the names of
// files in places.
struct Folders {
  std::string law, record, atlas;
};

// The bytes of the file. The three must have been read without a fault.
std::string file_of(const Stamps& sources, const Folders& folders, const Law& law,
                    const Record& record, const Atlas& atlas);

// What follows mark and checksum, with these before it.
std::string sealed(std::string_view rest);

class CompiledFile {
 public:
  // The bytes must outlive it, or `owner` keeps them; `file` is its name in errors.
  // Error: compiled_unusable.
  static Result<CompiledFile> over(std::string_view bytes, std::string file,
                                   std::shared_ptr<const void> owner = nullptr);

  // Of these sources, and by the code that this program has.
  bool made_of(const Stamps& sources) const;

  // Errors: compiled_unusable.
  Result<Law> law(const std::string& folder) const;
  Result<Record> record(const std::string& folder) const;
  Result<Atlas> atlas(const std::string& folder) const;

 private:
  template <class T>
  Result<T> section(std::size_t which, const std::string& folder) const;

  std::string file_;
  std::shared_ptr<const void> owner_;
  std::string made_by_;
  Stamps sources_;
  std::array<std::string_view, 3> sections_;
};

}  // namespace ratione::compiled
