#include "services/statistics/register/register_dump.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/report/error.h"
#include "services/statistics/register/dump_file.h"
#include "services/statistics/register/dump_table.h"
#include "services/statistics/testing/items.h"
#include "services/statistics/testing/random_history.h"
#include "services/statistics/testing/register_contents.h"
#include "services/statistics/testing/registers.h"

namespace gouji::statistics {
namespace {

using ::gouji::statistics::testing::AnswersOf;
using ::gouji::statistics::testing::DatabaseKind;
using ::gouji::statistics::testing::PlacedAgency;
using ::gouji::statistics::testing::RandomHistory;
using ::testing::HasSubstr;

class RegisterDump : public testing::RegisterTest {
 protected:
  // Another register, new and empty.
  struct Target {
    std::unique_ptr<testing::TestDatabase> database;
    std::unique_ptr<SqlRegister> reports;
  };

  Target NewTarget(DatabaseKind kind) {
    Target target = {.database = testing::NewTestDatabase(kind), .reports = nullptr};
    // Without PostgreSQL, from SQLite to SQLite.
    if (target.database == nullptr) target.database = testing::NewTestDatabase(DatabaseKind::kSqlite);
    SqlRegister::Options options;
    options.clock = [this] { return now_; };
    auto opened = target.database->Open(std::move(options), kernel_);
    EXPECT_TRUE(opened.ok()) << opened.status();
    target.reports = *std::move(opened);
    return target;
  }

  // A register of the other kind.
  Target NewOther() {
    return NewTarget(GetParam() == DatabaseKind::kSqlite ? DatabaseKind::kPostgres : DatabaseKind::kSqlite);
  }

  static std::string DumpOf(testing::TestDatabase& database) {
    const auto connection = database.ConnectRegister();
    EXPECT_TRUE(connection.ok()) << connection.status();
    std::ostringstream out;
    const absl::StatusOr<DumpCounts> dumped = DumpRegister(**connection, out);
    EXPECT_TRUE(dumped.ok()) << dumped.status();
    return out.str();
  }

  static absl::StatusOr<DumpCounts> Load(const std::string& dump, testing::TestDatabase& database) {
    const auto connection = database.ConnectRegister();
    if (!connection.ok()) return connection.status();
    std::istringstream in(dump);
    return LoadRegister(**connection, in);
  }

