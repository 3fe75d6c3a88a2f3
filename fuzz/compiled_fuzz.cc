// Any bytes, as a compiled file or as a section of one: refused, or values that
// can be written and read again; never a crash.
//
// The first byte says what the rest is: a whole file; what follows a checksum
// that is right; the section of the law, the record or the places; or changes to
// a sound file, each a place in it (two bytes: 256ths of its length, bytes on
// from there) and the byte that comes there.
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "compiled/file.h"
#include "compiled/layout.h"
#include "files_of.h"

using namespace ratione;
using namespace ratione::compiled;
using ratione::fuzz::check;

namespace {

const Folders folders = {"law", "record", "atlas"};

const std::string& sound() {
  static const std::string bytes = [] {
    const std::map<std::string, std::string> law = {
        {"sea-pact/index.md",
         "---\ninstrument: sea-pact\ntitle: Pact of the Sea\nsource: x\n"
         "complete-to: 2020-01-01\n---\n"
         "## Article 1. Joining  {#1}\nWho joins is bound after a month.\n\n"
         "```law\nact joining is accession\n"
         "date effect(joining J) cites 1 is J.day + 30 days\n"
         "rule bound(state S) cites 1 when some joining J by S with from effect(J) until never\n"
         "```\n"}};
    const std::map<std::string, std::string> record = {
        {"instruments.csv",
         "slug,title,aliases,complete_to,complete_source,depositary,note\n"
         "sea-pact,Pact of the Sea,pact,2020-01-01,x,,\n"},
        {"states.csv",
         "code,name,from,until,m49,treaty_making,note\n"
         "RUS,Russia,,,643,yes,\nUKR,Ukraine,,,804,yes,\n"},
        {"state_names.csv", "code,name,kind,source\nRUS,Russian,demonym,x\n"},
        {"acts/sea-pact.csv",
         "id,state,actor,kind,provision,day,known,of,about,from,until,places,crimes,persons,"
         "only_on,corrects,confirmed,source,note\n"
         "A,UKR,,accession,,2001-02-03,,,RUS,,,crimea,,,,,yes,x,\n"}};
    const std::map<std::string, std::string> atlas = {
        {"places.csv", "id,name,within,kind,note\ncrimea,Crimea,UKR,region,\n"},
        {"place_names.csv", "place,name,source\n"},
        {"attributions.csv", "place,state,from,until,only_on,basis\n"},
        {"claims.csv", "place,state,from,until,basis\n"}};
    const Results<Law> read = read_law(law, folders.law);
    const Results<Record> acts = Record::read(record);
    check(read.has_value() && acts.has_value());
    const Results<Atlas> places = Atlas::read(atlas, acts->states());
    check(places.has_value());
    return file_of({{"law/sea-pact/index.md", 500, 1, 2}}, folders, *read, *acts, *places);
  }();
  return bytes;
}

template <class T>
void check_section(std::string_view bytes, const std::string& folder) {
  ByteReader in(bytes, folder);
  T value{};
  in(value);
  if (!in.all_read()) return;
  ByteWriter out(folder);
  out(value);
  const std::string again = out.bytes();
  ByteReader in_again(again, folder);
  T same{};
  in_again(same);
  check(in_again.all_read());
  ByteWriter out_again(folder);
  out_again(same);
  check(out_again.bytes() == again);
}

// `of_sound`: made from the sound one by changes.
void check_file(std::string_view bytes, bool of_sound) {
  Result<CompiledFile> file = CompiledFile::over(bytes, "fuzz");
  if (!file) {
    check(file.error().code == Code::compiled_unusable && !file.error().says.empty());
    return;
  }
  check(!of_sound || bytes == sound());  // no other one has a right checksum
  const Result<Law> law = file->law("law");
  const Result<Record> record = file->record("record");
  const Result<Atlas> atlas = file->atlas("atlas");
  check((law && record && atlas) || !of_sound);
}

std::string changed(std::string_view changes) {
  std::string bytes = sound();
  for (; changes.size() >= 3; changes.remove_prefix(3)) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(changes[i]); };
    const std::size_t at = bytes.size() * byte(0) / 256 + byte(1);
    if (at < bytes.size()) bytes[at] = changes[2];
  }
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  switch (bytes[0] % 6) {
    case 0:
      check_file(rest, false);
      break;
    case 1:
      check_file(sealed(rest), false);
      break;
    case 2:
      check_section<Law>(rest, folders.law);
      break;
    case 3:
      check_section<Record>(rest, folders.record);
      break;
    case 4:
      check_section<Atlas>(rest, folders.atlas);
      break;
    default: {
      const std::string other = changed(rest);
      check_file(other, true);
      // The same changes, and the checksum set right.
      check_file(sealed(std::string_view(other).substr(24)), false);
    }
  }
  return 0;
}
