#ifndef GOUJI_SERVICES_GATEWAY_TESTING_FAKE_BACKENDS_H_
#define GOUJI_SERVICES_GATEWAY_TESTING_FAKE_BACKENDS_H_

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "services/gateway/backends.h"
#include "services/report/agency.h"
#include "services/report/error.h"
#include "services/report/unit_tree.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::gateway {

// Reads every document as a report of the agency that its bytes name, of 2023; an empty one is EMPTY_DOCUMENT, "noise"
// is a document that is no report. Thread-safe but for `before`, which is set before the first call.
class FakeParse : public ParseBackend {
 public:
  absl::StatusOr<parse::v1::ParseDocumentResponse> ParseDocument(
      const runtime::CallContext& call, const parse::v1::ParseDocumentRequest& request) override {
    if (before) {
      absl::Status status = before(call, request);
      if (!status.ok()) return status;
    }
    if (request.document().empty()) {
      return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kEmptyDocument, "the document is empty");
    }
    parse::v1::ParseDocumentResponse response;
    if (request.document() == "noise") return response;
    response.mutable_report()->set_form("ogi-2021");
    response.mutable_report()->mutable_agency()->set_name(request.document().substr(0, 64));
    response.mutable_report()->set_year(2023);
    if (request.include_evidence()) response.mutable_report()->add_evidence()->set_line(7);
    return response;
  }

  std::function<absl::Status(const runtime::CallContext&, const parse::v1::ParseDocumentRequest&)> before;
};

// Accepts every report, rejects what has no form. Counts a finding for each line of evidence. Thread-safe.
class FakeValidate : public ValidateBackend {
 public:
  absl::StatusOr<validate::v1::ValidateReportResponse> ValidateReport(
      const runtime::CallContext& /*call*/, const validate::v1::ValidateReportRequest& request) override {
    validate::v1::ValidateReportResponse response;
    const bool rejected = request.report().form().empty();
    response.mutable_assessment()->set_verdict(rejected ? validate::v1::VERDICT_REJECTED
                                                        : validate::v1::VERDICT_ACCEPTED);
    for (const report::v1::Evidence& evidence : request.report().evidence()) {
      *response.add_findings()->add_evidence() = evidence;
    }
    return response;
  }

  // Repeats the request as the one rule of a page.
  absl::StatusOr<validate::v1::ListRulesResponse> ListRules(const runtime::CallContext& /*call*/,
                                                            const validate::v1::ListRulesRequest& request) override {
    validate::v1::ListRulesResponse response;
    validate::v1::RuleDescription& rule = *response.add_rules();
    rule.set_pack(request.pack());
    rule.add_forms(request.form());
    rule.set_since_year(request.page_size());
    response.set_next_page_token("after " + request.page_token());
    return response;
  }

  // Knows the rules whose ids begin with "T".
  absl::StatusOr<validate::v1::ExplainRuleResponse> ExplainRule(
      const runtime::CallContext& /*call*/, const validate::v1::ExplainRuleRequest& request) override {
    if (!request.id().starts_with("T")) {
      return report::Error(absl::StatusCode::kNotFound, report::Reason::kRuleNotFound, request.id());
    }
    validate::v1::ExplainRuleResponse response;
    response.mutable_rule()->set_id(request.id());
    return response;
  }
};

// A register in memory. Thread-safe but for `before` and `stored`, which are set before the first call.
class FakeStatistics : public StatisticsBackend {
 public:
  absl::StatusOr<statistics::v1::RecordReportsResponse> RecordReports(
      const runtime::CallContext& call, const statistics::v1::RecordReportsRequest& request) override {
    if (before) {
      absl::Status status = before(call, request);
      if (!status.ok()) return status;
    }
    runtime::MutexLock lock(mutex_);
    batch_sizes_.push_back(request.items_size());
    statistics::v1::RecordReportsResponse response;
    for (const statistics::v1::RecordItem& item : request.items()) {
      statistics::v1::Receipt& receipt = *response.add_receipts();
      receipt.set_item_id(item.item_id());
      if (item.report().form().empty()) {
        receipt.set_outcome(statistics::v1::OUTCOME_REJECTED);
        receipt.set_reason("NOT_A_REPORT");
        continue;
      }
      const bool inserted = recorded_.emplace(item.report().agency().name(), item).second;
      receipt.set_outcome(inserted ? statistics::v1::OUTCOME_RECORDED : statistics::v1::OUTCOME_UNCHANGED);
      receipt.mutable_key()->set_unit(item.report().agency().name());
      receipt.mutable_key()->set_year(item.report().year());
      submissions_[item.submission_sha256()] = receipt.key();
    }
    return response;
  }

