#include "services/gateway/check.h"

#include "gtest/gtest.h"
#include "services/gateway/testing/fake_backends.h"
#include "services/report/error.h"

namespace gouji::gateway {
namespace {

class Check : public testing::Test {
 protected:
  absl::StatusOr<v1::CheckDocumentResponse> Run(const v1::CheckDocumentRequest& request, std::size_t limit = 100) {
    return CheckDocument(runtime::CallContext::Background(), backends_, limit, request);
  }

  FakeParse parse_;
  FakeValidate validate_;
  FakeStatistics statistics_;
  Backends backends_{parse_, validate_, statistics_};
};

TEST_F(Check, ReadsADocumentAndValidatesWhatWasRead) {
  v1::CheckDocumentRequest request;
  request.set_document("临县");
  const auto response = Run(request);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->report().agency().name(), "临县");
  EXPECT_EQ(response->assessment().verdict(), validate::v1::VERDICT_ACCEPTED);
  EXPECT_TRUE(statistics_.recorded().empty());
}

TEST_F(Check, GivesFindingsTheirEvidenceAndTheReportItsOwnOnlyOnRequest) {
  v1::CheckDocumentRequest request;
  request.set_document("临县");
  auto response = Run(request);
  EXPECT_EQ(response->findings(0).evidence(0).line(), 7);
  EXPECT_EQ(response->report().evidence_size(), 0);
  request.set_include_evidence(true);
  response = Run(request);
  EXPECT_EQ(response->report().evidence_size(), 1);
}

TEST_F(Check, HandsOptionsAndFileNameToTheParser) {
  parse_.before = [](const runtime::CallContext&, const parse::v1::ParseDocumentRequest& request) {
    EXPECT_EQ(request.file_name(), "a.txt");
    EXPECT_EQ(request.options().year(), 2022);
    return absl::AbortedError("seen");
  };
  v1::CheckDocumentRequest request;
  request.set_document("临县");
  request.set_file_name("a.txt");
  request.mutable_options()->set_year(2022);
  EXPECT_EQ(Run(request).status(), absl::AbortedError("seen"));
}

TEST_F(Check, RefusesADocumentOverTheLimitBeforeItReachesTheParser) {
  parse_.before = [](const runtime::CallContext&, const parse::v1::ParseDocumentRequest&) -> absl::Status {
    ADD_FAILURE() << "parsed";
    return absl::OkStatus();
  };
  v1::CheckDocumentRequest request;
  request.set_document(std::string(101, 'x'));
  EXPECT_EQ(report::ReasonOf(Run(request).status()), "TOO_LARGE");
}

TEST_F(Check, ReturnsTheErrorOfTheParser) { EXPECT_EQ(report::ReasonOf(Run({}).status()), "EMPTY_DOCUMENT"); }

TEST_F(Check, ChecksFiguresWithoutADocument) {
  v1::CheckReportRequest request;
  request.mutable_report()->set_form("ogi-2021");
  const auto response = CheckReport(runtime::CallContext::Background(), backends_, request);
  ASSERT_TRUE(response.ok());
  EXPECT_EQ(response->assessment().verdict(), validate::v1::VERDICT_ACCEPTED);
}

}  // namespace
}  // namespace gouji::gateway
