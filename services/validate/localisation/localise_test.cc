#include "services/validate/localisation/localise.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "fmt/format.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gouji/report/v1/form.pb.h"
#include "gtest/gtest.h"
#include "services/validate/sample_report.h"

namespace gouji::validate {
namespace {

using report::CellState;
using report::Form;
using report::Report;

Localisation LocaliseReport(const Report& report, const std::vector<Claim>& claims = {}) {
  const absl::StatusOr<Equations> equations = Equations::Create(*report.form);
  return Localise(report, *equations, equations->Evaluate(report), claims);
}

// A table of counts with sums of rows and columns.
Form Grid(int rows, int columns) {
  std::string text = R"(id: "grid" since_year: 2021 tables { id: "t" name_zh: "t" name_en: "t" section: 1 blocks {)";
  for (int c = 0; c <= columns; ++c) {
    text += fmt::format(
        " columns {{ label {{ official: 'c{0}' }} path: 'c{0}' type: CELL_TYPE_COUNT name_en: 'c{0}' }}", c);
  }
  for (int r = 0; r <= rows; ++r) {
    text += fmt::format(" rows {{ label {{ official: 'r{0}' }} path: 't.r{0}' name_en: 'r{0}' }}", r);
  }
  text += "} } relations { id: 'across' rows_of: 't'";
  for (int c = 0; c < columns; ++c) {
    text += " left: '*.c" + std::to_string(c) + "'";
  }
  text += " right: '*.c" + std::to_string(columns) + "' } relations { id: 'down' columns_of: 't'";
  for (int r = 0; r < rows; ++r) {
    text += " left: 't.r" + std::to_string(r) + ".*'";
  }
  text += " right: 't.r" + std::to_string(rows) + ".*' }";
  text += " sections { number: 1 heading { official: 's' } }";
  report::v1::Form definition;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &definition)) << text;
  absl::StatusOr<Form> form = Form::Create(definition);
  EXPECT_TRUE(form.ok()) << form.status();
  return *std::move(form);
}

// Numbers that are the same on every machine.
class Draws {
 public:
  explicit Draws(uint32_t seed) : state_(seed * 2654435761U + 1) {}
  int Below(int bound) {
    state_ = state_ * 1664525U + 1013904223U;
    return static_cast<int>((state_ >> 16) % static_cast<uint32_t>(bound));
  }

 private:
  uint32_t state_;
};

bool NothingFails(const Equations& equations, const std::vector<report::Cell>& cells) {
  for (const EquationResult& result : equations.EvaluateCells(cells)) {
    if (result.outcome == Outcome::kFails) {
      return false;
    }
  }
  return true;
}

using CellSet = std::set<int>;

// Slow and obvious: the smallest sets of cells that some numbers from 0 to `greatest` in all of them repair, each
// unlike the printed one.
std::set<CellSet> SmallestSets(const Report& report, int most_cells, int64_t greatest) {
  const Equations equations = *Equations::Create(*report.form);
  std::set<CellSet> found;
  std::vector<report::Cell> cells = report.cells;
  const auto try_set = [&](const CellSet& set, const auto& self, CellSet::const_iterator next) -> bool {
    if (next == set.end()) {
      return NothingFails(equations, cells);
    }
    const report::Cell printed = cells[*next];
    bool works = false;
    for (int64_t value = 0; value <= greatest && !works; ++value) {
      if (value != printed.value) {
        cells[*next] = {value, CellState::kRead};
        works = self(set, self, std::next(next));
      }
    }
    cells[*next] = printed;
    return works;
  };
  // A set that leaves out an equation that fails repairs nothing.
  const std::vector<EquationResult> printed = equations.EvaluateCells(report.cells);
  const auto touches_all = [&](const CellSet& set) {
    for (size_t e = 0; e < printed.size(); ++e) {
      const auto is_of_e = [&](int cell) {
        const std::vector<int>& of_cell = report.form->EquationsOf(cell);
        return std::find(of_cell.begin(), of_cell.end(), static_cast<int>(e)) != of_cell.end();
      };
      if (printed[e].outcome == Outcome::kFails && std::none_of(set.begin(), set.end(), is_of_e)) {
        return false;
      }
    }
    return true;
  };
  const auto add = [&](const CellSet& set) {
    if (touches_all(set) && try_set(set, try_set, set.begin())) {
      found.insert(set);
    }
  };
  const int count = report.form->cell_count();
  const auto is_free = [&](int cell) { return report.cells[cell].has_value(); };
  for (int size = 1; size <= most_cells && found.empty(); ++size) {
    for (int a = 0; a < count; ++a) {
      for (int b = a; b < count; ++b) {
        for (int c = b; c < count; ++c) {
          const CellSet set = {a, b, c};
          if (static_cast<int>(set.size()) == size && is_free(a) && is_free(b) && is_free(c)) {
            add(set);
          }
        }
      }
    }
  }
  return found;
}

