#include "services/statistics/register/sql.h"

#include "absl/strings/str_cat.h"

namespace gouji::statistics {

absl::StatusOr<SqlStatement*> SqlConnection::StatementOfList(const char* sql, int parameter, SqlType type) {
  return Kept(sql, absl::StrCat(sql, " ", InList(parameter, type)));
}

absl::StatusOr<SqlStatement*> SqlConnection::Kept(const char* constant, std::string_view sql) {
  for (const auto& [known, statement] : statements_) {
    if (known == constant) return statement.get();
  }
  absl::StatusOr<std::unique_ptr<SqlStatement>> statement = PrepareKept(sql);
  if (!statement.ok()) return statement.status();
  return statements_.emplace_back(constant, *std::move(statement)).second.get();
}

void SqlConnection::ResetStatements() {
  for (const auto& [sql, statement] : statements_) statement->Reset();
}

absl::StatusOr<int64_t> SqlConnection::QueryInt(std::string_view sql) {
  const absl::StatusOr<std::unique_ptr<SqlStatement>> statement = Prepare(sql);
  if (!statement.ok()) return statement.status();
  const absl::StatusOr<bool> row = (*statement)->Step();
  if (!row.ok()) return row.status();
  return *row ? (*statement)->Int(0) : 0;
}

absl::StatusOr<SqlTransaction> SqlTransaction::Begin(SqlConnection& connection) {
  absl::Status begun = connection.BeginWrite();
  if (!begun.ok()) return begun;
  return SqlTransaction(&connection, false);
}

absl::StatusOr<SqlTransaction> SqlTransaction::BeginRead(SqlConnection& connection) {
  absl::Status begun = connection.BeginRead();
  if (!begun.ok()) return begun;
  return SqlTransaction(&connection, false);
}

absl::StatusOr<SqlTransaction> SqlTransaction::BeginSavepoint(SqlConnection& connection) {
  absl::Status begun = connection.BeginSavepoint();
  if (!begun.ok()) return begun;
  return SqlTransaction(&connection, true);
}

SqlTransaction::SqlTransaction(SqlTransaction&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)), is_savepoint_(other.is_savepoint_) {}

SqlTransaction::~SqlTransaction() {
  // A transaction that has ended on its own, or with its connection, leaves nothing to undo.
  if (connection_ == nullptr || !connection_->in_transaction()) return;
  if (is_savepoint_) {
    connection_->RollbackSavepoint();
  } else {
    connection_->Rollback();
  }
}

absl::Status SqlTransaction::Commit() {
  absl::Status committed = is_savepoint_ ? connection_->ReleaseSavepoint() : connection_->Commit();
  if (committed.ok()) connection_ = nullptr;
  return committed;
}

}  // namespace gouji::statistics
