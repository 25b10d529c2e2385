#include "services/cli/import_command.h"

#include <sstream>

#include "gtest/gtest.h"
#include "services/cli/exit_code.h"
#include "services/cli/testing/fake_gateway.h"
#include "services/cli/testing/scratch_folder.h"

namespace gouji::cli {
namespace {

class ImportCommand : public testing::Test {
 protected:
  ImportCommand() {
    options_.language = Language::kEnglish;
    options_.importer.sleep = [](absl::Duration) {};
    gateway_.on_item = [](const FakeGateway::Item& item) -> absl::StatusOr<gateway::v1::SubmitDocumentsResponse> {
      if (item.document == "gone") return absl::UnavailableError("connection refused");
      gateway::v1::SubmitDocumentsResponse response;
      if (item.document == "noise") {
        response.mutable_error()->set_code("INVALID_ARGUMENT");
        response.mutable_error()->set_reason("UNSUPPORTED_TYPE");
        response.mutable_error()->set_message("no text");
        return response;
      }
      statistics::v1::Receipt& receipt = *response.mutable_receipt();
      receipt.set_outcome(item.document == "letter" ? statistics::v1::OUTCOME_REJECTED
                                                    : statistics::v1::OUTCOME_RECORDED);
      if (item.document == "letter") receipt.set_reason("NOT_A_REPORT");
      if (item.document == "wrong") receipt.set_error_count(3);
      return response;
    };
  }
  int Run(const std::vector<std::string>& paths) {
    options_.paths = paths;
    return RunImport(options_, gateway_, {.out = out_, .err = err_});
  }

  ScratchFolder folder_;
  FakeGateway gateway_;
  ImportOptions options_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(ImportCommand, ExitsWith0WhenAllIsRecordedEvenWithErrorsInTheReports) {
  EXPECT_EQ(Run({folder_.Write("a", "fine"), folder_.Write("b", "wrong")}), kExitOk);
  EXPECT_EQ(out_.str(),
            "recorded                        2\n"
            "in all                          2\n"
            "reports with errors             1\n");
}

TEST_F(ImportCommand, CountsFailuresByReason) {
  EXPECT_EQ(Run({folder_.Write("a", "fine"), folder_.Write("b", "letter"), folder_.Write("c", "noise"),
                 folder_.Write("d", "noise")}),
            kExitUnreadable);
  EXPECT_EQ(out_.str(),
            "recorded                        1\n"
            "rejected                        1  NOT_A_REPORT\n"
            "failed                          2  UNSUPPORTED_TYPE\n"
            "in all                          4\n");
  EXPECT_NE(err_.str().find(folder_.Path("c") + ": error: [UNSUPPORTED_TYPE] no text\n"), std::string::npos);
}

TEST_F(ImportCommand, ExitsWith1WhenSomethingIsNoReport) {
  EXPECT_EQ(Run({folder_.Write("b", "letter")}), kExitFindings);
}

TEST_F(ImportCommand, ExitsWith69AndSaysWhatIsLeftWhenTheGatewayIsGone) {
  EXPECT_EQ(Run({folder_.Write("a", "gone")}), kExitUnavailable);
  EXPECT_EQ(out_.str(),
            "no result                       1\n"
            "in all                          1\n");
  EXPECT_NE(err_.str().find("import the same files again"), std::string::npos);
}

}  // namespace
}  // namespace gouji::cli
