#ifndef GOUJI_SERVICES_STATISTICS_ANALYSIS_COMPILATION_CONCERNS_H_
#define GOUJI_SERVICES_STATISTICS_ANALYSIS_COMPILATION_CONCERNS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "gouji/statistics/v1/government.pb.h"
#include "gouji/statistics/v1/placement.pb.h"
#include "services/report/form.h"
#include "services/report/roster.h"
#include "services/statistics/analysis/branch.h"
#include "services/statistics/cube/cube.h"

namespace gouji::statistics {

// A government in a year. The roster must outlive it.
struct Government {
  v1::UnitDescription unit = {};
  int year = 0;
  const report::Roster* roster = nullptr;  // null: there is none
};

// What may be wrong with the sum of the OWN reports of a branch.
struct CompilationConcerns {
  static constexpr int kListLimit = 1000;  // of a kind

  // Gravest first: what is not in the sum, what may be wrong in it, what a person has to place. Of a kind those with
  // the greatest count first, then by their units; units that are missing in the order of the roster.
  std::vector<v1::CompilationConcern> listed = {};
  std::vector<v1::ConcernCount> counts = {};
  int expected_count = 0;  // units below that must have reported
};

// `branch` is the government's, `form` the one that the reports are added up on. Errors: those of Selection.
absl::StatusOr<CompilationConcerns> FindConcerns(const Cube& cube, const Branch& branch, const Government& government,
                                                 const report::Form& form);

// Puts concerns into an answer.
template <typename Answer>
void FillConcerns(const CompilationConcerns& concerns, Answer* answer) {
  answer->mutable_concerns()->Add(concerns.listed.begin(), concerns.listed.end());
  answer->mutable_concern_counts()->Add(concerns.counts.begin(), concerns.counts.end());
  answer->set_expected_count(concerns.expected_count);
}

// The places in `branch.nodes()` of the governments below whose reports are aggregates, while no report of a unit below
// them is of scope OWN: their figures are in no sum. Of several above each other the highest. Ascending.
std::vector<int> AggregatesWithoutParts(const Branch& branch);

// The units of the roster that must have reported below the government and have not. In the order of the roster.
std::vector<int> MissingUnits(const Branch& branch, const Government& government, const std::vector<int>& expected);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_ANALYSIS_COMPILATION_CONCERNS_H_
