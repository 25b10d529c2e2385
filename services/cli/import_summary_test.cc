#include "services/cli/import_summary.h"

#include <string>

#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "services/cli/exit_code.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

class Summary : public testing::Test {
 protected:
  void Add(const std::string& path, statistics::v1::Outcome outcome, const std::string& reason = "", int errors = 0) {
    statistics::v1::Receipt receipt;
    receipt.set_outcome(outcome);
    receipt.set_reason(reason);
    receipt.set_error_count(errors);
    summary_.Add(path, receipt);
  }
  void Fail(const std::string& path, report::Reason reason) {
    summary_.Add(path, report::Error(absl::StatusCode::kInvalidArgument, reason, "why"));
  }
  void End(const absl::Status& status = absl::OkStatus()) { summary_.End(status, start_ + absl::Milliseconds(2500)); }

  const absl::Time start_ = absl::FromUnixSeconds(1'706'659'200);
  ImportSummary summary_{6, {.index = 1, .count = 4}, start_};
};

TEST_F(Summary, IsOneLineOfJson) {
  Add("a.txt", statistics::v1::OUTCOME_RECORDED, "", 2);
  Add("b.txt", statistics::v1::OUTCOME_UNCHANGED);
  Add("县/信.docx", statistics::v1::OUTCOME_REJECTED, "NOT_A_REPORT");
  Fail("d \"\n\xff.pdf", report::Reason::kDamaged);
  Add("e.txt", statistics::v1::OUTCOME_REREAD);
  End(absl::UnavailableError("gone"));
  EXPECT_EQ(summary_.Json(),
            "{\"complete\": false, \"share\": \"1/4\", \"started\": \"2024-01-31T00:00:00+00:00\", \"seconds\": 2.500, "
            "\"files_per_second\": 2.000, \"files\": 6, \"outcomes\": {\"recorded\": 1, \"reread\": 1, "
            "\"unchanged\": 1, \"rejected\": 1, \"failed\": 1, \"no_result\": 1}, \"reports_with_errors\": 1, "
            "\"error\": {\"code\": \"UNAVAILABLE\", \"reason\": \"\", \"message\": \"gone\"}, \"failures\": ["
            "{\"file\": \"县/信.docx\", \"outcome\": \"rejected\", \"code\": \"\", \"reason\": \"NOT_A_REPORT\", "
            "\"message\": \"\"}, {\"file\": \"d \\\"\\n\uFFFD.pdf\", \"outcome\": \"failed\", "
            "\"code\": \"INVALID_ARGUMENT\", \"reason\": \"DAMAGED\", \"message\": \"why\"}]}\n");
  google::protobuf::Struct parsed;
  const auto status = google::protobuf::util::JsonStringToMessage(summary_.Json(), &parsed);
  EXPECT_TRUE(status.ok()) << status.ToString();
}

TEST_F(Summary, TellsTheRateInBothLanguages) {
  Add("a.txt", statistics::v1::OUTCOME_RECORDED);
  End();
  EXPECT_EQ(summary_.RateLine(Language::kEnglish), "1 in 2.5 s, 0 a second\n");
  EXPECT_EQ(summary_.RateLine(Language::kChinese), "1 份，用时 2.5 秒，0 份/秒\n");
}

TEST_F(Summary, CountsFailuresByReasonInBothLanguages) {
  Fail("a", report::Reason::kDamaged);
  Fail("b", report::Reason::kEncrypted);
  Fail("c", report::Reason::kDamaged);
  End();
  EXPECT_EQ(summary_.Table(Language::kEnglish),
            "failed                          2  DAMAGED\n"
            "failed                          1  ENCRYPTED\n"
            "no result                       3\n"
            "in all                          6\n");
  EXPECT_EQ(summary_.Table(Language::kChinese),
            "失败                            2  DAMAGED\n"
            "失败                            1  ENCRYPTED\n"
            "未完成                          3\n"
            "合计                            6\n");
}

TEST_F(Summary, HasTheExitStatusOfTheWorst) {
  Add("a", statistics::v1::OUTCOME_RECORDED, "", 3);
  End();
  EXPECT_EQ(summary_.ExitCode(Refusals::kCount), kExitOk) << "errors in reports are no failure of the import";
  Add("b", statistics::v1::OUTCOME_REJECTED, "NOT_A_REPORT");
  EXPECT_EQ(summary_.ExitCode(Refusals::kCount), kExitFindings);
  Fail("c", report::Reason::kConverterFailed);
  EXPECT_EQ(summary_.ExitCode(Refusals::kCount), kExitUnreadable);
  EXPECT_EQ(summary_.ExitCode(Refusals::kAllow), kExitOk);
  Fail("d", report::Reason::kFileNotReadable);
  EXPECT_EQ(summary_.ExitCode(Refusals::kAllow), kExitUnreadable);
  End(absl::UnavailableError("gone"));
  EXPECT_EQ(summary_.ExitCode(Refusals::kAllow), kExitUnavailable);
}

}  // namespace
}  // namespace gouji::cli
