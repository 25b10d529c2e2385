#ifndef GOUJI_SERVICES_CLI_INPUT_FILES_H_
#define GOUJI_SERVICES_CLI_INPUT_FILES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace gouji::cli {

// A file that the command line names, or that stands in a folder that it names.
struct InputFile {
  std::string path;     // as given, or the folder as given with the path below it
  absl::Status status;  // why it cannot be read, as far as that is known before reading it

  // The last component of the path, as UTF-8: the hint that the parser gets.
  std::string Name() const;
};

// Expands what the command line names, in its order: a file to itself, a folder to all files below it, sorted by path,
// hidden ones (and hidden folders) skipped. Links to folders inside a folder are not followed. What does not exist or
// cannot be opened becomes an InputFile with status NOT_FOUND or PERMISSION_DENIED, reason FILE_NOT_READABLE.
std::vector<InputFile> CollectFiles(const std::vector<std::string>& arguments);

// Reads a whole file. NOT_FOUND or PERMISSION_DENIED, reason FILE_NOT_READABLE: it cannot be read.
// RESOURCE_EXHAUSTED, reason TOO_LARGE: it has more than `max_bytes`; no more than that is ever in memory.
absl::StatusOr<std::string> ReadDocument(const std::string& path, std::size_t max_bytes);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_INPUT_FILES_H_
