#include "services/statistics/testing/postgres_server.h"

#include <fcntl.h>
#include <grp.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "services/statistics/register/postgres.h"

namespace gouji::statistics::testing {
namespace {

constexpr absl::Duration kStartTimeout = absl::Seconds(60);
constexpr absl::Duration kPoll = absl::Milliseconds(5);

// The folder of initdb and postgres: one of the PATH, or Debian's newest. Empty when there is none.
std::string FolderOfPrograms() {
  std::vector<std::string> folders;
  std::error_code ignored;
  for (const auto& version : std::filesystem::directory_iterator("/usr/lib/postgresql", ignored)) {
    folders.push_back(version.path() / "bin");
  }
  if (const char* const path = std::getenv("PATH"); path != nullptr) {
    for (const absl::string_view folder : absl::StrSplit(path, ':')) folders.emplace_back(folder);
  }
  for (const std::string& folder : folders) {
    if (access((folder + "/initdb").c_str(), X_OK) == 0 && access((folder + "/postgres").c_str(), X_OK) == 0) {
      return folder;
    }
  }
  return "";
}

// The user that the server runs as; null: who runs the test.
const passwd* ServerUser() {
  if (geteuid() != 0) return nullptr;
  const passwd* const user = getpwnam("postgres");
  return user != nullptr ? user : getpwnam("nobody");
}

}  // namespace

bool PostgresServer::IsInstalled() { return !FolderOfPrograms().empty(); }

absl::StatusOr<std::unique_ptr<PostgresServer>> PostgresServer::Start(const Options& options) {
  std::string folder = (std::filesystem::temp_directory_path() / "gouji-postgres-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return absl::UnavailableError("cannot make a folder for PostgreSQL");
  const passwd* const user = ServerUser();
  if (user != nullptr && chown(folder.c_str(), user->pw_uid, user->pw_gid) != 0) {
    return absl::UnavailableError("cannot give the folder of PostgreSQL to its user");
  }
  std::unique_ptr<PostgresServer> server(new PostgresServer(options, folder, FolderOfPrograms()));
  absl::Status mounted = options.disk_bytes > 0 ? server->MountDisk() : absl::OkStatus();
  if (!mounted.ok()) return mounted;
  const absl::StatusOr<pid_t> made =
      server->Spawn({"initdb", "--no-sync", "--auth=trust", "--username=gouji", "--encoding=UTF8", "--locale=C",
                     fmt::format("--pgdata={}/data", folder)},
                    SIGKILL);
  if (!made.ok()) return made.status();
  int status = 0;
  if (waitpid(*made, &status, 0) != *made || status != 0) {
    return absl::UnavailableError(fmt::format("initdb failed with status {}: {}", status, server->Log()));
  }
  absl::Status started;
  // Somebody else may take a free port before the server does.
  for (int attempt = 0; attempt < 5; ++attempt) {
    absl::Status prepared = server->PrepareTls();
    if (!prepared.ok()) return prepared;
    started = server->Restart();
    if (started.ok()) return server;
    if (options.certificate.empty()) break;
  }
  return started;
}

PostgresServer::PostgresServer(Options options, std::string folder, std::string programs)
    : options_(std::move(options)), folder_(std::move(folder)), programs_(std::move(programs)) {}

PostgresServer::~PostgresServer() {
  Kill();
  std::error_code ignored;
  if (options_.disk_bytes > 0) umount2(disk_folder().c_str(), MNT_DETACH);
  std::filesystem::remove_all(folder_, ignored);
}

absl::Status PostgresServer::MountDisk() const {
  const std::string disk = disk_folder();
  const passwd* const user = ServerUser();
  const std::string options =
      fmt::format("size={},mode=0700,uid={},gid={}", options_.disk_bytes, user == nullptr ? geteuid() : user->pw_uid,
                  user == nullptr ? getegid() : user->pw_gid);
  // In a view of the file system that this thread and its children have for themselves, so that nothing stays mounted.
  const bool is_mounted = mkdir(disk.c_str(), 0700) == 0 && unshare(CLONE_NEWNS) == 0 &&
                          mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
                          mount("tmpfs", disk.c_str(), "tmpfs", 0, options.c_str()) == 0;
  if (is_mounted) return absl::OkStatus();
  return absl::PermissionDeniedError(fmt::format("cannot mount a disk: {}", std::strerror(errno)));
}

absl::Status PostgresServer::WriteSecret(const std::string& name, const std::string& content) const {
  const std::string path = fmt::format("{}/{}", folder_, name);
  const passwd* const user = ServerUser();
  std::ofstream(path, std::ios::binary) << content;
  const bool is_given =
      chmod(path.c_str(), 0600) == 0 && (user == nullptr || chown(path.c_str(), user->pw_uid, user->pw_gid) == 0);
  return is_given ? absl::OkStatus() : absl::UnavailableError(fmt::format("cannot write {}", path));
}

absl::Status PostgresServer::PrepareTls() {
  if (options_.certificate.empty()) return absl::OkStatus();
  absl::Status written = WriteSecret("tls.crt", options_.certificate);
  if (written.ok()) written = WriteSecret("tls.key", options_.private_key);
  if (!written.ok()) return written;
  const int number = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  const bool is_free = bind(number, generic, size) == 0 && getsockname(number, generic, &size) == 0;
  close(number);
  port_ = ntohs(address.sin_port);
  return is_free ? absl::OkStatus() : absl::UnavailableError("no free port for PostgreSQL");
}

std::string PostgresServer::Url(const std::string& schema) const {
  return fmt::format("host={} port={} user=gouji dbname=postgres{}", folder_, port_,
                     schema.empty() ? "" : fmt::format(" options=-csearch_path={}", schema));
}

std::string PostgresServer::Log() const {
  std::ifstream file(LogPath(), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void PostgresServer::Kill(int signal) {
  if (pid_ < 0) return;
  kill(pid_, signal);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

absl::Status PostgresServer::Restart() {
  Kill();
  const absl::Time deadline = absl::Now() + kStartTimeout;
  for (;;) {
    std::vector<std::string> command = {
        "postgres",
        "-D",
        folder_ + "/data",
        "-c",
        "unix_socket_directories=" + folder_,
        "-c",
        fmt::format("port={}", port_),
        "-c",
        fmt::format("fsync={}", options_.durable ? "on" : "off"),
        "-c",
        options_.certificate.empty() ? "listen_addresses=" : "listen_addresses=127.0.0.1"};
    if (!options_.certificate.empty()) {
      command.insert(command.end(), {"-c", "ssl=on", "-c", "ssl_cert_file=" + folder_ + "/tls.crt", "-c",
                                     "ssl_key_file=" + folder_ + "/tls.key"});
    }
    const absl::StatusOr<pid_t> pid = Spawn(command, SIGQUIT);
    if (!pid.ok()) return pid.status();
    pid_ = *pid;
    absl::Status status = AwaitReady();
    if (status.ok()) return status;
    Kill();
    // It refuses to start while a process of the one before, whose first process was killed, is still there.
    if (absl::Now() > deadline) return status;
    absl::SleepFor(kPoll);
  }
}

absl::StatusOr<pid_t> PostgresServer::Spawn(const std::vector<std::string>& arguments, int stop_signal) const {
  // All that allocates is done before fork. PostgreSQL's programs find each other beside the path that they are called
  // by, or else in PATH, where they need not be.
  const std::string program = fmt::format("{}/{}", programs_, arguments.front());
  std::vector<std::string> texts = arguments;
  texts.front() = program;
  std::vector<char*> argv;
  for (std::string& text : texts) argv.push_back(text.data());
  argv.push_back(nullptr);
  const std::string log = LogPath();
  const passwd* const user = ServerUser();
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid < 0) return absl::UnavailableError(fmt::format("cannot start PostgreSQL: {}", std::strerror(errno)));
  if (pid > 0) return pid;
  const int output = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  if (user != nullptr &&
      (setgroups(0, nullptr) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0 || chdir("/") != 0)) {
    _exit(1);
  }
  prctl(PR_SET_PDEATHSIG, stop_signal);  // after setuid, which clears it
  if (getppid() != parent) _exit(1);     // the parent died before prctl
  execv(program.c_str(), argv.data());
  _exit(127);
}

absl::Status PostgresServer::AwaitReady() {
  const absl::Time deadline = absl::Now() + kStartTimeout;
  for (;;) {
    absl::Status connected = ConnectPostgres({.url = Url(""), .password = ""}).status();
    if (connected.ok()) return absl::OkStatus();
    if (absl::Now() > deadline) return connected;
    if (waitpid(pid_, nullptr, WNOHANG) == pid_) {
      pid_ = -1;
      return absl::UnavailableError("PostgreSQL ended at once: " + Log());
    }
    absl::SleepFor(kPoll);
  }
}

}  // namespace gouji::statistics::testing
