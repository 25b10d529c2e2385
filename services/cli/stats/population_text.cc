#include "services/cli/stats/population_text.h"

#include <string_view>

#include "fmt/format.h"
#include "services/cli/agency_text.h"

namespace gouji::cli {
namespace {

void Append(std::string_view part, std::string* name) {
  if (part.empty()) return;
  if (!name->empty()) *name += " ";
  *name += part;
}

std::string_view BasisText(statistics::v1::Basis basis, Language language) {
  if (basis == statistics::v1::BASIS_PUBLISHED) {
    return Choose(language, "口径：各级政府公布的汇总报告，未被汇总的单位计本级报告（PUBLISHED）",
                  "basis: aggregate reports as published, own reports where none covers them (PUBLISHED)");
  }
  return Choose(language, "口径：各单位本级报告（OWN_REPORTS）", "basis: reports of one organ (OWN_REPORTS)");
}

}  // namespace

std::string GroupName(const statistics::v1::GroupKey& group, Language language) {
  std::string name;
  Append(group.region_name().empty() ? group.region_code() : group.region_name(), &name);
  Append(group.unit_name().empty() ? group.unit() : group.unit_name(), &name);
  Append(group.parent(), &name);
  Append(LevelName(group.level(), language), &name);
  Append(KindName(group.kind(), language), &name);
  Append(group.form(), &name);
  if (group.year() != 0) Append(fmt::format("{}", group.year()), &name);
  return name;
}

std::string CoverageText(statistics::v1::Basis basis, const statistics::v1::Coverage& coverage, Language language) {
  std::string out = fmt::format("{}\n", BasisText(basis, language));
  if (basis == statistics::v1::BASIS_PUBLISHED) {
    return out +
           fmt::format(fmt::runtime(Choose(language,
                                           "符合条件 {} 份，计入 {} 份（{} 个单位）；已被上级汇总的 {} 份不计入；"
                                           "计入的报告中 {} 份单位不明，{} 份有错误\n",
                                           "{} reports match, {} counted (of {} units); {} covered by an aggregate "
                                           "report above left out; of the counted ones {} cannot be placed, {} have "
                                           "errors\n")),
                       coverage.matched_count(), coverage.counted_count(), coverage.unit_count(),
                       coverage.covered_count(), coverage.unplaced_count(), coverage.with_errors_count());
  }
  return out +
         fmt::format(fmt::runtime(Choose(language,
                                         "符合条件 {} 份，计入 {} 份（{} 个单位）；汇总报告 {} 份不计入；"
                                         "计入的报告中 {} 份单位不明，{} 份有错误\n",
                                         "{} reports match, {} counted (of {} units); {} not of scope OWN left out; "
                                         "of the counted ones {} cannot be placed, {} have errors\n")),
                     coverage.matched_count(), coverage.counted_count(), coverage.unit_count(),
                     coverage.not_own_count(), coverage.unplaced_count(), coverage.with_errors_count());
}

}  // namespace gouji::cli
