#ifndef GOUJI_SERVICES_CLI_INPUT_FILES_H_
#define GOUJI_SERVICES_CLI_INPUT_FILES_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/cli/archive_file.h"
#include "services/cli/share.h"

namespace gouji::cli {

// A file that the command line names, or that stands in a folder or an archive that it names.
struct InputFile {
  std::string path;                                // as given, or the folder or archive as given with the path below it
  absl::Status status;                             // why it cannot be read, as far as that is known before reading it
  std::shared_ptr<ArchiveFile> archive = nullptr;  // the archive that it stands in; null for a file
  std::size_t entry = 0;                           // its entry there

  // The last component of the path, as UTF-8: the hint that the parser gets.
  std::string Name() const;
};

// Expands what the command line names, in its order: a file to itself, a folder to all files below it, sorted by path,
// a ZIP archive (also one in a folder) to the files in it, sorted by path, named ARCHIVE/entry. Archives in archives
// are expanded as well, kMaxArchiveDepth deep. What IsJunk names is skipped, except when the command line itself names
// it. Links to folders inside a folder are not followed. What does not exist or cannot be opened becomes an InputFile
// with status NOT_FOUND or PERMISSION_DENIED, reason FILE_NOT_READABLE; an archive over a limit, encrypted or without
// documents one with its reason. Archives stay in memory as long as a file of them is in the result.
//
// Of these, only the files of one share. What is divided are the files on the disk: a ZIP archive belongs to one share
// with all that is in it, so that no other one reads it. The path that decides is the one below the argument, for an
// argument that is a file its name. An argument or a folder that cannot be opened belongs to every share.
std::vector<InputFile> CollectFiles(const std::vector<std::string>& arguments, const Share& share = {});

inline constexpr int kMaxArchiveDepth = 3;
// Of one archive that is a file.
inline constexpr std::size_t kMaxArchiveBytes = std::size_t{1} << 30;
// Of all archives in one archive together.
inline constexpr std::size_t kMaxNestedArchiveBytes = std::size_t{1} << 30;

// Reads a whole file, or unpacks it. NOT_FOUND or PERMISSION_DENIED, reason FILE_NOT_READABLE: it cannot be read.
// RESOURCE_EXHAUSTED, reason TOO_LARGE: it has more than `max_bytes`; no more than that is ever in memory. For a file
// in an archive also the errors of ArchiveFile::Read.
absl::StatusOr<std::string> ReadDocument(const InputFile& file, std::size_t max_bytes);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_INPUT_FILES_H_
