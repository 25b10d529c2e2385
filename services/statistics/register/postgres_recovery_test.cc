#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "fmt/format.h"
#include "services/report/error.h"
#include "services/statistics/register/postgres_migration.h"
#include "services/statistics/register/postgres_register.h"
#include "services/statistics/testing/items.h"
#include "services/statistics/testing/postgres_server.h"
#include "services/statistics/testing/registers.h"

namespace gouji::statistics {
namespace {

using ::gouji::statistics::testing::MakeTestEntry;
using ::gouji::statistics::testing::PlacedAgency;
using ::gouji::statistics::testing::PostgresServer;
using ::testing::HasSubstr;

// A server for all tests, and a schema of its own for each.
class PostgresRecovery : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!PostgresServer::IsInstalled()) return;
    auto started = PostgresServer::Start({});
    ASSERT_TRUE(started.ok()) << started.status();
    server_ = *std::move(started);
  }
  static void TearDownTestSuite() { server_.reset(); }

  void SetUp() override {
    if (!PostgresServer::IsInstalled()) GTEST_SKIP() << "PostgreSQL is not installed";
    ASSERT_NE(server_, nullptr);
    const std::string schema = ::testing::UnitTest::GetInstance()->current_test_info()->name();
    address_ = {.url = server_->Url("\"" + schema + "\""), .password = ""};
    Execute(fmt::format("CREATE SCHEMA \"{}\"", schema));
  }

  void Execute(const std::string& sql) {
    const auto connection = PostgresConnection::Open(address_);
    ASSERT_TRUE(connection.ok()) << connection.status();
    const absl::Status executed = (*connection)->Execute(sql);
    ASSERT_TRUE(executed.ok()) << executed;
  }

  absl::StatusOr<std::unique_ptr<PostgresRegister>> Open() {
    return PostgresRegister::Open({.address = address_}, kernel_.catalog(), kernel_.converter());
  }

  Entry EntryOf(int number, const std::string& file_name = {}) const {
    return MakeTestEntry(
        kernel_,
        {.agency = PlacedAgency(number), .document = fmt::format("document {}", number), .file_name = file_name});
  }
  std::vector<Entry> Entries(int first, int count) const {
    std::vector<Entry> entries;
    for (int i = first; i < first + count; ++i) entries.push_back(EntryOf(i));
    return entries;
  }

  // How many revisions each unit has.
  std::map<std::string, int> Revisions(Register& reports) {
    std::map<std::string, int> revisions;
    for (const v1::RecordedReport& report : testing::CurrentOf(reports)) {
      revisions[report.key().unit()] = report.revision();
    }
    return revisions;
  }

  static std::unique_ptr<PostgresServer> server_;
  const testing::Kernel kernel_;
  PostgresAddress address_;
};

std::unique_ptr<PostgresServer> PostgresRecovery::server_;

void ExpectUnavailable(const absl::Status& status) {
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
  EXPECT_EQ(report::ReasonOf(status), "REGISTER_UNAVAILABLE");
}

TEST_F(PostgresRecovery, IsUnavailableWhileTheServerIsGoneAndGoesOnWhenItIsBack) {
  const auto reports = *Open();
  ASSERT_TRUE(reports->Record(Entries(0, 2)).ok());
  const Entry first = EntryOf(0);
  ASSERT_TRUE(reports->Get(first.key, 0).ok());
  server_->Kill();
  for (int attempt = 0; attempt < 2; ++attempt) {
    ExpectUnavailable(reports->Record(Entries(2, 1)).status());
    ExpectUnavailable(reports->Get(first.key, 0).status());
    ExpectUnavailable(reports->Follow(0, [](const ChangedReport&) {}).status());
    EXPECT_FALSE(reports->WaitForChange(0, absl::Milliseconds(1)));
  }
  ExpectUnavailable(Open().status());
  ASSERT_TRUE(server_->Restart().ok());
  EXPECT_TRUE(reports->Get(first.key, 0).ok());
  const auto receipts = reports->Record(Entries(1, 2));
  ASSERT_TRUE(receipts.ok()) << receipts.status();
  EXPECT_EQ((*receipts)[0].outcome(), v1::OUTCOME_UNCHANGED);
  EXPECT_EQ((*receipts)[1].outcome(), v1::OUTCOME_RECORDED);
  EXPECT_EQ(Revisions(*reports).size(), 3U);
}

