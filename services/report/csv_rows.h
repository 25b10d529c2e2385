#ifndef GOUJI_SERVICES_REPORT_CSV_ROWS_H_
#define GOUJI_SERVICES_REPORT_CSV_ROWS_H_

#include <string>
#include <string_view>
#include <vector>

namespace gouji::report {

// A row of a CSV file.
struct CsvRow {
  int line = 0;  // where it begins, from 1
  std::vector<std::string> fields;
  bool is_broken = false;  // a quoted field without its end, or with text behind it
};

// The rows of a CSV file (RFC 4180): fields in quotes may hold commas, line feeds and doubled quotes; lines end with
// CR, LF or both. Lines without anything are passed over; white space around unquoted fields is dropped.
std::vector<CsvRow> ReadCsv(std::string_view text);

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_CSV_ROWS_H_
