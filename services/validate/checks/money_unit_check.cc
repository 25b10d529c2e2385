#include "services/validate/checks/money_unit_check.h"

#include <optional>
#include <string>
#include <utility>

#include "fmt/format.h"
#include "gouji/validate/v1/rule.pb.h"
#include "services/report/fact_kinds.h"
#include "services/validate/definition_error.h"
#include "services/validate/wording.h"

namespace gouji::validate {
namespace {

constexpr int64_t kYuanPerWanYuan = 10'000;
// Last year's amount, if this year's was typed in 元: between half and twice of what was meant.
constexpr int64_t kLeastRatio = 5'000;
constexpr int64_t kMostRatio = 20'000;

class MoneyUnitCheck : public Check {
 public:
  MoneyUnitCheck(int cell, std::string path, std::string fact)
      : cell_(static_cast<size_t>(cell)), path_(std::move(path)), fact_(std::move(fact)) {}

  void Run(const Rule& rule, const CheckInput& input, FindingBuilder& builder, Validation& validation) const override {
    const report::Cell& cell = input.report.cells[cell_];
    if (!cell.has_value() || cell.value <= 0) {
      return;
    }
    std::optional<int64_t> compared;
    bool is_slip = false;
    bool is_of_last_year = false;
    for (const report::Fact& fact : input.report.facts) {
      if (fact.kind == fact_ && !fact.denial && fact.value > 0 && !is_slip) {
        compared = fact.value;
        is_slip = cell.value / kYuanPerWanYuan == fact.value && cell.value % kYuanPerWanYuan == 0;
      }
    }
    const std::optional<int64_t> previous = compared.has_value() ? std::nullopt : PreviousAmount(input);
    if (previous.has_value()) {
      compared = previous;
      is_of_last_year = true;
      const int64_t ratio = cell.value / *previous;
      is_slip = ratio >= kLeastRatio && ratio <= kMostRatio && cell.value % kYuanPerWanYuan == 0;
    }
    if (!compared.has_value()) {
      return;
    }
    CountCheck(is_slip, validation.assessment);
    if (is_slip) {
      validation.findings.push_back(Report(rule, input, *compared, is_of_last_year, builder));
    }
  }

 private:
  std::optional<int64_t> PreviousAmount(const CheckInput& input) const {
    if (input.previous == nullptr || input.previous->form == nullptr) {
      return std::nullopt;
    }
    const std::optional<int> cell = input.previous->form->FindCell(path_);
    if (!cell.has_value()) {
      return std::nullopt;
    }
    const report::Cell& previous = input.previous->cells[static_cast<size_t>(*cell)];
    return previous.has_value() && previous.value > 0 ? std::optional<int64_t>(previous.value) : std::nullopt;
  }

  Finding Report(const Rule& rule, const CheckInput& input, int64_t compared, bool is_of_last_year,
                 FindingBuilder& builder) const {
    const int cell = static_cast<int>(cell_);
    const report::FormCell& form_cell = input.report.form->cells()[cell_];
    const int64_t value = input.report.cells[cell_].value;
    const int64_t meant = value / kYuanPerWanYuan;
    Finding finding = builder.BuildAbout(rule, fmt::format("{}", compared), {}, {cell});
    finding.left = value;
    finding.right = compared;
    finding.difference = value - compared;
    finding.claim = Claim{{{{cell}, {}, meant}}};
    MessageValues values = {{"place", form_cell.name_zh},
                            {"printed", FormatValue(value, form_cell.type)},
                            {"compared", FormatValue(compared, form_cell.type)},
                            {"meant", FormatValue(meant, form_cell.type)},
                            {"source", is_of_last_year ? "上年报告" : "正文"}};
    finding.message_zh = rule.message_zh.Render(values);
    values.front().second = form_cell.name_en;
    values.back().second = is_of_last_year ? "last year's report" : "the prose";
    finding.message_en = rule.message_en.Render(values);
    return finding;
  }

  const size_t cell_;
  const std::string path_;
  const std::string fact_;
};

}  // namespace

BoundCheck BindMoneyUnitCheck(const v1::Rule& definition, const report::Form& form) {
  const v1::MoneyUnitCheck& check = definition.money_unit();
  const std::optional<int> cell = form.FindCell(check.cell());
  if (!cell.has_value()) {
    return NotOnForm("money_unit.cell", fmt::format("form {} has no cell \"{}\"", form.id(), check.cell()),
                     fmt::format("格式 {} 没有单元格“{}”", form.id(), check.cell()));
  }
  if (form.cells()[static_cast<size_t>(*cell)].type != report::CellType::kMoneyWanYuan) {
    return DefinitionError("money_unit.cell", "the cell is not of money in 万元", "该单元格不是以万元计的金额");
  }
  if (!report::IsFactKind(check.fact())) {
    return DefinitionError("money_unit.fact", fmt::format("there is no fact \"{}\"", check.fact()),
                           fmt::format("没有“{}”这种事实", check.fact()));
  }
  return std::make_unique<const MoneyUnitCheck>(*cell, check.cell(), check.fact());
}

}  // namespace gouji::validate
