#include "tests/generator/render.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "tests/generator/printed_cells.h"
#include "tests/generator/random_source.h"
#include "tests/generator/table_grid.h"
#include "tests/generator/table_text.h"

namespace gouji::generator {
namespace {

constexpr std::array<std::string_view, 6> kNumerals = {"一", "二", "三", "四", "五", "六"};

constexpr std::array<std::string_view, 4> kDisclosure = {
    "按月核对公开清单，栏目更新做到当日起草、当日审核。", "把公开属性审查放在发文流程的第一步，定稿即可发布。",
    "将群众常问的事项整理成问答，集中放在专栏首页。", "对旧栏目逐个清点，合并重复的板块，补齐缺少的要素。"};
constexpr std::array<std::string_view, 4> kManagement = {
    "文件台账由专人维护，失效的及时标注。", "发布前经过起草、复核、签发三道手续。",
    "每周巡查一次链接，发现错误立即改正。", "历史文件分批补录，查询更加方便。"};
constexpr std::array<std::string_view, 4> kProblems = {
    "解读材料图表偏少，下一步将为重要文件配图解。", "专职人员变动较多，下一步将编写岗位手册，先培训后上岗。",
    "数据表更新周期偏长，下一步改为按月更新。", "个别栏目分类不清，下一步重新设置标签。"};
constexpr std::array<std::string_view, 3> kFees = {"本年度没有收取政府信息公开信息处理费。",
                                                   "全年未产生信息处理费，没有其他需要报告的事项。",
                                                   "本机关本年度未收取信息处理费。"};

template <size_t kCount>
std::string_view Pick(const std::array<std::string_view, kCount>& texts, RandomSource& random) {
  return texts[random.Below(kCount)];
}

std::string HeadingMark(HeadingStyle style, int section) {
  switch (style) {
    case HeadingStyle::kPlain:
      return "";
    case HeadingStyle::kMarked:
      return section == 0 ? "# " : "## ";
    case HeadingStyle::kUnequal:
      return std::string(section == 0 ? 1 : 2 + section / 3, '#') + " ";
  }
  return "";
}

// The sentence on applications, from the figures themselves.
std::string ApplicationsSentence(const GeneratedReport& report) {
  const std::optional<int> received = report.form->FindCell("applications.newly_received.total");
  if (!received.has_value()) {
    return "申请的接收渠道保持畅通。";
  }
  if (report.cells[*received] == 0) {
    return "专设登记台账，明确专人接收。";
  }
  return fmt::format("{}年，本机关共收到政府信息公开申请{}件，均由专人登记。", report.year, report.cells[*received]);
}

std::string Prose(const GeneratedReport& report, int section, RandomSource& random) {
  switch (section) {
    case 1: {
      // Drawn one after the other: the order of arguments is not fixed.
      const std::string_view disclosure = Pick(kDisclosure, random);
      const std::string_view management = Pick(kManagement, random);
      return fmt::format("（一）主动公开。{}\n\n（二）依申请公开。{}\n\n（三）政府信息管理。{}\n\n", disclosure,
                         ApplicationsSentence(report), management);
    }
    case 5:
      return fmt::format("{}\n\n", Pick(kProblems, random));
    case 6:
      return fmt::format("{}\n\n", Pick(kFees, random));
    default:
      return "";
  }
}

std::vector<std::string> PrintedTexts(const GeneratedReport& report, const Layout& layout) {
  const std::vector<std::optional<int64_t>> printed = PrintedCells(report, layout);
  std::vector<std::string> texts;
  texts.reserve(printed.size());
  for (size_t cell = 0; cell < printed.size(); ++cell) {
    texts.push_back(PrintedText(report.form->cells()[cell].type, printed[cell]));
  }
  return texts;
}

// "2024-01-09" as "2024年1月9日".
std::string ChineseDate(const std::string& iso) {
  return fmt::format("{}年{}月{}日", iso.substr(0, 4), std::stoi(iso.substr(5, 2)), std::stoi(iso.substr(8, 2)));
}

}  // namespace

std::string Render(const GeneratedReport& report, const Layout& layout) {
  RandomSource random(report.seed, report.index, "layout");
  const std::vector<std::string> texts = PrintedTexts(report, layout);
  const std::string_view space = random.Chance(1, 2) ? " " : "";
  std::string text = fmt::format("{0}{1}{2}{3}{2}年政府信息公开工作年度报告\n\n", HeadingMark(layout.headings, 0),
                                 report.agency, space, report.year);
  for (const report::FormSection& section : report.form->sections()) {
    text += fmt::format("{}{}、{}\n\n", HeadingMark(layout.headings, section.number), kNumerals[section.number - 1],
                        section.heading.front());
    text += Prose(report, section.number, random);
    for (const report::FormTable& table : report.form->tables()) {
      if (table.section == section.number) {
        text += TableText(LayOutTable(table, texts), layout, random) + "\n";
      }
    }
  }
  text += report.agency + "\n";
  if (!report.issue_date.empty()) {
    text += "\n" + ChineseDate(report.issue_date) + "\n";
  }
  return text;
}

}  // namespace gouji::generator
