#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_POSTGRES_REGISTER_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_POSTGRES_REGISTER_H_

#include <memory>

#include "absl/status/statusor.h"
#include "services/statistics/register/postgres.h"
#include "services/statistics/register/postgres_listener.h"
#include "services/statistics/register/sql_register.h"

namespace gouji::statistics {

// Opens a connection to the register in a database, which may write, and brings it to the newest schema. Errors: those
// of PostgresRegister::Open.
absl::StatusOr<std::unique_ptr<SqlConnection>> ConnectPostgresRegister(const PostgresAddress& address);

// The register in a PostgreSQL database, which several servers share: they hear of each other's commits at once. While
// the database is gone every method answers UNAVAILABLE, reason REGISTER_UNAVAILABLE, and works again when it is back;
// nothing is ever half written. A commit whose answer was lost is answered so, too: recording again is harmless.
//
//   auto register = PostgresRegister::Open({.address = {.url = "postgresql://gouji@db/gouji"}}, catalog, converter);
class PostgresRegister final : public SqlRegister {
 public:
  struct Options {
    PostgresAddress address = {};
    SqlRegister::Options shared = {.poll_interval = absl::Seconds(1)};
  };

  // Connects, and brings the schema to this program's version in the first schema of the search_path. The references
  // must outlive the register. UNAVAILABLE: no server, or not allowed to. FAILED_PRECONDITION: it is the register of a
  // newer program, or tables of something else are in the way.
  static absl::StatusOr<std::unique_ptr<PostgresRegister>> Open(Options options, const report::FormCatalog& catalog,
                                                                const report::ReportConverter& converter);

 private:
  PostgresRegister(Options options, std::unique_ptr<SqlConnection> writer, const report::FormCatalog& catalog,
                   const report::ReportConverter& converter);

  PostgresListener listener_;  // last: its thread uses the rest
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_POSTGRES_REGISTER_H_
