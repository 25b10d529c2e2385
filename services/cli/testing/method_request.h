#ifndef GOUJI_SERVICES_CLI_TESTING_METHOD_REQUEST_H_
#define GOUJI_SERVICES_CLI_TESTING_METHOD_REQUEST_H_

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "absl/strings/str_replace.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "gouji/gateway/v1/gateway_service.pb.h"
#include "services/cli/testing/sample_report.h"

namespace gouji::cli {

inline constexpr char kCountyUnit[] = "山西省吕梁市临县民政局";
inline constexpr char kCountyGovernment[] = "山西省吕梁市临县";

// A report of an agency.
inline std::string DocumentOf(const std::string& agency) {
  return absl::StrReplaceAll(ReportFile("songlu-civil-affairs-2024.txt"), {{"松鹭县民政局", agency}});
}

inline statistics::v1::ReportKey CountyReportKey() {
  statistics::v1::ReportKey key;
  key.set_unit(kCountyUnit);
  key.set_year(2024);
  return key;
}

template <typename Request, typename Fill>
std::function<std::unique_ptr<google::protobuf::Message>()> MakeWith(Fill fill) {
  return [fill]() -> std::unique_ptr<google::protobuf::Message> {
    auto request = std::make_unique<Request>();
    fill(*request);
    return request;
  };
}

void FillDecision(auto& request) {
  request.set_reason("属实");
  request.set_author("李四");
}

// A request of a method of the gateway about the county, which is answered when it is allowed; null of a method that is
// not known here. `now` is what is recorded of the county's unit.
inline std::unique_ptr<google::protobuf::Message> MakeMethodRequest(const google::protobuf::MethodDescriptor& method,
                                                                    const gateway::v1::GetReportResponse& now) {
  namespace v1 = gateway::v1;
  const auto with_key = [](auto& request) { *request.mutable_key() = CountyReportKey(); };
  const auto with_filter = [](auto& request) { request.mutable_filter()->add_units(kCountyUnit); };
  const auto with_query = [](auto& request) {
    request.mutable_query()->mutable_filter()->add_units(kCountyUnit);
    request.mutable_query()->set_measure("disclosure_rate");
  };
  const auto of_government = [](auto& request) {
    request.mutable_query()->set_unit(kCountyGovernment);
    request.mutable_query()->set_year(2024);
  };
  const auto with_finding = [&](auto& request) {
    *request.mutable_key() = CountyReportKey();
    FillDecision(request);
    for (const validate::v1::Finding& finding : now.recorded().findings()) {
      if (finding.severity() == validate::v1::SEVERITY_WARNING) request.set_fingerprint(finding.fingerprint());
    }
  };
  const auto with_report = [&](auto& request) { *request.mutable_report() = now.recorded().report(); };
  const std::map<std::string, std::function<std::unique_ptr<google::protobuf::Message>()>> requests = {
      {"CheckDocument", MakeWith<v1::CheckDocumentRequest>([](auto& request) {
         request.set_document(DocumentOf(kCountyUnit));
         request.set_compare_with_register(true);
       })},
      {"CheckReport", MakeWith<v1::CheckReportRequest>([&](auto& request) {
         with_report(request);
         request.set_compare_with_register(true);
       })},
      {"SubmitDocument", MakeWith<v1::SubmitDocumentRequest>(
                             [](auto& request) { request.set_document(DocumentOf(kCountyUnit) + "\n"); })},
      {"SubmitReport", MakeWith<v1::SubmitReportRequest>(with_report)},
      {"SubmitDocuments", MakeWith<v1::SubmitDocumentsRequest>([](auto& request) {
         request.set_item_id("a");
         request.set_data(DocumentOf(kCountyUnit));
         request.set_last(true);
       })},
      {"GetReport", MakeWith<v1::GetReportRequest>(with_key)},
      {"GetDocument", MakeWith<v1::GetDocumentRequest>(with_key)},
      {"ListReports", MakeWith<v1::ListReportsRequest>(with_filter)},
      {"AcknowledgeFinding", MakeWith<v1::AcknowledgeFindingRequest>(with_finding)},
      {"RevokeAcknowledgement", MakeWith<v1::RevokeAcknowledgementRequest>(with_finding)},
      {"CorrectCells", MakeWith<v1::CorrectCellsRequest>([&](auto& request) {
         *request.mutable_key() = CountyReportKey();
         FillDecision(request);
         validate::v1::CellChange& change = *request.add_changes();
         change.set_cell("proactive_disclosure.licensing_decisions");
         change.set_from(now.recorded().report().proactive_disclosure().licensing_decisions());
         change.set_to(change.from() + 1);
       })},
      {"ImportRoster", MakeWith<v1::ImportRosterRequest>([](auto& request) {
         request.set_csv("id,name,aliases,parent,level,kind\ndt,山西省大同市,,,PREFECTURE,GOVERNMENT\n");
         request.set_author("李四");
       })},
      {"GetRoster", MakeWith<v1::GetRosterRequest>([](auto&) {})},
      {"ResolveUnit", MakeWith<v1::ResolveUnitRequest>([](auto& request) { request.set_name(kCountyUnit); })},
      {"PlaceReport", MakeWith<v1::PlaceReportRequest>([](auto& request) {
         *request.mutable_key() = CountyReportKey();
         FillDecision(request);
         request.set_unit(kCountyUnit);
       })},
      {"WithdrawReport", MakeWith<v1::WithdrawReportRequest>([&](auto& request) {
         *request.mutable_key() = CountyReportKey();
         FillDecision(request);
         request.set_revision(now.recorded().revision());
       })},
      {"ListAuditEntries", MakeWith<v1::ListAuditEntriesRequest>([](auto& request) { request.set_unit(kCountyUnit); })},
      {"Summarize", MakeWith<v1::SummarizeRequest>(with_filter)},
      {"ListMetrics", MakeWith<v1::ListMetricsRequest>([](auto&) {})},
      {"Rank", MakeWith<v1::RankRequest>(with_query)},
      {"Trend", MakeWith<v1::TrendRequest>([](auto& request) {
         request.mutable_query()->mutable_filter()->add_units(kCountyUnit);
         request.mutable_query()->add_measures("disclosure_rate");
       })},
      {"Describe", MakeWith<v1::DescribeRequest>(with_query)},
      {"Compare", MakeWith<v1::CompareRequest>([](auto& request) {
         request.mutable_query()->mutable_left()->add_units(kCountyUnit);
         request.mutable_query()->mutable_right()->add_units(kCountyUnit);
       })},
      {"FindOutliers", MakeWith<v1::FindOutliersRequest>(with_query)},
      {"Trace", MakeWith<v1::TraceRequest>(with_query)},
      {"Coverage", MakeWith<v1::CoverageRequest>([](auto& request) {
         request.mutable_query()->mutable_filter()->add_units(kCountyUnit);
         request.mutable_query()->mutable_filter()->add_years(2024);
       })},
      {"CompileReport", MakeWith<v1::CompileReportRequest>(of_government)},
      {"ReconcileReport", MakeWith<v1::ReconcileReportRequest>(of_government)},
      {"ListRules", MakeWith<v1::ListRulesRequest>([](auto&) {})},
      {"ExplainRule", MakeWith<v1::ExplainRuleRequest>([](auto& request) { request.set_id("T3.ROW_SUM"); })},
  };
  const auto found = requests.find(method.name());
  return found == requests.end() ? nullptr : found->second();
}

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_TESTING_METHOD_REQUEST_H_
