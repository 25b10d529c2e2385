#ifndef GOUJI_SERVICES_CLI_CHECKED_CHECKED_REPORT_H_
#define GOUJI_SERVICES_CLI_CHECKED_CHECKED_REPORT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gouji/report/v1/report.pb.h"
#include "gouji/validate/v1/finding.pb.h"
#include "services/cli/language.h"
#include "services/report/form.h"
#include "services/report/report.h"

namespace gouji::cli {

// What findings say of a cell; the greater counts.
enum class CellMark : std::uint8_t {
  kNone,
  kInvolved,   // a finding names it; takes part in what does not hold
  kCandidate,  // may be the wrong one: several explanations are as likely
  kWrong,      // is probably the wrong one, or is what the finding is about
};

// A cell of the form as it was read.
struct CheckedCell {
  std::string path;
  std::string name;       // 予以公开 总计
  std::string row_name;   // 予以公开; of a table without row labels the column's group: 行政复议
  std::string head_name;  // 总计
  report::CellType type = report::CellType::kCount;
  report::Cell value;
  // As it is shown: the number, money in 万元; "/" and unreadable text as printed; empty when nothing stands there.
  std::string text = {};
  std::string raw = {};     // what was printed, when that is known and says something else than `text`
  std::string reason = {};  // why it is not plainly read
  std::optional<std::int64_t> implied_value = {};
  CellMark mark = CellMark::kNone;  // of all findings; a finding of severity INFO makes none wrong
  std::vector<int> findings = {};   // indices of the findings that mark it, in order
};

struct CheckedSuggestion {
  std::string text;
  std::vector<int> cells;           // that it would change
  std::vector<std::string> values;  // what would stand in each of them; empty for no number
};

// A part of the document's text that a finding is about.
struct Quote {
  int line = 0;              // 0: the format has no lines
  std::string text;          // UTF-8, not made safe for any output
  std::string markers = {};  // below `text` in a terminal; may be empty
};

// What the suggestions of a finding come to, in words.
struct Advice {
  std::string headline;            // "probably …", or that several tie; empty without suggestions
  std::vector<std::string> items;  // the tied ones, or what else it may be
};

struct CheckedFinding {
  validate::v1::Finding finding;
  std::string message;
  std::vector<int> cells;                      // of the form, in its order
  const report::Equation* equation = nullptr;  // that does not hold; null when it is about none, or not about just one
  std::vector<CheckedSuggestion> suggestions;  // best first
  // How many suggestions, from the first on, are as likely as the first; 1 when it is the only one that is known to be,
  // but others may be; 0 when it is the best.
  int tie_count = 0;
  Advice advice;
  std::string acknowledgement;  // who lets it stand, when and why, in words; empty while nobody does
  std::vector<int> suspects;    // the cells that the best suggestions would change
  std::string place;            // in words
  int line = 0;                 // where it begins, in formats with lines
  std::vector<Quote> quotes;
  int cause = -1;                 // the index of its root cause; -1 when it is one itself
  std::vector<int> consequences;  // indices
};

// A checked document as all outputs show it: one model, so that a terminal, a page and a workbook say the same. Texts
// are in the language it was built for and as the document has them: each output makes them safe for itself.
//
// A value; the catalogue of forms that it was built with must outlive it.
struct CheckedReport {
  std::string source;  // the path
  // Without form when the document is no such report or its form is not known here; always without prose.
  report::Report report;
  validate::v1::Assessment assessment;
  std::vector<CheckedCell> cells;        // one for each cell of the form
  std::vector<CheckedFinding> findings;  // root causes in the order given, each followed by its consequences
  int error_count = 0;
  int warning_count = 0;  // without the acknowledged ones
  int note_count = 0;
};

// The cells that a finding marks: those it names and those it suspects, in the order of the form.
std::vector<int> MarkedCells(const CheckedFinding& finding);

// What a finding says of one of its cells.
CellMark MarkOf(const CheckedFinding& finding, int cell);

// The name of a state that is not kRead: 空白, "blank".
std::string_view StateName(report::CellState state, Language language);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_CHECKED_CHECKED_REPORT_H_
