#include "services/parse/interpret/title.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace gouji::parse {
namespace {

using Text = std::u32string_view;

constexpr size_t kLongestTitle = 80;
constexpr size_t kLongestAgency = 40;

bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

// A year within a text: its place, its length with 年 or 年度 behind it.
struct YearToken {
  int year;
  size_t at;
  size_t length;
};

std::optional<YearToken> FindYear(Text text) {
  for (size_t i = 0; i + 4 <= text.size(); ++i) {
    const bool starts = i == 0 || !IsDigit(text[i - 1]);
    const bool digits = std::all_of(text.begin() + static_cast<std::ptrdiff_t>(i),
                                    text.begin() + static_cast<std::ptrdiff_t>(i) + 4, IsDigit);
    const bool ends = i + 4 == text.size() || !IsDigit(text[i + 4]);
    if (!starts || !digits || !ends) {
      continue;
    }
    int year = 0;
    for (size_t d = 0; d < 4; ++d) {
      year = year * 10 + static_cast<int>(text[i + d] - U'0');
    }
    if (year < 2008 || year > 2100) {
      continue;
    }
    size_t length = 4;
    const bool behind_year = i + length < text.size() && text[i + length] == U'年';
    length += behind_year ? 1 : 0;
    // 度 belongs to 年度 unless 年度报告 follows, which is the kind of report.
    if (behind_year && i + length < text.size() && text[i + length] == U'度') {
      ++length;
    }
    return YearToken{year, i, length};
  }
  return std::nullopt;
}

// Brackets and suffixes behind the title: (超链版).
Text WithoutTail(Text text) {
  while (text.ends_with(U")")) {
    const size_t open = text.rfind(U'(');
    if (open == Text::npos || open == 0) {
      break;
    }
    text = text.substr(0, open);
  }
  return text;
}

Text Trim(Text agency) {
  static constexpr Text kEdges = U"#*《》〈〉<>·:-—_\"“”|,、.的";
  while (!agency.empty() && kEdges.find(agency.front()) != Text::npos) {
    agency.remove_prefix(1);
  }
  while (!agency.empty() && kEdges.find(agency.back()) != Text::npos) {
    agency.remove_suffix(1);
  }
  if (agency.starts_with(U"关于")) {
    agency.remove_prefix(2);
  }
  if (agency.ends_with(U"关于")) {
    agency.remove_suffix(2);
  }
  return agency;
}

}  // namespace

bool LooksLikeAgency(Text compact) {
  static constexpr std::array<Text, 41> kEndings = {
      U"局",   U"委",   U"委员会", U"办",   U"办公室", U"办公厅", U"厅", U"部",   U"署", U"院", U"会",
      U"中心", U"政府", U"大队",   U"支队", U"总队",   U"站",     U"所", U"处",   U"馆", U"省", U"市",
      U"县",   U"区",   U"旗",     U"州",   U"盟",     U"镇",     U"乡", U"街道", U"社", U"关", U"苏木",
      U"机构", U"街",   U"园",     U"场",   U"队",     U"台",     U"组", U"库"};
  if (compact.size() < 2 || compact.size() > kLongestAgency ||
      compact.find_first_of(U"，。；：！？,;:!?、|") != Text::npos) {
    return false;
  }
  return std::any_of(kEndings.begin(), kEndings.end(), [&](Text ending) { return compact.ends_with(ending); });
}

std::optional<Title> ReadTitle(Text compact) {
  compact = WithoutTail(Trim(compact));
  if (compact.size() > kLongestTitle || compact.find_first_of(U"。；，,;") != Text::npos ||
      !(compact.ends_with(U"报告") || compact.ends_with(U"年报"))) {
    return std::nullopt;
  }
  static constexpr std::array<Text, 4> kSubjects = {U"政府信息公开", U"政务信息公开", U"信息公开", U"政务公开"};
  size_t subject = Text::npos;
  for (const Text word : kSubjects) {
    // The last one: an agency may have the word in its name.
    if ((subject = compact.rfind(word)) != Text::npos) {
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
  Text head = compact.substr(0, subject);
  const Text tail = compact.substr(subject);
  if (tail.find(U"年度") == Text::npos && tail.find(U"年报") == Text::npos && !FindYear(head).has_value() &&
      !FindYear(tail).has_value()) {
    return std::nullopt;  // a work report without any year is not this report's title
  }
  if (const auto year = FindYear(head)) {
    title.year = year->year;
    const Text before = head.substr(0, year->at);
    head = before.empty() ? head.substr(year->at + year->length) : before;
  } else if (const auto behind = FindYear(tail)) {
    title.year = behind->year;
  }
  title.agency = Trim(head);
  return title;
}

}  // namespace gouji::parse
