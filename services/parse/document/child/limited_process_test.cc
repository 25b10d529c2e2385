#include "services/parse/document/child/limited_process.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/report/error.h"
#include "services/runtime/clock.h"

namespace gouji::parse {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr absl::Duration kLong = absl::Seconds(60);

// The usual limits but for one.
template <typename Member, typename Value>
ProcessLimits With(Member limit, Value value) {
  ProcessLimits limits;
  limits.*limit = value;
  return limits;
}

// Runs a script of the shell, whose built-in commands need no new process.
absl::StatusOr<std::string> Shell(const std::string& script, std::string_view input = "", ProcessLimits limits = {}) {
  return RunLimited({.program = "sh",
                     .package = "dash",
                     .arguments = {"-c", script, std::string(ProcessRequest::kInputPath)},
                     .input = input,
                     .limits = limits},
                    {});
}

// Runs the program beside this test that misbehaves as told.
absl::StatusOr<std::string> Misbehave(const std::string& how, ProcessLimits limits = {}) {
  return RunLimited(
      {.program = "gouji_misbehaving_child", .package = "none", .arguments = {how}, .input = "", .limits = limits}, {});
}

std::string Reason(const absl::StatusOr<std::string>& result) { return report::ReasonOf(result.status()); }

TEST(LimitedProcess, ReturnsWhatTheProgramWrites) {
  EXPECT_EQ(Shell("echo 规章; echo complaint >&2").value(), "规章\n");
  EXPECT_EQ(Shell(":").value(), "");
}

TEST(LimitedProcess, TheInputIsOnStandardInputAndInAFile) {
  EXPECT_EQ(Shell("read line; echo \"<$line>\"", "one\ntwo\n").value(), "<one>\n");
  EXPECT_EQ(Shell("read line < $0; echo \"<$line>\"", "one\ntwo\n").value(), "<one>\n");
  EXPECT_EQ(Shell("read line || echo end", "").value(), "end\n");
}

TEST(LimitedProcess, AProgramThatReadsNoInputHarmsNobody) {
  EXPECT_EQ(Shell("echo done", std::string(1 << 22, 'x')).value(), "done\n");
}

TEST(LimitedProcess, TheInputCannotBeChanged) { EXPECT_EQ(Misbehave("write-input").value(), "refused\n"); }

TEST(LimitedProcess, TheEnvironmentIsCleanAndTheFolderPrivateAndGoneAfterwards) {
  setenv("GOUJI_SECRET", "x", 1);
  EXPECT_EQ(Shell("echo \"$LC_ALL $PATH [$GOUJI_SECRET]\"").value(), "C.UTF-8 /usr/local/bin:/usr/bin:/bin []\n");
  std::string folder = Shell("echo x > \"$TMPDIR/file\" && [ \"$HOME\" = \"$TMPDIR\" ] && pwd").value();
  folder.pop_back();
  EXPECT_THAT(folder, HasSubstr("gouji-"));
  EXPECT_FALSE(fs::exists(folder));
}

TEST(LimitedProcess, NoDescriptorOfOursIsInherited) {
  const int ours = open("/dev/null", O_RDONLY);  // without O_CLOEXEC
  ASSERT_GE(ours, 0);
  EXPECT_EQ(Misbehave("list-descriptors").value(), "0 1 2 3\n");
  close(ours);
}

TEST(LimitedProcess, AProgramThatIsNotThereNamesItsPackage) {
  const auto result = RunLimited(
      {.program = "no-such-program", .package = "no-such-package", .arguments = {}, .input = "", .limits = {}}, {});
  EXPECT_EQ(Reason(result), "CONVERTER_MISSING");
  EXPECT_EQ(result.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(result.status().message()), HasSubstr("install the package no-such-package"));
}

TEST(LimitedProcess, TellsHowEachRunEnded) {
  std::vector<ProgramRun> runs;
  ReaderOptions options;
  options.on_program_run = [&runs](const ProgramRun& run) { runs.push_back(run); };
  const auto run = [&](const std::string& program, const std::string& script, ProcessLimits limits = {}) {
    (void)RunLimited({.program = program, .package = "p", .arguments = {"-c", script}, .input = "", .limits = limits},
                     options);
  };
  run("sh", ":");
  run("sh", "exit 3");
  run("sh", "kill -SEGV $$");
  run("sh", "while :; do :; done", With(&ProcessLimits::wall_time, absl::Milliseconds(50)));
  run("sh", "echo 12345678", With(&ProcessLimits::output_bytes, 4));
  run("no-such-program", "");
  std::vector<ProgramEnd> ends;
  for (const ProgramRun& one : runs) ends.push_back(one.end);
  EXPECT_THAT(ends, ElementsAre(ProgramEnd::kDone, ProgramEnd::kFailed, ProgramEnd::kFailed, ProgramEnd::kOutOfTime,
                                ProgramEnd::kTooMuchOutput, ProgramEnd::kMissing));
  EXPECT_EQ(runs[0].program, "sh");
  EXPECT_GE(runs[3].duration, absl::Milliseconds(50));
}

TEST(LimitedProcess, AFileThatCannotBeExecutedIsAMissingProgram) {
  const fs::path folder = fs::path(testing::TempDir()) / "gouji-limited-process";
  fs::create_directories(folder);
  std::ofstream(folder / "broken") << "#!/no/such/interpreter\n";
  fs::permissions(folder / "broken", fs::perms::owner_all);
  ReaderOptions options;
  options.program_folders = {folder.string()};
  const auto result =
      RunLimited({.program = "broken", .package = "p", .arguments = {}, .input = "", .limits = {}}, options);
  EXPECT_EQ(Reason(result), "CONVERTER_MISSING");
  EXPECT_THAT(std::string(result.status().message()), HasSubstr("No such file"));
  fs::remove_all(folder);
}

TEST(LimitedProcess, AFailureCarriesTheFirstLineThatTheProgramSays) {
  const auto result = Shell("echo partial; echo 'Syntax\tError' >&2; echo more >&2; exit 3");
  EXPECT_EQ(Reason(result), "CONVERTER_FAILED");
  EXPECT_EQ(result.status().message(),
            "sh ended with status 3: Syntax?Error; the document may be damaged: open it and save it again");
  EXPECT_THAT(report::ChineseMessageOf(result.status()), HasSubstr("Syntax?Error"));
}

TEST(LimitedProcess, AFailureIsNoneThatIsTriedAgain) {
  EXPECT_EQ(Shell("exit 1").status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_FALSE(IsOutOfTime(Shell("exit 1").status()));
}

TEST(LimitedProcess, AProgramThatCrashesIsAFailure) {
  const auto result = Misbehave("crash");
  EXPECT_EQ(Reason(result), "CONVERTER_FAILED");
  EXPECT_THAT(std::string(result.status().message()), HasSubstr("signal"));
}

TEST(LimitedProcess, ALoopEndsWithItsProcessorTime) {
  const auto result = Shell("while :; do :; done", "", With(&ProcessLimits::processor_time, absl::Seconds(1)));
  EXPECT_EQ(Reason(result), "CONVERTER_FAILED");
  EXPECT_TRUE(IsOutOfTime(result.status()));
  EXPECT_THAT(std::string(result.status().message()), HasSubstr("processor time"));
}

TEST(LimitedProcess, WaitingForABusyProcessorIsNotHeldAgainstADocument) {
  ReaderOptions options;
  options.converter_time = absl::Seconds(60);
  const ProcessLimits limits = LimitsOf(options);
  EXPECT_EQ(limits.processor_time, absl::Seconds(60));
  EXPECT_EQ(limits.wall_time, absl::Minutes(5));
}

TEST(LimitedProcess, WhoIgnoresEverySignalIsKilledAtTheDeadline) {
  const absl::Time begin = absl::Now();
  const auto result = Misbehave("ignore-signals-and-wait", With(&ProcessLimits::wall_time, absl::Milliseconds(300)));
  EXPECT_EQ(Reason(result), "CONVERTER_FAILED");
  EXPECT_TRUE(IsOutOfTime(result.status()));
  EXPECT_EQ(result.status().message(),
            "gouji_misbehaving_child has not read the document in 0.3 s; save it in another format, or split it");
  EXPECT_LT(absl::Now() - begin, kLong);
}

TEST(LimitedProcess, NoProgramRunsOnAfterTheDeadlineOfTheDocument) {
  ReaderOptions options;
  EXPECT_GT(LimitsOf(options).wall_time, absl::Minutes(1));
  options.deadline = runtime::Now() + absl::Seconds(5);
  EXPECT_LE(LimitsOf(options).wall_time, absl::Seconds(5));
  options.deadline = runtime::Now() - absl::Seconds(5);
  EXPECT_EQ(LimitsOf(options).wall_time, absl::ZeroDuration());
  EXPECT_TRUE(IsOutOfTime(Misbehave("ignore-signals-and-wait", LimitsOf(options)).status()));
}

TEST(LimitedProcess, WhoClosesItsOutputIsStillHeldToTheDeadline) {
  EXPECT_EQ(Misbehave("close-and-wait", With(&ProcessLimits::wall_time, absl::Milliseconds(300))).status().code(),
            absl::StatusCode::kResourceExhausted);
}

TEST(LimitedProcess, AFloodEndsAtTheLimitOnOutput) {
  const auto result = Shell("while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done", "",
                            With(&ProcessLimits::output_bytes, 1 << 20));
  EXPECT_EQ(Reason(result), "TOO_LARGE");
  EXPECT_THAT(std::string(result.status().message()), HasSubstr("more than 1048576 bytes"));
}

TEST(LimitedProcess, OutputUpToTheLimitIsWhole) {
  EXPECT_EQ(Shell("echo 1234567", "", With(&ProcessLimits::output_bytes, 8)).value(), "1234567\n");
  EXPECT_EQ(Reason(Shell("echo 1234567", "", With(&ProcessLimits::output_bytes, 7))), "TOO_LARGE");
}

TEST(LimitedProcess, AFloodOfComplaintsHoldsNobodyUp) {
  const auto result = Shell("i=0; while [ $i -lt 20000 ]; do echo complaint $i >&2; i=$((i+1)); done; echo done");
  EXPECT_EQ(result.value(), "done\n");
}

TEST(LimitedProcess, MemoryIsBounded) {
  EXPECT_EQ(Misbehave("allocate", With(&ProcessLimits::memory_bytes, int64_t{256} << 20)).value(), "refused\n");
}

TEST(LimitedProcess, FilesAreBounded) {
  const auto result = Misbehave("write-file", With(&ProcessLimits::file_bytes, 1 << 20));
  EXPECT_EQ(Reason(result), "TOO_LARGE");
}

TEST(LimitedProcess, LimitsCannotBeRaised) { EXPECT_EQ(Misbehave("raise-limits").value(), "refused\n"); }

TEST(LimitedProcess, NoNewProcessCanBeMade) {
  EXPECT_EQ(Misbehave("fork").value(), "refused\n");
  EXPECT_FALSE(Shell("/bin/true & wait").ok());
}

TEST(LimitedProcess, ThreadsAreFree) { EXPECT_EQ(Misbehave("thread").value(), "joined\n"); }

TEST(LimitedProcess, ThereIsNoNetwork) { EXPECT_EQ(Misbehave("connect").value(), "refused\n"); }

TEST(LimitedProcess, OtherProcessesCannotBeReached) { EXPECT_EQ(Misbehave("kill-parent").value(), "refused\n"); }

TEST(LimitedProcess, NoZombieIsLeft) {
  (void)Shell("echo a");
  (void)Shell("exit 1");
  (void)Misbehave("ignore-signals-and-wait", With(&ProcessLimits::wall_time, absl::Milliseconds(100)));
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

TEST(LimitedProcess, ManyThreadsRunProgramsAtOnce) {
  std::vector<std::string> outputs(8);
  std::vector<std::thread> threads;
  for (size_t i = 0; i < outputs.size(); ++i) {
    threads.emplace_back([&outputs, i] {
      const std::string input(100'000 + i, static_cast<char>('a' + i));
      for (int turn = 0; turn < 5; ++turn) {
        outputs[i] =
            RunLimited({.program = "cat", .package = "coreutils", .arguments = {}, .input = input, .limits = {}}, {})
                .value();
        EXPECT_EQ(outputs[i], input);
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
}

}  // namespace
}  // namespace gouji::parse
