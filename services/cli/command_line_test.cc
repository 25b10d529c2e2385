#include "services/cli/command_line.h"

#include <map>
#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/exit_code.h"
#include "services/cli/testing/scratch_folder.h"

namespace gouji::cli {
namespace {

class CommandLineTest : public testing::Test {
 protected:
  std::variant<CommandLine, int> Parse(const std::vector<std::string>& arguments, bool out_is_terminal = false) {
    return ParseCommandLine(arguments, [this](const std::string& name) { return environment_[name]; },
                            {.out = out_, .err = err_, .out_is_terminal = out_is_terminal});
  }
  template <typename Options>
  Options Command(const std::vector<std::string>& arguments, bool out_is_terminal = false) {
    const auto parsed = Parse(arguments, out_is_terminal);
    EXPECT_TRUE(std::holds_alternative<CommandLine>(parsed)) << err_.str();
    return std::get<Options>(std::get<CommandLine>(parsed).command);
  }
  int ExitCode(const std::vector<std::string>& arguments) { return std::get<int>(Parse(arguments)); }

  std::map<std::string, std::string> environment_ = {{"HOME", "/clerk"}};
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(CommandLineTest, ReadsTheOptionsOfCheck) {
  const auto check = Command<CheckOptions>({"check", "a.txt", "dir", "--format=json", "--evidence", "--form=ogi-2021",
                                            "--year", "2023", "--charset", "GB18030", "--lang=en"});
  EXPECT_THAT(check.paths, testing::ElementsAre("a.txt", "dir"));
  EXPECT_EQ(check.format, CheckFormat::kJson);
  EXPECT_TRUE(check.include_evidence);
  EXPECT_EQ(check.overrides.form(), "ogi-2021");
  EXPECT_EQ(check.overrides.year(), 2023);
  EXPECT_EQ(check.overrides.charset(), "GB18030");
  EXPECT_EQ(check.style.language, Language::kEnglish);
}

TEST_F(CommandLineTest, NeedsAFileForFormatsThatAreFilesAndRefusesOneForOthers) {
  const auto check = Command<CheckOptions>({"check", "a.txt", "--format=xlsx", "-o", "b.xlsx"});
  EXPECT_EQ(check.format, CheckFormat::kXlsx);
  EXPECT_EQ(check.output, "b.xlsx");
  EXPECT_EQ(ExitCode({"check", "a.txt", "--format=html"}), kExitUsage);
  EXPECT_EQ(ExitCode({"check", "a.txt", "--format=xlsx"}), kExitUsage);
  EXPECT_EQ(ExitCode({"check", "a.txt", "--output=b.html"}), kExitUsage);
  EXPECT_EQ(ExitCode({"check", "a.txt", "--format=json", "--output=b.json"}), kExitUsage);
  EXPECT_THAT(err_.str(), testing::HasSubstr("--output"));
}

TEST_F(CommandLineTest, ReadsTheOptionsOfGovernments) {
  const auto compile = Command<CompileOptions>({"compile", "临县", "--year", "2023", "--format=docx", "-o", "b.docx",
                                                "--as-of", "2024-02-01T00:00:00+08:00", "--lang=en"});
  EXPECT_EQ(compile.unit, "临县");
  EXPECT_EQ(compile.year, 2023);
  EXPECT_EQ(compile.format, CompileFormat::kDocx);
  EXPECT_EQ(compile.output, "b.docx");
  EXPECT_EQ(compile.as_of, "2024-02-01T00:00:00+08:00");
  EXPECT_EQ(compile.language, Language::kEnglish);
  const auto reconcile = Command<ReconcileOptions>({"reconcile", "临县", "--year=2023", "--format=csv"});
  EXPECT_EQ(reconcile.format, StatsFormat::kCsv);
  EXPECT_EQ(ExitCode({"compile", "临县"}), kExitUsage);
  EXPECT_EQ(ExitCode({"compile", "临县", "--year=2023", "--format=xlsx"}), kExitUsage);
  EXPECT_EQ(ExitCode({"compile", "临县", "--year=2023", "--format=csv"}), kExitUsage);
  EXPECT_EQ(ExitCode({"reconcile", "临县", "--year=2023", "-o", "b.xlsx"}), kExitUsage);
  EXPECT_EQ(ExitCode({"reconcile", "临县", "--year=1999"}), kExitUsage);
}

TEST_F(CommandLineTest, UsesColoursOnlyOnATerminalUnlessTold) {
  EXPECT_EQ(Command<CheckOptions>({"check", "a"}, true).style.color, Color::kOn);
  EXPECT_EQ(Command<CheckOptions>({"check", "a"}, false).style.color, Color::kOff);
  EXPECT_EQ(Command<CheckOptions>({"check", "a", "--color=always"}, false).style.color, Color::kOn);
  EXPECT_EQ(Command<CheckOptions>({"check", "a", "--color=never"}, true).style.color, Color::kOff);
  environment_["NO_COLOR"] = "1";
  EXPECT_EQ(Command<CheckOptions>({"check", "a"}, true).style.color, Color::kOff);
}

TEST_F(CommandLineTest, ReadsTheOptionsOfImport) {
  const auto import = Command<ImportOptions>({"import", "a.txt", "dir", "--share=2/8", "--summary", "s.json",
                                              "--allow-refused", "--patience=10m", "--max-document-bytes=5"});
  EXPECT_THAT(import.paths, testing::ElementsAre("a.txt", "dir"));
  EXPECT_EQ(import.share.ToString(), "2/8");
  EXPECT_EQ(import.summary, "s.json");
  EXPECT_EQ(import.refusals, Refusals::kAllow);
  EXPECT_EQ(import.importer.patience, absl::Minutes(10));
  EXPECT_EQ(import.importer.max_document_bytes, 5);
  const auto usual = Command<ImportOptions>({"import", "a.txt"});
  EXPECT_EQ(usual.share.ToString(), "0/1");
  EXPECT_EQ(usual.refusals, Refusals::kCount);
  for (const char* wrong : {"--share=8/8", "--share=8", "--share=", "--patience=10", "--patience=-1s"}) {
    EXPECT_EQ(ExitCode({"import", "a.txt", wrong}), kExitUsage) << wrong;
  }
}

TEST_F(CommandLineTest, NeedsNoRegisterForCheckAndOneInTheHomeFolderForImport) {
  EXPECT_EQ(std::get<CommandLine>(Parse({"check", "a"})).connection.data_dir, "");
  EXPECT_EQ(std::get<CommandLine>(Parse({"import", "a"})).connection.data_dir, "/clerk/.gouji");
  environment_["GOUJI_DATA_DIR"] = "/from/environment";
  EXPECT_EQ(std::get<CommandLine>(Parse({"import", "a"})).connection.data_dir, "/from/environment");
  EXPECT_EQ(std::get<CommandLine>(Parse({"check", "a"})).connection.data_dir, "");
  EXPECT_FALSE(Command<CheckOptions>({"check", "a"}).compare_with_register);
  EXPECT_EQ(std::get<CommandLine>(Parse({"import", "a", "--data-dir=/flag"})).connection.data_dir, "/flag");
}

TEST_F(CommandLineTest, ChecksBesideTheRegisterThatIsNamed) {
  EXPECT_EQ(std::get<CommandLine>(Parse({"check", "a", "--data-dir=/d"})).connection.data_dir, "/d");
  EXPECT_TRUE(Command<CheckOptions>({"check", "a", "--data-dir=/d"}).compare_with_register);
  EXPECT_TRUE(Command<CheckOptions>({"check", "a", "--endpoint=here:1"}).compare_with_register);
}

TEST_F(CommandLineTest, TakesTheEndpointFromFlagOrEnvironment) {
  environment_["GOUJI_ENDPOINT"] = "there:7400";
  EXPECT_EQ(std::get<CommandLine>(Parse({"check", "a"})).connection.endpoint, "there:7400");
  EXPECT_EQ(std::get<CommandLine>(Parse({"check", "a", "--endpoint=here:1"})).connection.endpoint, "here:1");
}

TEST_F(CommandLineTest, TakesTheFilesOfTlsFromFlagsOrEnvironment) {
  environment_["GOUJI_TLS_AUTHORITIES"] = "ca.crt";
  environment_["GOUJI_TLS_CERTIFICATE"] = "a.crt";
  const auto tls =
      std::get<CommandLine>(Parse({"check", "a", "--tls-certificate=b.crt", "--tls-private-key=b.key"})).connection.tls;
  EXPECT_EQ(tls.authorities, "ca.crt");
  EXPECT_EQ(tls.certificate, "b.crt");
  EXPECT_EQ(tls.private_key, "b.key");
  const auto serve = Command<ServeOptions>(
      {"serve", "--tls-certificate=s.crt", "--tls_private_key=s.key", "--tls-client-authorities=c"});
  EXPECT_EQ(serve.tls.certificate, "s.crt");
  EXPECT_EQ(serve.tls.private_key, "s.key");
  EXPECT_EQ(serve.tls.authorities, "c");
}

TEST_F(CommandLineTest, ReadsTheOptionsOfStatsExportAndServe) {
  const auto stats = Command<StatsOptions>({"stats", "summary", "--year=2022", "--year=2023", "--format=csv"});
  EXPECT_THAT(stats.filter.years(), testing::ElementsAre(2022, 2023));
  EXPECT_EQ(stats.format, StatsFormat::kCsv);
  const auto exported = Command<ExportOptions>({"export", "--format=jsonl", "-"});
  EXPECT_EQ(exported.format, ExportFormat::kJsonLines);
  EXPECT_EQ(exported.path, "-");
  EXPECT_EQ(exported.heads, CsvHeads::kBoth);
  const auto workbook =
      Command<ExportOptions>({"export", "--region=14", "--kind=department", "--basis=published", "a.xlsx"});
  EXPECT_EQ(FormatOf(workbook), ExportFormat::kXlsx);
  EXPECT_EQ(workbook.basis, statistics::v1::BASIS_PUBLISHED);
  EXPECT_THAT(workbook.filter.regions(), testing::ElementsAre("14"));
  EXPECT_THAT(workbook.filter.kinds(), testing::ElementsAre(report::v1::AGENCY_KIND_DEPARTMENT));
  EXPECT_EQ(FormatOf(Command<ExportOptions>({"export", "--format=csv", "--heads=paths", "a.html"})),
            ExportFormat::kCsv);
  EXPECT_EQ(ExitCode({"export", "--format=xlsx", "-"}), kExitUsage);
  const auto serve = Command<ServeOptions>({"serve", "--port=0", "--data-dir=/d"});
  EXPECT_EQ(serve.listen, "127.0.0.1");
  EXPECT_EQ(serve.port, 0);
  EXPECT_EQ(serve.http_port, 7480);
  EXPECT_EQ(Command<ServeOptions>({"serve", "--http-port=-1"}).http_port, -1);
  EXPECT_EQ(serve.data_dir, "/d");
  const auto pages = Command<ServeOptions>(
      {"serve", "--http-allowed-origins=https://a.example,https://b.example", "--http_hosts=gouji.example"});
  EXPECT_EQ(pages.http_allowed_origins, "https://a.example,https://b.example");
  EXPECT_EQ(pages.http_hosts, "gouji.example");
  EXPECT_EQ(ExitCode({"serve", "--http-allowed-origins=a.example"}), kExitUsage);
}

TEST_F(CommandLineTest, ReadsTheOptionsOfRules) {
  const auto rules = Command<RulesOptions>({"rules", "T3.ROW_SUM", "--format=json", "--lang=en"});
  EXPECT_EQ(rules.rule_id, "T3.ROW_SUM");
  EXPECT_EQ(rules.format, RulesFormat::kJson);
  EXPECT_EQ(rules.language, Language::kEnglish);
  const auto all = Command<RulesOptions>({"rules", "--form=ogi-2021", "--pack=core"});
  EXPECT_EQ(all.rule_id, "");
  EXPECT_EQ(all.form, "ogi-2021");
  EXPECT_EQ(all.pack, "core");
  EXPECT_EQ(std::get<CommandLine>(Parse({"rules"})).connection.data_dir, "");
}

TEST_F(CommandLineTest, TakesRuleFilesForTheEmbeddedSuiteOnly) {
  const auto packs = [this](const std::vector<std::string>& arguments) {
    return std::get<CommandLine>(Parse(arguments)).connection.rule_packs;
  };
  EXPECT_THAT(packs({"check", "--rules=a", "--rules", "b", "report.txt"}), testing::ElementsAre("a", "b"));
  EXPECT_THAT(packs({"import", "--rules=a", "report.txt"}), testing::ElementsAre("a"));
  EXPECT_THAT(packs({"rules", "--rules=a"}), testing::ElementsAre("a"));
  EXPECT_THAT(Command<ServeOptions>({"serve", "--rules=a"}).rule_packs, testing::ElementsAre("a"));
  EXPECT_EQ(ExitCode({"check", "--rules=a", "--endpoint=there:7400", "report.txt"}), kExitUsage);
  EXPECT_THAT(err_.str(), testing::HasSubstr("--rules"));
}

TEST_F(CommandLineTest, ExitsWith64AndNamesThePlaceInARuleFileThatIsWrong) {
  const std::string bad = std::string(GOUJI_SOURCE_DIR) + "/tests/data/rules/unknown-cell.textproto";
  const auto english = Parse({"rules", "--lang=en", "--rules=" + bad});
  EXPECT_EQ(RunCommand(std::get<CommandLine>(english), {.out = out_, .err = err_}), kExitUsage);
  EXPECT_THAT(err_.str(), testing::AllOf(testing::StartsWith("gouji: [INVALID_RULE_PACK] rule pack "),
                                         testing::HasSubstr("unknown-cell.textproto, line 14, rule PROV.CARRIED: ")));
  err_.str("");
  const auto chinese = Parse({"check", "--lang=zh", "--rules=" + bad, "report.txt"});
  EXPECT_EQ(RunCommand(std::get<CommandLine>(chinese), {.out = out_, .err = err_}), kExitUsage);
  EXPECT_THAT(err_.str(), testing::AllOf(testing::StartsWith("gouji: [INVALID_RULE_PACK] 规则文件 "),
                                         testing::HasSubstr("unknown-cell.textproto 第 14 行，规则 PROV.CARRIED：")));
  EXPECT_EQ(out_.str(), "");
}

TEST_F(CommandLineTest, ListsTheRulesOfAFileBesideTheBuiltInOnes) {
  const std::string pack = std::string(GOUJI_SOURCE_DIR) + "/tests/data/rules/province.textproto";
  const auto parsed = Parse({"rules", "--lang=en", "--rules", pack});
  EXPECT_EQ(RunCommand(std::get<CommandLine>(parsed), {.out = out_, .err = err_}), kExitOk) << err_.str();
  EXPECT_THAT(out_.str(), testing::AllOf(testing::StartsWith("core\n  T3.ROW_SUM "),
                                         testing::ContainsRegex("\nprovince\n  PROV.CARRIED +warning +more carried")));
}

TEST_F(CommandLineTest, ReadsTheOptionsOfAcknowledge) {
  const auto acknowledge = Command<AcknowledgeOptions>(
      {"acknowledge", "临县财政局", "2023", "a1b2", "c3d4", "--reason=已核实", "--author=张三", "--lang=en"});
  EXPECT_EQ(acknowledge.report.unit, "临县财政局");
  EXPECT_EQ(acknowledge.report.year, 2023);
  EXPECT_THAT(acknowledge.fingerprints, testing::ElementsAre("a1b2", "c3d4"));
  EXPECT_EQ(acknowledge.reason, "已核实");
  EXPECT_EQ(acknowledge.author, "张三");
  EXPECT_FALSE(acknowledge.revoke);
  EXPECT_EQ(acknowledge.language, Language::kEnglish);
  EXPECT_TRUE(
      Command<AcknowledgeOptions>({"acknowledge", "a", "2023", "f", "--reason=r", "--author=b", "--revoke"}).revoke);
}

TEST_F(CommandLineTest, ReadsTheOptionsOfCorrect) {
  const auto correct = Command<CorrectOptions>({"correct", "a", "2022", "applications.newly_received.total=12",
                                                "proactive_disclosure.fees_fen=68.78万元", "--reason=r", "--author=b"});
  EXPECT_EQ(correct.report.unit, "a");
  EXPECT_EQ(correct.report.year, 2022);
  EXPECT_THAT(correct.assignments,
              testing::ElementsAre("applications.newly_received.total=12", "proactive_disclosure.fees_fen=68.78万元"));
  EXPECT_EQ(correct.reason, "r");
  EXPECT_EQ(correct.author, "b");
}

TEST_F(CommandLineTest, ReadsTheOptionsOfHistory) {
  const auto history = Command<HistoryOptions>({"history", "a", "2022", "--format=json"});
  EXPECT_EQ(history.report.unit, "a");
  EXPECT_EQ(history.report.year, 2022);
  EXPECT_EQ(history.format, HistoryFormat::kJson);
  EXPECT_EQ(Command<HistoryOptions>({"history", "a", "2022"}).format, HistoryFormat::kText);
  EXPECT_EQ(std::get<CommandLine>(Parse({"history", "a", "2022"})).connection.data_dir, "/clerk/.gouji");
}

TEST_F(CommandLineTest, TakesTheAuthorFromFlagOrEnvironmentAndNeedsOneOfThem) {
  const std::vector<std::string> acknowledge = {"acknowledge", "a", "2022", "f", "--reason=r"};
  const std::vector<std::string> correct = {"correct", "a", "2022", "c=1", "--reason=r"};
  EXPECT_EQ(ExitCode(acknowledge), kExitUsage);
  EXPECT_EQ(ExitCode(correct), kExitUsage);
  EXPECT_THAT(err_.str(), testing::HasSubstr("--author"));
  environment_["GOUJI_AUTHOR"] = "李四";
  EXPECT_EQ(Command<AcknowledgeOptions>(acknowledge).author, "李四");
  EXPECT_EQ(Command<CorrectOptions>(correct).author, "李四");
  std::vector<std::string> with_flag = acknowledge;
  with_flag.emplace_back("--author=张三");
  EXPECT_EQ(Command<AcknowledgeOptions>(with_flag).author, "张三");
}

TEST_F(CommandLineTest, NeedsUnitYearAndReasonOfADecision) {
  environment_["GOUJI_AUTHOR"] = "李四";
  EXPECT_EQ(ExitCode({"acknowledge", "a", "2022", "f"}), kExitUsage);
  EXPECT_EQ(ExitCode({"acknowledge", "a", "2022", "--reason=r"}), kExitUsage);
  EXPECT_EQ(ExitCode({"correct", "a", "2022", "c=1"}), kExitUsage);
  EXPECT_EQ(ExitCode({"correct", "a", "2022", "--reason=r"}), kExitUsage);
  EXPECT_EQ(ExitCode({"correct", "a", "last", "c=1", "--reason=r"}), kExitUsage);
  EXPECT_EQ(ExitCode({"history", "a"}), kExitUsage);
  EXPECT_EQ(ExitCode({"history", "a", "2022", "--format=csv"}), kExitUsage);
}

TEST_F(CommandLineTest, ExitsWith64WhenItDoesNotUnderstand) {
  EXPECT_EQ(ExitCode({}), kExitUsage);
  EXPECT_EQ(ExitCode({"frobnicate"}), kExitUsage);
  EXPECT_EQ(ExitCode({"check"}), kExitUsage);
  EXPECT_EQ(ExitCode({"check", "a", "--format=xml"}), kExitUsage);
  EXPECT_EQ(ExitCode({"stats"}), kExitUsage);
  EXPECT_EQ(ExitCode({"serve", "--port=70000"}), kExitUsage);
  EXPECT_NE(err_.str(), "");
}

TEST_F(CommandLineTest, PrintsHelpAndVersions) {
  EXPECT_EQ(ExitCode({"--help"}), kExitOk);
  EXPECT_THAT(out_.str(), testing::HasSubstr("Exit status: 0 fine"));
  out_.str("");
  EXPECT_EQ(ExitCode({"--version"}), kExitOk);
  EXPECT_THAT(out_.str(), testing::AllOf(testing::HasSubstr("gouji "), testing::HasSubstr("parser "),
                                         testing::HasSubstr("forms "), testing::HasSubstr("rules ")));
}

TEST_F(CommandLineTest, ReadsTheOptionsOfTokens) {
  const auto token =
      Command<TokenOptions>({"token", "new", "--name=linxian", "--scope=submit", "--scope", "read", "--region=141124",
                             "--unit=LX", "--days=30", "--requests-per-minute=60", "--documents-per-day=100"});
  EXPECT_EQ(token.entry.name(), "linxian");
  EXPECT_THAT(token.entry.scopes(), testing::ElementsAre(gateway::v1::SCOPE_SUBMIT, gateway::v1::SCOPE_READ));
  EXPECT_THAT(token.entry.regions(), testing::ElementsAre("141124"));
  EXPECT_THAT(token.entry.units(), testing::ElementsAre("LX"));
  EXPECT_EQ(token.lifetime, absl::Hours(24 * 30));
  EXPECT_EQ(token.entry.quota().requests_per_minute(), 60);
  EXPECT_EQ(token.entry.quota().documents_per_day(), 100);
  EXPECT_EQ(ExitCode({"token", "new", "--name=linxian"}), kExitUsage);
  EXPECT_EQ(ExitCode({"token", "new", "--name=linxian", "--scope=all"}), kExitUsage);
  EXPECT_EQ(Command<ServeOptions>({"serve", "--tokens-file=t"}).tokens_file, "t");
}

TEST_F(CommandLineTest, ReadsTheOptionsOfTheAuditLog) {
  const auto audit = Command<AuditOptions>({"audit", "LX-CZ", "--limit=7", "--format=json", "--lang=en"});
  EXPECT_EQ(audit.unit, "LX-CZ");
  EXPECT_EQ(audit.limit, 7);
  EXPECT_EQ(audit.format, AuditFormat::kJson);
  EXPECT_EQ(audit.language, Language::kEnglish);
}

TEST_F(CommandLineTest, TakesTheTokenOfAGatewayFromAFileElseTheEnvironment) {
  environment_["GOUJI_TOKEN"] = "of the environment";
  const auto token_of = [this](const std::vector<std::string>& arguments) {
    const auto parsed = Parse(arguments);
    EXPECT_TRUE(std::holds_alternative<CommandLine>(parsed)) << err_.str();
    return std::get<CommandLine>(parsed).connection.token;
  };
  EXPECT_EQ(token_of({"import", "a", "--endpoint=there:7400"}), "of the environment");
  const ScratchFolder folder;
  const std::string path = folder.Write("token", "of the file\n");
  EXPECT_EQ(token_of({"import", "a", "--endpoint=there:7400", "--token-file", path}), "of the file");
  EXPECT_EQ(ExitCode({"import", "a", "--token-file", folder.Path("none")}), kExitUsage);
}

}  // namespace
}  // namespace gouji::cli
