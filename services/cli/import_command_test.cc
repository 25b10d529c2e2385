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
    options_.importer.patience = absl::ZeroDuration();
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

TEST_F(ImportCommand, SaysOnceThatItTriesAgain) {
  EXPECT_EQ(Run({folder_.Write("a", "gone")}), kExitUnavailable);
  const std::string line = "gouji: interrupted, trying again: connection refused\n";
  const std::size_t said = err_.str().find(line);
  ASSERT_NE(said, std::string::npos) << err_.str();
  EXPECT_EQ(err_.str().find(line, said + 1), std::string::npos) << err_.str();
}

TEST_F(ImportCommand, ImportsItsShare) {
  std::vector<std::string> paths;
  for (int i = 0; i < 20; ++i) paths.push_back(folder_.Write("in/" + std::to_string(i), "fine"));
  int imported_count = 0;
  for (std::uint32_t index = 0; index < 3; ++index) {
    options_.share = {.index = index, .count = 3};
    options_.summary = "-";
    out_.str("");
    EXPECT_EQ(Run({folder_.Path("in")}), kExitOk);
    const std::string json = out_.str();
    EXPECT_NE(json.find("\"share\": \"" + std::to_string(index) + "/3\""), std::string::npos) << json;
    imported_count += std::stoi(json.substr(json.find("\"files\": ") + 9));
  }
  EXPECT_EQ(imported_count, 20);
}

TEST_F(ImportCommand, LeavesASummaryBesideTheTable) {
  options_.summary = folder_.Path("summary.json");
  EXPECT_EQ(Run({folder_.Write("b", "letter")}), kExitFindings);
  EXPECT_NE(out_.str().find("rejected"), std::string::npos);
  EXPECT_NE(folder_.Read("summary.json").find("\"NOT_A_REPORT\""), std::string::npos);
}

TEST_F(ImportCommand, SendsNothingWhenTheSummaryCannotBeWritten) {
  options_.summary = folder_.Path("none/summary.json");
  EXPECT_EQ(Run({folder_.Write("a", "fine")}), kExitOutput);
  EXPECT_EQ(gateway_.stream_count, 0);
}

TEST_F(ImportCommand, ExitsWith0OnRefusedDocumentsWhereTheyAreAllowed) {
  options_.refusals = Refusals::kAllow;
  EXPECT_EQ(Run({folder_.Write("a", "fine"), folder_.Write("b", "letter"), folder_.Write("c", "noise")}), kExitOk);
  EXPECT_EQ(Run({folder_.Path("none")}), kExitUnreadable) << "nobody refused it; it may be there the next time";
  EXPECT_EQ(Run({folder_.Write("d", "gone")}), kExitUnavailable);
}

}  // namespace
}  // namespace gouji::cli
