#include "services/cli/checked/checked_report_builder.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "services/cli/acknowledgement_text.h"
#include "services/cli/checked/advice.h"
#include "services/cli/checked/place_text.h"
#include "services/cli/checked/suggestion_text.h"
#include "services/cli/money_text.h"
#include "services/cli/quoted_line.h"
#include "services/cli/source_text.h"

namespace gouji::cli {
namespace {

using report::v1::Evidence;
using validate::v1::Finding;
using validate::v1::Suggestion;

constexpr std::size_t kQuoteLimit = 3;  // of one finding
constexpr int kQuoteWidth = 120;        // columns

std::vector<CheckedCell> ReadCells(const report::Report& report, Language language) {
  std::vector<CheckedCell> cells;
  if (report.form == nullptr) return cells;
  const report::Form& form = *report.form;
  cells.reserve(report.cells.size());
  for (int i = 0; i < form.cell_count(); ++i) {
    const report::FormCell& definition = form.cells()[i];
    const report::FormTable& table = form.tables()[definition.table];
    const report::FormRow& row = table.rows[definition.row];
    const report::FormColumn& column = table.ColumnsOf(row)[definition.column];
    CheckedCell cell{.path = definition.path,
                     .name = std::string(Choose(language, definition.name_zh, definition.name_en)),
                     .row_name = std::string(Choose(language, row.name_zh, row.name_en)),
                     .head_name = std::string(Choose(language, column.short_name_zh, column.short_name_en)),
                     .type = definition.type,
                     .value = report.cells[i]};
    if (row.label.empty()) cell.row_name = Choose(language, column.group_name_zh, column.group_name_en);
    if (cell.value.has_value()) cell.text = ValueText(cell.value.value, cell.type);
    if (const report::CellNote* note = report.FindNote(i)) {
      if (!cell.value.has_value() && cell.value.state != report::CellState::kMissing) cell.text = note->raw;
      if (note->raw != cell.text) cell.raw = note->raw;
      cell.reason = note->reason;
      cell.implied_value = note->implied_value;
    } else if (!report.evidence.empty() && report.evidence[i].raw != cell.text) {
      cell.raw = report.evidence[i].raw;
    }
    cells.push_back(std::move(cell));
  }
  return cells;
}

// The equation that a finding says does not hold: its operands are just the finding's cells, and their sums its sides.
// Null when there is none.
const report::Equation* FindEquation(const report::Report& report, const std::vector<int>& cells,
                                     const Finding& finding) {
  if (cells.size() < 2 || !finding.has_left() || !finding.has_right()) return nullptr;
  const auto sum = [&](const std::vector<int>& operands) {
    return std::accumulate(operands.begin(), operands.end(), std::int64_t{0},
                           [&](std::int64_t total, int cell) { return total + report.cells[cell].value; });
  };
  for (const int index : report.form->EquationsOf(cells.front())) {
    const report::Equation& equation = report.form->equations()[index];
    std::vector<int> operands = equation.left;
    operands.insert(operands.end(), equation.right.begin(), equation.right.end());
    std::sort(operands.begin(), operands.end());
    if (operands == cells && sum(equation.left) == finding.left() && sum(equation.right) == finding.right()) {
      return &equation;
    }
  }
  return nullptr;
}

void SortUnique(std::vector<int>* values) {
  std::sort(values->begin(), values->end());
  values->erase(std::unique(values->begin(), values->end()), values->end());
}

class FindingReader {
 public:
  FindingReader(const report::Report& report, std::string_view document, const report::v1::Source& source,
                Language language)
      : report_(report), text_(document, source), language_(language) {}

