#include "services/parse/interpret/breakdowns.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "services/parse/interpret/word_search.h"
#include "services/report/fact_kinds.h"

namespace gouji::parse {
namespace {

namespace fact = report::fact;
using Text = std::u32string_view;

constexpr size_t kLongestLabel = 40;  // characters
constexpr int64_t kTenThousand = 10'000;

// By what a list parts its whole. Parts of different kinds overlap.
enum class Division : uint8_t { kSubject, kChannel, kApplicant, kOutcome };

Division DivisionOf(Text label) {
  static constexpr std::array<Word, 30> kChannel = {
      U"网站",   U"门户",   U"微信", U"微博", U"公众号", U"新媒体", U"平台", U"抖音", U"客户端", U"公开栏",
      U"公示栏", U"报纸",   U"报刊", U"电视", U"广播",   U"公报",   U"信函", U"信件", U"来信",   U"网络",
      U"网上",   U"互联网", U"在线", U"线上", U"线下",   U"当面",   U"现场", U"邮寄", U"邮件",   U"传真"};
  static constexpr std::array<Word, 7> kApplicant = {U"自然人",   U"公民",     U"法人",        U"商业企业",
                                                     U"科研机构", U"社会组织", U"社会公益组织"};
  static constexpr std::array<Word, 12> kOutcome = {U"办结",     U"答复", U"结转", U"予以公开", U"部分公开", U"不予",
                                                    U"无法提供", U"维持", U"纠正", U"审结",     U"驳回",     U"撤销"};
  const SearchedText text(label);
  if (text.HasAnyOf(kOutcome)) {
    return Division::kOutcome;
  }
  if (text.HasAnyOf(kApplicant)) {
    return Division::kApplicant;
  }
  return text.HasAnyOf(kChannel) ? Division::kChannel : Division::kSubject;
}

bool IsSeparator(char32_t c) { return Text(U"，,、；;：:").find(c) != Text::npos; }
bool HasDigit(Text text) { return std::any_of(text.begin(), text.end(), IsDigit); }

// Whether a text between a whole and 其中 counts nothing: a rate may stand there, no other number and no bracket.
bool IsAboutTheWhole(Text text) {
  if (const size_t percent = text.find_first_of(U"%％"); percent != Text::npos) {
    const size_t number = text.find_first_of(U"0123456789");
    if (number > percent || text.substr(number, percent - number).find_first_not_of(U"0123456789.") != Text::npos) {
      return false;
    }
    text.remove_prefix(percent + 1);
  }
  return !HasDigit(text) && text.find(U'（') == Text::npos && text.find(U'(') == Text::npos;
}

// A text without the share that stands in front: （占60%）、通知 -> 、通知.
Text WithoutShare(Text text) {
  static constexpr size_t kLongestShare = 16;
  Text rest = text;
  const bool bracket = !rest.empty() && (rest.front() == U'（' || rest.front() == U'(');
  if (bracket || (!rest.empty() && IsSeparator(rest.front()))) {
    rest.remove_prefix(1);
  }
  const size_t percent = rest.find_first_of(U"%％");
  if (!rest.starts_with(U"占") || percent > kLongestShare) {
    return text;
  }
  rest.remove_prefix(percent + 1);
  if (bracket && !rest.empty() && (rest.front() == U'）' || rest.front() == U')')) {
    rest.remove_prefix(1);
  }
  return rest;
}

// A list as it is printed.
struct List {
  const Figure* whole = nullptr;
  const char* whole_kind = nullptr;
  size_t whole_index = 0;   // in the sentence; unused when the whole stands in the one before
  bool is_here = true;      // the whole stands in this sentence
  bool says_all = false;    // 分别为, or 其他 at the end
  bool in_bracket = false;  // 12件（其中 …）
  bool is_regular = false;  // nothing else is counted behind it
  std::vector<const Figure*> parts;
  std::vector<Text> labels;
};

class ListReader {
 public:
  ListReader(const FactContext& context, const ClaimedSentence& claimed, const ParagraphMemory& memory)
      : text_(context.text), sentence_(claimed.sentence), kinds_(claimed.kinds), memory_(memory) {}

