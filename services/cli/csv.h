#ifndef GOUJI_SERVICES_CLI_CSV_H_
#define GOUJI_SERVICES_CLI_CSV_H_

#include <string>
#include <vector>

namespace gouji::cli {

// One record as RFC 4180 has it, with CR LF: fields that hold a comma, a quote, CR or LF are quoted. A text that a
// spreadsheet would take for a formula (it begins with =, +, - or @ and is no number) gets an apostrophe in front.
std::string CsvLine(const std::vector<std::string>& fields);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_CSV_H_
