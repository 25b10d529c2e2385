#include "tests/generator/csv_writer.h"

#include <algorithm>
#include <vector>

namespace gouji::generator {
namespace {

std::string Field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) {
    return text;
  }
  std::string quoted = "\"";
  for (const char c : text) {
    quoted += c == '"' ? "\"\"" : std::string(1, c);
  }
  return quoted + '"';
}

}  // namespace

std::string WriteCsv(const PrintedDocument& document) {
  size_t width = 1;
  for (const Block& block : document.blocks) {
    for (const GridRow& row : block.table.rows) {
      width = std::max(width, row.cells.size());
    }
  }
  std::string csv;
  const auto add = [&](const std::vector<std::string>& fields) {
    for (size_t f = 0; f < width; ++f) {
      csv += (f == 0 ? "" : ",") + (f < fields.size() ? Field(fields[f]) : "");
    }
    csv += "\r\n";
  };
  for (const Block& block : document.blocks) {
    if (block.kind != BlockKind::kTable) {
      add({block.text});
      continue;
    }
    for (const GridRow& row : block.table.rows) {
      std::vector<std::string> fields;
      for (const GridCell& cell : row.cells) {
        fields.push_back(cell.merged == Merged::kNo ? cell.text : "");
      }
      add(fields);
    }
  }
  return csv;
}

}  // namespace gouji::generator
