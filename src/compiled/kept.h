// File: compiled/kept.h
//
// Law, record and places of a home: out of the compiled file where it is of their
// sources as they are now, else out of the sources, and then the file is made.
//
//   Kept kept({"law", "record", "atlas"}, cache_folder, "");
//   Results<Law> law = kept.law();
//   Results<Record> record = kept.record();
//   Results<Atlas> atlas = kept.atlas(record->states());
//   kept.keep(*law, *record, *atlas);   // writes, if one of them came from its source
//
// Guarantees: both ways give the same. A changed source, one more or one less, or
// another version of the program, and the file is not used and made again. It is
// written whole or not at all; where it cannot be written nothing is said. A
// damaged file in the cache is not used, said once (`damage`), and made again; a
// damaged one that the user named is an error, and stays as it is; it is read whole
// at once, where of one in the cache acts and bodies of clauses are read as they are
// asked for (and throw Unreadable, should the file be forged). Sources with
// faults give the faults, and no file. Not for several threads at once.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "atlas/mapped_bytes.h"
#include "compiled/file.h"

namespace ratione::compiled {

class Kept {
 public:
  // `cache`: the folder for files that can be made again; empty: there is none.
  // `named`: the compiled file itself, as the user named it; or empty.
  Kept(Folders folders, const std::string& cache, const std::string& named);

  // Errors: faults of the sources; compiled_unusable, of a file that was named.
  Results<Law> law();
  Results<Record> record();
  Results<Atlas> atlas(const States& states);

  void keep(const Law& law, const Record& record, const Atlas& atlas);

  // What is wrong with the file in the cache, once.
  std::optional<Error> damage();

 private:
  void open();
  template <class T, class Load>
  Results<T> read(Result<T> (CompiledFile::*section)(const std::string&) const,
                  const std::string& folder, Load load);

  const Folders folders_;
  std::string path_;  // of the compiled file; empty: there is none
  bool named_ = false;
  bool opened_ = false;
  bool stale_ = false;             // something was read from its source
  std::optional<Stamps> sources_;  // as they were before they were read
  std::optional<Error> damage_;
  std::shared_ptr<const MappedBytes> bytes_;
  std::optional<CompiledFile> file_;  // over `bytes_`; none: not to be used
};

}  // namespace ratione::compiled
