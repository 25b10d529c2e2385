#ifndef GOUJI_SERVICES_VALIDATE_FINDING_BUILDER_H_
#define GOUJI_SERVICES_VALIDATE_FINDING_BUILDER_H_

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

 private:
  const report::Report& report_;
  std::vector<report::Responsibility> of_cell_;  // made with the first finding; most reports have none
};

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_FINDING_BUILDER_H_
