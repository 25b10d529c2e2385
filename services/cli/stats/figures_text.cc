#include "services/cli/stats/figures_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "fmt/format.h"
#include "services/cli/csv.h"
#include "services/cli/display_width.h"
#include "services/cli/text_table.h"

namespace gouji::cli {
namespace {

constexpr std::array<std::string_view, 8> kBlocks = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

std::string ChartText(const FigureChart& chart) {
  TextTable text;
  for (const FigureChart::Series& series : chart.series) {
    text.rows.push_back({Printable(series.name), Sparkline(series.values)});
  }
  return RenderTable(text);
}

std::string TableText(const FigureTable& table, Language language) {
  std::string out = Printable(table.title) + "\n";
  for (const std::string& note : table.notes) out += Printable(note) + "\n";
  out += "\n";
  if (table.rows.empty()) {
    out += std::string(Choose(language, "（无）", "(none)")) + "\n";
  } else {
    TextTable text;
    std::vector<std::string>& header = text.headers.emplace_back();
    for (const FigureColumn& column : table.columns) header.push_back(column.name);
    for (const std::vector<Figure>& figures : table.rows) {
      std::vector<std::string>& row = text.rows.emplace_back();
      for (const Figure& figure : figures) row.push_back(Printable(figure.text));
    }
    for (const FigureColumn& column : table.columns) text.left.push_back(!column.is_number);
    out += RenderTable(text);
  }
  for (const FigureChart& chart : table.charts) out += "\n" + ChartText(chart);
  if (!table.remarks.empty()) out += "\n";
  for (const std::string& remark : table.remarks) out += Printable(remark) + "\n";
  return out;
}

}  // namespace

std::string Sparkline(const std::vector<std::optional<double>>& values) {
  std::optional<double> least;
  std::optional<double> greatest;
  for (const std::optional<double>& value : values) {
    if (!value.has_value()) continue;
    least = std::min(least.value_or(*value), *value);
    greatest = std::max(greatest.value_or(*value), *value);
  }
  std::string line;
  for (const std::optional<double>& value : values) {
    if (!value.has_value()) {
      line += " ";
      continue;
    }
    const double span = *greatest - *least;
    const double height = span > 0 ? (*value - *least) / span : 0.5;
    const auto block = static_cast<std::size_t>(std::lround(height * (kBlocks.size() - 1)));
    line += kBlocks[std::min(block, kBlocks.size() - 1)];
  }
  return line;
}

std::string FiguresText(const std::vector<FigureTable>& tables, Language language) {
  std::string out;
  for (const FigureTable& table : tables) {
    if (!out.empty()) out += "\n";
    out += TableText(table, language);
  }
  return out;
}

std::string FiguresCsv(const std::vector<FigureTable>& tables) {
  if (tables.empty()) return "";
  const FigureTable& table = tables.front();
  std::vector<std::string> fields;
  for (const FigureColumn& column : table.columns) fields.push_back(column.key);
  std::string out = CsvLine(fields);
  for (const std::vector<Figure>& row : table.rows) {
    fields.clear();
    for (const Figure& figure : row) fields.push_back(figure.exact.value_or(figure.text));
    out += CsvLine(fields);
  }
  return out;
}

}  // namespace gouji::cli
