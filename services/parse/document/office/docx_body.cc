#include "services/parse/document/office/docx_body.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "services/parse/document/office/xml_names.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

// What stands for a symbol of a font whose characters are not known.
constexpr std::string_view kUnknownSymbol = "□";
// Symbol fonts have their characters here; those of ASCII are shifted by the begin.
constexpr char32_t kPrivateBegin = 0xF000;
constexpr char32_t kPrivateEnd = 0xF8FF;

// Whether the tracked changes of a paragraph's or row's properties delete it.
bool IsDeleted(const pugi::xml_node& properties) { return Child(properties, "del") || Child(properties, "moveFrom"); }

DocxBlocks::Merge MergeOf(const pugi::xml_node& node) {
  if (!node) {
    return DocxBlocks::Merge::kNone;
  }
  return AttributeText(node, "val") == "restart" ? DocxBlocks::Merge::kBegins : DocxBlocks::Merge::kContinues;
}

// The chosen entry of a drop-down form field, which is stored as a number.
std::string_view DropDownText(const pugi::xml_node& field) {
  const pugi::xml_node list = Child(Child(field, "ffData"), "ddList");
  const pugi::xml_node result = Child(list, "result") ? Child(list, "result") : Child(list, "default");
  int index = Attribute(result, "val").as_int(0);
  pugi::xml_node entry = Child(list, "listEntry");
  while (entry && index-- > 0) {
    entry = NextOf(entry, "listEntry");
  }
  return AttributeText(entry, "val");
}

}  // namespace

void DocxBody::Read(const pugi::xml_node& root) {
  pugi::xml_node node = root.first_child();
  while (node && !blocks_.Full()) {
    if (Enter(node) && node.first_child()) {
      node = node.first_child();
    } else {
      node = SkipSubtree(node, root, [this](const pugi::xml_node& left) { Leave(left); });
    }
  }
  EndCarried();
  PrintNotes();
}

bool DocxBody::Enter(const pugi::xml_node& node) {
  const DocxTag tag = TagOf(LocalName(node));
  switch (tag) {
    case DocxTag::kOther:
      return true;
    case DocxTag::kSkipped:
      return false;
    case DocxTag::kAlternateContent: {
      const pugi::xml_node choice = Child(node, "Choice");
      alternatives_.push_back(choice.first_child() ? choice : Child(node, "Fallback"));
      Open(tag, node);
      return true;
    }
    case DocxTag::kAlternative:
      return alternatives_.empty() || alternatives_.back() == node;
    case DocxTag::kTable:
    case DocxTag::kRow:
    case DocxTag::kCell:
      return EnterTable(tag, node);
    case DocxTag::kTextBox:
      blocks_.BeginBox();
      Open(tag, node);
      return true;
    case DocxTag::kParagraph:
      return EnterParagraph(node);
    case DocxTag::kRun:
      return EnterRun(node);
    case DocxTag::kRaised:
    case DocxTag::kLowered:
      scripts_.push_back(tag == DocxTag::kRaised ? TextMarks::Script::kRaised : TextMarks::Script::kLowered);
      Open(tag, node);
      return true;
    case DocxTag::kFractionBar:
      AddText("/");
      return true;
    case DocxTag::kFieldCharacter:
      ChangeField(node);
      return false;
    default:
      AddContent(tag, node);
      return false;
  }
}

void DocxBody::Leave(const pugi::xml_node& node) {
  if (open_.empty() || open_.back().node != node) {
    return;
  }
  const DocxTag tag = open_.back().tag;
  open_.pop_back();
  switch (tag) {
    case DocxTag::kAlternateContent:
      alternatives_.pop_back();
      break;
    case DocxTag::kTable:
      blocks_.EndTable();
      --table_depth_;
      PrintNotes();
      break;
    case DocxTag::kRow:
      blocks_.EndRow();
      break;
    case DocxTag::kCell:
      EndCarried();
      blocks_.EndCell();
      break;
    case DocxTag::kTextBox:
      EndCarried();
      blocks_.EndBox();
      break;
    case DocxTag::kParagraph:
      EndParagraph();
      PrintNotes();
      break;
    case DocxTag::kRun:
      runs_.pop_back();
      break;
    default:
      scripts_.pop_back();
  }
}

