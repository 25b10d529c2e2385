#include "services/cli/importer.h"

#include <map>
#include <set>
#include <string>

#include "fmt/format.h"
#include "gtest/gtest.h"
#include "services/cli/testing/fake_gateway.h"
#include "services/cli/testing/scratch_folder.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

gateway::v1::SubmitDocumentsResponse Receipt(statistics::v1::Outcome outcome = statistics::v1::OUTCOME_RECORDED) {
  gateway::v1::SubmitDocumentsResponse response;
  response.mutable_receipt()->set_outcome(outcome);
  return response;
}

gateway::v1::SubmitDocumentsResponse ItemError(std::string code, std::string reason) {
  gateway::v1::SubmitDocumentsResponse response;
  response.mutable_error()->set_code(std::move(code));
  response.mutable_error()->set_reason(std::move(reason));
  return response;
}

class ImporterTest : public testing::Test {
 protected:
  ImporterTest() {
    options_.sleep = [this](absl::Duration duration) { slept_.push_back(duration); };
  }
  void AddFiles(int count) {
    for (int i = 0; i < count; ++i) {
      files_.push_back(
          {.path = folder_.Write(fmt::format("{:03}", i), fmt::format("document {}", i)), .status = absl::OkStatus()});
    }
  }
  absl::Status Run() {
    return Importer(files_, gateway_, options_,
                    [this](std::size_t file, const Importer::Result& result) {
                      EXPECT_TRUE(results_.emplace(file, result).second) << "two results for file " << file;
                    })
        .Run();
  }

  ScratchFolder folder_;
  FakeGateway gateway_;
  Importer::Options options_;
  std::vector<InputFile> files_;
  std::map<std::size_t, Importer::Result> results_;
  std::vector<absl::Duration> slept_;
};

TEST_F(ImporterTest, SendsEveryFileOnceThroughOneStream) {
  AddFiles(50);
  std::set<std::string> documents;
  gateway_.on_item = [&](const FakeGateway::Item& item) {
    EXPECT_TRUE(documents.insert(item.document).second);
    EXPECT_EQ(item.file_name, fmt::format("{:0>3}", item.item_id));
    return Receipt();
  };
  ASSERT_TRUE(Run().ok());
  EXPECT_EQ(documents.size(), 50U);
  EXPECT_EQ(results_.size(), 50U);
  EXPECT_EQ(gateway_.stream_count, 1);
}

TEST_F(ImporterTest, SendsALargeFileInChunksThatJoinToTheSameBytes) {
  std::string large;
  for (int i = 0; large.size() < 3'000'000; ++i) large += std::to_string(i);
  files_.push_back({.path = folder_.Write("large", large), .status = absl::OkStatus()});
  gateway_.on_item = [&](const FakeGateway::Item& item) {
    EXPECT_EQ(item.document, large);
    return Receipt();
  };
  EXPECT_TRUE(Run().ok());
}

TEST_F(ImporterTest, SendsAfterABreakOnlyWhatHasNoResult) {
  AddFiles(20);
  std::map<std::string, int> sent;
  gateway_.on_item = [&](const FakeGateway::Item& item) -> absl::StatusOr<gateway::v1::SubmitDocumentsResponse> {
    ++sent[item.item_id];
    if (item.item_id == "7" && sent["7"] == 1) return absl::UnavailableError("killed");
    return Receipt();
  };
  ASSERT_TRUE(Run().ok());
  EXPECT_EQ(results_.size(), 20U);
  EXPECT_EQ(gateway_.stream_count, 2);
  for (const auto& [id, count] : sent) EXPECT_EQ(count, id == "7" ? 2 : 1) << id;
}

TEST_F(ImporterTest, SendsAgainAnItemWhoseServiceDidNotAnswer) {
  AddFiles(3);
  int refused = 0;
  gateway_.on_item = [&](const FakeGateway::Item& item) {
    return item.item_id == "1" && ++refused <= 2 ? ItemError("UNAVAILABLE", "BACKEND_UNAVAILABLE") : Receipt();
  };
  ASSERT_TRUE(Run().ok());
  EXPECT_EQ(gateway_.stream_count, 3);
  EXPECT_TRUE(results_.at(1).ok());
}

TEST_F(ImporterTest, SendsAgainAnItemWhoseServiceWasOverloaded) {
  AddFiles(1);
  int refused = 0;
  gateway_.on_item = [&](const FakeGateway::Item&) {
    return ++refused == 1 ? ItemError("RESOURCE_EXHAUSTED", "OVERLOADED") : Receipt();
  };
  ASSERT_TRUE(Run().ok());
  EXPECT_TRUE(results_.at(0).ok());
}

TEST_F(ImporterTest, KeepsAnErrorThatIsTheDocumentsOwn) {
  AddFiles(2);
  gateway_.on_item = [&](const FakeGateway::Item& item) {
    return item.item_id == "0" ? ItemError("INVALID_ARGUMENT", "UNSUPPORTED_TYPE") : Receipt();
  };
  ASSERT_TRUE(Run().ok());
  EXPECT_EQ(gateway_.stream_count, 1);
  EXPECT_EQ(results_.at(0).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(report::ReasonOf(results_.at(0).status()), "UNSUPPORTED_TYPE");
}

TEST_F(ImporterTest, DoesNotSendWhatCannotBeReadHere) {
  options_.max_document_bytes = 5;
  AddFiles(1);
  files_.push_back({.path = folder_.Path("none"), .status = absl::OkStatus()});
  gateway_.on_item = [](const FakeGateway::Item&) {
    ADD_FAILURE() << "sent";
    return Receipt();
  };
  ASSERT_TRUE(Run().ok());
  EXPECT_EQ(report::ReasonOf(results_.at(0).status()), "TOO_LARGE");
  EXPECT_EQ(report::ReasonOf(results_.at(1).status()), "FILE_NOT_READABLE");
}

TEST_F(ImporterTest, GivesUpOnAGatewayThatStaysAwayAfterGrowingWaits) {
  AddFiles(1);
  gateway_.on_item = [](const FakeGateway::Item&) { return absl::UnavailableError("connection refused"); };
  EXPECT_EQ(Run().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(gateway_.stream_count, options_.fruitless_limit);
  ASSERT_EQ(slept_.size(), static_cast<std::size_t>(options_.fruitless_limit - 1));
  EXPECT_EQ(slept_[1], 2 * slept_[0]);
  EXPECT_LE(slept_.back(), options_.max_backoff);
  EXPECT_TRUE(results_.empty());
}

TEST_F(ImporterTest, GivesAnItemItsLastErrorWhenItsServiceStaysAway) {
  AddFiles(1);
  gateway_.on_item = [](const FakeGateway::Item&) { return ItemError("UNAVAILABLE", "BACKEND_UNAVAILABLE"); };
  ASSERT_TRUE(Run().ok());
  EXPECT_EQ(report::ReasonOf(results_.at(0).status()), "BACKEND_UNAVAILABLE");
}

TEST_F(ImporterTest, StopsWhenTheGatewayRefusesTheStreamForWhatItIs) {
  AddFiles(1);
  gateway_.on_item = [](const FakeGateway::Item&) { return absl::UnimplementedError("no such method"); };
  EXPECT_EQ(Run().code(), absl::StatusCode::kUnimplemented);
  EXPECT_EQ(gateway_.stream_count, 1);
}

}  // namespace
}  // namespace gouji::cli
