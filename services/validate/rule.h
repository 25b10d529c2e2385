#ifndef GOUJI_SERVICES_VALIDATE_RULE_H_
#define GOUJI_SERVICES_VALIDATE_RULE_H_

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "services/report/report.h"
#include "services/validate/finding.h"
#include "services/validate/message_template.h"
#include "services/validate/unreadable.h"

namespace gouji::validate {

// The checks of rule.proto, compiled. What depends on a form stands in FormRules.
struct RelationCheck {
  std::string relation;
};

struct OppositeResidualsCheck {
  std::vector<std::string> relations;
  std::string balanced;
};

struct CellStateCheck {
  report::CellState state;
  UnreadableKind unreadable_kind = UnreadableKind::kAny;
  std::optional<Severity> explained_severity;
  std::optional<Severity> reader_severity;
  std::optional<report::CellState> explained_state;
  MessageTemplate explained_message_zh;
  MessageTemplate explained_message_en;
};

struct RecognitionCheck {};

// One rule.
struct Rule {
  std::string id;
  Severity severity;
  MessageTemplate message_zh;
  MessageTemplate message_en;
  std::string basis;               // empty: that of the relation
  std::vector<std::string> forms;  // empty: all
  int since_year = 0;              // 0: no limit
  int until_year = 0;              // 0: no limit
  std::variant<RelationCheck, OppositeResidualsCheck, CellStateCheck, RecognitionCheck> check;

  // Whether the rule is made for reports of a year. A report without a year (0) is none of a limited rule's.
  bool AppliesTo(int year) const {
    return (since_year == 0 || year >= since_year) && (until_year == 0 || (year != 0 && year <= until_year));
  }
};

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_RULE_H_
