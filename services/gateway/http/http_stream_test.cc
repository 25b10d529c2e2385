#include <string>

#include "gtest/gtest.h"
#include "services/gateway/http/envelope.h"
#include "services/gateway/http/testing/edge_fixture.h"

namespace gouji::gateway::http {
namespace {

using Streams = EdgeFixture;

constexpr char kItem[] = R"({"item_id": "a", "file_name": "a.txt", "data": "5Li05Y6/", "last": true})";

std::string Chunk(const std::string& bytes) { return fmt::format("{:x}\r\n{}\r\n", bytes.size(), bytes); }

TEST_F(Streams, GiveResultsAndTheEnd) {
  const RawAnswer answer =
      Ask(Request("SubmitDocuments", Envelope(kItem), "Content-Type: application/connect+json\r\n"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.Has("Content-Type: application/connect+json\r\n")) << answer.head;
  EXPECT_NE(answer.body.find(R"("outcome":"OUTCOME_RECORDED")"), std::string::npos) << answer.body;
  EXPECT_TRUE(answer.body.ends_with(std::string("\x02\0\0\0\x02{}", 7))) << answer.body;
}

TEST_F(Streams, TakeMessagesAndGiveThemAsTheyCome) {
  RawClient client(edge_->port());
  client.Send(std::string("POST ") + kPath +
              "SubmitDocuments HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/connect+proto\r\n"
              "Transfer-Encoding: chunked\r\n\r\n");
  v1::SubmitDocumentsRequest item;
  item.set_file_name("a.txt");
  item.set_data("临县");
  item.set_last(true);
  client.ReadTo("\r\n\r\n");
  for (const char* id : {"a", "b", "c"}) {
    item.set_item_id(id);
    const std::string frame = Envelope(item.SerializeAsString());
    // A frame may be cut anywhere.
    client.Send(Chunk(frame.substr(0, 3)) + Chunk(frame.substr(3)));
    v1::SubmitDocumentsResponse response;
    ASSERT_TRUE(response.ParseFromString(client.ReadChunk().substr(5)));
    EXPECT_EQ(response.item_id(), id);
    EXPECT_TRUE(response.has_receipt()) << response.ShortDebugString();
  }
  client.Send("0\r\n\r\n");
  EXPECT_EQ(client.ReadChunk(), EndOfStream(absl::OkStatus()));
  EXPECT_EQ(client.ReadChunk(), "");
}

TEST_F(Streams, EndWithTheErrorOfTheServer) {
  const RawAnswer answer =
      Ask(Request("SubmitDocuments", Envelope(R"({"item_id": "a", "data": "YQ=="})") + Envelope(R"({"item_id": "b"})"),
                  "Content-Type: application/connect+json\r\n"));
  EXPECT_NE(answer.body.find(R"("code":"invalid_argument")"), std::string::npos) << answer.body;
  EXPECT_NE(answer.body.find("INTERLEAVED_ITEMS"), std::string::npos) << answer.body;
}

TEST(EnvelopeReader, TakesFramesThatAreCutAnywhere) {
  const std::string bytes = Envelope("one") + Envelope("") + Envelope(std::string(300, 'x'));
  for (std::size_t size = 1; size < 12; ++size) {
    EnvelopeReader reader(300);
    std::vector<std::string> messages;
    for (std::size_t i = 0; i < bytes.size(); i += size) {
      ASSERT_TRUE(reader.Feed(std::string_view(bytes).substr(i, size), &messages).ok());
    }
    EXPECT_TRUE(reader.complete());
    EXPECT_EQ(messages, (std::vector<std::string>{"one", "", std::string(300, 'x')}));
  }
}

}  // namespace
}  // namespace gouji::gateway::http
