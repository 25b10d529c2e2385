#include "services/parse/interpret/breakdowns.h"

#include <string>

#include "gtest/gtest.h"
#include "services/parse/interpret/facts_of.h"

namespace gouji::parse {
namespace {

// The groups of a text alone: what comes behind the whole.
std::string PartsOf(const std::string& text) {
  const std::string facts = FactsOf(text);
  const size_t at = facts.find("breakdown.whole ");
  return at == std::string::npos ? "" : facts.substr(at + std::string("breakdown.whole ").size());
}

TEST(Breakdowns, ListsThatAddUpAreWholeAndParts) {
  for (const FactCase& c : {
           FactCase{"主动公开政府信息100条，其中动态60条、公告40条。", "100; breakdown.part 60 40"},
           FactCase{"主动公开政府信息100条。其中，网站60条，公众号30条，公开栏10条。", "100; breakdown.part 60 30 10"},
           FactCase{"公开各类信息1,100条（次），其中：动态1,000条；公告60条；规划40条。", ""},
           FactCase{"公开各类信息1,100条，其中：动态1,000条；公告60条；规划40条。", "1100; breakdown.part 1000 60 40"},
           FactCase{"共收到政府信息公开申请12件，其中当面3件、来信4件、网上5件，已全部办结。",
                    "12; breakdown.part 3 4 5"},
           FactCase{"共收到政府信息公开申请12件，分别为自然人10件、法人2件，办结11件，结转1件。",
                    "12; breakdown.part 10 2"},
           FactCase{"发布信息50条，包括动态20条（占40%）、公告30条（占60%）。", "50; breakdown.part 20 30"},
           FactCase{"收到信息公开申请23件（其中网络申请18件、信函5件），按时办结率100%。", "23; breakdown.part 18 5"},
           FactCase{"共公开政策文件9份，同比增长12.5%，其中县级7份和乡镇2份。", "9; breakdown.part 7 2"},
           FactCase{"公开信息4篇，分别为政策文件1篇；财政?决算3篇。", "4; breakdown.part 1 3"},  // a lost character
           FactCase{"新收依申请公开5件（自然人申请4件、法人和其他组织申请1件）。", "5; breakdown.part 4 1"},
           FactCase{"共收到5件政府信息公开申请(自然人4件,法人1件),均已答复。", "5; breakdown.part 4 1"},
           FactCase{"公开信息30条（网站20条、公众号10条），更新目录3条。", "30; breakdown.part 20 10"},
       }) {
    EXPECT_EQ(PartsOf(c.text), c.facts) << c.text;
  }
}

TEST(Breakdowns, ListsThatClaimToBeCompleteNeedNotAddUp) {
  for (const FactCase& c : {
           // One is missing of many.
           FactCase{"主动公开政府信息465条，其中概况1条、规划1条、人事1条、财政1条、解读8条、公告34条、公示56条、动态36"
                    "2条。",
                    "465; breakdown.part 1 1 1 1 8 34 56 362"},
           FactCase{"公开信息283条，其中政务动态27条，业务信息109条，公示138条，政策法规8条。",
                    "283; breakdown.part 27 109 138 8"},
           FactCase{"公开信息96条，其中机构信息5条、动态70条、计划总结20条。", "96; breakdown.part 5 70 20"},
           // Too many.
           FactCase{"主动公开政府信息126条，其中政策文件78条，工作动态35条，通知公告8条，财政信息10条。",
                    "126; breakdown.part 78 35 8 10"},
           FactCase{"公开信息114条，其中概况2条、法规4条、规划10条、人事14条、财政26条、动态52条、会议3条、应急11条、其"
                    "他3条。",
                    "114; breakdown.part 2 4 10 14 26 52 3 11 3"},
           // 万 too much.
           FactCase{"门户网站主动公开信息173769万条，其中市级网站75656条、部门网站98113条。",
                    "1737690000; breakdown.part 75656 98113"},
           // They say so.
           FactCase{"公开信息90条，其中公告50条、其他信息30条。", "90; breakdown.part 50 30"},
           FactCase{"公开信息90条，分别为公告50条、动态30条。", "90; breakdown.part 50 30"},
           // 3 and 1 are not those 4.
           FactCase{"公开信息8篇，分别为机构职能2篇、政策文件4篇、规划计划3篇、财政信息1篇。",
                    "8; breakdown.part 2 4 3 1"},
           FactCase{"公开信息80条，分别为公告50条、动态330条。", "80; breakdown.part 50 330"},  // a digit doubled
           FactCase{"收到信息公开申请9件，其中自然人5件、法人或其他组织3件。", "9; breakdown.part 5 3"},
           FactCase{"收到信息公开申请9件（其中自然人5件、法人或其他组织3件），办结9件。", "9; breakdown.part 5 3"},
           FactCase{"收到信息公开申请31件，其中信函申请20件、网上申请10件、当面申请2件。",
                    "31; breakdown.part 20 10 2"},
           FactCase{"收到信息公开申请9件（自然人5件、法人或其他组织3件），办结9件。", "9; breakdown.part 5 3"},
           FactCase{"公开信息90条（公告50条、其他信息30条）。", "90; breakdown.part 50 30"},
       }) {
    EXPECT_EQ(PartsOf(c.text), c.facts) << c.text;
  }
}

TEST(Breakdowns, OtherListsAreNone) {
  for (const char* text : {
           "主动公开政府信息465条，其中规范性文件2条、政策解读10条。",                        // examples
           "主动公开政府信息465条，其中动态300条、公告100条、解读20条。",                     // examples
           "共收到申请3件，其中公开1件，部分公开1件。",                                       // few
           "主动公开政府信息100条，其中动态60条、公告30条等。",                               // 等
           "主动公开政府信息100条，其中动态类60条、其他等41条。",                             // 等
           "主动公开政府信息300余条，其中动态100条、公告150条、其他40条。",                   // 余
           "主动公开政府信息100条，其中动态约60条、公告41条、其他2条。",                      // 约
           "主动公开政府信息100条，其中动态60余条、公告41条、其他2条。",                      // 余
           "主动公开政府信息100条，其中动态60条、视频41个、其他2条。",                        // units
           "主动公开政府信息100条，其中网站90条、公众号80条、其他20条。",                     // channels overlap
           "主动公开政府信息100条，其中网站90条、动态20条、公告1条。",                        // of different kinds
           "主动公开政府信息100条，其中动态80条（要闻50条、简讯30条），公告21条，计划2条。",  // a list within
           "主动公开政府信息100条，其中动态80条，要闻50条，简讯30条，公告21条。",             // a list within
           "主动公开政府信息100条，其中动态80条，包括要闻50条、简讯31条。",                   // a list within
           "收到申请30件，上年结转2件，其中网上20件、信函11件、当面1件、其他1件。",           // of both
           "收到信息公开申请12件，其中予以公开8件，部分公开3件，不予公开2件。",  // results, with last year's
           "收到信息公开申请12件，其中网上8件，自然人11件，法人1件。",           // of different kinds
           "公开信息较上年增加40条，其中动态20条、公告11条、其他10条。",         // a change
           "公开信息100条，其中动态60条，公告41条，阅读量3万次。",               // something else behind
           "办结信息公开申请9件，其中公开2件，告知信息不存在5件，不属于本机关3件。",
           "网站、公众号分别公开80条、20条。",
           "公开信息48条，发布动态约300条，其中要闻20条、简讯28条。",
           "公开信息48条，发布动态约300条。其中要闻20条、简讯28条。",
           "共有栏目9个，其中公开目录5个、互动栏目3个。",
           "公开信息12篇，分别为机构职能4篇，规划计划3篇、通知1篇，动态5篇、公告3篇。",  // a list within
           "公开信息9000条，其中政策3条、其他2条。",                                     // not of these
           "收费100万元，其中甲60万元、乙41万元、其他1万元。",                           // rounded money
           "公开信息90条（公告50条、动态30条）。",                                       // examples
           "公开信息90条（公告50条、其他30条等）。",                                     // 等
           "公开信息90条（公告50条、其他30条",                                           // no end of the bracket
           "收到申请20件，上年结转2件（自然人20件、法人3件）。",                         // of both
           "收到申请12件，已办结（自然人10件、法人3件）。",                              // of what is completed
           "公开信息90条（占95%），公告50条，其他30条。",                                // a share
       }) {
    EXPECT_EQ(PartsOf(text), "") << text;
  }
}

TEST(Breakdowns, FeesHaveItems) {
  EXPECT_EQ(FactsOf("收取信息处理费780元，其中按件计收380元、按量计收400元。"),
            "information_fee 78000; information_fee.part 38000 40000");
  EXPECT_EQ(FactsOf("收取信息处理费780元，其中按件计收380元、按量计收300元。"),
            "information_fee 78000; information_fee.part 38000 30000");
  EXPECT_EQ(FactsOf("收取信息处理费780元，其中按件计收380元。"), "information_fee 78000 分");
}

}  // namespace
}  // namespace gouji::parse
