#include "services/report/roster.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "fmt/format.h"
#include "services/report/agency.h"
#include "services/report/csv_rows.h"
#include "services/report/error.h"
#include "services/report/utf8.h"

namespace gouji::report {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

template <typename Value>
struct Word {
  std::string_view name;
  std::string_view chinese;
  Value value;
};

constexpr std::array<Word<AgencyLevel>, 6> kLevels = {{{"", "", AgencyLevel::kUnspecified},
                                                       {"NATION", "国家级", AgencyLevel::kNation},
                                                       {"PROVINCE", "省级", AgencyLevel::kProvince},
                                                       {"PREFECTURE", "地级", AgencyLevel::kPrefecture},
                                                       {"COUNTY", "县级", AgencyLevel::kCounty},
                                                       {"TOWNSHIP", "乡级", AgencyLevel::kTownship}}};
constexpr std::array<Word<AgencyKind>, 8> kKinds = {
    {{"", "", AgencyKind::kUnspecified},
     {"GOVERNMENT", "政府", AgencyKind::kGovernment},
     {"DEPARTMENT", "部门", AgencyKind::kDepartment},
     {"TOWNSHIP_GOVERNMENT", "乡镇政府", AgencyKind::kTownshipGovernment},
     {"SUBDISTRICT", "街道", AgencyKind::kSubdistrict},
     {"ZONE", "园区", AgencyKind::kZone},
     {"VERTICAL", "垂直管理", AgencyKind::kVertical},
     {"OTHER", "其他", AgencyKind::kOther}}};

template <typename Value, size_t N>
std::optional<Value> FindWord(const std::array<Word<Value>, N>& words, std::string_view text) {
  for (const Word<Value>& word : words) {
    if (text == word.name || text == word.chinese) return word.value;
  }
  return std::nullopt;
}

// The first line, from 1, with bytes that are no UTF-8; 0 for none.
int FirstBrokenLine(std::string_view text) {
  constexpr char32_t kReplacement = 0xFFFD;
  constexpr size_t kReplacementBytes = 3;
  int line = 1;
  for (size_t position = 0; position < text.size();) {
    const size_t begin = position;
    const char32_t c = NextChar(text, position);
    // A replacement character that is printed as such takes three bytes.
    if (c == kReplacement && position - begin != kReplacementBytes) return line;
    line += c == U'\n' ? 1 : 0;
  }
  return 0;
}

std::vector<std::string> SplitAliases(std::string_view text) {
  std::vector<std::string> aliases;
  std::string alias;
  const auto end = [&] {
    if (!alias.empty()) aliases.push_back(std::move(alias));
    alias.clear();
  };
  for (size_t position = 0; position < text.size();) {
    const char32_t c = NextChar(text, position);
    if (c == U';' || c == U'；' || c == U'、' || c == U'|') {
      end();
    } else if (c > U' ') {
      AppendUtf8(c, alias);
    }
  }
  end();
  return aliases;
}

}  // namespace

// Reads a file and collects what is wrong with it.
class RosterReader {
 public:
  absl::StatusOr<Roster> Read(std::string_view csv) {
    if (csv.size() > Roster::kMaxBytes) {
      AddError(1, fmt::format("the file has more than {} bytes", Roster::kMaxBytes));
      return Refusal();
    }
    if (csv.substr(0, kByteOrderMark.size()) == kByteOrderMark) csv.remove_prefix(kByteOrderMark.size());
    if (const int line = FirstBrokenLine(csv); line != 0) {
      AddError(line, "bytes that are no UTF-8; save the file as CSV UTF-8");
      return Refusal();
    }
    const std::vector<CsvRow> rows = ReadCsv(csv);
    if (rows.empty()) {
      AddError(1, "the file is empty");
      return Refusal();
    }
    if (!ReadHeader(rows.front())) return Refusal();
    if (rows.size() - 1 > Roster::kMaxUnits) {
      AddError(rows.back().line, fmt::format("more than {} units", Roster::kMaxUnits));
      return Refusal();
    }
    for (size_t i = 1; i < rows.size(); ++i) ReadUnit(rows[i]);
    ResolveParents();
    if (error_count_ == 0) FindCycles();
    IndexNames();
    if (error_count_ > 0) return Refusal();
    roster_.children_.resize(roster_.units_.size());
    for (size_t i = 0; i < roster_.units_.size(); ++i) {
      const int parent = roster_.units_[i].parent;
      if (parent >= 0) roster_.children_[static_cast<size_t>(parent)].push_back(static_cast<int>(i));
    }
    return std::move(roster_);
  }

