#include "services/validate/checks/deadline_check.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "gouji/validate/v1/rule.pb.h"
#include "services/report/agency.h"
#include "services/validate/checks/definition_fields.h"
#include "services/validate/definition_error.h"

namespace gouji::validate {
namespace {

using report::AgencyKind;

struct Deadline {
  std::vector<AgencyKind> kinds;  // empty: all others
  std::string month_and_day;      // "-01-31"
};

class DeadlineCheck : public Check {
 public:
  explicit DeadlineCheck(std::vector<Deadline> deadlines) : deadlines_(std::move(deadlines)) {}

  void Run(const Rule& rule, const CheckInput& input, FindingBuilder& builder, Validation& validation) const override {
    const report::Report& report = input.report;
    if (report.year == 0 || report.issue_date.empty()) {
      return;
    }
    const std::string deadline = fmt::format("{:04}{}", report.year + 1, MonthAndDayFor(report.agency));
    const bool is_late = report.issue_date > deadline;  // ISO 8601 dates sort by time
    CountCheck(is_late, validation.assessment);
    if (!is_late) {
      return;
    }
    Finding finding = builder.BuildAbout(rule, fmt::format("{} {}", report.year, report.issue_date), {});
    const MessageValues values = {{"date", report.issue_date}, {"deadline", deadline}};
    finding.message_zh = rule.message_zh.Render(values);
    finding.message_en = rule.message_en.Render(values);
    validation.findings.push_back(std::move(finding));
  }

 private:
  const std::string& MonthAndDayFor(const report::Agency& agency) const {
    const Deadline* latest = &deadlines_.front();
    for (const Deadline& deadline : deadlines_) {
      latest = deadline.month_and_day > latest->month_and_day ? &deadline : latest;
    }
    // The office of a government issues the government's report as well as its own.
    if (agency.kind == AgencyKind::kUnspecified || report::IsGovernmentOffice(agency.name)) {
      return latest->month_and_day;
    }
    const Deadline* others = latest;
    for (const Deadline& deadline : deadlines_) {
      if (std::find(deadline.kinds.begin(), deadline.kinds.end(), agency.kind) != deadline.kinds.end()) {
        return deadline.month_and_day;
      }
      others = deadline.kinds.empty() ? &deadline : others;
    }
    return others->month_and_day;
  }

  const std::vector<Deadline> deadlines_;
};

}  // namespace

BoundCheck BindDeadlineCheck(const v1::Rule& definition, const report::Form& /*form*/) {
  constexpr int kMonths = 12;
  constexpr int kDays = 31;
  std::vector<Deadline> deadlines;
  for (const v1::Deadline& deadline : definition.deadline().deadlines()) {
    if (deadline.month() < 1 || deadline.month() > kMonths || deadline.day() < 1 || deadline.day() > kDays) {
      return DefinitionError("deadline.deadlines",
                             fmt::format("there is no day {} of month {}", deadline.day(), deadline.month()),
                             fmt::format("没有 {} 月 {} 日", deadline.month(), deadline.day()));
    }
    absl::StatusOr<std::vector<AgencyKind>> kinds = AgencyKindsField("deadline.deadlines", deadline.kinds());
    if (!kinds.ok()) {
      return kinds.status();
    }
    deadlines.push_back({*std::move(kinds), fmt::format("-{:02}-{:02}", deadline.month(), deadline.day())});
  }
  if (deadlines.empty()) {
    return MissingField("deadline.deadlines");
  }
  return std::make_unique<const DeadlineCheck>(std::move(deadlines));
}

}  // namespace gouji::validate
