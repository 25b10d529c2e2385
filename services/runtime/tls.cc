#include "services/runtime/tls.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <ctime>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "services/runtime/clock.h"
#include "services/runtime/pem.h"

namespace gouji::runtime {
namespace {

// OpenSSL does not free its own when the program ends: threads of gRPC that still try to connect would go on with it,
// and a `gouji` that no gateway answered ended with a crash, once in some ten times. Before main, because whoever uses
// OpenSSL first decides.
__attribute__((constructor)) void KeepOpensslToTheEnd() { OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr); }

using Context = std::unique_ptr<SSL_CTX, FreedBy<SSL_CTX_free>>;

// The content of a file; when it cannot be read, why.
absl::StatusOr<std::string> ReadWhole(const std::string& path) {
  const std::unique_ptr<std::FILE, FreedBy<std::fclose>> file(std::fopen(path.c_str(), "rb"));
  if (file == nullptr) return absl::NotFoundError(std::generic_category().message(errno));
  std::string content;
  char buffer[4096];
  while (const std::size_t count = std::fread(buffer, 1, sizeof(buffer), file.get())) content.append(buffer, count);
  if (std::ferror(file.get()) != 0) return absl::NotFoundError(std::generic_category().message(errno));
  return content;
}

absl::Time ToTime(const ASN1_TIME* time) {
  std::tm parts = {};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return absl::InfinitePast();
  return absl::FromTM(parts, absl::UTCTimeZone());
}

std::string Day(absl::Time time) { return absl::FormatTime("%Y-%m-%d %H:%M UTC", time, absl::UTCTimeZone()); }

std::string LastOpensslError() {
  char text[256];
  ERR_error_string_n(ERR_peek_last_error(), text, sizeof(text));
  ERR_clear_error();
  return text;
}

// Reads and checks the files of one side; the problems are collected.
class Reader {
 public:
  Reader(const TlsFiles& files, TlsSide side, std::string_view prefix, absl::Time now)
      : files_(files), side_(side), prefix_(prefix), now_(now) {
    CheckNames();
    material_.certificate = Read(files.certificate, kCertificate);
    material_.private_key = Read(files.private_key, kPrivateKey);
    material_.authorities = Read(files.authorities, authorities_name());
    if (!problems_.empty()) return;
    if (!files.certificate.empty()) CheckPair();
    if (!files.authorities.empty() && ParseCertificates(material_.authorities).empty()) {
      AddProblem(authorities_name(), fmt::format("{} holds no certificates in PEM form, or a damaged one; give those "
                                                 "of the authorities",
                                                 files.authorities));
    }
  }

  const TlsMaterial& material() const { return material_; }
  const std::vector<std::string>& problems() const { return problems_; }

 private:
  static constexpr std::string_view kCertificate = "certificate";
  static constexpr std::string_view kPrivateKey = "private_key";

  std::string_view authorities_name() const {
    return side_ == TlsSide::kListening ? "client_authorities" : "authorities";
  }

  void AddProblem(std::string_view setting, std::string_view text) {
    problems_.push_back(fmt::format("{}{}: {}", prefix_, setting, text));
  }

  // Whether all files are named that belong together.
  void CheckNames() {
    const auto require = [this](const std::string& needed, std::string_view name, const std::string& given,
                                std::string_view by) {
      if (!given.empty() && needed.empty()) {
        AddProblem(name, fmt::format("is missing; {}{} needs it", prefix_, by));
      }
    };
    require(files_.private_key, kPrivateKey, files_.certificate, kCertificate);
    require(files_.certificate, kCertificate, files_.private_key, kPrivateKey);
    if (side_ == TlsSide::kCalling) {
      require(files_.authorities, authorities_name(), files_.certificate, kCertificate);
    } else if (files_.private_key.empty()) {
      require(files_.certificate, kCertificate, files_.authorities, authorities_name());
    }
  }

  std::string Read(const std::string& path, std::string_view setting) {
    if (path.empty()) return {};
    absl::StatusOr<std::string> content = ReadWhole(path);
    if (content.ok()) return *std::move(content);
    AddProblem(setting, fmt::format("cannot read {} ({})", path, std::string(content.status().message())));
    return {};
  }

  void CheckPair() {
    const std::vector<Certificate> chain = ParseCertificates(material_.certificate);
    if (chain.empty()) {
      AddProblem(kCertificate,
                 fmt::format("{} holds no certificate in PEM form, or a damaged one", files_.certificate));
    }
    const PrivateKey key = ParsePrivateKey(material_.private_key);
    if (key == nullptr) {
      AddProblem(kPrivateKey,
                 fmt::format("{} holds no private key in PEM form without passphrase", files_.private_key));
    }
    if (chain.empty() || key == nullptr) return;
    if (X509_check_private_key(chain.front().get(), key.get()) != 1) {
      ERR_clear_error();
      AddProblem(kPrivateKey, fmt::format("{} does not belong to the certificate {}; give the two that were made "
                                          "together",
                                          files_.private_key, files_.certificate));
      return;
    }
    CheckTimes(chain);
    CheckUsable(chain, key);
  }

