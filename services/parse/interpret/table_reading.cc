#include "services/parse/interpret/table_reading.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "services/parse/interpret/alignment.h"
#include "services/parse/interpret/confirmation.h"
#include "services/parse/interpret/diagnostics.h"
#include "services/parse/interpret/equations.h"
#include "services/parse/interpret/lone_rows.h"
#include "services/parse/interpret/lost_rows.h"
#include "services/parse/interpret/official_words.h"
#include "services/parse/interpret/row_evidence.h"
#include "services/parse/interpret/row_layout.h"
#include "services/parse/interpret/row_matching.h"
#include "services/parse/interpret/row_region.h"

namespace gouji::parse {
namespace {

using report::CellState;
using report::Evidence;
using report::Form;
using report::FormRow;
using report::FormTable;

std::string RowName(const FormTable& table, const FormRow& row, bool chinese) {
  const std::string& table_name = chinese ? table.name_zh : table.name_en;
  const std::string& row_name = chinese ? row.name_zh : row.name_en;
  if (row_name.empty()) {
    return table_name;
  }
  return chinese ? fmt::format("{}“{}”", table_name, row_name) : fmt::format("{}, \"{}\"", table_name, row_name);
}

class TablesReader {
 public:
  TablesReader(const FormIndex& index, const Document& document, const std::vector<PrintedRow>& printed,
               report::Report& report)
      : index_(index),
        form_(index.form()),
        document_(document),
        printed_(printed),
        empty_cells_(StyleOfEmptyCells(index, printed)),
        report_(report),
        reasons_(form_.cell_count(), "no row of the document was recognised as its row"),
        is_left_out_(form_.cell_count()),
        is_placed_by_relations_(form_.cell_count()),
        is_matched_(printed.size()) {
    report_.cells.assign(form_.cell_count(), {});
    report_.evidence.assign(form_.cell_count(), {});
  }

  int Read() {
    int row_count = 0;
    for (size_t t = 0; t < form_.tables().size(); ++t) {
      row_count += ReadTable(static_cast<int>(t));
    }
    ResolveOpenRows();
    DropUnconfirmed();
    JudgeRecognised();
    InferLostRows();
    WriteNotes();
    return row_count;
  }

 private:
  struct Open {
    int table;
    RowLayout layout;
  };

  RowSpan SpanOf(int table, int row) const {
    const FormRow& form_row = form_.tables()[table].rows[row];
    return {.first_cell = form_row.first_cell,
            .column_count = static_cast<int>(form_.tables()[table].ColumnsOf(form_row).size())};
  }

  int ReadTable(int table_index) {
    const FormTable& table = form_.tables()[table_index];
    TableMatch match = MatchTable(index_, table_index, printed_);
    for (const int header : match.wrong_headers) {
      Add(DocumentDiagnostic(
          kHeaderUnknown, fmt::format("{}的表头与{}不符，其下数据未读取", table.name_zh, form_.name_zh()),
          fmt::format("{}: the column headers are not those of the form {}; the rows below were not read",
                      table.name_en, form_.id()),
          RowEvidence(printed_[header], 0)));
    }
    if (match.printed_twice >= 0) {
      Add(DocumentDiagnostic(kSecondReport, fmt::format("{}印了两次，数据不同，未读取", table.name_zh),
                             fmt::format("{} is printed twice with different figures; it was not read", table.name_en),
                             RowEvidence(printed_[match.printed_twice], 0)));
    }
    for (const int unknown : match.unknown_rows) {
      Add(DocumentDiagnostic(kRowUnknown, fmt::format("{}中有一行不属于该表", table.name_zh),
                             fmt::format("{}: a row of values that the form does not have", table.name_en),
                             RowEvidence(printed_[unknown], 0)));
    }
    std::vector<bool> found(table.rows.size());
    TableLayouts layouts = LayOutTable(index_, table_index, printed_, match.rows, empty_cells_, cells_kept_);
    cells_kept_ = std::max(cells_kept_, layouts.cells_kept);
    for (RowLayout& layout : layouts.rows) {
      found[layout.row] = true;
      PlaceRow(table_index, std::move(layout));
    }
    for (const MatchedRow& row : match.rows) {
      if (!row.exact) {
        NoteDamagedLabel(table, row);
      }
    }
    NoteLabelWords(index_, table_index, printed_, match.rows, report_);
    NoteMissingRows(table, found);
    for (const MatchedRow& row : match.rows) {
      is_matched_[row.printed] = true;
    }
    const int row_count = static_cast<int>(match.rows.size()) + match.printed_twice_count;
    matches_.push_back(std::move(match));
    return row_count;
  }

