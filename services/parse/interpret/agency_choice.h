#ifndef GOUJI_SERVICES_PARSE_INTERPRET_AGENCY_CHOICE_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_AGENCY_CHOICE_H_

#include <string>
#include <vector>

#include "services/parse/document/document.h"
#include "services/report/report.h"

namespace gouji::parse {

// What names the organ of a report. Compact; empty: names none.
struct AgencySources {
  std::u32string title;
  std::u32string signature;
  std::u32string file_name;
  bool is_recognised = false;  // title and signature were recognised from an image
  // What else of the document may name the organ or where it is, lines in between; only used when recognised.
  std::string text;
  const std::vector<SecondReading>* second_readings = nullptr;  // of the document; null: none
};

// Sets the agency: from the title, else from the signature, else from the file name; with diagnostics for sources that
// disagree.
//
// A recognised name whose divisions the table does not have was probably misread. Then the signature or the file name
// counts that differs from it in one place and whose divisions are known; else the one nearest name of the table
// (FindNearAgencyNames), among several the one that the text names or says the place of. kAgencyCorrected tells what
// was read, also where the reader of the scan itself had read another name at first. A name that none or several are
// near to stays as read, and so does any printed name.
void SettleAgency(const AgencySources& sources, report::Report& report);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_AGENCY_CHOICE_H_