  // The list of the sentence, if it has one behind a marker, or, in a sentence without, in a bracket behind a number;
  // its parts up to the first that is irregular.
  std::optional<List> Read() const {
    const std::vector<Figure>& figures = sentence_.figures;
    const auto first = std::find_if(figures.begin(), figures.end(), [](const Figure& f) { return f.markers > 0; });
    if (first == figures.end()) {
      return ReadBracket();
    }
    if (first->markers != 1) {
      return std::nullopt;
    }
    List list;
    const auto f = static_cast<size_t>(first - figures.begin());
    size_t from = sentence_.parts[first->part].begin;
    if (f > 0 && figures[f - 1].part == first->part) {
      list.whole = &figures[f - 1];
      list.whole_kind = kinds_[f - 1];
      list.whole_index = f - 1;
      from = list.whole->number.end;
    } else if (f == 0 && memory_.only_figure.has_value() && text_.substr(from).starts_with(U"其中")) {
      list.whole = &*memory_.only_figure;
      list.whole_kind = memory_.only_kind;
      list.is_here = false;
    } else {
      return std::nullopt;
    }
    const Text between = text_.substr(from, first->number.begin - from);
    const size_t marker = std::min({between.find(U"其中"), between.find(U"分别"), between.find(U"包括")});
    if (marker == Text::npos) {
      return std::nullopt;
    }
    Text in_front = between.substr(0, marker);
    if (in_front.ends_with(U'（') || in_front.ends_with(U'(')) {
      list.in_bracket = true;
      in_front.remove_suffix(1);
    }
    if (!IsAboutTheWhole(in_front)) {
      return std::nullopt;
    }
    if (between.substr(marker).starts_with(U"分别")) {
      const Text behind = between.substr(marker + 2);
      if (!behind.starts_with(U"为") && !behind.starts_with(U"是")) {
        return std::nullopt;
      }
      list.says_all = true;
    }
    ReadParts(f, from + marker + 2, list);
    return list;
  }

 private:
  // 12件（自然人10件、法人2件）, 12件公开申请（…）.
  std::optional<List> ReadBracket() const {
    const std::vector<Figure>& figures = sentence_.figures;
    for (size_t f = 1; f < figures.size(); ++f) {
      const size_t from = figures[f - 1].number.end;
      const Text between = text_.substr(from, figures[f].number.begin - from);
      const size_t bracket = between.find_first_of(U"（(");
      const Text in_front = between.substr(0, bracket);
      if (bracket != Text::npos && std::none_of(in_front.begin(), in_front.end(), IsClauseEnd) && !HasDigit(in_front)) {
        List list;
        list.whole = &figures[f - 1];
        list.whole_kind = kinds_[f - 1];
        list.whole_index = f - 1;
        list.in_bracket = true;
        ReadParts(f, from + bracket + 1, list);
        list.is_regular =
            list.is_regular && !list.parts.empty() && IsBracketClosed(list, list.parts.back()->number.end);
        return list;
      }
    }
    return std::nullopt;
  }

  // Whether the bracket that a list stands in ends at a place.
  bool IsBracketClosed(const List& list, size_t at) const {
    return list.in_bracket && !list.parts.empty() && at < text_.size() && (text_[at] == U'）' || text_[at] == U')');
  }

