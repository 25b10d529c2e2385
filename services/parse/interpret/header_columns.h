#ifndef GOUJI_SERVICES_PARSE_INTERPRET_HEADER_COLUMNS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_HEADER_COLUMNS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "services/parse/interpret/form_index.h"
#include "services/parse/interpret/printed_rows.h"

namespace gouji::parse {

// What a printed header row says of the columns of a table of the form.
struct HeaderColumns {
  int known_count = 0;           // cells that name columns of the table, or groups of them
  bool is_out_of_order = false;  // … not in the order of the form: 总计 in front of 自然人
  // Places in the row, -1 for none. Of columns, not of groups:
  int first_known = -1;
  int last_known = -1;
  // Of what the table does not have: 备注, 小计, 上年总计. Where the words of a header are torn apart, their parts are
  // known.
  std::vector<int> further;
};

// What to read of a header: looking for columns that the table does not have takes most of the time.
enum class HeaderDetail : uint8_t { kOrder, kFurtherColumns };

// Whether a label says that its figures are those of another period: 上年总计, 去年同期.
bool IsOfAnotherPeriod(std::u32string_view key);

// Reads a header row cell by cell. Columns are those of the block that knows most of the cells; when no block knows
// any, nothing is read. Loose cells come level by level: the order of those on each level counts.
HeaderColumns ReadHeaderColumns(const FormIndex& index, int table, const PrintedRow& header, HeaderDetail detail);

// Where the columns of a block begin below a header row that names all of them, one cell each, one behind the other;
// none when it does not, or names them twice.
std::optional<int> PlaceOfColumns(const FormIndex& index, int table, int block, const PrintedRow& header);

// Whether a table prints columns that the form does not have, so that a figure need not belong to one of the form's.
enum class FurtherColumns : uint8_t {
  kNone,
  kBeside,   // in front of the form's columns or behind them
  kBetween,  // among them
};

// The header rows of a document as those of one table, each read once. Not thread-safe.
class TableHeaders {
 public:
  // All must outlive it.
  TableHeaders(const FormIndex& index, int table, const std::vector<PrintedRow>& printed)
      : index_(index), table_(table), printed_(printed) {}

  // Looks at the header above a row; `label_end` is the first place behind its label. What stands above labels is no
  // column.
  FurtherColumns FurtherColumnsAbove(int row, int label_end);

 private:
  const HeaderColumns& Read(int row);
  // Looks at a header by its lowest row.
  FurtherColumns FurtherColumnsOf(int lowest_row, int label_end);

  const FormIndex& index_;
  int table_;
  const std::vector<PrintedRow>& printed_;
  std::map<int, HeaderColumns> read_;                    // by printed row
  std::map<std::pair<int, int>, FurtherColumns> found_;  // by the lowest row of a header and the end of a label
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_HEADER_COLUMNS_H_
