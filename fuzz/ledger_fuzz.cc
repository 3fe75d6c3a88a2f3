// Any bytes, as the file of a ledger or as what one says: opened, checked and read
// as one with a record, or refused with a sentence; never a crash, and never an
// entry of a chain that is broken.
//
// The first byte says what the rest is: a whole file; changes to a sound one, each a
// place in it (two bytes: 256ths of its length, bytes on from there) and the byte that
// comes there; or entries of a sound chain, each a line: INSTRUMENT|ID|ACT as JSON.
#include <fcntl.h>
#include <unistd.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "files_of.h"
#include "ledger/acts.h"
#include "ledger/ledger.h"
#include "record/extended.h"

using namespace ratione;
using namespace ratione::ledger;
using ratione::fuzz::check;

namespace {

const fuzz::Files base = {
    {"instruments.csv",
     "slug,title,aliases,complete_to,complete_source,depositary,note\n"
     "sea-pact,Pact of the Sea,pact,2020-01-01,x,,\n"},
    {"states.csv",
     "code,name,from,until,m49,treaty_making,note\n"
     "RUS,Russia,,,643,yes,\nUKR,Ukraine,,,804,yes,\n"},
    {"state_names.csv", "code,name,kind,source\nRUS,Russian,demonym,x\n"},
};

const Record& record() {
  static const Record read = Record::read(base).value();
  return read;
}

const std::string& file() {
  // In memory where there is such a folder: every commit waits for the disk.
  static const std::string name = std::string(access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp") +
                                  "/ratione_ledger_fuzz." + std::to_string(getpid());
  return name;
}

void remove_file() {
  for (const char* more : {"", "-journal", "-wal", "-shm"}) unlink((file() + more).c_str());
}

void write_file(std::string_view bytes) {
  remove_file();
  const int out = open(file().c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  check(out >= 0 && write(out, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  close(out);
}

void check_error(const Error& error) {
  check(!error.says.empty() && error.says.find('\n') == std::string::npos);
}

// Each line an entry; what cannot be split is an entry all the same.
void make_ledger(std::string_view lines) {
  remove_file();
  Result<Ledger> made = Ledger::open(file(), Store::Mode::create);
  check(made.has_value() && made->begin().has_value());
  for (int n = 0; n < 50 && !lines.empty(); ++n) {
    std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(line.size() + 1, lines.size()));
    Entry entry;
    entry.recorded = "2026-11-30T00:00:00Z";
    entry.author = entry.reason = entry.source = "x";
    for (std::string Entry::*field : {&Entry::instrument, &Entry::id}) {
      const std::size_t cut = std::min(line.find('|'), line.size());
      entry.*field = line.substr(0, cut);
      line.remove_prefix(std::min(cut + 1, line.size()));
    }
    entry.act = line;
    check(made->append(std::move(entry)).has_value());
  }
  check(made->commit().has_value());
}

void check_ledger(bool sound) {
  Result<Ledger> own = Ledger::open(file(), Store::Mode::existing);
  if (!own) return check_error(own.error());
  ActsOfLedger acts;
  std::uint64_t entries = 0;
  Result<Head> head = own->read([&](const EntryView& entry) {
    check(entry.number == ++entries && entry.hash.size() == hash_bytes);
    acts.take(entry);
  });
  check(head || !sound);
  Result<Verified> verified = own->verify({});
  if (!verified) check_error(verified.error());
  if (!head) {
    check_error(head.error());
    return check(!verified || verified->fault_count > 0);
  }
  check(head->entries == entries);
  check(!verified || verified->head.hash == head->hash);
  Results<Record> both = extended(record(), acts.tables(file()), hex_of(head->hash));
  if (!both) {
    check(!both.error().empty());
    for (const Error& each : both.error()) check(!each.says.empty());
    return;
  }
  check(both->head() != record().head());
}

const std::string& sound() {
  static const std::string bytes = [] {
    make_ledger(
        "sea-pact|ledger-UKR-2001-1|{\"confirmed\":\"yes\",\"day\":\"2001-02-03\",\"kind\":"
        "\"accession\",\"state\":\"UKR\"}\n"
        "sea-pact|ledger-UKR-2001-1-correction-1|{\"corrects\":\"ledger-UKR-2001-1\",\"day\":"
        "\"2001-02-04\",\"known\":\"2002-01-01\"}\n");
    std::string read(1 << 20, '\0');
    const int in = open(file().c_str(), O_RDONLY);
    const ssize_t size = ::read(in, read.data(), read.size());
    close(in);
    check(size > 0);
    read.resize(static_cast<std::size_t>(size));
    return read;
  }();
  return bytes;
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
  switch (bytes[0] % 3) {
    case 0:
      write_file(rest);
      check_ledger(false);
      break;
    case 1:
      write_file(changed(rest));
      check_ledger(false);
      break;
    default:
      make_ledger(rest);
      check_ledger(true);
  }
  remove_file();
  return 0;
}
