#include "services/cli/check_command.h"

#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/exit_code.h"
#include "services/cli/testing/fake_gateway.h"
#include "services/cli/testing/scratch_folder.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

// "error" has a finding of severity ERROR, "warning" one of WARNING, "" cannot be read, "gone" finds no gateway.
absl::StatusOr<gateway::v1::CheckDocumentResponse> Answer(const gateway::v1::CheckDocumentRequest& request) {
  if (request.document().empty()) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kEmptyDocument, "empty");
  }
  if (request.document() == "gone") return absl::UnavailableError("connection refused");
  gateway::v1::CheckDocumentResponse response;
  response.mutable_assessment()->set_verdict(validate::v1::VERDICT_ACCEPTED);
  if (request.document() == "error" || request.document() == "warning") {
    validate::v1::Finding& finding = *response.add_findings();
    finding.set_rule_id("T3.ROW_SUM");
    finding.set_message_en("1 ≠ 2");
    finding.set_severity(request.document() == "error" ? validate::v1::SEVERITY_ERROR : validate::v1::SEVERITY_WARNING);
    response.mutable_assessment()->set_verdict(request.document() == "error"
                                                   ? validate::v1::VERDICT_NEEDS_CORRECTION
                                                   : validate::v1::VERDICT_NEEDS_ACKNOWLEDGEMENT);
  }
  return response;
}

class CheckCommand : public testing::Test {
 protected:
  CheckCommand() {
    gateway_.on_check = Answer;
    options_.style.language = Language::kEnglish;
  }
  int Run(const std::vector<std::string>& paths) {
    options_.paths = paths;
    return RunCheck(options_, gateway_, {.out = out_, .err = err_});
  }

