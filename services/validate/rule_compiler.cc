#include "services/validate/rule_compiler.h"

#include <string_view>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "gouji/validate/v1/rule.pb.h"

namespace gouji::validate {
namespace {

using Placeholders = std::vector<std::string_view>;

absl::Status FieldError(std::string_view field, std::string_view problem) {
  return absl::InvalidArgumentError(fmt::format("{}: {}", field, problem));
}

const Placeholders& PlaceholdersOf(v1::Rule::CheckCase check) {
  static const Placeholders kRelation = {"place", "left_side", "right_side", "left", "right", "difference", "relation"};
  static const Placeholders kResiduals = {"table", "relation", "over", "under", "amount"};
  static const Placeholders kCells = {"place", "cells", "count", "printed", "values"};
  static const Placeholders kRecognition = {"seems"};
  switch (check) {
    case v1::Rule::kRelation:
      return kRelation;
    case v1::Rule::kOppositeResiduals:
      return kResiduals;
    case v1::Rule::kCellState:
      return kCells;
    default:
      return kRecognition;
  }
}

// proto3 enums are open: a rule file may say "severity: 9".
absl::StatusOr<Severity> CompileSeverity(std::string_view field, v1::Severity severity) {
  if (severity == v1::SEVERITY_UNSPECIFIED || !v1::Severity_IsValid(severity)) {
    return FieldError(field, "missing or unknown");
  }
  return static_cast<Severity>(severity);
}

absl::StatusOr<report::CellState> CompileState(std::string_view field, report::v1::CellState state) {
  if (state == report::v1::CELL_STATE_UNSPECIFIED || !report::v1::CellState_IsValid(state)) {
    return FieldError(field, "missing or unknown");
  }
  return static_cast<report::CellState>(state);
}

absl::Status CompileMessage(std::string_view field, std::string_view text, const Placeholders& names,
                            MessageTemplate& message) {
  absl::StatusOr<MessageTemplate> compiled = MessageTemplate::Create(text, names);
  if (!compiled.ok()) {
    const auto problem = compiled.status().message();
    return FieldError(field, std::string_view(problem.data(), problem.size()));
  }
  message = *std::move(compiled);
  return absl::OkStatus();
}

absl::StatusOr<CellStateCheck> CompileCellState(const v1::CellStateCheck& definition) {
  CellStateCheck check;
  const absl::StatusOr<report::CellState> state = CompileState("cell_state.state", definition.state());
  if (!state.ok()) {
    return state.status();
  }
  check.state = *state;
  if (!v1::UnreadableKind_IsValid(definition.unreadable_kind())) {
    return FieldError("cell_state.unreadable_kind", "unknown");
  }
  check.unreadable_kind = static_cast<UnreadableKind>(definition.unreadable_kind());
  if (check.unreadable_kind != UnreadableKind::kAny && check.state != report::CellState::kUnreadable) {
    return FieldError("cell_state.unreadable_kind", "only for CELL_STATE_UNREADABLE");
  }
  if (definition.reader_severity() != v1::SEVERITY_UNSPECIFIED) {
    const absl::StatusOr<Severity> severity =
        CompileSeverity("cell_state.reader_severity", definition.reader_severity());
    if (!severity.ok()) {
      return severity.status();
    }
    check.reader_severity = *severity;
  }
  if (definition.explained_state() != report::v1::CELL_STATE_UNSPECIFIED) {
    const absl::StatusOr<report::CellState> explained =
        CompileState("cell_state.explained_state", definition.explained_state());
    if (!explained.ok()) {
      return explained.status();
    }
    check.explained_state = *explained;
  } else if (definition.explained_severity() == v1::SEVERITY_UNSPECIFIED) {
    return check;
  }
  const absl::StatusOr<Severity> explained_severity =
      CompileSeverity("cell_state.explained_severity", definition.explained_severity());
  if (!explained_severity.ok()) {
    return explained_severity.status();
  }
  check.explained_severity = *explained_severity;
  const Placeholders& names = PlaceholdersOf(v1::Rule::kCellState);
  if (absl::Status status = CompileMessage("cell_state.explained_message_zh", definition.explained_message_zh(), names,
                                           check.explained_message_zh);
      !status.ok()) {
    return status;
  }
  if (absl::Status status = CompileMessage("cell_state.explained_message_en", definition.explained_message_en(), names,
                                           check.explained_message_en);
      !status.ok()) {
    return status;
  }
  return check;
}

absl::Status CompileCheck(const v1::Rule& definition, Rule& rule) {
  switch (definition.check_case()) {
    case v1::Rule::kRelation:
      if (definition.relation().relation().empty()) {
        return FieldError("relation.relation", "missing");
      }
      rule.check = RelationCheck{definition.relation().relation()};
      return absl::OkStatus();
    case v1::Rule::kOppositeResiduals: {
      const v1::OppositeResidualsCheck& check = definition.opposite_residuals();
      if (check.relations().empty() || check.balanced().empty()) {
        return FieldError("opposite_residuals", "relations and balanced are both needed");
      }
      rule.check = OppositeResidualsCheck{{check.relations().begin(), check.relations().end()}, check.balanced()};
      return absl::OkStatus();
    }
    case v1::Rule::kCellState: {
      absl::StatusOr<CellStateCheck> check = CompileCellState(definition.cell_state());
      if (!check.ok()) {
        return check.status();
      }
      rule.check = *std::move(check);
      return absl::OkStatus();
    }
    case v1::Rule::kRecognition:
      rule.check = RecognitionCheck{};
      return absl::OkStatus();
    case v1::Rule::CHECK_NOT_SET:
      break;
  }
  return FieldError("check", "missing");
}

}  // namespace

absl::StatusOr<Rule> CompileRule(const v1::Rule& definition) {
  Rule rule;
  rule.id = definition.id();
  const absl::StatusOr<Severity> severity = CompileSeverity("severity", definition.severity());
  if (!severity.ok()) {
    return severity.status();
  }
  rule.severity = *severity;
  if (definition.name_zh().empty() || definition.name_en().empty()) {
    return FieldError(definition.name_zh().empty() ? "name_zh" : "name_en", "missing");
  }
  if (absl::Status status = CompileCheck(definition, rule); !status.ok()) {
    return status;
  }
  const Placeholders& names = PlaceholdersOf(definition.check_case());
  if (absl::Status status = CompileMessage("message_zh", definition.message_zh(), names, rule.message_zh);
      !status.ok()) {
    return status;
  }
  if (absl::Status status = CompileMessage("message_en", definition.message_en(), names, rule.message_en);
      !status.ok()) {
    return status;
  }
  const bool is_about_relation = definition.has_relation() || definition.has_opposite_residuals();
  if (definition.basis().empty() && !is_about_relation) {
    return FieldError("basis", "missing");
  }
  rule.basis = definition.basis();
  rule.forms.assign(definition.forms().begin(), definition.forms().end());
  rule.since_year = definition.since_year();
  rule.until_year = definition.until_year();
  if (rule.since_year < 0 || rule.until_year < 0 || (rule.until_year != 0 && rule.until_year < rule.since_year)) {
    return FieldError("since_year, until_year",
                      fmt::format("no year lies in {} to {}", rule.since_year, rule.until_year));
  }
  return rule;
}

}  // namespace gouji::validate
