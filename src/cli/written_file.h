// File: cli/written_file.h
//
// A file that a command writes besides its answer: whole or not at all.
#pragma once

#include <string>
#include <string_view>

namespace ratione::cli {

// `option` names the file in the sentence of what went wrong, which ends the
// command.
void write_file(std::string_view option, const std::string& file, std::string_view text);

}  // namespace ratione::cli
