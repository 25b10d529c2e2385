#include "tests/generator/stated_figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace gouji::generator {
namespace {

// The figure of a cell; unset in a form that has no such cell.
std::optional<int64_t> FigureOf(const GeneratedReport& report, std::string_view path) {
  const std::optional<int> cell = report.form->FindCell(path);
  return cell.has_value() ? std::optional(report.cells[*cell]) : std::nullopt;
}

// The sum of the totals of all rows of a group of outcomes, or of the one row that it is.
int64_t GroupTotal(const GeneratedReport& report, std::string_view group) {
  const std::string prefix = fmt::format("applications.results.{}.", group);
  int64_t sum = 0;
  for (int cell = 0; cell < report.form->cell_count(); ++cell) {
    const std::string& path = report.form->cells()[cell].path;
    sum += path.starts_with(prefix) && path.ends_with(".total") ? report.cells[cell] : 0;
  }
  return sum;
}

// A number and its name.
using Part = std::pair<std::string_view, int64_t>;

// The parts as a list, in one of the ways to print one: "甲1件、乙2件".
std::string ListOf(const std::vector<Part>& parts, std::string_view unit, RandomSource& random) {
  static constexpr std::array<std::string_view, 3> kSeparators = {"、", "，", "；"};
  const std::string_view separator = random.Pick(kSeparators);
  std::string list;
  for (const auto& [name, number] : parts) {
    list += fmt::format("{}{}{}{}", list.empty() ? "" : separator, name, number, unit);
  }
  return list;
}

int64_t SumOf(const std::vector<Part>& parts) {
  int64_t sum = 0;
  for (const Part& part : parts) {
    sum += part.second;
  }
  return sum;
}

// Some different names out of a list, with numbers.
template <typename Names>
std::vector<Part> DrawParts(const Names& names, size_t count, int max_bits, RandomSource& random) {
  std::vector<Part> parts;
  const size_t first = random.Below(names.size());
  for (size_t i = 0; i < count; ++i) {
    parts.emplace_back(names[(first + i) % names.size()], random.HeavyTailed(max_bits));
  }
  return parts;
}

// A change from one number to another in percent, rounded half up to so many decimals: "12.5".
std::string Percent(int64_t current, int64_t previous, int decimals) {
  const int64_t scale = decimals == 0 ? 100 : decimals == 1 ? 1'000 : 10'000;
  const int64_t change = std::max(current, previous) - std::min(current, previous);
  const int64_t scaled = (change * scale * 2 + previous) / (previous * 2);
  return decimals == 0 ? fmt::format("{}", scaled)
                       : fmt::format("{}.{:0{}}", scaled / (scale / 100), scaled % (scale / 100), decimals);
}

// A sentence with this year's number, last year's and the rate between.
std::string Growth(std::string_view subject, int64_t current, std::string_view unit, int year, RandomSource& random) {
  const int64_t previous = random.HeavyTailed(10);
  if (current == previous) {
    return fmt::format("{}{}{}，与去年持平。", subject, current, unit);
  }
  const std::string percent = Percent(current, previous, static_cast<int>(random.Below(3)));
  const std::string_view word = current > previous ? "增长" : "下降";
  switch (random.Below(4)) {
    case 0:
      return fmt::format("{}{}{}，较去年的{}{}{}{}%。", subject, current, unit, previous, unit, word, percent);
    case 1:
      return fmt::format("{}{}{}，上年为{}{}，同比{}{}%。", subject, current, unit, previous, unit, word, percent);
    case 2:
      return fmt::format("{}{}{}，同比{}{}%（去年{}{}）。", subject, current, unit, word, percent, previous, unit);
    default:
      return fmt::format("{}年{}{}{}，{}年{}{}，{}{}%。", year, subject, current, unit, year - 1, previous, unit, word,
                         percent);
  }
}

}  // namespace

