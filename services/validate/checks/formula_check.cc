#include "services/validate/checks/formula_check.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "gouji/validate/v1/rule.pb.h"
#include "services/validate/checks/consequent_totals.h"
#include "services/validate/definition_error.h"
#include "services/validate/formula.h"
#include "services/validate/formula_wording.h"

namespace gouji::validate {
namespace {

struct Condition {
  std::optional<Formula> when;
  Formula holds;
};

bool NeedsPrevious(const Condition& condition) {
  return condition.holds.needs_previous() || (condition.when.has_value() && condition.when->needs_previous());
}

class FormulaCheck : public Check {
 public:
  explicit FormulaCheck(std::vector<Condition> conditions) : conditions_(std::move(conditions)) {}

  bool is_across() const override { return std::any_of(conditions_.begin(), conditions_.end(), NeedsPrevious); }

  void Run(const Rule& rule, const CheckInput& input, FindingBuilder& builder, Validation& validation) const override {
    const FormulaInput values{.report = input.report, .previous = input.previous};
    const size_t first = validation.findings.size();
    for (const Condition& condition : conditions_) {
      if (NeedsPrevious(condition) ? input.previous == nullptr : input.context.scope == CheckScope::kAcross) {
        continue;
      }
      Outcome outcome = Outcome::kHolds;
      if (condition.when.has_value()) {
        outcome = condition.when->Evaluate(values, Formula::OpenCells::kUndecided);
        if (outcome == Outcome::kFails) {
          continue;
        }
      }
      if (outcome == Outcome::kHolds) {
        outcome = condition.holds.Evaluate(values);
      }
      if (outcome == Outcome::kNotAssessable) {
        ++validation.assessment.not_assessable;
        continue;
      }
      CountCheck(outcome == Outcome::kFails, validation.assessment);
      if (outcome == Outcome::kFails) {
        validation.findings.push_back(Report(rule, condition.holds, values, builder));
        if (NeedsPrevious(condition)) {
          Compare(condition.holds, input, validation.findings.back());
        }
        if (rule.severity != Severity::kInfo) {
          validation.findings.back().claim = ClaimOf(condition, input);
        }
      }
    }
    LinkConsequentTotals(*input.report.form, absl::MakeSpan(validation.findings).subspan(first));
  }

  // Of equalities with last year's numbers that always apply.
  std::vector<Claim> Claims(const CheckInput& input) const override {
    std::vector<Claim> claims;
    for (const Condition& condition : conditions_) {
      if (std::optional<Claim> claim = ClaimOf(condition, input); claim.has_value()) {
        claims.push_back(*std::move(claim));
      }
    }
    return claims;
  }

  // Of plain relations that always apply.
  std::vector<LinearConstraint> Constraints() const override {
    std::vector<LinearConstraint> constraints;
    for (const Condition& condition : conditions_) {
      if (!condition.when.has_value() && condition.holds.is_relation() && !condition.holds.needs_previous()) {
        AddConstraint(condition.holds.comparisons().front(), constraints);
      }
    }
    return constraints;
  }

 private:
  // left op right as Σ addends <= bound or = bound, over whole numbers; none for != and for sums with the year.
  static void AddConstraint(const Comparison& comparison, std::vector<LinearConstraint>& constraints) {
    LinearConstraint constraint;
    const bool is_greater =
        comparison.comparator == Comparator::kGreater || comparison.comparator == Comparator::kGreaterOrEqual;
    const bool is_strict = comparison.comparator == Comparator::kGreater || comparison.comparator == Comparator::kLess;
    for (const std::vector<Term>* side : {&comparison.left, &comparison.right}) {
      const double sign = (side == &comparison.left) == is_greater ? -1 : 1;
      for (const Term& term : *side) {
        if (term.kind == Term::Kind::kConstant) {
          constraint.bound -= sign * static_cast<double>(term.factor);
        } else if (term.kind == Term::Kind::kCell) {
          constraint.addends.push_back({term.cell, sign * static_cast<double>(term.factor)});
        } else {
          return;
        }
      }
    }
    if (comparison.comparator == Comparator::kNotEqual) {
      return;
    }
    constraint.kind =
        comparison.comparator == Comparator::kEqual ? LinearConstraint::Kind::kEqual : LinearConstraint::Kind::kAtMost;
    constraint.bound -= is_strict ? 1 : 0;
    constraints.push_back(std::move(constraint));
  }

