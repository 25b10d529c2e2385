#ifndef GOUJI_SERVICES_OCR_PAGE_READING_H_
#define GOUJI_SERVICES_OCR_PAGE_READING_H_

#include <vector>

#include "absl/status/statusor.h"
#include "services/ocr/image.h"
#include "services/ocr/recogniser.h"
#include "services/ocr/table_grid.h"

namespace gouji::ocr {

// What stands for ink of which nothing could be made: U+FFFD.
inline constexpr char kUnrecognised[] = "\xEF\xBF\xBD";

// A part of a line without wide gaps.
struct Word {
  Rect box;
  Recognised recognised;
};

// A line of text outside of tables.
struct TextLine {
  Rect box;
  Recognised recognised;  // the words, a space between them
  std::vector<Word> words;
};

struct ReadTable {
  RuledTable table;
  std::vector<Recognised> texts;  // of each cell; empty: no ink
};

struct ReadPage {
  int width = 0;
  int height = 0;
  double skew = 0;  // degrees that it was turned clockwise; all boxes are those of the turned page
  std::vector<ReadTable> tables;
  std::vector<TextLine> lines;  // outside of tables
};

// Reads a page of 8 bits of grey: tables cell by cell, the rest line by line. A function of its pixels.
absl::StatusOr<ReadPage> Read(Image grey, Recogniser& recogniser);

}  // namespace gouji::ocr

#endif  // GOUJI_SERVICES_OCR_PAGE_READING_H_
