#include "services/cli/input_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "fmt/format.h"
#include "services/report/error.h"
#include "services/report/utf8.h"

namespace gouji::cli {
namespace {

namespace fs = std::filesystem;

absl::Status NotReadable(const std::string& what, std::error_code error) {
  const bool missing = error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory;
  return report::Error(missing ? absl::StatusCode::kNotFound : absl::StatusCode::kPermissionDenied,
                       report::Reason::kFileNotReadable, fmt::format("{}: {}", what, error.message()));
}

bool IsHidden(const fs::path& path) { return path.filename().native().starts_with('.'); }

void CollectFolder(const fs::path& folder, std::vector<InputFile>* files) {
  std::error_code error;
  std::vector<fs::directory_entry> entries;
  for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    if (!IsHidden(entry->path())) entries.push_back(*entry);
  }
  if (error) {
    files->push_back({.path = folder.native(), .status = NotReadable("cannot list the folder", error)});
    return;
  }
  std::sort(entries.begin(), entries.end(), [](const fs::directory_entry& a, const fs::directory_entry& b) {
    return a.path().native() < b.path().native();
  });
  for (const fs::directory_entry& entry : entries) {
    std::error_code ignored;
    if (entry.is_directory(ignored) && !entry.is_symlink(ignored)) {
      CollectFolder(entry.path(), files);
    } else if (entry.is_regular_file(ignored)) {
      files->push_back({.path = entry.path().native(), .status = absl::OkStatus()});
    }
  }
}

// Closes a file at the end of a scope.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  const int fd_;
};

}  // namespace

std::string InputFile::Name() const {
  return report::EncodeUtf8(report::DecodeUtf8(fs::path(path).filename().native()));
}

std::vector<InputFile> CollectFiles(const std::vector<std::string>& arguments) {
  std::vector<InputFile> files;
  for (const std::string& argument : arguments) {
    std::error_code error;
    const fs::file_status status = fs::status(argument, error);
    if (error || !fs::exists(status)) {
      if (!error) error = std::make_error_code(std::errc::no_such_file_or_directory);
      files.push_back({.path = argument, .status = NotReadable("cannot open", error)});
    } else if (fs::is_directory(status)) {
      CollectFolder(argument, &files);
    } else {
      files.push_back({.path = argument, .status = absl::OkStatus()});
    }
  }
  return files;
}

absl::StatusOr<std::string> ReadDocument(const std::string& path, std::size_t max_bytes) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return NotReadable("cannot open", std::error_code(errno, std::generic_category()));
  std::string document;
  struct stat info {};
  if (fstat(file.get(), &info) == 0 && S_ISREG(info.st_mode)) {
    document.reserve(std::min(static_cast<std::size_t>(info.st_size), max_bytes) + 1);
  }
  char buffer[std::size_t{1} << 16];
  for (;;) {
    const ssize_t count = read(file.get(), buffer, sizeof(buffer));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return NotReadable("cannot read", std::error_code(errno, std::generic_category()));
    if (count == 0) return document;
    if (document.size() + static_cast<std::size_t>(count) > max_bytes) {
      return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge,
                           fmt::format("the file has more than {} bytes, which is the limit", max_bytes));
    }
    document.append(buffer, static_cast<std::size_t>(count));
  }
}

}  // namespace gouji::cli
