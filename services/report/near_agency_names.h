#ifndef GOUJI_SERVICES_REPORT_NEAR_AGENCY_NAMES_H_
#define GOUJI_SERVICES_REPORT_NEAR_AGENCY_NAMES_H_

#include <string>
#include <string_view>
#include <vector>

namespace gouji::report {

// Whether the table has all divisions that a name of an agency, or a title that begins with one, begins with. True for
// a name that begins with none. The name has no white space.
bool HasKnownDivisions(std::string_view name);

// The bytes of a name that name divisions of the table; 0 when it does not begin with any, or one follows that the
// table does not have.
size_t KnownDivisionsEnd(std::string_view name);

// The names that a misread name of an agency may stand for: those that differ from it in the fewest characters (one,
// or two in long names) and begin with divisions of the table, each below the one before it. What divisions are called
// (县, 街道) must be the same, and more must be the same than differs. None for a name with known divisions; nor where
// words differ that tell neighbours apart (城南街道 and 城北街道), since the table is that of one year. In no order
// that says anything.
//
//   "乌兰察布市" for "马兰察布市"; 江西省抚州市 and 江西省赣州市 for 江西省竟州市
std::vector<std::string> FindNearAgencyNames(std::string_view read);

// All names that a name of an agency, misread or not, may stand for, as far as the table knows: those that begin with
// divisions of it and differ from the read one in one or two characters, none of them the last of a division. Hundreds,
// for a short name: something else (the ink) must decide among them, and whether it is one of them at all. They have
// as many characters as the read one.
std::vector<std::string> FindPossibleAgencyNames(std::string_view read);

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_NEAR_AGENCY_NAMES_H_
