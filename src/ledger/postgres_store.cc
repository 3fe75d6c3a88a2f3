#include <fmt/format.h>

#include <array>
#include <cstring>

#include "ledger/libpq.h"
#include "ledger/store.h"

namespace ratione::ledger {

namespace {

// Of all programs that add to a ledger of this database: "RTLG".
constexpr int advisory_lock = 0x52544c47;

constexpr const char* all_columns =
    "number, recorded, author, reason, source, instrument, id, act, objection, key, previous, "
    "hash, signature";

constexpr const char* body_of_trigger = "BEGIN RAISE EXCEPTION ''a ledger is only added to''; END";

// What a session begins with. Names are looked up in our schema alone.
constexpr const char* settings =
    "SET client_encoding = 'UTF8'; SET synchronous_commit = on; SET lock_timeout = '30s'; "
    "SET search_path = pg_catalog; SET default_transaction_isolation = 'read committed'; "
    "SET client_min_messages = 'error'";

std::string making() {
  return fmt::format(
      "CREATE SCHEMA ratione_ledger; "
      "CREATE TABLE ratione_ledger.entries (number bigint PRIMARY KEY CHECK (number > 0), "
      "recorded text NOT NULL, author text NOT NULL, reason text NOT NULL, source text NOT NULL, "
      "instrument text NOT NULL, id text NOT NULL, act text NOT NULL, objection text NOT NULL, "
      "key text NOT NULL, previous bytea NOT NULL UNIQUE, hash bytea NOT NULL, "
      "signature bytea NOT NULL); "
      "CREATE FUNCTION ratione_ledger.only_added_to() RETURNS trigger LANGUAGE plpgsql AS '{}'; "
      "CREATE TRIGGER entries_no_change BEFORE UPDATE OR DELETE ON ratione_ledger.entries "
      "FOR EACH STATEMENT EXECUTE FUNCTION ratione_ledger.only_added_to(); "
      "CREATE TRIGGER entries_no_truncate BEFORE TRUNCATE ON ratione_ledger.entries "
      "FOR EACH STATEMENT EXECUTE FUNCTION ratione_ledger.only_added_to()",
      body_of_trigger);
}

// Rows as COPY ... (FORMAT binary) has them: numbers with the high byte first.
template <class T>
void put(std::string& out, T value) {
  for (int shift = 8 * (static_cast<int>(sizeof(T)) - 1); shift >= 0; shift -= 8) {
    out += static_cast<char>((static_cast<std::uint64_t>(value) >> shift) & 0xff);
  }
}

constexpr std::string_view copy_signature{"PGCOPY\n\377\r\n\0", 11};
constexpr std::int16_t columns = 13;

void put_row(std::string& out, const EntryView& e) {
  put<std::int16_t>(out, columns);
  put<std::int32_t>(out, 8);
  put<std::uint64_t>(out, e.number);
  for (std::string_view value : {e.recorded, e.author, e.reason, e.source, e.instrument, e.id,
                                 e.act, e.objection, e.key, e.previous, e.hash, e.signature}) {
    put<std::int32_t>(out, static_cast<std::int32_t>(value.size()));
    out += value;
  }
}

class Taken {
 public:
  explicit Taken(std::string_view bytes) : rest_(bytes) {}
  bool whole() const { return whole_; }

  std::int64_t number(std::size_t size) {
    std::uint64_t value = 0;
    for (char c : bytes(size)) value = value << 8 | static_cast<unsigned char>(c);
    if (size == 2) return static_cast<std::int16_t>(value);
    if (size == 4) return static_cast<std::int32_t>(value);
    return static_cast<std::int64_t>(value);
  }
  std::string_view bytes(std::size_t size) {
    whole_ = whole_ && size <= rest_.size();
    if (!whole_) return {};
    std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }
  std::string_view field() {
    const std::int64_t size = number(4);
    return size < 0 ? std::string_view() : bytes(static_cast<std::size_t>(size));
  }

 private:
  std::string_view rest_;
  bool whole_ = true;
};

class PostgresStore : public Store {
 public:
  PostgresStore(const Libpq& pq, PGconn* connection, std::string shown)
      : pq_(pq), connection_(connection), shown_(std::move(shown)) {}
  ~PostgresStore() override { pq_.finish(connection_); }

  Result<bool> prepare(bool create) {
    if (pq_.status(connection_) != CONNECTION_OK) {
      std::string why = pq_.errorMessage(connection_);
      return fail(Code::ledger_store, place(),
                  fmt::format("The database cannot be reached: {}; check the address.",
                              why.substr(0, why.find('\n'))));
    }
    pq_.setNoticeProcessor(
        connection_, [](void*, const char*) {}, nullptr);
    if (Result<bool> done = run(settings); !done) return done;
    Result<bool> there = is_there();
    if (!there || *there) return there;
    if (!create) {
      return fail(Code::ledger_missing, place(),
                  "There is no ledger in this database yet; ratione record add makes one.");
    }
    if (Result<bool> done = begin(); !done) return done;
    there = is_there();  // another program may have made it while we waited
    if (there && !*there) there = run(making());
    if (there) there = run("COMMIT");
    if (!there) rollback();
    return there;
  }

