#ifndef GOUJI_SERVICES_CLI_CHECKED_TABLE_GRID_H_
#define GOUJI_SERVICES_CLI_CHECKED_TABLE_GRID_H_

#include <string>
#include <vector>

#include "services/cli/language.h"
#include "services/report/form.h"

namespace gouji::cli {

enum class GridRole : unsigned char {
  kAnchor,      // the line above a block: 第二十条第（一）项
  kStubHeader,  // above the row labels: 信息内容
  kHeader,      // above values
  kRowGroup,    // left of the labels of several rows: 不予公开
  kRowLabel,
  kValue,
};

// A cell of the printed table, labels included. Rows and columns count from 0.
struct GridCell {
  int row = 0;
  int column = 0;
  int row_span = 1;
  int column_span = 1;
  GridRole role = GridRole::kValue;
  std::string text = {};      // the label; of a value empty
  std::string official = {};  // the wording printed on the form, where `text` is its translation; else empty
  int cell = -1;              // of a value: its index in the form
};

// A table as the form prints it, with its merged headers and labels.
struct TableGrid {
  std::string title;  // 表三 收到和处理政府信息公开申请情况
  int row_count = 0;
  int column_count = 0;
  int stub_width = 0;           // columns of row labels
  std::vector<GridCell> cells;  // by row, then column; they cover the grid without gap or overlap
};

// Lays out a table of a form. Labels are the official wordings, those of money with the unit 万元 behind them; in
// English row and column labels are translated, groups and anchors, which have no translation, are not.
TableGrid LayOutTable(const report::Form& form, const report::FormTable& table, Language language);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_CHECKED_TABLE_GRID_H_
