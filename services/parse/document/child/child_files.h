#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_CHILD_CHILD_FILES_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_CHILD_CHILD_FILES_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace gouji::parse {

// The files through which we and a child program meet. All descriptors close on exec.

// A descriptor that is closed at the end of its scope. Not thread-safe.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { Close(); }

  int get() const { return number_; }  // -1: closed
  bool valid() const { return number_ >= 0; }
  void Close();

 private:
  int number_;
};

struct Pipe {
  Descriptor read_end;  // does not block
  Descriptor write_end;
};

// The descriptors of both lie above those that a child has, so that moving one never overwrites another. INTERNAL: the
// system gives none.
absl::StatusOr<Pipe> MakePipe();
// What comes out of a pipe that a child writes to.
struct Channel {
  // Reads once. Returns whether there may be more to read now.
  bool Read();

  Descriptor end;
  size_t limit = 0;  // bytes; what is beyond is dropped
  std::string kept;
  bool overflowed = false;
};

// A file in memory with these bytes that nobody can change.
absl::StatusOr<Descriptor> MakeInputFile(std::string_view input);

// INTERNAL, with what errno says.
absl::Status SystemError(std::string_view what);

// A folder of one's own that is removed, with all that is in it, at the end of its scope.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();

  // Empty if it could not be made.
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_CHILD_CHILD_FILES_H_
