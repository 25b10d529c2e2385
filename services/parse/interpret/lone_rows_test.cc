#include "services/parse/interpret/lone_rows.h"

#include <string>

#include "gtest/gtest.h"

namespace gouji::parse {
namespace {

using report::CellState;

// Table 3 of the form of 2021, in which everything is 0 but two rows.
class LoneRows : public testing::Test {
 protected:
  LoneRows() : cells_(form().cell_count(), {.value = 0, .state = CellState::kRead}) {}

  const report::Form& form() const { return *catalog_.Find("ogi-2021"); }
  RowSpan Row(const std::string& path) const {
    return {.first_cell = *form().FindCell(path + ".natural_person"), .column_count = 7};
  }
  void Set(const std::string& path, int64_t value, CellState state = CellState::kRead) {
    cells_[*form().FindCell(path)] = {.value = value, .state = state};
  }
  std::vector<int> Unconfirmed(const std::string& path) const {
    return UnconfirmedCells(form(), cells_, {Row(path)}, {});
  }

  report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  std::vector<report::Cell> cells_;
};

TEST_F(LoneRows, AreConfirmedByTheSumsOfTheirColumns) {
  for (const char* row : {"applications.results.granted", "applications.results.total"}) {
    Set(std::string(row) + ".natural_person", 2);
    Set(std::string(row) + ".total", 2);
  }
  EXPECT_TRUE(Unconfirmed("applications.results.granted").empty());
}

TEST_F(LoneRows, AreNotConfirmedBySumsThatFail) {
  Set("applications.results.granted.natural_person", 2);
  Set("applications.results.granted.total", 2);
  Set("applications.results.total.natural_person", 2);
  Set("applications.results.total.business", 2);
  Set("applications.results.total.total", 4);
  EXPECT_EQ(Unconfirmed("applications.results.granted").size(), 7U - 1U) << "only the part is right";
}

TEST_F(LoneRows, AreNotConfirmedBySumsThatAreNotComplete) {
  for (const char* row : {"applications.results.granted", "applications.results.total"}) {
    Set(std::string(row) + ".natural_person", 2);
    Set(std::string(row) + ".total", 2);
  }
  Set("applications.results.refused.state_secret.natural_person", 0, CellState::kMissing);
  const std::vector<int> unconfirmed = Unconfirmed("applications.results.granted");
  ASSERT_FALSE(unconfirmed.empty());
  EXPECT_EQ(unconfirmed[0], Row("applications.results.granted").first_cell);
  EXPECT_EQ(unconfirmed.size(), 6U) << "the total is confirmed by its own column, the zeros are in doubt";
  EXPECT_TRUE(UnconfirmedCells(form(), cells_, {Row("applications.results.granted")},
                               {Row("applications.results.refused.state_secret")})
                  .empty())
      << "a row of zeros is known wherever they stand";
}

TEST_F(LoneRows, OfZerosNeedNoConfirmation) {
  Set("applications.results.total.natural_person", 5);
  EXPECT_TRUE(Unconfirmed("applications.results.granted").empty());
}

}  // namespace
}  // namespace gouji::parse
