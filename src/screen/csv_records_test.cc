#include "screen/csv_records.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "text/csv.h"

namespace ratione {
namespace {

CsvRecords::Read from_text(const std::string& text) {
  return [text, at = std::size_t{0}](char* into, std::size_t size) mutable -> Result<std::size_t> {
    std::size_t n = std::min(size, text.size() - at);
    std::copy_n(text.data() + at, n, into);
    at += n;
    return n;
  };
}

struct Parsed {
  std::vector<std::vector<std::string>> rows;
  std::string bytes;  // of all blocks
  std::vector<std::int64_t> lines;
  std::optional<Error> fault;
};

// Every record, by blocks of that size.
Parsed parse(const std::string& text, std::size_t block_bytes = 1 << 20) {
  CsvRecords records(from_text(text), "x.csv", block_bytes);
  Parsed out;
  Result<bool> opened = records.open();
  if (!opened) {
    out.fault = opened.error();
    return out;
  }
  out.rows.push_back(records.columns());
  CsvSplitter splitter(records.delimiter());
  std::string room;
  while (true) {
    Result<std::optional<CsvBlock>> block = records.next();
    if (!block) {
      out.fault = block.error();
      return out;
    }
    if (!block->has_value()) return out;
    out.lines.push_back((*block)->line);
    out.bytes += (*block)->bytes;
    std::string_view rest = (*block)->bytes;
    while (!rest.empty()) {
      Result<std::size_t> end = splitter.split(rest);
      if (!end) {
        out.fault = end.error();
        return out;
      }
      rest.remove_prefix(*end);
      std::vector<std::string> row;
      for (const CsvPiece& piece : splitter.pieces()) row.emplace_back(piece.text(room));
      out.rows.push_back(row);
    }
  }
}

using Rows = std::vector<std::vector<std::string>>;

TEST(CsvRecords, KeepsRecordsWholeWhateverTheBlocks) {
  std::string text = "id,note\n1,\"a, \"\"b\"\"\nc\"\r\n2,\n3,\"\"\n";
  Rows rows = {{"id", "note"}, {"1", "a, \"b\"\nc"}, {"2", ""}, {"3", ""}};
  for (std::size_t block : {1, 2, 3, 5, 8, 1000}) {
    Parsed parsed = parse(text, block);
    ASSERT_FALSE(parsed.fault) << parsed.fault->render();
    EXPECT_EQ(parsed.rows, rows) << block;
    EXPECT_EQ(parsed.bytes, text.substr(8)) << "bytes are passed on as they stand";
  }
}

TEST(CsvRecords, CountsLinesInsideQuotes) {
  Parsed parsed = parse("id,note\n1,\"a\nb\nc\"\n2,d\n3,e\n", 1);
  ASSERT_EQ(parsed.lines.size(), 3u);
  EXPECT_EQ(parsed.lines, (std::vector<std::int64_t>{2, 5, 6}));
}

TEST(CsvRecords, TakesAByteOrderMarkAndALastLineWithoutABreak) {
  Parsed parsed = parse("\xEF\xBB\xBF\"id\",date\n1,2016-01-01");
  ASSERT_FALSE(parsed.fault);
  EXPECT_EQ(parsed.rows, (Rows{{"id", "date"}, {"1", "2016-01-01"}}));
}

TEST(CsvRecords, TakesAHeaderAlone) {
  for (const char* text : {"id,date", "id,date\n", "id,date\r\n"}) {
    Parsed parsed = parse(text);
    ASSERT_FALSE(parsed.fault);
    EXPECT_EQ(parsed.rows, (Rows{{"id", "date"}})) << text;
  }
}

TEST(CsvRecords, FindsTheDelimiter) {
  EXPECT_EQ(parse("id;date;place\n1;2;3\n").rows[1], (std::vector<std::string>{"1", "2", "3"}));
  EXPECT_EQ(parse("id\tdate\n1\ta,b\n").rows[1], (std::vector<std::string>{"1", "a,b"}));
  EXPECT_EQ(parse("\"a;b;c\",d\n1,2\n").rows[1], (std::vector<std::string>{"1", "2"}));
}

TEST(CsvRecords, PassesOnBytesThatAreNotUtf8) {
  Parsed parsed = parse("id,name\n1,Bogot\xE1\n");
  ASSERT_FALSE(parsed.fault);
  EXPECT_EQ(parsed.rows[1][1], "Bogot\xE1");
}

Error fault_of(const std::string& text, std::size_t block = 1 << 20) {
  Parsed parsed = parse(text, block);
  EXPECT_TRUE(parsed.fault) << text;
  return parsed.fault.value_or(Error{Code::went_wrong, {}, "no fault"});
}

TEST(CsvRecords, RefusesWhatCannotBeSplit) {
  EXPECT_EQ(fault_of("").code, Code::no_header);
  EXPECT_EQ(fault_of("\xEF\xBB\xBF").code, Code::no_header);
  EXPECT_EQ(fault_of("\n1,2\n").code, Code::no_header);
  EXPECT_EQ(fault_of("id,note\n1,\"a\n2,b\n").code, Code::quote_never_closed);
  EXPECT_EQ(fault_of("id,note\n1,\"a\" b\n").code, Code::text_after_quote);
  EXPECT_EQ(fault_of("id,note\n1,a\"b\n").code, Code::quote_never_closed);  // an odd quote
  EXPECT_EQ(fault_of("id,note\n1,a\"b\"\n").code, Code::stray_quote);
  EXPECT_EQ(fault_of("id,note\n1,a\rb\n").code, Code::stray_return);
}

TEST(CsvRecords, NamesTheLine) {
  Error nul = fault_of(std::string("id,note\n1,a\n2,b\0c\n", 18));
  EXPECT_EQ(nul.code, Code::nul_byte);
  EXPECT_EQ(nul.place.line, 3);
  EXPECT_EQ(nul.place.file, "x.csv");
  EXPECT_EQ(fault_of("id,note\n1,a\n2,\"b\n3,c\n").place.line, 3);
  EXPECT_EQ(fault_of("id,note\n1,a\n2,\"b\n3,c\n", 1).place.line, 3);
  EXPECT_EQ(fault_of("id,note\n1,\"a\nb\" c\n").place.line, 2) << "counted within the block";
}

TEST(CsvRecords, BoundsALine) {
  std::string longest = "id,note\n1," + std::string(max_line_bytes - 2, 'x') + "\n";
  EXPECT_FALSE(parse(longest).fault);
  Error fault = fault_of("id,note\n1," + std::string(max_line_bytes - 1, 'x') + "\n");
  EXPECT_EQ(fault.code, Code::line_too_long);
  EXPECT_EQ(fault.place.line, 2);
}

TEST(CsvRecords, BoundsARecord) {
  std::string text = "id,note\n1,\"";
  for (int i = 0; i < 17; ++i) text += std::string(max_line_bytes - 10, 'x') + "\n";
  EXPECT_EQ(fault_of(text + "\"\n").code, Code::quote_never_closed);
}

TEST(CsvField, QuotesOnlyWhatMustBe) {
  EXPECT_EQ(csv_field("a b", ','), "a b");
  EXPECT_EQ(csv_field("a;b", ','), "a;b");
  EXPECT_EQ(csv_field("a;b", ';'), "\"a;b\"");
  EXPECT_EQ(csv_field("say \"no\"", ','), "\"say \"\"no\"\"\"");
  EXPECT_EQ(csv_field("a\nb", ','), "\"a\nb\"");
}

}  // namespace
}  // namespace ratione
