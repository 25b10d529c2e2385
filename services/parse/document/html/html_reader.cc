#include "services/parse/document/html/html_reader.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "services/parse/document/html/html_blocks.h"
#include "services/parse/document/html/html_effects.h"
#include "services/parse/document/html/html_preformatted.h"
#include "services/parse/document/html/html_skip.h"
#include "services/parse/document/html/html_style.h"
#include "services/parse/document/html/html_text.h"
#include "services/parse/document/html/html_title.h"
#include "services/parse/document/html/html_tokenizer.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

using TableKind = HtmlBlocks::TableKind;
using Script = HtmlText::Script;

// Around text that a line goes through, as in Markdown: it is printed, but no figure.
constexpr std::string_view kStruckMark = "~~";

// An annotation over a character (rt, rp) is short; a longer one has lost its end.
constexpr size_t kLongestAnnotation = 64;  // bytes

enum class HiddenParts : uint8_t { kSkip, kRead };

// A number as HTML reads it: white space, digits, anything. 1 if there is none.
int ReadSpan(const std::string_view* value) {
  if (value == nullptr) {
    return 1;
  }
  const std::string_view digits = value->substr(std::min(value->find_first_not_of(" \t\r\n+"), value->size()));
  int number = 1;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

class HtmlReader {
 public:
  HtmlReader(std::string_view source, HiddenParts hidden_parts)
      : hidden_parts_(hidden_parts),
        tokenizer_(source),
        text_(source, document_.storage.emplace_back()),
        source_(source) {}

  absl::StatusOr<Document> Read();

  // Whether a table stands in a part that was passed because it is hidden.
  bool skipped_table() const { return skipped_table_; }

 private:
  void HandleStart(const HtmlToken& token);
  void HandleEnd(const HtmlToken& token);
  void BeginElement(const HtmlToken& token);
  // Begins an element that is laid out unlike others of its name; false if it is not.
  bool BeginStyled(const HtmlToken& token, HtmlDisplay display);

  void BeginEffect(HtmlEffect effect, HtmlNameKey name);
  void EndEffect(HtmlEffect effect);
  void EndTextEffects();

  // Passes the rest of a hidden element. If its end is not to be found, hidden elements are read from here on.
  void SkipHidden(const HtmlToken& start);
  void ReadPreformatted(const HtmlToken& token);
  void EndLine();

  HiddenParts hidden_parts_;
  Document document_;
  HtmlTokenizer tokenizer_;
  HtmlText text_;
  std::string_view source_;
  HtmlBlocks blocks_;
  HtmlStyleSheet styles_;
  HtmlPageTitle title_;
  HtmlEffects effects_;
  Script script_ = Script::kNormal;
  int heading_level_ = 0;
  bool skipped_table_ = false;
  absl::Status status_;
};

absl::StatusOr<Document> HtmlReader::Read() {
  while (const HtmlToken* token = tokenizer_.Next()) {
    switch (token->kind) {
      case HtmlToken::Kind::kText:
        text_.Append(token->text, script_);
        break;
      case HtmlToken::Kind::kStart:
        HandleStart(*token);
        break;
      case HtmlToken::Kind::kEnd:
        HandleEnd(*token);
        break;
    }
    if (blocks_.Full() || !status_.ok()) {
      break;
    }
  }
  EndLine();
  if (!status_.ok()) {
    return status_;
  }
  if (text_.overflow()) {
    return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge,
                         fmt::format("the page prints more text than the {} bytes that it has", source_.size()));
  }
  auto blocks = blocks_.Finish();
  if (!blocks.ok()) {
    return blocks.status();
  }
  document_.blocks = *std::move(blocks);
  document_.page_title = DecodeHtmlLine(title_.text(), document_.storage);
  return std::move(document_);
}

void HtmlReader::EndLine() {
  if (auto line = text_.EndLine(); line.has_value()) {
    line->heading_level = heading_level_;
    blocks_.AddLine(*line);
  }
}

void HtmlReader::HandleStart(const HtmlToken& token) {
  if (!IsVoidHtmlTag(token.name) && effects_.NoteStart(token.name)) {
    EndLine();
  }
  if (token.attributes.empty() || IsVoidHtmlTag(token.name)) {
    BeginElement(token);
    return;
  }
  const HtmlStyle style = styles_.StyleOf(token, blocks_.InCell());
  const bool has_markup = token.tag != HtmlTag::kStyle && token.tag != HtmlTag::kSkipped &&
                          token.tag != HtmlTag::kField && token.tag != HtmlTag::kAnnotation &&
                          token.tag != HtmlTag::kTitle;
  if (style.display == HtmlDisplay::kNone && token.tag == HtmlTag::kField) {
    tokenizer_.TakeContent(token.name);
    return;
  }
  if (style.display == HtmlDisplay::kNone && hidden_parts_ == HiddenParts::kSkip && has_markup) {
    SkipHidden(token);
    return;
  }
  if (!BeginStyled(token, style.display)) {
    BeginElement(token);
  }
  if (style.struck && has_markup && token.tag != HtmlTag::kPre) {
    BeginEffect(HtmlEffect::kStruck, token.name);
  }
}

