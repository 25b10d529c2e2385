#include "services/gateway/gateway_service.h"

#include <memory>
#include <string>
#include <thread>

#include "fmt/format.h"
#include "gouji/parse/v1/parse_service.grpc.pb.h"
#include "gtest/gtest.h"
#include "services/gateway/backend_stubs.h"
#include "services/gateway/testing/fake_backends.h"
#include "services/report/conversion.h"
#include "services/report/error.h"
#include "services/report/form.h"
#include "services/runtime/server.h"
#include "services/runtime/status.h"

namespace gouji::gateway {
namespace {

// The gateway service over an in-process channel, in front of fakes.
class Gateway : public testing::Test {
 protected:
  Gateway() {
    options_.stream.max_document_bytes = 2 << 20;
    service_ =
        std::make_unique<GatewayService>(options_, Backends{parse_, validate_, statistics_}, *converter_, runtime_);
    runtime::ServerOptions server;
    server.port = -1;
    server.drain_delay = absl::ZeroDuration();
    server_ = runtime::Server::Start(server, runtime_, {service_.get()}).value();
    stub_ = v1::GatewayService::NewStub(server_->InProcessChannel());
  }

  GatewayService::Options options_;
  absl::StatusOr<report::FormCatalog> catalog_ = report::FormCatalog::BuiltIn();
  absl::StatusOr<report::ReportConverter> converter_ = report::ReportConverter::Create(*catalog_);
  FakeParse parse_;
  FakeValidate validate_;
  FakeStatistics statistics_;
  runtime::Metrics metrics_;
  runtime::Runtime runtime_{{}, runtime::Logger::Silent(), metrics_};
  std::unique_ptr<GatewayService> service_;
  std::unique_ptr<runtime::Server> server_;
  std::unique_ptr<v1::GatewayService::Stub> stub_;
  grpc::ClientContext context_;
};

TEST_F(Gateway, ChecksADocument) {
  v1::CheckDocumentRequest request;
  v1::CheckDocumentResponse response;
  request.set_document("临县");
  ASSERT_TRUE(stub_->CheckDocument(&context_, request, &response).ok());
  EXPECT_EQ(response.report().agency().name(), "临县");
}

TEST_F(Gateway, AnswersWithTheReasonOfAnError) {
  v1::CheckDocumentResponse response;
  const absl::Status status = runtime::FromGrpcStatus(stub_->CheckDocument(&context_, {}, &response));
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(report::ReasonOf(status), "EMPTY_DOCUMENT");
}

TEST_F(Gateway, SubmitsADocument) {
  v1::SubmitDocumentRequest request;
  v1::SubmitDocumentResponse response;
  request.set_document("临县");
  ASSERT_TRUE(stub_->SubmitDocument(&context_, request, &response).ok());
  EXPECT_EQ(response.receipt().outcome(), statistics::v1::OUTCOME_RECORDED);
}

TEST_F(Gateway, HandsQueriesToTheRegister) {
  v1::ListReportsRequest list;
  v1::ListReportsResponse listed;
  list.set_page_token("x");
  ASSERT_TRUE(stub_->ListReports(&context_, list, &listed).ok());
  EXPECT_EQ(listed.next_page_token(), "after x");

  grpc::ClientContext second;
  v1::GetReportResponse report;
  EXPECT_EQ(report::ReasonOf(runtime::FromGrpcStatus(stub_->GetReport(&second, {}, &report))), "REPORT_NOT_FOUND");

  grpc::ClientContext third;
  v1::SummarizeRequest summarize;
  v1::SummarizeResponse summary;
  summarize.set_basis(statistics::v1::BASIS_OWN_REPORTS);
  ASSERT_TRUE(stub_->Summarize(&third, summarize, &summary).ok());
  EXPECT_EQ(summary.summary().basis(), statistics::v1::BASIS_OWN_REPORTS);

  grpc::ClientContext fourth;
  v1::CompileReportRequest compile;
  v1::CompileReportResponse compiled;
  compile.mutable_query()->set_unit("临县");
  ASSERT_TRUE(stub_->CompileReport(&fourth, compile, &compiled).ok());
  EXPECT_EQ(compiled.compiled().unit().unit(), "临县");

  grpc::ClientContext fifth;
  v1::ReconcileReportRequest reconcile;
  v1::ReconcileReportResponse reconciled;
  reconcile.mutable_query()->set_unit("临县");
  ASSERT_TRUE(stub_->ReconcileReport(&fifth, reconcile, &reconciled).ok());
  EXPECT_EQ(reconciled.reconciliation().unit().unit(), "临县");
}

TEST_F(Gateway, GivesTheBytesOfADocumentOfTheLargestSize) {
  statistics_.document.assign(32 << 20, 'x');
  v1::GetDocumentRequest request;
  v1::GetDocumentResponse response;
  request.mutable_key()->set_unit("kept");
  request.set_revision(3);
  ASSERT_TRUE(stub_->GetDocument(&context_, request, &response).ok());
  EXPECT_TRUE(response.document() == statistics_.document);
  EXPECT_EQ(response.file_name(), "revision 3");
  EXPECT_EQ(response.sha256(), "hash");

  grpc::ClientContext second;
  request.mutable_key()->set_unit("other");
  EXPECT_EQ(report::ReasonOf(runtime::FromGrpcStatus(stub_->GetDocument(&second, request, &response))),
            "DOCUMENT_NOT_KEPT");
}

TEST_F(Gateway, HandsDecisionsToTheRegister) {
  v1::AcknowledgeFindingRequest acknowledge;
  v1::AcknowledgeFindingResponse acknowledged;
  acknowledge.mutable_key()->set_unit("临县");
  acknowledge.set_fingerprint("f");
  acknowledge.set_author("李四");
  acknowledge.set_reason("属实");
  ASSERT_TRUE(stub_->AcknowledgeFinding(&context_, acknowledge, &acknowledged).ok());
  EXPECT_EQ(acknowledged.receipt().key().unit(), "临县");
  EXPECT_EQ(acknowledged.receipt().reason(), "李四: 属实");

  grpc::ClientContext second;
  acknowledge.set_fingerprint("unknown");
  EXPECT_EQ(report::ReasonOf(runtime::FromGrpcStatus(stub_->AcknowledgeFinding(&second, acknowledge, &acknowledged))),
            "FINDING_NOT_FOUND");

  grpc::ClientContext third;
  v1::RevokeAcknowledgementRequest revoke;
  v1::RevokeAcknowledgementResponse revoked;
  revoke.mutable_key()->set_unit("临县");
  revoke.set_author("李四");
  revoke.set_reason("看错了");
  ASSERT_TRUE(stub_->RevokeAcknowledgement(&third, revoke, &revoked).ok());
  EXPECT_EQ(revoked.receipt().reason(), "李四: 看错了");

  grpc::ClientContext fourth;
  v1::CorrectCellsResponse corrected;
  EXPECT_EQ(report::ReasonOf(runtime::FromGrpcStatus(stub_->CorrectCells(&fourth, {}, &corrected))),
            "REPORT_NOT_FOUND");
}

TEST_F(Gateway, HandsQuestionsAboutTheRulesToValidate) {
  v1::ListRulesRequest list;
  v1::ListRulesResponse listed;
  list.set_page_size(7);
  list.set_page_token("x");
  list.set_form("ogi-2021");
  list.set_pack("core");
  ASSERT_TRUE(stub_->ListRules(&context_, list, &listed).ok());
  EXPECT_EQ(listed.next_page_token(), "after x");
  ASSERT_EQ(listed.rules_size(), 1);
  EXPECT_EQ(listed.rules(0).pack(), "core");
  EXPECT_EQ(listed.rules(0).forms(0), "ogi-2021");
  EXPECT_EQ(listed.rules(0).since_year(), 7);

  grpc::ClientContext second;
  v1::ExplainRuleRequest explain;
  v1::ExplainRuleResponse explained;
  explain.set_id("T3.BALANCE");
  ASSERT_TRUE(stub_->ExplainRule(&second, explain, &explained).ok());
  EXPECT_EQ(explained.rule().id(), "T3.BALANCE");

  grpc::ClientContext third;
  explain.set_id("X");
  EXPECT_EQ(report::ReasonOf(runtime::FromGrpcStatus(stub_->ExplainRule(&third, explain, &explained))),
            "RULE_NOT_FOUND");
}

TEST_F(Gateway, ServesAStreamOfItems) {
  auto stream = stub_->SubmitDocuments(&context_);
  std::thread sender([&] {
    for (int i = 0; i < 100; ++i) {
      v1::SubmitDocumentsRequest chunk;
      chunk.set_item_id(fmt::format("id-{}", i));
      chunk.set_data(fmt::format("agency-{}", i));
      chunk.set_last(true);
      EXPECT_TRUE(stream->Write(chunk));
    }
    stream->WritesDone();
  });
  int receipt_count = 0;
  v1::SubmitDocumentsResponse result;
  while (stream->Read(&result)) receipt_count += result.has_receipt() ? 1 : 0;
  sender.join();
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_EQ(receipt_count, 100);
  EXPECT_EQ(statistics_.recorded().size(), 100U);
}

TEST_F(Gateway, EndsAStreamWhoseChunkIsTooLarge) {
  auto stream = stub_->SubmitDocuments(&context_);
  v1::SubmitDocumentsRequest chunk;
  chunk.set_item_id("a");
  chunk.set_data(std::string((1 << 20) + 1, 'x'));
  stream->Write(chunk);
  v1::SubmitDocumentsResponse result;
  EXPECT_FALSE(stream->Read(&result));
  EXPECT_EQ(report::ReasonOf(runtime::FromGrpcStatus(stream->Finish())), "CHUNK_TOO_LARGE");
}

TEST_F(Gateway, RefusesTextsBeyondTheirLimits) {
  v1::AcknowledgeFindingRequest acknowledge;
  v1::AcknowledgeFindingResponse acknowledged;
  acknowledge.set_reason(std::string(4097, 'x'));
  EXPECT_EQ(report::ReasonOf(runtime::FromGrpcStatus(stub_->AcknowledgeFinding(&context_, acknowledge, &acknowledged))),
            "MALFORMED_REQUEST");

  grpc::ClientContext second;
  auto stream = stub_->SubmitDocuments(&second);
  v1::SubmitDocumentsRequest chunk;
  chunk.set_item_id("a");
  chunk.set_data("临县");
  chunk.set_last(true);
  stream->Write(chunk);
  chunk.set_file_name(std::string(5000, 'x'));
  stream->Write(chunk);
  v1::SubmitDocumentsResponse result;
  EXPECT_TRUE(stream->Read(&result));
  EXPECT_TRUE(result.has_receipt()) << "what came before is recorded";
  EXPECT_FALSE(stream->Read(&result));
  EXPECT_EQ(report::ReasonOf(runtime::FromGrpcStatus(stream->Finish())), "MALFORMED_REQUEST");
}

TEST_F(Gateway, StopsTheWorkOfAStreamWhoseClientVanishes) {
  std::atomic<int> waiting = 0;
  std::atomic<int> cancelled = 0;
  parse_.before = [&](const runtime::CallContext& call, const parse::v1::ParseDocumentRequest&) {
    ++waiting;
    while (!call.IsCancelled()) (void)call.Sleep(absl::Hours(1));
    ++cancelled;
    return call.Check();
  };
  auto stream = stub_->SubmitDocuments(&context_);
  v1::SubmitDocumentsRequest chunk;
  chunk.set_item_id("a");
  chunk.set_data("临县");
  chunk.set_last(true);
  stream->Write(chunk);
  while (waiting == 0) std::this_thread::yield();
  context_.TryCancel();
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
  server_->Drain();  // returns when the handler has ended
  EXPECT_EQ(cancelled, 1);
  EXPECT_TRUE(statistics_.recorded().empty());
}

// A parse service that fails as often as it is told before it answers.
class FlakyParse final : public parse::v1::ParseService::Service {
 public:
  grpc::Status ParseDocument(grpc::ServerContext* context, const parse::v1::ParseDocumentRequest* /*request*/,
                             parse::v1::ParseDocumentResponse* response) override {
    ++call_count_;
    deadline_ = absl::FromChrono(context->deadline());
    if (call_count_ <= failure_count_) return runtime::ToGrpcStatus(failure_);
    response->mutable_report()->set_year(2023);
    return grpc::Status::OK;
  }

