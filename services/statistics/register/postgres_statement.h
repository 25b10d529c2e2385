#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_POSTGRES_STATEMENT_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_POSTGRES_STATEMENT_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/statistics/register/postgres.h"
#include "services/statistics/register/sql.h"

namespace gouji::statistics {

enum class PostgresStatementUse : uint8_t {
  kOnce,   // parsed each time
  kOften,  // prepared on the server at its first run, for as long as the connection lives
  kScan,   // through a cursor, which is closed after the last row; one such statement at a time
};

// A statement that is no scan.
std::unique_ptr<SqlStatement> MakePostgresStatement(PostgresConnection& connection, std::string_view sql,
                                                    PostgresStatementUse use);

// A scan that gets so many rows at a time.
std::unique_ptr<SqlStatement> MakePostgresScan(PostgresConnection& connection, std::string_view sql,
                                               int rows_at_a_time);

// The parameters of the register's SQL as PostgreSQL has them: "?1" outside of quotes is "$1".
std::string PostgresSqlOf(std::string_view sql);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_POSTGRES_STATEMENT_H_
