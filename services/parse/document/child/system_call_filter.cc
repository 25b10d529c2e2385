#include "services/parse/document/child/system_call_filter.h"

#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "fmt/format.h"

namespace gouji::parse {
namespace {

constexpr uint32_t kRefuse = SCMP_ACT_ERRNO(EPERM);

// Refused whatever their arguments. io_uring makes sockets without socket(); kill and its kin reach other processes of
// the same user, the server among them (tgkill stays: abort() needs it).
constexpr int kRefused[] = {SCMP_SYS(socket),
                            SCMP_SYS(socketpair),
                            SCMP_SYS(io_uring_setup),
                            SCMP_SYS(fork),
                            SCMP_SYS(vfork),
                            SCMP_SYS(kill),
                            SCMP_SYS(pidfd_open),
                            SCMP_SYS(pidfd_send_signal),
                            SCMP_SYS(pidfd_getfd),
                            SCMP_SYS(ptrace),
                            SCMP_SYS(process_vm_readv),
                            SCMP_SYS(process_vm_writev),
                            SCMP_SYS(unshare),
                            SCMP_SYS(setns),
                            SCMP_SYS(mount),
                            SCMP_SYS(umount2),
                            SCMP_SYS(bpf),
                            SCMP_SYS(perf_event_open),
                            SCMP_SYS(keyctl),
                            SCMP_SYS(add_key),
                            SCMP_SYS(userfaultfd),
                            SCMP_SYS(setrlimit)};

struct ReleaseContext {
  void operator()(void* context) const { seccomp_release(context); }
};

absl::Status AddRules(scmp_filter_ctx context) {
  for (const int call : kRefused) {
    if (const int error = seccomp_rule_add(context, kRefuse, call, 0); error != 0) {
      return absl::InternalError(fmt::format("libseccomp takes no rule for system call {}: error {}", call, error));
    }
  }
  // Limits may be asked for, not set.
  const scmp_arg_cmp sets_limit = {.arg = 2, .op = SCMP_CMP_NE, .datum_a = 0, .datum_b = 0};
  // A thread is no new process. clone3 has its flags in memory, where no filter sees them; told that the kernel has no
  // clone3, the C library takes clone.
  const scmp_arg_cmp no_thread = {.arg = 0, .op = SCMP_CMP_MASKED_EQ, .datum_a = CLONE_THREAD, .datum_b = 0};
  if (seccomp_rule_add(context, kRefuse, SCMP_SYS(prlimit64), 1, sets_limit) != 0 ||
      seccomp_rule_add(context, kRefuse, SCMP_SYS(clone), 1, no_thread) != 0 ||
      seccomp_rule_add(context, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) != 0) {
    return absl::InternalError("libseccomp takes no rule for clone or prlimit");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<sock_filter>> MakeSystemCallFilter() {
  const std::unique_ptr<void, ReleaseContext> context(seccomp_init(SCMP_ACT_ALLOW));
  if (context == nullptr) {
    return absl::InternalError("libseccomp cannot be initialised");
  }
  if (absl::Status status = AddRules(context.get()); !status.ok()) {
    return status;
  }
  // libseccomp writes the program to a file.
  const int file = memfd_create("filter", MFD_CLOEXEC);
  if (file < 0) {
    return absl::InternalError("no memory file for the system call filter");
  }
  std::vector<sock_filter> program;
  const bool written = seccomp_export_bpf(context.get(), file) == 0;
  const off_t size = lseek(file, 0, SEEK_END);
  if (written && size > 0) {
    program.resize(static_cast<size_t>(size) / sizeof(sock_filter));
    if (pread(file, program.data(), static_cast<size_t>(size), 0) != size) {
      program.clear();
    }
  }
  close(file);
  return program.empty() ? absl::StatusOr<std::vector<sock_filter>>(
                               absl::InternalError("libseccomp does not give its system call filter"))
                         : program;
}

}  // namespace gouji::parse
