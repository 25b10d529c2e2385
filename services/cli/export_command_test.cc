#include "services/cli/export_command.h"

#include <filesystem>
#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/exit_code.h"
#include "services/cli/testing/fake_gateway.h"
#include "services/cli/testing/scratch_folder.h"

namespace gouji::cli {
namespace {

class ExportCommand : public testing::Test {
 protected:
  ExportCommand() {
    // Two pages of one report each.
    gateway_.on_list = [](const gateway::v1::ListReportsRequest& request) {
      EXPECT_EQ(request.view(), statistics::v1::REPORT_VIEW_FULL);
      gateway::v1::ListReportsResponse response;
      statistics::v1::RecordedReport& recorded = *response.add_reports();
      recorded.mutable_key()->set_unit(request.page_token().empty() ? "临县" : "兴县, 局");
      recorded.mutable_key()->set_year(2023);
      if (request.page_token().empty()) response.set_next_page_token("second");
      return response;
    };
  }
  int Run() { return RunExport(options_, gateway_, {.out = out_, .err = err_}); }

  ScratchFolder folder_;
  FakeGateway gateway_;
  ExportOptions options_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(ExportCommand, WritesAllPagesAsCsv) {
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(out_.str(), testing::StartsWith("unit,year,revision,form,"));
  EXPECT_THAT(out_.str(), testing::HasSubstr("\r\n临县,2023,"));
  EXPECT_THAT(out_.str(), testing::HasSubstr("\r\n\"兴县, 局\",2023,"));
}

TEST_F(ExportCommand, WritesOneReportALineAsJson) {
  options_.format = ExportFormat::kJsonLines;
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_EQ(out_.str(),
            "{\"key\":{\"unit\":\"临县\",\"year\":2023}}\n{\"key\":{\"unit\":\"兴县, 局\",\"year\":2023}}\n");
}

TEST_F(ExportCommand, BeginsWithAByteOrderMarkOnlyOnRequest) {
  options_.byte_order_mark = true;
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(out_.str(), testing::StartsWith("\xEF\xBB\xBFunit,"));
}

TEST_F(ExportCommand, WritesAFileThatIsThereOnlyWhenItIsComplete) {
  options_.path = folder_.Path("out.csv");
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(folder_.Read("out.csv"), testing::HasSubstr("兴县"));
}

TEST_F(ExportCommand, LeavesNoFileWhenItFails) {
  options_.path = folder_.Path("out.csv");
  gateway_.on_list = [](const gateway::v1::ListReportsRequest&) { return absl::UnavailableError("gone"); };
  EXPECT_EQ(Run(), kExitUnavailable);
  EXPECT_TRUE(std::filesystem::is_empty(folder_.Path()));
  options_.path = folder_.Path("none/out.csv");
  EXPECT_NE(Run(), kExitOk);
}

TEST_F(ExportCommand, SaysThatAFolderCannotBeWritten) {
  options_.path = folder_.Path("none/out.csv");
  EXPECT_EQ(Run(), kExitOutput);
  EXPECT_THAT(err_.str(), testing::HasSubstr("none/out.csv"));
}

}  // namespace
}  // namespace gouji::cli