void HtmlReader::BeginElement(const HtmlToken& token) {
  switch (token.tag) {
    case HtmlTag::kInline:
      break;
    case HtmlTag::kP:
      EndLine();
      heading_level_ = 0;
      break;
    case HtmlTag::kBlock:
    case HtmlTag::kBreak:
      EndLine();
      break;
    case HtmlTag::kHeading:
      EndLine();
      heading_level_ = static_cast<int>(token.name & 0xF);
      break;
    case HtmlTag::kObject:
      text_.AppendObject();
      break;
    case HtmlTag::kInput:
      text_.AppendObject();
      if (const std::string_view* value = token.Attribute("value"); value != nullptr && blocks_.InCell()) {
        const std::string_view* type = token.Attribute("type");
        if (type == nullptr || EqualsIgnoringCase(*type, "text") || EqualsIgnoringCase(*type, "number")) {
          text_.Append(*value, script_);
          text_.AppendObject();
        }
      }
      break;
    case HtmlTag::kMeta:
      title_.AddMeta(token);
      break;
    case HtmlTag::kTitle:
      title_.AddTitle(tokenizer_.TakeContent(token.name));
      break;
    case HtmlTag::kStyle:
      styles_.Add(tokenizer_.TakeContent(token.name));
      break;
    case HtmlTag::kSkipped:
      tokenizer_.TakeContent(token.name);
      break;
    case HtmlTag::kField:
      // As written: a text is one, and what has markup in it (a formula, choices) is no figure, nor is the cell empty.
      if (const std::string_view content = tokenizer_.TakeContent(token.name); blocks_.InCell()) {
        text_.AppendObject();
        text_.Append(content, script_);
        text_.AppendObject();
      }
      break;
    case HtmlTag::kAnnotation:
      tokenizer_.TakeContent(token.name, kLongestAnnotation);
      break;
    case HtmlTag::kSup:
      BeginEffect(HtmlEffect::kRaised, token.name);
      break;
    case HtmlTag::kSub:
      BeginEffect(HtmlEffect::kLowered, token.name);
      break;
    case HtmlTag::kStrike:
      BeginEffect(HtmlEffect::kStruck, token.name);
      break;
    case HtmlTag::kPre:
      EndLine();
      ReadPreformatted(token);
      break;
    case HtmlTag::kTable:
      EndTextEffects();
      EndLine();
      heading_level_ = 0;
      blocks_.BeginTable(TableKind::kTable);
      break;
    case HtmlTag::kRowGroup:
      EndLine();
      blocks_.EndRow(TableKind::kTable);
      break;
    case HtmlTag::kRow:
      EndTextEffects();
      EndLine();
      blocks_.BeginRow(TableKind::kTable);
      break;
    case HtmlTag::kCell:
      EndTextEffects();
      EndLine();
      heading_level_ = 0;
      blocks_.BeginCell(TableKind::kTable,
                        {.columns = ReadSpan(token.Attribute("colspan")), .rows = ReadSpan(token.Attribute("rowspan"))},
                        text_.PlaceOf(token.offset));
      break;
    case HtmlTag::kList:
      EndLine();
      blocks_.BeginTable(TableKind::kList);
      break;
    case HtmlTag::kTerm:
      EndLine();
      blocks_.BeginRow(TableKind::kList);
      blocks_.BeginCell(TableKind::kList, {}, text_.PlaceOf(token.offset));
      break;
    case HtmlTag::kItem:
      EndLine();
      blocks_.BeginCell(TableKind::kList, {}, text_.PlaceOf(token.offset));
      break;
  }
}

void HtmlReader::HandleEnd(const HtmlToken& token) {
  if (!effects_.empty()) {
    const HtmlEffects::Ended ended = effects_.NoteEnd(token.name);
    for (size_t i = 0; i < ended.count; ++i) {
      EndEffect(effects_.Pop());
    }
    if (ended.flex_child) {
      EndLine();
    }
  }
  switch (token.tag) {
    case HtmlTag::kHeading:
      EndLine();
      heading_level_ = 0;
      break;
    case HtmlTag::kP:
    case HtmlTag::kBlock:
    case HtmlTag::kBreak:
    case HtmlTag::kPre:
      EndLine();
      break;
    case HtmlTag::kTable:
      EndTextEffects();
      EndLine();
      blocks_.EndTable(TableKind::kTable);
      break;
    case HtmlTag::kRowGroup:
    case HtmlTag::kRow:
      EndLine();
      blocks_.EndRow(TableKind::kTable);
      break;
    case HtmlTag::kCell:
      EndTextEffects();
      EndLine();
      heading_level_ = 0;
      blocks_.EndCell(TableKind::kTable);
      break;
    case HtmlTag::kList:
      EndLine();
      blocks_.EndTable(TableKind::kList);
      break;
    case HtmlTag::kTerm:
    case HtmlTag::kItem:
      EndLine();
      blocks_.EndCell(TableKind::kList);
      break;
    default:
      break;
  }
}

