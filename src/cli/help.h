// File: cli/help.h
//
// The pages of docs/cli, embedded at build, so that help may name treaties and
// this code need not.
//
//   help_page("status")   // the Markdown of docs/cli/status.md
//
// Pages are named after their command, words joined by "-": law-show.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "answers/look.h"

namespace ratione::cli {

// Empty when there is no such page.
std::string_view help_page(std::string_view name);
std::vector<std::string_view> help_pages();
// The page as a terminal shows it: heads strong, no marks of Markdown.
std::string shown_help(std::string_view page, const answers::Look& look);

}  // namespace ratione::cli