  // Knows what was recorded, whoever reads it now.
  absl::StatusOr<statistics::v1::FindSubmissionsResponse> FindSubmissions(
      const runtime::CallContext& /*call*/, const statistics::v1::FindSubmissionsRequest& request) override {
    if (cannot_find) {
      return report::Error(absl::StatusCode::kUnavailable, report::Reason::kBackendUnavailable, "away");
    }
    runtime::MutexLock lock(mutex_);
    found_by_.push_back(request);
    statistics::v1::FindSubmissionsResponse response;
    for (const std::string& sha256 : request.submission_sha256()) {
      const auto known = submissions_.find(sha256);
      if (known == submissions_.end()) continue;
      statistics::v1::KnownSubmission& submission = *response.add_submissions();
      submission.set_submission_sha256(sha256);
      submission.mutable_receipt()->set_outcome(statistics::v1::OUTCOME_UNCHANGED);
      *submission.mutable_receipt()->mutable_key() = known->second;
    }
    return response;
  }

  absl::StatusOr<statistics::v1::RecordCorrectionResponse> RecordCorrection(
      const runtime::CallContext& /*call*/, const statistics::v1::RecordCorrectionRequest& request) override {
    runtime::MutexLock lock(mutex_);
    corrections_.push_back(request);
    statistics::v1::RecordCorrectionResponse response;
    response.mutable_receipt()->set_outcome(statistics::v1::OUTCOME_CORRECTED);
    response.mutable_receipt()->set_revision(request.base_revision() + 1);
    return response;
  }

  absl::StatusOr<statistics::v1::AcknowledgeFindingResponse> AcknowledgeFinding(
      const runtime::CallContext& /*call*/, const statistics::v1::AcknowledgeFindingRequest& request) override {
    if (request.fingerprint() == "unknown") {
      return report::Error(absl::StatusCode::kNotFound, report::Reason::kFindingNotFound, request.fingerprint());
    }
    statistics::v1::AcknowledgeFindingResponse response;
    response.mutable_receipt()->set_outcome(statistics::v1::OUTCOME_DECIDED);
    *response.mutable_receipt()->mutable_key() = request.key();
    response.mutable_receipt()->set_reason(request.author() + ": " + request.reason());
    return response;
  }

  absl::StatusOr<statistics::v1::RevokeAcknowledgementResponse> RevokeAcknowledgement(
      const runtime::CallContext& /*call*/, const statistics::v1::RevokeAcknowledgementRequest& request) override {
    statistics::v1::RevokeAcknowledgementResponse response;
    response.mutable_receipt()->set_outcome(statistics::v1::OUTCOME_DECIDED);
    *response.mutable_receipt()->mutable_key() = request.key();
    response.mutable_receipt()->set_reason(request.author() + ": " + request.reason());
    return response;
  }

  absl::StatusOr<statistics::v1::GetReportResponse> GetReport(
      const runtime::CallContext& /*call*/, const statistics::v1::GetReportRequest& request) override {
    if (stored.has_report() && request.key().unit() == stored.key().unit()) {
      statistics::v1::GetReportResponse response;
      *response.mutable_recorded() = stored;
      if (request.include_history()) response.mutable_recorded()->add_history();
      return response;
    }
    return report::Error(absl::StatusCode::kNotFound, report::Reason::kReportNotFound, request.key().unit());
  }

  // Knows the document of the unit "kept".
  absl::StatusOr<statistics::v1::GetDocumentResponse> GetDocument(
      const runtime::CallContext& /*call*/, const statistics::v1::GetDocumentRequest& request) override {
    if (request.key().unit() != "kept") {
      return report::Error(absl::StatusCode::kNotFound, report::Reason::kDocumentNotKept, request.key().unit());
    }
    statistics::v1::GetDocumentResponse response;
    response.set_document(document);
    response.set_file_name("revision " + std::to_string(request.revision()));
    response.set_sha256("hash");
    return response;
  }

  absl::StatusOr<statistics::v1::ListReportsResponse> ListReports(
      const runtime::CallContext& /*call*/, const statistics::v1::ListReportsRequest& request) override {
    statistics::v1::ListReportsResponse response;
    response.set_next_page_token("after " + request.page_token());
    return response;
  }

  absl::StatusOr<statistics::v1::FindSimilarReportsResponse> FindSimilarReports(
      const runtime::CallContext& /*call*/, const statistics::v1::FindSimilarReportsRequest& request) override {
    statistics::v1::FindSimilarReportsResponse response;
    for (const std::string& unit : similar) {
      response.add_reports()->mutable_key()->set_unit(unit);
      response.mutable_reports()->rbegin()->mutable_key()->set_year(request.except().year());
    }
    return response;
  }

