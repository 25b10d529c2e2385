#include "services/cli/summary_text.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "fmt/format.h"
#include "services/cli/display_width.h"
#include "services/cli/money_text.h"
#include "services/cli/stats/population_text.h"
#include "services/cli/text_table.h"

namespace gouji::cli {
namespace {

using report::Form;
using report::FormColumn;
using report::FormRow;
using report::FormTable;
using statistics::v1::CellTotal;
using Totals = std::unordered_map<std::string_view, const CellTotal*>;

constexpr int kLongestLabel = 44;  // columns; longer ones are replaced by the short name

class TableWriter {
 public:
  TableWriter(const Form& form, const FormTable& table, const Totals& totals, Language language)
      : form_(form), table_(table), totals_(totals), language_(language) {}

  std::string Write() const {
    std::string out =
        fmt::format("\n{}  {}\n", Choose(language_, table_.name_zh, table_.name_en), SectionHeading(table_.section));
    for (std::size_t block = 0; block < table_.blocks.size(); ++block) {
      out += IsFolded(block) ? FoldedBlock(block) : Block(block);
    }
    return out + Footer();
  }

 private:
  std::string SectionHeading(int number) const {
    if (language_ == Language::kEnglish) return "";
    for (const report::FormSection& section : form_.sections()) {
      if (section.number == number) return section.heading.front();
    }
    return "";
  }

  std::string ColumnLabel(const FormColumn& column) const {
    return std::string(Choose(language_, column.label.front(), column.name_en));
  }

  std::string RowLabel(const FormRow& row) const {
    if (language_ == Language::kEnglish) return row.name_en;
    if (row.label.empty()) return "";
    return DisplayWidth(row.label.front()) > kLongestLabel ? row.name_zh : row.label.front();
  }

  // A block with one row, no label and columns in groups: too wide for a terminal, so each group becomes a row.
  bool IsFolded(std::size_t block) const {
    const FormRow* only = nullptr;
    for (const FormRow& row : table_.rows) {
      if (static_cast<std::size_t>(row.block) != block) continue;
      if (only != nullptr) return false;
      only = &row;
    }
    return only != nullptr && only->label.empty() && !table_.blocks[block].columns.front().groups.empty();
  }

  std::string FoldedBlock(std::size_t block) const {
    const auto row = std::find_if(table_.rows.begin(), table_.rows.end(), [&](const FormRow& candidate) {
      return static_cast<std::size_t>(candidate.block) == block;
    });
    const std::vector<FormColumn>& columns = table_.blocks[block].columns;
    TextTable text;
    std::vector<std::string> header = {""};
    for (std::size_t i = 0; i < columns.size(); ++i) {
      std::string group;
      for (const report::Wordings& wordings : columns[i].groups) {
        group += (group.empty() ? "" : " ") + wordings.front();
      }
      if (text.rows.empty() || text.rows.back().front() != group) text.rows.push_back({group});
      text.rows.back().push_back(CellText(row->first_cell + static_cast<int>(i)));
      if (text.rows.size() == 1) header.push_back(columns[i].label.front());
    }
    text.headers.push_back(std::move(header));
    return RenderTable(text);
  }

  std::string Block(std::size_t block) const {
    const report::FormBlock& definition = table_.blocks[block];
    TextTable text;
    std::size_t level_count = 0;
    for (const FormColumn& column : definition.columns) level_count = std::max(level_count, column.groups.size());
    if (language_ == Language::kEnglish) level_count = 0;
    for (std::size_t level = 0; level <= level_count; ++level) {
      std::vector<std::string>& header = text.headers.emplace_back();
      header.push_back(
          level == 0 && language_ == Language::kChinese && !definition.anchor.empty() ? definition.anchor.front() : "");
      for (const FormColumn& column : definition.columns) {
        header.push_back(level == level_count           ? ColumnLabel(column)
                         : level < column.groups.size() ? column.groups[level].front()
                                                        : "");
      }
    }
    std::vector<std::string> open_groups;
    for (const FormRow& row : table_.rows) {
      if (static_cast<std::size_t>(row.block) != block) continue;
      AppendGroups(row, &open_groups, &text);
      std::vector<std::string>& cells = text.rows.emplace_back();
      cells.push_back(std::string(2 * open_groups.size(), ' ') + RowLabel(row));
      for (std::size_t i = 0; i < definition.columns.size(); ++i) {
        cells.push_back(CellText(row.first_cell + static_cast<int>(i)));
      }
    }
    return RenderTable(text);
  }

  void AppendGroups(const FormRow& row, std::vector<std::string>* open, TextTable* text) const {
    if (language_ == Language::kEnglish) return;
    std::size_t shared = 0;
    while (shared < open->size() && shared < row.groups.size() && (*open)[shared] == row.groups[shared].front()) {
      ++shared;
    }
    open->resize(shared);
    for (; shared < row.groups.size(); ++shared) {
      text->rows.push_back({std::string(2 * shared, ' ') + row.groups[shared].front()});
      open->push_back(row.groups[shared].front());
    }
  }

  std::string CellText(int cell) const {
    const report::FormCell& definition = form_.cells()[cell];
    const auto found = totals_.find(definition.path);
    if (found == totals_.end()) return "";
    const auto number = [&](std::int64_t value) { return ValueText(value, definition.type); };
    const CellTotal& total = *found->second;
    if (total.implied_sum() == 0) return number(total.sum());
    return fmt::format("{}(+{})", number(total.sum()), number(total.implied_sum()));
  }

  // How many cells of the reports have no number.
  std::string Footer() const {
    std::int64_t blank_count = 0;
    std::int64_t implied_count = 0;
    std::int64_t missing_count = 0;
    for (int cell = table_.first_cell; cell < table_.first_cell + table_.cell_count; ++cell) {
      const auto found = totals_.find(form_.cells()[cell].path);
      if (found == totals_.end()) continue;
      blank_count += found->second->blank_count();
      implied_count += found->second->implied_count();
      missing_count += found->second->missing_count();
    }
    if (blank_count + missing_count + implied_count == 0) return "";
    return fmt::format(
        fmt::runtime(Choose(language_,
                            "空白 {} 格，缺失或无法识读 {} 格；其中 {} 格可由勾稽关系推算（括号内，不计入合计）\n",
                            "{} blank cells, {} missing or unreadable; the relations imply {} of them (in brackets, "
                            "not part of the sums)\n")),
        blank_count, missing_count, implied_count);
  }

  const Form& form_;
  const FormTable& table_;
  const Totals& totals_;
  const Language language_;
};

}  // namespace

std::string SummaryText(const statistics::v1::Summary& summary, const report::FormCatalog& catalog, Language language) {
  std::string out = CoverageText(summary.basis(), summary.coverage(), language);
  Totals totals;
  for (const CellTotal& total : summary.cells()) totals[total.cell()] = &total;
  for (const std::string& form_id : summary.forms()) {
    const Form* form = catalog.Find(form_id);
    if (form == nullptr) {
      out += fmt::format(fmt::runtime(Choose(language, "\n本程序不认识格式 {}，请用 --format=json 查看\n",
                                             "\nthis program does not know the form {}; use --format=json\n")),
                         form_id);
      continue;
    }
    out += fmt::format("\n{}\n", Choose(language, form->name_zh(), form->name_en()));
    for (const FormTable& table : form->tables()) out += TableWriter(*form, table, totals, language).Write();
  }
  return out;
}

}  // namespace gouji::cli
