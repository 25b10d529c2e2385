#include "services/statistics/register/postgres_error.h"

#include <gtest/gtest.h>

#include "services/report/error.h"
#include "services/runtime/public_message.h"
#include "services/statistics/register/postgres_statement.h"

namespace gouji::statistics {
namespace {

using absl::StatusCode;

TEST(PostgresError, IsUnavailableForWhatMayPass) {
  for (const char* state : {"", "08006", "25006", "28P01", "3D000", "40P01", "42501", "53100", "53300", "55P03",
                            "57P01", "57P03", "58030"}) {
    EXPECT_EQ(PostgresCodeOf(state), StatusCode::kUnavailable) << state;
  }
}

TEST(PostgresError, TellsDamageAndWrongTextsAndBrokenRulesApart) {
  EXPECT_EQ(PostgresCodeOf("XX001"), StatusCode::kDataLoss);
  EXPECT_EQ(PostgresCodeOf("22021"), StatusCode::kInvalidArgument);
  EXPECT_EQ(PostgresCodeOf("23505"), StatusCode::kInternal);
  EXPECT_EQ(PostgresCodeOf("42601"), StatusCode::kInternal);
  EXPECT_EQ(PostgresCodeOf("5"), StatusCode::kInternal);
}

TEST(PostgresError, SaysWhatTheServerSaid) {
  const absl::Status full = PostgresError("53100", "run a statement", "ERROR:  could not extend file\n");
  EXPECT_EQ(full.message(), "the register failed to run a statement: ERROR:  could not extend file (SQLSTATE 53100)");
  EXPECT_EQ(report::ReasonOf(full), "REGISTER_UNAVAILABLE");
  EXPECT_EQ(PostgresError("", "connect", "").message(),
            "the register failed to connect: the connection to PostgreSQL was lost");
}

TEST(PostgresError, TellsStrangersTheNumberOnly) {
  const absl::Status lost = PostgresError("28P01", "connect", "socket /run/db: no password for user gouji");
  EXPECT_EQ(runtime::PublicMessageOf(lost), "the register failed to connect (SQLSTATE 28P01); its log has the cause");
  EXPECT_EQ(runtime::PublicMessageOf(PostgresError("", "connect", "")),
            "the register failed to connect; its log has the cause");
  EXPECT_EQ(runtime::PublicMessageOf(PostgresError("22021", "store a text", "a zero byte")), std::nullopt);
}

TEST(PostgresSql, HasItsOwnParametersAndLeavesTextsAlone) {
  EXPECT_EQ(PostgresSqlOf("SELECT ?1, '?2', \"?3\", ?10"), "SELECT $1, '?2', \"?3\", $10");
}

}  // namespace
}  // namespace gouji::statistics
