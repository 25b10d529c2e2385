#include "services/cli/diagnostic_text.h"

#include "gtest/gtest.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

constexpr std::string_view kDocument = "标题\n\n\t(一) 予以公开\t1\t0\t2\n";

gateway::v1::CheckDocumentResponse Checked() {
  gateway::v1::CheckDocumentResponse checked;
  checked.mutable_report()->mutable_source()->set_media_type("text/plain");
  checked.mutable_report()->mutable_source()->set_charset("UTF-8");
  validate::v1::Finding& finding = *checked.add_findings();
  finding.set_rule_id("T3.ROW_SUM");
  finding.set_severity(validate::v1::SEVERITY_ERROR);
  finding.set_message_zh("予以公开：1 ≠ 2");
  finding.set_message_en("granted: 1 ≠ 2");
  auto add = [&](int column, const char* raw) {
    report::v1::Evidence& evidence = *finding.add_evidence();
    evidence.set_line(3);
    evidence.set_column(column);
    evidence.set_raw(raw);
  };
  add(11, "1");
  add(15, "2");
  return checked;
}

TEST(DiagnosticText, NamesPlaceRuleAndMessageAndQuotesTheRow) {
  EXPECT_EQ(RenderFindings("a.txt", kDocument, Checked(), {.language = Language::kEnglish}),
            "a.txt:3: error: [T3.ROW_SUM] granted: 1 ≠ 2\n"
            "     3 | (一) 予以公开  1  0  2\n"
            "       |                ^     ^\n");
}

TEST(DiagnosticText, SpeaksChinese) {
  EXPECT_EQ(RenderFindings("报告.txt", kDocument, Checked(), {}),
            "报告.txt:3: 错误: [T3.ROW_SUM] 予以公开：1 ≠ 2\n"
            "     3 | (一) 予以公开  1  0  2\n"
            "       |                ^     ^\n");
}

TEST(DiagnosticText, QuotesADocumentInGb18030) {
  gateway::v1::CheckDocumentResponse checked = Checked();
  checked.mutable_report()->mutable_source()->set_charset("GB18030");
  const std::string document = "\xb1\xea\xcc\xe2\n\n\t(\xd2\xbb) \xd3\xe8\xd2\xd4\xb9\xab\xbf\xaa\t1\t0\t2\n";
  EXPECT_EQ(RenderFindings("a.txt", document, checked, {.language = Language::kEnglish}),
            "a.txt:3: error: [T3.ROW_SUM] granted: 1 ≠ 2\n"
            "     3 | (一) 予以公开  1  0  2\n"
            "       |                ^     ^\n");
}

TEST(DiagnosticText, UsesColoursOnlyWhenAsked) {
  const std::string plain = RenderFindings("a.txt", kDocument, Checked(), {});
  const std::string coloured = RenderFindings("a.txt", kDocument, Checked(), {.color = Color::kOn});
  EXPECT_EQ(plain.find('\x1b'), std::string::npos);
  EXPECT_NE(coloured.find("\x1b[1;31m错误\x1b[0m"), std::string::npos);
}

TEST(DiagnosticText, QuotesNothingOfADocumentThatIsNoText) {
  gateway::v1::CheckDocumentResponse checked = Checked();
  checked.mutable_report()->mutable_source()->set_media_type("application/pdf");
  EXPECT_EQ(RenderFindings("a.pdf", kDocument, checked, {.language = Language::kEnglish}),
            "a.pdf:3: error: [T3.ROW_SUM] granted: 1 ≠ 2\n");
}

TEST(DiagnosticText, SaysAtMostThreeLinesOfAFinding) {
  gateway::v1::CheckDocumentResponse checked = Checked();
  checked.mutable_findings(0)->clear_evidence();
  for (int line = 1; line <= 5; ++line) {
    report::v1::Evidence& evidence = *checked.mutable_findings(0)->add_evidence();
    evidence.set_line(line);
    evidence.set_column(1);
    evidence.set_raw("x");
  }
  EXPECT_EQ(RenderFindings("a.txt", "x1\nx2\nx3\nx4\nx5\n", checked, {.language = Language::kEnglish}),
            "a.txt:1: error: [T3.ROW_SUM] granted: 1 ≠ 2\n"
            "     1 | x1\n       | ^\n"
            "     2 | x2\n       | ^\n"
            "     3 | x3\n       | ^\n"
            "       | …\n");
}

TEST(DiagnosticText, NamesTheReasonOfAnError) {
  const absl::Status status =
      report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kEmptyDocument, "the document is empty");
  EXPECT_EQ(RenderError("a.txt", status, {.language = Language::kEnglish}),
            "a.txt: error: [EMPTY_DOCUMENT] the document is empty\n");
  EXPECT_EQ(RenderError("a.txt", absl::DeadlineExceededError("late"), {.language = Language::kEnglish}),
            "a.txt: error: [DEADLINE_EXCEEDED] late\n");
}

TEST(DiagnosticText, SaysInChineseWhatAnErrorMeansThatHasNoChineseMessage) {
  const absl::Status status = report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kDamaged, "cut off");
  EXPECT_EQ(RenderError("a.docx", status, {.language = Language::kChinese}),
            "a.docx: 错误: [DAMAGED] 文件已损坏或不完整；请重新打开并另存后重试（cut off）\n");
  EXPECT_EQ(RenderError("a.docx", absl::DeadlineExceededError("late"), {.language = Language::kChinese}),
            "a.docx: 错误: [DEADLINE_EXCEEDED] late\n");
}

TEST(DiagnosticText, PrintsTheChineseMessageOfAnErrorThatHasOne) {
  const absl::Status status = report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kEmptyDocument,
                                            "the document is empty", "文件是空的");
  EXPECT_EQ(RenderError("a.txt", status, {.language = Language::kChinese}),
            "a.txt: 错误: [EMPTY_DOCUMENT] 文件是空的\n");
  EXPECT_EQ(RenderError("a.txt", status, {.language = Language::kEnglish}),
            "a.txt: error: [EMPTY_DOCUMENT] the document is empty\n");
}

}  // namespace
}  // namespace gouji::cli
