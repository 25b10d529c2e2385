#include "services/parse/interpret/equations.h"

#include <functional>
#include <random>
#include <vector>

#include "gtest/gtest.h"

namespace gouji::parse {
namespace {

using report::Equation;

class Equations : public testing::Test {
 protected:
  int Cell(std::string_view path) const { return *form_.FindCell(path); }

  // The equation of the row of `path` with its total.
  int RowSum(int first_cell) const {
    for (const int e : form_.EquationsOf(first_cell)) {
      if (form_.equations()[e].left.front() == first_cell && form_.equations()[e].right.size() == 1) {
        return e;
      }
    }
    return -1;
  }

  static Operand Unknown() { return Operand::Unknown(report::CellType::kCount); }

  report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  const report::Form& form_ = catalog_.forms().front();
};

TEST_F(Equations, AnIncompleteEquationSaysNothing) {
  const int total = Cell("disputes.reconsideration.total");
  const int e = form_.EquationsOf(total).front();
  std::vector<Operand> operands(form_.cell_count());
  operands[total] = Unknown();
  EXPECT_TRUE(Propagate(form_, {e}, operands));
  EXPECT_FALSE(operands[total].is_number());
}

// Tries all values of the unknowns of one row sum, and compares.
TEST_F(Equations, AgreeWithTryingAllSmallValues) {
  const int total = Cell("disputes.reconsideration.total");
  const int e = form_.EquationsOf(total).front();
  const Equation& equation = form_.equations()[e];
  std::vector<int> cells = equation.left;
  cells.push_back(total);
  std::mt19937 random(3);
  for (int round = 0; round < 3000; ++round) {
    std::vector<Operand> operands(form_.cell_count());
    for (const int cell : cells) {
      operands[cell] = random() % 2 == 0 ? Unknown() : Operand::Number(random() % 4);
    }
    std::vector<std::vector<int64_t>> seen(cells.size());  // values that each cell has in some solution
    std::vector<int64_t> values(cells.size());
    const std::function<void(size_t)> attempt = [&](size_t i) {
      if (i == cells.size()) {
        int64_t sum = 0;
        for (size_t k = 0; k + 1 < cells.size(); ++k) {
          sum += values[k];
        }
        if (sum == values.back()) {
          for (size_t k = 0; k < cells.size(); ++k) {
            seen[k].push_back(values[k]);
          }
        }
        return;
      }
      const Operand& operand = operands[cells[i]];
      for (int64_t v = operand.low; v <= std::min<int64_t>(operand.high, 13); ++v) {
        values[i] = v;
        attempt(i + 1);
      }
    };
    attempt(0);
    std::vector<Operand> propagated = operands;
    const bool possible = Propagate(form_, {e}, propagated);
    ASSERT_EQ(possible, !seen[0].empty());
    for (size_t k = 0; possible && k < cells.size(); ++k) {
      const bool one_value = std::all_of(seen[k].begin(), seen[k].end(), [&](int64_t v) { return v == seen[k][0]; });
      const Operand& outcome = propagated[cells[k]];
      ASSERT_EQ(outcome.is_number(), one_value);
      if (one_value) {
        ASSERT_EQ(outcome.value(), seen[k][0]);
      }
    }
  }
}

TEST_F(Equations, ImplyTheTrueValueOfAMissingCellOrNone) {
  std::mt19937 random(5);
  for (int round = 0; round < 200; ++round) {
    // A report in which only the first applicants asked, and all got it.
    std::vector<report::Cell> truth(form_.cell_count(), {.value = 0, .state = report::CellState::kRead});
    const auto asked = static_cast<int64_t>(random() % 5);
    for (const char* row :
         {"applications.newly_received", "applications.results.granted", "applications.results.total"}) {
      for (const char* column : {".natural_person", ".total"}) {
        truth[Cell(std::string(row) + column)].value = asked;
      }
    }
    std::vector<report::Cell> cells = truth;
    for (uint32_t losses = random() % 40; losses > 0; --losses) {
      cells[random() % cells.size()] = {.value = 0, .state = report::CellState::kMissing};
    }
    for (const auto& [cell, value] : ImpliedValues(form_, cells)) {
      ASSERT_FALSE(cells[cell].has_value());
      ASSERT_EQ(value, truth[cell].value) << form_.cells()[cell].path;
    }
  }
}

TEST_F(Equations, ThatContradictEachOtherImplyNothing) {
  std::vector<report::Cell> cells(form_.cell_count(), {.value = 0, .state = report::CellState::kRead});
  const int granted = Cell("applications.results.granted.natural_person");
  cells[granted] = {.value = 0, .state = report::CellState::kMissing};
  cells[Cell("applications.results.granted.total")].value = 5;         // the row says 5
  cells[Cell("applications.results.total.natural_person")].value = 3;  // the column says 3
  for (const auto& [cell, value] : ImpliedValues(form_, cells)) {
    EXPECT_NE(cell, granted) << value;
  }
}

}  // namespace
}  // namespace gouji::parse
