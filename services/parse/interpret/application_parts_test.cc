#include "services/parse/interpret/application_parts.h"

#include <string>

#include "gtest/gtest.h"
#include "services/parse/interpret/facts_of.h"

namespace gouji::parse {
namespace {

// The facts of parts of applications: those with a dot in their kind that are in no group.
std::string PartsOf(const std::string& text) {
  const Document document = *ReadText(text + "\n");
  std::string joined;
  for (const report::Fact& fact : ReadFacts(document, {}, document.blocks.size(), {.agency = {}, .year = 2023})) {
    if (fact.kind.starts_with("received.") || fact.kind.starts_with("outcome.")) {
      joined += (joined.empty() ? "" : "; ") + fact.kind + " " + std::to_string(fact.value);
    }
  }
  return joined;
}

TEST(ApplicationParts, ApplicantsAreThoseOfApplicationsReceived) {
  for (const FactCase& c : {
           FactCase{"收到政府信息公开申请13件，其中自然人10件，法人或其他组织3件。",
                    "received.natural_person 10; received.organisation 3"},
           FactCase{"共收到依申请公开4件。自然人2件,法人或者其他组织2件。",
                    "received.natural_person 2; received.organisation 2"},
           FactCase{"新收政府信息公开申请5件（自然人申请4件、商业企业申请1件）。",
                    "received.natural_person 4; received.business 1"},
           FactCase{"收到政府信息公开申请9件，其中：公民申请5件；法人申请3件；科研机构1件。",
                    "received.natural_person 5; received.organisation 3; received.research_institution 1"},
           FactCase{"收到政府信息公开申请13件，其中自然人10件（占76.9%），法人3件。",
                    "received.natural_person 10; received.organisation 3"},
       }) {
    EXPECT_EQ(PartsOf(c.text), c.facts) << c.text;
  }
}

TEST(ApplicationParts, OtherCountsOfApplicantsAreNone) {
  for (const char* text : {
           "办结政府信息公开申请13件，其中自然人10件，法人3件。",
           "收到政府信息公开申请13件，办结11件，其中自然人10件。",
           "收到政府信息公开申请13件，其中网上申请8件，包括自然人5件。",
           "收到政府信息公开申请13件，其中自然人网上申请8件，法人网上申请2件。",
           "培训自然人10件。",
           "受理群众来信13件，其中自然人10件。",
           "收到政府信息公开申请13件，其中自然人较上年减少3件。",
           "收到政府信息公开申请13件，其中自然人10人。",
       }) {
    const std::string parts = PartsOf(text);
    if (std::string(text).find("10人") == std::string::npos) {
      EXPECT_EQ(parts, "") << text;
    }
  }
}

TEST(ApplicationParts, OutcomesAreReadInTheWordsOfTheForm) {
  for (const FactCase& c : {
           FactCase{"收到政府信息公开申请12件，办结12件，其中予以公开8件，部分公开1件，无法提供2件，其他处理1件。",
                    "outcome.granted 8; outcome.partially_granted 1; outcome.unavailable 2; outcome.other 1"},
           FactCase{"答复政府信息公开申请20件：予以公开A件，不予公开3件。", "outcome.refused 3"},
           FactCase{"受理依申请公开9件，已办结9件，予以公开3件、部分公开2件、本机关不掌握2件、不予处理2件。",
                    "outcome.granted 3; outcome.partially_granted 2; outcome.not_held 2; outcome.not_processed 2"},
           FactCase{"办结政府信息公开申请9件，其中属于信访举报投诉类申请4件，重复申请5件。",
                    "outcome.petition_or_complaint 4; outcome.repeated 5"},
           // A list goes on behind semicolons, however far its whole is.
           FactCase{
               "上年结转申请2件。办结政府信息公开申请12件，其中予以公开6件；部分公开1件；不予公开1件；无法提供2件；"
               "不予处理1件；其他处理1件。",
               "outcome.granted 6; outcome.partially_granted 1; outcome.refused 1; outcome.unavailable 2; "
               "outcome.not_processed 1; outcome.other 1"},
       }) {
    EXPECT_EQ(PartsOf(c.text), c.facts) << c.text;
  }
}

TEST(ApplicationParts, OutcomesOfASentenceOfTheirOwnAreOfAllWhenNothingElseIsSoMuch) {
  for (const FactCase& c : {
           FactCase{"收到政府信息公开申请12件。其中，予以公开8件，部分公开1件。",
                    "outcome.granted 8; outcome.partially_granted 1"},
           FactCase{"收到政府信息公开申请12件。上年结转申请2件。其中，予以公开8件，部分公开1件。",
                    "outcome.granted 8; outcome.partially_granted 1"},
           FactCase{"收到政府信息公开申请12件。上年结转申请2件。其中，予以公开2件，部分公开1件。",
                    "outcome.granted 2; outcome.partially_granted 1"},
           FactCase{"收到政府信息公开申请12件，其中信件申请5件、网络申请7件。其中，予以公开8件，部分公开1件。",
                    "outcome.granted 8; outcome.partially_granted 1"},
           FactCase{"收到政府信息公开申请12件。上年结转申请2件。其中自然人10件，法人4件。",
                    "received.natural_person 10; received.organisation 4"},
           FactCase{"收到政府信息公开申请12件，上年结转2件。其中，予以公开8件；部分公开1件。",
                    "outcome.granted 8; outcome.partially_granted 1"},
           // What is carried over may be meant, or a part of those received.
           FactCase{"收到政府信息公开申请12件。上年结转申请2件。其中，予以公开1件，部分公开1件。", ""},
           FactCase{"收到政府信息公开申请12件。上年结转申请9件。其中，予以公开8件，部分公开1件。", ""},
           FactCase{"收到政府信息公开申请12件，其中信件申请5件、网络申请7件。其中，予以公开5件，部分公开1件。", ""},
           // One part of 不予公开 is none besides.
           FactCase{"收到政府信息公开申请12件。上年结转申请3件。其中，不予公开2件，属于行政执法案卷2件。", ""},
           FactCase{"收到政府信息公开申请12件。上年结转申请3件。其中，自然人3件，予以公开2件。", ""},
           // Something else was spoken of, or counted in words that are no figures.
           FactCase{"收到政府信息公开申请12件。办理建议提案2件。其中，予以公开8件，部分公开1件。", ""},
           FactCase{"收到政府信息公开申请12件，网上约10件。其中，予以公开8件，部分公开1件。", ""},
           FactCase{"收到政府信息公开申请12件。登记规范。其中，予以公开8件，部分公开1件。", ""},
           FactCase{"上年结转申请2件。其中，予以公开8件，部分公开1件。", ""},
       }) {
    EXPECT_EQ(PartsOf(c.text), c.facts) << c.text;
  }
}

TEST(ApplicationParts, OutcomesBeyond64BitsAreMoreThanAnything) {
  const std::string most = "999999999999999999";
  std::string text = "收到政府信息公开申请12件。上年结转申请2件。其中，予以公开" + most + "件";
  for (int i = 0; i < 20; ++i) {
    text += "，部分公开" + most + "件";
  }
  EXPECT_FALSE(FactsOf(text + "。").empty());
}

TEST(ApplicationParts, ParagraphsWithCategoriesOfOldFormsGiveNoOutcome) {
  for (const char* text : {
           "受理政府信息公开申请22件，公开1起,不属于政府信息4起,告知其他途径3起,不存在9起,属于行政执法案卷5起。",
           "收到政府信息公开申请12件，其中予以公开8件，信息不存在3件，告知向其他机关申请1件。",
           "收到政府信息公开申请12件，同意公开答复8件。",
           "行政许可结果予以公开8件，部分公开2件。",
       }) {
    EXPECT_EQ(PartsOf(text), "") << text;
  }
}

TEST(ApplicationParts, AllDoneIsSaidOfApplicationsOnly) {
  const auto is_said = [](const std::string& text) {
    return FactsOf(text).find("all_processed 1") != std::string::npos;
  };
  for (const char* text : {
           "收到政府信息公开申请12件，均已办结。",
           "收到政府信息公开申请12件，全部按时答复。",
           "收到政府信息公开申请12件，其中网上8件、信函4件，均已在法定期限内办结。",
           "收到政府信息公开申请12件。均已依法依规办理完毕。",
           "受理依申请公开3件，都已按期答复，没有收费。",
       }) {
    EXPECT_TRUE(is_said(text)) << text;
  }
  for (const char* text : {
           "收到政府信息公开申请12件，除1件结转外均已办结。",
           "收到政府信息公开申请12件，办理建议提案5件，均已办结。",
           "办理12345热线120件，均已办结。",
           "收到政府信息公开申请12件，均由专人登记。",
           "收到政府信息公开申请12件，行政复议2件，均已办结。",
           "均已办结。",
       }) {
    EXPECT_FALSE(is_said(text)) << text;
  }
}

}  // namespace
}  // namespace gouji::parse
