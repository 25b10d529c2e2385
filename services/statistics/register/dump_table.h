#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_DUMP_TABLE_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_DUMP_TABLE_H_

#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "services/statistics/register/sql.h"

namespace gouji::statistics {

// How the records of one kind stand in a register. The fields of the record's message are the columns of the table, by
// their names; an optional field is a column that may be NULL.
struct DumpTable {
  const google::protobuf::FieldDescriptor* kind;  // the field of DumpRecord
  std::string table;
  std::string select;  // all rows in the order of a dump, as ReadDumpRow reads them
  std::string put;     // stores a record, as BindDumpRow binds it
  std::string count;   // how many rows there are
  int rows_at_a_time;  // that a driver may hold in memory
};

// All kinds, in the order of a dump.
std::vector<DumpTable> DumpTables();

// Fills a record from the row that a `select` stands on.
void ReadDumpRow(const SqlStatement& row, google::protobuf::Message& record);

// Binds a record to a `put`, whose views it holds until it is reset or run.
void BindDumpRow(const google::protobuf::Message& record, SqlStatement& put);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_DUMP_TABLE_H_
