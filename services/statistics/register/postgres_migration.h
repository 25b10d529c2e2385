#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_POSTGRES_MIGRATION_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_POSTGRES_MIGRATION_H_

#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "services/statistics/register/postgres.h"

namespace gouji::statistics {

// The migrations of a register on PostgreSQL (services/statistics/register/migrations/postgres); as RegisterMigrations,
// with versions of their own.
std::vector<std::string_view> PostgresMigrations();

// Brings a database to the newest schema, each version in a transaction of its own; the version stands in the table
// gouji_schema. Does nothing when it is there. Several processes may do it at once.
//
// FAILED_PRECONDITION: the register is one of a newer program, or tables of something else are in the way; all is left
// as it is.
absl::Status MigratePostgres(PostgresConnection& connection, absl::Span<const std::string_view> migrations);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_POSTGRES_MIGRATION_H_
