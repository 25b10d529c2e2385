#include "services/parse/document/pages/ofd_reader.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "services/parse/document/image/image_reader.h"
#include "services/parse/document/office/xml_names.h"
#include "services/parse/document/pages/affine.h"
#include "services/parse/document/pages/ofd_package.h"
#include "services/parse/document/pages/ofd_page.h"
#include "services/parse/document/pages/ofd_resources.h"
#include "services/parse/document/pages/ofd_values.h"
#include "services/parse/document/pages/page_characters.h"
#include "services/parse/document/pages/page_layout.h"
#include "services/parse/document/pages/page_legibility.h"
#include "services/parse/document/white_space.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

constexpr double kPointsOfMillimetre = 72 / 25.4;
constexpr OfdBox kA4 = {.x = 0, .y = 0, .width = 210, .height = 297};
// An image that covers this part of a page may be a scan of it.
constexpr float kLargeImage = 0.2F;

absl::Status TooLarge(std::string_view what) {
  return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge,
                       fmt::format("the OFD has more {} than a report", what));
}

absl::Status Damaged(std::string_view what) {
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kDamaged,
                       fmt::format("{}; export the report to a new OFD or PDF and try again", what),
                       "OFD 文件已损坏；请重新导出为 OFD 或 PDF 后重试");
}

// Documents with everything that was read of them.
class OfdDocumentReader {
 public:
  explicit OfdDocumentReader(OfdPackage& package) : package_(package) {}

  // Reads all documents of the package.
  absl::Status Read() {
    absl::StatusOr<std::unique_ptr<OfdPart>> list = package_.Load("", "OFD.xml");
    if (!list.ok()) {
      return list.status();
    }
    if (*list == nullptr) {
      return Damaged("the OFD lacks its file OFD.xml");
    }
    bool has_document = false;
    for (pugi::xml_node body = Child((*list)->root(), "DocBody"); body; body = NextOf(body, "DocBody")) {
      absl::StatusOr<std::unique_ptr<OfdPart>> document = package_.Load("", Child(body, "DocRoot").text().get());
      if (!document.ok()) {
        return document.status();
      }
      if (*document == nullptr) {
        continue;
      }
      has_document = true;
      absl::Status status = ReadPages(**document);
      if (!status.ok()) {
        return status;
      }
    }
    return has_document && page_count() > 0 ? absl::OkStatus() : Damaged("the OFD lacks its pages");
  }

  size_t page_count() const { return pages_.pages.size(); }
  PagedDocument& pages() { return pages_; }
  // Of each page: the path of the image that covers it; empty without one.
  const std::vector<std::string>& scans() const { return scans_; }
  // Whether text was taken that a program recognised.
  bool has_recognised_text() const { return has_recognised_text_; }

 private:
  absl::Status AddResources(OfdResources& resources, const pugi::xml_node& parent, std::string_view folder) {
    for (const std::string_view name : {"PublicRes", "DocumentRes", "PageRes"}) {
      for (pugi::xml_node node = Child(parent, name); node; node = NextOf(node, name)) {
        absl::Status status = resources.Add(package_, folder, node.text().get());
        if (!status.ok()) {
          return status;
        }
      }
    }
    return absl::OkStatus();
  }

  absl::Status ReadPages(const OfdPart& document) {
    const pugi::xml_node common = Child(document.root(), "CommonData");
    OfdResources resources;
    absl::Status status = AddResources(resources, common, document.folder);
    templates_.clear();
    template_ = nullptr;
    for (pugi::xml_node node = Child(common, "TemplatePage"); node; node = NextOf(node, "TemplatePage")) {
      templates_[std::string(AttributeText(node, "ID"))] = AttributeText(node, "BaseLoc");
    }
    const OfdBox usual_area = AreaOf(Child(common, "PageArea"), kA4);
    const pugi::xml_node list = Child(document.root(), "Pages");
    for (pugi::xml_node node = Child(list, "Page"); node && status.ok(); node = NextOf(node, "Page")) {
      if (page_count() == kMaxPages) {
        return TooLarge("pages");
      }
      status = ReadPage(document, AttributeText(node, "BaseLoc"), usual_area, resources);
    }
    return status;
  }

  static OfdBox AreaOf(const pugi::xml_node& area, const OfdBox& otherwise) {
    const OfdBox box = ParseOfdBox(Child(area, "PhysicalBox").text().get()).value_or(otherwise);
    return box.width > 0 && box.height > 0 ? box : otherwise;
  }

  absl::Status ReadPage(const OfdPart& document, std::string_view path, const OfdBox& usual_area,
                        OfdResources& resources) {
    Page& page = pages_.pages.emplace_back();
    std::string& scan = scans_.emplace_back();
    absl::StatusOr<std::unique_ptr<OfdPart>> part = package_.Load(document.folder, path);
    if (!part.ok()) {
      return part.status();
    }
    if (*part == nullptr) {
      return Damaged(fmt::format("the OFD lacks its page {}", page_count()));
    }
    const pugi::xml_node root = (*part)->root();
    absl::Status status = AddResources(resources, root, (*part)->folder);
    if (!status.ok()) {
      return status;
    }
    const OfdBox area = AreaOf(Child(root, "Area"), usual_area);
    page.width = static_cast<float>(area.width * kPointsOfMillimetre);
    page.height = static_cast<float>(area.height * kPointsOfMillimetre);
    const Affine matrix = {.a = kPointsOfMillimetre,
                           .b = 0,
                           .c = 0,
                           .d = kPointsOfMillimetre,
                           .e = -area.x * kPointsOfMillimetre,
                           .f = -area.y * kPointsOfMillimetre};
    OfdPageReader reader(resources, matrix, allowance_);
    for (pugi::xml_node node = Child(root, "Template"); node && status.ok(); node = NextOf(node, "Template")) {
      status = ReadTemplate(document, AttributeText(node, "TemplateID"), reader);
    }
    reader.Read(Child(root, "Content"));
    if (!status.ok() || allowance_.is_exhausted) {
      return status.ok() ? TooLarge("drawing") : status;
    }
    return Take(reader, resources, page, scan);
  }

