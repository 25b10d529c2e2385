#include "services/validate/message_template.h"

#include <algorithm>

#include "fmt/format.h"
#include "services/validate/definition_error.h"

namespace gouji::validate {

absl::StatusOr<MessageTemplate> MessageTemplate::Create(std::string_view text,
                                                        const std::vector<std::string_view>& names) {
  if (text.empty()) {
    return PackError("the template is empty", "消息为空");
  }
  MessageTemplate result;
  while (!text.empty()) {
    const size_t brace = text.find_first_of("{}");
    if (brace != 0) {
      result.pieces_.push_back({std::string(text.substr(0, brace)), false});
      text.remove_prefix(std::min(brace, text.size()));
      continue;
    }
    const size_t end = text.find_first_of("{}", 1);
    if (text.front() == '}' || end == std::string_view::npos || text[end] == '{') {
      return PackError(fmt::format("unpaired brace at \"{}\"", text), fmt::format("“{}”处的花括号不成对", text));
    }
    const std::string_view name = text.substr(1, end - 1);
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      return PackError(fmt::format("unknown placeholder {{{}}}; known here: {}", name, fmt::join(names, ", ")),
                       fmt::format("未知的占位符 {{{}}}；此处可用：{}", name, fmt::join(names, "、")));
    }
    result.pieces_.push_back({std::string(name), true});
    text.remove_prefix(end + 1);
  }
  return result;
}

std::string MessageTemplate::Render(const MessageValues& values) const {
  std::string message;
  for (const Piece& piece : pieces_) {
    if (!piece.is_placeholder) {
      message += piece.text;
      continue;
    }
    for (const auto& [name, value] : values) {
      if (name == piece.text) {
        message += value;
        break;
      }
    }
  }
  return message;
}

}  // namespace gouji::validate
