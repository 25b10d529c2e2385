#include "services/validate/validate_service.h"

#include <memory>

#include "gtest/gtest.h"
#include "services/report/error.h"
#include "services/runtime/metrics.h"
#include "services/runtime/server.h"
#include "services/runtime/status.h"
#include "services/validate/sample_report.h"
#include "services/validate/similarity/sample_prose.h"

namespace gouji::validate {
namespace {

using report::CellState;
using report::Report;

class ValidateServiceTest : public testing::Test {
 protected:
  static runtime::ServerOptions Local() {
    runtime::ServerOptions options;
    options.port = -1;
    options.drain_delay = absl::ZeroDuration();
    return options;
  }

  absl::Status Call(const v1::ValidateReportRequest& request) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    return runtime::FromGrpcStatus(stub_->ValidateReport(&context, request, &response_));
  }

  absl::Status Call(const Report& report, report::EvidenceMode mode = report::EvidenceMode::kOmit) {
    v1::ValidateReportRequest request;
    converter_->ToProto(report, mode, request.mutable_report());
    return Call(request);
  }

  absl::StatusOr<report::ReportConverter> converter_ = report::ReportConverter::Create(sample::Catalog());
  runtime::Metrics metrics_;
  runtime::Runtime runtime_{Local().ForRuntime(), runtime::Logger::Silent(), metrics_};
  ValidateService service_{runtime_, *converter_, sample::Rules()};
  std::unique_ptr<runtime::Server> server_ = *runtime::Server::Start(Local(), runtime_, {&service_});
  std::unique_ptr<v1::ValidateService::Stub> stub_ = v1::ValidateService::NewStub(server_->InProcessChannel());
  v1::ValidateReportResponse response_;
};

TEST_F(ValidateServiceTest, AcceptsAConsistentReport) {
  ASSERT_EQ(Call(sample::Consistent()), absl::OkStatus());
  EXPECT_EQ(response_.findings_size(), 0);
  EXPECT_EQ(response_.assessment().verdict(), v1::VERDICT_ACCEPTED);
  EXPECT_GT(response_.assessment().held(), 42) << "the equations, and rules of other kinds";
  EXPECT_EQ(response_.assessment().failed(), 0);
}

TEST_F(ValidateServiceTest, AnswersABadReportWithFindingsAndTheirEvidence) {
  Report report = sample::Consistent();
  report.evidence.resize(report.cells.size());
  report.evidence[sample::CellAt(report, "applications.results.granted.total")].raw = "4";
  sample::Set(report, "applications.results.granted.total", 4);
  ASSERT_EQ(Call(report, report::EvidenceMode::kInclude), absl::OkStatus());
  ASSERT_EQ(response_.findings_size(), 2);
  EXPECT_EQ(response_.findings(0).rule_id(), "T3.ROW_SUM");
  EXPECT_EQ(response_.findings(1).rule_id(), "T3.COLUMN_SUM");
  ASSERT_EQ(response_.findings(0).evidence_size(), 7);
  EXPECT_EQ(response_.findings(0).evidence(6).raw(), "4");
  EXPECT_EQ(response_.assessment().verdict(), v1::VERDICT_NEEDS_CORRECTION);
}

TEST_F(ValidateServiceTest, KeepsStatesAndNotesOnTheWay) {
  Report report = sample::Consistent();
  sample::SetState(report, "applications.results.granted.natural_person", CellState::kUnreadable, "-2");
  ASSERT_EQ(Call(report), absl::OkStatus());
  ASSERT_EQ(response_.findings_size(), 1);
  EXPECT_EQ(response_.findings(0).rule_id(), "CELL.NEGATIVE");
}

TEST_F(ValidateServiceTest, LeavesAcknowledgedWarningsOutOfTheVerdictAlone) {
  Report report = sample::Consistent();
  sample::SetState(report, "applications.results.granted.total", CellState::kBlank);
  v1::ValidateReportRequest request;
  converter_->ToProto(report, report::EvidenceMode::kOmit, request.mutable_report());
  ASSERT_EQ(Call(request), absl::OkStatus());
  ASSERT_EQ(response_.findings_size(), 1);
  EXPECT_EQ(response_.findings(0).severity(), v1::SEVERITY_WARNING);
  EXPECT_EQ(response_.assessment().verdict(), v1::VERDICT_NEEDS_ACKNOWLEDGEMENT);
  request.add_acknowledged_fingerprints(response_.findings(0).fingerprint());
  ASSERT_EQ(Call(request), absl::OkStatus());
  EXPECT_EQ(response_.findings_size(), 1);
  EXPECT_EQ(response_.assessment().verdict(), v1::VERDICT_ACCEPTED);
}

TEST_F(ValidateServiceTest, ListsAndExplainsItsRules) {
  v1::ListRulesRequest list;
  list.set_form("ogi-2021");
  list.set_page_size(1000);
  v1::ListRulesResponse listed;
  grpc::ClientContext first;
  ASSERT_TRUE(stub_->ListRules(&first, list, &listed).ok());
  EXPECT_EQ(static_cast<size_t>(listed.rules_size()),
            sample::Rules().Of(*sample::Catalog().Find("ogi-2021")).checks.size());
  EXPECT_EQ(listed.next_page_token(), "");

  v1::ExplainRuleRequest explain;
  explain.set_id(listed.rules(0).id());
  v1::ExplainRuleResponse explained;
  grpc::ClientContext second;
  ASSERT_TRUE(stub_->ExplainRule(&second, explain, &explained).ok());
  EXPECT_EQ(explained.rule().meaning_zh(), listed.rules(0).meaning_zh());

  explain.set_id("T9.NONE");
  grpc::ClientContext third;
  const absl::Status status = runtime::FromGrpcStatus(stub_->ExplainRule(&third, explain, &explained));
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(report::ReasonOf(status), "RULE_NOT_FOUND");
}

TEST_F(ValidateServiceTest, RejectsAReportWithoutAForm) {
  Report report;
  report::Diagnostic diagnostic;
  diagnostic.id = report::kNotAReport;
  diagnostic.message_zh = "半年统计表";
  report.diagnostics.push_back(diagnostic);
  ASSERT_EQ(Call(report), absl::OkStatus());
  ASSERT_EQ(response_.findings_size(), 1);
  EXPECT_EQ(response_.findings(0).rule_id(), "FORM.NOT_A_REPORT");
  EXPECT_NE(response_.findings(0).message_zh().find("半年统计表"), std::string::npos);
  EXPECT_EQ(response_.assessment().verdict(), v1::VERDICT_REJECTED);
}

TEST_F(ValidateServiceTest, RefusesAnUnknownForm) {
  v1::ValidateReportRequest request;
  request.mutable_report()->set_form("ogi-1999");
  const absl::Status status = Call(request);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(report::ReasonOf(status), "UNKNOWN_FORM");
}

TEST_F(ValidateServiceTest, RefusesAMalformedReportAndARequestWithoutOne) {
  v1::ValidateReportRequest request;
  EXPECT_EQ(report::ReasonOf(Call(request)), "MALFORMED_REPORT");
  request.mutable_report()->set_form("ogi-2021");
  request.mutable_report()->add_cell_notes()->set_cell("no.such.cell");
  EXPECT_EQ(report::ReasonOf(Call(request)), "MALFORMED_REPORT");
}

TEST_F(ValidateServiceTest, ComparesWithTheReportsOfTheRequestAndNamesThem) {
  Report report = sample::Consistent();
  Report previous = report;
  previous.year = report.year - 1;
  sample::Set(previous, "applications.carried_forward.total", 77);
  v1::ValidateReportRequest request;
  converter_->ToProto(report, report::EvidenceMode::kOmit, request.mutable_report());
  converter_->ToProto(previous, report::EvidenceMode::kOmit, request.mutable_previous()->mutable_report());
  request.mutable_previous()->set_unit("青榆县水利局");
  request.set_scope(v1::CHECK_SCOPE_ACROSS);
  ASSERT_EQ(Call(request), absl::OkStatus());
  ASSERT_EQ(response_.assessment().compared_with_size(), 1);
  const std::string name = "青榆县水利局/" + std::to_string(previous.year);
  EXPECT_EQ(response_.assessment().compared_with(0), name);
  ASSERT_GE(response_.findings_size(), 1);
  EXPECT_EQ(response_.findings(0).rule_id(), "YEAR.CARRY");
  ASSERT_EQ(response_.findings(0).compared_with_size(), 1);
  EXPECT_EQ(response_.findings(0).compared_with(0), name);
  EXPECT_FALSE(response_.has_copy_sketch());
}

TEST_F(ValidateServiceTest, GivesASketchOnRequestAndAnEmptyOneOfTooLittleProse) {
  v1::ValidateReportRequest request;
  const Report report = sample::ReportWith("甲县", 2023, sample::Sentences(1, "甲县", 2023, 30, 0));
  converter_->ToProto(report, report::EvidenceMode::kOmit, request.mutable_report());
  request.set_include_copy_sketch(true);
  ASSERT_EQ(Call(request), absl::OkStatus());
  EXPECT_GT(response_.copy_sketch().bands_size(), 0);
  request.mutable_report()->clear_sections();
  ASSERT_EQ(Call(request), absl::OkStatus());
  EXPECT_TRUE(response_.has_copy_sketch());
  EXPECT_EQ(response_.copy_sketch().bands_size(), 0);
}

}  // namespace
}  // namespace gouji::validate
