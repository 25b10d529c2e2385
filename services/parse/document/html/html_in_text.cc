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

// Whether a tag of a table begins at a '<'.
bool IsTag(std::string_view text, size_t at, std::string_view tag) {
  const std::string_view behind = text.substr(std::min(at + tag.size(), text.size()));
  return EqualsIgnoringCase(text.substr(at, tag.size()), tag) &&
         (behind.empty() || behind.front() == '>' || behind.front() == ' ' || behind.front() == '\n');
}

// Where a table begins, from a place on; the length of the text when there is none.
size_t FindTable(std::string_view text, size_t from) {
  size_t at = text.find('<', from);
  while (at != std::string_view::npos && !IsTag(text, at, kBegin)) {
    at = text.find('<', at + 1);
  }
  return std::min(at, text.size());
}

// Where the table that begins at a place ends, with the tables in it.
size_t EndOfTable(std::string_view text, size_t begin) {
  size_t depth = 1;
  size_t at = begin;
  while (depth > 0) {
    at = text.find('<', at + 1);
    if (at == std::string_view::npos) {
      return text.size();
    }
    depth += IsTag(text, at, kBegin) ? 1 : 0;
    depth -= IsTag(text, at, kEnd) ? 1 : 0;
  }
  return std::min(text.find('>', at), text.size() - 1) + 1;
}

void AppendEscaped(std::string_view text, std::string& page) {
  for (const char c : text) {
    if (c == '<') {
      page += "&lt;";
    } else if (c == '&') {
      page += "&amp;";
    } else {
      page += c;
    }
  }
}

// Where a line begins with a sign, from the beginning of a line on; the length of the text when none does.
size_t FindLine(std::string_view text, std::string_view sign, size_t from) {
  while (from < text.size() && !text.substr(from).starts_with(sign)) {
    const size_t end = text.find('\n', from);
    from = end == std::string_view::npos ? text.size() : end + 1;
  }
  return std::min(from, text.size());
}

// Adds the cells of a line of MediaWiki: | 规章 || colspan=2 | 3
void AppendWikiCells(std::string_view line, std::string_view separator, std::string& page) {
  while (true) {
    const size_t end = std::min(line.find(separator), line.size());
    std::string_view cell = line.substr(0, end);
    page += "<td";
    if (const size_t bar = cell.find('|'); bar != std::string_view::npos) {
      if (cell.substr(0, bar).find('=') != std::string_view::npos) {
        page += ' ';
        AppendEscaped(cell.substr(0, bar), page);
      }
      cell.remove_prefix(bar + 1);
    }
    page += '>';
    AppendEscaped(cell, page);
    if (end == line.size()) {
      return;
    }
    line.remove_prefix(end + separator.size());
  }
}

// Adds a table of MediaWiki, from its {| on, as HTML; each line of it as a line.
void AppendWikiTable(std::string_view table, std::string& page) {
  page += "<table>";
  for (size_t at = table.find('\n'); at < table.size();) {
    page += '\n';
    const size_t end = std::min(table.find('\n', at + 1), table.size());
    std::string_view line = table.substr(at + 1, end - at - 1);
    if (line.starts_with("|-")) {
      page += "<tr>";
    } else if (line.starts_with("||") ||
               (line.starts_with('|') && !line.starts_with("|+") && !line.starts_with("|}"))) {
      AppendWikiCells(line.substr(1), "||", page);
    } else if (line.starts_with('!')) {
      AppendWikiCells(line.substr(1), "!!", page);
    } else if (!line.starts_with('|')) {
      AppendEscaped(line, page);
    }
    at = end;
  }
  page += "</table>";
}

constexpr std::string_view kWikiBegin = "{|";
constexpr std::string_view kWikiEnd = "|}";

}  // namespace

bool HasMarkedTables(std::string_view text) {
  const size_t wiki = FindLine(text, kWikiBegin, 0);
  return FindTable(text, 0) < text.size() || FindLine(text, kWikiEnd, wiki) < text.size();
}

absl::StatusOr<Document> ReadTextWithMarkedTables(std::string_view utf8_text) {
  std::string page;
  // The next tables; looked for anew only once they are behind, for either may be far away.
  size_t html = FindTable(utf8_text, 0);
  size_t wiki = FindLine(utf8_text, kWikiBegin, 0);
  for (size_t at = 0; at < utf8_text.size();) {
    html = html < at ? FindTable(utf8_text, at) : html;
    wiki = wiki < at ? FindLine(utf8_text, kWikiBegin, at) : wiki;
    const size_t begin = std::min(html, wiki);
    if (begin > at) {
      page += "<pre>";
      AppendEscaped(utf8_text.substr(at, begin - at), page);
      page += "</pre>";
    }
    at = begin;
    if (html < wiki) {
      at = EndOfTable(utf8_text, begin);
      page += utf8_text.substr(begin, at - begin);
    } else if (wiki < utf8_text.size()) {
      at = std::min(FindLine(utf8_text, kWikiEnd, begin) + kWikiEnd.size(), utf8_text.size());
      AppendWikiTable(utf8_text.substr(begin, at - begin), page);
    }
  }
  return ReadHtml(page);
}

}  // namespace gouji::parse
