#include "services/statistics/register/sqlite_migration.h"

#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/report/error.h"

namespace gouji::statistics {

namespace migrations {
// Made by gouji_embed: name and content of each file, in the order of the build file.
const std::vector<std::pair<std::string_view, std::string_view>>& EmbeddedFiles();
}  // namespace migrations

namespace {

// "GOUJ": marks the file as a register in its header.
constexpr int64_t kApplicationId = 0x474F554A;

absl::Status Refuse(std::string_view message) {
  return report::Error(absl::StatusCode::kFailedPrecondition, report::Reason::kRegisterUnavailable, message);
}

// Returns the schema version, 0 for an empty file.
absl::StatusOr<int64_t> VersionOf(SqliteDatabase& database) {
  const absl::StatusOr<int64_t> application = database.QueryInt("PRAGMA application_id");
  if (!application.ok()) return application.status();
  const absl::StatusOr<int64_t> table_count = database.QueryInt("SELECT count(*) FROM sqlite_schema");
  if (!table_count.ok()) return table_count.status();
  if (*application != kApplicationId && (*application != 0 || *table_count != 0)) {
    return Refuse("the file is an SQLite database, but not a register of Gouji; name another file");
  }
  return database.QueryInt("PRAGMA user_version");
}

// Makes one step, under the write lock, unless another process has made it meanwhile.
absl::Status Step(SqliteDatabase& database, int64_t from, std::string_view migration) {
  absl::StatusOr<SqlTransaction> transaction = SqlTransaction::Begin(database);
  if (!transaction.ok()) return transaction.status();
  const absl::StatusOr<int64_t> version = VersionOf(database);
  if (!version.ok()) return version.status();
  if (*version != from) return absl::OkStatus();
  const absl::Status done =
      database.Execute(absl::StrCat(absl::string_view(migration.data(), migration.size()),
                                    ";PRAGMA user_version=", from + 1, ";PRAGMA application_id=", kApplicationId));
  return done.ok() ? transaction->Commit() : done;
}

}  // namespace

std::vector<std::string_view> RegisterMigrations() {
  std::vector<std::string_view> result;
  for (const auto& [name, content] : migrations::EmbeddedFiles()) result.push_back(content);
  return result;
}

absl::Status MigrateSqlite(SqliteDatabase& database, absl::Span<const std::string_view> migrations) {
  const auto newest = static_cast<int64_t>(migrations.size());
  for (;;) {
    const absl::StatusOr<int64_t> version = VersionOf(database);
    if (!version.ok()) return version.status();
    if (*version == newest) return absl::OkStatus();
    if (*version < 0 || *version > newest) {
      return Refuse(absl::StrCat("the register has schema version ", *version, ", this program knows versions up to ",
                                 newest, "; use the program that wrote it, or a newer one"));
    }
    absl::Status step = Step(database, *version, migrations[*version]);
    if (!step.ok()) return step;
  }
}

}  // namespace gouji::statistics
