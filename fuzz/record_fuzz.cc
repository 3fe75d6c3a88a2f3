// Any bytes, as files of a record: a record in which every reference resolves
// and no view shows what was not yet known, or faults with places inside the
// files; never a crash.
#include "record/record.h"

#include <cstdint>

#include "files_of.h"

using namespace ratione;
using namespace ratione::fuzz;

namespace {

const Files base = {
    {"instruments.csv",
     "slug,title,aliases,complete_to,complete_source,depositary,note\n"
     "sea-pact,Pact of the Sea,pact,2020-01-01,x,,\n"},
    {"states.csv",
     "code,name,from,until,m49,treaty_making,note\n"
     "RUS,Russia,,,643,yes,\nUKR,Ukraine,,,804,yes,\n"},
    {"state_names.csv", "code,name,kind,source\nRUS,Russian,demonym,x\n"},
};

void check_record(const Record& record) {
  for (const State& state : record.states().all()) {
    check(record.states().find(state.code.text()).value() == state.code);
    Result<StateCode> by_name = record.states().find_any(state.name);
    check(by_name || by_name.error().code == Code::ambiguous_state ||
          by_name.error().code == Code::unknown_state);
  }
  for (const Instrument& instrument : record.instruments()) {
    check(record.find_instrument(instrument.slug).value()->slug == instrument.slug);
    std::vector<Day> days = {Day::first(), Day::last()};
    for (const Act& act : record.acts(instrument.slug)) {
      check(record.act(act.id) == &act);
      check(act.known <= record.newest() && act.day.lo <= act.known);
      check(act.of.empty() || record.act(act.of) != nullptr);
      check(act.corrects.empty() || record.act(act.corrects) != nullptr);
      if (days.size() < 20) days.push_back(act.known);
    }
    for (Day known : days) {
      View view = record.view(instrument.slug, known);
      for (std::size_t i = 0; i < view.acts.size(); ++i) {
        const Act& act = view.acts[i];
        check(act.known <= known && act.day.lo <= act.known && act.corrects.empty());
        check(!act.from || !act.until || act.from->lo < act.until->hi);
        check(i == 0 || view.acts[i - 1].day.lo <= act.day.lo);
      }
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  Files files = files_of({reinterpret_cast<const char*>(bytes), size}, base);
  Results<Record> record = Record::read(files);
  if (record) {
    check_record(*record);
    check(Record::read(files)->head() == record->head());
  } else {
    check_faults(record.error(), files);
  }
  return 0;
}
