#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "services/report/error.h"
#include "services/statistics/register/sqlite.h"
#include "services/statistics/register/sqlite_register.h"
#include "services/statistics/testing/items.h"
#include "services/statistics/testing/registers.h"

namespace gouji::statistics {
namespace {

using ::gouji::statistics::testing::Kernel;
using ::gouji::statistics::testing::MakeTestEntry;
using ::gouji::statistics::testing::PlacedAgency;

absl::StatusOr<std::unique_ptr<SqliteRegister>> Open(const std::string& path, const Kernel& kernel) {
  return SqliteRegister::Open({.path = path}, kernel.catalog(), kernel.converter());
}

std::vector<Entry> EntriesFrom(const Kernel& kernel, int first, int count) {
  std::vector<Entry> entries;
  for (int i = first; i < first + count; ++i) {
    entries.push_back(MakeTestEntry(
        kernel,
        {.agency = PlacedAgency(i), .figures = static_cast<uint32_t>(i), .document = "document " + std::to_string(i)}));
  }
  return entries;
}

constexpr int kItemsARequest = 3;

// Records until it is killed, and writes a byte to `receipts` after each receipted request.
[[noreturn]] void RecordForever(const std::string& path, int first_request, int receipts) {
  const Kernel kernel;
  auto reports = Open(path, kernel);
  if (!reports.ok()) _exit(1);
  for (int request = first_request;; ++request) {
    if (!(*reports)->Record(EntriesFrom(kernel, request * kItemsARequest, kItemsARequest)).ok()) _exit(2);
    if (write(receipts, "r", 1) != 1) _exit(3);
  }
}

// Runs `work` in a child, which writes a byte for each thing that it was told is done; kills it once `count` things are
// done and perhaps some more are on their way, and returns how many were done in all.
template <typename Work>
int KillAfter(int count, Work work) {
  int ends[2];
  if (pipe(ends) != 0) std::abort();
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    work(ends[1]);
  }
  close(ends[1]);
  int done = 0;
  char byte = 0;
  while (done < count && read(ends[0], &byte, 1) == 1) ++done;
  kill(child, SIGKILL);
  while (read(ends[0], &byte, 1) == 1) ++done;
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself";
  return done;
}

TEST(SqliteRecovery, LosesNothingThatWasReceiptedWhenTheProcessIsKilled) {
  const std::string path = testing::NewRegisterPath();
  int request = 0;
  for (const int count : {1, 7, 20, 40, 3}) {
    request += KillAfter(count, [&](int receipts) { RecordForever(path, request, receipts); });
    const Kernel kernel;
    auto reports = Open(path, kernel);
    ASSERT_TRUE(reports.ok()) << reports.status();
    for (int i = 0; i < request * kItemsARequest; ++i) {
      const Entry entry = EntriesFrom(kernel, i, 1).front();
      const absl::StatusOr<v1::RecordedReport> got = (*reports)->Get(entry.key, 0);
      ASSERT_TRUE(got.ok()) << got.status();
      ASSERT_EQ(got->document_sha256(), entry.document_sha256);
      ASSERT_EQ(got->revision(), 1);
    }
    const auto database = *SqliteDatabase::Open(path, SqliteOpen::kExisting);
    // What was committed without a receipt is whole, too.
    EXPECT_EQ(*database->QueryInt("SELECT count(*) FROM revision") % kItemsARequest, 0);
    EXPECT_EQ(*database->QueryInt("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), 0);
    EXPECT_EQ(*database->QueryInt("SELECT count(*) FROM pragma_foreign_key_check"), 0);
  }
}

constexpr char kFingerprint[] = "f";

// A report with one WARNING, under the key of the first of EntriesFrom.
Entry EntryWithAWarning(const Kernel& kernel) {
  v1::RecordItem item = testing::MakeItem(kernel, {.agency = PlacedAgency(0)});
  gouji::validate::v1::Finding& finding = *item.add_findings();
  finding.set_fingerprint(kFingerprint);
  finding.set_severity(gouji::validate::v1::SEVERITY_WARNING);
  return *MakeEntry(item, kernel.converter());
}

// Decides until it is killed, each time with the next number for a reason, and writes a byte after each answer.
[[noreturn]] void DecideForever(const std::string& path, int first, int answers) {
  const Kernel kernel;
  auto reports = Open(path, kernel);
  if (!reports.ok()) _exit(1);
  Decision decision;
  decision.key = EntryWithAWarning(kernel).key;
  decision.fingerprint = kFingerprint;
  decision.author = "李四";
  for (int i = first;; ++i) {
    decision.reason = std::to_string(i);
    if (!(*reports)->Decide(decision).ok()) _exit(2);
    if (write(answers, "d", 1) != 1) _exit(3);
  }
}

TEST(SqliteRecovery, LosesNoDecisionThatWasAnsweredWhenTheProcessIsKilled) {
  const std::string path = testing::NewRegisterPath();
  v1::ReportKey key;
  {
    const Kernel kernel;
    std::vector<Entry> entries;
    entries.push_back(EntryWithAWarning(kernel));
    key = entries.front().key;
    ASSERT_TRUE((*Open(path, kernel))->Record(std::move(entries)).ok());
  }
  int next = 0;
  for (const int count : {1, 9, 30}) {
    const int answered = KillAfter(count, [&](int answers) { DecideForever(path, next, answers); });
    const Kernel kernel;
    auto reports = Open(path, kernel);
    ASSERT_TRUE(reports.ok()) << reports.status();
    const auto history = (*reports)->History(key, 1000);
    ASSERT_TRUE(history.ok()) << history.status();
    // The first entry is the report; then one for each number, in their order, at most one of them without an answer.
    const int decided = static_cast<int>(history->size()) - 1;
    ASSERT_GE(decided, next + answered);
    ASSERT_LE(decided, next + answered + 1);
    for (int i = 0; i < decided; ++i) ASSERT_EQ((*history)[i + 1].reason(), std::to_string(i));
    const absl::StatusOr<v1::RecordedReport> recorded = (*reports)->Get(key, 0);
    ASSERT_TRUE(recorded.ok()) << recorded.status();
    EXPECT_EQ(recorded->findings(0).acknowledgement().reason(), std::to_string(decided - 1));
    next = decided;
  }
}

// While it lives, no file of this process grows beyond a size: writes fail as on a full disk.
class FullDisk {
 public:
  explicit FullDisk(uintmax_t byte_count) {
    old_handler_ = signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &old_limit_);
    const rlimit limit = {.rlim_cur = byte_count, .rlim_max = old_limit_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &old_limit_);
    signal(SIGXFSZ, old_handler_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit old_limit_ = {};
  sighandler_t old_handler_ = nullptr;
};

TEST(SqliteRecovery, ReceiptsNothingWhileTheDiskIsFullAndGoesOnAfterwards) {
  const std::string path = testing::NewRegisterPath();
  const Kernel kernel;
  auto reports = Open(path, kernel);
  ASSERT_TRUE(reports.ok()) << reports.status();
  ASSERT_TRUE((*reports)->Record(EntriesFrom(kernel, 0, 1)).ok());
  {
    const FullDisk full(std::filesystem::file_size(path + "-wal") + 8192);
    const absl::Status status = (*reports)->Record(EntriesFrom(kernel, 1, 50)).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
    EXPECT_EQ(report::ReasonOf(status), "REGISTER_UNAVAILABLE");
    EXPECT_EQ(testing::CurrentOf(**reports).size(), 1U);
  }
  const auto receipts = (*reports)->Record(EntriesFrom(kernel, 1, 50));
  ASSERT_TRUE(receipts.ok()) << receipts.status();
  for (const v1::Receipt& receipt : *receipts) EXPECT_EQ(receipt.outcome(), v1::OUTCOME_RECORDED);
}

TEST(SqliteRecovery, ReceiptsNothingOnceTheFileIsGone) {
  const std::string path = testing::NewRegisterPath();
  const Kernel kernel;
  auto reports = Open(path, kernel);
  ASSERT_TRUE(reports.ok());
  ASSERT_TRUE(std::filesystem::remove(path));
  EXPECT_EQ(report::ReasonOf((*reports)->Record(EntriesFrom(kernel, 0, 1)).status()), "REGISTER_UNAVAILABLE");
}

TEST(SqliteRecovery, RefusesAFileThatIsNoDatabase) {
  const std::string path = testing::NewRegisterPath();
  std::ofstream(path) << "年度报告，不是数据库。" << std::string(4096, 'x');
  const Kernel kernel;
  EXPECT_EQ(Open(path, kernel).status().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(std::filesystem::exists(path + "-wal"), false);
}

// A register as version 1 of the schema was first written: it must stay readable for ever.
TEST(SqliteRecovery, OpensARegisterOfSchemaVersionOne) {
  const std::string path = testing::NewRegisterPath();
  std::stringstream dump;
  dump << std::ifstream(std::string(GOUJI_SOURCE_DIR) + "/services/statistics/register/testdata/register_v1.sql")
              .rdbuf();
  ASSERT_FALSE(dump.str().empty());
  {
    const auto database = *SqliteDatabase::Open(path, SqliteOpen::kOrCreate);
    const absl::Status loaded = database->Execute(dump.str());
    ASSERT_TRUE(loaded.ok()) << loaded;
    ASSERT_EQ(*database->QueryInt("PRAGMA user_version"), 1);
  }
  const Kernel kernel;
  auto reports = Open(path, kernel);
  ASSERT_TRUE(reports.ok()) << reports.status();
  const std::vector<v1::RecordedReport> current = testing::CurrentOf(**reports, v1::REPORT_VIEW_FULL);
  ASSERT_EQ(current.size(), 1U);
  const v1::RecordedReport& recorded = current.front();
  EXPECT_EQ(recorded.key().unit(), "甲省乙市丙县");
  EXPECT_EQ(recorded.key().year(), 2023);
  EXPECT_EQ(recorded.revision(), 2);
  EXPECT_EQ(recorded.recorded_at(), "2023-11-14T22:13:20.000000Z");
  EXPECT_EQ(recorded.findings_size(), 1);
  EXPECT_EQ(recorded.report().form(), "ogi-2021");
  EXPECT_TRUE((*reports)->Get(recorded.key(), 1).ok());
  std::vector<TotalCell> cells;
  ASSERT_TRUE((*reports)
                  ->ScanAll(std::nullopt,
                            [&](const CurrentReport& report) {
                              cells.assign(report.cells.begin(), report.cells.end());
                              return true;
                            })
                  .ok());
  const absl::StatusOr<report::Report> flat = kernel.converter().FromProto(recorded.report());
  ASSERT_TRUE(flat.ok()) << flat.status();
  EXPECT_EQ(cells, TotalCellsOf(*flat));
}

}  // namespace
}  // namespace gouji::statistics
