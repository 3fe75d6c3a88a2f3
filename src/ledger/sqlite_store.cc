#include <fmt/format.h>
#include <sys/stat.h>

#include <array>
#include <filesystem>
#include <system_error>

#include "ledger/sqlite.h"
#include "ledger/store.h"

namespace ratione::ledger {

namespace {

constexpr int busy_milliseconds = 30'000;
constexpr int application_id = 0x52544c47;  // "RTLG", in the header of the file
constexpr int form = 1;                     // user_version

constexpr const char* make_table =
    "CREATE TABLE entries (number INTEGER PRIMARY KEY, recorded TEXT NOT NULL, "
    "author TEXT NOT NULL, reason TEXT NOT NULL, source TEXT NOT NULL, "
    "instrument TEXT NOT NULL, id TEXT NOT NULL, act TEXT NOT NULL, objection TEXT NOT NULL, "
    "key TEXT NOT NULL, previous BLOB NOT NULL, hash BLOB NOT NULL, signature BLOB NOT NULL) "
    "STRICT";

struct Trigger {
  const char* name;
  const char* sql;
};
// The third refuses what would replace an entry, or leave a gap.
constexpr std::array<Trigger, 3> triggers = {{
    {"entries_no_update",
     "CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries "
     "BEGIN SELECT RAISE(ABORT, 'a ledger is only added to'); END"},
    {"entries_no_delete",
     "CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries "
     "BEGIN SELECT RAISE(ABORT, 'a ledger is only added to'); END"},
    {"entries_in_order",
     "CREATE TRIGGER entries_in_order BEFORE INSERT ON entries "
     "WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entries) "
     "BEGIN SELECT RAISE(ABORT, 'a ledger is only added to'); END"},
}};

constexpr const char* all_columns =
    "number, recorded, author, reason, source, instrument, id, act, objection, key, previous, "
    "hash, signature";

using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

std::string_view text_at(const Sqlite& sqlite, sqlite3_stmt* row, int column) {
  // A blob's bytes come as they are; a number would be turned into text.
  const void* bytes = sqlite.column_blob(row, column);
  const int size = sqlite.column_bytes(row, column);
  if (bytes == nullptr || size <= 0) return {};
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

EntryView entry_at(const Sqlite& sqlite, sqlite3_stmt* row) {
  EntryView e;
  const sqlite3_int64 number = sqlite.column_int64(row, 0);
  e.number = number < 0 ? 0 : static_cast<std::uint64_t>(number);
  int column = 1;
  for (std::string_view EntryView::*field :
       {&EntryView::recorded, &EntryView::author, &EntryView::reason, &EntryView::source,
        &EntryView::instrument, &EntryView::id, &EntryView::act, &EntryView::objection,
        &EntryView::key, &EntryView::previous, &EntryView::hash, &EntryView::signature}) {
    e.*field = text_at(sqlite, row, column++);
  }
  return e;
}

class SqliteStore : public Store {
 public:
  SqliteStore(const Sqlite& sqlite, sqlite3* database, std::string file)
      : sqlite_(sqlite),
        database_(database),
        file_(std::move(file)),
        insert_(nullptr, sqlite.finalize) {}
  ~SqliteStore() override {
    insert_.reset();
    sqlite_.close(database_);
  }

  Result<bool> prepare(bool create) {
    sqlite_.busy_timeout(database_, busy_milliseconds);
    // What the triggers need for an entry comes out of slots of SQLite's own, of which
    // its usual ones are too small.
    sqlite_.db_config(database_, SQLITE_DBCONFIG_LOOKASIDE, nullptr, 8192, 64);
    sqlite_.db_config(database_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite_.db_config(database_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    for (const char* setting :
         {"PRAGMA journal_mode=DELETE", "PRAGMA synchronous=EXTRA", "PRAGMA cell_size_check=ON"}) {
      // The journal's mode is the file's and DELETE from the start: a file in
      // another one is read as it is.
      sqlite_.exec(database_, setting, nullptr, nullptr, nullptr);
    }
    Result<int> id = number_of("PRAGMA application_id");
    if (!id) return tl::unexpected<Error>(id.error());
    if (*id == application_id) return is_of_our_form();
    Result<int> pages = number_of("PRAGMA page_count");
    if (!pages) return tl::unexpected<Error>(pages.error());
    if (*pages != 0) {
      // Another program may have made the ledger between these two questions.
      id = number_of("PRAGMA application_id");
      if (id && *id == application_id) return is_of_our_form();
      return not_one();
    }
    if (!create) return missing();
    return make();
  }

  Result<bool> begin() override { return run("BEGIN IMMEDIATE"); }

  Result<bool> append(const EntryView& e) override {
    if (!insert_) {
      Result<Statement> made = statement(
          fmt::format("INSERT INTO entries ({}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", all_columns));
      if (!made) return tl::unexpected<Error>(made.error());
      insert_ = std::move(*made);
    }
    sqlite3_stmt* row = insert_.get();
    sqlite_.reset(row);
    int column = 1;
    auto text = [&](std::string_view value) {
      sqlite_.bind_text(row, column++, value.data() == nullptr ? "" : value.data(),
                        static_cast<int>(value.size()), SQLITE_STATIC);
    };
    auto blob = [&](std::string_view value) {
      if (value.empty()) {
        sqlite_.bind_zeroblob(row, column++, 0);
      } else {
        sqlite_.bind_blob(row, column++, value.data(), static_cast<int>(value.size()),
                          SQLITE_STATIC);
      }
    };
    sqlite_.bind_int64(row, column++, static_cast<sqlite3_int64>(e.number));
    for (std::string_view value : {e.recorded, e.author, e.reason, e.source, e.instrument, e.id,
                                   e.act, e.objection, e.key}) {
      text(value);
    }
    for (std::string_view value : {e.previous, e.hash, e.signature}) blob(value);
    const int done = sqlite_.step(row);
    sqlite_.reset(row);
    if (done != SQLITE_DONE) return failed();
    if (sqlite_.changes(database_) != 1) {
      return fail(Code::ledger_broken, Place{file_, 0, 0, ""},
                  "The ledger does not take the entry: something in the file keeps it from being "
                  "written; ratione record verify says what.");
    }
    return true;
  }

  Result<bool> commit() override { return run("COMMIT"); }
  void rollback() override {
    insert_.reset();
    // Nothing to take back where SQLite has done so itself, on a full disk.
    sqlite_.exec(database_, "ROLLBACK", nullptr, nullptr, nullptr);
  }

  Result<std::optional<Entry>> last() override {
    std::optional<Entry> found;
    Result<bool> read = rows(" ORDER BY number DESC LIMIT 1", [&](const EntryView& e) {
      found = copy_of(e);
      return false;
    });
    if (!read) return tl::unexpected<Error>(read.error());
    return found;
  }

  Result<bool> each(const std::function<bool(const EntryView&)>& take) override {
    return rows(" ORDER BY number", take);
  }

  Result<std::vector<std::string>> faults() override {
    std::vector<std::string> found;
    for (const Trigger& trigger : triggers) {
      Result<std::string> sql = text_of(fmt::format(
          "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = '{}'", trigger.name));
      if (!sql) return tl::unexpected<Error>(sql.error());
      if (*sql != trigger.sql) {
        found.push_back(fmt::format("its trigger {} is not there as it was made", trigger.name));
      }
    }
    // One more could keep an entry from being written, or write another.
    Result<int> others = number_of("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'");
    if (!others) return tl::unexpected<Error>(others.error());
    if (*others > static_cast<int>(std::size(triggers))) {
      found.emplace_back("it has triggers that this program did not make");
    }
    return found;
  }

 private:
  Result<bool> rows(const char* order, const std::function<bool(const EntryView&)>& take) {
    Result<Statement> read = statement(fmt::format("SELECT {} FROM entries{}", all_columns, order));
    if (!read) return tl::unexpected<Error>(read.error());
    while (true) {
      const int done = sqlite_.step(read->get());
      if (done == SQLITE_DONE) return true;
      if (done != SQLITE_ROW) return failed();
      if (!take(entry_at(sqlite_, read->get()))) return true;
    }
  }

  // Two programs may make one ledger at once: what is there when the lock is had
  // counts.
  Result<bool> make() {
    Result<bool> done = run("BEGIN IMMEDIATE");
    if (!done) return done;
    Result<int> id = number_of("PRAGMA application_id");
    if (!id || *id == application_id) {
      rollback();
      if (!id) return tl::unexpected<Error>(id.error());
      return is_of_our_form();
    }
    std::vector<std::string> steps = {make_table};
    for (const Trigger& trigger : triggers) steps.emplace_back(trigger.sql);
    steps.push_back(fmt::format("PRAGMA user_version={}", form));
    steps.push_back(fmt::format("PRAGMA application_id={}", application_id));
    steps.emplace_back("COMMIT");
    for (const std::string& step : steps) {
      if (done = run(step); !done) {
        rollback();
        return done;
      }
    }
    return true;
  }

  Result<bool> is_of_our_form() {
    Result<int> version = number_of("PRAGMA user_version");
    if (!version) return tl::unexpected<Error>(version.error());
    Result<std::string> table =
        text_of("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = 'entries'");
    if (!table) return tl::unexpected<Error>(table.error());
    if (*version != form || *table != make_table) return not_one();
    return true;
  }

  tl::unexpected<Error> not_one() const {
    return fail(Code::ledger_not_one, Place{file_, 0, 0, ""},
                "This is not a ledger of this program, or one of a later version; name another "
                "file.");
  }
  tl::unexpected<Error> missing() const {
    return fail(Code::ledger_missing, Place{file_, 0, 0, ""},
                "There is no ledger yet; ratione record add makes one.");
  }

  Result<Statement> statement(const std::string& sql) {
    sqlite3_stmt* made = nullptr;
    if (sqlite_.prepare_v2(database_, sql.c_str(), -1, &made, nullptr) != SQLITE_OK) {
      return failed();
    }
    return Statement(made, sqlite_.finalize);
  }

  Result<bool> run(const std::string& sql) {
    if (sqlite_.exec(database_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
      return failed();
    }
    return true;
  }

  Result<std::string> text_of(const std::string& sql) {
    Result<Statement> read = statement(sql);
    if (!read) return tl::unexpected<Error>(read.error());
    const int done = sqlite_.step(read->get());
    if (done == SQLITE_ROW) return std::string(text_at(sqlite_, read->get(), 0));
    if (done == SQLITE_DONE) return std::string();
    return failed();
  }

  Result<int> number_of(const std::string& sql) {
    Result<Statement> read = statement(sql);
    if (!read) return tl::unexpected<Error>(read.error());
    if (sqlite_.step(read->get()) != SQLITE_ROW) return failed();
    return sqlite_.column_int(read->get(), 0);
  }

  tl::unexpected<Error> failed() const {
    const int code = sqlite_.errcode(database_) & 0xff;
    const Place place{file_, 0, 0, ""};
    switch (code) {
      case SQLITE_BUSY:
      case SQLITE_LOCKED:
        return fail(Code::ledger_busy, place,
                    "Another program has been writing to the ledger for over 30 seconds; try "
                    "again when it is done.");
      case SQLITE_NOTADB:
        return not_one();
      case SQLITE_CORRUPT:
        return fail(Code::ledger_broken, place,
                    "The file of the ledger is damaged; take the last copy of it that ratione "
                    "record verify --head finds whole.");
      case SQLITE_FULL:
        return fail(Code::ledger_store, place,
                    "The ledger cannot grow: the disk is full; nothing was added to it.");
      default:
        return fail(Code::ledger_store, place,
                    fmt::format("The ledger cannot be read or written: {}; nothing was added to "
                                "it.",
                                sqlite_.errmsg(database_)));
    }
  }

  const Sqlite& sqlite_;
  sqlite3* database_;
  std::string file_;
  Statement insert_;
};

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite(const std::string& file, Store::Mode mode) {
  const bool create = mode == Store::Mode::create;
  struct stat about {};
  if (!create && ::stat(file.c_str(), &about) != 0) {
    return fail(Code::ledger_missing, Place{file, 0, 0, ""},
                "There is no such ledger; ratione record add makes one.");
  }
  Result<const Sqlite*> sqlite = Sqlite::open();
  if (!sqlite) return tl::unexpected<Error>(sqlite.error());
  sqlite3* database = nullptr;
  // To read also needs to write, where a crash left a journal to be taken back;
  // SQLite reads alone where it may not write.
  const int flags = SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0);
  // As a relative name, or SQLite would take "file:..." and ":memory:" for more.
  const std::string path = file.starts_with('/') ? file : "./" + file;
  const int opened = (*sqlite)->open_v2(path.c_str(), &database, flags, nullptr);
  auto store = std::make_unique<SqliteStore>(**sqlite, database, file);
  if (std::error_code gone; opened != SQLITE_OK && !file.starts_with('/')) {
    static_cast<void>(std::filesystem::current_path(gone));
    if (gone) {
      return fail(Code::ledger_store, Place{file, 0, 0, ""},
                  "The folder in which the program works is not there any more; change into one "
                  "that is, or name the ledger by its whole path.");
    }
  }
  if (opened != SQLITE_OK) {
    return fail(Code::ledger_store, Place{file, 0, 0, ""},
                "The ledger cannot be opened; check its folder and who may write there.");
  }
  Result<bool> ready = store->prepare(create);
  if (!ready) return tl::unexpected<Error>(ready.error());
  return store;
}

}  // namespace ratione::ledger
