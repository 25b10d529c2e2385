#include "services/cli/input_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <filesystem>
#include <string_view>
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

absl::StatusOr<std::string> ReadFile(const std::string& path, std::size_t max_bytes) {
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

absl::Status TooLarge(const std::string& message) {
  return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge, message);
}

// Expands one argument of the command line.
class Collector {
 public:
  Collector(std::vector<InputFile>& files, const Share& share) : files_(files), share_(share) {}

  // `below` is the path of the folder below the argument, with a slash at its end; empty for the argument itself.
  void AddFolder(const fs::path& folder, const std::string& below = "") {
    std::error_code error;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
      if (!IsJunk(entry->path().filename().native())) entries.push_back(*entry);
    }
    if (error) {
      Add(folder.native(), NotReadable("cannot list the folder", error));
      return;
    }
    std::sort(entries.begin(), entries.end(), [](const fs::directory_entry& a, const fs::directory_entry& b) {
      return a.path().native() < b.path().native();
    });
    for (const fs::directory_entry& entry : entries) {
      std::error_code ignored;
      const std::string place = below + entry.path().filename().native();
      if (entry.is_directory(ignored) && !entry.is_symlink(ignored)) {
        AddFolder(entry.path(), place + "/");
      } else if (entry.is_regular_file(ignored)) {
        AddFile(entry.path().native(), place);
      }
    }
  }

  // `below` is the path of the file below the argument.
  void AddFile(const std::string& path, const std::string& below) {
    if (!share_.Holds(below)) return;
    if (!BeginsLikeZip(path)) {
      Add(path, absl::OkStatus());
      return;
    }
    absl::StatusOr<std::string> bytes = ReadFile(path, kMaxArchiveBytes);
    if (report::HasReason(bytes.status(), report::Reason::kTooLarge)) {
      Add(path,
          TooLarge(fmt::format("the archive has more than {} bytes; unpack it and give the folder", kMaxArchiveBytes)));
    } else if (!bytes.ok() || !IsArchive(*bytes)) {
      Add(path, absl::OkStatus());  // reading it as a document says what is wrong
    } else {
      nested_bytes_ = 0;
      AddArchive(path, *std::move(bytes), 1);
    }
  }

 private:
  void Add(std::string path, absl::Status status) {
    files_.push_back({.path = std::move(path), .status = std::move(status)});
  }

  static bool BeginsLikeZip(const std::string& path) {
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat info {};
    char start[2] = {};
    return file.get() >= 0 && fstat(file.get(), &info) == 0 && S_ISREG(info.st_mode) &&
           read(file.get(), start, sizeof(start)) == sizeof(start) && start[0] == 'P' && start[1] == 'K';
  }

  // `depth` counts from 1 for the archive that is a file.
  void AddArchive(const std::string& path, std::string bytes, int depth) {
    const absl::StatusOr<std::shared_ptr<ArchiveFile>> archive = ArchiveFile::Open(std::move(bytes));
    if (!archive.ok()) {
      Add(path, archive.status());
      return;
    }
    if ((*archive)->members().empty()) {
      Add(path, report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kEmptyDocument,
                              "the archive has no documents"));
    }
    for (const ArchiveFile::Member& member : (*archive)->members()) {
      AddMember(path + "/" + member.name, *archive, member.entry, depth);
    }
  }

  void AddMember(const std::string& path, const std::shared_ptr<ArchiveFile>& archive, std::size_t entry, int depth) {
    if (HasZipName(path)) {
      absl::StatusOr<std::string> bytes = archive->Read(entry, kMaxNestedArchiveBytes - nested_bytes_);
      if (!bytes.ok()) {
        Add(path, bytes.status());
        return;
      }
      if (IsArchive(*bytes)) {
        if (depth == kMaxArchiveDepth) {
          Add(path, TooLarge(fmt::format("archives nested deeper than {} are not opened; unpack it", depth)));
          return;
        }
        nested_bytes_ += bytes->size();
        AddArchive(path, *std::move(bytes), depth + 1);
        return;
      }
    }
    files_.push_back({.path = path, .status = absl::OkStatus(), .archive = archive, .entry = entry});
  }

  static bool HasZipName(const std::string& path) {
    constexpr std::string_view kEnding = ".zip";
    return path.size() >= kEnding.size() &&
           std::equal(kEnding.begin(), kEnding.end(), path.end() - kEnding.size(),
                      [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
  }

  std::vector<InputFile>& files_;
  const Share share_;
  std::size_t nested_bytes_ = 0;
};

}  // namespace

std::string InputFile::Name() const {
  return report::EncodeUtf8(report::DecodeUtf8(fs::path(path).filename().native()));
}

std::vector<InputFile> CollectFiles(const std::vector<std::string>& arguments, const Share& share) {
  std::vector<InputFile> files;
  Collector collector(files, share);
  for (const std::string& argument : arguments) {
    std::error_code error;
    const fs::file_status status = fs::status(argument, error);
    if (error || !fs::exists(status)) {
      if (!error) error = std::make_error_code(std::errc::no_such_file_or_directory);
      files.push_back({.path = argument, .status = NotReadable("cannot open", error)});
    } else if (fs::is_directory(status)) {
      collector.AddFolder(argument);
    } else {
      collector.AddFile(argument, fs::path(argument).filename().native());
    }
  }
  return files;
}

absl::StatusOr<std::string> ReadDocument(const InputFile& file, std::size_t max_bytes) {
  return file.archive == nullptr ? ReadFile(file.path, max_bytes) : file.archive->Read(file.entry, max_bytes);
}

}  // namespace gouji::cli
