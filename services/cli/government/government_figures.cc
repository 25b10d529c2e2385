#include "services/cli/government/government_figures.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "absl/strings/str_split.h"
#include "fmt/format.h"
#include "gouji/gateway/v1/gateway_service.pb.h"
#include "services/cli/government/government_text.h"
#include "services/cli/money_text.h"
#include "services/cli/stats/cell_names.h"
#include "services/cli/stats/population_text.h"
#include "services/cli/stats/summary_figures.h"

namespace gouji::cli {
namespace {

namespace sv1 = statistics::v1;

constexpr double kFenInWanYuan = 1e6;
constexpr int kExplanationsInCell = 2;

Figure Text(std::string_view text) { return {.text = std::string(text)}; }

Figure Amount(std::int64_t value, report::CellType type) {
  const auto number = static_cast<double>(value);
  return {.text = ValueText(value, type),
          .number = report::IsMoney(type) ? number / kFenInWanYuan : number,
          .exact = fmt::format("{}", value)};
}

Figure NoNumber() { return {.text = "—", .exact = ""}; }

Figure Count(std::int64_t count) { return {.text = fmt::format("{}", count), .number = static_cast<double>(count)}; }

FigureColumn Column(std::string_view key, std::string_view name, bool is_number) {
  return {.key = std::string(key), .name = std::string(name), .is_number = is_number};
}

std::vector<std::string> Lines(const std::string& text) { return absl::StrSplit(text, '\n', absl::SkipEmpty()); }

// How many units have not reported: of a compiled report and of a reconciliation.
template <typename Answer>
int MissingCount(const Answer& answer) {
  for (const sv1::ConcernCount& count : answer.concern_counts()) {
    if (count.kind() == sv1::COMPILATION_CONCERN_KIND_UNIT_MISSING) return count.count();
  }
  return 0;
}

template <typename Answer>
std::string ExpectedText(const Answer& answer, Language language) {
  if (answer.expected_count() == 0) {
    return std::string(
        Choose(language, "没有单位名录，缺报的单位无从知道。", "There is no roster, so missing units cannot be told."));
  }
  return fmt::format(fmt::runtime(Choose(language, "名录中应报 {} 个单位，未报 {} 个。",
                                         "{} units of the roster must report; {} have not.")),
                     answer.expected_count(), MissingCount(answer));
}

// What missing units may have to do with the differences, said once: any of them may stand behind each.
std::string MissingUnitsText(const sv1::Reconciliation& reconciliation, Language language) {
  int above_count = 0;
  for (const sv1::ReconciledCell& cell : reconciliation.cells()) above_count += cell.difference() > 0 ? 1 : 0;
  if (above_count == 0 || MissingCount(reconciliation) == 0) return {};
  return fmt::format(
      fmt::runtime(
          Choose(language,
                 "公布数大于下级合计的有 {} 格，可能因为公布数含有未报单位的数；未报单位只在其上年数与差额"
                 "相近（一半到两倍）的格中列为可能的原因。",
                 "More is published than the parts add up to in {} of the cells; figures of units that "
                 "have not reported may be contained. Such a unit is named at a cell only where its figure of the "
                 "year before is near the difference (half to double).")),
      above_count);
}

// What to look at: of a compiled report and of a reconciliation.
template <typename Answer>
FigureTable ConcernTable(const Answer& answer, Language language) {
  FigureTable table;
  table.title = Choose(language, "需核实的事项", "what to look at");
  table.columns = {Column("concern", Choose(language, "事项", "concern"), false),
                   Column("unit_name", Choose(language, "单位", "unit"), false),
                   Column("unit", Choose(language, "编号", "id"), false),
                   Column("count", Choose(language, "数量", "count"), true),
                   Column("text", Choose(language, "说明", "what it means"), false)};
  for (const sv1::CompilationConcern& concern : answer.concerns()) {
    Figure kind = Text(ConcernName(concern.kind(), language));
    kind.exact = sv1::CompilationConcernKind_Name(concern.kind());
    table.rows.push_back({std::move(kind), Text(concern.unit_name()), Text(concern.key().unit()),
                          concern.count() > 0 ? Count(concern.count()) : Text(""),
                          Text(ConcernText(concern, language))});
  }
  int count = 0;
  for (const sv1::ConcernCount& kind : answer.concern_counts()) count += kind.count();
  if (count > answer.concerns_size()) {
    table.remarks.push_back(
        fmt::format(fmt::runtime(Choose(language, "另有 {} 项没有列出。", "{} more are not listed.")),
                    count - answer.concerns_size()));
  }
  return table;
}

// Whether there is more to say of a cell than its sum.
bool IsOpen(const sv1::CellTotal& total) {
  return total.blank_count() > 0 || total.missing_count() > 0 || total.implied_count() > 0 || total.has_feasible();
}

class ReconciliationTables {
 public:
  ReconciliationTables(const sv1::Reconciliation& reconciliation, const report::FormCatalog& catalog, Language language)
      : reconciliation_(reconciliation), names_(catalog, language), language_(language) {}

