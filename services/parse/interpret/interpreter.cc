#include "services/parse/interpret/interpreter.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "fmt/format.h"
#include "services/parse/interpret/diagnostics.h"
#include "services/parse/interpret/facts.h"
#include "services/parse/interpret/form_order.h"
#include "services/parse/interpret/heading_rows.h"
#include "services/parse/interpret/loose_rows.h"
#include "services/parse/interpret/metadata.h"
#include "services/parse/interpret/official_words.h"
#include "services/parse/interpret/printed_rows.h"
#include "services/parse/interpret/recognition.h"
#include "services/parse/interpret/second_report.h"
#include "services/parse/interpret/sections.h"
#include "services/parse/interpret/table_reading.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

// From so many labels of rows on, a document prints tables of some form.
constexpr int kEnoughRows = 5;

std::vector<FormIndex> MakeIndices(const report::FormCatalog& catalog) {
  std::vector<FormIndex> indices;
  indices.reserve(catalog.forms().size());
  for (const report::Form& form : catalog.forms()) {
    indices.emplace_back(form);
  }
  return indices;
}

// Puts the rows of loose cells among the printed rows of grids, and looks up their labels. The result owns them.
LooseRows TakeLooseRows(const FormIndex& index, const Document& document, const std::vector<FoundSection>& sections,
                        std::vector<PrintedRow>& printed) {
  LookUpLabels(index, printed);
  SetSections(sections, printed);
  LooseRows loose(index, document, sections, printed);
  if (!loose.empty()) {
    printed = loose.MergedWith(std::move(printed));
    LookUpLabels(index, printed);
    SetSections(sections, printed);
  }
  return loose;
}

// Which of the first blocks are grids with labels of the form, or loose cells of its tables.
std::vector<bool> FormTables(size_t block_count, const std::vector<PrintedRow>& printed, const LooseRows& loose) {
  std::vector<bool> blocks = loose.is_table();
  blocks.resize(block_count);
  for (const PrintedRow& row : printed) {
    if (!blocks[row.block]) {
      blocks[row.block] =
          std::any_of(row.uses.begin(), row.uses.end(), [](const auto* uses) { return !uses->empty(); });
    }
  }
  return blocks;
}

// Leaves nothing but what the document seems to be.
void Reject(const DocumentKind& kind, report::Report& report) {
  report.form = nullptr;
  report.cells.clear();
  report.notes.clear();
  report.evidence.clear();
  report.facts.clear();
  report.diagnostics.clear();
  report.diagnostics.push_back(DocumentDiagnostic(
      report::kNotAReport, fmt::format("这不是政府信息公开工作年度报告，似为{}", kind.zh),
      fmt::format("this is not an annual report on open government information; it seems to be {}", kind.en)));
}

void NoteMissingSections(const report::Form& form, const std::vector<FoundSection>& found, report::Report& report) {
  for (const report::FormSection& section : form.sections()) {
    if (std::none_of(found.begin(), found.end(), [&](const FoundSection& f) { return f.number == section.number; })) {
      report.diagnostics.push_back(DocumentDiagnostic(
          kSectionMissing, fmt::format("未找到第{}部分“{}”", section.number, section.heading.front()),
          fmt::format("section {} was not found: {}", section.number, section.heading.front())));
    }
  }
}

void NoteSecondReport(const PrintedRow& begin, report::Report& report) {
  const GridCell& cell = begin.row->cells.front();
  report.diagnostics.push_back(DocumentDiagnostic(kSecondReport, "文件含多份报告，只读取了第一份",
                                                  "the document holds several reports; only the first one was read",
                                                  EvidenceAt(cell.place, cell.text)));
}

// Says whether the form is the one of the report's year, and whether it has tables at all.
void NoteFormAndYear(report::Report& report) {
  const report::Form& form = *report.form;
  const bool of_other_years = report.year != 0 && (report.year < form.since_year() ||
                                                   (form.until_year() != 0 && report.year > form.until_year()));
  if (of_other_years && !form.tables().empty()) {
    const std::string years = form.until_year() == 0 ? fmt::format("{}–", form.since_year())
                                                     : fmt::format("{}–{}", form.since_year(), form.until_year());
    report.diagnostics.push_back(DocumentDiagnostic(
        kFormOfOtherYears,
        fmt::format("{}年的报告使用了{}年度的格式（{}），按所印格式读取", report.year, years, form.name_zh()),
        fmt::format("a report about {} prints the form {} of the years {}; it was read as printed", report.year,
                    form.id(), years)));
  }
  if (form.tables().empty()) {
    report.diagnostics.push_back(
        DocumentDiagnostic(kFormWithoutTables, "该年度的报告没有规定的统计表，只读取了正文",
                           "no tables were prescribed for reports of this year; only the prose was read"));
  }
}

