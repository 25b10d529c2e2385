#include "services/parse/document/word/compound_kind.h"

#include <array>
#include <string>

#include "services/parse/document/charset/little_endian.h"
#include "services/parse/document/media_type.h"
#include "services/parse/document/word/compound_file.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

struct Mark {
  std::string_view stream;
  std::string_view type;
};

// A stream that only one kind has.
constexpr std::array kMarks = {
    Mark{"WordDocument", media_type::kDoc},        Mark{"Workbook", media_type::kXls}, Mark{"Book", media_type::kXls},
    Mark{"PowerPoint Document", media_type::kPpt}, Mark{"MatOST", media_type::kWorks},
};

// The flags of the file information block at the begin of WordDocument ([MS-DOC] 2.5.2).
constexpr size_t kFibFlags = 10;
constexpr uint16_t kFibEncrypted = 0x0100;

absl::Status Encrypted() {
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kEncrypted,
                       "the document needs a password: remove it and save the document again",
                       "文件已加密，请取消密码后重新保存");
}

}  // namespace

absl::StatusOr<std::string_view> DetectCompoundKind(std::string_view bytes) {
  const absl::StatusOr<CompoundFile> file = CompoundFile::Open(bytes);
  if (!file.ok()) {
    return file.status();
  }
  if (file->Has("EncryptedPackage")) {
    return Encrypted();
  }
  for (const Mark& mark : kMarks) {
    if (!file->Has(mark.stream)) {
      continue;
    }
    if (mark.type == media_type::kDoc) {
      const absl::StatusOr<std::string> document = file->Read(mark.stream);
      if (document.ok() && (U16(*document, kFibFlags) & kFibEncrypted) != 0) {
        return Encrypted();
      }
    }
    return mark.type;
  }
  return media_type::kCompoundFile;
}

}  // namespace gouji::parse
