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
    gateway_.on_coverage = [this](const gateway::v1::CoverageRequest&) {
      gateway::v1::CoverageResponse response;
      *response.mutable_coverage() = coverage_;
      return response;
    };
  }
  static gateway::v1::SummarizeResponse Summary(int matched_count) {
    gateway::v1::SummarizeResponse response;
    response.mutable_summary()->mutable_coverage()->set_matched_count(matched_count);
    statistics::v1::GroupSummary& year = *response.add_groups();
    year.mutable_group()->set_year(2023);
    year.mutable_summary()->add_cells()->set_cell("applications.newly_received.total");
    return response;
  }
  int Run() { return RunExport(options_, gateway_, {.out = out_, .err = err_}); }

  ScratchFolder folder_;
  FakeGateway gateway_;
  statistics::v1::ReportingCoverage coverage_;  // without a roster
  int asked_count_ = 0;
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

TEST_F(ExportCommand, PutsPathsAndNamesAboveACsvOrOneOfThem) {
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(out_.str(), testing::HasSubstr("\r\n单位,年度,"));
  out_.str("");
  options_.heads = CsvHeads::kPaths;
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(out_.str(), testing::Not(testing::HasSubstr("单位,年度,")));
  out_.str("");
  options_.heads = CsvHeads::kNames;
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(out_.str(), testing::StartsWith("单位,年度,"));
}

TEST_F(ExportCommand, SaysWhatItsReportsComeToOnAPage) {
  int asked_count = 0;
  gateway_.on_summarize = [&](const gateway::v1::SummarizeRequest& request) {
    ++asked_count;
    EXPECT_EQ(request.filter().regions(0), "14");
    EXPECT_EQ(request.basis(), statistics::v1::BASIS_PUBLISHED);
    return Summary(2);
  };
  gateway_.on_list_metrics = [](const gateway::v1::ListMetricsRequest&) { return gateway::v1::ListMetricsResponse(); };
  options_.format = ExportFormat::kHtml;
  options_.language = Language::kEnglish;
  options_.filter.add_regions("14");
  options_.basis = statistics::v1::BASIS_PUBLISHED;
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_EQ(asked_count, 4);  // at the beginning and at the end: the totals, and the years that have reports
  EXPECT_THAT(out_.str(), testing::HasSubstr("<td>兴县, 局</td>"));
  EXPECT_THAT(out_.str(), testing::HasSubstr("applications.newly_received.total"));
  EXPECT_THAT(out_.str(), testing::HasSubstr("2 reports are listed"));
  EXPECT_THAT(out_.str(), testing::Not(testing::HasSubstr("the register changed")));
}

TEST_F(ExportCommand, NamesTheUnitsThatHaveNotReportedOnAPage) {
  gateway_.on_summarize = [&](const gateway::v1::SummarizeRequest&) { return Summary(2); };
  gateway_.on_list_metrics = [](const gateway::v1::ListMetricsRequest&) { return gateway::v1::ListMetricsResponse(); };
  options_.format = ExportFormat::kHtml;
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(out_.str(), testing::HasSubstr("没有名录，缺报的单位无从知道"));
  EXPECT_THAT(out_.str(), testing::Not(testing::HasSubstr("未报单位")));

  coverage_.mutable_roster()->set_version(3);
  coverage_.mutable_total()->set_expected_count(5);
  coverage_.mutable_total()->set_missing_count(1);
  coverage_.set_unit_count(1);
  statistics::v1::UnitReporting& unit = *coverage_.add_units();
  unit.mutable_key()->set_year(2023);
  unit.set_unit_name("临县水利局");
  unit.set_status(statistics::v1::REPORTING_STATUS_MISSING);
  out_.str("");
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(out_.str(), testing::HasSubstr("报送情况"));
  EXPECT_THAT(out_.str(), testing::HasSubstr("80.0%"));
  EXPECT_THAT(out_.str(), testing::HasSubstr("<h2>未报单位</h2>"));
  EXPECT_THAT(out_.str(), testing::HasSubstr("临县水利局"));
  EXPECT_THAT(out_.str(), testing::Not(testing::HasSubstr("无从知道")));
}

TEST_F(ExportCommand, SaysWhenAnotherUnitIsMissingMeanwhile) {
  gateway_.on_summarize = [&](const gateway::v1::SummarizeRequest&) { return Summary(2); };
  gateway_.on_list_metrics = [](const gateway::v1::ListMetricsRequest&) { return gateway::v1::ListMetricsResponse(); };
  gateway_.on_coverage = [this](const gateway::v1::CoverageRequest&) {
    gateway::v1::CoverageResponse response;
    response.mutable_coverage()->mutable_roster()->set_version(3);
    if (++asked_count_ > 1) response.mutable_coverage()->add_units()->set_unit_name("临县水利局");
    return response;
  };
  options_.path = folder_.Path("out.html");
  options_.language = Language::kEnglish;
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(err_.str(), testing::HasSubstr("the register changed"));
}

TEST_F(ExportCommand, SaysWhenTheRegisterChangedMeanwhile) {
  int matched_count = 1;
  gateway_.on_summarize = [&](const gateway::v1::SummarizeRequest&) { return Summary(++matched_count); };
  gateway_.on_list_metrics = [](const gateway::v1::ListMetricsRequest&) { return gateway::v1::ListMetricsResponse(); };
  options_.path = folder_.Path("out.html");
  options_.language = Language::kEnglish;
  EXPECT_EQ(Run(), kExitOk);
  EXPECT_THAT(err_.str(), testing::HasSubstr("the register changed"));
  EXPECT_THAT(folder_.Read("out.html"), testing::HasSubstr("the register changed"));
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
