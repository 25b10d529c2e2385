#include "services/parse/document/text_reader.h"

#include <algorithm>
#include <utility>

#include "fmt/format.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

enum class LineKind { kBlank, kProse, kTabs, kPipes };

// White space at one end of a UTF-8 text: ASCII, U+00A0, U+3000, U+200B, U+FEFF.
size_t LeadingSpace(std::string_view text) {
  size_t i = 0;
  while (i < text.size()) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead > ' ' && lead < 0x80) break;
    if (lead <= ' ') {
      ++i;
    } else if (text.substr(i).starts_with("\xC2\xA0")) {
      i += 2;
    } else if (text.substr(i).starts_with("\xE3\x80\x80") || text.substr(i).starts_with("\xE2\x80\x8B") ||
               text.substr(i).starts_with("\xEF\xBB\xBF")) {
      i += 3;
    } else {
      break;
    }
  }
  return i;
}

std::string_view TrimRight(std::string_view text) {
  while (!text.empty()) {
    const auto last = static_cast<unsigned char>(text.back());
    if (last > ' ' && last < 0x80) break;
    if (last <= ' ') {
      text.remove_suffix(1);
    } else if (text.ends_with("\xC2\xA0")) {
      text.remove_suffix(2);
    } else if (text.ends_with("\xE3\x80\x80") || text.ends_with("\xE2\x80\x8B") || text.ends_with("\xEF\xBB\xBF")) {
      text.remove_suffix(3);
    } else {
      break;
    }
  }
  return text;
}