  CheckedFinding Read(const Finding& finding) const {
    CheckedFinding checked;
    checked.finding = finding;
    checked.message = Choose(language_, finding.message_zh(), finding.message_en());
    if (checked.message.empty()) checked.message = finding.message_zh() + finding.message_en();
    const report::Form* form = report_.form;
    for (const std::string& path : finding.cells()) {
      if (const auto cell = form == nullptr ? std::nullopt : form->FindCell(path)) checked.cells.push_back(*cell);
    }
    SortUnique(&checked.cells);
    if (form != nullptr) checked.equation = FindEquation(report_, checked.cells, finding);
    checked.acknowledgement = AcknowledgementText(finding, language_);
    ReadSuggestions(finding, &checked);
    ReadPlaces(finding, &checked);
    return checked;
  }

 private:
  void ReadSuggestions(const Finding& finding, CheckedFinding* checked) const {
    for (const Suggestion& suggestion : finding.suggestions()) {
      CheckedSuggestion& read = checked->suggestions.emplace_back();
      read.text = SuggestionText(suggestion, report_.form, language_);
      for (const validate::v1::CellChange& change : suggestion.changes()) {
        const auto cell = report_.form == nullptr ? std::nullopt : report_.form->FindCell(change.cell());
        if (!cell) continue;
        read.cells.push_back(*cell);
        read.values.push_back(change.has_to() ? ValueText(change.to(), report_.form->cells()[*cell].type) : "");
      }
    }
    checked->tie_count = CountTies(finding);
    const std::size_t best_count = std::min<std::size_t>(checked->suggestions.size(), std::max(1, checked->tie_count));
    for (std::size_t i = 0; i < best_count; ++i) {
      const std::vector<int>& cells = checked->suggestions[i].cells;
      checked->suspects.insert(checked->suspects.end(), cells.begin(), cells.end());
    }
    SortUnique(&checked->suspects);
    checked->advice = MakeAdvice(*checked, language_);
  }

  // The evidence of the one suspect says best where to look; else that of all cells, else that of the prose.
  void ReadPlaces(const Finding& finding, CheckedFinding* checked) const {
    std::vector<Evidence> of_suspects;
    std::vector<Evidence> of_cells;
    std::vector<Evidence> of_prose;
    for (const Evidence& evidence : finding.evidence()) {
      (evidence.cell().empty() ? of_prose : of_cells).push_back(evidence);
    }
    if (checked->tie_count <= 1 && !report_.evidence.empty()) {
      for (const int cell : checked->suspects) {
        report::EvidenceToProto(report_.evidence[cell], report_.form->cells()[cell].path, &of_suspects.emplace_back());
      }
    }
    const std::vector<Evidence>& place = !of_suspects.empty() ? of_suspects : !of_cells.empty() ? of_cells : of_prose;
    checked->place = PlaceText(place, language_);
    checked->line = FirstLine(place);
    // Cells are shown in their table; where that is not possible, and for prose, the text is.
    Quotes(report_.form == nullptr ? of_cells : of_prose, checked);
  }

  void Quotes(const std::vector<Evidence>& pieces, CheckedFinding* checked) const {
    std::map<int, std::vector<Mark>> marks_of_line;
    for (const Evidence& piece : pieces) {
      if (piece.line() > 0 && !text_.Line(piece.line()).empty()) {
        marks_of_line[piece.line()].push_back({.column = piece.column(), .text = piece.raw()});
      } else if (!piece.raw().empty() && checked->quotes.size() < kQuoteLimit) {
        checked->quotes.push_back({.line = piece.line(), .text = QuoteLine(piece.raw(), {}, kQuoteWidth).text});
      }
    }
    for (const auto& [line, marks] : marks_of_line) {
      if (checked->quotes.size() == kQuoteLimit) return;
      QuotedLine quoted = QuoteLine(text_.Line(line), marks, kQuoteWidth);
      checked->quotes.push_back({.line = line, .text = std::move(quoted.text), .markers = std::move(quoted.markers)});
    }
  }

