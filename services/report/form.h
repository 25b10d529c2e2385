#ifndef GOUJI_SERVICES_REPORT_FORM_H_
#define GOUJI_SERVICES_REPORT_FORM_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"

namespace gouji::report::v1 {
class Form;
}  // namespace gouji::report::v1

namespace gouji::report {

// How a printed cell becomes a number.
enum class CellType : uint8_t {
  kCount,             // a non-negative integer up to 10^12
  kMoneyWanYuan,      // money printed in 万元, kept in 分
  kChange,            // 增/减: an integer of up to 10^12 that may be negative
  kMoneyPrintedUnit,  // money in 元 or 万元, as the cell or its header says, kept in 分
};

constexpr bool IsMoney(CellType type) { return type == CellType::kMoneyWanYuan || type == CellType::kMoneyPrintedUnit; }
constexpr bool MayBeNegative(CellType type) { return type == CellType::kChange; }

// A printed text and its known variants; the official wording first.
using Wordings = std::vector<std::string>;

struct FormColumn {
  Wordings label;
  std::vector<Wordings> groups;  // the headers above it, outermost first
  CellType type;
  std::string name_zh;  // for messages, unique in its block: 行政复议 结果维持
  std::string name_en;
  std::string short_name_zh;  // without the group: 结果维持
  std::string short_name_en;
  std::string group_name_zh;  // 行政复议; empty when the short name is unique
  std::string group_name_en;
};

struct FormRow {
  Wordings label;                // empty for the only row of a table without row labels
  std::vector<Wordings> groups;  // the labels of the groups above it, outermost first
  std::string path;
  std::string name_zh;  // for messages
  std::string name_en;
  int block;       // the index of its block in the table
  int first_cell;  // the flat index of its first cell; its cells follow one another, one for each column of its block
};

// Rows that share their columns.
struct FormBlock {
  Wordings anchor;       // the line above it; may be empty
  Wordings stub_header;  // the header above the row labels; may be empty
  std::vector<FormColumn> columns;
};

struct FormTable {
  std::string id;
  std::string name_zh;
  std::string name_en;
  int section;  // the number of the section that holds it
  std::vector<FormBlock> blocks;
  std::vector<FormRow> rows;  // of all blocks, in printed order
  std::vector<Wordings> remarks;
  int first_cell;
  int cell_count;

  const std::vector<FormColumn>& ColumnsOf(const FormRow& row) const { return blocks[row.block].columns; }
};

struct FormSection {
  int number;  // from 1
  Wordings heading;
};

// A cell and its place in the form.
struct FormCell {
  std::string path;  // "applications.results.granted.total"
  int table;
  int row;     // in the table
  int column;  // in the row
  CellType type;
  std::string name_zh;  // for messages: "予以公开 总计"
  std::string name_en;
};

// One equation: Σ left = Σ right.
struct Equation {
  std::string id;  // "row_sum[applications.results.granted]"
  int relation;    // the index of its relation
  std::string instance;
  std::vector<int> left;    // flat indices
  std::vector<int> right;   // flat indices
  bool has_signed = false;  // a cell of it may be negative
};

// A family of equations.
struct Relation {
  std::string id;
  std::string name_zh;
  std::string name_en;
  std::string basis_zh;
  std::string basis_en;
  int first_equation;
  int equation_count;
};

// An official form, compiled from its form file: the one place that knows tables, labels, cell paths and relations. A
// report of this form is this object plus one flat vector of cells, so that rules and totals are array arithmetic.
//
// Immutable after construction; shared by const reference among threads.
class Form {
 public:
  // Compiles a form. INVALID_ARGUMENT names the first defect: a duplicate path, an unknown table, a relation that names
  // no cell ….
  static absl::StatusOr<Form> Create(const v1::Form& definition);

  const std::string& id() const { return id_; }
  const std::string& name_zh() const { return name_zh_; }
  const std::string& name_en() const { return name_en_; }
  int since_year() const { return since_year_; }
  // 0 while the form is in force.
  int until_year() const { return until_year_; }

  const std::vector<FormSection>& sections() const { return sections_; }
  const std::vector<FormTable>& tables() const { return tables_; }
  const std::vector<FormCell>& cells() const { return cells_; }
  const std::vector<Relation>& relations() const { return relations_; }
  const std::vector<Equation>& equations() const { return equations_; }
  int cell_count() const { return static_cast<int>(cells_.size()); }

  // The flat index of a cell.
  std::optional<int> FindCell(std::string_view path) const;
  // The index of a relation.
  std::optional<int> FindRelation(std::string_view relation_id) const;
  // The indices of the equations that a cell takes part in.
  const std::vector<int>& EquationsOf(int cell) const { return equations_of_[cell]; }

 private:
  friend class FormCompiler;
  Form() = default;

  std::string id_;
  std::string name_zh_;
  std::string name_en_;
  int since_year_ = 0;
  int until_year_ = 0;
  std::vector<FormSection> sections_;
  std::vector<FormTable> tables_;
  std::vector<FormCell> cells_;
  std::vector<Relation> relations_;
  std::vector<Equation> equations_;
  std::vector<std::vector<int>> equations_of_;
  std::unordered_map<std::string, int> cell_index_;
};

// All forms that a process knows.
//
// Immutable after construction; thread-safe.
class FormCatalog {
 public:
  // The forms that are built into the program (services/report/forms).
  static absl::StatusOr<FormCatalog> BuiltIn();

  // The form of an id; null when there is none. Lives as long as the catalogue.
  const Form* Find(std::string_view form_id) const;
  // The newest first.
  const std::vector<Form>& forms() const { return forms_; }
  // 16 hexadecimal digits of a hash over the form files.
  const std::string& version() const { return version_; }

 private:
  FormCatalog() = default;

  std::vector<Form> forms_;
  std::string version_;
};

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_FORM_H_
