#include "services/cli/export/text_export.h"

#include <string>
#include <string_view>
#include <tuple>

#include "fmt/format.h"
#include "services/cli/agency_text.h"
#include "services/cli/check_tally.h"
#include "services/cli/export/export_figures.h"
#include "services/cli/export/findings_text.h"
#include "services/cli/export/report_csv.h"
#include "services/cli/html/escape_html.h"
#include "services/cli/message_json.h"
#include "services/cli/stats/figures_html.h"

namespace gouji::cli {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

class CsvExport final : public ExportWriter {
 public:
  CsvExport(const report::FormCatalog& catalog, const report::ReportConverter& converter, CsvHeads heads,
            bool byte_order_mark, std::ostream& out)
      : csv_(catalog, converter), out_(out) {
    if (byte_order_mark) out_ << kByteOrderMark;
    if (heads != CsvHeads::kNames) out_ << csv_.PathLine();
    if (heads != CsvHeads::kPaths) out_ << csv_.NameLine();
  }

  absl::Status Add(const statistics::v1::RecordedReport& recorded) override {
    const absl::StatusOr<std::string> line = csv_.Line(recorded);
    if (!line.ok()) return line.status();
    out_ << *line;
    return absl::OkStatus();
  }
  absl::Status Finish(const ExportEnd& /*end*/) override { return absl::OkStatus(); }

 private:
  const ReportCsv csv_;
  std::ostream& out_;
};

class JsonLinesExport final : public ExportWriter {
 public:
  explicit JsonLinesExport(std::ostream& out) : out_(out) {}

  absl::Status Add(const statistics::v1::RecordedReport& recorded) override {
    out_ << MessageJson(recorded) << "\n";
    return absl::OkStatus();
  }
  absl::Status Finish(const ExportEnd& /*end*/) override { return absl::OkStatus(); }

 private:
  std::ostream& out_;
};

class HtmlExport final : public ExportWriter {
 public:
  HtmlExport(const ExportTotals& totals, const report::FormCatalog& catalog, Language language, std::ostream& out)
      : language_(language), out_(out) {
    const std::string_view title = Text("年度报告", "annual reports");
    out_ << FiguresPageBegin(title, language_) << fmt::format("<h1>{}</h1>\n", title)
         << FigureTableHtml(CoverageFigures(totals, language), 2, language);
    for (const FigureTable& table : ReportingFigures(totals, language)) out_ << FigureTableHtml(table, 2, language);
    out_ << FigureTableHtml(TotalFigures(totals, catalog, language), 2, language)
         << fmt::format("<h2>{}</h2>\n<div class=\"scroll\"><table class=\"figures\"><thead><tr>",
                        Text("报告", "reports"));
    for (const auto& [zh, en, is_number] :
         {std::tuple("单位", "unit", false), std::tuple("年度", "year", true), std::tuple("机关", "agency", false),
          std::tuple("区划", "division", false), std::tuple("层级", "level", false), std::tuple("类别", "kind", false),
          std::tuple("格式", "form", false), std::tuple("结论", "verdict", false), std::tuple("错误", "errors", true),
          std::tuple("警告", "warnings", true), std::tuple("问题", "findings", false)}) {
      out_ << fmt::format("<th{}>{}</th>", is_number ? kNumberClass : "", Text(zh, en));
    }
    out_ << "</tr></thead><tbody>\n";
  }

  absl::Status Add(const statistics::v1::RecordedReport& recorded) override {
    const report::v1::Agency& agency = recorded.agency();
    std::string division = agency.region_code();
    for (const std::string& name : agency.region_path()) division += (division.empty() ? "" : " ") + name;
    out_ << "<tr>";
    AddCell(recorded.key().unit());
    AddNumber(recorded.key().year());
    AddCell(agency.name());
    AddCell(division);
    AddCell(LevelName(agency.level(), language_));
    AddCell(KindName(agency.kind(), language_));
    AddCell(recorded.form());
    AddCell(VerdictName(recorded.verdict(), language_));
    AddNumber(recorded.error_count());
    AddNumber(recorded.warning_count());
    AddCell(FindingsText(recorded, language_));
    out_ << "</tr>\n";
    return absl::OkStatus();
  }

  absl::Status Finish(const ExportEnd& end) override {
    out_ << "</tbody></table></div>\n";
    for (const std::string& note : EndNotes(end, language_)) {
      out_ << fmt::format("<p class=\"note\">{}</p>\n", EscapeHtml(note));
    }
    out_ << FiguresPageEnd();
    return absl::OkStatus();
  }

 private:
  static constexpr std::string_view kNumberClass = " class=\"number\"";

  std::string_view Text(std::string_view zh, std::string_view en) const { return Choose(language_, zh, en); }
  void AddCell(std::string_view text) { out_ << "<td>" << EscapeHtml(text) << "</td>"; }
  void AddNumber(int number) { out_ << fmt::format("<td{}>{}</td>", kNumberClass, number); }

  const Language language_;
  std::ostream& out_;
};

}  // namespace

std::unique_ptr<ExportWriter> MakeCsvExport(const report::FormCatalog& catalog,
                                            const report::ReportConverter& converter, CsvHeads heads,
                                            bool byte_order_mark, std::ostream& out) {
  return std::make_unique<CsvExport>(catalog, converter, heads, byte_order_mark, out);
}

std::unique_ptr<ExportWriter> MakeJsonLinesExport(std::ostream& out) { return std::make_unique<JsonLinesExport>(out); }

std::unique_ptr<ExportWriter> MakeHtmlExport(const ExportTotals& totals, const report::FormCatalog& catalog,
                                             Language language, std::ostream& out) {
  return std::make_unique<HtmlExport>(totals, catalog, language, out);
}

}  // namespace gouji::cli
