#include "services/cli/xlsx/workbook.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <fstream>
#include <utility>

#include "fmt/format.h"
#include "services/cli/display_width.h"

namespace gouji::cli {
namespace {

constexpr std::size_t kSheetNameLimit = 31;   // UTF-16 units
constexpr std::uint32_t kLinkLimit = 65'000;  // of a sheet; the format allows 65 530
constexpr std::size_t kCommentLimit = 2'000;  // characters
constexpr std::time_t kNoTime = 946'684'800;  // 2000-01-01: the same results make the same file
constexpr double kCommentWidth = 300;         // pixels
constexpr int kCommentLine = 40;              // columns of text on it
constexpr double kCommentLineHeight = 16;     // pixels

// XML that spreadsheets read has escapes of its own, "_x0041_": a text that only looks like one has its "_" escaped.
bool LooksEscaped(std::string_view text) {
  constexpr std::size_t kLength = 7;
  if (text.size() < kLength || !text.starts_with("_x") || text[kLength - 1] != '_') return false;
  return std::all_of(text.begin() + 2, text.begin() + kLength - 1,
                     [](unsigned char c) { return std::isxdigit(c) != 0; });
}

// Makes a text safe for a sheet and cuts it.
std::string CellText(std::string_view text, std::size_t limit) {
  const std::string printable = Printable(text);
  std::string result;
  std::size_t count = 0;
  for (const DisplayCharacter& character : SplitCharacters(printable)) {
    count += character.text.size() > 3 ? 2 : 1;  // UTF-16 units
    if (count > limit) return result + "…";
    const bool is_noncharacter = character.text == "\xEF\xBF\xBE" || character.text == "\xEF\xBF\xBF";
    if (is_noncharacter) {
      result += "\xEF\xBF\xBD";
    } else if (character.text == "_" && LooksEscaped(std::string_view(printable).substr(
                                            static_cast<std::size_t>(character.text.data() - printable.data())))) {
      result += "_x005F_";
    } else {
      result += character.text;
    }
  }
  return result;
}

}  // namespace

int LineCount(std::string_view text, double width) {
  // Words break earlier than characters; a little room for it.
  const double usable = std::max(1.0, width - 2);
  return std::max(1, static_cast<int>(std::ceil(DisplayWidth(text) / usable)));
}

std::string SheetName(std::string_view text) {
  std::string name;
  std::size_t units = 0;
  const std::string printable = Printable(text);
  for (const DisplayCharacter& character : SplitCharacters(printable)) {
    units += character.text.size() > 3 ? 2 : 1;
    if (units > kSheetNameLimit) break;
    const bool forbidden = std::string_view("[]:*?/\\").find(character.text) != std::string_view::npos;
    name += forbidden ? "_" : character.text;
  }
  if (name.starts_with('\'')) name.front() = '_';
  if (name.ends_with('\'')) name.back() = '_';
  return name.empty() ? "_" : name;
}

void Sheet::WriteText(std::uint32_t row, std::uint16_t column, std::string_view text, const CellStyle& style) {
  worksheet_write_string(sheet_, row, column, CellText(text, kCellTextLimit).c_str(), workbook_.FormatOf(style));
}

void Sheet::WriteNumber(std::uint32_t row, std::uint16_t column, double number, const CellStyle& style) {
  worksheet_write_number(sheet_, row, column, number, workbook_.FormatOf(style));
}

void Sheet::WriteBlank(std::uint32_t row, std::uint16_t column, const CellStyle& style) {
  worksheet_write_blank(sheet_, row, column, workbook_.FormatOf(style));
}

void Sheet::WriteMerged(std::uint32_t row, std::uint16_t first, std::uint16_t last, std::string_view text,
                        const CellStyle& style) {
  if (first == last) return WriteText(row, first, text, style);
  worksheet_merge_range(sheet_, row, first, row, last, CellText(text, kCellTextLimit).c_str(),
                        workbook_.FormatOf(style));
}

void Sheet::WriteBlock(std::uint32_t first_row, std::uint16_t first, std::uint32_t last_row, std::uint16_t last,
                       std::string_view text, const CellStyle& style) {
  if (first_row == last_row) return WriteMerged(first_row, first, last, text, style);
  worksheet_merge_range(sheet_, first_row, first, last_row, last, CellText(text, kCellTextLimit).c_str(),
                        workbook_.FormatOf(style));
}

void Sheet::WriteLink(std::uint32_t row, std::uint16_t column, std::string_view text, std::string_view sheet,
                      std::string_view cell, const CellStyle& style) {
  if (link_count_ == kLinkLimit) return WriteText(row, column, text, style);
  ++link_count_;
  std::string quoted;
  for (const char c : sheet) quoted += c == '\'' ? "''" : std::string(1, c);
  CellStyle linked = style;
  constexpr int kLinkInk = 0x1A4F8B;
  linked.ink = kLinkInk;
  worksheet_write_url_opt(sheet_, row, column, fmt::format("internal:'{}'!{}", quoted, cell).c_str(),
                          workbook_.FormatOf(linked), CellText(text, kCellTextLimit).c_str(), nullptr);
}

void Sheet::AddComment(std::uint32_t row, std::uint16_t column, std::string_view text) {
  std::string shown;  // line by line, since a line feed is no harm here
  double height = kCommentLineHeight;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = CellText(text.substr(begin, end - begin), kCommentLimit);
    if (!shown.empty()) shown += "\n";
    shown += line;
    const int shown_lines = 1 + DisplayWidth(line) / kCommentLine;
    height += kCommentLineHeight * shown_lines;
    begin = end + 1;
  }
  lxw_comment_options options = {};
  options.width = static_cast<std::uint16_t>(kCommentWidth);
  options.height = static_cast<std::uint16_t>(std::min(height, 600.0));
  worksheet_write_comment_opt(sheet_, row, column, shown.c_str(), &options);
}

