#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_REGISTER_DUMP_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_REGISTER_DUMP_H_

#include <cstdint>
#include <istream>
#include <ostream>

#include "absl/status/statusor.h"
#include "services/statistics/register/sql.h"

namespace gouji::statistics {

// What a dump holds.
struct DumpCounts {
  int64_t record_count = 0;
  int64_t current_report_count = 0;
  int64_t revision_count = 0;
  int64_t document_count = 0;
};

// All of a register into a file and back (dump.proto): after loading, a register answers every question as the one that
// was dumped, also those about the past, and makes the same dump. `connection` leads to a register of the newest
// schema; nobody else uses it meanwhile. Both hold a few records in memory, however large the register is.

// Writes all that the register held at one moment; others may record meanwhile. When the stream fails, that shows in
// the stream, and the rest is not read. Errors: those of SqlConnection.
absl::StatusOr<DumpCounts> DumpRegister(SqlConnection& connection, std::ostream& out);

// Loads a dump, whole or not at all; nobody else records meanwhile. FAILED_PRECONDITION, reason REGISTER_NOT_EMPTY:
// there is something in the register. DATA_LOSS, reason MALFORMED_DUMP: as DumpReader, or the records contradict each
// other. Other errors are those of SqlConnection.
absl::StatusOr<DumpCounts> LoadRegister(SqlConnection& connection, std::istream& in);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_REGISTER_DUMP_H_
