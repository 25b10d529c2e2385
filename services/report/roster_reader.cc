#include "services/report/roster_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

#include "fmt/format.h"
#include "services/report/agency.h"
#include "services/report/csv_rows.h"
#include "services/report/divisions/divisions.h"
#include "services/report/error.h"
#include "services/report/utf8.h"

namespace gouji::report {
namespace {

// Rows of one id, which would have years in common if they were more.
constexpr size_t kMaxRowsOfUnit = Roster::kLastYear - Roster::kFirstYear + 3;

// What keys of unplaced reports begin with.
constexpr std::string_view kDocumentPrefix = "document:";

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

// A year of `from` or `to`; `open` for an empty field.
std::optional<int> ReadYear(std::string_view text, int open) {
  if (text.empty()) return open;
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return year >= Roster::kFirstYear && year <= Roster::kLastYear ? std::optional(year) : std::nullopt;
}

// Whether organs of a division stand right below units of a kind.
bool IsGovernmentLike(AgencyKind kind) {
  return kind == AgencyKind::kGovernment || kind == AgencyKind::kTownshipGovernment || kind == AgencyKind::kSubdistrict;
}

}  // namespace

void RosterReader::AddError(int line, std::string_view zh, std::string_view en) {
  if (++error_count_ <= Roster::kMaxErrors) errors_.push_back({line, std::string(zh), std::string(en)});
}

absl::Status RosterReader::Refusal() {
  std::stable_sort(errors_.begin(), errors_.end(), [](const Defect& a, const Defect& b) { return a.line < b.line; });
  std::string zh = "名录未被接受，其内容均未采用：";
  std::string en = "the roster was refused, nothing of it is used:";
  for (const Defect& defect : errors_) {
    zh += fmt::format("\n第{}行：{}", defect.line, defect.zh);
    en += fmt::format("\nline {}: {}", defect.line, defect.en);
  }
  if (error_count_ > Roster::kMaxErrors) {
    zh += fmt::format("\n另有{}处", error_count_ - Roster::kMaxErrors);
    en += fmt::format("\nand {} more", error_count_ - Roster::kMaxErrors);
  }
  return Error(absl::StatusCode::kInvalidArgument, Reason::kMalformedRoster, en, zh);
}

absl::StatusOr<Roster> RosterReader::Read(std::string_view csv) {
  if (csv.size() > Roster::kMaxBytes) {
    AddError(1, fmt::format("文件超过{}字节", Roster::kMaxBytes),
             fmt::format("the file has more than {} bytes", Roster::kMaxBytes));
    return Refusal();
  }
  if (csv.starts_with(kByteOrderMark)) csv.remove_prefix(kByteOrderMark.size());
  if (const int line = FirstBrokenLine(csv); line != 0) {
    AddError(line, "不是UTF-8编码，请另存为“CSV UTF-8”", "bytes that are no UTF-8; save the file as CSV UTF-8");
    return Refusal();
  }
  const std::vector<CsvRow> rows = ReadCsv(csv);
  if (rows.empty()) {
    AddError(1, "文件是空的", "the file is empty");
    return Refusal();
  }
  if (!ReadHeader(rows.front())) return Refusal();
  if (rows.size() - 1 > Roster::kMaxRows) {
    AddError(rows.back().line, fmt::format("超过{}行", Roster::kMaxRows),
             fmt::format("more than {} rows", Roster::kMaxRows));
    return Refusal();
  }
  for (size_t i = 1; i < rows.size(); ++i) ReadRow(rows[i]);
  ResolveParents();
  if (!OrderRows()) return Refusal();
  for (const RosterRow& row : roster_.rows_) CheckParentYears(row);
  FindCycles();
  ResolveNames();
  IndexNames();
  if (error_count_ > 0) return Refusal();
  return std::move(roster_);
}

bool RosterReader::ReadHeader(const CsvRow& header) {
  constexpr std::array<std::string_view, kColumnCount> kNames = {"id",    "name", "aliases", "parent",
                                                                 "level", "kind", "from",    "to"};
  column_of_.fill(-1);
  for (size_t i = 0; i < header.fields.size(); ++i) {
    const auto* name = std::find(kNames.begin(), kNames.end(), header.fields[i]);
    if (name == kNames.end()) continue;
    int& column = column_of_[static_cast<size_t>(name - kNames.begin())];
    if (column >= 0) {
      AddError(header.line, fmt::format("“{}”列出现两次", *name), fmt::format("the column \"{}\" stands twice", *name));
    }
    column = static_cast<int>(i);
  }
  for (const Column needed : {kId, kName}) {
    if (column_of_[needed] >= 0) continue;
    AddError(header.line, fmt::format("表头缺少“{}”列", kNames[needed]),
             fmt::format("the header has no column \"{}\"", kNames[needed]));
  }
  column_count_ = header.fields.size();
  return error_count_ == 0;
}

std::string_view RosterReader::Field(const CsvRow& row, Column column) const {
  const int index = column_of_[column];
  return index < 0 ? std::string_view() : std::string_view(row.fields[static_cast<size_t>(index)]);
}

void RosterReader::ReadRow(const CsvRow& csv) {
  if (csv.is_broken) {
    AddError(csv.line, "引号不配对", "quotes that do not fit");
    return;
  }
  if (csv.fields.size() != column_count_) {
    AddError(csv.line, fmt::format("有{}栏，表头为{}栏", csv.fields.size(), column_count_),
             fmt::format("{} fields, the header has {}", csv.fields.size(), column_count_));
    return;
  }
  RosterRow row;
  row.line = csv.line;
  row.name = std::string(Field(csv, kName));
  row.aliases = SplitAliases(Field(csv, kAliases));
  if (row.name.empty()) AddError(csv.line, "没有名称", "no name");
  const std::optional<AgencyLevel> level = FindWord(kLevels, Field(csv, kLevel));
  if (!level.has_value()) {
    AddError(csv.line, fmt::format("不认识的层级“{}”", Field(csv, kLevel)),
             fmt::format("unknown level \"{}\"", Field(csv, kLevel)));
  }
  const std::optional<AgencyKind> kind = FindWord(kKinds, Field(csv, kKind));
  if (!kind.has_value()) {
    AddError(csv.line, fmt::format("不认识的类别“{}”", Field(csv, kKind)),
             fmt::format("unknown kind \"{}\"", Field(csv, kKind)));
  }
  row.level = level.value_or(AgencyLevel::kUnspecified);
  row.kind = kind.value_or(AgencyKind::kUnspecified);
  ReadYears(csv, row);
  const std::string id(Field(csv, kId));
  if (id.empty()) {
    AddError(csv.line, "没有id", "no id");
    return;
  }
  if (id.size() > Roster::kMaxIdBytes || id.starts_with(kDocumentPrefix)) {
    AddError(csv.line, fmt::format("id超过{}字节，或以“{}”开头", Roster::kMaxIdBytes, kDocumentPrefix),
             fmt::format("an id of more than {} bytes, or one that begins with \"{}\"", Roster::kMaxIdBytes,
                         kDocumentPrefix));
    return;
  }
  const auto [known, is_new] = roster_.unit_of_id_.emplace(id, roster_.unit_count());
  if (is_new) roster_.ids_.push_back(id);
  row.unit = known->second;
  parent_ids_.emplace_back(Field(csv, kParent));
  roster_.rows_.push_back(std::move(row));
}

void RosterReader::ReadYears(const CsvRow& csv, RosterRow& row) {
  const std::optional<int> first = ReadYear(Field(csv, kFrom), 0);
  const std::optional<int> last = ReadYear(Field(csv, kTo), RosterRow::kNoYearIsLast);
  for (const auto& [year, column] : {std::pair(first, kFrom), std::pair(last, kTo)}) {
    if (year.has_value()) continue;
    AddError(csv.line,
             fmt::format("“{}”不是{}至{}之间的年份", Field(csv, column), Roster::kFirstYear, Roster::kLastYear),
             fmt::format("\"{}\" is no year from {} to {}", Field(csv, column), Roster::kFirstYear, Roster::kLastYear));
  }
  row.first_year = first.value_or(0);
  row.last_year = last.value_or(RosterRow::kNoYearIsLast);
  if (row.first_year > row.last_year) {
    AddError(csv.line, fmt::format("起始年{}晚于终止年{}", row.first_year, row.last_year),
             fmt::format("from {} is behind to {}", row.first_year, row.last_year));
    row.last_year = row.first_year;
  }
}

void RosterReader::ResolveParents() {
  for (size_t i = 0; i < parent_ids_.size(); ++i) {
    if (parent_ids_[i].empty()) continue;
    RosterRow& row = roster_.rows_[i];
    if (const std::optional<int> parent = roster_.FindById(parent_ids_[i]); parent.has_value()) {
      row.parent = *parent;
    } else {
      AddError(row.line, fmt::format("上级“{}”不在名录中", parent_ids_[i]),
               fmt::format("the parent \"{}\" is no unit of the roster", parent_ids_[i]));
    }
  }
}

bool RosterReader::OrderRows() {
  std::vector<RosterRow>& rows = roster_.rows_;
  std::stable_sort(rows.begin(), rows.end(), [](const RosterRow& a, const RosterRow& b) {
    return std::pair(a.unit, a.first_year) < std::pair(b.unit, b.first_year);
  });
  roster_.row_begin_.resize(roster_.ids_.size() + 1);
  for (const RosterRow& row : rows) ++roster_.row_begin_[static_cast<size_t>(row.unit) + 1];
  std::partial_sum(roster_.row_begin_.begin(), roster_.row_begin_.end(), roster_.row_begin_.begin());
  roster_.rows_of_child_.resize(roster_.ids_.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].parent >= 0) roster_.rows_of_child_[static_cast<size_t>(rows[i].parent)].push_back(static_cast<int>(i));
    if (i == 0 || rows[i - 1].unit != rows[i].unit || rows[i - 1].last_year < rows[i].first_year) continue;
    const auto [earlier, later] = std::minmax(rows[i - 1].line, rows[i].line);
    const std::string& id = roster_.IdOf(rows[i].unit);
    AddError(later, fmt::format("id“{}”在第{}行已有，年份重叠", id, earlier),
             fmt::format("the id \"{}\" stands in line {} already, with years in common", id, earlier));
  }
  // So that looking for the row of a year stays quick, also in a file that is wrong.
  for (size_t unit = 0; unit < roster_.ids_.size(); ++unit) {
    if (roster_.row_begin_[unit + 1] - roster_.row_begin_[unit] > kMaxRowsOfUnit) return false;
  }
  return true;
}

