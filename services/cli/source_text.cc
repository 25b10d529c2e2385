#include "services/cli/source_text.h"

#include <algorithm>
#include <utility>

#include "services/parse/document/charset/charset.h"

namespace gouji::cli {

SourceText::SourceText(std::string_view document, const report::v1::Source& source) {
  if (!source.media_type().starts_with("text/")) return;
  absl::StatusOr<parse::DecodedText> decoded = parse::Decode(document, source.charset());
  if (!decoded.ok()) return;
  text_ = std::move(decoded->text);
  for (std::string_view rest = text_; !rest.empty();) {
    const std::size_t length = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, length);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines_.push_back(line);
    rest.remove_prefix(std::min(length + 1, rest.size()));
  }
}

std::string_view SourceText::Line(int number) const {
  return number >= 1 && static_cast<std::size_t>(number) <= lines_.size() ? lines_[number - 1] : std::string_view();
}

}  // namespace gouji::cli