std::string DisclosureFigures(const GeneratedReport& report, RandomSource& random) {
  static constexpr std::array<std::string_view, 10> kKinds = {"机构职能", "政策文件", "规划计划", "财政预决算",
                                                              "人事信息", "通知公告", "工作动态", "政策问答",
                                                              "统计数据", "应急管理"};
  const size_t count = 3 + random.Below(6);
  std::vector<Part> parts = DrawParts(kKinds, count, 9, random);
  switch (random.Below(7)) {
    case 0:
      return fmt::format("全年主动公开政府信息{}条，其中{}。", SumOf(parts), ListOf(parts, "条", random));
    case 1:
      return fmt::format("{}年共公开政府信息 {} 条。其中，{}。", report.year, SumOf(parts),
                         ListOf(parts, "条", random));
    case 2: {
      const int64_t others = random.HeavyTailed(8);
      return fmt::format("本年度公开信息{}条，包括{}、其他{}条。", SumOf(parts) + others, ListOf(parts, "条", random),
                         others);
    }
    case 3:
      return fmt::format("全年公开各类信息{}篇，分别为{}。", SumOf(parts), ListOf(parts, "篇", random));
    case 4:  // examples: a list that does not claim to be complete
      return fmt::format("全年公开各类信息{}条，其中{}等。", SumOf(parts) + 17, ListOf(parts, "条", random));
    case 5:
      return fmt::format("全年发布信息{}余条，其中{}。", SumOf(parts) / 10 * 10, ListOf(parts, "条", random));
    default:
      return Growth("主动公开信息", random.HeavyTailed(12), "条", report.year, random);
  }
}

std::string TableFigures(const GeneratedReport& report, RandomSource& random) {
  const auto issued = FigureOf(report, "proactive_disclosure.normative_documents.issued");
  const bool is_2021 = issued.has_value();
  const std::string prefix = is_2021 ? "proactive_disclosure." : "proactive_disclosure_2019.";
  const std::string_view suffix = is_2021 ? "_decisions" : ".decisions";
  const auto licences = FigureOf(report, fmt::format("{}licensing{}", prefix, suffix));
  const auto penalties = FigureOf(report, fmt::format("{}penalty{}", prefix, suffix));
  const auto coercions = FigureOf(report, fmt::format("{}coercion{}", prefix, suffix));
  if (!licences.has_value() || !penalties.has_value() || !coercions.has_value()) {
    return "";
  }
  std::string text;
  if (is_2021 && random.Chance(2, 3)) {
    static constexpr std::array<std::string_view, 3> kWordings = {
        "全年制发行政规范性文件{}件。", "本年度新出台{}件行政规范性文件。", "我单位共制定印发规范性文件{}份。"};
    text += fmt::format(fmt::runtime(random.Pick(kWordings)), *issued);
  }
  switch (random.Below(4)) {
    case 0:
      text += fmt::format("作出行政许可决定{}件，行政处罚决定{}件，行政强制{}件。", *licences, *penalties, *coercions);
      break;
    case 1:
      text += fmt::format("全年办理行政许可{}件、行政处罚{}件。", *licences, *penalties);
      break;
    case 2:  // publications, not decisions
      text += fmt::format("公示行政许可{}条，公开行政处罚信息{}条。", random.HeavyTailed(9), random.HeavyTailed(9));
      break;
    default:
      text += fmt::format("现行有效规范性文件{}件，废止规范性文件{}件。", random.HeavyTailed(5), random.HeavyTailed(3));
      break;
  }
  const auto fees = FigureOf(report, "proactive_disclosure.fees_fen");
  if (fees.has_value() && *fees % 100 == 0 && random.Chance(1, 4)) {
    text += fmt::format("收取行政事业性收费{}元。", *fees / 100);
  }
  return text;
}

