#ifndef GOUJI_SERVICES_GATEWAY_AUTH_TOKEN_BOOK_H_
#define GOUJI_SERVICES_GATEWAY_AUTH_TOKEN_BOOK_H_

#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/gateway/auth/token_file.h"
#include "services/runtime/log.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::gateway {

// The tokens of a file, read again when the file changes. A file that cannot be used is logged, and the tokens before
// go on: a slip of the pen must not lock everybody out. A token whose entry is as before keeps its quotas.
//
// Thread-safe.
class TokenBook {
 public:
  struct Options {
    std::string path;
    // How often the file is looked at.
    absl::Duration reload_interval = absl::Seconds(5);
  };

  // INVALID_ARGUMENT with reason INVALID_TOKEN_FILE: the file cannot be read or used.
  static absl::StatusOr<std::unique_ptr<TokenBook>> Open(const Options& options, const runtime::Logger& log);

  ~TokenBook();
  TokenBook(const TokenBook&) = delete;
  TokenBook& operator=(const TokenBook&) = delete;

  // The token of a text. UNAUTHENTICATED with reason TOKEN_UNKNOWN, or as Token::CheckValid.
  absl::StatusOr<std::shared_ptr<const Token>> Find(std::string_view text) const EXCLUDES(mutex_);

  // Reads the file anew when it has changed. Errors: those of Open; the tokens are as before then.
  absl::Status Reload() EXCLUDES(mutex_);

 private:
  TokenBook(Options options, const runtime::Logger& log) : options_(std::move(options)), log_(log) {}

  void Watch() EXCLUDES(mutex_);

  const Options options_;
  const runtime::Logger log_;
  mutable runtime::Mutex mutex_;
  runtime::CondVar stopped_;
  bool is_stopping_ GUARDED_BY(mutex_) = false;
  std::string content_ GUARDED_BY(mutex_);  // of the file as it was seen last
  Tokens tokens_ GUARDED_BY(mutex_);
  std::thread watch_;
};

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_AUTH_TOKEN_BOOK_H_
