#ifndef GOUJI_SERVICES_GATEWAY_AUTH_AREA_H_
#define GOUJI_SERVICES_GATEWAY_AUTH_AREA_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gouji::gateway {

// What a token is limited to: divisions and units. A unit is inside when it, or a unit above it, is one of the units or
// stands in one of the divisions. Immutable; thread-safe.
class Area {
 public:
  Area() = default;
  Area(std::vector<std::string> regions, std::vector<std::string> units)
      : regions_(std::move(regions)), units_(std::move(units)) {}

  bool is_unlimited() const { return regions_.empty() && units_.empty(); }

  // Whether a division, by its code, is one of the area's or in one. An empty code is not.
  bool HasRegion(std::string_view code) const;
  // Whether a unit, by its id, is one of the area's own.
  bool HasUnit(std::string_view unit) const;

  // For messages: "regions 1411, 1412 and units lx".
  std::string ToText() const;

 private:
  std::vector<std::string> regions_;
  std::vector<std::string> units_;
};

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_AUTH_AREA_H_
