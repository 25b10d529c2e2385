#include "tests/generator/agency_names.h"

#include <array>
#include <string_view>

namespace gouji::generator {
namespace {

// County names of three such characters exist nowhere. No character of one list stands in another one, so that a name
// can be made in one way only.
constexpr std::array<std::string_view, 16> kFirst = {"青", "松", "岚", "沐", "砚", "霁", "苍", "绛",
                                                     "皓", "槐", "荻", "芦", "杏", "棠", "枫", "梧"};
constexpr std::array<std::string_view, 16> kSecond = {"榆", "鹭", "雁", "鹤", "鲤", "鹿", "莺", "蝉",
                                                      "萤", "鸢", "鹂", "鸥", "麂", "雀", "燕", "鹊"};
constexpr std::array<std::string_view, 8> kThird = {"渡", "陂", "墟", "汀", "坞", "碛", "浔", "堰"};
constexpr std::array<std::string_view, 8> kFurther = {"晴", "暮", "朔", "望", "暄", "皎", "朗", "澈"};

constexpr std::array<std::string_view, kDepartmentCount> kDepartments = {"教育局",
                                                                         "科学技术局",
                                                                         "工业和信息化局",
                                                                         "民政局",
                                                                         "司法局",
                                                                         "财政局",
                                                                         "人力资源和社会保障局",
                                                                         "自然资源局",
                                                                         "住房和城乡建设局",
                                                                         "交通运输局",
                                                                         "水利局",
                                                                         "农业农村局",
                                                                         "商务局",
                                                                         "文化和旅游局",
                                                                         "卫生健康局",
                                                                         "退役军人事务局",
                                                                         "应急管理局",
                                                                         "审计局",
                                                                         "市场监督管理局",
                                                                         "统计局",
                                                                         "医疗保障局",
                                                                         "行政审批服务局",
                                                                         "城市管理局",
                                                                         "林业局"};

}  // namespace

std::string AgencyName(uint64_t index) {
  const std::string_view department = kDepartments[index % kDepartmentCount];
  uint64_t county = index / kDepartmentCount;
  std::string name(kFirst[county % kFirst.size()]);
  county /= kFirst.size();
  name += kSecond[county % kSecond.size()];
  county /= kSecond.size();
  name += kThird[county % kThird.size()];
  county /= kThird.size();
  // After all counties of three characters come those of four, five ….
  for (; county > 0; county = (county - 1) / kFurther.size()) {
    name += kFurther[(county - 1) % kFurther.size()];
  }
  name += "县";
  name += department;
  return name;
}

}  // namespace gouji::generator
