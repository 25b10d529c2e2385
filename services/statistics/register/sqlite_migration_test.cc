#include "services/statistics/register/sqlite_migration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gouji::statistics {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kFirst = "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (5)";
constexpr std::string_view kSecond = "ALTER TABLE a ADD COLUMN y INTEGER NOT NULL DEFAULT 7";

std::unique_ptr<SqliteDatabase> InMemory() { return *SqliteDatabase::Open(":memory:", SqliteOpen::kOrCreate); }

TEST(MigrateSqlite, LeadsAnEmptyFileThroughAllVersions) {
  const auto database = InMemory();
  ASSERT_TRUE(MigrateSqlite(*database, {kFirst, kSecond}).ok());
  EXPECT_EQ(*database->QueryInt("PRAGMA user_version"), 2);
  EXPECT_EQ(*database->QueryInt("SELECT y FROM a"), 7);
}

TEST(MigrateSqlite, LeadsVersionOneOnAndKeepsItsRows) {
  const auto database = InMemory();
  ASSERT_TRUE(MigrateSqlite(*database, {kFirst}).ok());
  ASSERT_TRUE(database->Execute("UPDATE a SET x = 6").ok());
  ASSERT_TRUE(MigrateSqlite(*database, {kFirst, kSecond}).ok());
  EXPECT_EQ(*database->QueryInt("SELECT x * 10 + y FROM a"), 67);
}

TEST(MigrateSqlite, DoesNothingToTheNewestVersion) {
  const auto database = InMemory();
  ASSERT_TRUE(MigrateSqlite(*database, {kFirst}).ok());
  ASSERT_TRUE(MigrateSqlite(*database, {kFirst}).ok());
  EXPECT_EQ(*database->QueryInt("SELECT count(*) FROM a"), 1);
}

TEST(MigrateSqlite, RefusesTheRegisterOfANewerProgram) {
  const auto database = InMemory();
  ASSERT_TRUE(MigrateSqlite(*database, {kFirst, kSecond}).ok());
  const absl::Status status = MigrateSqlite(*database, {kFirst});
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), HasSubstr("schema version 2, this program knows versions up to 1"));
}

TEST(MigrateSqlite, RefusesAndSparesADatabaseOfSomethingElse) {
  const auto database = InMemory();
  ASSERT_TRUE(database->Execute("CREATE TABLE theirs (x)").ok());
  EXPECT_EQ(MigrateSqlite(*database, {kFirst}).code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(*database->QueryInt("SELECT count(*) FROM sqlite_schema"), 1);
}

TEST(MigrateSqlite, UndoesAStepThatFailsHalfWay) {
  const auto database = InMemory();
  EXPECT_FALSE(MigrateSqlite(*database, {kFirst, "CREATE TABLE b (x); no SQL"}).ok());
  EXPECT_EQ(*database->QueryInt("PRAGMA user_version"), 1);
  EXPECT_EQ(*database->QueryInt("SELECT count(*) FROM sqlite_schema"), 1);
}

TEST(RegisterMigrations, CompileFromTheFirstToTheLast) {
  const auto database = InMemory();
  const absl::Status status = MigrateSqlite(*database, RegisterMigrations());
  EXPECT_TRUE(status.ok()) << status;
}

}  // namespace
}  // namespace gouji::statistics
