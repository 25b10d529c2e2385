#include "services/cli/text_table.h"

#include <algorithm>
#include <numeric>

#include "services/cli/display_width.h"

namespace gouji::cli {
namespace {

constexpr int kGap = 2;

struct Span {
  std::size_t first;
  std::size_t last;  // included
};

// The header over column `first` on a level, and how far it reaches.
Span SpanAt(const std::vector<std::vector<std::string>>& headers, std::size_t level, std::size_t first) {
  Span span{.first = first, .last = first};
  if (headers[level][first].empty() || level + 1 == headers.size()) return span;
  for (std::size_t next = first + 1; next < headers[level].size(); ++next) {
    for (std::size_t above = 0; above <= level; ++above) {
      if (headers[above][next] != headers[above][first]) return span;
    }
    span.last = next;
  }
  return span;
}

int WidthOf(const std::vector<int>& widths, Span span) {
  return std::accumulate(widths.begin() + static_cast<std::ptrdiff_t>(span.first),
                         widths.begin() + static_cast<std::ptrdiff_t>(span.last) + 1,
                         kGap * static_cast<int>(span.last - span.first));
}

std::vector<int> ColumnWidths(const TextTable& table, std::size_t column_count) {
  std::vector<int> widths(column_count, 0);
  for (const std::vector<std::string>& row : table.rows) {
    if (row.size() < 2) continue;
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], DisplayWidth(row[i]));
  }
  for (std::size_t level = table.headers.size(); level-- > 0;) {
    for (std::size_t i = 0; i < column_count;) {
      const Span span = SpanAt(table.headers, level, i);
      widths[span.last] += std::max(0, DisplayWidth(table.headers[level][i]) - WidthOf(widths, span));
      i = span.last + 1;
    }
  }
  return widths;
}

bool IsLeft(const TextTable& table, std::size_t column) {
  return table.left.empty() ? column == 0 : column < table.left.size() && table.left[column];
}

void AppendLine(std::string line, std::string* out) {
  line.erase(line.find_last_not_of(' ') + 1);
  *out += line + "\n";
}

}  // namespace

std::string RenderTable(const TextTable& table) {
  std::size_t column_count = table.headers.empty() ? 0 : table.headers.front().size();
  for (const std::vector<std::string>& row : table.rows) column_count = std::max(column_count, row.size());
  const std::vector<int> widths = ColumnWidths(table, column_count);
  std::string out;
  for (std::size_t level = 0; level < table.headers.size(); ++level) {
    std::string line;
    for (std::size_t i = 0; i < column_count;) {
      const Span span = SpanAt(table.headers, level, i);
      const int width = WidthOf(widths, span);
      const std::string& text = table.headers[level][i];
      if (i > 0) line.append(kGap, ' ');
      if (IsLeft(table, i) && (i == 0 || span.last == span.first)) {
        line += PadRight(text, width);
      } else if (span.last > span.first) {
        line += PadRight(PadLeft(text, (width + DisplayWidth(text)) / 2), width);
      } else {
        line += PadLeft(text, width);
      }
      i = span.last + 1;
    }
    AppendLine(std::move(line), &out);
  }
  for (const std::vector<std::string>& row : table.rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) line.append(kGap, ' ');
      line += IsLeft(table, i) ? PadRight(row[i], row.size() > 1 ? widths[i] : 0) : PadLeft(row[i], widths[i]);
    }
    AppendLine(std::move(line), &out);
  }
  return out;
}

}  // namespace gouji::cli
