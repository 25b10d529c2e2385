#include "services/parse/interpret/label_key.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

std::string Key(std::string_view label) { return report::EncodeUtf8(LabelKey(label)); }

TEST(LabelKey, NumberingOfEveryKindIsTakenAway) {
  for (const char* label :
       {"一、总体情况",   "（一）总体情况",     "(1)总体情况",  "1.总体情况",   "1．总体情况",    "1、 总体情况",
        "① 总体情况",     "㈠总体情况",         "㊀总体情况",   "⑴总体情况",    "⒈总体情况",      "Ⅰ.总体情况",
        "【一】总体情况", "〔1〕总体情况",      "一丶总体情况", "１．总体情况", "﹙一﹚总体情况", "1﹑总体情况",
        "、总体情况",     "三、（一）总体情况", "12 总体情况",  "**总体情况**"}) {
    EXPECT_EQ(Key(label), "总体情况") << label;
  }
}

TEST(LabelKey, AChineseNumeralThatBelongsToTheLabelStays) {
  EXPECT_EQ(Key("5.属于三类内部事务信息"), "属于三类内部事务信息");
}

TEST(LabelKey, AYearIsNoNumbering) { EXPECT_EQ(Key("2023年总体情况"), "2023年总体情况"); }

TEST(LabelKey, SpacesPunctuationAndWidthDoNotMatter) {
  EXPECT_EQ(Key("3. 危及“三安全一稳定”"), Key("３．危及\"三安全 一稳定\""));
  EXPECT_EQ(Key("结果 维持"), "结果维持");
  EXPECT_EQ(Key("规\xC2\xA0章\xE2\x80\x8B"), "规章");
}

TEST(LabelKey, RemarksInBracketsGoButNumeralsInBracketsStay) {
  EXPECT_EQ(Key("(二)部分公开（区分处理的，只计这一情形，不计其他情形）"), "部分公开");
  EXPECT_EQ(Key("第二十条第（一）项"), "第二十条第一项");
  EXPECT_EQ(Key("一、总体情况(宋体加粗小四号字)"), "总体情况");
  EXPECT_EQ(Key("（本列数据）"), "本列数据");
}

TEST(LabelKey, AnEnclosedNumeralInsideIsThatNumeral) { EXPECT_EQ(Key("第二十条第㈠项"), "第二十条第一项"); }

TEST(LabelKey, TraditionalCharactersMatchSimplifiedOnes) {
  EXPECT_EQ(Key("行政規範性文件"), Key("行政规范性文件"));
  EXPECT_EQ(Key("本年製發件數"), Key("本年制发件数"));
  EXPECT_EQ(Key("（三）不予公開"), Key("（三）不予公开"));
  EXPECT_EQ(Key("1.屬於國家祕密"), Key("1.属于国家秘密"));
  EXPECT_EQ(Key("複議後起訴"), Key("复议后起诉"));
  EXPECT_EQ(Key("第二十條第（一）項"), Key("第二十条第（一）项"));
  EXPECT_EQ(Key("結轉下年度繼續辦理"), Key("结转下年度继续办理"));
}

TEST(Compact, CharactersThatNamesInSimplifiedTextsHaveStay) {
  EXPECT_EQ(report::EncodeUtf8(Compact("乾县於潜镇")), "乾县於潜镇");
  EXPECT_EQ(report::EncodeUtf8(Compact("臨縣 人民政府")), "临县人民政府");
}

TEST(LabelKey, NothingButNumberingIsKept) {
  EXPECT_EQ(Key(""), "");
  EXPECT_EQ(Key("1."), "1");
}

TEST(HeadingNumeral, NeedsANumeralFromOneToTenAndAPoint) {
  EXPECT_EQ(HeadingNumeral("一、总体情况"), 1);
  EXPECT_EQ(HeadingNumeral("六． 其他"), 6);
  EXPECT_EQ(HeadingNumeral("**二、主动公开"), 2);
  EXPECT_EQ(HeadingNumeral("（二）其他"), 0);
  EXPECT_EQ(HeadingNumeral("二是其他"), 0);
  EXPECT_EQ(HeadingNumeral("总体情况"), 0);
  EXPECT_EQ(HeadingNumeral(""), 0);
}

// The plain way to the edit distance.
double PlainSimilarity(std::u32string_view a, std::u32string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = std::exchange(row[0], i);
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({substituted, row[j] + 1, row[j - 1] + 1});
    }
  }
  return 1.0 - static_cast<double>(row[b.size()]) / static_cast<double>(std::max(a.size(), b.size()));
}

TEST(Similarity, IsThatOfTheEditDistance) {
  std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same texts in every run
  const auto draw = [&](size_t longest, unsigned char_count) {
    std::u32string text(1 + random() % longest, U'a');
    std::generate(text.begin(), text.end(), [&] { return static_cast<char32_t>(U'a' + random() % char_count); });
    return text;
  };
  for (int round = 0; round < 6'000; ++round) {
    const size_t longest = round % 2 == 0 ? 8 : 64;
    const unsigned char_count = round % 3 == 0 ? 4 : round % 3 == 1 ? 16 : 100;
    const std::u32string a = draw(longest, char_count);
    std::u32string b = draw(longest, char_count);
    if (round % 5 == 0) {
      b.replace(0, std::min(b.size(), a.size() - a.size() / 4), a, 0, a.size() - a.size() / 4);  // much in common
    }
    ASSERT_EQ(Similarity(a, b), PlainSimilarity(a, b)) << round;
    for (const double least : {0.2, 0.6, 0.9}) {
      ASSERT_EQ(IsSimilar(a, b, least), PlainSimilarity(a, b) >= least) << round;
    }
  }
}

TEST(Similarity, FallsWithTheDistance) {
  EXPECT_EQ(Similarity(U"重复申请", U"重复申请"), 1);
  EXPECT_EQ(Similarity(U"重复申请", U"重复申"), 0.75);
  EXPECT_EQ(Similarity(U"重复申请", U"abcd"), 0);
  EXPECT_EQ(Similarity(U"", U"重复申请"), 0);
  EXPECT_EQ(Similarity(std::u32string(65, U'一'), std::u32string(64, U'一')), 0) << "too long to compare";
}

}  // namespace
}  // namespace gouji::parse
