#include "services/parse/interpret/growth_rates.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "services/parse/interpret/word_chain.h"
#include "services/parse/interpret/word_search.h"
#include "services/report/fact_kinds.h"

namespace gouji::parse {
namespace {

namespace fact = report::fact;
using Text = std::u32string_view;

constexpr int64_t kMaxPercent = 1'000'000;

struct Rate {
  size_t begin;        // of its digits
  size_t end;          // behind the %
  size_t word;         // where 增长, 下降 … begins
  int64_t hundredths;  // of a percent, signed
};

struct RateWord {
  Text text;
  int sign;
};

constexpr std::array<RateWord, 16> kRateWords = {{{U"增长", 1},
                                                  {U"上升", 1},
                                                  {U"增加", 1},
                                                  {U"增幅", 1},
                                                  {U"提高", 1},
                                                  {U"提升", 1},
                                                  {U"上涨", 1},
                                                  {U"增长率", 1},
                                                  {U"增多", 1},
                                                  {U"下降", -1},
                                                  {U"减少", -1},
                                                  {U"降低", -1},
                                                  {U"降幅", -1},
                                                  {U"下滑", -1},
                                                  {U"下跌", -1},
                                                  {U"回落", -1}}};

// The number in front of a % in hundredths; nothing for more than two decimals.
std::optional<int64_t> ReadHundredths(Text digits) {
  int64_t value = 0;
  int decimals = -1;
  for (const char32_t c : digits) {
    if (c == U'.' && decimals < 0) {
      decimals = 0;
    } else if (IsDigit(c) && value < kMaxPercent * 100 && decimals < 2) {
      value = value * 10 + static_cast<int64_t>(c - U'0');
      decimals += decimals < 0 ? 0 : 1;
    } else {
      return std::nullopt;
    }
  }
  for (int d = std::max(decimals, 0); d < 2; ++d) {
    value *= 10;
  }
  return value;
}

// The rate whose % stands at `percent`: a word of growth, perhaps 了 or 为, digits.
std::optional<Rate> ReadRate(Text text, size_t part_begin, size_t percent) {
  size_t begin = percent;
  while (begin > part_begin && (IsDigit(text[begin - 1]) || text[begin - 1] == U'.')) {
    --begin;
  }
  const auto hundredths = ReadHundredths(text.substr(begin, percent - begin));
  if (begin == percent || !hundredths.has_value()) {
    return std::nullopt;
  }
  Text before = text.substr(part_begin, begin - part_begin);
  for (const Text between : {Text(U"了"), Text(U"为"), Text(U"达")}) {
    if (before.ends_with(between)) {
      before.remove_suffix(between.size());
    }
  }
  for (const RateWord& word : kRateWords) {
    if (before.ends_with(word.text)) {
      return Rate{.begin = begin,
                  .end = percent + 1,
                  .word = part_begin + before.size() - word.text.size(),
                  .hundredths = word.sign * *hundredths};
    }
  }
  return std::nullopt;
}

// What a figure is in a comparison of two years.
enum class Role : uint8_t { kCurrent, kPrevious, kChange, kPart, kOther };

// What stands in front of a figure; not what stands in front of a bracket or of a rate there: 同比下降29%（去年31件）.
Text NearLead(Text text, const Figure& figure) {
  Text lead = figure.Lead(text);
  const size_t before = lead.find_last_of(U"%％（(");
  return before == Text::npos ? lead : lead.substr(before + 1);
}

Role RoleOf(const FactContext& context, const Figure& figure, size_t part_begin) {
  static constexpr std::array<Word, 6> kLastYear = {U"上年", U"去年", U"上一年", U"前一年", U"上一统计年", U"往年"};
  static constexpr std::array<Word, 10> kChange = {U"增加", U"减少", U"增长", U"下降", U"上升",
                                                   U"降低", U"多",   U"少",   U"增至", U"降至"};
  static constexpr std::array<Word, 8> kUnsure = {U"累计", U"其中", U"半年", U"季度",
                                                  U"平均", U"历年", U"前年", U"以来"};
  if (figure.markers > 0) {
    return Role::kPart;
  }
  const SearchedText lead(NearLead(context.text, figure));
  if (lead.HasAnyOf(kUnsure)) {
    return Role::kOther;
  }
  if (lead.HasAnyOf(kChange)) {
    return Role::kChange;
  }
  const int year = LastYear(lead.text());
  if (lead.HasAnyOf(kLastYear) || (year != 0 && year == context.year - 1)) {
    return Role::kPrevious;
  }
  if (year != 0 && year != context.year) {
    return Role::kOther;
  }
  // A year named further in front holds on.
  const int named = LastYear(context.text.substr(part_begin, figure.number.begin - part_begin));
  return named == 0 || named == context.year ? Role::kCurrent : Role::kOther;
}

// The words of a comparison with last year: whatever else is printed there may be another thing.
constexpr std::array<Text, 62> kComparing = {U"同比",
                                             U"较",
                                             U"比",
                                             U"与",
                                             U"相比",
                                             U"上一年度",
                                             U"上一年",
                                             U"上年度",
                                             U"上年",
                                             U"去年",
                                             U"同期",
                                             U"年度",
                                             U"年",
                                             U"的",
                                             U"为",
                                             U"是",
                                             U"数量",
                                             U"总量",
                                             U"总数",
                                             U"件数",
                                             U"数",
                                             U"有所",
                                             U"明显",
                                             U"大幅",
                                             U"小幅",
                                             U"总体",
                                             U"收到",
                                             U"受理",
                                             U"新收",
                                             U"接收",
                                             U"办理",
                                             U"共",
                                             U"全年",
                                             U"政府信息公开申请",
                                             U"信息公开申请",
                                             U"依申请公开申请",
                                             U"依申请公开",
                                             U"公开申请",
                                             U"申请量",
                                             U"申请",
                                             U"主动公开",
                                             U"公开",
                                             U"政府信息",
                                             U"各类",
                                             U"信息",
                                             U"0",
                                             U"1",
                                             U"2",
                                             U"3",
                                             U"4",
                                             U"5",
                                             U"6",
                                             U"7",
                                             U"8",
                                             U"9",
                                             U"（",
                                             U"(",
                                             U"）",
                                             U")",
                                             U"其",
                                             U"对",
                                             U"基本"};

// Whether a rate is one of the same thing: its clause names nothing else.
bool IsOfTheFigures(Text text, const Rate& rate, Range part) {
  size_t clause = rate.word;
  while (clause > part.begin && !IsClauseEnd(text[clause - 1])) {
    --clause;
  }
  Text before = text.substr(clause, rate.word - clause);
  // A figure of the clause stands in front, with its unit: 较去年的31件下降29%.
  if (const size_t digit = before.find_last_of(U"0123456789");
      digit != Text::npos && digit + 1 < before.size() && before[digit + 1] != U'年') {
    before.remove_prefix(digit + 2);
  }
  const Text behind = text.substr(rate.end, part.end - rate.end);
  return ConsistsOf(before, kComparing) &&
         (behind.empty() || IsClauseEnd(behind.front()) || Text(U"）)（(").find(behind.front()) != Text::npos);
}

}  // namespace

void ReadGrowthRate(const FactContext& context, const Sentence& sentence, FactWriter& writer) {
  for (size_t p = 0; p < sentence.parts.size(); ++p) {
    const Range part = sentence.parts[p];
    std::optional<Rate> rate;
    int rate_count = 0;
    for (const size_t percent : sentence.percents) {
      if (percent < part.begin || percent >= part.end) {
        continue;
      }
      ++rate_count;
      rate = ReadRate(context.text, part.begin, percent);
    }
    if (rate_count != 1 || !rate.has_value() || !IsOfTheFigures(context.text, *rate, part)) {
      continue;
    }
    const Figure* current = nullptr;
    const Figure* previous = nullptr;
    bool clear = true;
    for (const Figure& figure : sentence.figures) {
      if (figure.part != p) {
        continue;
      }
      const Role role = RoleOf(context, figure, part.begin);
      const Figure*& place = role == Role::kPrevious ? previous : current;
      if (role != Role::kChange && role != Role::kPart) {
        clear = clear && role != Role::kOther && place == nullptr;
        place = &figure;
      }
    }
    if (!clear || current == nullptr || previous == nullptr || current->number.unit != previous->number.unit ||
        previous->number.value == 0 || !ConsistsOf(NearLead(context.text, *previous), kComparing)) {
      continue;
    }
    const int group = writer.NewGroup();
    for (const auto& [kind, figure] :
         {std::pair(fact::kGrowthPrevious, previous), std::pair(fact::kGrowthCurrent, current)}) {
      writer.Add({.kind = kind,
                  .value = figure->number.value,
                  .unit = figure->number.unit,
                  .quote = part,
                  .place = {figure->number.begin, figure->number.end},
                  .group = group});
    }
    writer.Add({.kind = fact::kGrowthRate,
                .value = rate->hundredths,
                .unit = U"%",
                .quote = part,
                .place = {rate->begin, rate->end},
                .group = group});
  }
}

}  // namespace gouji::parse
