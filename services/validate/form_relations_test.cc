// What the relations of a form are worth together: whether they can all hold, and which say nothing new.
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/validate/equations.h"
#include "services/validate/sample_report.h"

namespace gouji::validate {
namespace {

using report::Form;

using Row = std::vector<int64_t>;

Row CoefficientsOf(const Form& form, const report::Equation& equation) {
  Row row(form.cell_count(), 0);
  for (const int cell : equation.left) {
    row[cell] += 1;
  }
  for (const int cell : equation.right) {
    row[cell] -= 1;
  }
  return row;
}

// Exact elimination over the integers: each row of `basis` has a leading cell that later ones do not have.
class RowSpace {
 public:
  // Adds a row; returns whether it was independent of those before.
  bool Add(Row row) {
    for (const Row& pivot : basis_) {
      const size_t lead = Lead(pivot);
      if (row[lead] == 0) {
        continue;
      }
      const int64_t scale = pivot[lead];
      const int64_t factor = row[lead];
      int64_t divisor = 0;
      for (size_t i = 0; i < row.size(); ++i) {
        row[i] = row[i] * scale - pivot[i] * factor;
        divisor = std::gcd(divisor, row[i]);
      }
      if (divisor > 1) {
        for (int64_t& value : row) {
          value /= divisor;
        }
      }
    }
    if (Lead(row) == row.size()) {
      return false;
    }
    basis_.push_back(std::move(row));
    return true;
  }

  size_t rank() const { return basis_.size(); }

 private:
  static size_t Lead(const Row& row) {
    size_t i = 0;
    while (i < row.size() && row[i] == 0) {
      ++i;
    }
    return i;
  }

  std::vector<Row> basis_;
};

TEST(FormRelations, OfTheFormOf2021HaveRankFortyAndTwoAreImplied) {
  const Form& form = *sample::Catalog().Find("ogi-2021");
  RowSpace space;
  std::vector<std::string> implied;
  for (const report::Equation& equation : form.equations()) {
    if (!space.Add(CoefficientsOf(form, equation))) {
      implied.push_back(equation.id);
    }
  }
  EXPECT_EQ(form.equations().size(), 42U);
  EXPECT_EQ(space.rank(), 40U);
  // The column of totals follows from the rows and the six other columns.
  EXPECT_THAT(implied, testing::ElementsAre("column_sum[total]", "balance[total]"));
}

TEST(FormRelations, AreImpliedOnlyByTheRowsAndColumnsThatTheyAddUp) {
  const Form& form = *sample::Catalog().Find("ogi-2021");
  // Without any one of these, column_sum[total] says something new.
  for (const std::string& left_out :
       {std::string("row_sum[applications.results.granted]"), std::string("row_sum[applications.results.total]"),
        std::string("column_sum[legal_service]")}) {
    RowSpace space;
    bool total_is_new = false;
    for (const report::Equation& equation : form.equations()) {
      if (equation.id == left_out) {
        continue;
      }
      const bool is_new = space.Add(CoefficientsOf(form, equation));
      if (equation.id == "column_sum[total]") {
        total_is_new = is_new;
      }
    }
    EXPECT_TRUE(total_is_new) << left_out;
  }
}

// The equations have no constants, so zeros always satisfy them; that would say little. They are consistent when every
// cell may be positive at once: none forces another to be 0.
TEST(FormRelations, CanAllHoldWithEveryCellPositive) {
  report::Report report = sample::Consistent();
  for (report::Cell& cell : report.cells) {
    cell.value = 1;
  }
  const int64_t results_rows = 21;
  for (const char* column :
       {"natural_person", "business", "research_institution", "social_organization", "legal_service", "other"}) {
    sample::Set(report, std::string("applications.results.total.") + column, results_rows);
    sample::Set(report, std::string("applications.newly_received.") + column, results_rows);
  }
  for (const report::Equation& equation : report.form->equations()) {
    const std::string& relation = report.form->relations()[equation.relation].id;
    if (relation == "row_sum" || relation == "dispute_sum") {
      int64_t sum = 0;
      for (const int cell : equation.left) {
        sum += report.cells[cell].value;
      }
      ASSERT_EQ(equation.right.size(), 1U);
      report.cells[equation.right.front()].value = sum;
    }
  }
  for (const report::Cell& cell : report.cells) {
    EXPECT_GT(cell.value, 0);
  }
  const std::vector<EquationResult> results = Equations::Create(*report.form)->Evaluate(report);
  for (size_t e = 0; e < results.size(); ++e) {
    EXPECT_EQ(results[e].outcome, Outcome::kHolds) << report.form->equations()[e].id;
  }
}

}  // namespace
}  // namespace gouji::validate
