#include "services/cli/stats/summary_figures.h"

#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/str_split.h"
#include "fmt/format.h"
#include "services/cli/money_text.h"
#include "services/cli/stats/cell_names.h"
#include "services/cli/stats/population_text.h"

namespace gouji::cli {
namespace {

constexpr double kFenInWanYuan = 1e6;

Figure Amount(std::int64_t value, report::CellType type) {
  const double number = static_cast<double>(value);
  return {.text = ValueText(value, type),
          .number = report::IsMoney(type) ? number / kFenInWanYuan : number,
          .exact = fmt::format("{}", value)};
}

Figure Count(std::int64_t count) { return {.text = fmt::format("{}", count), .number = static_cast<double>(count)}; }

std::vector<Figure> CellRow(const statistics::v1::CellTotal& total, const CellNames& names) {
  const NamedCell cell = names.Find(total.cell());
  std::vector<Figure> row = {{.text = cell.name, .exact = total.cell()},
                             Amount(total.sum(), cell.type),
                             Count(total.value_count()),
                             Count(total.blank_count()),
                             Count(total.missing_count()),
                             Amount(total.implied_sum(), cell.type),
                             Count(total.implied_count())};
  if (total.has_feasible()) {
    row.push_back(Amount(total.feasible().least(), cell.type));
    row.push_back(Amount(total.feasible().greatest(), cell.type));
  } else {
    row.push_back({.text = ""});
    row.push_back({.text = ""});
  }
  return row;
}

}  // namespace

std::vector<FigureTable> SummaryFigures(const gateway::v1::SummarizeResponse& response,
                                        const report::FormCatalog& catalog, Language language) {
  const CellNames names(catalog, language);
  const auto text = [language](std::string_view zh, std::string_view en) {
    return std::string(Choose(language, zh, en));
  };
  FigureTable table;
  table.title = text("汇总", "summary");
  const std::string coverage = CoverageText(response.summary().basis(), response.summary().coverage(), language);
  table.notes = absl::StrSplit(coverage, '\n', absl::SkipEmpty());
  if (!response.groups().empty()) table.columns.push_back({.key = "group", .name = text("分组", "group")});
  table.columns.push_back({.key = "cell", .name = text("单元格", "cell")});
  for (const auto& [key, zh, en] : {
           std::tuple("sum", "合计", "sum"),
           std::tuple("value_count", "有数", "with number"),
           std::tuple("blank_count", "空白", "blank"),
           std::tuple("missing_count", "缺失", "missing"),
           std::tuple("implied_sum", "推算合计", "implied sum"),
           std::tuple("implied_count", "推算", "implied"),
           std::tuple("feasible_least", "可能最小", "feasible least"),
           std::tuple("feasible_greatest", "可能最大", "feasible greatest"),
       }) {
    table.columns.push_back({.key = key, .name = text(zh, en), .is_number = true});
  }
  if (response.groups().empty()) {
    for (const statistics::v1::CellTotal& total : response.summary().cells()) {
      table.rows.push_back(CellRow(total, names));
    }
  }
  for (const statistics::v1::GroupSummary& group : response.groups()) {
    const std::string name = GroupName(group.group(), language);
    for (const statistics::v1::CellTotal& total : group.summary().cells()) {
      std::vector<Figure> row = CellRow(total, names);
      row.insert(row.begin(), {.text = name});
      table.rows.push_back(std::move(row));
    }
  }
  std::vector<FigureTable> tables;
  tables.push_back(std::move(table));
  return tables;
}

}  // namespace gouji::cli
