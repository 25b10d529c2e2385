#include "services/validate/checks/growth_check.h"

#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "fmt/format.h"
#include "gouji/validate/v1/rule.pb.h"
#include "services/report/fact_kinds.h"
#include "services/validate/wording.h"

namespace gouji::validate {
namespace {

using report::Fact;

constexpr std::string_view kReceivedTotal = "applications.newly_received.total";
constexpr double kHundredthsPerWhole = 10'000;  // 100 % in hundredths of a percent
constexpr int kMostDigits = 2;                  // behind the point: what a fact keeps

struct Group {
  const Fact* rate = nullptr;
  const Fact* current = nullptr;
  const Fact* previous = nullptr;
};

// The weight of the last printed digit of a rate in hundredths of a percent: 29% is 100, 12.5% is 10.
double LastDigit(std::string_view raw) {
  const size_t point = raw.find('.');
  int digit_count = 0;
  for (size_t i = point + 1; point != std::string_view::npos && i < raw.size() && raw[i] >= '0' && raw[i] <= '9'; ++i) {
    ++digit_count;
  }
  return std::pow(10.0, kMostDigits - std::min(digit_count, kMostDigits));
}

std::optional<int64_t> CellValue(const report::Report& report, std::string_view path) {
  const std::optional<int> cell = report.form->FindCell(path);
  if (!cell.has_value() || !report.cells[static_cast<size_t>(*cell)].has_value()) {
    return std::nullopt;
  }
  return report.cells[static_cast<size_t>(*cell)].value;
}

// The number of the year before, as given, or by last year's report.
std::optional<int64_t> PreviousNumber(const Group& group, const CheckInput& input) {
  if (group.previous != nullptr) {
    return group.previous->value;
  }
  if (input.previous == nullptr || input.previous->form == nullptr ||
      CellValue(input.report, kReceivedTotal) != group.current->value) {
    return std::nullopt;
  }
  return CellValue(*input.previous, kReceivedTotal);
}

class GrowthCheck : public Check {
 public:
  void Run(const Rule& rule, const CheckInput& input, FindingBuilder& builder, Validation& validation) const override {
    std::map<int, Group> groups;
    for (const Fact& fact : input.report.facts) {
      if (fact.group == 0) {
        continue;
      }
      Group& group = groups[fact.group];
      if (fact.kind == report::fact::kGrowthRate) {
        group.rate = &fact;
      } else if (fact.kind == report::fact::kGrowthCurrent) {
        group.current = &fact;
      } else if (fact.kind == report::fact::kGrowthPrevious) {
        group.previous = &fact;
      }
    }
    for (const auto& [number, group] : groups) {
      if (group.rate == nullptr || group.current == nullptr) {
        continue;
      }
      const std::optional<int64_t> previous = PreviousNumber(group, input);
      if (!previous.has_value() || *previous <= 0) {
        continue;
      }
      const double rate =
          static_cast<double>(group.current->value - *previous) / static_cast<double>(*previous) * kHundredthsPerWhole;
      const bool has_failed =
          std::abs(rate - static_cast<double>(group.rate->value)) >= LastDigit(group.rate->position.raw);
      CountCheck(has_failed, validation.assessment);
      if (has_failed) {
        validation.findings.push_back(Report(rule, group, *previous, rate, builder));
      }
    }
  }

 private:
  static Finding Report(const Rule& rule, const Group& group, int64_t previous, double rate, FindingBuilder& builder) {
    const std::string printed = fmt::format("{:.2f}%", static_cast<double>(group.rate->value) / 100);
    const std::string computed = fmt::format("{:.2f}%", rate / 100);
    Finding finding = builder.BuildAbout(rule, fmt::format("{} {} {}", group.current->value, previous, printed),
                                         group.rate->position);
    const MessageValues values = {{"quote", ShortQuote(group.rate->quote)},
                                  {"current", fmt::format("{}", group.current->value)},
                                  {"previous", fmt::format("{}", previous)},
                                  {"rate", printed},
                                  {"computed", computed}};
    finding.message_zh = rule.message_zh.Render(values);
    finding.message_en = rule.message_en.Render(values);
    return finding;
  }
};

}  // namespace

BoundCheck BindGrowthCheck(const v1::Rule& /*definition*/, const report::Form& /*form*/) {
  return std::make_unique<const GrowthCheck>();
}

}  // namespace gouji::validate
