#include "services/parse/document/page_layout.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "fmt/format.h"
#include "services/parse/document/page_furniture.h"
#include "services/parse/document/page_lines.h"
#include "services/parse/document/page_paragraphs.h"
#include "services/parse/document/page_ruled_table.h"
#include "services/parse/document/page_ruling.h"
#include "services/parse/document/page_table.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

using PageBlock = std::variant<ProseLine, PageTable>;

const PageBox& BoxOf(const PageBlock& block) {
  return std::visit([](const auto& b) -> const PageBox& { return b.box; }, block);
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
  Margins margins;
};

PageBlocks FindBlocks(const Page& page, int page_number) {
  PageBlocks result;
  const std::vector<int> line_of = LineNumbers(page);
  std::vector<bool> in_table(page.words.size());
  for (const Ruling& ruling : FindRulings(page)) {
    if (IsCoarse(page, ruling)) {
      continue;
    }
    result.blocks.emplace_back(FillRuling(page, ruling, line_of));
    for (size_t w = 0; w < page.words.size(); ++w) {
      const PageBox& box = page.words[w].box;
      in_table[w] = in_table[w] || ruling.CellAt(box.x_centre(), box.y_centre()) >= 0;
    }
  }
  std::vector<size_t> prose;
  for (size_t w = 0; w < page.words.size(); ++w) {
    if (!in_table[w]) {
      prose.push_back(w);
    }
  }
  std::vector<PageBox> lines;
  for (const PageLine& line : FindLines(page.words, std::move(prose))) {
    lines.push_back(line.box);
    result.blocks.emplace_back(ProseLine{
        .box = line.box, .text = LineText(page.words, line), .page = page_number, .line = line_of[line.words.front()]});
  }
  result.margins = MarginsOf(lines);
  std::stable_sort(result.blocks.begin(), result.blocks.end(),
                   [](const PageBlock& a, const PageBlock& b) { return BoxOf(a).y_centre() < BoxOf(b).y_centre(); });
  return result;
}

class DocumentWriter {
 public:
  absl::Status Add(PageBlocks page, int page_number) {
    for (PageBlock& block : page.blocks) {
      if (auto* line = std::get_if<ProseLine>(&block)) {
        AddLine(std::move(*line), page.margins);
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
  }
  RemoveFurniture(pages);
  DocumentWriter writer;
  int page_number = 0;
  for (const Page& page : pages.pages) {
    ++page_number;
    if (absl::Status status = writer.Add(FindBlocks(page, page_number), page_number); !status.ok()) {
      return status;
    }
  }
  return writer.Finish();
}

}  // namespace gouji::parse
