#include "services/statistics/register/register_dump.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gouji/statistics/v1/dump.pb.h"
#include "services/report/error.h"
#include "services/statistics/register/dump_file.h"
#include "services/statistics/register/dump_table.h"

namespace gouji::statistics {
namespace {

// Of records that are sent to a database without waiting for it; bounds what is buffered.
constexpr int64_t kUnconfirmedBytes = int64_t{8} << 20;
constexpr int kUnconfirmedRecords = 1000;

DumpCounts CountsOf(const std::map<int, int64_t>& counts) {
  DumpCounts result;
  for (const auto& [kind, count] : counts) {
    result.record_count += count;
    if (kind == v1::DumpRecord::kCurrentReport) result.current_report_count = count;
    if (kind == v1::DumpRecord::kRevision) result.revision_count = count;
    if (kind == v1::DumpRecord::kDocument) result.document_count = count;
  }
  return result;
}

// The message of a record's kind.
google::protobuf::Message& ContentOf(v1::DumpRecord& record, const DumpTable& table) {
  return *record.GetReflection()->MutableMessage(&record, table.kind);
}

absl::StatusOr<int64_t> WriteTable(SqlConnection& connection, const DumpTable& table, DumpWriter& writer,
                                   const std::ostream& out) {
  const absl::StatusOr<std::unique_ptr<SqlStatement>> scan = connection.PrepareScan(table.select, table.rows_at_a_time);
  if (!scan.ok()) return scan.status();
  v1::DumpRecord record;
  google::protobuf::Message& content = ContentOf(record, table);
  int64_t count = 0;
  absl::StatusOr<bool> row = (*scan)->Step();
  for (; row.ok() && *row && out.good(); row = (*scan)->Step()) {
    ReadDumpRow(**scan, content);
    writer.Write(record);
    ++count;
  }
  if (!row.ok()) return row.status();
  return count;
}

// Stores the records of a dump, within a transaction.
class Loader {
 public:
  explicit Loader(SqlConnection& connection) : connection_(connection), tables_(DumpTables()) {}

  absl::Status CheckEmpty() {
    for (const DumpTable& table : tables_) {
      const absl::StatusOr<int64_t> count =
          connection_.QueryInt(absl::StrCat("SELECT count(*) FROM (SELECT 1 FROM ", table.table, " LIMIT 1) AS one"));
      if (!count.ok()) return count.status();
      if (*count == 0) continue;
      return report::Error(absl::StatusCode::kFailedPrecondition, report::Reason::kRegisterNotEmpty,
                           "a dump is loaded into an empty register only, and this one holds something; name another",
                           "转储文件只能载入空的登记簿；该登记簿已有内容，请另外指定");
    }
    return absl::OkStatus();
  }

  absl::Status Put(const v1::DumpRecord& record) {
    const int kind = record.record_case();
    if (kind != kind_) {
      absl::Status begun = Begin(kind);
      if (!begun.ok()) return begun;
    }
    const google::protobuf::Message& content = record.GetReflection()->GetMessage(record, table_->kind);
    BindDumpRow(content, *put_);
    absl::Status put = put_->Run();
    if (!put.ok()) return Explain(put);
    ++counts_[kind];
    unconfirmed_bytes_ += static_cast<int64_t>(content.ByteSizeLong());
    if (++unconfirmed_count_ < kUnconfirmedRecords && unconfirmed_bytes_ < kUnconfirmedBytes) return put;
    return Confirm();
  }

  // Whether the register holds what came, and nothing refers to what did not.
  absl::StatusOr<DumpCounts> Finish() {
    absl::Status confirmed = Confirm();
    if (!confirmed.ok()) return confirmed;
    for (const DumpTable& table : tables_) {
      const absl::StatusOr<int64_t> count = connection_.QueryInt(table.count);
      if (!count.ok()) return count.status();
      if (*count != counts_[table.kind->number()]) {
        return Contradiction(absl::StrCat("some records of ", table.table, " belong to nothing"));
      }
    }
    return CountsOf(counts_);
  }

  // An error of the database: a broken constraint is the dump's fault.
  static absl::Status Explain(const absl::Status& status) {
    if (!absl::IsInternal(status) && !absl::IsInvalidArgument(status)) return status;
    return Contradiction(std::string_view(status.message().data(), status.message().size()));
  }

 private:
  static absl::Status Contradiction(std::string_view what) {
    return MalformedDump(absl::StrCat("its records contradict each other, or cannot be kept there: ",
                                      absl::string_view(what.data(), what.size())),
                         "内容自相矛盾，或该登记簿无法保存");
  }

  // Goes over to the records of another kind.
  absl::Status Begin(int kind) {
    for (const DumpTable& table : tables_) {
      if (table.kind->number() == kind) table_ = &table;
    }
    kind_ = kind;
    absl::StatusOr<std::unique_ptr<SqlStatement>> put = connection_.PrepareOften(table_->put);
    if (!put.ok()) return put.status();
    put_ = *std::move(put);
    return absl::OkStatus();
  }

  // Waits until the database has taken what was sent.
  absl::Status Confirm() {
    unconfirmed_count_ = 0;
    unconfirmed_bytes_ = 0;
    absl::StatusOr<SqlTransaction> savepoint = SqlTransaction::BeginSavepoint(connection_);
    absl::Status confirmed = savepoint.ok() ? savepoint->Commit() : savepoint.status();
    return confirmed.ok() ? confirmed : Explain(confirmed);
  }

  SqlConnection& connection_;
  const std::vector<DumpTable> tables_;
  int kind_ = 0;
  const DumpTable* table_ = nullptr;   // of kind_
  std::unique_ptr<SqlStatement> put_;  // likewise
  std::map<int, int64_t> counts_;      // of the records of each kind
  int unconfirmed_count_ = 0;
  int64_t unconfirmed_bytes_ = 0;
};

}  // namespace

absl::StatusOr<DumpCounts> DumpRegister(SqlConnection& connection, std::ostream& out) {
  const absl::StatusOr<SqlTransaction> moment = SqlTransaction::BeginRead(connection);
  if (!moment.ok()) return moment.status();
  DumpWriter writer(out);
  std::map<int, int64_t> counts;
  for (const DumpTable& table : DumpTables()) {
    const absl::StatusOr<int64_t> count = WriteTable(connection, table, writer, out);
    if (!count.ok()) return count.status();
    counts[table.kind->number()] = *count;
    if (!out.good()) return CountsOf(counts);
  }
  writer.Finish();
  return CountsOf(counts);
}

absl::StatusOr<DumpCounts> LoadRegister(SqlConnection& connection, std::istream& in) {
  const absl::StatusOr<std::unique_ptr<DumpReader>> reader = DumpReader::Open(in);
  if (!reader.ok()) return reader.status();
  absl::StatusOr<SqlTransaction> transaction = SqlTransaction::Begin(connection);
  if (!transaction.ok()) return transaction.status();
  Loader loader(connection);
  absl::Status empty = loader.CheckEmpty();
  if (!empty.ok()) return empty;
  for (;;) {
    const absl::StatusOr<const v1::DumpRecord*> record = (*reader)->Next();
    if (!record.ok()) return record.status();
    if (*record == nullptr) break;
    absl::Status put = loader.Put(**record);
    if (!put.ok()) return put;
  }
  absl::StatusOr<DumpCounts> counts = loader.Finish();
  if (!counts.ok()) return counts;
  absl::Status committed = transaction->Commit();
  if (!committed.ok()) return Loader::Explain(committed);
  return counts;
}

}  // namespace gouji::statistics
