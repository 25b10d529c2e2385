#include "services/parse/document/pages/pdf_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "services/report/error.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

// No page is larger; coordinates beyond are damage.
constexpr double kLongestSide = 100'000;

// The number that an attribute of a tag gives: xMin="56.8".
std::optional<float> NumberOf(std::string_view tag, std::string_view attribute) {
  const size_t begin = tag.find(attribute);
  if (begin == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view value = tag.substr(begin + attribute.size());
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || !std::isfinite(number) || std::abs(number) > kLongestSide) {
    return std::nullopt;
  }
  return static_cast<float>(number);
}

bool IsControl(char c) { return static_cast<unsigned char>(c) < 0x20; }

// Fonts may say that their characters are surrogates, or none at all.
bool IsUtf8(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }) ||
         report::EncodeUtf8(report::DecodeUtf8(text)) == text;
}

// The text without the five entities of XML and without control characters, bytes that are no UTF-8 replaced; a view of
// it where it has none.
std::string_view Unescaped(std::string_view text, std::deque<std::string>& storage) {
  if (text.find('&') == std::string_view::npos && std::none_of(text.begin(), text.end(), IsControl) && IsUtf8(text)) {
    return text;
  }
  static constexpr std::array<std::pair<std::string_view, char>, 5> kEntities = {
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};
  std::string plain;
  while (!text.empty()) {
    const auto* entity = std::find_if(kEntities.begin(), kEntities.end(),
                                      [&](const auto& candidate) { return text.starts_with(candidate.first); });
    if (entity != kEntities.end()) {
      plain += entity->second;
      text.remove_prefix(entity->first.size());
    } else {
      if (!IsControl(text.front())) {
        plain += text.front();
      }
      text.remove_prefix(1);
    }
  }
  return storage.emplace_back(report::EncodeUtf8(report::DecodeUtf8(plain)));
}

// Whether a tag of the head says that a browser printed the PDF.
bool TellsBrowser(std::string_view tag) {
  return tag.starts_with("<meta name=\"Producer\" content=\"Skia/PDF") ||
         tag.starts_with("<meta name=\"Creator\" content=\"Mozilla");
}

absl::Status TooLarge(std::string_view what, size_t limit) {
  return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge,
                       fmt::format("the PDF has more than {} {}", limit, what));
}

}  // namespace

absl::StatusOr<PagedDocument> ParsePdfWords(std::string xhtml) {
  PagedDocument document;
  const std::string_view text = document.storage.emplace_back(std::move(xhtml));
  size_t word_count = 0;
  std::string_view title;
  for (size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at)) {
    const size_t end = text.find('>', at);
    if (end == std::string_view::npos) {
      break;
    }
    const std::string_view tag = text.substr(at, end - at);
    at = end + 1;
    if (tag == "<title" && document.pages.empty()) {
      title = Unescaped(text.substr(at, std::min(text.find('<', at), text.size()) - at), document.storage);
    } else if (TellsBrowser(tag) && document.pages.empty()) {
      document.page_title = title;
    } else if (tag.starts_with("<page ")) {
      if (document.pages.size() == kMaxPages) {
        return TooLarge("pages", kMaxPages);
      }
      Page& page = document.pages.emplace_back();
      page.width = NumberOf(tag, " width=\"").value_or(0);
      page.height = NumberOf(tag, " height=\"").value_or(0);
    } else if (tag.starts_with("<word ") && !document.pages.empty()) {
      const std::optional<float> x0 = NumberOf(tag, " xMin=\"");
      const std::optional<float> y0 = NumberOf(tag, " yMin=\"");
      const std::optional<float> x1 = NumberOf(tag, " xMax=\"");
      const std::optional<float> y1 = NumberOf(tag, " yMax=\"");
      const size_t text_end = std::min(text.find('<', at), text.size());
      const std::string_view word = Unescaped(text.substr(at, text_end - at), document.storage);
      if (word.empty() || !x0 || !y0 || !x1 || !y1) {
        continue;
      }
      if (++word_count > kMaxWords) {
        return TooLarge("words", kMaxWords);
      }
      document.pages.back().words.push_back({.text = word,
                                             .box = {.x0 = std::min(*x0, *x1),
                                                     .y0 = std::min(*y0, *y1),
                                                     .x1 = std::max(*x0, *x1),
                                                     .y1 = std::max(*y0, *y1)}});
    }
  }
  if (document.pages.empty()) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kConverterFailed,
                         "pdftotext found no page in the PDF; open it in a viewer, and print it to a new PDF");
  }
  return document;
}

}  // namespace gouji::parse
