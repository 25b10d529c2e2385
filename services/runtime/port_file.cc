#include "services/runtime/port_file.h"

#include <cstdio>
#include <fstream>

#include "fmt/format.h"

namespace gouji::runtime {

absl::Status WritePortFile(const std::string& path, int port) {
  if (path.empty()) return absl::OkStatus();
  const std::string temporary = path + ".tmp";
  std::ofstream file(temporary, std::ios::trunc);
  file << port << '\n';
  file.close();
  if (!file || std::rename(temporary.c_str(), path.c_str()) != 0) {
    return absl::UnavailableError(fmt::format("cannot write the port file {}", path));
  }
  return absl::OkStatus();
}

}  // namespace gouji::runtime
