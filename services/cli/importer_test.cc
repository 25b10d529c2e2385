#include "services/cli/importer.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

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
    options_.sleep = [this](absl::Duration duration) {
      slept_.push_back(duration);
      now_ += duration;
    };
    options_.now = [this] { return now_; };
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
  absl::Time now_ = absl::FromUnixSeconds(1'700'000'000);
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
  ASSERT_EQ(slept_.size(), static_cast<std::size_t>(gateway_.stream_count - 1));
  EXPECT_EQ(slept_[1], 2 * slept_[0]);
  EXPECT_EQ(slept_.back(), options_.max_backoff);
  absl::Duration waited;
  for (const absl::Duration duration : slept_) waited += duration;
  EXPECT_GE(waited, options_.patience);
  EXPECT_LE(waited, options_.patience + options_.max_backoff);
  EXPECT_TRUE(results_.empty());
}

TEST_F(ImporterTest, WithoutPatienceStillTriesSomeTimes) {
  AddFiles(1);
  options_.patience = absl::ZeroDuration();
  gateway_.on_item = [](const FakeGateway::Item&) { return absl::UnavailableError("connection refused"); };
  EXPECT_FALSE(Run().ok());
  EXPECT_EQ(gateway_.stream_count, options_.fruitless_limit);
}

TEST_F(ImporterTest, OutlastsAGatewayThatIsAwayForAlmostAsLongAsItsPatience) {
  AddFiles(5);
  options_.patience = absl::Minutes(10);
  const absl::Time back = now_ + absl::Minutes(9);
  int pause_count = 0;
  options_.on_pause = [&](const absl::Status& why) {
    EXPECT_EQ(why.message(), "connection refused");
    ++pause_count;
  };
  gateway_.on_item = [&](const FakeGateway::Item& item) -> absl::StatusOr<gateway::v1::SubmitDocumentsResponse> {
    if (item.item_id == "3" && now_ < back) return absl::UnavailableError("connection refused");
    return Receipt();
  };
  ASSERT_TRUE(Run().ok());
  EXPECT_EQ(results_.size(), 5U);
  EXPECT_EQ(pause_count, static_cast<int>(slept_.size()));
}

TEST_F(ImporterTest, DoesNotFinishWhenAServiceStaysAwayAndGivesItemsTheirLastErrors) {
  AddFiles(3);
  gateway_.on_item = [](const FakeGateway::Item& item) {
    return item.item_id == "0" ? Receipt() : ItemError("UNAVAILABLE", "BACKEND_UNAVAILABLE");
  };
  gateway_.on_check = [](const gateway::v1::CheckDocumentRequest& request) {
    EXPECT_TRUE(request.compare_with_register());
    EXPECT_EQ(request.document(), "document 0");
    return absl::UnavailableError("connection refused");
  };
  EXPECT_EQ(report::ReasonOf(Run()), "BACKEND_UNAVAILABLE");
  EXPECT_EQ(results_.size(), 3U);
  EXPECT_EQ(report::ReasonOf(results_.at(1).status()), "BACKEND_UNAVAILABLE");
}

TEST_F(ImporterTest, SetsAsideAnItemThatNeverGetsThroughWhileOthersDo) {
  for (const auto& error : {std::pair("UNAVAILABLE", "BACKEND_UNAVAILABLE"), {"DEADLINE_EXCEEDED", ""}}) {
    files_.clear();
    results_.clear();
    gateway_.stream_count = 0;
    AddFiles(20);
    std::map<std::string, int> sent;
    gateway_.on_item = [&](const FakeGateway::Item& item) {
      ++sent[item.item_id];
      return item.item_id == "7" ? ItemError(error.first, error.second) : Receipt();
    };
    gateway_.on_check = [](const gateway::v1::CheckDocumentRequest&) { return gateway::v1::CheckDocumentResponse(); };
    ASSERT_TRUE(Run().ok()) << "the import is finished; the document is refused";
    EXPECT_EQ(results_.size(), 20U);
    EXPECT_EQ(absl::StatusCodeToString(results_.at(7).status().code()), error.first);
    EXPECT_EQ(report::ReasonOf(results_.at(7).status()), error.second);
    for (const auto& [id, count] : sent) EXPECT_EQ(count, id == "7" ? gateway_.stream_count : 1) << id;
    EXPECT_LE(sent["7"], 12) << "not for ever";
  }
}

TEST_F(ImporterTest, NeverSetsAsideWhatNobodyHadTimeFor) {
  for (const auto& error : {std::pair("RESOURCE_EXHAUSTED", "OVERLOADED"), {"UNAVAILABLE", "REGISTER_UNAVAILABLE"}}) {
    files_.clear();
    results_.clear();
    AddFiles(3);
    gateway_.on_item = [&](const FakeGateway::Item& item) {
      return item.item_id == "1" ? ItemError(error.first, error.second) : Receipt();
    };
    gateway_.on_check = [](const gateway::v1::CheckDocumentRequest&) { return gateway::v1::CheckDocumentResponse(); };
    EXPECT_EQ(report::ReasonOf(Run()), error.second) << "not finished, although a check gets through";
  }
}

TEST_F(ImporterTest, SendsWhatFailedBehindAllOthers) {
  AddFiles(6);
  std::vector<std::string> sent;
  gateway_.on_item = [&](const FakeGateway::Item& item) -> absl::StatusOr<gateway::v1::SubmitDocumentsResponse> {
    sent.push_back(item.item_id);
    if (sent.size() == 1) return ItemError("UNAVAILABLE", "BACKEND_UNAVAILABLE");
    if (sent.size() == 3) return absl::UnavailableError("killed");
    return Receipt();
  };
  ASSERT_TRUE(Run().ok());
  EXPECT_EQ(sent, (std::vector<std::string>{"0", "1", "2", "2", "3", "4", "5", "0"}));
}

TEST_F(ImporterTest, StopsWhenTheGatewayRefusesTheStreamForWhatItIs) {
  AddFiles(1);
  gateway_.on_item = [](const FakeGateway::Item&) { return absl::UnimplementedError("no such method"); };
  EXPECT_EQ(Run().code(), absl::StatusCode::kUnimplemented);
  EXPECT_EQ(gateway_.stream_count, 1);
}

}  // namespace
}  // namespace gouji::cli
