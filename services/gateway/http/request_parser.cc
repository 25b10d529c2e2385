#include "services/gateway/http/request_parser.h"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <cstdint>
#include <limits>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "fmt/format.h"

namespace gouji::gateway::http {
namespace {

namespace beast = boost::beast;
using boost::system::error_code;

std::string_view View(beast::string_view text) { return {text.data(), text.size()}; }

bool EqualsIgnoreCase(std::string_view a, std::string_view b) {
  return absl::EqualsIgnoreCase({a.data(), a.size()}, {b.data(), b.size()});
}

}  // namespace

class RequestParser::Impl : public beast::http::basic_parser<true> {
 public:
  Impl() {
    header_limit(kHeadLimit);
    body_limit(std::numeric_limits<std::uint64_t>::max());  // handlers have limits of their own
  }

  RequestHead head;
  std::string* body = nullptr;  // while Feed runs

 private:
  void on_request_impl(beast::http::verb /*method*/, beast::string_view method, beast::string_view target, int version,
                       error_code& error) override {
    head.method = View(method);
    const std::string_view text = View(target);
    if (text.empty() || text.front() != '/') error = beast::http::error::bad_target;
    const std::size_t path_end = std::min(text.find('?'), text.size());
    head.path = text.substr(0, path_end);
    if (path_end < text.size()) head.query = text.substr(path_end + 1);
    head.version = version;
  }

  void on_field_impl(beast::http::field name, beast::string_view name_text, beast::string_view value,
                     error_code& error) override {
    if (is_header_done()) return;  // of the trailer, which nobody asked for
    if (name == beast::http::field::transfer_encoding && !EqualsIgnoreCase(View(value), "chunked")) {
      error = beast::http::error::bad_transfer_encoding;
    }
    if (name == beast::http::field::host && !std::exchange(host_missing_, false)) error = beast::http::error::bad_field;
    head.fields.emplace_back(absl::AsciiStrToLower({name_text.data(), name_text.size()}), View(value));
  }

  void on_header_impl(error_code& error) override {
    if (host_missing_ && head.version == 11) error = beast::http::error::bad_field;
  }

  void on_body_init_impl(const boost::optional<std::uint64_t>& /*length*/, error_code& /*error*/) override {}

  std::size_t on_body_impl(beast::string_view piece, error_code& /*error*/) override {
    body->append(piece.data(), piece.size());
    return piece.size();
  }

  void on_chunk_header_impl(std::uint64_t /*size*/, beast::string_view /*extensions*/, error_code& /*error*/) override {
  }

  std::size_t on_chunk_body_impl(std::uint64_t /*remaining*/, beast::string_view piece, error_code& error) override {
    return on_body_impl(piece, error);
  }

  void on_finish_impl(error_code& /*error*/) override {}

  // Beast's interface for answers.
  void on_response_impl(int /*status*/, beast::string_view /*reason*/, int /*version*/,
                        error_code& /*error*/) override {}

  bool host_missing_ = true;
};

RequestParser::RequestParser() : impl_(std::make_unique<Impl>()) {}
RequestParser::~RequestParser() = default;

absl::StatusOr<std::size_t> RequestParser::Feed(std::string_view bytes, std::string* body) {
  const bool had_head = has_head();
  impl_->body = body;
  std::size_t used = 0;
  while (used < bytes.size() && !done() && has_head() == had_head) {
    error_code error;
    used += impl_->put(boost::asio::buffer(bytes.data() + used, bytes.size() - used), error);
    if (error == beast::http::error::need_more) {
      if (!had_head || bytes.size() - used <= kHeadLimit) break;
      return absl::InvalidArgumentError("malformed HTTP request: a line about a chunk is too long");
    }
    if (error == beast::http::error::header_limit) {
      return absl::ResourceExhaustedError(fmt::format("the head of the request has more than {} bytes", kHeadLimit));
    }
    if (error) return absl::InvalidArgumentError(fmt::format("malformed HTTP request: {}", error.message()));
  }
  return used;
}

bool RequestParser::has_head() const { return impl_->is_header_done(); }
bool RequestParser::done() const { return impl_->is_done(); }
const RequestHead& RequestParser::head() const { return impl_->head; }
bool RequestParser::keep_alive() const { return impl_->keep_alive(); }

}  // namespace gouji::gateway::http
