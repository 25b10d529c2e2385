#include "services/validate/checks/opposite_residuals_check.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "gouji/validate/v1/rule.pb.h"
#include "services/validate/checks/relation_check.h"
#include "services/validate/definition_error.h"
#include "services/validate/wording.h"

namespace gouji::validate {
namespace {

using report::Equation;
using report::Report;

int64_t Residual(const EquationResult& result) { return result.left - result.right; }

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

// A relation, and its equation that must hold.
struct BalancedRelation {
  const report::Relation* relation;
  int balanced_equation;
};

class OppositeResidualsCheck : public Check {
 public:
  explicit OppositeResidualsCheck(std::vector<BalancedRelation> relations) : relations_(std::move(relations)) {}

  // Explains checks that failed already; is none itself. What it causes, root_causes.h tells.
  void Run(const Rule& rule, const CheckInput& input, FindingBuilder& builder, Validation& validation) const override {
    for (const auto& [relation, balanced_equation] : relations_) {
      if (input.equations[balanced_equation].outcome != Outcome::kHolds) {
        continue;
      }
      for (const auto& [over, under] : OppositePairs(*relation, input.equations)) {
        const std::vector<Equation>& equations = input.report.form->equations();
        Finding finding = ReportOpposites(input.report, rule, equations[over], equations[under],
                                          Residual(input.equations[over]), builder);
        finding.equations = {std::min(over, under), std::max(over, under)};
        validation.findings.push_back(std::move(finding));
      }
    }
  }

  std::vector<const report::Relation*> Relations() const override {
    std::vector<const report::Relation*> relations;
    relations.reserve(relations_.size());
    for (const BalancedRelation& balanced : relations_) {
      relations.push_back(balanced.relation);
    }
    return relations;
  }

 private:
  std::vector<BalancedRelation> relations_;
};

}  // namespace

BoundCheck BindOppositeResidualsCheck(const v1::Rule& definition, const report::Form& form) {
  const v1::OppositeResidualsCheck& check = definition.opposite_residuals();
  if (check.relations().empty() || check.balanced().empty()) {
    return DefinitionError("opposite_residuals", "relations and balanced are both needed",
                           "relations 和 balanced 都不能少");
  }
  std::vector<BalancedRelation> relations;
  for (const std::string& id : check.relations()) {
    const absl::StatusOr<const report::Relation*> relation = FindRelation("opposite_residuals.relations", id, form);
    if (!relation.ok()) {
      return relation.status();
    }
    const auto first = form.equations().begin() + (*relation)->first_equation;
    const auto end = first + (*relation)->equation_count;
    const auto balanced =
        std::find_if(first, end, [&](const Equation& equation) { return equation.instance == check.balanced(); });
    if (balanced == end) {
      return DefinitionError(
          "opposite_residuals.balanced",
          fmt::format("relation \"{}\" of form {} has no instance \"{}\"", id, form.id(), check.balanced()),
          fmt::format("格式 {} 的勾稽关系“{}”没有实例“{}”", form.id(), id, check.balanced()));
    }
    relations.push_back({*relation, static_cast<int>(balanced - form.equations().begin())});
  }
  return std::make_unique<const OppositeResidualsCheck>(std::move(relations));
}

}  // namespace gouji::validate
