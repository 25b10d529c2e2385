#include "services/statistics/register/sql_roster.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/report/error.h"
#include "services/statistics/register/compression.h"
#include "services/statistics/register/sql_history.h"

namespace gouji::statistics {
namespace {

constexpr char kLastVersion[] = "SELECT coalesce(max(version), 0) FROM roster";
constexpr char kHash[] = "SELECT sha256 FROM roster WHERE version = ?1";
constexpr char kAdd[] = R"(
    INSERT INTO roster (version, recorded_at, author, file_name, sha256, unit_count, row_count, zstd)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))";
constexpr char kRead[] = R"(
    SELECT version, recorded_at, author, file_name, sha256, unit_count, row_count, zstd FROM roster
    WHERE version = ?1)";

absl::StatusOr<int64_t> LastVersion(SqlConnection& connection) {
  const absl::StatusOr<SqlStatement*> find = connection.Statement(kLastVersion);
  if (!find.ok()) return find.status();
  (*find)->Reset();
  const absl::StatusOr<bool> row = (*find)->Step();
  if (!row.ok()) return row.status();
  const int64_t version = *row ? (*find)->Int(0) : 0;
  (*find)->Reset();
  return version;
}

absl::Status Damaged() {
  return report::Error(absl::StatusCode::kDataLoss, report::Reason::kRegisterUnavailable,
                       "the register holds a damaged roster; restore it from a backup");
}

}  // namespace

absl::StatusOr<int> AddRoster(SqlConnection& connection, const RosterImport& roster, int64_t now_micros) {
  const absl::StatusOr<int64_t> last = LastVersion(connection);
  if (!last.ok()) return last.status();
  const absl::StatusOr<SqlStatement*> find = connection.Statement(kHash);
  if (!find.ok()) return find.status();
  (*find)->BindAll(*last);
  const absl::StatusOr<bool> row = (*find)->Step();
  if (!row.ok()) return row.status();
  const bool is_same = *row && (*find)->Bytes(0) == roster.sha256;
  (*find)->Reset();
  if (is_same) return static_cast<int>(*last);
  const absl::StatusOr<SqlStatement*> add = connection.Statement(kAdd);
  if (!add.ok()) return add.status();
  (*add)->BindAll(*last + 1, now_micros, roster.author, roster.file_name, roster.sha256, roster.unit_count,
                  roster.row_count, SqlBlob{roster.zstd});
  absl::Status added = (*add)->Run();
  if (!added.ok()) return added;
  return static_cast<int>(*last + 1);
}

absl::StatusOr<v1::GetRosterResponse> ReadRoster(SqlConnection& connection, int version, bool include_csv) {
  int64_t wanted = version;
  if (wanted == 0) {
    const absl::StatusOr<int64_t> last = LastVersion(connection);
    if (!last.ok()) return last.status();
    wanted = *last;
  }
  const absl::StatusOr<SqlStatement*> read = connection.Statement(kRead);
  if (!read.ok()) return read.status();
  (*read)->BindAll(wanted);
  const absl::StatusOr<bool> row = (*read)->Step();
  if (!row.ok()) return row.status();
  if (!*row) {
    (*read)->Reset();
    return version == 0 ? report::Error(absl::StatusCode::kNotFound, report::Reason::kRosterNotFound,
                                        "the register has no roster; import one", "尚未导入名录")
                        : report::Error(absl::StatusCode::kNotFound, report::Reason::kRosterNotFound,
                                        absl::StrCat("the register has no roster of version ", version),
                                        absl::StrCat("没有第 ", version, " 版名录"));
  }
  v1::GetRosterResponse response;
  v1::RosterVersion& roster = *response.mutable_roster();
  roster.set_version(static_cast<int32_t>((*read)->Int(0)));
  roster.set_recorded_at(TimeText((*read)->Int(1)));
  roster.set_author(std::string((*read)->Bytes(2)));
  roster.set_file_name(std::string((*read)->Bytes(3)));
  roster.set_sha256(std::string((*read)->Bytes(4)));
  roster.set_unit_count(static_cast<int32_t>((*read)->Int(5)));
  roster.set_row_count(static_cast<int32_t>((*read)->Int(6)));
  absl::StatusOr<std::string> csv = include_csv ? Decompress((*read)->Bytes(7)) : std::string();
  (*read)->Reset();
  if (!csv.ok()) return Damaged();
  response.set_csv(*std::move(csv));
  return response;
}

absl::StatusOr<CurrentRoster> ReadCurrentRoster(SqlConnection& connection) {
  const absl::StatusOr<v1::GetRosterResponse> read = ReadRoster(connection, 0, true);
  if (!read.ok()) return read.status();
  absl::StatusOr<report::Roster> roster = report::Roster::Parse(read->csv());
  if (!roster.ok()) return Damaged();
  return CurrentRoster{.version = read->roster().version(),
                       .roster = std::make_shared<const report::Roster>(*std::move(roster))};
}

absl::StatusOr<CurrentRoster> RosterCache::Current(SqlConnection& connection) {
  const absl::StatusOr<int64_t> version = LastVersion(connection);
  if (!version.ok()) return version.status();
  {
    runtime::MutexLock lock(mutex_);
    if (last_.version == *version) return last_;
  }
  absl::StatusOr<CurrentRoster> current = ReadCurrentRoster(connection);
  if (!current.ok()) return current;
  runtime::MutexLock lock(mutex_);
  if (last_.version < current->version) last_ = *current;
  return current;
}

}  // namespace gouji::statistics
