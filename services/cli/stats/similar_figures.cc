#include "services/cli/stats/similar_figures.h"

#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "absl/strings/str_join.h"
#include "fmt/format.h"

namespace gouji::cli {

std::vector<FigureTable> SimilarFigures(const gateway::v1::ListReportsResponse& similar, Language language) {
  const auto text = [language](std::string_view zh, std::string_view en) {
    return std::string(Choose(language, zh, en));
  };
  FigureTable table;
  table.title = text("文字雷同的报告", "reports with similar prose");
  for (const auto& [key, zh, en] : {
           std::tuple("year", "年度", "year"),
           std::tuple("unit", "单位标识", "unit"),
           std::tuple("agency", "印出的名称", "agency"),
           std::tuple("compared_with", "对照", "compared with"),
           std::tuple("message", "说明", "finding"),
       }) {
    table.columns.push_back({.key = key, .name = text(zh, en), .is_number = table.columns.empty()});
  }
  for (const statistics::v1::RecordedReport& report : similar.reports()) {
    for (const validate::v1::Finding& finding : report.findings()) {
      const int year = report.key().year();
      table.rows.push_back({{.text = fmt::format("{}", year), .number = year},
                            {.text = report.key().unit()},
                            {.text = report.agency().name()},
                            {.text = absl::StrJoin(finding.compared_with(), ", ")},
                            {.text = text(finding.message_zh(), finding.message_en())}});
    }
  }
  if (table.rows.empty()) table.remarks.push_back(text("没有发现", "none found"));
  std::vector<FigureTable> tables;
  tables.push_back(std::move(table));
  return tables;
}

}  // namespace gouji::cli
