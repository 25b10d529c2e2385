#include "services/parse/cache/redis_shares.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "services/report/sha256.h"

namespace gouji::parse {

std::size_t RedisShares::ServerOf(std::string_view key) const {
  if (names_.size() == 1) return 0;
  std::size_t best = 0;
  std::string best_score;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    std::string score = report::Sha256Hex(fmt::format("{}:{};{}", names_[i].size(), names_[i], key));
    if (score > best_score) {
      best = i;
      best_score = std::move(score);
    }
  }
  return best;
}

}  // namespace gouji::parse
