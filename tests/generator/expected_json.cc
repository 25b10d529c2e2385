#include <fmt/format.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/generator/printed_cells.h"
#include "tests/generator/render.h"

namespace gouji::generator {
namespace {

std::string Joined(const std::vector<std::string>& items, const char* separator) {
  std::string joined;
  for (const std::string& item : items) {
    joined += (joined.empty() ? "" : separator) + item;
  }
  return joined;
}

}  // namespace

std::string ExpectedJson(const GeneratedReport& report, const Layout& layout, const std::string& source) {
  const std::vector<PrintedCell> printed = PrintedCells(report, layout);
  std::vector<std::string> cells;
  cells.reserve(printed.size());
  std::vector<std::string> states;
  std::map<std::pair<int, int>, std::vector<std::string>> blanks_of_row;
  for (int index = 0; index < report.form->cell_count(); ++index) {
    const report::FormCell& cell = report.form->cells()[index];
    const bool is_figure = printed[index].kind == Printed::kFigure;
    cells.push_back(is_figure ? fmt::format("  \"{}\": {}", cell.path, printed[index].figure)
                              : fmt::format("  \"{}\": null", cell.path));
    if (printed[index].kind == Printed::kNotApplicable) {
      states.push_back(fmt::format("  \"{}\": \"NOT_APPLICABLE\"", cell.path));
    } else if (!is_figure) {
      states.push_back(fmt::format("  \"{}\": \"BLANK\"", cell.path));
      blanks_of_row[{cell.table, cell.row}].push_back(fmt::format("\"{}\"", cell.path));
    }
  }
  std::vector<std::string> findings;
  findings.reserve(blanks_of_row.size());
  for (const auto& [row, blanks] : blanks_of_row) {
    findings.push_back(
        fmt::format(R"(  {{"rule_id": "CELL.BLANK", "severity": "INFO", "cells": [{}]}})", Joined(blanks, ", ")));
  }
  return fmt::format(
      "{{\n \"source\": \"{}\",\n \"form\": \"{}\",\n \"agency\": \"{}\",\n \"year\": {},\n \"issue_date\": \"{}\",\n"
      " \"cells\": {{\n{}\n }},\n \"states\": {{\n{}\n }},\n \"findings\": [\n{}\n ],\n \"verdict\": "
      "\"ACCEPTED\"\n}}\n",
      source, report.form->id(), report.agency, report.year, report.issue_date, Joined(cells, ",\n"),
      Joined(states, ",\n"), Joined(findings, ",\n"));
}

}  // namespace gouji::generator
