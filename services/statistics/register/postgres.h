#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_POSTGRES_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_POSTGRES_H_

#include <libpq-fe.h>

#include <array>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/statistics/register/sql.h"

namespace gouji::statistics {

// Where a PostgreSQL database is.
struct PostgresAddress {
  std::string url;       // "postgresql://user@host/database" or "host=… dbname=…", as libpq has it
  std::string password;  // empty: none, or the one that libpq finds itself
};

// Frees what libpq gave.
struct PostgresFree {
  void operator()(PGconn* connection) const { PQfinish(connection); }
  void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, PostgresFree>;

// Opens a connection of libpq that never blocks. UNAVAILABLE within some seconds when there is no server.
absl::StatusOr<std::unique_ptr<PGconn, PostgresFree>> ConnectPostgres(const PostgresAddress& address);

// Parameters of a statement, in binary. Texts and blobs are views.
class PostgresParameters {
 public:
  void Set(int index, int64_t value);
  void Set(int index, Oid type, std::string_view bytes);
  void SetNull(int index);
  void Clear() { parameters_.clear(); }

  // What libpq takes; views into this object.
  struct Arrays {
    std::vector<Oid> types;
    std::vector<const char*> values;
    std::vector<int> lengths;
    std::vector<int> formats;
    int count() const { return static_cast<int>(types.size()); }
  };
  Arrays ToArrays() const;

 private:
  struct Parameter {
    Oid type = 0;
    bool is_null = true;
    std::string_view bytes;
    std::array<char, 8> integer = {};  // big-endian, when the type is an integer's
  };
  Parameter& At(int index);

  std::vector<Parameter> parameters_;
};

// The driver of PostgreSQL: a connection to a server. Within a transaction that writes, statements whose rows nobody
// reads are sent on without waiting for their results (libpq's pipeline), so that a report does not cost a dozen round
// trips.
//
// Transactions that write hold one advisory lock, so that they follow each other in all processes, and announce
// themselves with NOTIFY kChannel when they are committed.
class PostgresConnection final : public SqlConnection {
 public:
  static constexpr char kChannel[] = "gouji_register";

  static absl::StatusOr<std::unique_ptr<PostgresConnection>> Open(const PostgresAddress& address);
  ~PostgresConnection() override { ForgetStatements(); }

  absl::Status Renew() override;
  absl::StatusOr<std::unique_ptr<SqlStatement>> Prepare(std::string_view sql) override;
  absl::StatusOr<std::unique_ptr<SqlStatement>> PrepareScan(std::string_view sql, int rows_at_a_time) override;
  absl::Status Execute(const std::string& sql) override;
  std::string InList(int parameter, SqlType type) const override;
  bool in_transaction() const override;

  // For its statements. Sends a statement without waiting; `prepared` is what SendPrepare returned, or 0.
  absl::Status Send(int64_t prepared, const std::string& sql, const PostgresParameters& parameters);
  // Waits for the results of all that was sent, and returns the last one, or the first error.
  absl::StatusOr<PostgresResult> Await();
  absl::StatusOr<PostgresResult> Query(const std::string& sql, const PostgresParameters& parameters = {});
  // Sends the preparation of a statement, and returns a number for it.
  absl::StatusOr<int64_t> SendPrepare(const std::string& sql, const PostgresParameters& parameters);
  // Whether a preparation stands: one that was sent behind a statement that failed was never done.
  bool IsPrepared(int64_t prepared) const { return prepared != 0 && !undone_.contains(prepared); }
  // Whether results may be waited for later.
  bool may_put_off() const { return is_writing_; }

 private:
  PostgresConnection(PostgresAddress address, std::unique_ptr<PGconn, PostgresFree> connection)
      : address_(std::move(address)), connection_(std::move(connection)) {}

  absl::StatusOr<std::unique_ptr<SqlStatement>> PrepareKept(std::string_view sql) override;
  absl::Status BeginWrite() override;
  absl::Status BeginRead() override;
  absl::Status Commit() override;
  void Rollback() override;
  absl::Status BeginSavepoint() override;
  absl::Status ReleaseSavepoint() override;
  void RollbackSavepoint() override;

  // Waits until the next result can be taken without waiting.
  absl::Status Pump(absl::Duration timeout);
  absl::Status Lost(std::string_view doing);
  absl::Status EnterPipeline();

  const PostgresAddress address_;
  std::unique_ptr<PGconn, PostgresFree> connection_;
  int sent_count_ = 0;  // statements whose results were not taken
  int64_t prepare_count_ = 0;
  int64_t confirmed_count_ = 0;  // of these, up to the last time that results were taken
  std::set<int64_t> undone_;     // preparations that failed, or may have
  bool in_transaction_ = false;
  bool is_writing_ = false;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_POSTGRES_H_
