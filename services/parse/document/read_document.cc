#include "services/parse/document/read_document.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "services/parse/document/charset/charset.h"
#include "services/parse/document/csv_reader.h"
#include "services/parse/document/file_type.h"
#include "services/parse/document/html/html_file.h"
#include "services/parse/document/html/html_in_text.h"
#include "services/parse/document/image/image_reader.h"
#include "services/parse/document/media_type.h"
#include "services/parse/document/office/docx_reader.h"
#include "services/parse/document/office/xlsx_reader.h"
#include "services/parse/document/pages/drawn_text.h"
#include "services/parse/document/pages/ofd_reader.h"
#include "services/parse/document/pages/pdf_reader.h"
#include "services/parse/document/text_reader.h"
#include "services/parse/document/unsupported_kind.h"
#include "services/parse/document/word/doc_reader.h"
#include "services/parse/document/word/rtf_reader.h"

namespace gouji::parse {
namespace {

absl::StatusOr<ReadResult> ReadTextFile(const ReadRequest& request, const ReaderOptions& /*options*/) {
  absl::StatusOr<DecodedText> decoded = Decode(request.bytes, request.charset);
  if (!decoded.ok()) {
    return decoded.status();
  }
  std::vector<ReaderRemark> remarks = ReplacementRemarks(*decoded);
  absl::StatusOr<Document> document = HasMarkedTables(decoded->text)  ? ReadTextWithMarkedTables(decoded->text)
                                      : LooksLikeCsv(decoded->text)   ? ReadCsv(std::move(decoded->text))
                                      : HasDrawnTables(decoded->text) ? ReadDrawnText(decoded->text)
                                                                      : ReadText(std::move(decoded->text));
  if (!document.ok()) {
    return document.status();
  }
  document->remarks = std::move(remarks);
  return ReadResult{.document = *std::move(document), .media_type = "", .charset = std::move(decoded->charset)};
}

// A reader of a kind of file that is no text and needs nothing from its surroundings.
template <absl::StatusOr<Document> (*kRead)(std::string_view)>
absl::StatusOr<ReadResult> ReadBinaryFile(const ReadRequest& request, const ReaderOptions& /*options*/) {
  absl::StatusOr<Document> document = kRead(request.bytes);
  if (!document.ok()) {
    return document.status();
  }
  return ReadResult{.document = *std::move(document), .media_type = "", .charset = ""};
}

struct Entry {
  std::string_view media_type;
  Reader reader;
};

// The readers, by kind of file.
constexpr std::array kReaders = {
    Entry{media_type::kText, ReadTextFile},
    Entry{media_type::kMarkdown, ReadTextFile},
    Entry{media_type::kHtml, ReadHtmlFile},
    Entry{media_type::kMhtml, ReadMhtFile},
    Entry{media_type::kPng, ReadImage},
    Entry{media_type::kJpeg, ReadImage},
    Entry{media_type::kTiff, ReadImage},
    Entry{media_type::kBmp, ReadImage},
    Entry{media_type::kPdf, ReadPdf},
    Entry{media_type::kOfd, ReadOfd},
    Entry{media_type::kDoc, ReadBinaryFile<ReadDoc>},
    Entry{media_type::kRtf, ReadBinaryFile<ReadRtf>},
    Entry{media_type::kDocx, ReadBinaryFile<ReadDocx>},
    Entry{media_type::kXlsx, ReadBinaryFile<ReadXlsx>},
};

}  // namespace

absl::StatusOr<ReadResult> ReadDocument(const ReadRequest& request, const ReaderOptions& options) {
  absl::StatusOr<std::string> media_type = DetectMediaType(request.bytes, request.file_name);
  if (!media_type.ok()) {
    return media_type.status();
  }
  for (const Entry& entry : kReaders) {
    if (entry.media_type == *media_type) {
      absl::StatusOr<ReadResult> result = entry.reader(request, options);
      if (result.ok() && result->media_type.empty()) {
        result->media_type = *std::move(media_type);
      }
      return result;
    }
  }
  return UnsupportedKind(*media_type);
}

}  // namespace gouji::parse