  absl::Status failure_ = absl::UnavailableError("restarting");
  int failure_count_ = 0;
  int call_count_ = 0;
  absl::Time deadline_;
};

class ParseStubTest : public testing::Test {
 protected:
  ParseStubTest() {
    runtime::ServerOptions server;
    server.port = -1;
    server_ = runtime::Server::Start(server, runtime_, {&service_}).value();
    stub_ = MakeParseStub(server_->InProcessChannel(), {});
  }

  FlakyParse service_;
  runtime::Metrics metrics_;
  runtime::Runtime runtime_{{}, runtime::Logger::Silent(), metrics_};
  std::unique_ptr<runtime::Server> server_;
  std::unique_ptr<ParseBackend> stub_;
};

TEST_F(ParseStubTest, TriesAgainWhileTheServiceIsUnavailable) {
  service_.failure_count_ = 2;
  EXPECT_TRUE(stub_->ParseDocument(runtime::CallContext::Background(), {}).ok());
  EXPECT_EQ(service_.call_count_, 3);
}

TEST_F(ParseStubTest, NamesTheServiceThatStaysUnavailable) {
  service_.failure_count_ = 100;
  const auto response = stub_->ParseDocument(runtime::CallContext::Background(), {});
  EXPECT_EQ(response.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(report::ReasonOf(response.status()), "BACKEND_UNAVAILABLE");
  EXPECT_EQ(service_.call_count_, 3);
}

TEST_F(ParseStubTest, DoesNotTryAgainWhatIsTheDocumentsFault) {
  service_.failure_count_ = 1;
  service_.failure_ = report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kEmptyDocument, "empty");
  EXPECT_EQ(report::ReasonOf(stub_->ParseDocument(runtime::CallContext::Background(), {}).status()), "EMPTY_DOCUMENT");
  EXPECT_EQ(service_.call_count_, 1);
}

TEST_F(ParseStubTest, GivesTheServiceLessTimeThanTheCallerHas) {
  const absl::Time deadline = absl::Now() + absl::Seconds(5);
  ASSERT_TRUE(stub_->ParseDocument(runtime::CallContext::Background().WithDeadline(deadline), {}).ok());
  EXPECT_LT(service_.deadline_, deadline);
}

}  // namespace
}  // namespace gouji::gateway
