#include "sql/duckdb_functions.h"

#include <fmt/format.h>

#include <exception>
#include <memory>

#include "sql/duckdb_columns.h"

namespace ratione::sql {
namespace {

// Of the process: a callback that DuckDB calls gets nothing from which to reach
// them but through them. Every DuckDB of a process has the same functions.
const DuckdbCalls* the_calls = nullptr;

// One signature of a function, as DuckDB hands it back with every chunk.
struct Signature {
  enum class Gives : std::uint8_t { column, all_columns, territory, status };
  Functions* functions = nullptr;
  Gives gives = Gives::column;
  std::size_t column = 0;  // of added_columns
  Where where = Where::place;
  std::vector<Word> words;  // its arguments
  bool known = false;       // then the last one
};

constexpr std::size_t index_of(std::string_view column) {
  std::size_t i = 0;
  while (added_columns[i] != column) ++i;
  return i;
}

Taken taken_by(Word word) {
  switch (word) {
    case Word::date:
      return Taken::day;
    case Word::latitude:
    case Word::longitude:
      return Taken::degrees;
    case Word::age:
      return Taken::number;
    default:
      return Taken::text;
  }
}

// What was asked for cannot be answered; the query ends with the sentence.
struct Refused {
  std::string says;
};

void answer_rows(const Signature& signature, duckdb_data_chunk input, duckdb_vector output) {
  const DuckdbCalls& calls = *the_calls;
  std::size_t rows = calls.data_chunk_get_size(input);
  std::vector<Cells> cells(rows);
  std::vector<TextColumn> columns;
  columns.reserve(signature.words.size() + 1);
  auto read = [&](std::string_view name, Taken taken) -> const TextColumn& {
    duckdb_vector vector = calls.data_chunk_get_vector(input, columns.size());
    const TextColumn& column = columns.emplace_back(calls, vector, rows, taken);
    if (!column.fault().empty()) throw Refused{fmt::format("{} {}", name, column.fault())};
    return column;
  };
  for (Word word : signature.words) {
    const TextColumn& column = read(name_of(word), taken_by(word));
    for (std::size_t row = 0; row < rows; ++row) cells[row].set(word, column[row]);
  }
  std::span<const std::string_view> known;
  if (signature.known) known = read("known", Taken::day).texts();

  Functions::Lease lane = signature.functions->lane();
  Result<bool> done = true;
  if (signature.gives == Signature::Gives::territory) {
    AnswerColumn answers(calls, output);
    done = lane->territory(
        cells, [&](std::size_t row, std::string_view place) { answers.set(row, place); });
  } else if (signature.gives == Signature::Gives::all_columns) {
    std::vector<AnswerColumn> answers;
    for (std::size_t i = 0; i < added_columns.size(); ++i) {
      answers.emplace_back(calls, calls.struct_vector_get_child(output, i));
    }
    done = lane->decide(signature.where, cells, known, [&](std::size_t row, const Told& out) {
      for (std::size_t i = 0; i < answers.size(); ++i) answers[i].set(row, out.columns[i]);
    });
  } else {
    AnswerColumn answers(calls, output);
    done = lane->decide(signature.where, cells, known, [&](std::size_t row, const Told& out) {
      answers.set(row, out.columns[signature.column]);
    });
  }
  if (!done) throw Refused{sentence(done.error())};
}

// ratione_status: a row without an instrument, a State or a day that stands
// there as NULL has none.
void answer_statuses(const Signature& signature, duckdb_data_chunk input, duckdb_vector output) {
  const DuckdbCalls& calls = *the_calls;
  std::size_t rows = calls.data_chunk_get_size(input);
  std::size_t arguments = calls.data_chunk_get_column_count(input);
  constexpr std::array<std::string_view, 4> names = {"instrument", "state", "date", "known"};
  std::vector<TextColumn> columns;
  for (std::size_t i = 0; i < arguments; ++i) {
    columns.emplace_back(calls, calls.data_chunk_get_vector(input, i), rows,
                         i < 2 ? Taken::text : Taken::day);
    if (!columns[i].fault().empty()) {
      throw Refused{fmt::format("{} {}", names[i], columns[i].fault())};
    }
  }
  AnswerColumn answers(calls, output);
  Functions::Lease lane = signature.functions->lane();
  for (std::size_t row = 0; row < rows; ++row) {
    bool whole = true;
    for (const TextColumn& column : columns) whole = whole && !column.null(row);
    if (!whole) {
      answers.set(row, {});
      continue;
    }
    auto given = [&](std::size_t i) {
      return i < arguments ? std::optional(columns[i][row]) : std::nullopt;
    };
    Result<std::string> status = lane->status(columns[0][row], columns[1][row], given(2), given(3));
    if (!status) throw Refused{sentence(status.error())};
    answers.set(row, *status);
  }
}

// Nothing of C++ passes into DuckDB.
template <class Work, class Tell>
void at_the_border(Work work, Tell tell) {
  try {
    work();
  } catch (const Refused& refused) {
    tell(refused.says.c_str());
  } catch (const std::exception& fault) {
    tell(fault.what());
  }
}

void answer_chunk(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  at_the_border(
      [&] {
        const auto& signature =
            *static_cast<Signature*>(the_calls->scalar_function_get_extra_info(info));
        if (signature.gives == Signature::Gives::status) {
          answer_statuses(signature, input, output);
        } else {
          answer_rows(signature, input, output);
        }
      },
      [&](const char* says) { the_calls->scalar_function_set_error(info, says); });
}

// A logical type of DuckDB for as long as it is needed.
class Type {
 public:
  explicit Type(duckdb_type is) : type_(the_calls->create_logical_type(is)) {}
  explicit Type(duckdb_logical_type type) : type_(type) {}
  Type(const Type&) = delete;
  Type& operator=(const Type&) = delete;
  ~Type() { the_calls->destroy_logical_type(&type_); }
  operator duckdb_logical_type() const { return type_; }

