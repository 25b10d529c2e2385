#include "services/statistics/register/sql_copies.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

namespace gouji::statistics {
namespace {

constexpr char kInsertReport[] = R"(
    INSERT INTO copy_report (id, year, unit)
    SELECT coalesce(max(id), 0) + 1, ?1, ?2 FROM copy_report WHERE true
    ON CONFLICT DO NOTHING)";

// Eight bands at once, for a sketch has 40, and one.
constexpr int kBandsAtOnce = 8;
constexpr char kInsertBands[] = R"(
    INSERT INTO copy_band (band, report_id)
    SELECT bands.column1, c.id FROM copy_report c,
           (VALUES (?3), (?4), (?5), (?6), (?7), (?8), (?9), (?10)) AS bands
    WHERE c.year = ?1 AND c.unit = ?2
    ON CONFLICT DO NOTHING)";
constexpr char kInsertBand[] = R"(
    INSERT INTO copy_band (band, report_id)
    SELECT ?3, c.id FROM copy_report c WHERE c.year = ?1 AND c.unit = ?2
    ON CONFLICT DO NOTHING)";

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
  for (size_t begin = 0; begin < bands.size();) {
    const size_t count = bands.size() - begin < kBandsAtOnce ? 1 : kBandsAtOnce;
    const absl::StatusOr<SqlStatement*> insert = connection.Statement(count == 1 ? kInsertBand : kInsertBands);
    if (!insert.ok()) return insert.status();
    (*insert)->BindAll(key.year(), key.unit());
    for (size_t i = 0; i < count; ++i) (*insert)->Bind(static_cast<int>(3 + i), static_cast<int64_t>(bands[begin + i]));
    if (absl::Status inserted = (*insert)->Run(); !inserted.ok()) return inserted;
    begin += count;
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
