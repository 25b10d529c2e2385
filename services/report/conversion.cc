#include "services/report/conversion.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "fmt/format.h"
#include "services/report/error.h"
#include "services/report/value_range.h"

namespace gouji::report {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// The message that holds some neighbouring cells, and their fields. Cells of a row share it, so that it is looked up
// once.
struct Group {
  std::vector<const FieldDescriptor*> path;  // from Report to the message
  std::vector<std::pair<int, const FieldDescriptor*>> cells;
};

struct FormTables {
  const Form* form;
  std::vector<Group> groups;
};

absl::StatusOr<FormTables> CompileTables(const Form& form) {
  FormTables tables{.form = &form, .groups = {}};
  std::string previous_prefix;
  for (int cell = 0; cell < form.cell_count(); ++cell) {
    const std::string& path = form.cells()[cell].path;
    const size_t dot = path.rfind('.');
    const std::string prefix = dot == std::string::npos ? "" : path.substr(0, dot);
    const google::protobuf::Descriptor* descriptor = v1::Report::descriptor();
    if (tables.groups.empty() || prefix != previous_prefix) {
      tables.groups.emplace_back();
      for (const absl::string_view name : absl::StrSplit(prefix, '.', absl::SkipEmpty())) {
        const FieldDescriptor* field = descriptor->FindFieldByName(std::string(name));
        if (field == nullptr || field->type() != FieldDescriptor::TYPE_MESSAGE || field->is_repeated()) {
          return absl::InvalidArgumentError(fmt::format("form {}: no message on the wire for {}", form.id(), path));
        }
        tables.groups.back().path.push_back(field);
        descriptor = field->message_type();
      }
      previous_prefix = prefix;
    } else if (!tables.groups.back().path.empty()) {
      descriptor = tables.groups.back().path.back()->message_type();
    }
    const FieldDescriptor* field = descriptor->FindFieldByName(path.substr(dot + 1));
    if (field == nullptr || field->type() != FieldDescriptor::TYPE_INT64 || !field->has_presence()) {
      return absl::InvalidArgumentError(fmt::format("form {}: no optional int64 on the wire for {}", form.id(), path));
    }
    tables.groups.back().cells.emplace_back(cell, field);
  }
  return tables;
}

// Counts the numbers in a message tree, so that numbers outside of the form do not vanish silently.
int CountNumbers(const Message& message) {
  int count = 0;
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->type() == FieldDescriptor::TYPE_INT64) {
      ++count;
    } else if (field->type() == FieldDescriptor::TYPE_MESSAGE) {
      count += CountNumbers(message.GetReflection()->GetMessage(message, field));
    }
  }
  return count;
}

absl::Status Malformed(std::string_view what) {
  return Error(absl::StatusCode::kInvalidArgument, Reason::kMalformedReport, what);
}

Evidence EvidenceFromProto(const v1::Evidence& message) {
  return {.page = message.page(),
          .line = message.line(),
          .column = message.column(),
          .table = message.table(),
          .row = message.row(),
          .cell_index = message.cell_index(),
          .raw = message.raw(),
          .confidence = message.confidence()};
}

std::string_view CellPath(const Form* form, int cell) { return form->cells()[cell].path; }

void HeaderToProto(const Report& report, v1::Report* message) {
  if (report.form != nullptr) {
    message->set_form(report.form->id());
  }
  v1::Agency* agency = message->mutable_agency();
  agency->set_name(report.agency.name);
  agency->set_region_code(report.agency.region_code);
  agency->mutable_region_path()->Assign(report.agency.region_path.begin(), report.agency.region_path.end());
  agency->set_level(static_cast<v1::AgencyLevel>(report.agency.level));
  agency->set_kind(static_cast<v1::AgencyKind>(report.agency.kind));
  agency->set_scope(static_cast<v1::ReportScope>(report.agency.scope));
  message->set_year(report.year);
  message->set_issue_date(report.issue_date);
  message->set_period_start(report.period_start);
  message->set_period_end(report.period_end);
  v1::Source* source = message->mutable_source();
  source->set_sha256(report.source.sha256);
  source->set_media_type(report.source.media_type);
  source->set_charset(report.source.charset);
  source->set_byte_count(report.source.byte_count);
  source->set_parser_version(report.source.parser_version);
}

