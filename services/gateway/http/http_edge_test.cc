#include "services/gateway/http/http_edge.h"

#include <string>
#include <thread>

#include "absl/strings/escaping.h"
#include "gtest/gtest.h"
#include "services/gateway/http/testing/edge_fixture.h"

namespace gouji::gateway::http {
namespace {

using Edge = EdgeFixture;

std::string Base64(const std::string& bytes) {
  std::string text;
  absl::Base64Escape(bytes, &text);
  return text;
}

TEST_F(Edge, AnswersJsonWithJson) {
  const RawAnswer answer = Ask(Request("CheckDocument", R"({"document": ")" + Base64("临县") + R"("})"));
  EXPECT_EQ(answer.status, 200) << answer.head << answer.body;
  EXPECT_TRUE(answer.Has("Content-Type: application/json\r\n"));
  EXPECT_NE(answer.body.find(R"("name":"临县")"), std::string::npos) << answer.body;
}

TEST_F(Edge, AnswersAMessageWithAMessage) {
  v1::CheckDocumentRequest request;
  request.set_document("临县");
  const RawAnswer answer =
      Ask(Request("CheckDocument", request.SerializeAsString(), "Content-Type: application/proto\r\n"));
  EXPECT_EQ(answer.status, 200) << answer.body;
  EXPECT_TRUE(answer.Has("Content-Type: application/proto\r\n"));
  v1::CheckDocumentResponse response;
  ASSERT_TRUE(response.ParseFromString(answer.body));
  EXPECT_EQ(response.report().agency().name(), "临县");
}

TEST_F(Edge, GivesErrorsTheirCodeReasonAndStatus) {
  const RawAnswer answer = Ask(Request("CheckDocument", "{}"));
  EXPECT_EQ(answer.status, 400);
  EXPECT_TRUE(answer.Has("Content-Type: application/json\r\n"));
  EXPECT_EQ(answer.body.find(R"({"code":"invalid_argument","message":)"), 0) << answer.body;
  EXPECT_NE(answer.body.find(R"("type":"google.rpc.ErrorInfo")"), std::string::npos) << answer.body;
  EXPECT_NE(answer.body.find(R"("reason":"EMPTY_DOCUMENT")"), std::string::npos) << answer.body;
  EXPECT_EQ(Ask(Request("GetReport", "{}")).status, 404);
}

TEST_F(Edge, RefusesJsonThatIsNoneOrHasUnknownFields) {
  for (const char* body : {"", "x", "{", "[]", "null", "{\"documant\": \"\"}", R"({"document": "§"})"}) {
    const RawAnswer answer = Ask(Request("CheckDocument", body));
    EXPECT_EQ(answer.status, 400) << body << answer.body;
    EXPECT_NE(answer.body.find("MALFORMED_REQUEST"), std::string::npos) << body << answer.body;
  }
}

TEST_F(Edge, RefusesBytesThatAreNoMessage) {
  const RawAnswer answer = Ask(Request("CheckDocument", "\xFF\xFF", "Content-Type: application/proto\r\n"));
  EXPECT_EQ(answer.status, 400) << answer.body;
}

TEST_F(Edge, AnswersManyRequestsOfAConnectionInTheirOrder) {
  RawClient client(edge_->port());
  client.Send(Request("ListReports", R"({"page_token": "a"})") + Request("ListReports", R"({"page_token": "b"})") +
              Request("ListReports", R"({"page_token": "c"})"));
  for (const char* token : {"after a", "after b", "after c"}) {
    EXPECT_NE(client.Read().body.find(token), std::string::npos) << token;
  }
}

TEST_F(Edge, HandsOnWhoCallsAndUnderWhichName) {
  const RawAnswer answer = Ask(Request("ListReports", "{}",
                                       "Content-Type: application/json\r\nX-Request-Id: abc-1\r\nTraceparent: "
                                       "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n"));
  EXPECT_TRUE(answer.Has("X-Request-Id: abc-1\r\n")) << answer.head;
  server_->Drain();
  EXPECT_NE(log_.str().find("0af7651916cd43dd8448eb211c80319c"), std::string::npos);
  EXPECT_NE(log_.str().find(R"("peer":"ipv4:127.0.0.1:)"), std::string::npos) << log_.str();
}

TEST_F(Edge, KeepsTheDeadlineOfTheClient) {
  const RawAnswer answer =
      Ask(Request("ListReports", "{}", "Content-Type: application/json\r\nConnect-Timeout-Ms: 0\r\n"));
  EXPECT_EQ(answer.status, 504) << answer.body;
  EXPECT_EQ(Ask(Request("ListReports", "{}", "Content-Type: application/json\r\nConnect-Timeout-Ms: soon\r\n")).status,
            400);
}

TEST_F(Edge, TellsItsHealth) {
  EXPECT_EQ(Ask("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").body, R"({"status":"SERVING"})");
  server_->SetReady(false);
  EXPECT_EQ(Ask("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 503);
}

TEST_F(Edge, EndsOldConnectionsAfterAnAnswer) {
  http_options_.timeouts.age = absl::ZeroDuration();
  Restart();
  RawClient client(edge_->port());
  client.Send(Request("ListReports", "{}"));
  const RawAnswer answer = client.Read();
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.Has("Connection: close\r\n")) << answer.head;
  EXPECT_TRUE(client.AtEnd());
}

TEST_F(Edge, AsksForTheBodyOfWhoWaitsForThat) {
  RawClient client(edge_->port());
  const std::string request =
      Request("ListReports", "{}", "Content-Type: application/json\r\nExpect: 100-continue\r\n");
  client.Send(request.substr(0, request.size() - 2));
  EXPECT_EQ(client.Read().status, 100);
  client.Send("{}");
  EXPECT_EQ(client.Read().status, 200);
}

TEST_F(Edge, LetsPagesOfListedOriginsCall) {
  http_options_.allowed_origins = "https://console.example.cn";
  http_options_.hosts = "gouji.example.cn";
  Restart();
  const RawAnswer preflight =
      Ask(std::string("OPTIONS ") + kPath +
          "ListReports HTTP/1.1\r\nHost: gouji.example.cn\r\nOrigin: https://console.example.cn\r\n"
          "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: content-type\r\n\r\n");
  EXPECT_EQ(preflight.status, 204);
  EXPECT_TRUE(preflight.Has("Access-Control-Allow-Origin: https://console.example.cn\r\n")) << preflight.head;
  EXPECT_TRUE(preflight.Has("Access-Control-Allow-Headers: ")) << preflight.head;
  const std::string fields = "Content-Type: application/json\r\nOrigin: ";
  const RawAnswer answer = Ask(Request("ListReports", "{}", fields + "https://console.example.cn\r\n"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.Has("Access-Control-Allow-Origin: https://console.example.cn\r\n")) << answer.head;
  EXPECT_EQ(Ask(Request("ListReports", "{}", fields + "https://other.example.cn\r\n")).status, 403);
  EXPECT_EQ(Ask(Request("ListReports", "{}", fields + "http://localhost\r\n")).status, 200);
}

TEST_F(Edge, AnswersWithWhatKeepsBrowsersFromHarm) {
  const RawAnswer answer = Ask(Request("ListReports", "{}"));
  for (const char* field : {"X-Content-Type-Options: nosniff", "Cache-Control: no-store", "frame-ancestors 'none'"}) {
    EXPECT_TRUE(answer.Has(field)) << field;
  }
  EXPECT_FALSE(answer.Has("Access-Control-")) << answer.head;
}

TEST_F(Edge, AnswersWhatIsOnItsWayWhenItDrains) {
  RawClient idle(edge_->port());
  idle.Send(Request("ListReports", "{}"));
  EXPECT_EQ(idle.Read().status, 200);
  RawClient halfway(edge_->port());
  const std::string request =
      Request("ListReports", "{}", "Content-Type: application/json\r\nExpect: 100-continue\r\n");
  halfway.Send(request.substr(0, request.size() - 2));
  EXPECT_EQ(halfway.Read().status, 100);
  std::thread draining([&] { server_->Drain(); });
  EXPECT_TRUE(idle.AtEnd());
  halfway.Send("{}");
  const RawAnswer answer = halfway.Read();
  EXPECT_EQ(answer.status, 503) << answer.head;  // it becomes a call when calls are refused
  EXPECT_NE(answer.body.find("DRAINING"), std::string::npos) << answer.body;
  EXPECT_TRUE(answer.Has("Connection: close\r\n")) << answer.head;
  halfway.Close();
  draining.join();
  EXPECT_FALSE(RawClient(edge_->port()).connected());
}

}  // namespace
}  // namespace gouji::gateway::http
