#include "services/validate/checks/tree_sum_check.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "gouji/validate/v1/rule.pb.h"
#include "services/validate/checks/definition_fields.h"
#include "services/validate/definition_error.h"
#include "services/validate/equations.h"
#include "services/validate/message_template.h"
#include "services/validate/wording.h"

namespace gouji::validate {
namespace {

using report::Report;

constexpr size_t kMaxNamedUnits = 20;

// A sum of one cell over the units below.
struct CellSum {
  int64_t value = 0;
  bool is_open = false;  // a unit has no number there
  bool is_known = true;  // it fits 64 bits
};

// Units of which one thing is wrong.
class UnitList {
 public:
  void Add(const std::string& unit) { units_.push_back(unit); }
  size_t count() const { return units_.size(); }

  // "没有报告：甲、乙 等 30 个单位".
  void Describe(std::string_view zh, std::string_view en, Wording& text) {
    if (units_.empty()) return;
    std::sort(units_.begin(), units_.end());
    const auto end = units_.begin() + static_cast<std::ptrdiff_t>(std::min(units_.size(), kMaxNamedUnits));
    const bool is_cut = units_.size() > kMaxNamedUnits;
    text.zh += fmt::format("{}{}：{}{}", text.zh.empty() ? "" : "；", zh, fmt::join(units_.begin(), end, "、"),
                           is_cut ? fmt::format(" 等 {} 个单位", units_.size()) : "");
    text.en += fmt::format("{}{}: {}{}", text.en.empty() ? "" : "; ", en, fmt::join(units_.begin(), end, ", "),
                           is_cut ? fmt::format(" and {} more", units_.size() - kMaxNamedUnits) : "");
  }

 private:
  std::vector<std::string> units_;
};

// Why the sum cannot be told; empty when all reports are there.
struct Problems {
  Wording text;
  size_t unit_count = 0;
};

Problems FindProblems(const Report& report, const std::vector<ComparedReport>& subordinates) {
  UnitList missing;
  UnitList twice;
  UnitList unsuitable;
  std::unordered_map<std::string, int> times;
  for (const ComparedReport& subordinate : subordinates) {
    const int time = ++times[subordinate.unit];
    if (time == 2) twice.Add(subordinate.unit);
    if (time > 1) continue;
    if (subordinate.report == nullptr) {
      missing.Add(subordinate.unit);
    } else if (subordinate.report->form != report.form || subordinate.year != report.year ||
               subordinate.report->agency.scope == report::ReportScope::kAggregate) {
      unsuitable.Add(subordinate.unit);
    }
  }
  Problems problems;
  missing.Describe("没有报告", "no report", problems.text);
  twice.Describe("报告不止一份", "more than one report", problems.text);
  unsuitable.Describe("只有其他格式、其他年度或汇总口径的报告",
                      "only a report of another form or year, or an aggregate", problems.text);
  problems.unit_count = missing.count() + twice.count() + unsuitable.count();
  return problems;
}

std::vector<CellSum> SumOf(const Report& report, const std::vector<ComparedReport>& subordinates) {
  std::vector<CellSum> sums(report.cells.size());
  for (const ComparedReport& subordinate : subordinates) {
    for (size_t cell = 0; cell < sums.size(); ++cell) {
      const report::Cell& value = subordinate.report->cells[cell];
      CellSum& sum = sums[cell];
      sum.is_open = sum.is_open || !value.has_value();
      sum.is_known = sum.is_known && !__builtin_add_overflow(sum.value, value.value, &sum.value);
    }
  }
  return sums;
}

Outcome Compare(const report::Cell& cell, const CellSum& sum, report::CellType type) {
  const bool is_open = !cell.has_value() || sum.is_open;
  if (!sum.is_known || (is_open && report::MayBeNegative(type))) return Outcome::kNotAssessable;
  return Judge(cell.value, sum.value, !cell.has_value(), sum.is_open);
}

// The cells of one row that differ from their sums.
Finding ReportRow(const Rule& rule, const CheckInput& input, const std::vector<int>& cells,
                  const std::vector<CellSum>& sums, FindingBuilder& builder) {
  const Report& report = input.report;
  const std::vector<ComparedReport>& subordinates = input.context.subordinates;
  const report::Form& form = *report.form;
  const report::FormCell& first = form.cells()[cells.front()];
  const report::FormTable& table = form.tables()[first.table];
  const auto& columns = table.ColumnsOf(table.rows[first.row]);
  std::string figures_zh;
  std::string figures_en;
  std::string printed;
  for (const int cell : cells) {
    const report::FormColumn& column = columns[form.cells()[cell].column];
    const report::CellType type = form.cells()[cell].type;
    const std::string own_zh = report.cells[cell].has_value() ? FormatValue(report.cells[cell].value, type) : "空白";
    const std::string own_en = report.cells[cell].has_value() ? FormatValue(report.cells[cell].value, type) : "blank";
    const std::string sum = FormatValue(sums[cell].value, type);
    figures_zh +=
        fmt::format("{}{} 本报告 {}，各单位合计 {}", figures_zh.empty() ? "" : "；", column.name_zh, own_zh, sum);
    figures_en += fmt::format("{}{} {} here, {} in sum", figures_en.empty() ? "" : "; ", column.name_en, own_en, sum);
    printed += fmt::format("{}\n", sums[cell].value);
  }
  Finding finding = builder.BuildAbout(rule, printed, {}, cells);
  const int last = cells.back();  // the total, where it differs
  finding.right = sums[last].value;
  if (report.cells[last].has_value()) {
    int64_t difference = 0;
    finding.left = report.cells[last].value;
    if (!__builtin_sub_overflow(*finding.left, *finding.right, &difference)) finding.difference = difference;
  }
  for (const ComparedReport& subordinate : subordinates) finding.compared_with.push_back(subordinate.name());
  const Wording place = PlaceOf(form, first.table, first.row);
  const std::string count = fmt::format("{}", subordinates.size());
  finding.message_zh = rule.message_zh.Render({{"place", place.zh}, {"figures", figures_zh}, {"count", count}});
  finding.message_en = rule.message_en.Render({{"place", place.en}, {"figures", figures_en}, {"count", count}});
  return finding;
}

class TreeSumCheck : public Check {
 public:
  TreeSumCheck(Severity incomplete_severity, MessageTemplate incomplete_zh, MessageTemplate incomplete_en)
      : incomplete_severity_(incomplete_severity),
        incomplete_zh_(std::move(incomplete_zh)),
        incomplete_en_(std::move(incomplete_en)) {}

