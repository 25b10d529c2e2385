#ifndef GOUJI_SERVICES_REPORT_REPORT_H_
#define GOUJI_SERVICES_REPORT_REPORT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/report/form.h"

namespace gouji::report {

// How a cell came by what stands in it; the meaning of each stands in report.proto. The numbers are those of
// v1::CellState.
enum class CellState : uint8_t {
  kRead = 0,
  kBlank = 1,
  kNotApplicable = 2,
  kInferred = 3,
  kMissing = 4,
  kUnreadable = 5,
  kReinterpreted = 6,
  kUnconfirmed = 7,
};

// Whether a cell in this state has a value.
constexpr bool HasValue(CellState state) {
  return state == CellState::kRead || state == CellState::kInferred || state == CellState::kReinterpreted ||
         state == CellState::kUnconfirmed;
}

// A cell of the flat vector. `value` is 0 when the state has none, so that sums may skip the test.
struct Cell {
  int64_t value = 0;
  CellState state = CellState::kMissing;

  bool has_value() const { return HasValue(state); }
  bool operator==(const Cell&) const = default;
};

// Where something was read. Numbers count from 1; 0: the document has no such coordinate.
struct Evidence {
  int page = 0;
  int line = 0;
  int column = 0;  // in characters
  int table = 0;
  int row = 0;
  int cell_index = 0;
  std::string raw;
  float confidence = 1;

  bool operator==(const Evidence&) const = default;
};

// Why a cell is not plainly read; its state stands in the cell.
struct CellNote {
  int cell = 0;  // the flat index
  std::string raw;
  std::optional<int64_t> implied_value;
  std::string reason;
  Evidence evidence;

  bool operator==(const CellNote&) const = default;
};

struct Section {
  int number = 0;
  std::string heading;
  std::string text;                 // paragraphs, separated by line feeds
  std::vector<Evidence> positions;  // where each paragraph begins, without raw text; none when not known

  bool operator==(const Section&) const = default;
};

// A number that the prose claims; the kinds stand in fact_kinds.h.
struct Fact {
  std::string kind;
  int64_t value = 0;
  std::string unit;
  std::string quote;
  Evidence position;
  int group = 0;        // facts of one statement share a number from 1; 0: alone
  bool denial = false;  // the sentence says that there was none

  bool operator==(const Fact&) const = default;
};

enum class Responsibility : uint8_t { kDocument = 1, kReader = 2, kUncertain = 3 };

struct Diagnostic {
  std::string id;
  std::string message_zh;
  std::string message_en;
  Responsibility responsibility = Responsibility::kDocument;
  std::vector<int> cells;
  Evidence evidence;

  bool operator==(const Diagnostic&) const = default;
};

// The numbers of these enums are those of report.proto.
enum class AgencyLevel : uint8_t { kUnspecified, kNation, kProvince, kPrefecture, kCounty, kTownship };
enum class AgencyKind : uint8_t {
  kUnspecified,
  kGovernment,
  kDepartment,
  kTownshipGovernment,
  kSubdistrict,
  kZone,
  kVertical,
  kOther
};
enum class ReportScope : uint8_t { kUnspecified, kOwn, kAggregate };

struct Agency {
  std::string name;
  std::string region_code;
  std::vector<std::string> region_path;
  AgencyLevel level = AgencyLevel::kUnspecified;
  AgencyKind kind = AgencyKind::kUnspecified;
  ReportScope scope = ReportScope::kUnspecified;

  bool operator==(const Agency&) const = default;
};

struct Source {
  std::string sha256;
  std::string media_type;
  std::string charset;
  int64_t byte_count = 0;
  std::string parser_version;

  bool operator==(const Source&) const = default;
};

// A report in memory: a form and one flat vector of cells, with what goes with them.
//
// Invariants: `cells` has form->cell_count() elements (none without a form); `notes` has exactly one note for each cell
// whose state is not kRead, in ascending order; `evidence` is empty or has one element for each cell. The form must
// outlive the report.
struct Report {
  const Form* form = nullptr;  // null: the document is not such a report
  Agency agency;
  int year = 0;
  std::string issue_date;
  std::string period_start;
  std::string period_end;
  std::vector<Cell> cells;
  std::vector<CellNote> notes;
  std::vector<Evidence> evidence;
  std::vector<Section> sections;
  std::vector<Fact> facts;
  std::vector<Diagnostic> diagnostics;
  Source source;

  // The note of a cell; null for a plainly read one.
  const CellNote* FindNote(int cell) const;

  bool operator==(const Report&) const = default;
};

// The id of the diagnostic that says that a document is not such a report; its message says what it seems to be.
inline constexpr char kNotAReport[] = "NOT_A_REPORT";

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_REPORT_H_
