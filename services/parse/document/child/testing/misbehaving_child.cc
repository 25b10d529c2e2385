// A child program for tests that does what a hostile document might make a converter do. It has no library besides the
// system's, so that limits on its memory hold also where the tests run under a sanitizer. What the system refuses it
// says with "refused".
#include <fcntl.h>
#include <pthread.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

int Say(bool refused) {
  std::puts(refused ? "refused" : "done");
  return 0;
}

[[noreturn]] void WaitForEver() {
  while (true) {
    pause();
  }
}

int IgnoreSignalsAndWait() {
  for (int signal = 1; signal < NSIG; ++signal) {
    std::signal(signal, SIG_IGN);
  }
  WaitForEver();
}

int CloseAndWait() {
  close(STDOUT_FILENO);
  close(STDERR_FILENO);
  WaitForEver();
}

int Allocate() {
  for (int i = 0; i < 4096; ++i) {
    if (std::malloc(size_t{1} << 20) == nullptr) {
      return Say(true);
    }
  }
  return Say(false);
}

int WriteFile() {
  std::FILE* file = std::fopen("file", "w");
  char block[4096] = {};
  for (int i = 0; i < 100'000; ++i) {
    std::fwrite(block, 1, sizeof block, file);
  }
  return Say(false);
}

int WriteInput() { return Say(write(3, "x", 1) < 0 && ftruncate(3, 1 << 20) < 0); }

int RaiseLimits() {
  const rlimit limit = {.rlim_cur = RLIM_INFINITY, .rlim_max = RLIM_INFINITY};
  return Say(setrlimit(RLIMIT_CPU, &limit) < 0 && errno == EPERM);
}

int Fork() { return Say(fork() < 0 && errno == EPERM); }

void* DoNothing(void* nothing) { return nothing; }

int Thread() {
  pthread_t thread;
  if (pthread_create(&thread, nullptr, DoNothing, nullptr) != 0 || pthread_join(thread, nullptr) != 0) {
    return 1;
  }
  std::puts("joined");
  return 0;
}

int Connect() {
  return Say(socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM && socket(AF_UNIX, SOCK_STREAM, 0) < 0);
}

int KillParent() { return Say(kill(getppid(), 0) < 0 && errno == EPERM); }

int ListDescriptors() {
  static constexpr int kEnough = 64;
  const char* separator = "";
  for (int number = 0; number < kEnough; ++number) {
    if (fcntl(number, F_GETFD) >= 0) {
      std::printf("%s%d", separator, number);
      separator = " ";
    }
  }
  std::puts("");
  return 0;
}

struct Deed {
  const char* name;
  int (*run)();
};

constexpr Deed kDeeds[] = {
    {"ignore-signals-and-wait", IgnoreSignalsAndWait},
    {"close-and-wait", CloseAndWait},
    {"allocate", Allocate},
    {"write-file", WriteFile},
    {"write-input", WriteInput},
    {"raise-limits", RaiseLimits},
    {"fork", Fork},
    {"thread", Thread},
    {"connect", Connect},
    {"kill-parent", KillParent},
    {"list-descriptors", ListDescriptors},
    {"crash", [] { return raise(SIGSEGV); }},
};

}  // namespace

int main(int argc, char** argv) {
  for (const Deed& deed : kDeeds) {
    if (argc == 2 && std::strcmp(argv[1], deed.name) == 0) {
      return deed.run();
    }
  }
  return 64;
}
