#include "services/parse/interpret/facts.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "services/parse/interpret/diagnostics.h"
#include "services/parse/interpret/prose_number.h"
#include "services/parse/interpret/simplified.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

using Text = std::u32string_view;

constexpr size_t kMaxProseBytes = 256 * 1024;  // beyond, nothing is read: no report has so much prose
constexpr size_t kLongestSentence = 600;       // characters

// Words, ended by empty ones.
using Words = std::array<Text, 14>;

bool HasAny(Text text, const Words& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](Text word) { return !word.empty() && text.find(word) != Text::npos; });
}

// What a fact of a kind needs in the words of its clause. The clause runs from the number or comma before to the
// number, and behind the number up to the next comma (收到申请12件, 收到12件申请).
struct Pattern {
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

constexpr Words kApplications = {U"信息公开申请",   U"依申请公开",         U"公开申请",
                                 U"信息公开的申请", U"公开政府信息的申请", U"申请公开政府信息",
                                 U"申请公开信息",   U"政府信息申请",       U"依申请"};
constexpr Words kOutcomes = {U"维持", U"纠正", U"撤销",   U"败诉", U"胜诉", U"驳回",  U"确认违法",
                             U"审结", U"办结", U"复议后", U"结果", U"纠错", U"应诉率"};
// One number for both kinds of disputes is of neither.
constexpr Words kNoReconsideration = {U"诉讼", U"起诉",     U"应诉", U"维持", U"纠正",   U"撤销", U"败诉",
                                      U"驳回", U"确认违法", U"审结", U"办结", U"复议后", U"结果"};
constexpr Words kNoLitigation = {U"复议", U"维持",     U"纠正", U"撤销", U"败诉", U"胜诉",
                                 U"驳回", U"确认违法", U"审结", U"办结", U"结果"};

constexpr std::array<Pattern, 9> kPatterns = {{
    {kFactCarriedOver,
     {U"上年结转", U"上年度结转", U"上一年结转", U"上一年度结转", U"去年结转", U"结转上年", U"往年结转"},
     kApplications,
     {U"下年", U"下一年"},
     true,
     true,
     false},
    {kFactCarriedForward,
     {U"结转下年", U"结转下一年", U"转下年", U"转下一年", U"结转至下年", U"结转至下一年", U"结转到下", U"结转至20",
      U"结转"},
     kApplications,
     {U"上年", U"上一年", U"去年", U"往年"},
     true,
     true,
     false},
    {kFactReceived,
     {U"收到", U"受理", U"新收", U"接收", U"接到", U"收件", U"共收"},
     kApplications,
     {U"行政复议", U"诉讼", U"结转", U"补正"},
     true,
     false,
     false},
    {kFactProcessed,
     {U"办结", U"答复", U"办理完"},
     kApplications,
     {U"行政复议", U"诉讼", U"结转", U"逾期", U"告知", U"电话", U"口头", U"当场", U"回复率"},
     true,
     true,
     false},
    {kFactReconsideration,
     {U"行政复议", U"复议"},
     {U"信息公开", U"被申请行政复议"},
     kNoReconsideration,
     false,
     false,
     false},
    {kFactLitigation,
     {U"行政诉讼", U"诉讼", U"起诉"},
     {U"信息公开", U"被提起行政诉讼"},
     kNoLitigation,
     false,
     false,
     false},
    {kFactDisclosed,
     {U"主动公开", U"公开政府信息", U"公开信息"},
     {U"主动公开政府信息", U"主动公开信息", U"主动公开各类政府信息", U"主动公开各类信息", U"主动公开政务信息",
      U"公开政府信息", U"信息公开数量"},
     {U"申请", U"规范性文件", U"累计", U"目录"},
     false,
     false,
     false},
    {kFactFees, {U"行政事业性收费"}, {U"行政事业性收费"}, {U"减免", U"项目"}, false, false, true},
    {kFactInformationFee, {U"信息处理费"}, {U"信息处理费"}, {U"减免"}, false, false, true},
}};

constexpr std::array<ZeroPattern, 6> kZeroPatterns = {{
    {kFactReceived,
     {U"收到", U"接到", U"受理", U"接收", U"发生", U"产生", U"有"},
     {U"信息公开申请", U"信息公开的申请", U"信息公开书面申请", U"依申请公开", U"公开申请", U"公开政府信息的申请",
      U"政府信息公开申请", U"政府信息的申请", U"信息的申请"},
     {U"行政复议", U"诉讼", U"结转", U"逾期", U"不予", U"投诉", U"举报", U"收费", U"费用", U"泄密", U"补正"}},
    {kFactReconsideration, {U"发生", U"收到", U"有", U"产生", U"出现", U"被", U"因"}, {U"复议"}, kOutcomes},
    {kFactLitigation, {U"发生", U"收到", U"有", U"产生", U"出现", U"被", U"因"}, {U"诉讼"}, kOutcomes},
    {kFactInformationFee, {U"收取", U"产生", U"发生", U"收"}, {U"信息处理费", U"信息公开处理费"}, {U"减免"}},
    {kFactFees, {U"收取", U"产生", U"发生"}, {U"行政事业性收费"}, {U"减免"}},
    {kFactCarriedOver, {U"有"}, {U"上年结转", U"上年度结转", U"上一年度结转"}, {U"下年"}},
}};

// Numbers of other things.
constexpr std::array<Text, 26> kDistractors = {
    U"12345",    U"热线",     U"信箱", U"留言", U"建议", U"提案", U"信访",     U"咨询",    U"访问",
    U"浏览",     U"点击",     U"关注", U"粉丝", U"投诉", U"举报", U"政务服务", U"工单",    U"诉求",
    U"行政许可", U"行政处罚", U"培训", U"会议", U"解读", U"办件", U"来访",     U"新闻发布"};
// Parts of a whole: by channel or by applicant.
constexpr std::array<Text, 27> kParts = {U"信件", U"信函",   U"来信",   U"来函", U"网络", U"网上", U"互联网",
                                         U"在线", U"线上",   U"线下",   U"当面", U"现场", U"邮寄", U"邮件",
                                         U"邮箱", U"传真",   U"电话",   U"窗口", U"平台", U"网站", U"微信",
                                         U"微博", U"公众号", U"自然人", U"企业", U"栏目", U"专栏"};
// Comparisons, and the figures of others.
constexpr std::array<Text, 22> kComparisons = {
    U"增加", U"减少",   U"增长", U"下降", U"上升",   U"较上",   U"较去", U"比上", U"比去", U"同比", U"去年",
    U"上年", U"上一年", U"各镇", U"各乡", U"各部门", U"各街道", U"下属", U"所属", U"累计", U"历年", U"截至"};

template <size_t N>
bool HasAnyOf(Text text, const std::array<Text, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](Text word) { return text.find(word) != Text::npos; });
}