  absl::StatusOr<statistics::v1::ImportRosterResponse> ImportRoster(
      const runtime::CallContext& /*call*/, const statistics::v1::ImportRosterRequest& request) override {
    statistics::v1::ImportRosterResponse response;
    response.set_outcome(statistics::v1::OUTCOME_RECORDED);
    response.mutable_roster()->set_author(request.author());
    response.mutable_roster()->set_file_name(request.file_name() + ": " + request.csv());
    response.set_moved_count(3);
    return response;
  }

  absl::StatusOr<statistics::v1::GetRosterResponse> GetRoster(
      const runtime::CallContext& /*call*/, const statistics::v1::GetRosterRequest& request) override {
    statistics::v1::GetRosterResponse response;
    response.mutable_roster()->set_version(request.version());
    if (request.include_csv()) response.set_csv("id,name\n");
    return response;
  }

  // By name and division alone; below every unit stand those of `subordinates`, above it those of its divisions.
  absl::StatusOr<statistics::v1::ResolveUnitResponse> ResolveUnit(
      const runtime::CallContext& /*call*/, const statistics::v1::ResolveUnitRequest& request) override {
    statistics::v1::ResolveUnitResponse response;
    const report::Unit unit = report::ResolveUnit(request.name(), request.region_code());
    {
      runtime::MutexLock lock(mutex_);
      last_resolved_ = request;
    }
    response.set_placed(unit.placed);
    if (unit.placed) response.mutable_unit()->set_unit(unit.id);
    response.mutable_unit()->mutable_agency()->set_region_code(unit.placed ? unit.region_code : request.region_code());
    if (unit.placed) response.mutable_unit()->set_parent(report::ParentByDivisions(unit.id));
    for (const std::string& below : subordinates) {
      if (!request.include_subordinates()) break;
      response.add_subordinates()->set_unit(below);
      response.mutable_subordinates()->rbegin()->set_name(below);
    }
    return response;
  }

  absl::StatusOr<statistics::v1::PlaceReportResponse> PlaceReport(
      const runtime::CallContext& /*call*/, const statistics::v1::PlaceReportRequest& request) override {
    statistics::v1::PlaceReportResponse response;
    response.mutable_receipt()->set_outcome(statistics::v1::OUTCOME_PLACED);
    response.mutable_receipt()->mutable_key()->set_unit(request.unit());
    response.mutable_receipt()->set_reason(request.author() + ": " + request.reason());
    return response;
  }

  absl::StatusOr<statistics::v1::WithdrawReportResponse> WithdrawReport(
      const runtime::CallContext& /*call*/, const statistics::v1::WithdrawReportRequest& request) override {
    statistics::v1::WithdrawReportResponse response;
    response.mutable_receipt()->set_outcome(statistics::v1::OUTCOME_WITHDRAWN);
    *response.mutable_receipt()->mutable_key() = request.key();
    response.mutable_receipt()->set_revision(request.revision() - 1);
    response.mutable_receipt()->set_reason(request.author() + ": " + request.reason());
    return response;
  }

  absl::StatusOr<statistics::v1::SummarizeResponse> Summarize(
      const runtime::CallContext& /*call*/, const statistics::v1::SummarizeRequest& request) override {
    statistics::v1::SummarizeResponse response;
    response.mutable_summary()->set_basis(request.basis());
    return response;
  }

  absl::StatusOr<statistics::v1::ListMetricsResponse> ListMetrics(
      const runtime::CallContext& /*call*/, const statistics::v1::ListMetricsRequest& /*request*/) override {
    statistics::v1::ListMetricsResponse response;
    response.add_metrics()->mutable_metric()->set_id("disclosure_rate");
    return response;
  }