TEST_F(PostgresRecovery, HearsOfOthersAgainAfterTheServerWasAway) {
  const auto reports = *Open();
  server_->Kill();
  ASSERT_TRUE(server_->Restart().ok());
  const auto other = *Open();
  std::thread waiting([&] { EXPECT_TRUE(reports->WaitForChange(0, absl::Minutes(1))); });
  ASSERT_TRUE(other->Record(Entries(0, 1)).ok());
  waiting.join();
}

TEST_F(PostgresRecovery, LosesNothingThatWasReceiptedAndDoublesNothingWhenTheServerIsKilled) {
  constexpr int kClients = 4;
  constexpr int kReports = 40;
  constexpr int kKills = 5;
  const auto reports = *Open();
  std::atomic<int> receipted = 0;
  std::vector<std::thread> clients;
  for (int client = 0; client < kClients; ++client) {
    clients.emplace_back([&, client] {
      for (int i = 0; i < kReports; i += 2) {
        // Sends until it has a receipt, as clients do.
        for (;;) {
          const auto receipts = reports->Record(Entries(client * kReports + i, 2));
          if (receipts.ok()) break;
          ExpectUnavailable(receipts.status());
          std::this_thread::yield();
        }
        receipted += 2;
      }
    });
  }
  for (int kill = 1; kill <= kKills; ++kill) {
    while (receipted < kill * kClients * kReports / (kKills + 1)) std::this_thread::yield();
    const int before = receipted;
    server_->Kill();
    ASSERT_TRUE(server_->Restart().ok());
    EXPECT_GE(static_cast<int>(Revisions(*reports).size()), before);
  }
  for (std::thread& client : clients) client.join();
  const std::map<std::string, int> revisions = Revisions(*reports);
  EXPECT_EQ(revisions.size(), static_cast<size_t>(kClients * kReports));
  for (const auto& [unit, revision] : revisions) EXPECT_EQ(revision, 1) << unit;
}

TEST_F(PostgresRecovery, TheServerEndsTheTransactionOfAWriterThatHasVanishedAndOnlyThat) {
  const auto connection = PostgresConnection::Open(address_);
  ASSERT_TRUE(connection.ok()) << connection.status();
  const auto limit = [&]() -> std::string {
    const auto show = (*connection)->Prepare("SELECT current_setting('idle_in_transaction_session_timeout')");
    if (!show.ok() || !(*show)->Step().ok()) return "unknown";
    return std::string((*show)->Bytes(0));
  };
  {
    absl::StatusOr<SqlTransaction> writing = SqlTransaction::Begin(**connection);
    ASSERT_TRUE(writing.ok()) << writing.status();
    EXPECT_EQ(limit(), "30s");
    EXPECT_TRUE(writing->Commit().ok());
  }
  const absl::StatusOr<SqlTransaction> reading = SqlTransaction::BeginRead(**connection);
  ASSERT_TRUE(reading.ok()) << reading.status();
  EXPECT_EQ(limit(), "0");
}

TEST_F(PostgresRecovery, WritesNothingOfARequestThatFindsTheDiskFull) {
  const auto reports = *Open();
  // As the server says it when the file of a table cannot grow.
  Execute(
      "CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS "
      "$$ BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;"
      "CREATE TRIGGER full_disk BEFORE INSERT ON event FOR EACH ROW WHEN (NEW.id > 2) EXECUTE FUNCTION fill()");
  const absl::Status full = reports->Record(Entries(0, 5)).status();
  ExpectUnavailable(full);
  EXPECT_THAT(std::string(full.message()), HasSubstr("No space left on device (SQLSTATE 53100)"));
  EXPECT_EQ(Revisions(*reports).size(), 0U);
  Execute("DROP TRIGGER full_disk ON event");
  ASSERT_TRUE(reports->Record(Entries(0, 5)).ok());
  EXPECT_EQ(Revisions(*reports).size(), 5U);
}

