#include "services/parse/document/office/docx_reader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "services/parse/document/office/docx_blocks.h"
#include "services/parse/document/office/docx_body.h"
#include "services/parse/document/office/docx_numbering.h"
#include "services/parse/document/office/docx_styles.h"
#include "services/parse/document/office/ooxml_package.h"
#include "services/parse/document/office/xml_names.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

// So many lines of headers and footers are kept.
constexpr size_t kMaxFurnitureLines = 8;

// A part that the document can do without: null also when it is damaged.
std::unique_ptr<XmlPart> LoadOptional(OoxmlPackage& package, std::string_view part) {
  if (part.empty()) {
    return nullptr;
  }
  absl::StatusOr<std::unique_ptr<XmlPart>> loaded = package.Load(part);
  return loaded.ok() ? *std::move(loaded) : nullptr;
}

pugi::xml_node RootOf(const std::unique_ptr<XmlPart>& part) {
  return part == nullptr ? pugi::xml_node() : part->root();
}

void CollectNotes(const pugi::xml_node& root, std::string_view kind,
                  std::unordered_map<std::string, pugi::xml_node>& notes) {
  for (pugi::xml_node note = Child(root, kind); note; note = NextOf(note, kind)) {
    notes.emplace(AttributeText(note, "id"), note);
  }
}

// A text without white space, so that lines that are broken differently are the same.
std::string Compact(std::string_view text) {
  std::string compact;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with("\xE3\x80\x80")) {
      i += 2;
    } else if (text.substr(i).starts_with("\xC2\xA0")) {
      i += 1;
    } else if (static_cast<unsigned char>(text[i]) > ' ') {
      compact += text[i];
    }
  }
  return compact;
}

// Page numbers: 12, — 12 —, 第12页 共20页. `compact` is without white space.
bool IsPageNumber(std::string_view compact) {
  constexpr std::array<std::string_view, 12> kWords = {"第", "页", "共", "頁", "—",  "–",
                                                       "－", "−",  "～", "·",  "、", "，"};
  while (!compact.empty()) {
    const unsigned char first = compact.front();
    const auto* const word = std::find_if(kWords.begin(), kWords.end(),
                                          [&](std::string_view candidate) { return compact.starts_with(candidate); });
    if (first < 0x80 && std::isalpha(first) == 0) {
      compact.remove_prefix(1);
    } else if (word != kWords.end()) {
      compact.remove_prefix(word->size());
    } else {
      return false;
    }
  }
  return true;
}

template <typename Visit>
void VisitTexts(const Document& document, Visit visit) {
  for (const auto& block : document.blocks) {
    if (const Paragraph* paragraph = std::get_if<Paragraph>(&block)) {
      visit(paragraph->text);
      continue;
    }
    for (const GridRow& row : std::get<Grid>(block).rows) {
      for (const GridCell& cell : row.cells) {
        if (cell.covered == Covered::kNo) visit(cell.text);
      }
    }
  }
}

// Adds what headers and footers say besides the text: an agency's name may stand there alone.
void AddFurniture(const Document& furniture, Document& document) {
  std::string known;
  VisitTexts(document, [&](std::string_view text) { known += Compact(text); });
  size_t line_count = 0;
  VisitTexts(furniture, [&](std::string_view text) {
    const std::string compact = Compact(text);
    if (line_count == kMaxFurnitureLines || IsPageNumber(compact) || known.find(compact) != std::string::npos) {
      return;
    }
    ++line_count;
    known += compact;
    document.blocks.emplace_back(
        Paragraph{.text = document.storage.emplace_back(text), .place = {}, .heading_level = 0});
  });
}

absl::Status TooLarge() {
  return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge,
                       fmt::format("the document has more than {} table cells, more than {} paragraphs, or tables "
                                   "nested deeper than {}",
                                   kMaxCells, kMaxParagraphs, DocxBlocks::kMaxNesting));
}

}  // namespace

absl::StatusOr<Document> ReadDocx(std::string_view bytes) {
  absl::StatusOr<OoxmlPackage> package = OoxmlPackage::Open(bytes);
  if (!package.ok()) {
    return package.status();
  }
  const std::string main_part = package->MainPart("word/document.xml");
  absl::StatusOr<std::unique_ptr<XmlPart>> main = package->Load(main_part);
  if (!main.ok()) {
    return main.status();
  }
  const pugi::xml_node body = Child(RootOf(*main), "body");
  if (!body) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kDamaged,
                         fmt::format("{}: there is no text of a document in it", main_part));
  }
  const std::vector<Relationship> relationships = package->RelationshipsOf(main_part);
  const std::unique_ptr<XmlPart> styles_part = LoadOptional(*package, TargetOf(relationships, "styles"));
  const std::unique_ptr<XmlPart> numbering_part = LoadOptional(*package, TargetOf(relationships, "numbering"));
  const std::unique_ptr<XmlPart> footnotes = LoadOptional(*package, TargetOf(relationships, "footnotes"));
  const std::unique_ptr<XmlPart> endnotes = LoadOptional(*package, TargetOf(relationships, "endnotes"));
  const DocxStyles styles(RootOf(styles_part));
  DocxNumbering numbering(RootOf(numbering_part));
  DocxNotes notes;
  CollectNotes(RootOf(footnotes), "footnote", notes.footnotes);
  CollectNotes(RootOf(endnotes), "endnote", notes.endnotes);

  Document document;
  DocxBlocks blocks(document);
  DocxBody(styles, &notes, numbering, blocks).Read(body);
  if (blocks.Full()) {
    return TooLarge();
  }
  blocks.Finish();

  Document furniture;
  DocxBlocks furniture_blocks(furniture);
  for (const std::string_view type : {"header", "footer"}) {
    for (const Relationship& relationship : relationships) {
      if (relationship.type == type) {
        const std::unique_ptr<XmlPart> part = LoadOptional(*package, relationship.target);
        DocxBody(styles, nullptr, numbering, furniture_blocks).Read(RootOf(part));
      }
    }
  }
  if (!furniture_blocks.Full()) {
    furniture_blocks.Finish();
    AddFurniture(furniture, document);
  }
  if (blocks.Full()) {
    return TooLarge();
  }
  if (document.blocks.empty()) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kEmptyDocument,
                         "the document has no text; if it consists of images, give those");
  }
  return document;
}

}  // namespace gouji::parse