  const report::Report& report_;
  const SourceText text_;
  const Language language_;
};

// The index of the root cause of each finding, its own for a root. Fingerprints that name no finding, or lead back to
// where they came from, make no cause.
std::vector<int> FindRoots(const google::protobuf::RepeatedPtrField<Finding>& findings) {
  std::unordered_map<std::string_view, int> index_of;
  for (int i = 0; i < findings.size(); ++i) {
    if (!findings[i].fingerprint().empty()) index_of.emplace(findings[i].fingerprint(), i);
  }
  constexpr int kLongestChain = 8;
  std::vector<int> roots(findings.size());
  for (int i = 0; i < findings.size(); ++i) {
    int root = i;
    int steps = 0;
    for (; steps < kLongestChain && !findings[root].caused_by().empty(); ++steps) {
      const auto cause = index_of.find(findings[root].caused_by());
      if (cause == index_of.end() || cause->second == root) break;
      root = cause->second;
    }
    roots[i] = steps == kLongestChain ? i : root;
  }
  return roots;
}

void MarkCells(CheckedReport* checked) {
  for (std::size_t i = 0; i < checked->findings.size(); ++i) {
    const CheckedFinding& finding = checked->findings[i];
    const bool is_note = finding.finding.severity() == validate::v1::SEVERITY_INFO;
    for (const int cell : MarkedCells(finding)) {
      const CellMark mark = std::min(MarkOf(finding, cell), is_note ? CellMark::kInvolved : CellMark::kWrong);
      checked->cells[cell].mark = std::max(checked->cells[cell].mark, mark);
      checked->cells[cell].findings.push_back(static_cast<int>(i));
    }
  }
}

}  // namespace

absl::StatusOr<CheckedReportBuilder> CheckedReportBuilder::Create(const report::FormCatalog& catalog,
                                                                  Language language) {
  absl::StatusOr<report::ReportConverter> converter = report::ReportConverter::Create(catalog);
  if (!converter.ok()) return converter.status();
  return CheckedReportBuilder(*std::move(converter), language);
}

CheckedReport CheckedReportBuilder::Build(std::string source, std::string_view document,
                                          const gateway::v1::CheckDocumentResponse& checked) const {
  CheckedReport result;
  result.source = std::move(source);
  result.assessment = checked.assessment();
  absl::StatusOr<report::Report> report = converter_.FromProto(checked.report());
  if (report.ok()) result.report = *std::move(report);
  result.cells = ReadCells(result.report, language_);

  const bool needs_text = !checked.findings().empty();
  const FindingReader reader(result.report, needs_text ? document : "", checked.report().source(), language_);
  const std::vector<int> roots = FindRoots(checked.findings());
  std::vector<std::vector<int>> consequences(roots.size());
  for (std::size_t i = 0; i < roots.size(); ++i) {
    if (roots[i] != static_cast<int>(i)) consequences[roots[i]].push_back(static_cast<int>(i));
  }
  for (std::size_t i = 0; i < roots.size(); ++i) {
    if (roots[i] != static_cast<int>(i)) continue;
    const int root = static_cast<int>(result.findings.size());
    result.findings.push_back(reader.Read(checked.findings(static_cast<int>(i))));
    for (const int consequence : consequences[i]) {
      result.findings[root].consequences.push_back(static_cast<int>(result.findings.size()));
      result.findings.push_back(reader.Read(checked.findings(consequence)));
      result.findings.back().cause = root;
    }
  }
  for (const CheckedFinding& finding : result.findings) {
    const validate::v1::Severity severity = finding.finding.severity();
    if (finding.finding.has_acknowledgement()) continue;
    ++(severity == validate::v1::SEVERITY_ERROR     ? result.error_count
       : severity == validate::v1::SEVERITY_WARNING ? result.warning_count
                                                    : result.note_count);
  }
  MarkCells(&result);
  // No output shows the prose, which may be long.
  result.report.sections.clear();
  result.report.facts.clear();
  return result;
}

}  // namespace gouji::cli
