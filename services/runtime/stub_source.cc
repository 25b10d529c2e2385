#include "services/runtime/stub_source.h"

#include <memory>
#include <string>
#include <utility>

#include "grpcpp/channel.h"
#include "services/runtime/client.h"
#include "services/runtime/tls.h"

namespace gouji::runtime {

ChannelSource::ChannelSource(std::string target, ClientOptions options,
                             std::shared_ptr<const TlsCertificates> certificates)
    : target_(std::move(target)), options_(std::move(options)), certificates_(std::move(certificates)) {}

std::shared_ptr<grpc::Channel> ChannelSource::Current() {
  std::shared_ptr<const TlsMaterial> material = certificates_ == nullptr ? nullptr : certificates_->Current();
  if (channel_ == nullptr || material != options_.tls) {
    options_.tls = std::move(material);
    channel_ = MakeChannel(target_, options_);
  }
  return channel_;
}

}  // namespace gouji::runtime
