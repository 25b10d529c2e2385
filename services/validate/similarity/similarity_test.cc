#include <algorithm>
#include <numeric>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/report/utf8.h"
#include "services/validate/sample_report.h"
#include "services/validate/similarity/copy_sketch.h"
#include "services/validate/similarity/prose.h"
#include "services/validate/similarity/sample_prose.h"
#include "services/validate/similarity/shingles.h"

namespace gouji::validate {
namespace {

constexpr int kSentences = 40;
constexpr int kStockPercent = 20;

std::string Words(std::string_view text) { return report::EncodeUtf8(WordsOf(text)); }

std::string OnlySentence(const std::string& agency, const std::string& text, const Boilerplate& boilerplate) {
  const report::Report report = sample::ReportWith(agency, 2023, {text});
  const std::vector<Sentence> sentences = SentencesOf(report, boilerplate);
  return sentences.size() == 1 ? report::EncodeUtf8(sentences.front().words) : "";
}

TEST(Prose, PassesOverSpacingPunctuationWidthAndTheValuesOfNumbers) {
  EXPECT_EQ(Words("收 到，申请（12）件"), Words("收到申请 ３４５ 件"));
  EXPECT_EQ(Words("2023 年"), "0年");
  EXPECT_EQ(Words("1,234.5件"), "0件");
}

TEST(Prose, MasksTheOrgansNamesAndWordsForItself) {
  const Boilerplate none;
  EXPECT_EQ(OnlySentence("青榆县水利局", "青榆县水利局加快更新栏目", none), "@加快更新栏目");
  EXPECT_EQ(OnlySentence("青榆县水利局", "水利局加快更新栏目", none), "@加快更新栏目");
  EXPECT_EQ(OnlySentence("临县财政局", "本机关加快更新栏目", none), "@加快更新栏目");
  EXPECT_EQ(OnlySentence("", "我局加快更新栏目", none), "@加快更新栏目");
}

TEST(Prose, CutsAtBoilerplateTakingTheLongestPhrase) {
  const Boilerplate boilerplate({"政府信息公开", "政府信息公开工作年度报告"});
  EXPECT_EQ(OnlySentence("", "我们编写政府信息公开 工作年度报告并且发布", boilerplate), "我们编写\n并且发布");
  EXPECT_EQ(OnlySentence("", "我们编写政府信息公开指南", boilerplate), "我们编写\n指南");
}

TEST(Prose, EndsSentencesAtFullStopsAndParagraphsAndShowsThemAsPrinted) {
  const report::Report report = sample::ReportWith("", 2023, {"第一句，话。", "第二句；第三句\n第四句"});
  std::vector<std::string> raws;
  for (const Sentence& sentence : SentencesOf(report, Boilerplate())) raws.emplace_back(sentence.raw);
  EXPECT_THAT(raws, testing::ElementsAre("第一句，话。", "第二句；", "第三句\n", "第四句"));
}

TEST(Prose, LooksAtABoundedPartOfHostileText) {
  report::Report report = sample::Consistent();
  report.sections = {{.number = 1, .heading = "", .text = std::string(kMaxProseBytes + 100, 'a'), .positions = {}},
                     {.number = 2, .heading = "", .text = "以后的文字", .positions = {}}};
  const std::vector<Sentence> sentences = SentencesOf(report, Boilerplate());
  ASSERT_EQ(sentences.size(), 1U);
  EXPECT_EQ(sentences.front().words.size(), kMaxProseBytes);
}

TEST(Shingles, LieWithinOneSentenceAndNotAcrossBoilerplate) {
  EXPECT_EQ(ShinglesOf({U"一二三四五六七八", {}}).size(), 1U);
  EXPECT_EQ(ShinglesOf({U"一二三四五六七八九", {}}).size(), 2U);
  EXPECT_TRUE(ShinglesOf({U"一二三四五六七", {}}).empty());
  EXPECT_TRUE(ShinglesOf({U"一二三四五\n六七八九十", {}}).empty());
}

TEST(Shingles, AreTheSameWhereverTheWordsStand) {
  const std::vector<uint64_t> alone = ShinglesOf({U"一二三四五六七八", {}});
  const std::vector<uint64_t> behind = ShinglesOf({U"甲乙丙丁戊己庚一二三四五六七八", {}});
  EXPECT_EQ(behind.back(), alone.front());
}

TEST(CompareProse, CountsWhatIsSharedAndQuotesTheLongestPassage) {
  const report::Report a =
      sample::ReportWith("甲县", 2023,
                         {"栏目更新做到当日起草当日审核当日发布。", "历史文件分批补录查询更加方便快捷。",
                          "我们自己写了一句完全不同的话语。"});
  const report::Report b =
      sample::ReportWith("乙县", 2022,
                         {"开头有一句别人写的完全不同的话语呀。", "栏目更新做到当日起草当日审核当日发布。",
                          "历史文件分批补录查询更加方便快捷。"});
  const Boilerplate none;
  const Overlap overlap = CompareProse(SentencesOf(a, none), ShingleSet(SentencesOf(b, none)));
  EXPECT_EQ(overlap.own_count, 28U);
  EXPECT_EQ(overlap.shared_count, 20U);
  EXPECT_EQ(overlap.percent(), 71);
  ASSERT_EQ(overlap.passages.size(), 1U);
  EXPECT_EQ(overlap.passages.front(), "栏目更新做到当日起草当日审核当日发布。历史文件分批补录查询更加方便快捷。");
}

TEST(CompareProse, OfNothingIsNothing) {
  const Overlap overlap = CompareProse({}, {});
  EXPECT_EQ(overlap.percent(), 0);
  EXPECT_TRUE(overlap.passages.empty());
}

TEST(CopySketch, OfTooLittleProseIsEmpty) {
  EXPECT_TRUE(CopySketch(sample::ReportWith("甲县", 2023, sample::Sentences(1, "甲县", 2023, 2, 0)), {}).empty());
  EXPECT_EQ(CopySketch(sample::ReportWith("甲县", 2023, sample::Sentences(1, "甲县", 2023, kSentences, 0)), {}).size(),
            kSketchBands);
}

TEST(CopySketch, CountsRepeatedShinglesOnce) {
  std::vector<uint64_t> shingles(kMinSketchShingles - 1);
  std::iota(shingles.begin(), shingles.end(), 1);
  std::vector<uint64_t> repeated = shingles;
  for (int i = 0; i < 50; ++i) repeated.insert(repeated.end(), shingles.begin(), shingles.end());
  EXPECT_TRUE(SketchOf(repeated, 7).empty());

  shingles.push_back(kMinSketchShingles);
  repeated.push_back(kMinSketchShingles);
  EXPECT_EQ(SketchOf(repeated, 7).size(), kSketchBands);
  EXPECT_EQ(SketchOf(repeated, 7), SketchOf(shingles, 7));
}

TEST(CopySketch, IsTheSameWhenOnlyNamesYearsAndNumbersChange) {
  const auto original =
      sample::ReportWith("甲县财政局", 2022, sample::Sentences(7, "甲县财政局", 2022, kSentences, kStockPercent));
  const auto copy =
      sample::ReportWith("乙县教育局", 2023, sample::Copied(7, "乙县教育局", 2023, kSentences, kStockPercent, 8, 0));
  EXPECT_NE(original.sections, copy.sections);
  EXPECT_EQ(CopySketch(original, {}), CopySketch(copy, {}));
}

TEST(CopySketch, OfOtherBoilerplateSharesNothing) {
  const auto report = sample::ReportWith("甲县", 2023, sample::Sentences(7, "甲县", 2023, kSentences, 0));
  const std::vector<uint64_t> one = CopySketch(report, Boilerplate());
  const std::vector<uint64_t> other = CopySketch(report, Boilerplate({"一个不出现的短语"}));
  EXPECT_TRUE(std::none_of(one.begin(), one.end(),
                           [&](uint64_t band) { return std::find(other.begin(), other.end(), band) != other.end(); }));
}

int SharedBands(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
  return static_cast<int>(
      std::count_if(a.begin(), a.end(), [&](uint64_t band) { return std::find(b.begin(), b.end(), band) != b.end(); }));
}

TEST(CopySketch, FindsCopiesWithAFifthOfTheSentencesRewrittenAndNoIndependentProse) {
  constexpr int kPairs = 100;
  int found = 0;
  for (uint64_t author = 1; author <= kPairs; ++author) {
    const auto original =
        sample::ReportWith("甲县", 2022, sample::Sentences(author, "甲县", 2022, kSentences, kStockPercent));
    const auto copy = sample::ReportWith(
        "乙县", 2023, sample::Copied(author, "乙县", 2023, kSentences, kStockPercent, author + 5000, 20));
    const auto other =
        sample::ReportWith("丙县", 2023, sample::Sentences(author + 9000, "丙县", 2023, kSentences, kStockPercent));
    found += SharedBands(CopySketch(original, {}), CopySketch(copy, {})) > 0 ? 1 : 0;
    EXPECT_EQ(SharedBands(CopySketch(original, {}), CopySketch(other, {})), 0) << author;
  }
  EXPECT_GE(found, 95);
}

// Pinned: bands are kept in registers. When this fails, raise kSketchVersion and write the new value.
TEST(CopySketch, IsTheSameInEveryVersionOfTheProgram) {
  const auto report = sample::ReportWith("甲县", 2023, sample::Sentences(1, "甲县", 2023, kSentences, 0));
  EXPECT_EQ(CopySketch(report, {}).front(), 7955963380325129538U);
}

}  // namespace
}  // namespace gouji::validate
