#ifndef GOUJI_TESTS_GENERATOR_AGENCIES_H_
#define GOUJI_TESTS_GENERATOR_AGENCIES_H_

#include <cstdint>
#include <string>

#include "tests/generator/random_source.h"

namespace gouji::generator {

// How much there is to report.
enum class Scale : uint8_t {
  kNothing,   // every figure is 0
  kCounty,    // a department of a county
  kCity,      // hundreds and thousands
  kProvince,  // all departments of a province together
};

// An organ that does not exist.
struct InventedAgency {
  std::string name;    // as in the title
  std::string signer;  // as below the report: mostly the same
  Scale scale = Scale::kCounty;
  bool makes_regulations = false;  // 规章
};

// Draws an organ of any level and kind: ministries, departments of provinces, prefectures and counties, governments and
// their offices, townships, subdistricts, zones, branches, organs of vertical administration, bare names.
InventedAgency DrawAgency(RandomSource& random);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_AGENCIES_H_
