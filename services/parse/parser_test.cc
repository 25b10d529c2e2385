#include "services/parse/parser.h"

#include <chrono>
#include <string>

#include "gtest/gtest.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

class ParserTest : public testing::Test {
 protected:
  std::string Refusal(const std::string& document, const ParseOverrides& overrides = {}) const {
    return std::string(report::ReasonOf(parser_.Parse(document, "", overrides).status()));
  }

  report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  Parser parser_ = *Parser::Create(catalog_, {.max_document_bytes = int64_t{32} << 20, .reader = {}});
};

TEST_F(ParserTest, SaysWhatTheBytesWere) {
  const auto report = parser_.Parse("abc", "a.md", {});
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->source.media_type, "text/markdown");
  EXPECT_EQ(report->source.charset, "UTF-8");
  EXPECT_EQ(report->source.byte_count, 3);
  EXPECT_EQ(report->source.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(report->source.parser_version, parser_.version());
}

TEST_F(ParserTest, RefusesWhatItCannotWorkWith) {
  EXPECT_EQ(Refusal(""), "EMPTY_DOCUMENT");
  EXPECT_EQ(Refusal("Rar!\x1A\x07"), "UNSUPPORTED_TYPE");
  EXPECT_EQ(Refusal(std::string((32 << 20) + 1, 'a')), "TOO_LARGE");
  EXPECT_EQ(Refusal("a", {.form = "ogi-1999", .year = 0, .charset = ""}), "UNKNOWN_FORM");
  EXPECT_EQ(Refusal("a", {.form = "", .year = 1999, .charset = ""}), "INVALID_YEAR");
  EXPECT_EQ(Refusal("a", {.form = "", .year = 0, .charset = "x"}), "UNKNOWN_CHARSET");
}

TEST_F(ParserTest, TheSameBytesGiveTheSameReport) {
  const std::string text =
      "某县某局2023年政府信息公开工作年度报告\n规章\t0\t0\t0\n一、总体情况\n二、主动公开政府信息情况\n";
  EXPECT_EQ(*parser_.Parse(text, "", {}), *parser_.Parse(text, "", {}));
}

TEST_F(ParserTest, ReplacedBytesAreRemarkedByLine) {
  const auto report = parser_.Parse(
      "某县某局2023年政府信息公开工作年度报告\n一、总体情况\n\xFF\xFF正文\n二、主动公开政府信息情况\n", "", {});
  ASSERT_TRUE(report.ok());
  ASSERT_FALSE(report->diagnostics.empty());
  EXPECT_EQ(report->diagnostics[0].id, "BYTES_REPLACED");
  EXPECT_EQ(report->diagnostics[0].evidence.line, 3);
}

// Megabytes of each kind of line that could cost more than its length.
TEST_F(ParserTest, HostileDocumentsTakeBoundedTime) {
  for (const char* piece : {"一、主动公开政府信息情\n", "其他法律行政法规禁止公\t0\t0\t0\t0\t0\t0\t0\n",
                            "(((((((((((((((\t", "统计一一一一一一", "1.1.1.1.1.1.1.1.\t1\n", "2023年1月1日统计至",
                            "总计\t1\n", "结果维持\t结果纠正\t其他结果\n", "\xFF\xFE\xFD", "| | | | |"}) {
    std::string document;
    while (document.size() < (size_t{3} << 20)) {
      document += piece;
    }
    const auto start = std::chrono::steady_clock::now();
    const auto report = parser_.Parse(document, "", {});
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
    // Far from what is measured: under a second; 18 s with sanitizers, without optimisation, beside builds. What grew
    // with the square of the lines would take hours.
    EXPECT_LT(time.count(), 60) << piece;
    RecordProperty("seconds", std::to_string(time.count()));
    if (!report.ok()) {
      EXPECT_FALSE(report::ReasonOf(report.status()).empty()) << piece;
    }
  }
}

}  // namespace
}  // namespace gouji::parse
