#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <thread>

#include "compiled/file.h"
#include "compiled/kept.h"
#include "compiled/layout.h"

namespace ratione::compiled {
namespace {

namespace fs = std::filesystem;

template <class T>
T take(Results<T> results) {
  if (!results) {
    ADD_FAILURE() << render(results.error());
    std::abort();
  }
  return std::move(*results);
}

const Folders folders = {"law", "record", "atlas"};

struct Home {
  Law law = take(load_law("law"));
  Record record = take(Record::load("record"));
  Atlas atlas = take(Atlas::load("atlas", record.states()));
};

const Home& project() {
  static const Home home;
  return home;
}

const Stamps& stamps() {
  static const Stamps all = stamps_of("law", "record", "atlas").value();
  return all;
}

const std::string& whole() {
  static const std::string bytes =
      file_of(stamps(), folders, project().law, project().record, project().atlas);
  return bytes;
}

template <class T>
std::string bytes_of(const T& value, const std::string& folder) {
  ByteWriter out(folder);
  out(value);
  return out.bytes();
}

TEST(CompiledFile, GivesBackWhatWasWritten) {
  Result<CompiledFile> file = CompiledFile::over(whole(), "x");
  ASSERT_TRUE(file) << file.error().render();
  EXPECT_TRUE(file->made_of(stamps()));
  EXPECT_EQ(bytes_of(file->law("law").value(), "law"), bytes_of(project().law, "law"));
  EXPECT_EQ(bytes_of(file->record("record").value(), "record"),
            bytes_of(project().record, "record"));
  EXPECT_EQ(bytes_of(file->atlas("atlas").value(), "atlas"), bytes_of(project().atlas, "atlas"));
  EXPECT_EQ(
      file_of(stamps(), folders, *file->law("law"), *file->record("record"), *file->atlas("atlas")),
      whole());
}

TEST(CompiledFile, WhatIsReadLaterIsTheSame) {
  auto owner = std::make_shared<const std::string>(whole());
  const std::string_view bytes = *owner;
  Law law;
  Record record;
  {
    Result<CompiledFile> file = CompiledFile::over(bytes, "x", std::move(owner));
    ASSERT_TRUE(file);
    law = file->law("law").value();
    record = file->record("record").value();
  }
  // Of one instrument, then all.
  EXPECT_EQ(record.acts("rome-statute").size(), project().record.acts("rome-statute").size());
  const int bound = law.clause("rome-statute", "bound");
  ASSERT_GE(bound, 0);
  EXPECT_EQ(law.clauses[static_cast<std::size_t>(bound)].name, "bound");
  EXPECT_EQ(bytes_of(law, "law"), bytes_of(project().law, "law"));
  EXPECT_EQ(bytes_of(record, "record"), bytes_of(project().record, "record"));
}

// A forged one: the acts of an instrument are no acts, and the checksum is right.
TEST(CompiledFile, WhatCannotBeReadLaterIsRefusedThen) {
  std::string bytes = whole();
  const std::string kind = "special_acceptance";
  const std::size_t at = bytes.rfind(kind);
  ASSERT_NE(at, std::string::npos);
  bytes[at - 1] = '\x7f';  // its length
  auto owner = std::make_shared<const std::string>(sealed(std::string_view(bytes).substr(24)));
  const std::string_view forged = *owner;
  Result<CompiledFile> at_once = CompiledFile::over(forged, "x");
  ASSERT_TRUE(at_once);
  EXPECT_EQ(at_once->record("record").error().code, Code::compiled_unusable);
  Result<CompiledFile> later = CompiledFile::over(forged, "x", owner);
  ASSERT_TRUE(later);
  Result<Record> record = later->record("record");
  ASSERT_TRUE(record);
  int refused = 0;
  for (const Instrument& each : record->instruments()) {
    try {
      record->acts(each.slug);
    } catch (const Unreadable& unreadable) {
      EXPECT_EQ(unreadable.file(), "x");
      ++refused;
    }
  }
  EXPECT_EQ(refused, 1);
}

TEST(CompiledFile, PlacesStandUnderTheFolderAsItIsShownNow) {
  Result<CompiledFile> file = CompiledFile::over(whole(), "x");
  ASSERT_TRUE(file);
  const Law law = file->law("/srv/there/law").value();
  const Clause& clause = law.clauses.front();
  EXPECT_EQ("/srv/there/" + project().law.clauses.front().place.file, clause.place.file);
  EXPECT_EQ(clause.place.line, project().law.clauses.front().place.line);
  const Record record = file->record("../record").value();
  EXPECT_EQ(record.acts("rome-statute").front().place.file, "../record/acts/rome-statute.csv");
}

TEST(CompiledFile, OfOtherSourcesItIsNotTaken) {
  Result<CompiledFile> file = CompiledFile::over(whole(), "x");
  ASSERT_TRUE(file);
  auto taken = [&](auto change) {
    Stamps other = stamps();
    change(other);
    return file->made_of(other);
  };
  EXPECT_TRUE(taken([](Stamps&) {}));
  EXPECT_FALSE(taken([](Stamps& all) { all.pop_back(); }));
  EXPECT_FALSE(taken([](Stamps& all) { all.push_back(all.back()); }));
  EXPECT_FALSE(taken([](Stamps& all) { ++all[3].bytes; }));
  EXPECT_FALSE(taken([](Stamps& all) { ++all[3].written; }));
  EXPECT_FALSE(taken([](Stamps& all) { ++all[3].changed; }));
  EXPECT_FALSE(taken([](Stamps& all) { all[3].name += "x"; }));
}

TEST(CompiledFile, FlippedByteIsRefused) {
  std::mt19937 random(7);
  std::string bytes = whole();
  // Every byte of the head, and a sample of the rest.
  for (std::size_t n = 0; n < 6'000; ++n) {
    const std::size_t at = n < 3'000 ? n : random() % bytes.size();
    const char before = bytes[at];
    bytes[at] = static_cast<char>(before ^ (1 + random() % 255));
    ASSERT_FALSE(CompiledFile::over(bytes, "x")) << at;
    bytes[at] = before;
  }
  EXPECT_TRUE(CompiledFile::over(bytes, "x"));
}

TEST(CompiledFile, CutOrLongerIsRefused) {
  std::mt19937 random(8);
  for (std::size_t n = 0; n < 3'000; ++n) {
    const std::size_t size = n < 300 ? n : random() % whole().size();
    ASSERT_FALSE(CompiledFile::over(std::string_view(whole()).substr(0, size), "x")) << size;
  }
  EXPECT_FALSE(CompiledFile::over(whole() + std::string(1, '\0'), "x"));
  EXPECT_EQ(CompiledFile::over("", "cache/x").error().render(),
            "cache/x: This is no compiled file; remove it, and it is made again. (compiled.001)");
}

// As if the checksum had been fooled: refused, or of the form, so that it can be
// written and read again.
template <class T>
void flip_bytes_of(const T& value, const std::string& folder, unsigned seed) {
  std::mt19937 random(seed);
  std::string bytes = bytes_of(value, folder);
  int refused = 0, read = 0;
  for (int n = 0; n < 200; ++n) {
    const std::size_t at = random() % bytes.size();
    const char before = bytes[at];
    bytes[at] = static_cast<char>(before ^ (1 + random() % 255));
    ByteReader in(bytes, folder);
    T other{};
    in(other);
    ++(in.all_read() ? read : refused);
    if (in.all_read()) {
      // Files of places may be named twice now, or not at all: so once more.
      const std::string again = bytes_of(other, folder);
      ByteReader in_again(again, folder);
      T same{};
      in_again(same);
      ASSERT_TRUE(in_again.all_read()) << at;
      ASSERT_EQ(bytes_of(same, folder), again) << at;
    }
    bytes[at] = before;
  }
  EXPECT_GT(refused, 0);
  EXPECT_GT(read, 0);  // a letter of a text
}

TEST(CompiledFile, FlippedByteUnderARightChecksumDoesNoHarm) {
  flip_bytes_of(project().law, "law", 9);
  flip_bytes_of(project().record, "record", 10);
  flip_bytes_of(project().atlas, "atlas", 11);
}

TEST(CompiledFile, WhatIsNoFileUnderARightChecksumIsRefused) {
  EXPECT_FALSE(CompiledFile::over(sealed(""), "x"));
  EXPECT_FALSE(CompiledFile::over(sealed(whole().substr(24, 2'000)), "x"));
  EXPECT_FALSE(CompiledFile::over(sealed(whole().substr(24) + "x"), "x"));
  EXPECT_TRUE(CompiledFile::over(sealed(whole().substr(24)), "x"));
}

TEST(Bytes, LengthsAreHeldAgainstWhatIsLeft) {
  std::vector<std::string> list;
  const std::string bytes(
      "\xff\xff\xff\xff"
      "\0\0\0\0",
      8);
  ByteReader in(bytes);
  in(list);
  EXPECT_FALSE(in.good());
  EXPECT_TRUE(list.empty());
}

TEST(Bytes, NestingHasABottom) {
  Expr nested{};
  for (int i = 0; i < 3'000; ++i) {
    Expr outer{};
    outer.args.push_back(std::make_unique<Expr>(std::move(nested)));
    nested = std::move(outer);
  }
  const std::string bytes = bytes_of(nested, "");
  ByteReader in(bytes);
  Expr read{};
  in(read);
  EXPECT_FALSE(in.good());
}

// ---- what Kept does with a folder ----

class KeptFolder : public testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::path(testing::TempDir()) /
            ("ratione_kept_" +
             std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(root_);
    fs::create_directories(root_);
    for (const char* folder : {"law", "record", "atlas"}) {
      fs::copy(fs::path("tests/law/oracle-style") / folder, root_ / folder,
               fs::copy_options::recursive);
    }
    age();
  }
  void TearDown() override { fs::remove_all(root_); }

  // As if all had been written long ago.
  void age() {
    for (const auto& each : fs::recursive_directory_iterator(root_)) {
      if (each.is_regular_file()) fs::last_write_time(each, some_day());
    }
  }
  static fs::file_time_type some_day() {
    static const fs::file_time_type day = fs::file_time_type::clock::now() - std::chrono::hours(99);
    return day;
  }

  Kept kept(const std::string& named = "") {
    return Kept({(root_ / "law").string(), (root_ / "record").string(), (root_ / "atlas").string()},
                (root_ / "cache").string(), named);
  }
  // Reads all three as a command does; what is wrong with the file, or nothing.
  std::string read(const std::string& named = "") {
    Kept from = kept(named);
    Results<Law> law = from.law();
    if (!law) return render(law.error());
    const Record record = take(from.record());
    const Atlas atlas = take(from.atlas(record.states()));
    head_ = law->head;
    record_head_ = record.head();
    from.keep(*law, record, atlas);
    std::optional<Error> damage = from.damage();
    return damage ? damage->render() : "";
  }
  // The compiled file's bytes; empty: there is none.
  std::string compiled() const {
    std::error_code none;
    for (const auto& each : fs::directory_iterator(root_ / "cache", none)) {
      std::ifstream in(each.path(), std::ios::binary);
      std::ostringstream out;
      out << in.rdbuf();
      return out.str();
    }
    return "";
  }
  fs::path compiled_path() const { return fs::directory_iterator(root_ / "cache")->path(); }
  fs::path some_law() const {
    std::vector<fs::path> all;
    for (const auto& each : fs::recursive_directory_iterator(root_ / "law")) {
      if (each.path().extension() == ".md") all.push_back(each.path());
    }
    return *std::min_element(all.begin(), all.end());
  }
  fs::path some_acts() const { return fs::directory_iterator(root_ / "record" / "acts")->path(); }
  static void append(const fs::path& file, std::string_view text) {
    std::ofstream(file, std::ios::app) << text;
  }

  fs::path root_;
  std::string head_, record_head_;
};

TEST_F(KeptFolder, IsMadeOnceAndThenRead) {
  EXPECT_EQ(read(), "");
  const std::string first = compiled(), head = head_, record_head = record_head_;
  ASSERT_FALSE(first.empty());
  const auto written = fs::last_write_time(compiled_path());
  EXPECT_EQ(read(), "");
  EXPECT_EQ(compiled(), first);
  EXPECT_EQ(fs::last_write_time(compiled_path()), written);
  EXPECT_EQ(head_, head);
  EXPECT_EQ(record_head_, record_head);
}

TEST_F(KeptFolder, ChangedSourceIsReadAgain) {
  read();
  const std::string head = head_;
  append(some_law(), "\nA word more.\n");
  EXPECT_EQ(read(), "");
  EXPECT_NE(head_, head);
}

// A file written a moment ago could be written again with the same stamp.
TEST_F(KeptFolder, FreshSourceIsNotCompiled) {
  append(some_law(), "\n");
  EXPECT_EQ(read(), "");
  EXPECT_EQ(compiled(), "");
}

TEST_F(KeptFolder, SameSizeAndTimeIsSeenAllTheSame) {
  append(some_law(), "\nOne more.\n");
  age();
  read();
  const std::string head = head_, before = compiled();
  ASSERT_FALSE(before.empty());
  std::fstream file(some_law(), std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(-2, std::ios::end);
  file << "!";
  file.close();
  fs::last_write_time(some_law(), some_day());
  EXPECT_EQ(read(), "");
  EXPECT_NE(head_, head);
  EXPECT_NE(compiled(), before);
}

TEST_F(KeptFolder, TouchedSourceIsReadAgain) {
  read();
  const std::string before = compiled();
  fs::last_write_time(some_acts(), some_day() + std::chrono::nanoseconds(1'000'000));
  EXPECT_EQ(read(), "");
  EXPECT_NE(compiled(), before);
}

TEST_F(KeptFolder, FileAddedOrTakenAwayIsSeen) {
  read();
  const std::string before = compiled(), head = head_;
  const fs::path added = root_ / "law" / "common" / "added.md";
  fs::create_directories(added.parent_path());
  append(added, "# Added\n");
  age();
  EXPECT_EQ(read(), "");
  EXPECT_NE(head_, head);
  EXPECT_NE(compiled(), before);
  fs::remove(added);
  EXPECT_EQ(read(), "");
  EXPECT_EQ(head_, head);
}

TEST_F(KeptFolder, LawWithFaultsIsNotCompiled) {
  append(some_law(), "\n```law\nnonsense\n```\n");
  age();
  Kept from = kept();
  Results<Law> law = from.law();
  ASSERT_FALSE(law);
  EXPECT_TRUE(law.error().front().place.file.starts_with((root_ / "law").string()));
  EXPECT_EQ(compiled(), "");
}

TEST_F(KeptFolder, DamagedInTheCacheIsToldOnceAndMadeAgain) {
  read();
  const std::string before = compiled(), head = head_;
  const fs::path path = compiled_path();
  std::string damaged = before;
  damaged[damaged.size() / 2] ^= 1;
  std::ofstream(path, std::ios::binary) << damaged;
  EXPECT_EQ(read(), path.string() +
                        ": The compiled file is damaged; the sources were read, and it is "
                        "made again. (compiled.001)");
  EXPECT_EQ(head_, head);
  EXPECT_EQ(compiled(), before);
  EXPECT_EQ(read(), "");
}

TEST_F(KeptFolder, DamagedOneThatWasNamedIsAnErrorAndStays) {
  const std::string named = (root_ / "mine").string();
  append(named, "my own notes");
  EXPECT_EQ(
      read(named),
      named + ": This is no compiled file; remove it, and it is made again. (compiled.001)\n");
  EXPECT_EQ(fs::file_size(named), 12u);
  fs::remove(named);
  EXPECT_EQ(read(named), "");
  EXPECT_GT(fs::file_size(named), 1'000u);
  EXPECT_EQ(compiled(), "");  // nothing in the cache
}

TEST_F(KeptFolder, CacheThatCannotBeWrittenCostsTimeAlone) {
  append(root_ / "cache", "a file where the folder would be");
  EXPECT_EQ(read(), "");
  EXPECT_EQ(read(), "");
}

}  // namespace
}  // namespace ratione::compiled
