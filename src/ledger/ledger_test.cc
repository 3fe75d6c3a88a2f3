#include "ledger/ledger.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "ledger/acts.h"

namespace ratione::ledger {
namespace {

namespace fs = std::filesystem;

class Ledgers : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("ratione_ledger_test." + std::to_string(getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string file(const std::string& name) const { return (folder_ / name).string(); }

  // A private key of Ed25519 from 32 times one byte.
  std::string key_file(char byte) const {
    const std::string seed(32, byte);
    EVP_PKEY* key = EVP_PKEY_new_raw_private_key(
        EVP_PKEY_ED25519, nullptr, reinterpret_cast<const unsigned char*>(seed.data()), 32);
    const std::string name = file(std::string("key") + byte + ".pem");
    FILE* out = std::fopen(name.c_str(), "w");
    PEM_write_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
    std::fclose(out);
    EVP_PKEY_free(key);
    return name;
  }

  static Entry entry(int n) {
    Entry e;
    e.recorded = "2026-11-30T00:00:00Z";
    e.author = "A. Clerk";
    e.reason = "test";
    set_act(e, "lakes-accord",
            {{"id", "ledger-KEN-2026-" + std::to_string(n)},
             {"source", "a list"},
             {"state", "KEN"},
             {"kind", "signature"},
             {"day", "2026-12-01"}});
    return e;
  }

  fs::path folder_;
};

TEST_F(Ledgers, entries_come_back_in_a_chain) {
  Result<Ledger> made = Ledger::open(file("a"), Store::Mode::create);
  ASSERT_TRUE(made.has_value()) << made.error().render();
  ASSERT_TRUE(made->begin());
  for (int n = 1; n <= 3; ++n) ASSERT_TRUE(made->append(entry(n)));
  Result<Head> head = made->commit();
  ASSERT_TRUE(head.has_value());
  EXPECT_EQ(head->entries, 3u);

  Result<Ledger> again = Ledger::open(file("a"), Store::Mode::existing);
  std::vector<Entry> entries;
  Result<Head> read = again->read([&](const EntryView& e) { entries.push_back(copy_of(e)); });
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->hash, head->hash);
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_EQ(entries[0].previous, no_hash());
  EXPECT_EQ(entries[2].previous, entries[1].hash);
  EXPECT_EQ(columns_of(view_of(entries[1])).at("id"), "ledger-KEN-2026-2");
}

// A ledger that others wrote with a JSON library has the same hashes.
TEST_F(Ledgers, an_act_is_written_as_a_json_library_writes_it) {
  std::string odd = "quote \" backslash \\ slash / é \x7f";
  for (char c = 1; c < 0x20; ++c) odd += c;
  odd += '\0';
  Entry e;
  set_act(e, "lakes-accord",
          {{"kind", odd}, {"day", ""}, {"id", "ledger-1"}, {"source", "s"}, {"note", "n"}});
  EXPECT_EQ(e.act, (nlohmann::json{{"kind", odd}, {"note", "n"}}.dump()));
  const Columns read = columns_of(view_of(e));
  EXPECT_EQ(read.at("kind"), odd);
  EXPECT_EQ(read.at("id"), "ledger-1");
  EXPECT_FALSE(read.contains("day"));
}

TEST_F(Ledgers, acts_become_tables_of_the_columns_that_they_fill) {
  ActsOfLedger acts;
  acts.take("lakes-accord", 7, {{"id", "ledger-1"}, {"note", "n"}});
  acts.take("lakes-accord", 9, {{"id", "ledger-2"}, {"kind", "signature"}});
  const std::vector<ActTable> tables = acts.tables("my.ledger");
  ASSERT_EQ(tables.size(), 1u);
  const Csv& rows = tables[0].rows;
  EXPECT_EQ(rows.columns, (std::vector<std::string>{"id", "kind", "note"}));
  EXPECT_EQ(rows.rows[0].text("note"), "n");
  EXPECT_EQ(rows.rows[0].text("kind"), "");
  EXPECT_EQ(rows.rows[1].text("kind"), "signature");
  EXPECT_EQ(rows.rows[1].place("kind"), (Place{"my.ledger", 9, 0, ""}));
  EXPECT_TRUE(acts.tables("my.ledger").empty()) << "moved out";
}

TEST_F(Ledgers, what_is_not_committed_is_not_there) {
  {
    Result<Ledger> made = Ledger::open(file("a"), Store::Mode::create);
    ASSERT_TRUE(made->begin());
    ASSERT_TRUE(made->append(entry(1)));
  }
  Result<Ledger> again = Ledger::open(file("a"), Store::Mode::existing);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->read([](const EntryView&) {})->entries, 0u);
}

TEST_F(Ledgers, a_pinned_head_is_found_or_missed) {
  Result<Ledger> made = Ledger::open(file("a"), Store::Mode::create);
  std::vector<Head> heads;
  for (int n = 1; n <= 3; ++n) {
    ASSERT_TRUE(made->begin());
    ASSERT_TRUE(made->append(entry(n)));
    heads.push_back(*made->commit());
  }
  Result<Verified> verified = made->verify({.head = heads[1].hash});
  ASSERT_TRUE(verified.has_value());
  EXPECT_EQ(verified->fault_count, 0u);
  EXPECT_EQ(verified->pinned_at, 2u);
  EXPECT_EQ(made->verify({.head = std::string(hash_bytes, 'x')})->fault_count, 1u);
  EXPECT_EQ(made->verify({.head = no_hash()})->pinned_at, 0u);
}

TEST_F(Ledgers, a_signed_ledger_takes_no_other_entry) {
  Result<Key> ours = Key::read(key_file('a')), other = Key::read(key_file('b'));
  ASSERT_TRUE(ours.has_value() && other.has_value());
  EXPECT_TRUE(ours->can_sign());
  Result<Ledger> made = Ledger::open(file("a"), Store::Mode::create);
  made->sign_with(&*ours);
  ASSERT_TRUE(made->begin());
  ASSERT_TRUE(made->append(entry(1)));
  ASSERT_TRUE(made->commit());
  EXPECT_EQ(made->verify({.key = &*ours})->is_signed, 1u);
  EXPECT_EQ(made->verify({.key = &*other})->fault_count, 1u);
  made->sign_with(nullptr);
  ASSERT_TRUE(made->begin());
  EXPECT_EQ(made->append(entry(2)).error().code, Code::ledger_key);
  made->rollback();
  made->sign_with(&*other);
  ASSERT_TRUE(made->begin());
  EXPECT_EQ(made->append(entry(2)).error().code, Code::ledger_key);
  made->rollback();
  // A public key cannot sign.
  Result<Key> half = Key::of_public_hex(ours->public_hex());
  ASSERT_TRUE(half.has_value());
  made->sign_with(&*half);
  ASSERT_TRUE(made->begin());
  EXPECT_EQ(made->append(entry(2)).error().code, Code::ledger_key);
  made->rollback();
  EXPECT_EQ(made->verify({})->head.entries, 1u);
}

TEST_F(Ledgers, the_form_is_the_documented_one) {
  Entry e = entry(1);
  e.number = 7;
  e.previous = no_hash();
  EXPECT_EQ(canonical_form(view_of(e)),
            "ratione-ledger-1\n"
            "number 1\n7\n"
            "recorded 20\n2026-11-30T00:00:00Z\n"
            "author 8\nA. Clerk\n"
            "reason 4\ntest\n"
            "source 6\na list\n"
            "instrument 12\nlakes-accord\n"
            "id 17\nledger-KEN-2026-1\n"
            "act 53\n{\"day\":\"2026-12-01\",\"kind\":\"signature\",\"state\":\"KEN\"}\n"
            "objection 0\n\n"
            "key 0\n\n"
            "previous 64\n0000000000000000000000000000000000000000000000000000000000000000\n");
}

TEST_F(Ledgers, two_entries_have_two_forms) {
  Entry a = entry(1), b = a;
  a.author = "x";
  a.reason = "y";
  b.author = "x\nreason 1\ny";  // what the text of `a` looks like
  b.reason = "";
  EXPECT_NE(canonical_form(view_of(a)), canonical_form(view_of(b)));
}

TEST_F(Ledgers, a_file_that_is_no_ledger_is_refused_and_kept) {
  std::ofstream(file("text")) << "no ledger";
  for (Store::Mode mode : {Store::Mode::existing, Store::Mode::create}) {
    Result<Ledger> none = Ledger::open(file("text"), mode);
    ASSERT_FALSE(none.has_value());
    EXPECT_EQ(none.error().code, Code::ledger_not_one);
  }
  EXPECT_EQ(Ledger::open(file("missing"), Store::Mode::existing).error().code,
            Code::ledger_missing);
  EXPECT_EQ(Ledger::open(file("no/folder"), Store::Mode::create).error().code, Code::ledger_store);
  EXPECT_FALSE(fs::exists(file("missing")));
}

TEST_F(Ledgers, an_address_is_shown_without_its_password) {
  EXPECT_EQ(shown_name("postgres://me:secret@host/db?password=secret"), "postgres://me@host/db");
  EXPECT_EQ(shown_name("postgres://host/db"), "postgres://host/db");
  EXPECT_EQ(shown_name("a:b@c"), "a:b@c");
}

TEST_F(Ledgers, keys_that_are_none_are_refused) {
  std::ofstream(file("text")) << "no key";
  EXPECT_EQ(Key::read(file("text")).error().code, Code::ledger_key);
  EXPECT_EQ(Key::of_public_hex("12").error().code, Code::ledger_key);
  EXPECT_FALSE(Key::read(file("missing")).has_value());
}

}  // namespace
}  // namespace ratione::ledger
