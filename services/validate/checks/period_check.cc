#include "services/validate/checks/period_check.h"

#include <string>
#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "gouji/validate/v1/rule.pb.h"
#include "services/validate/definition_error.h"

namespace gouji::validate {
namespace {

constexpr size_t kYearLength = 4;
constexpr size_t kDateLength = 10;  // 2023-01-01

class PeriodCheck : public Check {
 public:
  explicit PeriodCheck(v1::PeriodAspect aspect) : aspect_(aspect) {}

  void Run(const Rule& rule, const CheckInput& input, FindingBuilder& builder, Validation& validation) const override {
    const std::string_view start = input.report.period_start;
    const std::string_view end = input.report.period_end;
    if (start.size() != kDateLength || end.size() != kDateLength) {
      return;
    }
    bool has_failed = false;
    if (aspect_ == v1::PERIOD_ASPECT_YEAR) {
      // A period over two years is one of the days.
      if (input.report.year == 0 || start.substr(0, kYearLength) != end.substr(0, kYearLength)) {
        return;
      }
      has_failed = start.substr(0, kYearLength) != fmt::format("{:04}", input.report.year);
    } else {
      has_failed = start.substr(kYearLength) != "-01-01" || end.substr(kYearLength) != "-12-31" ||
                   start.substr(0, kYearLength) != end.substr(0, kYearLength);
    }
    CountCheck(has_failed, validation.assessment);
    if (!has_failed) {
      return;
    }
    Finding finding = builder.BuildAbout(rule, fmt::format("{} {} {}", input.report.year, start, end), {});
    const MessageValues values = {
        {"year", fmt::format("{}", input.report.year)}, {"start", std::string(start)}, {"end", std::string(end)}};
    finding.message_zh = rule.message_zh.Render(values);
    finding.message_en = rule.message_en.Render(values);
    validation.findings.push_back(std::move(finding));
  }

 private:
  const v1::PeriodAspect aspect_;
};

}  // namespace

BoundCheck BindPeriodCheck(const v1::Rule& definition, const report::Form& /*form*/) {
  const v1::PeriodAspect aspect = definition.period().aspect();
  if (aspect == v1::PERIOD_ASPECT_UNSPECIFIED || !v1::PeriodAspect_IsValid(aspect)) {
    return DefinitionError("period.aspect", "missing or unknown", "缺少或取值未知");
  }
  return std::make_unique<const PeriodCheck>(aspect);
}

}  // namespace gouji::validate
