#include "services/cli/government_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "services/cli/exit_code.h"
#include "services/cli/testing/fake_gateway.h"
#include "services/cli/testing/scratch_folder.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

namespace sv1 = statistics::v1;

using ::testing::HasSubstr;
using ::testing::StartsWith;

class GovernmentCommand : public ::testing::Test {
 protected:
  GovernmentCommand() {
    gateway_.on_compile = [this](const gateway::v1::CompileReportRequest& request) {
      asked_ = request.query().ShortDebugString();
      gateway::v1::CompileReportResponse response;
      report::v1::Report& report = *response.mutable_compiled()->mutable_report();
      report.set_form("ogi-2021");
      report.set_year(2023);
      report.mutable_agency()->set_name("临县人民政府");
      report.mutable_applications()->mutable_newly_received()->set_total(57);
      response.mutable_compiled()->mutable_summary()->add_forms("ogi-2021");
      response.mutable_compiled()->mutable_summary()->mutable_coverage()->set_counted_count(3);
      sv1::ConcernCount& count = *response.mutable_compiled()->add_concern_counts();
      count.set_kind(sv1::COMPILATION_CONCERN_KIND_UNIT_MISSING);
      count.set_count(2);
      return response;
    };
    gateway_.on_reconcile = [this](const gateway::v1::ReconcileReportRequest& request) {
      asked_ = request.query().ShortDebugString();
      gateway::v1::ReconcileReportResponse response;
      sv1::ReconciledCell& cell = *response.mutable_reconciliation()->add_cells();
      cell.set_cell("applications.newly_received.total");
      cell.set_published(57);
      cell.set_sum(57);
      cell.set_difference(0);
      return response;
    };
  }

  int Compile(CompileFormat format, const std::string& output = "") {
    return RunCompile({.unit = "临县", .year = 2023, .as_of = "t", .format = format, .output = output}, gateway_,
                      terminal_);
  }
  int Reconcile(StatsFormat format, const std::string& output = "") {
    return RunReconcile({.unit = "临县", .year = 2023, .as_of = "t", .format = format, .output = output}, gateway_,
                        terminal_);
  }

  FakeGateway gateway_;
  std::string asked_;
  std::ostringstream out_;
  std::ostringstream err_;
  const Terminal terminal_{.out = out_, .err = err_};
  const ScratchFolder folder_;
};

TEST_F(GovernmentCommand, PrintsTheTablesAndTheCheckSheet) {
  EXPECT_EQ(Compile(CompileFormat::kTable), kExitOk);
  EXPECT_THAT(asked_, HasSubstr("year: 2023 as_of: \"t\""));
  EXPECT_THAT(out_.str(), StartsWith("临县人民政府2023年政府信息公开工作年度报告\n"));
  EXPECT_THAT(out_.str(), HasSubstr("汇总核对表"));
}

TEST_F(GovernmentCommand, PrintsTheMessageAsJson) {
  EXPECT_EQ(Compile(CompileFormat::kJson), kExitOk);
  EXPECT_THAT(out_.str(), HasSubstr("\"total\":\"57\""));
}

TEST_F(GovernmentCommand, WritesFiles) {
  for (const auto& [format, name, begin] :
       {std::tuple(CompileFormat::kHtml, "a.html", "<!DOCTYPE html>"), std::tuple(CompileFormat::kXlsx, "a.xlsx", "PK"),
        std::tuple(CompileFormat::kDocx, "a.docx", "PK")}) {
    EXPECT_EQ(Compile(format, folder_.Path(name)), kExitOk) << err_.str();
    EXPECT_THAT(folder_.Read(name), StartsWith(begin));
  }
  EXPECT_THAT(err_.str(), HasSubstr("汇总 3 份报告，需核实 2 项"));
  EXPECT_EQ(Compile(CompileFormat::kDocx, folder_.Path("no/folder/a.docx")), kExitOutput);
}

TEST_F(GovernmentCommand, SaysWhyThereIsNothingToCompile) {
  gateway_.on_compile = [](const auto& /*request*/) {
    return report::Error(absl::StatusCode::kFailedPrecondition, report::Reason::kNotAGovernment, "no government",
                         "不是一级政府");
  };
  EXPECT_NE(Compile(CompileFormat::kTable), kExitOk);
  EXPECT_THAT(err_.str(), HasSubstr("不是一级政府"));
}

TEST_F(GovernmentCommand, ReconcilesInAnyFormat) {
  EXPECT_EQ(Reconcile(StatsFormat::kCsv), kExitOk);
  EXPECT_THAT(out_.str(), HasSubstr("applications.newly_received.total,57,57,0,"));
  EXPECT_EQ(Reconcile(StatsFormat::kJson), kExitOk);
  EXPECT_THAT(out_.str(), HasSubstr("\"published\":\"57\""));
  EXPECT_EQ(Reconcile(StatsFormat::kHtml, folder_.Path("a.html")), kExitOk);
  EXPECT_THAT(folder_.Read("a.html"), HasSubstr("公布数"));
  EXPECT_EQ(Reconcile(StatsFormat::kXlsx, folder_.Path("a.xlsx")), kExitOk);
  EXPECT_THAT(folder_.Read("a.xlsx"), StartsWith("PK"));
}

TEST_F(GovernmentCommand, ATerminalShowsOnlyWhatDiffers) {
  EXPECT_EQ(Reconcile(StatsFormat::kTable), kExitOk);
  EXPECT_THAT(out_.str(), ::testing::Not(HasSubstr("57")));
}

}  // namespace
}  // namespace gouji::cli
