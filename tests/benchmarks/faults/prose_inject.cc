#include "tests/benchmarks/faults/prose_inject.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <utility>
#include <vector>

#include "tests/benchmarks/faults/printed_numbers.h"
#include "tests/generator/layout.h"
#include "tests/generator/printed_document.h"
#include "tests/generator/render.h"

namespace gouji::faults {
namespace {

using generator::BlockKind;
using generator::GeneratedReport;
using generator::PrintedDocument;
using generator::RandomSource;

constexpr std::array<std::string_view, kProseFaultKindCount> kNames = {"applications received",
                                                                       "applications carried over",
                                                                       "applications completed",
                                                                       "applications carried forward",
                                                                       "applicants",
                                                                       "outcomes",
                                                                       "reconsiderations",
                                                                       "lawsuits",
                                                                       "documents issued",
                                                                       "decisions",
                                                                       "fees",
                                                                       "none claimed, some counted",
                                                                       "a number of a complete list",
                                                                       "an amount of information fees",
                                                                       "rate of growth",
                                                                       "a number of another list",
                                                                       "元 for 万元",
                                                                       "carry wrong with all sums",
                                                                       "元 for 万元, last year known",
                                                                       "carry wrong with all sums, last year known"};

// Cells that prose tells, by kind; of those that a form has, one is drawn.
std::vector<std::string_view> PathsOf(ProseFaultKind kind) {
  switch (kind) {
    case ProseFaultKind::kReceived:
    case ProseFaultKind::kDenied:
      return {"applications.newly_received.total"};
    case ProseFaultKind::kCarriedOver:
      return {"applications.carried_over.total"};
    case ProseFaultKind::kProcessed:
      return {"applications.results.total.total"};
    case ProseFaultKind::kCarriedForward:
      return {"applications.carried_forward.total"};
    case ProseFaultKind::kApplicant:
      return {"applications.newly_received.natural_person"};
    case ProseFaultKind::kOutcome:
      return {"applications.results.granted.total", "applications.results.partially_granted.total",
              "applications.results.refused.enforcement_file.total", "applications.results.unavailable.not_held.total",
              "applications.results.not_processed.repeated.total"};
    case ProseFaultKind::kReconsideration:
      return {"disputes.reconsideration.total"};
    case ProseFaultKind::kLitigation:
      return {"disputes.litigation_direct.total", "disputes.litigation_after_reconsideration.total"};
    case ProseFaultKind::kDocuments:
      return {"proactive_disclosure.normative_documents.issued"};
    case ProseFaultKind::kDecisions:
      return {"proactive_disclosure.licensing_decisions",    "proactive_disclosure.penalty_decisions",
              "proactive_disclosure.coercion_decisions",     "proactive_disclosure_2019.licensing.decisions",
              "proactive_disclosure_2019.penalty.decisions", "proactive_disclosure_2019.coercion.decisions"};
    case ProseFaultKind::kFees:
    case ProseFaultKind::kUnit:
      return {"proactive_disclosure.fees_fen"};
    default:
      return {};
  }
}

std::optional<int> DrawCell(ProseFaultKind kind, const report::Form& form, RandomSource& random) {
  std::vector<int> cells;
  for (const std::string_view path : PathsOf(kind)) {
    if (const std::optional<int> cell = form.FindCell(path); cell.has_value()) {
      cells.push_back(*cell);
    }
  }
  return cells.empty() ? std::nullopt : std::optional<int>(random.Pick(cells));
}

// The prose but for what it tells in the categories of the time before 2019 (同意公开), which the table has not.
std::string Prose(const PrintedDocument& document) {
  static constexpr std::string_view kOldCategory = "同意公开";
  std::string prose;
  for (const generator::Block& block : document.blocks) {
    prose += block.kind == BlockKind::kParagraph ? block.text + "\n" : "";
  }
  if (const size_t old = prose.find(kOldCategory); old != std::string::npos) {
    prose.erase(old, prose.find("，", old) - old);
  }
  return prose;
}

// The prose of one report around the tables of another, which differ in figures alone.
PrintedDocument Join(PrintedDocument prose, const PrintedDocument& tables) {
  auto table = tables.blocks.begin();
  for (generator::Block& block : prose.blocks) {
    if (block.kind == BlockKind::kTable) {
      table = std::find_if(table, tables.blocks.end(),
                           [](const generator::Block& other) { return other.kind == BlockKind::kTable; });
      block = *table++;
    }
  }
  prose.cells = tables.cells;
  return prose;
}

// Prose and tables of reports that differ in figures alone; nothing when the prose does not tell the difference.
std::optional<std::string> Mix(const GeneratedReport& prose, const GeneratedReport& tables) {
  const generator::Layout layout = *generator::FindLayout("tabs");
  const PrintedDocument wrong = generator::Compose(prose, layout);
  const PrintedDocument right = generator::Compose(tables, layout);
  if (Prose(wrong) == Prose(right)) {
    return std::nullopt;
  }
  return generator::WriteFileBytes(Join(wrong, right), layout);
}

bool DeniesApplications(const GeneratedReport& report) {
  static constexpr std::array<std::string_view, 4> kDenials = {"未收到", "未接到", "申请0件", "无依申请"};
  const std::string prose = Prose(generator::Compose(report, *generator::FindLayout("tabs")));
  return std::any_of(kDenials.begin(), kDenials.end(),
                     [&](std::string_view denial) { return prose.find(denial) != std::string::npos; });
}

// The prose tells another figure than the table.
std::optional<std::string> TellAnother(ProseFaultKind kind, const GeneratedReport& report, RandomSource& random) {
  const std::optional<int> cell = DrawCell(kind, *report.form, random);
  if (!cell.has_value()) {
    return std::nullopt;
  }
  GeneratedReport told = report;
  int64_t& figure = told.cells[*cell];
  if (figure == 0) {
    return std::nullopt;  // zeros are told in other words, or not at all
  }
  if (kind == ProseFaultKind::kDenied) {
    figure = 0;
  } else if (kind == ProseFaultKind::kFees) {
    figure = WrongNumber(figure / kFenPerYuan, random) * kFenPerYuan;
  } else {
    figure = WrongNumber(figure, random);
  }
  if (kind == ProseFaultKind::kDenied && !DeniesApplications(told)) {
    return std::nullopt;
  }
  if (figure == 0 && kind != ProseFaultKind::kDenied) {
    return std::nullopt;
  }
  // Parts of what was received are told by the difference.
  const auto received = report.form->FindCell("applications.newly_received.total");
  const auto persons = report.form->FindCell("applications.newly_received.natural_person");
  if (received.has_value() && persons.has_value() && told.cells[*received] < told.cells[*persons] &&
      kind != ProseFaultKind::kDenied) {
    return std::nullopt;
  }
  return Mix(told, report);
}

// The table has the amount in 元, 10 000 times what it should be.
std::optional<std::string> TypeYuan(const GeneratedReport& report, bool must_be_told) {
  const std::optional<int> cell = report.form->FindCell("proactive_disclosure.fees_fen");
  if (!cell.has_value() || report.cells[*cell] == 0) {
    return std::nullopt;
  }
  GeneratedReport without = report;
  without.cells[*cell] = 0;
  if (must_be_told && !Mix(report, without).has_value()) {
    return std::nullopt;  // the prose does not tell it
  }
  constexpr int64_t kYuanPerWanYuan = 10'000;
  GeneratedReport wrong = report;
  wrong.cells[*cell] *= kYuanPerWanYuan;
  const generator::Layout layout = *generator::FindLayout("tabs");
  return generator::WriteFileBytes(Join(generator::Compose(report, layout), generator::Compose(wrong, layout)), layout);
}

// Another number carried over from natural persons, in the total too, and as many more carried forward, so that every
// relation holds. The prose tells what was carried over; what was carried forward it tells as the table does.
std::optional<std::string> CarryWithSums(const GeneratedReport& report, bool must_be_told, RandomSource& random) {
  GeneratedReport wrong = report;
  const auto cell = report.form->FindCell("applications.carried_over.natural_person");
  if (!cell.has_value()) {
    return std::nullopt;
  }
  const int64_t right = report.cells[*cell];
  const int64_t more = right == 0 ? 0 : WrongNumber(right, random) - right;
  if (more == 0 || right + more == 0) {
    return std::nullopt;  // zeros are told in other words, or not at all
  }
  for (const char* path : {"applications.carried_over.natural_person", "applications.carried_over.total",
                           "applications.carried_forward.natural_person", "applications.carried_forward.total"}) {
    int64_t& figure = wrong.cells[*report.form->FindCell(path)];
    figure += more;
    if (figure < 0) {
      return std::nullopt;
    }
  }
  if (!must_be_told) {
    return generator::Render(wrong, *generator::FindLayout("tabs"));
  }
  GeneratedReport told = wrong;
  for (const char* path : {"applications.carried_over.natural_person", "applications.carried_over.total"}) {
    told.cells[*report.form->FindCell(path)] -= more;
  }
  return Mix(told, wrong);
}

// One number in the prose is wrong, of those that arithmetic ties to others in their sentence.
std::optional<std::string> SpoilArithmetic(ProseFaultKind kind, const GeneratedReport& report, RandomSource& random) {
  const generator::Layout layout = *generator::FindLayout("tabs");
  PrintedDocument document = generator::Compose(report, layout);
  std::vector<std::pair<std::string*, PrintedNumber>> tied;
  for (generator::Block& block : document.blocks) {
    if (block.kind != BlockKind::kParagraph) {
      continue;
    }
    const bool is_fees = block.text.find("信息处理费") != std::string::npos;
    const ListWording wording =
        kind == ProseFaultKind::kOtherList ? ListWording::kMayBeExamples : ListWording::kSaysComplete;
    const std::vector<PrintedNumber> numbers = kind == ProseFaultKind::kRate ? RatesIn(block.text)
                                               : is_fees == (kind == ProseFaultKind::kInformationFees)
                                                   ? NumbersThatAddUpIn(block.text, wording)
                                                   : std::vector<PrintedNumber>();
    for (const PrintedNumber& number : numbers) {
      tied.emplace_back(&block.text, number);
    }
  }
  if (tied.empty()) {
    return std::nullopt;
  }
  const auto& [text, number] = random.Pick(tied);
  const std::string printed = std::to_string(WrongNumber(number.value, random));
  text->replace(number.begin, number.end - number.begin,
                number.decimals == 0 ? printed : WithDecimals(printed, number.decimals));
  return generator::WriteFileBytes(document, layout);
}

}  // namespace

std::string_view NameOf(ProseFaultKind kind) { return kNames[static_cast<size_t>(kind)]; }

std::optional<std::string> InjectInProse(ProseFaultKind kind, const GeneratedReport& report, RandomSource& random) {
  switch (kind) {
    case ProseFaultKind::kCompleteList:
    case ProseFaultKind::kOtherList:
    case ProseFaultKind::kInformationFees:
    case ProseFaultKind::kRate:
      return SpoilArithmetic(kind, report, random);
    case ProseFaultKind::kUnit:
    case ProseFaultKind::kUnitWithPrevious:
      return TypeYuan(report, kind == ProseFaultKind::kUnit);
    case ProseFaultKind::kCarriedWithSums:
    case ProseFaultKind::kCarriedWithSumsWithPrevious:
      return CarryWithSums(report, kind == ProseFaultKind::kCarriedWithSums, random);
    default:
      return TellAnother(kind, report, random);
  }
}

}  // namespace gouji::faults
