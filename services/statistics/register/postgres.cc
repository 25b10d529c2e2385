#include "services/statistics/register/postgres.h"

#include <poll.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/runtime/clock.h"
#include "services/statistics/register/postgres_error.h"
#include "services/statistics/register/postgres_statement.h"

namespace gouji::statistics {
namespace {

// How long a server may say nothing before it counts as lost. Other writers' transactions, which this one waits for,
// are short; the server ends that of a writer that has vanished before this is over.
constexpr absl::Duration kAnswerTimeout = absl::Seconds(40);
constexpr absl::Duration kConnectTimeout = absl::Seconds(10);
// Statements sent without taking their results; bounds what both sides buffer.
constexpr int kMaxSent = 256;

// A writer whose host lost its power or its network in a transaction would keep the lock until TCP gives it up, which
// takes hours.
constexpr char kEndIfVanished[] = "SET LOCAL idle_in_transaction_session_timeout = '30s'";

// "GOUJ": all that write a register hold this lock.
constexpr char kTakeLock[] = "SELECT pg_advisory_xact_lock(1196381514)";

std::string StateOf(const PGresult* result) {
  const char* const state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  return state == nullptr ? "" : state;
}

// What the server said, without where in which function; else what libpq says.
const char* MessageOf(const PGresult* result) {
  const char* const message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  return message == nullptr ? PQresultErrorMessage(result) : message;
}

// The name of a prepared statement on the server.
std::string NameOf(int64_t prepared) { return absl::StrCat("s", prepared); }

// Waits until the socket can be read, or written when that is asked for. False at the deadline.
bool AwaitSocket(int socket, bool to_write, absl::Time deadline) {
  pollfd descriptor = {.fd = socket, .events = static_cast<int16_t>(POLLIN | (to_write ? POLLOUT : 0)), .revents = 0};
  const int64_t milliseconds = absl::ToInt64Milliseconds(deadline - runtime::Now());
  return milliseconds > 0 && poll(&descriptor, 1, static_cast<int>(milliseconds)) != 0;
}

// Whether an idle connection stands, as far as is known here. A server that went away has said so, or closed its end.
bool IsAlive(PGconn* connection) {
  pollfd descriptor = {.fd = PQsocket(connection), .events = POLLIN, .revents = 0};
  while (poll(&descriptor, 1, 0) > 0) {
    if (PQconsumeInput(connection) != 1) return false;
  }
  return PQstatus(connection) == CONNECTION_OK;
}

}  // namespace

absl::StatusOr<std::unique_ptr<PGconn, PostgresFree>> ConnectPostgres(const PostgresAddress& address) {
  // What stands in the URL goes before these, for it is expanded after them.
  std::vector<const char*> keys = {"connect_timeout", "tcp_user_timeout", "application_name", "client_encoding"};
  std::vector<const char*> values = {"5", "20000", "gouji-statistics", "UTF8"};
  if (!address.password.empty()) {
    keys.push_back("password");
    values.push_back(address.password.c_str());
  }
  keys.push_back("dbname");
  values.push_back(address.url.c_str());
  keys.push_back(nullptr);
  values.push_back(nullptr);
  std::unique_ptr<PGconn, PostgresFree> connection(PQconnectStartParams(keys.data(), values.data(), 1));
  const absl::Time deadline = runtime::Now() + kConnectTimeout;
  PostgresPollingStatusType polled = PGRES_POLLING_WRITING;
  while (connection != nullptr && PQstatus(connection.get()) != CONNECTION_BAD && polled != PGRES_POLLING_OK) {
    const bool in_time = AwaitSocket(PQsocket(connection.get()), polled == PGRES_POLLING_WRITING, deadline);
    if (!in_time) return PostgresError("", "connect", "PostgreSQL does not answer");
    polled = PQconnectPoll(connection.get());
    if (polled == PGRES_POLLING_FAILED) break;
  }
  if (connection == nullptr || PQstatus(connection.get()) != CONNECTION_OK) {
    return PostgresError("", "connect", connection == nullptr ? "no memory" : PQerrorMessage(connection.get()));
  }
  PQsetnonblocking(connection.get(), 1);
  PQsetNoticeProcessor(
      connection.get(), [](void* /*argument*/, const char* /*message*/) {}, nullptr);
  return connection;
}

absl::StatusOr<std::unique_ptr<PostgresConnection>> PostgresConnection::Open(const PostgresAddress& address) {
  auto connection = ConnectPostgres(address);
  if (!connection.ok()) return connection.status();
  return std::unique_ptr<PostgresConnection>(new PostgresConnection(address, *std::move(connection)));
}

absl::Status PostgresConnection::Renew() {
  if (connection_ != nullptr && !in_transaction_ && IsAlive(connection_.get())) return absl::OkStatus();
  auto connection = ConnectPostgres(address_);
  if (!connection.ok()) return connection.status();
  ForgetStatements();
  connection_ = *std::move(connection);
  sent_count_ = 0;
  confirmed_count_ = prepare_count_;
  undone_.clear();
  in_transaction_ = false;
  is_writing_ = false;
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<SqlStatement>> PostgresConnection::Prepare(std::string_view sql) {
  return MakePostgresStatement(*this, sql, PostgresStatementUse::kOnce);
}

absl::StatusOr<std::unique_ptr<SqlStatement>> PostgresConnection::PrepareKept(std::string_view sql) {
  return MakePostgresStatement(*this, sql, PostgresStatementUse::kOften);
}

absl::StatusOr<std::unique_ptr<SqlStatement>> PostgresConnection::PrepareScan(std::string_view sql,
                                                                              int rows_at_a_time) {
  // All rows will be fetched, so the first ones need not come fast.
  const absl::StatusOr<PostgresResult> set = Query("SET LOCAL cursor_tuple_fraction = 1");
  if (!set.ok()) return set.status();
  return MakePostgresScan(*this, sql, rows_at_a_time);
}

absl::Status PostgresConnection::Execute(const std::string& sql) {
  if (connection_ == nullptr) return Lost("execute statements");
  // Several statements at once are not for a pipeline.
  if (sent_count_ > 0) {
    const absl::StatusOr<PostgresResult> before = Await();
    if (!before.ok()) return before.status();
  }
  PQexitPipelineMode(connection_.get());
  if (PQsendQuery(connection_.get(), sql.c_str()) != 1) return Lost("execute statements");
  absl::Status status;
  for (;;) {
    absl::Status pumped = Pump(absl::InfiniteDuration());
    if (!pumped.ok()) return pumped;
    const PostgresResult result(PQgetResult(connection_.get()));
    if (result == nullptr) return status;
    if (status.ok() && PQresultStatus(result.get()) == PGRES_FATAL_ERROR) {
      status = PostgresError(StateOf(result.get()), absl::StrCat("execute \"", sql.substr(0, 40), "\""),
                             MessageOf(result.get()));
    }
  }
}

std::string PostgresConnection::InList(int parameter, SqlType type) const {
  return absl::StrCat("IN (SELECT list.value", type == SqlType::kInteger ? "::bigint" : "",
                      " FROM jsonb_array_elements_text(?", parameter, "::jsonb) AS list(value))");
}

bool PostgresConnection::in_transaction() const {
  return in_transaction_ && connection_ != nullptr && PQstatus(connection_.get()) == CONNECTION_OK;
}

absl::Status PostgresConnection::EnterPipeline() {
  if (connection_ == nullptr) return Lost("send a statement");
  if (PQpipelineStatus(connection_.get()) == PQ_PIPELINE_OFF && PQenterPipelineMode(connection_.get()) != 1) {
    return Lost("send a statement");
  }
  return absl::OkStatus();
}

absl::Status PostgresConnection::Send(int64_t prepared, const std::string& sql, const PostgresParameters& parameters) {
  if (sent_count_ >= kMaxSent) {
    const absl::StatusOr<PostgresResult> before = Await();
    if (!before.ok()) return before.status();
  }
  absl::Status entered = EnterPipeline();
  if (!entered.ok()) return entered;
  const PostgresParameters::Arrays arrays = parameters.ToArrays();
  constexpr int kBinary = 1;
  const int sent =
      prepared == 0 ? PQsendQueryParams(connection_.get(), sql.c_str(), arrays.count(), arrays.types.data(),
                                        arrays.values.data(), arrays.lengths.data(), arrays.formats.data(), kBinary)
                    : PQsendQueryPrepared(connection_.get(), NameOf(prepared).c_str(), arrays.count(),
                                          arrays.values.data(), arrays.lengths.data(), arrays.formats.data(), kBinary);
  if (sent != 1) return Lost("send a statement");
  ++sent_count_;
  return absl::OkStatus();
}

absl::StatusOr<int64_t> PostgresConnection::SendPrepare(const std::string& sql, const PostgresParameters& parameters) {
  absl::Status entered = EnterPipeline();
  if (!entered.ok()) return entered;
  const int64_t prepared = ++prepare_count_;
  const PostgresParameters::Arrays arrays = parameters.ToArrays();
  if (PQsendPrepare(connection_.get(), NameOf(prepared).c_str(), sql.c_str(), arrays.count(), arrays.types.data()) !=
      1) {
    return Lost("prepare a statement");
  }
  ++sent_count_;
  return prepared;
}

absl::StatusOr<PostgresResult> PostgresConnection::Query(const std::string& sql, const PostgresParameters& parameters) {
  absl::Status sent = Send(0, sql, parameters);
  if (!sent.ok()) return sent;
  return Await();
}

absl::StatusOr<PostgresResult> PostgresConnection::Await() {
  if (connection_ == nullptr) return Lost("run a statement");
  if (sent_count_ == 0) return PostgresResult();
  if (PQpipelineSync(connection_.get()) != 1) return Lost("run a statement");
  sent_count_ = 0;
  PostgresResult last;
  absl::Status first_error;
  for (;;) {
    absl::Status pumped = Pump(kAnswerTimeout);
    if (!pumped.ok()) return pumped;
    PostgresResult result(PQgetResult(connection_.get()));
    if (result == nullptr) continue;  // the end of one statement's results
    switch (PQresultStatus(result.get())) {
      case PGRES_PIPELINE_SYNC:
        for (; confirmed_count_ < prepare_count_; ++confirmed_count_) {
          if (!first_error.ok()) undone_.insert(confirmed_count_ + 1);
        }
        if (!first_error.ok()) return first_error;
        return last;
      case PGRES_COMMAND_OK:
      case PGRES_TUPLES_OK:
        last = std::move(result);
        break;
      default:
        if (first_error.ok()) {
          first_error = PostgresError(StateOf(result.get()), "run a statement", MessageOf(result.get()));
        }
        if (PQstatus(connection_.get()) != CONNECTION_OK) {
          Lost("run a statement").IgnoreError();
          return first_error;
        }
    }
  }
}

absl::Status PostgresConnection::Pump(absl::Duration timeout) {
  absl::Time deadline = runtime::Now() + timeout;
  for (;;) {
    const int unsent = PQflush(connection_.get());
    if (unsent < 0) return Lost("send a statement");
    if (PQisBusy(connection_.get()) == 0) return absl::OkStatus();
    if (!AwaitSocket(PQsocket(connection_.get()), unsent > 0, deadline)) {
      connection_.reset();
      return PostgresError("", "run a statement", "PostgreSQL does not answer");
    }
    if (PQconsumeInput(connection_.get()) != 1) return Lost("run a statement");
  }
}

absl::Status PostgresConnection::Lost(std::string_view doing) {
  absl::Status status = PostgresError("", doing, connection_ == nullptr ? "" : PQerrorMessage(connection_.get()));
  connection_.reset();
  in_transaction_ = false;
  is_writing_ = false;
  sent_count_ = 0;
  return status;
}

absl::Status PostgresConnection::BeginWrite() {
  absl::Status begun = Send(0, "BEGIN", {});
  if (begun.ok()) begun = Send(0, kEndIfVanished, {});
  if (!begun.ok()) return begun;
  in_transaction_ = true;
  const absl::StatusOr<PostgresResult> locked = Query(kTakeLock);
  if (!locked.ok()) {
    Rollback();
    return locked.status();
  }
  is_writing_ = true;
  return absl::OkStatus();
}

absl::Status PostgresConnection::BeginRead() {
  const absl::StatusOr<PostgresResult> begun = Query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  in_transaction_ = begun.ok();
  return begun.status();
}

absl::Status PostgresConnection::Commit() {
  if (is_writing_) {
    absl::Status notified = Send(0, absl::StrCat("NOTIFY ", kChannel), {});
    if (!notified.ok()) return notified;
  }
  const absl::StatusOr<PostgresResult> committed = Query("COMMIT");
  if (!committed.ok()) return committed.status();
  in_transaction_ = false;
  is_writing_ = false;
  // The server rolls a transaction back that has failed, and calls that success.
  if (std::string_view(PQcmdStatus(committed->get())) != "COMMIT") {
    return PostgresError("40000", "commit", "the transaction was rolled back");
  }
  return absl::OkStatus();
}

void PostgresConnection::Rollback() {
  if (sent_count_ > 0) Await().status().IgnoreError();
  Query("ROLLBACK").status().IgnoreError();
  in_transaction_ = false;
  is_writing_ = false;
}

absl::Status PostgresConnection::BeginSavepoint() { return Send(0, "SAVEPOINT batch", {}); }

absl::Status PostgresConnection::ReleaseSavepoint() { return Query("RELEASE batch").status(); }

void PostgresConnection::RollbackSavepoint() {
  if (sent_count_ > 0) Await().status().IgnoreError();
  const absl::StatusOr<PostgresResult> undone = Query("ROLLBACK TO batch");
  if (undone.ok()) Query("RELEASE batch").status().IgnoreError();
}

}  // namespace gouji::statistics
