#include "services/cli/archive_file.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <utility>

#include "services/parse/document/charset/charset.h"
#include "services/parse/document/zip/zip_kind.h"
#include "services/report/utf8.h"

namespace gouji::cli {
namespace {

// A province's reports of a year are some ten thousand.
constexpr std::size_t kMaxEntries = 100'000;
// All that is ever unpacked of one archive.
constexpr std::size_t kMaxUnpackedBytes = std::size_t{16} << 30;

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

}  // namespace

absl::StatusOr<std::shared_ptr<ArchiveFile>> ArchiveFile::Open(std::string bytes) {
  // Not make_shared: the constructor is private.
  std::shared_ptr<ArchiveFile> archive(new ArchiveFile(std::move(bytes)));
  absl::StatusOr<parse::ZipContainer> container = parse::ZipContainer::Open(
      archive->bytes_,
      {.entry_count = kMaxEntries, .entry_bytes = SIZE_MAX, .total_bytes = kMaxUnpackedBytes, .expansion = 200});
  if (!container.ok()) return container.status();
  for (std::size_t entry = 0; entry < container->entry_count(); ++entry) {
    std::string name = DecodeEntryName(container->raw_name(entry));
    std::replace(name.begin(), name.end(), '\\', '/');
    if (name.empty() || name.back() == '/' || IsJunk(name)) continue;
    archive->members_.push_back({.entry = entry, .name = std::move(name)});
  }
  std::stable_sort(archive->members_.begin(), archive->members_.end(),
                   [](const Member& a, const Member& b) { return a.name < b.name; });
  runtime::MutexLock lock(archive->mutex_);
  archive->container_ = std::make_unique<parse::ZipContainer>(*std::move(container));
  return archive;
}

absl::StatusOr<std::string> ArchiveFile::Read(std::size_t entry, std::size_t max_bytes) {
  runtime::MutexLock lock(mutex_);
  return container_->Read(entry, max_bytes);
}

bool IsArchive(std::string_view bytes) {
  if (!bytes.starts_with("PK")) return false;
  const absl::StatusOr<parse::ZipKind> kind = parse::DetectZipKind(bytes);
  return kind.ok() && *kind == parse::ZipKind::kArchive;
}

std::string DecodeEntryName(std::string_view raw_name) {
  if (raw_name.empty()) return "";
  absl::StatusOr<parse::DecodedText> decoded = parse::Decode(raw_name, "");
  return decoded.ok() ? std::move(decoded->text) : report::EncodeUtf8(report::DecodeUtf8(raw_name));
}

bool IsJunk(std::string_view path) {
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    const std::string_view component = path.substr(0, slash);
    // . and .. are steps, not names.
    const bool hidden = component.starts_with('.') && component != "." && component != "..";
    const std::string lower = Lower(component);
    if (hidden || component.starts_with("~$") || lower == "__macosx" || lower == "thumbs.db" ||
        lower == "desktop.ini") {
      return true;
    }
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return false;
}

}  // namespace gouji::cli
