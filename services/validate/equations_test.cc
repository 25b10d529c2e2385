#include "services/validate/equations.h"

#include <algorithm>
#include <functional>

#include "google/protobuf/text_format.h"
#include "gouji/report/v1/form.pb.h"
#include "gtest/gtest.h"
#include "services/validate/sample_report.h"

namespace gouji::validate {
namespace {

using report::CellState;
using report::Form;
using report::Report;

// A form with one equation: a + b + c = d + e.
constexpr char kFiveCells[] = R"pb(
  id: "five"
  name_zh: "五格"
  name_en: "five cells"
  since_year: 2021
  tables {
    id: "t"
    name_zh: "表"
    name_en: "table"
    section: 1
    blocks {
      columns {
        label { official: "a" }
        path: "a"
        type: CELL_TYPE_COUNT
        name_en: "a"
      }
      columns {
        label { official: "b" }
        path: "b"
        type: CELL_TYPE_COUNT
        name_en: "b"
      }
      columns {
        label { official: "c" }
        path: "c"
        type: CELL_TYPE_COUNT
        name_en: "c"
      }
      columns {
        label { official: "d" }
        path: "d"
        type: CELL_TYPE_COUNT
        name_en: "d"
      }
      columns {
        label { official: "e" }
        path: "e"
        type: CELL_TYPE_COUNT
        name_en: "e"
      }
      rows { path: "t" name_en: "t" }
    }
  }
  relations {
    id: "sum"
    name_zh: "和"
    name_en: "sum"
    basis_zh: "和"
    basis_en: "sum"
    values { value: "t" }
    left: "*.a"
    left: "*.b"
    left: "*.c"
    right: "*.d"
    right: "*.e"
  }
)pb";

absl::StatusOr<Form> FormFrom(const std::string& text) {
  report::v1::Form definition;
  if (!google::protobuf::TextFormat::ParseFromString(text, &definition)) {
    return absl::InvalidArgumentError("the test's form is no text proto");
  }
  return Form::Create(definition);
}

// The slow and obvious evaluation: tries every value from 0 to `limit` in every open cell.
Outcome ByTrial(const std::vector<std::optional<int64_t>>& cells, int64_t limit) {
  std::vector<int64_t> values(cells.size());
  const auto satisfies = [&] { return values[0] + values[1] + values[2] == values[3] + values[4]; };
  const std::function<bool(size_t, int64_t)> some = [&](size_t i, int64_t max) {
    if (i == cells.size()) {
      return satisfies();
    }
    if (cells[i].has_value()) {
      values[i] = *cells[i];
      return some(i + 1, max);
    }
    for (values[i] = 0; values[i] <= max; ++values[i]) {
      if (some(i + 1, max)) {
        return true;
      }
    }
    return false;
  };
  if (some(0, 0)) {
    return Outcome::kHolds;
  }
  return some(0, limit) ? Outcome::kNotAssessable : Outcome::kFails;
}

TEST(Equations, AgreeWithTrialOfEveryValueInEveryOpenCell) {
  const auto form = FormFrom(kFiveCells);
  ASSERT_TRUE(form.ok()) << form.status();
  const auto equations = Equations::Create(*form);
  ASSERT_TRUE(equations.ok()) << equations.status();
  Report report;
  report.form = &*form;
  report.cells.resize(5);
  // Each cell is open or 0 to 3: 5^5 reports. Sides differ by 9 at most, so larger values need not be tried.
  constexpr CellState kOpen[] = {CellState::kBlank, CellState::kNotApplicable, CellState::kMissing,
                                 CellState::kUnreadable};
  int seen[3] = {0, 0, 0};
  for (int code = 0; code < 5 * 5 * 5 * 5 * 5; ++code) {
    std::vector<std::optional<int64_t>> cells(5);
    int rest = code;
    for (int i = 0; i < 5; ++i, rest /= 5) {
      if (rest % 5 < 4) {
        cells[i] = rest % 5;
      }
      report.cells[i] =
          cells[i].has_value() ? report::Cell{*cells[i], CellState::kRead} : report::Cell{0, kOpen[(code + i) % 4]};
    }
    const Outcome expected = ByTrial(cells, 9);
    ASSERT_EQ(equations->Evaluate(report).front().outcome, expected) << "report " << code;
    ++seen[static_cast<int>(expected)];
  }
  for (const int count : seen) {
    EXPECT_GT(count, 100);
  }
}

TEST(Equations, FailWhenOnlyANegativeNumberCouldFillTheBlank) {
  EXPECT_EQ(Judge(5, 4, true, false), Outcome::kFails);
  EXPECT_EQ(Judge(4, 5, true, false), Outcome::kNotAssessable);
  EXPECT_EQ(Judge(4, 5, false, true), Outcome::kFails);
  EXPECT_EQ(Judge(5, 4, true, true), Outcome::kNotAssessable);
}

TEST(Equations, DoNotOverflowWithTheLargestValuesOfTheWire) {
  Report report = sample::Consistent();
  const auto equations = Equations::Create(*report.form);
  ASSERT_TRUE(equations.ok());
  for (report::Cell& cell : report.cells) {
    cell.value = 1'000'000'000'000'000;
  }
  for (const EquationResult& result : equations->Evaluate(report)) {
    EXPECT_GT(result.left, 0);
    EXPECT_GT(result.right, 0);
  }
}

TEST(Equations, AreRefusedWhenTheyNameACellTwice) {
  std::string text = kFiveCells;
  const size_t place = text.find("\"*.e\"");
  text.replace(place, 5, "\"*.a\"");
  const auto form = FormFrom(text);
  ASSERT_TRUE(form.ok()) << form.status();
  EXPECT_EQ(Equations::Create(*form).status().message(), "form five: equation sum[t] names a cell twice");
}

class DecidingEquation : public testing::Test {
 protected:
  Outcome OutcomeOf(const std::string& id) {
    const auto equations = Equations::Create(*report_.form);
    const auto& all = report_.form->equations();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& equation) { return equation.id == id; });
    return equations->Evaluate(report_)[found - all.begin()].outcome;
  }

  Report report_ = sample::Consistent();
};

