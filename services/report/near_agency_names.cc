#include "services/report/near_agency_names.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "services/report/agency.h"
#include "services/report/divisions/divisions.h"
#include "services/report/divisions/leading_divisions.h"
#include "services/report/utf8.h"

namespace gouji::report {
namespace {

using Text = std::u32string_view;

constexpr int kMostChanges = 2;
// Shorter names differ from others in too few characters for two of them to be misread.
constexpr size_t kLongName = 5;
// Likewise for one character too many.
constexpr size_t kLengthenedName = 3;
// No name of an agency is longer, in characters.
constexpr size_t kLongestName = 60;
// The local offices of this system have it in front of their division.
constexpr std::string_view kSystem = "国家税务总局";
constexpr std::array<Text, 4> kTownshipEndings = {U"镇", U"乡", U"街道", U"苏木"};

size_t SystemEnd(std::string_view name) { return name.starts_with(kSystem) ? kSystem.size() : 0; }

bool NamesDivision(std::string_view text) { return !SplitAgencyName(text).regions.empty(); }

bool TellsNeighboursApart(char32_t c) {
  static constexpr Text kWords = U"东南西北中上下内外前后左右新老旧大小一二三四五六七八九十";
  return kWords.find(c) != Text::npos;
}

bool IsTownship(const Division& division, Text name) {
  return division.level != DivisionLevel::kTownship ||
         std::any_of(kTownshipEndings.begin(), kTownshipEndings.end(),
                     [name](Text ending) { return name.ends_with(ending); });
}

// How the begin of a text was changed from a name.
struct Change {
  size_t length = 0;  // of what stands for the name
  int count = 0;      // of characters
  bool tells_neighbours_apart = false;
};

// Which names count as near.
enum class Nearness {
  kSurely,    // so near that hardly any other one can be meant
  kPossibly,  // any that some characters were changed in
};

// A name of which so many characters, at most, were read as others.
std::optional<Change> Substituted(Text name, Text text, int most) {
  if (name.size() < 2 || text.size() < name.size() || text[name.size() - 1] != name.back()) return std::nullopt;
  Change change{.length = name.size()};
  for (size_t i = 0; i < name.size(); ++i) {
    if (name[i] == text[i]) continue;
    if (++change.count > most) return std::nullopt;
    change.tells_neighbours_apart |= TellsNeighboursApart(name[i]) && TellsNeighboursApart(text[i]);
  }
  return change;
}

// A name with a character that is not there.
std::optional<Change> Lengthened(Text name, Text text) {
  if (name.size() < kLengthenedName || text.size() <= name.size() || text[name.size()] != name.back()) {
    return std::nullopt;
  }
  const auto differs = static_cast<size_t>(std::mismatch(name.begin(), name.end(), text.begin()).first - name.begin());
  if (name.substr(differs) != text.substr(differs + 1, name.size() - differs)) return std::nullopt;
  return Change{.length = name.size() + 1, .count = 1, .tells_neighbours_apart = TellsNeighboursApart(text[differs])};
}

std::optional<Change> ChangeFrom(Text name, Text text, int most, Nearness nearness) {
  if (nearness == Nearness::kPossibly) return Substituted(name, text, most);
  const std::optional<Change> change = Substituted(name, text, std::min(most, name.size() < kLongName ? 1 : 2));
  return change.has_value() || most == 0 ? change : Lengthened(name, text);
}

class NearNames {
 public:
  NearNames(Text read, Nearness nearness) : read_(read), nearness_(nearness) {}

  std::vector<std::string> Find() {
    Continue({});
    std::vector<std::string> names;
    for (const auto& [name, near] : found_) {
      if (nearness_ == Nearness::kSurely && near.count != least_) continue;
      if (nearness_ == Nearness::kSurely && near.tells_neighbours_apart) return {};
      if (std::string utf8 = EncodeUtf8(name); HasKnownDivisions(utf8)) names.push_back(std::move(utf8));
    }
    return names;
  }

