#include "services/report/form_compiler.h"

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "fmt/format.h"

namespace gouji::report {
namespace {

absl::Status Defect(std::string_view form, std::string_view what) {
  return absl::InvalidArgumentError(fmt::format("form {}: {}", form, what));
}

Wordings CompileLabel(const v1::Label& label) {
  Wordings wordings;
  if (!label.official().empty()) {
    wordings.push_back(label.official());
    wordings.insert(wordings.end(), label.variants().begin(), label.variants().end());
  }
  return wordings;
}

template <typename Labels>
std::vector<Wordings> CompileLabels(const Labels& labels) {
  std::vector<Wordings> compiled;
  for (const v1::Label& label : labels) {
    compiled.push_back(CompileLabel(label));
  }
  return compiled;
}

absl::StatusOr<CellType> CompileType(v1::CellType type) {
  switch (type) {
    case v1::CELL_TYPE_COUNT:
      return CellType::kCount;
    case v1::CELL_TYPE_MONEY_WAN_YUAN:
      return CellType::kMoneyWanYuan;
    case v1::CELL_TYPE_CHANGE:
      return CellType::kChange;
    case v1::CELL_TYPE_MONEY_PRINTED_UNIT:
      return CellType::kMoneyPrintedUnit;
    default:
      return absl::InvalidArgumentError("a column has no type");
  }
}

FormColumn CompileColumn(const v1::FormColumn& column, CellType type) {
  const std::string& name_zh = column.name_zh().empty() ? column.label().official() : column.name_zh();
  const bool grouped = !column.group_name_zh().empty();
  return {.label = CompileLabel(column.label()),
          .groups = CompileLabels(column.groups()),
          .type = type,
          .name_zh = grouped ? fmt::format("{} {}", column.group_name_zh(), name_zh) : name_zh,
          .name_en = grouped ? fmt::format("{}, {}", column.group_name_en(), column.name_en()) : column.name_en(),
          .short_name_zh = name_zh,
          .short_name_en = column.name_en(),
          .group_name_zh = column.group_name_zh(),
          .group_name_en = column.group_name_en()};
}

std::string ReplaceStar(std::string_view pattern, std::string_view instance) {
  const size_t star = pattern.find('*');
  if (star == std::string_view::npos) {
    return std::string(pattern);
  }
  return fmt::format("{}{}{}", pattern.substr(0, star), instance, pattern.substr(star + 1));
}

class ErrorCollector : public google::protobuf::io::ErrorCollector {
 public:
  explicit ErrorCollector(std::string_view file_name) : file_name_(file_name) {}

  void AddError(int line, google::protobuf::io::ColumnNumber column, const std::string& message) override {
    if (first_.empty()) {
      first_ = fmt::format("{}:{}:{}: {}", file_name_, line + 1, column + 1, message);
    }
  }
  const std::string& first() const { return first_; }

 private:
  std::string file_name_;
  std::string first_;
};

}  // namespace

absl::StatusOr<v1::Form> ReadFormFile(std::string_view file_name, std::string_view text) {
  ErrorCollector errors(file_name);
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&errors);
  v1::Form definition;
  if (!parser.ParseFromString(std::string(text), &definition)) {
    return absl::InvalidArgumentError(errors.first());
  }
  return definition;
}

// Builds a Form step by step; each step may refuse.
class FormCompiler {
 public:
  explicit FormCompiler(const v1::Form& definition) : definition_(definition) {}

  absl::StatusOr<Form> Compile() {
    form_.id_ = definition_.id();
    form_.name_zh_ = definition_.name_zh();
    form_.name_en_ = definition_.name_en();
    form_.since_year_ = definition_.since_year();
    form_.until_year_ = definition_.until_year();
    if (form_.id_.empty() || form_.since_year_ == 0) {
      return Defect(form_.id_, "id and since_year must be given");
    }
    for (const v1::FormSection& section : definition_.sections()) {
      form_.sections_.push_back({section.number(), CompileLabel(section.heading())});
    }
    for (const v1::FormTable& table : definition_.tables()) {
      if (absl::Status status = AddTable(table); !status.ok()) {
        return status;
      }
    }
    for (const v1::Relation& relation : definition_.relations()) {
      if (absl::Status status = AddRelation(relation); !status.ok()) {
        return status;
      }
    }
    IndexEquations();
    return std::move(form_);
  }

 private:
  absl::Status AddTable(const v1::FormTable& definition) {
    FormTable table{.id = definition.id(),
                    .name_zh = definition.name_zh(),
                    .name_en = definition.name_en(),
                    .section = definition.section(),
                    .blocks = {},
                    .rows = {},
                    .remarks = CompileLabels(definition.remarks()),
                    .first_cell = form_.cell_count(),
                    .cell_count = 0};
    if (std::any_of(form_.tables_.begin(), form_.tables_.end(), [&](const FormTable& t) { return t.id == table.id; })) {
      return Defect(form_.id_, fmt::format("two tables have the id {}", table.id));
    }
    for (const v1::FormBlock& block : definition.blocks()) {
      if (absl::Status status = AddBlock(block, table); !status.ok()) {
        return status;
      }
    }
    table.cell_count = form_.cell_count() - table.first_cell;
    form_.tables_.push_back(std::move(table));
    return absl::OkStatus();
  }

