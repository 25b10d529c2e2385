#ifndef GOUJI_SERVICES_OCR_MISREAD_NAME_H_
#define GOUJI_SERVICES_OCR_MISREAD_NAME_H_

#include <string_view>

namespace gouji::ocr {

// Whether a text looks as if it began with the name of an organ in which a character was misread: it begins with
// something like a division of which the table of divisions (services/report/divisions) does not know. Of a line of
// prose this is hardly ever true.
bool MayBeMisreadName(std::string_view text);

// Whether a text looks like a name or title that begins with divisions of the table. One character may still have been
// misread: 双流区 for 双滦区.
bool BeginsWithDivision(std::string_view text);

// Whether another reading of the same ink begins with divisions of the table and says the same behind them.
bool NamesKnownDivisions(std::string_view other, std::string_view first);

}  // namespace gouji::ocr

#endif  // GOUJI_SERVICES_OCR_MISREAD_NAME_H_
