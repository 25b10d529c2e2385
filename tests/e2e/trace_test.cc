// One trace through four processes: every server that works on a call logs the trace of who sent it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "gouji/gateway/v1/gateway_service.grpc.pb.h"
#include "grpcpp/client_context.h"
#include "services/cli/testing/scratch_folder.h"
#include "services/runtime/client.h"
#include "services/runtime/inbound.h"
#include "tests/e2e/process.h"
#include "tests/e2e/server_suite.h"

namespace gouji::e2e {
namespace {

using ::testing::SizeIs;

constexpr char kTraceId[] = "4bf92f3577b34da6a3ce929d0e0e4736";
constexpr char kSpanId[] = "00f067aa0ba902b7";

constexpr char kReport[] = GOUJI_SOURCE_DIR "/tests/data/reports/qingyu-county-2024.txt";

// What is used of a line about a call.
struct Line {
  std::string trace_id;
  std::string span_id;
  std::string request_id;
};

class Trace : public testing::Test {
 protected:
  Trace() : servers_(folder_.Path(), "", "info") {}

  // The lines of a server about calls of one method, by its last name.
  std::vector<Line> Lines(const std::string& server, const std::string& method) const {
    std::vector<Line> lines;
    for (const auto text : absl::StrSplit(ReadFile(folder_.Path(server) + ".err"), '\n', absl::SkipEmpty())) {
      google::protobuf::Struct line;
      if (!google::protobuf::util::JsonStringToMessage({text.data(), text.size()}, &line).ok()) continue;
      const auto field = [&line](const char* name) -> std::string {
        const auto found = line.fields().find(name);
        return found == line.fields().end() ? "" : found->second.string_value();
      };
      if (field("event") != "rpc" || !field("method").ends_with("/" + method)) continue;
      lines.push_back({.trace_id = field("trace_id"), .span_id = field("span_id"), .request_id = field("request_id")});
    }
    return lines;
  }

  // Waits until a server has logged calls of a method: the line of a stream comes after its answer.
  std::vector<Line> AwaitLines(const std::string& server, const std::string& method) const {
    EXPECT_TRUE(WaitUntil([&] { return !Lines(server, method).empty(); })) << server << " logs no " << method;
    return Lines(server, method);
  }

  // All four servers tell of a submission: one call each, in one trace and under one request id, each with a span of
  // its own.
  void ExpectOneTrace(const std::string& gateway_method) const {
    const std::map<std::string, std::string> methods = {{"gateway", gateway_method},
                                                        {"parse", "ParseDocument"},
                                                        {"validate", "ValidateReport"},
                                                        {"statistics", "RecordReports"}};
    const Line first = AwaitLines("gateway", gateway_method).front();
    std::set<std::string> spans;
    for (const auto& [server, method] : methods) {
      const std::vector<Line> lines = AwaitLines(server, method);
      ASSERT_THAT(lines, SizeIs(1)) << server;
      EXPECT_EQ(lines[0].trace_id, first.trace_id) << server;
      EXPECT_EQ(lines[0].request_id, first.request_id) << server;
      spans.insert(lines[0].span_id);
    }
    EXPECT_THAT(spans, SizeIs(4));
  }

  cli::ScratchFolder folder_;
  ServerSuite servers_;
};

TEST_F(Trace, OfACallerIsInTheLogOfEveryServerThatWorksOnTheCall) {
  const auto stub = gateway::v1::GatewayService::NewStub(runtime::MakeChannel(servers_.Endpoint(), {}));
  grpc::ClientContext context;
  context.AddMetadata(runtime::kTraceparentKey, absl::StrCat("00-", kTraceId, "-", kSpanId, "-01"));
  context.AddMetadata(runtime::kRequestIdKey, "request-of-the-test");
  gateway::v1::SubmitDocumentRequest request;
  request.set_document(ReadFile(kReport));
  gateway::v1::SubmitDocumentResponse response;
  const grpc::Status status = stub->SubmitDocument(&context, request, &response);
  ASSERT_TRUE(status.ok()) << status.error_message();

  ExpectOneTrace("SubmitDocument");
  const Line line = AwaitLines("gateway", "SubmitDocument").front();
  EXPECT_EQ(line.trace_id, kTraceId);
  EXPECT_NE(line.span_id, kSpanId);
  EXPECT_EQ(line.request_id, "request-of-the-test");
}

TEST_F(Trace, OfAnImportGoesFromItsStreamThroughEveryServer) {
  const Finished import =
      RunToEnd({Program("gouji"), "import", kReport, "--endpoint=" + servers_.Endpoint()}, folder_.Path("import"));
  ASSERT_EQ(import.exit_status, 0) << import.errors;
  ExpectOneTrace("SubmitDocuments");
}

}  // namespace
}  // namespace gouji::e2e
