#include "services/gateway/auth/token_file.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "services/gateway/auth/token_text.h"
#include "services/report/definition_places.h"
#include "services/report/error.h"

namespace gouji::gateway {
namespace {

absl::Status FileError(const std::string& problem_en, const std::string& problem_zh) {
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kInvalidTokenFile, problem_en, problem_zh);
}

bool IsHexadecimal(std::string_view text) {
  return text.size() == 64 &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool IsRegion(std::string_view code) {
  const bool has_length = code.size() == 2 || code.size() == 4 || code.size() == 6 || code.size() == 9;
  return has_length && std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; }) &&
         !(code.size() <= 6 && code.ends_with("00"));
}

// Collects what is wrong with a token: fields and problems.
class TokenCheck {
 public:
  explicit TokenCheck(const v1::Token& token) : token_(token) {
    Require(IsTokenName(token.name()), "name", "must be 1 to 64 of a-z, 0-9 and -");
    Require(IsHexadecimal(token.sha256()), "sha256", "must be 64 hexadecimal digits in lower case");
    Require(!token.scopes().empty(), "scopes", "is empty; give what the token allows");
    for (const int scope : token.scopes()) {
      Require(scope != v1::SCOPE_UNSPECIFIED, "scopes", "SCOPE_UNSPECIFIED allows nothing");
    }
    for (const std::string& region : token.regions()) {
      Require(
          IsRegion(region), "regions",
          fmt::format("\"{}\" is no code of 2, 4, 6 or 9 digits; leave out zeros at the end: 14, not 140000", region));
    }
    for (const std::string& unit : token.units()) Require(!unit.empty(), "units", "has an empty id");
    std::string error;
    Require(absl::ParseTime(absl::RFC3339_full, token.expires(), &expires_, &error), "expires",
            "must be a time such as 2027-01-01T00:00:00+08:00");
    Require(token.quota().requests_per_minute() >= 0, "quota.requests_per_minute", "must not be negative");
    Require(token.quota().documents_per_day() >= 0, "quota.documents_per_day", "must not be negative");
  }

  void Require(bool holds, std::string field, std::string problem) {
    if (!holds) problems_.emplace_back(std::move(field), std::move(problem));
  }

  const std::vector<std::pair<std::string, std::string>>& problems() const { return problems_; }
  std::shared_ptr<const Token> Make() const { return std::make_shared<Token>(token_, expires_); }

 private:
  const v1::Token& token_;
  absl::Time expires_;
  std::vector<std::pair<std::string, std::string>> problems_;
};

}  // namespace

absl::StatusOr<Tokens> ReadTokens(std::string_view source, std::string_view text) {
  v1::TokenFile file;
  const absl::StatusOr<report::DefinitionPlaces> places = report::DefinitionPlaces::Read(text, &file);
  if (!places.ok()) {
    const std::string problem(places.status().message());
    return FileError(fmt::format("token file {}: {}", source, problem),
                     fmt::format("令牌文件 {}：{}", source, problem));
  }
  Tokens tokens;
  std::vector<std::string> problems_en;
  std::vector<std::string> problems_zh;
  for (int i = 0; i < file.tokens_size(); ++i) {
    TokenCheck check(file.tokens(i));
    const std::string& name = file.tokens(i).name();
    check.Require(tokens.emplace(name, check.Make()).second, "name", "is that of another token, too");
    for (const auto& [field, problem] : check.problems()) {
      const int line = places->LineOf(fmt::format("tokens[{}].{}", i, field));
      problems_en.push_back(fmt::format("line {}, token \"{}\": {}: {}", line, name, field, problem));
      problems_zh.push_back(fmt::format("第 {} 行，令牌“{}”：{}：{}", line, name, field, problem));
    }
  }
  if (problems_en.empty()) return tokens;
  return FileError(fmt::format("token file {}: {}", source, absl::StrJoin(problems_en, "; ")),
                   fmt::format("令牌文件 {}：{}", source, absl::StrJoin(problems_zh, "；")));
}

}  // namespace gouji::gateway
