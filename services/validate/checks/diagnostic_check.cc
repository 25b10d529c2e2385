#include "services/validate/checks/diagnostic_check.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "gouji/validate/v1/rule.pb.h"
#include "services/validate/definition_error.h"

namespace gouji::validate {
namespace {

class DiagnosticCheck : public Check {
 public:
  explicit DiagnosticCheck(std::vector<std::string> ids) : ids_(std::move(ids)) {}

  void Run(const Rule& rule, const CheckInput& input, FindingBuilder& builder, Validation& validation) const override {
    bool has_failed = false;
    for (const report::Diagnostic& diagnostic : input.report.diagnostics) {
      if (std::find(ids_.begin(), ids_.end(), diagnostic.id) == ids_.end()) {
        continue;
      }
      has_failed = true;
      // With cells these tell findings apart; the words of a diagnostic may change.
      Finding finding = diagnostic.cells.empty() ? builder.BuildAbout(rule, diagnostic.message_zh, diagnostic.evidence)
                                                 : builder.BuildAbout(rule, {}, diagnostic.evidence, diagnostic.cells);
      finding.responsibility = diagnostic.responsibility;
      finding.message_zh = rule.message_zh.Render({{"message", diagnostic.message_zh}});
      finding.message_en = rule.message_en.Render({{"message", diagnostic.message_en}});
      validation.findings.push_back(std::move(finding));
    }
    CountCheck(has_failed, validation.assessment);
  }

 private:
  const std::vector<std::string> ids_;
};

}  // namespace

BoundCheck BindDiagnosticCheck(const v1::Rule& definition, const report::Form& /*form*/) {
  const v1::DiagnosticCheck& check = definition.diagnostic();
  if (check.ids().empty()) {
    return MissingField("diagnostic.ids");
  }
  return std::make_unique<const DiagnosticCheck>(std::vector<std::string>(check.ids().begin(), check.ids().end()));
}

}  // namespace gouji::validate
