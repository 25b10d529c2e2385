// What a server on a public port is sent. Each request must get the answer that it deserves, or none, hold no more than
// the limits say, and leave the server as it was.
#include <string>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "gtest/gtest.h"
#include "services/gateway/http/testing/edge_fixture.h"

namespace gouji::gateway::http {
namespace {

struct HostileRequest {
  const char* name;
  std::string bytes;
  int status;
};

const std::string kCheck = "/gouji.gateway.v1.GatewayService/CheckDocument";

// A request with a head of ours and whatever fields and body.
std::string Post(const std::string& fields, const std::string& body = "", const std::string& path = kCheck) {
  return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n" + body;
}

std::string Sized(const std::string& type, const std::string& body) {
  return Post("Content-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n", body);
}

std::string Json(const std::string& body) { return Sized("application/json", body); }

std::string Chunked(const std::string& body) {
  return Post("Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n", body);
}

std::string Many(std::size_t count, const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < count; ++i) result += text;
  return result;
}

std::vector<HostileRequest> MalformedHeads() {
  return {
      {"a TLS hello", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03\r\n\r\n", 15), 400},
      {"nothing but line breaks", "\r\n\r\n\r\n", 400},
      {"a line without version", "GET /\r\n\r\n", 400},
      {"the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
      {"a version that there is not", "GET / HTTP/3.1\r\nHost: localhost\r\n\r\n", 400},
      {"a target of another server", "GET http://example.com/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"a tunnel", "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n", 400},
      {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"two hosts", "GET / HTTP/1.1\r\nHost: localhost\r\nHost: a\r\n\r\n", 400},
      {"a field without colon", "GET / HTTP/1.1\r\nHost: localhost\r\nfield\r\n\r\n", 400},
      {"a space before the colon", "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", 400},
      {"a zero byte in a field", std::string("GET / HTTP/1.1\r\nHost: localhost\r\nA: \0\r\n\r\n", 41), 400},
      {"bare line feeds", "GET / HTTP/1.1\nHost: localhost\n\n", 400},
      {"an endless request line", "GET /" + std::string(40'000, 'a'), 431},
      {"an endless field", "GET / HTTP/1.1\r\nHost: localhost\r\nA: " + std::string(40'000, 'a'), 431},
      {"endless fields", "GET / HTTP/1.1\r\nHost: localhost\r\n" + Many(4000, "A: b\r\n") + "\r\n", 431},
      {"a length below zero", Post("Content-Length: -1\r\n"), 400},
      {"a length that is no number", Post("Content-Length: ten\r\n"), 400},
      {"a length beyond 64 bits", Post("Content-Length: 99999999999999999999\r\n"), 400},
      {"two lengths", Post("Content-Length: 2\r\nContent-Length: 3\r\n", "{}}"), 400},
      {"a list of lengths", Post("Content-Length: 2, 3\r\n", "{}}"), 400},
      {"a length and chunks", Post("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
      {"chunks and a length", Post("Transfer-Encoding: chunked\r\nContent-Length: 2\r\n", "0\r\n\r\n"), 400},
      {"chunks in gzip", Post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 400},
      {"an unknown transfer encoding", Post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 400},
      {"chunks twice", Post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
      {"an expectation that nobody meets", Post("Expect: a miracle\r\nContent-Length: 2\r\n"), 417},
  };
}

std::vector<HostileRequest> MalformedBodies() {
  return {
      {"a chunk whose size is no number", Chunked("size\r\n"), 400},
      {"a chunk beyond 64 bits", Chunked("FFFFFFFFFFFFFFFFF\r\n"), 400},
      {"a chunk that does not end", Chunked("2\r\n{}{}\r\n"), 400},
      {"an endless extension of a chunk", Chunked("2;" + std::string(40'000, 'a')), 400},
      {"an endless trailer", Chunked("2\r\n{}\r\n0\r\n" + Many(8000, "A: b\r\n")), 400},
      {"a body of 10 GB", Post("Content-Type: application/json\r\nContent-Length: 10000000000\r\n"), 413},
      {"an endless body", Chunked(Many(70, "10000\r\n" + std::string(0x10000, ' ') + "\r\n")), 413},
      {"no type", Post("Content-Length: 2\r\n", "{}"), 415},
      {"a page's form", Sized("application/x-www-form-urlencoded", "document=a"), 415},
      {"a type that is none", Sized(";;;", "{}"), 415},
      {"messages of a stream for a method without", Sized("application/connect+json", "{}"), 415},
      {"a compressed body", Post("Content-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n"),
       415},
      {"no body", Json(""), 400},
      {"half a document", Json(R"({"document": ")"), 400},
      {"lists nested without end", Json(std::string(100'000, '[')), 400},
      {"objects nested without end", Json(Many(100'000, R"({"options":)")), 400},
      {"a field that there is not", Json(R"({"documents": ""})"), 400},
      {"a field of another type", Json(R"({"include_evidence": [1]})"), 400},
      {"a year beyond 32 bits", Json(R"({"options": {"year": 99999999999}})"), 400},
      {"a document that is not base64", Json(R"({"document": "%%%"})"), 400},
      {"a name that is not UTF-8", Json("{\"file_name\": \"\xFF\xFE\"}"), 400},
      {"a message that is none", Sized("application/proto", "\x07\x07\x07"), 400},
      {"a message cut off",
       Sized("application/proto",
             "\x0A\x7F"
             "abc"),
       400},
      {"a message nested without end", Sized("application/proto", std::string(100'000, '\x1B')), 400},
  };
}

std::vector<HostileRequest> RefusedRequests() {
  const std::string json = "Content-Type: application/json\r\nContent-Length: 2\r\n";
  return {
      {"a path that there is not", Post(json, "{}", "/admin"), 404},
      {"a way out of the folder", Post(json, "{}", "/../../etc/passwd"), 404},
      {"a method that there is not", Post(json, "{}", kCheck + "s"), 404},
      {"another service of the process", Post(json, "{}", "/gouji.statistics.v1.StatisticsService/RecordReports"), 404},
      {"reading a method", "GET " + kCheck + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 405},
      {"TRACE", "TRACE " + kCheck + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 405},
      {"a verb that there is not", "HACK " + kCheck + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 405},
      {"a page of another origin", Post("Origin: https://evil.example\r\n" + json, "{}"), 403},
      {"a page without origin", Post("Origin: null\r\n" + json, "{}"), 403},
      {"a name that was made to mean this machine",
       "POST " + kCheck + " HTTP/1.1\r\nHost: evil.example\r\nOrigin: http://evil.example\r\n" + json + "\r\n{}", 403},
      {"a token that is no text", Post("Authorization: Bearer \xFF\xFE\r\n" + json, "{}"), 400},
      {"a deadline that is none", Post("Connect-Timeout-Ms: soon\r\n" + json, "{}"), 400},
      {"a deadline below zero", Post("Connect-Timeout-Ms: -5\r\n" + json, "{}"), 400},
      {"a deadline beyond all time", Post("Connect-Timeout-Ms: 99999999999\r\n" + json, "{}"), 400},
      {"a protocol of the future", Post("Connect-Protocol-Version: 2\r\n" + json, "{}"), 400},
  };
}

class Hostile : public EdgeFixture {
 protected:
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
};

TEST_F(Hostile, MalformedHeadsAreRefused) { SendAll(MalformedHeads()); }
TEST_F(Hostile, MalformedBodiesAreRefused) { SendAll(MalformedBodies()); }
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

TEST_F(Hostile, OneClientCannotTakeAllMemory) {
  const std::string part(1 << 20, ' ');
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 8; ++i) {
    clients.push_back(std::make_unique<RawClient>(edge_->port()));
    clients.back()->Send(Post("Content-Type: application/json\r\nContent-Length: 3000000\r\n"));
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
