#include "services/parse/document/child/limited_process.h"

#include <fcntl.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "fmt/format.h"
#include "services/parse/document/child/child_files.h"
#include "services/parse/document/child/system_call_filter.h"
#include "services/report/error.h"
#include "services/report/utf8.h"
#include "services/runtime/clock.h"

namespace gouji::parse {
namespace {

namespace fs = std::filesystem;

// The descriptors of the child: the standard ones, then these.
constexpr int kInputDescriptor = 3;
constexpr int kErrorDescriptor = 4;  // closed by exec; takes the errno when exec fails
constexpr char kInputDescriptorPath[] = "/proc/self/fd/3";
// How much is kept of what a program says on standard error.
constexpr size_t kMaxComplaintBytes = 4096;
constexpr size_t kMaxComplaintBytesShown = 200;
constexpr int kExecFailed = 127;

// Everything that the child needs, made before it begins: until exec it must not allocate.
struct Launch {
  std::string path;
  std::vector<std::string> argument_texts;
  std::vector<std::string> environment_texts;
  std::vector<char*> arguments;
  std::vector<char*> environment;
  std::string folder;
  int input = -1;
  int output = -1;
  int complaints = -1;
  int exec_error = -1;
  ProcessLimits limits;
  sock_fprog filter = {};
};

void Limit(__rlimit_resource resource, rlim_t soft, rlim_t hard) {
  const rlimit limit = {.rlim_cur = soft, .rlim_max = hard};
  setrlimit(resource, &limit);
}

// Ends the child with word of its errno.
[[noreturn]] void GiveUp(const Launch& launch) {
  const int error = errno;
  if (write(kErrorDescriptor, &error, sizeof error) != sizeof error) {
    (void)!write(launch.exec_error, &error, sizeof error);  // not moved yet
  }
  _exit(kExecFailed);
}

// The child before its exec. Only async-signal-safe calls, and no change of our memory, which it shares.
[[noreturn]] void BecomeProgram(const Launch& launch) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  setsid();
  umask(S_IRWXG | S_IRWXO);
  // exec keeps ignored signals and the mask.
  struct sigaction standard = {};
  standard.sa_handler = SIG_DFL;
  for (int signal = 1; signal < NSIG; ++signal) {
    sigaction(signal, &standard, nullptr);
  }
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);

  const ProcessLimits& limits = launch.limits;
  const auto seconds = static_cast<rlim_t>(absl::ToInt64Seconds(limits.processor_time));
  Limit(RLIMIT_CPU, seconds, seconds + 1);
  if (limits.memory_bytes > 0) {
    Limit(RLIMIT_AS, static_cast<rlim_t>(limits.memory_bytes), static_cast<rlim_t>(limits.memory_bytes));
  }
  Limit(RLIMIT_FSIZE, static_cast<rlim_t>(limits.file_bytes), static_cast<rlim_t>(limits.file_bytes));
  Limit(RLIMIT_NOFILE, static_cast<rlim_t>(limits.open_file_count), static_cast<rlim_t>(limits.open_file_count));
  Limit(RLIMIT_CORE, 0, 0);

  if (dup2(launch.input, STDIN_FILENO) < 0 || dup2(launch.output, STDOUT_FILENO) < 0 ||
      dup2(launch.complaints, STDERR_FILENO) < 0 || dup2(launch.input, kInputDescriptor) < 0 ||
      dup3(launch.exec_error, kErrorDescriptor, O_CLOEXEC) < 0 || close_range(kErrorDescriptor + 1, ~0U, 0) != 0 ||
      chdir(launch.folder.c_str()) != 0) {
    GiveUp(launch);
  }
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &launch.filter) != 0) {
    GiveUp(launch);
  }
  execve(launch.path.c_str(), launch.arguments.data(), launch.environment.data());
  GiveUp(launch);
}

// Starts the child, which runs in our memory while this thread waits for its exec: fork would copy the tables of that
// memory, which grow with the process. No handlers run in it, neither those that libraries set for forks (gRPC does)
// nor those of signals. Returns its id, below 0 without one. A function of its own: vfork may lose a caller's
// variables.
pid_t StartChild(const Launch& launch) {
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  const pid_t pid = vfork();
  if (pid == 0) {
    BecomeProgram(launch);
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);  // leaves errno alone
  return pid;
}