// The cells of all explanations of all causes together; only those with the fewest cells, as operations over more cells
// are explanations too.
std::set<CellSet> ExplainedSets(const Localisation& localisation) {
  std::set<CellSet> sets = {{}};
  for (const Cause& cause : localisation.causes) {
    std::set<CellSet> longer;
    for (const CellSet& set : sets) {
      for (const Explanation& explanation : cause.explanations) {
        CellSet joined = set;
        for (const CellChange& change : explanation.changes) {
          joined.insert(change.cell);
        }
        longer.insert(joined);
      }
    }
    sets = longer;
  }
  size_t fewest = SIZE_MAX;
  for (const CellSet& set : sets) {
    fewest = std::min(fewest, set.size());
  }
  for (auto it = sets.begin(); it != sets.end();) {
    it = it->size() > fewest ? sets.erase(it) : std::next(it);
  }
  return sets;
}

Report ConsistentGrid(const Form& form, int rows, int columns, Draws& draws) {
  Report report;
  report.form = &form;
  report.year = 2021;
  report.cells.assign(form.cell_count(), {0, CellState::kRead});
  const int width = columns + 1;
  for (int r = 0; r < rows; ++r) {
    for (int c = 0; c < columns; ++c) {
      const int value = draws.Below(5);
      for (const int cell : {r * width + c, r * width + columns, rows * width + c, rows * width + columns}) {
        report.cells[cell].value += value;
      }
    }
  }
  return report;
}

void CompareWithReference(int rows, int columns, int fault_count, int trials, int most_cells) {
  const Form form = Grid(rows, columns);
  int compared = 0;
  for (int trial = 0; trial < trials; ++trial) {
    Draws draws(static_cast<uint32_t>(trial + 100 * fault_count));
    Report report = ConsistentGrid(form, rows, columns, draws);
    for (int fault = 0; fault < fault_count; ++fault) {
      report.cells[draws.Below(form.cell_count())].value = draws.Below(9);
    }
    if (NothingFails(*Equations::Create(form), report.cells)) {
      continue;
    }
    const std::set<CellSet> reference = SmallestSets(report, most_cells, 60);
    const Localisation localisation = LocaliseReport(report);
    if (reference.empty()) {
      continue;  // more cells than the reference can try
    }
    ++compared;
    EXPECT_TRUE(localisation.unexplained.empty()) << trial;
    int omitted = 0;
    for (const Cause& cause : localisation.causes) {
      omitted += cause.omitted_count;
    }
    if (omitted == 0) {
      EXPECT_EQ(ExplainedSets(localisation), reference) << "trial " << trial;
    }
  }
  EXPECT_GT(compared, trials / 2);
}

TEST(Localise, FindsTheSetsOfTheReferenceForOneFault) { CompareWithReference(2, 3, 1, 60, 2); }

TEST(Localise, FindsTheSetsOfTheReferenceForTwoFaults) { CompareWithReference(3, 3, 2, 20, 2); }

TEST(Localise, FindsTheSetsOfTheReferenceForThreeFaults) { CompareWithReference(2, 2, 3, 4, 3); }