  // The names in the first column of a query.
  std::set<std::string> Names(const std::string& sql) {
    std::set<std::string> names;
    const auto statement = connection().Prepare(sql);
    EXPECT_TRUE(statement.ok()) << statement.status();
    absl::StatusOr<bool> row = (*statement)->Step();
    for (; row.ok() && *row; row = (*statement)->Step()) names.emplace((*statement)->Bytes(0));
    EXPECT_TRUE(row.ok()) << row.status();
    return names;
  }
};

TEST_P(RegisterDump, LoadedIntoAnotherDatabaseAnswersEverythingAsBefore) {
  for (const uint32_t seed : {1U, 2U}) {
    StartAnew();
    RandomHistory history(kernel_, seed);
    std::vector<absl::Time> times;
    for (int step = 0; step < 150; ++step) {
      history.DoSomething(*register_);
      now_ += absl::Seconds(step % 2);
      if (step % 30 == 0) times.push_back(now_);
    }
    const std::string dump = DumpOf(*database_);
    Target target = NewOther();
    const absl::StatusOr<DumpCounts> loaded = Load(dump, *target.database);
    ASSERT_TRUE(loaded.ok()) << loaded.status();
    EXPECT_EQ(loaded->revision_count, Query("SELECT count(*) FROM revision"));
    EXPECT_EQ(loaded->current_report_count, Query("SELECT count(*) FROM current_report"));
    EXPECT_EQ(loaded->document_count, Query("SELECT count(*) FROM document"));
    EXPECT_EQ(AnswersOf(*target.reports, history.keys(), times), AnswersOf(*register_, history.keys(), times));
    EXPECT_TRUE(DumpOf(*target.database) == dump) << "a second dump has other bytes";

    // Life goes on in both as if nothing had been.
    RandomHistory there = history;
    for (int step = 0; step < 30; ++step) {
      history.DoSomething(*register_);
      there.DoSomething(*target.reports);
      now_ += absl::Seconds(1);
    }
    EXPECT_EQ(AnswersOf(*target.reports, history.keys(), times), AnswersOf(*register_, history.keys(), times));
    EXPECT_TRUE(DumpOf(*target.database) == DumpOf(*database_));
  }
}

TEST_P(RegisterDump, TakenAtATimeAgreesWithWhatTheRegisterSaysOfThatTimeLater) {
  RandomHistory history(kernel_, 3);
  std::vector<std::pair<absl::Time, std::string>> dumps;
  for (int step = 0; step < 120; ++step) {
    history.DoSomething(*register_);
    now_ += absl::Seconds(step % 2);
    if (step % 15 != 14) continue;
    dumps.emplace_back(absl::FromUnixMicros(Query("SELECT max(recorded_at) FROM event")), DumpOf(*database_));
  }
  for (const auto& [time, dump] : dumps) {
    const Target target = NewTarget(GetParam());
    ASSERT_TRUE(Load(dump, *target.database).ok());
    const testing::Scanned then = testing::ScanOf(*target.reports);
    const testing::Scanned now = testing::ScanOf(*register_, time);
    EXPECT_EQ(then.contents, now.contents);
    EXPECT_EQ(then.position, now.position);
  }
}

TEST_P(RegisterDump, IsOfOneMomentThoughOthersRecord) {
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    for (int i = 0; !stop; ++i) {
      const std::string document = absl::StrCat(i);
      EXPECT_TRUE(register_
                      ->Record({EntryOf({.agency = PlacedAgency(2 * i), .document = document}),
                                EntryOf({.agency = PlacedAgency(2 * i + 1), .document = document + "b"})})
                      .ok());
    }
  });
  std::vector<std::string> dumps;
  for (int i = 0; i < 3; ++i) dumps.push_back(DumpOf(*database_));
  stop = true;
  writer.join();
  for (const std::string& dump : dumps) {
    const Target target = NewTarget(GetParam());
    const absl::StatusOr<DumpCounts> loaded = Load(dump, *target.database);
    ASSERT_TRUE(loaded.ok()) << loaded.status();
    EXPECT_EQ(loaded->revision_count % 2, 0) << "half a request";
    EXPECT_EQ(loaded->revision_count, loaded->current_report_count);
    const testing::Scanned scanned = testing::ScanOf(*target.reports);
    EXPECT_EQ(static_cast<int64_t>(scanned.contents.size()), scanned.position) << "one event a report";
  }
}

TEST_P(RegisterDump, IsHeardOfByThoseWhoFollowTheRegister) {
  Record({.document = "a"});
  const std::string dump = DumpOf(*database_);
  const Target target = NewOther();
  std::thread waiting([&] { EXPECT_TRUE(target.reports->WaitForChange(0, absl::Minutes(1))); });
  ASSERT_TRUE(Load(dump, *target.database).ok());
  waiting.join();
  testing::Scanned followed;
  testing::Follow(*target.reports, followed);
  EXPECT_EQ(followed.contents, testing::ScanOf(*register_).contents);
}

TEST_P(RegisterDump, IsLoadedIntoAnEmptyRegisterOnly) {
  Record({.document = "a"});
  const std::string dump = DumpOf(*database_);
  const absl::Status refused = Load(dump, *database_).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition) << refused;
  EXPECT_EQ(report::ReasonOf(refused), "REGISTER_NOT_EMPTY");
  EXPECT_TRUE(DumpOf(*database_) == dump);
}

