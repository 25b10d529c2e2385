#include "services/gateway/http/http_edge.h"

#include <string>

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

}  // namespace
}  // namespace gouji::gateway::http
