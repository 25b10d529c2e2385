#ifndef GOUJI_SERVICES_PARSE_INTERPRET_FACT_PATTERNS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_FACT_PATTERNS_H_

#include <array>

#include "services/parse/interpret/word_search.h"
#include "services/report/fact_kinds.h"

// The words by which a sentence says what it counts (see ReadFacts). Only claims.cc and denials.cc need them.
namespace gouji::parse {

namespace fact = report::fact;

// Words, filled up with empty ones.
using Words = std::array<Word, 14>;

// What a fact of a kind needs in the words of its clause. The clause runs from the number or comma before to the
// number, and behind the number up to the next comma (收到申请12件, 收到12件申请).
struct FactPattern {
  const char* kind;
  Words verbs;    // one of them in front of the number
  Words objects;  // one of them in the clause; or, if `inherits`, the paragraph is about applications
  Words never;    // none of them in the clause
  bool inherits;
  bool part_counts;  // also behind 其中
  bool money;
};

// What a claim of zero needs: a negation, then a verb, then an object, in one clause.
struct ZeroPattern {
  const char* kind;
  Words verbs;    // none given: the object follows the negation at once
  Words objects;  // one of them in the clause
  Words never;
};

inline constexpr Words kApplications = {U"信息公开申请",   U"依申请公开",         U"公开申请",
                                        U"信息公开的申请", U"公开政府信息的申请", U"申请公开政府信息",
                                        U"申请公开信息",   U"政府信息申请",       U"依申请"};
inline constexpr Words kOutcomes = {U"维持", U"纠正", U"撤销",   U"败诉", U"胜诉", U"驳回",  U"确认违法",
                                    U"审结", U"办结", U"复议后", U"结果", U"纠错", U"应诉率"};
// One number for both kinds of disputes is of neither; and an organ that decides on reconsiderations, or stands in for
// others in court, counts these, too.
inline constexpr std::array<Word, 21> kNoReconsideration = {
    U"诉讼", U"起诉",   U"应诉", U"维持",   U"纠正", U"撤销", U"败诉", U"驳回", U"确认违法", U"审结",    U"办结",
    U"结果", U"复议后", U"办理", U"受理案", U"审理", U"代理", U"代表", U"出庭", U"经复议",   U"复议机关"};
inline constexpr std::array<Word, 16> kNoLitigation = {U"维持",     U"纠正", U"撤销", U"败诉", U"胜诉", U"驳回",
                                                       U"确认违法", U"审结", U"办结", U"结果", U"办理", U"代理",
                                                       U"代表",     U"出庭", U"旁听", U"应诉"};
inline constexpr std::array<FactPattern, 7> kFactPatterns = {{
    {fact::kCarriedOver,
     {U"上年结转", U"上年度结转", U"上一年结转", U"上一年度结转", U"去年结转", U"结转上年", U"往年结转"},
     kApplications,
     {U"下年", U"下一年"},
     true,
     true,
     false},
    {fact::kCarriedForward,
     {U"结转下年", U"结转下一年", U"转下年", U"转下一年", U"结转至下年", U"结转至下一年", U"结转到下", U"结转至20",
      U"结转到20"},
     kApplications,
     {U"上年", U"上一年", U"去年", U"往年"},
     true,
     true,
     false},
    {fact::kReceived,
     {U"收到", U"受理", U"新收", U"接收", U"接到", U"收件", U"共收"},
     kApplications,
     {U"行政复议", U"诉讼", U"结转", U"补正"},
     true,
     false,
     false},
    {fact::kProcessed,
     {U"办结", U"答复", U"办理完"},
     kApplications,
     {U"行政复议", U"诉讼", U"结转", U"逾期", U"告知", U"电话", U"口头", U"当场", U"回复率"},
     true,
     true,
     false},
    {fact::kDisclosed,
     {U"主动公开", U"公开政府信息", U"公开信息"},
     {U"主动公开政府信息", U"主动公开信息", U"主动公开各类政府信息", U"主动公开各类信息", U"主动公开政务信息",
      U"公开政府信息", U"信息公开数量"},
     {U"申请", U"规范性文件", U"累计", U"目录"},
     false,
     false,
     false},
    {fact::kFees, {U"行政事业性收费"}, {U"行政事业性收费"}, {U"减免", U"项目"}, false, false, true},
    {fact::kInformationFee, {U"信息处理费"}, {U"信息处理费"}, {U"减免"}, false, false, true},
}};

inline constexpr std::array<ZeroPattern, 6> kZeroPatterns = {{
    {fact::kReceived,
     {U"收到", U"接到", U"受理", U"接收", U"发生", U"产生", U"有"},
     {U"信息公开申请", U"信息公开的申请", U"信息公开书面申请", U"依申请公开", U"公开申请", U"公开政府信息的申请",
      U"政府信息公开申请", U"政府信息的申请", U"信息的申请"},
     {U"行政复议", U"诉讼", U"结转", U"逾期", U"不予", U"投诉", U"举报", U"收费", U"费用", U"泄密", U"补正"}},
    {fact::kReconsideration, {U"发生", U"收到", U"有", U"产生", U"出现", U"被", U"因"}, {U"复议"}, kOutcomes},
    {fact::kLitigation, {U"发生", U"收到", U"有", U"产生", U"出现", U"被", U"因"}, {U"诉讼"}, kOutcomes},
    {fact::kInformationFee, {U"收取", U"产生", U"发生", U"收"}, {U"信息处理费", U"信息公开处理费"}, {U"减免"}},
    {fact::kFees, {U"收取", U"产生", U"发生"}, {U"行政事业性收费"}, {U"减免"}},
    {fact::kCarriedOver, {U"有"}, {U"上年结转", U"上年度结转", U"上一年度结转"}, {U"下年"}},
}};

// What is counted without the name of applications behind 收到 or 办结.
inline constexpr std::array<std::u32string_view, 18> kBareObjects = {
    U"申请公开", U"公开申请", U"申请件", U"申请", U"书面", U"数量", U"总数", U"总量", U"共计",
    U"共",       U"了",       U"的",     U"有效", U"新",   U"为",   U"：",   U":",    U"件"};
// Some of those completed, not all of them.
inline constexpr std::array<Word, 17> kPartlyProcessed = {
    U"延期", U"延长", U"书面", U"重新", U"予以公开", U"同意", U"不予", U"部分公开", U"无法提供",
    U"不存", U"不掌", U"主动", U"其他", U"不属",     U"超期", U"补正", U"提前"};

// Numbers of other things.
inline constexpr std::array<Word, 26> kDistractors = {
    U"12345",    U"热线",     U"信箱", U"留言", U"建议", U"提案", U"信访",     U"咨询",    U"访问",
    U"浏览",     U"点击",     U"关注", U"粉丝", U"投诉", U"举报", U"政务服务", U"工单",    U"诉求",
    U"行政许可", U"行政处罚", U"培训", U"会议", U"解读", U"办件", U"来访",     U"新闻发布"};
// Parts of a whole: by channel or by applicant.
inline constexpr std::array<Word, 28> kParts = {U"信件", U"信函",   U"来信",   U"来函", U"网络", U"网上", U"互联网",
                                                U"在线", U"线上",   U"线下",   U"当面", U"现场", U"邮寄", U"邮件",
                                                U"邮箱", U"传真",   U"电话",   U"窗口", U"平台", U"网站", U"微信",
                                                U"微博", U"公众号", U"自然人", U"企业", U"栏目", U"专栏", U"法人"};
// Ways of applying: nothing came that way.
inline constexpr std::array<Word, 22> kChannels = {
    U"信件", U"信函",         U"网络",       U"网上",     U"在线", U"线上", U"当面", U"现场",
    U"邮寄", U"邮件",         U"传真",       U"重复",     U"大量", U"恶意", U"企业", U"除",
    U"其它", U"其他政府信息", U"其他信息公", U"其他申请", U"平台", U"网站"};
// Comparisons.
inline constexpr std::array<Word, 15> kComparisons = {U"增加", U"减少", U"增长",   U"下降", U"上升",
                                                      U"较上", U"较去", U"比上",   U"比去", U"同比",
                                                      U"去年", U"上年", U"上一年", U"往年", U"前年"};
// Other times than the whole year.
inline constexpr std::array<Word, 14> kOtherTimes = {U"历年", U"截至", U"截止", U"以来", U"半年", U"季度", U"每月",
                                                     U"每年", U"月均", U"日均", U"平均", U"每天", U"每周", U"当月"};
// What makes 累计 the year's: 全年累计收到.
inline constexpr std::array<Word, 4> kThisYear = {U"全年", U"本年", U"今年", U"年度"};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_FACT_PATTERNS_H_