bool DocxBody::EnterTable(DocxTag tag, const pugi::xml_node& node) {
  if (tag == DocxTag::kTable) {
    EndCarried();
    blocks_.BeginTable();
    ++table_depth_;
  } else if (tag == DocxTag::kRow) {
    const pugi::xml_node properties = Child(node, "trPr");
    if (IsDeleted(properties) || IsOn(Child(properties, "hidden"))) {
      return false;
    }
    if (!IsInnermost(DocxTag::kTable)) {
      return true;
    }
    blocks_.BeginRow(Attribute(Child(properties, "gridBefore"), "val").as_int(0));
  } else {
    const pugi::xml_node properties = Child(node, "tcPr");
    if (Child(properties, "cellDel")) {
      return false;
    }
    if (!IsInnermost(DocxTag::kRow)) {
      return true;
    }
    blocks_.BeginCell({.column_span = Attribute(Child(properties, "gridSpan"), "val").as_int(1),
                       .vertical = MergeOf(Child(properties, "vMerge")),
                       .horizontal = MergeOf(Child(properties, "hMerge"))});
  }
  Open(tag, node);
  return true;
}

bool DocxBody::EnterParagraph(const pugi::xml_node& node) {
  const pugi::xml_node properties = Child(node, "pPr");
  const std::string_view style_id = AttributeText(Child(properties, "pStyle"), "val");
  const DocxStyle& style = styles_.Find(style_id);
  if (style.table_of_contents) {
    return false;
  }
  OpenParagraph paragraph{.style = &style, .text = std::exchange(carried_, "")};
  const pugi::xml_node outline = Child(properties, "outlineLvl");
  paragraph.heading_level = outline ? HeadingLevelOf(outline) : style.heading_level;
  paragraph.joins_next = IsDeleted(Child(properties, "rPr"));
  if (!paragraph.joins_next) {
    ListMembership list = ListMembershipOf(Child(properties, "numPr"));
    if (list.list.empty()) {
      list.list = style.list.list;
      list.level = list.level < 0 ? style.list.level : list.level;
    }
    if (!list.list.empty()) {
      paragraph.text.insert(0, numbering_.Next(list, style_id));
    }
  }
  paragraphs_.push_back(std::move(paragraph));
  Open(DocxTag::kParagraph, node);
  return true;
}

bool DocxBody::EnterRun(const pugi::xml_node& node) {
  TextMarks marks;
  bool hidden = !paragraphs_.empty() && paragraphs_.back().style->hidden;
  if (const pugi::xml_node properties = Child(node, "rPr")) {
    if (const pugi::xml_node style = Child(properties, "rStyle")) {
      hidden |= styles_.Find(AttributeText(style, "val")).hidden;
    }
    if (const pugi::xml_node vanish = Child(properties, "vanish")) {
      hidden = IsOn(vanish);
    }
    const std::string_view alignment = AttributeText(Child(properties, "vertAlign"), "val");
    marks.script = alignment == "superscript" ? TextMarks::Script::kRaised
                   : alignment == "subscript" ? TextMarks::Script::kLowered
                                              : TextMarks::Script::kNormal;
    marks.struck = IsOn(Child(properties, "strike")) || IsOn(Child(properties, "dstrike"));
  }
  if (hidden) {
    return false;
  }
  runs_.push_back(marks);
  Open(DocxTag::kRun, node);
  return true;
}

