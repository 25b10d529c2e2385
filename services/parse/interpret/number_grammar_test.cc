#include "services/parse/interpret/number_grammar.h"

#include <cctype>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

using report::CellState;
using report::CellType;

struct Case {
  const char* printed;
  CellState state;
  int64_t value = 0;
};

void Check(const std::vector<Case>& cases, CellType type) {
  for (const Case& c : cases) {
    const CellReading reading = ReadCell(c.printed, type);
    EXPECT_EQ(reading.state, c.state) << c.printed;
    EXPECT_EQ(reading.value, c.value) << c.printed;
  }
}

TEST(NumberGrammar, ReadsCountsAsTheTableSays) {
  constexpr CellState kRead = CellState::kRead;
  constexpr CellState kMended = CellState::kReinterpreted;
  constexpr CellState kBad = CellState::kUnreadable;
  constexpr CellState kNone = CellState::kNotApplicable;
  Check({{"0", kRead, 0},
         {"12", kRead, 12},
         {"0012", kRead, 12},
         {"１２", kRead, 12},
         {"\xC2\xA0"
          "12\xE3\x80\x80",
          kRead, 12},
         {"1\xE2\x80\x8B"
          "2",
          kRead, 12},
         {"1,234", kRead, 1234},
         {"1，234", kRead, 1234},
         {"12,345,678", kRead, 12345678},
         {"1,23", kBad},
         {"1,2345", kBad},
         {"1234,567", kBad},
         {"1,234,56", kBad},
         {",123", kBad},
         {"1,", kBad},
         {"12件", kRead, 12},
         {"12 条", kRead, 12},
         {"12宗", kRead, 12},
         {"12 (件)", kRead, 12},
         {"12（件）", kRead, 12},
         {"31批次", kRead, 31},
         {"12.0", kRead, 12},
         {"12.00", kRead, 12},
         {"12.5", kBad},
         {"12.", kBad},
         {".5", kBad},
         {"12[1]", kMended, 12},
         {"12[¹]", kMended, 12},
         {"12(¹)", kMended, 12},
         {"12(1)", kBad, 0},
         {"1\u2060\uFE0F2\u2066", kRead, 12},
         {"\u202E12", kBad, 0},
         {"12①", kMended, 12},
         {"12*", kMended, 12},
         {"12（注）", kMended, 12},
         {"12(3)", kBad},
         {"①", kBad},
         {"²", kBad},
         {"-3", kBad},
         {"−3", kBad},
         {"—3", kBad},
         {"－3", kBad},
         {"+3", kBad},
         {"增10", kBad},
         {"0/0", kBad},
         {"--253", kBad},
         {"", CellState::kBlank},
         {"\xC2\xA0", CellState::kBlank},
         {"空", CellState::kBlank},
         {"&nbsp;", CellState::kBlank},
         {"/", kNone},
         {"／", kNone},
         {"-", kNone},
         {"–", kNone},
         {"—", kNone},
         {"－－", kNone},
         {"——", kNone},
         {"无", kNone},
         {"不涉及", kNone},
         {"不适用", kNone},
         {"N/A", kNone},
         {"NA", kNone},
         {"零", kMended, 0},
         {"一", kMended, 1},
         {"十二", kMended, 12},
         {"二百零三", kMended, 203},
         {"约12", kBad},
         {"12余", kBad},
         {"未统计", kBad},
         {"1 234", kBad},
         {"? 0", kBad},
         {"12万", kBad},
         {"1000000000000", kRead, 1'000'000'000'000},
         {"1000000000001", kBad},
         {"99999999999999999999999999", kBad}},
        CellType::kCount);
  EXPECT_TRUE(ReadCell("12.0", CellType::kCount).odd_decimals);
  EXPECT_FALSE(ReadCell("12", CellType::kCount).odd_decimals);
}