 private:
  enum Column : uint8_t { kId, kName, kAliases, kParent, kLevel, kKind, kColumnCount };

  void AddError(int line, std::string_view problem) {
    if (++error_count_ <= Roster::kMaxErrors) errors_ += fmt::format("\nline {}: {}", line, problem);
  }

  absl::Status Refusal() const {
    const std::string more = error_count_ > Roster::kMaxErrors
                                 ? fmt::format("\nand {} more", error_count_ - Roster::kMaxErrors)
                                 : std::string();
    return Error(absl::StatusCode::kInvalidArgument, Reason::kMalformedRoster,
                 fmt::format("the roster was refused, nothing of it is used:{}{}", errors_, more));
  }

  bool ReadHeader(const CsvRow& header) {
    constexpr std::array<std::string_view, kColumnCount> kNames = {"id", "name", "aliases", "parent", "level", "kind"};
    column_of_.fill(-1);
    for (size_t i = 0; i < header.fields.size(); ++i) {
      const auto* name = std::find(kNames.begin(), kNames.end(), header.fields[i]);
      if (name == kNames.end()) continue;
      int& column = column_of_[static_cast<size_t>(name - kNames.begin())];
      if (column >= 0) AddError(header.line, fmt::format("the column \"{}\" stands twice", *name));
      column = static_cast<int>(i);
    }
    for (const Column needed : {kId, kName}) {
      if (column_of_[needed] < 0) AddError(header.line, fmt::format("the header has no column \"{}\"", kNames[needed]));
    }
    column_count_ = header.fields.size();
    return error_count_ == 0;
  }

  const std::string& Field(const CsvRow& row, Column column) const {
    static const std::string kNone;
    const int index = column_of_[column];
    return index < 0 ? kNone : row.fields[static_cast<size_t>(index)];
  }

  void ReadUnit(const CsvRow& row) {
    if (row.is_broken || row.fields.size() != column_count_) {
      AddError(row.line, row.is_broken ? "quotes that do not fit"
                                       : fmt::format("{} fields, the header has {}", row.fields.size(), column_count_));
      return;
    }
    RosterUnit unit;
    unit.line = row.line;
    unit.id = Field(row, kId);
    unit.name = Field(row, kName);
    unit.aliases = SplitAliases(Field(row, kAliases));
    if (unit.id.empty()) AddError(row.line, "no id");
    if (unit.name.empty()) AddError(row.line, "no name");
    const std::optional<AgencyLevel> level = FindWord(kLevels, Field(row, kLevel));
    if (!level.has_value()) AddError(row.line, fmt::format("unknown level \"{}\"", Field(row, kLevel)));
    const std::optional<AgencyKind> kind = FindWord(kKinds, Field(row, kKind));
    if (!kind.has_value()) AddError(row.line, fmt::format("unknown kind \"{}\"", Field(row, kKind)));
    const Agency agency = ResolveAgency(unit.name);
    unit.level = level.value_or(AgencyLevel::kUnspecified);
    unit.kind = kind.value_or(AgencyKind::kUnspecified);
    if (unit.level == AgencyLevel::kUnspecified) unit.level = agency.level;
    if (unit.kind == AgencyKind::kUnspecified) unit.kind = agency.kind;
    const auto [known, is_new] = index_of_id_.emplace(unit.id, static_cast<int>(roster_.units_.size()));
    if (!is_new && !unit.id.empty()) {
      AddError(row.line, fmt::format("the id \"{}\" stands in line {} already", unit.id,
                                     roster_.units_[static_cast<size_t>(known->second)].line));
    }
    parent_ids_.push_back(Field(row, kParent));
    roster_.units_.push_back(std::move(unit));
  }

