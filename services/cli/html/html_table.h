#ifndef GOUJI_SERVICES_CLI_HTML_HTML_TABLE_H_
#define GOUJI_SERVICES_CLI_HTML_HTML_TABLE_H_

#include <string>

#include "services/cli/checked/checked_report.h"
#include "services/cli/html/html_anchors.h"
#include "services/cli/language.h"

namespace gouji::cli {

// An official table as the form prints it, the cells that findings mark coloured and linked to them.
std::string RenderHtmlTable(const CheckedReport& checked, const report::FormTable& table, const HtmlAnchors& anchors,
                            Language language);

// The same with nothing but the figures, ready to be pasted into a document: Chinese, no marks, a cell without a number
// empty.
std::string RenderOfficialTable(const CheckedReport& checked, const report::FormTable& table);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_HTML_HTML_TABLE_H_
