#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_ENTRY_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_ENTRY_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "gouji/statistics/v1/register.pb.h"
#include "gouji/statistics/v1/statistics_service.pb.h"
#include "services/report/conversion.h"
#include "services/report/report.h"

namespace gouji::statistics {

// Why an item is not recorded.
enum class Rejection : uint8_t { kNone, kNotAReport, kYearUnknown };

// The name of a rejection on the wire: "NOT_A_REPORT"; empty for kNone.
std::string_view RejectionName(Rejection rejection);

// What makes an entry a person's reading: a new revision of the document of the one that it corrects.
struct Correction {
  int base_revision = 0;
  std::string reason;
  std::string author;
  std::vector<v1::CorrectedCell> cells;  // empty: another assessment of the base revision
};

// An item made ready for a register: keyed, hashed, compressed. All work that needs no database is done here, on the
// caller's thread, so that the one writer of a register only writes.
struct Entry {
  std::string item_id;
  Rejection rejection = Rejection::kNone;
  v1::ReportKey key;
  bool placed = false;
  // Whether level, kind, scope and division of `agency` are not those of the report, but the roster's or a person's
  // word.
  bool refined = false;
  std::string form;
  report::ReportScope scope = report::ReportScope::kUnspecified;
  std::string file_name;
  std::string parser_version;
  std::string issue_date;  // ISO 8601; empty when not printed

  std::string document_sha256;  // empty for figures that came without a document
  int64_t document_byte_count = 0;
  std::string document;  // compressed

  // What was read, and nothing of who read it: the hash of the report without evidence and parser version. A newer
  // parser that reads the same thing has not read anything new.
  std::string reading_sha256;
  std::string agency;                // a serialised report.v1.Agency
  std::string report;                // a serialised report.v1.Report without evidence, compressed
  std::string cells;                 // cell_blob.h
  std::vector<uint64_t> copy_bands;  // of the sketch of its prose; each once
  std::string submission_sha256;     // by which it is found again; empty: it is not

  gouji::validate::v1::Verdict verdict = gouji::validate::v1::VERDICT_UNSPECIFIED;
  int error_count = 0;
  int warning_count = 0;
  std::string rule_set_version;
  std::string assessment_sha256;  // of findings and assessment
  std::string assessment;         // a serialised RecordedReport with findings and assessment only, compressed; nothing
                                  // of acknowledgements
  std::string digest;             // digest.h

  v1::ChangeOrigin origin;

  // Set for a correction. Then document_sha256, placed and file_name are those of the base revision, which the register
  // knows.
  std::optional<Correction> correction;

  // Bytes that the entry holds while it waits.
  size_t byte_count() const {
    return document.size() + report.size() + assessment.size() + cells.size() + digest.size();
  }
};

// Makes an item ready.
//
// The unit is that of report::ResolveUnit; a report whose agency cannot be placed is keyed "document:" and the hash of
// its bytes, or of its reading when it came without bytes. The bytes' hash is computed, never believed.
//
// INVALID_ARGUMENT, reason MALFORMED_REPORT or UNKNOWN_FORM: what ReportConverter::FromProto refuses, a year outside 0
// to 9999, a missing assessment, or bytes that are not those of the report's source.
absl::StatusOr<Entry> MakeEntry(const v1::RecordItem& item, const report::ReportConverter& converter);

// Makes a correction ready, under the key that the request names. INVALID_ARGUMENT, reason MALFORMED_REQUEST: what
// CheckSigned refuses, or no base revision; else as MakeEntry, and for a report that would be rejected.
absl::StatusOr<Entry> MakeCorrection(const v1::RecordCorrectionRequest& request,
                                     const report::ReportConverter& converter);

// A receipt for an entry, with everything but outcome and revision.
v1::Receipt ReceiptFor(const Entry& entry);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_ENTRY_H_