TEST_F(DecidingEquation, OfAnInferredCellIsNotAssessableWhileTheOthersCount) {
  sample::SetState(report_, "applications.results.granted.total", CellState::kInferred, "2 | 1",
                   "row_sum[applications.results.granted]", 3);
  EXPECT_EQ(OutcomeOf("row_sum[applications.results.granted]"), Outcome::kNotAssessable);
  EXPECT_EQ(OutcomeOf("column_sum[total]"), Outcome::kHolds);
}

TEST_F(DecidingEquation, MayBeOneOfSeveralWithinText) {
  sample::SetState(report_, "applications.results.granted.total", CellState::kInferred, "",
                   "short row; decided by row_sum[applications.results.granted], column_sum[business].", 3);
  EXPECT_EQ(OutcomeOf("row_sum[applications.results.granted]"), Outcome::kNotAssessable);
  EXPECT_EQ(OutcomeOf("column_sum[business]"), Outcome::kNotAssessable);
  EXPECT_EQ(OutcomeOf("column_sum[natural_person]"), Outcome::kHolds);
}

TEST_F(DecidingEquation, OfAReinterpretedCellIsNotAssessable) {
  sample::SetState(report_, "applications.newly_received.total", CellState::kReinterpreted, "7|0", "balance[total]", 7);
  EXPECT_EQ(OutcomeOf("balance[total]"), Outcome::kNotAssessable);
  EXPECT_EQ(OutcomeOf("row_sum[applications.newly_received]"), Outcome::kHolds);
}

TEST_F(DecidingEquation, IsNoneWhenTheReasonNamesNone) {
  sample::SetState(report_, "applications.newly_received.total", CellState::kReinterpreted, "7①",
                   "footnote mark [1] dropped, my_balance[total]", 7);
  EXPECT_EQ(OutcomeOf("row_sum[applications.newly_received]"), Outcome::kHolds);
  EXPECT_EQ(OutcomeOf("balance[total]"), Outcome::kHolds);
}

TEST_F(DecidingEquation, OfABlankCellStaysAssessable) {
  sample::SetState(report_, "applications.results.granted.other", CellState::kBlank, "",
                   "row_sum[applications.results.granted]");
  EXPECT_EQ(OutcomeOf("row_sum[applications.results.granted]"), Outcome::kHolds);
}

}  // namespace
}  // namespace gouji::validate
