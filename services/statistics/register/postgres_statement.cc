#include "services/statistics/register/postgres_statement.h"

#include <cstddef>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/statistics/register/postgres_error.h"

namespace gouji::statistics {
namespace {

// From catalog/pg_type.h, which clients do not get. They never change.
constexpr Oid kByteaOid = 17;
constexpr Oid kInt8Oid = 20;
constexpr Oid kTextOid = 25;

constexpr char kDeclare[] = "DECLARE scan NO SCROLL CURSOR FOR ";
constexpr char kClose[] = "CLOSE scan";

class PostgresStatement final : public SqlStatement {
 public:
  PostgresStatement(PostgresConnection& connection, std::string sql, PostgresStatementUse use, int rows_at_a_time)
      : connection_(connection),
        sql_(std::move(sql)),
        use_(use),
        fetch_(absl::StrCat("FETCH ", rows_at_a_time, " FROM scan")) {}

  void Bind(int index, int64_t value) override { parameters_.Set(index, value); }
  void Bind(int index, std::string_view value) override {
    has_zero_byte_ = has_zero_byte_ || value.find('\0') != std::string_view::npos;
    parameters_.Set(index, kTextOid, value);
  }
  void Bind(int index, SqlBlob value) override { parameters_.Set(index, kByteaOid, value.bytes); }
  void BindNull(int index) override { parameters_.SetNull(index); }

  absl::StatusOr<bool> Step() override {
    const bool is_last_part = use_ != PostgresStatementUse::kScan || (rows_ != nullptr && PQntuples(rows_.get()) == 0);
    if (rows_ != nullptr && (row_ + 1 < PQntuples(rows_.get()) || is_last_part)) {
      ++row_;
      return row_ < PQntuples(rows_.get());
    }
    absl::Status ran = rows_ == nullptr ? Start() : Fetch();
    if (!ran.ok()) return ran;
    row_ = 0;
    if (PQntuples(rows_.get()) > 0) return true;
    absl::Status closed = use_ == PostgresStatementUse::kScan ? connection_.Send(0, kClose, {}) : absl::OkStatus();
    if (!closed.ok()) return closed;
    return false;
  }

  absl::Status Run() override {
    absl::Status status;
    if (connection_.may_put_off()) {
      status = Send();
    } else {
      absl::StatusOr<bool> row = Step();
      while (row.ok() && *row) row = Step();
      status = row.status();
    }
    Reset();
    return status;
  }

  void Reset() override {
    rows_.reset();
    parameters_.Clear();
    has_zero_byte_ = false;
  }

  int64_t Int(int column) const override {
    const std::string_view bytes = Bytes(column);
    if (bytes.empty()) return 0;
    // Of any width, signed, the highest byte first.
    int64_t value = (static_cast<unsigned char>(bytes[0]) & 0x80) != 0 ? -1 : 0;
    for (const char byte : bytes) value = (value << 8) | static_cast<unsigned char>(byte);
    return value;
  }

  std::string_view Bytes(int column) const override {
    return {PQgetvalue(rows_.get(), row_, column), static_cast<size_t>(PQgetlength(rows_.get(), row_, column))};
  }

 private:
  absl::Status Send() {
    if (has_zero_byte_) return PostgresError("22021", "store a text", "PostgreSQL keeps no text with a zero byte");
    if (use_ == PostgresStatementUse::kOften && !connection_.IsPrepared(prepared_)) {
      const absl::StatusOr<int64_t> prepared = connection_.SendPrepare(sql_, parameters_);
      if (!prepared.ok()) return prepared.status();
      prepared_ = *prepared;
    }
    return connection_.Send(prepared_, sql_, parameters_);
  }

  // Runs the statement; of a scan, to its first part.
  absl::Status Start() {
    absl::Status sent = Send();
    if (!sent.ok()) return sent;
    return use_ == PostgresStatementUse::kScan ? Fetch() : Take();
  }

  absl::Status Fetch() {
    absl::Status sent = connection_.Send(0, fetch_, {});
    return sent.ok() ? Take() : sent;
  }

  absl::Status Take() {
    absl::StatusOr<PostgresResult> result = connection_.Await();
    if (!result.ok()) return result.status();
    rows_ = *std::move(result);
    return absl::OkStatus();
  }

  PostgresConnection& connection_;
  const std::string sql_;
  const PostgresStatementUse use_;
  const std::string fetch_;  // of a scan
  int64_t prepared_ = 0;
  PostgresParameters parameters_;
  bool has_zero_byte_ = false;
  PostgresResult rows_;  // null before the first Step
  int row_ = 0;
};

}  // namespace

void PostgresParameters::Set(int index, int64_t value) {
  Parameter& parameter = At(index);
  parameter = {.type = kInt8Oid, .is_null = false, .bytes = {}, .integer = {}};
  for (size_t i = 0; i < parameter.integer.size(); ++i) {
    parameter.integer[i] = static_cast<char>(static_cast<uint64_t>(value) >> (56 - 8 * i));
  }
}

void PostgresParameters::Set(int index, Oid type, std::string_view bytes) {
  At(index) = {.type = type, .is_null = false, .bytes = bytes, .integer = {}};
}

void PostgresParameters::SetNull(int index) { At(index) = {}; }

PostgresParameters::Parameter& PostgresParameters::At(int index) {
  if (parameters_.size() < static_cast<size_t>(index)) parameters_.resize(index);
  return parameters_[index - 1];
}

PostgresParameters::Arrays PostgresParameters::ToArrays() const {
  Arrays arrays;
  for (const Parameter& parameter : parameters_) {
    const std::string_view bytes = parameter.type == kInt8Oid
                                       ? std::string_view(parameter.integer.data(), parameter.integer.size())
                                       : parameter.bytes;
    const char* const data = bytes.data() == nullptr ? "" : bytes.data();
    arrays.types.push_back(parameter.type);
    arrays.values.push_back(parameter.is_null ? nullptr : data);
    arrays.lengths.push_back(static_cast<int>(bytes.size()));
    arrays.formats.push_back(1);
  }
  return arrays;
}

std::string PostgresSqlOf(std::string_view sql) {
  std::string result;
  char quote = 0;
  for (const char c : sql) {
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    }
    result.push_back(c == '?' && quote == 0 ? '$' : c);
  }
  return result;
}

std::unique_ptr<SqlStatement> MakePostgresStatement(PostgresConnection& connection, std::string_view sql,
                                                    PostgresStatementUse use) {
  return std::make_unique<PostgresStatement>(connection, PostgresSqlOf(sql), use, 0);
}

std::unique_ptr<SqlStatement> MakePostgresScan(PostgresConnection& connection, std::string_view sql,
                                               int rows_at_a_time) {
  return std::make_unique<PostgresStatement>(connection, absl::StrCat(kDeclare, PostgresSqlOf(sql)),
                                             PostgresStatementUse::kScan, rows_at_a_time);
}

}  // namespace gouji::statistics
