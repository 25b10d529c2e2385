#include "services/gateway/evidence.h"

#include <utility>

#include "google/protobuf/util/message_differencer.h"
#include "services/report/error.h"

namespace gouji::gateway {
namespace {

using statistics::v1::RecordedReport;

// Corrections of corrections that are followed.
constexpr int kMaxCorrections = 1000;

constexpr char kNoDocument[] = "NO_DOCUMENT";
constexpr char kReadsDifferently[] = "READS_DIFFERENTLY";

// What was read, and nothing of who read it or where it stands.
report::v1::Report ReadingOf(const report::v1::Report& report) {
  report::v1::Report reading = report;
  reading.clear_evidence();
  reading.mutable_source()->clear_parser_version();
  return reading;
}

bool ReadsTheSame(const report::v1::Report& a, const report::v1::Report& b) {
  return google::protobuf::util::MessageDifferencer::Equals(ReadingOf(a), ReadingOf(b));
}

// What a program read of the document of a revision: its report, or that of the revision that was corrected. An empty
// report when that cannot be told.
absl::StatusOr<report::v1::Report> ReadByProgram(const runtime::CallContext& call, const Backends& backends,
                                                 const RecordedReport& recorded) {
  if (recorded.corrected_revision() == 0) return recorded.report();
  statistics::v1::GetReportRequest request;
  *request.mutable_key() = recorded.key();
  request.set_revision(recorded.corrected_revision());
  for (int i = 0; i < kMaxCorrections; ++i) {
    absl::StatusOr<statistics::v1::GetReportResponse> base = backends.statistics.GetReport(call, request);
    if (report::HasReason(base.status(), report::Reason::kReportNotFound)) break;
    if (!base.ok()) return base.status();
    if (base->recorded().corrected_revision() == 0) return std::move(*base->mutable_recorded()->mutable_report());
    request.set_revision(base->recorded().corrected_revision());
  }
  return report::v1::Report();
}

// Whether an error says something of the document, not of the service that could not work.
bool IsAboutDocument(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kResourceExhausted:
      return !report::HasReason(status, report::Reason::kOverloaded) && !report::ReasonOf(status).empty();
    default:
      return false;
  }
}

}  // namespace

absl::StatusOr<std::string> AddEvidence(const runtime::CallContext& call, const Backends& backends,
                                        RecordedReport* recorded) {
  if (recorded->document_sha256().empty()) return std::string(kNoDocument);
  statistics::v1::GetDocumentRequest get;
  *get.mutable_key() = recorded->key();
  get.set_revision(recorded->revision());
  absl::StatusOr<statistics::v1::GetDocumentResponse> kept = backends.statistics.GetDocument(call, get);
  if (report::HasReason(kept.status(), report::Reason::kDocumentNotKept)) return std::string(kNoDocument);
  if (!kept.ok()) return kept.status();
  parse::v1::ParseDocumentRequest parse;
  parse.mutable_document()->swap(*kept->mutable_document());
  parse.set_file_name(kept->file_name());
  parse.set_include_evidence(true);
  absl::StatusOr<parse::v1::ParseDocumentResponse> parsed = backends.parse.ParseDocument(call, parse);
  if (!parsed.ok()) {
    if (IsAboutDocument(parsed.status())) return report::ReasonOf(parsed.status());
    return parsed.status();
  }
  const absl::StatusOr<report::v1::Report> read = ReadByProgram(call, backends, *recorded);
  if (!read.ok()) return read.status();
  if (!ReadsTheSame(*read, parsed->report())) return std::string(kReadsDifferently);
  recorded->mutable_report()->mutable_evidence()->Swap(parsed->mutable_report()->mutable_evidence());
  return std::string();
}

}  // namespace gouji::gateway
