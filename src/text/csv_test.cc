#include "text/csv.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "errors/quoted.h"

namespace ratione {
namespace {

std::string faults(std::string_view text, const std::vector<std::string>& required = {}) {
  Results<Csv> table = read_csv(text, "f.csv", required);
  return table ? "no fault" : render(table.error());
}

TEST(Csv, ReadsFieldsByTheNameOfTheirColumn) {
  auto table = read_csv("id,state,note\nA-1,UKR,\nA-2,RUS,seen\n", "f.csv", {"id", "state"});
  ASSERT_TRUE(table);
  EXPECT_EQ(table->file, "f.csv");
  EXPECT_EQ(table->columns, (std::vector<std::string>{"id", "state", "note"}));
  ASSERT_EQ(table->rows.size(), 2u);
  EXPECT_EQ(table->rows[0].text("id"), "A-1");
  EXPECT_EQ(table->rows[0].text("note"), "");
  EXPECT_EQ(table->rows[1].text("state"), "RUS");
  EXPECT_EQ(table->rows[1].place("state"), (Place{"f.csv", 3, 5, ""}));
  EXPECT_EQ(table->rows[1].place(), (Place{"f.csv", 3, 0, ""}));
  EXPECT_EQ(table->rows[1].line(), 3);
  EXPECT_TRUE(table->has("note"));
  EXPECT_EQ(table->index_of("note"), 2);
}

TEST(Csv, AColumnThatIsNotThereIsEmptyAndStandsWhereItsRowDoes) {
  auto table = read_csv("id\n1\n", "f.csv", {});
  ASSERT_TRUE(table);
  EXPECT_FALSE(table->has("state"));
  EXPECT_EQ(table->index_of("state"), -1);
  EXPECT_EQ(table->rows[0].text("state"), "");
  EXPECT_EQ(table->rows[0].place("state"), (Place{"f.csv", 2, 0, ""}));
  EXPECT_EQ(CsvRow().text("id"), "") << "a row of no table";
  EXPECT_EQ(CsvRow().place("id"), Place{});
}

TEST(Csv, RowsKeepTheirPlacesWhenTheTableMoves) {
  auto read = read_csv("id\n1\n", "f.csv", {});
  ASSERT_TRUE(read);
  Csv moved = std::move(*read);
  EXPECT_EQ(moved.rows[0].text("id"), "1");
  Csv again;
  again = std::move(moved);
  EXPECT_EQ(again.rows[0].place("id"), (Place{"f.csv", 2, 1, ""}));
}

TEST(Csv, ATableIsPutTogetherRowByRow) {
  Csv table("f", {"id", "note"});
  table.add_row(7, {"1", "two\nlines, \"quoted\""});
  table.add_row(9, {"2", ""});
  const Csv moved = std::move(table);
  EXPECT_EQ(moved.rows[0].text("note"), "two\nlines, \"quoted\"");
  EXPECT_EQ(moved.rows[1].place("note"), (Place{"f", 9, 0, ""}));
  EXPECT_EQ(render(moved.faults()), "");
}

TEST(Csv, FaultsOfATableThatWasPutTogether) {
  Csv table("f", {"id"});
  table.add_row(1, {"é"});
  table.add_row(2, {std::string("a\0", 2)});
  table.add_row(3, {"\xC3"});
  table.add_row(4, {std::string(max_line_bytes + 1, 'a')});
  EXPECT_EQ(render(table.faults()),
            "f:2: A NUL byte stands in the text; save the file as UTF-8 without it. (input.003)\n"
            "f:3: The byte 0xc3 is not UTF-8 here; save the file as UTF-8. (input.014)\n"
            "f:4: The line has 1000001 bytes; at most 1000000 are read, so look for a quote or a "
            "line end that is missing. (input.004)\n");
}

TEST(Csv, QuotesHoldCommasQuotesAndLines) {
  auto table = read_csv("a,b,c\n\"x,y\",\"he said \"\"no\"\"\",\"one\ntwo\"\n", "f.csv", {});
  ASSERT_TRUE(table);
  ASSERT_EQ(table->rows.size(), 1u);
  EXPECT_EQ(table->rows[0].text("a"), "x,y");
  EXPECT_EQ(table->rows[0].text("b"), "he said \"no\"");
  EXPECT_EQ(table->rows[0].text("c"), "one\ntwo");
  auto empty = read_csv("a,b\n\"\",\"\"\"\"\n", "f.csv", {});
  ASSERT_TRUE(empty);
  EXPECT_EQ(empty->rows[0].text("a"), "");
  EXPECT_EQ(empty->rows[0].text("b"), "\"");
}

TEST(Csv, PlacesAfterALineEndInsideAFieldAreRight) {
  auto table = read_csv("a,b,c\n\"1\n\n2\",\"3\r\n4\",x\ny,z,\"w\"\n", "f.csv", {});
  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows[0].line(), 2);
  EXPECT_EQ(table->rows[0].place("a"), (Place{"f.csv", 2, 1, ""}));
  EXPECT_EQ(table->rows[0].text("b"), "3\r\n4") << "kept as it is";
  EXPECT_EQ(table->rows[0].place("b"), (Place{"f.csv", 4, 4, ""}));
  EXPECT_EQ(table->rows[0].place("c"), (Place{"f.csv", 5, 4, ""}));
  EXPECT_EQ(table->rows[1].place("a"), (Place{"f.csv", 6, 1, ""}));
  EXPECT_EQ(table->rows[1].place("c"), (Place{"f.csv", 6, 5, ""}));
}

TEST(Csv, EveryLineEndIsUnderstood) {
  for (std::string_view text : {"a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\n1,2", "a,b\r\n1,2",
                                "a,b\n1,\"2\"", "a,b\r\n\"1\",\"2\"\r\n", "a,b\n1,2\r"}) {
    auto table = read_csv(text, "f.csv", {"a", "b"});
    ASSERT_TRUE(table) << quoted(text) << render(table.error());
    ASSERT_EQ(table->rows.size(), 1u) << quoted(text);
    EXPECT_EQ(table->rows[0].text("a"), "1") << quoted(text);
    EXPECT_EQ(table->rows[0].text("b"), "2") << quoted(text);
  }
  auto last_empty = read_csv("a,b\n1,", "f.csv", {});
  ASSERT_TRUE(last_empty);
  EXPECT_EQ(last_empty->rows[0].text("b"), "");
}

TEST(Csv, AByteOrderMarkIsSkippedAndNotCounted) {
  auto table = read_csv("\xEF\xBB\xBFid,b\r\n1,2\r\n", "f.csv", {"id"});
  ASSERT_TRUE(table);
  EXPECT_EQ(table->columns[0], "id");
  EXPECT_EQ(faults("\xEF\xBB\xBFid,\n"),
            "f.csv:1:4: Column 2 has no name; name it or take it out. (input.011)\n");
}

TEST(Csv, AHeaderAloneIsATableWithoutRows) {
  for (std::string_view text : {"a,b", "a,b\n", "a,b\r\n"}) {
    auto table = read_csv(text, "f.csv", {"b"});
    ASSERT_TRUE(table) << text;
    EXPECT_TRUE(table->rows.empty());
  }
}

TEST(Csv, NothingIsTrimmedOrRepaired) {
  auto table = read_csv(" a,b \n  1 ,\t2\n", "f.csv", {});
  ASSERT_TRUE(table);
  EXPECT_EQ(table->columns, (std::vector<std::string>{" a", "b "}));
  EXPECT_EQ(table->rows[0].text(" a"), "  1 ");
  EXPECT_EQ(table->rows[0].text("b "), "\t2");
}

TEST(Csv, AnEmptyLineOfATableOfOneColumnIsARow) {
  auto table = read_csv("a\n\nx\n", "f.csv", {});
  ASSERT_TRUE(table);
  ASSERT_EQ(table->rows.size(), 2u);
  EXPECT_EQ(table->rows[0].text("a"), "");
  EXPECT_EQ(table->rows[1].place("a"), (Place{"f.csv", 3, 1, ""}));
}

TEST(CsvFaults, AnEmptyTable) {
  EXPECT_EQ(faults(""),
            "f.csv:1:1: The table is empty; its first line names the columns. (input.010)\n");
  EXPECT_EQ(faults("", {"id", "state"}),
            "f.csv:1:1: The table is empty; begin it with the line \"id,state\". (input.010)\n");
  EXPECT_EQ(faults("\xEF\xBB\xBF", {"id"}),
            "f.csv:1:1: The table is empty; begin it with the line \"id\". (input.010)\n");
}

TEST(CsvFaults, AHeaderThatDoesNotName) {
  EXPECT_EQ(faults("id,,b\n1,2,3\n"),
            "f.csv:1:4: Column 2 has no name; name it or take it out. (input.011)\n");
  EXPECT_EQ(faults("id,b,id\n1,2,3\n"),
            "f.csv:1:6: \"id\" names column 1 already; give each column a name of its own. "
            "(input.012)\n");
  EXPECT_EQ(faults("id,note\n1,2\n", {"id", "state"}),
            "f.csv:1:1: The column \"state\" is missing; add it to the header. (input.013)\n");
  EXPECT_EQ(faults("id,State\n1,2\n", {"id", "state"}),
            "f.csv:1:1: The column \"state\" is missing; rename \"State\" if it is meant. "
            "(input.013)\n");
  EXPECT_EQ(faults("\n1,2\n"),
            "f.csv:1:1: Column 1 has no name; name it or take it out. (input.011)\n"
            "f.csv:2:3: The row has 2 fields, the header 1; quote a field that holds a comma, or "
            "take out what is too much. (input.009)\n");
}

TEST(CsvFaults, ARowOfAnotherLength) {
  EXPECT_EQ(faults("a,b,c\n1,2\n"),
            "f.csv:2:1: The row has 2 fields, the header 3; add what is missing, if only its "
            "comma. (input.009)\n");
  EXPECT_EQ(faults("a,b,c\n1\n"),
            "f.csv:2:1: The row has 1 field, the header 3; add what is missing, if only its "
            "comma. (input.009)\n");
  EXPECT_EQ(faults("a,b\n1,2\n3,Congo, the\n"),
            "f.csv:3:9: The row has 3 fields, the header 2; quote a field that holds a comma, or "
            "take out what is too much. (input.009)\n");
  EXPECT_EQ(faults("a,b\n1,2\n\n3,4\n"),
            "f.csv:3:1: The line is empty; take it out. (input.009)\n");
  EXPECT_EQ(faults("a,b\n1,2\n\n"), "f.csv:3:1: The line is empty; take it out. (input.009)\n");
}

TEST(CsvFaults, Quotes) {
  EXPECT_EQ(faults("a,b\n1,\"2\n3,4\n"),
            "f.csv:2:3: The quote that opens here is never closed; close it, or write a quote "
            "inside a field twice. (input.005)\n");
  EXPECT_EQ(faults("a,b\n1,\""),
            "f.csv:2:3: The quote that opens here is never closed; close it, or write a quote "
            "inside a field twice. (input.005)\n");
  EXPECT_EQ(faults("a,b\n\"1\"x,2\n"),
            "f.csv:2:4: Text follows the closing quote; put a comma after it, or write a quote "
            "inside the field twice. (input.006)\n");
  EXPECT_EQ(faults("a,b\n\"1\" ,2\n"),
            "f.csv:2:4: Text follows the closing quote; put a comma after it, or write a quote "
            "inside the field twice. (input.006)\n");
  EXPECT_EQ(faults("a,b\n5\" gun,2\n"),
            "f.csv:2:2: A quote stands inside a field that does not begin with one; quote the "
            "whole field and write the quote in it twice. (input.007)\n");
  EXPECT_EQ(faults("a,b\nthe \"new\" one,2\n"),
            "f.csv:2:5: A quote stands inside a field that does not begin with one; quote the "
            "whole field and write the quote in it twice. (input.007)\n")
      << "once for a field";
  EXPECT_EQ(faults("a,b\n1, \"x,y\"\n"),
            "f.csv:2:4: A quote stands inside a field that does not begin with one; quote the "
            "whole field and write the quote in it twice. (input.007)\n"
            "f.csv:2:8: A quote stands inside a field that does not begin with one; quote the "
            "whole field and write the quote in it twice. (input.007)\n")
      << "and no word of a number of fields that nobody can know";
  EXPECT_EQ(faults("a,\"b\n1,2\n", {"a", "b"}),
            "f.csv:1:3: The quote that opens here is never closed; close it, or write a quote "
            "inside a field twice. (input.005)\n")
      << "and no word of columns that nobody can know";
}

TEST(CsvFaults, BytesThatAreNoText) {
  using namespace std::string_view_literals;
  EXPECT_EQ(faults("a,b\n1,x\0y\0\n"sv),
            "f.csv:2:4: A NUL byte stands in the text; save the file as UTF-8 without it. "
            "(input.003)\n");
  EXPECT_EQ(faults("a,b\n1,C\xF4te\n"),
            "f.csv:2:4: The byte 0xf4 is not UTF-8 here; save the file as UTF-8. (input.014)\n");
  EXPECT_EQ(faults("a\n\xED\xA0\x80\n"),
            "f.csv:2:1: The byte 0xed is not UTF-8 here; save the file as UTF-8. (input.014)\n");
  EXPECT_EQ(faults("a,b\n1\r2,3\n"),
            "f.csv:2:2: A carriage return stands without a line feed; end lines with LF or CRLF, "
            "or quote the field. (input.008)\n");
  // A NUL in each place of a word of eight bytes, which are looked at together.
  for (std::size_t i = 0; i < 40; ++i) {
    std::string text = "a\n" + std::string(40, 'x') + "\n";
    text[2 + i] = '\0';
    EXPECT_EQ(read_csv(text, "f.csv", {}).error()[0].place.column, static_cast<int>(i) + 1);
    text[2 + i] = '\x80';
    EXPECT_EQ(read_csv(text, "f.csv", {}).error()[0].place.column, static_cast<int>(i) + 1);
    text[2 + i] = '\x01';
    EXPECT_TRUE(read_csv(text, "f.csv", {})) << "a control character is text";
  }
}

TEST(CsvFaults, ALineOverAMegabyte) {
  EXPECT_TRUE(read_csv("a\n" + std::string(max_line_bytes, 'x') + "\n", "f.csv", {}));
  EXPECT_TRUE(read_csv("a\n" + std::string(max_line_bytes, 'x'), "f.csv", {}));
  EXPECT_EQ(faults("a\n" + std::string(max_line_bytes + 1, 'x') + "\n"),
            "f.csv:2:1000001: The line has 1000001 bytes; at most 1000000 are read, so look for a "
            "quote or a line end that is missing. (input.004)\n");
  // Of lines, not of fields.
  std::string field = "\"" + std::string(900'000, 'x') + "\n" + std::string(900'000, 'y') + "\"";
  EXPECT_TRUE(read_csv("a\n" + field + "\n", "f.csv", {}));
}

TEST(CsvFaults, AllAtOnceInTheOrderOfTheirPlaces) {
  EXPECT_EQ(faults("id,stat,,id\n1,\"a\"b,2\n\n1,2,3,4,5\nC\xF4te,2,3,4\n\"abc", {"id", "state"}),
            "f.csv:1:1: The column \"state\" is missing; rename \"stat\" if it is meant. "
            "(input.013)\n"
            "f.csv:1:9: Column 3 has no name; name it or take it out. (input.011)\n"
            "f.csv:1:10: \"id\" names column 1 already; give each column a name of its own. "
            "(input.012)\n"
            "f.csv:2:6: Text follows the closing quote; put a comma after it, or write a quote "
            "inside the field twice. (input.006)\n"
            "f.csv:3:1: The line is empty; take it out. (input.009)\n"
            "f.csv:4:9: The row has 5 fields, the header 4; quote a field that holds a comma, or "
            "take out what is too much. (input.009)\n"
            "f.csv:5:2: The byte 0xf4 is not UTF-8 here; save the file as UTF-8. (input.014)\n"
            "f.csv:6:1: The quote that opens here is never closed; close it, or write a quote "
            "inside a field twice. (input.005)\n");
}

TEST(CsvFaults, AThousandAreEnough) {
  std::string text = "a,b\n";
  for (int i = 0; i < 1500; ++i) text += "x\n";
  auto table = read_csv(text, "f.csv", {});
  ASSERT_FALSE(table);
  ASSERT_EQ(table.error().size(), 1001u);
  EXPECT_EQ(table.error()[999].place.line, 1001);
  EXPECT_EQ(table.error().back().render(),
            "f.csv: 500 more faults are not shown; mend the first 1000 and read the file again. "
            "(input.015)");
}

// What is written comes back, and each field stands where it was written: the
// writer counts lines and columns by itself.
rc::Gen<std::string> any_field() {
  return rc::gen::map(
      rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
          "a", "Z", "7", " ", ",", "\"", "\n", "\r", "\r\n", "é", "中", "\xEF\xBB\xBF", ";")),
      [](const std::vector<std::string>& parts) {
        std::string out;
        for (const std::string& p : parts) out += p;
        return out;
      });
}

