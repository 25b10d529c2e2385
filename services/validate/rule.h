#ifndef GOUJI_SERVICES_VALIDATE_RULE_H_
#define GOUJI_SERVICES_VALIDATE_RULE_H_

#include <string>
#include <vector>

#include "services/validate/finding.h"
#include "services/validate/message_template.h"

namespace gouji::validate {

// One rule, without what it looks for on a form (check.h). The meaning of the fields stands in rule.proto.
struct Rule {
  std::string id;
  std::string pack;  // the id of its pack
  Severity severity = Severity::kError;
  std::string name_zh;
  std::string name_en;
  MessageTemplate message_zh;
  MessageTemplate message_en;
  std::string basis;  // empty: that of the relation
  std::string meaning_zh;
  std::string meaning_en;
  std::string formula;
  std::string example_zh;
  std::string example_en;
  std::vector<std::string> forms;  // empty: all
  int since_year = 0;              // 0: no limit
  int until_year = 0;              // 0: no limit
  std::vector<std::string> absorbed_by;

  // Whether the rule is made for reports of a year. A report without a year (0) is none of a limited rule's.
  bool AppliesTo(int year) const {
    return (since_year == 0 || year >= since_year) && (until_year == 0 || (year != 0 && year <= until_year));
  }
};

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_RULE_H_
