// ratione law new INSTRUMENT: the first page of a treaty's law, which checks as it is.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/context.h"
#include "cli/written_file.h"
#include "errors/quoted.h"

namespace ratione::cli {

namespace {

// Small letters, digits and single `-`, a letter first: what a slug is made of.
bool is_slug(std::string_view text) {
  const auto small = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return !text.empty() && text.size() <= 80 && text[0] >= 'a' && text[0] <= 'z' &&
         small(text.back()) && text.find("--") == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [&](char c) { return small(c) || c == '-'; });
}

// "lakes-accord" as a heading: "Lakes Accord".
std::string title_of(std::string_view slug) {
  std::string title;
  for (const char c : slug) {
    const bool begins = title.empty() || title.back() == ' ';
    title += c == '-' ? ' ' : begins && c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  }
  return title;
}

constexpr std::string_view page = R"(---
instrument: {0}
title: {1}
source: where the official text is
---

# {1}

Who is bound, from which day and until when. Put the treaty's own numbers of days, deposits and articles in the place of these, and restate each clause in your own words. The files of law/common say which shapes there are.

## Article 1. Entry into force  {{#1}}

### Paragraph 1  {{#1.1}}

Thirty days after the twentieth deposit.

```law
use common/entry-days with deposits 20, wait 30, clause 1.1
```

### Paragraph 2  {{#1.2}}

For each later State thirty days after its own deposit.

```law
use common/each-days with wait 30, clause 1.2
```

## Article 2. Leaving  {{#2}}

A notice takes effect one year after it was received.

```law
use common/leave-after-a-year with clause 2
```

## Article 3. Reservations  {{#3}}

A reservation may be made unless it goes against the purpose of the treaty.

```law
use common/compatible-reservations with clause 3
```
)";

void write_page(Context& context, const std::string& slug, const std::string& title) {
  if (!is_slug(slug) || slug == "common") {
    refuse(Code::value_not_taken,
           fmt::format("{} is no name for a treaty's folder; write small letters, digits and "
                       "single `-`, such as lakes-accord.",
                       ratione::quoted(slug)));
  }
  if (title.find('\n') != std::string::npos) {
    refuse(Code::value_not_taken, "--title goes over more than one line; write it on one.");
  }
  const std::string law = context.folder("law");
  std::error_code failed;
  for (const std::string_view needed : {"common", "vienna-convention", "state-succession"}) {
    if (std::filesystem::is_directory(fmt::format("{}/{}", law, needed), failed)) continue;
    broken({Error{Code::law_file, Place{fmt::format("{}/{}", law, needed), 0, 0, ""},
                  "there is no such folder, and the new page rests on it; copy common, "
                  "vienna-convention and state-succession from the law of the program."}});
  }
  const std::string folder = fmt::format("{}/{}", law, slug);
  if (std::filesystem::exists(folder, failed)) {
    refuse(Code::value_not_taken,
           fmt::format("{} is there already; edit it, or choose another name.", folder));
  }
  std::filesystem::create_directories(folder, failed);
  if (failed) {
    broken({Error{Code::law_file, Place{folder, 0, 0, ""},
                  fmt::format("this folder cannot be made: {}.", failed.message())}});
  }
  const std::string file = folder + "/index.md";
  write_file("law new", file,
             fmt::format(fmt::runtime(page), slug, title.empty() ? title_of(slug) : title));
  context.print(fmt::format(
      "{} is written. Next: a row in {}/instruments.csv, the acts in {}/acts/{}.csv, and ratione "
      "law check.\n",
      file, context.folder("record"), context.folder("record"), slug));
}

}  // namespace

void add_law_new(CLI::App& law, Context& context) {
  auto slug = std::make_shared<std::string>();
  auto title = std::make_shared<std::string>();
  CLI::App* command = context.command(law, "new");
  command->add_option("INSTRUMENT", *slug)->required();
  command->add_option("--title", *title);
  command->callback([&context, slug, title] { write_page(context, *slug, *title); });
}

}  // namespace ratione::cli