int CountChars(std::string_view text) {
  return static_cast<int>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// |---|:--:| and the like, which Markdown puts below a header row.
bool IsPipeRule(std::string_view line) {
  return line.find("--") != std::string_view::npos && line.find_first_not_of("|-: \t") == std::string_view::npos;
}

class TextReader {
 public:
  explicit TextReader(std::string text) { text_ = document_.storage.emplace_back(std::move(text)); }

  absl::StatusOr<Document> Read() {
    size_t begin = 0;
    const char line_end = text_.find('\n') == std::string_view::npos ? '\r' : '\n';
    while (begin < text_.size()) {
      const size_t newline = std::min(text_.find(line_end, begin), text_.size());
      ++line_number_;
      AddLine(text_.substr(begin, newline - begin));
      if (cell_count_ > kMaxCells) {
        return TooLarge("table cells", kMaxCells);
      }
      if (paragraph_count_ > kMaxParagraphs) {
        return TooLarge("paragraphs", kMaxParagraphs);
      }
      begin = newline + 1;
    }
    EndGrid();
    return std::move(document_);
  }

 private:
  LineKind Classify(std::string_view line) const {
    const std::string_view content = TrimRight(line.substr(LeadingSpace(line)));
    if (content.empty()) {
      // A line of tabs alone is an empty row of the grid that it stands in.
      return grid_kind_ == LineKind::kTabs && line.find('\t') != std::string_view::npos ? LineKind::kTabs
                                                                                        : LineKind::kBlank;
    }
    if (line.find('\t', line.find(content.front())) != std::string_view::npos) {
      return LineKind::kTabs;
    }
    const size_t first_pipe = std::min(content.find('|'), content.size());
    const auto pipes = std::count(content.begin() + static_cast<std::ptrdiff_t>(first_pipe), content.end(), '|');
    if (pipes >= 2 ||
        (pipes == 1 && (content.front() == '|' || content.back() == '|' || grid_kind_ == LineKind::kPipes))) {
      return LineKind::kPipes;
    }
    return LineKind::kProse;
  }

  void AddLine(std::string_view line) {
    const LineKind kind = Classify(line);
    if (kind != grid_kind_) {
      EndGrid();
    }
    switch (kind) {
      case LineKind::kBlank:
        break;
      case LineKind::kProse:
        AddParagraph(line);
        break;
      case LineKind::kTabs:
        grid_kind_ = kind;
        AddRow(line, '\t', 0);
        break;
      case LineKind::kPipes:
        grid_kind_ = kind;
        // Below the first row; further down the dashes are cells.
        if (grid_.rows.size() > 1 || !IsPipeRule(line)) {
          AddPipeRow(line);
        }
        break;
    }
  }

  absl::Status TooLarge(std::string_view what, size_t limit) const {
    return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge,
                         fmt::format("line {}: more than {} {}", line_number_, limit, what));
  }

  void AddParagraph(std::string_view line) {
    const size_t indent = LeadingSpace(line);
    AddParagraph(TrimRight(line.substr(indent)),
                 {.page = 0, .line = line_number_, .column = 1 + CountChars(line.substr(0, indent))});
  }

  void AddParagraph(std::string_view text, const Place& place) {
    Paragraph paragraph{.text = text, .place = place, .heading_level = 0};
    // Markdown has #, wikis and AsciiDoc have = in front, wikis behind the heading too.
    const char mark = text.starts_with('=') ? '=' : '#';
    const size_t marks = std::min(text.find_first_not_of(mark), text.size());
    if (marks >= 1 && marks <= 6) {
      paragraph.heading_level = static_cast<int>(marks);
      paragraph.text.remove_prefix(marks);
      paragraph.text.remove_prefix(LeadingSpace(paragraph.text));
      if (mark == '=' && paragraph.text.ends_with(text.substr(0, marks))) {
        paragraph.text = TrimRight(paragraph.text.substr(0, paragraph.text.size() - marks));
      }
    }
    if (!paragraph.text.empty()) {
      document_.blocks.emplace_back(paragraph);
      ++paragraph_count_;
    }
  }

  // A pipe at the begin or the end of the line bounds a cell, it does not make one more.
  void AddPipeRow(std::string_view line) {
    const size_t indent = LeadingSpace(line);
    std::string_view content = TrimRight(line.substr(indent));
    int skipped = CountChars(line.substr(0, indent));
    if (content.starts_with('|')) {
      content.remove_prefix(1);
      ++skipped;
    }
    if (content.ends_with('|')) {
      content.remove_suffix(1);
    }
    AddRow(content, '|', skipped);
  }

  void AddRow(std::string_view line, char separator, int skipped_chars) {
    GridRow& row = grid_.rows.emplace_back();
    row.cells.reserve(static_cast<size_t>(std::count(line.begin(), line.end(), separator)) + 1);
    int column = 1 + skipped_chars;
    size_t begin = 0;
    while (begin <= line.size()) {
      const size_t end = std::min(line.find(separator, begin), line.size());
      const std::string_view cell = line.substr(begin, end - begin);
      const size_t indent = LeadingSpace(cell);
      row.cells.push_back(
          {.text = TrimRight(cell.substr(indent)),
           .place = {.page = 0, .line = line_number_, .column = column + CountChars(cell.substr(0, indent))}});
      column += CountChars(cell) + 1;
      begin = end + 1;
      if (++cell_count_ > kMaxCells) {
        return;
      }
    }
  }

  static bool HasOneText(const GridRow& row) {
    return std::count_if(row.cells.begin(), row.cells.end(), [](const GridCell& c) { return !c.text.empty(); }) <= 1;
  }

  void EndGrid() {
    if (std::all_of(grid_.rows.begin(), grid_.rows.end(), HasOneText)) {
      // A title or a heading that was padded like a row.
      for (const GridRow& row : grid_.rows) {
        for (const GridCell& cell : row.cells) {
          if (!cell.text.empty()) {
            AddParagraph(cell.text, cell.place);
          }
        }
      }
    } else {
      document_.blocks.emplace_back(std::move(grid_));
    }
    grid_ = Grid();
    grid_kind_ = LineKind::kBlank;
  }

  Document document_;
  std::string_view text_;
  int line_number_ = 0;
  size_t cell_count_ = 0;
  size_t paragraph_count_ = 0;
  Grid grid_;
  LineKind grid_kind_ = LineKind::kBlank;  // of the grid that is open; kBlank: none
};

}  // namespace

absl::StatusOr<Document> ReadText(std::string utf8_text) { return TextReader(std::move(utf8_text)).Read(); }

}  // namespace gouji::parse