void RosterReader::CheckParentYears(const RosterRow& row) {
  if (row.parent < 0) return;
  int missing = row.first_year;  // the first year for which no row of the parent was met
  const auto parent = static_cast<size_t>(row.parent);
  for (size_t i = roster_.row_begin_[parent]; i < roster_.row_begin_[parent + 1]; ++i) {
    const RosterRow& above = roster_.rows_[i];
    if (above.first_year <= missing) missing = std::max(missing, above.last_year + 1);
  }
  if (missing > row.last_year) return;
  const std::string& id = roster_.IdOf(row.parent);
  AddError(row.line,
           missing == 0 ? fmt::format("上级“{}”并非自始就在名录中，请填写from", id)
                        : fmt::format("上级“{}”在{}年不在名录中", id, missing),
           missing == 0 ? fmt::format("the parent \"{}\" is not in the roster from ever; fill in \"from\"", id)
                        : fmt::format("the parent \"{}\" is not in the roster in {}", id, missing));
}

// Follows each unit upwards until a unit whose way is known, in each year in which something changes.
void RosterReader::FindCycles() {
  std::set<int> years = {0};
  for (const RosterRow& row : roster_.rows_) {
    years.insert(row.first_year);
    years.insert(row.last_year + 1);
  }
  years.erase(RosterRow::kNoYearIsLast + 1);
  std::set<int> told;  // lines
  for (const int year : years) FindCyclesIn(year, told);
}