bool IsSentenceEnd(char32_t c) { return Text(U"。；;！!？?").find(c) != Text::npos; }
bool IsClauseEnd(char32_t c) { return Text(U"，,、").find(c) != Text::npos; }
bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

// A paragraph without white space, each character with its place.
struct Prose {
  std::u32string text;
  std::vector<uint32_t> at;  // the byte of each character in the paragraph; one more for the end
};

Prose MakeProse(std::string_view paragraph) {
  Prose prose;
  for (size_t i = 0; i < paragraph.size();) {
    const auto begin = static_cast<uint32_t>(i);
    char32_t c = report::NextChar(paragraph, i);
    if (c <= U' ' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200F) || c == 0xFEFF) {
      continue;
    }
    if (c >= 0xFF10 && c <= 0xFF19) {
      c -= 0xFEE0;
    }
    prose.text += Simplified(c);
    prose.at.push_back(begin);
  }
  prose.at.push_back(static_cast<uint32_t>(paragraph.size()));
  return prose;
}

// The last year that a text names; 0 for none.
int LastYear(Text text) {
  int year = 0;
  for (size_t i = 0; i + 4 < text.size(); ++i) {
    if (text[i] == U'2' && text[i + 1] == U'0' && IsDigit(text[i + 2]) && IsDigit(text[i + 3]) &&
        text[i + 4] == U'年' && (i == 0 || !IsDigit(text[i - 1]))) {
      year = 2000 + static_cast<int>(text[i + 2] - U'0') * 10 + static_cast<int>(text[i + 3] - U'0');
    }
  }
  return year;
}

class ParagraphReader {
 public:
  ParagraphReader(const Paragraph& paragraph, int year, std::vector<report::Fact>& facts)
      : paragraph_(paragraph), prose_(MakeProse(paragraph.text)), year_(year), facts_(facts) {}

  void Read() {
    const Text text = prose_.text;
    for (size_t begin = 0; begin < text.size();) {
      size_t end = begin;
      while (end < text.size() && !IsSentenceEnd(text[end])) {
        ++end;
      }
      ReadSentence(begin, end);
      begin = end + 1;
    }
  }

