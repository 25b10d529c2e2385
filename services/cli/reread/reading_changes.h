#ifndef GOUJI_SERVICES_CLI_REREAD_READING_CHANGES_H_
#define GOUJI_SERVICES_CLI_REREAD_READING_CHANGES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "gouji/report/v1/report.pb.h"
#include "services/report/conversion.h"
#include "services/report/form.h"
#include "services/report/report.h"

namespace gouji::cli {

// A cell that two readings of a document have differently: its value, or how it was read.
struct CellDifference {
  std::string path = {};
  // The name in the form, in both languages.
  std::string name_zh = {};
  std::string name_en = {};
  report::CellType type = report::CellType::kCount;
  // A state is unset where the form of that reading has no such cell; a value where the cell has none.
  std::optional<report::CellState> state_before = {};
  std::optional<report::CellState> state_after = {};
  std::optional<int64_t> before = {};
  std::optional<int64_t> after = {};
};

// What is said of the whole report, and differs: "year", "agency.name". A text is empty where nothing is told.
struct FieldDifference {
  std::string field;
  std::string before;
  std::string after;
};

// How a new reading of a document differs from an old one.
struct ReadingChanges {
  std::vector<CellDifference> cells = {};  // in the order of the new form, then what only the old one has
  std::vector<FieldDifference> fields = {};
  // Prose, stated figures, notes or diagnostics differ, and nothing else.
  bool other_parts = false;

  bool any() const { return !cells.empty() || !fields.empty() || other_parts; }
};

// Compares two readings of the same bytes. Who read them, and where, is no difference. INVALID_ARGUMENT as
// ReportConverter::FromProto; a new reading without a form has no cells.
absl::StatusOr<ReadingChanges> ChangesOf(const report::v1::Report& before, const report::v1::Report& after,
                                         const report::ReportConverter& converter);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_REREAD_READING_CHANGES_H_