TEST_P(RegisterDump, ThatIsCutOffOrContradictsItselfLeavesNothing) {
  Record({.agency = PlacedAgency(1), .document = "a"});
  Record({.agency = PlacedAgency(2), .document = "b"});
  const std::string dump = DumpOf(*database_);
  const Target target = NewOther();
  const std::string empty = DumpOf(*target.database);

  std::vector<std::string> bad = {dump.substr(0, dump.size() / 2), dump.substr(0, dump.size() - 1), dump + "x", ""};
  // All records but one; or one twice. Assessments and events nobody refers to.
  for (const int kind : {v1::DumpRecord::kDocument, v1::DumpRecord::kRevision, v1::DumpRecord::kMove}) {
    for (const bool twice : {false, true}) {
      std::istringstream in(dump);
      const auto reader = DumpReader::Open(in);
      ASSERT_TRUE(reader.ok()) << reader.status();
      std::ostringstream out;
      DumpWriter writer(out);
      int seen = 0;
      for (auto record = (*reader)->Next(); record.ok() && *record != nullptr; record = (*reader)->Next()) {
        const bool is_chosen = (*record)->record_case() == kind && ++seen == 1;
        if (!is_chosen || twice) writer.Write(**record);
        if (is_chosen && twice) writer.Write(**record);
        if (kind == v1::DumpRecord::kMove && seen == 0 && (*record)->has_revision() &&
            (*record)->revision().id() == 2) {
          v1::DumpRecord move;
          move.mutable_move()->set_id(twice ? 7 : 1);
          move.mutable_move()->set_moved_to(twice ? 1 : 7);
          writer.Write(move);
          ++seen;
        }
      }
      writer.Finish();
      bad.push_back(out.str());
    }
  }
  for (const std::string& each : bad) {
    const absl::Status refused = Load(each, *target.database).status();
    EXPECT_EQ(report::ReasonOf(refused), "MALFORMED_DUMP") << refused;
    EXPECT_TRUE(DumpOf(*target.database) == empty);
  }
  EXPECT_TRUE(Load(dump, *target.database).ok());
  EXPECT_TRUE(DumpOf(*target.database) == dump);
}

TEST_P(RegisterDump, HasEveryColumnOfEveryTable) {
  const bool is_sqlite = GetParam() == DatabaseKind::kSqlite;
  std::set<std::string> columns =
      Names(is_sqlite ? "SELECT t.name || '.' || c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c "
                        "WHERE t.type = 'table'"
                      : "SELECT (table_name || '.' || column_name)::text FROM information_schema.columns "
                        "WHERE table_schema = current_schema() AND table_name <> 'gouji_schema'");
  ASSERT_GT(columns.size(), 50U);
  std::set<std::string> dumped;
  for (const DumpTable& table : DumpTables()) {
    for (int i = 0; i < table.kind->message_type()->field_count(); ++i) {
      dumped.insert(absl::StrCat(table.table, ".", table.kind->message_type()->field(i)->name()));
    }
  }
  // An index that makes itself again.
  for (const char* name : {"sha256", "revision_id", "parser_version"}) {
    EXPECT_EQ(columns.erase(absl::StrCat("submission.", name)), 1U);
  }
  EXPECT_EQ(columns, dumped) << "what a migration adds belongs into dump.proto, with a new version";
}

TEST_P(RegisterDump, KeepsWhatOlderProgramsLeftOut) {
  Record({.document = "a", .error_count = 1});
  ASSERT_TRUE(connection().Execute("UPDATE revision SET issue_date = NULL; UPDATE assessment SET digest = NULL").ok());
  const std::string dump = DumpOf(*database_);
  const Target target = NewOther();
  ASSERT_TRUE(Load(dump, *target.database).ok());
  const auto there = target.database->Connect();
  ASSERT_TRUE(there.ok()) << there.status();
  EXPECT_EQ((*there)->QueryInt("SELECT count(*) FROM revision WHERE issue_date IS NULL").value_or(-1), 1);
  EXPECT_EQ((*there)->QueryInt("SELECT count(*) FROM assessment WHERE digest IS NULL").value_or(-1), 1);
  EXPECT_EQ(testing::ScanOf(*target.reports).contents, testing::ScanOf(*register_).contents);
}

GOUJI_FOR_EACH_DATABASE(RegisterDump);

}  // namespace
}  // namespace gouji::statistics
