#include "services/cli/endpoint_flags.h"

#include "services/cli/secret_file.h"

namespace gouji::cli {

EndpointFlags::EndpointFlags(const Environment& environment)
    : endpoint_(environment("GOUJI_ENDPOINT")), token_(environment("GOUJI_TOKEN")) {
  tls_.authorities = environment("GOUJI_TLS_AUTHORITIES");
  tls_.certificate = environment("GOUJI_TLS_CERTIFICATE");
  tls_.private_key = environment("GOUJI_TLS_PRIVATE_KEY");
}

void EndpointFlags::Add(CLI::App* command) {
  command->add_option("--endpoint", endpoint_,
                      "Gateway to use, host:port [GOUJI_ENDPOINT]; without one, all services run in this program");
  command
      ->add_option_function<std::string>(
          "--token-file", [this](const std::string& path) { token_ = ReadSecret("--token-file", path); },
          "A file with the token for that gateway; the token itself goes into the environment [GOUJI_TOKEN]")
      ->type_name("FILE");
  const auto add_file = [command](const char* names, std::string& file, const char* description) {
    command->add_option(names, file, description)->type_name("FILE");
  };
  add_file("--tls-authorities,--tls_authorities", tls_.authorities,
           "Use the endpoint with TLS, when its certificate is signed by one of these, PEM; of public ones Debian has "
           "/etc/ssl/certs/ca-certificates.crt [GOUJI_TLS_AUTHORITIES]");
  add_file("--tls-certificate,--tls_certificate", tls_.certificate,
           "The certificate to show to an endpoint that asks for one, PEM [GOUJI_TLS_CERTIFICATE]");
  add_file("--tls-private-key,--tls_private_key", tls_.private_key, "Its private key, PEM [GOUJI_TLS_PRIVATE_KEY]");
}

}  // namespace gouji::cli
