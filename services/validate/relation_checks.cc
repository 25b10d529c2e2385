#include "services/validate/relation_checks.h"

#include <algorithm>
#include <string>
#include <utility>

#include "fmt/format.h"
#include "services/validate/equation_wording.h"

namespace gouji::validate {
namespace {

using report::Equation;
using report::Report;

std::vector<int> CellsOf(const Equation& equation) {
  std::vector<int> cells = equation.left;
  cells.insert(cells.end(), equation.right.begin(), equation.right.end());
  return cells;
}

int64_t Residual(const EquationResult& result) { return result.left - result.right; }

Finding ReportFailure(const Report& report, const Rule& rule, const Equation& equation, const EquationResult& result,
                      FindingBuilder& builder) {
  Finding finding = builder.Build(rule, CellsOf(equation));
  const report::Relation& relation = report.form->relations()[equation.relation];
  const report::CellType type = report.form->cells()[equation.left.front()].type;
  if (finding.basis.empty()) {
    finding.basis = relation.basis_zh;
  }
  if (result.left_open < static_cast<int>(equation.left.size())) {
    finding.left = result.left;
  }
  if (result.right_open < static_cast<int>(equation.right.size())) {
    finding.right = result.right;
  }
  const int64_t residual = Residual(result);
  if (finding.left.has_value() && finding.right.has_value()) {
    finding.difference = residual;
  }
  const EquationWording wording = WordEquation(report, equation);
  MessageValues zh = {{"place", wording.place.zh},
                      {"left_side", wording.left_side.zh},
                      {"right_side", wording.right_side.zh},
                      {"left", FormatValue(result.left, type)},
                      {"right", FormatValue(result.right, type)},
                      {"difference", FormatValue(residual < 0 ? -residual : residual, type)},
                      {"relation", relation.name_zh}};
  MessageValues en = zh;
  en[0].second = wording.place.en;
  en[1].second = wording.left_side.en;
  en[2].second = wording.right_side.en;
  en[6].second = relation.name_en;
  finding.message_zh = rule.message_zh.Render(zh);
  finding.message_en = rule.message_en.Render(en);
  return finding;
}

// The equations of a relation that are off by opposite amounts: first too high on the left, then too low. Only pairs
// without another candidate, and only complete equations: of others the residual is not known.
std::vector<std::pair<int, int>> OppositePairs(const report::Relation& relation,
                                               const std::vector<EquationResult>& results) {
  const int end = relation.first_equation + relation.equation_count;
  const auto with_residual = [&](int64_t residual) {
    std::vector<int> equations;
    for (int e = relation.first_equation; e < end; ++e) {
      if (results[e].outcome == Outcome::kFails && results[e].is_complete() && Residual(results[e]) == residual) {
        equations.push_back(e);
      }
    }
    return equations;
  };
  std::vector<std::pair<int, int>> pairs;
  for (int e = relation.first_equation; e < end; ++e) {
    if (results[e].outcome != Outcome::kFails || Residual(results[e]) <= 0) {
      continue;
    }
    const std::vector<int> over = with_residual(Residual(results[e]));
    const std::vector<int> under = with_residual(-Residual(results[e]));
    if (over.size() == 1 && under.size() == 1 && over.front() == e) {
      pairs.emplace_back(e, under.front());
    }
  }
  return pairs;
}

// What the instances of a relation differ in: the column, where they are about one each.
Wording InstanceName(const report::Form& form, const Equation& equation) {
  const report::FormCell& cell = form.cells()[equation.left.front()];
  const report::FormTable& table = form.tables()[cell.table];
  const report::FormColumn& column = table.ColumnsOf(table.rows[cell.row])[cell.column];
  return {column.name_zh, column.name_en};
}

Finding ReportOpposites(const Report& report, const Rule& rule, const Equation& over, const Equation& under,
                        int64_t amount, FindingBuilder& builder) {
  std::vector<int> cells = CellsOf(over);
  const std::vector<int> others = CellsOf(under);
  cells.insert(cells.end(), others.begin(), others.end());
  Finding finding = builder.Build(rule, std::move(cells));
  const report::Form& form = *report.form;
  const report::Relation& relation = form.relations()[over.relation];
  if (finding.basis.empty()) {
    finding.basis = relation.basis_zh;
  }
  const report::FormCell& first = form.cells()[over.left.front()];
  const Wording table = PlaceOf(form, first.table, -1);
  const Wording over_name = InstanceName(form, over);
  const Wording under_name = InstanceName(form, under);
  const std::string amount_text = FormatValue(amount, first.type);
  finding.message_zh = rule.message_zh.Render({{"table", table.zh},
                                               {"relation", relation.name_zh},
                                               {"over", over_name.zh},
                                               {"under", under_name.zh},
                                               {"amount", amount_text}});
  finding.message_en = rule.message_en.Render({{"table", table.en},
                                               {"relation", relation.name_en},
                                               {"over", over_name.en},
                                               {"under", under_name.en},
                                               {"amount", amount_text}});
  return finding;
}

}  // namespace

void CheckRelations(const Report& report, const FormRules& rules, const std::vector<EquationResult>& results,
                    FindingBuilder& builder, Validation& validation) {
  const report::Form& form = *report.form;
  int failure_count = 0;
  for (const FormRules::RelationInstances& instances : rules.relations) {
    if (!instances.rule->AppliesTo(report.year)) {
      continue;
    }
    for (int e = instances.first_equation; e < instances.first_equation + instances.equation_count; ++e) {
      switch (results[e].outcome) {
        case Outcome::kHolds:
          ++validation.assessment.held;
          break;
        case Outcome::kNotAssessable:
          ++validation.assessment.not_assessable;
          break;
        case Outcome::kFails:
          ++validation.assessment.failed;
          ++failure_count;
          validation.findings.push_back(
              ReportFailure(report, *instances.rule, form.equations()[e], results[e], builder));
          break;
      }
    }
  }
  for (const FormRules::ResidualInstances& instances : rules.residuals) {
    if (failure_count < 2 || !instances.rule->AppliesTo(report.year) ||
        results[instances.balanced_equation].outcome != Outcome::kHolds) {
      continue;
    }
    for (const auto& [over, under] : OppositePairs(form.relations()[instances.relation], results)) {
      validation.findings.push_back(ReportOpposites(report, *instances.rule, form.equations()[over],
                                                    form.equations()[under], Residual(results[over]), builder));
    }
  }
}

}  // namespace gouji::validate
