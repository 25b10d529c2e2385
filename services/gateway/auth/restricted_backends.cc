#include "services/gateway/auth/restricted_backends.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "absl/time/clock.h"
#include "fmt/format.h"
#include "services/gateway/auth/token.h"
#include "services/report/error.h"
#include "services/report/sha256.h"
#include "services/runtime/clock.h"

namespace gouji::gateway {
namespace {

constexpr std::string_view kUnplacedPrefix = "document:";

absl::Status Outside(const Token& token) {
  return report::Error(
      absl::StatusCode::kPermissionDenied, report::Reason::kOutsideOfArea,
      fmt::format("the token {} is limited to {}; this call is about something else, or a filter does "
                  "not say that it stays inside: name regions, subtrees or units",
                  token.name(), token.area().ToText()),
      fmt::format("令牌 {} 只限于 {}；此次请求超出了这一范围，或未在筛选条件中用区划、单位树或单位写明", token.name(),
                  token.area().ToText()));
}

// OK for calls without a token, and while it is valid.
absl::Status CheckValid(const runtime::CallContext& call) {
  const Token* token = TokenOf(call);
  return token == nullptr ? absl::OkStatus() : token->CheckValid(absl::Now());
}

// The token of a call that is limited to an area; null for one without limits.
const Token* LimitedTokenOf(const runtime::CallContext& call) {
  const Token* token = TokenOf(call);
  return token == nullptr || token->area().is_unlimited() ? nullptr : token;
}

constexpr int kMaxAncestors = 32;  // more than any tree of units has

bool IsInside(const Area& area, const statistics::v1::UnitDescription& unit) {
  return area.HasUnit(unit.unit()) || area.HasRegion(unit.agency().region_code());
}

// A report of an unknown unit may be anybody's.
template <typename Answer>
void LeaveUnplacedOut(Answer& answer) {
  using statistics::v1::COMPILATION_CONCERN_KIND_UNPLACED;
  auto& concerns = *answer.mutable_concerns();
  concerns.erase(
      std::remove_if(concerns.begin(), concerns.end(),
                     [](const auto& concern) { return concern.kind() == COMPILATION_CONCERN_KIND_UNPLACED; }),
      concerns.end());
  auto& counts = *answer.mutable_concern_counts();
  counts.erase(std::remove_if(counts.begin(), counts.end(),
                              [](const auto& count) { return count.kind() == COMPILATION_CONCERN_KIND_UNPLACED; }),
               counts.end());
}

}  // namespace

absl::StatusOr<parse::v1::ParseDocumentResponse> RestrictedParse::ParseDocument(
    const runtime::CallContext& call, const parse::v1::ParseDocumentRequest& request) {
  if (const Token* token = TokenOf(call); token != nullptr) {
    if (absl::Status valid = token->CheckValid(absl::Now()); !valid.ok()) return valid;
    if (absl::Status left = token->TakeDocument(runtime::Now()); !left.ok()) return left;
  }
  return inner_.ParseDocument(call, request);
}

absl::StatusOr<bool> RestrictedStatistics::IsInside(const runtime::CallContext& call,
                                                    const statistics::v1::ResolveUnitResponse& answer, int year) {
  const Area& area = LimitedTokenOf(call)->area();
  if (!answer.placed()) return area.HasRegion(answer.unit().agency().region_code());
  statistics::v1::UnitDescription unit = answer.unit();
  for (int i = 0; i < kMaxAncestors; ++i) {
    if (gateway::IsInside(area, unit)) return true;
    if (unit.parent().empty()) return false;
    statistics::v1::ResolveUnitRequest question;
    question.set_name(unit.parent());
    question.set_year(year);
    absl::StatusOr<statistics::v1::ResolveUnitResponse> above = inner_.ResolveUnit(call, question);
    if (!above.ok()) return above.status();
    if (!above->placed()) return false;
    unit.Swap(above->mutable_unit());
  }
  return false;
}

absl::StatusOr<statistics::v1::UnitDescription> RestrictedStatistics::UnitInside(const runtime::CallContext& call,
                                                                                 const std::string& name, int year) {
  statistics::v1::ResolveUnitRequest question;
  question.set_name(name);
  question.set_year(year);
  absl::StatusOr<statistics::v1::ResolveUnitResponse> answer = inner_.ResolveUnit(call, question);
  if (!answer.ok()) return answer.status();
  const absl::StatusOr<bool> inside = IsInside(call, *answer, year);
  if (!inside.ok()) return inside.status();
  if (!answer->placed() || !*inside) return Outside(*LimitedTokenOf(call));
  return std::move(*answer->mutable_unit());
}

absl::Status RestrictedStatistics::CheckKey(const runtime::CallContext& call, const statistics::v1::ReportKey& key) {
  if (absl::Status valid = CheckValid(call); !valid.ok()) return valid;
  const Token* token = LimitedTokenOf(call);
  if (token == nullptr) return absl::OkStatus();
  if (!key.unit().starts_with(kUnplacedPrefix)) return UnitInside(call, key.unit(), key.year()).status();
  statistics::v1::GetReportRequest get;
  *get.mutable_key() = key;
  const absl::StatusOr<statistics::v1::GetReportResponse> got = inner_.GetReport(call, get);
  if (report::HasReason(got.status(), report::Reason::kReportNotFound)) return Outside(*token);
  if (!got.ok()) return got.status();
  return token->area().HasRegion(got->recorded().agency().region_code()) ? absl::OkStatus() : Outside(*token);
}

absl::Status RestrictedStatistics::Confine(const runtime::CallContext& call, statistics::v1::ReportFilter& filter) {
  if (absl::Status valid = CheckValid(call); !valid.ok()) return valid;
  const Token* token = LimitedTokenOf(call);
  if (token == nullptr) return absl::OkStatus();
  // What a filter names narrows it, so one list that stays inside is enough.
  const auto& regions = filter.regions();
  if (!regions.empty() && std::all_of(regions.begin(), regions.end(),
                                      [token](const std::string& region) { return token->area().HasRegion(region); })) {
    return absl::OkStatus();
  }
  const int year = filter.years().empty() ? 0 : *std::max_element(filter.years().begin(), filter.years().end());
  for (auto* units : {filter.mutable_subtrees(), filter.mutable_units()}) {
    if (units->empty()) continue;
    absl::Status inside;
    for (std::string& unit : *units) {
      inside = ConfineUnit(call, year, unit);
      if (!inside.ok()) break;
    }
    if (!report::HasReason(inside, report::Reason::kOutsideOfArea)) return inside;
  }
  return Outside(*token);
}

absl::Status RestrictedStatistics::ConfineUnit(const runtime::CallContext& call, int year, std::string& unit) {
  if (unit.starts_with(kUnplacedPrefix)) {
    statistics::v1::ReportKey key;
    key.set_unit(unit);
    key.set_year(year);
    return CheckKey(call, key);
  }
  const absl::StatusOr<statistics::v1::UnitDescription> meant = UnitInside(call, unit, year);
  if (!meant.ok()) return meant.status();
  unit = meant->unit();
  // An id of the roster stands for that unit alone. Another is read as a name, too: that of a unit of now.
  return meant->in_roster() ? absl::OkStatus() : UnitInside(call, unit, 0).status();
}

absl::Status RestrictedStatistics::CheckItem(const runtime::CallContext& call, const statistics::v1::RecordItem& item) {
  const Token* token = LimitedTokenOf(call);
  const report::v1::Report& report = item.report();
  // What is no report is not recorded.
  if (token == nullptr || item.assessment().verdict() == validate::v1::VERDICT_REJECTED) return absl::OkStatus();
  statistics::v1::ResolveUnitRequest question;
  question.set_name(report.agency().name());
  question.set_year(report.year());
  question.set_region_code(report.agency().region_code());
  // Where a person placed this document counts, so the hash must be that of the bytes, not one that somebody claims.
  if (!item.document().empty()) question.set_document_sha256(report::Sha256Hex(item.document()));
  if (question.name().empty()) return Outside(*token);
  const absl::StatusOr<statistics::v1::ResolveUnitResponse> answer = inner_.ResolveUnit(call, question);
  if (!answer.ok()) return answer.status();
  const absl::StatusOr<bool> inside = IsInside(call, *answer, report.year());
  if (!inside.ok()) return inside.status();
  return *inside ? absl::OkStatus() : Outside(*token);
}

absl::StatusOr<statistics::v1::RecordReportsResponse> RestrictedStatistics::RecordReports(
    const runtime::CallContext& call, const statistics::v1::RecordReportsRequest& request) {
  if (absl::Status valid = CheckValid(call); !valid.ok()) return valid;
  for (const statistics::v1::RecordItem& item : request.items()) {
    if (absl::Status inside = CheckItem(call, item); !inside.ok()) return inside;
  }
  return inner_.RecordReports(call, request);
}

absl::StatusOr<statistics::v1::FindSubmissionsResponse> RestrictedStatistics::FindSubmissions(
    const runtime::CallContext& call, const statistics::v1::FindSubmissionsRequest& request) {
  if (absl::Status valid = CheckValid(call); !valid.ok()) return valid;
  if (LimitedTokenOf(call) != nullptr) return statistics::v1::FindSubmissionsResponse();
  return inner_.FindSubmissions(call, request);
}

absl::StatusOr<statistics::v1::RecordCorrectionResponse> RestrictedStatistics::RecordCorrection(
    const runtime::CallContext& call, const statistics::v1::RecordCorrectionRequest& request) {
  if (absl::Status inside = CheckKey(call, request.key()); !inside.ok()) return inside;
  return inner_.RecordCorrection(call, request);
}

absl::StatusOr<statistics::v1::AcknowledgeFindingResponse> RestrictedStatistics::AcknowledgeFinding(
    const runtime::CallContext& call, const statistics::v1::AcknowledgeFindingRequest& request) {
  if (absl::Status inside = CheckKey(call, request.key()); !inside.ok()) return inside;
  return inner_.AcknowledgeFinding(call, request);
}

absl::StatusOr<statistics::v1::RevokeAcknowledgementResponse> RestrictedStatistics::RevokeAcknowledgement(
    const runtime::CallContext& call, const statistics::v1::RevokeAcknowledgementRequest& request) {
  if (absl::Status inside = CheckKey(call, request.key()); !inside.ok()) return inside;
  return inner_.RevokeAcknowledgement(call, request);
}

absl::StatusOr<statistics::v1::GetReportResponse> RestrictedStatistics::GetReport(
    const runtime::CallContext& call, const statistics::v1::GetReportRequest& request) {
  if (absl::Status inside = CheckKey(call, request.key()); !inside.ok()) return inside;
  return inner_.GetReport(call, request);
}

absl::StatusOr<statistics::v1::GetDocumentResponse> RestrictedStatistics::GetDocument(
    const runtime::CallContext& call, const statistics::v1::GetDocumentRequest& request) {
  if (absl::Status inside = CheckKey(call, request.key()); !inside.ok()) return inside;
  return inner_.GetDocument(call, request);
}

absl::StatusOr<statistics::v1::WithdrawReportResponse> RestrictedStatistics::WithdrawReport(
    const runtime::CallContext& call, const statistics::v1::WithdrawReportRequest& request) {
  if (absl::Status inside = CheckKey(call, request.key()); !inside.ok()) return inside;
  return inner_.WithdrawReport(call, request);
}

absl::StatusOr<statistics::v1::ListReportsResponse> RestrictedStatistics::ListReports(
    const runtime::CallContext& call, const statistics::v1::ListReportsRequest& request) {
  statistics::v1::ListReportsRequest meant = request;
  if (absl::Status inside = Confine(call, *meant.mutable_filter()); !inside.ok()) return inside;
  return inner_.ListReports(call, meant);
}

absl::StatusOr<statistics::v1::SummarizeResponse> RestrictedStatistics::Summarize(
    const runtime::CallContext& call, const statistics::v1::SummarizeRequest& request) {
  statistics::v1::SummarizeRequest meant = request;
  if (absl::Status inside = Confine(call, *meant.mutable_filter()); !inside.ok()) return inside;
  return inner_.Summarize(call, meant);
}

absl::StatusOr<statistics::v1::RankResponse> RestrictedStatistics::Rank(const runtime::CallContext& call,
                                                                        const statistics::v1::RankRequest& request) {
  statistics::v1::RankRequest meant = request;
  if (absl::Status inside = Confine(call, *meant.mutable_query()->mutable_filter()); !inside.ok()) return inside;
  return inner_.Rank(call, meant);
}

absl::StatusOr<statistics::v1::TrendResponse> RestrictedStatistics::Trend(const runtime::CallContext& call,
                                                                          const statistics::v1::TrendRequest& request) {
  statistics::v1::TrendRequest meant = request;
  if (absl::Status inside = Confine(call, *meant.mutable_query()->mutable_filter()); !inside.ok()) return inside;
  return inner_.Trend(call, meant);
}

absl::StatusOr<statistics::v1::DescribeResponse> RestrictedStatistics::Describe(
    const runtime::CallContext& call, const statistics::v1::DescribeRequest& request) {
  statistics::v1::DescribeRequest meant = request;
  if (absl::Status inside = Confine(call, *meant.mutable_query()->mutable_filter()); !inside.ok()) return inside;
  return inner_.Describe(call, meant);
}

absl::StatusOr<statistics::v1::FindOutliersResponse> RestrictedStatistics::FindOutliers(
    const runtime::CallContext& call, const statistics::v1::FindOutliersRequest& request) {
  statistics::v1::FindOutliersRequest meant = request;
  if (absl::Status inside = Confine(call, *meant.mutable_query()->mutable_filter()); !inside.ok()) return inside;
  return inner_.FindOutliers(call, meant);
}

absl::StatusOr<statistics::v1::TraceResponse> RestrictedStatistics::Trace(const runtime::CallContext& call,
                                                                          const statistics::v1::TraceRequest& request) {
  statistics::v1::TraceRequest meant = request;
  if (absl::Status inside = Confine(call, *meant.mutable_query()->mutable_filter()); !inside.ok()) return inside;
  return inner_.Trace(call, meant);
}

absl::StatusOr<statistics::v1::CompareResponse> RestrictedStatistics::Compare(
    const runtime::CallContext& call, const statistics::v1::CompareRequest& request) {
  statistics::v1::CompareRequest meant = request;
  if (absl::Status inside = Confine(call, *meant.mutable_query()->mutable_left()); !inside.ok()) return inside;
  if (absl::Status inside = Confine(call, *meant.mutable_query()->mutable_right()); !inside.ok()) return inside;
  return inner_.Compare(call, meant);
}

absl::StatusOr<statistics::v1::CoverageResponse> RestrictedStatistics::Coverage(
    const runtime::CallContext& call, const statistics::v1::CoverageRequest& request) {
  statistics::v1::CoverageRequest meant = request;
  if (absl::Status inside = Confine(call, *meant.mutable_query()->mutable_filter()); !inside.ok()) return inside;
  absl::StatusOr<statistics::v1::CoverageResponse> answer = inner_.Coverage(call, meant);
  if (LimitedTokenOf(call) == nullptr || !answer.ok() || !answer->coverage().has_roster()) return answer;
  statistics::v1::RosterVersion version;
  version.set_version(answer->coverage().roster().version());
  *answer->mutable_coverage()->mutable_roster() = std::move(version);
  return answer;
}

absl::StatusOr<statistics::v1::CompileReportResponse> RestrictedStatistics::CompileReport(
    const runtime::CallContext& call, const statistics::v1::CompileReportRequest& request) {
  if (absl::Status valid = CheckValid(call); !valid.ok()) return valid;
  if (LimitedTokenOf(call) == nullptr) return inner_.CompileReport(call, request);
  absl::StatusOr<statistics::v1::UnitDescription> unit =
      UnitInside(call, request.query().unit(), request.query().year());
  if (!unit.ok()) return unit.status();
  statistics::v1::CompileReportRequest meant = request;
  meant.mutable_query()->set_unit(unit->unit());
  absl::StatusOr<statistics::v1::CompileReportResponse> answer = inner_.CompileReport(call, meant);
  if (answer.ok()) LeaveUnplacedOut(*answer->mutable_compiled());
  return answer;
}

absl::StatusOr<statistics::v1::ReconcileReportResponse> RestrictedStatistics::ReconcileReport(
    const runtime::CallContext& call, const statistics::v1::ReconcileReportRequest& request) {
  if (absl::Status valid = CheckValid(call); !valid.ok()) return valid;
  if (LimitedTokenOf(call) == nullptr) return inner_.ReconcileReport(call, request);
  absl::StatusOr<statistics::v1::UnitDescription> unit =
      UnitInside(call, request.query().unit(), request.query().year());
  if (!unit.ok()) return unit.status();
  statistics::v1::ReconcileReportRequest meant = request;
  meant.mutable_query()->set_unit(unit->unit());
  absl::StatusOr<statistics::v1::ReconcileReportResponse> answer = inner_.ReconcileReport(call, meant);
  if (answer.ok()) LeaveUnplacedOut(*answer->mutable_reconciliation());
  return answer;
}

absl::StatusOr<statistics::v1::FindSimilarReportsResponse> RestrictedStatistics::FindSimilarReports(
    const runtime::CallContext& call, const statistics::v1::FindSimilarReportsRequest& request) {
  if (absl::Status valid = CheckValid(call); !valid.ok()) return valid;
  absl::StatusOr<statistics::v1::FindSimilarReportsResponse> answer = inner_.FindSimilarReports(call, request);
  if (LimitedTokenOf(call) == nullptr || !answer.ok()) return answer;
  statistics::v1::FindSimilarReportsResponse inside;
  for (statistics::v1::SimilarReport& candidate : *answer->mutable_reports()) {
    const absl::Status is_inside = CheckKey(call, candidate.key());
    if (is_inside.ok()) inside.add_reports()->Swap(&candidate);
    if (!is_inside.ok() && !report::HasReason(is_inside, report::Reason::kOutsideOfArea)) return is_inside;
  }
  return inside;
}

absl::StatusOr<statistics::v1::ListMetricsResponse> RestrictedStatistics::ListMetrics(
    const runtime::CallContext& call, const statistics::v1::ListMetricsRequest& request) {
  if (absl::Status valid = CheckValid(call); !valid.ok()) return valid;
  return inner_.ListMetrics(call, request);
}

absl::StatusOr<statistics::v1::ImportRosterResponse> RestrictedStatistics::ImportRoster(
    const runtime::CallContext& call, const statistics::v1::ImportRosterRequest& request) {
  if (absl::Status valid = CheckValid(call); !valid.ok()) return valid;
  if (const Token* token = LimitedTokenOf(call); token != nullptr) return Outside(*token);
  return inner_.ImportRoster(call, request);
}

absl::StatusOr<statistics::v1::GetRosterResponse> RestrictedStatistics::GetRoster(
    const runtime::CallContext& call, const statistics::v1::GetRosterRequest& request) {
  if (absl::Status valid = CheckValid(call); !valid.ok()) return valid;
  if (const Token* token = LimitedTokenOf(call); token != nullptr) return Outside(*token);
  return inner_.GetRoster(call, request);
}

absl::StatusOr<statistics::v1::ResolveUnitResponse> RestrictedStatistics::ResolveUnit(
    const runtime::CallContext& call, const statistics::v1::ResolveUnitRequest& request) {
  if (absl::Status valid = CheckValid(call); !valid.ok()) return valid;
  const Token* token = LimitedTokenOf(call);
  if (token == nullptr) return inner_.ResolveUnit(call, request);
  absl::StatusOr<statistics::v1::ResolveUnitResponse> answer = inner_.ResolveUnit(call, request);
  if (!answer.ok()) return answer;
  if (answer->placed()) {
    const absl::StatusOr<bool> inside = IsInside(call, *answer, request.year());
    if (!inside.ok()) return inside.status();
    if (!*inside) return Outside(*token);
  }
  auto& candidates = *answer->mutable_candidates();
  candidates.erase(std::remove_if(candidates.begin(), candidates.end(),
                                  [token](const auto& unit) { return !gateway::IsInside(token->area(), unit); }),
                   candidates.end());
  return answer;
}

absl::StatusOr<statistics::v1::PlaceReportResponse> RestrictedStatistics::PlaceReport(
    const runtime::CallContext& call, const statistics::v1::PlaceReportRequest& request) {
  if (absl::Status inside = CheckKey(call, request.key()); !inside.ok()) return inside;
  if (LimitedTokenOf(call) == nullptr) return inner_.PlaceReport(call, request);
  absl::StatusOr<statistics::v1::UnitDescription> unit = UnitInside(call, request.unit(), request.key().year());
  if (!unit.ok()) return unit.status();
  statistics::v1::PlaceReportRequest meant = request;
  meant.set_unit(unit->unit());
  return inner_.PlaceReport(call, meant);
}

absl::StatusOr<statistics::v1::ListAuditEntriesResponse> RestrictedStatistics::ListAuditEntries(
    const runtime::CallContext& call, const statistics::v1::ListAuditEntriesRequest& request) {
  if (absl::Status valid = CheckValid(call); !valid.ok()) return valid;
  if (LimitedTokenOf(call) == nullptr) return inner_.ListAuditEntries(call, request);
  if (!request.unit().empty()) {
    statistics::v1::ReportKey key;
    key.set_unit(request.unit());
    if (absl::Status inside = CheckKey(call, key); !inside.ok()) return inside;
  }
  absl::StatusOr<statistics::v1::ListAuditEntriesResponse> answer = inner_.ListAuditEntries(call, request);
  if (!answer.ok()) return answer;
  statistics::v1::ListAuditEntriesResponse inside;
  inside.set_next_page_token(answer->next_page_token());
  std::map<std::pair<std::string, int>, absl::Status> known;  // a page is about few units, as a rule
  for (statistics::v1::AuditEntry& entry : *answer->mutable_entries()) {
    if (!entry.has_key()) continue;
    const auto [place, is_new] = known.try_emplace({entry.key().unit(), entry.key().year()});
    if (is_new) place->second = CheckKey(call, entry.key());
    if (place->second.ok()) {
      inside.add_entries()->Swap(&entry);
    } else if (!report::HasReason(place->second, report::Reason::kOutsideOfArea)) {
      return place->second;
    }
  }
  return inside;
}

}  // namespace gouji::gateway
