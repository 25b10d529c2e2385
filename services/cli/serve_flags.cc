#include "services/cli/serve_flags.h"

#include <string>
#include <vector>

#include "services/gateway/http/http_options.h"

namespace gouji::cli {
namespace {

// What is wrong with a list of origins; empty: nothing.
std::string OriginsProblem(const std::string& origins) {
  gateway::http::HttpOptions options;
  options.allowed_origins = origins;
  const std::vector<std::string> problems = options.Validate();
  return problems.empty() ? "" : problems.front();
}

}  // namespace

void AddServeFlags(CLI::App* serve, ServeOptions* options) {
  serve->add_option("--listen", options->listen, "Address; 0.0.0.0 lets other machines in")->capture_default_str();
  serve->add_option("--port", options->port, "Port for gRPC; 0 picks a free one")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  serve->add_option("--port-file,--port_file", options->port_file, "File to write the port to, once calls are taken");
  serve->add_option("--http-port", options->http_port, "Port for HTTP; 0 picks a free one, -1 is none")
      ->check(CLI::Range(-1, 65535))
      ->capture_default_str();
  serve->add_option("--http-port-file,--http_port_file", options->http_port_file,
                    "File to write the HTTP port to, once requests are taken");
  serve
      ->add_option("--http-allowed-origins,--http_allowed_origins", options->http_allowed_origins,
                   "Origins whose pages may call from browsers (https://a.example,…); none without")
      ->check(OriginsProblem);
  serve->add_option("--http-hosts,--http_hosts", options->http_hosts,
                    "Names, besides localhost, by which a proxy on this machine may call");
  serve->add_option("--metrics-port", options->metrics_port, "Port for Prometheus metrics; -1 is none")
      ->check(CLI::Range(-1, 65535))
      ->capture_default_str();
  const auto add_file = [serve](const char* names, std::string& file, const char* description) {
    serve->add_option(names, file, description)->type_name("FILE");
  };
  add_file("--tokens-file,--tokens_file", options->tokens_file,
           "File of the tokens that the gateway asks for; without it, for none");
  add_file("--tls-certificate,--tls_certificate", options->tls.certificate,
           "The certificate for TLS, PEM, with its chain; without one, plain text");
  add_file("--tls-private-key,--tls_private_key", options->tls.private_key, "Its private key, PEM");
  add_file("--tls-client-authorities,--tls_client_authorities", options->tls.authorities,
           "Serve only clients with a certificate that one of these signed, PEM");
}

}  // namespace gouji::cli
