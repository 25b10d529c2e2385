#include "tests/accuracy/reference_solver.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/generator/generate.h"

namespace gouji {
namespace {

class ReferenceSolver : public testing::Test {
 protected:
  ReferenceSolver() : catalog_(*report::FormCatalog::BuiltIn()), form_(*catalog_.Find("ogi-2021")) {
    generator::GeneratorOptions options;
    options.variety = generator::Variety::kFull;
    options.index = 3;
    truth_ = generator::Generate(form_, 7, options).cells;
    known_.assign(truth_.begin(), truth_.end());
  }

  int Cell(const char* path) const { return *form_.FindCell(path); }

  // The row of table 3 that begins with a cell.
  std::vector<int> RowFrom(int first) const {
    std::vector<int> cells;
    for (int c = first; c < first + 7; ++c) {
      cells.push_back(c);
    }
    return cells;
  }

  report::FormCatalog catalog_;
  const report::Form& form_;
  std::vector<int64_t> truth_;
  KnownFigures known_;
};

TEST_F(ReferenceSolver, ALostSummandFollowsFromItsTotal) {
  const int cell = Cell("applications.results.granted.business");
  known_[cell].reset();
  EXPECT_EQ((*Solve(form_, known_))[cell], truth_[cell]);
}

TEST_F(ReferenceSolver, ALostRowFollowsFromTheColumns) {
  for (const int cell : RowFrom(Cell("applications.results.unavailable.not_held.natural_person"))) {
    known_[cell].reset();
  }
  const auto solved = Solve(form_, known_);
  ASSERT_TRUE(solved.has_value());
  for (size_t c = 0; c < truth_.size(); ++c) {
    EXPECT_EQ((*solved)[c], truth_[c]) << form_.cells()[c].path;
  }
}

TEST_F(ReferenceSolver, TwoLostRowsLeaveOpenHowTheyShareWhatIsNotZero) {
  truth_.assign(truth_.size(), 0);
  // Three applications by natural persons, granted.
  for (const char* path : {"applications.newly_received.natural_person", "applications.newly_received.total",
                           "applications.results.granted.natural_person", "applications.results.granted.total",
                           "applications.results.total.natural_person", "applications.results.total.total"}) {
    truth_[Cell(path)] = 3;
  }
  known_.assign(truth_.begin(), truth_.end());
  const int granted = Cell("applications.results.granted.natural_person");
  const int partial = Cell("applications.results.partially_granted.natural_person");
  for (const int first : {granted, partial}) {
    for (const int cell : RowFrom(first)) {
      known_[cell].reset();
    }
  }
  const auto solved = Solve(form_, known_);
  ASSERT_TRUE(solved.has_value());
  EXPECT_FALSE((*solved)[granted].has_value());
  EXPECT_FALSE((*solved)[partial].has_value());
  // Nobody else applied: those are zero in both rows.
  EXPECT_EQ((*solved)[granted + 1], 0);
  EXPECT_EQ((*solved)[partial + 1], 0);
}

TEST_F(ReferenceSolver, AContradictionHasNoSolution) {
  *known_[Cell("applications.results.granted.total")] += 1;
  EXPECT_FALSE(Solve(form_, known_).has_value());
}

TEST_F(ReferenceSolver, AShortRowIsDeterminedOnlyWhenAllAdmissiblePlacesAgree) {
  truth_.assign(truth_.size(), 0);
  known_.assign(truth_.begin(), truth_.end());
  const std::vector<int> row = RowFrom(Cell("applications.results.granted.natural_person"));
  for (const int cell : row) {
    known_[cell].reset();
  }
  // Six zeros: whichever place lost its figure, all are zero.
  const Determination zeros = Determine(form_, known_, {{row, {0, 0, 0, 0, 0, 0}}});
  EXPECT_TRUE(zeros.exhaustive);
  for (const int cell : row) {
    EXPECT_TRUE(zeros.determined[cell]);
  }
  // "1 1" with five lost, and nothing else known of table 3: anyone may have applied.
  for (const int cell : RowFrom(Cell("applications.newly_received.natural_person"))) {
    known_[cell].reset();
  }
  for (const int cell : RowFrom(Cell("applications.results.total.natural_person"))) {
    known_[cell].reset();
  }
  const Determination open = Determine(form_, known_, {{row, {1, 1}}});
  EXPECT_TRUE(open.exhaustive);
  EXPECT_FALSE(open.determined[row[0]]);
  EXPECT_FALSE(open.determined[row[5]]);
}

}  // namespace
}  // namespace gouji
