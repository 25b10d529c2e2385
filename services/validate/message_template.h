#ifndef GOUJI_SERVICES_VALIDATE_MESSAGE_TEMPLATE_H_
#define GOUJI_SERVICES_VALIDATE_MESSAGE_TEMPLATE_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

namespace gouji::validate {

// What a check supplies for one message, by placeholder name.
using MessageValues = std::vector<std::pair<std::string_view, std::string>>;

// A text with {name} in the places of what a check supplies. There is no escape: a brace is always a placeholder's.
//
// Immutable after construction; thread-safe.
class MessageTemplate {
 public:
  MessageTemplate() = default;

  // INVALID_ARGUMENT: an empty text, a brace without its partner, or a placeholder that is not in `names`.
  static absl::StatusOr<MessageTemplate> Create(std::string_view text, const std::vector<std::string_view>& names);

  // Replaces each placeholder; one without a value becomes nothing.
  std::string Render(const MessageValues& values) const;

 private:
  struct Piece {
    std::string text;
    bool is_placeholder;
  };

  std::vector<Piece> pieces_;
};

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_MESSAGE_TEMPLATE_H_