  void CheckTimes(const std::vector<Certificate>& chain) {
    absl::Time start = absl::InfinitePast();
    for (const Certificate& certificate : chain) {
      start = std::max(start, ToTime(X509_get0_notBefore(certificate.get())));
      material_.expiry = std::min(material_.expiry, ToTime(X509_get0_notAfter(certificate.get())));
    }
    if (material_.expiry <= now_) {
      AddProblem(kCertificate, fmt::format("{} ended on {}; renew it", files_.certificate, Day(material_.expiry)));
    } else if (start > now_) {
      AddProblem(kCertificate, fmt::format("{} is not valid before {}; wait, or set the clock right",
                                           files_.certificate, Day(start)));
    }
  }

  // OpenSSL refuses what is too weak when it is put to use.
  void CheckUsable(const std::vector<Certificate>& chain, const PrivateKey& key) {
    const Context context(SSL_CTX_new(TLS_method()));
    if (SSL_CTX_use_certificate(context.get(), chain.front().get()) != 1 ||
        SSL_CTX_use_PrivateKey(context.get(), key.get()) != 1) {
      AddProblem(kCertificate,
                 fmt::format("OpenSSL does not take {} ({}); make another", files_.certificate, LastOpensslError()));
    }
  }

  const TlsFiles& files_;
  const TlsSide side_;
  const std::string_view prefix_;
  const absl::Time now_;
  TlsMaterial material_;
  std::vector<std::string> problems_;
};

bool IsSameText(const TlsMaterial& a, const TlsMaterial& b) {
  return a.certificate == b.certificate && a.private_key == b.private_key && a.authorities == b.authorities;
}

const char* SideName(TlsSide side) { return side == TlsSide::kListening ? "listen" : "call"; }

Counter ReloadCounter(Metrics& metrics, TlsSide side, const char* result) {
  return metrics.GetCounter("gouji_tls_reloads_total", "Looks that found other files of TLS",
                            {{"side", SideName(side)}, {"result", result}});
}

}  // namespace

std::vector<std::string> TlsProblems(const TlsFiles& files, TlsSide side, std::string_view prefix, absl::Time now) {
  return Reader(files, side, prefix, now).problems();
}

absl::StatusOr<TlsMaterial> ReadTls(const TlsFiles& files, TlsSide side, std::string_view prefix, absl::Time now) {
  const Reader reader(files, side, prefix, now);
  if (!reader.problems().empty()) return absl::InvalidArgumentError(absl::StrJoin(reader.problems(), "; "));
  return reader.material();
}

absl::StatusOr<std::shared_ptr<const TlsCertificates>> TlsCertificates::Load(const Options& options, const Logger& log,
                                                                             Metrics& metrics) {
  if (!options.files.IsUsed()) return nullptr;
  absl::StatusOr<TlsMaterial> material = ReadTls(options.files, options.side, "", absl::Now());
  if (!material.ok()) return material.status();
  std::shared_ptr<TlsCertificates> certificates(new TlsCertificates(options, log, metrics));
  certificates->Use(*std::move(material));
  certificates->watcher_ = std::thread([watched = certificates.get()] { watched->Watch(); });
  return certificates;
}

TlsCertificates::TlsCertificates(const Options& options, const Logger& log, Metrics& metrics)
    : options_(options),
      log_(log),
      metrics_(metrics),
      reloads_(ReloadCounter(metrics, options.side, "ok")),
      failures_(ReloadCounter(metrics, options.side, "failed")) {}

TlsCertificates::~TlsCertificates() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    stopped_.NotifyAll();
  }
  watcher_.join();
}

std::shared_ptr<const TlsMaterial> TlsCertificates::Current() const {
  MutexLock lock(mutex_);
  return current_;
}

void TlsCertificates::Watch() {
  while (true) {
    {
      MutexLock lock(mutex_);
      const absl::Time next = Now() + options_.reload_interval;
      while (!stopping_ && stopped_.WaitUntil(mutex_, next)) {
      }
      if (stopping_) return;
    }
    Look();
  }
}

void TlsCertificates::Look() {
  absl::StatusOr<TlsMaterial> material = ReadTls(options_.files, options_.side, "", absl::Now());
  if (material.ok()) {
    last_problem_.clear();
    if (IsSameText(*material, *Current())) return;
    reloads_.Increment();
    log_.Write(LogLevel::kInfo, "certificates reloaded",
               {{"side", SideName(options_.side)}, {"valid_until", Day(material->expiry)}});
    Use(*std::move(material));
    return;
  }
  const std::string problem(material.status().message());
  if (problem != last_problem_) {
    last_problem_ = problem;
    is_problem_logged_ = false;
    return;
  }
  failures_.Increment();
  if (is_problem_logged_) return;
  is_problem_logged_ = true;
  log_.Write(LogLevel::kError, "certificates not reloaded, the old ones stay in use",
             {{"side", SideName(options_.side)}, {"problem", problem}});
}

void TlsCertificates::Use(TlsMaterial material) {
  if (material.expiry < absl::InfiniteFuture()) {
    metrics_
        .GetGauge("gouji_tls_certificate_expiry_timestamp_seconds", "When the certificate in use ends, in Unix time",
                  {{"side", SideName(options_.side)}})
        .Set(static_cast<double>(absl::ToUnixSeconds(material.expiry)));
  }
  MutexLock lock(mutex_);
  current_ = std::make_shared<const TlsMaterial>(std::move(material));
}

}  // namespace gouji::runtime