absl::Status HeaderFromProto(const v1::Report& message, Report& report) {
  const v1::Agency& agency = message.agency();
  if (!v1::AgencyLevel_IsValid(agency.level()) || !v1::AgencyKind_IsValid(agency.kind()) ||
      !v1::ReportScope_IsValid(agency.scope())) {
    return Malformed("agency: level, kind or scope is no value of its enumeration");
  }
  report.agency = {.name = agency.name(),
                   .region_code = agency.region_code(),
                   .region_path = {agency.region_path().begin(), agency.region_path().end()},
                   .level = static_cast<AgencyLevel>(agency.level()),
                   .kind = static_cast<AgencyKind>(agency.kind()),
                   .scope = static_cast<ReportScope>(agency.scope())};
  report.year = message.year();
  report.issue_date = message.issue_date();
  report.period_start = message.period_start();
  report.period_end = message.period_end();
  const v1::Source& source = message.source();
  report.source = {.sha256 = source.sha256(),
                   .media_type = source.media_type(),
                   .charset = source.charset(),
                   .byte_count = source.byte_count(),
                   .parser_version = source.parser_version()};
  return absl::OkStatus();
}

void ProseToProto(const Report& report, v1::Report* message) {
  for (const Section& section : report.sections) {
    v1::Section* out = message->add_sections();
    out->set_number(section.number);
    out->set_heading(section.heading);
    out->set_text(section.text);
    for (const Evidence& position : section.positions) {
      EvidenceToProto(position, "", out->add_positions());
    }
  }
  for (const Fact& fact : report.facts) {
    v1::Fact* out = message->add_facts();
    out->set_kind(fact.kind);
    out->set_value(fact.value);
    out->set_unit(fact.unit);
    out->set_quote(fact.quote);
    EvidenceToProto(fact.position, "", out->mutable_position());
    out->set_group(fact.group);
    out->set_denial(fact.denial);
  }
  for (const Diagnostic& diagnostic : report.diagnostics) {
    v1::Diagnostic* out = message->add_diagnostics();
    out->set_id(diagnostic.id);
    out->set_message_zh(diagnostic.message_zh);
    out->set_message_en(diagnostic.message_en);
    out->set_responsibility(static_cast<v1::Responsibility>(diagnostic.responsibility));
    for (const int cell : diagnostic.cells) {
      out->add_cells(std::string(CellPath(report.form, cell)));
    }
    EvidenceToProto(diagnostic.evidence, "", out->mutable_evidence());
  }
}

absl::Status ProseFromProto(const v1::Report& message, Report& report) {
  for (const v1::Section& section : message.sections()) {
    Section& out = report.sections.emplace_back();
    out.number = section.number();
    out.heading = section.heading();
    out.text = section.text();
    std::transform(section.positions().begin(), section.positions().end(), std::back_inserter(out.positions),
                   EvidenceFromProto);
  }
  for (const v1::Fact& fact : message.facts()) {
    report.facts.push_back({.kind = fact.kind(),
                            .value = fact.value(),
                            .unit = fact.unit(),
                            .quote = fact.quote(),
                            .position = EvidenceFromProto(fact.position()),
                            .group = fact.group(),
                            .denial = fact.denial()});
  }
  for (const v1::Diagnostic& in : message.diagnostics()) {
    if (in.responsibility() == v1::RESPONSIBILITY_UNSPECIFIED || !v1::Responsibility_IsValid(in.responsibility())) {
      return Malformed(fmt::format("diagnostic {}: responsibility is not given", in.id()));
    }
    Diagnostic diagnostic{.id = in.id(),
                          .message_zh = in.message_zh(),
                          .message_en = in.message_en(),
                          .responsibility = static_cast<Responsibility>(in.responsibility()),
                          .cells = {},
                          .evidence = EvidenceFromProto(in.evidence())};
    for (const std::string& path : in.cells()) {
      const std::optional<int> cell = report.form == nullptr ? std::nullopt : report.form->FindCell(path);
      if (!cell.has_value()) {
        return Malformed(fmt::format("diagnostic {}: the form has no cell {}", in.id(), path));
      }
      diagnostic.cells.push_back(*cell);
    }
    report.diagnostics.push_back(std::move(diagnostic));
  }
  return absl::OkStatus();
}