  void ResolveParents() {
    for (size_t i = 0; i < roster_.units_.size(); ++i) {
      if (parent_ids_[i].empty()) continue;
      const auto parent = index_of_id_.find(parent_ids_[i]);
      if (parent == index_of_id_.end()) {
        AddError(roster_.units_[i].line, fmt::format("the parent \"{}\" is no unit of the roster", parent_ids_[i]));
      } else {
        roster_.units_[i].parent = parent->second;
      }
    }
  }

  // Follows each unit upwards until a unit whose way is known. Every unit is passed twice at most.
  void FindCycles() {
    enum class Mark : uint8_t { kUnknown, kOnTheWay, kFine };
    std::vector<Mark> marks(roster_.units_.size(), Mark::kUnknown);
    for (size_t start = 0; start < marks.size(); ++start) {
      std::vector<size_t> way;
      int at = static_cast<int>(start);
      while (at >= 0 && marks[static_cast<size_t>(at)] == Mark::kUnknown) {
        marks[static_cast<size_t>(at)] = Mark::kOnTheWay;
        way.push_back(static_cast<size_t>(at));
        at = roster_.units_[static_cast<size_t>(at)].parent;
      }
      if (at >= 0 && marks[static_cast<size_t>(at)] == Mark::kOnTheWay) {
        const RosterUnit& unit = roster_.units_[static_cast<size_t>(at)];
        AddError(unit.line, fmt::format("\"{}\" is above itself: follow its parents", unit.id));
      }
      for (const size_t passed : way) marks[passed] = Mark::kFine;
    }
  }

  // A name that says which unit it is of all of the country stands for one unit only; a bare one (财政局) may return in
  // other branches, and then stands for none.
  void IndexNames() {
    for (size_t i = 0; i < roster_.units_.size(); ++i) {
      const RosterUnit& unit = roster_.units_[i];
      std::vector<std::string> names = unit.aliases;
      names.push_back(unit.name);
      for (const std::string& name : names) {
        const Unit resolved = ResolveUnit(name);
        const auto [known, is_new] = roster_.by_name_.emplace(resolved.id, static_cast<int>(i));
        if (is_new || known->second == static_cast<int>(i)) continue;
        const int other = known->second;
        const bool are_siblings =
            other != Roster::kAmbiguous && roster_.units_[static_cast<size_t>(other)].parent == unit.parent;
        if (other != Roster::kAmbiguous && (resolved.placed || are_siblings)) {
          AddError(unit.line, fmt::format("\"{}\" is also the unit of line {}", name,
                                          roster_.units_[static_cast<size_t>(other)].line));
        }
        known->second = Roster::kAmbiguous;
      }
    }
  }

  Roster roster_;
  std::array<int, kColumnCount> column_of_ = {};
  size_t column_count_ = 0;
  std::unordered_map<std::string, int> index_of_id_;
  std::vector<std::string> parent_ids_;
  std::string errors_;
  size_t error_count_ = 0;
};

absl::StatusOr<Roster> Roster::Parse(std::string_view csv) { return RosterReader().Read(csv); }

std::optional<int> Roster::FindByName(std::string_view agency_name) const {
  const auto found = by_name_.find(ResolveUnit(agency_name).id);
  if (found == by_name_.end() || found->second == kAmbiguous) return std::nullopt;
  return found->second;
}

std::vector<int> Roster::OwnReportersBelow(int unit) const {
  std::vector<int> reporters;
  std::vector<int> open = children_[static_cast<size_t>(unit)];
  while (!open.empty()) {
    const int next = open.back();
    open.pop_back();
    const std::vector<int>& below = children_[static_cast<size_t>(next)];
    const bool is_aggregate = units_[static_cast<size_t>(next)].kind == AgencyKind::kGovernment && !below.empty();
    if (!is_aggregate) reporters.push_back(next);
    open.insert(open.end(), below.begin(), below.end());
  }
  std::sort(reporters.begin(), reporters.end());
  return reporters;
}

}  // namespace gouji::report
