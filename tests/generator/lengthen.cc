#include "tests/generator/lengthen.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/generator/random_source.h"

namespace gouji::generator {
namespace {

constexpr int kSentencesOfParagraph = 6;
constexpr std::array<std::string_view, 8> kWhen = {"年初以来，",           "按照统一部署，",    "结合工作实际，",
                                                   "围绕群众关心的事项，", "在日常工作中，",    "针对检查中的问题，",
                                                   "根据职责分工的变化，", "坚持以公开为常态，"};
constexpr std::array<std::string_view, 8> kWho = {"办公室",   "各科室",   "各直属单位", "法规科",
                                                  "信息中心", "业务骨干", "分管领导",   "窗口工作人员"};
constexpr std::array<std::string_view, 8> kDid = {
    "修订并印发了公开目录",     "梳理了办事流程和服务指南", "完善了保密审查制度",   "更新了网站栏目和检索功能",
    "组织了业务学习和案例研讨", "核对了已发布文件的有效性", "改进了政策解读的形式", "走访了企业和村居听取意见"};
constexpr std::array<std::string_view, 8> kWhy = {"，使公开内容更加准确、规范。", "，方便群众查询和办事。",
                                                  "，做到责任到人、及时更新。",   "，公开的质量稳步提高。",
                                                  "，发现的问题均已立行立改。",   "，为企业和群众提供了便利。",
                                                  "，形成了长效工作机制。",       "，社会各界的满意程度有所提升。"};

std::string Paragraph(RandomSource& random) {
  std::string text;
  for (int i = 0; i < kSentencesOfParagraph; ++i) {
    text += random.Pick(kWhen);
    text += random.Pick(kWho);
    text += random.Pick(kDid);
    text += random.Pick(kWhy);
  }
  return text;
}

}  // namespace

void Lengthen(std::size_t byte_count, PrintedDocument& document) {
  RandomSource random(document.seed, document.index, "length");
  std::vector<Block> paragraphs;
  for (std::size_t added = 0; added < byte_count;) {
    Block block;
    block.text = Paragraph(random);
    added += block.text.size();
    paragraphs.push_back(std::move(block));
  }
  const auto second = std::find_if(document.blocks.begin(), document.blocks.end(), [](const Block& block) {
    return block.kind == BlockKind::kHeading && block.section == 2;
  });
  document.blocks.insert(second, std::make_move_iterator(paragraphs.begin()),
                         std::make_move_iterator(paragraphs.end()));
}

}  // namespace gouji::generator
