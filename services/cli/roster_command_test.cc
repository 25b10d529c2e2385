#include "services/cli/roster_command.h"

#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/exit_code.h"
#include "services/cli/placement_command.h"
#include "services/cli/testing/fake_gateway.h"
#include "services/cli/testing/scratch_folder.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

class RosterCommand : public testing::Test {
 protected:
  Terminal terminal() { return {.out = out_, .err = err_}; }

  const ScratchFolder folder_;
  FakeGateway gateway_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(RosterCommand, AnImportSaysHowManyReportsMoved) {
  gateway_.on_import_roster = [](const gateway::v1::ImportRosterRequest& request) {
    EXPECT_EQ(request.csv(), "id,name\n");
    EXPECT_EQ(request.author(), "张三");
    gateway::v1::ImportRosterResponse response;
    response.set_outcome(statistics::v1::OUTCOME_RECORDED);
    response.mutable_roster()->set_version(2);
    response.mutable_roster()->set_unit_count(121);
    response.set_moved_count(7);
    return response;
  };
  const std::string path = folder_.Write("units.csv", "id,name\n");
  EXPECT_EQ(RunRosterImport({.path = path, .author = "张三"}, gateway_, terminal()), kExitOk);
  EXPECT_EQ(out_.str(), "已导入第 2 版名录：121 个单位；7 份报告调整了所属单位\n");
}

TEST_F(RosterCommand, ADefectiveFileAndOneThatIsNotThereAreErrors) {
  gateway_.on_import_roster = [](const gateway::v1::ImportRosterRequest& /*request*/) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRoster, "line 2: no name",
                         "第2行：没有名称");
  };
  EXPECT_EQ(RunRosterImport({.path = folder_.Write("a.csv", "x"), .author = "张三"}, gateway_, terminal()), kExitUsage);
  EXPECT_THAT(err_.str(), HasSubstr("第2行：没有名称"));
  EXPECT_NE(RunRosterImport({.path = folder_.Path("none.csv"), .author = "张三"}, gateway_, terminal()), kExitOk);
}

TEST_F(RosterCommand, TheRosterIsShownOrWrittenAsItWasImported) {
  gateway_.on_get_roster = [](const gateway::v1::GetRosterRequest& request) {
    gateway::v1::GetRosterResponse response;
    response.mutable_roster()->set_version(3);
    response.mutable_roster()->set_author("张三");
    if (request.include_csv()) response.set_csv("id,name\n1,临县\n");
    return response;
  };
  EXPECT_EQ(RunRosterShow({.export_csv = true}, gateway_, terminal()), kExitOk);
  EXPECT_EQ(out_.str(), "id,name\n1,临县\n");
  EXPECT_EQ(RunRosterShow({}, gateway_, terminal()), kExitOk);
  EXPECT_THAT(out_.str(), HasSubstr("张三"));
}

TEST_F(RosterCommand, ANameThatSeveralUnitsBearGivesWhatToChooseFrom) {
  gateway_.on_resolve = [](const gateway::v1::ResolveUnitRequest& request) {
    gateway::v1::ResolveUnitResponse response;
    response.set_placed(request.name() == "临县");
    if (response.placed()) {
      response.mutable_unit()->set_unit("山西省吕梁市临县");
      response.mutable_unit()->mutable_agency()->set_level(report::v1::AGENCY_LEVEL_COUNTY);
      response.mutable_unit()->mutable_agency()->set_kind(report::v1::AGENCY_KIND_GOVERNMENT);
    } else {
      response.add_candidates()->set_unit("江苏省南京市鼓楼区");
    }
    return response;
  };
  EXPECT_EQ(RunUnits({.names = {"临县"}}, gateway_, terminal()), kExitOk);
  EXPECT_THAT(out_.str(), HasSubstr("山西省吕梁市临县"));
  EXPECT_THAT(out_.str(), HasSubstr("县级"));
  EXPECT_EQ(RunUnits({.names = {"鼓楼区"}, .format = UnitsFormat::kCsv}, gateway_, terminal()), kExitFindings);
  EXPECT_THAT(out_.str(), HasSubstr("鼓楼区,不能确定"));
  EXPECT_THAT(out_.str(), HasSubstr(",可能,江苏省南京市鼓楼区"));
}

TEST_F(RosterCommand, ReportsWithoutAUnitAreListed) {
  gateway_.on_list = [](const gateway::v1::ListReportsRequest& request) {
    EXPECT_EQ(request.filter().placement(), statistics::v1::PLACEMENT_UNPLACED);
    gateway::v1::ListReportsResponse response;
    response.add_reports()->mutable_agency()->set_name("政务服务局");
    return response;
  };
  EXPECT_EQ(RunUnits({.unplaced = true}, gateway_, terminal()), kExitOk);
  EXPECT_THAT(out_.str(), HasSubstr("政务服务局"));
}

TEST_F(RosterCommand, AReportIsPlacedAndWithdrawnByWhatIsRecordedNow) {
  gateway_.on_get = [](const gateway::v1::GetReportRequest& request) {
    gateway::v1::GetReportResponse response;
    *response.mutable_recorded()->mutable_key() = request.key();
    response.mutable_recorded()->set_revision(4);
    return response;
  };
  gateway_.on_place = [](const gateway::v1::PlaceReportRequest& request) {
    EXPECT_EQ(request.key().unit(), "document:12");
    EXPECT_EQ(request.reason(), "电话核实");
    gateway::v1::PlaceReportResponse response;
    response.mutable_receipt()->mutable_key()->set_unit(request.unit());
    response.mutable_receipt()->set_revision(1);
    return response;
  };
  gateway_.on_withdraw = [](const gateway::v1::WithdrawReportRequest& request) {
    EXPECT_EQ(request.revision(), 4);
    gateway::v1::WithdrawReportResponse response;
    *response.mutable_receipt()->mutable_key() = request.key();
    return response;
  };
  const ReportName name = {.unit = "document:12", .year = 2023};
  EXPECT_EQ(RunPlace({.report = name, .unit = "临县政务服务局", .reason = "电话核实", .author = "李四"}, gateway_,
                     terminal()),
            kExitOk);
  EXPECT_THAT(out_.str(), HasSubstr("临县政务服务局"));
  EXPECT_EQ(RunWithdraw({.report = name, .reason = "误报", .author = "李四"}, gateway_, terminal()), kExitOk);
  EXPECT_THAT(out_.str(), HasSubstr("没有报告了"));
}

}  // namespace
}  // namespace gouji::cli
