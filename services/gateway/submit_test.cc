#include "services/gateway/submit.h"

#include "gtest/gtest.h"
#include "services/gateway/testing/fake_backends.h"
#include "services/report/error.h"

namespace gouji::gateway {
namespace {

class Submit : public testing::Test {
 protected:
  absl::StatusOr<v1::SubmitDocumentResponse> Run(std::string document) {
    v1::SubmitDocumentRequest request;
    request.set_document(std::move(document));
    request.set_file_name("a.txt");
    return SubmitDocument(runtime::CallContext::Background(), backends_, 100, request);
  }

  FakeParse parse_;
  FakeValidate validate_;
  FakeStatistics statistics_;
  Backends backends_{parse_, validate_, statistics_};
};

TEST_F(Submit, RecordsReportFindingsAndBytes) {
  const auto response = Run("临县");
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->receipt().outcome(), statistics::v1::OUTCOME_RECORDED);
  const statistics::v1::RecordItem item = statistics_.recorded().at("临县");
  EXPECT_EQ(item.document(), "临县");
  EXPECT_EQ(item.file_name(), "a.txt");
  EXPECT_EQ(item.findings_size(), 1);
  EXPECT_EQ(item.report().evidence_size(), 0);
}

TEST_F(Submit, GivesAReceiptForWhatIsNoReport) {
  const auto response = Run("noise");
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->receipt().outcome(), statistics::v1::OUTCOME_REJECTED);
  EXPECT_EQ(response->receipt().reason(), "NOT_A_REPORT");
}

TEST_F(Submit, SendsNoBytesOfWhatIsNoReportToTheRegister) {
  const auto item = PrepareDocument(runtime::CallContext::Background(), backends_, "a", [] {
    parse::v1::ParseDocumentRequest request;
    request.set_document("noise");
    return request;
  }());
  ASSERT_TRUE(item.ok());
  EXPECT_EQ(item->document(), "");
}

TEST_F(Submit, ReturnsTheErrorOfARegisterThatCannotRecord) {
  statistics_.before = [](const runtime::CallContext&, const statistics::v1::RecordReportsRequest&) {
    return report::Error(absl::StatusCode::kUnavailable, report::Reason::kRegisterUnavailable, "disk full");
  };
  EXPECT_EQ(report::ReasonOf(Run("临县").status()), "REGISTER_UNAVAILABLE");
}

TEST_F(Submit, RecordsFiguresWithoutADocument) {
  v1::SubmitReportRequest request;
  request.mutable_report()->set_form("ogi-2021");
  request.mutable_report()->set_year(2023);
  request.mutable_report()->mutable_agency()->set_name("临县");
  const auto response = SubmitReport(runtime::CallContext::Background(), backends_, request);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->receipt().outcome(), statistics::v1::OUTCOME_RECORDED);
  EXPECT_TRUE(statistics_.recorded().at("临县").document().empty());
}

TEST_F(Submit, RefusesFiguresThatDoNotSayWhoseTheyAre) {
  v1::SubmitReportRequest request;
  request.mutable_report()->set_form("ogi-2021");
  request.mutable_report()->set_year(2023);
  EXPECT_EQ(report::ReasonOf(SubmitReport(runtime::CallContext::Background(), backends_, request).status()),
            "MALFORMED_REQUEST");
}

}  // namespace
}  // namespace gouji::gateway
