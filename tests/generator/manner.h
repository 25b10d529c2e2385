#ifndef GOUJI_TESTS_GENERATOR_MANNER_H_
#define GOUJI_TESTS_GENERATOR_MANNER_H_

#include <cstdint>

#include "tests/generator/random_source.h"
#include "tests/generator/table_grid.h"

namespace gouji::generator {

// How a title is worded (A: the agency, Y: the year).
enum class TitleStyle : uint8_t {
  kOfficial,       // A Y年政府信息公开工作年度报告
  kYearDu,         // A Y年度政府信息公开工作年度报告
  kNoWork,         // A Y年度政府信息公开年度报告
  kShort,          // A Y年政府信息公开年度报告
  kWorkReport,     // A Y年度政府信息公开工作报告
  kYearInside,     // A政府信息公开工作Y年度报告
  kYearFirst,      // Y年A政府信息公开工作年度报告
  kYearDuFirst,    // Y年度A政府信息公开年度报告
  kNoGovernment,   // A Y年信息公开工作年度报告
  kAnnals,         // A Y年度政府信息公开工作年报
  kTwoLines,       // A ⏎ Y年政府信息公开工作年度报告
  kBrokenWord,     // A Y年政府 ⏎ 信息公开工作年度报告
  kInParentheses,  // Y年政府信息公开工作年度报告 ⏎ (A)
  kDoubled,        // A Y 年政府信息公开 公开工作年度报告
  kStraySpace,     // A Y 年政府信息公开工作 年度报告
  kUnitLost,       // A Y政府信息公开工作年度报告
  kYearless,       // A信息公开工作年度报告; the year stands in the period
  kTwice,          // the official title twice
  kCover,          // on a cover page, with the office and a month below
  kSuffix,         // A Y年政府信息公开工作年度报告(图片版)
  kAbsent,         // no title; the agency stands in the signature, the year in the period
};
inline constexpr int kTitleStyleCount = 21;

// How the six headings are numbered.
enum class HeadingNumbering : uint8_t { kOfficial, kSpaced, kNumeralLost, kUnnumbered, kDotted };
inline constexpr int kHeadingNumberingCount = 5;

// How a date is printed.
enum class DateStyle : uint8_t { kPlain, kSpaced, kChinese };
inline constexpr int kDateStyleCount = 3;

// The choices of the person who wrote a report. The same report has them in every layout.
struct Manner {
  TitleStyle title = TitleStyle::kOfficial;
  HeadingNumbering headings = HeadingNumbering::kOfficial;
  bool heading_variants = false;  // headings in one of the form's other wordings
  DateStyle date = DateStyle::kPlain;
  GridWording labels;
  bool spaced_year = false;  // spaces around the year in the title
  bool introduction = false;
  bool period = false;
  bool contact = false;
  bool signature = true;
  bool metadata = false;  // 索引号 …, before the report
  bool rich_prose = false;
  bool broken_headers = false;  // 结果 维持
};

// The manner of the plainest reports; only the spaces around the year are drawn.
Manner PlainManner(RandomSource& random);

// Any manner. What the title leaves out stands elsewhere.
Manner DrawManner(RandomSource& random);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_MANNER_H_