  bool is_across() const override { return true; }

  void Run(const Rule& rule, const CheckInput& input, FindingBuilder& builder, Validation& validation) const override {
    if (input.report.agency.scope != report::ReportScope::kAggregate || input.context.subordinates.empty()) {
      return;
    }
    const Problems problems = FindProblems(input.report, input.context.subordinates);
    if (problems.unit_count > 0) {
      ++validation.assessment.not_assessable;
      validation.findings.push_back(ReportProblems(rule, input, problems, builder));
      return;
    }
    const report::Form& form = *input.report.form;
    const std::vector<CellSum> sums = SumOf(input.report, input.context.subordinates);
    for (const report::FormTable& table : form.tables()) {
      for (const report::FormRow& row : table.rows) {
        std::vector<int> failed;
        const int end = row.first_cell + static_cast<int>(table.ColumnsOf(row).size());
        for (int cell = row.first_cell; cell < end; ++cell) {
          const Outcome outcome = Compare(input.report.cells[cell], sums[cell], form.cells()[cell].type);
          if (outcome == Outcome::kNotAssessable) {
            ++validation.assessment.not_assessable;
            continue;
          }
          CountCheck(outcome == Outcome::kFails, validation.assessment);
          if (outcome == Outcome::kFails) {
            failed.push_back(cell);
          }
        }
        if (!failed.empty()) {
          validation.findings.push_back(ReportRow(rule, input, failed, sums, builder));
        }
      }
    }
  }

 private:
  Finding ReportProblems(const Rule& rule, const CheckInput& input, const Problems& problems,
                         FindingBuilder& builder) const {
    Finding finding = builder.BuildAbout(rule, problems.text.zh, {});
    finding.severity = incomplete_severity_;
    for (const ComparedReport& subordinate : input.context.subordinates) {
      if (subordinate.report != nullptr) {
        finding.compared_with.push_back(subordinate.name());
      }
    }
    const std::string count = fmt::format("{}", problems.unit_count);
    finding.message_zh = incomplete_zh_.Render({{"problems", problems.text.zh}, {"count", count}});
    finding.message_en = incomplete_en_.Render({{"problems", problems.text.en}, {"count", count}});
    return finding;
  }

  const Severity incomplete_severity_;
  const MessageTemplate incomplete_zh_;
  const MessageTemplate incomplete_en_;
};

}  // namespace

BoundCheck BindTreeSumCheck(const v1::Rule& definition, const report::Form& /*form*/) {
  const v1::TreeSumCheck& tree = definition.tree_sum();
  const absl::StatusOr<Severity> severity = SeverityField("tree_sum.incomplete_severity", tree.incomplete_severity());
  if (!severity.ok()) {
    return severity.status();
  }
  static const std::vector<std::string_view> kPlaceholders = {"problems", "count"};
  absl::StatusOr<MessageTemplate> zh =
      MessageField("tree_sum.incomplete_message_zh", tree.incomplete_message_zh(), kPlaceholders);
  if (!zh.ok()) {
    return zh.status();
  }
  absl::StatusOr<MessageTemplate> en =
      MessageField("tree_sum.incomplete_message_en", tree.incomplete_message_en(), kPlaceholders);
  if (!en.ok()) {
    return en.status();
  }
  return std::make_unique<const TreeSumCheck>(*severity, *std::move(zh), *std::move(en));
}

}  // namespace gouji::validate
