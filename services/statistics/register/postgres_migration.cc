#include "services/statistics/register/postgres_migration.h"

#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/report/error.h"

namespace gouji::statistics {

namespace postgres_migrations {
// Made by gouji_embed: name and content of each file, in the order of the build file.
const std::vector<std::pair<std::string_view, std::string_view>>& EmbeddedFiles();
}  // namespace postgres_migrations

namespace {

absl::Status Refuse(std::string_view message) {
  return report::Error(absl::StatusCode::kFailedPrecondition, report::Reason::kRegisterUnavailable, message);
}

// Returns the schema version, 0 for a database without a register.
absl::StatusOr<int64_t> VersionOf(PostgresConnection& connection) {
  absl::StatusOr<int64_t> has_table =
      connection.QueryInt("SELECT count(*) FROM pg_catalog.pg_class WHERE oid = to_regclass('gouji_schema')");
  if (!has_table.ok() || *has_table == 0) return has_table;
  return connection.QueryInt("SELECT max(version) FROM gouji_schema");
}

// Makes one step, under the lock of all that write, unless another process has made it meanwhile.
absl::Status Step(PostgresConnection& connection, int64_t from, std::string_view migration) {
  absl::StatusOr<SqlTransaction> transaction = SqlTransaction::Begin(connection);
  if (!transaction.ok()) return transaction.status();
  const absl::StatusOr<int64_t> version = VersionOf(connection);
  if (!version.ok()) return version.status();
  if (*version != from) return absl::OkStatus();
  absl::Status done = connection.Execute(
      absl::StrCat("CREATE TABLE IF NOT EXISTS gouji_schema (version BIGINT NOT NULL);",
                   absl::string_view(migration.data(), migration.size()), ";DELETE FROM gouji_schema;",
                   "INSERT INTO gouji_schema (version) VALUES (", from + 1, ")"));
  if (done.ok()) return transaction->Commit();
  constexpr char kDuplicateTable[] = "(SQLSTATE 42P07)";
  if (!absl::StrContains(done.message(), kDuplicateTable)) return done;
  return Refuse(absl::StrCat("the database has tables of something else where the register would have its own: ",
                             done.message(), "; name another database, or another schema in its search_path"));
}

}  // namespace

std::vector<std::string_view> PostgresMigrations() {
  std::vector<std::string_view> result;
  for (const auto& [name, content] : postgres_migrations::EmbeddedFiles()) result.push_back(content);
  return result;
}

absl::Status MigratePostgres(PostgresConnection& connection, absl::Span<const std::string_view> migrations) {
  const auto newest = static_cast<int64_t>(migrations.size());
  for (;;) {
    const absl::StatusOr<int64_t> version = VersionOf(connection);
    if (!version.ok()) return version.status();
    if (*version == newest) return absl::OkStatus();
    if (*version < 0 || *version > newest) {
      return Refuse(absl::StrCat("the register has schema version ", *version, ", this program knows versions up to ",
                                 newest, "; use the program that wrote it, or a newer one"));
    }
    absl::Status step = Step(connection, *version, migrations[*version]);
    if (!step.ok()) return step;
  }
}

}  // namespace gouji::statistics
