#include "services/parse/document/zip/testing/zip_builder.h"

#include <zip.h>

namespace gouji::parse {
namespace {

// All entries have the same date, so that the same entries give the same bytes.
constexpr zip_uint16_t kDosDate = (2024 - 1980) << 9 | 1 << 5 | 1;

bool AddEntry(zip_t* archive, const std::string& name, const std::string& content, const std::string& password) {
  zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
  if (source == nullptr) {
    return false;
  }
  const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_RAW);
  if (index < 0) {
    zip_source_free(source);
    return false;
  }
  const auto entry = static_cast<zip_uint64_t>(index);
  return zip_file_set_dostime(archive, entry, 0, kDosDate, 0) == 0 &&
         (password.empty() || zip_file_set_encryption(archive, entry, ZIP_EM_AES_128, password.c_str()) == 0);
}

}  // namespace

ZipBuilder& ZipBuilder::Add(std::string_view name, std::string_view content) {
  entries_.emplace_back(name, content);
  return *this;
}

ZipBuilder& ZipBuilder::SetPassword(std::string_view password) {
  password_ = password;
  return *this;
}

std::string ZipBuilder::Build() const {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  if (target == nullptr) {
    return "";
  }
  zip_source_keep(target);  // to be read after the archive is closed
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  bool good = archive != nullptr;
  for (const auto& [name, content] : entries_) {
    good = good && AddEntry(archive, name, content, password_);
  }
  if (archive != nullptr && (!good || zip_close(archive) != 0)) {
    zip_discard(archive);
    good = false;
  }
  std::string bytes;
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (good && zip_source_stat(target, &stat) == 0 && zip_source_open(target) == 0) {
    bytes.resize(stat.size);
    if (zip_source_read(target, bytes.data(), bytes.size()) != static_cast<zip_int64_t>(bytes.size())) {
      bytes.clear();
    }
    zip_source_close(target);
  }
  zip_source_free(target);
  return bytes;
}

}  // namespace gouji::parse
