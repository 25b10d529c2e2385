#include "services/statistics/register/entry.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "services/report/agency.h"
#include "services/report/error.h"
#include "services/report/error_context.h"
#include "services/report/sha256.h"
#include "services/statistics/register/cell_blob.h"
#include "services/statistics/register/compression.h"
#include "services/statistics/register/decision.h"
#include "services/statistics/register/digest.h"

namespace gouji::statistics {
namespace {

constexpr int kMaxYear = 9999;
constexpr int kMaxCopyBands = 64;  // more are passed over

// The same message gives the same bytes, as long as the program links the same protobuf. If another version should ever
// order bytes otherwise, an unchanged report would be recorded once more: harmless.
std::string CanonicalBytes(const google::protobuf::MessageLite& message) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    message.SerializeToCodedStream(&coded);
  }
  return bytes;
}

std::string Named(const v1::RecordItem& item) { return absl::StrCat("item \"", item.item_id(), "\""); }

absl::Status Malformed(const v1::RecordItem& item, std::string_view what) {
  return report::WithContext(report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedReport, what),
                             Named(item));
}

Rejection RejectionOf(const v1::RecordItem& item) {
  if (item.assessment().verdict() == gouji::validate::v1::VERDICT_REJECTED || item.report().form().empty()) {
    return Rejection::kNotAReport;
  }
  return item.report().year() == 0 ? Rejection::kYearUnknown : Rejection::kNone;
}

void AddDocument(const v1::RecordItem& item, Entry& entry) {
  if (item.document().empty()) return;
  entry.document_sha256 = report::Sha256Hex(item.document());
  entry.document_byte_count = static_cast<int64_t>(item.document().size());
}

void AddAssessment(const v1::RecordItem& item, Entry& entry) {
  entry.verdict = item.assessment().verdict();
  entry.rule_set_version = item.assessment().rule_set_version();
  for (const gouji::validate::v1::Finding& finding : item.findings()) {
    if (finding.severity() == gouji::validate::v1::SEVERITY_ERROR) ++entry.error_count;
    if (finding.severity() == gouji::validate::v1::SEVERITY_WARNING) ++entry.warning_count;
  }
}

void AddAssessmentBytes(const v1::RecordItem& item, Entry& entry) {
  v1::RecordedReport content;
  *content.mutable_findings() = item.findings();
  for (gouji::validate::v1::Finding& finding : *content.mutable_findings()) finding.clear_acknowledgement();
  *content.mutable_assessment() = item.assessment();
  const std::string bytes = CanonicalBytes(content);
  entry.assessment_sha256 = report::Sha256Hex(bytes);
  entry.assessment = Compress(bytes);
}

void AddReading(const v1::RecordItem& item, Entry& entry) {
  report::v1::Report report = item.report();
  report.clear_evidence();
  entry.parser_version = report.source().parser_version();
  entry.agency = CanonicalBytes(report.agency());
  entry.report = Compress(CanonicalBytes(report));
  if (report.has_source()) report.mutable_source()->clear_parser_version();
  entry.reading_sha256 = report::Sha256Hex(CanonicalBytes(report));
}

void AddKey(const v1::RecordItem& item, Entry& entry) {
  const report::Unit unit = report::ResolveUnit(item.report().agency().name(), item.report().agency().region_code());
  entry.placed = unit.placed;
  entry.key.set_year(item.report().year());
  entry.key.set_unit(unit.placed ? unit.id
                                 : absl::StrCat("document:", entry.document_sha256.empty() ? entry.reading_sha256
                                                                                           : entry.document_sha256));
}

}  // namespace

std::string_view RejectionName(Rejection rejection) {
  switch (rejection) {
    case Rejection::kNone:
      return "";
    case Rejection::kNotAReport:
      return "NOT_A_REPORT";
    case Rejection::kYearUnknown:
      return "YEAR_UNKNOWN";
  }
  return "";
}

