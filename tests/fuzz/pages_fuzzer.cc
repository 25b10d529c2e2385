// Reads any bytes as what formats with fixed pages are made of: never crashes, keeps the limits, texts are UTF-8, and
// no figure is printed more often than it stands on the pages.
//
// The first line says what the rest is: "pdf" (a PDF, of which the ruling lines are read), "words" (what pdftotext
// writes), "page" (lines "word X Y TEXT", "rule X0 Y0 X1 Y1", "page").
#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "services/parse/document/pages/page_characters.h"
#include "services/parse/document/pages/page_layout.h"
#include "services/parse/document/pages/pdf_rules.h"
#include "services/parse/document/pages/pdf_words.h"
#include "services/report/error.h"
#include "services/report/utf8.h"
#include "tests/fuzz/check_document.h"

namespace gouji::parse {
namespace {

constexpr float kSize = 10;

void Require(bool holds, const char* what) {
  if (!holds) {
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
  }
}

size_t DigitCount(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

size_t DigitCount(const Document& document) {
  size_t count = 0;
  for (const auto& block : document.blocks) {
    if (const Paragraph* paragraph = std::get_if<Paragraph>(&block)) {
      count += DigitCount(paragraph->text);
      continue;
    }
    for (const GridRow& row : std::get<Grid>(block).rows) {
      for (const GridCell& cell : row.cells) {
        count += cell.covered == Covered::kNo ? DigitCount(cell.text) : 0;
      }
    }
  }
  return count;
}

void CheckLayout(PagedDocument pages) {
  size_t digits = 0;
  for (const Page& page : pages.pages) {
    for (const PageWord& word : page.words) {
      digits += DigitCount(word.text);
    }
  }
  const absl::StatusOr<Document> document = LayOutPages(std::move(pages));
  if (!document.ok()) {
    Require(!report::ReasonOf(document.status()).empty(), "an error has a reason");
    return;
  }
  CheckDocument(*document);
  Require(DigitCount(*document) <= digits, "no digit is printed twice");
}

// Takes the text up to a separator.
std::string_view Take(std::string_view& text, char separator) {
  const std::string_view part = text.substr(0, text.find(separator));
  text.remove_prefix(std::min(part.size() + 1, text.size()));
  return part;
}

float TakeNumber(std::string_view& text) {
  const std::string_view part = Take(text, ' ');
  int number = 0;
  std::from_chars(part.data(), part.data() + part.size(), number);
  return static_cast<float>(std::clamp(number, -10'000, 10'000)) / 4;
}

PagedDocument PagesOf(std::string_view lines) {
  PagedDocument document;
  document.pages.push_back({.width = 595, .height = 842, .words = {}, .rules = {}});
  while (!lines.empty()) {
    std::string_view line = Take(lines, '\n');
    const std::string_view kind = Take(line, ' ');
    Page& page = document.pages.back();
    if (kind == "page") {
      document.pages.push_back({.width = 595, .height = 842, .words = {}, .rules = {}});
    } else if (kind == "rule") {
      const std::array<float, 4> at = {TakeNumber(line), TakeNumber(line), TakeNumber(line), TakeNumber(line)};
      page.rules.push_back({.x0 = std::min(at[0], at[2]),
                            .y0 = std::min(at[1], at[3]),
                            .x1 = std::max(at[0], at[2]),
                            .y1 = std::max(at[1], at[3])});
    } else if (kind == "word") {
      const float x = TakeNumber(line);
      const float y = TakeNumber(line);
      const std::u32string characters = report::DecodeUtf8(line);
      float width = 0;
      for (const char32_t c : characters) {
        width += kSize * UsualWidth(c);
      }
      if (!line.empty()) {
        page.words.push_back({.text = document.storage.emplace_back(report::EncodeUtf8(characters)),
                              .box = {.x0 = x, .y0 = y - kSize / 2, .x1 = x + width, .y1 = y + kSize / 2}});
      }
    }
  }
  return document;
}

}  // namespace
}  // namespace gouji::parse

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  const std::string_view kind = gouji::parse::Take(rest, '\n');
  if (kind == "pdf") {
    gouji::parse::FindPdfDrawings(rest);
  } else if (kind == "words") {
    absl::StatusOr<gouji::parse::PagedDocument> pages = gouji::parse::ParsePdfWords(std::string(rest));
    if (pages.ok()) {
      gouji::parse::CheckLayout(*std::move(pages));
    }
  } else if (kind == "page") {
    gouji::parse::CheckLayout(gouji::parse::PagesOf(rest));
  }
  return 0;
}
