#include "services/gateway/across.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/gateway/check.h"
#include "services/gateway/decisions.h"
#include "services/gateway/testing/fake_backends.h"
#include "services/report/error.h"

namespace gouji::gateway {
namespace {

// A register with some reports, by "unit/year".
class SomeReports : public FakeStatistics {
 public:
  void Add(const std::string& unit, int year, bool placed) {
    statistics::v1::RecordedReport& recorded = reports[unit + "/" + std::to_string(year)];
    recorded.mutable_key()->set_unit(unit);
    recorded.mutable_key()->set_year(year);
    recorded.set_placed(placed);
    recorded.mutable_report()->set_form("ogi-2021");
    recorded.mutable_report()->set_year(year);
    recorded.mutable_report()->mutable_agency()->set_name(unit);
    recorded.mutable_agency()->set_name(unit);
    recorded.mutable_assessment()->set_held(40);
    recorded.mutable_assessment()->set_verdict(validate::v1::VERDICT_ACCEPTED);
  }
  absl::StatusOr<statistics::v1::GetReportResponse> GetReport(
      const runtime::CallContext& /*call*/, const statistics::v1::GetReportRequest& request) override {
    if (!failure.ok() && request.key().unit() != "临县") return failure;
    const auto found = reports.find(request.key().unit() + "/" + std::to_string(request.key().year()));
    if (found == reports.end()) {
      return report::Error(absl::StatusCode::kNotFound, report::Reason::kReportNotFound, request.key().unit());
    }
    statistics::v1::GetReportResponse response;
    *response.mutable_recorded() = found->second;
    return response;
  }

  absl::StatusOr<statistics::v1::ListReportsResponse> ListReports(
      const runtime::CallContext& /*call*/, const statistics::v1::ListReportsRequest& request) override {
    statistics::v1::ListReportsResponse response;
    for (const auto& [name, recorded] : reports) {
      const auto& units = request.filter().units();
      const bool is_asked_for = std::find(units.begin(), units.end(), recorded.key().unit()) != units.end() &&
                                request.filter().years(0) == recorded.key().year();
      if (is_asked_for) *response.add_reports() = recorded;
    }
    return response;
  }

  // Holds no finding itself.
  absl::StatusOr<statistics::v1::AcknowledgeFindingResponse> AcknowledgeFinding(
      const runtime::CallContext& /*call*/, const statistics::v1::AcknowledgeFindingRequest& request) override {
    if (!request.has_computed()) {
      return report::Error(absl::StatusCode::kNotFound, report::Reason::kFindingNotFound, request.fingerprint());
    }
    acknowledged = request;
    return statistics::v1::AcknowledgeFindingResponse();
  }

  std::map<std::string, statistics::v1::RecordedReport> reports;
  absl::Status failure;
  statistics::v1::AcknowledgeFindingRequest acknowledged;
};

// Finds one WARNING about each other report, and keeps the last request.
class NamingValidate : public FakeValidate {
 public:
  absl::StatusOr<validate::v1::ValidateReportResponse> ValidateReport(
      const runtime::CallContext& /*call*/, const validate::v1::ValidateReportRequest& request) override {
    last = request;
    validate::v1::ValidateReportResponse response;
    response.mutable_assessment()->set_verdict(validate::v1::VERDICT_ACCEPTED);
    const auto name = [&](const validate::v1::ComparedReport& other) {
      validate::v1::Finding& finding = *response.add_findings();
      finding.set_fingerprint(other.unit());
      finding.set_severity(validate::v1::SEVERITY_WARNING);
      response.mutable_assessment()->add_compared_with(other.unit() + "/" + std::to_string(other.report().year()));
      response.mutable_assessment()->set_failed(response.findings_size());
      response.mutable_assessment()->set_verdict(validate::v1::VERDICT_NEEDS_ACKNOWLEDGEMENT);
    };
    if (request.has_previous()) name(request.previous());
    for (const validate::v1::ComparedReport& peer : request.peers()) name(peer);
    if (request.include_copy_sketch()) response.mutable_copy_sketch()->add_bands(1);
    return response;
  }

  validate::v1::ValidateReportRequest last;
};

class Across : public testing::Test {
 protected:
  absl::StatusOr<v1::GetReportResponse> Get(const std::string& unit, int year) {
    v1::GetReportRequest request;
    request.mutable_key()->set_unit(unit);
    request.mutable_key()->set_year(year);
    return GetReport(runtime::CallContext::Background(), {parse_, validate_, statistics_}, request);
  }

