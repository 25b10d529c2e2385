#include "services/parse/interpret/official_words.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "services/parse/interpret/diagnostics.h"
#include "services/parse/interpret/label_key.h"
#include "services/parse/interpret/row_evidence.h"

namespace gouji::parse {
namespace {

constexpr size_t kMaxShown = 5;            // labels of a table that a diagnostic quotes
constexpr double kLeastSimilarity = 0.75;  // of a damaged label; below, it may be a part of it
constexpr size_t kFarthestHeader = 8;      // rows above the first row of a table or block, at most

// A label in other words than the form's.
struct OtherWords {
  std::string printed;
  std::string_view official;
  report::Evidence evidence;
};

class LabelsOfTable {
 public:
  LabelsOfTable(const FormIndex& index, int table, const std::vector<PrintedRow>& printed)
      : index_(index), table_(table), form_table_(index.form().tables()[table]), printed_(printed) {}

  void LookAtRow(const MatchedRow& match) {
    const std::vector<std::u32string>& keys = index_.RowKeys(table_, match.row);
    if (keys.empty() || match.label_end == 0) {
      return;
    }
    const int cell = match.label_end - 1;
    const std::u32string& key = printed_[match.printed].keys[cell];
    const bool is_variant = match.exact && std::find(keys.begin(), keys.end(), key) != keys.end();
    if (key != keys.front() && (is_variant || IsSimilar(key, keys.front(), kLeastSimilarity))) {
      Add(printed_[match.printed], cell, form_table_.rows[match.row].label.front());
    }
  }

  // The column headers above a row, up to the next row of values.
  void LookAbove(const MatchedRow& match) {
    const int block = form_table_.rows[match.row].block;
    for (int row = match.printed - 1;
         row >= 0 && match.printed - row <= static_cast<int>(kFarthestHeader) && !printed_[row].has_values; --row) {
      if (printed_[row].is_header) {
        LookAtHeader(printed_[row], block);
      }
    }
  }

  std::vector<OtherWords>& words() { return words_; }

 private:
  void LookAtHeader(const PrintedRow& header, int block) {
    for (size_t cell = 0; cell < header.keys.size(); ++cell) {
      if (header.keys[cell].empty() || !IsOwn(header, static_cast<int>(cell))) {
        continue;
      }
      const LabelUses& uses = *header.uses[cell];
      const auto use = std::find_if(uses.begin(), uses.end(), [&](const LabelUse& candidate) {
        return candidate.role == LabelRole::kColumn && candidate.table == table_ && candidate.block == block;
      });
      if (use != uses.end() && header.keys[cell] != index_.ColumnKeys(table_, block, use->index).front()) {
        Add(header, static_cast<int>(cell), form_table_.blocks[block].columns[use->index].label.front());
      }
    }
  }

  // Each label once: 总计 stands in the header of every group of table 4.
  void Add(const PrintedRow& printed, int cell, std::string_view official) {
    if (std::none_of(words_.begin(), words_.end(),
                     [&](const OtherWords& words) { return words.official == official; })) {
      words_.push_back(
          {.printed = RawText(TextOf(printed, cell)), .official = official, .evidence = CellEvidence(printed, cell)});
    }
  }

  const FormIndex& index_;
  const int table_;
  const report::FormTable& form_table_;
  const std::vector<PrintedRow>& printed_;
  std::vector<OtherWords> words_;
};

report::Diagnostic AboutLabels(const report::FormTable& table, const std::vector<OtherWords>& words) {
  std::string zh;
  std::string en;
  for (size_t i = 0; i < std::min(words.size(), kMaxShown); ++i) {
    zh += fmt::format("{}“{}”（规定为“{}”）", i == 0 ? "" : "、", words[i].printed, words[i].official);
    en += fmt::format("{}\"{}\" (for \"{}\")", i == 0 ? "" : ", ", words[i].printed, words[i].official);
  }
  if (words.size() > kMaxShown) {
    zh += fmt::format("等{}处", words.size());
    en += fmt::format(" and {} more", words.size() - kMaxShown);
  }
  report::Diagnostic diagnostic = DocumentDiagnostic(
      kLabelWording, fmt::format("{}的用语与格式规定不同：{}", table.name_zh, zh),
      fmt::format("{}: labels in other words than the form's: {}", table.name_en, en), words.front().evidence);
  const bool is_recognised =
      std::any_of(words.begin(), words.end(), [](const OtherWords& label) { return label.evidence.confidence < 1; });
  if (is_recognised) {
    diagnostic.responsibility = report::Responsibility::kUncertain;
  }
  return diagnostic;
}

std::vector<report::FormSection>::const_iterator SectionOf(const report::Form& form, int number) {
  return std::find_if(form.sections().begin(), form.sections().end(),
                      [&](const report::FormSection& section) { return section.number == number; });
}

bool IsOfficialHeading(const FormIndex& index, int number, std::u32string_view key) {
  const auto section = SectionOf(index.form(), number);
  return !index.form().tables().empty() && section != index.form().sections().end() &&
         index.SectionKeys(static_cast<int>(section - index.form().sections().begin())).front() == key;
}

}  // namespace

void NoteHeadingWords(const FormIndex& index, const std::vector<FormIndex>& forms, const Document& document,
                      const std::vector<FoundSection>& found, report::Report& report) {
  if (index.form().tables().empty()) {
    return;
  }
  for (const FoundSection& section : found) {
    const Paragraph& heading = std::get<Paragraph>(document.blocks[section.block]);
    const std::u32string key = LabelKey(heading.text);
    if (std::any_of(forms.begin(), forms.end(),
                    [&](const FormIndex& form) { return IsOfficialHeading(form, section.number, key); })) {
      continue;
    }
    const std::string& official = SectionOf(index.form(), section.number)->heading.front();
    report::Evidence evidence = EvidenceAt(heading.place, heading.text);
    evidence.confidence = heading.confidence;
    const std::string printed = RawText(heading.text);
    report::Diagnostic diagnostic = DocumentDiagnostic(
        kHeadingWording, fmt::format("第{}部分的标题“{}”，格式规定为“{}”", section.number, printed, official),
        fmt::format("section {}: the heading \"{}\"; the form has \"{}\"", section.number, printed, official),
        std::move(evidence));
    if (heading.confidence < 1) {
      diagnostic.responsibility = report::Responsibility::kUncertain;
    }
    report.diagnostics.push_back(std::move(diagnostic));
  }
}

void NoteLabelWords(const FormIndex& index, int table, const std::vector<PrintedRow>& printed,
                    const std::vector<MatchedRow>& rows, report::Report& report) {
  LabelsOfTable labels(index, table, printed);
  const report::FormTable& form_table = index.form().tables()[table];
  for (size_t r = 0; r < rows.size(); ++r) {
    if (r == 0 || form_table.rows[rows[r].row].block != form_table.rows[rows[r - 1].row].block) {
      labels.LookAbove(rows[r]);
    }
    labels.LookAtRow(rows[r]);
  }
  if (!labels.words().empty()) {
    report.diagnostics.push_back(AboutLabels(form_table, labels.words()));
  }
}

}  // namespace gouji::parse
