#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_SQLITE_MIGRATION_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_SQLITE_MIGRATION_H_

#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "services/statistics/register/sqlite.h"

namespace gouji::statistics {

// The migrations of the register (services/statistics/register/migrations): the n-th one leads from schema version
// n - 1 to n. One that was ever released is never edited; a change is another migration.
std::vector<std::string_view> RegisterMigrations();

// Brings a database to the newest schema, each version in a transaction of its own. Does nothing when it is there.
// Several processes may do it at once.
//
// FAILED_PRECONDITION: the file is a database of something else, or of a newer program; it is left as it is.
absl::Status MigrateSqlite(SqliteDatabase& database, absl::Span<const std::string_view> migrations);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_SQLITE_MIGRATION_H_
