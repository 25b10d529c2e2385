#ifndef GOUJI_SERVICES_RUNTIME_LOG_H_
#define GOUJI_SERVICES_RUNTIME_LOG_H_

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "absl/status/statusor.h"

namespace spdlog {
class logger;
}  // namespace spdlog

namespace gouji::runtime {

enum class LogLevel { kDebug, kInfo, kWarning, kError, kOff };

// Reads "debug", "info", "warning", "error" or "off"; INVALID_ARGUMENT for anything else.
absl::StatusOr<LogLevel> ParseLogLevel(std::string_view name);

std::string_view LogLevelName(LogLevel level);

// One member of a log line. Keys are literals in snake_case; string values may hold any bytes.
struct LogField {
  template <std::integral T>
  LogField(std::string_view key_, T value_) : key(key_), value(static_cast<std::int64_t>(value_)) {}
  LogField(std::string_view key_, bool value_) : key(key_), value(value_) {}
  LogField(std::string_view key_, double value_) : key(key_), value(value_) {}
  LogField(std::string_view key_, std::string_view value_) : key(key_), value(value_) {}
  LogField(std::string_view key_, const char* value_) : key(key_), value(std::string_view(value_)) {}
  LogField(std::string_view key_, const std::string& value_) : key(key_), value(std::string_view(value_)) {}

  std::string_view key;
  std::variant<std::int64_t, bool, double, std::string_view> value;
};

// Appends `text` as a JSON string with its quotes. Control characters are escaped; bytes that are not UTF-8 become
// U+FFFD, so that every line is valid JSON.
void AppendJsonString(std::string_view text, std::string* out);

// Writes JSON lines: {"time":"2024-01-31T08:00:00.123456Z","level":"info","service":"…","event":"…", fields…}.
// `event` is a constant sentence or name to search for; what varies goes into fields. Never log a payload or a secret.
//
//   log.Write(LogLevel::kInfo, "listening", {{"port", port}});
//
// Thread-safe; copies share one sink. Each line is flushed.
class Logger {
 public:
  // Writes to stderr.
  Logger(std::string_view service, LogLevel level);
  // Writes to `out`, which must outlive every copy.
  Logger(std::string_view service, LogLevel level, std::ostream& out);

  // A logger that writes nothing.
  static Logger Silent();

  bool IsEnabled(LogLevel level) const { return level_ != LogLevel::kOff && level >= level_; }

  void Write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {}) const;

 private:
  std::string service_;
  LogLevel level_;
  std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_LOG_H_