TEST(Localise, FindsTheSetsOfTheReferenceWithOpenCells) {
  const Form form = Grid(2, 3);
  int compared = 0;
  for (uint32_t trial = 0; trial < 80; ++trial) {
    Draws draws(trial + 7);
    Report report = ConsistentGrid(form, 2, 3, draws);
    report.cells[draws.Below(form.cell_count())].value = draws.Below(9);
    const int open = draws.Below(form.cell_count());
    report.cells[open] = {0, CellState::kBlank};
    if (NothingFails(*Equations::Create(form), report.cells)) {
      continue;
    }
    const std::set<CellSet> reference = SmallestSets(report, 1, 60);
    const std::set<CellSet> found = ExplainedSets(LocaliseReport(report));
    if (!reference.empty()) {
      ++compared;
      EXPECT_EQ(found, reference) << trial;
    }
  }
  EXPECT_GT(compared, 20);
}

TEST(Localise, ProposesNothingThatBreaksAnEquation) {
  const Form form = Grid(3, 3);
  const Equations equations = *Equations::Create(form);
  for (uint32_t trial = 0; trial < 200; ++trial) {
    Draws draws(trial);
    Report report = ConsistentGrid(form, 3, 3, draws);
    for (int fault = draws.Below(5); fault >= 0; --fault) {
      report.cells[draws.Below(form.cell_count())].value = draws.Below(30);
    }
    const Localisation localisation = LocaliseReport(report);
    std::vector<report::Cell> cells = report.cells;
    for (const Cause& cause : localisation.causes) {
      for (const CellChange& change : cause.explanations.front().changes) {
        EXPECT_EQ(change.from, report.cells[change.cell].value);
        cells[change.cell].value = *change.to;
      }
    }
    if (localisation.unexplained.empty()) {
      EXPECT_TRUE(NothingFails(equations, cells)) << trial;
    }
  }
}

TEST(Localise, LetsClaimsDecideATie) {
  Report report = sample::Consistent();
  const int total = sample::CellAt(report, "disputes.reconsideration.total");
  sample::Set(report, "disputes.reconsideration.total", 5);
  Claim claim;
  claim.readings = {{{total}, {total - 1}, 2}, {{total}, {}, 2}};  // without the pending, or all
  const Localisation localisation = LocaliseReport(report, {claim});
  ASSERT_EQ(localisation.causes.size(), 1U);
  const Explanation& best = localisation.causes[0].explanations[0];
  EXPECT_EQ(best.agreement, 1);
  EXPECT_FALSE(best.is_ambiguous);
  EXPECT_EQ(best.changes.front().cell, total);
  EXPECT_TRUE(localisation.causes[0].explanations[1].is_ambiguous);
}

TEST(Localise, PutsWhatAClaimContradictsLast) {
  Report report = sample::Consistent();
  sample::Set(report, "disputes.reconsideration.total", 5);
  Claim claim;
  claim.readings = {{{sample::CellAt(report, "disputes.reconsideration.total")}, {}, 5}};
  const Localisation localisation = LocaliseReport(report, {claim});
  const Explanation& last = localisation.causes[0].explanations.back();
  EXPECT_EQ(last.agreement, -1);
  EXPECT_EQ(last.changes.front().cell, sample::CellAt(report, "disputes.reconsideration.total"));
}

TEST(Localise, SuspectsFirstWhatWasReadWithDoubt) {
  Report report = sample::Consistent();
  sample::Set(report, "disputes.reconsideration.total", 5);
  sample::SetState(report, "disputes.reconsideration.pending", CellState::kUnconfirmed, "1", "", 1);
  const Localisation localisation = LocaliseReport(report);
  const Explanation& best = localisation.causes[0].explanations.front();
  EXPECT_TRUE(best.is_doubtful);
  EXPECT_FALSE(best.is_ambiguous);
  EXPECT_EQ(best.changes.front().cell, sample::CellAt(report, "disputes.reconsideration.pending"));
}

