#include "services/report/agency.h"

#include <algorithm>
#include <array>
#include <vector>

#include "services/report/divisions/divisions.h"
#include "services/report/divisions/leading_divisions.h"
#include "services/report/utf8.h"

namespace gouji::report {
namespace {

using Text = std::u32string_view;

bool Contains(Text text, Text part) { return text.find(part) != Text::npos; }

template <size_t N>
bool EndsWithAny(Text text, const std::array<Text, N>& suffixes) {
  return std::any_of(suffixes.begin(), suffixes.end(), [&](Text suffix) { return text.ends_with(suffix); });
}

// The kinds of divisions by their suffix.
enum class DivisionKind { kProvince, kPrefecture, kCity, kCounty, kDistrict, kTownship, kSubdistrict };

struct Region {
  DivisionKind division;
  size_t end;  // behind its suffix
};

// Words in which a suffix of a division is part of something else.
constexpr std::array<Text, 11> kNoDivision = {U"城乡", U"社区", U"园区", U"景区",   U"校区",  U"小区",
                                              U"片区", U"库区", U"新区", U"开发区", U"高新区"};
// Likewise, but only as the whole: 城市管理局, but 宣城市; 城区教育局, but 上城区.
constexpr std::array<Text, 6> kNoDivisionAlone = {U"城市", U"城镇", U"城区", U"郊区", U"市区", U"超市"};

// Whether a text that ends with the suffix of a division is none, judged by what follows.
bool IsPartOfAWord(Text so_far, Text next, DivisionKind division) {
  if (EndsWithAny(so_far, kNoDivision) ||
      std::find(kNoDivisionAlone.begin(), kNoDivisionAlone.end(), so_far) != kNoDivisionAlone.end()) {
    return true;
  }
  if (next.empty()) {
    return false;
  }
  // 市场, 区域, 乡村, 县级, 市委; 城市管理 and 城市更新; 桐乡市 and 景德镇市.
  return Contains(U"场域村级划委辖", next) || (so_far.ends_with(U"城市") && Contains(U"管更", next)) ||
         (division == DivisionKind::kTownship && Contains(U"市县区", next));
}

// Whether a text names an organ before it comes to a division, which then is where a part of it sits:
// 生态环境局临县分局. 官厅镇 and 北局宅街道 are divisions.
bool BeginsWithOrgan(Text text) {
  static constexpr std::array<Text, 3> kOrgans = {U"局", U"厅", U"委员会"};
  return std::any_of(kOrgans.begin(), kOrgans.end(), [text](Text organ) {
    const size_t at = text.find(organ);
    return at != Text::npos && at >= 2;
  });
}

// The divisions that a name begins with, from the outside in. Stops at the first text that is none.
std::vector<Region> LeadingRegions(Text name) {
  struct Suffix {
    Text text;
    DivisionKind division;
  };
  static constexpr std::array<Suffix, 15> kSuffixes = {{{U"自治区", DivisionKind::kProvince},
                                                        {U"自治州", DivisionKind::kPrefecture},
                                                        {U"自治县", DivisionKind::kCounty},
                                                        {U"自治旗", DivisionKind::kCounty},
                                                        {U"地区", DivisionKind::kPrefecture},
                                                        {U"街道", DivisionKind::kSubdistrict},
                                                        {U"苏木", DivisionKind::kTownship},
                                                        {U"省", DivisionKind::kProvince},
                                                        {U"盟", DivisionKind::kPrefecture},
                                                        {U"市", DivisionKind::kCity},
                                                        {U"县", DivisionKind::kCounty},
                                                        {U"旗", DivisionKind::kCounty},
                                                        {U"区", DivisionKind::kDistrict},
                                                        {U"镇", DivisionKind::kTownship},
                                                        {U"乡", DivisionKind::kTownship}}};
  std::vector<Region> regions;
  size_t begin = 0;
  for (size_t i = 1; i < name.size(); ++i) {
    const Text so_far = name.substr(begin, i + 1 - begin);
    const auto* suffix =
        std::find_if(kSuffixes.begin(), kSuffixes.end(), [&](const Suffix& s) { return so_far.ends_with(s.text); });
    if (suffix == kSuffixes.end() || so_far.size() <= suffix->text.size()) {
      continue;  // a suffix alone (市财政局) names no division
    }
    if (IsPartOfAWord(so_far, name.substr(i + 1, 1), suffix->division)) {
      continue;
    }
    if (BeginsWithOrgan(so_far)) break;
    regions.push_back({.division = suffix->division, .end = i + 1});
    begin = i + 1;
  }
  return regions;
}

AgencyLevel LevelOf(Text name, const std::vector<Region>& regions) {
  if (regions.empty()) {
    return AgencyLevel::kUnspecified;
  }
  static constexpr std::array<Text, 4> kMunicipalities = {U"北京市", U"天津市", U"上海市", U"重庆市"};
  const bool municipality =
      std::any_of(kMunicipalities.begin(), kMunicipalities.end(), [&](Text m) { return name.starts_with(m); });
  switch (regions.back().division) {
    case DivisionKind::kProvince:
      return AgencyLevel::kProvince;
    case DivisionKind::kPrefecture:
      return AgencyLevel::kPrefecture;
    case DivisionKind::kCity:
      if (regions.size() == 1) {  // 平阳市 may be a prefecture or a county
        return municipality ? AgencyLevel::kProvince : AgencyLevel::kUnspecified;
      }
      return regions[regions.size() - 2].division == DivisionKind::kProvince ? AgencyLevel::kPrefecture
                                                                             : AgencyLevel::kCounty;
    case DivisionKind::kCounty:
    case DivisionKind::kDistrict:
      return AgencyLevel::kCounty;
    case DivisionKind::kTownship:
    case DivisionKind::kSubdistrict:
      return AgencyLevel::kTownship;
  }
  return AgencyLevel::kUnspecified;
}

// Organs of the State Council need no division in their name.
bool IsNational(Text name) {
  static constexpr std::array<Text, 4> kPartyOrgans = {U"宣传部", U"组织部", U"统战部", U"武装部"};
  return name.starts_with(U"国家") || name.starts_with(U"国务院") || name.starts_with(U"中国") ||
         name.starts_with(U"全国") || (name.size() >= 3 && name.ends_with(U"部") && !EndsWithAny(name, kPartyOrgans));
}

bool IsVertical(Text name) {
  static constexpr std::array<Text, 9> kSystems = {U"税务局", U"海关",     U"海事局", U"邮政管理局", U"烟草专卖局",
                                                   U"气象局", U"调查总队", U"调查队", U"通信管理局"};
  return EndsWithAny(name, kSystems) || Contains(name, U"税务总局");
}

bool IsZone(Text name) {
  static constexpr std::array<Text, 9> kZones = {U"开发区", U"高新区", U"经开区", U"示范区", U"园区",
                                                 U"保税区", U"度假区", U"风景区", U"管委会"};
  return EndsWithAny(name, kZones);
}

constexpr std::array<Text, 3> kTownshipSuffixes = {U"镇", U"乡", U"苏木"};

bool IsDepartment(Text name) {
  static constexpr std::array<Text, 14> kSuffixes = {U"局", U"委", U"委员会", U"办", U"办公室", U"办公厅", U"厅",
                                                     U"部", U"署", U"中心",   U"队", U"站",     U"所",     U"处"};
  return EndsWithAny(name, kSuffixes);
}

void Replace(std::u32string& text, Text from, Text to) {
  if (const size_t at = text.find(from); at != std::u32string::npos) {
    text.replace(at, from.size(), to);
  }
}

// Without white space, and one wording for governments, subdistricts and zones.
std::u32string Normalise(std::string_view name) {
  std::u32string text = DecodeUtf8(name);
  std::erase_if(text, [](char32_t c) { return c <= U' ' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B); });
  Replace(text, U"管理委员会", U"管委会");
  if (text.ends_with(U"街道办事处")) {
    text.resize(text.size() - 3);
  }
  if (text.ends_with(U"人民政府") && text.size() > 4) {
    text.resize(text.size() - 4);
  } else if (text.ends_with(U"政府") && text.size() > 3) {  // 临县政府, but 市政府
    text.resize(text.size() - 2);
  }
  return text;
}

// The local offices of some systems have the whole system in front: 国家税务总局临县税务局.
Text WithoutSystem(Text name) {
  static constexpr Text kSystem = U"国家税务总局";
  if (name.starts_with(kSystem)) name.remove_prefix(kSystem.size());
  return name;
}

AgencyLevel LevelOf(DivisionLevel level) {
  switch (level) {
    case DivisionLevel::kProvince:
      return AgencyLevel::kProvince;
    case DivisionLevel::kPrefecture:
      return AgencyLevel::kPrefecture;
    case DivisionLevel::kCounty:
      return AgencyLevel::kCounty;
    case DivisionLevel::kTownship:
      return AgencyLevel::kTownship;
  }
  return AgencyLevel::kUnspecified;
}

// Sets division and level of an agency as far as the table tells them; returns whether the name is a division's alone.
bool AddDivision(Text text, std::string_view context, Agency& agency) {
  const Divisions& divisions = Divisions::BuiltIn();
  const std::string name = EncodeUtf8(WithoutSystem(text));
  LeadingDivisions found = FindLeadingDivisions(divisions, name);
  const std::u32string rest = DecodeUtf8(std::string_view(name).substr(found.end));
  if (found.candidates.empty() || !LeadingRegions(rest).empty()) {
    return false;  // the table does not have the innermost division that is named
  }
  if (found.candidates.size() > 1 && !context.empty()) {
    found.candidates = ChooseByContext(divisions, found.candidates, context);
  }
  const DivisionLevel level = divisions.at(found.candidates.front()).level;
  if (std::all_of(found.candidates.begin(), found.candidates.end(),
                  [&](int division) { return divisions.at(division).level == level; })) {
    agency.level = LevelOf(level);
  }
  if (found.candidates.size() == 1) {
    const int division = found.candidates.front();
    if (!IsLoneTownship(divisions, found) || CountNamedAbove(divisions, division, context) > 0) {
      agency.region_code = divisions.CodeOf(division);
      agency.region_path = divisions.PathOf(division);
    }
  }
  return rest.empty();
}

// The division of a name among those that it may begin with and, unless -1, the one that it is known to be in; -1 when
// that is not sure.
int ChooseDivision(const Divisions& divisions, const LeadingDivisions& found, int region) {
  if (region >= 0) {
    if (found.candidates.empty()) return region;
    int below = -1;
    int below_count = 0;
    for (const int candidate : found.candidates) {
      if (candidate == region) return region;
      if (!divisions.IsBelow(candidate, region)) continue;
      below = candidate;
      ++below_count;
    }
    if (below_count == 1) return below;
  }
  return found.candidates.size() == 1 && !IsLoneTownship(divisions, found) ? found.candidates.front() : -1;
}

// The organ without what two names of one organ may differ in: a government's office is the government, and 县财政局
// names no county.
std::u32string ComparableOrgan(const AgencyNameParts& parts) {
  static constexpr std::array<Text, 4> kOffices = {U"人民政府办公室", U"人民政府办公厅", U"政府办公室", U"政府办公厅"};
  std::u32string organ = DecodeUtf8(parts.organ);
  if (parts.regions.empty() && organ.size() > 2 && Contains(U"省市县区州旗镇乡", Text(organ).substr(0, 1))) {
    organ.erase(0, 1);
  }
  const bool is_government =
      organ == U"人民政府" || std::find(kOffices.begin(), kOffices.end(), organ) != kOffices.end();
  return is_government ? std::u32string() : organ;
}

}  // namespace

