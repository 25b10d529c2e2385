#include "services/parse/interpret/title.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace gouji::parse {
namespace {

using Text = std::u32string_view;

constexpr size_t kLongestTitle = 80;
constexpr size_t kLongestLine = 200;  // with what stands in front of the title
constexpr size_t kLongestAgency = 40;

bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

// A year within a text: its place, its length with 年 or 年度 behind it.
struct YearToken {
  int year;
  size_t at;
  size_t length;
};

// The digit that a character writes, Arabic or Chinese; -1 for another one.
int DigitOf(char32_t c) {
  if (IsDigit(c)) {
    return static_cast<int>(c - U'0');
  }
  if (c == U'〇' || c == U'○' || c == U'零') {
    return 0;
  }
  const size_t at = Text(U"一二三四五六七八九").find(c);
  return at == Text::npos ? -1 : static_cast<int>(at) + 1;
}

std::optional<YearToken> FindYear(Text text, size_t from = 0) {
  for (size_t i = from; i + 4 <= text.size(); ++i) {
    if ((i > 0 && IsDigit(text[i - 1])) || (i + 4 < text.size() && IsDigit(text[i + 4]))) {
      continue;
    }
    int year = 0;
    bool chinese = false;
    for (size_t d = 0; d < 4 && year >= 0; ++d) {
      const int digit = DigitOf(text[i + d]);
      year = digit < 0 ? -1 : year * 10 + digit;
      chinese |= !IsDigit(text[i + d]);
    }
    const bool behind_year = i + 4 < text.size() && text[i + 4] == U'年';
    if (year < 2008 || year > 2100 || (chinese && !behind_year)) {
      continue;
    }
    size_t length = behind_year ? 5 : 4;
    if (behind_year && i + length < text.size() && text[i + length] == U'度') {
      ++length;
    }
    return YearToken{year, i, length};
  }
  return std::nullopt;
}

// Takes off what stands behind a title: (超链版), _某县人民政府, .pdf.
Text WithoutTail(Text text) {
  while (text.ends_with(U")")) {
    const size_t open = text.rfind(U'(');
    if (open == Text::npos || open == 0) {
      break;
    }
    text = text.substr(0, open);
  }
  static constexpr size_t kLongestTail = 40;
  static constexpr Text kSeparators = U"_-—–|·.>([【<》”\"";
  size_t end = 0;
  for (const Text word : {Text(U"报告"), Text(U"年报")}) {
    const size_t at = text.rfind(word);
    end = at == Text::npos ? end : std::max(end, at + word.size());
  }
  if (end > 0 && end < text.size() && text.size() - end <= kLongestTail && kSeparators.find(text[end]) != Text::npos) {
    text = text.substr(0, end);
  }
  return text;
}

// Takes off what stands in front of the agency: 首页>信息公开>…, 标题:….
Text WithoutPath(Text head) {
  static constexpr Text kSeparators = U">»›|:/\\_-—–";
  for (size_t i = head.size(); i-- > 0;) {
    const bool between_years = i > 0 && i + 1 < head.size() && IsDigit(head[i - 1]) && IsDigit(head[i + 1]);
    if (kSeparators.find(head[i]) != Text::npos && !between_years) {
      return head.substr(i + 1);
    }
  }
  return head;
}

// Takes off the name of a site's list that was joined to the title: 政府信息公开年报某县水利局.
Text WithoutListName(Text head) {
  for (const Text word : {Text(U"年度报告"), Text(U"年报")}) {
    if (const size_t at = head.rfind(word); at != Text::npos) {
      head = head.substr(at + word.size());
    }
  }
  return head;
}

Text Trim(Text agency) {
  static constexpr Text kEdges = U"#*《》〈〉<>·:-—_\"“”|,、.的";
  while (!agency.empty() && kEdges.find(agency.front()) != Text::npos) {
    agency.remove_prefix(1);
  }
  while (!agency.empty() && kEdges.find(agency.back()) != Text::npos) {
    agency.remove_suffix(1);
  }
  static constexpr std::array<Text, 9> kFront = {U"关于公布", U"关于发布", U"关于报送", U"关于印发", U"关于",
                                                 U"现公布",   U"现发布",   U"公布",     U"发布"};
  for (const Text word : kFront) {
    if (agency.starts_with(word)) {
      agency.remove_prefix(word.size());
      break;
    }
  }
  if (agency.ends_with(U"关于")) {
    agency.remove_suffix(2);
  }
  return agency;
}

constexpr std::array<Text, 5> kSubjects = {U"政府信息公开", U"政务信息公开", U"信息公开", U"政务公开", U"政府信息"};

// The agency of a title in which a word, or the agency itself, was doubled.
Text WithoutDoubling(Text agency) {
  for (const Text word : kSubjects) {
    for (const Text ending : {Text(U"工作"), Text()}) {
      if (agency.size() > word.size() + ending.size() && agency.ends_with(ending) &&
          agency.substr(0, agency.size() - ending.size()).ends_with(word)) {
        Text rest = agency.substr(0, agency.size() - ending.size() - word.size());
        // 人民政府 without another 政府.
        return rest.ends_with(U"人民") && word.starts_with(U"政府") ? agency.substr(0, rest.size() + 2) : rest;
      }
    }
  }
  const size_t half = agency.size() / 2;
  return agency.size() % 2 == 0 && agency.substr(0, half) == agency.substr(half) ? agency.substr(0, half) : agency;
}

}  // namespace

