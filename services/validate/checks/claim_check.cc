#include "services/validate/checks/claim_check.h"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "gouji/validate/v1/rule.pb.h"
#include "services/validate/checks/claim_rule.h"
#include "services/validate/definition_error.h"
#include "services/validate/formula.h"
#include "services/validate/formula_wording.h"
#include "services/validate/wording.h"

namespace gouji::validate {
namespace {

using report::Fact;

class ClaimCheck : public Check {
 public:
  explicit ClaimCheck(std::vector<ClaimRule> claims) : claims_(std::move(claims)) {}

  void Run(const Rule& rule, const CheckInput& input, FindingBuilder& builder, Validation& validation) const override {
    for (const ClaimRule& claim : claims_) {
      Outcome best = Outcome::kFails;
      bool is_claimed = false;
      for (const Fact& fact : input.report.facts) {
        if (claim.IsAbout(fact) && best != Outcome::kHolds) {
          const Outcome outcome = JudgeFact(claim, fact, input);
          best = best == Outcome::kFails || outcome == Outcome::kHolds ? outcome : best;
          is_claimed = true;
        }
      }
      if (!is_claimed) {
        continue;
      }
      if (best == Outcome::kNotAssessable) {
        ++validation.assessment.not_assessable;
        continue;
      }
      CountCheck(best == Outcome::kFails, validation.assessment);
      if (best == Outcome::kFails) {
        ReportAll(rule, claim, input, builder, validation);
      }
    }
  }

  std::vector<Claim> Claims(const CheckInput& input) const override {
    std::vector<Claim> claims;
    for (const ClaimRule& claim : claims_) {
      for (const Fact& fact : input.report.facts) {
        if (claim.IsAbout(fact)) {
          claims.push_back(ToClaim(claim, claim.ValueOf(fact)));
        }
      }
    }
    return claims;
  }

 private:
  static Outcome JudgeFact(const ClaimRule& claim, const Fact& fact, const CheckInput& input) {
    Outcome best = Outcome::kFails;
    for (const std::vector<Term>& reading : claim.readings) {
      const Outcome outcome = JudgeReading(reading, claim.ValueOf(fact), input.report);
      if (outcome == Outcome::kHolds) {
        return outcome;
      }
      best = best == Outcome::kFails ? outcome : best;
    }
    return best;
  }

  // One finding for each number that is claimed.
  static void ReportAll(const Rule& rule, const ClaimRule& claim, const CheckInput& input, FindingBuilder& builder,
                        Validation& validation) {
    std::set<int64_t> reported;
    for (const Fact& fact : input.report.facts) {
      if (!claim.IsAbout(fact) || !reported.insert(fact.value).second) {
        continue;
      }
      std::vector<int> cells;
      for (const Term& term : claim.readings.front()) {
        cells.push_back(term.cell);
      }
      Finding finding =
          builder.BuildAbout(rule, fmt::format("{} {}", fact.kind, fact.value), fact.position, std::move(cells));
      finding.left = claim.ValueOf(fact);
      const SideValue first = EvaluateSide(claim.readings.front(), {.report = input.report}, *input.report.form);
      if (first.has_number) {
        finding.right = first.sum;
        finding.difference = *finding.left - first.sum;
      }
      finding.claim = ToClaim(claim, claim.ValueOf(fact));
      Wording readings;
      for (const std::vector<Term>& reading : claim.readings) {
        const Wording word = WordSum(reading, {.report = input.report}, claim.type);
        readings.zh += (readings.zh.empty() ? "" : "；") + word.zh;
        readings.en += (readings.en.empty() ? "" : "; ") + word.en;
      }
      MessageValues values = {{"quote", ShortQuote(fact.quote)},
                              {"claimed", FormatValue(fact.value, claim.type)},
                              {"readings", readings.zh}};
      finding.message_zh = rule.message_zh.Render(values);
      values.back().second = readings.en;
      finding.message_en = rule.message_en.Render(values);
      validation.findings.push_back(std::move(finding));
    }
  }

  const std::vector<ClaimRule> claims_;
};

}  // namespace

BoundCheck BindClaimCheck(const v1::Rule& definition, const report::Form& form) {
  std::vector<ClaimRule> claims;
  for (int i = 0; i < definition.claim().claims_size(); ++i) {
    absl::StatusOr<ClaimRule> claim =
        CompileClaim(fmt::format("claim.claims[{}]", i), definition.claim().claims(i), form);
    if (!claim.ok()) {
      return claim.status();
    }
    claims.push_back(*std::move(claim));
  }
  if (claims.empty()) {
    return MissingField("claim.claims");
  }
  return std::make_unique<const ClaimCheck>(std::move(claims));
}

}  // namespace gouji::validate
