#ifndef GOUJI_SERVICES_CLI_HTML_HTML_FINDING_H_
#define GOUJI_SERVICES_CLI_HTML_HTML_FINDING_H_

#include <string>

#include "services/cli/checked/checked_report.h"
#include "services/cli/html/html_anchors.h"
#include "services/cli/language.h"

namespace gouji::cli {

// A finding as an item of a list, with the equation that does not hold, what was probably meant, where it stands, and
// its consequences. Cells link to the tables.
std::string RenderHtmlFinding(const CheckedReport& checked, int index, const HtmlAnchors& anchors, Language language);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_HTML_HTML_FINDING_H_