 private:
  void ReadSentence(size_t begin, size_t end) {
    if (end - begin > kLongestSentence) {
      return;
    }
    const Text text = Text(prose_.text).substr(0, end);
    size_t clause = begin;  // behind the comma or the number before
    bool parts = false;     // behind 其中
    for (size_t i = begin; i < end; ++i) {
      parts = parts || text.substr(i).starts_with(U"其中") || text.substr(i).starts_with(U"分别") ||
              text.substr(i).starts_with(U"包括");
      if (IsClauseEnd(text[i]) &&
          !(text[i] == U',' && i > begin && i + 1 < end && IsDigit(text[i - 1]) && IsDigit(text[i + 1]))) {
        // An enumeration is one clause: 行政复议、行政诉讼.
        if (text[i] != U'、') {
          ReadZero(begin, end, clause, i);
          clause = i + 1;
        }
        continue;
      }
      const auto number = ScanProseNumber(text, i);
      if (!number.has_value()) {
        continue;
      }
      size_t behind = number->end;
      while (behind < end && !IsClauseEnd(text[behind]) && !IsDigit(text[behind])) {
        ++behind;
      }
      ReadNumber({.begin = begin, .end = end, .clause = clause, .behind = behind, .parts = parts}, *number);
      i = number->end - 1;
      clause = number->end;
    }
    ReadZero(begin, end, clause, end);
  }

  struct Span {
    size_t begin;   // of the sentence
    size_t end;     // of the sentence
    size_t clause;  // where the clause begins
    size_t behind;  // where it ends behind the number
    bool parts;
  };

  void ReadNumber(const Span& span, const ProseNumber& number) {
    const Text text = prose_.text;
    const Text lead = text.substr(span.clause, number.begin - span.clause);
    const Text trail = text.substr(number.end, span.behind - number.end);
    const std::u32string clause = std::u32string(lead) + U"|" + std::u32string(trail);
    const size_t near = number.begin - std::min(number.begin, kLongestSentence);
    const Text before = text.substr(near, number.begin - near);
    const int named_year = LastYear(text.substr(span.begin, number.begin - span.begin));
    if ((year_ != 0 && named_year != 0 && named_year != year_) || HasAnyOf(Text(clause), kDistractors) ||
        HasAnyOf(Text(clause), kParts) || !CountsThings(number.unit)) {
      return;
    }
    for (const Pattern& pattern : kPatterns) {
      const bool carried = pattern.kind == std::string_view(kFactCarriedOver);
      if (pattern.money != (number.unit == U"分") || !HasAny(lead, pattern.verbs) || HasAny(clause, pattern.never) ||
          (span.parts && !pattern.part_counts) || (!carried && HasAnyOf(Text(clause), kComparisons))) {
        continue;
      }
      const bool about_it =
          HasAny(clause, pattern.objects) || (pattern.inherits && IsAboutApplications(before, clause)) ||
          (IsDispute(pattern) && HasAny(text.substr(span.begin, number.begin - span.begin), pattern.objects));
      if (about_it) {
        Add(pattern.kind, number.value, number.unit, span.begin, span.end, number.begin, number.end);
        return;
      }
    }
  }

  // Not people, issues or batches.
  static bool CountsThings(Text unit) {
    return unit.find(U'人') == Text::npos && Text(U"期部批笔").find(unit[0]) == Text::npos;
  }

  static bool IsDispute(const Pattern& pattern) {
    return pattern.kind == std::string_view(kFactReconsideration) || pattern.kind == std::string_view(kFactLitigation);
  }

  // Whether what is counted without a name are applications: the paragraph spoke of them before, and of nothing else
  // since.
  static bool IsAboutApplications(Text before, Text clause) {
    size_t last = Text::npos;
    for (const Text word : kApplications) {
      if (const size_t at = word.empty() ? Text::npos : before.rfind(word); at != Text::npos) {
        last = last == Text::npos ? at : std::max(last, at);
      }
    }
    return last != Text::npos && !HasAnyOf(before.substr(last), kDistractors) && clause.find(U"复议") == Text::npos &&
           clause.find(U"诉讼") == Text::npos;
  }