std::vector<char*> Pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (std::string& text : texts) {
    pointers.push_back(text.data());
  }
  pointers.push_back(nullptr);
  return pointers;
}

// The path of a program; nothing if there is none that can be run.
std::optional<std::string> FindProgram(const std::string& program, const ReaderOptions& options) {
  if (program.find('/') != std::string::npos) {
    return access(program.c_str(), X_OK) == 0 ? std::optional<std::string>(program) : std::nullopt;
  }
  std::vector<fs::path> folders(options.program_folders.begin(), options.program_folders.end());
  std::error_code error;
  if (const fs::path own = fs::read_symlink("/proc/self/exe", error); !error) {
    folders.push_back(own.parent_path());
  }
  folders.insert(folders.end(), {"/usr/local/bin", "/usr/bin", "/bin"});
  for (const fs::path& folder : folders) {
    const fs::path path = folder / program;
    if (fs::is_regular_file(path, error) && access(path.c_str(), X_OK) == 0) {
      return path.string();
    }
  }
  return std::nullopt;
}

Launch Prepare(const ProcessRequest& request, const std::string& path, const std::string& folder) {
  Launch launch;
  launch.path = path;
  launch.folder = folder;
  launch.limits = request.limits;
  launch.argument_texts.push_back(request.program);
  for (const std::string& argument : request.arguments) {
    launch.argument_texts.push_back(argument == ProcessRequest::kInputPath ? kInputDescriptorPath : argument);
  }
  // One thread: OpenMP in a child with little address space gains nothing.
  launch.environment_texts = {"PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=" + folder,
                              "TMPDIR=" + folder, "OMP_THREAD_LIMIT=1"};
  launch.arguments = Pointers(launch.argument_texts);
  launch.environment = Pointers(launch.environment_texts);
  return launch;
}

// Kills a child with its group, if it is still there, and takes its status. Nothing of it is left.
int Reap(pid_t pid) {
  kill(-pid, SIGKILL);  // fails before the child has a group of its own
  kill(pid, SIGKILL);
  int wait_status = 0;
  while (waitpid(pid, &wait_status, 0) < 0 && errno == EINTR) {
  }
  return wait_status;
}

// A child under way.
struct Child {
  pid_t pid = -1;
  Descriptor process;  // readable when the child has ended
  Channel output;
  Channel complaints;
  Channel exec_error;
};

enum class End { kItself, kOutOfTime, kTooMuchOutput };