  void ReadParts(size_t f, size_t from, List& list) const {
    static constexpr std::array<Word, 16> kNoPart = {U"等",   U"余",   U"共",   U"合计", U"总计", U"累计",
                                                     U"以上", U"同比", U"上年", U"去年", U"增加", U"减少",
                                                     U"增长", U"下降", U"率",   U"（"};
    static constexpr std::array<Text, 3> kRest = {U"其他", U"其它", U"其余"};
    const std::vector<Figure>& figures = sentence_.figures;
    for (; f < figures.size() && !IsBracketClosed(list, from); ++f) {
      const Figure& figure = figures[f];
      Text label = WithoutShare(text_.substr(from, figure.number.begin - from));
      while (!label.empty() && (IsSeparator(label.front()) || label.front() == U'和' || label.front() == U'及')) {
        label.remove_prefix(1);
      }
      const SearchedText searched(label);
      if (figure.number.unit != list.whole->number.unit || figure.markers > 1 || label.empty() ||
          label.size() > kLongestLabel || HasDigit(label) || searched.HasAnyOf(kNoPart) || searched.Has(U"(") ||
          searched.Has(U"）") || searched.Has(U")") || searched.Has(U"其中") || searched.Has(U"包括") ||
          searched.Has(U"分别为")) {
        return;
      }
      list.parts.push_back(&figure);
      list.labels.push_back(label);
      from = figure.number.end;
      if (Sum(list) == list.whole->number.value && list.parts.size() > 1) {
        return;  // complete, whatever follows
      }
    }
    const Text rest = WithoutShare(text_.substr(from, sentence_.range.end - from));
    list.is_regular = (IsBracketClosed(list, from) || !HasDigit(rest)) && !rest.starts_with(U"等") &&
                      !rest.starts_with(U"（") && !rest.starts_with(U"(");
    list.says_all = list.says_all || std::any_of(kRest.begin(), kRest.end(), [&](Text word) {
                      return !list.labels.empty() && list.labels.back().starts_with(word);
                    });
  }

 public:
  static int64_t Sum(const List& list) {
    int64_t sum = 0;
    for (const Figure* part : list.parts) {
      if (__builtin_add_overflow(sum, part->number.value, &sum)) {
        return -1;
      }
    }
    return sum;
  }

