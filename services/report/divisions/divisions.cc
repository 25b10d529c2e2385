#include "services/report/divisions/divisions.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <utility>

#include "fmt/format.h"

namespace gouji::report {

namespace divisions {
// The file divisions.txt, name and content.
const std::vector<std::pair<std::string_view, std::string_view>>& EmbeddedFiles();
}  // namespace divisions

namespace {

// Digits of the codes by level.
constexpr std::array<std::size_t, 4> kDigits = {2, 4, 6, 9};
// Digits of a township's code on its line, which continues that of the county above.
constexpr std::size_t kTownshipDigits = 3;
constexpr std::uint32_t kTownships = 1000;

// A code without its last digits.
std::uint32_t Prefix(std::uint32_t code, std::size_t digits) {
  for (; digits > 0; --digits) code /= 10;
  return code;
}

constexpr std::size_t kBuckets = 4096;
constexpr std::size_t kPairBuckets = std::size_t{1} << 16;
// The bytes of a character in all names.
constexpr std::size_t kCharacterBytes = 3;

std::size_t HashOf(std::string_view text) {
  std::size_t hash = 0;
  for (const char c : text) hash = hash * 67 + static_cast<unsigned char>(c);
  return hash;
}

// Of the first character of a text.
std::size_t BucketOf(std::string_view text) { return HashOf(text.substr(0, kCharacterBytes)) % kBuckets; }

// Of the first two characters; no name has fewer.
std::size_t PairBucketOf(std::string_view text) { return HashOf(text.substr(0, 2 * kCharacterBytes)) % kPairBuckets; }

[[noreturn]] void DieOf(std::string_view line) {
  fmt::print(stderr, "the table of divisions has a line that is none: {}\n", line);
  std::abort();
}

// The peoples that autonomous divisions are named after, as they are written there, 族 included.
constexpr std::array<std::string_view, 50> kPeoples = {
    "蒙古族",   "回族",     "藏族",   "维吾尔", "维吾尔族", "苗族",   "彝族",     "壮族",     "布依族",   "朝鲜族",
    "满族",     "侗族",     "瑶族",   "白族",   "土家族",   "哈尼族", "哈萨克",   "哈萨克族", "傣族",     "黎族",
    "傈僳族",   "佤族",     "畲族",   "拉祜族", "水族",     "东乡族", "纳西族",   "景颇族",   "柯尔克孜", "土族",
    "达斡尔族", "仫佬族",   "羌族",   "布朗族", "撒拉族",   "毛南族", "仡佬族",   "锡伯",     "普米族",   "塔吉克",
    "怒族",     "鄂温克族", "德昂族", "保安族", "裕固族",   "独龙族", "鄂伦春族", "各族",     "蒙古",     "撒拉族"};

// Without the peoples that it ends with: 双江拉祜族佤族布朗族傣族 gives 双江.
std::string_view WithoutPeoples(std::string_view name) {
  static constexpr std::size_t kShortest = 6;  // bytes of what is left, two characters: 内蒙古 stays
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view people : kPeoples) {
      if (name.size() >= people.size() + kShortest && name.ends_with(people)) {
        name.remove_suffix(people.size());
        again = true;
        break;
      }
    }
  }
  return name;
}

// A name without one of the endings, the first that it has; empty when it has none.
template <std::size_t N>
std::string_view Without(std::string_view name, const std::array<std::string_view, N>& endings) {
  for (const std::string_view ending : endings) {
    if (name.ends_with(ending)) {
      name.remove_suffix(ending.size());
      return name;
    }
  }
  return {};
}

}  // namespace

std::string ShortNameOf(const Division& division) {
  static constexpr std::array<std::string_view, 3> kProvinces = {"自治区", "省", "市"};
  static constexpr std::array<std::string_view, 1> kPrefectures = {"自治州"};
  static constexpr std::array<std::string_view, 1> kCounties = {"自治县"};
  switch (division.level) {
    case DivisionLevel::kProvince:
      return std::string(WithoutPeoples(Without(division.name, kProvinces)));
    case DivisionLevel::kPrefecture: {
      const std::string_view stem = WithoutPeoples(Without(division.name, kPrefectures));
      return stem.empty() ? std::string() : fmt::format("{}州", stem);
    }
    case DivisionLevel::kCounty: {
      const std::string_view stem = WithoutPeoples(Without(division.name, kCounties));
      return stem.empty() ? std::string() : fmt::format("{}县", stem);
    }
    case DivisionLevel::kTownship:
      break;
  }
  return {};
}

const Divisions& Divisions::BuiltIn() {
  static const Divisions& built_in = *new Divisions(divisions::EmbeddedFiles().front().second);  // lives to the end
  return built_in;
}

