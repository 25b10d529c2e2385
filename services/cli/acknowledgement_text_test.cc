#include "services/cli/acknowledgement_text.h"

#include "gtest/gtest.h"

namespace gouji::cli {
namespace {

TEST(AcknowledgementText, SaysWhoWhenAndWhy) {
  validate::v1::Finding finding;
  EXPECT_EQ(AcknowledgementText(finding, Language::kChinese), "");
  validate::v1::Acknowledgement& decided = *finding.mutable_acknowledgement();
  decided.set_author("李四");
  decided.set_reason("与上级口径一致");
  EXPECT_EQ(AcknowledgementText(finding, Language::kChinese), "已说明，李四：与上级口径一致");
  decided.set_acknowledged_at("2026-11-22T03:42:41.000000Z");
  EXPECT_EQ(AcknowledgementText(finding, Language::kChinese), "已说明，李四（2026-11-22 03:42 UTC）：与上级口径一致");
  EXPECT_EQ(AcknowledgementText(finding, Language::kEnglish),
            "acknowledged by 李四 (2026-11-22 03:42 UTC): 与上级口径一致");
}

TEST(AcknowledgementText, LeavesOutATimeThatIsNone) {
  validate::v1::Finding finding;
  for (const char* time : {"2026", "2026-11-22T03:42", "yesterday, about noon Z"}) {
    finding.mutable_acknowledgement()->set_acknowledged_at(time);
    EXPECT_EQ(AcknowledgementText(finding, Language::kEnglish), "acknowledged by : ") << time;
  }
}

}  // namespace
}  // namespace gouji::cli
