#ifndef GOUJI_SERVICES_CLI_ARCHIVE_FILE_H_
#define GOUJI_SERVICES_CLI_ARCHIVE_FILE_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/parse/document/zip/zip_container.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::cli {

// A ZIP archive of documents in memory. Thread-safe.
class ArchiveFile {
 public:
  // A file in the archive.
  struct Member {
    std::size_t entry;
    std::string name;  // UTF-8, with / between folders
  };

  // INVALID_ARGUMENT, reason DAMAGED; RESOURCE_EXHAUSTED, reason TOO_LARGE: too many entries.
  static absl::StatusOr<std::shared_ptr<ArchiveFile>> Open(std::string bytes);

  // The files in it by name, without folders and what operating systems and word processors leave behind (see IsJunk).
  const std::vector<Member>& members() const { return members_; }

  // Unpacks an entry of at most `max_bytes`. Errors: those of parse::ZipContainer::Read.
  absl::StatusOr<std::string> Read(std::size_t entry, std::size_t max_bytes) EXCLUDES(mutex_);

 private:
  explicit ArchiveFile(std::string bytes) : bytes_(std::move(bytes)) {}

  const std::string bytes_;
  std::vector<Member> members_;
  runtime::Mutex mutex_;
  std::unique_ptr<parse::ZipContainer> container_ GUARDED_BY(mutex_);
};

// Whether bytes are a ZIP archive of files, not a document that is a ZIP container (DOCX, XLSX, OFD).
bool IsArchive(std::string_view bytes);

// A name of an archive's entry as UTF-8: names are UTF-8 or, by Chinese versions of Windows, GBK.
std::string DecodeEntryName(std::string_view raw_name);

// Whether a path names no document: something hidden, __MACOSX, Thumbs.db, desktop.ini, or the lock file of a word
// processor (~$…).
bool IsJunk(std::string_view path);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_ARCHIVE_FILE_H_
