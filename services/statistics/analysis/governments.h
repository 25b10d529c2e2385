#ifndef GOUJI_SERVICES_STATISTICS_ANALYSIS_GOVERNMENTS_H_
#define GOUJI_SERVICES_STATISTICS_ANALYSIS_GOVERNMENTS_H_

#include "absl/status/statusor.h"
#include "gouji/statistics/v1/government.pb.h"
#include "services/report/conversion.h"
#include "services/report/form.h"
#include "services/statistics/analysis/cubes.h"

namespace gouji::statistics {

// Answers the questions of government.proto from the cubes of a register, each from one cube. Errors: those that
// statistics_service.proto tells of CompileReport and ReconcileReport.
//
// Thread-safe. What it is given must outlive it.
class Governments {
 public:
  Governments(Cubes& cubes, const report::FormCatalog& catalog, const report::ReportConverter& converter)
      : cubes_(cubes), catalog_(catalog), converter_(converter) {}

  absl::StatusOr<v1::CompiledReport> Compile(const v1::CompileQuery& query);
  absl::StatusOr<v1::Reconciliation> Reconcile(const v1::ReconcileQuery& query);

 private:
  Cubes& cubes_;
  const report::FormCatalog& catalog_;
  const report::ReportConverter& converter_;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_ANALYSIS_GOVERNMENTS_H_
