#include "services/parse/interpret/alignment.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include "gtest/gtest.h"

namespace gouji::parse {
namespace {

using Kind = ResolvedCell::Kind;
using report::CellState;

constexpr int kColumns = 7;

class Alignments : public testing::Test {
 protected:
  static CellReading Number(int64_t value) {
    return {.state = CellState::kRead, .value = value, .reason = "", .odd_decimals = false};
  }

  OpenRow Row(std::string_view path, const std::vector<int64_t>& values) const {
    std::vector<CellReading> readings;
    for (const int64_t value : values) {
      readings.push_back(Number(value));
    }
    return {.first_cell = *form_.FindCell(std::string(path) + ".natural_person"),
            .tokens = RowTokens(std::move(readings)),
            .alternatives = AllAlignments(static_cast<int>(values.size()), kColumns, kLostPlace, 500)};
  }

  // The definition of "admissible", tried out: for each column the values that it has in any alignment of the row for
  // which there are non-negative integers that satisfy the row's own sum and the sums of its columns with the settled
  // cells. The settled cells leave exactly `column_value` for each column of the row, where set.
  static std::vector<std::set<int64_t>> TryAll(const std::vector<int64_t>& tokens,
                                               const std::vector<std::optional<int64_t>>& column_value) {
    std::vector<std::set<int64_t>> seen(kColumns);
    std::vector<int64_t> values(kColumns);
    constexpr int64_t kMost = 12;
    const std::function<void(int, size_t)> place = [&](int column, size_t token) {
      if (column == kColumns) {
        int64_t sum = 0;
        for (int c = 0; c + 1 < kColumns; ++c) {
          sum += values[c];
        }
        if (token == tokens.size() && sum == values.back()) {
          for (int c = 0; c < kColumns; ++c) {
            seen[c].insert(values[c]);
          }
        }
        return;
      }
      const auto fits = [&](int64_t value) {
        return !column_value[column].has_value() || *column_value[column] == value;
      };
      if (token < tokens.size() && fits(tokens[token])) {
        values[column] = tokens[token];
        place(column + 1, token + 1);
      }
      if (static_cast<size_t>(kColumns - column) > tokens.size() - token) {
        for (int64_t value = 0; value <= kMost; ++value) {
          if (fits(value)) {
            values[column] = value;
            place(column + 1, token);
          }
        }
      }
    };
    place(0, 0);
    return seen;
  }