// Whether a second report is of another agency or year, and not the same one printed again.
bool IsOfAnother(const Title& title, const report::Report& first, int known_year) {
  const std::string agency = report::EncodeUtf8(title.agency);
  return (known_year == 0 && title.year != 0 && first.year != 0 && title.year != first.year) ||
         (!agency.empty() && !first.agency.name.empty() && !agency.ends_with(first.agency.name) &&
          !first.agency.name.ends_with(agency));
}

// In printed order; what stands nowhere comes last.
void SortByPlace(std::vector<report::Diagnostic>& diagnostics) {
  std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const auto& a, const auto& b) {
    const auto place = [](const report::Evidence& e) {
      return std::tuple(e.page == 0 && e.line == 0 && e.table == 0, e.page, e.line, e.column);
    };
    return place(a.evidence) < place(b.evidence);
  });
}

}  // namespace

Interpreter::Interpreter(const report::FormCatalog& catalog) : indices_(MakeIndices(catalog)), choice_(indices_) {}

const FormIndex& Interpreter::ChooseForm(const Document& document, const std::vector<PrintedRow>& printed,
                                         const InterpretHints& hints) const {
  for (const FormIndex& index : indices_) {
    if (&index.form() == hints.form) {
      return index;
    }
  }
  const LabelVotes votes = choice_.Count(printed);
  if (const int most = MostVotes(votes.votes); most >= 0) {
    return indices_[most];
  }
  // Nothing printed decides: the year does, among the forms that can have printed such tables.
  const int top = *std::max_element(votes.votes.begin(), votes.votes.end());
  const bool has_tables = top > 0 || votes.table_label_count >= kEnoughRows;
  const auto is_candidate = [&](size_t f) {
    return (top == 0 || votes.votes[f] == top) && (!has_tables || !indices_[f].form().tables().empty());
  };
  report::Report scratch;
  int year = hints.year;
  if (year == 0) {
    const std::vector<FoundSection> sections = FindSections(indices_.front(), document, document.blocks.size());
    ReadMetadata(document, document.blocks.size(), sections, hints.file_name, 0, scratch);
    year = scratch.year;
  }
  return indices_[FormOfYear(indices_, year, is_candidate)];
}

report::Report Interpreter::Interpret(const Document& whole, const InterpretHints& hints) const {
  const std::optional<Document> taken_apart = TakeProseFromGrids(indices_, whole);
  return InterpretTables(taken_apart.has_value() ? *taken_apart : whole, hints, Arrangement::kPrinted);
}

report::Report Interpreter::InterpretTables(const Document& document, const InterpretHints& hints,
                                            Arrangement arrangement) const {
  std::vector<PrintedRow> printed = PrintedRows(document);
  const FormIndex* chosen = &ChooseForm(document, printed, hints);
  std::vector<FoundSection> found = FindSections(*chosen, document, document.blocks.size());
  LooseRows loose = TakeLooseRows(*chosen, document, found, printed);
  if (const FormIndex* again = loose.empty() ? chosen : &ChooseForm(document, printed, hints); again != chosen) {
    chosen = again;
    printed = PrintedRows(document);
    found = FindSections(*chosen, document, document.blocks.size());
    loose = TakeLooseRows(*chosen, document, found, printed);
  }
  const FormIndex& index = *chosen;
  if (arrangement == Arrangement::kPrinted) {
    if (const std::optional<Document> ordered = PutInFormOrder(index, document, printed)) {
      return InterpretTables(*ordered, hints, Arrangement::kOfForm);
    }
  }
  report::Report report;
  report.form = &index.form();
  for (const ReaderRemark& remark : document.remarks) {
    report.diagnostics.push_back(
        DocumentDiagnostic(remark.id, remark.message_zh, remark.message_en, EvidenceAt(remark.place, "")));
  }
  const FirstReport first = FindFirstReport(document, printed);
  if (first.row_count < printed.size()) {
    NoteSecondReport(printed[first.row_count], report);
    printed.resize(first.row_count);
  }
  if (first.block_count < document.blocks.size()) {
    found = FindSections(index, document, first.block_count);
  }
  const bool has_title = ReadMetadata(document, first.block_count, found, hints.file_name, hints.year, report);
  NoteFormAndYear(report);
  NoteMissingSections(index.form(), found, report);
  NoteHeadingWords(index, indices_, document, found, report);
  const int row_count = ReadTables(index, document, printed, report);
  report.sections = CutSections(document, found, FormTables(first.block_count, printed, loose));
  report.facts = ReadFacts(document, found, first.block_count, {.agency = report.agency.name, .year = report.year});
  SortByPlace(report.diagnostics);

  const Recognised recognised{
      .end_block = first.block_count, .sections = &found, .row_count = row_count, .has_title = has_title};
  if (const auto kind = KindOfOtherDocument(document, recognised, report)) {
    Reject(*kind, report);
  } else if (first.second_title.has_value() && IsOfAnother(*first.second_title, report, hints.year)) {
    Reject({"多份年度报告的合集，请分开提交", "several annual reports in one file; submit each by itself"}, report);
  }
  return report;
}

}  // namespace gouji::parse
