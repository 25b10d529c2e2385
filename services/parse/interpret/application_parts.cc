#include "services/parse/interpret/application_parts.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "services/parse/interpret/claims.h"
#include "services/parse/interpret/fact_patterns.h"
#include "services/parse/interpret/word_chain.h"
#include "services/parse/interpret/word_search.h"
#include "services/report/fact_kinds.h"

namespace gouji::parse {
namespace {

using Text = std::u32string_view;

struct PartLabel {
  Text text;
  const char* kind;
};

// Longer ones first.
constexpr std::array<PartLabel, 15> kApplicants = {{
    {U"法人或者其他组织", fact::kReceivedOrganisation},
    {U"法人或其他组织", fact::kReceivedOrganisation},
    {U"法人和其他组织", fact::kReceivedOrganisation},
    {U"法人及其他组织", fact::kReceivedOrganisation},
    {U"法人与其他组织", fact::kReceivedOrganisation},
    {U"法人、其他组织", fact::kReceivedOrganisation},
    {U"自然人", fact::kReceivedNaturalPerson},
    {U"公民个人", fact::kReceivedNaturalPerson},
    {U"公民", fact::kReceivedNaturalPerson},
    {U"商业企业", fact::kReceivedBusiness},
    {U"科研机构", fact::kReceivedResearchInstitution},
    {U"社会公益组织", fact::kReceivedSocialOrganization},
    {U"社会组织", fact::kReceivedSocialOrganization},
    {U"法律服务机构", fact::kReceivedLegalService},
    {U"法人", fact::kReceivedOrganisation},
}};
constexpr std::array<Text, 29> kAroundApplicants = {U"（",
                                                    U"(",
                                                    U"其中",
                                                    U"：",
                                                    U":",
                                                    U"、",
                                                    U"，",
                                                    U"和",
                                                    U"以及",
                                                    U"及",
                                                    U"政府信息公开申请",
                                                    U"信息公开申请",
                                                    U"依申请公开",
                                                    U"公开申请",
                                                    U"申请",
                                                    U"提出",
                                                    U"提交",
                                                    U"来自",
                                                    U"的",
                                                    U"由",
                                                    U"为",
                                                    U"是",
                                                    U"共",
                                                    U"有",
                                                    U"收到",
                                                    U"新收",
                                                    U"分别",
                                                    U"包括",
                                                    U"所"};

constexpr std::array<PartLabel, 27> kOutcomeLabels = {{
    {U"部分予以公开", fact::kPartiallyGranted},
    {U"予以部分公开", fact::kPartiallyGranted},
    {U"部分公开", fact::kPartiallyGranted},
    {U"不予公开", fact::kRefused},
    {U"予以公开", fact::kGranted},
    {U"无法提供", fact::kUnavailable},
    {U"本机关不掌握相关政府信息", fact::kNotHeld},
    {U"本机关不掌握", fact::kNotHeld},
    {U"不掌握相关政府信息", fact::kNotHeld},
    {U"不掌握相关信息", fact::kNotHeld},
    {U"不掌握", fact::kNotHeld},
    {U"没有现成信息需要另行制作", fact::kNeedsCreation},
    {U"没有现成信息，需要另行制作", fact::kNeedsCreation},
    {U"需要另行制作", fact::kNeedsCreation},
    {U"需另行制作", fact::kNeedsCreation},
    {U"不予处理", fact::kNotProcessed},
    {U"信访举报投诉类申请", fact::kPetition},
    {U"信访、举报、投诉类申请", fact::kPetition},
    {U"信访举报投诉类", fact::kPetition},
    {U"重复申请", fact::kRepeated},
    {U"行政执法案卷信息", fact::kEnforcementFile},
    {U"行政执法案卷", fact::kEnforcementFile},
    {U"行政查询事项", fact::kAdministrativeInquiry},
    {U"作其他处理", fact::kOtherOutcome},
    {U"作出其他处理", fact::kOtherOutcome},
    {U"其他方式处理", fact::kOtherOutcome},
    {U"其他处理", fact::kOtherOutcome},
}};
constexpr std::array<Text, 29> kAroundOutcomes = {
    U"办理结果", U"处理结果", U"办理", U"（", U"(",    U"其中", U"：",   U":",    U"、",   U"，",
    U"和",       U"以及",     U"及",   U"已", U"作出", U"做出", U"决定", U"答复", U"属于", U"属",
    U"结果",     U"为",       U"是",   U"共", U"有",   U"因",   U"的",   U"分别", U"包括"};
// Categories of the time before 2019, and ways to say no that may be any row.
constexpr std::array<Word, 16> kOldOutcomes = {
    U"不属于政府信息", U"非政府信息", U"不属于本", U"不属于我",     U"非本机关", U"不存在", U"告知",     U"同意公开",
    U"不同意公开",     U"已主动公开", U"否决",     U"申请内容不明", U"不属于政", U"撤回",   U"撤销申请", U"视为放弃"};

// The kind of a label that consists of one of the labels and nothing but words around it; null for others.
template <typename Labels, typename Around>
const char* KindOfLabel(Text lead, const Labels& labels, const Around& around) {
  lead = SkipWords(lead, around);
  for (const PartLabel& label : labels) {
    if (lead.starts_with(label.text)) {
      return ConsistsOf(lead.substr(label.text.size()), around) ? label.kind : nullptr;
    }
  }
  return nullptr;
}

// Whether what stands behind a number leaves it alone: the next of the list, a share in brackets.
bool IsOpenTail(Text tail) {
  static constexpr std::array<Text, 10> kBegins = {U"、", U"，", U"和", U"及", U"以及",
                                                   U"与", U"占", U"（", U"(",  U"）"};
  return tail.empty() || tail == U")" || tail == U"申请" ||
         std::any_of(kBegins.begin(), kBegins.end(), [&](Text begin) { return tail.starts_with(begin); });
}

// A whole is named in one of so many parts before.
constexpr size_t kFarthestPart = 3;

// The least number of applications that the parts behind 其中 make together: no application is of two applicants or
// has two outcomes. Rows within an outcome (不予公开, for whatever reason, and 属于行政执法案卷) are counted by
// themselves.
int64_t LeastWhole(Text text, const Sentence& sentence) {
  static constexpr std::array<std::string_view, 6> kGroups = {fact::kGranted,      fact::kPartiallyGranted,
                                                              fact::kRefused,      fact::kUnavailable,
                                                              fact::kNotProcessed, fact::kOtherOutcome};
  int64_t least = 0;
  int64_t applicants = 0;
  int64_t outcomes = 0;
  for (const Figure& figure : sentence.figures) {
    if (figure.markers != 1) {
      continue;
    }
    const Text lead = figure.Lead(text);
    const char* outcome = KindOfLabel(lead, kOutcomeLabels, kAroundOutcomes);
    const bool is_group = outcome != nullptr && std::find(kGroups.begin(), kGroups.end(), outcome) != kGroups.end();
    int64_t* sum = is_group                                                       ? &outcomes
                   : KindOfLabel(lead, kApplicants, kAroundApplicants) != nullptr ? &applicants
                                                                                  : nullptr;
    if (sum != nullptr && __builtin_add_overflow(*sum, figure.number.value, sum)) {
      return std::numeric_limits<int64_t>::max();
    }
    least = std::max({least, applicants, outcomes, outcome == nullptr ? 0 : figure.number.value});
  }
  return least;
}

// What the sentence counts parts of, figure by figure.
class Scope {
 public:
  Scope(Text text, const ClaimedSentence& claimed, const ParagraphMemory& memory) : claimed_(claimed), memory_(memory) {
    const std::vector<Figure>& figures = claimed.sentence.figures;
    if (!figures.empty() && figures.front().markers == 1) {
      behind_sentence_ = BehindSentence(text);
    }
  }

