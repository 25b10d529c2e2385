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

// Those that say no more than the changes themselves have no words.
constexpr Operation kOperations[] = {
    {"digits_joined", "相邻两格的数字连成了一个数", "digits of two cells joined into one number"},
    {"digits_split", "一个数被拆成了两格", "one number split over two cells"},
    {"row_shifted", "整行错开了一格", "the row shifted by a cell"},
    {"swapped", "相邻两格的数字互换", "two neighbouring cells swapped"},
    {"digit_transposed", "相邻两位数字颠倒", "two digits transposed"},
    {"digit_dropped", "漏写一位数字", "a digit dropped"},
    {"digit_doubled", "一位数字重复", "a digit doubled"},
    {"zero_extra", "多写一个 0", "a zero too many"},
    {"zero_missing", "少写一个 0", "a zero missing"},
    {"unit_confused", "元与万元混淆", "元 and 万元 confused"},
    {"wrong_column", "数字错了一栏", "the number stands in the wrong column"},
    {"wrong_row", "数字错了一行", "the number stands in the wrong row"},
    {"booked_next_column", "有申请记入了相邻一栏", "some counted in the neighbouring column"},
    {"booked_other_column", "有申请记入了另一栏", "some counted in another column"},
    {"total_counts_itself", "合计把自身又加了一遍", "the total counts itself"},
    {"single_value", "", ""},
    {"two_values", "", ""},
    {"several_values", "", ""},
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
  const std::string operation = OperationName(suggestion.operation(), language);
  if (operation.empty()) return text;
  return language == Language::kChinese ? fmt::format("{}（{}）", text, operation)
                                        : fmt::format("{}: {}", text, operation);
}

}  // namespace gouji::cli