bool HtmlReader::BeginStyled(const HtmlToken& token, HtmlDisplay display) {
  if (token.tag != HtmlTag::kInline && token.tag != HtmlTag::kBlock && token.tag != HtmlTag::kP) {
    return false;
  }
  switch (display) {
    case HtmlDisplay::kBlock:
      if (token.tag == HtmlTag::kInline) {
        BeginEffect(HtmlEffect::kLine, token.name);
      }
      return false;
    case HtmlDisplay::kFlex:
      BeginEffect(HtmlEffect::kFlex, token.name);
      return false;
    case HtmlDisplay::kTable:
      BeginEffect(HtmlEffect::kTable, token.name);
      blocks_.BeginTable(TableKind::kStyled);
      return true;
    case HtmlDisplay::kRow:
      BeginEffect(HtmlEffect::kRow, token.name);
      blocks_.BeginRow(TableKind::kStyled);
      return true;
    case HtmlDisplay::kCell:
      BeginEffect(HtmlEffect::kCell, token.name);
      blocks_.BeginCell(TableKind::kStyled, {}, text_.PlaceOf(token.offset));
      return true;
    default:
      return false;
  }
}

void HtmlReader::BeginEffect(HtmlEffect effect, HtmlNameKey name) {
  switch (effect) {
    case HtmlEffect::kRaised:
      script_ = Script::kRaised;
      break;
    case HtmlEffect::kLowered:
      script_ = Script::kLowered;
      break;
    case HtmlEffect::kStruck:
      text_.AppendMark(kStruckMark);
      break;
    default:
      EndLine();
  }
  effects_.Push(effect, name);
}

void HtmlReader::EndEffect(HtmlEffect effect) {
  switch (effect) {
    case HtmlEffect::kRaised:
    case HtmlEffect::kLowered:
      script_ = Script::kNormal;
      break;
    case HtmlEffect::kStruck:
      text_.AppendMark(kStruckMark);
      break;
    case HtmlEffect::kLine:
    case HtmlEffect::kFlex:
      EndLine();
      break;
    case HtmlEffect::kTable:
      EndLine();
      blocks_.EndTable(TableKind::kStyled);
      break;
    case HtmlEffect::kRow:
      EndLine();
      blocks_.EndRow(TableKind::kStyled);
      break;
    case HtmlEffect::kCell:
      EndLine();
      blocks_.EndCell(TableKind::kStyled);
      break;
  }
}

// At the border of a cell: what lost its end there does not go on in the next.
void HtmlReader::EndTextEffects() {
  while (effects_.InnermostIsOfText()) {
    EndEffect(effects_.Pop());
  }
}

void HtmlReader::SkipHidden(const HtmlToken& start) {
  const size_t begin = tokenizer_.position();
  const SkippedElement skipped = SkipHtmlElement(start.name, start.tag, tokenizer_);
  if (!skipped.has_end) {
    tokenizer_.Rewind(begin);
    hidden_parts_ = HiddenParts::kRead;
    return;
  }
  skipped_table_ |= skipped.has_table;
}

void HtmlReader::ReadPreformatted(const HtmlToken& token) {
  if (blocks_.InCell()) {
    return;  // its lines are those of the cell
  }
  const int line = text_.PlaceOf(tokenizer_.position()).line;
  auto blocks = ReadHtmlPreformatted(tokenizer_.TakeContent(token.name), line, document_.storage);
  if (!blocks.ok()) {
    status_ = blocks.status();
    return;
  }
  for (auto& block : *blocks) {
    if (const Paragraph* paragraph = std::get_if<Paragraph>(&block)) {
      blocks_.AddLine(*paragraph);
    } else {
      blocks_.AddGrid(std::get<Grid>(std::move(block)));
    }
  }
}

}  // namespace

absl::StatusOr<Document> ReadHtml(std::string_view utf8_text) {
  HtmlReader reader(utf8_text, HiddenParts::kSkip);
  absl::StatusOr<Document> document = reader.Read();
  const auto is_grid = [](const auto& block) { return std::holds_alternative<Grid>(block); };
  if (!document.ok() || !reader.skipped_table() ||
      std::any_of(document->blocks.begin(), document->blocks.end(), is_grid)) {
    return document;
  }
  // A script shows the article when the page has loaded.
  document = HtmlReader(utf8_text, HiddenParts::kRead).Read();
  if (document.ok()) {
    document->remarks.push_back({.id = kHiddenPartsRead,
                                 .message_zh = "网页的表格都在隐藏部分中，已按显示读取",
                                 .message_en = "all tables of the page stand in hidden parts; they were read as shown",
                                 .place = {}});
  }
  return document;
}

}  // namespace gouji::parse
