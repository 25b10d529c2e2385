#include "services/gateway/check.h"

#include <utility>

#include "fmt/format.h"
#include "services/gateway/across.h"
#include "services/report/error.h"

namespace gouji::gateway {
namespace {

absl::StatusOr<validate::v1::ValidateReportResponse> Validate(const runtime::CallContext& call,
                                                              const Backends& backends,
                                                              const validate::v1::ValidateReportRequest& request,
                                                              RegisterMode mode) {
  if (mode == RegisterMode::kIgnore) return backends.validate.ValidateReport(call, request);
  const absl::StatusOr<RegisterPlace> place = PlaceOf(call, backends, request.report());
  if (!place.ok()) return place.status();
  return ValidateBesideRegister(call, backends, *place, request);
}

}  // namespace

absl::Status CheckDocumentSize(std::size_t byte_count, std::size_t max_document_bytes) {
  if (byte_count <= max_document_bytes) return absl::OkStatus();
  return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge,
                       fmt::format("the document has more than {} bytes, which is the limit", max_document_bytes));
}

absl::StatusOr<v1::CheckDocumentResponse> ReadAndCheck(const runtime::CallContext& call, const Backends& backends,
                                                       parse::v1::ParseDocumentRequest* request, SketchMode sketch,
                                                       RegisterMode register_mode) {
  const bool keep_evidence = request->include_evidence();
  request->set_include_evidence(true);
  absl::StatusOr<parse::v1::ParseDocumentResponse> parsed = backends.parse.ParseDocument(call, *request);
  if (!parsed.ok()) return parsed.status();
  validate::v1::ValidateReportRequest to_validate;
  to_validate.mutable_report()->Swap(parsed->mutable_report());
  to_validate.set_include_copy_sketch(sketch == SketchMode::kInclude);
  absl::StatusOr<validate::v1::ValidateReportResponse> validated = Validate(call, backends, to_validate, register_mode);
  if (!validated.ok()) return validated.status();
  v1::CheckDocumentResponse response;
  response.mutable_report()->Swap(to_validate.mutable_report());
  if (!keep_evidence) response.mutable_report()->clear_evidence();
  response.mutable_findings()->Swap(validated->mutable_findings());
  response.mutable_assessment()->Swap(validated->mutable_assessment());
  if (validated->has_copy_sketch()) response.mutable_copy_sketch()->Swap(validated->mutable_copy_sketch());
  return response;
}

absl::StatusOr<v1::CheckDocumentResponse> CheckDocument(const runtime::CallContext& call, const Backends& backends,
                                                        std::size_t max_document_bytes,
                                                        const v1::CheckDocumentRequest& request) {
  absl::Status size = CheckDocumentSize(request.document().size(), max_document_bytes);
  if (!size.ok()) return size;
  parse::v1::ParseDocumentRequest to_parse;
  to_parse.set_document(request.document());
  to_parse.set_file_name(request.file_name());
  *to_parse.mutable_options() = request.options();
  to_parse.set_include_evidence(request.include_evidence());
  return ReadAndCheck(call, backends, &to_parse,
                      request.include_copy_sketch() ? SketchMode::kInclude : SketchMode::kOmit,
                      request.compare_with_register() ? RegisterMode::kCompare : RegisterMode::kIgnore);
}

absl::StatusOr<v1::CheckReportResponse> CheckReport(const runtime::CallContext& call, const Backends& backends,
                                                    const v1::CheckReportRequest& request) {
  validate::v1::ValidateReportRequest to_validate;
  *to_validate.mutable_report() = request.report();
  if (request.has_previous()) *to_validate.mutable_previous() = request.previous();
  *to_validate.mutable_peers() = request.peers();
  *to_validate.mutable_subordinates() = request.subordinates();
  absl::StatusOr<validate::v1::ValidateReportResponse> validated = Validate(
      call, backends, to_validate, request.compare_with_register() ? RegisterMode::kCompare : RegisterMode::kIgnore);
  if (!validated.ok()) return validated.status();
  v1::CheckReportResponse response;
  response.mutable_findings()->Swap(validated->mutable_findings());
  response.mutable_assessment()->Swap(validated->mutable_assessment());
  return response;
}

}  // namespace gouji::gateway