  absl::Status Acknowledge(const std::string& unit, int year, const std::string& fingerprint) {
    v1::AcknowledgeFindingRequest request;
    request.mutable_key()->set_unit(unit);
    request.mutable_key()->set_year(year);
    request.set_fingerprint(fingerprint);
    request.set_author("李四");
    request.set_reason("机构改革");
    return AcknowledgeFinding(runtime::CallContext::Background(), {parse_, validate_, statistics_}, request).status();
  }

  // Reads and checks a document of 2023, whose bytes are the agency's name, beside the register.
  absl::StatusOr<v1::CheckDocumentResponse> CheckBeside(const std::string& agency) {
    v1::CheckDocumentRequest request;
    request.set_document(agency);
    request.set_compare_with_register(true);
    return CheckDocument(runtime::CallContext::Background(), {parse_, validate_, statistics_}, kDefaultMaxDocumentBytes,
                         request);
  }

  FakeParse parse_;
  NamingValidate validate_;
  SomeReports statistics_;
};

TEST_F(Across, AReportIsComparedWithThatOfTheYearBeforeAndWithCandidatesForCopies) {
  statistics_.Add("临县", 2023, true);
  statistics_.Add("临县", 2022, true);
  statistics_.Add("方山县", 2023, true);
  statistics_.similar = {"方山县", "已撤回县"};
  const auto response = Get("临县", 2023);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(validate_.last.scope(), validate::v1::CHECK_SCOPE_ACROSS);
  EXPECT_EQ(response->across_findings_size(), 2);
  EXPECT_EQ(response->recorded().findings_size(), 0) << "what is recorded stays as it is";
  EXPECT_THAT(response->assessment().compared_with(), testing::ElementsAre("临县/2022", "方山县/2023"));
  EXPECT_EQ(response->assessment().held(), 40);
  EXPECT_EQ(response->assessment().failed(), 2);
  EXPECT_EQ(response->assessment().verdict(), validate::v1::VERDICT_NEEDS_ACKNOWLEDGEMENT);
  EXPECT_EQ(response->recorded().assessment().verdict(), validate::v1::VERDICT_ACCEPTED);
}

TEST_F(Across, TheGraverVerdictCounts) {
  statistics_.Add("临县", 2023, true);
  statistics_.Add("临县", 2022, true);
  statistics_.reports["临县/2023"].mutable_assessment()->set_verdict(validate::v1::VERDICT_NEEDS_CORRECTION);
  const auto response = Get("临县", 2023);
  ASSERT_TRUE(response.ok());
  EXPECT_EQ(response->assessment().verdict(), validate::v1::VERDICT_NEEDS_CORRECTION);
}

TEST_F(Across, AnAggregateReportIsComparedWithThoseOfTheUnitsBelow) {
  statistics_.Add("临县", 2023, true);
  statistics_.Add("临县财政局", 2023, true);
  statistics_.Add("临县水利局", 2022, true);
  statistics_.subordinates = {"临县财政局", "临县水利局"};
  ASSERT_TRUE(Get("临县", 2023).ok());
  EXPECT_EQ(validate_.last.subordinates_size(), 0) << "nothing says that it is one";

  statistics_.reports["临县/2023"].mutable_agency()->set_scope(report::v1::REPORT_SCOPE_AGGREGATE);
  ASSERT_TRUE(Get("临县", 2023).ok());
  ASSERT_EQ(validate_.last.subordinates_size(), 2);
  EXPECT_EQ(validate_.last.subordinates(0).unit(), "临县财政局");
  EXPECT_EQ(validate_.last.subordinates(0).report().form(), "ogi-2021");
  EXPECT_EQ(validate_.last.subordinates(1).unit(), "临县水利局");
  EXPECT_FALSE(validate_.last.subordinates(1).has_report()) << "it has not reported on that year";
}

TEST_F(Across, AReportAloneHasNoFindingsAcross) {
  statistics_.Add("临县", 2023, true);
  const auto response = Get("临县", 2023);
  ASSERT_TRUE(response.ok());
  EXPECT_EQ(response->across_findings_size(), 0);
  EXPECT_EQ(response->assessment().held(), 40);
  EXPECT_EQ(response->assessment().verdict(), validate::v1::VERDICT_ACCEPTED);
}

TEST_F(Across, AUnitThatCannotBePlacedHasNoYearBefore) {
  statistics_.Add("document:12", 2023, false);
  statistics_.Add("document:12", 2022, false);
  const auto response = Get("document:12", 2023);
  ASSERT_TRUE(response.ok());
  EXPECT_EQ(response->across_findings_size(), 0);
}

TEST_F(Across, FindingsCarryTheAcknowledgementThatHoldsForThem) {
  statistics_.Add("临县", 2023, true);
  statistics_.Add("临县", 2022, true);
  statistics_.reports["临县/2023"].add_acknowledgements()->set_fingerprint("临县");
  const auto response = Get("临县", 2023);
  ASSERT_TRUE(response.ok());
  ASSERT_EQ(response->across_findings_size(), 1);
  EXPECT_TRUE(response->across_findings(0).has_acknowledgement());
  EXPECT_THAT(validate_.last.acknowledged_fingerprints(), testing::ElementsAre("临县"));
}

TEST_F(Across, ErrorsOfTheRegisterAreNotTakenForMissingReports) {
  statistics_.Add("临县", 2023, true);
  statistics_.similar = {"方山县"};
  statistics_.failure = absl::UnavailableError("gone");
  EXPECT_EQ(Get("临县", 2023).status(), statistics_.failure);
  EXPECT_EQ(Get("临县", 2021).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(Across, AFindingAcrossReportsIsAcknowledgedWhileItIsThere) {
  statistics_.Add("临县", 2023, true);
  statistics_.Add("临县", 2022, true);
  ASSERT_TRUE(Acknowledge("临县", 2023, "临县").ok());
  EXPECT_EQ(statistics_.acknowledged.computed().fingerprint(), "临县");
  EXPECT_EQ(statistics_.acknowledged.computed().severity(), validate::v1::SEVERITY_WARNING);
  EXPECT_EQ(statistics_.acknowledged.author(), "李四");
  EXPECT_EQ(report::ReasonOf(Acknowledge("临县", 2023, "another")), "FINDING_NOT_FOUND");
  statistics_.reports.erase("临县/2022");
  EXPECT_EQ(report::ReasonOf(Acknowledge("临县", 2023, "临县")), "FINDING_NOT_FOUND");
  EXPECT_EQ(report::ReasonOf(Acknowledge("方山县", 2023, "临县")), "FINDING_NOT_FOUND");
}

TEST_F(Across, ADocumentIsCheckedBesideTheRegisterOnRequest) {
  statistics_.Add("山西省吕梁市临县", 2022, true);
  auto checked = CheckBeside("临县");
  ASSERT_TRUE(checked.ok()) << checked.status();
  EXPECT_EQ(checked->findings_size(), 1);
  EXPECT_FALSE(checked->findings(0).has_acknowledgement());
  EXPECT_FALSE(checked->has_copy_sketch());
  EXPECT_NE(validate_.last.scope(), validate::v1::CHECK_SCOPE_ACROSS);

  statistics_.Add("山西省吕梁市临县", 2023, true);
  statistics_.reports["山西省吕梁市临县/2023"].add_acknowledgements()->set_fingerprint("山西省吕梁市临县");
  checked = CheckBeside("临县");
  ASSERT_TRUE(checked.ok());
  ASSERT_EQ(checked->findings_size(), 1);
  EXPECT_TRUE(checked->findings(0).has_acknowledgement());
  EXPECT_THAT(validate_.last.acknowledged_fingerprints(), testing::ElementsAre("山西省吕梁市临县"));
  EXPECT_TRUE(statistics_.recorded().empty()) << "nothing is recorded";
}

TEST_F(Across, WhatIsNoReportIsCheckedAlone) {
  statistics_.failure = absl::UnavailableError("gone");
  EXPECT_TRUE(CheckBeside("noise").ok());
}

TEST_F(Across, TheReportOfTheRequestGoesBeforeThatOfTheRegister) {
  statistics_.Add("山西省吕梁市临县", 2022, true);
  v1::CheckReportRequest request;
  request.mutable_report()->set_form("ogi-2021");
  request.mutable_report()->set_year(2023);
  request.mutable_report()->mutable_agency()->set_name("临县");
  request.mutable_previous()->set_unit("given");
  request.set_compare_with_register(true);
  ASSERT_TRUE(CheckReport(runtime::CallContext::Background(), {parse_, validate_, statistics_}, request).ok());
  EXPECT_EQ(validate_.last.previous().unit(), "given");
}

}  // namespace
}  // namespace gouji::gateway
