#include "services/statistics/register/sql_copies.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "absl/strings/str_cat.h"

namespace gouji::statistics {
namespace {

constexpr char kInsertReport[] = R"(
    INSERT INTO copy_report (id, year, unit)
    SELECT coalesce(max(id), 0) + 1, ?1, ?2 FROM copy_report WHERE true
    ON CONFLICT DO NOTHING)";

// Inserts as many bands: all those of a sketch at once, for each statement costs as much as some bands.
constexpr int kBandsOfSketch = 40;
std::string InsertBands(int count, std::string_view on_conflict) {
  std::string values;
  for (int i = 0; i < count; ++i) absl::StrAppend(&values, i == 0 ? "(?" : ", (?", i + 3, ")");
  return absl::StrCat("INSERT INTO copy_band (band, report_id) SELECT bands.column1, c.id FROM copy_report c, (VALUES ",
                      values, ") AS bands WHERE c.year = ?1 AND c.unit = ?2",
                      absl::string_view(on_conflict.data(), on_conflict.size()));
}

struct BandStatements {
  explicit BandStatements(std::string_view on_conflict)
      : sketch(InsertBands(kBandsOfSketch, on_conflict)), band(InsertBands(1, on_conflict)) {}

  const std::string sketch;
  const std::string band;
};

// Databases look for a conflict before they insert, which a report without bands cannot have.
const BandStatements& StatementsFor(CopyBands before) {
  static const BandStatements kForNone("");
  static const BandStatements kForSome(" ON CONFLICT DO NOTHING");
  return before == CopyBands::kNone ? kForNone : kForSome;
}

constexpr char kFindBand[] = "SELECT report_id FROM copy_band WHERE band = ?1 LIMIT ?2";

// None for a report that has moved away since.
constexpr char kFindKey[] = R"(
    SELECT c.year, c.unit FROM copy_report c
    JOIN current_report r ON r.year = c.year AND r.unit = c.unit
    WHERE c.id = ?1)";

}  // namespace

absl::Status RecordCopyBands(SqlConnection& connection, const v1::ReportKey& key, CopyBands before,
                             const std::vector<uint64_t>& bands) {
  if (bands.empty()) return absl::OkStatus();
  const absl::StatusOr<SqlStatement*> insert_report = connection.Statement(kInsertReport);
  if (!insert_report.ok()) return insert_report.status();
  (*insert_report)->BindAll(key.year(), key.unit());
  if (absl::Status inserted = (*insert_report)->Run(); !inserted.ok()) return inserted;
  const BandStatements& statements = StatementsFor(before);
  for (size_t begin = 0; begin < bands.size();) {
    const size_t count = bands.size() - begin < kBandsOfSketch ? 1 : kBandsOfSketch;
    const std::string& sql = count == 1 ? statements.band : statements.sketch;
    const absl::StatusOr<SqlStatement*> insert = connection.Statement(sql.c_str());
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
