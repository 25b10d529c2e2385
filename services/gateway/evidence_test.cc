#include "services/gateway/evidence.h"

#include <iterator>
#include <map>
#include <string>

#include "gtest/gtest.h"
#include "services/gateway/across.h"
#include "services/gateway/testing/fake_backends.h"
#include "services/report/error.h"

namespace gouji::gateway {
namespace {

// Keeps one report with its revisions, and one document.
class OneReport : public FakeStatistics {
 public:
  absl::StatusOr<statistics::v1::GetReportResponse> GetReport(
      const runtime::CallContext& /*call*/, const statistics::v1::GetReportRequest& request) override {
    const auto found = request.revision() == 0 ? std::prev(revisions.end()) : revisions.find(request.revision());
    if (request.key().year() != 2023 || found == revisions.end()) {
      return report::Error(absl::StatusCode::kNotFound, report::Reason::kReportNotFound, "no report");
    }
    statistics::v1::GetReportResponse response;
    *response.mutable_recorded() = found->second;
    return response;
  }
  absl::StatusOr<statistics::v1::GetDocumentResponse> GetDocument(
      const runtime::CallContext& /*call*/, const statistics::v1::GetDocumentRequest& /*request*/) override {
    if (!failure.ok()) return failure;
    statistics::v1::GetDocumentResponse response;
    response.set_document(document);
    response.set_file_name("临县.txt");
    return response;
  }

  std::map<int, statistics::v1::RecordedReport> revisions;
  std::string document = "临县";
  absl::Status failure;
};

class EvidenceTest : public testing::Test {
 protected:
  EvidenceTest() {
    parse::v1::ParseDocumentRequest request;
    request.set_document(statistics_.document);
    statistics::v1::RecordedReport& recorded = statistics_.revisions[1];
    recorded.mutable_key()->set_unit("临县");
    recorded.mutable_key()->set_year(2023);
    recorded.set_revision(1);
    recorded.set_document_sha256("1234");
    *recorded.mutable_report() = parse_.ParseDocument(runtime::CallContext::Background(), request)->report();
    recorded.mutable_report()->mutable_source()->set_parser_version("older");
    parse_.before = [this](const runtime::CallContext&, const parse::v1::ParseDocumentRequest& in) {
      file_name_ = in.file_name();
      return parse_failure_;
    };
  }

  absl::StatusOr<v1::GetReportResponse> Get(int revision = 0) {
    v1::GetReportRequest request;
    request.mutable_key()->set_unit("临县");
    request.mutable_key()->set_year(2023);
    request.set_revision(revision);
    request.set_include_evidence(true);
    return GetReport(runtime::CallContext::Background(), {parse_, validate_, statistics_}, request);
  }
  // Why there is none; empty when there is.
  std::string Missing() {
    const absl::StatusOr<v1::GetReportResponse> got = Get();
    EXPECT_TRUE(got.ok()) << got.status();
    EXPECT_EQ(got->recorded().report().evidence().empty(), !got->evidence_missing().empty());
    return got->evidence_missing();
  }

  FakeParse parse_;
  FakeValidate validate_;
  OneReport statistics_;
  std::string file_name_;
  absl::Status parse_failure_;
};

TEST_F(EvidenceTest, ComesFromTheKeptDocumentReadAgain) {
  const absl::StatusOr<v1::GetReportResponse> got = Get();
  ASSERT_TRUE(got.ok()) << got.status();
  EXPECT_EQ(got->evidence_missing(), "");
  ASSERT_EQ(got->recorded().report().evidence_size(), 1);
  EXPECT_EQ(got->recorded().report().evidence(0).line(), 7);
  EXPECT_EQ(got->recorded().report().source().parser_version(), "older");
  EXPECT_EQ(file_name_, "临县.txt");
}

TEST_F(EvidenceTest, IsLeftOutWhenNobodyAsks) {
  v1::GetReportRequest request;
  request.mutable_key()->set_year(2023);
  parse_failure_ = absl::InternalError("not to be called");
  const auto got = GetReport(runtime::CallContext::Background(), {parse_, validate_, statistics_}, request);
  ASSERT_TRUE(got.ok()) << got.status();
  EXPECT_EQ(got->recorded().report().evidence_size(), 0);
  EXPECT_EQ(got->evidence_missing(), "");
}

TEST_F(EvidenceTest, IsNotThatOfAnotherReading) {
  statistics_.revisions[1].mutable_report()->mutable_applications()->mutable_newly_received()->set_total(3);
  EXPECT_EQ(Missing(), "READS_DIFFERENTLY");
}

TEST_F(EvidenceTest, IsMissingWithoutADocument) {
  statistics_.failure =
      report::Error(absl::StatusCode::kNotFound, report::Reason::kDocumentNotKept, "the document is not kept");
  EXPECT_EQ(Missing(), "NO_DOCUMENT");
  statistics_.failure = absl::InternalError("not to be called");
  statistics_.revisions[1].clear_document_sha256();
  EXPECT_EQ(Missing(), "NO_DOCUMENT");
}

TEST_F(EvidenceTest, IsMissingForTheReasonForWhichTheDocumentCannotBeRead) {
  parse_failure_ =
      report::Error(absl::StatusCode::kFailedPrecondition, report::Reason::kConverterMissing, "no antiword");
  EXPECT_EQ(Missing(), "CONVERTER_MISSING");
}

TEST_F(EvidenceTest, FailsWhenAServiceDoesNotAnswer) {
  parse_failure_ = report::Error(absl::StatusCode::kUnavailable, report::Reason::kBackendUnavailable, "gone");
  EXPECT_TRUE(absl::IsUnavailable(Get().status()));
  parse_failure_ = absl::OkStatus();
  statistics_.failure = report::Error(absl::StatusCode::kUnavailable, report::Reason::kRegisterUnavailable, "gone");
  EXPECT_TRUE(absl::IsUnavailable(Get().status()));
}

TEST_F(EvidenceTest, OfACorrectedRevisionIsThatOfTheReadingThatWasCorrected) {
  for (int revision = 2; revision <= 3; ++revision) {
    statistics::v1::RecordedReport& corrected = statistics_.revisions[revision];
    corrected = statistics_.revisions[revision - 1];
    corrected.set_revision(revision);
    corrected.set_corrected_revision(revision - 1);
    corrected.mutable_report()->mutable_applications()->mutable_newly_received()->set_total(revision);
  }
  EXPECT_EQ(Missing(), "");
  EXPECT_EQ(Get()->recorded().report().applications().newly_received().total(), 3);
  statistics_.revisions.erase(1);
  EXPECT_EQ(Missing(), "READS_DIFFERENTLY");
}

}  // namespace
}  // namespace gouji::gateway
