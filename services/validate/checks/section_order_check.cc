#include "services/validate/checks/section_order_check.h"

#include <utility>

#include "fmt/format.h"
#include "gouji/validate/v1/rule.pb.h"

namespace gouji::validate {
namespace {

class SectionOrderCheck : public Check {
 public:
  void Run(const Rule& rule, const CheckInput& input, FindingBuilder& builder, Validation& validation) const override {
    const report::Section* before = nullptr;
    const report::Section* misplaced = nullptr;
    int section_count = 0;
    for (const report::Section& section : input.report.sections) {
      if (section.number == 0) {
        continue;
      }
      ++section_count;
      if (before != nullptr && section.number < before->number) {
        misplaced = &section;
        break;
      }
      before = &section;
    }
    if (section_count < 2) {
      return;
    }
    CountCheck(misplaced != nullptr, validation.assessment);
    if (misplaced == nullptr) {
      return;
    }
    const std::string subject = fmt::format("{} {}", before->number, misplaced->number);
    Finding finding = builder.BuildAbout(rule, subject, {});
    const MessageValues values = {{"section", misplaced->heading}, {"before", before->heading}};
    finding.message_zh = rule.message_zh.Render(values);
    finding.message_en = rule.message_en.Render(values);
    validation.findings.push_back(std::move(finding));
  }
};

}  // namespace

BoundCheck BindSectionOrderCheck(const v1::Rule& /*definition*/, const report::Form& /*form*/) {
  return std::make_unique<const SectionOrderCheck>();
}

}  // namespace gouji::validate
