#ifndef GOUJI_TESTS_GENERATOR_PAGES_H_
#define GOUJI_TESTS_GENERATOR_PAGES_H_

#include <string>
#include <string_view>
#include <vector>

#include "tests/generator/printed_document.h"

namespace gouji::generator {

// Lengths on a page count hundredths of a millimetre, from its upper left corner: whole numbers, so that pages are the
// same on every machine.
inline constexpr int kMillimetre = 100;
inline constexpr int kPageWidth = 210 * kMillimetre;
inline constexpr int kPageHeight = 297 * kMillimetre;

// A run of text in one line.
struct PageText {
  int left = 0;
  int baseline = 0;
  int size = 0;
  std::string text;
};

// A ruling line.
struct PageLine {
  int x1 = 0;
  int y1 = 0;
  int x2 = 0;
  int y2 = 0;
};

struct Page {
  std::vector<PageText> texts;
  std::vector<PageLine> lines;
};

// How wide a text of a size is: ASCII characters are half as wide as others.
int TextWidth(std::string_view text, int size);

// The characters of a UTF-8 text.
std::vector<std::string> Characters(std::string_view text);

// Sets a document on A4 pages: prose in lines, tables ruled, labels wrapped and centred in merged cells, rows carried
// over to the next page, a number below each page.
std::vector<Page> LayOutPages(const PrintedDocument& document);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_PAGES_H_
