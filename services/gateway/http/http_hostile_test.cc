// What a server on a public port is sent. Each request must get the answer that it deserves, or none, hold no more than
// the limits say, and leave the server as it was.
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "gtest/gtest.h"
#include "services/gateway/http/testing/edge_fixture.h"
#include "services/gateway/http/testing/hostile_requests.h"

namespace gouji::gateway::http {
namespace {

#if defined(__has_feature)
#define GOUJI_HAS_FEATURE(feature) __has_feature(feature)
#else
#define GOUJI_HAS_FEATURE(feature) 0
#endif
// A sanitizer keeps what was freed for a while.
constexpr bool kMemoryIsTold = !GOUJI_HAS_FEATURE(address_sanitizer);

// The most memory that this process has had since ForgetPeak, in KiB.
std::size_t PeakMemory() {
  std::ifstream status("/proc/self/status");
  std::string name;
  std::size_t kibibytes = 0;
  while (status >> name) {
    if (name == "VmHWM:" && status >> kibibytes) return kibibytes;
  }
  return 0;
}

void ForgetPeak() { std::ofstream("/proc/self/clear_refs") << 5; }

class Hostile : public EdgeFixture {
 protected:
  void SetUp() override {
    EdgeFixture::SetUp();
    ForgetPeak();
    memory_before_ = PeakMemory();
  }

  Hostile() {
    server_options_.max_message_bytes = 4 << 20;
    http_options_.connection_limit = 40;
    http_options_.client_connection_limit = 32;
    http_options_.byte_limit = 8 << 20;
    http_options_.timeouts = {.idle = absl::Milliseconds(600),
                              .head = absl::Milliseconds(300),
                              .body = absl::Milliseconds(300),
                              .write = absl::Milliseconds(300)};
  }

  // After everything: nobody holds anything, and who asks properly is answered.
  void TearDown() override {
    EXPECT_TRUE(Becomes([&] { return Value("gouji_http_connections") == 0; })) << Value("gouji_http_connections");
    EXPECT_TRUE(Becomes([&] { return Value("gouji_http_request_bytes") == 0; })) << Value("gouji_http_request_bytes");
    EXPECT_EQ(Ask(Request("ListReports", "{}")).status, 200);
    const std::size_t growth = PeakMemory() - memory_before_;
    RecordProperty("memory_growth_kib", static_cast<int>(growth));
    EXPECT_TRUE(!kMemoryIsTold || growth <= memory_limit_) << growth << " KiB";
  }

