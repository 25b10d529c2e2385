// Evidence of recorded reports, through the whole suite.
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "services/cli/connection.h"
#include "services/cli/testing/sample_report.h"
#include "services/cli/testing/scratch_folder.h"

namespace gouji::cli {
namespace {

using ::google::protobuf::util::MessageDifferencer;

constexpr char kCell[] = "applications.newly_received.total";

gateway::v1::GetReportResponse Get(GatewayClient& client, const statistics::v1::ReportKey& key) {
  gateway::v1::GetReportRequest request;
  *request.mutable_key() = key;
  request.set_include_evidence(true);
  const absl::StatusOr<gateway::v1::GetReportResponse> got = client.GetReport(request);
  EXPECT_TRUE(got.ok()) << got.status();
  return got.ok() ? *got : gateway::v1::GetReportResponse();
}

TEST(RecordedEvidence, IsThatOfTheDocumentAlsoAfterACellWasCorrected) {
  const ScratchFolder folder;
  auto connection = Connection::Open({.data_dir = folder.Path("data")});
  ASSERT_TRUE(connection.ok()) << connection.status();
  GatewayClient& client = connection->client();
  gateway::v1::CheckDocumentRequest check;
  check.set_document(SampleReport());
  check.set_include_evidence(true);
  const auto checked = client.CheckDocument(check);
  ASSERT_TRUE(checked.ok()) << checked.status();
  ASSERT_GT(checked->report().evidence_size(), 100);

  const gateway::v1::SubmitDocumentsResponse submitted = SubmitAlone(client, SampleReport());
  EXPECT_EQ(submitted.receipt().outcome(), statistics::v1::OUTCOME_RECORDED);
  const statistics::v1::ReportKey& key = submitted.receipt().key();
  const gateway::v1::GetReportResponse recorded = Get(client, key);
  EXPECT_EQ(recorded.evidence_missing(), "");
  EXPECT_TRUE(MessageDifferencer::Equals(recorded.recorded().report(), checked->report()));

  gateway::v1::CorrectCellsRequest correct;
  *correct.mutable_key() = key;
  validate::v1::CellChange& change = *correct.add_changes();
  change.set_cell(kCell);
  change.set_from(checked->report().applications().newly_received().total());
  change.set_to(change.from() + 1);
  correct.set_author("王五");
  correct.set_reason("扫描件误读");
  const auto corrected = client.CorrectCells(correct);
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  const gateway::v1::GetReportResponse after = Get(client, key);
  EXPECT_EQ(after.recorded().revision(), 2);
  EXPECT_EQ(after.evidence_missing(), "");
  EXPECT_EQ(after.recorded().report().applications().newly_received().total(), change.to());
  ASSERT_EQ(after.recorded().report().evidence_size(), checked->report().evidence_size());
  EXPECT_TRUE(MessageDifferencer::Equals(after.recorded().report().evidence(0), checked->report().evidence(0)));
}

}  // namespace
}  // namespace gouji::cli