  // The kind of the whole that figure `i` is a part of; null when that is not clear.
  const char* Of(size_t i) const {
    const std::vector<Figure>& figures = claimed_.sentence.figures;
    if (figures[i].markers > 1) {
      return nullptr;
    }
    if (figures[i].markers == 1) {
      // The figure in front of the marker.
      size_t first = i;
      while (first > 0 && figures[first - 1].part == figures[i].part && figures[first - 1].markers == 1) {
        --first;
      }
      return first == 0 ? behind_sentence_ : claimed_.kinds[first - 1];
    }
    for (size_t before = i; before > 0 && figures[before - 1].part + kFarthestPart >= figures[i].part; --before) {
      if (CountsAllApplications(claimed_.kinds[before - 1])) {
        return claimed_.kinds[before - 1];
      }
    }
    return memory_.applications;
  }

 private:
  // What a sentence that begins with 其中 counts parts of: of what the sentence before counts; and, when its parts are
  // more than anything that that counts besides, of all applications (收到12件。上年结转2件。其中予以公开8件).
  const char* BehindSentence(Text text) const {
    if (memory_.only_figure.has_value() && CountsAllApplications(memory_.only_kind)) {
      return memory_.only_kind;
    }
    const bool is_of_all = memory_.whole != nullptr && memory_.greatest_other.has_value() &&
                           LeastWhole(text, claimed_.sentence) > *memory_.greatest_other;
    return is_of_all ? memory_.whole : nullptr;
  }