  absl::Status AddBlock(const v1::FormBlock& definition, FormTable& table) {
    FormBlock block{.anchor = CompileLabel(definition.anchor()),
                    .stub_header = CompileLabel(definition.stub_header()),
                    .columns = {}};
    for (const v1::FormColumn& column : definition.columns()) {
      const absl::StatusOr<CellType> type = CompileType(column.type());
      if (!type.ok() || column.label().official().empty()) {
        return Defect(form_.id_, fmt::format("table {}: a column without label or type", table.id));
      }
      block.columns.push_back(CompileColumn(column, *type));
    }
    const int block_index = static_cast<int>(table.blocks.size());
    for (const v1::FormRow& definition_row : definition.rows()) {
      FormRow row{
          .label = CompileLabel(definition_row.label()),
          .groups = CompileLabels(definition_row.groups()),
          .path = definition_row.path(),
          .name_zh = definition_row.name_zh().empty() ? definition_row.label().official() : definition_row.name_zh(),
          .name_en = definition_row.name_en(),
          .block = block_index,
          .first_cell = form_.cell_count()};
      for (int c = 0; c < definition.columns_size(); ++c) {
        if (absl::Status status = AddCell(definition.columns(c).path(), row, block.columns[c], c, table);
            !status.ok()) {
          return status;
        }
      }
      table.rows.push_back(std::move(row));
    }
    table.blocks.push_back(std::move(block));
    return absl::OkStatus();
  }

  absl::Status AddCell(const std::string& column_path, const FormRow& row, const FormColumn& column, int column_index,
                       const FormTable& table) {
    FormCell cell{.path = column_path.empty() ? row.path : row.path + "." + column_path,
                  .table = static_cast<int>(form_.tables_.size()),
                  .row = static_cast<int>(table.rows.size()),
                  .column = column_index,
                  .type = column.type,
                  .name_zh = row.name_zh,
                  .name_en = row.name_en};
    if (!column_path.empty()) {
      cell.name_zh = row.name_zh.empty() ? column.name_zh : fmt::format("{} {}", row.name_zh, column.name_zh);
      cell.name_en = row.label.empty() ? column.name_en : fmt::format("{}, {}", row.name_en, column.name_en);
    }
    if (!form_.cell_index_.emplace(cell.path, form_.cell_count()).second) {
      return Defect(form_.id_, fmt::format("two cells have the path {}", cell.path));
    }
    form_.cells_.push_back(std::move(cell));
    return absl::OkStatus();
  }

  absl::StatusOr<std::vector<std::string>> Instances(const v1::Relation& relation) const {
    std::vector<std::string> instances;
    if (relation.has_values()) {
      instances.assign(relation.values().value().begin(), relation.values().value().end());
      return instances;
    }
    const bool rows = relation.has_rows_of();
    const std::string& table_id = rows ? relation.rows_of() : relation.columns_of();
    for (const v1::FormTable& table : definition_.tables()) {
      if (table.id() != table_id) {
        continue;
      }
      for (const v1::FormBlock& block : table.blocks()) {
        if (rows) {
          for (const v1::FormRow& row : block.rows()) {
            instances.push_back(row.path());
          }
        } else {
          for (const v1::FormColumn& column : block.columns()) {
            instances.push_back(column.path());
          }
        }
      }
    }
    if (instances.empty()) {
      return Defect(form_.id_, fmt::format("relation {} has no instances", relation.id()));
    }
    return instances;
  }

  absl::Status AddRelation(const v1::Relation& definition) {
    if (form_.FindRelation(definition.id()).has_value()) {
      return Defect(form_.id_, fmt::format("two relations have the id {}", definition.id()));
    }
    auto instances = Instances(definition);
    if (!instances.ok()) {
      return instances.status();
    }
    const int relation = static_cast<int>(form_.relations_.size());
    form_.relations_.push_back({.id = definition.id(),
                                .name_zh = definition.name_zh(),
                                .name_en = definition.name_en(),
                                .basis_zh = definition.basis_zh(),
                                .basis_en = definition.basis_en(),
                                .first_equation = static_cast<int>(form_.equations_.size()),
                                .equation_count = static_cast<int>(instances->size())});
    for (const std::string& instance : *instances) {
      Equation equation{.id = fmt::format("{}[{}]", definition.id(), instance),
                        .relation = relation,
                        .instance = instance,
                        .left = {},
                        .right = {},
                        .has_signed = false};
      for (const auto& [operands, side] :
           {std::pair(&definition.left(), &equation.left), std::pair(&definition.right(), &equation.right)}) {
        for (const std::string& operand : *operands) {
          const std::string path = ReplaceStar(operand, instance);
          const std::optional<int> cell = form_.FindCell(path);
          if (!cell.has_value()) {
            return Defect(form_.id_, fmt::format("relation {} names no cell: {}", definition.id(), path));
          }
          side->push_back(*cell);
          equation.has_signed = equation.has_signed || MayBeNegative(form_.cells_[*cell].type);
        }
      }
      if (equation.left.empty() || equation.right.empty()) {
        return Defect(form_.id_, fmt::format("relation {} has an empty side", definition.id()));
      }
      form_.equations_.push_back(std::move(equation));
    }
    return absl::OkStatus();
  }

  void IndexEquations() {
    form_.equations_of_.resize(form_.cells_.size());
    for (size_t e = 0; e < form_.equations_.size(); ++e) {
      for (const std::vector<int>* side : {&form_.equations_[e].left, &form_.equations_[e].right}) {
        for (const int cell : *side) {
          form_.equations_of_[cell].push_back(static_cast<int>(e));
        }
      }
    }
  }

  const v1::Form& definition_;
  Form form_;
};

absl::StatusOr<Form> Form::Create(const v1::Form& definition) { return FormCompiler(definition).Compile(); }

}  // namespace gouji::report
