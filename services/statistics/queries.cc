#include "services/statistics/queries.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/report/error.h"
#include "services/report/sha256.h"
#include "services/statistics/page_token.h"

namespace gouji::statistics {
namespace {

constexpr int kMaxItems = 1000;
constexpr int kMaxBands = 64;
constexpr int kMaxSimilar = 100;
constexpr int kMaxHistory = 1000;
constexpr size_t kMaxNameBytes = 512;

absl::Status Invalid(report::Reason reason, std::string_view message) {
  return report::Error(absl::StatusCode::kInvalidArgument, reason, message);
}

}  // namespace

v1::ChangeOrigin OriginOf(const runtime::CallContext& call) {
  v1::ChangeOrigin origin;
  origin.set_caller(call.origin().caller);
  origin.set_peer(call.origin().peer.empty() ? call.peer() : call.origin().peer);
  origin.set_method(call.origin().method);
  origin.set_request_id(call.request_id());
  return origin;
}

absl::Status RecordReportsIn(Register& reports, const report::ReportConverter& converter,
                             const runtime::CallContext& call, const v1::RecordReportsRequest& request,
                             v1::RecordReportsResponse& response) {
  if (request.items_size() > kMaxItems) {
    return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooManyItems,
                         absl::StrCat(request.items_size(), " items in a request; send at most ", kMaxItems));
  }
  std::vector<Entry> entries;
  entries.reserve(request.items_size());
  for (const v1::RecordItem& item : request.items()) {
    absl::Status wanted = call.Check();
    if (!wanted.ok()) return wanted;
    absl::StatusOr<Entry> entry = MakeEntry(item, converter);
    if (!entry.ok()) return entry.status();
    entry->origin = OriginOf(call);
    entries.push_back(*std::move(entry));
  }
  absl::StatusOr<std::vector<v1::Receipt>> receipts = reports.Record(std::move(entries));
  if (!receipts.ok()) return receipts.status();
  response.mutable_receipts()->Add(receipts->begin(), receipts->end());
  return absl::OkStatus();
}

absl::Status FindSubmissionsIn(Register& reports, const v1::FindSubmissionsRequest& request,
                               v1::FindSubmissionsResponse& response) {
  const auto& hashes = request.submission_sha256();
  if (hashes.size() > kMaxItems) {
    return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooManyItems,
                         absl::StrCat(hashes.size(), " submissions in a request; send at most ", kMaxItems));
  }
  const bool all_are_hashes = std::all_of(hashes.begin(), hashes.end(), report::IsSha256Hex);
  if (hashes.empty() || !all_are_hashes || request.parser_version().empty() || request.rule_set_version().empty()) {
    return Invalid(report::Reason::kMalformedRequest,
                   "send hashes of 64 hexadecimal digits in lower case, at least one, and the versions of parser and "
                   "rules");
  }
  absl::StatusOr<v1::FindSubmissionsResponse> found = reports.FindSubmissions(request);
  if (!found.ok()) return found.status();
  response = *std::move(found);
  return absl::OkStatus();
}

absl::Status RecordCorrectionIn(Register& reports, const report::ReportConverter& converter,
                                const runtime::CallContext& call, const v1::RecordCorrectionRequest& request,
                                v1::RecordCorrectionResponse& response) {
  absl::StatusOr<Entry> entry = MakeCorrection(request, converter);
  if (!entry.ok()) return entry.status();
  entry->origin = OriginOf(call);
  absl::StatusOr<v1::Receipt> receipt = reports.Correct(*std::move(entry));
  if (!receipt.ok()) return receipt.status();
  *response.mutable_receipt() = *std::move(receipt);
  return absl::OkStatus();
}

absl::Status AcknowledgeIn(Register& reports, const runtime::CallContext& call,
                           const v1::AcknowledgeFindingRequest& request, v1::AcknowledgeFindingResponse& response) {
  absl::StatusOr<Decision> decision = MakeDecision(request);
  if (!decision.ok()) return decision.status();
  decision->origin = OriginOf(call);
  absl::StatusOr<v1::Receipt> receipt = reports.Decide(*std::move(decision));
  if (!receipt.ok()) return receipt.status();
  *response.mutable_receipt() = *std::move(receipt);
  return absl::OkStatus();
}

absl::Status RevokeIn(Register& reports, const runtime::CallContext& call,
                      const v1::RevokeAcknowledgementRequest& request, v1::RevokeAcknowledgementResponse& response) {
  absl::StatusOr<Decision> decision = MakeDecision(request);
  if (!decision.ok()) return decision.status();
  decision->origin = OriginOf(call);
  absl::StatusOr<v1::Receipt> receipt = reports.Decide(*std::move(decision));
  if (!receipt.ok()) return receipt.status();
  *response.mutable_receipt() = *std::move(receipt);
  return absl::OkStatus();
}

absl::Status ImportRosterInto(Register& reports, const runtime::CallContext& call,
                              const v1::ImportRosterRequest& request, v1::ImportRosterResponse& response) {
  absl::StatusOr<RosterImport> roster = MakeRosterImport(request);
  if (!roster.ok()) return roster.status();
  roster->origin = OriginOf(call);
  absl::StatusOr<v1::ImportRosterResponse> imported = reports.ImportRoster(*std::move(roster));
  if (!imported.ok()) return imported.status();
  response = *std::move(imported);
  return absl::OkStatus();
}

