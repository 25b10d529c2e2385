#include "services/statistics/register/sqlite.h"

#include <gtest/gtest.h>

#include "services/report/error.h"

namespace gouji::statistics {
namespace {

std::unique_ptr<SqliteDatabase> WithTable() {
  auto database = *SqliteDatabase::Open(":memory:", SqliteOpen::kOrCreate);
  EXPECT_TRUE(database->Execute("CREATE TABLE t (number INTEGER UNIQUE, text TEXT, bytes BLOB)").ok());
  return database;
}

TEST(SqliteStatement, GivesBackTextAndBytesWithTheirZeros) {
  const auto database = WithTable();
  const auto insert = database->Prepare("INSERT INTO t VALUES (?1, ?2, ?3)");
  ASSERT_TRUE(insert.ok());
  const std::string bytes("a\0b", 3);
  (*insert)->BindAll(int64_t{-5}, std::string_view("临县"), SqlBlob{bytes});
  ASSERT_TRUE((*insert)->Run().ok());
  const auto select = database->Prepare("SELECT number, text, bytes FROM t");
  ASSERT_TRUE(select.ok());
  ASSERT_TRUE(*(*select)->Step());
  EXPECT_EQ((*select)->Int(0), -5);
  EXPECT_EQ((*select)->Bytes(1), "临县");
  EXPECT_EQ((*select)->Bytes(2), bytes);
  EXPECT_FALSE(*(*select)->Step());
}

TEST(SqliteStatement, KeepsEmptyTextAndBytesApartFromNull) {
  const auto database = WithTable();
  const auto insert = database->Prepare("INSERT INTO t VALUES (1, ?1, ?2)");
  ASSERT_TRUE(insert.ok());
  (*insert)->BindAll(std::string_view(), SqlBlob{});
  ASSERT_TRUE((*insert)->Run().ok());
  EXPECT_EQ(*database->QueryInt("SELECT text IS NULL OR bytes IS NULL FROM t"), 0);
}

TEST(SqliteStatement, SaysThatABrokenConstraintIsInternal) {
  const auto database = WithTable();
  ASSERT_TRUE(database->Execute("INSERT INTO t (number) VALUES (1)").ok());
  const absl::Status status = database->Execute("INSERT INTO t (number) VALUES (1)");
  EXPECT_EQ(status.code(), absl::StatusCode::kInternal);
  EXPECT_EQ(report::ReasonOf(status), "REGISTER_UNAVAILABLE");
}

TEST(SqliteStatement, SaysThatAParameterDoesNotExist) {
  const auto database = WithTable();
  const auto statement = database->Prepare("SELECT ?1");
  ASSERT_TRUE(statement.ok());
  (*statement)->Bind(2, int64_t{1});
  EXPECT_EQ((*statement)->Step().status().code(), absl::StatusCode::kInternal);
}

TEST(SqlTransaction, IsUndoneUnlessCommitted) {
  const auto database = WithTable();
  {
    absl::StatusOr<SqlTransaction> transaction = SqlTransaction::Begin(*database);
    ASSERT_TRUE(transaction.ok());
    ASSERT_TRUE(database->Execute("INSERT INTO t (number) VALUES (1)").ok());
  }
  EXPECT_EQ(*database->QueryInt("SELECT count(*) FROM t"), 0);
  EXPECT_FALSE(database->in_transaction());
}

TEST(SqlTransaction, KeepsWhatStandsOutsideAnUndoneSavepoint) {
  const auto database = WithTable();
  absl::StatusOr<SqlTransaction> transaction = SqlTransaction::Begin(*database);
  ASSERT_TRUE(transaction.ok());
  ASSERT_TRUE(database->Execute("INSERT INTO t (number) VALUES (1)").ok());
  {
    absl::StatusOr<SqlTransaction> savepoint = SqlTransaction::BeginSavepoint(*database);
    ASSERT_TRUE(savepoint.ok());
    ASSERT_TRUE(database->Execute("INSERT INTO t (number) VALUES (2)").ok());
  }
  ASSERT_TRUE(transaction->Commit().ok());
  EXPECT_EQ(*database->QueryInt("SELECT sum(number) FROM t"), 1);
}

TEST(SqliteDatabase, IsUnavailableWhenTheFolderDoesNotExist) {
  const absl::Status status = SqliteDatabase::Open("/no/such/folder/register.db", SqliteOpen::kOrCreate).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(report::ReasonOf(status), "REGISTER_UNAVAILABLE");
}

}  // namespace
}  // namespace gouji::statistics
