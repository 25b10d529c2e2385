#include "tests/generator/generate.h"

#include <gtest/gtest.h>

#include <numeric>

#include "services/report/form.h"

namespace gouji::generator {
namespace {

using report::Equation;
using report::Form;
using report::FormCatalog;

const FormCatalog& Catalog() {
  static const auto* const kCatalog = new absl::StatusOr<FormCatalog>(FormCatalog::BuiltIn());
  return kCatalog->value();
}

GeneratedReport ReportOf(const Form& form, uint64_t index) {
  GeneratorOptions options;
  options.index = index;
  return Generate(form, 1, options);
}

int64_t Sum(const GeneratedReport& report, const std::vector<int>& cells) {
  return std::accumulate(cells.begin(), cells.end(), int64_t{0},
                         [&](int64_t sum, int cell) { return sum + report.cells[cell]; });
}

TEST(Generate, MeetsEveryEquationOfEveryForm) {
  for (const Form& form : Catalog().forms()) {
    for (uint64_t index = 0; index < 500; ++index) {
      const GeneratedReport report = ReportOf(form, index);
      ASSERT_EQ(report.cells.size(), static_cast<size_t>(form.cell_count()));
      for (const Equation& equation : form.equations()) {
        ASSERT_EQ(Sum(report, equation.left), Sum(report, equation.right)) << form.id() << " " << equation.id;
      }
    }
  }
}

TEST(Generate, MakesNoNegativeFigureButForChanges) {
  for (const Form& form : Catalog().forms()) {
    for (uint64_t index = 0; index < 500; ++index) {
      const GeneratedReport report = ReportOf(form, index);
      for (int cell = 0; cell < form.cell_count(); ++cell) {
        ASSERT_TRUE(report.cells[cell] >= 0 || report::MayBeNegative(form.cells()[cell].type))
            << form.cells()[cell].path;
      }
    }
  }
}

TEST(Generate, MakesMostFiguresZeroButUsesEveryCell) {
  const Form& form = *Catalog().Find("ogi-2021");
  std::vector<int> used(form.cell_count(), 0);
  constexpr int kReports = 2000;
  for (uint64_t index = 0; index < kReports; ++index) {
    const GeneratedReport report = ReportOf(form, index);
    for (int cell = 0; cell < form.cell_count(); ++cell) {
      used[cell] += report.cells[cell] != 0 ? 1 : 0;
    }
  }
  for (int cell = 0; cell < form.cell_count(); ++cell) {
    const bool is_regulation = form.cells()[cell].path.find(".regulations.") != std::string::npos;
    EXPECT_EQ(used[cell] == 0, is_regulation) << form.cells()[cell].path;
  }
  EXPECT_LT(std::accumulate(used.begin(), used.end(), 0), kReports * form.cell_count() / 3);
}

TEST(Generate, GivesEachIndexAnotherAgencyAndOtherFigures) {
  const Form& form = *Catalog().Find("ogi-2021");
  EXPECT_NE(ReportOf(form, 1).agency, ReportOf(form, 2).agency);
  EXPECT_NE(ReportOf(form, 1).cells, ReportOf(form, 2).cells);
}

TEST(Generate, KeepsTheAgencyWhenTheSeedChanges) {
  const Form& form = *Catalog().Find("ogi-2021");
  GeneratorOptions options;
  options.index = 7;
  EXPECT_EQ(Generate(form, 1, options).agency, Generate(form, 2, options).agency);
  EXPECT_NE(Generate(form, 1, options).cells, Generate(form, 2, options).cells);
}

TEST(Generate, StaysWithinTheYearsAsked) {
  const Form& form = *Catalog().Find("ogi-2021");
  GeneratorOptions options;
  options.first_year = options.last_year = 2022;
  for (options.index = 0; options.index < 20; ++options.index) {
    EXPECT_EQ(Generate(form, 1, options).year, 2022);
  }
}

}  // namespace
}  // namespace gouji::generator
