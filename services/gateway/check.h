#ifndef GOUJI_SERVICES_GATEWAY_CHECK_H_
#define GOUJI_SERVICES_GATEWAY_CHECK_H_

#include <cstddef>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gouji/gateway/v1/gateway_service.pb.h"
#include "services/gateway/backends.h"
#include "services/runtime/call.h"

namespace gouji::gateway {

// The bytes that a document may have unless the gateway is configured otherwise.
inline constexpr std::size_t kDefaultMaxDocumentBytes = std::size_t{32} << 20;

// RESOURCE_EXHAUSTED with reason TOO_LARGE when a document of `byte_count` bytes is over the limit.
absl::Status CheckDocumentSize(std::size_t byte_count, std::size_t max_document_bytes);

// Whether a reply carries the sketch of the prose by which copies are found.
enum class SketchMode { kOmit, kInclude };

// Whether a report is checked for itself, or beside what the register has (across.h).
enum class RegisterMode { kIgnore, kCompare };

// Reads a document and checks what was read. Errors: those of the backends.
//
// The document is always read with evidence, because the findings carry that of their cells; the reply keeps the whole
// of it only when `request` asks for it. The request keeps its document.
absl::StatusOr<v1::CheckDocumentResponse> ReadAndCheck(const runtime::CallContext& call, const Backends& backends,
                                                       parse::v1::ParseDocumentRequest* request, SketchMode sketch,
                                                       RegisterMode register_mode);

// The public method: reads and checks a document within the limit.
absl::StatusOr<v1::CheckDocumentResponse> CheckDocument(const runtime::CallContext& call, const Backends& backends,
                                                        std::size_t max_document_bytes,
                                                        const v1::CheckDocumentRequest& request);

// Checks figures, with the other reports that the request brings. Errors: those of the backends.
absl::StatusOr<v1::CheckReportResponse> CheckReport(const runtime::CallContext& call, const Backends& backends,
                                                    const v1::CheckReportRequest& request);

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_CHECK_H_
