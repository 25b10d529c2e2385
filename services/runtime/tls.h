#ifndef GOUJI_SERVICES_RUNTIME_TLS_H_
#define GOUJI_SERVICES_RUNTIME_TLS_H_

#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/runtime/log.h"
#include "services/runtime/metrics.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::runtime {

// Which end of its connections a program secures with a set of files.
enum class TlsSide {
  kListening,  // needs certificate and key; with authorities, clients must show a certificate that one of them signed
  kCalling,    // needs authorities; certificate and key are for servers that want to see one
};

// Names of the files, all PEM, of one side. All empty: no TLS.
struct TlsFiles {
  std::string certificate = {};  // the own certificate first, then those that lead to an authority
  std::string private_key = {};  // without passphrase
  std::string authorities = {};  // who signs the certificates of the other end

  bool IsUsed() const { return !certificate.empty() || !private_key.empty() || !authorities.empty(); }
};

// What stood in the files when it was last found good: readable, key and certificate belong together, OpenSSL takes
// them, and the time is right. A part whose file is not given is empty.
struct TlsMaterial {
  std::string certificate = {};
  std::string private_key = {};
  std::string authorities = {};
  // When the first of the own certificates ends; InfiniteFuture() without any.
  absl::Time expiry = absl::InfiniteFuture();
};

// Every problem that keeps the files from being used at `now`: "<prefix>certificate: what is wrong; what to do". The
// settings are named certificate, private_key, and authorities or, of the listening side, client_authorities.
std::vector<std::string> TlsProblems(const TlsFiles& files, TlsSide side, std::string_view prefix, absl::Time now);

// Reads the files once. INVALID_ARGUMENT with all TlsProblems, separated by "; ".
absl::StatusOr<TlsMaterial> ReadTls(const TlsFiles& files, TlsSide side, std::string_view prefix, absl::Time now);

// The material of one side, read again as its files change, so that certificates are renewed without a restart:
//
//   auto certificates = TlsCertificates::Load({.files = files, .side = TlsSide::kListening}, log, metrics);
//   std::shared_ptr<const TlsMaterial> material = (*certificates)->Current();  // for each new connection
//
// Another pointer than before means other material. Files that cannot be used leave the last good material in use. Each
// look that finds them so is counted, and the first logged, from the second with the same problem on: of files that are
// just being replaced, one may be new and another old. Metrics, with side "listen" or "call":
//   gouji_tls_certificate_expiry_timestamp_seconds{side}    of the certificate in use; absent without one
//   gouji_tls_reloads_total{side, result: ok|failed}
// Thread-safe.
class TlsCertificates {
 public:
  struct Options {
    TlsFiles files;
    TlsSide side = TlsSide::kListening;
    absl::Duration reload_interval = absl::Seconds(10);  // between two looks at the files
  };

  // Null when no file is named; INVALID_ARGUMENT as ReadTls. `metrics` must outlive the result.
  static absl::StatusOr<std::shared_ptr<const TlsCertificates>> Load(const Options& options, const Logger& log,
                                                                     Metrics& metrics);
  ~TlsCertificates();
  TlsCertificates(const TlsCertificates&) = delete;
  TlsCertificates& operator=(const TlsCertificates&) = delete;

  // Never null.
  std::shared_ptr<const TlsMaterial> Current() const EXCLUDES(mutex_);

 private:
  TlsCertificates(const Options& options, const Logger& log, Metrics& metrics);
  void Watch() EXCLUDES(mutex_);
  // Called by one thread only.
  void Look();
  void Use(TlsMaterial material) EXCLUDES(mutex_);

  const Options options_;
  const Logger log_;
  Metrics& metrics_;
  const Counter reloads_;
  const Counter failures_;
  std::string last_problem_;  // of the last look; empty: none
  bool is_problem_logged_ = false;
  mutable Mutex mutex_;
  CondVar stopped_;
  bool stopping_ GUARDED_BY(mutex_) = false;
  std::shared_ptr<const TlsMaterial> current_ GUARDED_BY(mutex_);
  std::thread watcher_;
};

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_TLS_H_
