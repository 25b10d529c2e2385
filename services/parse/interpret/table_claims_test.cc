#include "services/parse/interpret/table_claims.h"

#include "gtest/gtest.h"
#include "services/parse/interpret/facts_of.h"

namespace gouji::parse {
namespace {

TEST(TableClaims, DocumentsAndDecisionsOfTheYearAreRead) {
  for (const FactCase& c : {
           FactCase{"全年制发行政规范性文件2件。", "normative_documents.issued 2 件"},
           FactCase{"2023年，我局共制定印发规范性文件3份。", "normative_documents.issued 3 份"},
           FactCase{"本年度新出台5件行政规范性文件。", "normative_documents.issued 5 件"},
           FactCase{"本机关制定规章1件，制发规范性文件4件。",
                    "regulations.issued 1 件; normative_documents.issued 4 件"},
           FactCase{"作出行政许可决定13996件，行政处罚决定29件，行政强制0件。",
                    "licensing_decisions 13996 件; penalty_decisions 29 件; coercion_decisions 0 件"},
           FactCase{"全年办理行政许可776件、行政处罚29件。", "licensing_decisions 776 件; penalty_decisions 29 件"},
           FactCase{"2023年本局共实施行政处罚12宗。", "penalty_decisions 12 宗"},
       }) {
    EXPECT_EQ(FactsOf(c.text), c.facts) << c.text;
  }
}

TEST(TableClaims, PublicationsCataloguesAndFiguresOfOthersAreNone) {
  for (const char* text : {
           "公示公告112条。",
           "公示行政许可12条，公开行政处罚信息45件。",
           "发布双公示信息：行政许可20件，行政处罚5件。",
           "行政许可事项2457项，行政处罚事项30项。",
           "全县各部门作出行政许可决定900件。",
           "柳河镇作出行政处罚12件。",
           "现行有效规范性文件12件，废止规范性文件5件。",
           "公开规范性文件12件。",
           "以县政府名义印发规范性文件2件。",
           "制定党内规范性文件2件。",
           "制定规章制度5项。",
           "2022年作出行政许可决定13件。",
           "作出行政许可决定13件较上年增加3件。",
           "上半年作出行政许可决定13件。",
           "主动公开政府信息300条，其中行政许可20件。",
           "行政许可、行政处罚共120件。",
           "审查规范性文件12件，清理行政规范性文件30件。",
           "起草规范性文件12件。",
       }) {
    const std::string facts = FactsOf(text);
    EXPECT_EQ(facts.find("_decisions"), std::string::npos) << text << facts;
    EXPECT_EQ(facts.find(".issued"), std::string::npos) << text << facts;
  }
}

}  // namespace
}  // namespace gouji::parse
