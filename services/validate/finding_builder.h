#ifndef GOUJI_SERVICES_VALIDATE_FINDING_BUILDER_H_
#define GOUJI_SERVICES_VALIDATE_FINDING_BUILDER_H_

#include <string_view>
#include <vector>

#include "services/report/report.h"
#include "services/validate/finding.h"
#include "services/validate/rule.h"

namespace gouji::validate {

// Makes the findings of one report: what is the same for every kind of rule. Not thread-safe; the report must outlive
// it and must have a form.
class FindingBuilder {
 public:
  explicit FindingBuilder(const report::Report& report) : report_(report) {}

  // Who is responsible for `cells`.
  report::Responsibility ResponsibilityFor(const std::vector<int>& cells);

  // A finding of `rule` about `cells`, without messages and numbers.
  Finding Build(const Rule& rule, std::vector<int> cells);

  // A finding of `rule` about something else than cells alone: prose, a date, the sections. `subject` tells it from
  // other findings of the rule and must be the same whenever the report is read; `place` is where it stands and may be
  // empty. A subject that was recognised from an image, or a cell that was read with doubt, makes it UNCERTAIN.
  Finding BuildAbout(const Rule& rule, std::string_view subject, const report::Evidence& place,
                     std::vector<int> cells = {});

 private:
  Finding Build(const Rule& rule, std::string_view subject, std::vector<int> cells);

  const report::Report& report_;
  std::vector<report::Responsibility> of_cell_;  // made with the first finding; most reports have none
};

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_FINDING_BUILDER_H_