  Result<bool> begin() override {
    Result<bool> done = run("BEGIN");
    if (done) done = run(fmt::format("SELECT pg_advisory_xact_lock({})", advisory_lock));
    if (!done) rollback();
    return done;
  }

  Result<bool> append(const EntryView& entry) override {
    if (!copying_) {
      PGresult* begun = pq_.exec(
          connection_,
          fmt::format("COPY ratione_ledger.entries ({}) FROM STDIN (FORMAT binary)", all_columns)
              .c_str());
      if (pq_.resultStatus(begun) != PGRES_COPY_IN) return failed(begun);
      pq_.clear(begun);
      copying_ = true;
      copied_ = 0;
      unsent_ = copy_signature;
      put<std::int32_t>(unsent_, 0);
      put<std::int32_t>(unsent_, 0);
    }
    put_row(unsent_, entry);
    ++copied_;
    if (unsent_.size() < 1u << 16) return true;
    return send();
  }

  Result<bool> commit() override {
    if (copying_) {
      put<std::int16_t>(unsent_, -1);
      if (Result<bool> sent = send(); !sent) return sent;
      copying_ = false;
      if (pq_.putCopyEnd(connection_, nullptr) != 1) return failed(nullptr);
      Result<bool> done = true;
      while (PGresult* result = pq_.getResult(connection_)) {
        if (done && pq_.resultStatus(result) != PGRES_COMMAND_OK) {
          done = failed(result);
        } else if (done && pq_.cmdTuples(result) != std::to_string(copied_)) {
          pq_.clear(result);
          done = fail(Code::ledger_broken, place(),
                      "The ledger does not take the entries: something in the database keeps them "
                      "from being written; ratione record verify says what.");
        } else {
          pq_.clear(result);
        }
      }
      if (!done) return done;
    }
    if (Result<bool> done = run("COMMIT"); !done) {
      if (pq_.status(connection_) == CONNECTION_OK) return done;
      return fail(Code::ledger_store, place(),
                  "The server went away while it was told to keep the entries; ratione record log "
                  "shows whether it did.");
    }
    return true;
  }

  void rollback() override {
    if (copying_) {
      pq_.putCopyEnd(connection_, "not wanted any more");
      while (PGresult* result = pq_.getResult(connection_)) pq_.clear(result);
      copying_ = false;
    }
    pq_.clear(pq_.exec(connection_, "ROLLBACK"));
  }

  Result<std::optional<Entry>> last() override {
    std::optional<Entry> found;
    Result<bool> read = rows("ORDER BY number DESC LIMIT 1", [&](const EntryView& entry) {
      found = copy_of(entry);
      return true;
    });
    if (!read) return tl::unexpected<Error>(read.error());
    return found;
  }

  Result<bool> each(const std::function<bool(const EntryView&)>& take) override {
    return rows("ORDER BY number", take);
  }

  Result<std::vector<std::string>> faults() override {
    std::vector<std::string> found;
    for (const char* trigger : {"entries_no_change", "entries_no_truncate"}) {
      Result<std::string> there = value_of(
          fmt::format("SELECT count(*) FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
                      "WHERE t.tgrelid = 'ratione_ledger.entries'::regclass AND t.tgname = '{}' "
                      "AND t.tgenabled IN ('O', 'A') AND p.prosrc = '{}'",
                      trigger, body_of_trigger));
      if (!there) return tl::unexpected<Error>(there.error());
      if (*there != "1") {
        found.push_back(fmt::format("its trigger {} is not there as it was made", trigger));
      }
    }
    // One more could keep an entry from being written, or write another.
    Result<std::string> all = value_of(
        "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'ratione_ledger.entries'::regclass AND "
        "NOT tgisinternal");
    if (!all) return tl::unexpected<Error>(all.error());
    if (found.empty() && *all != "2") {
      found.emplace_back("it has triggers that this program did not make");
    }
    return found;
  }

 private:
  Place place() const { return {shown_, 0, 0, ""}; }

  // As the catalog has it now: to_regclass() answers from what this connection
  // remembers, and another program may have made it while we waited for the lock.
  Result<bool> is_there() {
    Result<std::string> found = value_of(
        "SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = 'ratione_ledger' AND c.relname = 'entries')");
    if (!found) return tl::unexpected<Error>(found.error());
    return *found == "t";
  }

  Result<bool> send() {
    const int sent = pq_.putCopyData(connection_, unsent_.data(), static_cast<int>(unsent_.size()));
    unsent_.clear();
    if (sent != 1) return failed(nullptr);
    return true;
  }

