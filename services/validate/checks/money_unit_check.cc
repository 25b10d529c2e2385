#include "services/validate/checks/money_unit_check.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
// Amounts of like organs differ much: there must be some, and the amount be out of the range of all of them.
constexpr size_t kFewestPeers = 5;
constexpr int64_t kBeyondPeers = 1'000;

// What the amount is compared with.
struct Compared {
  int64_t amount = 0;  // in 分
  bool is_slip = false;
  std::string_view source_zh;
  std::string_view source_en;
  std::vector<std::string> reports = {};  // names of the others; empty: the report itself
};

class MoneyUnitCheck : public Check {
 public:
  MoneyUnitCheck(int cell, std::string path, std::string fact)
      : cell_(static_cast<size_t>(cell)), path_(std::move(path)), fact_(std::move(fact)) {}

  // Without other reports it compares with the prose, which is no finding across reports.
  bool is_across() const override { return true; }

  void Run(const Rule& rule, const CheckInput& input, FindingBuilder& builder, Validation& validation) const override {
    const report::Cell& cell = input.report.cells[cell_];
    if (!cell.has_value() || cell.value <= 0) {
      return;
    }
    std::optional<Compared> compared = WithProse(input.report);
    if (compared.has_value() && input.context.scope == CheckScope::kAcross) {
      return;  // found before
    }
    if (!compared.has_value()) {
      compared = WithPrevious(input);
    }
    if (!compared.has_value()) {
      compared = WithPeers(input);
    }
    if (!compared.has_value()) {
      return;
    }
    CountCheck(compared->is_slip, validation.assessment);
    if (compared->is_slip) {
      validation.findings.push_back(Report(rule, input, *std::move(compared), builder));
    }
  }

 private:
  // Whether an amount with four digits more than printed would be that many 分: as many as 元 have.
  static bool IsWholeFen(int64_t value) { return value % kYuanPerWanYuan == 0; }

  // The amount of the cell in another report; nothing when it has none.
  std::optional<int64_t> AmountIn(const report::Report& other) const {
    const std::optional<int> cell = other.form == nullptr ? std::nullopt : other.form->FindCell(path_);
    if (!cell.has_value()) {
      return std::nullopt;
    }
    const report::Cell& content = other.cells[static_cast<size_t>(*cell)];
    return content.has_value() && content.value > 0 ? std::optional<int64_t>(content.value) : std::nullopt;
  }

  std::optional<Compared> WithProse(const report::Report& report) const {
    const int64_t value = report.cells[cell_].value;
    std::optional<Compared> compared;
    for (const report::Fact& fact : report.facts) {
      if (fact.kind == fact_ && !fact.denial && fact.value > 0 && !(compared.has_value() && compared->is_slip)) {
        compared = {.amount = fact.value,
                    .is_slip = IsWholeFen(value) && value / kYuanPerWanYuan == fact.value,
                    .source_zh = "正文",
                    .source_en = "the prose"};
      }
    }
    return compared;
  }

  std::optional<Compared> WithPrevious(const CheckInput& input) const {
    const std::optional<int64_t> previous = input.previous == nullptr ? std::nullopt : AmountIn(*input.previous);
    if (!previous.has_value()) {
      return std::nullopt;
    }
    const int64_t value = input.report.cells[cell_].value;
    const int64_t ratio = value / *previous;
    return Compared{.amount = *previous,
                    .is_slip = ratio >= kLeastRatio && ratio <= kMostRatio && IsWholeFen(value),
                    .source_zh = "上年报告",
                    .source_en = "last year's report",
                    .reports = {input.context.previous->name()}};
  }

  // With organs of the same kind and level in the same year.
  std::optional<Compared> WithPeers(const CheckInput& input) const {
    const report::Agency& agency = input.report.agency;
    std::vector<int64_t> amounts;
    Compared compared{.source_zh = "同类机关最多", .source_en = "at most of like organs"};
    for (const ComparedReport& peer : input.context.peers) {
      const report::Agency& other = peer.report->agency;
      const std::optional<int64_t> amount = AmountIn(*peer.report);
      if (amount.has_value() && peer.year == input.report.year && other.kind == agency.kind &&
          other.level == agency.level && other.scope == agency.scope) {
        amounts.push_back(*amount);
        compared.reports.push_back(peer.name());
      }
    }
    if (amounts.size() < kFewestPeers) {
      return std::nullopt;
    }
    const auto [least, most] = std::minmax_element(amounts.begin(), amounts.end());
    const int64_t value = input.report.cells[cell_].value;
    const int64_t meant = value / kYuanPerWanYuan;
    compared.amount = *most;
    compared.is_slip = IsWholeFen(value) && value / kBeyondPeers >= *most && meant >= *least / 2 && meant / 2 <= *most;
    return compared;
  }

  Finding Report(const Rule& rule, const CheckInput& input, Compared compared, FindingBuilder& builder) const {
    const int cell = static_cast<int>(cell_);
    const report::FormCell& form_cell = input.report.form->cells()[cell_];
    const int64_t value = input.report.cells[cell_].value;
    const int64_t meant = value / kYuanPerWanYuan;
    Finding finding = builder.BuildAbout(rule, fmt::format("{}", compared.amount), {}, {cell});
    finding.left = value;
    finding.right = compared.amount;
    finding.difference = value - compared.amount;
    finding.claim = Claim{{{{cell}, {}, meant}}};
    MessageValues values = {{"place", form_cell.name_zh},
                            {"printed", FormatValue(value, form_cell.type)},
                            {"compared", FormatValue(compared.amount, form_cell.type)},
                            {"meant", FormatValue(meant, form_cell.type)},
                            {"source", std::string(compared.source_zh)}};
    finding.message_zh = rule.message_zh.Render(values);
    values.front().second = form_cell.name_en;
    values.back().second = compared.source_en;
    finding.message_en = rule.message_en.Render(values);
    finding.compared_with = std::move(compared.reports);
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
