// File: record/record.h
//
// The record: instruments, States, and every act, with two clocks. Acts stand
// in record/acts/<instrument>.csv; record/README.md documents the columns.
//
//   Results<Record> record = Record::load("record");
//   View view = record->view("lakes-accord", known);   // as known on a day
//
// Guarantees: loading reports every fault at once, each with file, line and
// column, or gives a record in which every reference resolves. Acts keep the
// order of their day, then of their id.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "record/act.h"
#include "record/states.h"
#include "text/later.h"

namespace ratione {

namespace compiled {
struct Layout;
}

struct Instrument {
  std::string slug;
  std::string title;
  std::vector<std::string> aliases;
  std::vector<std::string> subjects;  // what it is about, in words to look for
  Day complete_to;                    // the record holds every act up to this day;
                                      // Day::first(): it is complete to no day
  std::string complete_source;        // who says so
  std::string depositary;
  std::string note;
};

// The acts of one instrument as they could be known on one day: acts known
// later do not exist, corrections known by then are applied (the correcting
// act itself is not listed). A correction replaces every field that it gives;
// `known` stays the first act's, or moves to a corrected day that is later.
// `of` may name an act that was not yet known.
struct View {
  std::string instrument;
  Day known;
  std::vector<Act> acts;
};

// The same without a copy of what no correction touched: for whoever reads all of
// a record once, and only as long as the record is there.
struct KnownActs {
  std::vector<const Act*> acts;
  std::deque<Act> corrected;  // what `acts` points to where it is not the record's
};

class Record {
 public:
  // Reads the folder record/. Results: every fault of every file.
  static Results<Record> load(const std::string& folder);
  // The same from texts, for tests: file name (relative to the folder, such as
  // "acts/x.csv") to contents.
  static Results<Record> read(const std::map<std::string, std::string>& files);

  const States& states() const { return states_; }
  const std::vector<Instrument>& instruments() const { return instruments_; }
  const Instrument* instrument(std::string_view slug) const;
  // By slug or alias, folded. Errors: unknown_instrument, with the nearest.
  Result<const Instrument*> find_instrument(std::string_view text) const;

  const std::vector<Act>& acts(std::string_view instrument) const;
  const Act* act(std::string_view id) const;
  View view(std::string_view instrument, Day known) const;
  KnownActs known_acts(std::string_view instrument, Day known) const;

  // The newest day on which something in the record became known; Day::first()
  // when it holds no act.
  Day newest() const;
  // SHA-256 over the files in the order of their names, hexadecimal: the head
  // that an answer names. In a shell, inside the folder:
  //   LC_ALL=C ls *.csv acts/*.csv | LC_ALL=C sort | xargs sha256sum | sha256sum
  const std::string& head() const { return head_; }

 private:
  friend class RecordReader;
  friend struct compiled::Layout;  // writes and reads it whole

  // An act that corrects, by its instrument and place on its shelf, and the fields
  // that it gives.
  struct Correction {
    std::string instrument;
    std::uint32_t index;
    std::uint32_t given;
  };

  // The acts of one instrument by their day, and their places in the order of ids.
  struct Shelf {
    std::vector<Act> acts;
    std::vector<std::uint32_t> by_id;
  };

  const Act& act_of(const Correction& correction) const;
  Act as_known(const Act& act, Day known) const;
  std::uint32_t correct(Act& shown, const std::vector<Correction>& corrections, std::uint32_t given,
                        Day known) const;

  States states_;
  std::vector<Instrument> instruments_;                      // by slug
  std::map<std::string, std::size_t, std::less<>> by_name_;  // slugs and aliases, folded
  // By slug. A copy of a record shares what it does not change.
  std::map<std::string, Later<Shelf>, std::less<>> shelves_;
  std::unordered_map<std::string, std::vector<Correction>> corrections_;  // by the id corrected
  Day newest_ = Day::first();
  std::string head_;
};

// The one place where aliases of kinds are known: "withdrawal",
// "denunciation" and "withdrawal_notification" give "withdrawal_notice",
// "accession_withdrawn" gives "instrument_withdrawn"; others are themselves.
std::string_view kind_named(std::string_view text);

}  // namespace ratione
