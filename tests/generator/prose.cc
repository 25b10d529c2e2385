#include "tests/generator/prose.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "tests/generator/stated_figures.h"

namespace gouji::generator {
namespace {

constexpr std::array<std::string_view, 6> kDisclosure = {"按月核对公开清单，栏目更新做到当日起草、当日审核。",
                                                         "把公开属性审查放在发文流程的第一步，定稿即可发布。",
                                                         "将群众常问的事项整理成问答，集中放在专栏首页。",
                                                         "对旧栏目逐个清点，合并重复的板块，补齐缺少的要素。",
                                                         "重要文件与解读同步起草、同步发布。",
                                                         "涉及民生的事项优先公开，便于群众查找。"};
constexpr std::array<std::string_view, 5> kManagement = {
    "文件台账由专人维护，失效的及时标注。", "发布前经过起草、复核、签发三道手续。",
    "每周巡查一次链接，发现错误立即改正。", "历史文件分批补录，查询更加方便。", "清理过期文件，逐件写明是否继续有效。"};
constexpr std::array<std::string_view, 4> kPlatform = {
    "网站栏目重新编排，检索入口移到首页。", "微信公众号与网站共用一份稿件，口径一致。",
    "在服务大厅设查阅点，备有打印设备。", "适老化改造完成，字号可以调节。"};
constexpr std::array<std::string_view, 4> kSupervision = {
    "全年组织业务培训两次，新任人员先学后上岗。", "把公开工作列入年度考核，季度通报进展。",
    "聘请社会监督员，按季度听取意见。", "没有发生需要追究责任的情形。"};
constexpr std::array<std::string_view, 4> kProblems = {
    "解读材料图表偏少，下一步将为重要文件配图解。", "专职人员变动较多，下一步将编写岗位手册，先培训后上岗。",
    "数据表更新周期偏长，下一步改为按月更新。", "个别栏目分类不清，下一步重新设置标签。"};
constexpr std::array<std::string_view, 4> kFees = {"本年度没有收取政府信息公开信息处理费。",
                                                   "全年未产生信息处理费，没有其他需要报告的事项。",
                                                   "本机关本年度未收取信息处理费。", "无。"};
constexpr std::array<std::string_view, 4> kBeforeTable = {"本部分数据以表格列出。表格如下：", "具体数据见下表。",
                                                          "有关统计数据如下。", "单位：件"};

std::string Join(std::string_view first, std::string_view second) {
  std::string text(first);
  text += second;
  return text;
}

// The figure of a cell; unset in a form that has no such cell.
std::optional<int64_t> FigureOf(const GeneratedReport& report, std::string_view path) {
  const std::optional<int> cell = report.form->FindCell(path);
  return cell.has_value() ? std::optional(report.cells[*cell]) : std::nullopt;
}

std::string Received(const GeneratedReport& report, int64_t received, RandomSource& random) {
  static constexpr std::array<std::string_view, 6> kNone = {
      "本年度未收到政府信息公开申请。", "全年未接到任何形式的政府信息公开申请。", "本机关未收到依申请公开信息。",
      "专设登记台账，明确专人接收。",   "本年度新收政府信息公开申请0件。",        "无依申请公开事项。"};
  if (received == 0) {
    return std::string(random.Pick(kNone));
  }
  const std::string count = fmt::format("{}", received);
  switch (random.Below(6)) {
    case 0:
      return fmt::format("{}年，本机关共收到政府信息公开申请{}件，均由专人登记。", report.year, count);
    case 1:
      return fmt::format("全年收到政府信息公开申请 {} 件。", count);
    case 2:
      return fmt::format("本年度新收到政府信息公开申请{}件，都在期限内登记。", count);
    case 3:
      return fmt::format("共收到依申请公开{}宗。", count);
    case 4:
      return fmt::format("{}年度，受理依申请公开{}份。", report.year, count);
    default: {
      const int64_t letters = static_cast<int64_t>(random.Below(static_cast<uint64_t>(received) + 1));
      return fmt::format("收到政府信息公开申请{}件，其中信件申请{}件、网络申请{}件。", count, letters,
                         received - letters);
    }
  }
}

// The sentences on applications, from the figures themselves.
std::string Applications(const GeneratedReport& report, RandomSource& random) {
  const auto received = FigureOf(report, "applications.newly_received.total");
  if (!received.has_value()) {
    return "申请的接收渠道保持畅通。";
  }
  std::string text = Received(report, *received, random);
  const auto carried_over = FigureOf(report, "applications.carried_over.total");
  if (carried_over.value_or(0) > 0 && random.Chance(1, 2)) {
    text += fmt::format("上年结转申请{}件。", *carried_over);
  }
  const auto granted = FigureOf(report, "applications.results.granted.total");
  const auto partly = FigureOf(report, "applications.results.partially_granted.total");
  if (*received > 0 && granted.has_value() && partly.has_value() && random.Chance(1, 2)) {
    text += fmt::format("其中，予以公开{}件，部分公开{}件。", *granted, *partly);
  }
  const auto forward = FigureOf(report, "applications.carried_forward.total");
  if (forward.value_or(0) > 0 && random.Chance(1, 2)) {
    text += fmt::format("结转下年度继续办理{}件。", *forward);
  }
  return text;
}

std::string Disputes(const GeneratedReport& report, RandomSource& random) {
  const auto reviews = FigureOf(report, "disputes.reconsideration.total");
  if (!reviews.has_value() || random.Chance(1, 2)) {
    return "";
  }
  return *reviews == 0 ? "未发生因政府信息公开引起的行政复议。"
                       : fmt::format("因政府信息公开引发的行政复议{}件。", *reviews);
}

std::string Disclosed(RandomSource& random) {
  const int64_t site = random.HeavyTailed(11);
  const int64_t account = random.HeavyTailed(9);
  const int64_t other = random.HeavyTailed(6);
  return fmt::format("全年主动公开政府信息{}条，其中网站{}条、公众号{}条、公开栏{}条。", site + account + other, site,
                     account, other);
}

std::string Distractor(RandomSource& random) {
  switch (random.Below(4)) {
    case 0:
      return fmt::format("办理热线来电 {} 件，答复市长信箱 {} 封。", random.HeavyTailed(12), 7);
    case 1:
      return fmt::format("公众号关注人数{}人，访问量{}次。", random.HeavyTailed(14), 385'146);
    case 2:
      return fmt::format("办理建议提案{}件，按时答复。", random.HeavyTailed(5));
    default:
      return "政务服务事项全部可以网上办理。";
  }
}

std::vector<std::string> Overview(const GeneratedReport& report, RandomSource& random) {
  static constexpr std::array<std::array<std::string_view, 5>, 4> kLabels = {{
      {"（一）主动公开。", "（二）依申请公开。", "（三）政府信息管理。", "（四）政府信息公开平台建设。",
       "（五）监督保障。"},
      {"(一)主动公开情况：", "(二)依申请公开情况：", "(三)政府信息管理情况：", "(四)平台建设情况：",
       "(五)监督保障情况："},
      {"1.主动公开情况。", "2.依申请公开情况。", "3.政府信息管理。", "4.平台建设。", "5.监督保障。"},
      {"一是做好主动公开。", "二是做好依申请公开。", "三是加强管理。", "四是建好平台。", "五是强化监督。"},
  }};
  // Drawn one after the other: the order of arguments is not fixed.
  const auto& labels = report.manner.rich_prose ? random.Pick(kLabels) : kLabels[0];
  // Figures stated in more words are drawn by themselves, so that whatever else is drawn stays as it is.
  RandomSource stated(report.seed, report.index, "stated");
  std::vector<std::string> paragraphs;
  paragraphs.push_back(Join(labels[0], random.Pick(kDisclosure)));
  if (report.manner.rich_prose) {
    const std::string disclosed = Disclosed(random);
    paragraphs.back() += stated.Chance(1, 3) ? disclosed : DisclosureFigures(report, stated);
    paragraphs.back() += TableFigures(report, stated);
  }
  paragraphs.push_back(Join(labels[1], Applications(report, random)));
  if (report.manner.rich_prose) {
    paragraphs.back() += Disputes(report, random);
    if (std::string figures = ApplicationFigures(report, stated) + DisputeFigures(report, stated); !figures.empty()) {
      paragraphs.push_back(std::move(figures));
    }
    paragraphs.push_back(OtherFigures(report, stated));
  }
  paragraphs.push_back(Join(labels[2], random.Pick(kManagement)));
  if (report.manner.rich_prose) {
    const std::string platform = Join(labels[3], random.Pick(kPlatform));
    paragraphs.push_back(platform + Distractor(random));
    paragraphs.push_back(Join(labels[4], random.Pick(kSupervision)));
  }
  return paragraphs;
}

}  // namespace

std::vector<std::string> Introduction(const GeneratedReport& report, RandomSource& random) {
  std::vector<std::string> paragraphs;
  if (report.manner.introduction) {
    paragraphs.emplace_back(
        "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）的规定，编制本报告。全文包括总体情况、"
        "主动公开政府信息情况等六个部分。");
  }
  if (report.manner.period) {
    const char* const line = random.Chance(1, 2)
                                 ? "本报告所列数据的统计期限自{0}年1月1日起至{0}年12月31日止。"
                                 : "本报告中所列数据的统计期限为 {0} 年 1 月 1 日至 {0} 年 12 月 31 日。";
    paragraphs.push_back(fmt::format(fmt::runtime(line), report.year));
  }
  if (report.manner.contact) {
    const uint64_t house = 1 + random.Below(300);
    const uint64_t area = 900 + random.Below(99);
    const uint64_t number = 6'000'000 + random.Below(999'999);
    paragraphs.push_back(fmt::format("如对本报告有疑问，请与{}联系（地址：榆荫路{}号，电话：0{}-{}，邮编：999078）。",
                                     report.signer, house, area, number));
  }
  return paragraphs;
}

std::vector<std::string> Prose(const GeneratedReport& report, int section, RandomSource& random) {
  switch (section) {
    case 1:
      return Overview(report, random);
    case 2:
    case 3:
    case 4:
      if (report.manner.rich_prose && random.Chance(1, 4)) {
        return {std::string(random.Pick(kBeforeTable))};
      }
      return {};
    case 5:
      return {std::string(random.Pick(kProblems))};
    case 6: {
      const std::string_view fees = random.Pick(kFees);
      RandomSource stated(report.seed, report.index, "stated fees");
      const bool is_charged = report.manner.rich_prose && stated.Chance(1, 6);
      return {is_charged ? InformationFees(stated) : std::string(fees)};
    }
    default:
      return {};
  }
}

}  // namespace gouji::generator
