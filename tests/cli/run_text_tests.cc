// File: tests/cli/run_text_tests.cc
//
// Runs text tests of the command. A file is one test:
//
//   # name: a day that does not exist
//   # group: options
//   # why: a typing mistake must not become another day
//   ---- given incidents.csv
//   id,date
//   ---- given end
//   $ ratione status rome-statute --on 2016-02-30
//   ----
//   what must stand on standard output, exactly
//   ---- stderr
//   what must stand on standard error
//   ---- exit 2
//   ---- wrote out.csv
//   what that file must hold
//   ---- no file other.csv
//
// Comments come first. Commands are run by sh, in order, in a new empty folder,
// with the built program first in PATH, RATIONE_HOME naming the source folder,
// NO_COLOR and COLUMNS=80; a command goes on after a line that ends in "\". A
// block left out must be empty, an exit left out is 0. A line "[...]" stands for
// any number of lines, "[..]" within a line for any text. Empty lines at the end
// of a block do not count.
//
//   run_text_tests --program build/release/ratione --home . tests/cli/x.test
//   run_text_tests ... --update tests/cli/x.test   # accept what is there now
//
// Exit: 0 as expected, 1 different, 2 the test file or an option is wrong.
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

struct Block {
  enum class Kind { comment, given, command, standard_output, standard_error, exit, wrote, absent };
  Kind kind;
  std::string argument;  // a file's name, an exit code
  Lines body;            // a command's lines, or the text of the block
};

[[noreturn]] void refuse(const std::string& says) {
  fmt::print(stderr, "{}\n", says);
  std::exit(2);
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream all;
  all << in.rdbuf();
  return all.str();
}

