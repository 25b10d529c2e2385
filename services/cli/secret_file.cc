#include "services/cli/secret_file.h"

#include <fstream>
#include <iterator>

#include "CLI/CLI.hpp"

namespace gouji::cli {

std::string ReadSecret(const std::string& flag, const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file.is_open() || file.bad()) throw CLI::ValidationError(flag, "cannot be read");
  while (!content.empty() && (content.back() == '\n' || content.back() == '\r')) content.pop_back();
  return content;
}

}  // namespace gouji::cli
