#include "services/parse/interpret/table_claims.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "services/parse/interpret/word_chain.h"
#include "services/parse/interpret/word_search.h"
#include "services/report/fact_kinds.h"

namespace gouji::parse {
namespace {

namespace fact = report::fact;
using Text = std::u32string_view;

// Whose and when.
constexpr std::array<Text, 41> kWhoAndWhen = {
    U"本年度", U"本年", U"全年", U"今年", U"年度",       U"年内", U"一年来", U"年",   U"我局", U"我委",   U"我办",
    U"我厅",   U"我院", U"我镇", U"我乡", U"我街道",     U"我县", U"我区",   U"我市", U"我省", U"我单位", U"本机关",
    U"本单位", U"本局", U"本委", U"本镇", U"本行政机关", U"全局", U"全委",   U"全县", U"全区", U"全市",   U"全省",
    U"共",     U"总共", U"共计", U"合计", U"计",         U"累计", U"依法",   U"依规"};
// Those of a year.
constexpr std::array<Text, 10> kDigits = {U"0", U"1", U"2", U"3", U"4", U"5", U"6", U"7", U"8", U"9"};
constexpr std::array<Text, 17> kDecide = {U"作出", U"做出", U"办理", U"实施", U"下达", U"处理", U"办结", U"完成", U"了",
                                          U"各类", U"各项", U"新",   U"共计", U"共",   U"其中", U"：",   U":"};
constexpr std::array<Text, 19> kIssue = {U"制定印发", U"制定出台",     U"制定发布", U"制发", U"制定", U"印发", U"出台",
                                         U"新",       U"了",           U"行政",     U"政府", U"部门", U"共计", U"共",
                                         U"各类",     U"以本机关名义", U"：",       U":",    U"发布"};
// One of these has to be among the words in front of documents.
constexpr std::array<Word, 4> kIssueVerbs = {U"制发", U"制定", U"印发", U"出台"};
// Between what is counted and the number.
constexpr std::array<Text, 18> kSuffixes = {U"处理决定", U"决定书", U"决定", U"案件", U"案",   U"数量",
                                            U"总数",     U"件数",   U"数",   U"共计", U"总计", U"合计",
                                            U"共",       U"总",     U"为",   U"了",   U"：",   U":"};
// What is counted here are publications.
constexpr std::array<Word, 9> kPublished = {U"公开", U"公示", U"公布", U"发布", U"公告",
                                            U"信息", U"上传", U"归集", U"推送"};
constexpr std::array<Word, 12> kLater = {U"去年", U"上年", U"同比", U"增长", U"下降", U"增加",
                                         U"减少", U"上升", U"以来", U"历年", U"半年", U"季度"};

struct TableObject {
  Text word;
  const char* kind;
  bool is_document;
};

constexpr std::array<TableObject, 6> kObjects = {{
    {U"规范性文件", fact::kNormativeDocumentsIssued, true},
    {U"政府规章", fact::kRegulationsIssued, true},
    {U"规章", fact::kRegulationsIssued, true},
    {U"行政许可", fact::kLicensingDecisions, false},
    {U"行政处罚", fact::kPenaltyDecisions, false},
    {U"行政强制", fact::kCoercionDecisions, false},
}};

template <size_t a, size_t b>
constexpr std::array<Text, a + b> Join(const std::array<Text, a>& first, const std::array<Text, b>& second) {
  std::array<Text, a + b> all;
  std::copy(first.begin(), first.end(), all.begin());
  std::copy(second.begin(), second.end(), all.begin() + a);
  return all;
}

constexpr auto kBeforeDecisions = Join(kDecide, Join(kWhoAndWhen, kDigits));
constexpr auto kBeforeDocuments = Join(kIssue, Join(kWhoAndWhen, kDigits));

bool IsUnitOf(Text unit, bool is_document) {
  return Text(is_document ? U"件个份部项" : U"件宗起例份次").find(unit[0]) != Text::npos && unit != U"个" &&
         unit.find(U'人') == Text::npos;
}

// 制定2件规范性文件: the number stands in front.
const char* DocumentsBehind(Text lead, Text tail) {
  if (!ConsistsOf(lead, kBeforeDocuments) || !SearchedText(lead).HasAnyOf(kIssueVerbs)) {
    return nullptr;
  }
  return tail == U"规范性文件" || tail == U"行政规范性文件" ? fact::kNormativeDocumentsIssued : nullptr;
}

}  // namespace

const char* TableClaim(const Figure& figure, Text text, Text part_before) {
  if (figure.markers > 0 || figure.number.unit == U"分") {
    return nullptr;
  }
  Text lead = figure.Lead(text);
  while (!lead.empty() && IsClauseEnd(lead.front())) {
    lead.remove_prefix(1);
  }
  const Text tail = figure.Tail(text);
  const TableObject* object = nullptr;
  size_t at = Text::npos;
  for (const TableObject& candidate : kObjects) {
    at = lead.find(candidate.word);
    if (at != Text::npos) {
      object = &candidate;
      break;
    }
  }
  if (object == nullptr) {
    return tail.ends_with(U"规范性文件") && IsUnitOf(figure.number.unit, true) &&
                   !SearchedText(part_before).HasAnyOf(kLater)
               ? DocumentsBehind(lead, tail)
               : nullptr;
  }
  if (!IsUnitOf(figure.number.unit, object->is_document) || SearchedText(part_before).HasAnyOf(kLater) ||
      !ConsistsOf(lead.substr(at + object->word.size()), kSuffixes)) {
    return nullptr;
  }
  // A text behind the number says more of it: 2件废止.
  if (!tail.empty() && Text(U"（(，。").find(tail.front()) == Text::npos) {
    return nullptr;
  }
  const Text before = lead.substr(0, at);
  if (object->is_document) {
    return ConsistsOf(before, kBeforeDocuments) && SearchedText(before).HasAnyOf(kIssueVerbs) ? object->kind : nullptr;
  }
  return ConsistsOf(before, kBeforeDecisions) && !SearchedText(part_before).HasAnyOf(kPublished) ? object->kind
                                                                                                 : nullptr;
}

}  // namespace gouji::parse
