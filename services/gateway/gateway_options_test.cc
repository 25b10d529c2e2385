#include "services/gateway/gateway_options.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace gouji::gateway {
namespace {

TEST(GatewayOptions, FitTheLargestDocumentIntoAMessage) {
  GatewayOptions options;
  EXPECT_GT(options.ForServer().max_message_bytes, options.max_document_bytes);
  options.max_document_bytes = std::int64_t{512} << 20;
  EXPECT_THAT(options.Validate(), testing::IsEmpty());
  EXPECT_GT(options.ForServer().max_message_bytes, options.max_document_bytes);
  EXPECT_GT(options.ForClients().max_message_bytes, options.max_document_bytes);
  EXPECT_EQ(options.ForService().stream.max_document_bytes, std::size_t{512} << 20);
}

TEST(GatewayOptions, NamesEverySettingThatIsWrong) {
  EXPECT_THAT(GatewayOptions().Validate(), testing::IsEmpty());
  GatewayOptions options;
  options.parse.clear();
  options.max_document_bytes = 0;
  options.window_items = 0;
  EXPECT_THAT(options.Validate(),
              testing::ElementsAre(testing::StartsWith("parse:"), testing::StartsWith("max_document_bytes:"),
                                   testing::StartsWith("window_items:")));
}

TEST(GatewayOptions, NameTheFilesOfTlsThatCannotBeUsed) {
  GatewayOptions options;
  options.server.tls.certificate = "/nonexistent/tls.crt";
  options.backend_tls.certificate = "/nonexistent/tls.crt";
  const auto problems = options.Validate();
  EXPECT_THAT(problems, testing::Contains("backend_tls_private_key: is missing; backend_tls_certificate needs it"));
  EXPECT_THAT(problems, testing::Contains("backend_tls_authorities: is missing; backend_tls_certificate needs it"));
  EXPECT_THAT(options.server.Validate(), testing::Contains("tls_private_key: is missing; tls_certificate needs it"));
}

}  // namespace
}  // namespace gouji::gateway