  // Draws a template; the last one is kept, since most pages use the same.
  absl::Status ReadTemplate(const OfdPart& document, std::string_view id, OfdPageReader& reader) {
    const auto found = templates_.find(std::string(id));
    if (found == templates_.end()) {
      return absl::OkStatus();
    }
    if (template_ == nullptr || template_id_ != id) {
      absl::StatusOr<std::unique_ptr<OfdPart>> part = package_.Load(document.folder, found->second);
      if (!part.ok()) {
        return part.status();
      }
      template_ = *std::move(part);
      template_id_ = id;
    }
    if (template_ != nullptr && allowance_.Spend(template_->text.size())) {
      reader.Read(Child(template_->root(), "Content"));
    }
    return absl::OkStatus();
  }

  absl::Status Take(OfdPageReader& reader, const OfdResources& resources, Page& page, std::string& scan) {
    page.rules = reader.TakeRules();
    const bool is_scan = !reader.image().empty() && reader.image_box().width() * reader.image_box().height() >
                                                        kLargeImage * page.width * page.height;
    if (is_scan) {
      scan = resources.Image(reader.image());
    }
    page.words = MakeWords(reader.characters(), 1, pages_.storage);
    if (is_scan && reader.hidden_characters().size() > reader.characters().size()) {
      for (PageWord& word : MakeWords(reader.hidden_characters(), kRecognisedConfidence, pages_.storage)) {
        page.words.push_back(word);
      }
      has_recognised_text_ = true;
    }
    std::erase_if(page.words, [&](const PageWord& word) {
      return word.box.x_centre() < 0 || word.box.x_centre() > page.width || word.box.y_centre() < 0 ||
             word.box.y_centre() > page.height;
    });
    word_count_ += page.words.size();
    return word_count_ <= kMaxWords ? absl::OkStatus() : TooLarge("words");
  }

  OfdPackage& package_;
  PagedDocument pages_;
  std::vector<std::string> scans_;
  OfdAllowance allowance_;
  size_t word_count_ = 0;
  bool has_recognised_text_ = false;
  std::unordered_map<std::string, std::string> templates_;  // paths by number
  std::unique_ptr<OfdPart> template_;
  std::string template_id_;
};

// An OFD without text: what its images say.
absl::StatusOr<Document> ReadOfdScans(OfdPackage& package, const std::vector<std::string>& scans, bool has_garbage,
                                      const ReaderOptions& options) {
  std::vector<ScannedPage> pages;
  for (size_t p = 0; p < scans.size(); ++p) {
    if (scans[p].empty()) {
      continue;
    }
    absl::StatusOr<std::string> image = package.LoadBytes("", scans[p]);
    if (!image.ok()) {
      return image.status();
    }
    if (!image->empty()) {
      pages.push_back({.image = *std::move(image), .number = static_cast<int>(p) + 1});
    }
    if (pages.size() > kMaxScannedPages) {
      return TooLarge("scanned pages");
    }
  }
  if (pages.empty()) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kUnsupportedType,
                         has_garbage ? "the fonts of the OFD do not say what their characters are; export the report "
                                       "from the program that it was written in"
                                     : "the OFD has neither text nor images of whole pages; export the report from "
                                       "the program that it was written in",
                         has_garbage ? "该 OFD 的字体缺少字符表，无法得知文字内容；请从原始文档重新导出"
                                     : "该 OFD 没有文字，也没有整页的扫描图像；请从原始文档重新导出");
  }
  return ReadScans(pages, options);
}

}  // namespace

absl::StatusOr<ReadResult> ReadOfd(const ReadRequest& request, const ReaderOptions& options) {
  absl::StatusOr<OfdPackage> package = OfdPackage::Open(request.bytes);
  if (!package.ok()) {
    return package.status();
  }
  if (package->is_encrypted()) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kEncrypted,
                         "the OFD is encrypted; save it without a password and try again",
                         "该 OFD 已加密；请另存为不加密的文件后重试");
  }
  OfdDocumentReader reader(*package);
  if (absl::Status status = reader.Read(); !status.ok()) {
    return status;
  }
  const Legibility legibility = DropIllegibleText(reader.pages());
  absl::StatusOr<Document> document = legibility.has_text
                                          ? LayOutPages(std::move(reader.pages()))
                                          : ReadOfdScans(*package, reader.scans(), legibility.has_garbage, options);
  if (!document.ok()) {
    return document.status();
  }
  if (legibility.has_text) {
    for (ReaderRemark& remark : PagesNotRead(legibility.unread)) {
      document->remarks.push_back(std::move(remark));
    }
  }
  if (reader.has_recognised_text()) {
    document->remarks.push_back(RecognisedRemark());
  }
  return ReadResult{.document = *std::move(document), .media_type = "", .charset = ""};
}

}  // namespace gouji::parse