absl::Status GetRosterFrom(Register& reports, const v1::GetRosterRequest& request, v1::GetRosterResponse& response) {
  absl::StatusOr<v1::GetRosterResponse> roster = reports.GetRoster(request);
  if (!roster.ok()) return roster.status();
  response = *std::move(roster);
  return absl::OkStatus();
}

absl::Status ResolveUnitIn(Register& reports, const v1::ResolveUnitRequest& request,
                           v1::ResolveUnitResponse& response) {
  if (request.name().empty() || request.name().size() > kMaxNameBytes) {
    return Invalid(report::Reason::kMalformedRequest,
                   absl::StrCat("the name is missing or has more than ", kMaxNameBytes, " bytes"));
  }
  absl::StatusOr<v1::ResolveUnitResponse> resolved = reports.ResolveUnit(request);
  if (!resolved.ok()) return resolved.status();
  response = *std::move(resolved);
  return absl::OkStatus();
}

absl::Status PlaceReportIn(Register& reports, const runtime::CallContext& call, const v1::PlaceReportRequest& request,
                           v1::PlaceReportResponse& response) {
  absl::StatusOr<Placing> placing = MakePlacing(request);
  if (!placing.ok()) return placing.status();
  placing->origin = OriginOf(call);
  absl::StatusOr<v1::Receipt> receipt = reports.Place(*std::move(placing));
  if (!receipt.ok()) return receipt.status();
  *response.mutable_receipt() = *std::move(receipt);
  return absl::OkStatus();
}

absl::Status WithdrawReportFrom(Register& reports, const runtime::CallContext& call,
                                const v1::WithdrawReportRequest& request, v1::WithdrawReportResponse& response) {
  absl::StatusOr<Withdrawal> withdrawal = MakeWithdrawal(request);
  if (!withdrawal.ok()) return withdrawal.status();
  withdrawal->origin = OriginOf(call);
  absl::StatusOr<v1::Receipt> receipt = reports.Withdraw(*std::move(withdrawal));
  if (!receipt.ok()) return receipt.status();
  *response.mutable_receipt() = *std::move(receipt);
  return absl::OkStatus();
}

absl::Status ListAuditEntriesFrom(Register& reports, const v1::ListAuditEntriesRequest& request,
                                  v1::ListAuditEntriesResponse& response) {
  const absl::StatusOr<int> page_size = PageSizeOf(request.page_size());
  if (!page_size.ok()) return page_size.status();
  const std::string query = QueryIdentity(request);
  const absl::StatusOr<std::optional<std::string>> place = ReadPageToken(query, request.page_token());
  if (!place.ok()) return place.status();
  int64_t before = std::numeric_limits<int64_t>::max();
  if (place->has_value() && !absl::SimpleAtoi(**place, &before)) {
    return Invalid(report::Reason::kInvalidPageToken, "the page token is not one of this list");
  }
  const absl::StatusOr<std::vector<v1::AuditEntry>> entries = reports.Audit(request.unit(), before, *page_size);
  if (!entries.ok()) return entries.status();
  response.mutable_entries()->Add(entries->begin(), entries->end());
  if (static_cast<int>(entries->size()) == *page_size) {
    response.set_next_page_token(MakePageToken(query, std::to_string(entries->back().id())));
  }
  return absl::OkStatus();
}

absl::Status GetReportFrom(Register& reports, const v1::GetReportRequest& request, v1::GetReportResponse& response) {
  absl::StatusOr<v1::RecordedReport> recorded = reports.Get(request.key(), request.revision());
  if (!recorded.ok()) return recorded.status();
  if (request.include_history()) {
    const absl::StatusOr<std::vector<v1::HistoryEntry>> history = reports.History(request.key(), kMaxHistory);
    if (!history.ok()) return history.status();
    recorded->mutable_history()->Add(history->begin(), history->end());
  }
  *response.mutable_recorded() = *std::move(recorded);
  return absl::OkStatus();
}

absl::Status GetDocumentFrom(Register& reports, const v1::GetDocumentRequest& request,
                             v1::GetDocumentResponse& response) {
  absl::StatusOr<v1::GetDocumentResponse> document = reports.GetDocument(request.key(), request.revision());
  if (!document.ok()) return document.status();
  response = *std::move(document);
  return absl::OkStatus();
}

absl::Status SimilarReportsIn(Register& reports, const v1::FindSimilarReportsRequest& request,
                              v1::FindSimilarReportsResponse& response) {
  const auto& bands = request.sketch().bands();
  if (bands.size() > kMaxBands || request.limit() < 1 || request.limit() > kMaxSimilar) {
    return Invalid(report::Reason::kMalformedRequest,
                   absl::StrCat(bands.size(), " bands and the limit ", request.limit(), "; send at most ", kMaxBands,
                                " bands and a limit of 1 to ", kMaxSimilar));
  }
  const absl::StatusOr<std::vector<v1::SimilarReport>> similar =
      reports.FindSimilar({bands.begin(), bands.end()}, request.except(), request.limit());
  if (!similar.ok()) return similar.status();
  response.mutable_reports()->Add(similar->begin(), similar->end());
  return absl::OkStatus();
}

}  // namespace gouji::statistics