  void NoteDamagedLabel(const FormTable& table, const MatchedRow& match) {
    const FormRow& row = table.rows[match.row];
    if (match.label_end == 0) {
      return;
    }
    const std::string label = RawText(printed_[match.printed].row->cells[match.label_end - 1].text);
    Add(DocumentDiagnostic(kLabelDamaged, fmt::format("“{}”按相似度认作“{}”", label, row.name_zh),
                           fmt::format("\"{}\" was taken for the row \"{}\" by its likeness", label, row.name_en),
                           CellEvidence(printed_[match.printed], match.label_end - 1)));
  }

  void NoteMissingRows(const FormTable& table, const std::vector<bool>& found) {
    if (std::none_of(found.begin(), found.end(), [](bool f) { return f; })) {
      std::vector<int> cells(table.cell_count);
      for (int c = 0; c < table.cell_count; ++c) {
        cells[c] = table.first_cell + c;
      }
      Add(DocumentDiagnostic(kTableMissing, fmt::format("未找到{}", table.name_zh),
                             fmt::format("{} was not found", table.name_en), {}, std::move(cells)));
      return;
    }
    for (size_t r = 0; r < found.size(); ++r) {
      if (found[r]) {
        continue;
      }
      const FormRow& row = table.rows[r];
      std::vector<int> cells;
      for (size_t c = 0; c < table.ColumnsOf(row).size(); ++c) {
        cells.push_back(row.first_cell + static_cast<int>(c));
      }
      Add(DocumentDiagnostic(kRowMissing, fmt::format("未找到{}一行", RowName(table, row, true)),
                             fmt::format("the row was not found: {}", RowName(table, row, false)), {},
                             std::move(cells)));
    }
  }

  // Gives cells of lost rows the values that the relations leave them. Not in a scan, where a row may have been
  // overlooked.
  void InferLostRows() {
    std::vector<RowSpan> lost_rows;
    for (size_t t = 0; t < matches_.size(); ++t) {
      for (const int row : LostRows(index_, static_cast<int>(t), document_, printed_, is_matched_, matches_[t])) {
        lost_rows.push_back(SpanOf(static_cast<int>(t), row));
      }
    }
    if (lost_rows.empty() || IsScan()) {
      return;
    }
    for (const DeterminedValue& determined : DeterminedValues(form_, report_.cells)) {
      const bool is_lost = std::any_of(lost_rows.begin(), lost_rows.end(), [&](const RowSpan& row) {
        return determined.cell >= row.first_cell && determined.cell < row.first_cell + row.column_count;
      });
      if (is_lost && determined.value >= 0) {
        report_.cells[determined.cell] = {.value = determined.value, .state = CellState::kInferred};
        reasons_[determined.cell] = form_.equations()[determined.equation].id;
      }
    }
  }

  bool IsScan() const {
    return std::any_of(report_.diagnostics.begin(), report_.diagnostics.end(),
                       [](const report::Diagnostic& d) { return d.id == kRecognisedRemark; });
  }

  void PlaceRow(int table_index, RowLayout layout) {
    const FormTable& table = form_.tables()[table_index];
    const FormRow& row = table.rows[layout.row];
    if (layout.alternatives.size() == 1 && std::all_of(layout.alternatives[0].begin(), layout.alternatives[0].end(),
                                                       [](int place) { return place >= 0; })) {
      for (size_t c = 0; c < layout.alternatives[0].size(); ++c) {
        SetToken(layout, row.first_cell, static_cast<int>(c), layout.alternatives[0][c]);
      }
      if (layout.printed->is_split) {
        to_confirm_.push_back(SpanOf(table_index, layout.row));
      }
      return;
    }
    const bool is_long = layout.tokens.size() > static_cast<int>(table.ColumnsOf(row).size());
    if (layout.alternatives.empty() && layout.shortness == Shortness::kNone && is_long) {
      const std::string text = RowText(*layout.printed, layout.first_token);
      Add(ReaderDiagnostic(kRowLong, fmt::format("{}的数值多于栏数：{}", RowName(table, row, true), text),
                           fmt::format("more values than columns: {}: {}", RowName(table, row, false), text),
                           RowEvidence(*layout.printed, layout.first_token)));
    } else if (layout.shortness == Shortness::kLost) {
      const std::string text = RowText(*layout.printed, layout.first_token);
      Add(ReaderDiagnostic(kRowShort, fmt::format("{}的数值少于栏数：{}", RowName(table, row, true), text),
                           fmt::format("fewer values than columns: {}: {}", RowName(table, row, false), text),
                           RowEvidence(*layout.printed, layout.first_token)));
    }
    open_.push_back({.table = table_index, .layout = std::move(layout)});
  }

