#include "services/gateway/auth/area.h"

#include <algorithm>

#include "fmt/format.h"
#include "fmt/ranges.h"

namespace gouji::gateway {

bool Area::HasRegion(std::string_view code) const {
  // The code of a division begins with that of the one that it is in.
  return std::any_of(regions_.begin(), regions_.end(),
                     [code](const std::string& region) { return code.starts_with(region); });
}

bool Area::HasUnit(std::string_view unit) const {
  return std::find(units_.begin(), units_.end(), unit) != units_.end();
}

std::string Area::ToText() const {
  if (units_.empty()) return fmt::format("regions {}", fmt::join(regions_, ", "));
  if (regions_.empty()) return fmt::format("units {}", fmt::join(units_, ", "));
  return fmt::format("regions {} and units {}", fmt::join(regions_, ", "), fmt::join(units_, ", "));
}

}  // namespace gouji::gateway
