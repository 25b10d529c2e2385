#include "services/runtime/trace.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "absl/random/random.h"
#include "fmt/format.h"

namespace gouji::runtime {
namespace {

bool IsHex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool IsZero(std::string_view text) { return text.find_first_not_of('0') == std::string_view::npos; }

int HexValue(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

}  // namespace

std::string RandomHex(int digit_count) {
  thread_local absl::BitGen generator;
  std::string digits;
  do {
    digits.clear();
    for (int i = 0; i < digit_count; ++i) digits += "0123456789abcdef"[absl::Uniform<unsigned>(generator, 0, 16)];
  } while (IsZero(digits));
  return digits;
}

TraceContext TraceContext::New() { return {.trace_id = RandomHex(32), .span_id = RandomHex(16), .flags = 0}; }

std::optional<TraceContext> TraceContext::Parse(std::string_view traceparent) {
  constexpr std::size_t kLength = 2 + 1 + 32 + 1 + 16 + 1 + 2;
  if (traceparent.size() < kLength) return std::nullopt;
  const std::string_view version = traceparent.substr(0, 2);
  const std::string_view trace_id = traceparent.substr(3, 32);
  const std::string_view span_id = traceparent.substr(36, 16);
  const std::string_view flags = traceparent.substr(53, 2);
  if (traceparent[2] != '-' || traceparent[35] != '-' || traceparent[52] != '-') return std::nullopt;
  if (!IsHex(version) || !IsHex(trace_id) || !IsHex(span_id) || !IsHex(flags)) return std::nullopt;
  if (version == "ff" || IsZero(trace_id) || IsZero(span_id)) return std::nullopt;
  if (traceparent.size() > kLength && (version == "00" || traceparent[kLength] != '-')) return std::nullopt;
  return TraceContext{.trace_id = std::string(trace_id),
                      .span_id = std::string(span_id),
                      .flags = static_cast<std::uint8_t>(HexValue(flags[0]) * 16 + HexValue(flags[1]))};
}

TraceContext TraceContext::Child() const { return {.trace_id = trace_id, .span_id = RandomHex(16), .flags = flags}; }

std::string TraceContext::ToTraceparent() const { return fmt::format("00-{}-{}-{:02x}", trace_id, span_id, flags); }

}  // namespace gouji::runtime
