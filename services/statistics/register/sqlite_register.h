#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_SQLITE_REGISTER_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_SQLITE_REGISTER_H_

#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "services/statistics/register/sql_register.h"

namespace gouji::statistics {

// Opens a connection to the register in a file, which may write, and brings it to the newest schema; makes the file
// when it does not exist. Errors: those of SqliteRegister::Open.
absl::StatusOr<std::unique_ptr<SqlConnection>> ConnectSqliteRegister(const std::string& path);

// The register in one SQLite file: for one server, and for the program `gouji`. Several processes may share the file on
// one machine.
//
//   auto register = SqliteRegister::Open({.path = "register.db"}, catalog, converter);
class SqliteRegister final : public SqlRegister {
 public:
  struct Options {
    std::string path = {};
    CommitQueue::Options queue = {};
    int idle_reader_limit = 8;  // connections kept open for the next reader
    SqlWriter::Clock clock = [] { return absl::Now(); };
    RegisterObserver observer = {};
  };

  // Opens the file, makes it when it does not exist, and brings its schema to this program's version. The folder must
  // exist. The references must outlive the register. UNAVAILABLE: the file cannot be opened or written.
  // FAILED_PRECONDITION: it is no register, or one of a newer program.
  static absl::StatusOr<std::unique_ptr<SqliteRegister>> Open(Options options, const report::FormCatalog& catalog,
                                                              const report::ReportConverter& converter);

 private:
  using SqlRegister::SqlRegister;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_SQLITE_REGISTER_H_
