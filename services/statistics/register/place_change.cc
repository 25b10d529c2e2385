#include "services/statistics/register/place_change.h"

#include <cstddef>

#include "absl/strings/str_cat.h"
#include "services/report/error.h"
#include "services/report/sha256.h"
#include "services/statistics/register/compression.h"
#include "services/statistics/register/decision.h"

namespace gouji::statistics {
namespace {

constexpr std::size_t kMaxRosterBytes = std::size_t{16} << 20;
constexpr std::size_t kMaxUnitBytes = 512;
constexpr std::size_t kMaxFileNameBytes = 4096;
constexpr std::string_view kImportReason = "roster";  // an import needs no reason

absl::Status Malformed(std::string_view message, std::string_view message_zh) {
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest, message, message_zh);
}

}  // namespace

absl::StatusOr<Placing> MakePlacing(const v1::PlaceReportRequest& request) {
  absl::Status is_signed = CheckSigned(request.author(), request.reason());
  if (!is_signed.ok()) return is_signed;
  if (request.unit().empty() || request.unit().size() > kMaxUnitBytes) {
    return Malformed(absl::StrCat("the unit is missing or has more than ", kMaxUnitBytes, " bytes"),
                     "没有写明单位，或单位名称过长");
  }
  return Placing{.key = request.key(), .unit = request.unit(), .reason = request.reason(), .author = request.author()};
}

absl::StatusOr<Withdrawal> MakeWithdrawal(const v1::WithdrawReportRequest& request) {
  absl::Status is_signed = CheckSigned(request.author(), request.reason());
  if (!is_signed.ok()) return is_signed;
  if (request.revision() <= 0) {
    return Malformed("the revision is missing; give the one to withdraw", "没有写明要撤回哪一版");
  }
  return Withdrawal{
      .key = request.key(), .revision = request.revision(), .reason = request.reason(), .author = request.author()};
}

absl::StatusOr<RosterImport> MakeRosterImport(const v1::ImportRosterRequest& request) {
  absl::Status is_signed = CheckSigned(request.author(), kImportReason);
  if (!is_signed.ok()) return is_signed;
  if (request.file_name().size() > kMaxFileNameBytes) return Malformed("the file name is too long", "文件名过长");
  if (request.csv().size() > kMaxRosterBytes) {
    return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge,
                         absl::StrCat("the roster has more than ", kMaxRosterBytes, " bytes"), "名录文件过大");
  }
  const absl::StatusOr<report::Roster> roster = report::Roster::Parse(request.csv());
  if (!roster.ok()) return roster.status();
  return RosterImport{.sha256 = report::Sha256Hex(request.csv()),
                      .file_name = request.file_name(),
                      .author = request.author(),
                      .unit_count = roster->unit_count(),
                      .row_count = static_cast<int>(roster->rows().size()),
                      .zstd = Compress(request.csv())};
}

}  // namespace gouji::statistics
