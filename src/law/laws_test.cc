// Laws as text. tests/law/good/NAME is a folder law/ that must be read without
// a fault or a warning, and whose files print and read back unchanged;
// tests/law/bad/NAME.md, or a folder law/ tests/law/bad/NAME, must give exactly
// the text of NAME.expected: its faults or, where it has none, its warnings.
//
// RATIONE_WRITE_EXPECTED=1 writes the expected texts anew; read them before
// they are committed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "law/syntax/parser.h"
#include "law/syntax/printer.h"
#include "law/typed/law.h"

namespace ratione {
namespace {

namespace fs = std::filesystem;

const fs::path laws = fs::path(RATIONE_SOURCE_DIR) / "tests" / "law";

std::string text_of_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

using Files = std::map<std::string, std::string>;

// A single file NAME.md is the index of an instrument NAME.
Files files_of(const fs::path& path) {
  if (!fs::is_directory(path)) {
    return {{path.stem().string() + "/index.md", text_of_file(path)}};
  }
  Files files;
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    if (entry.path().extension() == ".md") {
      files[entry.path().lexically_relative(path).generic_string()] = text_of_file(entry.path());
    }
  }
  return files;
}

std::vector<std::string> names_in(const char* folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(laws / folder)) {
    if (entry.is_directory() || entry.path().extension() == ".md")
      names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class BadLaw : public testing::TestWithParam<std::string> {};

TEST_P(BadLaw, gives_exactly_the_expected_text) {
  const fs::path path = laws / "bad" / GetParam();
  const fs::path expected = fs::path(path).replace_extension(".expected");
  const Results<Law> law = read_law(files_of(path), "");
  const std::string met = render(law ? law->warnings : law.error());
  EXPECT_NE(met, "") << "a bad law was read without a word";
  if (std::getenv("RATIONE_WRITE_EXPECTED")) std::ofstream(expected, std::ios::binary) << met;
  EXPECT_EQ(met, text_of_file(expected));
}

std::string plain(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param.substr(0, info.param.find('.'));
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(laws, BadLaw, testing::ValuesIn(names_in("bad")), plain);

class GoodLaw : public testing::TestWithParam<std::string> {};

TEST_P(GoodLaw, is_read_without_a_fault) {
  const Results<Law> law = read_law(files_of(laws / "good" / GetParam()), "");
  ASSERT_TRUE(law) << render(law.error());
  EXPECT_EQ(render(law->warnings), "");
}

TEST_P(GoodLaw, prints_and_reads_back) {
  for (const auto& [name, text] : files_of(laws / "good" / GetParam())) {
    Errors errors;
    const syntax::LawFile once = syntax::parse(read_source(text, name, errors), errors);
    ASSERT_EQ(render(errors), "");
    const std::string printed = syntax::print(once);
    const syntax::LawFile twice = syntax::parse(read_source(printed, name, errors), errors);
    EXPECT_EQ(render(errors), "") << printed;
    EXPECT_TRUE(once == twice) << printed;
    EXPECT_EQ(syntax::print(twice), printed);
  }
}

TEST_P(GoodLaw, means_the_same_when_printed) {
  Files printed = files_of(laws / "good" / GetParam());
  for (auto& [name, text] : printed) {
    Errors errors;
    text = syntax::print(syntax::parse(read_source(text, name, errors), errors));
  }
  const Results<Law> law = read_law(printed, "");
  EXPECT_TRUE(law) << render(law.error());
}

INSTANTIATE_TEST_SUITE_P(laws, GoodLaw, testing::ValuesIn(names_in("good")), plain);

// The law of the product itself is read, prints and reads back.
TEST(ProductLaw, prints_and_reads_back) {
  for (const auto& [name, text] : files_of(fs::path(RATIONE_SOURCE_DIR) / "law")) {
    Errors errors;
    const syntax::LawFile once = syntax::parse(read_source(text, name, errors), errors);
    EXPECT_EQ(render(errors), "");
    const std::string printed = syntax::print(once);
    const syntax::LawFile twice = syntax::parse(read_source(printed, name, errors), errors);
    EXPECT_EQ(render(errors), "") << printed;
    EXPECT_TRUE(once == twice) << printed;
  }
}

}  // namespace
}  // namespace ratione
