#ifndef GOUJI_SERVICES_STATISTICS_TESTING_REGISTERS_H_
#define GOUJI_SERVICES_STATISTICS_TESTING_REGISTERS_H_

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/statistics/register/sql.h"
#include "services/statistics/register/sql_register.h"
#include "services/statistics/testing/items.h"

namespace gouji::statistics::testing {

// A database of its own in which registers are opened. One for each kind that a register may live in.
class TestDatabase {
 public:
  TestDatabase() = default;
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;
  virtual ~TestDatabase() = default;

  virtual absl::StatusOr<std::unique_ptr<SqlRegister>> Open(SqlRegister::Options options, const Kernel& kernel) = 0;
  // A connection beside those of the register, which may write.
  virtual absl::StatusOr<std::unique_ptr<SqlConnection>> Connect() = 0;
  // A connection as those have that work on a register as a whole.
  virtual absl::StatusOr<std::unique_ptr<SqlConnection>> ConnectRegister() = 0;
  // Statements after which no revision with the file name "poison" can be inserted.
  virtual std::string_view PoisonSql() const = 0;
};

enum class DatabaseKind : uint8_t { kSqlite, kPostgres };

// A new and empty database of a kind; null when PostgreSQL is not installed.
std::unique_ptr<TestDatabase> NewTestDatabase(DatabaseKind kind);

// The name of a kind, for names of tests: "Sqlite".
std::string NameOf(const ::testing::TestParamInfo<DatabaseKind>& kind);

// All current reports of a register, by year and unit.
std::vector<v1::RecordedReport> CurrentOf(Register& reports, v1::ReportView view = v1::REPORT_VIEW_BASIC);

// A test of what all registers do alike; GOUJI_FOR_EACH_DATABASE runs it over each kind. Where PostgreSQL is not
// installed its tests say so and skip.
class RegisterTest : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  void SetUp() override;

  // Closes the register and opens it again.
  void Reopen();
  // Goes on with a register that is new and empty.
  void StartAnew();
  // The same register as another process has it.
  std::unique_ptr<SqlRegister> OpenAnother();
  // A connection beside those of the register.
  SqlConnection& connection();
  int64_t Query(std::string_view sql);

  // All current reports, by year and unit.
  std::vector<v1::RecordedReport> Current(v1::ReportView view = v1::REPORT_VIEW_BASIC) {
    return CurrentOf(*register_, view);
  }

  Entry EntryOf(const ItemSpec& spec) const { return MakeTestEntry(kernel_, spec); }
  v1::Receipt RecordItem(const v1::RecordItem& item);
  v1::Receipt Record(const ItemSpec& spec) { return RecordItem(MakeItem(kernel_, spec)); }

  const Kernel kernel_;
  absl::Time now_ = absl::FromUnixSeconds(1'700'000'000);  // what the register's clock says
  std::unique_ptr<TestDatabase> database_;
  std::unique_ptr<SqlRegister> register_;

 private:
  std::unique_ptr<SqlConnection> connection_;
};

}  // namespace gouji::statistics::testing

// Runs the tests of a fixture, which is a RegisterTest, over each kind of database.
#define GOUJI_FOR_EACH_DATABASE(fixture)                                                             \
  INSTANTIATE_TEST_SUITE_P(On, fixture,                                                              \
                           ::testing::Values(::gouji::statistics::testing::DatabaseKind::kSqlite,    \
                                             ::gouji::statistics::testing::DatabaseKind::kPostgres), \
                           ::gouji::statistics::testing::NameOf)

#endif  // GOUJI_SERVICES_STATISTICS_TESTING_REGISTERS_H_