bool LooksLikeAgency(Text compact) {
  static constexpr std::array<Text, 47> kEndings = {
      U"局",   U"委",   U"委员会", U"办",   U"办公室", U"办公厅", U"厅", U"部", U"署",   U"院",   U"会",  U"中心",
      U"政府", U"大队", U"支队",   U"总队", U"站",     U"所",     U"处", U"馆", U"省",   U"市",   U"县",  U"区",
      U"旗",   U"州",   U"盟",     U"镇",   U"乡",     U"街道",   U"社", U"关", U"苏木", U"机构", U"街",  U"园",
      U"场",   U"队",   U"台",     U"组",   U"库",     U"管委",   U"团", U"师", U"行",   U"校",   U"公司"};
  if (compact.size() < 2 || compact.size() > kLongestAgency ||
      compact.find_first_of(U"，。；：！？,;:!?、|") != Text::npos) {
    return false;
  }
  return std::any_of(kEndings.begin(), kEndings.end(), [&](Text ending) { return compact.ends_with(ending); });
}

bool MayBeTitle(Text compact) { return compact.find(U'报') != Text::npos; }

std::optional<Title> ReadTitle(Text compact) {
  if (!MayBeTitle(compact)) {
    return std::nullopt;
  }
  compact = Trim(WithoutTail(Trim(compact)));
  if (compact.size() > kLongestLine || compact.find_first_of(U"。；，,;") != Text::npos ||
      !(compact.ends_with(U"报告") || compact.ends_with(U"年报"))) {
    return std::nullopt;
  }
  size_t subject = Text::npos;
  for (const Text word : kSubjects) {
    // The last one: an agency may have the word in its name.
    if (word != kSubjects.back() && (subject = compact.rfind(word)) != Text::npos) {
      break;
    }
  }
  if (subject == Text::npos || compact.starts_with(U"本报告") || compact.starts_with(U"根据")) {
    return std::nullopt;
  }
  if (compact.substr(0, subject).ends_with(U"人民") && compact.substr(subject).starts_with(U"政府")) {
    subject += 2;  // 人民政府 without another 政府
  }
  Title title;
  Text head = WithoutListName(WithoutPath(compact.substr(0, subject)));
  const Text tail = compact.substr(subject);
  if (head.size() + tail.size() > kLongestTitle) {
    return std::nullopt;
  }
  const auto in_head = FindYear(head);
  const auto in_tail = FindYear(tail);
  if (tail.find(U"年度") == Text::npos && tail.find(U"年报") == Text::npos && !in_head && !in_tail) {
    return std::nullopt;  // a work report without any year is not this report's title
  }
  if (in_head) {
    title.year = in_head->year;
    const auto again = FindYear(head, in_head->at + in_head->length);
    title.other_year = again && again->year != title.year ? again->year : 0;
    const Text before = head.substr(0, in_head->at);
    head = before.empty() ? head.substr(in_head->at + in_head->length) : before;
    if (const auto more = FindYear(head); more && before.empty()) {
      head = head.substr(more->at + more->length);
    }
  } else if (in_tail) {
    title.year = in_tail->year;
  }
  if (in_head && in_tail && in_tail->year != in_head->year) {
    title.other_year = in_tail->year;
  }
  if (title.other_year != 0) {
    title.first_year = title.year;
    title.year = 0;
  }
  title.agency = WithoutDoubling(Trim(head));
  return title;
}

}  // namespace gouji::parse