  // Puts what is printed in a cell of the document into a cell of the form, read as its column reads it.
  void SetToken(const RowLayout& layout, int first_cell, int column, int token) {
    const int cell = first_cell + column;
    const CellReading& reading = layout.tokens.At(token, column);
    report_.cells[cell] = {.value = report::HasValue(reading.state) ? reading.value : 0, .state = reading.state};
    report_.evidence[cell] = CellEvidence(*layout.printed, layout.first_token + layout.tokens.PlaceOf(token));
    reasons_[cell] = reading.reason;
    if (reading.odd_decimals) {
      const std::string& raw = report_.evidence[cell].raw;
      Add(DocumentDiagnostic(kDecimalsInCount, fmt::format("件数印作“{}”", raw),
                             fmt::format("a count is printed as \"{}\"", raw), report_.evidence[cell], {cell}));
    }
  }

  void ResolveOpenRows() {
    std::vector<OpenRow> rows;
    for (const Open& open : open_) {
      const FormRow& row = form_.tables()[open.table].rows[open.layout.row];
      rows.push_back(
          {.first_cell = row.first_cell, .tokens = open.layout.tokens, .alternatives = open.layout.alternatives});
    }
    if (rows.empty()) {
      return;
    }
    const auto resolved = ResolveRows(form_, report_.cells, rows);
    for (size_t i = 0; i < open_.size(); ++i) {
      SettleRow(open_[i], resolved[i]);
      if (open_[i].layout.shortness == Shortness::kDropped) {
        to_confirm_.push_back(SpanOf(open_[i].table, open_[i].layout.row));
      }
    }
  }

  // Whether a row prints nothing but zeros.
  static bool IsZero(const RowTokens& tokens) {
    for (int token = 0; token < tokens.size(); ++token) {
      if (tokens.At(token, 0).state != CellState::kRead || tokens.At(token, 0).value != 0) {
        return false;
      }
    }
    return true;
  }

  void DropUnconfirmed() {
    std::vector<RowSpan> zero_rows;
    for (const Open& open : open_) {
      if (open.layout.shortness == Shortness::kDropped && IsZero(open.layout.tokens)) {
        zero_rows.push_back(SpanOf(open.table, open.layout.row));
      }
    }
    std::vector<int> dropped = UnconfirmedCells(form_, report_.cells, to_confirm_, zero_rows);
    for (const int cell : dropped) {
      report_.cells[cell] = {.value = 0, .state = CellState::kMissing};
      reasons_[cell] = "only the sum of its own row speaks for its place";
    }
    if (!dropped.empty()) {
      const size_t count = dropped.size();
      const Evidence& evidence = report_.evidence[dropped.front()];
      Add(ReaderDiagnostic(
          kRowOpen, fmt::format("{}个单元格的所属栏目未得到其他勾稽关系印证", count),
          fmt::format("the columns of {} cells are not confirmed by relations beyond their rows", count), evidence,
          std::move(dropped)));
    }
  }

  void SettleRow(const Open& open, const std::vector<ResolvedCell>& resolved) {
    const FormTable& table = form_.tables()[open.table];
    const FormRow& row = table.rows[open.layout.row];
    const Evidence row_evidence = RowEvidence(*open.layout.printed, open.layout.first_token);
    std::vector<int> open_cells;
    for (size_t c = 0; c < table.ColumnsOf(row).size(); ++c) {
      const int cell = row.first_cell + static_cast<int>(c);
      const ResolvedCell outcome = c < resolved.size() ? resolved[c] : ResolvedCell();
      switch (outcome.kind) {
        case ResolvedCell::Kind::kToken:
          SetToken(open.layout, row.first_cell, static_cast<int>(c), outcome.token);
          is_placed_by_relations_[cell] = true;
          break;
        case ResolvedCell::Kind::kInferred:
          SetWithoutToken(cell, {.value = outcome.value, .state = CellState::kInferred}, row_evidence,
                          form_.equations()[outcome.equation].id);
          break;
        case ResolvedCell::Kind::kDropped:
          SetWithoutToken(cell, {.value = 0, .state = CellState::kBlank}, row_evidence,
                          "the table leaves out empty cells");
          is_left_out_[cell] = true;
          break;
        case ResolvedCell::Kind::kOpen:
          SetWithoutToken(cell, {.value = 0, .state = CellState::kMissing}, row_evidence,
                          "the values of the row fit more than one place, or none");
          open_cells.push_back(cell);
          break;
      }
    }
    if (!open_cells.empty()) {
      Add(ReaderDiagnostic(kRowOpen, fmt::format("{}中有数值无法确定所属栏目", RowName(table, row, true)),
                           fmt::format("the columns of some values stay open: {}", RowName(table, row, false)),
                           row_evidence, std::move(open_cells)));
    }
  }