Lines split(const std::string& text) {
  Lines lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string joined(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

void drop_empty_end(Lines& lines) {
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
}

std::vector<Block> parse(const std::string& file) {
  using Kind = Block::Kind;
  std::vector<Block> blocks;
  auto starts = [](const std::string& line, std::string_view with) {
    return line.starts_with(with);
  };
  bool opened = false;   // a block has begun, so "#" is text
  bool closed = false;   // after "---- given end": nothing but a new block
  bool goes_on = false;  // the command has another line
  int number = 0;
  for (const std::string& line : split(read(file))) {
    ++number;
    if (goes_on) {
      blocks.back().body.push_back(line);
      goes_on = line.ends_with('\\');
    } else if (starts(line, "$ ")) {
      blocks.push_back({Kind::command, "", {line.substr(2)}});
      goes_on = line.ends_with('\\');
      opened = true;
      closed = false;
    } else if (line == "----") {
      blocks.push_back({Kind::standard_output, "", {}});
    } else if (line == "---- stderr") {
      blocks.push_back({Kind::standard_error, "", {}});
    } else if (starts(line, "---- exit ")) {
      blocks.push_back({Kind::exit, line.substr(10), {}});
    } else if (line == "---- given end") {
      closed = true;
    } else if (starts(line, "---- given ")) {
      blocks.push_back({Kind::given, line.substr(11), {}});
      opened = true;
      closed = false;
    } else if (starts(line, "---- wrote ")) {
      blocks.push_back({Kind::wrote, line.substr(11), {}});
    } else if (starts(line, "---- no file ")) {
      blocks.push_back({Kind::absent, line.substr(13), {}});
    } else if (!opened) {
      if (!line.empty() && line[0] != '#')
        refuse(fmt::format("{}:{}: text before the first command; begin it with #.", file, number));
      blocks.push_back({Kind::comment, line, {}});
    } else if (closed || blocks.back().kind == Kind::command || blocks.back().kind == Kind::exit ||
               blocks.back().kind == Kind::absent) {
      if (!line.empty())
        refuse(
            fmt::format("{}:{}: text that no block holds; a line ---- comes before what a "
                        "command prints.",
                        file, number));
    } else {
      blocks.back().body.push_back(line);
    }
  }
  bool commands = std::any_of(blocks.begin(), blocks.end(),
                              [](const Block& b) { return b.kind == Kind::command; });
  if (!commands)
    refuse(fmt::format("{}: no command; a line that begins with \"$ \" is one.", file));
  return blocks;
}

std::string printed(const std::vector<Block>& blocks) {
  using Kind = Block::Kind;
  std::string text;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& b = blocks[i];
    switch (b.kind) {
      case Kind::comment:
        text += b.argument + '\n';
        break;
      case Kind::given:
        text += fmt::format("---- given {}\n{}", b.argument, joined(b.body));
        if (blocks[i + 1].kind != Kind::given) text += "---- given end\n";
        break;
      case Kind::command:
        if (i > 0 && blocks[i - 1].kind != Kind::comment && blocks[i - 1].kind != Kind::given)
          text += '\n';
        text += "$ " + joined(b.body);
        break;
      case Kind::standard_output:
        text += "----\n" + joined(b.body);
        break;
      case Kind::standard_error:
        text += "---- stderr\n" + joined(b.body);
        break;
      case Kind::exit:
        text += fmt::format("---- exit {}\n", b.argument);
        break;
      case Kind::wrote:
        text += fmt::format("---- wrote {}\n{}", b.argument, joined(b.body));
        break;
      case Kind::absent:
        text += fmt::format("---- no file {}\n", b.argument);
        break;
    }
  }
  return text;
}

// "[..]" within a line stands for any text.
bool line_matches(std::string_view expected, std::string_view met) {
  std::size_t hole = expected.find("[..]");
  if (hole == std::string_view::npos) return expected == met;
  if (!met.starts_with(expected.substr(0, hole))) return false;
  std::string_view rest = expected.substr(hole + 4);
  for (std::size_t i = hole; i <= met.size(); ++i)
    if (line_matches(rest, met.substr(i))) return true;
  return false;
}

// What the two have in common, as for a diff: length[i][j] of the longest
// common part of expected[i..] and met[j..]; "[...]" takes any lines.
bool matches(const Lines& expected, const Lines& met) {
  std::vector<std::vector<char>> ok(expected.size() + 1, std::vector<char>(met.size() + 1, 0));
  for (std::size_t i = expected.size() + 1; i-- > 0;) {
    for (std::size_t j = met.size() + 1; j-- > 0;) {
      if (i == expected.size()) {
        ok[i][j] = j == met.size();
      } else if (expected[i] == "[...]") {
        ok[i][j] = ok[i + 1][j] || (j < met.size() && ok[i][j + 1]);
      } else {
        ok[i][j] = j < met.size() && ok[i + 1][j + 1] && line_matches(expected[i], met[j]);
      }
    }
  }
  return ok[0][0];
}

void show_difference(const Lines& expected, const Lines& met) {
  std::vector<std::vector<int>> common(expected.size() + 1, std::vector<int>(met.size() + 1, 0));
  for (std::size_t i = expected.size(); i-- > 0;) {
    for (std::size_t j = met.size(); j-- > 0;) {
      common[i][j] = line_matches(expected[i], met[j])
                         ? common[i + 1][j + 1] + 1
                         : std::max(common[i + 1][j], common[i][j + 1]);
    }
  }
  std::size_t i = 0, j = 0;
  while (i < expected.size() || j < met.size()) {
    if (i < expected.size() && j < met.size() && line_matches(expected[i], met[j])) {
      fmt::print("    {}\n", met[j]);
      ++i, ++j;
    } else if (j == met.size() || (i < expected.size() && common[i + 1][j] >= common[i][j + 1])) {
      fmt::print("  - {}\n", expected[i++]);
    } else {
      fmt::print("  + {}\n", met[j++]);
    }
  }
}

// A shell word that stands for itself.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (char c : text) c == '\'' ? out += "'\\''" : out += c;
  return out + "'";
}

struct Ran {
  Lines output, error;
  int code = 0;
};

Ran run(const Lines& command, const fs::path& folder, const fs::path& aside) {
  fs::path out = aside / "output", err = aside / "error";
  std::string line = fmt::format("cd {} && {{ {}}} >{} 2>{} </dev/null", quoted(folder.string()),
                                 joined(command), quoted(out.string()), quoted(err.string()));
  int status = std::system(line.c_str());
  Ran ran{split(read(out)), split(read(err)), 0};
  ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  drop_empty_end(ran.output);
  drop_empty_end(ran.error);
  return ran;
}

class Test {
 public:
  Test(std::string file, bool update, const fs::path& folder, const fs::path& aside)
      : file_(std::move(file)), update_(update), folder_(folder), aside_(aside) {}

