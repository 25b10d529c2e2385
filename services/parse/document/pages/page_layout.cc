#include "services/parse/document/pages/page_layout.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "fmt/format.h"
#include "services/parse/document/pages/page_figure_table.h"
#include "services/parse/document/pages/page_furniture.h"
#include "services/parse/document/pages/page_lines.h"
#include "services/parse/document/pages/page_paragraphs.h"
#include "services/parse/document/pages/page_ruled_table.h"
#include "services/parse/document/pages/page_ruling.h"
#include "services/parse/document/pages/page_side_text.h"
#include "services/parse/document/pages/page_table.h"
#include "services/parse/document/pages/page_watermark.h"
#include "services/parse/document/pages/struck_words.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

using PageBlock = std::variant<ProseLine, PageTable>;

// Where on the page a block begins: a frame comes before the tables in it.
float BeginOf(const PageBlock& block) {
  const auto* line = std::get_if<ProseLine>(&block);
  return line != nullptr ? line->box.y_centre() : std::get<PageTable>(block).box.y0;
}

// The line on the page of each word, from 1.
std::vector<int> LineNumbers(const Page& page) {
  std::vector<size_t> all(page.words.size());
  for (size_t i = 0; i < all.size(); ++i) {
    all[i] = i;
  }
  std::vector<int> line_of(page.words.size());
  int number = 0;
  for (const PageLine& line : FindLines(page.words, std::move(all))) {
    ++number;
    for (const size_t word : line.words) {
      line_of[word] = number;
    }
  }
  return line_of;
}

// What stands on a page, from top to bottom.
struct PageBlocks {
  std::vector<PageBlock> blocks;
  std::vector<PageBox> prose;  // its lines
};

// Whether the table that ends a page may go on with the one that begins the next: gives both the same columns.
void ShareColumns(PageBlocks& page, PageBlocks& next) {
  PageTable* above = page.blocks.empty() ? nullptr : std::get_if<PageTable>(&page.blocks.back());
  PageTable* below = next.blocks.empty() ? nullptr : std::get_if<PageTable>(&next.blocks.front());
  if (above != nullptr && below != nullptr) {
    ShareColumns(*above, *below);
  }
}

// The table that a page ends with, or null.
const PageTable* LastTable(const PageBlocks& page) {
  return page.blocks.empty() ? nullptr : std::get_if<PageTable>(&page.blocks.back());
}

// On a page that was recognised, what seems to be blank may be what was not recognised.
void DoubtBlanks(const Page& page, PageTable& table) {
  float most = page.words.empty() ? 1 : 0;
  for (const PageWord& word : page.words) {
    most = std::max(most, word.confidence);
  }
  for (TableCell& cell : table.cells) {
    cell.confidence = cell.text.empty() ? std::min(cell.confidence, most) : cell.confidence;
  }
}

PageBlocks FindBlocks(const Page& page, int page_number, const PageTable* before) {
  PageBlocks result;
  const std::vector<int> line_of = LineNumbers(page);
  std::vector<bool> taken(page.words.size());
  const auto rest = [&] {
    std::vector<size_t> words;
    for (size_t w = 0; w < page.words.size(); ++w) {
      if (!taken[w]) {
        words.push_back(w);
      }
    }
    return words;
  };
  for (const Ruling& ruling : FindRulings(page)) {
    if (IsCoarse(page, ruling, taken)) {
      continue;
    }
    result.blocks.emplace_back(FillRuling(page, ruling, line_of, taken));
    for (size_t w = 0; w < page.words.size(); ++w) {
      const PageBox& box = page.words[w].box;
      taken[w] = taken[w] || ruling.CellAt(box.x_centre(), box.y_centre()) >= 0;
    }
  }
  for (FigureTable& found : FindFigureTables(page, rest(), line_of, before)) {
    result.blocks.emplace_back(std::move(found.table));
    for (const size_t word : found.words) {
      taken[word] = true;
    }
  }
  const auto as_prose = [&](const PageLine& line) {
    return ProseLine{
        .box = line.box, .text = LineText(page.words, line), .page = page_number, .line = line_of[line.words.front()]};
  };
  std::vector<PageLine> lines = FindLines(page.words, rest());
  const std::vector<PageLine> beside = TakeSideText(page.words, lines);
  for (const PageLine& line : lines) {
    result.prose.push_back(line.box);
    result.blocks.emplace_back(as_prose(line));
  }
  for (PageBlock& block : result.blocks) {
    if (auto* table = std::get_if<PageTable>(&block)) {
      DoubtBlanks(page, *table);
    }
  }
  std::stable_sort(result.blocks.begin(), result.blocks.end(),
                   [](const PageBlock& a, const PageBlock& b) { return BeginOf(a) < BeginOf(b); });
  // What stands beside the prose is read in front of it.
  for (size_t i = 0; i < beside.size(); ++i) {
    ProseLine line = as_prose(beside[i]);
    line.is_beside = true;
    result.blocks.insert(result.blocks.begin() + static_cast<std::ptrdiff_t>(i), std::move(line));
  }
  return result;
}