RC_GTEST_PROP(CsvProperty, ReadsBackWhatWasWrittenAndWhere, ()) {
  auto columns = *rc::gen::inRange<std::size_t>(1, 5);
  auto count = *rc::gen::inRange<std::size_t>(0, 6);
  auto end = *rc::gen::element<std::string>("\n", "\r\n");
  bool quote_all = *rc::gen::arbitrary<bool>();
  bool last_end = *rc::gen::arbitrary<bool>();
  struct Written {
    std::string text;
    int line, column;
  };
  std::vector<std::vector<Written>> rows(count + 1);
  std::string text = *rc::gen::element<std::string>("", "\xEF\xBB\xBF");
  int line = 1, column = 1;
  for (std::size_t r = 0; r <= count; ++r) {
    for (std::size_t c = 0; c < columns; ++c) {
      std::string value = r == 0 ? "column" + std::to_string(c) : *any_field();
      rows[r].push_back({value, line, column});
      std::string shown = csv_quoted(value);
      // A row of one empty field at the end of the text would be no row.
      if ((quote_all || value.empty()) && shown[0] != '"') shown = "\"" + value + "\"";
      if (c + 1 < columns) {
        shown += ',';
      } else if (last_end || r < count) {
        shown += end;
      }
      for (char byte : shown) {
        ++column;
        if (byte == '\n') ++line, column = 1;
      }
      text += shown;
    }
  }
  auto table = read_csv(text, "f.csv", {"column0"});
  if (!table) RC_FAIL(render(table.error()));
  RC_ASSERT(table->rows.size() == count);
  for (std::size_t r = 1; r <= count; ++r) {
    for (std::size_t c = 0; c < columns; ++c) {
      const CsvField& field = table->rows[r - 1].field("column" + std::to_string(c));
      RC_ASSERT(field.text == rows[r][c].text);
      RC_ASSERT(field.line == rows[r][c].line);
      RC_ASSERT(field.column == rows[r][c].column);
    }
  }
}

