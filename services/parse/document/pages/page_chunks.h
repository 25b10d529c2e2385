#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_CHUNKS_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_CHUNKS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "services/parse/document/pages/page_words.h"

namespace gouji::parse {

// Words of one line without a gap between them: a figure, a line of a label, a line of prose.
struct Chunk {
  PageBox box;
  std::string text;
  std::vector<size_t> words;  // indices into the words of the page
  float confidence = 1;
  bool is_figure = false;

  float em() const { return box.height(); }
};

// A page with more pieces of text is no page of a report: its tables are not looked for.
inline constexpr size_t kMaxChunks = 5'000;

// Cuts the lines of words at their gaps: those of an em between texts, smaller ones next to figures. From top to
// bottom. A figure that text follows on its right is none: it is numbering, or stands in prose.
std::vector<Chunk> FindChunks(const std::vector<PageWord>& words, std::vector<size_t> which);

// Whether a text begins with numbering: 一、 （一） 1. (1) ① ㈠.
bool IsNumbered(std::string_view text);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_CHUNKS_H_
