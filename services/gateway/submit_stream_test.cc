#include "services/gateway/submit_stream.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <map>
#include <string>
#include <thread>
#include <utility>

#include "fmt/format.h"
#include "gtest/gtest.h"
#include "services/gateway/testing/fake_backends.h"
#include "services/report/error.h"
#include "services/runtime/mutex.h"

namespace gouji::gateway {
namespace {

// A client in memory. Read waits for `Vanish` when it has nothing left and the client is not done sending.
class FakeClient : public ChunkReader, public ResultWriter {
 public:
  explicit FakeClient(runtime::CallContext call) : call_(std::move(call)) {}

  void Send(std::string item_id, std::string data, bool last = true) {
    v1::SubmitDocumentsRequest chunk;
    chunk.set_item_id(std::move(item_id));
    chunk.set_data(std::move(data));
    chunk.set_last(last);
    chunks_.push_back(std::move(chunk));
  }
  void Vanish() { call_.Cancel(); }

  bool Read(v1::SubmitDocumentsRequest* chunk) override {
    if (chunks_.empty() && stays_) {
      while (!call_.IsCancelled()) (void)call_.Sleep(absl::Seconds(1));
    }
    if (chunks_.empty() || call_.IsCancelled()) return false;
    *chunk = std::move(chunks_.front());
    chunks_.pop_front();
    most_outstanding_ = std::max(most_outstanding_, ++read_count_ - written_count_.load());
    return true;
  }

  bool Write(const v1::SubmitDocumentsResponse& result) override {
    if (on_write) on_write();
    ++written_count_;
    EXPECT_TRUE(results_.emplace(result.item_id(), result).second) << "two results for " << result.item_id();
    return !gone_;
  }

  std::function<void()> on_write;
  bool stays_ = false;  // does not end its stream
  bool gone_ = false;   // takes no results
  int read_count_ = 0;
  std::atomic<int> written_count_ = 0;
  int most_outstanding_ = 0;  // items read and without a result, when items have one chunk
  std::deque<v1::SubmitDocumentsRequest> chunks_;
  std::map<std::string, v1::SubmitDocumentsResponse> results_;

 private:
  runtime::CallContext call_;
};

class SubmitStream : public testing::Test {
 protected:
  absl::Status Run() {
    return SubmitDocuments(call_, options_, {parse_, validate_, statistics_}, workers_, readers_, client_, client_,
                           submit_metrics_);
  }