std::string ApplicationFigures(const GeneratedReport& report, RandomSource& random) {
  const auto received = FigureOf(report, "applications.newly_received.total");
  const auto persons = FigureOf(report, "applications.newly_received.natural_person");
  const auto total = FigureOf(report, "applications.results.total.total");
  const auto forward = FigureOf(report, "applications.carried_forward.total");
  if (!received.has_value() || !persons.has_value() || !total.has_value() || !forward.has_value() || *received == 0) {
    return "";
  }
  std::string text;
  switch (random.Below(5)) {
    case 0:
      text += fmt::format("收到政府信息公开申请{}件，其中自然人{}件，法人或其他组织{}件。", *received, *persons,
                          *received - *persons);
      break;
    case 1:
      text += fmt::format("新收依申请公开{}件（自然人申请{}件、法人和其他组织申请{}件）。", *received, *persons,
                          *received - *persons);
      break;
    case 2: {
      const int64_t desk = static_cast<int64_t>(random.Below(static_cast<uint64_t>(*received) + 1));
      const int64_t letters = static_cast<int64_t>(random.Below(static_cast<uint64_t>(*received - desk) + 1));
      text += fmt::format("共受理政府信息公开申请{}件，其中当面{}件、来信{}件、网上{}件{}。", *received, desk, letters,
                          *received - desk - letters, *forward == 0 ? "，均已按期办结" : "");
      break;
    }
    case 3:
      text += Growth("收到政府信息公开申请", *received, "件", report.year, random);
      break;
    default:
      break;
  }
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kGroups = {
      {{"予以公开", "granted"},
       {"部分公开", "partially_granted"},
       {"不予公开", "refused"},
       {"无法提供", "unavailable"},
       {"不予处理", "not_processed"},
       {"其他处理", "other"}}};
  std::vector<Part> outcomes;
  for (const auto& [name, group] : kGroups) {
    const int64_t figure = GroupTotal(report, group);
    if (figure > 0 || random.Chance(1, 4)) {
      outcomes.emplace_back(name, figure);
    }
  }
  switch (random.Below(4)) {
    case 0:
      text += fmt::format("办结政府信息公开申请{}件，其中{}。", *total, ListOf(outcomes, "件", random));
      break;
    case 1:
      text += fmt::format("全年答复信息公开申请{}件：{}。", *total, ListOf(outcomes, "件", random));
      break;
    case 2:  // categories of the time before 2019
      text += fmt::format("办结政府信息公开申请{}件，其中同意公开{}件，告知信息不存在{}件，不属于本机关公开{}件。",
                          *total, GroupTotal(report, "granted"), random.HeavyTailed(3), random.HeavyTailed(3));
      break;
    default:
      break;
  }
  return text;
}

std::string DisputeFigures(const GeneratedReport& report, RandomSource& random) {
  const auto reviews = FigureOf(report, "disputes.reconsideration.total");
  const auto direct = FigureOf(report, "disputes.litigation_direct.total");
  const auto after = FigureOf(report, "disputes.litigation_after_reconsideration.total");
  if (!reviews.has_value() || !direct.has_value() || !after.has_value()) {
    return "";
  }
  switch (random.Below(6)) {
    case 0:
      return fmt::format("因政府信息公开被申请行政复议{}件，被提起行政诉讼{}件。", *reviews, *direct + *after);
    case 1:
      return fmt::format("因政府信息公开引发行政复议{}件，已审结。行政诉讼{}件。", *reviews, *direct + *after);
    case 2:
      return fmt::format("因政府信息公开未经复议直接起诉{}件，复议后起诉{}件。", *direct, *after);
    case 3:
      return *reviews + *direct + *after == 0 ? "没有因政府信息公开被申请行政复议、提起行政诉讼的情况。" : "";
    case 4:  // disputes about anything
      return fmt::format("全年办理行政复议案件{}件，行政应诉案件{}件。", random.HeavyTailed(6), random.HeavyTailed(5));
    default:
      return "";
  }
}

std::string InformationFees(RandomSource& random) {
  const int64_t by_piece = random.HeavyTailed(6) * 100;
  const int64_t by_page = random.HeavyTailed(6) * 40;
  return fmt::format("收取信息处理费{}元，其中按件计收{}元、按量计收{}元。", by_piece + by_page, by_piece, by_page);
}

std::string OtherFigures(const GeneratedReport& report, RandomSource& random) {
  const int64_t number = random.HeavyTailed(8);
  switch (random.Below(9)) {
    case 0:
      return fmt::format("{}年收到政府信息公开申请{}件。", report.year - 1, number);
    case 1:
      return fmt::format("各镇街收到政府信息公开申请{}件，答复{}件。", number, number);
    case 2:
      return fmt::format("上半年受理政府信息公开申请{}件。", number);
    case 3:
      return fmt::format("自2008年以来累计收到政府信息公开申请{}件。", number);
    case 4:
      return fmt::format("收到政府信息公开申请咨询电话约{}次。", number);
    case 5:
      return fmt::format("受理12345热线工单{}件，其中咨询{}件、投诉{}件，均已办结。", number + 9, number, 9);
    case 6:
      return fmt::format("办理人大代表建议{}件、政协提案{}件，全部答复。", number, 3);
    case 7:
      return fmt::format("政务服务事项{}项，网上可办{}项，同比增长{}%。", number + 4, number, 12);
    default:
      return fmt::format("审查规范性文件{}件，清理规章制度{}项。", number, 6);
  }
}

}  // namespace gouji::generator
