#include "services/cli/money_text.h"

#include "fmt/format.h"

namespace gouji::cli {

std::string WanYuanText(std::int64_t fen) {
  constexpr std::int64_t kFenInWanYuan = 1'000'000;
  const std::string sign = fen < 0 ? "-" : "";
  const std::uint64_t amount = fen < 0 ? ~static_cast<std::uint64_t>(fen) + 1 : static_cast<std::uint64_t>(fen);
  std::string text = fmt::format("{}{}.{:06}", sign, amount / kFenInWanYuan, amount % kFenInWanYuan);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string ValueText(std::int64_t value, report::CellType type) {
  return report::IsMoney(type) ? WanYuanText(value) : fmt::format("{}", value);
}

}  // namespace gouji::cli
