#include "services/gateway/placements.h"

namespace gouji::gateway {

absl::StatusOr<v1::ImportRosterResponse> ImportRoster(const runtime::CallContext& call, StatisticsBackend& statistics,
                                                      const v1::ImportRosterRequest& request) {
  statistics::v1::ImportRosterRequest inner;
  inner.set_csv(request.csv());
  inner.set_file_name(request.file_name());
  inner.set_author(request.author());
  absl::StatusOr<statistics::v1::ImportRosterResponse> answer = statistics.ImportRoster(call, inner);
  if (!answer.ok()) return answer.status();
  v1::ImportRosterResponse response;
  response.set_outcome(answer->outcome());
  response.mutable_roster()->Swap(answer->mutable_roster());
  response.set_moved_count(answer->moved_count());
  return response;
}

absl::StatusOr<v1::GetRosterResponse> GetRoster(const runtime::CallContext& call, StatisticsBackend& statistics,
                                                const v1::GetRosterRequest& request) {
  statistics::v1::GetRosterRequest inner;
  inner.set_version(request.version());
  inner.set_include_csv(request.include_csv());
  absl::StatusOr<statistics::v1::GetRosterResponse> answer = statistics.GetRoster(call, inner);
  if (!answer.ok()) return answer.status();
  v1::GetRosterResponse response;
  response.mutable_roster()->Swap(answer->mutable_roster());
  response.mutable_csv()->swap(*answer->mutable_csv());
  return response;
}

absl::StatusOr<v1::ResolveUnitResponse> ResolveUnit(const runtime::CallContext& call, StatisticsBackend& statistics,
                                                    const v1::ResolveUnitRequest& request) {
  statistics::v1::ResolveUnitRequest inner;
  inner.set_name(request.name());
  inner.set_year(request.year());
  inner.set_region_code(request.region_code());
  absl::StatusOr<statistics::v1::ResolveUnitResponse> answer = statistics.ResolveUnit(call, inner);
  if (!answer.ok()) return answer.status();
  v1::ResolveUnitResponse response;
  response.set_placed(answer->placed());
  response.mutable_unit()->Swap(answer->mutable_unit());
  response.mutable_candidates()->Swap(answer->mutable_candidates());
  return response;
}

absl::StatusOr<v1::PlaceReportResponse> PlaceReport(const runtime::CallContext& call, StatisticsBackend& statistics,
                                                    const v1::PlaceReportRequest& request) {
  statistics::v1::PlaceReportRequest inner;
  *inner.mutable_key() = request.key();
  inner.set_unit(request.unit());
  inner.set_reason(request.reason());
  inner.set_author(request.author());
  absl::StatusOr<statistics::v1::PlaceReportResponse> answer = statistics.PlaceReport(call, inner);
  if (!answer.ok()) return answer.status();
  v1::PlaceReportResponse response;
  response.mutable_receipt()->Swap(answer->mutable_receipt());
  return response;
}

absl::StatusOr<v1::WithdrawReportResponse> WithdrawReport(const runtime::CallContext& call,
                                                          StatisticsBackend& statistics,
                                                          const v1::WithdrawReportRequest& request) {
  statistics::v1::WithdrawReportRequest inner;
  *inner.mutable_key() = request.key();
  inner.set_revision(request.revision());
  inner.set_reason(request.reason());
  inner.set_author(request.author());
  absl::StatusOr<statistics::v1::WithdrawReportResponse> answer = statistics.WithdrawReport(call, inner);
  if (!answer.ok()) return answer.status();
  v1::WithdrawReportResponse response;
  response.mutable_receipt()->Swap(answer->mutable_receipt());
  return response;
}

}  // namespace gouji::gateway