RC_GTEST_PROP(CsvProperty, AnyTextIsATableOrHasFaultsInsideIt, ()) {
  std::string text = *rc::gen::map(
      rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
          "a", ",", ",", "\n", "\r", "\"", "\"", "é", "\xC3", std::string(1, '\0'), "b,c\n")),
      [](const std::vector<std::string>& parts) {
        std::string out;
        for (const std::string& p : parts) out += p;
        return out;
      });
  auto table = read_csv(text, "f.csv", {"a"});
  if (table) {
    for (const CsvRow& row : table->rows) RC_ASSERT(row.field("a").line > 0);
    return;
  }
  std::vector<std::size_t> lengths = {0};
  for (char c : text) {
    ++lengths.back();
    if (c == '\n') lengths.push_back(0);
  }
  RC_ASSERT(!table.error().empty());
  for (const Error& e : table.error()) {
    RC_ASSERT(e.place.line >= 1);
    RC_ASSERT(static_cast<std::size_t>(e.place.line) <= lengths.size());
    RC_ASSERT(e.place.column >= 1);
    RC_ASSERT(static_cast<std::size_t>(e.place.column) <=
              lengths[static_cast<std::size_t>(e.place.line) - 1] + 1);
  }
}

TEST(CsvQuoted, OnlyWhereItMustBe) {
  EXPECT_EQ(csv_quoted("plain text; é"), "plain text; é");
  EXPECT_EQ(csv_quoted(""), "");
  EXPECT_EQ(csv_quoted(" a "), " a ");
  EXPECT_EQ(csv_quoted("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_quoted("say \"no\""), "\"say \"\"no\"\"\"");
  EXPECT_EQ(csv_quoted("a\nb"), "\"a\nb\"");
  EXPECT_EQ(csv_quoted("a\rb"), "\"a\rb\"");
  EXPECT_EQ(csv_quoted("\xEF\xBB\xBFx"), "\"\xEF\xBB\xBFx\"");
}