TEST(Localise, IsExactAtTheGreatestNumbers) {
  Report report = sample::Consistent();
  for (const char* row : {"newly_received", "results.granted", "results.total"}) {
    sample::Set(report, std::string("applications.") + row + ".other", 999'999'999'999);
    const std::string total = std::string("applications.") + row + ".total";
    sample::Set(report, total, report.cells[sample::CellAt(report, total)].value + 999'999'999'999);
  }
  ASSERT_TRUE(LocaliseReport(report).causes.empty());
  sample::Set(report, "applications.results.granted.other", 1'000'000'000'000);
  const Localisation localisation = LocaliseReport(report);
  ASSERT_EQ(localisation.causes.size(), 1U);
  const CellChange expected = {sample::CellAt(report, "applications.results.granted.other"), 1'000'000'000'000,
                               999'999'999'999};
  EXPECT_THAT(localisation.causes[0].explanations.front().changes, testing::ElementsAre(expected));
}

TEST(Localise, FindsAShiftedRowAndTheNumberThatWasLost) {
  Report report = sample::Consistent();
  for (const char* row : {"newly_received", "results.granted", "results.total"}) {
    const std::string path = std::string("applications.") + row;
    const int first = sample::CellAt(report, path + ".natural_person");
    for (int c = 2; c < 6; ++c) {
      report.cells[first + c].value += 10 * c;
      report.cells[first + 6].value += 10 * c;
    }
  }
  ASSERT_TRUE(LocaliseReport(report).causes.empty());
  const int first = sample::CellAt(report, "applications.results.granted.natural_person");
  const std::vector<report::Cell> truth(report.cells.begin() + first, report.cells.begin() + first + 7);
  for (int c = 1; c < 6; ++c) {
    report.cells[first + c] = truth[c + 1];
  }
  sample::SetState(report, "applications.results.granted.total", CellState::kMissing);
  const Localisation localisation = LocaliseReport(report);
  ASSERT_EQ(localisation.causes.size(), 1U);
  const Explanation& best = localisation.causes[0].explanations.front();
  EXPECT_EQ(best.classification.operation, Operation::kRowShifted);
  for (const CellChange& change : best.changes) {
    EXPECT_EQ(change.to, truth[change.cell - first].value);
  }
  EXPECT_EQ(best.changes.size(), 6U);
}

constexpr int64_t kGreatest = 1'000'000'000'000;

TEST(Localise, EndsOnAReportInWhichEveryNumberIsWrong) {
  for (const int64_t scale : {int64_t{1}, int64_t{7'000'000'000}}) {
    Report report = sample::Consistent();
    Draws draws(3);
    for (report::Cell& cell : report.cells) {
      cell.value = scale * draws.Below(140);
    }
    const Localisation localisation = LocaliseReport(report);
    EXPECT_GT(localisation.causes.size() + localisation.unexplained.size(), 0U);
  }
}

TEST(Localise, EndsOnAReportOfTheGreatestNumbers) {
  Report report = sample::Consistent();
  for (report::Cell& cell : report.cells) {
    cell.value = kGreatest;
  }
  const Localisation localisation = LocaliseReport(report);
  EXPECT_GT(localisation.causes.size() + localisation.unexplained.size(), 0U);
}

TEST(Localise, HasNothingToSayOfABlankReport) {
  Report report = sample::Consistent();
  for (const report::FormCell& cell : report.form->cells()) {
    sample::SetState(report, cell.path, CellState::kBlank);
  }
  const Localisation localisation = LocaliseReport(report);
  EXPECT_TRUE(localisation.causes.empty());
  EXPECT_TRUE(localisation.unexplained.empty());
}

TEST(Localise, CutsLongListsAndSaysSo) {
  // A column of twenty rows without sums of their own: any cell may be the wrong one.
  const Form form = Grid(20, 1);
  Report report;
  report.form = &form;
  report.cells.assign(form.cell_count(), {0, CellState::kBlank});
  for (int r = 0; r < 20; ++r) {
    report.cells[2 * r] = {3, CellState::kRead};
  }
  report.cells[40] = {69, CellState::kRead};
  const Localisation localisation = LocaliseReport(report);
  ASSERT_EQ(localisation.causes.size(), 1U);
  const Cause& cause = localisation.causes.front();
  EXPECT_EQ(cause.explanations.size(), static_cast<size_t>(kMaxExplanations));
  EXPECT_GT(cause.omitted_count, 0);
  EXPECT_TRUE(cause.explanations.back().is_ambiguous);
}

}  // namespace
}  // namespace gouji::validate
