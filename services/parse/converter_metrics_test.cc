#include "services/parse/converter_metrics.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace gouji::parse {
namespace {

using ::testing::HasSubstr;

TEST(CountConverters, CountsRunsByTheirEnds) {
  runtime::Metrics metrics;
  const auto count = CountConverters(metrics);
  EXPECT_THAT(metrics.ToText(),
              HasSubstr("gouji_parse_converter_runs_total{program=\"pdftotext\",result=\"failed\"} 0\n"));
  count({.program = "pdftotext", .end = ProgramEnd::kDone, .duration = absl::Milliseconds(30)});
  count({.program = "pdftotext", .end = ProgramEnd::kDone, .duration = absl::Milliseconds(40)});
  count({.program = "pdftotext", .end = ProgramEnd::kFailed, .duration = absl::Milliseconds(20)});
  count({.program = "gouji-ocr", .end = ProgramEnd::kOutOfTime, .duration = absl::Seconds(60)});
  count({.program = "gouji-ocr", .end = ProgramEnd::kTooMuchOutput, .duration = absl::Seconds(1)});
  count({.program = "pdftoppm", .end = ProgramEnd::kMissing, .duration = absl::ZeroDuration()});
  count({.program = "pdftoppm", .end = ProgramEnd::kNoRoom, .duration = absl::ZeroDuration()});
  const std::string text = metrics.ToText();
  for (const char* line :
       {"runs_total{program=\"pdftotext\",result=\"ok\"} 2\n",
        "runs_total{program=\"pdftotext\",result=\"failed\"} 1\n",
        "runs_total{program=\"gouji-ocr\",result=\"time_limit\"} 1\n",
        "runs_total{program=\"gouji-ocr\",result=\"output_limit\"} 1\n",
        "runs_total{program=\"pdftoppm\",result=\"missing\"} 1\n",
        "runs_total{program=\"pdftoppm\",result=\"no_room\"} 1\n", "duration_seconds_count{program=\"pdftotext\"} 3\n",
        "duration_seconds_sum{program=\"pdftotext\"} 0.09", "duration_seconds_count{program=\"pdftoppm\"} 0\n",
        "duration_seconds_bucket{program=\"gouji-ocr\",le=\"30\"} 1\n"}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
}

}  // namespace
}  // namespace gouji::parse
