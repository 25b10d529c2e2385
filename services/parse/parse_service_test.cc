#include "services/parse/parse_service.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gouji/parse/v1/parse_service.grpc.pb.h"
#include "gtest/gtest.h"
#include "services/parse/cache/memory_cache.h"
#include "services/report/error.h"
#include "services/report/form.h"
#include "services/runtime/log.h"
#include "services/runtime/metrics.h"
#include "services/runtime/runtime.h"
#include "services/runtime/server.h"
#include "services/runtime/server_options.h"
#include "services/runtime/status.h"

namespace gouji::parse {
namespace {

using ::testing::HasSubstr;

// The smallest text with a table of the form.
constexpr char kReport[] =
    "临河县教育局2023年政府信息公开工作年度报告\n"
    "一、总体情况\n"
    "全年主动公开信息12条。\n"
    "二、主动公开政府信息情况\n"
    "第二十条第（一）项\n"
    "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
    "规章\t0\t0\t0\n"
    "行政规范性文件\t3\t1\t7\n";

class ParseServiceTest : public ::testing::Test {
 protected:
  // With converters of its own in front of the system's.
  explicit ParseServiceTest(const std::string& program_folder = "") {
    ParseService::Options options;
    options.parser.max_document_bytes = 10'000;
    if (!program_folder.empty()) options.parser.reader.program_folders = {program_folder};
    service_ = ParseService::Create(runtime_, catalog_, std::make_unique<MemoryCache>(MemoryCache::Options{}), options)
                   .value();
    server_ = *runtime::Server::Start(Local(), runtime_, {service_.get()});
    stub_ = v1::ParseService::NewStub(server_->InProcessChannel());
  }

  static runtime::ServerOptions Local() {
    runtime::ServerOptions options;
    options.port = -1;
    options.drain_delay = absl::ZeroDuration();
    return options;
  }

  absl::Status Call(const v1::ParseDocumentRequest& request, std::chrono::seconds timeout = std::chrono::seconds(20)) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + timeout);
    response_.Clear();
    return runtime::FromGrpcStatus(stub_->ParseDocument(&context, request, &response_));
  }

  static v1::ParseDocumentRequest Request(std::string document, std::string file_name = "") {
    v1::ParseDocumentRequest request;
    request.set_document(std::move(document));
    request.set_file_name(std::move(file_name));
    return request;
  }

  const report::FormCatalog catalog_ = report::FormCatalog::BuiltIn().value();
  runtime::Metrics metrics_;
  runtime::Runtime runtime_{Local().ForRuntime(), runtime::Logger::Silent(), metrics_};
  std::unique_ptr<ParseService> service_;
  std::unique_ptr<runtime::Server> server_;
  std::unique_ptr<v1::ParseService::Stub> stub_;
  v1::ParseDocumentResponse response_;
};

TEST_F(ParseServiceTest, ReadsADocument) {
  ASSERT_EQ(Call(Request(kReport, "2023.txt")), absl::OkStatus());
  EXPECT_EQ(response_.report().form(), "ogi-2021");
  EXPECT_EQ(response_.report().year(), 2023);
  EXPECT_EQ(response_.report().proactive_disclosure().normative_documents().in_force(), 7);
  EXPECT_EQ(response_.report().source().byte_count(), static_cast<int>(sizeof(kReport)) - 1);
}

TEST_F(ParseServiceTest, SendsEvidenceOnlyOnRequestWhetherReadOrCached) {
  v1::ParseDocumentRequest request = Request(kReport);
  for (int i = 0; i < 2; ++i) {
    request.set_include_evidence(true);
    ASSERT_EQ(Call(request), absl::OkStatus());
    EXPECT_EQ(response_.report().evidence_size(), 200);
    request.set_include_evidence(false);
    ASSERT_EQ(Call(request), absl::OkStatus());
    EXPECT_EQ(response_.report().evidence_size(), 0);
  }
  EXPECT_THAT(metrics_.ToText(), HasSubstr("gouji_parse_documents_total{source=\"reader\"} 1"));
  EXPECT_THAT(metrics_.ToText(), HasSubstr("gouji_parse_documents_total{source=\"cache\"} 3"));
}

