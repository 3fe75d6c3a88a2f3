// The words of English news, for the targets that read claims.
#pragma once

#include "claims/language.h"
#include "files_of.h"

namespace ratione::fuzz {

inline const claims::Language& english() {
  static const claims::Language language = [] {
    auto record = Record::load(RATIONE_SOURCE_DIR "/record");
    check(record.has_value());
    auto atlas = Atlas::load(RATIONE_SOURCE_DIR "/atlas", record->states());
    check(atlas.has_value());
    auto read = claims::Language::load(RATIONE_SOURCE_DIR "/claims/en", *record, *atlas);
    check(read.has_value());
    return std::move(*read);
  }();
  return language;
}

}  // namespace ratione::fuzz
