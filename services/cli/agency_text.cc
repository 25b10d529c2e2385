#include "services/cli/agency_text.h"

namespace gouji::cli {

std::string_view LevelName(report::v1::AgencyLevel level, Language language) {
  switch (level) {
    case report::v1::AGENCY_LEVEL_NATION:
      return Choose(language, "国家级", "nation");
    case report::v1::AGENCY_LEVEL_PROVINCE:
      return Choose(language, "省级", "province");
    case report::v1::AGENCY_LEVEL_PREFECTURE:
      return Choose(language, "地级", "prefecture");
    case report::v1::AGENCY_LEVEL_COUNTY:
      return Choose(language, "县级", "county");
    case report::v1::AGENCY_LEVEL_TOWNSHIP:
      return Choose(language, "乡级", "township");
    default:
      return "";
  }
}

std::string_view KindName(report::v1::AgencyKind kind, Language language) {
  switch (kind) {
    case report::v1::AGENCY_KIND_GOVERNMENT:
      return Choose(language, "政府", "government");
    case report::v1::AGENCY_KIND_DEPARTMENT:
      return Choose(language, "部门", "department");
    case report::v1::AGENCY_KIND_TOWNSHIP_GOVERNMENT:
      return Choose(language, "乡镇政府", "township government");
    case report::v1::AGENCY_KIND_SUBDISTRICT:
      return Choose(language, "街道", "subdistrict");
    case report::v1::AGENCY_KIND_ZONE:
      return Choose(language, "园区", "zone");
    case report::v1::AGENCY_KIND_VERTICAL:
      return Choose(language, "垂直管理", "vertical");
    case report::v1::AGENCY_KIND_OTHER:
      return Choose(language, "其他", "other");
    default:
      return "";
  }
}

std::string_view ScopeName(report::v1::ReportScope scope, Language language) {
  switch (scope) {
    case report::v1::REPORT_SCOPE_OWN:
      return Choose(language, "本机关", "own");
    case report::v1::REPORT_SCOPE_AGGREGATE:
      return Choose(language, "汇总", "aggregate");
    default:
      return "";
  }
}

}  // namespace gouji::cli
