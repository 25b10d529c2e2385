#include "services/statistics/register/sql_reader.h"

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/report/error.h"
#include "services/statistics/register/compression.h"
#include "services/statistics/register/sql_copies.h"
#include "services/statistics/register/sql_history.h"
#include "services/statistics/register/standing.h"

namespace gouji::statistics {
namespace {

// The columns that RecordedOf reads, in its order.
#define GOUJI_RECORDED_COLUMNS                                                           \
  "r.year, r.unit, r.revision, r.form, r.agency, r.placed, r.recorded_at, r.file_name, " \
  "coalesce(r.document_sha256, ''), coalesce(r.corrected_revision, 0)"

constexpr char kGetRevision[] = "SELECT " GOUJI_RECORDED_COLUMNS R"(, r.report, a.content
    FROM revision r JOIN assessment a ON a.revision_id = r.id
    WHERE r.year = ?1 AND r.unit = ?2 AND r.revision = ?3
    ORDER BY a.number DESC LIMIT 1)";

constexpr char kGetCurrent[] = "SELECT " GOUJI_RECORDED_COLUMNS R"(, r.report, a.content
    FROM current_report c JOIN revision r ON r.id = c.revision_id
    JOIN assessment a ON a.revision_id = c.revision_id AND a.number = c.assessment_number
    WHERE c.year = ?1 AND c.unit = ?2)";

// ?1 is the year, ?2 the units.
constexpr char kFromCurrent[] = R"(
    FROM current_report c JOIN revision r ON r.id = c.revision_id
    JOIN assessment a ON a.revision_id = c.revision_id AND a.number = c.assessment_number
    WHERE c.year = ?1 AND c.unit )";

constexpr int kAcknowledgedColumn = 12;  // behind those that FullOf reads
constexpr char kIsAcknowledged[] = "EXISTS (SELECT 1 FROM acknowledgement k WHERE k.year = c.year AND k.unit = c.unit)";

std::string Quoted(std::string_view text) {
  std::string json = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') json.push_back('\\');
    if (static_cast<unsigned char>(c) < 0x20) {
      absl::StrAppend(&json, "\\u", absl::Hex(static_cast<unsigned char>(c), absl::kZeroPad4));
    } else {
      json.push_back(c);
    }
  }
  json.push_back('"');
  return json;
}

// The units of keys as a JSON array. A unit with a NUL, which not every database takes, is nobody's.
std::string UnitsJson(absl::Span<const v1::ReportKey> keys) {
  std::string json = "[";
  for (const v1::ReportKey& key : keys) {
    if (key.unit().find('\0') != std::string::npos) continue;
    absl::StrAppend(&json, json.size() == 1 ? "" : ",", Quoted(key.unit()));
  }
  json.push_back(']');
  return json;
}

absl::Status Damaged(std::string_view what) {
  return report::Error(absl::StatusCode::kDataLoss, report::Reason::kRegisterUnavailable,
                       absl::StrCat("the register holds a damaged ", absl::string_view(what.data(), what.size()),
                                    "; restore it from a backup"));
}

v1::RecordedReport RecordedOf(const SqlStatement& row) {
  v1::RecordedReport recorded;
  recorded.mutable_key()->set_year(static_cast<int32_t>(row.Int(0)));
  recorded.mutable_key()->set_unit(std::string(row.Bytes(1)));
  recorded.set_revision(static_cast<int32_t>(row.Int(2)));
  recorded.set_form(std::string(row.Bytes(3)));
  const std::string_view agency = row.Bytes(4);
  recorded.mutable_agency()->ParseFromArray(agency.data(), static_cast<int>(agency.size()));
  recorded.set_placed(row.Int(5) != 0);
  recorded.set_recorded_at(TimeText(row.Int(6)));
  recorded.set_file_name(std::string(row.Bytes(7)));
  recorded.set_document_sha256(std::string(row.Bytes(8)));
  recorded.set_corrected_revision(static_cast<int32_t>(row.Int(9)));
  return recorded;
}

// RecordedOf, with the standing from columns 10 to 13.
v1::RecordedReport BasicOf(const SqlStatement& row) {
  v1::RecordedReport recorded = RecordedOf(row);
  recorded.set_verdict(static_cast<gouji::validate::v1::Verdict>(row.Int(10)));
  recorded.set_error_count(static_cast<int32_t>(row.Int(11)));
  recorded.set_warning_count(static_cast<int32_t>(row.Int(12)));
  recorded.set_acknowledged_count(static_cast<int32_t>(row.Int(13)));
  return recorded;
}

// RecordedOf, with the report and the findings from columns 10 and 11.
absl::StatusOr<v1::RecordedReport> FullOf(const SqlStatement& row) {
  const absl::StatusOr<std::string> report = Decompress(row.Bytes(10));
  if (!report.ok()) return report.status();
  const absl::StatusOr<std::string> checks = Decompress(row.Bytes(11));
  if (!checks.ok()) return checks.status();
  v1::RecordedReport recorded = RecordedOf(row);
  if (!recorded.mutable_report()->ParseFromString(*report)) return Damaged("report");
  if (!recorded.MergeFromString(*checks)) return Damaged("assessment");
  return recorded;
}

}  // namespace

SqlReader::SqlReader(std::unique_ptr<SqlConnection> connection, const report::FormCatalog& catalog,
                     const report::ReportConverter& converter)
    : connection_(std::move(connection)), catalog_(&catalog), converter_(&converter) {}

