#include "tests/generator/agencies.h"

#include <array>
#include <string_view>
#include <utility>

namespace gouji::generator {
namespace {

// Places of two such characters exist nowhere.
constexpr std::array<std::string_view, 16> kFirst = {"青", "松", "岚", "沐", "砚", "霁", "苍", "绛",
                                                     "皓", "槐", "荻", "芦", "杏", "棠", "枫", "梧"};
constexpr std::array<std::string_view, 16> kSecond = {"榆", "鹭", "雁", "鹤", "鲤", "鹿", "莺", "蝉",
                                                      "萤", "鸢", "鹂", "鸥", "麂", "雀", "燕", "鹊"};
constexpr std::array<std::string_view, 9> kCountyEndings = {"县", "县", "县", "区", "区", "市", "旗", "自治县", "林区"};
constexpr std::array<std::string_view, 6> kPrefectureEndings = {"市", "市", "市", "州", "地区", "盟"};
constexpr std::array<std::string_view, 3> kProvinceEndings = {"省", "省", "自治区"};
constexpr std::array<std::string_view, 26> kCountyOrgans = {
    "教育局",           "科学技术局",     "发展和改革委员会", "发展和改革局",         "工业和信息化局",
    "民政局",           "司法局",         "财政局",           "人力资源和社会保障局", "自然资源局",
    "住房和城乡建设局", "交通运输局",     "水利局",           "农业农村局",           "商务局",
    "文化广电和旅游局", "卫生健康委员会", "退役军人事务局",   "应急管理局",           "审计局",
    "市场监督管理局",   "医疗保障局",     "行政审批服务局",   "综合行政执法局",       "信访局",
    "外事办公室"};
constexpr std::array<std::string_view, 8> kProvinceOrgans = {"自然资源厅",
                                                             "生态环境厅",
                                                             "交通运输厅",
                                                             "审计厅",
                                                             "卫生健康委员会",
                                                             "发展和改革委员会",
                                                             "人民政府国有资产监督管理委员会",
                                                             "地方金融管理局"};
constexpr std::array<std::string_view, 5> kNationalOrgans = {"国家星图测绘局", "国家典籍整理署", "国家苔藓保护总局",
                                                             "溪流管理部", "国家灯塔事务委员会"};
constexpr std::array<std::string_view, 6> kTownships = {"镇", "镇", "乡", "街道", "苏木", "民族乡"};
constexpr std::array<std::string_view, 5> kZones = {"经济技术开发区", "高新技术产业开发区", "经济开发区",
                                                    "生态旅游风景区", "高新区"};
constexpr std::array<std::string_view, 5> kBareOrgans = {"政务服务局", "市文化和旅游局", "应急管理局",
                                                         "县退役军人事务局", "区教育局"};
constexpr std::array<std::string_view, 3> kBranches = {"生态环境局", "公安局", "自然资源和规划局"};

std::string Stem(RandomSource& random) {
  std::string stem(random.Pick(kFirst));
  stem += random.Pick(kSecond);
  return stem;
}

std::string Place(RandomSource& random, std::string_view ending) { return Stem(random).append(ending); }
std::string County(RandomSource& random) { return Place(random, random.Pick(kCountyEndings)); }
std::string Prefecture(RandomSource& random) { return Place(random, random.Pick(kPrefectureEndings)); }
std::string Province(RandomSource& random) { return Place(random, random.Pick(kProvinceEndings)); }

InventedAgency Signed(std::string name, Scale scale) {
  InventedAgency agency;
  agency.signer = name;
  agency.name = std::move(name);
  agency.scale = scale;
  return agency;
}

InventedAgency Government(RandomSource& random) {
  const bool prefecture = random.Chance(1, 3);
  const std::string place = prefecture ? Prefecture(random) : County(random);
  InventedAgency agency = Signed(place, prefecture ? Scale::kProvince : Scale::kCity);
  agency.makes_regulations = prefecture;
  switch (random.Below(3)) {
    case 0:
      agency.signer += "人民政府办公室";
      break;
    case 1:
      agency.name += "人民政府";
      agency.signer += "人民政府办公室";
      break;
    default:
      agency.name += "人民政府办公室";
      agency.signer = agency.name;
      agency.scale = Scale::kCounty;
      break;
  }
  return agency;
}

InventedAgency Township(RandomSource& random) {
  const std::string_view ending = random.Pick(kTownships);
  std::string name = random.Chance(4, 5) ? County(random) : "";
  name += Stem(random);
  name += ending;
  if (random.Chance(2, 3)) {
    name += ending == "街道" ? "办事处" : "人民政府";
  }
  return Signed(name, random.Chance(1, 3) ? Scale::kNothing : Scale::kCounty);
}

}  // namespace

InventedAgency DrawAgency(RandomSource& random) {
  switch (random.Below(12)) {
    case 0:
    case 1:
    case 2:
      return Signed(County(random).append(random.Pick(kCountyOrgans)),
                    random.Chance(1, 8) ? Scale::kNothing : Scale::kCounty);
    case 3:
      return Signed(Prefecture(random).append(random.Pick(kCountyOrgans)), Scale::kCity);
    case 4:
      return Signed(Province(random).append(random.Pick(kProvinceOrgans)), Scale::kCity);
    case 5: {
      InventedAgency agency = Signed(std::string(random.Pick(kNationalOrgans)), Scale::kProvince);
      agency.makes_regulations = true;
      return agency;
    }
    case 6:
    case 7:
      return Government(random);
    case 8:
      return Township(random);
    case 9: {
      const std::string zone = Stem(random).append(random.Pick(kZones));
      return Signed(zone + (random.Chance(1, 2) ? "管理委员会" : "管委会"), Scale::kCounty);
    }
    case 10: {
      const std::string city = Place(random, "市");
      const std::string_view organ = random.Pick(kBranches);
      return Signed(city + std::string(organ) + County(random) + "分局", Scale::kCounty);
    }
    default:
      return random.Chance(1, 2) ? Signed("国家税务总局" + Place(random, "县") + "税务局", Scale::kCounty)
                                 : Signed(std::string(random.Pick(kBareOrgans)), Scale::kCounty);
  }
}

}  // namespace gouji::generator