  FigureTable Cells(ReconciledCells which) const {
    FigureTable table;
    table.title = fmt::format(fmt::runtime(Choose(language_, "{} {} 年度：公布数与下级合计核对",
                                                  "{} {}: published figures and the sum of the parts")),
                              reconciliation_.unit().name(), reconciliation_.key().year());
    table.notes.push_back(fmt::format(
        fmt::runtime(Choose(language_, "一致 {} 格，不一致 {} 格，无法核对 {} 格（有一方没有数）。",
                            "{} cells agree, {} differ, {} cannot be judged: a number is missing on a side.")),
        reconciliation_.agreeing_count(), reconciliation_.differing_count(), reconciliation_.not_judged_count()));
    for (std::string& line : Lines(CoverageText(sv1::BASIS_OWN_REPORTS, reconciliation_.coverage(), language_))) {
      table.notes.push_back(std::move(line));
    }
    table.notes.push_back(ExpectedText(reconciliation_, language_));
    if (std::string missing = MissingUnitsText(reconciliation_, language_); !missing.empty()) {
      table.notes.push_back(std::move(missing));
    }
    table.columns = {Column("cell", Text("单元格", "cell"), false),
                     Column("published", Text("公布数", "published"), true),
                     Column("sum", Text("下级合计", "sum"), true),
                     Column("difference", Text("差额", "difference"), true),
                     Column("feasible_least", Text("合计可能最小", "sum at least"), true),
                     Column("feasible_greatest", Text("合计可能最大", "sum at most"), true),
                     Column("explanation", Text("可能的原因", "may be explained by"), false)};
    for (const sv1::ReconciledCell& cell : reconciliation_.cells()) {
      const bool agrees = cell.has_difference() && cell.difference() == 0;
      if (which == ReconciledCells::kAll || !agrees) table.rows.push_back(CellRow(cell));
    }
    table.remarks.push_back(std::string(
        Text("公布数减下级合计是差额。原因只是可能：数字相同的单位可以有几个，也可能同时有几处不对。",
             "A difference is published minus sum. Explanations are possibilities: several units may have the same "
             "figure, and several things may be wrong at once.")));
    return table;
  }

  FigureTable Units() const {
    FigureTable table;
    table.title = Text("能解释多个差额的单位", "units that may explain several differences");
    table.columns = {Column("explanation", Text("可能的原因", "how"), false),
                     Column("unit_name", Text("单位", "unit"), false), Column("unit", Text("编号", "id"), false),
                     Column("cell_count", Text("相符格数", "cells"), true)};
    for (const sv1::DifferenceExplanation& explanation : reconciliation_.explanations()) {
      table.rows.push_back({Kind(explanation), cli::Text(explanation.unit_name()), cli::Text(explanation.key().unit()),
                            Count(explanation.cell_count())});
    }
    table.remarks.push_back(
        fmt::format(fmt::runtime(Text("相符格数：不一致的 {} 格中，差额正是该单位数字的有几格。",
                                      "Cells: of how many of the {} that differ its figure is the difference.")),
                    reconciliation_.differing_count()));
    return table;
  }

