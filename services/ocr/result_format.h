#ifndef GOUJI_SERVICES_OCR_RESULT_FORMAT_H_
#define GOUJI_SERVICES_OCR_RESULT_FORMAT_H_

#include <string>

#include "services/ocr/page_reading.h"

namespace gouji::ocr {

// The first and the last line of a result.
inline constexpr char kResultHeader[] = "gouji-ocr 2\n";
inline constexpr char kResultEnd[] = "end\n";

// The lines of a result that tell of a page, in the format of README.md.
std::string FormatPage(const ReadPage& page, int number);

}  // namespace gouji::ocr

#endif  // GOUJI_SERVICES_OCR_RESULT_FORMAT_H_
