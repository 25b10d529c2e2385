#include "services/runtime/server_credentials.h"

#include <memory>
#include <string>
#include <utility>

#include "grpc/grpc.h"
#include "grpc/grpc_security.h"
#include "grpcpp/security/auth_metadata_processor.h"
#include "grpcpp/security/server_credentials.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"
#include "services/runtime/tls.h"

namespace gouji::runtime {
namespace {

// gRPC asks for the material at each handshake, and keeps the last when there is no other. Only its C interface can do
// that; services/runtime/README.md says why it is not the C++ one that watches files.
class ReloadedServerCredentials : public grpc::ServerCredentials {
 public:
  explicit ReloadedServerCredentials(std::shared_ptr<const TlsCertificates> certificates)
      : certificates_(std::move(certificates)) {
    const bool has_authorities = !certificates_->Current()->authorities.empty();
    credentials_ =
        grpc_ssl_server_credentials_create_with_options(grpc_ssl_server_credentials_create_options_using_config_fetcher(
            has_authorities ? GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY
                            : GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE,
            Fetch, this));
  }
  ~ReloadedServerCredentials() override { grpc_server_credentials_release(credentials_); }
  ReloadedServerCredentials(const ReloadedServerCredentials&) = delete;
  ReloadedServerCredentials& operator=(const ReloadedServerCredentials&) = delete;

  // Nobody here sets one: what a call carries is read where it comes in (inbound.h).
  void SetAuthMetadataProcessor(const std::shared_ptr<grpc::AuthMetadataProcessor>& /*processor*/) override {}

 private:
  int AddPortToServer(const std::string& address, grpc_server* server) override {
    return grpc_server_add_http2_port(server, address.c_str(), credentials_);
  }

  static grpc_ssl_certificate_config_reload_status Fetch(void* self, grpc_ssl_server_certificate_config** config) {
    return static_cast<ReloadedServerCredentials*>(self)->FetchNew(config);
  }

  grpc_ssl_certificate_config_reload_status FetchNew(grpc_ssl_server_certificate_config** config) EXCLUDES(mutex_) {
    std::shared_ptr<const TlsMaterial> material = certificates_->Current();
    MutexLock lock(mutex_);
    if (material == given_) return GRPC_SSL_CERTIFICATE_CONFIG_RELOAD_UNCHANGED;
    const grpc_ssl_pem_key_cert_pair pair{.private_key = material->private_key.c_str(),
                                          .cert_chain = material->certificate.c_str()};
    // gRPC 1.51 insists on authorities here also when, as the constructor says, it asks for no certificate to hold
    // against them.
    const std::string& authorities = material->authorities.empty() ? material->certificate : material->authorities;
    *config = grpc_ssl_server_certificate_config_create(authorities.c_str(), &pair, 1);
    given_ = std::move(material);
    return GRPC_SSL_CERTIFICATE_CONFIG_RELOAD_NEW;
  }

  const std::shared_ptr<const TlsCertificates> certificates_;
  grpc_server_credentials* credentials_ = nullptr;
  Mutex mutex_;
  std::shared_ptr<const TlsMaterial> given_ GUARDED_BY(mutex_);  // what gRPC has
};

}  // namespace

std::shared_ptr<grpc::ServerCredentials> MakeServerCredentials(std::shared_ptr<const TlsCertificates> certificates) {
  return std::make_shared<ReloadedServerCredentials>(std::move(certificates));
}

}  // namespace gouji::runtime
