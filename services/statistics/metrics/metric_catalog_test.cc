#include "services/statistics/metrics/metric_catalog.h"

#include <map>
#include <set>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/report/error.h"

namespace gouji::statistics {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;

class MetricCatalogTest : public ::testing::Test {
 protected:
  MetricCatalogTest()
      : forms_(*report::FormCatalog::BuiltIn()),
        catalog_(*MetricCatalog::BuiltIn(forms_)),
        form_2021_(*forms_.Find("ogi-2021")),
        form_2019_(*forms_.Find("ogi-2019")) {}

  // The value of a quantity when each cell holds `cells[path]`, or 0.
  static int64_t Evaluate(const report::Form& form, const MeasureQuantity& quantity,
                          const std::map<std::string, int64_t>& cells) {
    int64_t sum = 0;
    for (const MeasureTerm& term : quantity.terms) {
      const auto found = cells.find(form.cells()[term.cell].path);
      if (found != cells.end()) sum += term.factor * found->second;
    }
    return sum;
  }

  const report::FormCatalog forms_;
  const MetricCatalog catalog_;
  const report::Form& form_2021_;
  const report::Form& form_2019_;
};

TEST_F(MetricCatalogTest, HasTheMetricsThatWereAgreed) {
  std::vector<std::string> ids;
  for (const v1::MetricDescription& description : catalog_.descriptions()) ids.push_back(description.metric().id());
  EXPECT_THAT(ids, IsSupersetOf({"applications.new",
                                 "applications.handled",
                                 "applications.completed",
                                 "applications.carried_forward",
                                 "disclosure_rate",
                                 "full_disclosure_rate",
                                 "partial_rate",
                                 "refusal_rate",
                                 "refusal_rate.state_secret",
                                 "unavailable_rate",
                                 "unavailable_rate.not_held",
                                 "not_processed_rate",
                                 "not_processed_rate.repeated",
                                 "other_rate",
                                 "other_rate.correction_overdue",
                                 "carry_rate",
                                 "applicant_share.natural_person",
                                 "reconsideration.cases",
                                 "reconsideration.correction_rate",
                                 "reconsideration.correction_rate_all",
                                 "reconsideration.upheld_rate",
                                 "reconsideration.pending_rate",
                                 "litigation.cases",
                                 "litigation.correction_rate",
                                 "dispute_rate",
                                 "documents.issued",
                                 "documents.repealed",
                                 "documents.in_force",
                                 "documents.renewal",
                                 "decisions.licensing",
                                 "decisions.penalty",
                                 "decisions.coercion",
                                 "fees",
                                 "quality.without_error",
                                 "quality.findings",
                                 "quality.on_time"}));
}

TEST_F(MetricCatalogTest, ExplainsMetricsInTheWordsOfTheForm) {
  std::map<std::string, const v1::MetricDescription*> by_id;
  for (const v1::MetricDescription& description : catalog_.descriptions()) {
    by_id[description.metric().id()] = &description;
  }
  EXPECT_EQ(by_id["disclosure_rate"]->formula_zh(), "（予以公开 + 部分公开）÷（七）总计");
  EXPECT_EQ(by_id["disclosure_rate"]->formula_en(), "(granted + partially granted) / results in total");
  EXPECT_EQ(by_id["applications.handled"]->formula_zh(), "本年新收 + 上年结转");
  EXPECT_EQ(by_id["applicant_share.business"]->formula_zh(), "本年新收 商业企业 ÷ 本年新收 总计");
  EXPECT_EQ(by_id["reconsideration.correction_rate"]->formula_zh(),
            "行政复议 结果纠正 ÷（行政复议 总计 - 行政复议 尚未审结）");
  EXPECT_EQ(by_id["dispute_rate"]->formula_zh(),
            "（行政复议 总计 + 未经复议直接起诉 总计 + 复议后起诉 总计）÷（七）总计 × 100");
  EXPECT_EQ(by_id["quality.on_time"]->formula_zh(), "按期公布的报告数 ÷ 报告数");
  EXPECT_EQ(by_id["quality.on_time"]->formula_en(), "reports issued in time / reports");
}

// 12 new, 3 carried over; 10 completed: 4 granted, 1 in part, 2 state secrets, 3 not held; 5 carried forward. 6
// reconsiderations: 2 corrected, 2 pending. Other cells hold a number that would show.
TEST_F(MetricCatalogTest, MeasuresWhatItSays) {
  const std::map<std::string, int64_t> cells = {{"applications.newly_received.total", 12},
                                                {"applications.newly_received.natural_person", 9},
                                                {"applications.carried_over.total", 3},
                                                {"applications.results.granted.total", 4},
                                                {"applications.results.granted.business", 1000},
                                                {"applications.results.partially_granted.total", 1},
                                                {"applications.results.refused.state_secret.total", 2},
                                                {"applications.results.unavailable.not_held.total", 3},
                                                {"applications.results.total.total", 10},
                                                {"applications.carried_forward.total", 5},
                                                {"disputes.reconsideration.total", 6},
                                                {"disputes.reconsideration.corrected", 2},
                                                {"disputes.reconsideration.pending", 2},
                                                {"proactive_disclosure.fees_fen", 6878200}};
  const std::map<std::string, std::pair<int64_t, int64_t>> expected = {{"applications.new", {12, 0}},
                                                                       {"applications.handled", {15, 0}},
                                                                       {"disclosure_rate", {5, 10}},
                                                                       {"refusal_rate", {2, 10}},
                                                                       {"refusal_rate.state_secret", {2, 2}},
                                                                       {"refusal_rate.internal_affairs", {0, 2}},
                                                                       {"unavailable_rate.not_held", {3, 3}},
                                                                       {"carry_rate", {5, 15}},
                                                                       {"applicant_share.natural_person", {9, 12}},
                                                                       {"reconsideration.correction_rate", {2, 4}},
                                                                       {"reconsideration.correction_rate_all", {2, 6}},
                                                                       {"dispute_rate", {6, 10}},
                                                                       {"fees", {6878200, 0}}};
  for (const auto& [id, values] : expected) {
    const absl::StatusOr<Measure> measure = catalog_.Resolve(id);
    ASSERT_TRUE(measure.ok()) << measure.status();
    const FormMeasure* on_form = measure->Of(form_2021_);
    ASSERT_NE(on_form, nullptr) << id;
    EXPECT_EQ(Evaluate(form_2021_, on_form->numerator, cells), values.first) << id;
    EXPECT_EQ(on_form->denominator.has_value() ? Evaluate(form_2021_, *on_form->denominator, cells) : 0, values.second)
        << id;
  }
}

TEST_F(MetricCatalogTest, ReadsOtherResultsFromTheCellsThatEachFormHas) {
  const absl::StatusOr<Measure> measure = catalog_.Resolve("other_rate");
  ASSERT_TRUE(measure.ok()) << measure.status();
  ASSERT_EQ(measure->forms.size(), 2U);
  EXPECT_EQ(measure->forms[0].form, &form_2021_);  // the newest first
  EXPECT_EQ(measure->Of(form_2021_)->numerator.terms.size(), 3U);
  ASSERT_EQ(measure->Of(form_2019_)->numerator.terms.size(), 1U);
  EXPECT_EQ(form_2019_.cells()[measure->Of(form_2019_)->numerator.terms[0].cell].path,
            "applications.results.other.unspecified.total");
  EXPECT_EQ(catalog_.Resolve("other_rate.fee_overdue")->Of(form_2019_), nullptr);
}

TEST_F(MetricCatalogTest, AddsNoApplicantsBesideTheirTotal) {
  for (const v1::MetricDescription& description : catalog_.descriptions()) {
    const v1::Metric& metric = description.metric();
    if (metric.id().starts_with("applicant_share.")) continue;
    for (const v1::Quantity& quantity : {metric.numerator(), metric.denominator()}) {
      for (const std::string& path : quantity.plus()) {
        EXPECT_TRUE(!path.starts_with("applications.") || path.ends_with(".total")) << metric.id() << ": " << path;
      }
    }
  }
}

TEST_F(MetricCatalogTest, TellsWhatOnlyOneFormHas) {
  for (const v1::MetricDescription& description : catalog_.descriptions()) {
    const v1::Metric& metric = description.metric();
    if (metric.forms_size() + metric.variants_size() > 1) continue;
    EXPECT_THAT(metric.caveat_zh(), HasSubstr("仅统计使用2021年格式的报告")) << metric.id();
    EXPECT_THAT(metric.caveat_en(), HasSubstr("only reports on the form of 2021 count")) << metric.id();
  }
}

TEST_F(MetricCatalogTest, HasEveryCellAsAMeasureOfItsOwn) {
  for (const report::Form& form : forms_.forms()) {
    for (int i = 0; i < form.cell_count(); ++i) {
      const report::FormCell& cell = form.cells()[i];
      const absl::StatusOr<Measure> measure = catalog_.Resolve(cell.path);
      ASSERT_TRUE(measure.ok()) << measure.status();
      EXPECT_EQ(measure->id, cell.path);
      ASSERT_NE(measure->Of(form), nullptr);
      EXPECT_EQ(measure->Of(form)->numerator.terms, std::vector<MeasureTerm>({{i, 1}}));
      EXPECT_FALSE(measure->has_denominator());
      EXPECT_EQ(measure->unit, report::IsMoney(cell.type) ? v1::METRIC_UNIT_FEN : v1::METRIC_UNIT_PIECES) << cell.path;
    }
  }
  const Measure shared = *catalog_.Resolve("applications.newly_received.total");
  EXPECT_EQ(shared.forms.size(), 2U);
  const v1::MetricDescription description = catalog_.Describe(shared);
  EXPECT_EQ(description.metric().name_zh(), "本年新收 总计");
  EXPECT_EQ(description.formula_zh(), "本年新收 总计");
  EXPECT_EQ(description.metric().forms_size(), 2);
  EXPECT_EQ(catalog_.Describe(*catalog_.Resolve("fees")).metric().name_zh(), "行政事业性收费");
}

TEST_F(MetricCatalogTest, SuggestsWhatWasProbablyMeant) {
  const absl::Status misspelt = catalog_.Resolve("disclosure_rat").status();
  EXPECT_EQ(misspelt.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(report::ReasonOf(misspelt), "MALFORMED_REQUEST");
  EXPECT_THAT(std::string(misspelt.message()),
              AllOf(HasSubstr("there is no measure \"disclosure_rat\""), HasSubstr("did you mean disclosure_rate")));
  EXPECT_THAT(report::ChineseMessageOf(misspelt), HasSubstr("是否为 disclosure_rate"));
  EXPECT_THAT(std::string(catalog_.Resolve("applications.newly_recieved.total").status().message()),
              HasSubstr("applications.newly_received.total"));
  EXPECT_THAT(std::string(catalog_.Resolve("").status().message()), HasSubstr("ListMetrics"));
  EXPECT_THAT(std::string(catalog_.Resolve(std::string(5000, 'x')).status().message()),
              HasSubstr("there is no such measure"));
}

}  // namespace
}  // namespace gouji::statistics
