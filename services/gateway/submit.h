#ifndef GOUJI_SERVICES_GATEWAY_SUBMIT_H_
#define GOUJI_SERVICES_GATEWAY_SUBMIT_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "gouji/gateway/v1/gateway_service.pb.h"
#include "services/gateway/backends.h"
#include "services/runtime/call.h"

namespace gouji::gateway {

// Reads and checks a document: everything that comes before recording it. A document that is no report is a success
// like any other; the register rejects it and gets neither bytes nor prose of it. Errors: those of parse and validate.
absl::StatusOr<statistics::v1::RecordItem> PrepareDocument(const runtime::CallContext& call, const Backends& backends,
                                                           std::string item_id,
                                                           parse::v1::ParseDocumentRequest request);

// Reads, checks and records a document; returns when the outcome is durable. A rejection is a receipt, not an error.
absl::StatusOr<v1::SubmitDocumentResponse> SubmitDocument(const runtime::CallContext& call, const Backends& backends,
                                                          std::size_t max_document_bytes,
                                                          const v1::SubmitDocumentRequest& request);

// Checks and records figures; returns when the outcome is durable. INVALID_ARGUMENT with reason MALFORMED_REQUEST when
// form, agency name or year are not set.
absl::StatusOr<v1::SubmitReportResponse> SubmitReport(const runtime::CallContext& call, const Backends& backends,
                                                      const v1::SubmitReportRequest& request);

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_SUBMIT_H_
