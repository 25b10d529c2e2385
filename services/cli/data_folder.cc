#include "services/cli/data_folder.h"

#include <filesystem>
#include <system_error>

#include "fmt/format.h"

namespace gouji::cli {

absl::Status MakeDataFolder(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  const bool created = fs::create_directories(path, error);
  if (!error && created) fs::permissions(path, fs::perms::owner_all, error);
  if (!error && !fs::is_directory(path, error) && !error) error = std::make_error_code(std::errc::not_a_directory);
  if (!error) return absl::OkStatus();
  return absl::UnavailableError(
      fmt::format("cannot make the data folder {}: {}; give another one with --data-dir", path, error.message()));
}

std::string RegisterPathIn(const std::string& data_dir) { return std::filesystem::path(data_dir) / "register.db"; }

}  // namespace gouji::cli
