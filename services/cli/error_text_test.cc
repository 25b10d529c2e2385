#include "services/cli/error_text.h"

#include "gtest/gtest.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

TEST(ErrorText, NamesTheReasonOfAnError) {
  const absl::Status status =
      report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kEmptyDocument, "the document is empty");
  EXPECT_EQ(RenderError("a.txt", status, {.language = Language::kEnglish}),
            "a.txt: error: [EMPTY_DOCUMENT] the document is empty\n");
  EXPECT_EQ(RenderError("a.txt", absl::DeadlineExceededError("late"), {.language = Language::kEnglish}),
            "a.txt: error: [DEADLINE_EXCEEDED] late\n");
}

TEST(ErrorText, SaysInChineseWhatAnErrorMeansThatHasNoChineseMessage) {
  const absl::Status status = report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kDamaged, "cut off");
  EXPECT_EQ(RenderError("a.docx", status, {.language = Language::kChinese}),
            "a.docx: 错误: [DAMAGED] 文件已损坏或不完整；请重新打开并另存后重试（cut off）\n");
  EXPECT_EQ(RenderError("a.docx", absl::DeadlineExceededError("late"), {.language = Language::kChinese}),
            "a.docx: 错误: [DEADLINE_EXCEEDED] late\n");
}

TEST(ErrorText, PrintsTheChineseMessageOfAnErrorThatHasOne) {
  const absl::Status status = report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kEmptyDocument,
                                            "the document is empty", "文件是空的");
  EXPECT_EQ(RenderError("a.txt", status, {.language = Language::kChinese}),
            "a.txt: 错误: [EMPTY_DOCUMENT] 文件是空的\n");
  EXPECT_EQ(RenderError("a.txt", status, {.language = Language::kEnglish}),
            "a.txt: error: [EMPTY_DOCUMENT] the document is empty\n");
}

}  // namespace
}  // namespace gouji::cli