void DocxBody::AddContent(DocxTag tag, const pugi::xml_node& node) {
  switch (tag) {
    case DocxTag::kText:
      for (pugi::xml_node text = node.first_child(); text; text = text.next_sibling()) {
        AddText(text.value());
      }
      break;
    case DocxTag::kTab:
    case DocxTag::kBreak:
      if (instruction_count_ == 0 && !paragraphs_.empty()) {
        paragraphs_.back().text += tag == DocxTag::kTab ? '\t' : '\n';
      }
      break;
    case DocxTag::kNoBreakHyphen:
      AddText("-");
      break;
    case DocxTag::kSymbol:
      AddSymbol(node);
      break;
    default:
      if (notes_ != nullptr) {
        const auto& notes = tag == DocxTag::kFootnoteReference ? notes_->footnotes : notes_->endnotes;
        const auto note = notes.find(std::string(AttributeText(node, "id")));
        if (note != notes.end() && known_notes_.insert(note->second).second) {
          waiting_notes_.push_back(note->second);
        }
      }
  }
}

void DocxBody::AddText(std::string_view text) {
  if (instruction_count_ > 0 || paragraphs_.empty()) {
    return;
  }
  TextMarks marks = runs_.empty() ? TextMarks() : runs_.back();
  if (!scripts_.empty()) {
    marks.script = scripts_.back();
  }
  AppendMarked(text, marks, paragraphs_.back().text);
}

void DocxBody::AddSymbol(const pugi::xml_node& node) {
  const std::string_view hex = AttributeText(node, "char");
  uint32_t code = 0;
  if (std::from_chars(hex.data(), hex.data() + hex.size(), code, 16).ec != std::errc() || code == 0) {
    return;
  }
  const bool is_private = code >= kPrivateBegin && code <= kPrivateEnd;
  const auto character = static_cast<char32_t>(is_private ? code - kPrivateBegin : code);
  if (is_private && !(AttributeText(node, "font") == "Symbol" && character >= ' ' && character <= '9')) {
    AddText(kUnknownSymbol);
    return;
  }
  std::string text;
  report::AppendUtf8(character, text);
  AddText(text);
}

void DocxBody::ChangeField(const pugi::xml_node& node) {
  const std::string_view type = AttributeText(node, "fldCharType");
  if (type == "begin") {
    AddText(DropDownText(node));
    field_has_result_.push_back(false);
    ++instruction_count_;
    return;
  }
  if (field_has_result_.empty()) {
    return;
  }
  if (!field_has_result_.back()) {
    --instruction_count_;
    field_has_result_.back() = true;
  }
  if (type == "end") {
    field_has_result_.pop_back();
  }
}

void DocxBody::EndParagraph() {
  OpenParagraph paragraph = std::move(paragraphs_.back());
  paragraphs_.pop_back();
  if (paragraphs_.empty()) {
    // No instruction goes on behind its paragraph; where an end is lost, the text must not be.
    std::fill(field_has_result_.begin(), field_has_result_.end(), true);
    instruction_count_ = 0;
  }
  if (paragraph.joins_next) {
    carried_ = std::move(paragraph.text);
    return;
  }
  if (paragraph.text.find('\n') == std::string::npos) {
    blocks_.AddLine(std::move(paragraph.text), paragraph.heading_level);
    return;
  }
  for (std::string_view rest = paragraph.text;;) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    blocks_.AddLine(std::string(rest.substr(0, end)), paragraph.heading_level);
    if (end == rest.size()) {
      return;
    }
    rest.remove_prefix(end + 1);
  }
}

void DocxBody::EndCarried() {
  if (!carried_.empty()) {
    blocks_.AddLine(std::exchange(carried_, ""), 0);
  }
}

void DocxBody::PrintNotes() {
  if (!paragraphs_.empty() || table_depth_ > 0) {
    return;
  }
  for (const pugi::xml_node& note : std::exchange(waiting_notes_, {})) {
    DocxBody(styles_, nullptr, numbering_, blocks_).Read(note);
  }
}

}  // namespace gouji::parse