absl::Status NotesFromProto(const v1::Report& message, Report& report) {
  for (const v1::CellNote& in : message.cell_notes()) {
    const std::optional<int> cell = report.form == nullptr ? std::nullopt : report.form->FindCell(in.cell());
    if (!cell.has_value()) {
      return Malformed(fmt::format("cell_notes: the form has no cell {}", in.cell()));
    }
    if (!v1::CellState_IsValid(in.state()) || in.state() == v1::CELL_STATE_UNSPECIFIED) {
      return Malformed(fmt::format("cell_notes: {} has no state", in.cell()));
    }
    Cell& target = report.cells[*cell];
    const auto state = static_cast<CellState>(in.state());
    if (HasValue(state) != target.has_value()) {
      return Malformed(fmt::format("cell_notes: {} is {} but the cell has {} value", in.cell(),
                                   v1::CellState_Name(in.state()), target.has_value() ? "a" : "no"));
    }
    target.state = state;
    CellNote note{.cell = *cell,
                  .raw = in.raw(),
                  .implied_value = std::nullopt,
                  .reason = in.reason(),
                  .evidence = EvidenceFromProto(in.evidence())};
    if (in.has_implied_value()) {
      if (!IsInRange(report.form->cells()[*cell].type, in.implied_value())) {
        return Malformed(fmt::format("cell_notes: the implied value of {} is out of range", in.cell()));
      }
      note.implied_value = in.implied_value();
    }
    report.notes.push_back(std::move(note));
  }
  // Cells without value and note: the caller did not say why; they count as lost.
  std::vector<bool> noted(report.cells.size());
  for (const CellNote& note : report.notes) {
    if (noted[note.cell]) {
      return Malformed(fmt::format("cell_notes: two notes on {}", CellPath(report.form, note.cell)));
    }
    noted[note.cell] = true;
  }
  for (size_t cell = 0; cell < report.cells.size(); ++cell) {
    if (!report.cells[cell].has_value() && !noted[cell]) {
      CellNote note;
      note.cell = static_cast<int>(cell);
      report.notes.push_back(std::move(note));
    }
  }
  std::stable_sort(report.notes.begin(), report.notes.end(),
                   [](const CellNote& a, const CellNote& b) { return a.cell < b.cell; });
  return absl::OkStatus();
}

absl::Status EvidenceListFromProto(const v1::Report& message, Report& report) {
  if (message.evidence().empty()) {
    return absl::OkStatus();
  }
  report.evidence.resize(report.cells.size());
  int expected = 0;  // evidence comes in the order of the form's cells, so that a comparison finds most of them
  for (const v1::Evidence& in : message.evidence()) {
    std::optional<int> cell;
    if (report.form != nullptr && expected < report.form->cell_count() &&
        CellPath(report.form, expected) == in.cell()) {
      cell = expected;
    } else if (report.form != nullptr) {
      cell = report.form->FindCell(in.cell());
    }
    if (!cell.has_value()) {
      return Malformed(fmt::format("evidence: the form has no cell {}", in.cell()));
    }
    report.evidence[*cell] = EvidenceFromProto(in);
    expected = *cell + 1;
  }
  return absl::OkStatus();
}

}  // namespace

struct ReportConverter::Tables {
  const FormCatalog* catalog;
  std::unordered_map<std::string, FormTables> by_form;
};

ReportConverter::ReportConverter(std::unique_ptr<const Tables> tables) : tables_(std::move(tables)) {}
ReportConverter::ReportConverter(ReportConverter&&) noexcept = default;
ReportConverter& ReportConverter::operator=(ReportConverter&&) noexcept = default;
ReportConverter::~ReportConverter() = default;

