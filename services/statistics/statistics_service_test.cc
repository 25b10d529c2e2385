#include "services/statistics/statistics_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>

#include "grpcpp/client_context.h"
#include "services/report/error.h"
#include "services/runtime/metrics.h"
#include "services/runtime/runtime.h"
#include "services/runtime/server.h"
#include "services/runtime/status.h"
#include "services/statistics/analysis/analyst.h"
#include "services/statistics/metrics/metric_catalog.h"
#include "services/statistics/register/sqlite_register.h"
#include "services/statistics/testing/items.h"

namespace gouji::statistics {
namespace {

using ::gouji::statistics::testing::MakeItem;
using ::gouji::statistics::testing::PlacedAgency;

// The service over an in-process channel.
class StatisticsServiceTest : public ::testing::Test {
 protected:
  StatisticsServiceTest() : runtime_({}, runtime::Logger::Silent(), metrics_) {
    auto opened = SqliteRegister::Open({.path = testing::NewRegisterPath()}, kernel_.catalog(), kernel_.converter());
    EXPECT_TRUE(opened.ok()) << opened.status();
    register_ = *std::move(opened);
    auto metrics = MetricCatalog::BuiltIn(kernel_.catalog());
    EXPECT_TRUE(metrics.ok()) << metrics.status();
    analyst_ = std::make_unique<Analyst>(*register_, *std::move(metrics));
    service_ =
        std::make_unique<StatisticsService>(*register_, *analyst_, kernel_.catalog(), kernel_.converter(), runtime_);
    runtime::ServerOptions options;
    options.port = -1;
    auto server = runtime::Server::Start(options, runtime_, {service_.get()});
    EXPECT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    stub_ = v1::StatisticsService::NewStub(server_->InProcessChannel());
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (v1::StatisticsService::Stub::*method)(grpc::ClientContext*,
                                                                                    const Request&, Response*),
                                const Request& request) {
    grpc::ClientContext context;
    Response response;
    const absl::Status status = runtime::FromGrpcStatus((stub_.get()->*method)(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }

  absl::StatusOr<v1::RecordReportsResponse> Record(const std::vector<testing::ItemSpec>& specs) {
    v1::RecordReportsRequest request;
    for (const testing::ItemSpec& spec : specs) *request.add_items() = MakeItem(kernel_, spec);
    return Call(&v1::StatisticsService::Stub::RecordReports, request);
  }

  absl::StatusOr<v1::ListReportsResponse> List(int page_size, const std::string& token) {
    v1::ListReportsRequest request;
    request.set_page_size(page_size);
    request.set_page_token(token);
    return Call(&v1::StatisticsService::Stub::ListReports, request);
  }

  const testing::Kernel kernel_;
  runtime::Metrics metrics_;
  runtime::Runtime runtime_;
  std::unique_ptr<SqliteRegister> register_;
  std::unique_ptr<Analyst> analyst_;
  std::unique_ptr<StatisticsService> service_;
  std::unique_ptr<runtime::Server> server_;
  std::unique_ptr<v1::StatisticsService::Stub> stub_;
};

TEST_F(StatisticsServiceTest, GivesAReceiptForEveryItemInTheirOrder) {
  const auto response = Record({{.item_id = "a", .agency = PlacedAgency(1), .document = "a"},
                                {.item_id = "b", .year = 0},
                                {.item_id = "c", .agency = PlacedAgency(1), .document = "a"}});
  ASSERT_TRUE(response.ok()) << response.status();
  ASSERT_EQ(response->receipts_size(), 3);
  EXPECT_EQ(response->receipts(0).item_id(), "a");
  EXPECT_EQ(response->receipts(0).outcome(), v1::OUTCOME_RECORDED);
  EXPECT_EQ(response->receipts(1).outcome(), v1::OUTCOME_REJECTED);
  EXPECT_EQ(response->receipts(2).outcome(), v1::OUTCOME_UNCHANGED);
}

TEST_F(StatisticsServiceTest, RecordsNothingOfARequestWithAMalformedItem) {
  v1::RecordReportsRequest request;
  *request.add_items() = MakeItem(kernel_, {});
  *request.add_items() = MakeItem(kernel_, {.item_id = "bad"});
  request.mutable_items(1)->set_document("other bytes");
  const absl::Status status = Call(&v1::StatisticsService::Stub::RecordReports, request).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(report::ReasonOf(status), "MALFORMED_REPORT");
  EXPECT_EQ(List(0, "")->reports_size(), 0);
}

TEST_F(StatisticsServiceTest, RefusesMoreThanAThousandItems) {
  v1::RecordReportsRequest request;
  for (int i = 0; i < 1001; ++i) request.add_items();
  const absl::Status status = Call(&v1::StatisticsService::Stub::RecordReports, request).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(report::ReasonOf(status), "TOO_MANY_ITEMS");
}

TEST_F(StatisticsServiceTest, FindsSubmissionsByTheirHashes) {
  const std::string hash(64, 'a');
  v1::RecordReportsRequest items;
  *items.add_items() = testing::MakeItem(kernel_, {});
  items.mutable_items(0)->set_submission_sha256("abc");
  EXPECT_EQ(report::ReasonOf(Call(&v1::StatisticsService::Stub::RecordReports, items).status()), "MALFORMED_REPORT");
  items.mutable_items(0)->set_submission_sha256(hash);
  ASSERT_TRUE(Call(&v1::StatisticsService::Stub::RecordReports, items).ok());

  v1::FindSubmissionsRequest request;
  const auto reason = [&] {
    return report::ReasonOf(Call(&v1::StatisticsService::Stub::FindSubmissions, request).status());
  };
  request.set_parser_version("parser-1");
  request.set_rule_set_version("rules-1");
  EXPECT_EQ(reason(), "MALFORMED_REQUEST");
  request.add_submission_sha256("\",\"");
  EXPECT_EQ(reason(), "MALFORMED_REQUEST");
  request.set_submission_sha256(0, hash);
  const auto found = Call(&v1::StatisticsService::Stub::FindSubmissions, request);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->submissions_size(), 1);
  request.clear_rule_set_version();
  EXPECT_EQ(reason(), "MALFORMED_REQUEST");
  for (int i = 0; i < 1000; ++i) request.add_submission_sha256(hash);
  EXPECT_EQ(reason(), "TOO_MANY_ITEMS");
}

TEST_F(StatisticsServiceTest, ListsByEveryPartOfTheFilter) {
  ASSERT_TRUE(Record({{.agency = "山西省吕梁市临县财政局", .document = "a", .with_facts = true}}).ok());
  v1::ListReportsRequest request;
  request.mutable_filter()->add_regions("14");
  EXPECT_EQ(Call(&v1::StatisticsService::Stub::ListReports, request)->reports_size(), 1);
  request.mutable_filter()->set_regions(0, "15");
  EXPECT_EQ(Call(&v1::StatisticsService::Stub::ListReports, request)->reports_size(), 0);
  request.mutable_filter()->set_regions(0, "山西");
  EXPECT_EQ(report::ReasonOf(Call(&v1::StatisticsService::Stub::ListReports, request).status()), "MALFORMED_REQUEST");
}

TEST_F(StatisticsServiceTest, GivesAReportByItsReceipt) {
  const auto recorded = Record({{.error_count = 1}});
  v1::GetReportRequest request;
  *request.mutable_key() = recorded->receipts(0).key();
  const auto got = Call(&v1::StatisticsService::Stub::GetReport, request);
  ASSERT_TRUE(got.ok()) << got.status();
  EXPECT_TRUE(got->recorded().has_report());
  EXPECT_EQ(got->recorded().findings_size(), 1);
}

TEST_F(StatisticsServiceTest, GivesTheBytesOfADocumentOfTheLargestSize) {
  const std::string bytes(32 << 20, 'x');
  const auto recorded = Record({{.document = bytes, .file_name = "a.pdf"}});
  ASSERT_TRUE(recorded.ok()) << recorded.status();
  v1::GetDocumentRequest request;
  *request.mutable_key() = recorded->receipts(0).key();
  const auto got = Call(&v1::StatisticsService::Stub::GetDocument, request);
  ASSERT_TRUE(got.ok()) << got.status();
  EXPECT_TRUE(got->document() == bytes);
  EXPECT_EQ(got->file_name(), "a.pdf");
  request.mutable_key()->set_year(2000);
  EXPECT_EQ(report::ReasonOf(Call(&v1::StatisticsService::Stub::GetDocument, request).status()), "REPORT_NOT_FOUND");
}

TEST_F(StatisticsServiceTest, RecordsDecisionsAndGivesTheirHistoryWhenAskedFor) {
  v1::RecordReportsRequest record;
  *record.add_items() = MakeItem(kernel_, {});
  validate::v1::Finding& finding = *record.mutable_items(0)->add_findings();
  finding.set_fingerprint("f");
  finding.set_severity(validate::v1::SEVERITY_WARNING);
  record.mutable_items(0)->mutable_assessment()->set_verdict(validate::v1::VERDICT_NEEDS_ACKNOWLEDGEMENT);
  const auto recorded = Call(&v1::StatisticsService::Stub::RecordReports, record);
  ASSERT_TRUE(recorded.ok()) << recorded.status();

  v1::AcknowledgeFindingRequest acknowledge;
  *acknowledge.mutable_key() = recorded->receipts(0).key();
  acknowledge.set_fingerprint("f");
  acknowledge.set_author("李四");
  acknowledge.set_reason("\u3000 ");
  EXPECT_EQ(report::ReasonOf(Call(&v1::StatisticsService::Stub::AcknowledgeFinding, acknowledge).status()),
            "MALFORMED_REQUEST");
  acknowledge.set_reason("属实");
  const auto acknowledged = Call(&v1::StatisticsService::Stub::AcknowledgeFinding, acknowledge);
  ASSERT_TRUE(acknowledged.ok()) << acknowledged.status();
  EXPECT_EQ(acknowledged->receipt().verdict(), validate::v1::VERDICT_ACCEPTED);

  v1::RevokeAcknowledgementRequest revoke;
  *revoke.mutable_key() = acknowledge.key();
  revoke.set_fingerprint("f");
  revoke.set_author("王五");
  EXPECT_EQ(report::ReasonOf(Call(&v1::StatisticsService::Stub::RevokeAcknowledgement, revoke).status()),
            "MALFORMED_REQUEST");
  revoke.set_reason("看错了");
  ASSERT_TRUE(Call(&v1::StatisticsService::Stub::RevokeAcknowledgement, revoke).ok());

  v1::GetReportRequest get;
  *get.mutable_key() = acknowledge.key();
  EXPECT_EQ(Call(&v1::StatisticsService::Stub::GetReport, get)->recorded().history_size(), 0);
  get.set_include_history(true);
  const auto got = Call(&v1::StatisticsService::Stub::GetReport, get);
  ASSERT_TRUE(got.ok()) << got.status();
  ASSERT_EQ(got->recorded().history_size(), 3);
  EXPECT_EQ(got->recorded().history(2).author(), "王五");
  EXPECT_EQ(got->recorded().history(2).verdict(), validate::v1::VERDICT_NEEDS_ACKNOWLEDGEMENT);
}

TEST_F(StatisticsServiceTest, RecordsACorrection) {
  const auto recorded = Record({{.figures = 1}});
  const v1::RecordItem read = MakeItem(kernel_, {.figures = 2});
  v1::RecordCorrectionRequest request;
  *request.mutable_key() = recorded->receipts(0).key();
  *request.mutable_report() = read.report();
  *request.mutable_assessment() = read.assessment();
  request.set_author("王五");
  request.set_reason("误读");
  EXPECT_EQ(report::ReasonOf(Call(&v1::StatisticsService::Stub::RecordCorrection, request).status()),
            "MALFORMED_REQUEST");
  request.set_base_revision(1);
  request.mutable_report()->set_year(2022);
  EXPECT_EQ(report::ReasonOf(Call(&v1::StatisticsService::Stub::RecordCorrection, request).status()),
            "MALFORMED_REPORT");
  request.mutable_report()->set_year(2023);
  const auto corrected = Call(&v1::StatisticsService::Stub::RecordCorrection, request);
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  EXPECT_EQ(corrected->receipt().outcome(), v1::OUTCOME_CORRECTED);
  EXPECT_EQ(corrected->receipt().revision(), 2);
}

TEST_F(StatisticsServiceTest, SaysThatThereIsNoSuchReport) {
  const absl::Status status = Call(&v1::StatisticsService::Stub::GetReport, v1::GetReportRequest()).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(report::ReasonOf(status), "REPORT_NOT_FOUND");
}

TEST_F(StatisticsServiceTest, ListsEveryReportOnceOverItsPages) {
  std::vector<testing::ItemSpec> specs;
  for (int i = 0; i < 10; ++i) specs.push_back({.agency = PlacedAgency(i), .document = std::to_string(i)});
  ASSERT_TRUE(Record(specs).ok());
  std::multiset<std::string> units;
  std::string token;
  int page_count = 0;
  do {
    const auto page = List(5, token);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const v1::RecordedReport& report : page->reports()) units.insert(report.key().unit());
    token = page->next_page_token();
    ++page_count;
  } while (!token.empty());
  EXPECT_EQ(page_count, 2);
  EXPECT_EQ(units.size(), 10U);
  EXPECT_EQ(std::set<std::string>(units.begin(), units.end()).size(), 10U);
}

TEST_F(StatisticsServiceTest, RefusesPageSizesAndTokensThatItDoesNotKnow) {
  EXPECT_EQ(report::ReasonOf(List(1001, "").status()), "INVALID_PAGE_SIZE");
  EXPECT_EQ(report::ReasonOf(List(-1, "").status()), "INVALID_PAGE_SIZE");
  EXPECT_EQ(report::ReasonOf(List(0, "x").status()), "INVALID_PAGE_TOKEN");
  EXPECT_TRUE(List(1000, "").ok());
}

TEST_F(StatisticsServiceTest, AddsUpWhatWasRecorded) {
  ASSERT_TRUE(
      Record({{.agency = PlacedAgency(1), .figures = 1, .document = "a"},
              {.agency = PlacedAgency(2), .figures = 2, .document = "b"},
              {.agency = PlacedAgency(3), .figures = 3, .document = "c", .scope = report::ReportScope::kAggregate}})
          .ok());
  v1::SummarizeRequest request;
  request.mutable_filter()->add_years(2023);
  const auto response = Call(&v1::StatisticsService::Stub::Summarize, request);
  ASSERT_TRUE(response.ok()) << response.status();
  const v1::Summary& summary = response->summary();
  EXPECT_EQ(summary.coverage().matched_count(), 3);
  EXPECT_EQ(summary.coverage().counted_count(), 2);
  ASSERT_EQ(summary.cells_size(), kernel_.form().cell_count());
  const report::Report first = testing::RandomReport(kernel_.form(), 1);
  const report::Report second = testing::RandomReport(kernel_.form(), 2);
  for (int i = 0; i < summary.cells_size(); ++i) {
    EXPECT_EQ(summary.cells(i).cell(), kernel_.form().cells()[i].path);
    EXPECT_EQ(summary.cells(i).sum(), first.cells[i].value + second.cells[i].value);
  }
}

TEST_F(StatisticsServiceTest, AnswersQuestionsWithWhatWasJustRecorded) {
  ASSERT_TRUE(Record({{.item_id = "a", .agency = PlacedAgency(1), .document = "a"},
                      {.item_id = "b", .agency = PlacedAgency(2), .document = "b"}})
                  .ok());
  v1::RankRequest rank;
  rank.mutable_query()->set_measure("applications.new");
  const auto ranking = Call(&v1::StatisticsService::Stub::Rank, rank);
  ASSERT_TRUE(ranking.ok()) << ranking.status();
  EXPECT_EQ(ranking->ranking().groups_size(), 2);
  EXPECT_EQ(ranking->ranking().coverage().counted_count(), 2);
  EXPECT_EQ(ranking->ranking().measure().metric().id(), "applications.new");

  ASSERT_TRUE(Record({{.item_id = "c", .agency = PlacedAgency(3), .document = "c"}}).ok());
  EXPECT_EQ(Call(&v1::StatisticsService::Stub::Rank, rank)->ranking().groups_size(), 3);

  v1::TraceRequest trace;
  trace.mutable_query()->set_measure("applications.new");
  const auto traced = Call(&v1::StatisticsService::Stub::Trace, trace);
  ASSERT_TRUE(traced.ok()) << traced.status();
  int64_t sum = 0;
  for (const v1::TracedReport& report : traced->tracing().reports()) sum += report.numerator();
  EXPECT_EQ(sum, traced->tracing().total().numerator());

  v1::TrendRequest trend;
  trend.mutable_query()->add_measures("disclosure_rate");
  const auto trends = Call(&v1::StatisticsService::Stub::Trend, trend);
  ASSERT_TRUE(trends.ok()) << trends.status();
  EXPECT_EQ(trends->trends().lines_size(), 1);
  EXPECT_TRUE(Call(&v1::StatisticsService::Stub::ListMetrics, v1::ListMetricsRequest())->metrics_size() > 50);
}

TEST_F(StatisticsServiceTest, TellsWhoHasReportedAgainstTheRoster) {
  v1::ImportRosterRequest roster;
  roster.set_csv("id,name\nL,山西省吕梁市临县\nY,山西省运城市垣曲县\n");
  roster.set_author("张三");
  ASSERT_TRUE(Call(&v1::StatisticsService::Stub::ImportRoster, roster).ok());
  ASSERT_TRUE(Record({{.item_id = "a", .agency = "山西省吕梁市临县人民政府", .year = 2023, .document = "a"}}).ok());
  v1::CoverageRequest request;
  request.mutable_query()->mutable_filter()->add_years(2023);
  request.mutable_query()->add_statuses(v1::REPORTING_STATUS_MISSING);
  const auto answer = Call(&v1::StatisticsService::Stub::Coverage, request);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->coverage().total().expected_count(), 2);
  ASSERT_EQ(answer->coverage().units_size(), 1);
  EXPECT_EQ(answer->coverage().units(0).key().unit(), "Y");
  EXPECT_EQ(answer->coverage().roster().author(), "张三");
}

TEST_F(StatisticsServiceTest, CompilesAGovernmentsReport) {
  ASSERT_TRUE(Record({{.agency = "临县财政局", .figures = 1, .document = "a"},
                      {.agency = "临县教育局", .figures = 2, .document = "b"},
                      {.agency = "方山县财政局", .figures = 3, .document = "c"}})
                  .ok());
  v1::CompileReportRequest request;
  request.mutable_query()->set_unit("临县人民政府");
  request.mutable_query()->set_year(2023);
  const auto response = Call(&v1::StatisticsService::Stub::CompileReport, request);
  ASSERT_TRUE(response.ok()) << response.status();
  const v1::CompiledReport& compiled = response->compiled();
  EXPECT_EQ(compiled.unit().unit(), "山西省吕梁市临县");
  EXPECT_EQ(compiled.report().agency().name(), "临县人民政府");
  EXPECT_EQ(compiled.summary().coverage().counted_count(), 2);
  const absl::StatusOr<report::Report> report = kernel_.converter().FromProto(compiled.report());
  ASSERT_TRUE(report.ok()) << report.status();
  const report::Report first = testing::RandomReport(kernel_.form(), 1);
  const report::Report second = testing::RandomReport(kernel_.form(), 2);
  for (int i = 0; i < kernel_.form().cell_count(); ++i) {
    EXPECT_EQ(report->cells[i].value, first.cells[i].value + second.cells[i].value);
    EXPECT_EQ(report->cells[i].has_value(), first.cells[i].has_value() || second.cells[i].has_value());
  }
}

TEST_F(StatisticsServiceTest, ReconcilesAnAggregateReport) {
  ASSERT_TRUE(
      Record({{.agency = "临县财政局", .figures = 1, .document = "a"},
              {.agency = "临县人民政府", .figures = 1, .document = "b", .scope = report::ReportScope::kAggregate}})
          .ok());
  v1::ReconcileReportRequest request;
  request.mutable_query()->set_unit("临县");
  request.mutable_query()->set_year(2023);
  const auto response = Call(&v1::StatisticsService::Stub::ReconcileReport, request);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_GT(response->reconciliation().agreeing_count(), 0);
  EXPECT_EQ(response->reconciliation().differing_count(), 0);

  request.mutable_query()->set_unit("临县财政局");
  EXPECT_EQ(report::ReasonOf(Call(&v1::StatisticsService::Stub::ReconcileReport, request).status()),
            "NOT_AN_AGGREGATE");
  request.mutable_query()->set_year(2022);
  EXPECT_EQ(report::ReasonOf(Call(&v1::StatisticsService::Stub::ReconcileReport, request).status()),
            "REPORT_NOT_FOUND");
}

TEST_F(StatisticsServiceTest, CompilesForGovernmentsAndForUnitsWithOthersBelow) {
  v1::CompileReportRequest request;
  const auto reason = [&](const std::string& unit, int year) {
    request.mutable_query()->set_unit(unit);
    request.mutable_query()->set_year(year);
    return report::ReasonOf(Call(&v1::StatisticsService::Stub::CompileReport, request).status());
  };
  EXPECT_EQ(reason("临县财政局", 2023), "NOT_A_GOVERNMENT");
  EXPECT_EQ(reason("鼓楼区", 2023), "UNKNOWN_UNIT");
  EXPECT_EQ(reason("", 2023), "MALFORMED_REQUEST");
  EXPECT_EQ(reason("临县", 0), "MALFORMED_REQUEST");
  EXPECT_EQ(reason("临县", 2010), "MALFORMED_REQUEST");
  EXPECT_EQ(reason("临县", 2023), "");
  v1::ImportRosterRequest roster;
  roster.set_author("李四");
  roster.set_csv("id,name,parent\nf,临县财政局,\ns,临县会计核算中心,f\n");
  ASSERT_TRUE(Call(&v1::StatisticsService::Stub::ImportRoster, roster).ok());
  EXPECT_EQ(reason("临县财政局", 2023), "");
  const auto compiled = Call(&v1::StatisticsService::Stub::CompileReport, request);
  ASSERT_TRUE(compiled.ok()) << compiled.status();
  EXPECT_EQ(compiled->compiled().expected_count(), 1);
  ASSERT_EQ(compiled->compiled().concerns_size(), 1);
  EXPECT_EQ(compiled->compiled().concerns(0).key().unit(), "s");
}

TEST_F(StatisticsServiceTest, AnswersAsOfAPastTime) {
  ASSERT_TRUE(Record({{.item_id = "a", .agency = PlacedAgency(1), .document = "a"}}).ok());
  v1::SummarizeRequest request;
  request.set_as_of("2000-01-01T00:00:00Z");
  EXPECT_EQ(Call(&v1::StatisticsService::Stub::Summarize, request)->summary().coverage().counted_count(), 0);
  request.set_as_of("yesterday");
  const absl::Status status = Call(&v1::StatisticsService::Stub::Summarize, request).status();
  EXPECT_EQ(report::ReasonOf(status), "MALFORMED_REQUEST");
}

}  // namespace
}  // namespace gouji::statistics
