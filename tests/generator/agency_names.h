#ifndef GOUJI_TESTS_GENERATOR_AGENCY_NAMES_H_
#define GOUJI_TESTS_GENERATOR_AGENCY_NAMES_H_

#include <cstdint>
#include <string>

namespace gouji::generator {

// The invented agency of an index: a department of a county that does not exist, such as 青榆渡县水利局. Different
// indices have different names; each run of kDepartmentCount indices fills one county.
std::string AgencyName(uint64_t index);

inline constexpr uint64_t kDepartmentCount = 24;

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_AGENCY_NAMES_H_
