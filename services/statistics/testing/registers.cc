#include "services/statistics/testing/registers.h"

#include <utility>

#include "services/statistics/register/sqlite.h"
#include "services/statistics/register/sqlite_register.h"

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
  std::string_view PoisonSql() const override {
    return "CREATE TRIGGER broken BEFORE INSERT ON revision WHEN NEW.file_name = 'poison' "
           "BEGIN SELECT RAISE(ABORT, 'poisoned'); END";
  }

 private:
  const std::string path_ = NewRegisterPath();
};

std::unique_ptr<TestDatabase> NewDatabase(DatabaseKind kind) {
  switch (kind) {
    case DatabaseKind::kSqlite:
      return std::make_unique<TestSqlite>();
  }
  return nullptr;
}

}  // namespace

std::string NameOf(const ::testing::TestParamInfo<DatabaseKind>& kind) {
  switch (kind.param) {
    case DatabaseKind::kSqlite:
      return "Sqlite";
  }
  return "";
}

RegisterTest::RegisterTest() { StartAnew(); }

void RegisterTest::Reopen() {
  register_.reset();
  register_ = OpenAnother();
}

void RegisterTest::StartAnew() {
  register_.reset();
  connection_.reset();
  database_ = NewDatabase(GetParam());
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
