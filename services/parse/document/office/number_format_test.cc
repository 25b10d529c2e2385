#include "services/parse/document/office/number_format.h"

#include "gtest/gtest.h"
#include "services/parse/document/office/decimal_number.h"

namespace gouji::parse {
namespace {

std::string Show(double number, std::string_view code) { return FormatNumber(number, code, DateEpoch::k1900); }

TEST(NumberFormat, GeneralGivesIntegersExactlyAndFractionsAsTyped) {
  EXPECT_EQ(Show(0, "General"), "0");
  EXPECT_EQ(Show(-0.0, ""), "0");
  EXPECT_EQ(Show(11398889, "General"), "11398889");
  EXPECT_EQ(Show(999999999999999, "General"), "999999999999999");
  EXPECT_EQ(Show(687.82000000000005, "General"), "687.82");
  EXPECT_EQ(Show(0.1 + 0.2, "General"), "0.3");
  EXPECT_EQ(Show(687.820000000001, "General"), "687.82") << "noise of a sum";
  EXPECT_EQ(Show(12345.678912, "General"), "12345.678912");
  EXPECT_EQ(Show(1234567.12345678, "General"), "1234567.123") << "as a sheet shows it";
  EXPECT_EQ(Show(687.82, "G/通用格式"), "687.82") << "as programs in Chinese call it";
  EXPECT_EQ(Show(-12.5, "General"), "-12.5");
  EXPECT_EQ(Show(1e-7, "General"), "0.0000001");
}

TEST(NumberFormat, FixedDecimalsAreRoundedAsDisplayed) {
  EXPECT_EQ(Show(12, "0.00"), "12.00");
  EXPECT_EQ(Show(2.675, "0.00"), "2.68");
  EXPECT_EQ(Show(1.005, "0.00"), "1.01");
  EXPECT_EQ(Show(-2.5, "0"), "-3");
  EXPECT_EQ(Show(0.4, "0"), "0");
  EXPECT_EQ(Show(-0.4, "0"), "0");
  EXPECT_EQ(Show(9.995, "0.00"), "10.00");
  EXPECT_EQ(Show(0.5, "#.##"), ".5");
  EXPECT_EQ(Show(7, "000"), "007");
  EXPECT_EQ(Show(0, "#"), "");
}

TEST(NumberFormat, ThousandsAndScales) {
  EXPECT_EQ(Show(1234567, "#,##0"), "1,234,567");
  EXPECT_EQ(Show(123, "#,##0"), "123");
  EXPECT_EQ(Show(0, "#,##0"), "0");
  EXPECT_EQ(Show(-1234.5, "#,##0.00"), "-1,234.50");
  EXPECT_EQ(Show(1234567, "#,##0,"), "1,235");
  EXPECT_EQ(Show(12345, "0\\.0,\"万\""), "1.2万") << "the way spreadsheets in China show 万";
}

TEST(NumberFormat, PercentAndWords) {
  EXPECT_EQ(Show(0.1234, "0.0%"), "12.3%");
  EXPECT_EQ(Show(1, "0%"), "100%");
  EXPECT_EQ(Show(12, "0\"件\""), "12件");
  EXPECT_EQ(Show(12, "0件"), "12件");
  EXPECT_EQ(Show(12, "General\"件\""), "12件");
  EXPECT_EQ(Show(5, "[$¥-804]#,##0.00"), "¥5.00");
}

TEST(NumberFormat, SectionsForNegativeZeroAndConditions) {
  constexpr std::string_view kAccounting = "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ";
  EXPECT_EQ(Show(1234, kAccounting), "  1,234 ");
  EXPECT_EQ(Show(-5, kAccounting), "  -5 ");
  EXPECT_EQ(Show(0, kAccounting), "  - ");
  EXPECT_EQ(Show(-5, "0;(0)"), "(5)");
  EXPECT_EQ(Show(-5, "[Red]0"), "-5");
  EXPECT_EQ(Show(5, ";;;"), "");
  EXPECT_EQ(Show(5, "[>=10]0\"多\";0\"少\""), "5少");
  EXPECT_EQ(Show(50, "[>=10]0\"多\";0\"少\""), "50多");
}

TEST(NumberFormat, Dates) {
  EXPECT_EQ(Show(45314, "yyyy-mm-dd"), "2024-01-23");
  EXPECT_EQ(Show(45314, "yyyy\"年\"m\"月\"d\"日\";@"), "2024年1月23日");
  EXPECT_EQ(Show(45314.5, "yyyy/m/d h:mm"), "2024/1/23 12:00");
  EXPECT_EQ(Show(45314, BuiltInNumberFormat(14)), "2024/1/23");
  EXPECT_EQ(Show(45314, BuiltInNumberFormat(31)), "2024年1月23日");
  EXPECT_EQ(Show(0.75, "h:mm AM/PM"), "6:00 PM");
  EXPECT_EQ(Show(1.5, "[h]:mm:ss"), "36:00:00");
  EXPECT_EQ(Show(1, "yyyy-m-d"), "1900-1-1");
  EXPECT_EQ(Show(59, "yyyy-m-d"), "1900-2-28");
  EXPECT_EQ(Show(60, "yyyy-m-d"), "1900-2-29") << "the day that spreadsheets have and the calendar has not";
  EXPECT_EQ(Show(61, "yyyy-m-d"), "1900-3-1");
  EXPECT_EQ(FormatNumber(0, "yyyy-m-d", DateEpoch::k1904), "1904-1-1");
  EXPECT_EQ(FormatNumber(43852, "yyyy-m-d", DateEpoch::k1904), "2024-1-23");
}

TEST(NumberFormat, WhatIsNotUnderstoodIsNotTakenForWhatIsDisplayed) {
  EXPECT_EQ(Show(12345, "0.00E+00"), "≈12345");
  EXPECT_EQ(Show(0.5, "# ?/?"), "≈0.5");
  EXPECT_EQ(Show(45314, "d-mmm-yy"), "≈45314");
  EXPECT_EQ(Show(-1, "yyyy-m-d"), "≈-1");
  EXPECT_EQ(Show(5, std::string(1000, '0')), "≈5");
}

TEST(NumberFormat, DamagedCodesDoNoHarm) {
  for (const std::string_view code :
       {"\"", "[", "\\", "_", "*", ";", "[$", "[>", "0.", ".", ",", "%", "0,,", "y", "E"}) {
    (void)Show(12.5, code);
    (void)Show(-12.5, code);
  }
  EXPECT_EQ(Show(5, "0."), "5.");
}

TEST(DecimalNumber, PlainNotation) {
  EXPECT_EQ(DecimalNumber(1200).Text(), "1200");
  EXPECT_EQ(DecimalNumber(0.05).Text(), "0.05");
  DecimalNumber small(0.004);
  small.Round(2);
  EXPECT_EQ(small.Text(), "0");
  DecimalNumber nines(99.96);
  nines.Round(1);
  EXPECT_EQ(nines.Text(), "100");
}

}  // namespace
}  // namespace gouji::parse
