#include "services/statistics/register/sql_register.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <thread>

#include "services/report/agency.h"
#include "services/report/error.h"
#include "services/report/sha256.h"
#include "services/statistics/register/compression.h"
#include "services/statistics/testing/items.h"
#include "services/statistics/testing/registers.h"

namespace gouji::statistics {
namespace {

using ::gouji::statistics::testing::ItemSpec;
using ::gouji::statistics::testing::PlacedAgency;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string UnitOf(int agency) { return report::ResolveUnit(PlacedAgency(agency)).id; }

class SqlRegisterTest : public testing::RegisterTest {
 protected:
  // The errors of all current reports, as the totals see them.
  std::map<std::string, int> ScannedErrors() {
    std::map<std::string, int> errors;
    EXPECT_TRUE(register_
                    ->ScanAll(std::nullopt,
                              [&](const CurrentReport& report) {
                                errors[std::string(report.unit)] = report.error_count;
                                return true;
                              })
                    .ok());
    return errors;
  }
};

TEST_P(SqlRegisterTest, RecordsANewReportAsRevisionOne) {
  const v1::Receipt receipt = Record({.item_id = "a.txt", .error_count = 2});
  EXPECT_EQ(receipt.item_id(), "a.txt");
  EXPECT_EQ(receipt.outcome(), v1::OUTCOME_RECORDED);
  EXPECT_EQ(receipt.revision(), 1);
  EXPECT_EQ(receipt.key().year(), 2023);
  EXPECT_EQ(receipt.error_count(), 2);
  EXPECT_EQ(receipt.verdict(), validate::v1::VERDICT_NEEDS_CORRECTION);
}

TEST_P(SqlRegisterTest, GivesBackTheWholeReportAlsoAfterItWasReopened) {
  const ItemSpec spec = {.document = "bytes", .file_name = "丙县.txt", .error_count = 1};
  const v1::Receipt receipt = Record(spec);
  Reopen();
  const absl::StatusOr<v1::RecordedReport> got = register_->Get(receipt.key(), 0);
  ASSERT_TRUE(got.ok()) << got.status();
  const v1::RecordItem item = testing::MakeItem(kernel_, spec);
  EXPECT_EQ(got->report().SerializeAsString(), item.report().SerializeAsString());
  EXPECT_EQ(got->findings_size(), 1);
  EXPECT_EQ(got->assessment().SerializeAsString(), item.assessment().SerializeAsString());
  EXPECT_EQ(got->agency().name(), spec.agency);
  EXPECT_EQ(got->file_name(), "丙县.txt");
  EXPECT_EQ(got->document_sha256(), report::Sha256Hex("bytes"));
  EXPECT_EQ(got->recorded_at(), "2023-11-14T22:13:20.000000Z");
  EXPECT_EQ(got->form(), kernel_.form().id());
  EXPECT_TRUE(got->placed());
}

TEST_P(SqlRegisterTest, FindsNothingUnderAnUnknownKeyOrRevision) {
  const v1::Receipt receipt = Record({});
  EXPECT_EQ(report::ReasonOf(register_->Get(receipt.key(), 2).status()), "REPORT_NOT_FOUND");
  v1::ReportKey other = receipt.key();
  other.set_year(2022);
  EXPECT_EQ(register_->Get(other, 0).status().code(), absl::StatusCode::kNotFound);
}

TEST_P(SqlRegisterTest, LeavesTheSameBytesWithTheSameReadingUnchanged) {
  Record({.parser_version = "1"});
  const v1::Receipt again = Record({.parser_version = "2"});
  EXPECT_EQ(again.outcome(), v1::OUTCOME_UNCHANGED);
  EXPECT_EQ(again.revision(), 1);
  EXPECT_EQ(Query("SELECT count(*) FROM revision"), 1);
}

TEST_P(SqlRegisterTest, SaysRereadForTheSameBytesReadDifferently) {
  Record({.figures = 1, .parser_version = "1"});
  const v1::Receipt reread = Record({.figures = 2, .parser_version = "2"});
  EXPECT_EQ(reread.outcome(), v1::OUTCOME_REREAD);
  EXPECT_EQ(reread.revision(), 2);
  EXPECT_EQ(Query("SELECT count(*) FROM document"), 1);
}

TEST_P(SqlRegisterTest, RecordsOtherBytesAsANewRevisionAndKeepsTheOld) {
  Record({.figures = 1, .document = "old"});
  const v1::Receipt receipt = Record({.figures = 2, .document = "new"});
  EXPECT_EQ(receipt.outcome(), v1::OUTCOME_RECORDED);
  EXPECT_EQ(receipt.revision(), 2);
  EXPECT_EQ(register_->Get(receipt.key(), 1)->document_sha256(), report::Sha256Hex("old"));
  EXPECT_EQ(register_->Get(receipt.key(), 0)->document_sha256(), report::Sha256Hex("new"));
  EXPECT_EQ(Current().size(), 1U);
}

TEST_P(SqlRegisterTest, RecordsBytesThatAreNotCurrentAnyMoreAgain) {
  Record({.document = "first"});
  Record({.document = "second"});
  const v1::Receipt receipt = Record({.document = "first"});
  EXPECT_EQ(receipt.outcome(), v1::OUTCOME_RECORDED);
  EXPECT_EQ(receipt.revision(), 3);
}

TEST_P(SqlRegisterTest, ComparesFiguresWithoutADocumentByWhatTheySay) {
  EXPECT_EQ(Record({.figures = 1, .document = ""}).outcome(), v1::OUTCOME_RECORDED);
  EXPECT_EQ(Record({.figures = 1, .document = ""}).outcome(), v1::OUTCOME_UNCHANGED);
  EXPECT_EQ(Record({.figures = 2, .document = ""}).outcome(), v1::OUTCOME_RECORDED);
}

TEST_P(SqlRegisterTest, TakesTwoItemsOfOneKeyInTheirOrder) {
  const auto receipts =
      register_->Record({EntryOf({.document = "a"}), EntryOf({.document = "b"}), EntryOf({.document = "b"})});
  ASSERT_TRUE(receipts.ok());
  EXPECT_EQ((*receipts)[0].revision(), 1);
  EXPECT_EQ((*receipts)[1].revision(), 2);
  EXPECT_EQ((*receipts)[2].outcome(), v1::OUTCOME_UNCHANGED);
}

TEST_P(SqlRegisterTest, RecordsTheOthersBesideARejectedItem) {
  const auto receipts = register_->Record({EntryOf({.year = 0}), EntryOf({})});
  ASSERT_TRUE(receipts.ok());
  EXPECT_EQ((*receipts)[0].outcome(), v1::OUTCOME_REJECTED);
  EXPECT_EQ((*receipts)[0].reason(), "YEAR_UNKNOWN");
  EXPECT_EQ((*receipts)[1].outcome(), v1::OUTCOME_RECORDED);
  EXPECT_EQ(Current().size(), 1U);
}

TEST_P(SqlRegisterTest, UndoesAFailedRequestAloneAndKeepsTheOthersOfItsGroup) {
  ASSERT_TRUE(connection().Execute(std::string(database_->PoisonSql())).ok());
  // While the lock is held, all three requests gather in one or two groups.
  std::optional<SqlTransaction> lock = *SqlTransaction::Begin(connection());
  std::vector<absl::StatusOr<std::vector<v1::Receipt>>> results(3, absl::UnknownError(""));
  std::vector<std::thread> clients;
  for (int i = 0; i < 3; ++i) {
    clients.emplace_back([&, i] {
      results[i] =
          register_->Record({EntryOf({.agency = PlacedAgency(2 * i)}),
                             EntryOf({.agency = PlacedAgency(2 * i + 1), .file_name = i == 1 ? "poison" : ""})});
    });
  }
  while (register_->pending_count() < 3) std::this_thread::yield();
  lock.reset();
  for (std::thread& client : clients) client.join();
  EXPECT_TRUE(results[0].ok()) << results[0].status();
  EXPECT_FALSE(results[1].ok());
  EXPECT_TRUE(results[2].ok()) << results[2].status();
  EXPECT_EQ(Current().size(), 4U);
}

TEST_P(SqlRegisterTest, KeepsANewAssessmentOfTheSameReadingBesideTheOld) {
  Record({.rule_set_version = "rules-1", .error_count = 0});
  now_ += absl::Hours(1);
  const v1::Receipt again = Record({.rule_set_version = "rules-2", .error_count = 3});
  EXPECT_EQ(again.outcome(), v1::OUTCOME_UNCHANGED);
  EXPECT_EQ(again.revision(), 1);
  EXPECT_EQ(again.error_count(), 3);
  const absl::StatusOr<v1::RecordedReport> current = register_->Get(again.key(), 0);
  EXPECT_EQ(current->findings_size(), 3);
  EXPECT_EQ(current->error_count(), 3);
  EXPECT_EQ(register_->Get(again.key(), 1)->findings_size(), 3);
  EXPECT_THAT(ScannedErrors(), ElementsAre(std::pair(again.key().unit(), 3)));
  EXPECT_EQ(Query("SELECT count(*) FROM assessment"), 2);
  EXPECT_EQ(Query("SELECT count(*) FROM revision"), 1);
  Record({.rule_set_version = "rules-2", .error_count = 3});
  EXPECT_EQ(Query("SELECT count(*) FROM assessment"), 2);
}

TEST_P(SqlRegisterTest, MovesAFileThatANewerParserReadsAsAnotherUnits) {
  const v1::Receipt unplaced = Record({.agency = "政务服务局", .parser_version = "1"});
  const v1::Receipt placed = Record({.agency = PlacedAgency(1), .parser_version = "2"});
  EXPECT_EQ(placed.outcome(), v1::OUTCOME_REREAD);
  ASSERT_EQ(Current().size(), 1U);
  EXPECT_EQ(Current()[0].key().unit(), placed.key().unit());
  EXPECT_EQ(register_->Get(unplaced.key(), 0).status().code(), absl::StatusCode::kNotFound);
  EXPECT_TRUE(register_->Get(unplaced.key(), 1).ok());
}

TEST_P(SqlRegisterTest, FallsBackToTheRevisionBeforeAMovedOne) {
  const v1::Receipt before = Record({.agency = PlacedAgency(1), .document = "own", .parser_version = "1"});
  Record({.agency = PlacedAgency(1), .document = "misread", .parser_version = "1"});
  Record({.agency = PlacedAgency(2), .document = "misread", .parser_version = "2"});
  EXPECT_EQ(register_->Get(before.key(), 0)->revision(), 1);
  EXPECT_EQ(Current().size(), 2U);
  // The numbers of revisions are never used again.
  EXPECT_EQ(Record({.agency = PlacedAgency(1), .document = "corrected"}).revision(), 3);
}

TEST_P(SqlRegisterTest, KeepsTheSameBytesOfTwoFilesThatOneParserTellsApart) {
  Record({.agency = PlacedAgency(1), .file_name = "1.txt"});
  Record({.agency = PlacedAgency(2), .file_name = "2.txt"});
  EXPECT_EQ(Current().size(), 2U);
  EXPECT_EQ(Query("SELECT count(*) FROM document"), 1);
}

TEST_P(SqlRegisterTest, KeepsTheOriginalBytesOnce) {
  const std::string bytes = "原文" + std::string(1000, 'x');
  Record({.agency = PlacedAgency(1), .document = bytes, .file_name = "1"});
  Record({.agency = PlacedAgency(2), .document = bytes, .file_name = "2"});
  const auto select = connection().Prepare("SELECT sha256, byte_count, zstd FROM document");
  ASSERT_TRUE(*(*select)->Step());
  EXPECT_EQ((*select)->Bytes(0), report::Sha256Hex(bytes));
  EXPECT_EQ((*select)->Int(1), static_cast<int64_t>(bytes.size()));
  EXPECT_EQ(*Decompress((*select)->Bytes(2)), bytes);
  EXPECT_FALSE(*(*select)->Step());
}

TEST_P(SqlRegisterTest, NeverLetsTimeRunBackwards) {
  const v1::Receipt first = Record({.agency = PlacedAgency(1)});
  now_ -= absl::Hours(24);
  Reopen();
  const v1::Receipt second = Record({.agency = PlacedAgency(2)});
  EXPECT_GE(register_->Get(second.key(), 0)->recorded_at(), register_->Get(first.key(), 0)->recorded_at());
}

TEST_P(SqlRegisterTest, GivesTheCurrentReportsOfKeysInTheOrderOfTheKeys) {
  std::vector<v1::ReportKey> keys;
  for (const int year : {2023, 2022}) {
    for (const int unit : {2, 1}) {
      keys.push_back(
          Record({.agency = PlacedAgency(unit), .year = year, .document = std::to_string(year * 10 + unit)}).key());
    }
  }
  const v1::Receipt newer = Record({.agency = PlacedAgency(2), .year = 2022, .document = "newer"});
  keys.emplace(keys.begin() + 1)->set_unit("nobody");
  const absl::StatusOr<std::vector<v1::RecordedReport>> reports =
      register_->GetCurrent(keys, v1::REPORT_VIEW_UNSPECIFIED);
  ASSERT_TRUE(reports.ok()) << reports.status();
  std::vector<std::string> names;
  for (const v1::RecordedReport& report : *reports) {
    names.push_back(std::to_string(report.key().year()) + report.key().unit());
    EXPECT_EQ(report.revision(), report.key().year() == 2022 && report.key().unit() == newer.key().unit() ? 2 : 1);
  }
  EXPECT_THAT(names, ElementsAre("2023" + UnitOf(2), "2023" + UnitOf(1), "2022" + UnitOf(2), "2022" + UnitOf(1)));
  EXPECT_THAT(*register_->GetCurrent({}, v1::REPORT_VIEW_FULL), IsEmpty());
}

TEST_P(SqlRegisterTest, TakesTheUnitOfAKeyForTextAndNothingElse) {
  Record({});
  for (const std::string& hostile : {std::string("\"]"), std::string("\\"), std::string("' OR 1=1 --"),
                                     std::string("\x01\n"), std::string("[\""), std::string(1, '\0')}) {
    v1::ReportKey key;
    key.set_year(2023);
    key.set_unit(hostile);
    const auto reports = register_->GetCurrent({key}, v1::REPORT_VIEW_BASIC);
    ASSERT_TRUE(reports.ok()) << reports.status();
    EXPECT_THAT(*reports, IsEmpty()) << hostile;
  }
}

TEST_P(SqlRegisterTest, CarriesReportsOnlyInTheFullView) {
  Record({.error_count = 1});
  EXPECT_FALSE(Current(v1::REPORT_VIEW_BASIC)[0].has_report());
  EXPECT_FALSE(Current(v1::REPORT_VIEW_BASIC)[0].has_assessment());
  EXPECT_TRUE(Current(v1::REPORT_VIEW_FULL)[0].has_report());
  EXPECT_EQ(Current(v1::REPORT_VIEW_FULL)[0].findings_size(), 1);
}

TEST_P(SqlRegisterTest, ScansTheCellsOfCurrentReports) {
  Record({.figures = 1, .document = "old"});
  Record({.figures = 2, .document = "new"});
  std::vector<TotalCell> cells;
  ASSERT_TRUE(register_
                  ->ScanAll(std::nullopt,
                            [&](const CurrentReport& report) {
                              EXPECT_EQ(report.form, &kernel_.form());
                              cells.assign(report.cells.begin(), report.cells.end());
                              return true;
                            })
                  .ok());
  EXPECT_EQ(cells, TotalCellsOf(testing::RandomReport(kernel_.form(), 2)));
}

TEST_P(SqlRegisterTest, ReadsTheReportItselfWhenItsCellsHaveAnotherLayout) {
  Record({.figures = 3});
  const auto forget = connection().Prepare("UPDATE revision SET cells = ?1");
  (*forget)->BindAll(SqlBlob{"01234567"});
  ASSERT_TRUE((*forget)->Run().ok());
  std::vector<TotalCell> cells;
  const absl::StatusOr<int64_t> scanned = register_->ScanAll(std::nullopt, [&](const CurrentReport& report) {
    cells.assign(report.cells.begin(), report.cells.end());
    return true;
  });
  ASSERT_TRUE(scanned.ok()) << scanned.status();
  EXPECT_EQ(cells, TotalCellsOf(testing::RandomReport(kernel_.form(), 3)));
}

TEST_P(SqlRegisterTest, RefusesToScanPastAReportOfAnUnknownForm) {
  Record({});
  ASSERT_TRUE(connection().Execute("UPDATE revision SET form = 'ogi-2099'").ok());
  EXPECT_EQ(report::ReasonOf(register_->ScanAll(std::nullopt, [](const CurrentReport&) { return true; }).status()),
            "UNKNOWN_FORM");
}

TEST_P(SqlRegisterTest, StopsScanningWhenTheVisitorHasEnough) {
  Record({.agency = PlacedAgency(1), .document = "1"});
  Record({.agency = PlacedAgency(2), .document = "2"});
  int visited = 0;
  ASSERT_TRUE(register_->ScanAll(std::nullopt, [&](const CurrentReport&) { return ++visited < 1; }).ok());
  EXPECT_EQ(visited, 1);
}

TEST_P(SqlRegisterTest, CommitsRequestsThatWaitTogether) {
  std::optional<SqlTransaction> lock = *SqlTransaction::Begin(connection());
  std::vector<std::thread> clients;
  for (int i = 0; i < 20; ++i) {
    clients.emplace_back([this, i] { Record({.agency = PlacedAgency(i), .document = std::to_string(i)}); });
  }
  // The writer has taken some of them and waits for the lock; the others wait for the writer.
  while (register_->pending_count() < 20) std::this_thread::yield();
  lock.reset();
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(Current().size(), 20U);
  EXPECT_LE(register_->commit_count(), 2);
}

TEST_P(SqlRegisterTest, ReceiptsEveryItemOfManyClientsOnce) {
  constexpr int kClients = 16;
  constexpr int kRequests = 15;
  constexpr int kItems = 3;
  std::vector<std::map<std::string, v1::Outcome>> outcomes(kClients);
  std::vector<std::thread> clients;
  for (int client = 0; client < kClients; ++client) {
    clients.emplace_back([&, client] {
      for (int request = 0; request < kRequests; ++request) {
        std::vector<Entry> entries;
        for (int item = 0; item < kItems; ++item) {
          const int number = (client * kRequests + request) * kItems + item;
          entries.push_back(EntryOf(
              {.item_id = std::to_string(number), .agency = PlacedAgency(number), .document = std::to_string(number)}));
        }
        // The same entries again, as after a lost connection.
        for (int attempt = 0; attempt < 2; ++attempt) {
          const auto receipts = register_->Record(entries);
          ASSERT_TRUE(receipts.ok()) << receipts.status();
          ASSERT_EQ(receipts->size(), static_cast<size_t>(kItems));
          for (const v1::Receipt& receipt : *receipts) {
            ASSERT_EQ(receipt.outcome(), attempt == 0 ? v1::OUTCOME_RECORDED : v1::OUTCOME_UNCHANGED);
            outcomes[client][receipt.item_id()] = receipt.outcome();
          }
        }
      }
    });
  }
  for (std::thread& client : clients) client.join();
  size_t receipted = 0;
  for (const auto& of_client : outcomes) receipted += of_client.size();
  EXPECT_EQ(receipted, size_t{kClients * kRequests * kItems});
  EXPECT_EQ(Query("SELECT count(*) FROM revision"), kClients * kRequests * kItems);
  EXPECT_EQ(Current().size(), size_t{kClients * kRequests * kItems});
  EXPECT_LT(register_->commit_count(), kClients * kRequests * 2);
}

TEST_P(SqlRegisterTest, GivesConcurrentRevisionsOfOneKeyDifferentNumbers) {
  std::vector<std::thread> clients;
  for (int i = 0; i < 16; ++i) {
    clients.emplace_back([this, i] { Record({.document = std::to_string(i)}); });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(Current()[0].revision(), 16);
}

TEST_P(SqlRegisterTest, MayBeSharedByTwoProcesses) {
  const auto other = OpenAnother();
  Record({.document = "a"});
  const auto receipts = other->Record({EntryOf({.document = "a"}), EntryOf({.document = "b"})});
  ASSERT_TRUE(receipts.ok());
  EXPECT_EQ((*receipts)[0].outcome(), v1::OUTCOME_UNCHANGED);
  EXPECT_EQ((*receipts)[1].revision(), 2);
}

GOUJI_FOR_EACH_DATABASE(SqlRegisterTest);

}  // namespace
}  // namespace gouji::statistics
