#ifndef GOUJI_SERVICES_CLI_TESTING_FAKE_GATEWAY_H_
#define GOUJI_SERVICES_CLI_TESTING_FAKE_GATEWAY_H_

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "services/cli/gateway_client.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::cli {

// A gateway in memory, whose answers are functions that a test sets.
class FakeGateway : public GatewayClient {
 public:
  absl::StatusOr<gateway::v1::CheckDocumentResponse> CheckDocument(
      const gateway::v1::CheckDocumentRequest& request) override {
    return on_check(request);
  }
  absl::StatusOr<gateway::v1::GetReportResponse> GetReport(const gateway::v1::GetReportRequest& request) override {
    return on_get(request);
  }
  absl::StatusOr<gateway::v1::GetDocumentResponse> GetDocument(
      const gateway::v1::GetDocumentRequest& request) override {
    return on_get_document(request);
  }
  absl::StatusOr<gateway::v1::SubmitDocumentResponse> SubmitDocument(
      const gateway::v1::SubmitDocumentRequest& request) override {
    return on_submit(request);
  }
  absl::StatusOr<gateway::v1::AcknowledgeFindingResponse> AcknowledgeFinding(
      const gateway::v1::AcknowledgeFindingRequest& request) override {
    return on_acknowledge(request);
  }
  absl::StatusOr<gateway::v1::RevokeAcknowledgementResponse> RevokeAcknowledgement(
      const gateway::v1::RevokeAcknowledgementRequest& request) override {
    return on_revoke(request);
  }
  absl::StatusOr<gateway::v1::CorrectCellsResponse> CorrectCells(
      const gateway::v1::CorrectCellsRequest& request) override {
    return on_correct(request);
  }
  absl::StatusOr<gateway::v1::CheckReportResponse> CheckReport(
      const gateway::v1::CheckReportRequest& request) override {
    return on_check_report(request);
  }
  absl::StatusOr<gateway::v1::ListReportsResponse> ListReports(
      const gateway::v1::ListReportsRequest& request) override {
    return on_list(request);
  }
  absl::StatusOr<gateway::v1::ImportRosterResponse> ImportRoster(
      const gateway::v1::ImportRosterRequest& request) override {
    return on_import_roster(request);
  }
  absl::StatusOr<gateway::v1::GetRosterResponse> GetRoster(const gateway::v1::GetRosterRequest& request) override {
    return on_get_roster(request);
  }
  absl::StatusOr<gateway::v1::ResolveUnitResponse> ResolveUnit(
      const gateway::v1::ResolveUnitRequest& request) override {
    return on_resolve(request);
  }
  absl::StatusOr<gateway::v1::PlaceReportResponse> PlaceReport(
      const gateway::v1::PlaceReportRequest& request) override {
    return on_place(request);
  }
  absl::StatusOr<gateway::v1::WithdrawReportResponse> WithdrawReport(
      const gateway::v1::WithdrawReportRequest& request) override {
    return on_withdraw(request);
  }
  absl::StatusOr<gateway::v1::ListAuditEntriesResponse> ListAuditEntries(
      const gateway::v1::ListAuditEntriesRequest& request) override {
    return on_list_audit(request);
  }
  absl::StatusOr<gateway::v1::SummarizeResponse> Summarize(const gateway::v1::SummarizeRequest& request) override {
    return on_summarize(request);
  }
  absl::StatusOr<gateway::v1::ListMetricsResponse> ListMetrics(
      const gateway::v1::ListMetricsRequest& request) override {
    return on_list_metrics(request);
  }
  absl::StatusOr<gateway::v1::RankResponse> Rank(const gateway::v1::RankRequest& request) override {
    return on_rank(request);
  }
  absl::StatusOr<gateway::v1::TrendResponse> Trend(const gateway::v1::TrendRequest& request) override {
    return on_trend(request);
  }
  absl::StatusOr<gateway::v1::DescribeResponse> Describe(const gateway::v1::DescribeRequest& request) override {
    return on_describe(request);
  }
  absl::StatusOr<gateway::v1::CompareResponse> Compare(const gateway::v1::CompareRequest& request) override {
    return on_compare(request);
  }
  absl::StatusOr<gateway::v1::FindOutliersResponse> FindOutliers(
      const gateway::v1::FindOutliersRequest& request) override {
    return on_find_outliers(request);
  }
  absl::StatusOr<gateway::v1::TraceResponse> Trace(const gateway::v1::TraceRequest& request) override {
    return on_trace(request);
  }
  absl::StatusOr<gateway::v1::CoverageResponse> Coverage(const gateway::v1::CoverageRequest& request) override {
    return on_coverage(request);
  }
  absl::StatusOr<gateway::v1::CompileReportResponse> CompileReport(
      const gateway::v1::CompileReportRequest& request) override {
    return on_compile(request);
  }
  absl::StatusOr<gateway::v1::ReconcileReportResponse> ReconcileReport(
      const gateway::v1::ReconcileReportRequest& request) override {
    return on_reconcile(request);
  }
  absl::StatusOr<gateway::v1::ListRulesResponse> ListRules(const gateway::v1::ListRulesRequest& request) override {
    return on_list_rules(request);
  }
  absl::StatusOr<gateway::v1::ExplainRuleResponse> ExplainRule(
      const gateway::v1::ExplainRuleRequest& request) override {
    return on_explain_rule(request);
  }
  std::unique_ptr<SubmitStream> SubmitDocuments() override {
    ++stream_count;
    return std::make_unique<Stream>(*this);
  }

