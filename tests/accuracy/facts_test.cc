// The numbers that generated prose claims are found, and agree with the figures that the report was made of.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/parse/parser.h"
#include "services/report/fact_kinds.h"
#include "tests/generator/generate.h"
#include "tests/generator/layout.h"
#include "tests/generator/render.h"

namespace gouji {
namespace {

namespace fact = report::fact;

constexpr uint64_t kSeed = 4'242;

// The sum of the figures in the totals of a table's rows whose paths begin so.
int64_t TotalOf(const generator::GeneratedReport& truth, std::string_view prefix) {
  int64_t sum = 0;
  for (int cell = 0; cell < truth.form->cell_count(); ++cell) {
    const std::string& path = truth.form->cells()[cell].path;
    sum += path.starts_with(prefix) && path.ends_with(".total") ? truth.cells[cell] : 0;
  }
  return sum;
}

// The figure that a fact of a kind has to be; nothing for a number that no table has.
std::optional<int64_t> TruthOf(const generator::GeneratedReport& truth, std::string_view kind) {
  static const std::map<std::string_view, const char*> kTotals = {
      {fact::kReceived, "applications.newly_received."},
      {fact::kCarriedOver, "applications.carried_over."},
      {fact::kProcessed, "applications.results.total."},
      {fact::kCarriedForward, "applications.carried_forward."},
      {fact::kGranted, "applications.results.granted."},
      {fact::kPartiallyGranted, "applications.results.partially_granted."},
      {fact::kRefused, "applications.results.refused."},
      {fact::kUnavailable, "applications.results.unavailable."},
      {fact::kNotProcessed, "applications.results.not_processed."},
      {fact::kOtherOutcome, "applications.results.other."},
      {fact::kReconsideration, "disputes.reconsideration."},
      {fact::kLitigation, "disputes.litigation_"},
      {fact::kLitigationDirect, "disputes.litigation_direct."},
      {fact::kLitigationAfterReconsideration, "disputes.litigation_after_reconsideration."}};
  static const std::map<std::string_view, std::vector<const char*>> kCells = {
      {fact::kReceivedNaturalPerson, {"applications.newly_received.natural_person"}},
      {fact::kNormativeDocumentsIssued, {"proactive_disclosure.normative_documents.issued"}},
      {fact::kLicensingDecisions,
       {"proactive_disclosure.licensing_decisions", "proactive_disclosure_2019.licensing.decisions"}},
      {fact::kPenaltyDecisions,
       {"proactive_disclosure.penalty_decisions", "proactive_disclosure_2019.penalty.decisions"}},
      {fact::kCoercionDecisions,
       {"proactive_disclosure.coercion_decisions", "proactive_disclosure_2019.coercion.decisions"}},
      {fact::kFees, {"proactive_disclosure.fees_fen"}}};
  if (const auto total = kTotals.find(kind); total != kTotals.end()) {
    return TotalOf(truth, total->second);
  }
  if (const auto cells = kCells.find(kind); cells != kCells.end()) {
    for (const char* path : cells->second) {
      if (const std::optional<int> cell = truth.form->FindCell(path)) {
        return truth.cells[*cell];
      }
    }
  }
  if (kind == fact::kReceivedOrganisation) {
    return TotalOf(truth, "applications.newly_received.") - *TruthOf(truth, fact::kReceivedNaturalPerson);
  }
  if (kind == fact::kAllProcessed) {
    return TotalOf(truth, "applications.carried_forward.") == 0 ? 1 : 0;
  }
  return kind == fact::kPartsAnnounced ? std::optional<int64_t>(6) : std::nullopt;
}

// What does not hold in a group of facts; empty when all does.
std::string DefectOf(const std::vector<const report::Fact*>& group) {
  std::map<std::string, int64_t> sums;
  std::string rate_text;
  for (const report::Fact* member : group) {
    sums[member->kind] += member->value;
    rate_text = member->kind == fact::kGrowthRate ? member->position.raw : rate_text;
  }
  if (sums.contains(fact::kBreakdownWhole)) {
    return sums[fact::kBreakdownWhole] == sums[fact::kBreakdownPart] ? "" : "the parts do not add up";
  }
  if (sums.contains(fact::kInformationFee)) {
    return sums[fact::kInformationFee] == sums[fact::kInformationFeePart] ? "" : "the fees do not add up";
  }
  // The rate lies within half a unit of its last printed decimal.
  const size_t point = rate_text.find('.');
  const size_t decimals = point == std::string::npos ? 0 : rate_text.find('%') - point - 1;
  const double unit = decimals == 0 ? 100 : decimals == 1 ? 10 : 1;
  const double previous = static_cast<double>(sums[fact::kGrowthPrevious]);
  const double rate = (static_cast<double>(sums[fact::kGrowthCurrent]) - previous) / previous * 10'000;
  return std::abs(rate - static_cast<double>(sums[fact::kGrowthRate])) <= unit / 2 + 1e-6 ? ""
                                                                                          : "the rate does not hold";
}

TEST(GeneratedFacts, AgreeWithTheFiguresOfTheReport) {
  const auto catalog = *report::FormCatalog::BuiltIn();
  const auto parser = *parse::Parser::Create(catalog, {});
  const generator::Layout layout = *generator::FindLayout("tabs");
  constexpr uint64_t kReports = 1'200;
  std::map<std::string, int> counts;
  for (uint64_t index = 0; index < kReports; ++index) {
    const bool is_old = index % 4 == 3;
    const auto truth = generator::Generate(*catalog.Find(is_old ? "ogi-2019" : "ogi-2021"), kSeed,
                                           {.index = index,
                                            .first_year = is_old ? 2019 : 2021,
                                            .last_year = is_old ? 2020 : 2025,
                                            .variety = generator::Variety::kFull});
    const auto report = parser.Parse(generator::Render(truth, layout), "", {});
    ASSERT_TRUE(report.ok()) << report.status();
    std::map<int, std::vector<const report::Fact*>> groups;
    for (const report::Fact& found : report->facts) {
      ++counts[found.kind];
      const auto want = TruthOf(truth, found.kind);
      EXPECT_EQ(found.value, want.value_or(found.value)) << index << " " << found.kind << ": " << found.quote;
      if (found.group != 0) {
        groups[found.group].push_back(&found);
      }
    }
    for (const auto& [number, group] : groups) {
      EXPECT_EQ(DefectOf(group), "") << index << ": " << group.front()->quote;
    }
  }
  // Enough of each kind that the prose states, so that this says something.
  for (const char* kind : {fact::kReceived,
                           fact::kCarriedOver,
                           fact::kProcessed,
                           fact::kCarriedForward,
                           fact::kAllProcessed,
                           fact::kDisclosed,
                           fact::kReceivedNaturalPerson,
                           fact::kReceivedOrganisation,
                           fact::kGranted,
                           fact::kPartiallyGranted,
                           fact::kRefused,
                           fact::kUnavailable,
                           fact::kNotProcessed,
                           fact::kOtherOutcome,
                           fact::kReconsideration,
                           fact::kLitigation,
                           fact::kLitigationDirect,
                           fact::kLitigationAfterReconsideration,
                           fact::kNormativeDocumentsIssued,
                           fact::kLicensingDecisions,
                           fact::kPenaltyDecisions,
                           fact::kCoercionDecisions,
                           fact::kFees,
                           fact::kInformationFee,
                           fact::kInformationFeePart,
                           fact::kBreakdownWhole,
                           fact::kBreakdownPart,
                           fact::kGrowthRate,
                           fact::kPartsAnnounced}) {
    EXPECT_GE(counts[kind], 20) << kind;
  }
}

}  // namespace
}  // namespace gouji
