#ifndef GOUJI_SERVICES_PARSE_INTERPRET_DIAGNOSTICS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_DIAGNOSTICS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "services/parse/document/document.h"
#include "services/report/report.h"

namespace gouji::parse {

// The ids of the diagnostics of the interpreter. Stable: rules and users refer to them.
inline constexpr char kTitleMissing[] = "TITLE_MISSING";                // no title was found
inline constexpr char kYearFromPeriod[] = "YEAR_FROM_PERIOD";           // the title has no year, the printed period has
inline constexpr char kYearFromProse[] = "YEAR_FROM_PROSE";             // neither has; the prose does
inline constexpr char kYearFromFileName[] = "YEAR_FROM_FILE_NAME";      // only the file name tells the year
inline constexpr char kAgencyFromFileName[] = "AGENCY_FROM_FILE_NAME";  // only the file name tells the agency
inline constexpr char kAgencyConflict[] = "AGENCY_CONFLICT";            // title and signature name different organs
inline constexpr char kAgencyCorrected[] = "AGENCY_CORRECTED";          // recognised as another name at first
inline constexpr char kYearConflict[] = "YEAR_CONFLICT";                // title, period, date or file name disagree
inline constexpr char kYearUnknown[] = "YEAR_UNKNOWN";                  // nothing tells the year
inline constexpr char kAgencyUnknown[] = "AGENCY_UNKNOWN";              // nothing tells the agency
inline constexpr char kSectionMissing[] = "SECTION_MISSING";            // a section of the form was not found
inline constexpr char kTableMissing[] = "TABLE_MISSING";                // no row of a table was found
inline constexpr char kRowMissing[] = "ROW_MISSING";                    // a row of a table was not found
inline constexpr char kRowUnknown[] = "ROW_UNKNOWN";                    // a row of values that is no row of the form
inline constexpr char kRowShort[] = "ROW_SHORT";                        // fewer values than columns
inline constexpr char kRowLong[] = "ROW_LONG";                          // more values than columns
inline constexpr char kRowOpen[] = "ROW_OPEN";                          // values whose columns stay open
inline constexpr char kLabelDamaged[] = "LABEL_DAMAGED";                // a label that was recognised by its likeness
inline constexpr char kLabelWording[] = "LABEL_WORDING";                // labels of a table in other words
inline constexpr char kHeadingWording[] = "HEADING_WORDING";            // a heading of a section in other words
inline constexpr char kHeaderUnknown[] = "HEADER_UNKNOWN";              // column headers that contradict the form
inline constexpr char kSecondReport[] = "SECOND_REPORT";                // another report follows; it was not read
inline constexpr char kFormOfOtherYears[] = "FORM_OF_OTHER_YEARS";      // the form is not that of the report's year
inline constexpr char kFormWithoutTables[] = "FORM_WITHOUT_TABLES";     // the form has no tables; only prose was read
inline constexpr char kDecimalsInCount[] = "DECIMALS_IN_COUNT";         // 12.0 in a count

inline constexpr char kCellsUnconfirmed[] = "CELLS_UNCONFIRMED";  // recognised, and no relation confirms them

// A diagnostic for which the document is responsible.
report::Diagnostic DocumentDiagnostic(std::string_view id, std::string message_zh, std::string message_en,
                                      report::Evidence evidence = {}, std::vector<int> cells = {});
// A diagnostic for which the reading may be responsible.
report::Diagnostic ReaderDiagnostic(std::string_view id, std::string message_zh, std::string message_en,
                                    report::Evidence evidence = {}, std::vector<int> cells = {});

// A raw text as evidence keeps it: a hostile document must not be repeated for each of its cells.
inline constexpr size_t kLongestRawText = 1000;  // bytes
std::string RawText(std::string_view text);

// The evidence of a text at a place.
report::Evidence EvidenceAt(const Place& place, std::string_view raw);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_DIAGNOSTICS_H_