  report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  const report::Form& form_ = catalog_.forms().front();
};

TEST_F(Alignments, AllOfThemAreListedUnlessTheyAreTooMany) {
  EXPECT_EQ(AllAlignments(6, 7, kLostPlace, 500).size(), 7U);
  EXPECT_EQ(AllAlignments(5, 7, kLostPlace, 500).size(), 21U);
  EXPECT_EQ(AllAlignments(7, 7, kLostPlace, 500).size(), 1U);
  EXPECT_EQ(AllAlignments(0, 3, kDroppedPlace, 500), (std::vector<Alignment>{{-2, -2, -2}}));
  EXPECT_TRUE(AllAlignments(8, 7, kLostPlace, 500).empty());
  EXPECT_TRUE(AllAlignments(5, 7, kLostPlace, 20).empty());
}

// Against the slow definition: a cell is determined only when all admissible alignments give it one value, and then
// with that value.
TEST_F(Alignments, AgreeWithTryingAllAlignmentsAndValues) {
  std::mt19937 random(17);
  int determined = 0;
  int open = 0;
  int overlooked = 0;
  for (int round = 0; round < 400; ++round) {
    std::vector<int64_t> truth(kColumns);
    for (int c = 0; c + 1 < kColumns; ++c) {
      truth[c] = random() % 3 == 0 ? static_cast<int64_t>(random() % 3) : 0;
      truth.back() += truth[c];
    }
    std::vector<int64_t> tokens = truth;
    for (uint32_t losses = 1 + random() % 2; losses > 0; --losses) {
      tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(random() % tokens.size()));
    }
    // All other results are settled as 0, so that the total of results leaves the true value of this row; in some
    // columns that total is not printed.
    std::vector<report::Cell> cells(form_.cell_count());
    for (int c = 0; c < form_.cell_count(); ++c) {
      if (form_.cells()[c].path.starts_with("applications.results.")) {
        cells[c] = {.value = 0, .state = CellState::kRead};
      }
    }
    std::vector<std::optional<int64_t>> column_value(kColumns);
    const int total = *form_.FindCell("applications.results.total.natural_person");
    for (int c = 0; c < kColumns; ++c) {
      if (random() % 3 != 0) {
        cells[total + c] = {.value = truth[c], .state = CellState::kRead};
        column_value[c] = truth[c];
      } else {
        cells[total + c] = {};
      }
    }
    const auto expected = TryAll(tokens, column_value);
    const OpenRow row = Row("applications.results.granted", tokens);
    const auto resolved = ResolveRows(form_, cells, {row})[0];
    for (int c = 0; c < kColumns; ++c) {
      ASSERT_FALSE(expected[c].empty());
      ASSERT_NE(resolved[c].kind, Kind::kDropped);
      if (resolved[c].kind == Kind::kOpen) {
        // Propagation does not see everything that trying all values sees; it may leave open, never decide wrongly.
        overlooked += expected[c].size() == 1 ? 1 : 0;
        ++open;
        continue;
      }
      const int64_t value =
          resolved[c].kind == Kind::kToken ? row.tokens.At(resolved[c].token, 0).value : resolved[c].value;
      ASSERT_EQ(expected[c], std::set<int64_t>{value}) << "round " << round << " column " << c;
      ASSERT_EQ(value, truth[c]);
      ++determined;
    }
  }
  EXPECT_GT(determined, 500);
  EXPECT_GT(open, 100);
  EXPECT_LT(10 * overlooked, open);
}

TEST_F(Alignments, WhenAllAgreeTheLossGoesToTheLastColumn) {
  // Six zeros for seven columns, in a table of zeros.
  std::vector<report::Cell> cells(form_.cell_count(), {.value = 0, .state = CellState::kRead});
  const auto resolved = ResolveRows(form_, cells, {Row("applications.results.granted", {0, 0, 0, 0, 0, 0})})[0];
  for (int c = 0; c + 1 < kColumns; ++c) {
    EXPECT_EQ(resolved[c].kind, Kind::kToken) << c;
  }
  EXPECT_EQ(resolved.back().kind, Kind::kInferred);
  EXPECT_EQ(resolved.back().value, 0);
  EXPECT_GE(resolved.back().equation, 0);
}

TEST_F(Alignments, ARowThatContradictsTheTableStaysOpen) {
  std::vector<report::Cell> cells(form_.cell_count(), {.value = 0, .state = CellState::kRead});
  const auto resolved = ResolveRows(form_, cells, {Row("applications.results.granted", {5, 0, 0, 0, 0, 0})});
  for (const ResolvedCell& cell : resolved[0]) {
    EXPECT_EQ(cell.kind, Kind::kOpen);
  }
}

TEST_F(Alignments, ARowWithoutAlternativesHasNothingToResolve) {
  OpenRow row = Row("applications.results.granted", {1});
  row.alternatives.clear();
  EXPECT_TRUE(ResolveRows(form_, std::vector<report::Cell>(form_.cell_count()), {row})[0].empty());
}

TEST_F(Alignments, TooManyCombinationsLeaveCellsOpenInsteadOfTakingForever) {
  std::vector<OpenRow> rows;
  for (const char* row : {"granted", "partially_granted", "refused.state_secret", "refused.prohibited_by_law",
                          "refused.safety_and_stability", "refused.third_party_rights", "refused.internal_affairs"}) {
    rows.push_back(Row(std::string("applications.results.") + row, {0, 0, 1, 1}));
  }
  const auto resolved = ResolveRows(form_, std::vector<report::Cell>(form_.cell_count()), rows);
  EXPECT_EQ(resolved.size(), rows.size());
}

TEST_F(Alignments, APrintedBlankIsNeverTakenForTheLostFigure) {
  // 1, 0, 0, 4, 0 and an empty cell: in the total column under every alignment left, so there is no total.
  OpenRow row = Row("applications.results.partially_granted", {});
  const CellReading blank{.state = CellState::kBlank, .value = 0, .reason = "", .odd_decimals = false};
  row.tokens = RowTokens({Number(1), Number(0), Number(0), Number(4), Number(0), blank});
  row.alternatives = {{0, kLostPlace, 1, 2, 3, 4, 5}, {0, 1, kLostPlace, 2, 3, 4, 5}, {0, 1, 2, kLostPlace, 3, 4, 5}};
  std::vector<report::Cell> cells(form_.cell_count(), {.value = 0, .state = CellState::kRead});
  // The sums of the columns: what the row must hold.
  const auto set = [&](const std::string& column, int64_t value) {
    cells[*form_.FindCell("applications.results.total." + column)].value = value;
    cells[*form_.FindCell("applications.newly_received." + column)].value = value;
  };
  set("natural_person", 1);
  set("legal_service", 4);
  set("total", 5);
  const auto resolved = ResolveRows(form_, cells, {row});
  ASSERT_EQ(resolved[0].size(), 7U);
  EXPECT_EQ(resolved[0][6].kind, Kind::kToken);
  EXPECT_EQ(resolved[0][6].token, 5);
  EXPECT_EQ(resolved[0][5].kind, Kind::kInferred);  // by convention the last figure
  EXPECT_EQ(resolved[0][5].value, 0);
}

}  // namespace
}  // namespace gouji::parse
