#include "services/gateway/corrections.h"

#include <optional>
#include <string>

#include "gtest/gtest.h"
#include "services/gateway/testing/fake_backends.h"
#include "services/report/error.h"
#include "services/report/form.h"

namespace gouji::gateway {
namespace {

constexpr char kCell[] = "applications.newly_received.natural_person";

// A register with one report, whose revision 3 is the current one. It has 7 in kCell and nothing else.
class Corrections : public testing::Test {
 protected:
  Corrections() {
    statistics::v1::RecordedReport& stored = statistics_.stored;
    stored.mutable_key()->set_unit("临县");
    stored.mutable_key()->set_year(2023);
    stored.set_revision(3);
    stored.mutable_report()->set_form("ogi-2021");
    stored.mutable_report()->set_year(2023);
    stored.mutable_report()->mutable_applications()->mutable_newly_received()->set_natural_person(7);
    request_.mutable_key()->set_unit("临县");
    request_.mutable_key()->set_year(2023);
    request_.set_author("王五");
    request_.set_reason("扫描件误读");
  }

  void Change(std::string cell, std::optional<int64_t> from, std::optional<int64_t> to) {
    validate::v1::CellChange& change = *request_.add_changes();
    change.set_cell(std::move(cell));
    if (from.has_value()) change.set_from(*from);
    if (to.has_value()) change.set_to(*to);
  }

  absl::StatusOr<v1::CorrectCellsResponse> Run() {
    return CorrectCells(runtime::CallContext::Background(), backends_, *converter_, request_);
  }

  absl::StatusOr<report::FormCatalog> catalog_ = report::FormCatalog::BuiltIn();
  absl::StatusOr<report::ReportConverter> converter_ = report::ReportConverter::Create(*catalog_);
  FakeParse parse_;
  FakeValidate validate_;
  FakeStatistics statistics_;
  Backends backends_{parse_, validate_, statistics_};
  v1::CorrectCellsRequest request_;
};

TEST_F(Corrections, RecordWhatAPersonReadOnTopOfTheRevisionThatItWasReadFrom) {
  Change(kCell, 7, 17);
  const auto response = Run();
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->receipt().outcome(), statistics::v1::OUTCOME_CORRECTED);
  EXPECT_EQ(response->receipt().revision(), 4);
  ASSERT_EQ(response->cells_size(), 1);
  EXPECT_EQ(response->cells(0).cell(), kCell);
  EXPECT_EQ(response->cells(0).from(), 7);
  EXPECT_EQ(response->cells(0).to(), 17);
  ASSERT_EQ(statistics_.corrections().size(), 1U);
  const statistics::v1::RecordCorrectionRequest recorded = statistics_.corrections()[0];
  EXPECT_EQ(recorded.base_revision(), 3);
  EXPECT_EQ(recorded.report().applications().newly_received().natural_person(), 17);
  EXPECT_EQ(recorded.assessment().verdict(), validate::v1::VERDICT_ACCEPTED);
  EXPECT_EQ(recorded.cells_size(), 1);
  EXPECT_EQ(recorded.author(), "王五");
  EXPECT_EQ(recorded.reason(), "扫描件误读");
}

TEST_F(Corrections, OfABlankUnsetTheValueAndNoteIt) {
  Change(kCell, 7, std::nullopt);
  ASSERT_TRUE(Run().ok());
  const statistics::v1::RecordCorrectionRequest recorded = statistics_.corrections()[0];
  EXPECT_FALSE(recorded.report().applications().newly_received().has_natural_person());
  EXPECT_FALSE(recorded.cells(0).has_to());
  ASSERT_FALSE(recorded.report().cell_notes().empty());
  for (const report::v1::CellNote& note : recorded.report().cell_notes()) {
    EXPECT_EQ(note.state(), note.cell() == kCell ? report::v1::CELL_STATE_BLANK : report::v1::CELL_STATE_MISSING);
  }
}

TEST_F(Corrections, RecordNothingOfWhatTheFormDoesNotHaveOrTheCallerDidNotSee) {
  Change("no.such.cell", std::nullopt, 1);
  EXPECT_EQ(report::ReasonOf(Run().status()), "UNKNOWN_CELL");
  request_.clear_changes();
  Change(kCell, 8, 17);
  EXPECT_EQ(report::ReasonOf(Run().status()), "CELL_CHANGED");
  EXPECT_EQ(Run().status().code(), absl::StatusCode::kAborted);
  request_.clear_changes();
  EXPECT_EQ(report::ReasonOf(Run().status()), "MALFORMED_REQUEST");
  for (int i = 0; i < 201; ++i) Change(kCell, 7, 17);
  EXPECT_EQ(report::ReasonOf(Run().status()), "MALFORMED_REQUEST");
  request_.mutable_key()->set_unit("方山县");
  EXPECT_EQ(report::ReasonOf(Run().status()), "REPORT_NOT_FOUND");
  EXPECT_TRUE(statistics_.corrections().empty());
}

// Finds one thing about kCell in every report.
class OneFinding : public FakeValidate {
 public:
  absl::StatusOr<validate::v1::ValidateReportResponse> ValidateReport(
      const runtime::CallContext& /*call*/, const validate::v1::ValidateReportRequest& /*request*/) override {
    validate::v1::ValidateReportResponse response;
    response.mutable_assessment()->set_verdict(validate::v1::VERDICT_NEEDS_ACKNOWLEDGEMENT);
    validate::v1::Finding& finding = *response.add_findings();
    finding.set_severity(validate::v1::SEVERITY_WARNING);
    finding.set_fingerprint("f");
    finding.add_cells(kCell);
    return response;
  }
};

TEST_F(Corrections, KeepThePlaceOfACellInTheDocumentAndWhatPeopleAcknowledged) {
  report::v1::Evidence& evidence = *statistics_.stored.add_findings()->add_evidence();
  evidence.set_cell(kCell);
  evidence.set_page(2);
  statistics_.stored.add_acknowledgements()->set_fingerprint("f");
  statistics_.stored.mutable_acknowledgements(0)->set_author("李四");
  Change(kCell, 7, 17);
  OneFinding validate;
  const auto response =
      CorrectCells(runtime::CallContext::Background(), {parse_, validate, statistics_}, *converter_, request_);
  ASSERT_TRUE(response.ok()) << response.status();
  ASSERT_EQ(response->findings_size(), 1);
  ASSERT_EQ(response->findings(0).evidence_size(), 1);
  EXPECT_EQ(response->findings(0).evidence(0).page(), 2);
  EXPECT_EQ(response->findings(0).acknowledgement().author(), "李四");
  EXPECT_FALSE(statistics_.corrections()[0].findings(0).has_acknowledgement()) << "the register lays it over itself";
}

}  // namespace
}  // namespace gouji::gateway