TEST_F(ParseServiceTest, CountsTheRunOfAConverter) {
  // Whether or not the program is installed, it is tried once.
  EXPECT_FALSE(Call(Request("%PDF-1.4 and no more")).ok());
  double run_count = 0;
  for (const char* result : {"failed", "missing"}) {
    run_count +=
        metrics_.GetCounter("gouji_parse_converter_runs_total", "", {{"program", "pdftotext"}, {"result", result}})
            .value();
  }
  EXPECT_EQ(run_count, 1);
}

// A pdftotext that never ends.
class HangingConverterTest : public ParseServiceTest {
 protected:
  HangingConverterTest() : ParseServiceTest(MakeFolder()) {}
  ~HangingConverterTest() override { std::filesystem::remove_all(Folder()); }

  static std::string Folder() { return ::testing::TempDir() + "/gouji-hanging-converter"; }
  static std::string MakeFolder() {
    const std::string program = Folder() + "/pdftotext";
    std::filesystem::create_directories(Folder());
    std::ofstream(program) << "#!/bin/sh\nexec sleep 3600\n";
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    return Folder();
  }
};

TEST_F(HangingConverterTest, IsToldWithItsReasonBeforeTheDeadlineOfTheCall) {
  const absl::Status status = Call(Request("%PDF-1.4 and no more"), std::chrono::seconds(1));
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted) << status;
  EXPECT_EQ(report::ReasonOf(status), "CONVERTER_FAILED");
  EXPECT_THAT(std::string(status.message()), HasSubstr("save it in another format"));
  EXPECT_THAT(report::ChineseMessageOf(status), HasSubstr("另存为其他格式"));
  EXPECT_THAT(metrics_.ToText(),
              HasSubstr("gouji_parse_converter_runs_total{program=\"pdftotext\",result=\"time_limit\"} 1"));
}

TEST_F(ParseServiceTest, GivesTheSameReplyFromTheCache) {
  ASSERT_EQ(Call(Request(kReport, "a.txt")), absl::OkStatus());
  const std::string first = response_.SerializeAsString();
  ASSERT_EQ(Call(Request(kReport, "a.txt")), absl::OkStatus());
  EXPECT_EQ(response_.SerializeAsString(), first);
}

TEST_F(ParseServiceTest, PassesTheOptionsOn) {
  v1::ParseDocumentRequest request = Request(kReport);
  request.mutable_options()->set_year(2019);
  ASSERT_EQ(Call(request), absl::OkStatus());
  EXPECT_EQ(response_.report().year(), 2019);
  request.mutable_options()->set_year(1900);
  EXPECT_EQ(report::ReasonOf(Call(request)), "INVALID_YEAR");
  request.mutable_options()->set_year(0);
  request.mutable_options()->set_form("no-form");
  EXPECT_EQ(report::ReasonOf(Call(request)), "UNKNOWN_FORM");
}

TEST_F(ParseServiceTest, AReadableDocumentThatIsNoReportIsASuccess) {
  ASSERT_EQ(Call(Request("今天天气很好。\n")), absl::OkStatus());
  EXPECT_EQ(response_.report().form(), "");
  ASSERT_GE(response_.report().diagnostics_size(), 1);
  EXPECT_EQ(response_.report().diagnostics(0).id(), "NOT_A_REPORT");
}

TEST_F(ParseServiceTest, RefusesWhatCannotBeReadWithAReasonEachTime) {
  for (int i = 0; i < 2; ++i) {
    const absl::Status empty = Call(Request(""));
    EXPECT_EQ(empty.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(report::ReasonOf(empty), "EMPTY_DOCUMENT");
    const absl::Status large = Call(Request(std::string(10'001, 'x')));
    EXPECT_EQ(large.code(), absl::StatusCode::kResourceExhausted);
    EXPECT_EQ(report::ReasonOf(large), "TOO_LARGE");
  }
}

TEST_F(ParseServiceTest, RefusesFileNamesThatAreNone) {
  for (const std::string& name :
       {std::string("a/b.txt"), std::string("..\\b.txt"), std::string("a\0b", 3), std::string(1025, 'x')}) {
    const absl::Status status = Call(Request(kReport, name));
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(report::ReasonOf(status), "MALFORMED_REQUEST");
  }
}

}  // namespace
}  // namespace gouji::parse
