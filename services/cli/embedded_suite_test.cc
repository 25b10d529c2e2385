#include "services/cli/embedded_suite.h"

#include <filesystem>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/connection.h"
#include "services/cli/testing/sample_report.h"
#include "services/cli/testing/scratch_folder.h"
#include "services/report/error.h"
#include "services/runtime/testing/certificates.h"

namespace gouji::cli {
namespace {

TEST(EmbeddedSuite, ChecksWithoutTouchingTheDisk) {
  const ScratchFolder folder;
  auto connection = Connection::Open({});
  ASSERT_TRUE(connection.ok()) << connection.status();
  gateway::v1::CheckDocumentRequest request;
  request.set_document(SampleReport());
  const auto response = connection->client().CheckDocument(request);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->report().form(), "ogi-2021");
  EXPECT_GT(response->assessment().held(), 0);
  EXPECT_EQ(connection->client().Summarize({}).status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST(EmbeddedSuite, ChecksWithTheRulesOfAFileToo) {
  const std::string pack = std::string(GOUJI_SOURCE_DIR) + "/tests/data/rules/province.textproto";
  auto connection = Connection::Open({.rule_packs = {pack}});
  ASSERT_TRUE(connection.ok()) << connection.status();
  gateway::v1::CheckDocumentRequest request;
  request.set_document(SampleReport());
  const auto response = connection->client().CheckDocument(request);
  ASSERT_TRUE(response.ok()) << response.status();
  const auto& packs = response->assessment().packs();
  EXPECT_EQ(*packs.rbegin(), "province");
  gateway::v1::ExplainRuleRequest explain;
  explain.set_id("PROV.CARRIED");
  EXPECT_EQ(connection->client().ExplainRule(explain)->rule().pack(), "province");
}

TEST(EmbeddedSuite, RecordsWhatIsThereAfterARestart) {
  const ScratchFolder folder;
  const std::string data_dir = folder.Path("deep/data");
  {
    auto connection = Connection::Open({.data_dir = data_dir});
    ASSERT_TRUE(connection.ok()) << connection.status();
    EXPECT_EQ(SubmitAlone(connection->client(), SampleReport()).receipt().outcome(), statistics::v1::OUTCOME_RECORDED);
  }
  auto connection = Connection::Open({.data_dir = data_dir});
  ASSERT_TRUE(connection.ok()) << connection.status();
  EXPECT_EQ(SubmitAlone(connection->client(), SampleReport()).receipt().outcome(), statistics::v1::OUTCOME_UNCHANGED);
  const auto summary = connection->client().Summarize({});
  ASSERT_TRUE(summary.ok());
  EXPECT_EQ(summary->summary().coverage().matched_count(), 1);
  EXPECT_EQ(std::filesystem::status(data_dir).permissions(), std::filesystem::perms::owner_all);
}

TEST(EmbeddedSuite, GivesBackTheBytesThatWereSubmitted) {
  const ScratchFolder folder;
  auto connection = Connection::Open({.data_dir = folder.Path("data")});
  ASSERT_TRUE(connection.ok()) << connection.status();
  gateway::v1::SubmitDocumentRequest submit;
  submit.set_document(SampleReport());
  submit.set_file_name("报告.txt");
  const auto submitted = connection->client().SubmitDocument(submit);
  ASSERT_TRUE(submitted.ok()) << submitted.status();
  gateway::v1::GetDocumentRequest request;
  *request.mutable_key() = submitted->receipt().key();
  const auto document = connection->client().GetDocument(request);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->document(), SampleReport());
  EXPECT_EQ(document->file_name(), "报告.txt");

  auto without_register = Connection::Open({});
  ASSERT_TRUE(without_register.ok()) << without_register.status();
  EXPECT_EQ(without_register->client().GetDocument(request).status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST(EmbeddedSuite, TellsWhatIsNoReportFromWhatCannotBeRead) {
  const ScratchFolder folder;
  auto connection = Connection::Open({.data_dir = folder.Path("data")});
  ASSERT_TRUE(connection.ok()) << connection.status();
  EXPECT_EQ(SubmitAlone(connection->client(), "会议通知\n\n请各单位按时参加。\n").receipt().reason(), "NOT_A_REPORT");
  EXPECT_EQ(SubmitAlone(connection->client(), "").error().reason(), "EMPTY_DOCUMENT");
}

TEST(EmbeddedSuite, RefusesADataFolderThatIsAFile) {
  const ScratchFolder folder;
  EXPECT_EQ(EmbeddedSuite::Create({.data_dir = folder.Write("file", "x")}).status().code(),
            absl::StatusCode::kUnavailable);
}

TEST(Connection, ReachesTheGatewayOfAnotherSuite) {
  EmbeddedSuite::Options options;
  options.gateway.listen = "127.0.0.1";
  options.gateway.port = 0;
  auto suite = EmbeddedSuite::Create(options);
  ASSERT_TRUE(suite.ok()) << suite.status();
  auto connection = Connection::Open({.endpoint = "127.0.0.1:" + std::to_string((*suite)->server().port())});
  ASSERT_TRUE(connection.ok()) << connection.status();
  gateway::v1::CheckDocumentRequest request;
  EXPECT_EQ(report::ReasonOf(connection->client().CheckDocument(request).status()), "EMPTY_DOCUMENT");
}

TEST(Connection, ReachesAGatewayWithTls) {
  const runtime::testing::TestAuthority authority("Authority");
  runtime::testing::SecretFolder files;
  files.Put(authority.Issue(), authority.certificate());
  EmbeddedSuite::Options options;
  options.gateway.listen = "127.0.0.1";
  options.gateway.port = 0;
  options.gateway.tls = files.Files();
  auto suite = EmbeddedSuite::Create(options);
  ASSERT_TRUE(suite.ok()) << suite.status();
  const std::string endpoint = "127.0.0.1:" + std::to_string((*suite)->server().port());
  auto connection = Connection::Open({.endpoint = endpoint, .tls = files.Files()});
  ASSERT_TRUE(connection.ok()) << connection.status();
  gateway::v1::CheckDocumentRequest request;
  EXPECT_EQ(report::ReasonOf(connection->client().CheckDocument(request).status()), "EMPTY_DOCUMENT");
  const auto in_plain_text = Connection::Open({.endpoint = endpoint, .connect_timeout = absl::Milliseconds(100)});
  EXPECT_EQ(in_plain_text.status().code(), absl::StatusCode::kUnavailable);
}

TEST(Connection, NamesTheFilesOfTlsThatCannotBeUsed) {
  const auto connection = Connection::Open({.endpoint = "127.0.0.1:1", .tls = {.authorities = "/nonexistent/ca.crt"}});
  EXPECT_EQ(connection.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(connection.status().message()),
              testing::StartsWith("--tls_authorities: cannot read /nonexistent/ca.crt"));
  EXPECT_THAT(report::ChineseMessageOf(connection.status()), testing::HasSubstr("/nonexistent/ca.crt"));
}

TEST(Connection, SaysThatNoGatewayAnswers) {
  const auto connection = Connection::Open({.endpoint = "127.0.0.1:1", .connect_timeout = absl::Milliseconds(100)});
  EXPECT_EQ(connection.status().code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace gouji::cli
