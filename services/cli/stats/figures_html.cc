#include "services/cli/stats/figures_html.h"

#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "services/cli/html/escape_html.h"
#include "services/cli/stats/figures_chart.h"

namespace gouji::cli::stats {

// Made by gouji_embed: figures.css.
const std::vector<std::pair<std::string_view, std::string_view>>& EmbeddedFiles();

}  // namespace gouji::cli::stats

namespace gouji::cli {
namespace {

std::string_view ClassOf(const FigureColumn& column) { return column.is_number ? " class=\"number\"" : ""; }

std::string Paragraphs(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += fmt::format("<p class=\"note\">{}</p>\n", EscapeHtml(text));
  return out;
}

std::string TableHtml(const FigureTable& table, Language language) {
  if (table.rows.empty()) return fmt::format("<p class=\"note\">{}</p>\n", Choose(language, "（无）", "(none)"));
  std::string out = "<div class=\"scroll\"><table class=\"figures\"><thead><tr>";
  for (const FigureColumn& column : table.columns) {
    out += fmt::format("<th{}>{}</th>", ClassOf(column), EscapeHtml(column.name));
  }
  out += "</tr></thead><tbody>\n";
  for (const std::vector<Figure>& row : table.rows) {
    out += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      out += fmt::format("<td{}>{}</td>", ClassOf(table.columns[i]), EscapeHtml(row[i].text));
    }
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

}  // namespace

std::string_view FiguresStyle() { return stats::EmbeddedFiles().front().second; }

std::string FiguresPageBegin(std::string_view title, Language language) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
      "<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n",
      Choose(language, "zh-CN", "en"), EscapeHtml(title), FiguresStyle());
}

std::string FigureTableHtml(const FigureTable& table, int level, Language language) {
  std::string out = fmt::format("<h{0}>{1}</h{0}>\n", level, EscapeHtml(table.title));
  out += Paragraphs(table.notes);
  for (const FigureChart& chart : table.charts) {
    if (!chart.title.empty()) out += fmt::format("<h2>{}</h2>\n", EscapeHtml(chart.title));
    out += ChartSvg(chart);
  }
  return out + TableHtml(table, language) + Paragraphs(table.remarks);
}

std::string FiguresPageEnd() { return "<footer>gouji</footer>\n</body>\n</html>\n"; }

std::string FiguresHtml(const std::vector<FigureTable>& tables, Language language) {
  std::string out = FiguresPageBegin(tables.empty() ? "gouji" : tables.front().title, language);
  for (const FigureTable& table : tables) {
    out += FigureTableHtml(table, &table == &tables.front() ? 1 : 2, language);
  }
  return out + FiguresPageEnd();
}

}  // namespace gouji::cli