// Reads what the child writes until it has ended or is over a limit.
End Listen(Child& child, absl::Duration wall_time) {
  const absl::Time deadline = runtime::Now() + wall_time;
  while (true) {
    const absl::Duration left = deadline - runtime::Now();
    if (left <= absl::ZeroDuration()) {
      return End::kOutOfTime;
    }
    // poll() takes no notice of descriptors that are closed, below 0.
    std::array<pollfd, 3> events = {pollfd{.fd = child.output.end.get(), .events = POLLIN, .revents = 0},
                                    pollfd{.fd = child.complaints.end.get(), .events = POLLIN, .revents = 0},
                                    pollfd{.fd = child.process.get(), .events = POLLIN, .revents = 0}};
    const auto milliseconds = std::min<int64_t>(absl::ToInt64Milliseconds(left) + 1, 60'000);
    poll(events.data(), events.size(), static_cast<int>(milliseconds));
    if (events[0].revents != 0) {
      child.output.Read();
    }
    if (events[1].revents != 0) {
      child.complaints.Read();
    }
    if (events[2].revents != 0) {
      // Nobody writes any more: what is left in the pipes is the end.
      while (!child.output.overflowed && child.output.Read()) {
      }
      while (child.complaints.Read()) {
      }
    }
    if (child.output.overflowed) {
      return End::kTooMuchOutput;
    }
    if (events[2].revents != 0) {
      return End::kItself;
    }
  }
}

// Starts the program. The caller has to reap it.
absl::StatusOr<Child> Start(Launch& launch, std::string_view input, const std::vector<sock_filter>& filter) {
  absl::StatusOr<Descriptor> input_file = MakeInputFile(input);
  absl::StatusOr<Pipe> output = MakePipe();
  absl::StatusOr<Pipe> complaints = MakePipe();
  absl::StatusOr<Pipe> exec_error = MakePipe();
  for (const absl::Status& status : {input_file.status(), output.status(), complaints.status(), exec_error.status()}) {
    if (!status.ok()) {
      return status;
    }
  }
  launch.input = input_file->get();
  launch.output = output->write_end.get();
  launch.complaints = complaints->write_end.get();
  launch.exec_error = exec_error->write_end.get();
  launch.filter = {.len = static_cast<unsigned short>(filter.size()),  // NOLINT(google-runtime-int): the kernel's type
                   .filter = const_cast<sock_filter*>(filter.data())};

  Child child;
  child.pid = StartChild(launch);
  if (child.pid < 0) {
    return SystemError("vfork");
  }
  child.process = Descriptor(static_cast<int>(syscall(SYS_pidfd_open, child.pid, 0)));
  if (!child.process.valid()) {
    const absl::Status status = SystemError("pidfd_open");
    Reap(child.pid);
    return status;
  }
  child.output = {.end = std::move(output->read_end),
                  .limit = static_cast<size_t>(launch.limits.output_bytes),
                  .kept = {},
                  .overflowed = false};
  child.complaints = {
      .end = std::move(complaints->read_end), .limit = kMaxComplaintBytes, .kept = {}, .overflowed = false};
  child.exec_error = {.end = std::move(exec_error->read_end), .limit = sizeof(int), .kept = {}, .overflowed = false};
  return child;
}

// The first line of what a program says, in printable ASCII or whole characters of UTF-8.
std::string FirstLine(std::string_view complaints) {
  complaints = complaints.substr(0, complaints.find_first_of("\r\n"));
  std::string line;
  for (size_t i = 0; i < complaints.size() && line.size() < kMaxComplaintBytesShown;) {
    const char32_t c = report::NextChar(complaints, i);
    report::AppendUtf8(c < U' ' || c == 0x7F ? U'?' : c, line);
  }
  return line;
}

// What became of a run; the text of one that is not kDone is its error.
struct Outcome {
  ProgramEnd end;
  absl::StatusOr<std::string> output;
};

absl::Status TooLarge(std::string_view program, std::string_view what_en, std::string_view what_zh) {
  return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge,
                       fmt::format("{} {}; split the document or save it in a simpler form", program, what_en),
                       fmt::format("{}{}，请拆分文件或另存为更简单的格式", program, what_zh));
}

absl::Status OutOfTime(std::string_view program, std::string_view kind_en, std::string_view kind_zh,
                       absl::Duration limit) {
  const double seconds = absl::ToDoubleSeconds(limit);
  return report::Error(
      absl::StatusCode::kResourceExhausted, report::Reason::kConverterFailed,
      fmt::format("{} has not read the document in {:.1f} s{}; save it in another format, or split it", program,
                  seconds, kind_en),
      fmt::format("{}未能在{:.1f}秒{}内读完该文件，请另存为其他格式或拆分文件", program, seconds, kind_zh));
}

absl::Status Failed(std::string_view program, std::string_view how, std::string_view complaints) {
  const std::string line = FirstLine(complaints);
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kConverterFailed,
                       fmt::format("{} {}{}{}; the document may be damaged: open it and save it again", program, how,
                                   line.empty() ? "" : ": ", line),
                       fmt::format("{}未能处理该文件（{}{}{}），文件可能已损坏，请打开后重新保存", program, how,
                                   line.empty() ? "" : "：", line));
}

