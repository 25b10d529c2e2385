#ifndef GOUJI_SERVICES_CLI_XLSX_WORKBOOK_H_
#define GOUJI_SERVICES_CLI_XLSX_WORKBOOK_H_

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace gouji::cli {

// How a cell of a sheet looks. Colours are 0xRRGGBB; -1: the default.
struct CellStyle {
  enum class Align : std::uint8_t { kNone, kLeft, kCenter, kRight };
  enum class Number : std::uint8_t { kGeneral, kPercent };  // 0.25 as 0.25 or as 25.0%

  int fill = -1;
  int ink = -1;
  bool bold = false;
  bool wrap = false;
  bool border = false;       // around the cell
  bool open_top = false;     // with `border`: no line above, as if merged with the cell there
  bool open_bottom = false;  // likewise below
  bool open_left = false;
  bool open_right = false;
  Align align = Align::kNone;
  Number number = Number::kGeneral;

  auto operator<=>(const CellStyle&) const = default;  // NOLINT(modernize-use-nullptr): clang-tidy 14 sees a 0 in it
};

// The rows of a sheet; more are not possible.
inline constexpr std::uint32_t kSheetRowLimit = 1'048'576;
// The characters of a text in a cell; a longer one is cut.
inline constexpr std::size_t kCellTextLimit = 32'000;

class Workbook;

// A sheet. Rows are written from the top down: what is written above the row last written to is lost.
class Sheet {
 public:
  // A text stays a text, whatever it begins with: nothing is taken for a formula.
  void WriteText(std::uint32_t row, std::uint16_t column, std::string_view text, const CellStyle& style = {});
  void WriteNumber(std::uint32_t row, std::uint16_t column, double number, const CellStyle& style = {});
  // An empty cell with a look.
  void WriteBlank(std::uint32_t row, std::uint16_t column, const CellStyle& style);
  // A text over several cells of a row.
  void WriteMerged(std::uint32_t row, std::uint16_t first, std::uint16_t last, std::string_view text,
                   const CellStyle& style);
  // A text over several rows, too; of a workbook that is kept in memory only.
  void WriteBlock(std::uint32_t first_row, std::uint16_t first, std::uint32_t last_row, std::uint16_t last,
                  std::string_view text, const CellStyle& style);
  // A text that leads to a cell of a sheet of this workbook.
  void WriteLink(std::uint32_t row, std::uint16_t column, std::string_view text, std::string_view sheet,
                 std::string_view cell, const CellStyle& style = {});
  void AddComment(std::uint32_t row, std::uint16_t column, std::string_view text);

  // Makes room for so many lines of text. Before anything is written to the row.
  void SetRowLines(std::uint32_t row, int line_count);
  void SetColumnWidth(std::uint16_t first, std::uint16_t last, double characters);
  // The rows above stay in sight, and so do the first columns.
  void FreezeAbove(std::uint32_t row, std::uint16_t column_count = 0);
  void AutoFilter(std::uint32_t first_row, std::uint16_t first, std::uint32_t last_row, std::uint16_t last);
  void PrintLandscape();
  // Prints everything on pages of one page's width.
  void FitToWidth();

  const std::string& name() const { return name_; }

 private:
  friend class Workbook;
  Sheet(Workbook& workbook, lxw_worksheet* sheet, std::string name)
      : workbook_(workbook), sheet_(sheet), name_(std::move(name)) {}

  Workbook& workbook_;
  lxw_worksheet* const sheet_;  // the workbook's
  const std::string name_;
  std::uint32_t link_count_ = 0;
};

// How a workbook is written.
enum class WorkbookMode : std::uint8_t {
  kRowByRow,  // its memory grows with sheets, links and comments, not with cells
  kInMemory,  // cells may be merged over several rows
};

// An XLSX file. Belongs to one thread.
class Workbook {
 public:
  // INTERNAL when there can be no such file.
  static absl::StatusOr<std::unique_ptr<Workbook>> Create(const std::string& path,
                                                          WorkbookMode mode = WorkbookMode::kRowByRow);
  ~Workbook();
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  // A name is made to fit: characters that sheets must not have become "_", and a long one is cut, and numbered when
  // there is one already. Valid as long as the workbook.
  Sheet* AddSheet(std::string_view name);

  // Writes the file. INTERNAL: it cannot be written.
  absl::Status Close();

 private:
  friend class Sheet;
  Workbook(lxw_workbook* workbook, std::string path) : workbook_(workbook), path_(std::move(path)) {}

  lxw_format* FormatOf(const CellStyle& style);

  lxw_workbook* workbook_;  // null after it was closed
  const std::string path_;
  std::map<CellStyle, lxw_format*> formats_;
  std::set<std::string> names_;
  std::map<std::string, std::unique_ptr<Sheet>> sheets_;
};

// How many lines a text takes in columns of so many characters together.
int LineCount(std::string_view text, double width);

// What a sheet may be called: at most 31 characters, none of []:*?/\ and control characters, no apostrophe at an end.
std::string SheetName(std::string_view text);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_XLSX_WORKBOOK_H_