  // What an equality with last year's numbers that always applies tells: the cells of this report on one side, all else
  // on the other. Nothing of others, and when a number of last year's is not known.
  static std::optional<Claim> ClaimOf(const Condition& condition, const CheckInput& input) {
    if (input.previous == nullptr || !condition.holds.needs_previous() || !condition.holds.is_relation() ||
        condition.when.has_value()) {
      return std::nullopt;
    }
    const Comparison& comparison = condition.holds.comparisons().front();
    if (comparison.comparator != Comparator::kEqual) {
      return std::nullopt;
    }
    AcceptedReading reading;
    for (const std::vector<Term>* side : {&comparison.left, &comparison.right}) {
      const int64_t sign = side == &comparison.left ? 1 : -1;
      std::vector<Term> known;
      for (const Term& term : *side) {
        if (term.kind != Term::Kind::kCell) {
          known.push_back(term);
        } else if (term.factor == 1 || term.factor == -1) {
          (sign * term.factor > 0 ? reading.added : reading.taken).push_back(term.cell);
        } else {
          return std::nullopt;
        }
      }
      const SideValue value =
          EvaluateSide(known, {.report = input.report, .previous = input.previous}, *input.report.form);
      if (value.can_grow || value.can_shrink) {
        return std::nullopt;
      }
      reading.value -= sign * value.sum;
    }
    return Claim{{std::move(reading)}};
  }

  static Finding Report(const Rule& rule, const Formula& formula, const FormulaInput& values, FindingBuilder& builder) {
    const FormulaWording wording = WordFormula(formula, values);
    // Last year's numbers tell the finding from the same cells compared with others.
    Finding finding = builder.BuildAbout(rule, wording.subject, {}, formula.cells());
    finding.left = wording.left;
    finding.right = wording.right;
    if (wording.left.has_value() && wording.right.has_value()) {
      finding.difference = *wording.left - *wording.right;
    }
    finding.message_zh = rule.message_zh.Render(wording.zh);
    finding.message_en = rule.message_en.Render(wording.en);
    return finding;
  }

  // Names last year's report in a finding; a number of it that was read with doubt makes the finding doubtful.
  static void Compare(const Formula& formula, const CheckInput& input, Finding& finding) {
    finding.compared_with = {input.context.previous->name()};
    if (finding.responsibility != report::Responsibility::kDocument || input.previous->form == nullptr) {
      return;
    }
    std::vector<int> previous_cells;
    for (const Comparison& comparison : formula.comparisons()) {
      for (const std::vector<Term>* side : {&comparison.left, &comparison.right}) {
        for (const Term& term : *side) {
          if (term.kind != Term::Kind::kPreviousCell) {
            continue;
          }
          const std::string& path = input.report.form->cells()[term.cell].path;
          if (const std::optional<int> cell = input.previous->form->FindCell(path); cell.has_value()) {
            previous_cells.push_back(*cell);
          }
        }
      }
    }
    finding.responsibility = FindingBuilder(*input.previous).ResponsibilityFor(previous_cells);
  }

  const std::vector<Condition> conditions_;
};

// `text` with the instance in the place of each "*" of a path; the sign of a factor stands behind no point.
std::string Instantiate(std::string text, const std::string& instance) {
  constexpr std::string_view kPlace = ".*";
  for (size_t at = text.find(kPlace); at != std::string::npos; at = text.find(kPlace, at + instance.size())) {
    text.replace(at + 1, 1, instance);
  }
  return text;
}

}  // namespace

BoundCheck BindFormulaCheck(const v1::Rule& definition, const report::Form& form) {
  const v1::FormulaCheck& check = definition.formula_check();
  if (check.formulas().empty()) {
    return MissingField("formula_check.formulas");
  }
  std::vector<std::string> instances(check.instances().begin(), check.instances().end());
  if (instances.empty()) {
    instances.emplace_back();
  }
  std::vector<Condition> conditions;
  for (int i = 0; i < check.formulas_size(); ++i) {
    const v1::Formula& formula = check.formulas(i);
    for (const std::string& instance : instances) {
      std::optional<Formula> when;
      if (!formula.when().empty()) {
        absl::StatusOr<Formula> compiled = Formula::Create(Instantiate(formula.when(), instance), form);
        if (!compiled.ok()) {
          return AtField(fmt::format("formula_check.formulas[{}].when", i), compiled.status());
        }
        when = *std::move(compiled);
      }
      absl::StatusOr<Formula> holds = Formula::Create(Instantiate(formula.holds(), instance), form);
      if (!holds.ok()) {
        return AtField(fmt::format("formula_check.formulas[{}].holds", i), holds.status());
      }
      conditions.push_back({std::move(when), *std::move(holds)});
    }
  }
  return std::make_unique<const FormulaCheck>(std::move(conditions));
}

}  // namespace gouji::validate