  // The queries answer with the measure that they were asked for.
  absl::StatusOr<statistics::v1::RankResponse> Rank(const runtime::CallContext& /*call*/,
                                                    const statistics::v1::RankRequest& request) override {
    statistics::v1::RankResponse response;
    response.mutable_ranking()->mutable_measure()->mutable_metric()->set_id(request.query().measure());
    return response;
  }
  absl::StatusOr<statistics::v1::TrendResponse> Trend(const runtime::CallContext& /*call*/,
                                                      const statistics::v1::TrendRequest& request) override {
    statistics::v1::TrendResponse response;
    response.mutable_trends()->add_measures()->mutable_metric()->set_id(request.query().measures(0));
    return response;
  }
  absl::StatusOr<statistics::v1::DescribeResponse> Describe(const runtime::CallContext& /*call*/,
                                                            const statistics::v1::DescribeRequest& request) override {
    statistics::v1::DescribeResponse response;
    response.mutable_distributions()->mutable_measure()->mutable_metric()->set_id(request.query().measure());
    return response;
  }
  absl::StatusOr<statistics::v1::CompareResponse> Compare(const runtime::CallContext& /*call*/,
                                                          const statistics::v1::CompareRequest& request) override {
    statistics::v1::CompareResponse response;
    response.mutable_comparison()->add_descriptions()->mutable_metric()->set_id(request.query().measures(0));
    return response;
  }
  absl::StatusOr<statistics::v1::FindOutliersResponse> FindOutliers(
      const runtime::CallContext& /*call*/, const statistics::v1::FindOutliersRequest& request) override {
    statistics::v1::FindOutliersResponse response;
    response.mutable_outliers()->mutable_measure()->mutable_metric()->set_id(request.query().measure());
    return response;
  }
  absl::StatusOr<statistics::v1::TraceResponse> Trace(const runtime::CallContext& /*call*/,
                                                      const statistics::v1::TraceRequest& request) override {
    statistics::v1::TraceResponse response;
    response.mutable_tracing()->mutable_measure()->mutable_metric()->set_id(request.query().measure());
    return response;
  }
  absl::StatusOr<statistics::v1::CoverageResponse> Coverage(const runtime::CallContext& /*call*/,
                                                            const statistics::v1::CoverageRequest& request) override {
    statistics::v1::CoverageResponse response;
    response.mutable_coverage()->mutable_total()->set_missing_count(request.query().filter().years(0));
    return response;
  }
  absl::StatusOr<statistics::v1::CompileReportResponse> CompileReport(
      const runtime::CallContext& /*call*/, const statistics::v1::CompileReportRequest& request) override {
    statistics::v1::CompileReportResponse response;
    response.mutable_compiled()->mutable_unit()->set_unit(request.query().unit());
    return response;
  }
  absl::StatusOr<statistics::v1::ReconcileReportResponse> ReconcileReport(
      const runtime::CallContext& /*call*/, const statistics::v1::ReconcileReportRequest& request) override {
    statistics::v1::ReconcileReportResponse response;
    response.mutable_reconciliation()->mutable_unit()->set_unit(request.query().unit());
    return response;
  }

  // A page with one change of each unit of `similar`, and the import of a roster.
  absl::StatusOr<statistics::v1::ListAuditEntriesResponse> ListAuditEntries(
      const runtime::CallContext& /*call*/, const statistics::v1::ListAuditEntriesRequest& request) override {
    statistics::v1::ListAuditEntriesResponse response;
    for (const std::string& unit : similar) {
      response.add_entries()->mutable_key()->set_unit(unit);
      response.mutable_entries()->rbegin()->mutable_key()->set_year(2023);
    }
    response.add_entries()->mutable_change()->set_event(statistics::v1::HISTORY_EVENT_ROSTER_IMPORTED);
    response.set_next_page_token("after " + request.page_token());
    return response;
  }

  std::map<std::string, statistics::v1::RecordItem> recorded() const EXCLUDES(mutex_) {
    runtime::MutexLock lock(mutex_);
    return recorded_;
  }
  // What ResolveUnit was asked last.
  statistics::v1::ResolveUnitRequest last_resolved() const EXCLUDES(mutex_) {
    runtime::MutexLock lock(mutex_);
    return last_resolved_;
  }
  std::vector<int> batch_sizes() const EXCLUDES(mutex_) {
    runtime::MutexLock lock(mutex_);
    return batch_sizes_;
  }

  std::vector<statistics::v1::FindSubmissionsRequest> found_by() const EXCLUDES(mutex_) {
    runtime::MutexLock lock(mutex_);
    return found_by_;
  }

  std::vector<statistics::v1::RecordCorrectionRequest> corrections() const EXCLUDES(mutex_) {
    runtime::MutexLock lock(mutex_);
    return corrections_;
  }

  std::function<absl::Status(const runtime::CallContext&, const statistics::v1::RecordReportsRequest&)> before;
  std::vector<std::string> similar;  // the units of what FindSimilarReports answers, of the year of the asking report
  std::vector<std::string> subordinates;
  bool cannot_find = false;  // whether FindSubmissions fails
  // What GetReport gives for its unit; set before the first call.
  statistics::v1::RecordedReport stored;
  // What GetDocument gives for the unit "kept"; set before the first call.
  std::string document = "bytes";

 private:
  mutable runtime::Mutex mutex_;
  std::map<std::string, statistics::v1::RecordItem> recorded_ GUARDED_BY(mutex_);
  std::map<std::string, statistics::v1::ReportKey> submissions_ GUARDED_BY(mutex_);  // by hash
  std::vector<statistics::v1::FindSubmissionsRequest> found_by_ GUARDED_BY(mutex_);
  statistics::v1::ResolveUnitRequest last_resolved_ GUARDED_BY(mutex_);
  std::vector<int> batch_sizes_ GUARDED_BY(mutex_);
  std::vector<statistics::v1::RecordCorrectionRequest> corrections_ GUARDED_BY(mutex_);
};

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_TESTING_FAKE_BACKENDS_H_