void RosterReader::FindCyclesIn(int year, std::set<int>& told) {
  enum class Mark : uint8_t { kUnknown, kOnTheWay, kFine };
  std::vector<Mark> marks(roster_.ids_.size(), Mark::kUnknown);
  std::vector<size_t> way;
  for (size_t start = 0; start < marks.size(); ++start) {
    way.clear();
    int at = static_cast<int>(start);
    while (at >= 0 && marks[static_cast<size_t>(at)] == Mark::kUnknown) {
      marks[static_cast<size_t>(at)] = Mark::kOnTheWay;
      way.push_back(static_cast<size_t>(at));
      const RosterRow* row = roster_.In(at, year);
      at = row == nullptr ? -1 : row->parent;
    }
    if (at >= 0 && marks[static_cast<size_t>(at)] == Mark::kOnTheWay) {
      const RosterRow* row = roster_.In(at, year);
      if (told.insert(row->line).second) {
        const std::string& id = roster_.IdOf(at);
        AddError(row->line,
                 year == 0 ? fmt::format("“{}”成了自己的上级，请检查其各级上级", id)
                           : fmt::format("“{}”在{}年成了自己的上级，请检查其各级上级", id, year),
                 year == 0 ? fmt::format("\"{}\" is above itself: follow its parents", id)
                           : fmt::format("\"{}\" is above itself in {}: follow its parents", id, year));
      }
    }
    for (const size_t passed : way) marks[passed] = Mark::kFine;
  }
}

// Rows above are resolved before those below, so that a bare name is read in the division above it.
void RosterReader::ResolveNames() {
  std::vector<bool> met(roster_.rows_.size());
  std::vector<RosterRow*> way;
  for (RosterRow& start : roster_.rows_) {
    way.clear();
    RosterRow* row = &start;
    while (row != nullptr && !met[static_cast<size_t>(row - roster_.rows_.data())]) {
      met[static_cast<size_t>(row - roster_.rows_.data())] = true;
      way.push_back(row);
      row = ParentOf(*row);
    }
    for (; !way.empty(); way.pop_back()) ResolveName(*way.back());
  }
}