absl::StatusOr<Entry> MakeEntry(const v1::RecordItem& item, const report::ReportConverter& converter) {
  if (item.assessment().verdict() == gouji::validate::v1::VERDICT_UNSPECIFIED) {
    return Malformed(item, "the assessment is missing; have the report validated first");
  }
  Entry entry;
  entry.item_id = item.item_id();
  AddAssessment(item, entry);
  entry.rejection = RejectionOf(item);
  if (entry.rejection != Rejection::kNone) return entry;

  if (item.report().year() < 0 || item.report().year() > kMaxYear) {
    return Malformed(item, absl::StrCat("year ", item.report().year(), " is outside 1 to ", kMaxYear));
  }
  absl::StatusOr<report::Report> flat = converter.FromProto(item.report());
  if (!flat.ok()) return report::WithContext(flat.status(), Named(item));
  if (!item.submission_sha256().empty() && !report::IsSha256Hex(item.submission_sha256())) {
    return Malformed(item, "submission_sha256 is not a hash: 64 hexadecimal digits in lower case");
  }
  entry.submission_sha256 = item.submission_sha256();
  AddDocument(item, entry);
  const std::string& claimed = item.report().source().sha256();
  if (!entry.document_sha256.empty() && !claimed.empty() && claimed != entry.document_sha256) {
    return Malformed(item, absl::StrCat("source.sha256 is ", claimed, ", but the document's hash is ",
                                        entry.document_sha256, "; send the bytes that the report was read from"));
  }
  if (!entry.document_sha256.empty()) entry.document = Compress(item.document());
  AddAssessmentBytes(item, entry);
  AddReading(item, entry);
  AddKey(item, entry);
  entry.form = item.report().form();
  entry.scope = flat->agency.scope;
  entry.file_name = item.file_name();
  const auto& bands = item.copy_sketch().bands();
  entry.copy_bands.assign(bands.begin(), bands.begin() + std::min(bands.size(), kMaxCopyBands));
  std::sort(entry.copy_bands.begin(), entry.copy_bands.end());
  entry.copy_bands.erase(std::unique(entry.copy_bands.begin(), entry.copy_bands.end()), entry.copy_bands.end());
  entry.issue_date = item.report().issue_date();
  const uint64_t layout = CellLayoutOf(*flat->form);
  entry.cells = EncodeCells(layout, TotalCellsOf(*flat));
  entry.digest = EncodeDigest(layout, *flat->form, item.findings());
  return entry;
}

absl::StatusOr<Entry> MakeCorrection(const v1::RecordCorrectionRequest& request,
                                     const report::ReportConverter& converter) {
  absl::Status is_signed = CheckSigned(request.author(), request.reason());
  if (!is_signed.ok()) return is_signed;
  if (request.base_revision() <= 0) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest,
                         "base_revision is missing; give the revision that was corrected");
  }
  v1::RecordItem item;
  item.set_item_id("correction");
  *item.mutable_report() = request.report();
  *item.mutable_findings() = request.findings();
  *item.mutable_assessment() = request.assessment();
  absl::StatusOr<Entry> entry = MakeEntry(item, converter);
  if (!entry.ok()) return entry.status();
  if (entry->rejection != Rejection::kNone || entry->key.year() != request.key().year()) {
    return Malformed(item, "a correction changes cells; it leaves the form and the year as they are");
  }
  entry->item_id.clear();
  entry->key = request.key();
  entry->correction = Correction{.base_revision = request.base_revision(),
                                 .reason = request.reason(),
                                 .author = request.author(),
                                 .cells = {request.cells().begin(), request.cells().end()}};
  return entry;
}

v1::Receipt ReceiptFor(const Entry& entry) {
  v1::Receipt receipt;
  receipt.set_item_id(entry.item_id);
  receipt.set_verdict(entry.verdict);
  receipt.set_error_count(entry.error_count);
  receipt.set_warning_count(entry.warning_count);
  if (entry.rejection == Rejection::kNone) {
    *receipt.mutable_key() = entry.key;
  } else {
    receipt.set_outcome(v1::OUTCOME_REJECTED);
    receipt.set_reason(std::string(RejectionName(entry.rejection)));
  }
  return receipt;
}

}  // namespace gouji::statistics