  // An item as it arrived, whole.
  struct Item {
    std::string item_id;
    std::string file_name;
    std::string document;
  };

  std::function<absl::StatusOr<gateway::v1::CheckDocumentResponse>(const gateway::v1::CheckDocumentRequest&)> on_check;
  std::function<absl::StatusOr<gateway::v1::GetReportResponse>(const gateway::v1::GetReportRequest&)> on_get;
  std::function<absl::StatusOr<gateway::v1::GetDocumentResponse>(const gateway::v1::GetDocumentRequest&)>
      on_get_document;
  std::function<absl::StatusOr<gateway::v1::SubmitDocumentResponse>(const gateway::v1::SubmitDocumentRequest&)>
      on_submit;
  std::function<absl::StatusOr<gateway::v1::AcknowledgeFindingResponse>(const gateway::v1::AcknowledgeFindingRequest&)>
      on_acknowledge;
  std::function<absl::StatusOr<gateway::v1::RevokeAcknowledgementResponse>(
      const gateway::v1::RevokeAcknowledgementRequest&)>
      on_revoke;
  std::function<absl::StatusOr<gateway::v1::CorrectCellsResponse>(const gateway::v1::CorrectCellsRequest&)> on_correct;
  std::function<absl::StatusOr<gateway::v1::CheckReportResponse>(const gateway::v1::CheckReportRequest&)>
      on_check_report;
  std::function<absl::StatusOr<gateway::v1::ListReportsResponse>(const gateway::v1::ListReportsRequest&)> on_list;
  std::function<absl::StatusOr<gateway::v1::ImportRosterResponse>(const gateway::v1::ImportRosterRequest&)>
      on_import_roster;
  std::function<absl::StatusOr<gateway::v1::GetRosterResponse>(const gateway::v1::GetRosterRequest&)> on_get_roster;
  std::function<absl::StatusOr<gateway::v1::ResolveUnitResponse>(const gateway::v1::ResolveUnitRequest&)> on_resolve;
  std::function<absl::StatusOr<gateway::v1::PlaceReportResponse>(const gateway::v1::PlaceReportRequest&)> on_place;
  std::function<absl::StatusOr<gateway::v1::WithdrawReportResponse>(const gateway::v1::WithdrawReportRequest&)>
      on_withdraw;
  std::function<absl::StatusOr<gateway::v1::ListAuditEntriesResponse>(const gateway::v1::ListAuditEntriesRequest&)>
      on_list_audit;
  std::function<absl::StatusOr<gateway::v1::SummarizeResponse>(const gateway::v1::SummarizeRequest&)> on_summarize;
  std::function<absl::StatusOr<gateway::v1::ListMetricsResponse>(const gateway::v1::ListMetricsRequest&)>
      on_list_metrics;
  std::function<absl::StatusOr<gateway::v1::RankResponse>(const gateway::v1::RankRequest&)> on_rank;
  std::function<absl::StatusOr<gateway::v1::TrendResponse>(const gateway::v1::TrendRequest&)> on_trend;
  std::function<absl::StatusOr<gateway::v1::DescribeResponse>(const gateway::v1::DescribeRequest&)> on_describe;
  std::function<absl::StatusOr<gateway::v1::CompareResponse>(const gateway::v1::CompareRequest&)> on_compare;
  std::function<absl::StatusOr<gateway::v1::FindOutliersResponse>(const gateway::v1::FindOutliersRequest&)>
      on_find_outliers;
  std::function<absl::StatusOr<gateway::v1::TraceResponse>(const gateway::v1::TraceRequest&)> on_trace;
  std::function<absl::StatusOr<gateway::v1::CoverageResponse>(const gateway::v1::CoverageRequest&)> on_coverage;
  std::function<absl::StatusOr<gateway::v1::CompileReportResponse>(const gateway::v1::CompileReportRequest&)>
      on_compile;
  std::function<absl::StatusOr<gateway::v1::ReconcileReportResponse>(const gateway::v1::ReconcileReportRequest&)>
      on_reconcile;
  std::function<absl::StatusOr<gateway::v1::ListRulesResponse>(const gateway::v1::ListRulesRequest&)> on_list_rules;
  std::function<absl::StatusOr<gateway::v1::ExplainRuleResponse>(const gateway::v1::ExplainRuleRequest&)>
      on_explain_rule;
  // The result of an item. An error breaks the stream with that status, before the item has a result.
  std::function<absl::StatusOr<gateway::v1::SubmitDocumentsResponse>(const Item&)> on_item;
  int stream_count = 0;

