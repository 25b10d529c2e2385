#include "services/validate/fingerprint.h"

#include "gtest/gtest.h"
#include "services/validate/sample_report.h"

namespace gouji::validate {
namespace {

using report::CellState;
using report::Report;

TEST(Fingerprint, IsTheSameInEveryVersion) {
  // Acknowledgements hang on it: when this value must change, every stored one is lost.
  EXPECT_EQ(Fingerprint("T3.ROW_SUM", sample::Consistent(), {10, 11, 16}), "8f08f15e7320756aa85f757a22360b88");
}

TEST(Fingerprint, DoesNotDependOnTheOrderOfCells) {
  const Report report = sample::Consistent();
  EXPECT_EQ(Fingerprint("T3.ROW_SUM", report, {10, 11, 16}), Fingerprint("T3.ROW_SUM", report, {16, 10, 11}));
}

TEST(Fingerprint, DependsOnRuleCellsAndPrintedValues) {
  const Report report = sample::Consistent();
  const std::string fingerprint = Fingerprint("T3.ROW_SUM", report, {10, 11});
  EXPECT_EQ(fingerprint.size(), 32U);
  EXPECT_NE(fingerprint, Fingerprint("T3.BALANCE", report, {10, 11}));
  EXPECT_NE(fingerprint, Fingerprint("T3.ROW_SUM", report, {10, 12}));
  Report other = report;
  other.cells[11].value += 1;
  EXPECT_NE(fingerprint, Fingerprint("T3.ROW_SUM", other, {10, 11}));
}

TEST(Fingerprint, TellsAPrintedZeroFromABlankAndTextsFromOneAnother) {
  Report report = sample::Consistent();
  const std::string& path = report.form->cells()[12].path;
  const std::string zero = Fingerprint("R", report, {12});
  sample::SetState(report, path, CellState::kBlank);
  const std::string blank = Fingerprint("R", report, {12});
  sample::SetState(report, path, CellState::kUnreadable, "约2");
  const std::string text = Fingerprint("R", report, {12});
  EXPECT_NE(zero, blank);
  EXPECT_NE(blank, text);
}

TEST(Fingerprint, DoesNotDependOnHowANumberWasRead) {
  Report report = sample::Consistent();
  const std::string& path = report.form->cells()[10].path;
  const std::string plain = Fingerprint("R", report, {10});
  sample::SetState(report, path, CellState::kReinterpreted, "5①", "footnote mark dropped", 5);
  EXPECT_EQ(Fingerprint("R", report, {10}), plain);
}

}  // namespace
}  // namespace gouji::validate
