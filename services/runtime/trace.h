#ifndef GOUJI_SERVICES_RUNTIME_TRACE_H_
#define GOUJI_SERVICES_RUNTIME_TRACE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gouji::runtime {

// Where a call stands in a distributed trace, as W3C Trace Context (https://www.w3.org/TR/trace-context/) has it.
struct TraceContext {
  std::string trace_id;    // 32 lower-case hexadecimal digits, not all zero
  std::string span_id;     // 16 lower-case hexadecimal digits, not all zero
  std::uint8_t flags = 0;  // bit 0: the caller records this trace

  // Returns a new trace with random ids.
  static TraceContext New();

  // Returns the context that a traceparent header names, nullopt when it is malformed. Fields that versions after 00
  // may append are ignored.
  static std::optional<TraceContext> Parse(std::string_view traceparent);

  // Returns a context in the same trace with a span id of its own.
  TraceContext Child() const;

  // Returns the header for calls made from this span.
  std::string ToTraceparent() const;
};

// Returns `digit_count` random hexadecimal digits, not all zero. For ids, not for secrets.
std::string RandomHex(int digit_count);

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_TRACE_H_
