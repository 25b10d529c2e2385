// The measure itself: each kind of outcome counts as what it is.
#include <gtest/gtest.h>

#include <string>

#include "tests/accuracy/reading_trial.h"
#include "tests/generator/layout.h"

namespace gouji {
namespace {

class Judging : public testing::Test {
 protected:
  Judging() : catalog_(*report::FormCatalog::BuiltIn()) {
    trial_.form = catalog_.Find("ogi-2021");
    trial_.layout = *generator::FindLayout("tabs");
    trial_.seed = 11;
  }

  // A reading without any fault.
  report::Report Perfect(const PreparedTrial& prepared) const {
    report::Report report;
    report.form = trial_.form;
    report.agency.name = prepared.truth.agency;
    report.year = prepared.truth.year;
    report.issue_date = prepared.truth.issue_date;
    for (size_t c = 0; c < prepared.truth.cells.size(); ++c) {
      const bool printed = prepared.damaged.evidence.fates[c] == Fate::kPrinted;
      report.cells.push_back(
          {printed ? prepared.truth.cells[c] : 0, printed ? report::CellState::kRead : report::CellState::kBlank});
    }
    return report;
  }

  report::FormCatalog catalog_;
  TrialCase trial_;
};

TEST_F(Judging, APerfectReadingIsExact) {
  const PreparedTrial prepared = Prepare(trial_);
  const report::Report report = Perfect(prepared);
  const ReadingCounts counts = Judge(prepared, &report, "").counts;
  EXPECT_EQ(counts.exact_reports, 1);
  EXPECT_EQ(counts.exact, 200);
  EXPECT_EQ(counts.silent_wrong, 0);
  EXPECT_EQ(counts.agency_right + counts.year_right + counts.date_right + counts.form_right, 4);
}

TEST_F(Judging, AWrongValueIsWrongWhateverItsState) {
  const PreparedTrial prepared = Prepare(trial_);
  for (const report::CellState state :
       {report::CellState::kRead, report::CellState::kInferred, report::CellState::kReinterpreted}) {
    report::Report report = Perfect(prepared);
    report.cells[20] = {report.cells[20].value + 1, state};
    const ReadingTrial judged = Judge(prepared, &report, "");
    EXPECT_EQ(judged.counts.silent_wrong, 1);
    EXPECT_EQ(judged.counts.exact, 199);
    EXPECT_EQ(judged.counts.marked, 0);
    EXPECT_EQ(judged.counts.exact_reports, 0);
    EXPECT_EQ(judged.differences.size(), 1U);
  }
}

TEST_F(Judging, AMissingValueIsMarkedAndNotExact) {
  const PreparedTrial prepared = Prepare(trial_);
  report::Report report = Perfect(prepared);
  report.cells[20] = {0, report::CellState::kMissing};
  const ReadingCounts counts = Judge(prepared, &report, "").counts;
  EXPECT_EQ(counts.marked, 1);
  EXPECT_EQ(counts.silent_wrong, 0);
  EXPECT_EQ(counts.exact_reports, 0);
}

TEST_F(Judging, ABlankReadAsZeroIsSeen) {
  trial_.layout = *generator::FindLayout("tabs-blanks");
  const PreparedTrial prepared = Prepare(trial_);
  report::Report report = Perfect(prepared);
  for (size_t c = 0; c < report.cells.size(); ++c) {
    if (prepared.damaged.evidence.fates[c] == Fate::kBlank) {
      report.cells[c] = {0, report::CellState::kRead};
      break;
    }
  }
  const ReadingCounts counts = Judge(prepared, &report, "").counts;
  EXPECT_EQ(counts.blank_as_zero, 1);
  EXPECT_EQ(counts.exact_reports, 0);
}

TEST_F(Judging, ARefusalAndAWrongAgencyAreSeen) {
  const PreparedTrial prepared = Prepare(trial_);
  EXPECT_EQ(Judge(prepared, nullptr, "why").counts.refused, 1);
  EXPECT_EQ(Judge(prepared, nullptr, "why").counts.marked, 200);
  report::Report report = Perfect(prepared);
  report.agency.name += "?";
  EXPECT_EQ(Judge(prepared, &report, "").counts.agency_right, 0);
  EXPECT_EQ(Judge(prepared, &report, "").counts.exact_reports, 0);
}

}  // namespace
}  // namespace gouji
