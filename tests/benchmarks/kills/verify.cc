#include "tests/benchmarks/kills/verify.h"

#include <memory>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gouji/statistics/v1/statistics_service.grpc.pb.h"
#include "grpcpp/client_context.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "services/report/sha256.h"
#include "services/runtime/status.h"

namespace gouji::benchmarks {
namespace {

using statistics::v1::RecordedReport;
using Stub = statistics::v1::StatisticsService::Stub;

constexpr size_t kMaxProblems = 5;
constexpr int kPageSize = 1000;
// Of the requests, so many are sent again; of the reports, so many are asked for their history.
constexpr size_t kRepeatedRequests = 20;
constexpr size_t kHistoryStride = 50;

class Verifier {
 public:
  Verifier(Store& store, const std::vector<statistics::v1::RecordReportsRequest>& requests,
           const std::map<std::string, KeptReceipt>& receipts)
      : store_(store),
        requests_(requests),
        receipts_(receipts),
        stub_(statistics::v1::StatisticsService::NewStub(
            grpc::CreateChannel(store.address(), grpc::InsecureChannelCredentials()))) {}

  Verification Run() {
    ListAll();
    CheckReceipts();
    CheckRows();
    CheckHistories();
    RepeatSome();
    Summarize();
    return std::move(result_);
  }

 private:
  void Problem(const std::string& problem) {
    if (result_.problems.size() < kMaxProblems) result_.problems.push_back(problem);
  }

  template <typename Request, typename Response>
  Response Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), const Request& request) {
    grpc::ClientContext context;
    Response response;
    const absl::Status status = runtime::FromGrpcStatus((stub_.get()->*method)(&context, request, &response));
    if (!status.ok()) Problem(status.ToString());
    return response;
  }

  void ListAll() {
    statistics::v1::ListReportsRequest request;
    request.set_page_size(kPageSize);
    do {
      statistics::v1::ListReportsResponse page = Call(&Stub::ListReports, request);
      for (RecordedReport& report : *page.mutable_reports()) {
        ++result_.listed_count;
        result_.doubled_count += report.revision() - 1;
        std::pair<std::string, int> key(report.key().unit(), report.key().year());
        if (!reports_.emplace(std::move(key), std::move(report)).second) Problem("a report is listed twice");
      }
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
  }

  void CheckReceipts() {
    size_t item_count = 0;
    for (const statistics::v1::RecordReportsRequest& request : requests_) {
      for (const statistics::v1::RecordItem& item : request.items()) {
        ++item_count;
        CheckReceipt(item);
      }
    }
    if (receipts_.size() != item_count) {
      Problem(absl::StrCat(receipts_.size(), " receipts for ", item_count, " items"));
    }
    if (reports_.size() != item_count) {
      Problem(absl::StrCat(reports_.size(), " reports where ", item_count, " were sent"));
    }
    if (result_.doubled_count > 0) Problem("reports have revisions that nobody sent");
  }

  void CheckReceipt(const statistics::v1::RecordItem& item) {
    const auto receipt = receipts_.find(item.item_id());
    if (receipt == receipts_.end()) return;
    const KeptReceipt& kept = receipt->second;
    const bool is_recorded = kept.outcome == statistics::v1::OUTCOME_RECORDED;
    const bool is_unchanged = kept.outcome == statistics::v1::OUTCOME_UNCHANGED;
    result_.unchanged_count += is_unchanged ? 1 : 0;
    if (!is_recorded && !is_unchanged) Problem(absl::StrCat("item ", item.item_id(), " has outcome ", kept.outcome));
    const auto report = reports_.find(std::pair(kept.unit, kept.year));
    const bool is_there = report != reports_.end() && report->second.revision() == kept.revision &&
                          report->second.document_sha256() == report::Sha256Hex(item.document());
    if (is_there) return;
    ++result_.lost_count;
    Problem(absl::StrCat("item ", item.item_id(), " has a receipt, but is not there as that says"));
  }

  void CheckRows() {
    for (const char* table : {"revision", "assessment", "document", "event", "current_report"}) {
      const absl::StatusOr<int64_t> count = store_.CountRows(table);
      if (!count.ok()) {
        Problem(count.status().ToString());
      } else if (*count != static_cast<int64_t>(reports_.size())) {
        Problem(absl::StrCat("the table ", table, " has ", *count, " rows for ", reports_.size(), " reports"));
      }
    }
  }

  void CheckHistories() {
    size_t number = 0;
    for (const auto& [key, report] : reports_) {
      if (number++ % kHistoryStride != 0) continue;
      statistics::v1::GetReportRequest request;
      *request.mutable_key() = report.key();
      request.set_include_history(true);
      const RecordedReport recorded = Call(&Stub::GetReport, request).recorded();
      const bool is_right =
          recorded.history_size() == 1 && recorded.history(0).event() == statistics::v1::HISTORY_EVENT_RECORDED;
      if (!is_right) Problem(absl::StrCat(key.first, " has another history than that it was recorded"));
    }
  }

  void RepeatSome() {
    for (size_t i = 0; i < requests_.size() && i < kRepeatedRequests; ++i) {
      const statistics::v1::RecordReportsResponse answer = Call(&Stub::RecordReports, requests_[i]);
      for (const statistics::v1::Receipt& receipt : answer.receipts()) {
        if (receipt.outcome() != statistics::v1::OUTCOME_UNCHANGED) {
          Problem(absl::StrCat("item ", receipt.item_id(), " sent again has outcome ", receipt.outcome()));
        }
      }
    }
  }

  void Summarize() {
    result_.summary = Call(&Stub::Summarize, statistics::v1::SummarizeRequest()).summary().SerializeAsString();
    if (result_.summary.empty()) Problem("there is no summary");
  }

  Store& store_;
  const std::vector<statistics::v1::RecordReportsRequest>& requests_;
  const std::map<std::string, KeptReceipt>& receipts_;
  const std::unique_ptr<Stub> stub_;
  std::map<std::pair<std::string, int>, RecordedReport> reports_;
  Verification result_;
};

}  // namespace

Verification Verify(Store& store, const std::vector<statistics::v1::RecordReportsRequest>& requests,
                    const std::map<std::string, KeptReceipt>& receipts) {
  return Verifier(store, requests, receipts).Run();
}

}  // namespace gouji::benchmarks
