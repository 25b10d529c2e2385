#ifndef GOUJI_SERVICES_STATISTICS_ANALYSIS_TESTING_SMALL_REGISTER_H_
#define GOUJI_SERVICES_STATISTICS_ANALYSIS_TESTING_SMALL_REGISTER_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "services/report/roster.h"
#include "services/report/unit_tree.h"
#include "services/statistics/analysis/compilation_concerns.h"
#include "services/statistics/cube/cube_builder.h"
#include "services/statistics/cube/testing/corpus.h"
#include "services/statistics/testing/items.h"

namespace gouji::statistics::testing {

// Reports of named units with a few figures, and the cube of them in the tree of a roster or of divisions.
class SmallRegister {
 public:
  using Figures = std::map<std::string, int64_t>;  // by cell; all others are printed 0

  // A report on the form of 2021.
  OwnedReport& Add(const std::string& unit, const Figures& figures,
                   report::ReportScope scope = report::ReportScope::kOwn, int year = 2023) {
    OwnedReport report;
    report.year = year;
    report.unit = unit;
    report.agency_name = unit;
    report.scope = scope;
    report.form = &kernel_.form();
    report.cells.resize(kernel_.form().cells().size(), {.state = report::CellState::kRead});
    for (const auto& [cell, value] : figures) At(report, cell).value = value;
    return reports_[Key(report.year, unit)] = std::move(report);
  }

  static TotalCell& At(OwnedReport& report, const std::string& cell) {
    return report.cells[static_cast<std::size_t>(report.form->FindCell(cell).value())];
  }

  void SetRoster(std::string_view csv) {
    roster_ = std::make_unique<const report::Roster>(report::Roster::Parse(csv).value());
  }

  std::shared_ptr<const Cube> MakeCube() const {
    CubeBuilder builder(
        [this](std::string_view unit, int year) { return report::ParentUnit(roster_.get(), unit, year); });
    for (const auto& [key, report] : reports_) {
      View(report, [&builder](const CurrentReport& current) { builder.Put(current); });
    }
    return builder.Snapshot(1);
  }

  Government GovernmentOf(const std::string& unit) const {
    Government government;
    government.unit.set_unit(unit);
    government.unit.set_name(unit);
    government.year = 2023;
    government.roster = roster_.get();
    return government;
  }

  const Kernel& kernel() const { return kernel_; }

 private:
  Kernel kernel_;
  Reports reports_;
  std::unique_ptr<const report::Roster> roster_;
};

}  // namespace gouji::statistics::testing

#endif  // GOUJI_SERVICES_STATISTICS_ANALYSIS_TESTING_SMALL_REGISTER_H_
