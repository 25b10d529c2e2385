#include "services/validate/checks/relation_check.h"

#include <optional>
#include <string>
#include <utility>

#include "fmt/format.h"
#include "gouji/validate/v1/rule.pb.h"
#include "services/validate/definition_error.h"
#include "services/validate/equation_wording.h"

namespace gouji::validate {
namespace {

using report::Equation;
using report::Report;

Finding ReportFailure(const Report& report, const Rule& rule, const Equation& equation, const EquationResult& result,
                      FindingBuilder& builder) {
  Finding finding = builder.Build(rule, CellsOf(equation));
  finding.equations = {static_cast<int>(&equation - report.form->equations().data())};
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
  const int64_t residual = result.left - result.right;
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

class RelationCheck : public Check {
 public:
  RelationCheck(const report::Relation& relation, const report::Form& form) : relation_(relation), form_(form) {}

  void Run(const Rule& rule, const CheckInput& input, FindingBuilder& builder, Validation& validation) const override {
    const int end = relation_.first_equation + relation_.equation_count;
    for (int e = relation_.first_equation; e < end; ++e) {
      const EquationResult& result = input.equations[e];
      if (result.outcome == Outcome::kNotAssessable) {
        ++validation.assessment.not_assessable;
        continue;
      }
      CountCheck(result.outcome == Outcome::kFails, validation.assessment);
      if (result.outcome == Outcome::kFails) {
        const Equation& equation = form_.equations()[e];
        validation.findings.push_back(ReportFailure(input.report, rule, equation, result, builder));
      }
    }
  }

  std::vector<LinearConstraint> Constraints() const override {
    std::vector<LinearConstraint> constraints;
    const auto first = form_.equations().begin() + relation_.first_equation;
    for (auto equation = first; equation != first + relation_.equation_count; ++equation) {
      LinearConstraint constraint;
      for (const int cell : equation->left) {
        constraint.addends.push_back({cell, 1});
      }
      for (const int cell : equation->right) {
        constraint.addends.push_back({cell, -1});
      }
      constraints.push_back(std::move(constraint));
    }
    return constraints;
  }

  std::vector<const report::Relation*> Relations() const override { return {&relation_}; }

 private:
  const report::Relation& relation_;
  const report::Form& form_;
};

}  // namespace

std::vector<int> CellsOf(const report::Equation& equation) {
  std::vector<int> cells = equation.left;
  cells.insert(cells.end(), equation.right.begin(), equation.right.end());
  return cells;
}

absl::StatusOr<const report::Relation*> FindRelation(std::string_view field, std::string_view relation_id,
                                                     const report::Form& form) {
  const std::optional<int> relation = form.FindRelation(relation_id);
  if (!relation.has_value()) {
    return NotOnForm(field, fmt::format("form {} has no relation \"{}\"", form.id(), relation_id),
                     fmt::format("格式 {} 没有勾稽关系“{}”", form.id(), relation_id));
  }
  return &form.relations()[*relation];
}

BoundCheck BindRelationCheck(const v1::Rule& definition, const report::Form& form) {
  constexpr std::string_view kField = "relation.relation";
  const std::string& id = definition.relation().relation();
  if (id.empty()) {
    return MissingField(kField);
  }
  const absl::StatusOr<const report::Relation*> relation = FindRelation(kField, id, form);
  if (!relation.ok()) {
    return relation.status();
  }
  return std::make_unique<const RelationCheck>(**relation, form);
}

}  // namespace gouji::validate
