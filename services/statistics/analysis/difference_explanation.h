#ifndef GOUJI_SERVICES_STATISTICS_ANALYSIS_DIFFERENCE_EXPLANATION_H_
#define GOUJI_SERVICES_STATISTICS_ANALYSIS_DIFFERENCE_EXPLANATION_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "gouji/statistics/v1/government.pb.h"

namespace gouji::statistics {

// What a report has in a cell, as far as it may explain why a published figure and the sum differ.
struct PartFigure {
  // kNotCounted: a number of a report that is not in the sum. kNoReport: the report is not there.
  enum class State : uint8_t { kNumber, kBlank, kLost, kNotOnForm, kNotCounted, kNoReport };

  int part = 0;  // which report
  State state = State::kNumber;
  // kNumber, kNotCounted; kNoReport: that of the year before, 0 when there is none.
  int64_t value = 0;
  std::optional<int64_t> implied = std::nullopt;  // kBlank, kLost
  // What unresolved errors leave open: the value may be between value + least_change and value + greatest_change.
  int64_t least_change = 0;
  int64_t greatest_change = 0;
};

// How a part alone may explain a difference (published - sum, not 0); none when it does not. What has no number
// explains only what a figure could: nothing below 0 unless the cell may be negative. A report that is not there
// explains only what is near the figure of the year before: from its half to its double. It may explain any other
// difference as well, but so may every missing report, and to name them all would say nothing.
std::optional<v1::DifferenceExplanationKind> ExplanationBy(const PartFigure& figure, int64_t difference,
                                                           bool may_be_negative);

// Whether a kind rests on a figure that is the difference exactly.
bool IsExact(v1::DifferenceExplanationKind kind);

// A part that may explain a difference.
struct Explaining {
  PartFigure figure = {};
  v1::DifferenceExplanationKind kind = v1::DIFFERENCE_EXPLANATION_KIND_UNSPECIFIED;
  int cell_count = 0;          // of an exact one, see DifferenceExplanation
  std::string_view unit = {};  // for a fixed order
};

// The likeliest first, at most `limit`: figures that are the difference, those of many cells before those of few; an
// implied value that is; errors that leave it open; lost cells, blank ones; missing reports, the nearest first.
std::vector<Explaining> Likeliest(std::vector<Explaining> explaining, int64_t difference, int limit);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_ANALYSIS_DIFFERENCE_EXPLANATION_H_