TEST(NumberGrammar, ReadsMoneyExactlyInFen) {
  constexpr CellState kRead = CellState::kRead;
  constexpr CellState kMended = CellState::kReinterpreted;
  constexpr CellState kBad = CellState::kUnreadable;
  Check({{"0", kRead, 0},
         {"687.82", kRead, 687'820'000},
         {"0.092", kRead, 92'000},
         {"18.8710", kRead, 18'871'000},
         {"0.000001", kRead, 1},
         {"0.0000001", kBad},
         {"0.0000010", kBad},
         {"687.82万元", kRead, 687'820'000},
         {"251000元", kMended, 25'100'000},
         {"0.01元", kMended, 1},
         {"0.001元", kBad},
         {"1,234.5", kRead, 1'234'500'000},
         {"12件", kBad},
         {"-1", kBad},
         {"/", CellState::kNotApplicable},
         {"", CellState::kBlank},
         {"1000000000000", kRead, 1'000'000'000'000'000'000},
         {"1000000000000.5", kBad},
         {"1000000000001", kBad}},
        CellType::kMoneyWanYuan);
}

TEST(NumberGrammar, ATextReadsAsValueIfItDoesAsSomeTypeWhateverItsFirstCharacter) {
  const auto reads_as = [](const std::string& text, CellType type) {
    return ReadCell(text, type).state != CellState::kUnreadable;
  };
  for (char32_t c = 1; c < 0x10000; ++c) {
    if (c >= 0xD800 && c < 0xE000) {
      continue;
    }
    for (const char* rest : {"", "2", "二", "bsp;", "加2", "减", "涉及", "A", "/"}) {
      std::string text;
      report::AppendUtf8(c, text);
      text += rest;
      const bool has_digit = std::string_view(rest) == "2" || std::string_view(rest) == "加2" ||
                             (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９');
      const bool is_value = reads_as(text, CellType::kCount) || reads_as(text, CellType::kChange) ||
                            (has_digit && reads_as(text, CellType::kMoneyWanYuan));
      ASSERT_EQ(ReadsAsValue(text), is_value) << text;
    }
  }
}

TEST(NumberGrammar, AnyRowOfDigitsUpToTheLimitReadsAsItself) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 20'000; ++i) {
    const auto value = static_cast<int64_t>((random() >> (random() % 64)) % 1'000'000'000'001);
    const CellReading reading = ReadCell(std::to_string(value), CellType::kCount);
    ASSERT_EQ(reading.state, CellState::kRead) << value;
    ASSERT_EQ(reading.value, value);
  }
}

TEST(NumberGrammar, NoRandomTextGivesANumberThatIsNotPrinted) {
  static const std::vector<std::string> kPieces = {"1",  "2",  "0",    "9",  ",",  ".",        " ", "-",  "件",
                                                   "元", "万", "(",    ")",  "[",  "]",        "*", "一", "十",
                                                   "①",  "约", "\xFF", "，", "３", "\xC2\xA0", "/"};
  std::mt19937_64 random(11);
  for (int i = 0; i < 50'000; ++i) {
    std::string text;
    std::string digits;
    for (uint64_t length = random() % 9; length > 0; --length) {
      const std::string& piece = kPieces[random() % kPieces.size()];
      text += piece;
      digits += piece == "３" ? "3" : std::isdigit(static_cast<unsigned char>(piece[0])) != 0 ? piece : "";
    }
    const CellReading reading = ReadCell(text, CellType::kCount);
    if (reading.state == CellState::kRead) {
      ASSERT_NE(digits.find(std::to_string(reading.value)), std::string::npos) << text;
    } else if (reading.state != CellState::kReinterpreted) {
      ASSERT_EQ(reading.value, 0) << text;
    }
  }
}

TEST(NumberGrammar, ReadsChangesWithTheirSigns) {
  constexpr CellState kRead = CellState::kRead;
  constexpr CellState kMended = CellState::kReinterpreted;
  constexpr CellState kBad = CellState::kUnreadable;
  Check({{"0", kRead, 0},
         {"5", kRead, 5},
         {"-3", kRead, -3},
         {"−3", kRead, -3},
         {"—3", kRead, -3},
         {"－３", kRead, -3},
         {"- 3", kRead, -3},
         {"-0", kRead, 0},
         {"+3", kRead, 3},
         {"＋1,036", kRead, 1036},
         {"增10", kRead, 10},
         {"增 10项", kRead, 10},
         {"减4", kRead, -4},
         {"↑2", kRead, 2},
         {"↓2", kRead, -2},
         {"-1000000000000", kRead, -1000000000000},
         {"-2.0", kRead, -2},
         {"增加10", kMended, 10},
         {"减少4", kMended, -4},
         {"-3①", kMended, -3},
         {"未增未减", kMended, 0},
         {"持平", kMended, 0},
         {"无变化", kMended, 0},
         {"十二", kMended, 12},
         {"", CellState::kBlank},
         {"无", CellState::kNotApplicable},
         {"-", CellState::kNotApplicable},
         {"0/0", kBad},
         {"--253", kBad},
         {"/253", kBad},
         {"+-3", kBad},
         {"增-3", kBad},
         {"增", kBad},
         {"-1.5", kBad},
         {"-1000000000001", kBad},
         {"约3", kBad},
         {"减免", kBad}},
        CellType::kChange);
  EXPECT_TRUE(ReadCell("-2.0", CellType::kChange).odd_decimals);
}

TEST(NumberGrammar, TakesTheUnitOfMoneyFromTheCellElseFromTheHeader) {
  struct Money {
    const char* printed;
    MoneyUnit header;
    CellState state;
    int64_t fen;
  };
  constexpr MoneyUnit kNone = MoneyUnit::kNotPrinted;
  constexpr MoneyUnit kYuan = MoneyUnit::kYuan;
  constexpr MoneyUnit kWanYuan = MoneyUnit::kWanYuan;
  for (const Money& m :
       {Money{"251000元", kNone, CellState::kRead, 25'100'000},
        Money{"160.5964万元", kNone, CellState::kRead, 160'596'400},
        Money{"709455.9元", kNone, CellState::kRead, 70'945'590},
        Money{"103.3879", kWanYuan, CellState::kRead, 103'387'900}, Money{"8040", kYuan, CellState::kRead, 804'000},
        Money{"251000元", kWanYuan, CellState::kReinterpreted, 25'100'000},
        Money{"12万元", kYuan, CellState::kReinterpreted, 12'000'000},
        Money{"12万元", kWanYuan, CellState::kRead, 12'000'000},
        Money{"十二", kWanYuan, CellState::kReinterpreted, 12'000'000},
        Money{"8.5*", kWanYuan, CellState::kReinterpreted, 8'500'000}, Money{"0", kNone, CellState::kRead, 0},
        Money{"0.00", kNone, CellState::kRead, 0}, Money{"8040", kNone, CellState::kUnreadable, 0},
        Money{"149.673874", kNone, CellState::kUnreadable, 0}, Money{"十二", kNone, CellState::kUnreadable, 0},
        Money{"1.005元", kNone, CellState::kUnreadable, 0}, Money{"1.2亿元", kNone, CellState::kUnreadable, 0},
        Money{"-5", kWanYuan, CellState::kUnreadable, 0}}) {
    const CellReading reading = ReadCell(m.printed, CellType::kMoneyPrintedUnit, m.header);
    EXPECT_EQ(reading.state, m.state) << m.printed;
    EXPECT_EQ(reading.value, m.fen) << m.printed;
  }
  const std::string_view reason = ReadCell("8040", CellType::kMoneyPrintedUnit).reason;
  EXPECT_NE(reason.find("元 or 万元"), std::string_view::npos) << "both candidates are named";
  const CellReading renamed = ReadCell("2000", CellType::kMoneyWanYuan, kYuan);
  EXPECT_EQ(renamed.state, CellState::kReinterpreted) << "the header says 元, the form 万元";
  EXPECT_EQ(renamed.value, 200'000);
}

TEST(NumberGrammar, FindsTheUnitThatAHeaderNames) {
  EXPECT_EQ(UnitOfHeader("采购总金额"), MoneyUnit::kNotPrinted);
  EXPECT_EQ(UnitOfHeader("采购总金额(万元,保留四位小数)"), MoneyUnit::kWanYuan);
  EXPECT_EQ(UnitOfHeader("采购总金额（单位：万 元）"), MoneyUnit::kWanYuan);
  EXPECT_EQ(UnitOfHeader("采购总金额（元）"), MoneyUnit::kYuan);
  EXPECT_EQ(UnitOfHeader("采购总金额（元/万元）"), MoneyUnit::kNotPrinted);
  EXPECT_EQ(UnitOfHeader("采购总金额（亿元）"), MoneyUnit::kOther);
  EXPECT_EQ(UnitOfHeader("采购总金额（单位：百万元）"), MoneyUnit::kOther);
  EXPECT_EQ(UnitOfHeader("采购总金额（万美元）"), MoneyUnit::kOther);
}

}  // namespace
}  // namespace gouji::parse