  runtime::CallContext call_ = runtime::CallContext::Background();
  SubmitStreamOptions options_;
  FakeParse parse_;
  FakeValidate validate_;
  FakeStatistics statistics_;
  FakeClient client_{call_};
  runtime::Metrics metrics_;
  SubmitMetrics submit_metrics_{metrics_, options_.window.item_count, options_.window.byte_count};
  CurrentReaders readers_;
  runtime::Executor workers_{{.thread_count = 4}};
};

// Whoever reads and checks now.
const CurrentReaders::Versions kVersions = {.parser = "p1", .rule_set = "r1"};

TEST_F(SubmitStream, DoesNotReadAgainWhatTheRegisterKnows) {
  std::atomic<int> parsed = 0;
  parse_.before = [&](const runtime::CallContext&, const parse::v1::ParseDocumentRequest&) {
    ++parsed;
    return absl::OkStatus();
  };
  const auto send_again = [&] {
    client_.results_.clear();
    for (int i = 0; i < 40; ++i) client_.Send(fmt::format("id-{}", i), fmt::format("agency-{}", i));
    EXPECT_TRUE(Run().ok());
    EXPECT_EQ(client_.results_.size(), 40U);
  };
  send_again();
  EXPECT_EQ(parsed, 40);
  send_again();
  EXPECT_EQ(parsed, 80) << "nobody had said who reads now";

  readers_.Note(kVersions, absl::Now());
  send_again();
  EXPECT_EQ(parsed, 80);
  for (const auto& [id, result] : client_.results_) {
    EXPECT_EQ(result.receipt().outcome(), statistics::v1::OUTCOME_UNCHANGED);
    EXPECT_EQ(result.receipt().item_id(), id);
    EXPECT_EQ(result.receipt().key().unit(), "agency-" + id.substr(3));
  }
  EXPECT_EQ(metrics_.GetGauge("gouji_gateway_window_items", "").value(), 0);
  EXPECT_EQ(metrics_.GetGauge("gouji_gateway_window_bytes", "").value(), 0);
  ASSERT_FALSE(statistics_.found_by().empty());
  EXPECT_EQ(statistics_.found_by().back().parser_version(), kVersions.parser);
  EXPECT_EQ(statistics_.found_by().back().rule_set_version(), kVersions.rule_set);
}

TEST_F(SubmitStream, ReadsAnItemWhenTheRegisterCannotBeAsked) {
  readers_.Note(kVersions, absl::Now());
  statistics_.cannot_find = true;
  client_.Send("a", "临县");
  ASSERT_TRUE(Run().ok());
  EXPECT_EQ(client_.results_["a"].receipt().outcome(), statistics::v1::OUTCOME_RECORDED);
}

TEST_F(SubmitStream, GivesOneResultForEveryItem) {
  for (int i = 0; i < 500; ++i) client_.Send(fmt::format("id-{}", i), fmt::format("agency-{}", i));
  ASSERT_TRUE(Run().ok());
  ASSERT_EQ(client_.results_.size(), 500U);
  EXPECT_EQ(statistics_.recorded().size(), 500U);
  for (const auto& [id, result] : client_.results_) {
    ASSERT_TRUE(result.has_receipt()) << id;
    EXPECT_EQ(result.receipt().key().unit(), "agency-" + id.substr(3));
  }
}

TEST_F(SubmitStream, WritesAReceiptOnlyAfterTheItemIsDurable) {
  client_.on_write = [this] { EXPECT_EQ(statistics_.recorded().size(), 1U); };
  client_.Send("a", "临县");
  ASSERT_TRUE(Run().ok());
  EXPECT_EQ(client_.results_.size(), 1U);
}

TEST_F(SubmitStream, RecordsWhatIsReadyInOneRequest) {
  // While the first batch is being recorded, the others become ready.
  std::atomic<int> parsed = 0;
  parse_.before = [&](const runtime::CallContext&, const parse::v1::ParseDocumentRequest&) {
    ++parsed;
    return absl::OkStatus();
  };
  statistics_.before = [&](const runtime::CallContext& call, const statistics::v1::RecordReportsRequest&) {
    while (parsed < 20) (void)call.Sleep(absl::Milliseconds(1));
    return absl::OkStatus();
  };
  for (int i = 0; i < 20; ++i) client_.Send(fmt::format("id-{}", i), fmt::format("agency-{}", i));
  ASSERT_TRUE(Run().ok());
  EXPECT_LT(statistics_.batch_sizes().size(), 20U);
}

TEST_F(SubmitStream, LetsAnItemsErrorHarmNoOther) {
  options_.max_document_bytes = 100;
  client_.Send("empty", "");
  client_.Send("large", std::string(60, 'x'), false);
  client_.Send("large", std::string(60, 'x'), false);
  client_.Send("large", std::string(60, 'x'), true);
  client_.Send("noise", "noise");
  client_.Send("good", "临县");
  ASSERT_TRUE(Run().ok());
  ASSERT_EQ(client_.results_.size(), 4U);
  EXPECT_EQ(client_.results_["empty"].error().reason(), "EMPTY_DOCUMENT");
  EXPECT_EQ(client_.results_["empty"].error().code(), "INVALID_ARGUMENT");
  EXPECT_EQ(client_.results_["large"].error().reason(), "TOO_LARGE");
  EXPECT_EQ(client_.results_["large"].error().code(), "RESOURCE_EXHAUSTED");
  EXPECT_EQ(client_.results_["noise"].receipt().reason(), "NOT_A_REPORT");
  EXPECT_EQ(client_.results_["good"].receipt().outcome(), statistics::v1::OUTCOME_RECORDED);
}

TEST_F(SubmitStream, CountsWhatItHoldsAndWhatBecomesOfIt) {
  const auto held = [this] {
    return std::pair(metrics_.GetGauge("gouji_gateway_window_items", "").value(),
                     metrics_.GetGauge("gouji_gateway_window_bytes", "").value());
  };
  const auto counted = [this](const char* outcome, const char* code, const char* reason) {
    return metrics_
        .GetCounter("gouji_gateway_batch_items_total", "", {{"outcome", outcome}, {"code", code}, {"reason", reason}})
        .value();
  };
  options_.max_document_bytes = 100;
  client_.Send("large", std::string(101, 'x'));
  client_.Send("empty", "");
  client_.Send("noise", "noise");
  client_.Send("good", "abc");
  client_.Send("away", "away");
  parse_.before = [](const runtime::CallContext&, const parse::v1::ParseDocumentRequest& request) {
    return request.document() == "away"
               ? report::Error(absl::StatusCode::kUnavailable, report::Reason::kBackendUnavailable, "away")
               : absl::OkStatus();
  };
  std::pair<double, double> most;
  client_.on_write = [&] { most = std::max(most, held()); };
  ASSERT_TRUE(Run().ok());
  EXPECT_GE(most.first, 1);
  EXPECT_EQ(held(), std::pair(0.0, 0.0));
  EXPECT_EQ(counted("recorded", "OK", "NONE"), 1);
  EXPECT_EQ(counted("rejected", "OK", "NOT_A_REPORT"), 1);
  EXPECT_EQ(counted("failed", "INVALID_ARGUMENT", "EMPTY_DOCUMENT"), 1);
  EXPECT_EQ(counted("failed", "RESOURCE_EXHAUSTED", "TOO_LARGE"), 1);
  EXPECT_EQ(counted("failed", "UNAVAILABLE", "BACKEND_UNAVAILABLE"), 1);
  EXPECT_EQ(metrics_.GetGauge("gouji_gateway_window_limit_items", "").value(), options_.window.item_count);
}

TEST_F(SubmitStream, RecordsTheOthersWhenTheRegisterRefusesABatchForOneItem) {
  std::atomic<int> parsed = 0;
  parse_.before = [&](const runtime::CallContext&, const parse::v1::ParseDocumentRequest&) {
    ++parsed;
    return absl::OkStatus();
  };
  statistics_.before = [&](const runtime::CallContext& call, const statistics::v1::RecordReportsRequest& request) {
    while (parsed < 10) (void)call.Sleep(absl::Milliseconds(1));
    for (const statistics::v1::RecordItem& item : request.items()) {
      if (item.report().agency().name() == "agency-5") {
        return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedReport, "agency-5");
      }
    }
    return absl::OkStatus();
  };
  for (int i = 0; i < 10; ++i) client_.Send(fmt::format("id-{}", i), fmt::format("agency-{}", i));
  ASSERT_TRUE(Run().ok());
  EXPECT_EQ(statistics_.recorded().size(), 9U);
  EXPECT_EQ(client_.results_["id-5"].error().reason(), "MALFORMED_REPORT");
}

TEST_F(SubmitStream, GivesEveryItemOfABatchTheErrorOfAnUnavailableRegister) {
  statistics_.before = [](const runtime::CallContext&, const statistics::v1::RecordReportsRequest&) {
    return report::Error(absl::StatusCode::kUnavailable, report::Reason::kRegisterUnavailable, "disk full");
  };
  for (int i = 0; i < 10; ++i) client_.Send(fmt::format("id-{}", i), fmt::format("agency-{}", i));
  ASSERT_TRUE(Run().ok());
  ASSERT_EQ(client_.results_.size(), 10U);
  for (const auto& [id, result] : client_.results_) EXPECT_EQ(result.error().code(), "UNAVAILABLE") << id;
}

TEST_F(SubmitStream, EndsWithAnErrorForInterleavedItemsAfterTheItemsBefore) {
  client_.Send("a", "临县");
  client_.Send("b", "兴县", false);
  client_.Send("c", "岚县");
  EXPECT_EQ(report::ReasonOf(Run()), "INTERLEAVED_ITEMS");
  EXPECT_EQ(client_.results_.size(), 1U);
  EXPECT_TRUE(client_.results_["a"].has_receipt());
}

TEST_F(SubmitStream, TakesNoMoreItemsThanTheWindowHolds) {
  options_.window.item_count = 3;
  for (int i = 0; i < 100; ++i) client_.Send(fmt::format("id-{}", i), fmt::format("agency-{}", i));
  ASSERT_TRUE(Run().ok());
  EXPECT_EQ(client_.results_.size(), 100U);
  EXPECT_LE(client_.most_outstanding_, 3);
}

TEST_F(SubmitStream, HoldsNoMoreBytesThanTheWindowAllows) {
  options_.window.byte_count = 4 << 20;
  std::atomic<int> in_parse = 0;
  std::atomic<int> most = 0;
  parse_.before = [&](const runtime::CallContext& call, const parse::v1::ParseDocumentRequest&) {
    const int now = ++in_parse;
    int seen = most;
    while (now > seen && !most.compare_exchange_weak(seen, now)) {
    }
    (void)call.Sleep(absl::Milliseconds(2));
    --in_parse;
    return absl::OkStatus();
  };
  for (int i = 0; i < 30; ++i) {
    client_.Send(fmt::format("id-{}", i), std::string(1 << 20, 'x'), false);
    client_.Send(fmt::format("id-{}", i), std::string(1 << 19, static_cast<char>('a' + i)));
  }
  ASSERT_TRUE(Run().ok());
  EXPECT_EQ(client_.results_.size(), 30U);
  EXPECT_LE(most, 2);  // 2 × 1.5 MiB and a chunk of the third
}

TEST_F(SubmitStream, CancelsWorkInFlightWhenTheClientVanishes) {
  client_.stays_ = true;
  std::atomic<int> waiting = 0;
  parse_.before = [&](const runtime::CallContext& call, const parse::v1::ParseDocumentRequest&) {
    ++waiting;
    while (!call.IsCancelled()) (void)call.Sleep(absl::Hours(1));
    return call.Check();
  };
  for (int i = 0; i < 4; ++i) client_.Send(fmt::format("id-{}", i), "临县");
  std::thread vanish([&] {
    while (waiting < 4) std::this_thread::yield();
    client_.Vanish();
  });
  EXPECT_EQ(Run().code(), absl::StatusCode::kCancelled);
  vanish.join();
  EXPECT_TRUE(statistics_.recorded().empty());
  EXPECT_TRUE(client_.results_.empty());
}

TEST_F(SubmitStream, StopsWhenTheClientTakesNoResults) {
  client_.stays_ = true;
  client_.gone_ = true;
  client_.Send("a", "临县");
  EXPECT_EQ(Run().code(), absl::StatusCode::kCancelled);
}

TEST_F(SubmitStream, TellsTheClientToSendAgainWhatTheWorkersRefuse) {
  workers_.Drain();
  client_.Send("a", "临县");
  ASSERT_TRUE(Run().ok());
  EXPECT_EQ(client_.results_["a"].error().code(), "UNAVAILABLE");
}

}  // namespace
}  // namespace gouji::gateway
