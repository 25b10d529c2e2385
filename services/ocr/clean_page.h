#ifndef GOUJI_SERVICES_OCR_CLEAN_PAGE_H_
#define GOUJI_SERVICES_OCR_CLEAN_PAGE_H_

#include "absl/status/statusor.h"
#include "services/ocr/image.h"

namespace gouji::ocr {

// A page ready to be read: upright, dark on white.
struct CleanPage {
  Image grey;       // 8 bits
  Image ink;        // 1 bit; 1 is ink
  double skew = 0;  // by how many degrees the page was turned clockwise to stand upright
  // Pixels an inch, on the assumption that the page is as wide as A4: files often say a wrong resolution, or none. The
  // measures of lines and specks are taken from it, so it may be off by half.
  double dpi = 0;
};

// Evens out the background, turns the page upright (up to 7° off) and finds the ink. INTERNAL: out of memory.
absl::StatusOr<CleanPage> Clean(Image grey);

}  // namespace gouji::ocr

#endif  // GOUJI_SERVICES_OCR_CLEAN_PAGE_H_