  ScratchFolder folder_;
  FakeGateway gateway_;
  CheckOptions options_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(CheckCommand, ExitsWith0WithoutErrors) {
  EXPECT_EQ(Run({folder_.Write("a.txt", "fine"), folder_.Write("b.txt", "warning")}), kExitOk);
  EXPECT_EQ(out_.str(), folder_.Path("b.txt") +
                            ": warning: [T3.ROW_SUM] 1 ≠ 2\n"
                            "2 documents: 1 accepted, 1 to be acknowledged; 0 errors, 1 warning\n");
}

TEST_F(CheckCommand, ExitsWith1ForAnError) {
  EXPECT_EQ(Run({folder_.Write("a.txt", "error"), folder_.Write("b.txt", "fine")}), kExitFindings);
}

TEST_F(CheckCommand, ExitsWith2WhenADocumentCannotBeReadEvenWithErrors) {
  EXPECT_EQ(Run({folder_.Write("a.txt", "error"), folder_.Write("b.txt", "")}), kExitUnreadable);
  EXPECT_EQ(Run({folder_.Path("none.txt")}), kExitUnreadable);
}

TEST_F(CheckCommand, ExitsWith69WhenTheGatewayIsGone) {
  EXPECT_EQ(Run({folder_.Write("a.txt", "gone")}), kExitUnavailable);
  EXPECT_NE(err_.str(), "");
}

TEST_F(CheckCommand, PrintsManyFilesInTheOrderOfTheCommandLine) {
  std::vector<std::string> paths;
  std::string expected;
  for (int i = 0; i < 50; ++i) {
    paths.push_back(folder_.Write(std::to_string(i), "error"));
    expected += paths.back() + ": error: [T3.ROW_SUM] 1 ≠ 2\n";
  }
  options_.thread_count = 8;
  Run(paths);
  EXPECT_THAT(out_.str(), testing::StartsWith(expected));
}

TEST_F(CheckCommand, PrintsOneJsonObjectALineAndNoSummary) {
  options_.format = CheckFormat::kJson;
  const std::string a = folder_.Write("a.txt", "fine");
  const std::string b = folder_.Write("b.txt", "");
  EXPECT_EQ(Run({a, b}), kExitUnreadable);
  EXPECT_EQ(out_.str(),
            "{\"source\": \"" + a +
                "\", \"report\": {}, \"findings\": [], \"assessment\": {\"verdict\":\"VERDICT_ACCEPTED\"}}\n"
                "{\"source\": \"" +
                b +
                "\", \"error\": {\"code\": \"INVALID_ARGUMENT\", \"reason\": \"EMPTY_DOCUMENT\", "
                "\"message\": \"empty\"}}\n");
}

TEST_F(CheckCommand, SendsTheNameWithoutThePathAndWhatOverridesDetection) {
  options_.include_evidence = true;
  options_.overrides.set_year(2022);
  gateway_.on_check = [](const gateway::v1::CheckDocumentRequest& request) {
    EXPECT_EQ(request.file_name(), "临县.txt");
    EXPECT_EQ(request.options().year(), 2022);
    EXPECT_TRUE(request.include_evidence());
    return Answer(request);
  };
  EXPECT_EQ(Run({folder_.Write("deep/临县.txt", "fine")}), kExitOk);
}

TEST_F(CheckCommand, RefusesAFileOverTheLimitWithoutSendingIt) {
  options_.max_document_bytes = 3;
  gateway_.on_check = [](const gateway::v1::CheckDocumentRequest& request) {
    ADD_FAILURE() << "sent";
    return Answer(request);
  };
  EXPECT_EQ(Run({folder_.Write("a.txt", "1234")}), kExitUnreadable);
  EXPECT_THAT(out_.str(), testing::HasSubstr("[TOO_LARGE]"));
}

TEST_F(CheckCommand, RefusesARosterThatGoesInCirclesAndNamesFileAndLine) {
  options_.roster = folder_.Write("units.csv", "id,name,parent\n1,甲县,2\n2,甲县财政局,1\n");
  EXPECT_EQ(Run({folder_.Write("a.txt", "fine")}), kExitUsage);
  EXPECT_EQ(out_.str(), "");
  EXPECT_THAT(err_.str(), testing::HasSubstr("units.csv"));
  EXPECT_THAT(err_.str(), testing::ContainsRegex("\n  line [23]: .*above itself"));
}

TEST_F(CheckCommand, RefusesARosterThatIsNotThere) {
  options_.roster = folder_.Path("none.csv");
  EXPECT_EQ(Run({folder_.Write("a.txt", "fine")}), kExitUsage);
  EXPECT_THAT(err_.str(), testing::HasSubstr("[FILE_NOT_READABLE]"));
}

TEST_F(CheckCommand, NamesWhatASubordinateThatReportsTwiceStandsInTheWayOf) {
  options_.roster = folder_.Write("units.csv", "id,name,parent\n1,甲县,\n2,甲县财政局,1\n");
  gateway_.on_check = [](const gateway::v1::CheckDocumentRequest& request) {
    gateway::v1::CheckDocumentResponse response;
    response.mutable_report()->set_form("ogi-2021");
    response.mutable_report()->set_year(2023);
    response.mutable_report()->mutable_agency()->set_name(request.document());
    response.mutable_report()->mutable_agency()->set_scope(
        request.document() == "甲县" ? report::v1::REPORT_SCOPE_AGGREGATE : report::v1::REPORT_SCOPE_OWN);
    return response;
  };
  std::vector<std::string> units;
  gateway_.on_check_report = [&units](const gateway::v1::CheckReportRequest& request) {
    for (const validate::v1::ComparedReport& subordinate : request.subordinates()) units.push_back(subordinate.unit());
    return gateway::v1::CheckReportResponse();
  };
  options_.thread_count = 1;
  Run({folder_.Write("a.txt", "甲县"), folder_.Write("b.txt", "甲县财政局"), folder_.Write("c.txt", "甲县财政局")});
  EXPECT_THAT(units, testing::ElementsAre("甲县财政局", "甲县财政局")) << "the rule TREE.SUM says so";
}

TEST_F(CheckCommand, WritesAFileForPeopleAndSaysSo) {
  for (const CheckFormat format : {CheckFormat::kHtml, CheckFormat::kXlsx}) {
    options_.format = format;
    options_.output = folder_.Path("result");
    out_.str("");
    EXPECT_EQ(Run({folder_.Write("a.txt", "error"), folder_.Write("b.txt", "fine"), folder_.Path("none")}),
              kExitUnreadable);
    EXPECT_EQ(out_.str(),
              "3 documents: 1 accepted, 1 to be corrected, 1 not readable; 1 error, 0 warnings\nwritten to " +
                  options_.output + "\n");
    EXPECT_NE(folder_.Read("result"), "");
  }
}

TEST_F(CheckCommand, LeavesTheFileAsItWasWhenItCannotBeCompleted) {
  options_.format = CheckFormat::kHtml;
  options_.output = folder_.Write("result.html", "yesterday's");
  EXPECT_EQ(Run({folder_.Write("a.txt", "fine"), folder_.Write("b.txt", "gone")}), kExitUnavailable);
  EXPECT_EQ(folder_.Read("result.html"), "yesterday's");
  options_.output = folder_.Path("none/result.html");
  EXPECT_EQ(Run({folder_.Write("a.txt", "fine")}), kExitOutput);
  EXPECT_THAT(err_.str(), testing::HasSubstr("cannot write"));
}

}  // namespace
}  // namespace gouji::cli