Agency ResolveAgency(std::string_view name, std::string_view context) {
  Agency agency;
  agency.name = std::string(name);
  const std::u32string text = Normalise(name);
  if (text.empty()) {
    return agency;
  }
  const std::vector<Region> regions = LeadingRegions(text);
  agency.level = LevelOf(text, regions);
  const bool names_division = AddDivision(text, context, agency);
  const bool is_region = names_division || (!regions.empty() && regions.back().end == text.size());
  if (is_region && EndsWithAny(text, kTownshipSuffixes)) {
    agency.kind = AgencyKind::kTownshipGovernment;
  } else if (is_region && text.ends_with(U"街道")) {
    agency.kind = AgencyKind::kSubdistrict;
  } else if (IsZone(text)) {
    agency.kind = AgencyKind::kZone;
  } else if (is_region) {
    agency.kind = AgencyKind::kGovernment;
  } else if (IsVertical(text)) {
    agency.kind = AgencyKind::kVertical;
  } else if (IsDepartment(text)) {
    agency.kind = AgencyKind::kDepartment;
    if (regions.empty() && IsNational(text)) {
      agency.level = AgencyLevel::kNation;
    }
  }
  agency.scope = ScopeOf(agency.kind);
  return agency;
}

bool IsGovernmentOffice(std::string_view name) {
  const std::u32string text = Normalise(name);
  static constexpr std::array<Text, 4> kOffices = {U"政府办公厅", U"政府办公室", U"政府办", U"管委会办公室"};
  return EndsWithAny(text, kOffices);
}

