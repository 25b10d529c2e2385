#include "services/parse/interpret/other_organs.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "services/parse/interpret/word_search.h"

namespace gouji::parse {
namespace {

using Text = std::u32string_view;

// Words for several organs, none of which is the one that reports.
constexpr std::array<Word, 32> kOthers = {U"区县", U"县区", U"县市区", U"乡镇",     U"镇街",     U"街镇", U"市级",
                                          U"县级", U"区级", U"省级",   U"政府部门", U"工作部门", U"本级", U"市直",
                                          U"各镇", U"各乡", U"各街道", U"各部门",   U"各单位",   U"各区", U"各县",
                                          U"各市", U"各局", U"各科室", U"各股室",   U"各分局",   U"下属", U"所属",
                                          U"直属", U"下级", U"基层",   U"村级"};
// How names of single organs end.
constexpr std::array<Text, 26> kOrganEnds = {
    U"局",   U"委",   U"镇",   U"乡", U"街道", U"办事处", U"政府", U"办",   U"厅",   U"院", U"校", U"中心", U"公司",
    U"集团", U"支队", U"大队", U"所", U"站",   U"村",     U"社区", U"部门", U"单位", U"会", U"园", U"处",   U"队"};
// How the one that reports calls itself.
constexpr std::array<Word, 6> kSelf = {U"我", U"本", U"全", U"该", U"行政机关", U"机关"};
// Words between the subject and its verb.
constexpr std::array<Text, 21> kAdverbs = {U"总共", U"共计", U"合计", U"累计", U"全年", U"年内", U"本年度",
                                           U"本年", U"今年", U"一共", U"分别", U"直接", U"依法", U"年度",
                                           U"共",   U"新",   U"已",   U"均",   U"也",   U"则",   U"主动"};
constexpr size_t kCompared = 3;  // so many last characters of a name tell organs apart

void RemoveEnds(const auto& ends, Text& text) {
  bool removed = true;
  while (removed) {
    removed = false;
    for (const Text end : ends) {
      if (text.size() >= end.size() && text.ends_with(end)) {
        text.remove_suffix(end.size());
        removed = true;
      }
    }
  }
}

// Takes 办公厅 or 办公室 off the end of a name; gives whether it was there.
bool RemoveOffice(Text& name) {
  for (const Text office : {Text(U"办公厅"), Text(U"办公室")}) {
    if (name.ends_with(office)) {
      name.remove_suffix(office.size());
      return true;
    }
  }
  return false;
}

bool HasInOrder(Text text, Text chars) {
  size_t at = 0;
  for (const char32_t c : chars) {
    at = text.find(c, at);
    if (at == Text::npos) {
      return false;
    }
    ++at;
  }
  return true;
}

}  // namespace

std::u32string OrganKey(Text name) {
  std::u32string key(name);
  if (const size_t people = key.find(U"人民政府"); people != key.npos) {
    key.erase(people, 2);
  }
  return key;
}

bool NamesOtherOrgans(Text text) { return SearchedText(text).HasAnyOf(kOthers); }

bool IsAnotherOrgan(Text subject, Text agency) {
  if (NamesOtherOrgans(subject)) {
    return true;
  }
  RemoveEnds(kAdverbs, subject);
  const std::u32string key = OrganKey(subject);
  subject = key;
  const bool of_office = RemoveOffice(subject);
  const bool is_name = subject.size() >= 2 && std::any_of(kOrganEnds.begin(), kOrganEnds.end(),
                                                          [&](Text end) { return subject.ends_with(end); });
  // 我办 in the report of a government, which may hold the figures of all.
  if (agency.ends_with(U"政府") && subject.ends_with(U'办')) {
    return true;
  }
  if (!is_name || agency.empty() || SearchedText(subject).HasAnyOf(kSelf)) {
    return false;
  }
  return (of_office && !RemoveOffice(agency)) ||
         !HasInOrder(agency, subject.substr(subject.size() - std::min(subject.size(), kCompared)));
}

}  // namespace gouji::parse
