#include "services/statistics/register/sql_reader.h"

#include <cstdint>
#include <string_view>
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

constexpr char kListFrom[] = R"(
    FROM current_report c JOIN revision r ON r.id = c.revision_id
    JOIN assessment a ON a.revision_id = c.revision_id AND a.number = c.assessment_number
    WHERE (c.year, c.unit) > (?1, ?2))";

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

template <typename Values, typename Write>
std::string JsonArray(const Values& values, Write write) {
  std::string json = "[";
  for (const auto& value : values) absl::StrAppend(&json, json.size() == 1 ? "" : ",", write(value));
  json.push_back(']');
  return json;
}

// The lists of a filter that are not empty, each a condition on current_report c. Must outlive the statement's run.
class FilterConditions {
 public:
  explicit FilterConditions(const v1::ReportFilter& filter) {
    if (!filter.years().empty()) {
      Add("year", SqlType::kInteger, JsonArray(filter.years(), [](int year) { return absl::StrCat(year); }));
    }
    if (!filter.units().empty()) Add("unit", SqlType::kText, JsonArray(filter.units(), Quoted));
    if (!filter.verdicts().empty()) {
      Add("verdict", SqlType::kInteger,
          JsonArray(filter.verdicts(), [](int verdict) { return absl::StrCat(verdict); }));
    }
  }

  // Conditions with an AND before each, whose parameters are numbered from `first`.
  std::string Sql(const SqlConnection& connection, int first) const {
    std::string sql;
    for (const Condition& condition : conditions_) {
      absl::StrAppend(&sql, " AND c.", condition.column, " ", connection.InList(first++, condition.type));
    }
    return sql;
  }
  void Bind(SqlStatement& statement, int first) const {
    for (const Condition& condition : conditions_) statement.Bind(first++, std::string_view(condition.values));
  }

 private:
  struct Condition {
    const char* column;
    SqlType type;
    std::string values;  // a JSON array
  };
  void Add(const char* column, SqlType type, std::string values) {
    conditions_.push_back({.column = column, .type = type, .values = std::move(values)});
  }

  std::vector<Condition> conditions_;
};

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

absl::StatusOr<std::vector<v1::RecordedReport>> SqlReader::List(const v1::ReportFilter& filter,
                                                                const std::optional<v1::ReportKey>& after, int limit,
                                                                v1::ReportView view) {
  const bool full = view == v1::REPORT_VIEW_FULL;
  const absl::StatusOr<SqlTransaction> moment = SqlTransaction::BeginRead(*connection_);
  if (!moment.ok()) return moment.status();
  const FilterConditions conditions(filter);
  const std::string sql =
      absl::StrCat("SELECT " GOUJI_RECORDED_COLUMNS,
                   full ? ", r.report, a.content" : ", c.verdict, c.error_count, c.warning_count, c.acknowledged_count",
                   kListFrom, conditions.Sql(*connection_, 4), " ORDER BY c.year, c.unit LIMIT ?3");
  const absl::StatusOr<std::unique_ptr<SqlStatement>> list = connection_->Prepare(sql);
  if (!list.ok()) return list.status();
  (*list)->BindAll(after.has_value() ? after->year() : -1,
                   after.has_value() ? std::string_view(after->unit()) : std::string_view(), limit);
  conditions.Bind(**list, 4);
  std::vector<v1::RecordedReport> reports;
  absl::StatusOr<bool> row = (*list)->Step();
  for (; row.ok() && *row; row = (*list)->Step()) {
    absl::StatusOr<v1::RecordedReport> recorded = full ? FullOf(**list) : BasicOf(**list);
    if (!recorded.ok()) return recorded.status();
    absl::Status laid = full ? AddAcknowledgements(*recorded) : absl::OkStatus();
    if (!laid.ok()) return laid;
    reports.push_back(*std::move(recorded));
  }
  if (!row.ok()) return row.status();
  return reports;
}

absl::StatusOr<std::vector<v1::SimilarReport>> SqlReader::FindSimilar(const std::vector<uint64_t>& bands,
                                                                      const v1::ReportKey& except, int limit) {
  return FindSimilarReports(*connection_, bands, except, limit);
}

absl::Status SqlReader::Scan(const v1::ReportFilter& filter, SqlScan::Visitor visitor) {
  const absl::StatusOr<SqlTransaction> moment = SqlTransaction::BeginRead(*connection_);
  if (!moment.ok()) return moment.status();
  const FilterConditions conditions(filter);
  const absl::StatusOr<std::unique_ptr<SqlStatement>> scan = connection_->PrepareScan(absl::StrCat(
      SqlScan::kSelectCurrent, " WHERE true", conditions.Sql(*connection_, 1), " ORDER BY c.year, c.unit"));
  if (!scan.ok()) return scan.status();
  conditions.Bind(**scan, 1);
  return SqlScan(*connection_, *catalog_, *converter_).Visit(**scan, visitor).status();
}

absl::StatusOr<int64_t> SqlReader::ScanAll(std::optional<absl::Time> as_of, SqlScan::Visitor visitor) {
  return SqlScan(*connection_, *catalog_, *converter_).All(as_of, visitor);
}

absl::StatusOr<int64_t> SqlReader::Follow(int64_t position, absl::FunctionRef<void(const ChangedReport&)> visitor) {
  return SqlScan(*connection_, *catalog_, *converter_).Follow(position, visitor);
}

absl::StatusOr<int64_t> SqlReader::Position() { return SqlScan(*connection_, *catalog_, *converter_).Position(); }

}  // namespace gouji::statistics
