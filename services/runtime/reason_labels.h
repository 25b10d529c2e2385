#ifndef GOUJI_SERVICES_RUNTIME_REASON_LABELS_H_
#define GOUJI_SERVICES_RUNTIME_REASON_LABELS_H_

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace gouji::runtime {

// The reasons of errors as values of a label, whose number is bounded: what comes beyond kLimit of them, or is no name
// in UPPER_SNAKE_CASE, is OTHER; an error without reason is NONE. Not thread-safe.
class ReasonLabels {
 public:
  static constexpr std::size_t kLimit = 64;

  std::string Of(std::string_view reason);

 private:
  std::set<std::string, std::less<>> seen_;
};

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_REASON_LABELS_H_
