#include "services/validate/similarity/sample_prose.h"

#include <array>
#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "services/validate/sample_report.h"
#include "services/validate/similarity/hashing.h"

namespace gouji::validate::sample {
namespace {

constexpr std::array<std::string_view, 96> kWords = {
    "栏目", "更新", "审核", "文件", "解读", "群众", "关切", "平台", "网站", "专栏", "培训", "业务", "考核", "督查",
    "反馈", "渠道", "服务", "大厅", "窗口", "台账", "登记", "办理", "答复", "时限", "规范", "流程", "清单", "梳理",
    "发布", "信息", "政策", "图解", "视频", "问答", "热点", "回应", "互动", "留言", "微信", "账号", "检索", "目录",
    "归档", "保密", "审查", "责任", "分工", "人员", "股室", "领导", "会议", "部署", "制度", "完善", "修订", "清理",
    "失效", "标注", "档案", "数据", "共享", "开放", "便民", "利企", "项目", "资金", "预算", "决算", "采购", "招标",
    "教育", "医疗", "住房", "环保", "安全", "应急", "救助", "养老", "就业", "农业", "水利", "交通", "市场", "监管",
    "执法", "公示", "听证", "征求", "意见", "评估", "整改", "落实", "推进", "加强", "优化", "提升"};

constexpr int kStockSentences = 300;

// A sentence by its number in an author's writing.
std::string Sentence(uint64_t author, uint64_t number, const std::string& agency, int year, Random& figures) {
  constexpr int kMinWords = 14;
  constexpr int kMoreWords = 12;
  Random words(MixHash(author * 1'000'003 + number));
  std::string sentence;
  const uint64_t count = kMinWords + words.Below(kMoreWords);
  for (uint64_t i = 0; i < count; ++i) {
    sentence += kWords[words.Below(kWords.size())];
    if (i % 5 == 4) sentence += "，";
  }
  switch (words.Below(4)) {
    case 0:
      return fmt::format("{}{}。", agency, sentence);
    case 1:
      return fmt::format("{}年{}{}件。", year, sentence, figures.Below(500));
    default:
      return sentence + "。";
  }
}

}  // namespace

uint64_t Random::Next() {
  state_ += 0x9E3779B97F4A7C15U;
  return MixHash(state_);
}

std::vector<std::string> Copied(uint64_t original_author, const std::string& agency, int year, int count,
                                int stock_percent, uint64_t copier, int changed_percent) {
  Random plan(MixHash(original_author));
  Random changes(MixHash(copier) + 1);
  std::vector<std::string> sentences;
  for (int i = 0; i < count; ++i) {
    const bool is_stock = plan.Percent(static_cast<uint64_t>(stock_percent));
    const uint64_t stock = plan.Below(kStockSentences);
    const bool is_changed = changes.Percent(static_cast<uint64_t>(changed_percent));
    const uint64_t author = is_changed ? copier : original_author;
    sentences.push_back(is_stock && !is_changed ? Sentence(0, stock, agency, year, changes)
                                                : Sentence(author, static_cast<uint64_t>(i), agency, year, changes));
  }
  return sentences;
}

std::vector<std::string> Sentences(uint64_t author, const std::string& agency, int year, int count, int stock_percent) {
  return Copied(author, agency, year, count, stock_percent, author, 0);
}

report::Report ReportWith(const std::string& agency, int year, const std::vector<std::string>& sentences) {
  constexpr size_t kInParagraph = 5;
  report::Report report = Consistent();
  report.agency.name = agency;
  report.year = year;
  report::Section section{.number = 1, .heading = "一、总体情况", .text = "", .positions = {}};
  for (size_t i = 0; i < sentences.size(); ++i) {
    if (i > 0 && i % kInParagraph == 0) section.text += '\n';
    section.text += sentences[i];
  }
  report.sections = {std::move(section)};
  return report;
}

}  // namespace gouji::validate::sample
