#ifndef GOUJI_SERVICES_RUNTIME_SERVER_CREDENTIALS_H_
#define GOUJI_SERVICES_RUNTIME_SERVER_CREDENTIALS_H_

#include <memory>

#include "grpcpp/security/server_credentials.h"
#include "services/runtime/tls.h"

namespace gouji::runtime {

// Secures one port with TLS: each new connection gets the material that `certificates` has by then, connections that
// are open keep theirs. Clients must show a certificate when there are authorities for them from the start. The result
// must outlive the grpc::Server, and the port be given as one IP address: gRPC does not guard the change of material
// against connections that come in by a second socket at the same time.
std::shared_ptr<grpc::ServerCredentials> MakeServerCredentials(std::shared_ptr<const TlsCertificates> certificates);

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_SERVER_CREDENTIALS_H_
