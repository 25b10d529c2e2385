#include "services/runtime/log.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "services/runtime/utf8.h"
#include "spdlog/logger.h"
#include "spdlog/sinks/ostream_sink.h"
#include "spdlog/sinks/stdout_sinks.h"

namespace gouji::runtime {
namespace {

constexpr std::string_view kLevelNames[] = {"debug", "info", "warning", "error", "off"};

std::shared_ptr<spdlog::logger> MakeLogger(const spdlog::sink_ptr& sink) {
  auto logger = std::make_shared<spdlog::logger>("", sink);
  // The lines are complete as they come, and levels are decided before a line is made.
  logger->set_pattern("%v");
  logger->set_level(spdlog::level::trace);
  logger->flush_on(spdlog::level::trace);
  return logger;
}

void AppendValue(const LogField& field, std::string* out) {
  if (const auto* text = std::get_if<std::string_view>(&field.value)) {
    AppendJsonString(*text, out);
  } else if (const auto* number = std::get_if<double>(&field.value)) {
    // JSON has no NaN and no infinity.
    *out += std::isfinite(*number) ? fmt::format("{}", *number) : "null";
  } else if (const auto* flag = std::get_if<bool>(&field.value)) {
    *out += *flag ? "true" : "false";
  } else {
    *out += fmt::format("{}", std::get<std::int64_t>(field.value));
  }
}

// Whether a text begins with one of those three bytes that need no closer look, as nearly all Chinese characters do.
bool BeginsWithThree(std::string_view text) {
  const auto is_next = [&](std::size_t i) { return (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80; };
  const auto lead = static_cast<unsigned char>(text[0]);
  return 0xE0 < lead && lead < 0xED && text.size() >= 3 && is_next(1) && is_next(2);
}

// How many bytes at the beginning of a text may stand in a string of JSON as they are.
std::size_t PlainLength(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size()) {
    const auto c = static_cast<unsigned char>(text[length]);
    if (c < 0x20 || c == '"' || c == '\\' || c == 0x7F) break;
    const std::size_t size = c < 0x80                               ? 1
                             : BeginsWithThree(text.substr(length)) ? 3
                                                                    : FirstCharacterLength(text.substr(length));
    if (size == 0) break;
    length += size;
  }
  return length;
}

// A byte that may not stand there as it is.
void AppendEscaped(char c, std::string* out) {
  constexpr std::string_view kCharacters = "\"\\\n\r\t";
  constexpr std::string_view kNames = "\"\\nrt";
  const auto byte = static_cast<unsigned char>(c);
  if (const std::size_t place = kCharacters.find(c); place != std::string_view::npos) {
    *out += '\\';
    *out += kNames[place];
  } else if (byte < 0x80) {
    *out += fmt::format("\\u{:04x}", byte);
  } else {
    *out += kReplacementCharacter;
  }
}

}  // namespace

absl::StatusOr<LogLevel> ParseLogLevel(std::string_view name) {
  const auto* found = std::find(std::begin(kLevelNames), std::end(kLevelNames), name);
  if (found == std::end(kLevelNames)) {
    return absl::InvalidArgumentError("must be debug, info, warning, error or off");
  }
  return static_cast<LogLevel>(found - std::begin(kLevelNames));
}

std::string_view LogLevelName(LogLevel level) { return kLevelNames[static_cast<int>(level)]; }

void AppendJsonString(std::string_view text, std::string* out) {
  *out += '"';
  for (std::size_t plain = PlainLength(text); plain < text.size(); plain = PlainLength(text)) {
    *out += text.substr(0, plain);
    AppendEscaped(text[plain], out);
    text.remove_prefix(plain + 1);
  }
  *out += text;
  *out += '"';
}

Logger::Logger(std::string_view service, LogLevel level)
    : service_(service), level_(level), logger_(MakeLogger(std::make_shared<spdlog::sinks::stderr_sink_mt>())) {}

Logger::Logger(std::string_view service, LogLevel level, std::ostream& out)
    : service_(service), level_(level), logger_(MakeLogger(std::make_shared<spdlog::sinks::ostream_sink_mt>(out))) {}

Logger Logger::Silent() { return {"", LogLevel::kOff}; }

void Logger::Write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) const {
  if (!IsEnabled(level)) return;
  std::string line =
      fmt::format(R"({{"time":"{}","level":"{}","service":)",
                  absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", absl::Now(), absl::UTCTimeZone()), LogLevelName(level));
  AppendJsonString(service_, &line);
  line += R"(,"event":)";
  AppendJsonString(event, &line);
  for (const LogField& field : fields) {
    line += ',';
    AppendJsonString(field.key, &line);
    line += ':';
    AppendValue(field, &line);
  }
  line += '}';
  // As a view, which spdlog takes as it is: braces in it mean nothing.
  logger_->log(spdlog::level::info, spdlog::string_view_t(line.data(), line.size()));
}

}  // namespace gouji::runtime
