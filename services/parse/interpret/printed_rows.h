#ifndef GOUJI_SERVICES_PARSE_INTERPRET_PRINTED_ROWS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_PRINTED_ROWS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "services/parse/document/document.h"
#include "services/parse/interpret/form_index.h"
#include "services/parse/interpret/sections.h"

namespace gouji::parse {

// A printed row of a grid, with what its cells may be.
struct PrintedRow {
  const GridRow* row;
  size_t block;     // the index of its grid among the blocks of the document
  int table;        // the number of its grid in the document, from 1; 0: made of loose cells (see LooseRows)
  int number;       // its number in the grid, from 1; 0 with loose cells
  int section = 0;  // the number of the section of the form that it stands in; 0: before the first heading
  // Of each cell; empty for cells that are empty or no label. A covered place has the key of the cell that covers it.
  std::vector<std::u32string> keys;
  // Of each cell: the whole text of a label of which it is a part (see JoinSplitHeaders, JoinWrappedLabels), empty for
  // others. No texts at all where no label was joined.
  std::vector<std::string> joined_texts;
  // Where each key stands in the form, up to the last key: of the cells behind it, which are most, there are none. Set
  // by LookUpLabels.
  std::vector<const LabelUses*> uses;
  std::string_view unit_note;  // a line above its grid that says units: 单位：件、元; empty without one
  bool has_end = true;         // its last cell is its end (Grid::has_row_ends)
  bool is_split = false;       // its figures were run together, and told apart by arithmetic
  bool is_run = false;         // its only figure may be several that were run together
  bool has_values = false;     // a cell is a figure, readable or not, or says "not applicable"
  bool is_header = false;      // column headers, not data; set by LookUpLabels
};

// Whether a text has a digit, half-width or full-width.
bool HasDigit(std::string_view text);

// Whether a text reads as a figure, as "not applicable", or is a figure that does not read (约12): it is no label.
bool ReadsAsFigure(std::string_view text);

// Whether a text is a line that says a unit of money, as such lines stand above tables: 单位：件、万元.
bool IsUnitNote(std::string_view text);

// Whether a row was made of loose cells: it prints no empty ones.
inline bool IsLoose(const PrintedRow& printed) { return printed.table == 0; }

// The texts of the cells of a row that are no labels, in order.
std::vector<std::string_view> FiguresOf(const PrintedRow& printed);

// The text of a cell; of a part of a label that was split, the text of the whole.
inline std::string_view TextOf(const PrintedRow& printed, size_t cell) {
  return cell < printed.joined_texts.size() && !printed.joined_texts[cell].empty()
             ? std::string_view(printed.joined_texts[cell])
             : std::string_view(printed.row->cells[cell].text);
}

// Sets the keys of a row, and whether it has values.
void ReadKeys(PrintedRow& printed);

// Whether a cell begins at this place, and is not a merged cell that began elsewhere.
inline bool IsOwn(const PrintedRow& printed, int cell) { return printed.row->cells[cell].covered == Covered::kNo; }

// The index of the first cell behind a label, past all places that it covers.
int LabelEnd(const PrintedRow& printed, int label_cell);

// The rows of all grids of a document. Keys are those of the label grammar, not of one form.
std::vector<PrintedRow> PrintedRows(const Document& document);

// Looks up the labels of rows in a form, and marks the rows that are its column headers, with headers that were split
// over several rows joined. The index must outlive the rows.
void LookUpLabels(const FormIndex& index, std::vector<PrintedRow>& printed);

// Notes on every row in which section of the form it stands.
void SetSections(const std::vector<FoundSection>& sections, std::vector<PrintedRow>& printed);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_PRINTED_ROWS_H_
