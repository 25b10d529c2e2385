#include "services/cli/reread/reading_changes.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace gouji::cli {
namespace {

using report::CellState;
using testing::IsEmpty;
using testing::SizeIs;

class ReadingChangesTest : public testing::Test {
 protected:
  // A report of one of the forms whose cells are 0, 1, 2, …
  report::Report Counting(std::string_view form_id) const {
    report::Report report;
    report.form = catalog_->Find(form_id);
    report.year = 2023;
    report.agency.name = "临县财政局";
    for (int i = 0; i < report.form->cell_count(); ++i) {
      report.cells.push_back({.value = i, .state = CellState::kRead});
    }
    report.source.parser_version = "1";
    return report;
  }

  report::v1::Report Message(const report::Report& report) const {
    report::v1::Report message;
    converter_->ToProto(report, report::EvidenceMode::kOmit, &message);
    return message;
  }

  ReadingChanges Changes(const report::v1::Report& before, const report::v1::Report& after) const {
    const absl::StatusOr<ReadingChanges> changes = ChangesOf(before, after, *converter_);
    EXPECT_TRUE(changes.ok()) << changes.status();
    return changes.value_or(ReadingChanges());
  }

  absl::StatusOr<report::FormCatalog> catalog_ = report::FormCatalog::BuiltIn();
  absl::StatusOr<report::ReportConverter> converter_ = report::ReportConverter::Create(*catalog_);
};

TEST_F(ReadingChangesTest, WhoReadAndWhereIsNoDifference) {
  const report::v1::Report before = Message(Counting("ogi-2021"));
  report::v1::Report after = before;
  after.mutable_source()->set_parser_version("2");
  after.add_evidence()->set_raw("12");
  EXPECT_FALSE(Changes(before, after).any());
}

TEST_F(ReadingChangesTest, TellsValuesAndStates) {
  report::Report before = Counting("ogi-2021");
  report::Report after = before;
  after.cells[3].value = 30;
  after.cells[5] = {.value = 0, .state = CellState::kBlank};
  report::CellNote note;
  note.cell = 5;
  after.notes.push_back(note);
  const ReadingChanges changes = Changes(Message(before), Message(after));
  ASSERT_THAT(changes.cells, SizeIs(2));
  EXPECT_EQ(changes.cells[0].path, before.form->cells()[3].path);
  EXPECT_EQ(changes.cells[0].before, 3);
  EXPECT_EQ(changes.cells[0].after, 30);
  EXPECT_EQ(changes.cells[1].before, 5);
  EXPECT_EQ(changes.cells[1].after, std::nullopt);
  EXPECT_EQ(changes.cells[1].state_after, CellState::kBlank);
  EXPECT_THAT(changes.fields, IsEmpty());
  EXPECT_FALSE(changes.other_parts);
}

TEST_F(ReadingChangesTest, TellsAgencyYearAndDates) {
  const report::v1::Report before = Message(Counting("ogi-2021"));
  report::v1::Report after = before;
  after.mutable_agency()->set_name("临县水利局");
  after.clear_year();
  after.set_issue_date("2024-01-31");
  const ReadingChanges changes = Changes(before, after);
  ASSERT_THAT(changes.fields, SizeIs(3));
  EXPECT_EQ(changes.fields[0].field, "year");
  EXPECT_EQ(changes.fields[0].before, "2023");
  EXPECT_EQ(changes.fields[0].after, "");
  EXPECT_EQ(changes.fields[1].after, "临县水利局");
  EXPECT_EQ(changes.fields[2].field, "issue_date");
}

TEST_F(ReadingChangesTest, ComparesCellsOfTwoFormsByTheirPaths) {
  const ReadingChanges changes = Changes(Message(Counting("ogi-2019")), Message(Counting("ogi-2021")));
  int only_before = 0;
  int only_after = 0;
  for (const CellDifference& cell : changes.cells) {
    only_before += cell.state_after.has_value() ? 0 : 1;
    only_after += cell.state_before.has_value() ? 0 : 1;
    EXPECT_NE(cell.name_zh, "");
  }
  EXPECT_GT(only_before, 0);
  EXPECT_GT(only_after, 0);
  EXPECT_EQ(changes.fields[0].field, "form");
}

TEST_F(ReadingChangesTest, SaysWhenOnlyTheRestDiffers) {
  report::Report before = Counting("ogi-2021");
  report::Report after = before;
  after.sections.push_back({.number = 1, .heading = "总体情况", .text = "另一段话。", .positions = {}});
  const ReadingChanges changes = Changes(Message(before), Message(after));
  EXPECT_TRUE(changes.other_parts);
  EXPECT_THAT(changes.cells, IsEmpty());
}

TEST_F(ReadingChangesTest, RefusesAFormThatItDoesNotKnow) {
  report::v1::Report before;
  before.set_form("ogi-2099");
  EXPECT_FALSE(ChangesOf(before, Message(Counting("ogi-2021")), *converter_).ok());
}

}  // namespace
}  // namespace gouji::cli
