#include "services/validate/checks/patterns.h"

#include <string>
#include <utility>

#include "fmt/format.h"
#include "services/validate/definition_error.h"

namespace gouji::validate {
namespace {

constexpr int64_t kMaxPatternBytes = 4L << 20;  // of a compiled pattern

re2::RE2::Options PatternOptions() {
  re2::RE2::Options options(re2::RE2::Quiet);
  options.set_max_mem(kMaxPatternBytes);
  return options;
}

}  // namespace

absl::StatusOr<Pattern> CompilePattern(std::string_view field, const std::string& text) {
  auto pattern = std::make_unique<const re2::RE2>(text, PatternOptions());
  if (!pattern->ok()) {
    return DefinitionError(field, pattern->error(), fmt::format("正则表达式有误：{}", pattern->error()));
  }
  if (re2::RE2::FullMatch("", *pattern)) {
    return DefinitionError(field, "the pattern matches the empty text", "该表达式会匹配空文本");
  }
  return pattern;
}

absl::StatusOr<Pattern> CompilePatterns(std::string_view field,
                                        const google::protobuf::RepeatedPtrField<std::string>& patterns) {
  if (patterns.empty()) {
    return nullptr;
  }
  for (int i = 0; i < patterns.size(); ++i) {
    if (const auto pattern = CompilePattern(fmt::format("{}[{}]", field, i), patterns[i]); !pattern.ok()) {
      return pattern.status();
    }
  }
  return CompilePattern(field, fmt::format("(?:{})", fmt::join(patterns, ")|(?:")));
}

}  // namespace gouji::validate
