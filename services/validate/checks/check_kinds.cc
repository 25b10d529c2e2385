#include "services/validate/checks/check_kinds.h"

#include <algorithm>

#include "gouji/validate/v1/rule.pb.h"
#include "services/validate/checks/breakdown_check.h"
#include "services/validate/checks/cell_state_check.h"
#include "services/validate/checks/claim_check.h"
#include "services/validate/checks/contradiction_check.h"
#include "services/validate/checks/copy_check.h"
#include "services/validate/checks/deadline_check.h"
#include "services/validate/checks/diagnostic_check.h"
#include "services/validate/checks/duplicated_word_check.h"
#include "services/validate/checks/form_year_check.h"
#include "services/validate/checks/formula_check.h"
#include "services/validate/checks/growth_check.h"
#include "services/validate/checks/jump_check.h"
#include "services/validate/checks/money_unit_check.h"
#include "services/validate/checks/opposite_residuals_check.h"
#include "services/validate/checks/parts_check.h"
#include "services/validate/checks/period_check.h"
#include "services/validate/checks/phrase_check.h"
#include "services/validate/checks/relation_check.h"
#include "services/validate/checks/section_order_check.h"
#include "services/validate/checks/tree_sum_check.h"
#include "services/validate/checks/year_phrase_check.h"

namespace gouji::validate {
namespace {

// Made by the engine itself, before a report has a form.
class NothingToCheck : public Check {
 public:
  void Run(const Rule& /*rule*/, const CheckInput& /*input*/, FindingBuilder& /*builder*/,
           Validation& /*validation*/) const override {}
};

BoundCheck BindRecognition(const v1::Rule& /*definition*/, const report::Form& /*form*/) {
  return std::make_unique<const NothingToCheck>();
}

}  // namespace

const CheckKind* FindCheckKind(const v1::Rule& definition) {
  static const auto* const kKinds = new std::vector<CheckKind>{
      {v1::Rule::kRelation,
       {"place", "left_side", "right_side", "left", "right", "difference", "relation"},
       BasisOf::kRelation,
       BindRelationCheck},
      {v1::Rule::kOppositeResiduals,
       {"table", "relation", "over", "under", "amount"},
       BasisOf::kRelation,
       BindOppositeResidualsCheck},
      {v1::Rule::kCellState, CellStatePlaceholders(), BasisOf::kRule, BindCellStateCheck},
      {v1::Rule::kRecognition, {"seems"}, BasisOf::kRule, BindRecognition},
      {v1::Rule::kFormulaCheck,
       {"place", "left_side", "right_side", "left", "right", "difference", "values"},
       BasisOf::kRule,
       BindFormulaCheck},
      {v1::Rule::kDiagnostic, {"message"}, BasisOf::kRule, BindDiagnosticCheck},
      {v1::Rule::kFormYear, {"year", "form", "years"}, BasisOf::kRule, BindFormYearCheck},
      {v1::Rule::kSectionOrder, {"section", "before"}, BasisOf::kRule, BindSectionOrderCheck},
      {v1::Rule::kPeriod, {"year", "start", "end"}, BasisOf::kRule, BindPeriodCheck},
      {v1::Rule::kDeadline, {"date", "deadline"}, BasisOf::kRule, BindDeadlineCheck},
      {v1::Rule::kPhrase, {"found", "section"}, BasisOf::kRule, BindPhraseCheck},
      {v1::Rule::kClaim, {"quote", "claimed", "readings"}, BasisOf::kRule, BindClaimCheck},
      {v1::Rule::kBreakdown, {"quote", "whole", "parts", "sum", "difference"}, BasisOf::kRule, BindBreakdownCheck},
      {v1::Rule::kGrowth, {"quote", "current", "previous", "rate", "computed"}, BasisOf::kRule, BindGrowthCheck},
      {v1::Rule::kContradiction, {"first", "other"}, BasisOf::kRule, BindContradictionCheck},
      {v1::Rule::kParts, {"quote", "announced", "count"}, BasisOf::kRule, BindPartsCheck},
      {v1::Rule::kDuplicatedWord, {"word", "section"}, BasisOf::kRule, BindDuplicatedWordCheck},
      {v1::Rule::kYearPhrase, {"quote", "named", "year"}, BasisOf::kRule, BindYearPhraseCheck},
      {v1::Rule::kMoneyUnit, {"place", "printed", "compared", "meant", "source"}, BasisOf::kRule, BindMoneyUnitCheck},
      {v1::Rule::kJump,
       {"cell", "year", "current", "previous_year", "previous", "factor"},
       BasisOf::kRule,
       BindJumpCheck},
      {v1::Rule::kCopy, {"report", "percent", "passages", "others"}, BasisOf::kRule, BindCopyCheck},
      {v1::Rule::kTreeSum, {"place", "figures", "count"}, BasisOf::kRule, BindTreeSumCheck},
  };
  const auto found = std::find_if(kKinds->begin(), kKinds->end(),
                                  [&](const CheckKind& kind) { return kind.number == definition.check_case(); });
  return found == kKinds->end() ? nullptr : &*found;
}

}  // namespace gouji::validate
