#include "services/statistics/metrics/metric_pack.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/report/error.h"
#include "services/statistics/metrics/metric_catalog.h"

namespace gouji::statistics {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr char kGood[] = R"(id: "own"
metrics {
  id: "own_rate"
  name_zh: "比率"
  name_en: "rate"
  unit: METRIC_UNIT_SHARE
  numerator { plus: "applications.results.granted.total" }
  denominator { plus: "applications.results.total.total" }
  forms: "ogi-2021"
  version: 1
}
)";

class MetricPackTest : public ::testing::Test {
 protected:
  MetricPackTest() : forms_(*report::FormCatalog::BuiltIn()) {}

  absl::Status Load(const std::string& text) const {
    return MetricCatalog::Create(forms_, {{.name = "own.textproto", .text = text}}).status();
  }

  static std::string Replaced(std::string text, std::string_view from, std::string_view to) {
    const size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
  }

  const report::FormCatalog forms_;
};

TEST_F(MetricPackTest, LoadsAFileOfOnesOwn) { EXPECT_TRUE(Load(kGood).ok()) << Load(kGood); }

TEST_F(MetricPackTest, RefusesDefectsWithFileLineAndMetric) {
  struct Defect {
    std::string from;
    std::string to;
    std::string message;  // part of it
  };
  const std::string granted = "plus: \"applications.results.granted.total\"";
  const Defect defects[] = {
      {"name_zh: \"比率\"", "", "line 2, metric own_rate: name_zh: missing"},
      {"name_en: \"rate\"", "", "line 2, metric own_rate: name_en: missing"},
      {"unit: METRIC_UNIT_SHARE", "", "line 2, metric own_rate: unit: missing"},
      {"version: 1", "", "line 2, metric own_rate: version: missing"},
      {"version: 1", "version: 1 caveat_zh: \"注意\"", "line 2, metric own_rate: caveat_en: missing"},
      {"forms: \"ogi-2021\"", "", "line 2, metric own_rate: forms: missing"},
      {"ogi-2021", "ogi-2020", "line 9, metric own_rate: forms[0]: unknown form \"ogi-2020\""},
      {"forms: \"ogi-2021\"", "forms: \"ogi-2021\" forms: \"ogi-2021\"",
       "line 9, metric own_rate: forms[1]: form ogi-2021 stands twice"},
      {"METRIC_UNIT_SHARE", "METRIC_UNIT_PIECES", "line 8, metric own_rate: denominator: the unit has none"},
      {"denominator { plus: \"applications.results.total.total\" }", "",
       "line 2, metric own_rate: denominator: missing; the unit needs one"},
      {"granted.total", "grantet.total",
       "line 7, metric own_rate: numerator.plus[0]: form ogi-2021 has no cell "
       "\"applications.results.grantet.total\"; did you mean applications.results.granted.total"},
      {granted, granted + " " + granted,
       "line 7, metric own_rate: numerator.plus[1]: "
       "applications.results.granted.total stands twice"},
      {granted, granted + " minus: \"applications.results.granted.total\"",
       "metric own_rate: numerator.minus[0]: applications.results.granted.total stands twice"},
      {granted, granted + " plus: \"applications.results.granted.business\"",
       "numerator.plus[0]: applications.results.granted.total contains applications.results.granted.business already"},
      // A part of a part: the natural persons of a row of the total of all rows.
      {granted, "plus: \"applications.results.granted.natural_person\" plus: \"applications.results.total.total\"",
       "applications.results.total.total contains applications.results.granted.natural_person already"},
      {granted, granted + " plus: \"proactive_disclosure.fees_fen\"",
       "numerator.plus[1]: proactive_disclosure.fees_fen and the cells before it: money is not added to counts"},
      {granted, "", "line 7, metric own_rate: numerator: give either cells to add or a quality"},
      {granted, granted + " quality: QUALITY_REPORT", "numerator: give either cells to add or a quality"},
      {"id: \"own_rate\"", "", "metric pack own.textproto, line 2, metric 1: id is missing"},
      {"id: \"own_rate\"", "id: \"applications.results.total.total\"",
       "id: another metric, or a cell, has the same id"},
      {"id: \"own\"", "", "metric pack own.textproto: id is missing"},
      {"name_zh", "name_cn", "metric pack own.textproto: line 4, column"},
  };
  for (const Defect& defect : defects) {
    const absl::Status refused = Load(Replaced(kGood, defect.from, defect.to));
    EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument) << defect.message;
    EXPECT_EQ(report::ReasonOf(refused), "INVALID_METRIC_PACK") << defect.message;
    EXPECT_THAT(std::string(refused.message()), AllOf(HasSubstr("own.textproto"), HasSubstr(defect.message)));
    EXPECT_THAT(report::ChineseMessageOf(refused), HasSubstr("指标文件 own.textproto")) << defect.message;
  }
}

TEST_F(MetricPackTest, RefusesMoneyInAnotherUnit) {
  const std::string fees = Replaced(Replaced(kGood, "METRIC_UNIT_SHARE", "METRIC_UNIT_PIECES"),
                                    "denominator { plus: \"applications.results.total.total\" }", "");
  EXPECT_TRUE(Load(fees).ok()) << Load(fees);
  EXPECT_THAT(
      std::string(
          Load(Replaced(fees, "applications.results.granted.total", "proactive_disclosure.fees_fen")).message()),
      HasSubstr("line 7, metric own_rate: numerator: these cells are money; the unit must be METRIC_UNIT_FEN"));
  EXPECT_THAT(std::string(Load(Replaced(fees, "METRIC_UNIT_PIECES", "METRIC_UNIT_FEN")).message()),
              HasSubstr("these cells are counts"));
}

TEST_F(MetricPackTest, RefusesASecondMetricOrPackOfTheSameId) {
  const std::string second = std::string(kGood) + std::string(kGood).substr(std::string(kGood).find("metrics"));
  EXPECT_THAT(std::string(Load(second).message()), HasSubstr("line 13, metric own_rate: id: another metric"));
  EXPECT_THAT(std::string(MetricCatalog::Create(forms_, {{"a", kGood}, {"b", kGood}}).status().message()),
              HasSubstr("metric pack b: another pack has the id own too"));
}

TEST_F(MetricPackTest, LetsATotalBeLessenedByAPart) {
  EXPECT_TRUE(Load(Replaced(kGood, "plus: \"applications.results.total.total\"",
                            "plus: \"applications.results.total.total\" minus: \"applications.results.granted.total\""))
                  .ok());
}

}  // namespace
}  // namespace gouji::statistics