void Sheet::SetRowLines(std::uint32_t row, int line_count) {
  constexpr int kMostLines = 20;
  constexpr double kLineHeight = 15;  // points
  worksheet_set_row(sheet_, row, kLineHeight * std::clamp(line_count, 1, kMostLines), nullptr);
}

void Sheet::SetColumnWidth(std::uint16_t first, std::uint16_t last, double characters) {
  worksheet_set_column(sheet_, first, last, characters, nullptr);
}

void Sheet::FreezeAbove(std::uint32_t row, std::uint16_t column_count) {
  worksheet_freeze_panes(sheet_, row, column_count);
}

void Sheet::AutoFilter(std::uint32_t first_row, std::uint16_t first, std::uint32_t last_row, std::uint16_t last) {
  worksheet_autofilter(sheet_, first_row, first, last_row, last);
}

void Sheet::PrintLandscape() { worksheet_set_landscape(sheet_); }

void Sheet::FitToWidth() {
  constexpr std::uint8_t kA4 = 9;
  worksheet_set_paper(sheet_, kA4);
  worksheet_fit_to_pages(sheet_, 1, 0);
}

absl::StatusOr<std::unique_ptr<Workbook>> Workbook::Create(const std::string& path, WorkbookMode mode) {
  const auto failure = [&] {
    return absl::InternalError(fmt::format("cannot write {}; check the folder and the space left", path));
  };
  if (!std::ofstream(path, std::ios::binary | std::ios::trunc)) return failure();
  lxw_workbook_options options = {};
  options.constant_memory = mode == WorkbookMode::kRowByRow ? LXW_TRUE : LXW_FALSE;
  options.use_zip64 = LXW_TRUE;
  lxw_workbook* workbook = workbook_new_opt(path.c_str(), &options);
  if (workbook == nullptr) return failure();
  lxw_doc_properties properties = {};
  properties.created = kNoTime;
  workbook_set_properties(workbook, &properties);
  return std::unique_ptr<Workbook>(new Workbook(workbook, path));
}

Workbook::~Workbook() {
  if (workbook_ != nullptr) lxw_workbook_free(workbook_);
}

Sheet* Workbook::AddSheet(std::string_view name) {
  const auto key_of = [](const std::string& text) {
    std::string key = text;
    std::transform(key.begin(), key.end(), key.begin(), [](unsigned char c) { return std::tolower(c); });
    return key;
  };
  std::string fitting = SheetName(name);
  for (int number = 2; !names_.insert(key_of(fitting)).second; ++number) {
    fitting = SheetName(fmt::format("{} {}", number, name));
  }
  lxw_worksheet* sheet = workbook_add_worksheet(workbook_, fitting.c_str());
  if (sheet == nullptr) return nullptr;
  auto& added = sheets_[fitting];
  added.reset(new Sheet(*this, sheet, fitting));
  return added.get();
}

absl::Status Workbook::Close() {
  const lxw_error error = workbook_close(std::exchange(workbook_, nullptr));  // frees it
  if (error == LXW_NO_ERROR) return absl::OkStatus();
  return absl::InternalError(fmt::format("cannot write {}: {}", path_, lxw_strerror(error)));
}

lxw_format* Workbook::FormatOf(const CellStyle& style) {
  const auto found = formats_.find(style);
  if (found != formats_.end()) return found->second;
  lxw_format* format = workbook_add_format(workbook_);
  formats_.emplace(style, format);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  if (style.fill >= 0) format_set_bg_color(format, static_cast<lxw_color_t>(style.fill));
  if (style.ink >= 0) format_set_font_color(format, static_cast<lxw_color_t>(style.ink));
  if (style.bold) format_set_bold(format);
  if (style.wrap) format_set_text_wrap(format);
  if (style.number == CellStyle::Number::kPercent) format_set_num_format(format, "0.0%");
  if (style.border) {
    const auto line = [](bool open) { return static_cast<std::uint8_t>(open ? LXW_BORDER_NONE : LXW_BORDER_THIN); };
    constexpr lxw_color_t kLineColor = 0xAAB4C0;
    format_set_border_color(format, kLineColor);
    format_set_top(format, line(style.open_top));
    format_set_bottom(format, line(style.open_bottom));
    format_set_left(format, line(style.open_left));
    format_set_right(format, line(style.open_right));
  }
  switch (style.align) {
    case CellStyle::Align::kNone:
      break;
    case CellStyle::Align::kLeft:
      format_set_align(format, LXW_ALIGN_LEFT);
      break;
    case CellStyle::Align::kCenter:
      format_set_align(format, LXW_ALIGN_CENTER);
      break;
    case CellStyle::Align::kRight:
      format_set_align(format, LXW_ALIGN_RIGHT);
      break;
  }
  return format;
}

}  // namespace gouji::cli