 private:
  duckdb_logical_type type_;
};

duckdb_type type_of(Taken taken) {
  switch (taken) {
    case Taken::day:
      return DUCKDB_TYPE_ANY;  // of three types, which TextColumn tells apart
    case Taken::degrees:
      return DUCKDB_TYPE_DOUBLE;
    case Taken::number:
      return DUCKDB_TYPE_INTEGER;
    case Taken::text:
      break;
  }
  return DUCKDB_TYPE_VARCHAR;
}

// All signatures of one name.
class FunctionSet {
 public:
  explicit FunctionSet(const char* name)
      : name_(name), set_(the_calls->create_scalar_function_set(name)) {}
  FunctionSet(const FunctionSet&) = delete;
  FunctionSet& operator=(const FunctionSet&) = delete;
  ~FunctionSet() { the_calls->destroy_scalar_function_set(&set_); }

  void add(const std::vector<Taken>& arguments, duckdb_logical_type gives, Signature signature) {
    duckdb_scalar_function function = the_calls->create_scalar_function();
    the_calls->scalar_function_set_name(function, name_);
    for (Taken each : arguments) {
      the_calls->scalar_function_add_parameter(function, Type(type_of(each)));
    }
    the_calls->scalar_function_set_return_type(function, gives);
    the_calls->scalar_function_set_special_handling(function);  // NULLs are ours, too
    the_calls->scalar_function_set_extra_info(
        function, new Signature(std::move(signature)),
        [](void* given) { delete static_cast<Signature*>(given); });
    the_calls->scalar_function_set_function(function, answer_chunk);
    taken_ = taken_ && the_calls->add_scalar_function_to_set(set_, function) == DuckDBSuccess;
    the_calls->destroy_scalar_function(&function);
  }

  bool register_in(duckdb_connection connection) {
    return taken_ && the_calls->register_scalar_function_set(connection, set_) == DuckDBSuccess;
  }

