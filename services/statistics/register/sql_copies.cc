#include "services/statistics/register/sql_copies.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

namespace gouji::statistics {
namespace {

constexpr char kInsertReport[] = "INSERT INTO copy_report (year, unit) VALUES (?1, ?2) ON CONFLICT DO NOTHING";

constexpr char kFindReport[] = "SELECT id FROM copy_report WHERE year = ?1 AND unit = ?2";

constexpr char kInsertBand[] = "INSERT INTO copy_band (band, report_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING";

constexpr char kFindBand[] = "SELECT report_id FROM copy_band WHERE band = ?1 LIMIT ?2";

// None for a report that has moved away since.
constexpr char kFindKey[] = R"(
    SELECT c.year, c.unit FROM copy_report c
    JOIN current_report r ON r.year = c.year AND r.unit = c.unit
    WHERE c.id = ?1)";

}  // namespace

absl::Status RecordCopyBands(SqlConnection& connection, const v1::ReportKey& key, const std::vector<uint64_t>& bands) {
  if (bands.empty()) return absl::OkStatus();
  const absl::StatusOr<SqlStatement*> insert_report = connection.Statement(kInsertReport);
  if (!insert_report.ok()) return insert_report.status();
  (*insert_report)->BindAll(key.year(), key.unit());
  if (absl::Status inserted = (*insert_report)->Run(); !inserted.ok()) return inserted;
  const absl::StatusOr<SqlStatement*> find_report = connection.Statement(kFindReport);
  if (!find_report.ok()) return find_report.status();
  (*find_report)->BindAll(key.year(), key.unit());
  const absl::StatusOr<bool> found = (*find_report)->Step();
  if (!found.ok()) return found.status();
  const int64_t report_id = (*find_report)->Int(0);
  (*find_report)->Reset();
  const absl::StatusOr<SqlStatement*> insert_band = connection.Statement(kInsertBand);
  if (!insert_band.ok()) return insert_band.status();
  for (const uint64_t band : bands) {
    (*insert_band)->BindAll(static_cast<int64_t>(band), report_id);
    if (absl::Status inserted = (*insert_band)->Run(); !inserted.ok()) return inserted;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<v1::SimilarReport>> FindSimilarReports(SqlConnection& connection,
                                                                  const std::vector<uint64_t>& bands,
                                                                  const v1::ReportKey& except, int limit) {
  const absl::StatusOr<SqlStatement*> find_band = connection.Statement(kFindBand);
  if (!find_band.ok()) return find_band.status();
  std::unordered_map<int64_t, int> shared;
  for (const uint64_t band : bands) {
    (*find_band)->BindAll(static_cast<int64_t>(band), static_cast<int64_t>(kMaxReportsOfBand));
    absl::StatusOr<bool> row = (*find_band)->Step();
    for (; row.ok() && *row; row = (*find_band)->Step()) ++shared[(*find_band)->Int(0)];
    if (!row.ok()) return row.status();
  }
  (*find_band)->Reset();

  const absl::StatusOr<SqlStatement*> find_key = connection.Statement(kFindKey);
  if (!find_key.ok()) return find_key.status();
  std::vector<v1::SimilarReport> reports;
  for (const auto& [report_id, count] : shared) {
    (*find_key)->BindAll(report_id);
    const absl::StatusOr<bool> row = (*find_key)->Step();
    if (!row.ok()) return row.status();
    if (!*row) continue;
    v1::SimilarReport report;
    report.mutable_key()->set_year(static_cast<int32_t>((*find_key)->Int(0)));
    report.mutable_key()->set_unit(std::string((*find_key)->Bytes(1)));
    report.set_shared_band_count(count);
    if (report.key().year() == except.year() && report.key().unit() == except.unit()) continue;
    reports.push_back(std::move(report));
  }
  std::sort(reports.begin(), reports.end(), [](const v1::SimilarReport& a, const v1::SimilarReport& b) {
    if (a.shared_band_count() != b.shared_band_count()) return a.shared_band_count() > b.shared_band_count();
    return a.key().year() != b.key().year() ? a.key().year() < b.key().year() : a.key().unit() < b.key().unit();
  });
  reports.resize(std::min(reports.size(), static_cast<size_t>(std::max(limit, 0))));
  return reports;
}

}  // namespace gouji::statistics