 private:
  class Stream : public SubmitStream {
   public:
    explicit Stream(FakeGateway& gateway) : gateway_(gateway) {}

    bool Write(const gateway::v1::SubmitDocumentsRequest& chunk) override {
      runtime::MutexLock lock(mutex_);
      if (ended_) return false;
      item_.item_id = chunk.item_id();
      if (!chunk.file_name().empty()) item_.file_name = chunk.file_name();
      item_.document += chunk.data();
      if (!chunk.last()) return true;
      auto result = gateway_.on_item(std::exchange(item_, Item()));
      if (result.ok()) {
        result->set_item_id(chunk.item_id());
        results_.push_back(*std::move(result));
      } else {
        status_ = result.status();
        ended_ = true;
      }
      changed_.NotifyAll();
      return !ended_;
    }
    void WritesDone() override {
      runtime::MutexLock lock(mutex_);
      ended_ = true;
      changed_.NotifyAll();
    }
    bool Read(gateway::v1::SubmitDocumentsResponse* result) override {
      runtime::MutexLock lock(mutex_);
      while (results_.empty() && !ended_) changed_.Wait(mutex_);
      if (results_.empty()) return false;
      *result = std::move(results_.front());
      results_.pop_front();
      return true;
    }
    absl::Status Finish() override {
      runtime::MutexLock lock(mutex_);
      return status_;
    }

   private:
    FakeGateway& gateway_;
    runtime::Mutex mutex_;
    runtime::CondVar changed_;
    Item item_ GUARDED_BY(mutex_);
    std::deque<gateway::v1::SubmitDocumentsResponse> results_ GUARDED_BY(mutex_);
    absl::Status status_ GUARDED_BY(mutex_);
    bool ended_ GUARDED_BY(mutex_) = false;
  };
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_TESTING_FAKE_GATEWAY_H_