ReportScope ScopeOf(AgencyKind kind) {
  switch (kind) {
    case AgencyKind::kUnspecified:
      return ReportScope::kUnspecified;
    case AgencyKind::kGovernment:
      return ReportScope::kAggregate;
    default:
      return ReportScope::kOwn;
  }
}

Unit ResolveUnit(std::string_view agency_name, std::string_view region_code) {
  const Divisions& divisions = Divisions::BuiltIn();
  const std::u32string text = Normalise(agency_name);
  const std::string name = EncodeUtf8(WithoutSystem(text));
  const LeadingDivisions found = FindLeadingDivisions(divisions, name);
  const int division = ChooseDivision(divisions, found, divisions.WithCode(region_code));
  const std::vector<Region> regions = LeadingRegions(text);
  const bool is_national = regions.empty() && found.candidates.empty() && IsNational(text);
  if (division >= 0 && !name.empty() && !is_national) {
    Unit unit{.id = {}, .region_code = divisions.CodeOf(division), .placed = true};
    for (const std::string& above : divisions.PathOf(division)) unit.id += above;
    unit.id += name.substr(found.end);
    return unit;
  }
  Unit unit{.id = EncodeUtf8(text), .region_code = {}, .placed = is_national};
  if (!regions.empty() && found.candidates.size() <= 1) {
    // Names of districts and townships repeat across the country (鼓楼区, 城关镇); alone they place nothing.
    const DivisionKind outermost = regions.front().division;
    unit.placed = outermost != DivisionKind::kDistrict && outermost != DivisionKind::kTownship &&
                  outermost != DivisionKind::kSubdistrict;
  }
  return unit;
}

AgencyNameParts SplitAgencyName(std::string_view name) {
  const std::u32string text = Normalise(name);
  AgencyNameParts parts;
  size_t begin = 0;
  for (const Region& region : LeadingRegions(text)) {
    parts.regions.push_back(EncodeUtf8(Text(text).substr(begin, region.end - begin)));
    begin = region.end;
  }
  parts.organ = EncodeUtf8(Text(text).substr(begin));
  return parts;
}

bool MayBeOneOrgan(std::string_view name, std::string_view other_name) {
  const AgencyNameParts a = SplitAgencyName(name);
  const AgencyNameParts b = SplitAgencyName(other_name);
  if (ComparableOrgan(a) != ComparableOrgan(b)) {
    return false;
  }
  if (a.regions.empty() || b.regions.empty()) {
    return true;  // a bare name may be of any division
  }
  // From the inside out, as far as both go.
  return std::equal(a.regions.rbegin(), a.regions.rbegin() + std::min(a.regions.size(), b.regions.size()),
                    b.regions.rbegin());
}

}  // namespace gouji::report