 private:
  const char* name_;
  duckdb_scalar_function_set set_;
  bool taken_ = true;
};

// The court's question in every length of its arguments.
void add_questions(FunctionSet& set, duckdb_logical_type gives, const Signature& base) {
  for (Where where : {Where::place, Where::point}) {
    Signature signature = base;
    signature.where = where;
    signature.words = where == Where::place
                          ? std::vector<Word>{Word::date, Word::place}
                          : std::vector<Word>{Word::date, Word::latitude, Word::longitude};
    std::vector<Taken> taken;
    for (Word word : signature.words) taken.push_back(taken_by(word));
    set.add(taken, gives, signature);
    for (Word word : more_arguments) {
      signature.words.push_back(word);
      taken.push_back(taken_by(word));
      set.add(taken, gives, signature);
    }
    signature.known = true;
    taken.push_back(Taken::day);
    set.add(taken, gives, signature);
  }
}

// ---- ratione_acts ----

struct ActsTold {
  std::vector<ActRow> rows;
};

struct ActsAt {
  std::size_t next = 0;
};

std::string text_of(duckdb_value value, const char* name) {
  if (value == nullptr) return {};
  bool is_null = the_calls->is_null_value(value);
  std::string text;
  if (!is_null) {
    char* made = the_calls->get_varchar(value);
    if (made != nullptr) text = made;
    the_calls->free(made);
  }
  the_calls->destroy_value(&value);
  if (is_null) throw Refused{fmt::format("ratione_acts: {} is NULL; write it out", name)};
  return text;
}

void bind_acts(duckdb_bind_info info) {
  at_the_border(
      [&] {
        auto& functions = *static_cast<Functions*>(the_calls->bind_get_extra_info(info));
        std::string instrument = text_of(the_calls->bind_get_parameter(info, 0), "the instrument");
        std::string known = text_of(the_calls->bind_get_named_parameter(info, "known"), "known");
        Result<std::vector<ActRow>> rows = functions.acts(instrument, known);
        if (!rows) throw Refused{"ratione_acts: " + sentence(rows.error())};
        Type text(DUCKDB_TYPE_VARCHAR);
        for (std::string_view name : act_columns) {
          the_calls->bind_add_result_column(info, std::string(name).c_str(), text);
        }
        the_calls->bind_set_cardinality(info, rows->size(), true);
        the_calls->bind_set_bind_data(info, new ActsTold{std::move(*rows)},
                                      [](void* given) { delete static_cast<ActsTold*>(given); });
      },
      [&](const char* says) { the_calls->bind_set_error(info, says); });
}

void begin_acts(duckdb_init_info info) {
  at_the_border(
      [&] {
        the_calls->init_set_init_data(info, new ActsAt,
                                      [](void* given) { delete static_cast<ActsAt*>(given); });
      },
      [&](const char* says) { the_calls->init_set_error(info, says); });
}

void tell_acts(duckdb_function_info info, duckdb_data_chunk output) {
  at_the_border(
      [&] {
        const auto& rows = static_cast<ActsTold*>(the_calls->function_get_bind_data(info))->rows;
        auto& at = *static_cast<ActsAt*>(the_calls->function_get_init_data(info));
        std::size_t size = std::min<std::size_t>(the_calls->vector_size(), rows.size() - at.next);
        for (std::size_t c = 0; c < act_columns.size(); ++c) {
          AnswerColumn column(*the_calls, the_calls->data_chunk_get_vector(output, c));
          for (std::size_t i = 0; i < size; ++i) column.set(i, rows[at.next + i].columns[c]);
        }
        at.next += size;
        the_calls->data_chunk_set_size(output, size);
      },
      [&](const char* says) { the_calls->function_set_error(info, says); });
}

bool register_acts(duckdb_connection connection, Functions& functions) {
  duckdb_table_function function = the_calls->create_table_function();
  the_calls->table_function_set_name(function, "ratione_acts");
  Type text(DUCKDB_TYPE_VARCHAR);
  the_calls->table_function_add_parameter(function, text);
  the_calls->table_function_add_named_parameter(function, "known", text);
  the_calls->table_function_set_extra_info(function, &functions, nullptr);
  the_calls->table_function_set_bind(function, bind_acts);
  the_calls->table_function_set_init(function, begin_acts);
  the_calls->table_function_set_function(function, tell_acts);
  bool done = the_calls->register_table_function(connection, function) == DuckDBSuccess;
  the_calls->destroy_table_function(&function);
  return done;
}

Result<bool> not_taken(std::string_view name) {
  return fail(Code::duckdb_failed, fmt::format("DuckDB does not take the function {}", name));
}

}  // namespace

Result<bool> register_functions(const DuckdbCalls& calls, duckdb_connection connection,
                                Functions& functions) {
  the_calls = &calls;
  Type text(DUCKDB_TYPE_VARCHAR);
  Signature base;
  base.functions = &functions;

  struct Question {
    const char* name;
    std::string_view column;
  };
  for (auto [name, column] :
       {Question{"ratione_conclusion", "conclusion"}, Question{"ratione_basis", "basis"},
        Question{"ratione_reason", "reason"}}) {
    base.column = index_of(column);
    FunctionSet set(name);
    add_questions(set, text, base);
    if (!set.register_in(connection)) return not_taken(name);
  }

  {
    std::vector<duckdb_logical_type> types(added_columns.size(), text);
    std::vector<std::string> held(added_columns.begin(), added_columns.end());
    std::vector<const char*> names;
    for (const std::string& name : held) names.push_back(name.c_str());
    Type whole(calls.create_struct_type(types.data(), names.data(), types.size()));
    base.gives = Signature::Gives::all_columns;
    FunctionSet set("ratione_answer");
    add_questions(set, whole, base);
    if (!set.register_in(connection)) return not_taken("ratione_answer");
  }

  FunctionSet territory("ratione_territory");
  base.gives = Signature::Gives::territory;
  base.where = Where::point;
  base.words = {Word::latitude, Word::longitude, Word::date};
  territory.add({Taken::degrees, Taken::degrees, Taken::day}, text, base);
  if (!territory.register_in(connection)) return not_taken("ratione_territory");

  FunctionSet status("ratione_status");
  base.gives = Signature::Gives::status;
  std::vector<Taken> arguments = {Taken::text, Taken::text};
  status.add(arguments, text, base);
  for (int more = 0; more < 2; ++more) {
    arguments.push_back(Taken::day);
    status.add(arguments, text, base);
  }
  if (!status.register_in(connection)) return not_taken("ratione_status");

  if (!register_acts(connection, functions)) return not_taken("ratione_acts");
  return true;
}

}  // namespace ratione::sql
