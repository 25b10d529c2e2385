#include "services/gateway/submit.h"

#include <utility>

#include "services/gateway/check.h"
#include "services/gateway/submission.h"
#include "services/report/error.h"

namespace gouji::gateway {
namespace {

absl::StatusOr<statistics::v1::Receipt> Record(const runtime::CallContext& call, const Backends& backends,
                                               statistics::v1::RecordItem item) {
  statistics::v1::RecordReportsRequest request;
  *request.add_items() = std::move(item);
  absl::StatusOr<statistics::v1::RecordReportsResponse> response = backends.statistics.RecordReports(call, request);
  if (!response.ok()) return response.status();
  if (response->receipts_size() != 1) return absl::InternalError("the register gave no receipt for an item");
  return std::move(*response->mutable_receipts(0));
}

}  // namespace

absl::StatusOr<statistics::v1::RecordItem> PrepareDocument(const runtime::CallContext& call, const Backends& backends,
                                                           std::string item_id,
                                                           parse::v1::ParseDocumentRequest request) {
  absl::StatusOr<v1::CheckDocumentResponse> checked =
      ReadAndCheck(call, backends, &request, SketchMode::kInclude, RegisterMode::kIgnore);
  if (!checked.ok()) return checked.status();
  statistics::v1::RecordItem item;
  item.set_item_id(std::move(item_id));
  item.mutable_report()->Swap(checked->mutable_report());
  item.mutable_findings()->Swap(checked->mutable_findings());
  item.mutable_assessment()->Swap(checked->mutable_assessment());
  if (checked->has_copy_sketch()) item.mutable_copy_sketch()->Swap(checked->mutable_copy_sketch());
  item.set_file_name(std::move(*request.mutable_file_name()));
  if (item.assessment().verdict() == validate::v1::VERDICT_REJECTED) {
    item.mutable_report()->clear_sections();  // nothing of it is recorded
    return item;
  }
  item.set_document(std::move(*request.mutable_document()));
  return item;
}

absl::StatusOr<v1::SubmitDocumentResponse> SubmitDocument(const runtime::CallContext& call, const Backends& backends,
                                                          std::size_t max_document_bytes,
                                                          const v1::SubmitDocumentRequest& request) {
  absl::Status size = CheckDocumentSize(request.document().size(), max_document_bytes);
  if (!size.ok()) return size;
  parse::v1::ParseDocumentRequest to_parse;
  to_parse.set_document(request.document());
  to_parse.set_file_name(request.file_name());
  *to_parse.mutable_options() = request.options();
  std::string submission_sha256 = SubmissionSha256(to_parse);
  absl::StatusOr<statistics::v1::RecordItem> item = PrepareDocument(call, backends, "", std::move(to_parse));
  if (!item.ok()) return item.status();
  item->set_submission_sha256(std::move(submission_sha256));
  absl::StatusOr<statistics::v1::Receipt> receipt = Record(call, backends, *std::move(item));
  if (!receipt.ok()) return receipt.status();
  v1::SubmitDocumentResponse response;
  *response.mutable_receipt() = *std::move(receipt);
  return response;
}

absl::StatusOr<v1::SubmitReportResponse> SubmitReport(const runtime::CallContext& call, const Backends& backends,
                                                      const v1::SubmitReportRequest& request) {
  const report::v1::Report& report = request.report();
  if (report.form().empty() || report.agency().name().empty() || report.year() == 0) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest,
                         "the report lacks form, agency.name or year: set all three, they name it in the register");
  }
  v1::CheckReportRequest to_check;
  *to_check.mutable_report() = report;
  absl::StatusOr<v1::CheckReportResponse> checked = CheckReport(call, backends, to_check);
  if (!checked.ok()) return checked.status();
  statistics::v1::RecordItem item;
  item.mutable_report()->Swap(to_check.mutable_report());
  item.mutable_report()->clear_evidence();
  item.mutable_findings()->Swap(checked->mutable_findings());
  item.mutable_assessment()->Swap(checked->mutable_assessment());
  absl::StatusOr<statistics::v1::Receipt> receipt = Record(call, backends, std::move(item));
  if (!receipt.ok()) return receipt.status();
  v1::SubmitReportResponse response;
  *response.mutable_receipt() = *std::move(receipt);
  return response;
}

}  // namespace gouji::gateway