  // A clause that says that there was nothing.
  void ReadZero(size_t begin, size_t end, size_t clause_begin, size_t clause_end) {
    static constexpr std::array<Text, 4> kNegations = {U"未", U"没有", U"无", U"没"};
    const Text clause = Text(prose_.text).substr(clause_begin, clause_end - clause_begin);
    size_t negation = Text::npos;
    Text word;
    for (const Text candidate : kNegations) {
      if (const size_t at = clause.find(candidate); at < negation) {
        negation = at;
        word = candidate;
      }
    }
    if (negation == Text::npos || HasAnyOf(clause, kDistractors)) {
      return;
    }
    if (const int named_year = LastYear(clause); year_ != 0 && named_year != 0 && named_year != year_) {
      return;
    }
    const Text rest = clause.substr(negation + word.size());
    for (const ZeroPattern& pattern : kZeroPatterns) {
      if (!IsNegated(rest, pattern, word) || HasAny(rest, pattern.never) || HasChannel(rest)) {
        continue;
      }
      const bool dispute = pattern.objects[0] == U"复议" || pattern.objects[0] == U"诉讼";
      const Text sentence = Text(prose_.text).substr(begin, clause_end - begin);
      if (dispute && sentence.find(U"信息公开") == Text::npos && sentence.find(U"政府信息") == Text::npos) {
        continue;
      }
      Add(pattern.kind, 0, IsMoney(pattern) ? U"分" : U"件", begin, end, clause_begin + negation, clause_end);
    }
  }

  static bool IsMoney(const ZeroPattern& pattern) {
    return pattern.kind == std::string_view(kFactFees) || pattern.kind == std::string_view(kFactInformationFee);
  }

  // Whether the negation is of this: a verb at once behind it, and the object; or, behind 没有 and 无, the object with
  // nothing but a few words between.
  static bool IsNegated(Text rest, const ZeroPattern& pattern, Text negation) {
    static constexpr std::array<Text, 10> kBetween = {U"",     U"任何", U"新的", U"新收", U"新增",
                                                      U"相关", U"政府", U"有关", U"受理", U"收到"};
    const bool alone = negation == U"无" || negation == U"没有";
    const bool verb = std::any_of(pattern.verbs.begin(), pattern.verbs.end(),
                                  [&](Text v) { return !v.empty() && rest.starts_with(v); });
    return std::any_of(pattern.objects.begin(), pattern.objects.end(), [&](Text object) {
      const size_t at = object.empty() ? Text::npos : rest.find(object);
      return at != Text::npos &&
             (verb || (alone && std::find(kBetween.begin(), kBetween.end(), rest.substr(0, at)) != kBetween.end()));
    });
  }

  static bool HasChannel(Text text) {
    static constexpr std::array<Text, 14> kChannels = {U"信件", U"信函", U"网络", U"网上", U"在线", U"线上", U"当面",
                                                       U"现场", U"邮寄", U"邮件", U"传真", U"重复", U"大量", U"恶意"};
    return HasAnyOf(text, kChannels);
  }

  void Add(const char* kind, int64_t value, Text unit, size_t sentence_begin, size_t sentence_end, size_t begin,
           size_t end) {
    if (facts_.size() >= kMaxFacts) {
      return;
    }
    const auto original = [&](size_t from, size_t to) {
      return paragraph_.text.substr(prose_.at[from], prose_.at[to] - prose_.at[from]);
    };
    report::Fact fact{.kind = kind,
                      .value = value,
                      .unit = report::EncodeUtf8(unit),
                      .quote = RawText(original(sentence_begin, sentence_end)),
                      .position = EvidenceAt(paragraph_.place, original(begin, end))};
    fact.position.column +=
        fact.position.column > 0
            ? static_cast<int>(report::DecodeUtf8(paragraph_.text.substr(0, prose_.at[begin])).size())
            : 0;
    facts_.push_back(std::move(fact));
  }

  const Paragraph& paragraph_;
  const Prose prose_;
  const int year_;
  std::vector<report::Fact>& facts_;
};

}  // namespace

std::vector<report::Fact> ReadFacts(const Document& document, size_t end_block, int year) {
  std::vector<report::Fact> facts;
  size_t byte_count = 0;
  for (size_t b = 0; b < end_block && b < document.blocks.size(); ++b) {
    const Paragraph* paragraph = std::get_if<Paragraph>(&document.blocks[b]);
    if (paragraph == nullptr) {
      continue;
    }
    byte_count += paragraph->text.size();
    if (byte_count > kMaxProseBytes) {
      break;
    }
    ParagraphReader(*paragraph, year, facts).Read();
  }
  return facts;
}

}  // namespace gouji::parse
