#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_IMAGE_OCR_RESULT_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_IMAGE_OCR_RESULT_H_

#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace gouji::parse {

// What gouji-ocr printed (the format stands in services/ocr/README.md). Texts are views into it. Boxes are in pixels of
// the page.
struct OcrBox {
  int left = 0;
  int top = 0;
  int right = 0;
  int bottom = 0;

  bool operator==(const OcrBox&) const = default;
};

struct OcrCell {
  int row = 0;  // from 0
  int column = 0;
  int row_span = 1;
  int column_span = 1;
  OcrBox box;
  float confidence = 0;                 // 0 to 1
  std::string_view text;                // empty: no ink
  std::string_view first_reading = {};  // what was read at first, where it was another text; empty: nothing else
};

// A table with ruling lines. Its cells stand by row, then column.
struct OcrTable {
  int row_count = 0;
  int column_count = 0;
  OcrBox box;
  std::vector<OcrCell> cells;
};

// A word, or a line of words.
struct OcrText {
  OcrBox box;
  float confidence = 0;
  std::string_view text;                // never empty
  std::string_view first_reading = {};  // of a word, as of an OcrCell
};

// A line of text outside of tables.
struct OcrLine {
  OcrText line;
  std::vector<OcrText> words;  // parted by wide gaps; never empty
};

struct OcrPage {
  int number = 0;  // from 1
  int width = 0;
  int height = 0;
  double skew = 0;  // degrees
  std::vector<OcrTable> tables;
  std::vector<OcrLine> lines;
};

// Reads a result. INTERNAL names the first line that is not of the format; a result without its last line is cut off
// and refused as well.
absl::StatusOr<std::vector<OcrPage>> ParseOcrResult(std::string_view result);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_IMAGE_OCR_RESULT_H_