  void SetWithoutToken(int cell, report::Cell content, const Evidence& row_evidence, std::string_view reason) {
    report_.cells[cell] = content;
    report_.evidence[cell] = row_evidence;
    reasons_[cell] = reason;
  }

  // Marks what was recognised from an image and is not confirmed. Nothing is inferred from recognised figures.
  void JudgeRecognised() {
    const bool is_scan = IsScan();
    std::vector<Reliance> reliance(report_.cells.size(), Reliance::kPrinted);
    for (size_t cell = 0; cell < reliance.size(); ++cell) {
      const float confidence = report_.evidence[cell].confidence;
      if (confidence == 1) {
        continue;
      }
      const bool is_usable = confidence >= kLeastConfidence && !is_placed_by_relations_[cell];
      reliance[cell] = is_usable ? Reliance::kRecognised : Reliance::kUnusable;
      if (report_.cells[cell].state == CellState::kInferred) {
        report_.cells[cell] = {.value = 0, .state = CellState::kMissing};
        reasons_[cell] = "its row was recognised from an image and lacks a value";
      }
    }
    const std::vector<bool> believed = BelievedCells(form_, report_.cells, reliance);
    std::vector<int> doubtful;
    for (size_t cell = 0; cell < believed.size(); ++cell) {
      report::Cell& content = report_.cells[cell];
      // What a scan seems to lack may be what was not recognised.
      if (believed[cell] && !(is_scan && content.state == CellState::kMissing)) {
        continue;
      }
      doubtful.push_back(static_cast<int>(cell));
      if (content.state == CellState::kRead) {
        content.state = CellState::kUnconfirmed;
        reasons_[cell] = "recognised from an image, and no relation confirms it";
      }
    }
    if (const size_t count = doubtful.size(); count > 0) {
      report::Diagnostic diagnostic = ReaderDiagnostic(
          kCellsUnconfirmed, fmt::format("扫描件中有{}个单元格的识别结果未得到勾稽关系印证", count),
          fmt::format("{} cells were recognised from an image and are not confirmed by relations", count), {},
          std::move(doubtful));
      diagnostic.responsibility = report::Responsibility::kUncertain;
      Add(std::move(diagnostic));
    }
  }

  void WriteNotes() {
    // Nothing follows from numbers that are not confirmed.
    std::vector<report::Cell> certain = report_.cells;
    for (report::Cell& cell : certain) {
      if (cell.state == CellState::kUnconfirmed) {
        cell = {.value = 0, .state = CellState::kMissing};
      }
    }
    const auto implied = ImpliedValues(form_, certain);
    auto next = implied.begin();
    for (int cell = 0; cell < form_.cell_count(); ++cell) {
      while (next != implied.end() && next->first < cell) {
        ++next;
      }
      if (report_.cells[cell].state == CellState::kRead) {
        continue;
      }
      report::CellNote note{.cell = cell,
                            .raw = is_left_out_[cell] ? std::string() : report_.evidence[cell].raw,
                            .implied_value = {},
                            .reason = std::string(reasons_[cell]),
                            .evidence = report_.evidence[cell]};
      if (next != implied.end() && next->first == cell && !report_.cells[cell].has_value()) {
        note.implied_value = next->second;
      }
      report_.notes.push_back(std::move(note));
    }
  }

  void Add(report::Diagnostic diagnostic) { report_.diagnostics.push_back(std::move(diagnostic)); }

  const FormIndex& index_;
  const Form& form_;
  const Document& document_;
  const std::vector<PrintedRow>& printed_;
  const EmptyCells empty_cells_;
  report::Report& report_;
  // By cell, for its note: literals and names of equations.
  std::vector<std::string_view> reasons_;
  // By cell: whether the table leaves out empty cells, so that its evidence is the row and nothing is printed of it.
  std::vector<bool> is_left_out_;
  std::vector<bool> is_placed_by_relations_;
  std::vector<Open> open_;
  CellsKept cells_kept_ = CellsKept::kUnknown;  // by the tables read so far: dropped if one drops any
  std::vector<TableMatch> matches_;             // by table
  std::vector<bool> is_matched_;                // by printed row: whether it is one of the form's
  std::vector<RowSpan> to_confirm_;  // rows whose figures arithmetic alone has placed, without knowing what is lost
};

}  // namespace

int ReadTables(const FormIndex& index, const Document& document, const std::vector<PrintedRow>& printed,
               report::Report& report) {
  return TablesReader(index, document, printed, report).Read();
}

}  // namespace gouji::parse
