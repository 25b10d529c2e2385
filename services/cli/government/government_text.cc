#include "services/cli/government/government_text.h"

#include "fmt/format.h"

namespace gouji::cli {
namespace {

namespace sv1 = statistics::v1;

constexpr int kNamedUnits = 3;

std::string UnitsBelow(const sv1::CompilationConcern& concern, Language language) {
  std::string units;
  for (const std::string& unit : concern.units_below()) {
    if (concern.units_below_size() > kNamedUnits && &unit == &concern.units_below(kNamedUnits)) break;
    units += (units.empty() ? "" : Choose(language, "、", ", "));
    units += unit;
  }
  if (concern.count() > kNamedUnits) units += "…";
  return units;
}

}  // namespace

std::string_view ConcernName(sv1::CompilationConcernKind kind, Language language) {
  switch (kind) {
    case sv1::COMPILATION_CONCERN_KIND_UNIT_MISSING:
      return Choose(language, "未报送", "not reported");
    case sv1::COMPILATION_CONCERN_KIND_UNRESOLVED_ERRORS:
      return Choose(language, "差错未决", "unresolved errors");
    case sv1::COMPILATION_CONCERN_KIND_LOST_CELLS:
      return Choose(language, "数字缺失", "numbers lost");
    case sv1::COMPILATION_CONCERN_KIND_POSSIBLY_COUNTED_TWICE:
      return Choose(language, "可能重复", "possibly counted twice");
    case sv1::COMPILATION_CONCERN_KIND_AGGREGATE_WITHOUT_PARTS:
      return Choose(language, "只有汇总", "aggregate without parts");
    case sv1::COMPILATION_CONCERN_KIND_OTHER_FORM:
      return Choose(language, "格式不同", "another form");
    case sv1::COMPILATION_CONCERN_KIND_UNPLACED:
      return Choose(language, "单位不明", "unit not known");
    default:
      return Choose(language, "其他", "other");
  }
}

std::string ConcernText(const sv1::CompilationConcern& concern, Language language) {
  const auto with_count = [&](std::string_view zh, std::string_view en) {
    return fmt::format(fmt::runtime(Choose(language, zh, en)), concern.count());
  };
  switch (concern.kind()) {
    case sv1::COMPILATION_CONCERN_KIND_UNIT_MISSING:
      return std::string(
          Choose(language, "没有它的报告，合计中缺它的数", "there is no report of it, so the sum lacks its figures"));
    case sv1::COMPILATION_CONCERN_KIND_UNRESOLVED_ERRORS:
      return with_count("已计入，有{}处差错没有解决", "counted, with {} unresolved errors");
    case sv1::COMPILATION_CONCERN_KIND_LOST_CELLS:
      return with_count("已计入，有{}格的数没有读出，这些格没有计它的数",
                        "counted but for {} cells whose numbers were lost");
    case sv1::COMPILATION_CONCERN_KIND_POSSIBLY_COUNTED_TWICE:
      return with_count("它和它之下的{}份报告都已计入；如果它含下级的数，就重复了：",
                        "counted, and so are {} reports below it; if it contains their figures, they are twice in the "
                        "sum: ") +
             UnitsBelow(concern, language);
    case sv1::COMPILATION_CONCERN_KIND_AGGREGATE_WITHOUT_PARTS:
      return std::string(Choose(language, "它的报告是汇总报告，没有计入；其下也没有计入的报告，合计中缺它的数",
                                "its report is an aggregate and not counted, and no report below it is: the sum lacks "
                                "its figures"));
    case sv1::COMPILATION_CONCERN_KIND_OTHER_FORM:
      return with_count("用的是另一种格式，没有本表中的{}格", "on another form, which does not have {} of these cells");
    case sv1::COMPILATION_CONCERN_KIND_UNPLACED:
      return std::string(Choose(language, "不知道是哪个单位的报告，没有计入；可能应当计入",
                                "nobody knows which unit it is of; not counted, and perhaps it should be"));
    default:
      return {};
  }
}

std::string_view ExplanationName(sv1::DifferenceExplanationKind kind, Language language) {
  switch (kind) {
    case sv1::DIFFERENCE_EXPLANATION_KIND_LEFT_OUT:
      return Choose(language, "似漏计", "seems left out");
    case sv1::DIFFERENCE_EXPLANATION_KIND_COUNTED_TWICE:
      return Choose(language, "似重复计算", "seems counted twice");
    case sv1::DIFFERENCE_EXPLANATION_KIND_UNRESOLVED_ERROR:
      return Choose(language, "或为其未决差错", "may be its unresolved error");
    case sv1::DIFFERENCE_EXPLANATION_KIND_NO_NUMBER:
      return Choose(language, "此格无数，或为其数", "has no number here, may be its figure");
    case sv1::DIFFERENCE_EXPLANATION_KIND_UNIT_MISSING:
      return Choose(language, "未报送，上年数相近，或为其数",
                    "not reported, may be its figure: that of the year before is near");
    case sv1::DIFFERENCE_EXPLANATION_KIND_AGGREGATE_NOT_COUNTED:
      return Choose(language, "只有汇总报告，似已含其数", "aggregate not in the sum, seems contained");
    default:
      return Choose(language, "其他", "other");
  }
}

}  // namespace gouji::cli