Divisions::Divisions(std::string_view table) {
  divisions_.reserve(std::count(table.begin(), table.end(), '\n'));
  std::array<int, 4> open = {-1, -1, -1, -1};  // by level, the division that the next ones stand below
  std::uint32_t county_code = 0;
  for (std::size_t begin = 0; begin < table.size();) {
    const std::size_t end = std::min(table.find('\n', begin), table.size());
    const std::string_view line = table.substr(begin, end - begin);
    begin = end + 1;
    if (line.starts_with('#')) continue;
    const std::size_t digits = std::min(line.find(' '), line.size());
    std::uint32_t code = 0;
    const auto [last, error] = std::from_chars(line.data(), line.data() + digits, code);
    if (error != std::errc() || last != line.data() + digits || digits + 1 >= line.size()) DieOf(line);
    const std::string_view name = line.substr(digits + 1);
    DivisionLevel level = DivisionLevel::kTownship;
    if (digits == kTownshipDigits) {
      if (county_code == 0) DieOf(line);
      code += county_code * kTownships;
    } else {
      const auto* found = std::find(kDigits.begin(), kDigits.end(), digits);
      if (found == kDigits.end()) DieOf(line);
      level = static_cast<DivisionLevel>(found - kDigits.begin());
      county_code = level == DivisionLevel::kCounty ? code : 0;
    }
    const auto depth = static_cast<std::size_t>(level);
    // The division above is the innermost one whose code begins this one's.
    int parent = -1;
    for (std::size_t above = depth; above-- > 0 && parent < 0;) {
      if (open[above] >= 0 && divisions_[open[above]].code == Prefix(code, kDigits[depth] - kDigits[above])) {
        parent = open[above];
      }
    }
    if (parent < 0 && level != DivisionLevel::kProvince) DieOf(line);
    // 东莞市 has no counties; the one that bears its name is made up by the statistics.
    if (level == DivisionLevel::kCounty && divisions_[parent].name == name) continue;
    open[depth] = static_cast<int>(divisions_.size());
    divisions_.push_back({.code = code, .level = level, .parent = parent, .name = name});
  }
  end_.resize(divisions_.size());
  for (int i = size(); i-- > 0;) {
    end_[i] = std::max(end_[i], i + 1);
    if (const int parent = divisions_[i].parent; parent >= 0) end_[parent] = std::max(end_[parent], end_[i]);
  }
  bucket_begin_.resize(kBuckets + 1);
  for (const Division& division : divisions_) {
    if (division.level == DivisionLevel::kTownship) ++bucket_begin_[BucketOf(division.name) + 1];
  }
  std::partial_sum(bucket_begin_.begin(), bucket_begin_.end(), bucket_begin_.begin());
  townships_.resize(bucket_begin_.back());
  longest_named_.resize(kPairBuckets);
  const auto note_length = [this](std::string_view name) {
    std::uint8_t& longest = longest_named_[PairBucketOf(name)];
    longest = std::max(longest, static_cast<std::uint8_t>(name.size()));
  };
  std::vector<std::size_t> next = bucket_begin_;
  for (int i = 0; i < size(); ++i) {
    if (divisions_[i].level == DivisionLevel::kTownship) {
      townships_[next[BucketOf(divisions_[i].name)]++] = i;
      continue;
    }
    by_name_[divisions_[i].name].push_back(i);
    note_length(divisions_[i].name);
    if (std::string name = ShortNameOf(divisions_[i]); !name.empty()) {
      note_length(name);
      by_short_name_[std::move(name)].push_back(i);
    }
  }
}

int Divisions::WithCode(std::string_view code) const {
  const auto* digits = std::find(kDigits.begin(), kDigits.end(), code.size());
  std::uint32_t number = 0;
  const auto [last, error] = std::from_chars(code.data(), code.data() + code.size(), number);
  if (digits == kDigits.end() || error != std::errc() || last != code.data() + code.size()) return -1;
  // The divisions stand in the order of their codes as texts, in which 11 comes before 1101.
  const auto text_order = [](const Division& division) {
    std::uint64_t padded = division.code;
    for (auto i = kDigits[static_cast<std::size_t>(division.level)]; i < kDigits.back(); ++i) padded *= 10;
    return std::pair(padded, division.level);
  };
  const auto level = static_cast<DivisionLevel>(digits - kDigits.begin());
  const auto wanted = text_order({.code = number, .level = level, .parent = -1, .name = {}});
  const auto found = std::lower_bound(divisions_.begin(), divisions_.end(), wanted,
                                      [&](const Division& d, const auto& key) { return text_order(d) < key; });
  return found != divisions_.end() && text_order(*found) == wanted ? static_cast<int>(found - divisions_.begin()) : -1;
}

std::string Divisions::CodeOf(int division) const {
  const Division& d = divisions_[division];
  return fmt::format("{:0{}}", d.code, kDigits[static_cast<std::size_t>(d.level)]);
}

std::vector<std::string> Divisions::PathOf(int division) const {
  std::vector<std::string> path;
  for (; division >= 0; division = divisions_[division].parent) path.emplace_back(divisions_[division].name);
  std::reverse(path.begin(), path.end());
  return path;
}

absl::Span<const int> Divisions::TownshipsThatMayBegin(std::string_view text) const {
  const std::size_t bucket = BucketOf(text);
  return absl::MakeConstSpan(townships_)
      .subspan(bucket_begin_[bucket], bucket_begin_[bucket + 1] - bucket_begin_[bucket]);
}

std::size_t Divisions::LongestNamed(std::string_view text) const { return longest_named_[PairBucketOf(text)]; }

absl::Span<const int> Divisions::Named(std::string_view name) const {
  if (const auto found = by_name_.find(name); found != by_name_.end()) return found->second;
  const auto found = by_short_name_.find(std::string(name));
  return found == by_short_name_.end() ? absl::Span<const int>() : found->second;
}

}  // namespace gouji::report
