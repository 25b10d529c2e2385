#include "services/parse/interpret/confirmation.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace gouji::parse {
namespace {

using report::Cell;
using report::CellState;

class Confirmation : public testing::Test {
 protected:
  int Index(std::string_view path) const { return *form_.FindCell(path); }

  // Zeros throughout.
  std::vector<Cell> Zeros() const {
    return std::vector<Cell>(form_.cell_count(), Cell{.value = 0, .state = CellState::kRead});
  }

  // Figures that satisfy all relations of applications: details at random, sums made of them.
  std::vector<Cell> Consistent(std::mt19937& random, int greatest) const {
    std::vector<Cell> cells = Zeros();
    const report::FormTable& table = form_.tables()[1];
    const size_t columns = table.blocks[0].columns.size();
    const auto at = [&](size_t row, size_t column) -> int64_t& {
      return cells[table.rows[row].first_cell + static_cast<int>(column)].value;
    };
    const size_t total = table.rows.size() - 2;
    for (size_t c = 0; c + 1 < columns; ++c) {
      for (size_t r = 2; r < total; ++r) {
        at(r, c) = random() % 3 == 0 ? random() % (greatest + 1) : 0;
        at(total, c) += at(r, c);
      }
      at(total + 1, c) = random() % (greatest + 1);
      const int64_t sum = at(total, c) + at(total + 1, c);
      at(1, c) = static_cast<int64_t>(random() % (sum + 1));
      at(0, c) = sum - at(1, c);
    }
    for (size_t r = 0; r < table.rows.size(); ++r) {
      for (size_t c = 0; c + 1 < columns; ++c) {
        at(r, columns - 1) += at(r, c);
      }
    }
    return cells;
  }

  std::vector<bool> Believed(const std::vector<Cell>& cells) const {
    return BelievedCells(form_, cells, std::vector<Reliance>(cells.size(), Reliance::kRecognised));
  }

  bool IsApplication(int cell) const { return form_.cells()[cell].table == 1; }

  report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  const report::Form& form_ = *catalog_.Find("ogi-2021");
};

TEST_F(Confirmation, BelievesWhatIsPrintedInCharacters) {
  std::vector<Cell> cells = Zeros();
  cells[Index("applications.newly_received.total")].value = 7;
  const std::vector<bool> believed = BelievedCells(form_, cells, std::vector(cells.size(), Reliance::kPrinted));
  EXPECT_EQ(std::count(believed.begin(), believed.end(), true), form_.cell_count());
}

TEST_F(Confirmation, ConfirmsAConsistentTableAndNothingOutsideOfTheRelations) {
  std::mt19937 random(1);
  const std::vector<bool> believed = Believed(Consistent(random, 300));
  for (int cell = 0; cell < form_.cell_count(); ++cell) {
    EXPECT_EQ(believed[cell], IsApplication(cell)) << form_.cells()[cell].path;
  }
}

TEST_F(Confirmation, NeverConfirmsOneOrTwoWrongReadings) {
  std::mt19937 random(2);
  int confirmed = 0;
  for (int round = 0; round < 500; ++round) {
    std::vector<Cell> cells = Consistent(random, 40);
    std::vector<int> wrong;
    for (int i = 0; i < 1 + round % 2; ++i) {
      const report::FormTable& table = form_.tables()[1];
      wrong.push_back(table.first_cell + static_cast<int>(random() % table.cell_count));
      // Often by the same amount, so that errors cancel.
      cells[wrong.back()].value += round % 4 < 2 ? 6 : 1 + static_cast<int>(random() % 9);
    }
    if (wrong.size() == 2 && wrong[0] == wrong[1]) {
      continue;
    }
    const std::vector<bool> believed = Believed(cells);
    confirmed += static_cast<int>(std::count(believed.begin(), believed.end(), true));
    for (const int cell : wrong) {
      EXPECT_FALSE(believed[cell]) << "round " << round << ": " << form_.cells()[cell].path;
    }
  }
  EXPECT_GT(confirmed, 500 * 100);
}

TEST_F(Confirmation, ConfirmsTheRestOfTheRowAndColumnOfAWrongReading) {
  std::mt19937 random(3);
  std::vector<Cell> cells = Consistent(random, 300);
  const int wrong = Index("applications.results.granted.business");
  cells[wrong].value += 5;
  const std::vector<bool> believed = Believed(cells);
  for (int cell = 0; cell < form_.cell_count(); ++cell) {
    EXPECT_EQ(believed[cell], IsApplication(cell) && cell != wrong) << form_.cells()[cell].path;
  }
}

TEST_F(Confirmation, DoesNotTrustAReportWhoseOnlyFigureMayBeAnother) {
  std::vector<Cell> cells = Zeros();
  for (const std::string row : {"newly_received", "results.granted", "results.total"}) {
    for (const std::string column : {"natural_person", "total"}) {
      cells[Index("applications." + row + "." + column)].value = 7;  // or 1 each time
    }
  }
  const std::vector<bool> believed = Believed(cells);
  for (int cell = 0; cell < form_.cell_count(); ++cell) {
    EXPECT_EQ(believed[cell], IsApplication(cell) && cells[cell].value == 0) << form_.cells()[cell].path;
  }
}

TEST_F(Confirmation, TakesBlanksForZero) {
  std::mt19937 random(4);
  std::vector<Cell> cells = Consistent(random, 300);
  for (Cell& cell : cells) {
    if (cell.value == 0) {
      cell.state = CellState::kBlank;
    }
  }
  const std::vector<bool> believed = Believed(cells);
  EXPECT_EQ(std::count(believed.begin(), believed.end(), true), form_.tables()[1].cell_count);
}

TEST_F(Confirmation, AMissingCellStaysUnconfirmedAndTheRestIsConfirmedAroundIt) {
  std::mt19937 random(5);
  std::vector<Cell> cells = Consistent(random, 300);
  const int missing = Index("applications.results.granted.natural_person");
  cells[missing] = {.value = 0, .state = CellState::kMissing};
  const std::vector<bool> believed = Believed(cells);
  for (int cell = 0; cell < form_.cell_count(); ++cell) {
    EXPECT_EQ(believed[cell], IsApplication(cell) && cell != missing) << form_.cells()[cell].path;
  }
}

TEST_F(Confirmation, UnusableCellsConfirmNothing) {
  std::mt19937 random(6);
  const std::vector<Cell> cells = Consistent(random, 300);
  std::vector<Reliance> reliance(cells.size(), Reliance::kRecognised);
  // The others of their rows and columns have one equation each, with another cell that has only that one.
  const int first = Index("applications.results.granted.natural_person");
  const int second = Index("applications.results.partially_granted.other");
  reliance[first] = reliance[second] = Reliance::kUnusable;
  const std::vector<bool> believed = BelievedCells(form_, cells, reliance);
  EXPECT_FALSE(believed[first]);
  EXPECT_FALSE(believed[second]);
  EXPECT_FALSE(believed[Index("applications.results.granted.other")]);
  EXPECT_TRUE(believed[Index("applications.newly_received.natural_person")]);
}

}  // namespace
}  // namespace gouji::parse