 private:
  const Text text_;
  const Sentence& sentence_;
  const std::vector<const char*>& kinds_;
  const ParagraphMemory& memory_;
};

// The sums of the lists within a list: each a part that the next two or more add up to.
std::vector<int64_t> SumsWithin(const List& list) {
  std::vector<int64_t> sums;
  for (size_t i = 0; i + 2 < list.parts.size(); ++i) {
    int64_t sum = 0;
    for (size_t j = i + 1; j < list.parts.size() && sum < list.parts[i]->number.value; ++j) {
      sum += list.parts[j]->number.value;
      if (sum == list.parts[i]->number.value && sum > 0 && j > i + 1) {
        sums.push_back(sum);
      }
    }
  }
  return sums;
}

// Whether there are only two such parts: natural persons and all others, or the two ways to charge.
bool AreTheOnlyTwo(const List& list, const char* whole_kind) {
  static constexpr std::array<std::array<Word, 2>, 4> kPairs = {
      {{U"自然人", U"法人"}, {U"公民", U"法人"}, {U"按件", U"按量"}, {U"按量", U"按件"}}};
  return whole_kind != nullptr && list.parts.size() == 2 &&
         std::any_of(kPairs.begin(), kPairs.end(), [&](const auto& pair) {
           return SearchedText(list.labels[0]).Has(pair[0]) && SearchedText(list.labels[1]).Has(pair[1]);
         });
}

bool IsOfApplications(const char* kind) {
  return kind != nullptr && (kind == std::string_view(fact::kReceived) || kind == std::string_view(fact::kProcessed) ||
                             kind == std::string_view(fact::kCarriedForward));
}

// Whether a list that does not add up claims to be complete all the same.
bool ClaimsToBeComplete(const List& list, const Sentence& sentence, int64_t sum) {
  const int64_t whole = list.whole->number.value;
  const bool says_so = list.says_all || AreTheOnlyTwo(list, list.whole_kind);
  if (!list.is_regular || list.parts.size() < 2 || sum < 0) {
    return false;
  }
  // Small numbers often look like a list within the list. Where the list says that it is complete, that excuses it only
  // when it adds up in this way.
  const std::vector<int64_t> within = SumsWithin(list);
  if (std::any_of(within.begin(), within.end(),
                  [&](int64_t counted_twice) { return !says_so || sum - counted_twice == whole; })) {
    return false;
  }
  const Division division = DivisionOf(list.labels.front());
  const bool is_mixed = std::any_of(list.labels.begin(), list.labels.end(), [&](Text label) {
    return DivisionOf(label) != division && !label.starts_with(U"其他") && !label.starts_with(U"其它");
  });
  const bool may_overlap = division == Division::kChannel &&
                           (list.whole_kind == nullptr || list.whole_kind != std::string_view(fact::kReceived));
  // Of applications, whatever is no channel and no applicant may be an outcome, and those are of last year's, too.
  const bool may_be_outcome =
      division == Division::kOutcome || (division == Division::kSubject && IsOfApplications(list.whole_kind));
  if (is_mixed || may_be_outcome || (may_overlap && sum > whole)) {
    return false;
  }
  // With another number of the unit in front, the parts may be of both.
  if (list.is_here && std::any_of(sentence.figures.begin(), sentence.figures.begin() + list.whole_index,
                                  [&](const Figure& f) { return f.number.unit == list.whole->number.unit; })) {
    return false;
  }
  if ((whole % kTenThousand == 0 && sum == whole / kTenThousand) ||
      (sum % kTenThousand == 0 && whole == sum / kTenThousand)) {
    return true;
  }
  if (says_so) {
    return whole > 0 && sum / kMostTimes <= whole && whole / kMostTimes <= sum;
  }
  if (list.parts.size() < kFewestParts) {
    return false;
  }
  return sum < whole ? whole >= kLeastWhole && (whole - sum == 1 || whole - sum <= whole / kNearBelow)
                     : sum - whole <= whole / kNearAbove;
}

bool IsCompared(Text lead) {
  static constexpr std::array<Word, 9> kCompared = {U"上年", U"去年", U"上一年", U"同比", U"增加",
                                                    U"减少", U"增长", U"下降",   U"往年"};
  return SearchedText(lead).HasAnyOf(kCompared);
}

}  // namespace

void ReadBreakdowns(const FactContext& context, ClaimedSentence& claimed, const ParagraphMemory& memory,
                    FactWriter& writer) {
  const std::optional<List> list = ListReader(context, claimed, memory).Read();
  if (!list.has_value() || list->parts.size() < 2 || IsCompared(list->whole->Lead(context.text))) {
    return;
  }
  const bool is_fee = list->whole_kind != nullptr && list->whole_kind == std::string_view(fact::kInformationFee);
  const int64_t sum = ListReader::Sum(*list);
  if ((list->whole->number.unit == U"分") != is_fee ||
      (sum != list->whole->number.value && !ClaimsToBeComplete(*list, claimed.sentence, sum))) {
    return;
  }
  const int group = writer.NewGroup();
  Range quote = claimed.sentence.range;
  if (list->is_here) {
    quote = {claimed.sentence.parts[list->whole->part].begin, claimed.sentence.parts[list->parts.back()->part].end};
  }
  if (is_fee && list->is_here) {
    claimed.groups[list->whole_index] = group;
  } else {
    writer.Add({.kind = is_fee ? fact::kInformationFee : fact::kBreakdownWhole,
                .value = list->whole->number.value,
                .unit = list->whole->number.unit,
                .quote = quote,
                .place = {list->whole->number.begin, list->whole->number.end},
                .group = group});
  }
  for (const Figure* part : list->parts) {
    writer.Add({.kind = is_fee ? fact::kInformationFeePart : fact::kBreakdownPart,
                .value = part->number.value,
                .unit = part->number.unit,
                .quote = quote,
                .place = {part->number.begin, part->number.end},
                .group = group});
  }
}

}  // namespace gouji::parse
