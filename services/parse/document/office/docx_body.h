#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_DOCX_BODY_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_DOCX_BODY_H_

#include <cstddef>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "services/parse/document/office/docx_blocks.h"
#include "services/parse/document/office/docx_numbering.h"
#include "services/parse/document/office/docx_styles.h"
#include "services/parse/document/office/docx_tags.h"
#include "services/parse/document/office/marked_text.h"

namespace gouji::parse {

// The footnotes and endnotes of a document, by their ids.
struct DocxNotes {
  std::unordered_map<std::string, pugi::xml_node> footnotes;
  std::unordered_map<std::string, pugi::xml_node> endnotes;
};

// Walks the tree of a story of a DOCX document (body, header, note) and hands what is printed to DocxBlocks. Without
// recursion over the tree. Not thread-safe; all arguments must outlive it.
class DocxBody {
 public:
  // `notes` may be null: then references to notes are nothing.
  DocxBody(const DocxStyles& styles, const DocxNotes* notes, DocxNumbering& numbering, DocxBlocks& blocks)
      : styles_(styles), notes_(notes), numbering_(numbering), blocks_(blocks) {}

  // Reads what is below `root`; ends early when the blocks are full.
  void Read(const pugi::xml_node& root);

 private:
  // A paragraph that is open; text boxes in it have paragraphs of their own.
  struct OpenParagraph {
    const DocxStyle* style;
    std::string text;
    int heading_level = 0;
    bool joins_next = false;  // its end is deleted
  };
  // An element that does something when it is left.
  struct OpenElement {
    pugi::xml_node node;
    DocxTag tag;
  };

  // Handles a node that is entered. Returns whether what is below it is to be read.
  bool Enter(const pugi::xml_node& node);
  void Leave(const pugi::xml_node& node);
  bool EnterTable(DocxTag tag, const pugi::xml_node& node);
  bool EnterParagraph(const pugi::xml_node& node);
  bool EnterRun(const pugi::xml_node& node);
  void AddContent(DocxTag tag, const pugi::xml_node& node);
  void AddText(std::string_view text);
  void AddSymbol(const pugi::xml_node& node);
  void ChangeField(const pugi::xml_node& node);
  void Open(DocxTag tag, const pugi::xml_node& node) { open_.push_back({node, tag}); }
  bool IsInnermost(DocxTag tag) const { return !open_.empty() && open_.back().tag == tag; }
  void EndParagraph();
  // Prints what is left of paragraphs that were to join a next one, where there is none.
  void EndCarried();
  // Prints the notes that were referred to, once no paragraph and table is open.
  void PrintNotes();

  const DocxStyles& styles_;
  const DocxNotes* notes_;
  DocxNumbering& numbering_;
  DocxBlocks& blocks_;
  std::vector<OpenElement> open_;
  std::vector<OpenParagraph> paragraphs_;
  std::vector<TextMarks> runs_;
  std::vector<TextMarks::Script> scripts_;    // of formulas
  std::vector<pugi::xml_node> alternatives_;  // the chosen one of each choice that is open
  std::vector<bool> field_has_result_;        // of each field that is open: whether its instruction has ended
  size_t instruction_count_ = 0;              // fields whose instruction has not ended
  std::string carried_;                       // the text of paragraphs whose ends are deleted
  int table_depth_ = 0;
  std::vector<pugi::xml_node> waiting_notes_;
  std::set<pugi::xml_node> known_notes_;  // each is printed once
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_DOCX_BODY_H_
