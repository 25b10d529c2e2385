#include "services/statistics/testing/registers.h"

#include <utility>

#include "fmt/format.h"
#include "services/statistics/register/postgres.h"
#include "services/statistics/register/postgres_register.h"
#include "services/statistics/register/sqlite.h"
#include "services/statistics/register/sqlite_register.h"
#include "services/statistics/testing/postgres_server.h"

namespace gouji::statistics::testing {
namespace {

class TestSqlite final : public TestDatabase {
 public:
  absl::StatusOr<std::unique_ptr<SqlRegister>> Open(SqlRegister::Options options, const Kernel& kernel) override {
    return SqliteRegister::Open({.path = path_,
                                 .queue = options.queue,
                                 .idle_reader_limit = options.idle_reader_limit,
                                 .clock = std::move(options.clock)},
                                kernel.catalog(), kernel.converter());
  }
  absl::StatusOr<std::unique_ptr<SqlConnection>> Connect() override {
    return SqliteDatabase::Open(path_, SqliteOpen::kExisting);
  }
  absl::StatusOr<std::unique_ptr<SqlConnection>> ConnectRegister() override { return ConnectSqliteRegister(path_); }
  std::string_view PoisonSql() const override {
    return "CREATE TRIGGER broken BEFORE INSERT ON revision WHEN NEW.file_name = 'poison' "
           "BEGIN SELECT RAISE(ABORT, 'poisoned'); END";
  }

 private:
  const std::string path_ = NewRegisterPath();
};

// A schema of its own in the one server of the test program.
class TestPostgres final : public TestDatabase {
 public:
  TestPostgres(const PostgresServer& server, const std::string& schema)
      : address_({.url = server.Url(schema), .password = ""}) {
    const auto connection = Connect();
    EXPECT_TRUE(connection.ok()) << connection.status();
    if (!connection.ok()) return;
    const absl::Status made = (*connection)->Execute("CREATE SCHEMA " + schema);
    EXPECT_TRUE(made.ok()) << made;
  }
  absl::StatusOr<std::unique_ptr<SqlRegister>> Open(SqlRegister::Options options, const Kernel& kernel) override {
    return PostgresRegister::Open({.address = address_, .shared = std::move(options)}, kernel.catalog(),
                                  kernel.converter());
  }
  absl::StatusOr<std::unique_ptr<SqlConnection>> Connect() override { return PostgresConnection::Open(address_); }
  absl::StatusOr<std::unique_ptr<SqlConnection>> ConnectRegister() override {
    return ConnectPostgresRegister(address_);
  }
  std::string_view PoisonSql() const override {
    return "CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'poisoned'; END $$;"
           "CREATE TRIGGER broken BEFORE INSERT ON revision FOR EACH ROW WHEN (NEW.file_name = 'poison') "
           "EXECUTE FUNCTION poison()";
  }

 private:
  const PostgresAddress address_;
};

std::unique_ptr<TestDatabase> NewPostgres() {
  // Shared by all tests of the program, for making one takes seconds; ends with the program.
  static const std::unique_ptr<PostgresServer> kServer = []() -> std::unique_ptr<PostgresServer> {
    if (!PostgresServer::IsInstalled()) return nullptr;
    auto started = PostgresServer::Start({});
    EXPECT_TRUE(started.ok()) << started.status();
    return started.ok() ? *std::move(started) : nullptr;
  }();
  static int schema_count = 0;
  if (kServer == nullptr) return nullptr;
  return std::make_unique<TestPostgres>(*kServer, fmt::format("t{}", ++schema_count));
}

}  // namespace

std::unique_ptr<TestDatabase> NewTestDatabase(DatabaseKind kind) {
  switch (kind) {
    case DatabaseKind::kSqlite:
      return std::make_unique<TestSqlite>();
    case DatabaseKind::kPostgres:
      return NewPostgres();
  }
  return nullptr;
}

std::string NameOf(const ::testing::TestParamInfo<DatabaseKind>& kind) {
  switch (kind.param) {
    case DatabaseKind::kSqlite:
      return "Sqlite";
    case DatabaseKind::kPostgres:
      return "Postgres";
  }
  return "";
}

std::vector<v1::RecordedReport> CurrentOf(Register& reports, v1::ReportView view) {
  std::vector<v1::ReportKey> keys;
  const absl::StatusOr<int64_t> scanned = reports.ScanAll(std::nullopt, [&keys](const CurrentReport& report) {
    v1::ReportKey& key = keys.emplace_back();
    key.set_year(report.year);
    key.set_unit(std::string(report.unit));
    return true;
  });
  EXPECT_TRUE(scanned.ok()) << scanned.status();
  absl::StatusOr<std::vector<v1::RecordedReport>> current = reports.GetCurrent(keys, view);
  EXPECT_TRUE(current.ok()) << current.status();
  return current.ok() ? *std::move(current) : std::vector<v1::RecordedReport>();
}

void RegisterTest::SetUp() {
  if (GetParam() == DatabaseKind::kPostgres && !PostgresServer::IsInstalled()) {
    GTEST_SKIP() << "PostgreSQL is not installed";
  }
  ASSERT_NO_FATAL_FAILURE(StartAnew());
}

void RegisterTest::Reopen() {
  register_.reset();
  register_ = OpenAnother();
}

void RegisterTest::StartAnew() {
  register_.reset();
  connection_.reset();
  database_ = NewTestDatabase(GetParam());
  ASSERT_NE(database_, nullptr);
  register_ = OpenAnother();
}

std::unique_ptr<SqlRegister> RegisterTest::OpenAnother() {
  SqlRegister::Options options;
  options.clock = [this] { return now_; };
  absl::StatusOr<std::unique_ptr<SqlRegister>> opened = database_->Open(std::move(options), kernel_);
  EXPECT_TRUE(opened.ok()) << opened.status();
  return opened.ok() ? *std::move(opened) : nullptr;
}

SqlConnection& RegisterTest::connection() {
  if (connection_ == nullptr) {
    absl::StatusOr<std::unique_ptr<SqlConnection>> connected = database_->Connect();
    EXPECT_TRUE(connected.ok()) << connected.status();
    connection_ = *std::move(connected);
  }
  return *connection_;
}

int64_t RegisterTest::Query(std::string_view sql) {
  const absl::StatusOr<int64_t> value = connection().QueryInt(sql);
  EXPECT_TRUE(value.ok()) << value.status();
  return value.value_or(-1);
}

v1::Receipt RegisterTest::RecordItem(const v1::RecordItem& item) {
  absl::StatusOr<Entry> entry = MakeEntry(item, kernel_.converter());
  EXPECT_TRUE(entry.ok()) << entry.status();
  std::vector<Entry> entries;
  entries.push_back(*std::move(entry));
  const auto receipts = register_->Record(std::move(entries));
  EXPECT_TRUE(receipts.ok()) << receipts.status();
  return receipts.ok() ? receipts->front() : v1::Receipt();
}

}  // namespace gouji::statistics::testing
