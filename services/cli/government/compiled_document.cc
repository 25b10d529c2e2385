#include "services/cli/government/compiled_document.h"

#include <array>
#include <memory>
#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "services/cli/checked/checked_report_builder.h"
#include "services/cli/government/government_figures.h"
#include "services/cli/html/escape_html.h"
#include "services/cli/html/html_report.h"
#include "services/cli/html/html_table.h"
#include "services/cli/stats/figures_html.h"
#include "services/cli/stats/figures_xlsx.h"
#include "services/cli/xlsx/workbook.h"
#include "services/cli/xlsx/xlsx_tables.h"
#include "services/report/error.h"

namespace gouji::cli {

absl::StatusOr<CompiledDocument> MakeCompiledDocument(const statistics::v1::CompiledReport& compiled,
                                                      const report::FormCatalog& catalog, Language language) {
  const absl::StatusOr<CheckedReportBuilder> builder = CheckedReportBuilder::Create(catalog, Language::kChinese);
  if (!builder.ok()) return builder.status();
  gateway::v1::CheckDocumentResponse as_checked;
  *as_checked.mutable_report() = compiled.report();
  CompiledDocument document;
  document.report = builder->Build("", "", as_checked);
  if (document.report.report.form == nullptr) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kUnknownForm,
                         fmt::format("this program does not know the form {}; use the one of the gateway's version",
                                     compiled.report().form()));
  }
  document.title =
      fmt::format("{}{}年政府信息公开工作年度报告", compiled.report().agency().name(), compiled.report().year());
  document.check_title =
      Choose(language, "汇总核对表（供核对，不随报告公布）", "check sheet of the compilation, not for publication");
  document.check = CompilationCheckFigures(compiled, catalog, language);
  document.language = language;
  return document;
}

std::string OfficialHeading(const report::Form& form, const report::FormTable& table) {
  constexpr std::array<std::string_view, 10> kNumerals = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  for (const report::FormSection& section : form.sections()) {
    if (section.number != table.section || section.heading.empty()) continue;
    const auto index = static_cast<std::size_t>(section.number - 1);
    if (index >= kNumerals.size()) return section.heading.front();
    return fmt::format("{}、{}", kNumerals[index], section.heading.front());
  }
  return table.name_zh;
}

std::string CompiledHtml(const CompiledDocument& document) {
  std::string tables;
  const report::Form& form = *document.report.report.form;
  for (const report::FormTable& table : form.tables()) {
    tables += fmt::format("<section class=\"table\"><h2>{}</h2>\n{}</section>\n",
                          EscapeHtml(OfficialHeading(form, table)), RenderOfficialTable(document.report, table));
  }
  std::string check;
  for (const FigureTable& table : document.check) check += FigureTableHtml(table, 2, document.language);
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
      "<title>{0}</title>\n<style>\n{1}{2}</style>\n</head>\n<body>\n<h1>{0}</h1>\n{3}"
      "<article lang=\"{4}\">\n<h1>{5}</h1>\n{6}</article>\n<footer>gouji</footer>\n</body>\n</html>\n",
      EscapeHtml(document.title), FiguresStyle(), PageStyle(), tables, Choose(document.language, "zh-CN", "en"),
      EscapeHtml(document.check_title), check);
}

absl::Status WriteCompiledXlsx(const CompiledDocument& document, const std::string& path) {
  absl::StatusOr<std::unique_ptr<Workbook>> workbook = Workbook::Create(path, WorkbookMode::kInMemory);
  if (!workbook.ok()) return workbook.status();
  const auto no_room = [] { return absl::InternalError("the workbook takes no more sheets"); };
  Sheet* const official = (*workbook)->AddSheet(Choose(document.language, "年度报告表格", "official tables"));
  if (official == nullptr) return no_room();
  WriteOfficialTables(document.report, document.title, "", official);
  for (const FigureTable& table : document.check) {
    Sheet* const sheet = (*workbook)->AddSheet(table.title);
    if (sheet == nullptr) return no_room();
    absl::Status written = WriteFigureSheet(table, document.language, sheet);
    if (!written.ok()) return written;
  }
  return (*workbook)->Close();
}

}  // namespace gouji::cli
