#include "services/cli/checked/suggestion_text.h"

#include "fmt/format.h"
#include "services/cli/money_text.h"

namespace gouji::cli {
namespace {

struct Operation {
  std::string_view id;
  std::string_view chinese;
  std::string_view english;
};

constexpr Operation kOperations[] = {
    {"digit_transposed", "相邻两位数字颠倒", "two digits transposed"},
    {"digit_dropped", "漏写一位数字", "a digit dropped"},
    {"digit_doubled", "一位数字重复", "a digit doubled"},
    {"extra_zero", "多写一个 0", "an extra zero"},
    {"missing_zero", "少写一个 0", "a missing zero"},
    {"neighbours_swapped", "相邻两格的数字互换", "neighbouring cells swapped"},
    {"neighbouring_column", "记入了相邻一栏", "booked in the neighbouring column"},
    {"total_counts_itself", "合计重复计入了小计", "the total counts a subtotal, too"},
    {"yuan_for_wan", "以元为单位填入了万元栏", "yuan in a cell of 10 000 yuan"},
    {"split_digits", "一个数被拆成了两格", "one number split over two cells"},
    {"joined_digits", "两格的数字连成了一个数", "two numbers joined into one"},
    {"shifted_row", "数字错了一行", "numbers in the wrong row"},
    {"shifted_column", "数字错了一栏", "numbers in the wrong column"},
    {"other_value", "该格数字有误", "another value"},
    {"two_values", "两格数字有误", "two wrong values"},
};

std::string ChangeText(const validate::v1::CellChange& change, const report::Form* form, Language language) {
  const std::optional<int> cell = form == nullptr ? std::nullopt : form->FindCell(change.cell());
  const report::CellType type = cell ? form->cells()[*cell].type : report::CellType::kCount;
  const std::string name = CellName(form, change.cell(), language);
  const auto value = [&](std::int64_t number) {
    if (!report::IsMoney(type)) return ValueText(number, type);
    return fmt::format("{}{}", ValueText(number, type), Choose(language, " 万元", " (10 000 yuan)"));
  };
  if (language == Language::kChinese) {
    const std::string to = change.has_to() ? fmt::format("应为 {}", value(change.to())) : "不应有数字";
    const std::string from = change.has_from() ? fmt::format("而不是 {}", value(change.from())) : "现无数字";
    return fmt::format("“{}”{}，{}", name, to, from);
  }
  const std::string to = change.has_to() ? fmt::format("be {}", value(change.to())) : "hold no number";
  const std::string from = change.has_from() ? fmt::format("not {}", value(change.from())) : "no number is there now";
  return fmt::format("“{}” should {}, {}", name, to, from);
}

}  // namespace

std::string OperationName(std::string_view operation, Language language) {
  for (const Operation& known : kOperations) {
    if (known.id == operation) return std::string(Choose(language, known.chinese, known.english));
  }
  return std::string(operation);
}

std::string CellName(const report::Form* form, std::string_view path, Language language) {
  const std::optional<int> cell = form == nullptr ? std::nullopt : form->FindCell(path);
  if (!cell) return std::string(path);
  return std::string(Choose(language, form->cells()[*cell].name_zh, form->cells()[*cell].name_en));
}

std::string SuggestionText(const validate::v1::Suggestion& suggestion, const report::Form* form, Language language) {
  std::string text;
  for (const validate::v1::CellChange& change : suggestion.changes()) {
    if (!text.empty()) text += Choose(language, "；", "; ");
    text += ChangeText(change, form, language);
  }
  if (suggestion.operation().empty()) return text;
  const std::string operation = OperationName(suggestion.operation(), language);
  return language == Language::kChinese ? fmt::format("{}（{}）", text, operation)
                                        : fmt::format("{}: {}", text, operation);
}

}  // namespace gouji::cli
