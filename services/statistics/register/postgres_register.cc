#include "services/statistics/register/postgres_register.h"

#include <utility>

#include "services/statistics/register/postgres_migration.h"

namespace gouji::statistics {

PostgresRegister::PostgresRegister(Options options, std::unique_ptr<SqlConnection> writer,
                                   const report::FormCatalog& catalog, const report::ReportConverter& converter)
    : SqlRegister(
          std::move(options.shared), std::move(writer),
          [address = options.address]() -> absl::StatusOr<std::unique_ptr<SqlConnection>> {
            return PostgresConnection::Open(address);
          },
          catalog, converter),
      listener_(std::move(options.address), [this] { AnnounceChange(); }) {}

absl::StatusOr<std::unique_ptr<SqlConnection>> ConnectPostgresRegister(const PostgresAddress& address) {
  absl::StatusOr<std::unique_ptr<PostgresConnection>> connection = PostgresConnection::Open(address);
  if (!connection.ok()) return connection.status();
  absl::Status migrated = MigratePostgres(**connection, PostgresMigrations());
  if (!migrated.ok()) return migrated;
  return *std::move(connection);
}

absl::StatusOr<std::unique_ptr<PostgresRegister>> PostgresRegister::Open(Options options,
                                                                         const report::FormCatalog& catalog,
                                                                         const report::ReportConverter& converter) {
  absl::StatusOr<std::unique_ptr<SqlConnection>> writer = ConnectPostgresRegister(options.address);
  if (!writer.ok()) return writer.status();
  return std::unique_ptr<PostgresRegister>(
      new PostgresRegister(std::move(options), *std::move(writer), catalog, converter));
}

}  // namespace gouji::statistics
