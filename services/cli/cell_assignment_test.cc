#include "services/cli/cell_assignment.h"

#include "gtest/gtest.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

class CellAssignment : public testing::Test {
 protected:
  CellAssignment() {
    report_.form = catalog_->Find("ogi-2021");
    report_.cells.assign(report_.form->cell_count(), {.value = 7, .state = report::CellState::kRead});
  }

  std::optional<int64_t> ValueOf(std::string_view text) {
    const absl::StatusOr<report::CellReading> reading = ReadAssignment(text, report_);
    EXPECT_TRUE(reading.ok()) << reading.status();
    return reading.ok() ? reading->to : std::nullopt;
  }
  std::string ReasonFor(std::string_view text) { return report::ReasonOf(ReadAssignment(text, report_).status()); }

  absl::StatusOr<report::FormCatalog> catalog_ = report::FormCatalog::BuiltIn();
  report::Report report_;
};

TEST_F(CellAssignment, NamesACellWhatItHasAndWhatItReads) {
  const auto reading = ReadAssignment("applications.newly_received.total=12", report_);
  ASSERT_TRUE(reading.ok());
  EXPECT_EQ(reading->cell, report_.form->FindCell("applications.newly_received.total"));
  EXPECT_EQ(reading->from, 7);
  EXPECT_EQ(reading->to, 12);
}

TEST_F(CellAssignment, TakesABlankInThreeSpellings) {
  for (const std::string value : {"", "空", "blank"}) {
    EXPECT_EQ(ValueOf("applications.newly_received.total=" + value), std::nullopt) << value;
  }
  report_.cells[*report_.form->FindCell("applications.newly_received.total")].state = report::CellState::kMissing;
  EXPECT_EQ(ReadAssignment("applications.newly_received.total=1", report_)->from, std::nullopt);
}

TEST_F(CellAssignment, ReadsMoneyExactlyInItsUnits) {
  EXPECT_EQ(ValueOf("proactive_disclosure.fees_fen=68.78万元"), 68'780'000);
  EXPECT_EQ(ValueOf("proactive_disclosure.fees_fen=0.000001万元"), 1);
  EXPECT_EQ(ValueOf("proactive_disclosure.fees_fen=500元"), 50'000);
  EXPECT_EQ(ValueOf("proactive_disclosure.fees_fen=1.50元"), 150);
  EXPECT_EQ(ValueOf("proactive_disclosure.fees_fen=500"), 500) << "without a unit it is 分";
}

TEST_F(CellAssignment, RefusesWhatItCannotReadExactly) {
  for (const std::string text :
       {"", "=5", "applications.newly_received.total", "applications.newly_received.total=1.5",
        "applications.newly_received.total=1,5", "applications.newly_received.total=十",
        "applications.newly_received.total=99999999999999999999", "applications.newly_received.total=5元",
        "proactive_disclosure.fees_fen=0.0000001万元", "proactive_disclosure.fees_fen=1.2.3元",
        "proactive_disclosure.fees_fen=.5元", "proactive_disclosure.fees_fen=万元",
        "proactive_disclosure.fees_fen=9999999999999999万元"}) {
    EXPECT_EQ(ReasonFor(text), "MALFORMED_REQUEST") << text;
  }
  EXPECT_EQ(ReasonFor("no.such.cell=5"), "UNKNOWN_CELL");
}

}  // namespace
}  // namespace gouji::cli
