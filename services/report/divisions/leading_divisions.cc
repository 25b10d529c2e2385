#include "services/report/divisions/leading_divisions.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "services/report/utf8.h"

namespace gouji::report {
namespace {

// The longest name of a division that an agency's name is searched for, in characters.
constexpr int kLongestName = 16;

// Names of districts that are words as well (城区教育局, 郊区林场): they are a division only behind the one above them.
constexpr std::array<std::string_view, 3> kWords = {"城区", "郊区", "矿区"};
// Townships proper. What the statistics count among them besides, zones and farms, has no government of its own.
constexpr std::array<std::string_view, 4> kTownshipEndings = {"镇", "乡", "街道", "苏木"};
// What makes a short name of a province part of a street's: 江西路街道.
constexpr std::array<std::string_view, 4> kStreetWords = {"路", "街", "道", "大道"};

template <std::size_t N>
bool BeginsWithAny(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) { return text.starts_with(word); });
}

template <std::size_t N>
bool EndsWithAny(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) { return text.ends_with(word); });
}

// Where the characters of a text end, up to kLongestName of them.
std::vector<std::size_t> CharacterEnds(std::string_view text) {
  std::vector<std::size_t> ends;
  for (std::size_t i = 0; i < text.size() && ends.size() < kLongestName;) {
    NextChar(text, i);
    ends.push_back(i);
  }
  return ends;
}

class NameReader {
 public:
  NameReader(const Divisions& divisions, std::string_view name) : divisions_(divisions), name_(name) {}

  LeadingDivisions Read() {
    while (Step()) {
    }
    return std::move(found_);
  }

 private:
  // Reads one more division; returns false when the rest begins with none.
  bool Step() {
    const std::string_view rest = name_.substr(found_.end);
    LeadingDivisions longest;
    const std::vector<std::size_t> ends = CharacterEnds(rest);
    const std::size_t longest_named = divisions_.LongestNamed(rest);
    for (std::size_t i = ends.size(); i-- > 1 && longest.candidates.empty();) {
      if (ends[i] > longest_named) continue;
      longest = {.candidates = Upper(rest.substr(0, ends[i]), rest.substr(ends[i])), .end = ends[i]};
    }
    LeadingDivisions township = Townships(rest);
    if (township.end >= longest.end && !township.candidates.empty()) longest = std::move(township);
    if (longest.candidates.empty()) return false;
    found_ = {.candidates = std::move(longest.candidates), .end = found_.end + longest.end};
    return true;
  }

  bool IsFirst() const { return found_.candidates.empty(); }

  bool IsBelowFound(int division) const {
    return std::any_of(found_.candidates.begin(), found_.candidates.end(),
                       [&](int above) { return divisions_.IsBelow(division, above); });
  }

  // The provinces, prefectures and counties of a name that may stand here, before `next`.
  std::vector<int> Upper(std::string_view name, std::string_view next) const {
    std::vector<int> fitting;
    if (IsFirst() && std::find(kWords.begin(), kWords.end(), name) != kWords.end()) return fitting;
    for (const int division : divisions_.Named(name)) {
      const bool street = divisions_.at(division).level == DivisionLevel::kProvince &&
                          divisions_.at(division).name != name && BeginsWithAny(next, kStreetWords);
      if (!street && (IsFirst() || IsBelowFound(division))) fitting.push_back(division);
    }
    return fitting;
  }

  // The townships with the longest name that a text begins with: those below what was found, or, if nothing was, of the
  // whole country.
  LeadingDivisions Townships(std::string_view text) const {
    LeadingDivisions longest;
    for (const int township : divisions_.TownshipsThatMayBegin(text)) {
      const std::string_view name = divisions_.at(township).name;
      if (name.size() < longest.end || !text.starts_with(name) || !EndsWithAny(name, kTownshipEndings) ||
          !(IsFirst() || IsBelowFound(township))) {
        continue;
      }
      if (name.size() > longest.end) longest = {.candidates = {}, .end = name.size()};
      longest.candidates.push_back(township);
    }
    return longest;
  }

  const Divisions& divisions_;
  std::string_view name_;
  LeadingDivisions found_;
};

bool Names(std::string_view context, const Division& division) {
  const std::string short_name = ShortNameOf(division);
  return context.find(division.name) != std::string_view::npos ||
         (!short_name.empty() && context.find(short_name) != std::string_view::npos);
}

}  // namespace

LeadingDivisions FindLeadingDivisions(const Divisions& divisions, std::string_view name) {
  return NameReader(divisions, name).Read();
}

bool IsLoneTownship(const Divisions& divisions, const LeadingDivisions& found) {
  if (found.candidates.empty()) return false;
  const Division& division = divisions.at(found.candidates.front());
  return division.level == DivisionLevel::kTownship && found.end == division.name.size();
}

int CountNamedAbove(const Divisions& divisions, int division, std::string_view context) {
  int named = 0;
  for (int above = divisions.at(division).parent; above >= 0; above = divisions.at(above).parent) {
    named += Names(context, divisions.at(above)) ? 1 : 0;
  }
  return named;
}

std::vector<int> ChooseByContext(const Divisions& divisions, const std::vector<int>& candidates,
                                 std::string_view context) {
  std::vector<int> best;
  int most = 0;
  for (const int candidate : candidates) {
    const int named = CountNamedAbove(divisions, candidate, context);
    if (named > most) best.clear();
    most = std::max(most, named);
    if (named == most) best.push_back(candidate);
  }
  return best;
}

}  // namespace gouji::report