// What became of a program that has ended, other than by our hand.
Outcome Judge(const std::string& program, const ProcessLimits& limits, int wait_status, Child& child) {
  const std::string& complaints = child.complaints.kept;
  if (WIFEXITED(wait_status)) {
    const int code = WEXITSTATUS(wait_status);
    if (code == 0) return {ProgramEnd::kDone, std::move(child.output.kept)};
    return {ProgramEnd::kFailed, Failed(program, fmt::format("ended with status {}", code), complaints)};
  }
  const int signal = WTERMSIG(wait_status);
  if (signal == SIGXCPU) {
    return {ProgramEnd::kOutOfTime, OutOfTime(program, " of processor time", "处理器时间", limits.processor_time)};
  }
  if (signal == SIGXFSZ) {
    return {
        ProgramEnd::kTooMuchOutput,
        TooLarge(program, fmt::format("wrote a file of more than {} bytes", limits.file_bytes), "写出的临时文件过大")};
  }
  return {ProgramEnd::kFailed,
          Failed(program, fmt::format("was ended by signal {} ({})", signal, sigabbrev_np(signal)), complaints)};
}

Outcome Run(const ProcessRequest& request, const ReaderOptions& options) {
  static const absl::StatusOr<std::vector<sock_filter>> kFilter = MakeSystemCallFilter();
  if (!kFilter.ok()) {
    return {ProgramEnd::kNoRoom, kFilter.status()};
  }
  const std::optional<std::string> path = FindProgram(request.program, options);
  if (!path.has_value()) {
    return {
        ProgramEnd::kMissing,
        report::Error(absl::StatusCode::kFailedPrecondition, report::Reason::kConverterMissing,
                      fmt::format("the program {} that reads this kind of file is not there: install the package {}",
                                  request.program, request.package),
                      fmt::format("缺少读取此类文件所需的程序{}，请安装软件包{}", request.program, request.package))};
  }
  const TemporaryFolder folder;
  if (folder.path().empty()) {
    return {ProgramEnd::kNoRoom, SystemError("temporary folder (TMPDIR)")};
  }
  Launch launch = Prepare(request, *path, folder.path());
  absl::StatusOr<Child> child = Start(launch, request.input, *kFilter);
  if (!child.ok()) {
    return {ProgramEnd::kNoRoom, child.status()};
  }
  const End end = Listen(*child, request.limits.wall_time);
  const int wait_status = Reap(child->pid);
  child->exec_error.Read();
  if (child->exec_error.kept.size() == sizeof(int)) {
    int error = 0;
    std::memcpy(&error, child->exec_error.kept.data(), sizeof error);
    return {ProgramEnd::kMissing,
            report::Error(absl::StatusCode::kFailedPrecondition, report::Reason::kConverterMissing,
                          fmt::format("{} cannot be run: {}; install the package {} again", *path,
                                      strerrordesc_np(error), request.package),
                          fmt::format("程序{}无法运行，请重新安装软件包{}", *path, request.package))};
  }
  switch (end) {
    case End::kOutOfTime:
      return {ProgramEnd::kOutOfTime, OutOfTime(request.program, "", "", request.limits.wall_time)};
    case End::kTooMuchOutput:
      return {
          ProgramEnd::kTooMuchOutput,
          TooLarge(request.program, fmt::format("wrote more than {} bytes", request.limits.output_bytes), "输出过大")};
    case End::kItself:
      break;
  }
  return Judge(request.program, request.limits, wait_status, *child);
}

}  // namespace

bool IsOutOfTime(const absl::Status& status) {
  return status.code() == absl::StatusCode::kResourceExhausted &&
         report::HasReason(status, report::Reason::kConverterFailed);
}

ProcessLimits LimitsOf(const ReaderOptions& options) {
  ProcessLimits limits;
  // That a program waits for a busy processor is not its document's fault; only one that hangs has to be ended.
  static constexpr int kPatience = 5;
  limits.wall_time =
      std::clamp(options.deadline - runtime::Now(), absl::ZeroDuration(), kPatience * options.converter_time);
  limits.processor_time = options.converter_time;
  limits.memory_bytes = options.converter_memory_bytes;
  return limits;
}

absl::StatusOr<std::string> RunLimited(const ProcessRequest& request, const ReaderOptions& options) {
  const absl::Time start = runtime::Now();
  Outcome outcome = Run(request, options);
  if (options.on_program_run) {
    options.on_program_run({.program = request.program, .end = outcome.end, .duration = runtime::Now() - start});
  }
  return std::move(outcome.output);
}

}  // namespace gouji::parse
