#ifndef GOUJI_SERVICES_REPORT_CONVERSION_H_
#define GOUJI_SERVICES_REPORT_CONVERSION_H_

#include <memory>

#include "absl/status/statusor.h"
#include "gouji/report/v1/report.pb.h"
#include "services/report/form.h"
#include "services/report/report.h"

namespace gouji::report {

// Whether the wire message carries the evidence of every cell; notes and diagnostics always carry theirs.
enum class EvidenceMode { kOmit, kInclude };

// Joins the flat cells in memory to the typed fields on the wire, by tables that are made once from the cell paths of
// the forms.
//
// Immutable after construction; thread-safe. The catalogue must outlive it and the reports that it makes.
class ReportConverter {
 public:
  // INVALID_ARGUMENT when a form names a path that the message Report does not have, or whose field is not an optional
  // int64.
  static absl::StatusOr<ReportConverter> Create(const FormCatalog& catalog);

  ReportConverter(ReportConverter&&) noexcept;
  ReportConverter& operator=(ReportConverter&&) noexcept;
  ~ReportConverter();

  // Writes a report to the wire. The message must be empty.
  void ToProto(const Report& report, EvidenceMode mode, v1::Report* message) const;

  // Reads a report from the wire. A cell that has neither a value nor a note becomes MISSING.
  // INVALID_ARGUMENT, reason UNKNOWN_FORM: no such form. INVALID_ARGUMENT, reason MALFORMED_REPORT: a note on an
  // unknown cell, two notes on one cell, a state that has a value without one or the reverse, a value in a field that
  // the form does not have, or out of the range ±10^15 (money: ±10^18).
  absl::StatusOr<Report> FromProto(const v1::Report& message) const;

 private:
  struct Tables;
  explicit ReportConverter(std::unique_ptr<const Tables> tables);

  std::unique_ptr<const Tables> tables_;
};

// Writes evidence to the wire; `cell_path` may be empty.
void EvidenceToProto(const Evidence& evidence, std::string_view cell_path, v1::Evidence* message);

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_CONVERSION_H_
