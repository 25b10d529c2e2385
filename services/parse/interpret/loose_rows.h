#ifndef GOUJI_SERVICES_PARSE_INTERPRET_LOOSE_ROWS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_LOOSE_ROWS_H_

#include <deque>
#include <string>
#include <vector>

#include "services/parse/document/document.h"
#include "services/parse/interpret/form_index.h"
#include "services/parse/interpret/printed_rows.h"
#include "services/parse/interpret/sections.h"

namespace gouji::parse {

// Tables whose cells a document prints loose: one cell a line, a row as a line of words, a table run together.
//
//   规章 ⏎ 0 ⏎ 0 ⏎ 0 ⏎ 行政规范性文件 ⏎ …     四、结转下年度继续办理 0 0 0 0 0 0 0     规章555行政规范性文件141414…
//
// Rows are made of labels and of the figures that follow them in printed order, groups in front. They stand in no grid
// (PrintedRow::table is 0), and have no empty cells: what a blank leaves is a short row. Then they are matched, laid
// out and aligned like all others. Prose is no row: only where several labels of a table follow one another with
// nothing but figures between them, or within the table's own section, are there rows.
//
// Tables that most rows were found of in grids are not looked for; with all of them found this costs nothing.
//
// Owns the rows that were made; movable, and the rows stay where they are.
class LooseRows {
 public:
  LooseRows(const FormIndex& index, const Document& document, const std::vector<FoundSection>& sections,
            const std::vector<PrintedRow>& in_grids);

  // Gives the printed rows of a document with the loose ones put in, in printed order. Rows of grids whose cells stand
  // alone in their rows are left out. Labels must be looked up again.
  std::vector<PrintedRow> MergedWith(std::vector<PrintedRow> in_grids) const;

  bool empty() const { return rows_.empty(); }
  // By block of the document: whether it holds nothing but cells of loose rows.
  const std::vector<bool>& is_table() const { return is_table_; }

 private:
  std::deque<std::string> storage_;
  std::deque<GridRow> row_storage_;
  std::vector<PrintedRow> rows_;
  std::vector<bool> is_broken_grid_;  // by block
  std::vector<bool> is_table_;        // by block
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_LOOSE_ROWS_H_
