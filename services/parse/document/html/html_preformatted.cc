#include "services/parse/document/html/html_preformatted.h"

#include <algorithm>
#include <utility>

#include "services/parse/document/html/html_entities.h"
#include "services/parse/document/html/html_text.h"
#include "services/parse/document/html/html_tokenizer.h"
#include "services/parse/document/text_reader.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

void AppendDecoded(std::string_view text, std::string& plain) {
  while (!text.empty()) {
    const size_t clean = std::min(text.find('&'), text.size());
    plain += text.substr(0, clean);
    text.remove_prefix(clean);
    if (text.empty()) {
      break;
    }
    const HtmlEntity entity = ReadHtmlEntity(text);
    report::AppendUtf8(entity.length > 0 ? entity.first : U'&', plain);
    if (entity.second != 0) {
      report::AppendUtf8(entity.second, plain);
    }
    text.remove_prefix(std::max<size_t>(entity.length, 1));
  }
}

// The lines of the content, without tags.
std::string PlainText(std::string_view content) {
  std::string plain;
  plain.reserve(content.size());
  HtmlTokenizer tokenizer(content);
  while (const HtmlToken* token = tokenizer.Next()) {
    if (token->kind == HtmlToken::Kind::kText) {
      AppendDecoded(token->text, plain);
    } else if (token->tag == HtmlTag::kBreak ||
               (token->kind == HtmlToken::Kind::kStart && token->tag != HtmlTag::kInline && !plain.ends_with('\n'))) {
      plain += '\n';
    }
  }
  return plain;
}

}  // namespace

absl::StatusOr<std::vector<std::variant<Paragraph, Grid>>> ReadHtmlPreformatted(std::string_view content,
                                                                                int first_line,
                                                                                std::deque<std::string>& storage) {
  absl::StatusOr<Document> read = ReadText(PlainText(content));
  if (!read.ok()) {
    return read.status();
  }
  // Texts that move to another storage may move in memory.
  struct Moved {
    std::string_view from;
    std::string_view to;
  };
  std::vector<Moved> moved;
  for (std::string& text : read->storage) {
    const std::string_view from = text;
    moved.push_back({.from = from, .to = storage.emplace_back(std::move(text))});
  }
  const auto relocate = [&](std::string_view text) {
    for (const Moved& m : moved) {
      if (text.data() >= m.from.data() && text.data() + text.size() <= m.from.data() + m.from.size()) {
        return m.to.substr(static_cast<size_t>(text.data() - m.from.data()), text.size());
      }
    }
    return std::string_view();
  };
  for (auto& block : read->blocks) {
    if (Paragraph* paragraph = std::get_if<Paragraph>(&block)) {
      paragraph->text = relocate(paragraph->text);
      paragraph->place.line += first_line - 1;
      continue;
    }
    for (GridRow& row : std::get<Grid>(block).rows) {
      for (GridCell& cell : row.cells) {
        cell.text = relocate(cell.text);
        cell.place.line += first_line - 1;
      }
    }
  }
  return std::move(read->blocks);
}

std::string_view DecodeHtmlLine(std::string_view text, std::deque<std::string>& storage) {
  HtmlText line(text, storage.emplace_back());
  line.Append(text, HtmlText::Script::kNormal);
  const auto decoded = line.EndLine();
  return decoded.has_value() ? decoded->text : std::string_view();
}

}  // namespace gouji::parse
