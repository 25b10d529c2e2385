#include "services/cli/partial_file.h"

#include <unistd.h>

#include <filesystem>
#include <system_error>
#include <utility>

#include "fmt/format.h"

namespace gouji::cli {

PartialFile::PartialFile(std::string path)
    : path_(std::move(path)), partial_path_(fmt::format("{}.{}.partial", path_, getpid())) {}

PartialFile::~PartialFile() {
  std::error_code ignored;
  if (!committed_) std::filesystem::remove(partial_path_, ignored);
}

bool PartialFile::Commit() {
  std::error_code error;
  std::filesystem::rename(partial_path_, path_, error);
  committed_ = !error;
  return committed_;
}

}  // namespace gouji::cli