  const ClaimedSentence& claimed_;
  const ParagraphMemory& memory_;
  const char* behind_sentence_ = nullptr;
};

// Whether figure `i` stands right behind `last` in a list, perhaps behind a semicolon: 予以公开8件；部分公开1件；….
bool GoesOn(const Sentence& sentence, size_t last, size_t i) {
  return last + 1 == i && sentence.figures[i].markers == 0 &&
         sentence.figures[last].part + 1 >= sentence.figures[i].part;
}

// Finds 均已办结 and the like: 均, 全部 or 都, words on how, 办结 or 答复.
// `wholes` has for each figure what it is, or what it is a part of.
void ReadAllProcessed(const FactContext& context, const Sentence& sentence, const std::vector<const char*>& wholes,
                      const ParagraphMemory& memory, FactWriter& writer) {
  static constexpr std::array<Text, 3> kAll = {U"全部", U"均", U"都"};
  static constexpr std::array<Text, 26> kHow = {
      U"已经",     U"已",           U"按时",         U"按期",         U"如期",         U"及时",         U"依法依规",
      U"依法",     U"依规",         U"按规定",       U"在规定时限内", U"在规定期限内", U"在法定期限内", U"在法定时限内",
      U"在期限内", U"在规定时间内", U"在法定时间内", U"限时",         U"按要求",       U"按照规定",     U"予以",
      U"进行",     U"于法定期限内", U"规范",         U"全部",         U"得到"};
  static constexpr std::array<Text, 6> kDone = {U"办结", U"答复", U"办理完毕", U"办理完成", U"处理完毕", U"回复"};
  static constexpr std::array<Word, 9> kExcept = {U"除",   U"外",   U"结转", U"复议", U"诉讼",
                                                  U"剩余", U"其余", U"正在", U"尚"};
  const Text text = context.text;
  const char* last = memory.applications;
  size_t last_end = 0;
  size_t figure = 0;  // the first behind the place
  for (const Range part : sentence.parts) {
    for (size_t i = part.begin; i + 2 < part.end; ++i) {
      if (text[i] != U'均' && text[i] != U'全' && text[i] != U'都') {
        continue;
      }
      const Text rest = text.substr(i, part.end - i);
      const auto* all = std::find_if(kAll.begin(), kAll.end(), [&](Text word) { return rest.starts_with(word); });
      if (all == kAll.end()) {
        continue;
      }
      const Text done = SkipWords(rest.substr(all->size()), kHow);
      const auto* verb = std::find_if(kDone.begin(), kDone.end(), [&](Text word) { return done.starts_with(word); });
      if (verb == kDone.end()) {
        continue;
      }
      const size_t end = part.end - done.size() + verb->size();
      if (end < part.end && !IsClauseEnd(text[end]) && text[end] != U'）' && text[end] != U')' && text[end] != U'完') {
        continue;  // 均已办结的 …
      }
      // The clause begins with the figure or the comma before; the last figure has to be of applications received.
      for (; figure < sentence.figures.size() && sentence.figures[figure].number.begin < i; ++figure) {
        last = wholes[figure];
        last_end = sentence.figures[figure].number.end;
      }
      const size_t from = std::max(last_end, part.begin);
      const SearchedText between(text.substr(from, i - from));
      if (CountsAllApplications(last) && !SearchedText(part.In(text)).HasAnyOf(kExcept) &&
          !between.HasAnyOf(kDistractors)) {
        writer.Add({.kind = fact::kAllProcessed, .value = 1, .unit = {}, .quote = part, .place = {i, end}});
        return;
      }
    }
  }
}

}  // namespace

void ReadApplicationParts(const FactContext& context, const ClaimedSentence& claimed, ParagraphMemory& memory,
                          FactWriter& writer) {
  const Text text = context.text;
  const Scope scope(text, claimed, memory);
  std::vector<const char*> wholes = claimed.kinds;
  size_t last_part = claimed.sentence.figures.size();  // of the list so far; none yet
  for (size_t i = 0; i < claimed.sentence.figures.size(); ++i) {
    const Figure& figure = claimed.sentence.figures[i];
    if (wholes[i] == nullptr && figure.markers > 0) {
      wholes[i] = scope.Of(i);
    }
    if (claimed.kinds[i] != nullptr || figure.number.unit == U"分" || !IsOpenTail(figure.Tail(text))) {
      continue;
    }
    const Text lead = figure.Lead(text);
    const char* kind = KindOfLabel(lead, kApplicants, kAroundApplicants);
    const char* whole = scope.Of(i);
    if (!CountsAllApplications(whole) && GoesOn(claimed.sentence, last_part, i)) {
      whole = wholes[last_part];
    }
    if (kind != nullptr && (whole == nullptr || whole != std::string_view(fact::kReceived))) {
      continue;
    }
    if (kind == nullptr) {
      kind = KindOfLabel(lead, kOutcomeLabels, kAroundOutcomes);
      if (kind == nullptr || !CountsAllApplications(whole)) {
        continue;
      }
      if (!memory.old_outcomes.has_value()) {
        memory.old_outcomes = SearchedText(text).HasAnyOf(kOldOutcomes);
      }
      if (*memory.old_outcomes) {
        continue;
      }
    }
    wholes[i] = whole;
    last_part = i;
    writer.Add({.kind = kind,
                .value = figure.number.value,
                .unit = figure.number.unit,
                .quote = claimed.sentence.parts[figure.part],
                .place = {figure.number.begin, figure.number.end}});
  }
  ReadAllProcessed(context, claimed.sentence, wholes, memory, writer);
}

}  // namespace gouji::parse
