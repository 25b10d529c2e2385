#include "services/validate/context_proto.h"

#include <string>

#include "gtest/gtest.h"
#include "services/report/error.h"
#include "services/validate/sample_report.h"

namespace gouji::validate {
namespace {

class ContextProto : public testing::Test {
 protected:
  ContextProto() { report_.year = 2024; }

  // A report of 青榆县水利局 of a year.
  report::v1::Report ReportOf(int year) const {
    report::Report report = sample::Consistent();
    report.agency = {.name = "青榆县水利局", .region_code = "", .region_path = {}};
    report.year = year;
    report::v1::Report message;
    converter_->ToProto(report, report::EvidenceMode::kOmit, &message);
    return message;
  }
  absl::StatusOr<RequestContext> Convert() const { return RequestContext::FromProto(request_, *converter_, report_); }
  void ExpectMalformed() const {
    EXPECT_TRUE(report::HasReason(Convert().status(), report::Reason::kMalformedRequest)) << Convert().status();
  }

  absl::StatusOr<report::ReportConverter> converter_ = report::ReportConverter::Create(sample::Catalog());
  report::Report report_ = sample::Consistent();
  v1::ValidateReportRequest request_;
};

TEST_F(ContextProto, IsEmptyWithoutOtherReports) {
  const auto context = Convert();
  ASSERT_TRUE(context.ok()) << context.status();
  EXPECT_FALSE(context->context().previous.has_value());
  EXPECT_TRUE(context->context().peers.empty());
  EXPECT_TRUE(context->context().subordinates.empty());
  EXPECT_EQ(context->context().scope, CheckScope::kAll);
}

TEST_F(ContextProto, NamesEachReportByItsUnitOrItsAgency) {
  *request_.mutable_previous()->mutable_report() = ReportOf(2023);
  v1::ComparedReport& peer = *request_.add_peers();
  *peer.mutable_report() = ReportOf(2022);
  peer.set_unit("document:12");
  request_.add_subordinates()->set_unit("青榆县审计局");
  request_.set_scope(v1::CHECK_SCOPE_ACROSS);
  const auto converted = Convert();
  ASSERT_TRUE(converted.ok()) << converted.status();
  const Context& context = converted->context();
  EXPECT_EQ(context.previous->name(), "青榆县水利局/2023");
  EXPECT_EQ(context.previous->report->year, 2023);
  EXPECT_EQ(context.peers.front().name(), "document:12/2022");
  EXPECT_EQ(context.subordinates.front().name(), "青榆县审计局/2024");
  EXPECT_EQ(context.subordinates.front().report, nullptr);
  EXPECT_EQ(context.scope, CheckScope::kAcross);
}

TEST_F(ContextProto, KeepsItsReportsWhenItIsMoved) {
  *request_.mutable_previous()->mutable_report() = ReportOf(2023);
  auto converted = Convert();
  ASSERT_TRUE(converted.ok());
  const RequestContext moved = *std::move(converted);
  ASSERT_TRUE(moved.context().previous.has_value());
  EXPECT_EQ(moved.context().previous->report->agency.name, "青榆县水利局");
}

TEST_F(ContextProto, RefusesAPreviousReportOfAnotherYear) {
  *request_.mutable_previous()->mutable_report() = ReportOf(2022);
  ExpectMalformed();
}

TEST_F(ContextProto, RefusesReportsThatAreNotThereAndMoreThanItsLimits) {
  request_.mutable_previous()->set_unit("临县");
  ExpectMalformed();
  request_.clear_previous();
  request_.add_subordinates();
  ExpectMalformed();
  request_.clear_subordinates();
  for (int i = 0; i <= kMaxPeerCount; ++i) *request_.add_peers()->mutable_report() = ReportOf(2022);
  ExpectMalformed();
}

TEST_F(ContextProto, NamesTheMalformedReport) {
  *request_.add_peers()->mutable_report() = ReportOf(2022);
  request_.add_peers()->mutable_report()->set_form("no-such-form");
  const absl::Status status = Convert().status();
  EXPECT_TRUE(report::HasReason(status, report::Reason::kUnknownForm)) << status;
  EXPECT_NE(std::string(status.message()).find("peers[1]"), std::string::npos) << status;
}

}  // namespace
}  // namespace gouji::validate
