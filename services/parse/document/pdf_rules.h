#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PDF_RULES_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PDF_RULES_H_

#include <string_view>
#include <vector>

#include "services/parse/document/page_words.h"

namespace gouji::parse {

// The ruling lines of each page of a PDF, in the coordinates of pdftotext (points from the upper left corner of the
// media box, turned as the page is). Lines are strokes along an axis and filled rectangles that are thin; white ones,
// curves, images and patterns are none.
//
// This does what pdftotext does not, and what pdftocairo does in five times the time of all the rest. What it does not
// understand (encrypted or damaged files, rare filters) gives fewer lines or none, and no error: tables are then found
// by their words alone. Works within bounds whatever the bytes are. Thread-safe.
std::vector<std::vector<PageBox>> FindPdfRules(std::string_view bytes);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PDF_RULES_H_
