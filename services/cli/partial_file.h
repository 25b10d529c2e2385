#ifndef GOUJI_SERVICES_CLI_PARTIAL_FILE_H_
#define GOUJI_SERVICES_CLI_PARTIAL_FILE_H_

#include <string>

namespace gouji::cli {

// A file that appears under its name only when it is complete: it is written beside it, and moved there at the end.
// What stands there stays until then, and for good when something goes wrong. Belongs to one thread.
class PartialFile {
 public:
  explicit PartialFile(std::string path);
  // Removes what was written when it was not committed.
  ~PartialFile();
  PartialFile(const PartialFile&) = delete;
  PartialFile& operator=(const PartialFile&) = delete;

  // Where to write.
  const std::string& partial_path() const { return partial_path_; }

  // Puts it into its place, after it was closed. False when that is not possible.
  bool Commit();

 private:
  const std::string path_;
  const std::string partial_path_;  // named after the process, so that two programs do not meet
  bool committed_ = false;
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_PARTIAL_FILE_H_