// The margins of each page: its own if it has enough lines, else those of all pages of its width.
std::vector<Margins> FindMargins(const std::vector<Page>& pages, const std::vector<PageBlocks>& blocks) {
  static constexpr size_t kEnoughLines = 10;
  std::map<int, std::vector<PageBox>> by_width;  // in whole points
  for (size_t p = 0; p < pages.size(); ++p) {
    std::vector<PageBox>& lines = by_width[static_cast<int>(pages[p].width)];
    lines.insert(lines.end(), blocks[p].prose.begin(), blocks[p].prose.end());
  }
  std::map<int, Margins> common;
  for (auto& [width, lines] : by_width) {
    common[width] = MarginsOf(lines);
  }
  std::vector<Margins> margins;
  for (size_t p = 0; p < pages.size(); ++p) {
    margins.push_back(blocks[p].prose.size() >= kEnoughLines ? MarginsOf(blocks[p].prose)
                                                             : common[static_cast<int>(pages[p].width)]);
  }
  return margins;
}

class DocumentWriter {
 public:
  absl::Status Add(PageBlocks page, const Margins& margins, int page_number) {
    for (PageBlock& block : page.blocks) {
      if (auto* line = std::get_if<ProseLine>(&block)) {
        AddLine(std::move(*line), margins);
      } else {
        AddTable(std::get<PageTable>(std::move(block)), page_number);
      }
      if (cell_count_ > kMaxCells || document_.blocks.size() > kMaxParagraphs) {
        return report::Error(
            absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge,
            fmt::format("page {}: more than {} table cells or {} paragraphs", page_number, kMaxCells, kMaxParagraphs));
      }
    }
    return absl::OkStatus();
  }

  Document Finish() {
    EndParagraph();
    return std::move(document_);
  }

 private:
  void AddLine(ProseLine line, const Margins& margins) {
    if (!paragraph_.empty() && Continues(last_line_, last_margins_, line, margins)) {
      AppendLine(line, paragraph_);
    } else {
      EndParagraph();
      paragraph_ = line.text;
      place_ = {.page = line.page, .line = line.line, .column = 0};
    }
    last_line_ = std::move(line);
    last_margins_ = margins;
    last_table_ = PageTable();
  }

  void AddTable(PageTable table, int page_number) {
    EndParagraph();
    const bool continues =
        last_table_.row_count > 0 && last_page_ + 1 == page_number && HasSameColumns(last_table_, table);
    if (!continues) {
      document_.blocks.emplace_back(Grid());
    }
    last_page_ = page_number;
    last_table_ = {.box = table.box, .column_edges = table.column_edges, .row_count = table.row_count, .cells = {}};
    cell_count_ += static_cast<size_t>(table.row_count) * static_cast<size_t>(table.column_count());
    AppendRows(std::move(table), page_number, document_.storage, std::get<Grid>(document_.blocks.back()));
  }

  void EndParagraph() {
    if (!paragraph_.empty()) {
      document_.blocks.emplace_back(Paragraph{
          .text = document_.storage.emplace_back(std::move(paragraph_)), .place = place_, .heading_level = 0});
      paragraph_.clear();
    }
  }

  Document document_;
  size_t cell_count_ = 0;
  // The paragraph that is open, with its last line.
  std::string paragraph_;
  Place place_;
  ProseLine last_line_;
  Margins last_margins_;
  // The last block, if it is a table; without cells.
  PageTable last_table_;
  int last_page_ = 0;
};

}  // namespace

absl::StatusOr<Document> LayOutPages(PagedDocument pages) {
  for (Page& page : pages.pages) {
    FitHeights(page.words);
    RemoveWatermark(page);
    MarkStruckFigures(page, pages.storage);
    RemoveDoubles(page.words);
  }
  RemoveFurniture(pages);
  std::vector<PageBlocks> blocks;
  blocks.reserve(pages.pages.size());
  for (const Page& page : pages.pages) {
    const PageTable* before = blocks.empty() ? nullptr : LastTable(blocks.back());
    blocks.push_back(FindBlocks(page, static_cast<int>(blocks.size()) + 1, before));
  }
  // Forth and back: a table may go on for pages, and any of its parts may be the one with all columns.
  for (size_t p = 1; p < blocks.size(); ++p) {
    ShareColumns(blocks[p - 1], blocks[p]);
  }
  for (size_t p = blocks.size(); p-- > 1;) {
    ShareColumns(blocks[p - 1], blocks[p]);
  }
  const std::vector<Margins> margins = FindMargins(pages.pages, blocks);
  DocumentWriter writer;
  for (size_t p = 0; p < blocks.size(); ++p) {
    absl::Status status = writer.Add(std::move(blocks[p]), margins[p], static_cast<int>(p) + 1);
    if (!status.ok()) {
      return status;
    }
  }
  return writer.Finish();
}

}  // namespace gouji::parse
