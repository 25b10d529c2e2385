#include "services/parse/document/html/html_skip.h"

#include <cstddef>

namespace gouji::parse {
namespace {

// The parts of tables, the outer ones first; kNone contains whatever it holds.
enum Part : int { kTablePart, kRowGroupPart, kRowPart, kCellPart, kNone };

Part PartOf(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::kTable:
      return kTablePart;
    case HtmlTag::kRowGroup:
      return kRowGroupPart;
    case HtmlTag::kRow:
      return kRowPart;
    case HtmlTag::kCell:
      return kCellPart;
    default:
      return kNone;
  }
}

bool HasOptionalEnd(HtmlNameKey name, HtmlTag tag) {
  return tag == HtmlTag::kP || tag == HtmlTag::kTerm || tag == HtmlTag::kItem || name == HtmlKey("li");
}

// Whether a tag outside all tables that began in the element ends it.
bool EndsElement(const HtmlToken& token, HtmlNameKey name, HtmlTag tag) {
  const Part part = PartOf(token.tag);
  if (part != kNone && PartOf(tag) != kTablePart) {
    // A part of the table around the element: not below it, so the element is over. A new table is in it.
    const bool opens_table = part == kTablePart && token.kind == HtmlToken::Kind::kStart;
    return !opens_table && part <= PartOf(tag);
  }
  if (token.kind == HtmlToken::Kind::kEnd || !HasOptionalEnd(name, tag)) {
    return false;
  }
  const bool block = token.tag == HtmlTag::kP || token.tag == HtmlTag::kBlock || token.tag == HtmlTag::kHeading;
  return token.name == name || (tag == HtmlTag::kP && block);
}

}  // namespace

SkippedElement SkipHtmlElement(HtmlNameKey name, HtmlTag tag, HtmlTokenizer& tokenizer) {
  SkippedElement skipped;
  skipped.has_table = tag == HtmlTag::kTable;
  size_t same_name_depth = 1;
  size_t table_depth = skipped.has_table ? 1 : 0;
  while (const HtmlToken* token = tokenizer.Next()) {
    if (token->kind == HtmlToken::Kind::kText) {
      continue;
    }
    if (token->kind == HtmlToken::Kind::kEnd && token->name == name && --same_name_depth == 0) {
      skipped.has_end = true;
      return skipped;
    }
    if (table_depth == 0 && EndsElement(*token, name, tag)) {
      tokenizer.PutBack();
      skipped.has_end = true;
      return skipped;
    }
    if (token->kind == HtmlToken::Kind::kStart) {
      same_name_depth += token->name == name ? 1 : 0;
      table_depth += token->tag == HtmlTag::kTable ? 1 : 0;
      skipped.has_table |= token->tag == HtmlTag::kTable;
      if (token->tag == HtmlTag::kStyle || token->tag == HtmlTag::kSkipped || token->tag == HtmlTag::kField ||
          token->tag == HtmlTag::kTitle) {
        tokenizer.TakeContent(token->name);
      }
    } else if (token->tag == HtmlTag::kTable && table_depth > 0) {
      --table_depth;
    }
  }
  return skipped;
}

}  // namespace gouji::parse
