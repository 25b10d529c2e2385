#include "tests/generator/titles.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace gouji::generator {
namespace {

constexpr std::array<std::string_view, 11> kNumerals = {"〇", "一", "二", "三", "四", "五",
                                                        "六", "七", "八", "九", "十"};

// A month or a day: 1 to 31.
std::string ChineseNumber(int number) {
  std::string text;
  if (number >= 20) {
    text += kNumerals[number / 10];
  }
  if (number >= 10) {
    text += "十";
  }
  if (number % 10 != 0) {
    text += kNumerals[number % 10];
  }
  return text;
}

}  // namespace

std::string PrintedDate(const std::string& iso, DateStyle style) {
  const std::string year = iso.substr(0, 4);
  const int month = std::stoi(iso.substr(5, 2));
  const int day = std::stoi(iso.substr(8, 2));
  switch (style) {
    case DateStyle::kPlain:
      return fmt::format("{}年{}月{}日", year, month, day);
    case DateStyle::kSpaced:
      return fmt::format("{} 年 {} 月 {} 日", year, month, day);
    case DateStyle::kChinese: {
      std::string text;
      for (const char digit : year) {
        text += kNumerals[digit - '0'];
      }
      return text + "年" + ChineseNumber(month) + "月" + ChineseNumber(day) + "日";
    }
  }
  return "";
}

std::vector<std::string> TitleLines(const GeneratedReport& report) {
  const std::string_view space = report.manner.spaced_year ? " " : "";
  const std::string& agency = report.agency;
  const std::string year = fmt::format("{}{}{}", space, report.year, space);
  const std::string official = fmt::format("{}{}年政府信息公开工作年度报告", agency, year);
  switch (report.manner.title) {
    case TitleStyle::kOfficial:
      return {official};
    case TitleStyle::kYearDu:
      return {fmt::format("{}{}年度政府信息公开工作年度报告", agency, year)};
    case TitleStyle::kNoWork:
      return {fmt::format("{}{}年度政府信息公开年度报告", agency, year)};
    case TitleStyle::kShort:
      return {fmt::format("{}{}年政府信息公开年度报告", agency, year)};
    case TitleStyle::kWorkReport:
      return {fmt::format("{}{}年度政府信息公开工作报告", agency, year)};
    case TitleStyle::kYearInside:
      return {fmt::format("{}政府信息公开工作{}年度报告", agency, year)};
    case TitleStyle::kYearFirst:
      return {fmt::format("{}年{}政府信息公开工作年度报告", report.year, agency)};
    case TitleStyle::kYearDuFirst:
      return {fmt::format("{}年度{}政府信息公开年度报告", report.year, agency)};
    case TitleStyle::kNoGovernment:
      return {fmt::format("{}{}年信息公开工作年度报告", agency, year)};
    case TitleStyle::kAnnals:
      return {fmt::format("{}{}年度政府信息公开工作年报", agency, year)};
    case TitleStyle::kTwoLines:
      return {agency, fmt::format("{}年政府信息公开工作年度报告", report.year)};
    case TitleStyle::kBrokenWord:
      return {fmt::format("{}{}年政府", agency, year), "信息公开工作年度报告"};
    case TitleStyle::kInParentheses:
      return {fmt::format("{}年政府信息公开工作年度报告", report.year), fmt::format("({})", agency)};
    case TitleStyle::kDoubled:
      return {fmt::format("{}{}年政府信息公开 公开工作年度报告", agency, year)};
    case TitleStyle::kStraySpace:
      return {fmt::format("{}{}年政府信息公开工作 年度报告", agency, year)};
    case TitleStyle::kUnitLost:
      return {fmt::format("{}{}政府信息公开工作年度报告", agency, report.year)};
    case TitleStyle::kYearless:
      return {fmt::format("{}信息公开工作年度报告", agency)};
    case TitleStyle::kTwice:
      return {official, official};
    case TitleStyle::kCover:
      return {fmt::format("{}{}年", agency, year), "政府信息公开工作年度报告", report.signer,
              fmt::format("{}年1月", report.year + 1)};
    case TitleStyle::kSuffix:
      return {official + "(图片版)"};
    case TitleStyle::kAbsent:
      return {};
  }
  return {};
}

std::string HeadingLine(const GeneratedReport& report, const report::FormSection& section, RandomSource& random) {
  const std::string& heading = report.manner.heading_variants ? random.Pick(section.heading) : section.heading.front();
  const std::string_view numeral = kNumerals[section.number];
  switch (report.manner.headings) {
    case HeadingNumbering::kOfficial:
      return fmt::format("{}、{}", numeral, heading);
    case HeadingNumbering::kSpaced:
      return fmt::format("{}、 {}", numeral, heading);
    case HeadingNumbering::kNumeralLost:
      return fmt::format("、{}", heading);
    case HeadingNumbering::kUnnumbered:
      return heading;
    case HeadingNumbering::kDotted:
      return fmt::format("{}．{}", numeral, heading);
  }
  return heading;
}

}  // namespace gouji::generator
