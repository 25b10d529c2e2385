#include "services/gateway/http/exchange.h"

#include <algorithm>
#include <charconv>

#include "fmt/format.h"
#include "services/report/error.h"
#include "services/runtime/inbound.h"

namespace gouji::gateway::http {
namespace {

absl::Status TooLarge(std::size_t limit) {
  return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge,
                       fmt::format("the body of the request has more than {} bytes", limit));
}

// The length that the client announced; 0 for a body in chunks.
std::size_t AnnouncedLength(const RequestHead& request) {
  const std::string_view text = request.Find("content-length");
  std::size_t length = 0;
  std::from_chars(text.data(), text.data() + text.size(), length);
  return length;
}

// A body that is being read.
struct Reading {
  std::shared_ptr<Exchange> exchange;
  std::size_t limit;
  absl::AnyInvocable<void(Exchange::BytesOr)> done;
  std::string body = {};
};

void ReadMore(std::unique_ptr<Reading> reading) {
  Exchange& exchange = *reading->exchange;
  exchange.ReadSome([reading = std::move(reading)](Exchange::BytesOr piece) mutable {
    if (!piece.ok() || piece->empty()) {
      return reading->done(piece.ok() ? std::move(reading->body) : std::move(piece));
    }
    if (piece->size() > reading->limit - reading->body.size()) return reading->done(TooLarge(reading->limit));
    // Room is made for what has come, not for what is announced.
    if (!reading->exchange->Reserve(piece->size())) return reading->done(runtime::OverloadedError());
    reading->body += *piece;
    ReadMore(std::move(reading));
  });
}

}  // namespace

std::string_view RequestHead::Find(std::string_view name) const {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.first == name; });
  return found == fields.end() ? std::string_view() : found->second;
}

void ReadAll(std::shared_ptr<Exchange> exchange, std::size_t limit, absl::AnyInvocable<void(Exchange::BytesOr)> done) {
  if (AnnouncedLength(exchange->request()) > limit) return done(TooLarge(limit));
  auto reading = std::make_unique<Reading>();
  reading->exchange = std::move(exchange);
  reading->limit = limit;
  reading->done = std::move(done);
  ReadMore(std::move(reading));
}

}  // namespace gouji::gateway::http