  void SendAll(const std::vector<HostileRequest>& requests) const {
    for (const HostileRequest& request : requests) {
      SCOPED_TRACE(request.name);
      RawClient client(edge_->port());
      std::thread sending([&] { client.Send(request.bytes); });  // may not be taken as a whole
      const RawAnswer answer = client.Read();
      EXPECT_EQ(answer.status, request.status) << answer.head << answer.body;
      EXPECT_EQ(answer.body.find(R"({"code":")"), 0) << answer.body;
      EXPECT_NE(answer.body.find(R"("reason":")"), std::string::npos) << answer.body;
      client.EndSending();
      sending.join();
    }
  }

  // Eight clients that send the beginning of a body, and a megabyte of it.
  void FillMemory(const std::string& fields, const std::string& beginning) {
    const std::string part(1 << 20, ' ');
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 8; ++i) {
      clients.push_back(std::make_unique<RawClient>(edge_->port()));
      clients.back()->Send(Post(fields + "Content-Length: 3000000\r\n", beginning));
    }
    std::vector<std::thread> sending;
    sending.reserve(clients.size());
    for (const auto& client : clients) sending.emplace_back([&] { client->Send(part); });
    for (std::thread& thread : sending) thread.join();
    int refused_count = 0;
    for (const auto& client : clients) {
      const RawAnswer answer = client->Read();
      EXPECT_TRUE(answer.status == 429 || answer.status == 408) << answer.head;
      refused_count += static_cast<int>(answer.body.find("OVERLOADED") != std::string::npos);
    }
    EXPECT_GE(refused_count, 4);  // of 8 MiB, 4 MiB are for one client
  }

  // KiB that the process may grow by in a test, the test's own bytes included.
  std::size_t memory_limit_ = 64 << 10;
  std::size_t memory_before_ = 0;
};

TEST_F(Hostile, MalformedHeadsAreRefused) { SendAll(MalformedHeads()); }
TEST_F(Hostile, MalformedBodiesAreRefused) { SendAll(MalformedBodies()); }
TEST_F(Hostile, MalformedFormsAreRefused) { SendAll(MalformedForms()); }
TEST_F(Hostile, RequestsThatMayNotBeAreRefused) { SendAll(RefusedRequests()); }

TEST_F(Hostile, StreamsWithBadFramesEndWithAnError) {
  const std::vector<std::pair<std::string, std::string>> bodies = {
      {std::string("\x01\0\0\0\x02{}", 7), "invalid_argument"},        // compressed
      {std::string("\x02\0\0\0\x02{}", 7), "invalid_argument"},        // the end, which servers alone send
      {std::string("\x80\0\0\0\x02{}", 7), "invalid_argument"},        // a flag that there is not
      {std::string("\0\xFF\xFF\xFF\xFF{}", 7), "resource_exhausted"},  // 4 GiB
      {std::string("\0\0\0\0\x09{}", 7), "invalid_argument"},          // cut off
      {std::string("\0\0\0\0\x02{]", 7), "invalid_argument"},          // no JSON
      {std::string("\0\0\0\0\x02{}", 7), "invalid_argument"},          // a chunk without item
  };
  for (const auto& [body, code] : bodies) {
    const RawAnswer answer = Ask(Request("SubmitDocuments", body, "Content-Type: application/connect+json\r\n"));
    EXPECT_EQ(answer.status, 200) << answer.head;
    EXPECT_NE(answer.body.find(R"({"error":{"code":")" + code), std::string::npos) << answer.body;
  }
  EXPECT_EQ(Ask("POST /gouji.gateway.v1.GatewayService/SubmitDocuments HTTP/1.0\r\nContent-Type: "
                "application/connect+json\r\nContent-Length: 0\r\n\r\n")
                .status,
            505);
  EXPECT_EQ(Ask(Request("SubmitDocuments", "",
                        "Content-Type: application/connect+json\r\nConnect-Content-Encoding: gzip\r\n"))
                .status,
            415);
}

TEST_F(Hostile, AFileOverTheLimitIsPassedBy) {
  http_options_.timeouts = {};
  Restart();
  const std::string head = "Content-Disposition: form-data; name=f; filename=a.html";
  const std::string piece(1 << 20, 'x');
  const std::string rest = "\r\n" + Part(head, "临县") + Part(head, "--c\r\n") + "--b--";
  const std::string start = "--b\r\n" + head + "\r\n\r\n";
  RawClient client(edge_->port());
  client.Send(Post("Content-Type: multipart/form-data; boundary=b\r\nContent-Length: " +
                       std::to_string(start.size() + 128 * piece.size() + rest.size()) + "\r\n",
                   start));
  for (int i = 0; i < 128; ++i) ASSERT_TRUE(client.Send(piece));
  client.Send(rest);
  const RawAnswer answer = client.Read();
  EXPECT_NE(answer.body.find("TOO_LARGE"), std::string::npos) << answer.body;
  EXPECT_NE(answer.body.find(R"("name":"临县")"), std::string::npos) << answer.body;
  EXPECT_NE(answer.body.find(R"({"end":{"file_count":3,"failed_count":1}})"), std::string::npos) << answer.body;
}

TEST_F(Hostile, SlowHeadsAndBodiesAreCutOff) {
  RawClient head(edge_->port());
  head.Send("POST / HT");
  RawClient body(edge_->port());
  body.Send(Post("Content-Type: application/json\r\nContent-Length: 100\r\n", "{"));
  RawClient chunk(edge_->port());
  chunk.Send(Chunked("5\r\n{"));
  RawClient silent(edge_->port());
  EXPECT_EQ(head.Read().status, 408);
  EXPECT_EQ(body.Read().status, 408);
  EXPECT_EQ(chunk.Read().status, 408);
  EXPECT_TRUE(silent.AtEnd());
}

TEST_F(Hostile, ABodyThatDripsIsCutOff) {
  RawClient client(edge_->port());
  client.Send(Post("Content-Type: application/json\r\nContent-Length: 1000000\r\n"));
  std::thread dripping([&] {
    while (client.Send(" ")) absl::SleepFor(absl::Milliseconds(10));
  });
  EXPECT_EQ(client.Read().status, 408);
  client.EndSending();
  dripping.join();
}

TEST_F(Hostile, WhoDoesNotReadTheAnswerIsCutOff) {
  http_options_.byte_limit = 128 << 20;
  Restart();
  // Eight answers at once, each of them as message, in gRPC's buffers and as JSON.
  memory_limit_ = 256 << 10;
  statistics_.document.assign(3 << 20, 'x');
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 8; ++i) {
    clients.push_back(std::make_unique<RawClient>(edge_->port()));
    // Far more than the buffers on the way hold.
    clients.back()->Send(Many(20, Request("GetDocument", R"({"key": {"unit": "kept"}})")));
  }
  EXPECT_TRUE(Becomes([&] { return Value("gouji_http_connections") == 8; }));
  EXPECT_TRUE(Becomes([&] { return Value("gouji_http_connections") == 0; }));
}

TEST_F(Hostile, AnswersThatNobodyReadsDoNotFillTheMemory) {
  http_options_.byte_limit = 16 << 20;
  http_options_.timeouts = {};
  Restart();
  memory_limit_ = 256 << 10;
  statistics_.document.assign(3 << 20, 'x');
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 8; ++i) {
    clients.push_back(std::make_unique<RawClient>(edge_->port()));
    clients.back()->Send(Many(20, Request("GetDocument", R"({"key": {"unit": "kept"}})")));
  }
  // Of 16 MiB, 8 MiB are for one client, which is less than two answers have.
  const auto refused = metrics_.GetCounter("gouji_http_requests_total", "", {{"code", "429"}});
  EXPECT_TRUE(Becomes([&] { return refused.value() > 0; }));
  EXPECT_LE(Value("gouji_http_request_bytes"), 8 << 20);
}

TEST_F(Hostile, OneClientCannotTakeAllMemory) { FillMemory("Content-Type: application/json\r\n", ""); }

TEST_F(Hostile, OneClientCannotTakeAllMemoryWithForms) {
  FillMemory("Content-Type: multipart/form-data; boundary=b\r\n",
             "--b\r\nContent-Disposition: form-data; name=f; filename=a\r\n\r\n");
}

TEST_F(Hostile, OneClientCannotTakeAllConnections) {
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 60; ++i) clients.push_back(std::make_unique<RawClient>(edge_->port()));
  EXPECT_TRUE(Becomes([&] { return metrics_.GetCounter("gouji_http_refused_connections_total", "").value() == 28; }));
  EXPECT_EQ(Value("gouji_http_connections"), 32);
}

TEST_F(Hostile, WhoGoesInTheMiddleLeavesNothingBehind) {
  for (const std::string& request :
       {Post("Content-Type: application/json\r\nContent-Length: 100\r\n", "{"), Request("CheckDocument", "{}"),
        Chunked("5\r\n{"), std::string("POST"), std::string()}) {
    for (int i = 0; i < 20; ++i) {
      RawClient client(edge_->port());
      client.Send(request);
    }
  }
}

TEST_F(Hostile, ManyRequestsAtOnceOnAConnectionAreAnsweredOneByOne) {
  RawClient client(edge_->port());
  std::thread sending([&] { client.Send(Many(2000, Request("ListReports", "{}"))); });
  for (int i = 0; i < 2000; ++i) ASSERT_EQ(client.Read().status, 200) << i;
  sending.join();
}

}  // namespace
}  // namespace gouji::gateway::http
