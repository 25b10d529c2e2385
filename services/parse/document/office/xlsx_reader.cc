#include "services/parse/document/office/xlsx_reader.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "services/parse/document/office/ooxml_package.h"
#include "services/parse/document/office/sheet_blocks.h"
#include "services/parse/document/office/xlsx_sheet.h"
#include "services/parse/document/office/xml_names.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

// Reports have one sheet or one for each table.
constexpr size_t kMaxSheets = 256;

absl::Status Error(report::Reason reason, std::string_view message) {
  return report::Error(absl::StatusCode::kInvalidArgument, reason, message);
}

absl::Status TooLarge() {
  return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge,
                       fmt::format("the workbook has more than {} cells, {} paragraphs or {} sheets", kMaxCells,
                                   kMaxParagraphs, kMaxSheets));
}

// The parts of the sheets that are printed, in their order.
std::vector<std::string> VisibleSheets(const pugi::xml_node& workbook, const std::vector<Relationship>& relationships) {
  std::vector<std::string> parts;
  const pugi::xml_node sheets = Child(workbook, "sheets");
  for (pugi::xml_node sheet = Child(sheets, "sheet"); sheet; sheet = NextOf(sheet, "sheet")) {
    const std::string_view state = AttributeText(sheet, "state");
    if (state == "hidden" || state == "veryHidden") {
      continue;
    }
    const std::string_view id = AttributeText(sheet, "id");
    const auto found = std::find_if(relationships.begin(), relationships.end(), [id](const Relationship& relationship) {
      return relationship.id == id && relationship.type == "worksheet";
    });
    if (found != relationships.end()) {
      parts.push_back(found->target);
    }
  }
  return parts;
}

}  // namespace

absl::StatusOr<Document> ReadXlsx(std::string_view bytes) {
  absl::StatusOr<OoxmlPackage> package = OoxmlPackage::Open(bytes);
  if (!package.ok()) {
    return package.status();
  }
  const std::string main_part = package->MainPart("xl/workbook.xml");
  if (main_part.ends_with(".bin")) {
    return Error(report::Reason::kUnsupportedType,
                 "this is a binary Excel workbook (.xlsb), which is not read: open it, save it as .xlsx");
  }
  absl::StatusOr<std::unique_ptr<XmlPart>> main = package->Load(main_part);
  if (!main.ok()) {
    return main.status();
  }
  if (*main == nullptr || !Child((*main)->root(), "sheets")) {
    return Error(report::Reason::kDamaged, fmt::format("{}: there are no sheets in it", main_part));
  }
  const std::vector<Relationship> relationships = package->RelationshipsOf(main_part);

  Document document;
  XlsxWorkbook workbook;
  absl::StatusOr<std::unique_ptr<XmlPart>> strings = package->Load(TargetOf(relationships, "sharedStrings"));
  if (!strings.ok()) {
    return strings.status();
  }
  if (*strings != nullptr) {
    workbook.shared_strings = ReadSharedStrings((*strings)->root(), document);
  }
  // Formats decide what is printed: without them nothing is.
  absl::StatusOr<std::unique_ptr<XmlPart>> styles = package->Load(TargetOf(relationships, "styles"));
  if (!styles.ok()) {
    return styles.status();
  }
  if (*styles != nullptr) {
    workbook.styles = XlsxStyles((*styles)->root());
  }
  const std::string_view date1904 = AttributeText(Child((*main)->root(), "workbookPr"), "date1904");
  workbook.epoch = date1904 == "1" || date1904 == "true" ? DateEpoch::k1904 : DateEpoch::k1900;

  const std::vector<std::string> sheets = VisibleSheets((*main)->root(), relationships);
  if (sheets.size() > kMaxSheets) {
    return TooLarge();
  }
  SheetBlocks blocks(document);
  for (const std::string& part : sheets) {
    const absl::StatusOr<std::unique_ptr<XmlPart>> sheet = package->Load(part);
    if (!sheet.ok()) {
      return sheet.status();
    }
    if (*sheet == nullptr) {
      return Error(report::Reason::kDamaged, fmt::format("{}: this sheet is missing", part));
    }
    blocks.Add(ReadXlsxSheet((*sheet)->root(), workbook, document));
    if (blocks.Full()) {
      return TooLarge();
    }
  }
  if (document.blocks.empty()) {
    return Error(report::Reason::kEmptyDocument, "nothing is printed of this workbook: no visible cell has a text");
  }
  return document;
}

}  // namespace gouji::parse
