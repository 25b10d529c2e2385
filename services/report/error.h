#ifndef GOUJI_SERVICES_REPORT_ERROR_H_
#define GOUJI_SERVICES_REPORT_ERROR_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace gouji::report {

// The registry of machine-readable reasons. Every error that leaves the suite carries one of them, by its name in
// UPPER_SNAKE_CASE, in a google.rpc.ErrorInfo of domain "gouji". Names are part of the API: they are added, never
// changed.
enum class Reason {
  kEmptyDocument,        // EMPTY_DOCUMENT: no bytes, or nothing but white space
  kUnsupportedType,      // UNSUPPORTED_TYPE: no reader for this kind of file
  kEncrypted,            // ENCRYPTED: needs a password to be read
  kDamaged,              // DAMAGED: a container or file that is cut off or contradicts itself
  kConverterFailed,      // CONVERTER_FAILED: the program that reads this kind of file failed on it
  kConverterMissing,     // CONVERTER_MISSING: the program that reads this kind of file is not installed
  kTooLarge,             // TOO_LARGE: over the limit on bytes
  kUnknownForm,          // UNKNOWN_FORM: no form file has this id
  kUnknownCharset,       // UNKNOWN_CHARSET: no decoder has this name
  kInvalidYear,          // INVALID_YEAR: outside 2008 to 2100
  kMalformedReport,      // MALFORMED_REPORT: a Report that contradicts itself
  kMalformedRequest,     // MALFORMED_REQUEST: a required field is missing or out of range
  kReportNotFound,       // REPORT_NOT_FOUND: the register has no such report
  kFindingNotFound,      // FINDING_NOT_FOUND: the current revision has no finding with this fingerprint
  kNotAcknowledgeable,   // NOT_ACKNOWLEDGEABLE: an ERROR, which is corrected, or an INFO, which asks for nothing
  kNoAcknowledgement,    // ACKNOWLEDGEMENT_NOT_FOUND: no acknowledgement holds for this fingerprint
  kRevisionChanged,      // REVISION_CHANGED: the current revision is not the one that the caller saw
  kCellChanged,          // CELL_CHANGED: a cell has not the value that the caller saw
  kUnknownCell,          // UNKNOWN_CELL: the form has no cell of this path
  kRuleNotFound,         // RULE_NOT_FOUND: no pack has a rule of this id
  kUnknownPack,          // UNKNOWN_PACK: no rule pack with this id is loaded
  kInvalidRulePack,      // INVALID_RULE_PACK: a rule file that cannot be read or used
  kInvalidMetricPack,    // INVALID_METRIC_PACK: a metric file that cannot be read or used
  kInvalidPageToken,     // INVALID_PAGE_TOKEN: not a token of this list
  kInvalidPageSize,      // INVALID_PAGE_SIZE: outside 1 to 1000
  kTooManyItems,         // TOO_MANY_ITEMS: more items in a request than its limit
  kChunkTooLarge,        // CHUNK_TOO_LARGE: over 1 MiB in a chunk
  kInterleavedItems,     // INTERLEAVED_ITEMS: a chunk of another item before the last chunk of the current one
  kTotalOutOfRange,      // TOTAL_OUT_OF_RANGE: a total does not fit into 64 bits
  kRegisterUnavailable,  // REGISTER_UNAVAILABLE: the register cannot be written or read now
  kOverloaded,           // OVERLOADED: no room for another call now; said by the runtime of a server
  kDraining,             // DRAINING: the server is shutting down; said by the runtime of a server
  kBackendUnavailable,   // BACKEND_UNAVAILABLE: a service behind the gateway does not answer
  kMalformedRoster,      // MALFORMED_ROSTER: a list of units with defects; the message names each with its line
  kTooManyGroups,        // TOO_MANY_GROUPS: a query would make more groups than its limit
  kRosterNotFound,       // ROSTER_NOT_FOUND: the register has no such version of the list of units
  kUnknownUnit,          // UNKNOWN_UNIT: a name does not say which unit is meant
  kDocumentNotKept,      // DOCUMENT_NOT_KEPT: the revision came without bytes, or they are not kept
  kNotAGovernment,       // NOT_A_GOVERNMENT: the unit is no government, which alone publishes for others
  kNotAnAggregate,       // NOT_AN_AGGREGATE: the report contains the figures of its own organ alone
  kMalformedDump,        // MALFORMED_DUMP: not a dump of a register, cut off, or damaged
  kRegisterNotEmpty,     // REGISTER_NOT_EMPTY: a dump is loaded into an empty register only
  kFileNotReadable,      // FILE_NOT_READABLE: a file or folder cannot be opened
  kTokenMissing,         // TOKEN_MISSING: the gateway asks for a token, and the call has none
  kTokenUnknown,         // TOKEN_UNKNOWN: no token of the gateway
  kTokenExpired,         // TOKEN_EXPIRED: the time of the token is over
  kScopeMissing,         // SCOPE_MISSING: the token does not allow this
  kOutsideOfArea,        // OUTSIDE_OF_AREA: the token is limited to other units than those that the call is about
  kQuotaExceeded,        // QUOTA_EXCEEDED: the token was used more than its quota
  kInvalidTokenFile,     // INVALID_TOKEN_FILE: a file of tokens that cannot be read or used
  kHostNotAllowed,       // HOST_NOT_ALLOWED: a browser calls the gateway by a name that its operator has not allowed
  kOriginNotAllowed,     // ORIGIN_NOT_ALLOWED: a page of a site that the gateway's operator has not allowed
  kTooSlow,              // TOO_SLOW: a request whose bytes came too slowly
};

// The name of a reason: "EMPTY_DOCUMENT".
std::string_view ReasonName(Reason reason);

// An error with a reason. `message` says what is wrong, where, and what to do.
absl::Status Error(absl::StatusCode code, Reason reason, std::string_view message);

// The same with the message in Chinese besides, for errors that the person who sent a document has to act on.
absl::Status Error(absl::StatusCode code, Reason reason, std::string_view message, std::string_view message_zh);

// The Chinese message that a status carries; empty for one without.
std::string ChineseMessageOf(const absl::Status& status);

// The name of the reason that a status carries; empty for one without.
std::string ReasonOf(const absl::Status& status);
// Whether a status carries this reason.
bool HasReason(const absl::Status& status, Reason reason);

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_ERROR_H_