absl::StatusOr<v1::RecordedReport> SqlReader::Get(const v1::ReportKey& key, int revision) {
  const absl::StatusOr<SqlTransaction> moment = SqlTransaction::BeginRead(*connection_);
  if (!moment.ok()) return moment.status();
  const absl::StatusOr<SqlStatement*> get = connection_->Statement(revision == 0 ? kGetCurrent : kGetRevision);
  if (!get.ok()) return get.status();
  (*get)->BindAll(key.year(), key.unit());
  if (revision != 0) (*get)->Bind(3, revision);
  const absl::StatusOr<bool> row = (*get)->Step();
  if (!row.ok()) return row.status();
  if (*row) {
    absl::StatusOr<v1::RecordedReport> recorded = FullOf(**get);
    (*get)->Reset();
    if (!recorded.ok()) return recorded.status();
    absl::Status laid = AddAcknowledgements(*recorded);
    if (!laid.ok()) return laid;
    return recorded;
  }
  return report::Error(absl::StatusCode::kNotFound, report::Reason::kReportNotFound,
                       absl::StrCat("the register has no report of unit \"", key.unit(), "\" for year ", key.year(),
                                    revision == 0 ? "" : absl::StrCat(" with revision ", revision)));
}

absl::Status SqlReader::AddAcknowledgements(v1::RecordedReport& recorded) {
  const auto acknowledgements = SqlHistory(*connection_).Acknowledgements(recorded.key());
  if (!acknowledgements.ok()) return acknowledgements.status();
  LayOver(*acknowledgements, recorded);
  recorded.mutable_acknowledgements()->Add(acknowledgements->begin(), acknowledgements->end());
  return absl::OkStatus();
}

absl::StatusOr<std::vector<v1::HistoryEntry>> SqlReader::History(const v1::ReportKey& key, int limit) {
  return SqlHistory(*connection_).Last(key, limit);
}

absl::StatusOr<std::vector<v1::RecordedReport>> SqlReader::GetCurrent(absl::Span<const v1::ReportKey> keys,
                                                                      v1::ReportView view) {
  const absl::StatusOr<SqlTransaction> moment = SqlTransaction::BeginRead(*connection_);
  if (!moment.ok()) return moment.status();
  const bool full = view == v1::REPORT_VIEW_FULL;
  const absl::StatusOr<std::unique_ptr<SqlStatement>> get =
      connection_->Prepare(absl::StrCat("SELECT " GOUJI_RECORDED_COLUMNS,
                                        full ? absl::StrCat(", r.report, a.content, ", kIsAcknowledged)
                                             : ", c.verdict, c.error_count, c.warning_count, c.acknowledged_count",
                                        kFromCurrent, connection_->InList(2, SqlType::kText)));
  if (!get.ok()) return get.status();
  std::vector<v1::RecordedReport> reports;
  // One query for each run of keys of one year.
  for (std::size_t first = 0, end = 0; first < keys.size(); first = end) {
    while (end < keys.size() && keys[end].year() == keys[first].year()) ++end;
    const absl::Span<const v1::ReportKey> run = keys.subspan(first, end - first);
    absl::Status added = AddCurrent(run, full, **get, reports);
    if (!added.ok()) return added;
  }
  return reports;
}

absl::Status SqlReader::AddCurrent(absl::Span<const v1::ReportKey> keys, bool full, SqlStatement& get,
                                   std::vector<v1::RecordedReport>& reports) {
  const std::string units = UnitsJson(keys);
  get.BindAll(keys.front().year(), std::string_view(units));
  std::unordered_map<std::string, v1::RecordedReport> found;
  absl::StatusOr<bool> row = get.Step();
  for (; row.ok() && *row; row = get.Step()) {
    absl::StatusOr<v1::RecordedReport> recorded = full ? FullOf(get) : BasicOf(get);
    if (!recorded.ok()) return recorded.status();
    // Most have no acknowledgements, and asking for them costs a round trip.
    if (full && get.Int(kAcknowledgedColumn) == 0) {
      LayOver({}, *recorded);
    } else if (full) {
      absl::Status laid = AddAcknowledgements(*recorded);
      if (!laid.ok()) return laid;
    }
    std::string unit = recorded->key().unit();
    found.insert_or_assign(std::move(unit), *std::move(recorded));
  }
  if (!row.ok()) return row.status();
  get.Reset();
  for (const v1::ReportKey& key : keys) {
    const auto report = found.find(key.unit());
    if (report != found.end()) reports.push_back(std::move(report->second));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<v1::SimilarReport>> SqlReader::FindSimilar(const std::vector<uint64_t>& bands,
                                                                      const v1::ReportKey& except, int limit) {
  return FindSimilarReports(*connection_, bands, except, limit);
}

absl::StatusOr<int64_t> SqlReader::ScanAll(std::optional<absl::Time> as_of, SqlScan::Visitor visitor) {
  return SqlScan(*connection_, *catalog_, *converter_).All(as_of, visitor);
}

absl::StatusOr<int64_t> SqlReader::Follow(int64_t position, absl::FunctionRef<void(const ChangedReport&)> visitor) {
  return SqlScan(*connection_, *catalog_, *converter_).Follow(position, visitor);
}

absl::StatusOr<int64_t> SqlReader::Position() { return SqlScan(*connection_, *catalog_, *converter_).Position(); }

}  // namespace gouji::statistics
