#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_SQLITE_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_SQLITE_H_

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/statistics/register/sql.h"

namespace gouji::statistics {

enum class SqliteOpen : uint8_t {
  kExisting,  // the file must exist
  kOrCreate,  // it is made when it does not exist
};

// The driver of SQLite: a connection to a file.
class SqliteDatabase final : public SqlConnection {
 public:
  // Opens a file. Every use waits up to 5 s for locks of other connections. `path` may be ":memory:".
  static absl::StatusOr<std::unique_ptr<SqliteDatabase>> Open(const std::string& path, SqliteOpen mode);
  ~SqliteDatabase() override { ForgetStatements(); }

  // UNAVAILABLE when the file was removed or renamed since it was opened, so that what is written to it would be
  // written to nobody.
  absl::Status Renew() override;
  absl::StatusOr<std::unique_ptr<SqlStatement>> Prepare(std::string_view sql) override;
  absl::Status Execute(const std::string& sql) override;
  std::string InList(int parameter, SqlType type) const override;
  bool in_transaction() const override;

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  explicit SqliteDatabase(sqlite3* database) : database_(database) {}

  absl::Status BeginWrite() override;
  absl::Status BeginRead() override;
  absl::Status Commit() override;
  void Rollback() override;
  absl::Status BeginSavepoint() override;
  absl::Status ReleaseSavepoint() override;
  void RollbackSavepoint() override;

  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_SQLITE_H_
