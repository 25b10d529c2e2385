#include "services/cli/export/export_figures.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "fmt/format.h"
#include "services/cli/stats/coverage_figures.h"
#include "services/cli/stats/measure_text.h"
#include "services/cli/stats/population_text.h"
#include "services/cli/stats/summary_figures.h"

namespace gouji::cli {
namespace {

using statistics::v1::Coverage;

Figure Text(std::string_view text) { return {.text = std::string(text)}; }
Figure Count(std::int64_t count) { return {.text = fmt::format("{}", count), .number = static_cast<double>(count)}; }

// Makes a table of texts and counts.
class TableMaker {
 public:
  TableMaker(std::string_view title_zh, std::string_view title_en, Language language) : language_(language) {
    table_.title = std::string(Choose(language, title_zh, title_en));
  }
  void AddColumn(std::string key, std::string_view zh, std::string_view en, bool is_number = false) {
    table_.columns.push_back(
        {.key = std::move(key), .name = std::string(Choose(language_, zh, en)), .is_number = is_number});
  }
  FigureTable& table() { return table_; }
  FigureTable Take() { return std::move(table_); }

 private:
  const Language language_;
  FigureTable table_;
};

std::vector<Figure> CoverageRow(std::string_view name, const Coverage& coverage) {
  return {Text(name),
          Count(coverage.matched_count()),
          Count(coverage.counted_count()),
          Count(coverage.not_own_count()),
          Count(coverage.covered_count()),
          Count(coverage.unit_count()),
          Count(coverage.unplaced_count()),
          Count(coverage.with_errors_count())};
}

struct State {
  std::string_view id;
  std::string_view meaning_zh;
  std::string_view meaning_en;
  std::string_view shown_zh;
  std::string_view shown_en;
};

constexpr std::array<State, 8> kStates = {{
    {"READ", "按原文读取", "read as printed", "数字", "the number"},
    {"BLANK", "原文为空格", "an empty cell is printed", "空", "empty"},
    {"NOT_APPLICABLE", "原文为“/”“-”“无”“不涉及”等", "\"/\", \"-\", 无, 不涉及 … is printed", "原文",
     "what is printed"},
    {"INFERRED", "原文受损，由勾稽关系唯一确定", "lost by damage, and determined by the relations of the form",
     "数字，有底色", "the number, shaded"},
    {"MISSING", "缺失，无法确定", "lost, and not determined", "空，有底色", "empty, shaded"},
    {"UNREADABLE", "不是数字", "no number by the grammar of numbers", "原文，有底色", "what is printed, shaded"},
    {"REINTERPRETED", "读取时作了修正，原文另存", "the reading was repaired; what is printed is kept", "数字，有底色",
     "the number, shaded"},
    {"UNCONFIRMED", "由图像识别，尚无勾稽关系印证", "read from an image and confirmed by no relation", "数字，有底色",
     "the number, shaded"},
}};

}  // namespace

FigureTable CoverageFigures(const ExportTotals& totals, Language language) {
  TableMaker maker("覆盖情况", "coverage", language);
  const Coverage& all = totals.summary.summary().coverage();
  FigureTable& table = maker.table();
  table.notes = absl::StrSplit(CoverageText(totals.basis, all, language), '\n', absl::SkipEmpty());
  if (totals.reporting.has_value() && !totals.reporting->has_roster()) {
    table.notes.emplace_back(
        Choose(language, "没有名录，缺报的单位无从知道", "there is no roster, so missing units cannot be told"));
  }
  maker.AddColumn("year", "年度", "year");
  maker.AddColumn("matched_count", "符合条件", "match", true);
  maker.AddColumn("counted_count", "计入", "counted", true);
  maker.AddColumn("not_own_count", "汇总报告不计入", "aggregates left out", true);
  maker.AddColumn("covered_count", "已被上级汇总不计入", "covered, left out", true);
  maker.AddColumn("unit_count", "单位", "units", true);
  maker.AddColumn("unplaced_count", "单位不明", "not placed", true);
  maker.AddColumn("with_errors_count", "有错误", "with errors", true);
  table.rows.push_back(CoverageRow(Choose(language, "合计", "all"), all));
  for (const statistics::v1::GroupSummary& group : totals.summary.groups()) {
    std::vector<Figure> row = CoverageRow(GroupName(group.group(), language), group.summary().coverage());
    // What was left out belongs to no group: of a year only the counted reports are known.
    for (const std::size_t column : {1, 3, 4}) row[column] = Text("");
    table.rows.push_back(std::move(row));
  }
  return maker.Take();
}

std::vector<FigureTable> ReportingFigures(const ExportTotals& totals, Language language) {
  if (!totals.reporting.has_value() || !totals.reporting->has_roster()) return {};
  std::vector<FigureTable> tables = CoverageFigures(*totals.reporting, language);
  if (tables.size() > 1) {
    FigureTable& missing = tables.back();
    missing.title = std::string(Choose(language, "未报单位", "not reported"));
    if (totals.reporting->units_size() < totals.reporting->unit_count()) {
      missing.remarks.emplace_back(Choose(language, "其余的用 gouji stats coverage --status missing 列出",
                                          "gouji stats coverage --status missing lists the others"));
    }
  }
  return tables;
}

std::vector<std::string> EndNotes(const ExportEnd& end, Language language) {
  std::vector<std::string> notes = {
      fmt::format(fmt::runtime(Choose(language, "列出 {} 份报告", "{} reports are listed")), end.listed_count)};
  if (end.has_changed) {
    notes.emplace_back(Choose(language, "注意：导出期间登记库有变化；合计为导出开始时的数字，可能与所列报告不完全一致",
                              "caveat: the register changed while reports were listed; totals are those of the "
                              "beginning and may differ from the listed reports"));
  }
  return notes;
}

FigureTable TotalFigures(const ExportTotals& totals, const report::FormCatalog& catalog, Language language) {
  FigureTable table = std::move(SummaryFigures(totals.summary, catalog, language).front());
  table.title = std::string(Choose(language, "合计", "totals"));
  if (totals.summary.groups().empty()) return table;  // no reports, no rows
  // The paths stand beside the names, which are for people.
  constexpr std::size_t kCellColumn = 1;
  table.columns.front().name = std::string(Choose(language, "年度", "year"));
  const auto at = [](auto& items) { return items.begin() + static_cast<std::ptrdiff_t>(kCellColumn); };
  table.columns.insert(at(table.columns),
                       {.key = "path", .name = std::string(Choose(language, "单元格路径", "path of the cell"))});
  for (std::vector<Figure>& row : table.rows) row.insert(at(row), Text(row[kCellColumn].exact.value_or("")));
  table.remarks.emplace_back(
      Choose(language, "金额以万元计。用 gouji stats trace 路径 --year 年度 可查到组成合计的每份报告",
             "Money in 万元 (10 000 yuan). gouji stats trace PATH --year YEAR names every report "
             "that a sum is made of"));
  return table;
}

FigureTable CellDefinitions(const report::FormCatalog& catalog, Language language) {
  TableMaker maker("单元格定义", "cells", language);
  maker.AddColumn("form", "格式", "form");
  maker.AddColumn("table", "表", "table");
  maker.AddColumn("path", "路径", "path");
  maker.AddColumn("name_zh", "中文名称", "name in Chinese");
  maker.AddColumn("name_en", "英文名称", "name in English");
  maker.AddColumn("unit", "计量", "counts in");
  for (const report::Form& form : catalog.forms()) {
    for (const report::FormCell& cell : form.cells()) {
      const report::FormTable& of = form.tables()[static_cast<std::size_t>(cell.table)];
      maker.table().rows.push_back({Text(form.id()), Text(Choose(language, of.name_zh, of.name_en)), Text(cell.path),
                                    Text(cell.name_zh), Text(cell.name_en),
                                    Text(report::IsMoney(cell.type) ? Choose(language, "万元", "10 000 yuan")
                                                                    : Choose(language, "件", "pieces"))});
    }
  }
  return maker.Take();
}

FigureTable MetricDefinitions(const gateway::v1::ListMetricsResponse& metrics, Language language) {
  TableMaker maker("指标定义", "metrics", language);
  maker.AddColumn("id", "编号", "id");
  maker.AddColumn("name_zh", "中文名称", "name in Chinese");
  maker.AddColumn("name_en", "英文名称", "name in English");
  maker.AddColumn("unit", "计量", "counts in");
  maker.AddColumn("formula_zh", "公式", "formula in Chinese");
  maker.AddColumn("formula_en", "英文公式", "formula");
  maker.AddColumn("caveat", "注意", "caveat");
  for (const statistics::v1::MetricDescription& one : metrics.metrics()) {
    const statistics::v1::Metric& metric = one.metric();
    maker.table().rows.push_back({Text(metric.id()), Text(metric.name_zh()), Text(metric.name_en()),
                                  Text(UnitName(metric.unit(), language)), Text(one.formula_zh()),
                                  Text(one.formula_en()),
                                  Text(Choose(language, metric.caveat_zh(), metric.caveat_en()))});
  }
  return maker.Take();
}

FigureTable StateDefinitions(Language language) {
  TableMaker maker("单元格状态", "states of cells", language);
  maker.AddColumn("state", "状态", "state");
  maker.AddColumn("meaning", "含义", "meaning");
  maker.AddColumn("shown", "表中显示", "shown as");
  for (const State& state : kStates) {
    maker.table().rows.push_back({Text(state.id), Text(Choose(language, state.meaning_zh, state.meaning_en)),
                                  Text(Choose(language, state.shown_zh, state.shown_en))});
  }
  maker.table().remarks.emplace_back(Choose(language, "空格不等于 0：没有数字的单元格不计入合计",
                                            "Blank is not 0: a cell without a number is in no sum"));
  return maker.Take();
}

}  // namespace gouji::cli
