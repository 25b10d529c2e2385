#include "services/parse/document/html/html_in_text.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "services/parse/document/html/html_reader.h"
#include "services/parse/document/html/html_tag.h"

namespace gouji::parse {
namespace {

constexpr std::string_view kBegin = "<table";
constexpr std::string_view kEnd = "</table";

// Where a tag of a table begins, from a place on; the length of the text when there is none.
size_t FindTag(std::string_view text, std::string_view tag, size_t from) {
  for (size_t at = text.find('<', from); at != std::string_view::npos; at = text.find('<', at + 1)) {
    const std::string_view behind = text.substr(std::min(at + tag.size(), text.size()));
    if (EqualsIgnoringCase(text.substr(at, tag.size()), tag) &&
        (behind.empty() || behind.front() == '>' || behind.front() == ' ' || behind.front() == '\n')) {
      return at;
    }
  }
  return text.size();
}

// Where the table that begins at a place ends, with the tables in it.
size_t EndOfTable(std::string_view text, size_t begin) {
  size_t depth = 1;
  size_t at = begin + kBegin.size();
  while (depth > 0 && at < text.size()) {
    const size_t end = FindTag(text, kEnd, at);
    const size_t inner = std::min(FindTag(text.substr(0, end), kBegin, at), end);
    depth += inner < end ? 1 : 0;
    depth -= inner < end ? 0 : 1;
    at = inner < end ? inner + kBegin.size() : std::min(end + kEnd.size(), text.size());
  }
  return std::min(text.find('>', at), text.size() - 1) + 1;
}

// Adds a text as one that a page prints letter by letter.
void AppendPreformatted(std::string_view text, std::string& page) {
  page += "<pre>";
  for (const char c : text) {
    if (c == '<') {
      page += "&lt;";
    } else if (c == '&') {
      page += "&amp;";
    } else {
      page += c;
    }
  }
  page += "</pre>";
}

}  // namespace

bool HasHtmlTables(std::string_view text) { return FindTag(text, kBegin, 0) < text.size(); }

absl::StatusOr<Document> ReadTextWithHtmlTables(std::string_view utf8_text) {
  std::string page;
  for (size_t at = 0; at < utf8_text.size();) {
    const size_t begin = FindTag(utf8_text, kBegin, at);
    if (begin > at) {
      AppendPreformatted(utf8_text.substr(at, begin - at), page);
    }
    at = begin < utf8_text.size() ? EndOfTable(utf8_text, begin) : begin;
    page += utf8_text.substr(begin, at - begin);
  }
  return ReadHtml(page);
}

}  // namespace gouji::parse
