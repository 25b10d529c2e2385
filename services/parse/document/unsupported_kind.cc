#include "services/parse/document/unsupported_kind.h"

#include <array>

#include "fmt/format.h"
#include "services/parse/document/media_type.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

struct Kind {
  std::string_view media_type;
  std::string_view name_en;
  std::string_view name_zh;
  std::string_view advice_en;
  std::string_view advice_zh;
};

constexpr std::string_view kSaveAsDocxEn = "open it in WPS or Word, save it as .docx";
constexpr std::string_view kSaveAsDocxZh = "请用WPS或Word打开，另存为.docx";
constexpr std::string_view kSaveAsXlsxEn = "open it in WPS or Excel, save it as .xlsx";
constexpr std::string_view kSaveAsXlsxZh = "请用WPS或Excel打开，另存为.xlsx";
constexpr std::string_view kSaveAsPdfEn = "open it and save it as .pdf";
constexpr std::string_view kSaveAsPdfZh = "请打开后另存为.pdf";
constexpr std::string_view kUnpackEn = "unpack it and give the files in it, or pack them as .zip";
constexpr std::string_view kUnpackZh = "请解压后提交其中的文件，或改为.zip压缩包";
constexpr std::string_view kSaveAsPngEn = "save the image as .png or .jpg";
constexpr std::string_view kSaveAsPngZh = "请将图片另存为.png或.jpg";
constexpr std::string_view kAnyEn = "give the report as .docx, .pdf, .ofd, .html or text";
constexpr std::string_view kAnyZh = "请提交.docx、.pdf、.ofd、.html或文本格式的报告";

constexpr std::array kKinds = {
    Kind{media_type::kXls, "an old Excel workbook (.xls, .et)", "旧版Excel或WPS表格（.xls、.et）", kSaveAsXlsxEn,
         kSaveAsXlsxZh},
    Kind{media_type::kXlsx, "an Excel workbook (.xlsx)", "Excel表格（.xlsx）", kAnyEn, kAnyZh},
    Kind{media_type::kDocx, "a Word document (.docx)", "Word文档（.docx）", kAnyEn, kAnyZh},
    Kind{media_type::kDoc, "an old Word document (.doc)", "旧版Word文档（.doc）", kSaveAsDocxEn, kSaveAsDocxZh},
    Kind{media_type::kWord95, "a document of Word 95 or earlier (.doc)", "Word 95或更早版本的文档（.doc）",
         kSaveAsDocxEn, kSaveAsDocxZh},
    Kind{media_type::kPpt, "an old presentation (.ppt, .dps)", "旧版演示文稿（.ppt、.dps）", kSaveAsPdfEn,
         kSaveAsPdfZh},
    Kind{media_type::kPptx, "a presentation (.pptx)", "演示文稿（.pptx）", kSaveAsPdfEn, kSaveAsPdfZh},
    Kind{media_type::kWorks, "a document of Works (.wps)", "Works文档（.wps）", kSaveAsDocxEn, kSaveAsDocxZh},
    Kind{media_type::kCompoundFile, "a compound file of a kind that is not known", "无法识别的复合文档", kAnyEn,
         kAnyZh},
    Kind{media_type::kOfficeXml, "an Office document saved as XML", "以XML格式保存的Office文档", kSaveAsDocxEn,
         kSaveAsDocxZh},
    Kind{media_type::kOpenDocument, "an OpenDocument file (.odt, .ods, .odp)", "OpenDocument文档（.odt、.ods、.odp）",
         kSaveAsDocxEn, kSaveAsDocxZh},
    Kind{media_type::kXml, "an XML file", "XML文件", kAnyEn, kAnyZh},
    Kind{media_type::kHtml, "an HTML page", "网页（HTML）", kAnyEn, kAnyZh},
    Kind{media_type::kMhtml, "a web archive (.mht)", "网页归档（.mht）", kSaveAsDocxEn, kSaveAsDocxZh},
    Kind{media_type::kRtf, "an RTF document", "RTF文档", kSaveAsDocxEn, kSaveAsDocxZh},
    Kind{media_type::kPdf, "a PDF", "PDF文档", kAnyEn, kAnyZh},
    Kind{media_type::kOfd, "an OFD document", "OFD版式文档", kSaveAsPdfEn, kSaveAsPdfZh},
    Kind{media_type::kCeb, "a CEB document", "CEB版式文档", kSaveAsPdfEn, kSaveAsPdfZh},
    Kind{media_type::kZip, "a ZIP archive", "ZIP压缩包",
         "give the files in it one by one, or the archive to gouji check or gouji import",
         "请逐个提交其中的文件，或将压缩包交给gouji check、gouji import处理"},
    Kind{media_type::kRar, "a RAR archive", "RAR压缩包", kUnpackEn, kUnpackZh},
    Kind{media_type::kSevenZip, "a 7z archive", "7z压缩包", kUnpackEn, kUnpackZh},
    Kind{media_type::kGzip, "a gzip file", "gzip压缩文件", kUnpackEn, kUnpackZh},
    Kind{media_type::kPng, "a PNG image", "PNG图片", kAnyEn, kAnyZh},
    Kind{media_type::kJpeg, "a JPEG image", "JPEG图片", kAnyEn, kAnyZh},
    Kind{media_type::kTiff, "a TIFF image", "TIFF图片", kSaveAsPngEn, kSaveAsPngZh},
    Kind{media_type::kBmp, "a BMP image", "BMP图片", kSaveAsPngEn, kSaveAsPngZh},
    Kind{media_type::kGif, "a GIF image", "GIF图片", kSaveAsPngEn, kSaveAsPngZh},
    Kind{media_type::kWebp, "a WebP image", "WebP图片", kSaveAsPngEn, kSaveAsPngZh},
};

constexpr Kind kNoKind = {media_type::kUnknown, "no text and of no kind that is known", "无法识别的二进制文件", kAnyEn,
                          kAnyZh};

}  // namespace

absl::Status UnsupportedKind(std::string_view media_type) {
  const Kind* kind = &kNoKind;
  for (const Kind& candidate : kKinds) {
    if (candidate.media_type == media_type) {
      kind = &candidate;
    }
  }
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kUnsupportedType,
                       fmt::format("this is {}, which is not read: {}", kind->name_en, kind->advice_en),
                       fmt::format("这是{}，不能读取：{}", kind->name_zh, kind->advice_zh));
}

}  // namespace gouji::parse
