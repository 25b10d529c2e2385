#include "services/report/error.h"

#include "services/report/error_info.h"

namespace gouji::report {
namespace {

constexpr char kDomain[] = "gouji";

}  // namespace

std::string_view ReasonName(Reason reason) {
  switch (reason) {
    case Reason::kEmptyDocument:
      return "EMPTY_DOCUMENT";
    case Reason::kUnsupportedType:
      return "UNSUPPORTED_TYPE";
    case Reason::kEncrypted:
      return "ENCRYPTED";
    case Reason::kDamaged:
      return "DAMAGED";
    case Reason::kConverterFailed:
      return "CONVERTER_FAILED";
    case Reason::kConverterMissing:
      return "CONVERTER_MISSING";
    case Reason::kTooLarge:
      return "TOO_LARGE";
    case Reason::kUnknownForm:
      return "UNKNOWN_FORM";
    case Reason::kUnknownCharset:
      return "UNKNOWN_CHARSET";
    case Reason::kInvalidYear:
      return "INVALID_YEAR";
    case Reason::kMalformedReport:
      return "MALFORMED_REPORT";
    case Reason::kMalformedRequest:
      return "MALFORMED_REQUEST";
    case Reason::kReportNotFound:
      return "REPORT_NOT_FOUND";
    case Reason::kFindingNotFound:
      return "FINDING_NOT_FOUND";
    case Reason::kNotAcknowledgeable:
      return "NOT_ACKNOWLEDGEABLE";
    case Reason::kNoAcknowledgement:
      return "ACKNOWLEDGEMENT_NOT_FOUND";
    case Reason::kRevisionChanged:
      return "REVISION_CHANGED";
    case Reason::kCellChanged:
      return "CELL_CHANGED";
    case Reason::kUnknownCell:
      return "UNKNOWN_CELL";
    case Reason::kRuleNotFound:
      return "RULE_NOT_FOUND";
    case Reason::kUnknownPack:
      return "UNKNOWN_PACK";
    case Reason::kInvalidRulePack:
      return "INVALID_RULE_PACK";
    case Reason::kInvalidMetricPack:
      return "INVALID_METRIC_PACK";
    case Reason::kInvalidPageToken:
      return "INVALID_PAGE_TOKEN";
    case Reason::kInvalidPageSize:
      return "INVALID_PAGE_SIZE";
    case Reason::kTooManyItems:
      return "TOO_MANY_ITEMS";
    case Reason::kChunkTooLarge:
      return "CHUNK_TOO_LARGE";
    case Reason::kInterleavedItems:
      return "INTERLEAVED_ITEMS";
    case Reason::kTotalOutOfRange:
      return "TOTAL_OUT_OF_RANGE";
    case Reason::kRegisterUnavailable:
      return "REGISTER_UNAVAILABLE";
    case Reason::kOverloaded:
      return "OVERLOADED";
    case Reason::kDraining:
      return "DRAINING";
    case Reason::kBackendUnavailable:
      return "BACKEND_UNAVAILABLE";
    case Reason::kRosterNotFound:
      return "ROSTER_NOT_FOUND";
    case Reason::kUnknownUnit:
      return "UNKNOWN_UNIT";
    case Reason::kMalformedRoster:
      return "MALFORMED_ROSTER";
    case Reason::kTooManyGroups:
      return "TOO_MANY_GROUPS";
    case Reason::kDocumentNotKept:
      return "DOCUMENT_NOT_KEPT";
    case Reason::kNotAGovernment:
      return "NOT_A_GOVERNMENT";
    case Reason::kNotAnAggregate:
      return "NOT_AN_AGGREGATE";
    case Reason::kMalformedDump:
      return "MALFORMED_DUMP";
    case Reason::kRegisterNotEmpty:
      return "REGISTER_NOT_EMPTY";
    case Reason::kFileNotReadable:
      return "FILE_NOT_READABLE";
    case Reason::kTokenMissing:
      return "TOKEN_MISSING";
    case Reason::kTokenUnknown:
      return "TOKEN_UNKNOWN";
    case Reason::kTokenExpired:
      return "TOKEN_EXPIRED";
    case Reason::kScopeMissing:
      return "SCOPE_MISSING";
    case Reason::kOutsideOfArea:
      return "OUTSIDE_OF_AREA";
    case Reason::kQuotaExceeded:
      return "QUOTA_EXCEEDED";
    case Reason::kInvalidTokenFile:
      return "INVALID_TOKEN_FILE";
    case Reason::kHostNotAllowed:
      return "HOST_NOT_ALLOWED";
    case Reason::kOriginNotAllowed:
      return "ORIGIN_NOT_ALLOWED";
    case Reason::kTooSlow:
      return "TOO_SLOW";
  }
  return "UNKNOWN";
}

absl::Status Error(absl::StatusCode code, Reason reason, std::string_view message) {
  return Error(code, reason, message, "");
}

absl::Status Error(absl::StatusCode code, Reason reason, std::string_view message, std::string_view message_zh) {
  absl::Status status(code, absl::string_view(message.data(), message.size()));
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(ReasonName(reason)));
  info.set_domain(kDomain);
  if (!message_zh.empty()) {
    (*info.mutable_metadata())[kChineseMessageKey] = std::string(message_zh);
  }
  SetErrorInfo(info, &status);
  return status;
}

std::string ReasonOf(const absl::Status& status) { return ErrorInfoOf(status).reason(); }

std::string ChineseMessageOf(const absl::Status& status) {
  const google::rpc::ErrorInfo info = ErrorInfoOf(status);
  const auto found = info.metadata().find(kChineseMessageKey);
  return found == info.metadata().end() ? std::string() : found->second;
}

bool HasReason(const absl::Status& status, Reason reason) { return ReasonOf(status) == ReasonName(reason); }

}  // namespace gouji::report