 private:
  // What was made of the begin of the read name.
  struct Begin {
    std::u32string name;
    size_t length = 0;  // of what was read for it
    int count = 0;      // of characters that were changed
    bool tells_neighbours_apart = false;
    std::vector<int> divisions;  // that it may name; empty: it is the begin of all
  };

  // The divisions that may follow, by what they make of the begin.
  void Add(const Begin& begin, int index, Text name, std::map<std::u32string, Begin>& next) const {
    if (!IsTownship(divisions_.at(index), name)) return;
    const std::optional<Change> change =
        ChangeFrom(name, read_.substr(begin.length), kMostChanges - begin.count, nearness_);
    if (!change.has_value()) return;
    Begin& grown = next[begin.name + std::u32string(name)];
    if (grown.divisions.empty()) {
      grown = {.name = begin.name + std::u32string(name),
               .length = begin.length + change->length,
               .count = begin.count + change->count,
               .tells_neighbours_apart = begin.tells_neighbours_apart || change->tells_neighbours_apart,
               .divisions = {}};
    }
    grown.divisions.push_back(index);
  }

  void AddAll(const Begin& begin, int first, int end, std::map<std::u32string, Begin>& next) const {
    for (int i = first; i < end; ++i) {
      Add(begin, i, DecodeUtf8(divisions_.at(i).name), next);
    }
  }

  bool IsNearEnough(const Begin& begin) const {
    return nearness_ == Nearness::kPossibly || begin.count * 2 < static_cast<int>(begin.name.size());
  }

  void Continue(const Begin& begin) {
    std::map<std::u32string, Begin> next;
    if (begin.divisions.empty()) AddAll(begin, 0, divisions_.size(), next);
    for (const int above : begin.divisions) AddAll(begin, above + 1, divisions_.EndOf(above), next);
    for (const auto& [name, grown] : next) {
      const Text rest = read_.substr(grown.length);
      if (NamesDivision(EncodeUtf8(rest))) {
        Continue(grown);
      } else if (grown.count > 0 && IsNearEnough(grown)) {
        Note(grown, rest);
      }
    }
  }

  void Note(const Begin& begin, Text rest) {
    least_ = std::min(least_, begin.count);
    Begin& near = found_[begin.name + std::u32string(rest)];
    if (near.divisions.empty() || begin.count < near.count) near = begin;
  }

  const Divisions& divisions_ = Divisions::BuiltIn();
  Text read_;
  Nearness nearness_;
  int least_ = kMostChanges;
  std::map<std::u32string, Begin> found_;
};

std::vector<std::string> FindNames(std::string_view read, Nearness nearness) {
  const size_t begin = SystemEnd(read);
  const std::u32string text = DecodeUtf8(read.substr(begin));
  if (text.size() > kLongestName) return {};
  std::vector<std::string> names = NearNames(text, nearness).Find();
  for (std::string& name : names) name.insert(0, read.substr(0, begin));
  return names;
}

}  // namespace

size_t KnownDivisionsEnd(std::string_view name) {
  const size_t begin = SystemEnd(name);
  const LeadingDivisions found = FindLeadingDivisions(Divisions::BuiltIn(), name.substr(begin));
  const size_t end = begin + found.end;
  return found.candidates.empty() || NamesDivision(name.substr(end)) ? 0 : end;
}

bool HasKnownDivisions(std::string_view name) {
  // The quick test first: most texts name no division, known or not.
  return !NamesDivision(name.substr(SystemEnd(name))) || KnownDivisionsEnd(name) > 0;
}

std::vector<std::string> FindNearAgencyNames(std::string_view read) {
  return HasKnownDivisions(read) ? std::vector<std::string>() : FindNames(read, Nearness::kSurely);
}

std::vector<std::string> FindPossibleAgencyNames(std::string_view read) { return FindNames(read, Nearness::kPossibly); }

}  // namespace gouji::report
