#include "services/ocr/result_format.h"

#include <iterator>
#include <string_view>

#include "fmt/format.h"

namespace gouji::ocr {
namespace {

// One line, one field: control characters become spaces.
std::string OneField(std::string_view text) {
  std::string field(text);
  for (char& c : field) {
    if (static_cast<unsigned char>(c) < ' ') {
      c = ' ';
    }
  }
  return field;
}

std::string Numbers(const Rect& box) { return fmt::format("{}\t{}\t{}\t{}", box.left, box.top, box.right, box.bottom); }

std::string Text(const Recognised& recognised) {
  return fmt::format("{:.3f}\t{}", recognised.confidence, OneField(recognised.text));
}

// The line about what was read first; none where nothing else was.
std::string FirstReading(const Recognised& recognised) {
  return recognised.first_reading.empty() ? "" : fmt::format("first\t{}\n", OneField(recognised.first_reading));
}

}  // namespace

std::string FormatPage(const ReadPage& page, int number) {
  std::string out;
  auto to = std::back_inserter(out);
  fmt::format_to(to, "page\t{}\t{}\t{}\t{:.2f}\n", number, page.width, page.height, page.skew);
  for (const ReadTable& read : page.tables) {
    const RuledTable& table = read.table;
    fmt::format_to(to, "table\t{}\t{}\t{}\n", table.row_count, table.column_count, Numbers(table.box));
    for (size_t i = 0; i < table.cells.size(); ++i) {
      const TableCell& cell = table.cells[i];
      fmt::format_to(to, "cell\t{}\t{}\t{}\t{}\t{}\t{}\n{}", cell.row, cell.column, cell.row_span, cell.column_span,
                     Numbers(cell.box), Text(read.texts[i]), FirstReading(read.texts[i]));
    }
  }
  for (const TextLine& line : page.lines) {
    fmt::format_to(to, "line\t{}\t{}\n", Numbers(line.box), Text(line.recognised));
    for (const Word& word : line.words) {
      fmt::format_to(to, "word\t{}\t{}\n{}", Numbers(word.box), Text(word.recognised), FirstReading(word.recognised));
    }
  }
  return out;
}

}  // namespace gouji::ocr
