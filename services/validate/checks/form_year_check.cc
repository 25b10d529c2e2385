#include "services/validate/checks/form_year_check.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "gouji/validate/v1/rule.pb.h"
#include "services/validate/checks/definition_fields.h"
#include "services/validate/definition_error.h"

namespace gouji::validate {
namespace {

class FormYearCheck : public Check {
 public:
  FormYearCheck(std::vector<int> lenient_years, Severity lenient_severity)
      : lenient_years_(std::move(lenient_years)), lenient_severity_(lenient_severity) {}

  void Run(const Rule& rule, const CheckInput& input, FindingBuilder& builder, Validation& validation) const override {
    const report::Form& form = *input.report.form;
    const int year = input.report.year;
    if (year == 0 || form.tables().empty()) {
      return;  // a form without tables was chosen by the year
    }
    const bool is_obsolete = year < form.since_year() || (form.until_year() != 0 && year > form.until_year());
    CountCheck(is_obsolete, validation.assessment);
    if (!is_obsolete) {
      return;
    }
    Finding finding = builder.BuildAbout(rule, fmt::format("{} {}", form.id(), year), {});
    if (std::find(lenient_years_.begin(), lenient_years_.end(), year) != lenient_years_.end()) {
      finding.severity = lenient_severity_;
    }
    MessageValues values = {{"year", fmt::format("{}", year)}, {"form", form.name_zh()}};
    values.emplace_back("years", form.until_year() == 0 ? fmt::format("{}年起", form.since_year())
                                                        : fmt::format("{}—{}年", form.since_year(), form.until_year()));
    finding.message_zh = rule.message_zh.Render(values);
    values[1].second = form.name_en();
    values[2].second = form.until_year() == 0 ? fmt::format("from {}", form.since_year())
                                              : fmt::format("{} to {}", form.since_year(), form.until_year());
    finding.message_en = rule.message_en.Render(values);
    validation.findings.push_back(std::move(finding));
  }

 private:
  const std::vector<int> lenient_years_;
  const Severity lenient_severity_;
};

}  // namespace

BoundCheck BindFormYearCheck(const v1::Rule& definition, const report::Form& /*form*/) {
  const v1::FormYearCheck& check = definition.form_year();
  Severity lenient_severity = Severity::kInfo;
  if (!check.lenient_years().empty()) {
    const absl::StatusOr<Severity> severity = SeverityField("form_year.lenient_severity", check.lenient_severity());
    if (!severity.ok()) {
      return severity.status();
    }
    lenient_severity = *severity;
  }
  return std::make_unique<const FormYearCheck>(
      std::vector<int>(check.lenient_years().begin(), check.lenient_years().end()), lenient_severity);
}

}  // namespace gouji::validate
