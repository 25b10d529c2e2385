#include "services/cli/cell_assignment.h"

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>

#include "fmt/format.h"
#include "services/report/error.h"
#include "services/report/value_range.h"

namespace gouji::cli {
namespace {

constexpr std::string_view kWanYuan = "万元";
constexpr std::string_view kYuan = "元";
constexpr int kWanYuanDigits = 6;  // 1 万元 = 10^6 分
constexpr int kYuanDigits = 2;

absl::Status Malformed(std::string_view text) {
  return report::Error(
      absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest,
      fmt::format("\"{}\" is no change of a cell; write CELL=NUMBER, of money CELL=68.78万元, or CELL= for a blank",
                  text),
      fmt::format("“{}”不是单元格的更正；请写 单元格=数字，金额可写 单元格=68.78万元，空白写 单元格=", text));
}

std::optional<int64_t> Integer(std::string_view text) {
  int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// A decimal number times 10^digits, when that is an integer: "68.78" and 6 make 68 780 000.
std::optional<int64_t> Scaled(std::string_view text, int digits) {
  const std::size_t point = text.find('.');
  std::string_view fraction;
  if (point != std::string_view::npos) {
    fraction = text.substr(point + 1);
    text = text.substr(0, point);
    if (text.empty() || fraction.empty()) return std::nullopt;
  }
  while (!fraction.empty() && fraction.back() == '0') fraction.remove_suffix(1);
  if (fraction.size() > static_cast<std::size_t>(digits)) return std::nullopt;
  if (fraction.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  return Integer(fmt::format("{}{}{:0>{}}", text, fraction, "", digits - static_cast<int>(fraction.size())));
}

std::optional<int64_t> Amount(std::string_view text) {
  for (const auto& [unit, digits] : {std::pair(kWanYuan, kWanYuanDigits), std::pair(kYuan, kYuanDigits)}) {
    if (text.size() > unit.size() && text.substr(text.size() - unit.size()) == unit) {
      return Scaled(text.substr(0, text.size() - unit.size()), digits);
    }
  }
  return Integer(text);
}

}  // namespace

absl::StatusOr<report::CellReading> ReadAssignment(std::string_view text, const report::Report& report) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0) return Malformed(text);
  const std::string_view path = text.substr(0, equals);
  const std::string_view value = text.substr(equals + 1);
  const std::optional<int> cell = report.form->FindCell(path);
  if (!cell.has_value()) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kUnknownCell,
                         fmt::format("form {} has no cell \"{}\"", report.form->id(), path),
                         fmt::format("{}中没有单元格“{}”", report.form->name_zh(), path));
  }
  report::CellReading reading;
  reading.cell = *cell;
  if (report.cells[*cell].has_value()) reading.from = report.cells[*cell].value;
  if (value.empty() || value == "空" || value == "blank") return reading;
  const report::CellType type = report.form->cells()[*cell].type;
  reading.to = report::IsMoney(type) ? Amount(value) : Integer(value);
  if (!reading.to.has_value() || !report::IsInRange(type, *reading.to)) return Malformed(text);
  return reading;
}

}  // namespace gouji::cli