class ReadFile : public testing::Test {
 protected:
  ReadFile() {
    std::string name = (std::filesystem::temp_directory_path() / "ratione_csv_XXXXXX").string();
    folder = ::mkdtemp(name.data()) == nullptr ? "" : name;
  }
  ~ReadFile() override {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
  std::string write(const std::string& name, std::string_view text) {
    std::string path = folder + "/" + name;
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  std::string folder;
};

TEST_F(ReadFile, GivesEveryByte) {
  using namespace std::string_view_literals;
  EXPECT_EQ(read_file(write("empty", "")).value(), "");
  EXPECT_EQ(read_file(write("bytes", "a\0\r\n\xFF"sv)).value(), "a\0\r\n\xFF"sv);
  std::string large(300'000, 'x');
  EXPECT_EQ(read_file(write("large", large)).value(), large);
}

TEST_F(ReadFile, TakesExactlyAsManyBytesAsTheLimit) {
  std::string path = write("file", "12345");
  EXPECT_EQ(read_file(path, 5).value(), "12345");
  EXPECT_EQ(read_file(path, 4).error().render(),
            path + ": The file is larger than 4 bytes; split it. (input.002)");
  EXPECT_EQ(read_file(write("none", ""), 0).value(), "");
  EXPECT_FALSE(read_file(path, 0));
}

// A pipe has no size beforehand, and one without an end must be given up.
TEST_F(ReadFile, ReadsWhatHasNoSize) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  ASSERT_EQ(::write(ends[1], "from a pipe", 11), 11);
  ::close(ends[1]);
  EXPECT_EQ(read_file("/dev/fd/" + std::to_string(ends[0])).value(), "from a pipe");
  ::close(ends[0]);
  EXPECT_EQ(read_file("/dev/zero", 100'000).error().code, Code::file_too_large);
}

TEST_F(ReadFile, SaysWhyItCannot) {
  EXPECT_EQ(read_file(folder + "/none.csv").error().render(),
            folder +
                "/none.csv: The file cannot be read: No such file or directory; check its name "
                "and who may read it. (input.001)");
  EXPECT_EQ(read_file(folder).error().render(),
            folder +
                ": The file cannot be read: Is a directory; check its name and who may read it. "
                "(input.001)");
}

}  // namespace
}  // namespace ratione
