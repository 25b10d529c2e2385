#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_START_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_START_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/report/conversion.h"
#include "services/report/form.h"
#include "services/runtime/config.h"
#include "services/runtime/log.h"
#include "services/statistics/register/register.h"
#include "services/statistics/register/register_options.h"

namespace gouji::statistics {

// How a server comes by its register when it starts.
struct RegisterStart {
  RegisterOptions options = {};
  absl::Duration wait = absl::Seconds(30);  // for a database that cannot be reached yet

  // Adds the settings and their check. The configuration must not outlive them.
  void AddTo(runtime::ConfigBuilder& config);

  // Opens the register; waits for a database, as while it recovers or when both start at once. A file is there or not.
  // Errors: those of OpenRegister; CANCELLED when a signal ends the waiting. The references must outlive the register.
  absl::StatusOr<std::unique_ptr<Register>> Open(const report::FormCatalog& catalog,
                                                 const report::ReportConverter& converter,
                                                 const runtime::Logger& log) const;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_START_H_
