#ifndef GOUJI_SERVICES_CLI_HTML_HTML_DOCUMENT_H_
#define GOUJI_SERVICES_CLI_HTML_HTML_DOCUMENT_H_

#include <string>

#include "services/cli/checked/checked_report.h"
#include "services/cli/language.h"

namespace gouji::cli {

struct HtmlDocumentOptions {
  Language language = Language::kChinese;
  int number = 1;  // of the document on the page; its anchors begin with "d" and it
  bool show_tables = true;
  std::size_t finding_limit = 0;  // so many findings are shown
};

// "青屿县水务局 2023 年度", else the name of the file; not escaped.
std::string DocumentTitle(const CheckedReport& checked, Language language);

// The style class of a verdict: "accepted", "wrong", "open".
std::string_view VerdictClass(validate::v1::Verdict verdict);

// The part of the page about one document: its findings, root causes with their consequences, and the official tables.
// Findings link to the cells that they are about, cells to their findings.
std::string RenderHtmlDocument(const CheckedReport& checked, const HtmlDocumentOptions& options);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_HTML_HTML_DOCUMENT_H_
