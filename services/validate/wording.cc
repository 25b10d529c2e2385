#include "services/validate/wording.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "fmt/format.h"

namespace gouji::validate {

using report::Form;
using report::FormCell;
using report::FormRow;
using report::FormTable;

namespace {

const FormRow& RowOf(const Form& form, const FormCell& cell) { return form.tables()[cell.table].rows[cell.row]; }

// The name of a cell within its row.
Wording NameInRow(const Form& form, const FormCell& cell) {
  const report::FormColumn& column = form.tables()[cell.table].ColumnsOf(RowOf(form, cell))[cell.column];
  return {column.name_zh, column.name_en};
}

void Append(Wording& list, const Wording& item, std::string_view separator_zh, std::string_view separator_en) {
  if (!list.zh.empty()) {
    list.zh += separator_zh;
    list.en += separator_en;
  }
  list.zh += item.zh;
  list.en += item.en;
}

// Cuts a text after at most so many bytes, at a character.
void Cut(size_t max_bytes, std::string& text) {
  if (text.size() <= max_bytes) {
    return;
  }
  size_t end = max_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
    --end;
  }
  text.resize(end);
  text += "…";
}

}  // namespace

Wording PlaceOf(const Form& form, int table, int row) {
  const FormTable& t = form.tables()[table];
  if (row < 0 || t.rows[row].label.empty()) {
    return {t.name_zh, t.name_en};
  }
  return {fmt::format("{}“{}”", t.name_zh, t.rows[row].name_zh), fmt::format("{}, {}", t.name_en, t.rows[row].name_en)};
}

Wording CellsInPlace(const Form& form, const std::vector<int>& cells) {
  const FormCell& first = form.cells()[cells.front()];
  const FormTable& table = form.tables()[first.table];
  const size_t count = cells.size();
  if (count == static_cast<size_t>(table.cell_count)) {
    return {"整张表", "the whole table"};
  }
  if (count > 1 && count == table.ColumnsOf(RowOf(form, first)).size()) {
    return {"整行", "the whole row"};
  }
  Wording list;
  for (const int cell : cells) {
    Append(list, NameInRow(form, form.cells()[cell]), "、", "; ");
  }
  return list;
}

Wording ValuesInPlace(const report::Report& report, const std::vector<int>& cells) {
  Wording list;
  for (const int index : cells) {
    if (!report.cells[index].has_value()) {
      continue;
    }
    const FormCell& cell = report.form->cells()[index];
    const Wording name = NameInRow(*report.form, cell);
    const std::string value = FormatValue(report.cells[index].value, cell.type);
    if (cells.size() == 1) {
      return {value, value};
    }
    Append(list, {fmt::format("{} {}", name.zh, value), fmt::format("{} {}", name.en, value)}, "、", "; ");
  }
  return list;
}

Wording PrintedIn(const report::Report& report, const std::vector<int>& cells) {
  constexpr size_t kMaxBytes = 120;
  std::vector<std::string> texts;
  for (const int cell : cells) {
    const report::CellNote* note = report.FindNote(cell);
    std::string text =
        note != nullptr ? note->raw : FormatValue(report.cells[cell].value, report.form->cells()[cell].type);
    if (!text.empty() && std::find(texts.begin(), texts.end(), text) == texts.end()) {
      texts.push_back(std::move(text));
    }
  }
  if (texts.empty()) {
    return {};
  }
  std::string joined = fmt::format("{}", fmt::join(texts, "”、“"));
  std::string joined_en = fmt::format("{}", fmt::join(texts, "\", \""));
  Cut(kMaxBytes, joined);
  Cut(kMaxBytes, joined_en);
  return {fmt::format("（原文：“{}”）", joined), fmt::format(" (printed: \"{}\")", joined_en)};
}

std::string ShortQuote(std::string_view text) {
  constexpr size_t kMaxBytes = 180;
  std::string quote(text);
  Cut(kMaxBytes, quote);
  return quote;
}

std::string FormatValue(int64_t value, report::CellType type) {
  if (!report::IsMoney(type)) {
    return fmt::format("{}", value);
  }
  constexpr int64_t kFenPerWanYuan = 1'000'000;
  const int64_t fen = value < 0 ? -value : value;
  std::string text = fmt::format("{}{}.{:06}", value < 0 ? "-" : "", fen / kFenPerWanYuan, fen % kFenPerWanYuan);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') {
    text.pop_back();
  }
  return text;
}

}  // namespace gouji::validate