  Result<bool> rows(const char* order, const std::function<bool(const EntryView&)>& take) {
    PGresult* begun =
        pq_.exec(connection_, fmt::format("COPY (SELECT {} FROM ratione_ledger.entries {}) TO "
                                          "STDOUT (FORMAT binary)",
                                          all_columns, order)
                                  .c_str());
    if (pq_.resultStatus(begun) != PGRES_COPY_OUT) return failed(begun);
    pq_.clear(begun);
    bool first = true, wanted = true, whole = true;
    while (true) {
      char* bytes = nullptr;
      const int size = pq_.getCopyData(connection_, &bytes, 0);
      if (size == -1) break;
      if (size < 0) return failed(nullptr);
      Taken taken({bytes, static_cast<std::size_t>(size)});
      if (first) {
        taken.bytes(copy_signature.size());
        taken.number(4);
        taken.bytes(static_cast<std::size_t>(taken.number(4)));
        first = false;
      }
      // What is not wanted any more is read to its end all the same.
      if (wanted) wanted = take_row(taken, take, whole);
      pq_.freemem(bytes);
    }
    Result<bool> done = whole;
    while (PGresult* result = pq_.getResult(connection_)) {
      if (pq_.resultStatus(result) != PGRES_COMMAND_OK) {
        done = failed(result);
      } else {
        pq_.clear(result);
      }
    }
    if (done && !*done) {
      return fail(Code::ledger_not_one, place(),
                  "The table ratione_ledger.entries is not of the form of a ledger; name another "
                  "database.");
    }
    return done;
  }

  // False when there is to be no further one.
  static bool take_row(Taken& taken, const std::function<bool(const EntryView&)>& take,
                       bool& whole) {
    // The message that holds the header may hold no row, and the last one the end.
    const std::int64_t count = taken.number(2);
    if (!taken.whole() || count == -1) return true;
    EntryView e;
    taken.number(4);
    const std::int64_t number = taken.number(8);
    e.number = number < 0 ? 0 : static_cast<std::uint64_t>(number);
    for (std::string_view EntryView::*field :
         {&EntryView::recorded, &EntryView::author, &EntryView::reason, &EntryView::source,
          &EntryView::instrument, &EntryView::id, &EntryView::act, &EntryView::objection,
          &EntryView::key, &EntryView::previous, &EntryView::hash, &EntryView::signature}) {
      e.*field = taken.field();
    }
    whole = whole && count == columns && taken.whole();
    return whole && take(e);
  }

  Result<bool> run(const std::string& sql) {
    PGresult* result = pq_.exec(connection_, sql.c_str());
    const ExecStatusType status = pq_.resultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) return failed(result);
    pq_.clear(result);
    return true;
  }

  Result<std::string> value_of(const std::string& sql) {
    PGresult* result = pq_.exec(connection_, sql.c_str());
    if (pq_.resultStatus(result) != PGRES_TUPLES_OK || pq_.ntuples(result) != 1) {
      return failed(result);
    }
    std::string value = pq_.getvalue(result, 0, 0);
    pq_.clear(result);
    return value;
  }

  // Takes the result with it.
  tl::unexpected<Error> failed(PGresult* result) {
    const char* state =
        result == nullptr ? nullptr : pq_.resultErrorField(result, PG_DIAG_SQLSTATE);
    const char* primary =
        result == nullptr ? nullptr : pq_.resultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    const std::string code = state == nullptr ? "" : state;
    std::string why = primary == nullptr ? pq_.errorMessage(connection_) : primary;
    pq_.clear(result);
    why = why.substr(0, why.find('\n'));
    if (code == "55P03") {  // lock_not_available
      return fail(Code::ledger_busy, place(),
                  "Another program has been writing to the ledger for over 30 seconds; try again "
                  "when it is done.");
    }
    return fail(Code::ledger_store, place(),
                fmt::format("PostgreSQL cannot do it ({}); nothing was added to the ledger.", why));
  }

  const Libpq& pq_;
  PGconn* connection_;
  std::string shown_;
  bool copying_ = false;
  std::uint64_t copied_ = 0;  // rows of this copy
  std::string unsent_;
};

}  // namespace

Result<std::unique_ptr<Store>> open_postgres(const std::string& address, Store::Mode mode) {
  Result<const Libpq*> pq = Libpq::open();
  if (!pq) return tl::unexpected<Error>(pq.error());
  const std::array<const char*, 4> names = {"connect_timeout", "application_name", "dbname",
                                            nullptr};
  const std::array<const char*, 4> values = {"10", "ratione", address.c_str(), nullptr};
  // The address comes last and has the last word.
  PGconn* connection = (*pq)->connectdbParams(names.data(), values.data(), 1);
  auto store = std::make_unique<PostgresStore>(**pq, connection, shown_name(address));
  Result<bool> ready = store->prepare(mode == Store::Mode::create);
  if (!ready) return tl::unexpected<Error>(ready.error());
  return store;
}

}  // namespace ratione::ledger
