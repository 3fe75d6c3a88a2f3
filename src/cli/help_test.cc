#include "cli/help.h"

#include <gtest/gtest.h>

#include "cli/context.h"

namespace ratione::cli {

#define RATIONE_COMMAND(name) void add_##name(CLI::App& app, Context& context);
#include "cli/commands.inc"
#undef RATIONE_COMMAND

namespace {

// Every command has a page, and its page names every one of its options.
void every_option_is_on_the_page(const CLI::App& command, const std::string& page_name) {
  std::string_view page = help_page(page_name);
  EXPECT_FALSE(page.empty()) << "docs/cli/" << page_name << ".md is missing";
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      if (name == "help") continue;
      EXPECT_NE(page.find("--" + name + " "), std::string_view::npos)
          << "docs/cli/" << page_name << ".md does not say what --" << name << " is";
    }
  }
  for (const CLI::App* below : command.get_subcommands([](const CLI::App*) { return true; })) {
    every_option_is_on_the_page(*below, page_name + "-" + below->get_name());
  }
}

TEST(Help, every_command_and_option_has_its_words) {
  Context context;
  CLI::App app;
#define RATIONE_COMMAND(name) add_##name(app, context);
#include "cli/commands.inc"
#undef RATIONE_COMMAND
  int commands = 0;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    every_option_is_on_the_page(*command, command->get_name());
    ++commands;
  }
  EXPECT_GE(commands, 7);
}

TEST(Help, a_page_begins_with_its_title_and_one_sentence) {
  for (std::string_view name : help_pages()) {
    std::string_view page = help_page(name);
    EXPECT_TRUE(page.starts_with("# ratione")) << name;
    std::size_t gap = page.find("\n\n");
    ASSERT_NE(gap, std::string_view::npos) << name;
    EXPECT_NE(page[gap + 2], '\n') << name;
  }
}

TEST(Help, no_line_is_wider_than_a_terminal) {
  for (std::string_view name : help_pages()) {
    std::string shown = shown_help(help_page(name), Look{});
    std::size_t from = 0;
    while (from < shown.size()) {
      std::size_t end = shown.find('\n', from);
      std::string line = shown.substr(from, end - from);
      EXPECT_LE(columns_of(line), 80) << name << ": " << line;
      from = end + 1;
    }
  }
}

TEST(Help, marks_of_markdown_are_not_shown) {
  EXPECT_EQ(shown_help("# Title\n\n    ratione `x`\n**bold** `code`\n", Look{}),
            "Title\n\n    ratione `x`\nbold code\n");
}

}  // namespace
}  // namespace ratione::cli
