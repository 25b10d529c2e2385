#include "services/cli/message_json.h"

#include "gtest/gtest.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

TEST(CheckedJson, HasOriginalNamesFullEnumsAndPresence) {
  gateway::v1::CheckDocumentResponse checked;
  report::v1::Report& report = *checked.mutable_report();
  report.set_form("ogi-2021");
  report.mutable_applications()->mutable_newly_received()->set_natural_person(0);
  report.mutable_applications()->mutable_newly_received()->set_total(12);
  report.add_cell_notes()->set_state(report::v1::CELL_STATE_BLANK);
  checked.mutable_assessment()->set_verdict(validate::v1::VERDICT_ACCEPTED);
  EXPECT_EQ(CheckedJson("a \"b\".txt", checked),
            R"({"source": "a \"b\".txt", "report": {"form":"ogi-2021",)"
            R"("applications":{"newly_received":{"natural_person":"0","total":"12"}},)"
            R"("cell_notes":[{"state":"CELL_STATE_BLANK"}]}, "findings": [], )"
            R"("assessment": {"verdict":"VERDICT_ACCEPTED"}})");
}

TEST(CheckedJson, ListsFindings) {
  gateway::v1::CheckDocumentResponse checked;
  checked.add_findings()->set_rule_id("T3.ROW_SUM");
  checked.add_findings()->set_severity(validate::v1::SEVERITY_WARNING);
  EXPECT_EQ(CheckedJson("a", checked),
            R"({"source": "a", "report": {}, "findings": [{"rule_id":"T3.ROW_SUM"}, {"severity":"SEVERITY_WARNING"}], )"
            R"("assessment": {}})");
}

TEST(ErrorJson, HasCodeReasonAndMessage) {
  EXPECT_EQ(ErrorJson("a.bin", report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kUnsupportedType,
                                             "no reader for this")),
            R"({"source": "a.bin", "error": {"code": "INVALID_ARGUMENT", "reason": "UNSUPPORTED_TYPE", )"
            R"("message": "no reader for this"}})");
}

TEST(ErrorJson, IsValidForAPathThatIsNotUtf8) {
  EXPECT_NE(ErrorJson("a\xFF.txt", absl::InternalError("x")).find("a\uFFFD.txt"), std::string::npos);
}

}  // namespace
}  // namespace gouji::cli
