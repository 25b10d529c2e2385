#include "services/gateway/http/document_upload.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>

#include "gtest/gtest.h"
#include "services/gateway/auth/token_gate.h"
#include "services/gateway/http/multipart.h"
#include "services/gateway/http/testing/edge_fixture.h"
#include "services/gateway/testing/token_entry.h"

namespace gouji::gateway::http {
namespace {

using Uploads = EdgeFixture;

constexpr char kEnd[] = "--=b=--\r\n";

std::string FilePart(const std::string& name, const std::string& content) {
  return "--=b=\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name +
         "\"\r\nContent-Type: text/html\r\n\r\n" + content + "\r\n";
}

std::string FieldPart(const std::string& name, const std::string& content) {
  return "--=b=\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + content + "\r\n";
}

std::string Form(const std::string& body, const std::string& method = "CheckDocument", const std::string& fields = "") {
  return fmt::format(
      "POST /gouji.gateway.v1.GatewayService/{} HTTP/1.1\r\nHost: localhost\r\n{}"
      "Content-Type: multipart/form-data; boundary=\"=b=\"\r\nContent-Length: {}\r\n\r\n{}",
      method, fields, body.size(), body);
}

int LineCount(const std::string& text) { return static_cast<int>(std::count(text.begin(), text.end(), '\n')); }

TEST_F(Uploads, GiveALineForEachFile) {
  const RawAnswer answer =
      Ask(Form(FilePart("a.html", "临县") + FilePart("C:\\b.html", " ") + FilePart("c.html", "方山县") + kEnd));
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.Has("Content-Type: application/x-ndjson\r\n")) << answer.head;
  EXPECT_EQ(LineCount(answer.body), 4) << answer.body;
  EXPECT_NE(answer.body.find(R"({"source":"a.html","report":{)"), std::string::npos) << answer.body;
  EXPECT_NE(answer.body.find(R"("name":"方山县")"), std::string::npos) << answer.body;
  EXPECT_TRUE(answer.body.ends_with("\n{\"end\":{\"file_count\":3,\"failed_count\":0}}\n")) << answer.body;
}

TEST_F(Uploads, AFileThatFailsHarmsNoOther) {
  const RawAnswer answer = Ask(Form(FilePart("a.html", "临县") + FilePart("b.html", "") + FilePart("\xFF", "x") +
                                    FilePart("c.html", "方山县") + kEnd));
  EXPECT_NE(answer.body.find(R"({"source":"b.html","error":{"code":"invalid_argument",)"), std::string::npos)
      << answer.body;
  EXPECT_NE(answer.body.find(R"("reason":"EMPTY_DOCUMENT")"), std::string::npos) << answer.body;
  EXPECT_NE(answer.body.find("not UTF-8"), std::string::npos) << answer.body;
  EXPECT_NE(answer.body.find(R"("name":"方山县")"), std::string::npos) << answer.body;
  EXPECT_TRUE(answer.body.ends_with("\n{\"end\":{\"file_count\":4,\"failed_count\":2}}\n")) << answer.body;
}

TEST_F(Uploads, RecordDocuments) {
  const RawAnswer answer = Ask(Form(FilePart("a.html", "临县") + kEnd, "SubmitDocument"));
  EXPECT_NE(answer.body.find(R"("outcome":"OUTCOME_RECORDED")"), std::string::npos) << answer.body;
}

TEST_F(Uploads, AreForMethodsThatTakeADocument) {
  const RawAnswer answer = Ask(Form(FilePart("a.html", "临县") + kEnd, "ListReports"));
  EXPECT_EQ(answer.status, 415);
  EXPECT_TRUE(answer.Has("Accept-Post: application/json, application/proto\r\n")) << answer.head;
}

TEST_F(Uploads, TakeWhatAllCallsHaveInCommon) {
  std::vector<int> years;
  parse_.before = [&](const auto& /*call*/, const parse::v1::ParseDocumentRequest& request) {
    years.push_back(request.options().year());
    return absl::OkStatus();
  };
  const std::string file = FilePart("a.html", "临县");
  const RawAnswer answer = Ask(Form(FieldPart("request", R"({"options": {"year": 2019}})") + file + file + kEnd));
  EXPECT_TRUE(answer.body.ends_with("\n{\"end\":{\"file_count\":2,\"failed_count\":0}}\n")) << answer.body;
  EXPECT_EQ(years, (std::vector<int>{2019, 2019}));
}

TEST_F(Uploads, GiveLinesWhileFilesAreStillSent) {
  RawClient client(edge_->port());
  client.Send(
      "POST /gouji.gateway.v1.GatewayService/CheckDocument HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: "
      "chunked\r\n"
      "Content-Type: multipart/form-data; boundary==b=\r\n\r\n");
  const auto send = [&](const std::string& text) { client.Send(fmt::format("{:x}\r\n{}\r\n", text.size(), text)); };
  // The line of a file comes when the next one begins, which tells where it ends.
  send(FilePart("0.html", "临县"));
  for (int i = 1; i < 10; ++i) {
    send(FilePart(fmt::format("{}.html", i), "临县"));
    if (i == 1) client.ReadTo("\r\n\r\n");
    EXPECT_NE(client.ReadChunk().find(fmt::format("\"{}.html\"", i - 1)), std::string::npos);
  }
  send(kEnd);
  EXPECT_NE(client.ReadChunk().find("\"9.html\""), std::string::npos);
  client.Send("0\r\n\r\n");
  EXPECT_EQ(client.ReadChunk(), "{\"end\":{\"file_count\":10,\"failed_count\":0}}\n");
  EXPECT_EQ(client.ReadChunk(), "");
  // The connection goes on.
  client.Send(Request("ListReports", "{}"));
  EXPECT_EQ(client.Read().status, 200);
}

TEST_F(Uploads, WaitForWhoReadsNothingBeforeEverythingIsSent) {
  // Some 16 MB of lines, which no buffers on the way hold: in JSON such a name is six times as long.
  const std::string name(3800, '\x01');
  std::string form;
  for (int i = 0; i < 700; ++i) form += FilePart(name, "临县" + std::string(30'000, ' '));
  const RawAnswer answer = Ask(Form(form + kEnd));
  EXPECT_EQ(LineCount(answer.body), 701);
  EXPECT_GT(answer.body.size(), 12U << 20);
  EXPECT_TRUE(answer.body.ends_with("\n{\"end\":{\"file_count\":700,\"failed_count\":0}}\n"));
}

TEST_F(Uploads, GiveWhoStillSendsTimeToReadLater) {
  http_options_.timeouts.write = absl::Seconds(4);
  Restart();
  std::atomic<int> begun_count = 0;
  parse_.before = [&](const auto& /*call*/, const auto& /*request*/) {
    ++begun_count;
    return absl::OkStatus();
  };
  RawClient client(edge_->port());
  client.Send(
      "POST /gouji.gateway.v1.GatewayService/CheckDocument HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: "
      "chunked\r\nContent-Type: multipart/form-data; boundary==b=\r\n\r\n");
  const auto send = [&](const std::string& text) {
    return client.Send(fmt::format("{:x}\r\n{}\r\n", text.size(), text));
  };
  // More lines than the buffers on the way hold, so that one of them is not taken from here on.
  const std::string name(3800, '\x01');
  for (int i = 0; i < 700; ++i) ASSERT_TRUE(send(FilePart(name, "临县")));
  ASSERT_TRUE(send("--=b=\r\nContent-Disposition: form-data; name=file; filename=slow.html\r\n\r\n临县"));
  ASSERT_TRUE(Becomes([&] { return begun_count == 700; }));
  const absl::Time end = absl::Now() + http_options_.timeouts.write + absl::Seconds(1);
  while (absl::Now() < end && send(" ")) absl::SleepFor(absl::Milliseconds(10));
  send(std::string("\r\n") + kEnd);
  client.Send("0\r\n\r\n");
  const RawAnswer answer = client.Read();
  EXPECT_EQ(LineCount(answer.body), 702);
  EXPECT_TRUE(answer.body.ends_with("\n{\"end\":{\"file_count\":701,\"failed_count\":0}}\n"));
}

TEST_F(Uploads, AreForWhoMayCallTheMethod) {
  TokenEntry checker("checker");
  checker.entry.clear_scopes();
  checker.entry.add_scopes(v1::SCOPE_CHECK);
  const std::string path = testing::TempDir() + "/gouji-upload-tokens-" + std::to_string(getpid());
  std::ofstream(path) << TokenFileText(checker);
  const auto gate = *TokenGate::Open({.path = path}, runtime::Logger::Silent());
  std::filesystem::remove(path);
  runtime_options_.gatekeeper = gate.get();
  Restart();
  const std::string files = FilePart("a.html", "临县") + FilePart("b.html", "方山县") + kEnd;
  const std::string token = "Authorization: " + checker.header() + "\r\n";
  EXPECT_EQ(LineCount(Ask(Form(files, "CheckDocument", token)).body), 3);
  // Once, not for each file.
  const RawAnswer denied = Ask(Form(files, "SubmitDocument", token));
  EXPECT_EQ(denied.status, 403);
  EXPECT_NE(denied.body.find("SCOPE_MISSING"), std::string::npos) << denied.body;
  EXPECT_EQ(Ask(Form(files, "CheckDocument")).status, 401);
  edge_ = nullptr;
  server_ = nullptr;
}

TEST_F(Uploads, SayInTheLastLineWhyNotAllWasWorkedOn) {
  const std::string file = FilePart("a.html", "临县");
  for (const std::string& form : {file + FilePart("b.html", "x").substr(0, 30), file + FieldPart("other", "1") + kEnd,
                                  file + FieldPart("request", "{}") + kEnd, file + "--=b=x\r\n\r\n"}) {
    const RawAnswer answer = Ask(Form(form));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(LineCount(answer.body), 2) << answer.body;
    EXPECT_NE(answer.body.find(R"({"end":{"file_count":1,"failed_count":0,"error":{"code":"invalid_argument")"),
              std::string::npos)
        << form.substr(0, 100) << answer.body;
  }
}

TEST(MultipartReader, TakesFormsThatAreCutAnywhere) {
  const std::string form = FieldPart("request", "{}") + FilePart("a.html", "--=b\r\n--=b") +
                           FilePart("long.html", std::string(200, 'x')) + FilePart("empty.html", "") + kEnd + "after";
  for (std::size_t size = 1; size < 40; ++size) {
    MultipartReader reader("=b=", 100);
    std::vector<FormPart> parts;
    for (std::size_t i = 0; i < form.size(); i += size) {
      ASSERT_TRUE(reader.Feed(std::string_view(form).substr(i, size), &parts).ok());
      ASSERT_LE(reader.kept_byte_count(), 100U + 100U + size);
    }
    EXPECT_TRUE(reader.complete());
    ASSERT_EQ(parts.size(), 4U) << size;
    EXPECT_EQ(parts[0].name, "request");
    EXPECT_FALSE(parts[0].file_name.has_value());
    EXPECT_EQ(parts[1].content, "--=b\r\n--=b");
    EXPECT_TRUE(parts[2].too_long);
    EXPECT_EQ(parts[2].content, "");
    EXPECT_EQ(parts[3].file_name, "empty.html");
    EXPECT_EQ(parts[3].content, "");
  }
}

TEST(MultipartReader, ReadsNamesAsClientsWriteThem) {
  const std::vector<std::pair<std::string, std::string>> names = {
      {R"(form-data; name="file"; filename="a;b.html")", "a;b.html"},
      {R"(form-data;name=file;filename=a.html)", "a.html"},
      {R"(form-data; filename="a \"b\".html"; name="file")", R"(a "b".html)"},
      {R"(form-data; name="file"; FileName="../../etc/passwd")", "passwd"},
      {R"(form-data; name="filename=\"x\""; filename="C:\fakepath\报告.pdf")", "报告.pdf"},
      {R"(form-data; name="file"; filename="/")", ""},
  };
  for (const auto& [field, expected] : names) {
    MultipartReader reader("b", 100);
    std::vector<FormPart> parts;
    const std::string form = "--b\r\nContent-Disposition: " + field + "\r\n\r\nx\r\n--b--";
    ASSERT_TRUE(reader.Feed(form, &parts).ok()) << field;
    ASSERT_EQ(parts.size(), 1U) << field;
    EXPECT_EQ(parts[0].file_name, expected) << field;
  }
}

TEST(FormBoundary, IsThatOfFormsOnly) {
  EXPECT_EQ(FormBoundary("multipart/form-data; boundary=abc"), "abc");
  EXPECT_EQ(FormBoundary("Multipart/Form-Data;charset=utf-8;BOUNDARY=\"a b\""), "a b");
  for (const char* type : {"", "multipart/mixed; boundary=a", "multipart/form-data", "multipart/form-data; boundary=",
                           "application/json; boundary=a", "multipart/form-data-x; boundary=a"}) {
    EXPECT_EQ(FormBoundary(type), std::nullopt) << type;
  }
  EXPECT_EQ(FormBoundary("multipart/form-data; boundary=" + std::string(71, 'a')), std::nullopt);
}

}  // namespace
}  // namespace gouji::gateway::http