absl::StatusOr<ReportConverter> ReportConverter::Create(const FormCatalog& catalog) {
  auto tables = std::make_unique<Tables>();
  tables->catalog = &catalog;
  for (const Form& form : catalog.forms()) {
    auto form_tables = CompileTables(form);
    if (!form_tables.ok()) {
      return form_tables.status();
    }
    tables->by_form.emplace(form.id(), *std::move(form_tables));
  }
  return ReportConverter(std::move(tables));
}

void ReportConverter::ToProto(const Report& report, EvidenceMode mode, v1::Report* message) const {
  HeaderToProto(report, message);
  if (report.form != nullptr) {
    for (const Group& group : tables_->by_form.at(report.form->id()).groups) {
      Message* holder = nullptr;  // made only when a cell has a value
      for (const auto& [cell, field] : group.cells) {
        if (!report.cells[cell].has_value()) {
          continue;
        }
        if (holder == nullptr) {
          holder = message;
          for (const FieldDescriptor* step : group.path) {
            holder = holder->GetReflection()->MutableMessage(holder, step);
          }
        }
        holder->GetReflection()->SetInt64(holder, field, report.cells[cell].value);
      }
    }
    for (const CellNote& note : report.notes) {
      v1::CellNote* out = message->add_cell_notes();
      out->set_cell(std::string(CellPath(report.form, note.cell)));
      out->set_state(static_cast<v1::CellState>(report.cells[note.cell].state));
      out->set_raw(note.raw);
      out->set_reason(note.reason);
      if (note.implied_value.has_value()) {
        out->set_implied_value(*note.implied_value);
      }
      EvidenceToProto(note.evidence, "", out->mutable_evidence());
    }
    if (mode == EvidenceMode::kInclude) {
      for (size_t cell = 0; cell < report.evidence.size(); ++cell) {
        EvidenceToProto(report.evidence[cell], CellPath(report.form, static_cast<int>(cell)), message->add_evidence());
      }
    }
  }
  ProseToProto(report, message);
}

absl::StatusOr<Report> ReportConverter::FromProto(const v1::Report& message) const {
  Report report;
  if (!message.form().empty()) {
    report.form = tables_->catalog->Find(message.form());
    if (report.form == nullptr) {
      return Error(absl::StatusCode::kInvalidArgument, Reason::kUnknownForm,
                   fmt::format("report.form: no form has the id \"{}\"", message.form()));
    }
    report.cells.resize(report.form->cell_count());
    int found_count = 0;
    for (const Group& group : tables_->by_form.at(report.form->id()).groups) {
      const Message* holder = &message;
      for (const FieldDescriptor* step : group.path) {
        holder = &holder->GetReflection()->GetMessage(*holder, step);
      }
      for (const auto& [cell, field] : group.cells) {
        if (!holder->GetReflection()->HasField(*holder, field)) {
          continue;
        }
        const int64_t value = holder->GetReflection()->GetInt64(*holder, field);
        if (!IsInRange(report.form->cells()[cell].type, value)) {
          return Malformed(fmt::format("{}: {} is out of range", CellPath(report.form, cell), value));
        }
        report.cells[cell] = {.value = value, .state = CellState::kRead};
        ++found_count;
      }
    }
    const int number_count = CountNumbers(message.proactive_disclosure()) + CountNumbers(message.applications()) +
                             CountNumbers(message.disputes()) + CountNumbers(message.proactive_disclosure_2019());
    if (number_count != found_count) {
      return Malformed(fmt::format("{} numbers stand in fields that the form {} does not have",
                                   number_count - found_count, message.form()));
    }
  }
  for (const absl::Status& status : {HeaderFromProto(message, report), NotesFromProto(message, report),
                                     EvidenceListFromProto(message, report), ProseFromProto(message, report)}) {
    if (!status.ok()) {
      return status;
    }
  }
  return report;
}

void EvidenceToProto(const Evidence& evidence, std::string_view cell_path, v1::Evidence* message) {
  message->set_cell(cell_path.data(), cell_path.size());
  message->set_page(evidence.page);
  message->set_line(evidence.line);
  message->set_column(evidence.column);
  message->set_table(evidence.table);
  message->set_row(evidence.row);
  message->set_cell_index(evidence.cell_index);
  message->set_raw(evidence.raw);
  message->set_confidence(evidence.confidence);
}

}  // namespace gouji::report
