#include "services/cli/csv.h"

#include <string_view>

namespace gouji::cli {
namespace {

bool IsNumber(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos;
}

void AppendField(const std::string& field, std::string* line) {
  const bool formula =
      !field.empty() && std::string_view("=+-@").find(field.front()) != std::string_view::npos && !IsNumber(field);
  const std::string guarded = formula ? "'" + field : field;
  if (guarded.find_first_of(",\"\r\n") == std::string::npos) {
    *line += guarded;
    return;
  }
  *line += '"';
  for (char c : guarded) {
    if (c == '"') *line += '"';
    *line += c;
  }
  *line += '"';
}

}  // namespace

std::string CsvLine(const std::vector<std::string>& fields) {
  std::string line;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) line += ',';
    AppendField(fields[i], &line);
  }
  return line + "\r\n";
}

}  // namespace gouji::cli