RosterRow* RosterReader::ParentOf(const RosterRow& row) {
  const RosterRow* parent = row.parent < 0 ? nullptr : roster_.In(row.parent, row.first_year);
  return parent == nullptr ? nullptr : &roster_.rows_[static_cast<size_t>(parent - roster_.rows_.data())];
}

void RosterReader::ResolveName(RosterRow& row) {
  const RosterRow* parent = ParentOf(row);
  const Divisions& divisions = Divisions::BuiltIn();
  std::string context;  // the divisions above
  if (parent != nullptr && !parent->region_code.empty()) {
    for (const std::string& name : divisions.PathOf(divisions.WithCode(parent->region_code))) context += name;
  }
  const Agency agency = ResolveAgency(row.name, context);
  if (row.kind == AgencyKind::kUnspecified) row.kind = agency.kind;
  if (row.level == AgencyLevel::kUnspecified) row.level = agency.level;
  row.region_code = agency.region_code;
  if (parent == nullptr) return;
  if (row.region_code.empty()) row.region_code = parent->region_code;
  // A bare 财政局 is of the level of the government above.
  if (row.level == AgencyLevel::kUnspecified && !IsGovernmentLike(row.kind)) row.level = parent->level;
}

// The keys under which a name is found: as it is, and, when it tells no division, in that of the government above.
std::vector<RosterReader::NamedRow> RosterReader::KeysOf(int row_index, std::string_view name) {
  const RosterRow& row = roster_.rows_[static_cast<size_t>(row_index)];
  const RosterRow* parent = ParentOf(row);
  Unit unit = ResolveUnit(name);
  std::vector<NamedRow> keys;
  const bool says_which = !unit.region_code.empty();
  const std::string bare = unit.id;
  keys.push_back({.key = std::move(unit.id), .says_which = says_which, .row = row_index});
  if (says_which || parent == nullptr || !IsGovernmentLike(parent->kind)) return keys;
  if (!row.region_code.empty()) {
    keys.push_back({.key = ResolveUnit(name, row.region_code).id, .says_which = true, .row = row_index});
    return keys;
  }
  const std::string above = ResolveUnit(parent->name).id;
  if (!bare.starts_with(above)) keys.push_back({.key = above + bare, .says_which = false, .row = row_index});
  return keys;
}

void RosterReader::IndexNames() {
  std::vector<NamedRow> named;
  for (size_t i = 0; i < roster_.rows_.size(); ++i) {
    const RosterRow& row = roster_.rows_[i];
    const size_t begin = named.size();
    const auto add = [&](std::string_view name) {
      for (NamedRow& key : KeysOf(static_cast<int>(i), name)) {
        const bool is_there = std::any_of(named.begin() + static_cast<std::ptrdiff_t>(begin), named.end(),
                                          [&](const NamedRow& other) { return other.key == key.key; });
        if (!is_there) named.push_back(std::move(key));
      }
    };
    add(row.name);
    for (const std::string& alias : row.aliases) add(alias);
  }
  const auto row_of = [this](const NamedRow& name) -> const RosterRow& {
    return roster_.rows_[static_cast<size_t>(name.row)];
  };
  // Those that must not meet in one year stand together: all of a name that says which agency it is, else those below
  // one unit.
  const auto group_of = [&](const NamedRow& name) {
    return std::pair(std::string_view(name.key), name.says_which ? -1 : row_of(name).parent);
  };
  std::sort(named.begin(), named.end(), [&](const NamedRow& a, const NamedRow& b) {
    return std::tuple(group_of(a), row_of(a).first_year, a.row) < std::tuple(group_of(b), row_of(b).first_year, b.row);
  });
  for (size_t i = 1, longest = 0; i < named.size(); ++i) {
    const RosterRow& open = row_of(named[longest]);
    const RosterRow& row = row_of(named[i]);
    const bool is_same_group = group_of(named[longest]) == group_of(named[i]);
    if (is_same_group && row.first_year <= open.last_year && row.unit != open.unit) {
      const auto [earlier, later] = std::minmax(open.line, row.line);
      AddError(later, fmt::format("名称或别名“{}”也属于第{}行的单位", named[i].key, earlier),
               fmt::format("\"{}\", by name or alias, is also the unit of line {}", named[i].key, earlier));
    }
    if (!is_same_group || row.last_year > open.last_year) longest = i;
  }
  std::sort(named.begin(), named.end(),
            [](const NamedRow& a, const NamedRow& b) { return std::tie(a.key, a.row) < std::tie(b.key, b.row); });
  roster_.names_.reserve(named.size());
  for (NamedRow& name : named) roster_.names_.push_back({.key = std::move(name.key), .row = name.row});
}

}  // namespace gouji::report