TEST_F(PostgresRecovery, IsUnavailableWhileTheServerOnlyReads) {
  const auto reports = *Open();
  ASSERT_TRUE(reports->Record(Entries(0, 1)).ok());
  Execute("ALTER DATABASE postgres SET default_transaction_read_only = on");
  server_->Kill();
  ASSERT_TRUE(server_->Restart().ok());
  const absl::Status refused = reports->Record(Entries(1, 1)).status();
  ExpectUnavailable(refused);
  EXPECT_THAT(std::string(refused.message()), HasSubstr("SQLSTATE 25006"));
  EXPECT_EQ(Revisions(*reports).size(), 1U);
  const auto connection = *PostgresConnection::Open(address_);
  ASSERT_TRUE(connection->Execute("SET default_transaction_read_only = off").ok());
  ASSERT_TRUE(connection->Execute("ALTER DATABASE postgres RESET default_transaction_read_only").ok());
  server_->Kill();
  ASSERT_TRUE(server_->Restart().ok());
  EXPECT_TRUE(reports->Record(Entries(1, 1)).ok());
}

TEST_F(PostgresRecovery, RefusesATextWithAZeroByteAndRecordsTheOthers) {
  const auto reports = *Open();
  const absl::Status refused = reports->Record({EntryOf(1), EntryOf(2, std::string("a\0b", 3))}).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument) << refused;
  ASSERT_TRUE(reports->Record(Entries(3, 1)).ok());
  EXPECT_EQ(Revisions(*reports).size(), 1U);
}

TEST_F(PostgresRecovery, GivesEventsInTheOrderOfCommitsThoughManyWrite) {
  constexpr int kWriters = 3;
  constexpr int kRequests = 25;
  std::vector<std::unique_ptr<PostgresRegister>> replicas;
  for (int i = 0; i <= kWriters; ++i) replicas.push_back(*Open());
  std::atomic<int> done = 0;
  std::vector<std::thread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, writer] {
      for (int i = 0; i < kRequests; ++i) {
        const auto receipts = replicas[writer]->Record(Entries(2 * (writer * kRequests + i), 2));
        EXPECT_TRUE(receipts.ok()) << receipts.status();
      }
      ++done;
    });
  }
  // Whoever follows misses nothing and sees nothing half.
  std::map<std::string, int> seen;
  int64_t position = 0;
  while (position < 2 * kWriters * kRequests &&
         (done < kWriters || replicas.back()->WaitForChange(position, absl::Seconds(5)))) {
    const auto now =
        replicas.back()->Follow(position, [&](const ChangedReport& changed) { ++seen[std::string(changed.unit)]; });
    ASSERT_TRUE(now.ok()) << now.status();
    position = *now;
    EXPECT_EQ(static_cast<int64_t>(seen.size()), position);
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(seen.size(), static_cast<size_t>(2 * kWriters * kRequests));
}

TEST_F(PostgresRecovery, IsMadeOnceThoughManyStartAtOnce) {
  std::vector<std::thread> starting;
  for (int i = 0; i < 4; ++i) {
    starting.emplace_back([this] {
      const auto opened = Open();
      EXPECT_TRUE(opened.ok()) << opened.status();
    });
  }
  for (std::thread& thread : starting) thread.join();
}

TEST_F(PostgresRecovery, RefusesTheRegisterOfANewerProgram) {
  ASSERT_TRUE(Open().ok());
  Execute("UPDATE gouji_schema SET version = 99");
  const absl::Status refused = Open().status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition) << refused;
  EXPECT_THAT(std::string(refused.message()), HasSubstr("schema version 99"));
}

TEST_F(PostgresRecovery, SparesTheTablesOfSomethingElse) {
  Execute("CREATE TABLE document (theirs TEXT)");
  EXPECT_EQ(Open().status().code(), absl::StatusCode::kFailedPrecondition);
  const auto connection = *PostgresConnection::Open(address_);
  EXPECT_EQ(*connection->QueryInt("SELECT count(*) FROM pg_class WHERE oid = to_regclass('gouji_schema')"), 0);
}

TEST_F(PostgresRecovery, UndoesAMigrationThatFailsHalfWay) {
  const auto connection = *PostgresConnection::Open(address_);
  EXPECT_FALSE(MigratePostgres(*connection, {"CREATE TABLE a (x BIGINT)", "CREATE TABLE b (x BIGINT); no SQL"}).ok());
  EXPECT_EQ(*connection->QueryInt("SELECT version FROM gouji_schema"), 1);
  EXPECT_EQ(*connection->QueryInt("SELECT count(*) FROM pg_class WHERE oid = to_regclass('b')"), 0);
}

}  // namespace
}  // namespace gouji::statistics