  bool passes() {
    using Kind = Block::Kind;
    const std::vector<Block> blocks = parse(file_);
    std::size_t i = 0;
    while (i < blocks.size()) {
      if (blocks[i].kind == Kind::comment) {
        kept_.push_back(blocks[i++]);
      } else if (blocks[i].kind == Kind::given) {
        std::ofstream(folder_ / blocks[i].argument, std::ios::binary) << joined(blocks[i].body);
        kept_.push_back(blocks[i++]);
      } else if (blocks[i].kind == Kind::command) {
        std::size_t next = i + 1;
        while (next < blocks.size() && blocks[next].kind != Kind::command &&
               blocks[next].kind != Kind::given)
          ++next;
        check_command(blocks[i], {blocks.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                  blocks.begin() + static_cast<std::ptrdiff_t>(next)});
        i = next;
      } else {
        refuse(fmt::format("{}: a block of results stands before the first command.", file_));
      }
    }
    if (update_ && !same_) {
      std::ofstream(file_, std::ios::binary) << printed(kept_);
      fmt::print("{}: rewritten; read the change before you keep it.\n", file_);
      return true;
    }
    return same_;
  }

 private:
  // Compares; keeps what is expected where it matches and what was met where not.
  void compare(Block::Kind kind, const std::string& argument, const std::string& what,
               Lines expected, const Lines& met) {
    drop_empty_end(expected);
    bool match = matches(expected, met);
    if (!match) differs(what, expected, met);
    const Lines& body = match ? expected : met;
    if (!body.empty() || kind == Block::Kind::wrote) kept_.push_back({kind, argument, body});
  }

  void differs(const std::string& what, const Lines& expected, const Lines& met) {
    same_ = false;
    if (update_) return;
    fmt::print("{}\n  $ {}  {} differs (- expected, + met):\n", file_, joined(command_), what);
    show_difference(expected, met);
  }

  void check_command(const Block& command, const std::vector<Block>& expected) {
    using Kind = Block::Kind;
    command_ = command.body;
    kept_.push_back(command);
    Ran ran = run(command.body, folder_, aside_);
    auto body_of = [&](Kind kind) {
      for (const Block& b : expected)
        if (b.kind == kind) return b.body;
      return Lines{};
    };
    compare(Kind::standard_output, "", "standard output", body_of(Kind::standard_output),
            ran.output);
    compare(Kind::standard_error, "", "standard error", body_of(Kind::standard_error), ran.error);
    std::string code = "0";
    for (const Block& b : expected)
      if (b.kind == Kind::exit) code = b.argument;
    if (code != std::to_string(ran.code)) differs("exit code", {code}, {std::to_string(ran.code)});
    if (ran.code != 0) kept_.push_back({Kind::exit, std::to_string(ran.code), {}});
    for (const Block& b : expected) {
      bool there = fs::exists(folder_ / b.argument);
      if (b.kind == Kind::wrote) {
        Lines met = there ? split(read(folder_ / b.argument)) : Lines{"(no such file)"};
        drop_empty_end(met);
        compare(Kind::wrote, b.argument, "file " + b.argument, b.body, met);
      } else if (b.kind == Kind::absent) {
        if (there) differs("file " + b.argument, {"(no such file)"}, {"(it exists)"});
        kept_.push_back(b);
      }
    }
  }

  std::string file_;
  bool update_;
  fs::path folder_, aside_;
  bool same_ = true;
  Lines command_;
  std::vector<Block> kept_;
};

fs::path new_folder() {
  std::string name = (fs::temp_directory_path() / "ratione-text-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) refuse("Cannot make a temporary folder.");
  return name;
}

}  // namespace

int main(int argc, char** argv) {
  bool update = false;
  std::string program, home;
  std::vector<std::string> files;
  for (int i = 1; i < argc; ++i) {
    std::string word = argv[i];
    if (word == "--update") {
      update = true;
    } else if (word == "--program" && i + 1 < argc) {
      program = argv[++i];
    } else if (word == "--home" && i + 1 < argc) {
      home = argv[++i];
    } else {
      files.push_back(word);
    }
  }
  if (program.empty() || home.empty() || files.empty())
    refuse("Usage: run_text_tests --program PROGRAM --home FOLDER [--update] FILE...");

  std::string path = fs::absolute(program).parent_path().string();
  if (const char* old = std::getenv("PATH")) path += std::string(":") + old;
  setenv("PATH", path.c_str(), 1);
  setenv("RATIONE_HOME", fs::canonical(home).c_str(), 1);
  setenv("NO_COLOR", "1", 1);
  setenv("COLUMNS", "80", 1);
  setenv("LC_ALL", "C.UTF-8", 1);
  setenv("TZ", "UTC", 1);

  int failed = 0;
  for (const std::string& file : files) {
    if (!fs::exists(file)) refuse(fmt::format("{}: no such file.", file));
    fs::path folder = new_folder(), aside = new_folder();
    if (!Test(file, update, folder, aside).passes()) ++failed;
    fs::remove_all(folder);
    fs::remove_all(aside);
  }
  return failed == 0 ? 0 : 1;
}