  FigureTable Explanations() const {
    FigureTable table;
    table.title = Text("各差额的可能原因", "what may explain each difference");
    table.columns = {Column("cell", Text("单元格", "cell"), false),
                     Column("difference", Text("差额", "difference"), true),
                     Column("explanation", Text("可能的原因", "how"), false),
                     Column("unit_name", Text("单位", "unit"), false),
                     Column("unit", Text("编号", "id"), false),
                     Column("value", Text("其数字", "its figure"), true),
                     Column("implied_value", Text("推算值", "implied"), true),
                     Column("cell_count", Text("相符格数", "cells"), true)};
    for (const sv1::ReconciledCell& cell : reconciliation_.cells()) {
      const NamedCell named = names_.Find(cell.cell());
      for (const sv1::DifferenceExplanation& explanation : cell.explanations()) {
        table.rows.push_back(
            {{.text = named.name, .exact = cell.cell()},
             Amount(cell.difference(), named.type),
             Kind(explanation),
             cli::Text(explanation.unit_name()),
             cli::Text(explanation.key().unit()),
             explanation.has_value() ? Amount(explanation.value(), named.type) : NoNumber(),
             explanation.has_implied_value() ? Amount(explanation.implied_value(), named.type) : cli::Text(""),
             explanation.cell_count() > 0 ? Count(explanation.cell_count()) : cli::Text("")});
      }
    }
    return table;
  }

 private:
  std::string Text(std::string_view zh, std::string_view en) const { return std::string(Choose(language_, zh, en)); }

  Figure Kind(const sv1::DifferenceExplanation& explanation) const {
    Figure kind = cli::Text(ExplanationName(explanation.kind(), language_));
    kind.exact = sv1::DifferenceExplanationKind_Name(explanation.kind());
    return kind;
  }

  std::vector<Figure> CellRow(const sv1::ReconciledCell& cell) const {
    const NamedCell named = names_.Find(cell.cell());
    const auto amount = [&named](bool is_there, std::int64_t value) {
      return is_there ? Amount(value, named.type) : NoNumber();
    };
    std::string explanation;
    for (int i = 0; i < cell.explanations_size() && i < kExplanationsInCell; ++i) {
      if (i > 0) explanation += Text("；", "; ");
      explanation += fmt::format("{} {}", cell.explanations(i).unit_name(),
                                 ExplanationName(cell.explanations(i).kind(), language_));
    }
    if (cell.explanations_size() > kExplanationsInCell) explanation += "…";
    return {{.text = named.name, .exact = cell.cell()},
            amount(cell.has_published(), cell.published()),
            amount(cell.has_sum(), cell.sum()),
            amount(cell.has_difference(), cell.difference()),
            cell.has_feasible() ? Amount(cell.feasible().least(), named.type) : cli::Text(""),
            cell.has_feasible() ? Amount(cell.feasible().greatest(), named.type) : cli::Text(""),
            cli::Text(explanation)};
  }

  const sv1::Reconciliation& reconciliation_;
  const CellNames names_;
  const Language language_;
};

}  // namespace

std::vector<FigureTable> CompilationCheckFigures(const sv1::CompiledReport& compiled,
                                                 const report::FormCatalog& catalog, Language language) {
  std::vector<FigureTable> tables;
  FigureTable& concerns = tables.emplace_back(ConcernTable(compiled, language));
  concerns.notes = Lines(CoverageText(sv1::BASIS_OWN_REPORTS, compiled.summary().coverage(), language));
  concerns.notes.push_back(ExpectedText(compiled, language));

  gateway::v1::SummarizeResponse open;
  *open.mutable_summary() = compiled.summary();
  open.mutable_summary()->clear_cells();
  for (const sv1::CellTotal& total : compiled.summary().cells()) {
    if (IsOpen(total)) *open.mutable_summary()->add_cells() = total;
  }
  FigureTable cells = std::move(SummaryFigures(open, catalog, language).front());
  cells.title = Choose(language, "空白、缺失和未决差错", "blanks, lost numbers and unresolved errors");
  cells.notes.clear();
  // With their paths in front, so that no reader of the file takes the check sheet for one of the official tables.
  for (std::vector<Figure>& row : cells.rows) {
    row.front().text = fmt::format("{} {}", *row.front().exact, row.front().text);
  }
  cells.remarks.emplace_back(Choose(language, "其余各格，计入的报告都有数，也没有未决差错。",
                                    "In all other cells every counted report has a number, and no error is open."));
  tables.push_back(std::move(cells));
  return tables;
}

std::vector<FigureTable> ReconciliationFigures(const sv1::Reconciliation& reconciliation, ReconciledCells cells,
                                               const report::FormCatalog& catalog, Language language) {
  const ReconciliationTables tables(reconciliation, catalog, language);
  return {tables.Cells(cells), tables.Units(), tables.Explanations(), ConcernTable(reconciliation, language)};
}

}  // namespace gouji::cli
