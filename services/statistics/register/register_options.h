#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_REGISTER_OPTIONS_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_REGISTER_OPTIONS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/report/conversion.h"
#include "services/report/form.h"
#include "services/statistics/register/register.h"
#include "services/statistics/register/register_observer.h"
#include "services/statistics/register/sql.h"

namespace gouji::statistics {

// Where a server keeps its register: in a file, or on PostgreSQL.
struct RegisterOptions {
  static constexpr char kDefaultPath[] = "register.db";

  std::string path = kDefaultPath;  // of the SQLite file
  std::string url = {};             // of the PostgreSQL database; empty: the file
  std::string password = {};        // for the URL, which has none itself, because it is logged
  RegisterObserver observer = {};

  // What is wrong, one text for each setting.
  std::vector<std::string> Validate() const;
};

// Opens the register. Errors: those of SqliteRegister::Open and PostgresRegister::Open. The references must outlive it.
absl::StatusOr<std::unique_ptr<Register>> OpenRegister(const RegisterOptions& options,
                                                       const report::FormCatalog& catalog,
                                                       const report::ReportConverter& converter);

// Opens a connection to the register for who works on it as a whole (register_dump.h). Errors: those of OpenRegister.
absl::StatusOr<std::unique_ptr<SqlConnection>> ConnectRegister(const RegisterOptions& options);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_REGISTER_OPTIONS_H_
