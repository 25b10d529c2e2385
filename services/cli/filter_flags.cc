#include "services/cli/filter_flags.h"

#include <map>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"

namespace gouji::cli {
namespace {

namespace rv1 = report::v1;
using statistics::v1::ReportFilter;

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2200;

template <typename Value>
using ValueNames = std::map<std::string, Value>;

const ValueNames<rv1::AgencyLevel>& Levels() {
  static const auto& names = *new ValueNames<rv1::AgencyLevel>{{"nation", rv1::AGENCY_LEVEL_NATION},
                                                               {"province", rv1::AGENCY_LEVEL_PROVINCE},
                                                               {"prefecture", rv1::AGENCY_LEVEL_PREFECTURE},
                                                               {"county", rv1::AGENCY_LEVEL_COUNTY},
                                                               {"township", rv1::AGENCY_LEVEL_TOWNSHIP}};
  return names;
}

const ValueNames<rv1::AgencyKind>& Kinds() {
  static const auto& names =
      *new ValueNames<rv1::AgencyKind>{{"government", rv1::AGENCY_KIND_GOVERNMENT},
                                       {"department", rv1::AGENCY_KIND_DEPARTMENT},
                                       {"township_government", rv1::AGENCY_KIND_TOWNSHIP_GOVERNMENT},
                                       {"subdistrict", rv1::AGENCY_KIND_SUBDISTRICT},
                                       {"zone", rv1::AGENCY_KIND_ZONE},
                                       {"vertical", rv1::AGENCY_KIND_VERTICAL},
                                       {"other", rv1::AGENCY_KIND_OTHER}};
  return names;
}

const ValueNames<validate::v1::Verdict>& Verdicts() {
  static const auto& names =
      *new ValueNames<validate::v1::Verdict>{{"accepted", validate::v1::VERDICT_ACCEPTED},
                                             {"needs_acknowledgement", validate::v1::VERDICT_NEEDS_ACKNOWLEDGEMENT},
                                             {"needs_correction", validate::v1::VERDICT_NEEDS_CORRECTION},
                                             {"needs_review", validate::v1::VERDICT_NEEDS_REVIEW}};
  return names;
}

template <typename Value>
std::string Listed(const ValueNames<Value>& names) {
  std::string list;
  for (const auto& [name, value] : names) list += (list.empty() ? "" : "|") + name;
  return list;
}

template <typename Value>
Value Named(const ValueNames<Value>& names, const std::string& key, const std::string& name) {
  const auto found = names.find(name);
  if (found == names.end()) throw CLI::ValidationError(key, name + " is none of " + Listed(names));
  return found->second;
}

// One condition. Throws as CLI11 does.
void AddCondition(const std::string& key, const std::string& value, ReportFilter* filter) {
  if (key == "year") {
    int year = 0;
    if (!absl::SimpleAtoi(value, &year) || year < kFirstYear || year > kLastYear) {
      throw CLI::ValidationError(key, value + " is no year");
    }
    filter->add_years(year);
  } else if (key == "unit") {
    filter->add_units(value);
  } else if (key == "region") {
    const bool is_code = value.find_first_not_of("0123456789") == std::string::npos &&
                         (value.size() == 2 || value.size() == 4 || value.size() == 6 || value.size() == 9);
    if (!is_code) throw CLI::ValidationError(key, value + " is no code of a division: 2, 4, 6 or 9 digits");
    filter->add_regions(value);
  } else if (key == "below") {
    filter->add_subtrees(value);
  } else if (key == "level") {
    filter->add_levels(Named(Levels(), key, value));
  } else if (key == "kind") {
    filter->add_kinds(Named(Kinds(), key, value));
  } else if (key == "verdict") {
    filter->add_verdicts(Named(Verdicts(), key, value));
  } else {
    throw CLI::ValidationError(key, "is none of year, unit, region, below, level, kind, verdict");
  }
}

}  // namespace

void AddFilterFlags(CLI::App* command, ReportFilter* filter) {
  const auto add = [&](const std::string& key, const std::string& type, const std::string& description) {
    command
        ->add_option_function<std::vector<std::string>>(
            "--" + key,
            [key, filter](const std::vector<std::string>& values) {
              for (const std::string& value : values) AddCondition(key, value, filter);
            },
            description)
        ->type_name(type)
        ->allow_extra_args(false);
  };
  add("year", "YEAR", "Only reports about this year; may be repeated, as all of these");
  add("unit", "UNIT", "Only reports of this unit");
  add("region", "CODE", "Only agencies in this division, by its statistical code (14, 1411, 141124)");
  add("below", "UNIT", "Only this unit and those below it");
  add("level", Listed(Levels()), "Only agencies of this level");
  add("kind", Listed(Kinds()), "Only agencies of this kind");
  add("verdict", Listed(Verdicts()), "Only reports with this verdict");
  command->add_flag_callback(
      "--unplaced", [filter] { filter->set_placement(statistics::v1::PLACEMENT_UNPLACED); },
      "Only reports whose unit is not known");
}

void AddFilterFlag(CLI::App* command, const std::string& name, const std::string& description, ReportFilter* filter) {
  command
      ->add_option_function<std::vector<std::string>>(
          name,
          [name, filter](const std::vector<std::string>& conditions) {
            for (const std::string& condition : conditions) {
              const std::size_t equals = condition.find('=');
              if (equals == std::string::npos) throw CLI::ValidationError(name, condition + " is not KEY=VALUE");
              AddCondition(condition.substr(0, equals), condition.substr(equals + 1), filter);
            }
          },
          description)
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
}

}  // namespace gouji::cli
