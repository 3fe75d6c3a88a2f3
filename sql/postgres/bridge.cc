#include "bridge.h"

#include <deque>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "sql/functions.h"

namespace ratione::postgres {
namespace {

static_assert(answer_columns == added_columns.size());
static_assert(act_columns == sql::act_columns.size());
static_assert(added_columns[conclusion_column] == "conclusion");
static_assert(added_columns[basis_column] == "basis");
static_assert(added_columns[reason_column] == "reason");

// Of this backend, which is one thread. What was answered last stays here until
// the next call.
struct State {
  std::unique_ptr<sql::Functions> functions;
  std::deque<std::string> texts;  // of arguments that are none
  std::array<std::string, answer_columns> columns;
  std::vector<sql::ActRow> rows;
  std::vector<Text> row_columns;
  std::string error;
  Answer answer;
  Acts acts;
};
State& state() {
  static auto* only = new State;  // until the backend ends
  return *only;
}

sql::Functions& functions() {
  if (!state().functions) throw std::runtime_error("the settings could not be kept");
  return *state().functions;
}

std::string_view text_of(const Argument& argument) {
  std::deque<std::string>& texts = state().texts;
  switch (argument.is) {
    case Argument::Is::null:
      return {};
    case Argument::Is::text:
      return {argument.text.bytes, argument.text.size};
    case Argument::Is::day:
      return texts.emplace_back(sql::day_text(argument.number));
    case Argument::Is::degrees:
      return texts.emplace_back(sql::degrees_text(argument.degrees));
    case Argument::Is::number:
      break;
  }
  return texts.emplace_back(std::to_string(argument.number));
}

std::optional<std::string_view> given(const Argument* argument) {
  if (argument == nullptr) return std::nullopt;
  return text_of(*argument);
}

Text shown(const std::string& text) {
  return text.empty() ? Text{} : Text{text.data(), text.size()};
}

const char* remember(std::string says) {
  state().error = std::move(says);
  return state().error.c_str();
}

// Nothing of C++ gets out of here.
template <class Work>
const char* fault_of(Work work) {
  try {
    state().texts.clear();
    Result<bool> done = work();
    return done ? nullptr : remember(sql::sentence(done.error()));
  } catch (const std::bad_alloc&) {
    return "ratione: the machine has no memory left.";
  } catch (const std::exception& fault) {
    return remember(fault.what());
  } catch (...) {
    return "ratione: the program itself is at fault; please report the query.";
  }
}

const Answer* answered(const char* error) {
  Answer& answer = state().answer;
  answer.error = error;
  for (std::size_t i = 0; i < answer_columns; ++i) answer.columns[i] = shown(state().columns[i]);
  return &answer;
}

}  // namespace

void configure(const char* home, const char* known, const char* court, const char* atlas) {
  auto text = [](const char* given) { return std::string(given == nullptr ? "" : given); };
  fault_of([&]() -> Result<bool> {
    state().functions = std::make_unique<sql::Functions>(sql::Settings{
        .home = text(home),
        .home_option = "ratione.home",
        .known = text(known),
        .known_option = "ratione.known",
        .court = text(court),
        .court_option = "ratione.court",
        .compiled_atlas = text(atlas),
        .threads = 1,
    });
    return true;
  });
}

const Answer* decide(bool point, const Argument* arguments, std::size_t count,
                     const Argument* known) {
  return answered(fault_of([&]() -> Result<bool> {
    std::vector<Word> words = point ? std::vector{Word::date, Word::latitude, Word::longitude}
                                    : std::vector{Word::date, Word::place};
    words.insert(words.end(), sql::more_arguments.begin(), sql::more_arguments.end());
    Cells row;
    for (std::size_t i = 0; i < count && i < words.size(); ++i) {
      row.set(words[i], text_of(arguments[i]));
    }
    std::optional<std::string_view> day = given(known);
    std::span<const std::string_view> days;
    if (day) days = {&*day, 1};
    return functions().lane()->decide(point ? sql::Where::point : sql::Where::place, {&row, 1},
                                      days, [](std::size_t, const Told& told) {
                                        for (std::size_t i = 0; i < answer_columns; ++i)
                                          state().columns[i] = told.columns[i];
                                      });
  }));
}

const Answer* territory(const Argument* arguments) {
  return answered(fault_of([&]() -> Result<bool> {
    Cells row;
    row.set(Word::latitude, text_of(arguments[0]));
    row.set(Word::longitude, text_of(arguments[1]));
    row.set(Word::date, text_of(arguments[2]));
    return functions().lane()->territory({&row, 1}, [](std::size_t, std::string_view place) {
      state().columns[0] = std::string(place);
    });
  }));
}

const Answer* status(const Argument& instrument, const Argument& state_named, const Argument* date,
                     const Argument* known) {
  return answered(fault_of([&]() -> Result<bool> {
    Result<std::string> status = functions().lane()->status(
        text_of(instrument), text_of(state_named), given(date), given(known));
    if (!status) return tl::unexpected<Error>(status.error());
    state().columns[0] = std::move(*status);
    return true;
  }));
}

const Acts* acts(const Argument& instrument, const Argument* known) {
  Acts& acts = state().acts;
  acts.rows = 0;
  acts.error = fault_of([&]() -> Result<bool> {
    std::optional<std::string_view> day = given(known);
    Result<std::vector<sql::ActRow>> rows = functions().acts(text_of(instrument), day.value_or(""));
    if (!rows) return tl::unexpected<Error>(rows.error());
    state().rows = std::move(*rows);
    state().row_columns.clear();
    for (const sql::ActRow& row : state().rows) {
      for (const std::string& text : row.columns) state().row_columns.push_back(shown(text));
    }
    return true;
  });
  if (acts.error == nullptr) {
    acts.rows = state().rows.size();
    acts.columns = state().row_columns.data();
  }
  return &acts;
}

}  // namespace ratione::postgres
