#include "services/statistics/register/entry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/report/error.h"
#include "services/report/sha256.h"
#include "services/statistics/testing/items.h"

namespace gouji::statistics {
namespace {

using ::gouji::statistics::testing::ItemSpec;
using ::gouji::statistics::testing::Kernel;
using ::gouji::statistics::testing::MakeItem;
using ::gouji::statistics::testing::MakeTestEntry;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(MakeEntry, KeysCountyAndItsGovernmentAlike) {
  const Kernel kernel;
  EXPECT_EQ(MakeTestEntry(kernel, {.agency = "临县"}).key.unit(),
            MakeTestEntry(kernel, {.agency = "临县人民政府"}).key.unit());
}

TEST(MakeEntry, KeysAnAgencyThatCannotBePlacedByItsDocument) {
  const Kernel kernel;
  const Entry entry = MakeTestEntry(kernel, {.agency = "政务服务局", .document = "bytes"});
  EXPECT_FALSE(entry.placed);
  EXPECT_EQ(entry.key.unit(), "document:" + report::Sha256Hex("bytes"));
}

TEST(MakeEntry, KeysUnplacedFiguresWithoutADocumentByWhatTheySay) {
  const Kernel kernel;
  const Entry entry = MakeTestEntry(kernel, {.agency = "政务服务局", .figures = 1, .document = ""});
  EXPECT_EQ(entry.key.unit(), "document:" + entry.reading_sha256);
  EXPECT_EQ(entry.document_sha256, "");
  EXPECT_NE(MakeTestEntry(kernel, {.agency = "政务服务局", .figures = 2, .document = ""}).key.unit(), entry.key.unit());
}

TEST(MakeEntry, TakesTheSameReadingByANewerParserForTheSame) {
  const Kernel kernel;
  EXPECT_EQ(MakeTestEntry(kernel, {.parser_version = "1"}).reading_sha256,
            MakeTestEntry(kernel, {.parser_version = "2"}).reading_sha256);
}

TEST(MakeEntry, TakesOtherFiguresForAnotherReading) {
  const Kernel kernel;
  EXPECT_NE(MakeTestEntry(kernel, {.figures = 1}).reading_sha256, MakeTestEntry(kernel, {.figures = 2}).reading_sha256);
}

TEST(MakeEntry, TakesEachBandOfASketchOnce) {
  const Kernel kernel;
  v1::RecordItem item = MakeItem(kernel, {});
  for (const uint64_t band : {9, 4, 9, 7, 4}) item.mutable_copy_sketch()->add_bands(band);
  const absl::StatusOr<Entry> entry = MakeEntry(item, kernel.converter());
  ASSERT_TRUE(entry.ok()) << entry.status();
  EXPECT_THAT(entry->copy_bands, ElementsAre(4, 7, 9));
}

TEST(MakeEntry, LeavesTheEvidenceOfCellsOut) {
  const Kernel kernel;
  v1::RecordItem item = MakeItem(kernel, {});
  const absl::StatusOr<Entry> without = MakeEntry(item, kernel.converter());
  report::v1::Evidence& evidence = *item.mutable_report()->add_evidence();
  evidence.set_cell(kernel.form().cells()[0].path);
  evidence.set_line(7);
  const absl::StatusOr<Entry> with = MakeEntry(item, kernel.converter());
  ASSERT_TRUE(with.ok() && without.ok());
  EXPECT_EQ(with->report, without->report);
  EXPECT_EQ(with->reading_sha256, without->reading_sha256);
}

TEST(MakeEntry, RejectsWhatTheChecksRejectedWithoutReadingFurther) {
  const Kernel kernel;
  v1::RecordItem item;
  item.set_item_id("x");
  item.mutable_report()->set_form("no such form");
  item.mutable_assessment()->set_verdict(validate::v1::VERDICT_REJECTED);
  const absl::StatusOr<Entry> entry = MakeEntry(item, kernel.converter());
  ASSERT_TRUE(entry.ok()) << entry.status();
  const v1::Receipt receipt = ReceiptFor(*entry);
  EXPECT_EQ(receipt.outcome(), v1::OUTCOME_REJECTED);
  EXPECT_EQ(receipt.reason(), "NOT_A_REPORT");
  EXPECT_FALSE(receipt.has_key());
}

TEST(MakeEntry, RejectsAReportWithoutAYear) {
  const Kernel kernel;
  EXPECT_EQ(ReceiptFor(MakeTestEntry(kernel, {.year = 0})).reason(), "YEAR_UNKNOWN");
}

TEST(MakeEntry, RefusesBytesThatAreNotThoseOfTheSource) {
  const Kernel kernel;
  v1::RecordItem item = MakeItem(kernel, {.item_id = "a.txt"});
  item.set_document("other bytes");
  const absl::Status status = MakeEntry(item, kernel.converter()).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(report::ReasonOf(status), "MALFORMED_REPORT");
  EXPECT_THAT(std::string(status.message()), HasSubstr("a.txt"));
}

TEST(MakeEntry, RefusesAContradictoryReportAndNamesTheItem) {
  const Kernel kernel;
  v1::RecordItem item = MakeItem(kernel, {.item_id = "a.txt"});
  item.mutable_report()->add_cell_notes()->set_cell("no.such.cell");
  const absl::Status status = MakeEntry(item, kernel.converter()).status();
  EXPECT_EQ(report::ReasonOf(status), "MALFORMED_REPORT");
  EXPECT_THAT(std::string(status.message()), HasSubstr("a.txt"));
}

TEST(MakeEntry, RefusesAReportThatNobodyAssessed) {
  const Kernel kernel;
  v1::RecordItem item = MakeItem(kernel, {});
  item.clear_assessment();
  EXPECT_EQ(report::ReasonOf(MakeEntry(item, kernel.converter()).status()), "MALFORMED_REPORT");
}

TEST(MakeEntry, CountsFindingsBySeverity) {
  const Kernel kernel;
  v1::RecordItem item = MakeItem(kernel, {.error_count = 2});
  item.add_findings()->set_severity(validate::v1::SEVERITY_WARNING);
  item.add_findings()->set_severity(validate::v1::SEVERITY_INFO);
  const absl::StatusOr<Entry> entry = MakeEntry(item, kernel.converter());
  ASSERT_TRUE(entry.ok());
  EXPECT_EQ(entry->error_count, 2);
  EXPECT_EQ(entry->warning_count, 1);
}

}  // namespace
}  // namespace gouji::statistics
