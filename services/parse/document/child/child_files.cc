#include "services/parse/document/child/child_files.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "fmt/format.h"

namespace gouji::parse {
namespace {

namespace fs = std::filesystem;

// Above every number that a descriptor of a child has.
constexpr int kFirstOwnDescriptor = 10;
constexpr size_t kReadBytes = size_t{64} << 10;

// Takes a descriptor over under a number that is no child's.
Descriptor MoveUp(int number) {
  const Descriptor original(number);
  return Descriptor(original.valid() ? fcntl(original.get(), F_DUPFD_CLOEXEC, kFirstOwnDescriptor) : -1);
}

}  // namespace

void Descriptor::Close() {
  if (number_ >= 0) {
    close(std::exchange(number_, -1));
  }
}

absl::Status SystemError(std::string_view what) {
  return absl::InternalError(fmt::format("cannot run a child program: {}: {}", what, strerrordesc_np(errno)));
}

absl::StatusOr<Pipe> MakePipe() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    return SystemError("pipe");
  }
  Pipe pipe{.read_end = MoveUp(ends[0]), .write_end = MoveUp(ends[1])};
  if (!pipe.read_end.valid() || !pipe.write_end.valid() || fcntl(pipe.read_end.get(), F_SETFL, O_NONBLOCK) != 0) {
    return SystemError("pipe");
  }
  return pipe;
}

bool Channel::Read() {
  std::array<char, kReadBytes> buffer;
  const ssize_t count = end.valid() ? read(end.get(), buffer.data(), buffer.size()) : 0;
  if (count < 0) {
    return errno == EINTR;
  }
  if (count == 0) {
    end.Close();
    return false;
  }
  const size_t wanted = std::min(static_cast<size_t>(count), limit - kept.size());
  kept.append(buffer.data(), wanted);
  overflowed = overflowed || wanted < static_cast<size_t>(count);
  return true;
}

absl::StatusOr<Descriptor> MakeInputFile(std::string_view input) {
  Descriptor file = MoveUp(memfd_create("document", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!file.valid()) {
    return SystemError("memory file");
  }
  for (size_t written = 0; written < input.size();) {
    const ssize_t count = write(file.get(), input.data() + written, input.size() - written);
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count <= 0) {
      return SystemError("memory file");
    }
    written += static_cast<size_t>(count);
  }
  if (lseek(file.get(), 0, SEEK_SET) != 0 ||
      fcntl(file.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) != 0) {
    return SystemError("memory file");
  }
  return file;
}

TemporaryFolder::TemporaryFolder() {
  std::error_code error;
  const fs::path parent = fs::temp_directory_path(error);
  std::string path = (error ? fs::path("/tmp") : parent) / "gouji-XXXXXX";
  if (mkdtemp(path.data()) != nullptr) {
    path_ = std::move(path);
  }
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (!path_.empty()) {
    fs::remove_all(path_, ignored);
  }
}

}  // namespace gouji::parse
