#include "services/gateway/auth/token_book.h"

#include <fstream>
#include <iterator>
#include <optional>

#include "absl/time/clock.h"
#include "fmt/format.h"
#include "google/protobuf/util/message_differencer.h"
#include "services/gateway/auth/token_text.h"
#include "services/report/error.h"
#include "services/runtime/clock.h"

namespace gouji::gateway {
namespace {

using google::protobuf::util::MessageDifferencer;

// Compared with what no entry is for, so that an unknown name takes as long as a wrong secret.
constexpr std::string_view kNobody = "0000000000000000000000000000000000000000000000000000000000000000";

std::optional<std::string> ContentOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file.is_open() || file.bad()) return std::nullopt;
  return content;
}

}  // namespace

absl::StatusOr<std::unique_ptr<TokenBook>> TokenBook::Open(const Options& options, const runtime::Logger& log) {
  std::unique_ptr<TokenBook> book(new TokenBook(options, log));
  if (absl::Status read = book->Reload(); !read.ok()) return read;
  book->watch_ = std::thread([raw = book.get()] { raw->Watch(); });
  return book;
}

TokenBook::~TokenBook() {
  {
    runtime::MutexLock lock(mutex_);
    is_stopping_ = true;
    stopped_.NotifyAll();
  }
  if (watch_.joinable()) watch_.join();
}

absl::StatusOr<std::shared_ptr<const Token>> TokenBook::Find(std::string_view text) const {
  const std::string_view name = NameInToken(text);
  std::shared_ptr<const Token> token;
  {
    runtime::MutexLock lock(mutex_);
    if (const auto found = tokens_.find(name); found != tokens_.end()) token = found->second;
  }
  const bool matches = TokenMatches(text, token == nullptr ? kNobody : std::string_view(token->definition().sha256()));
  if (token == nullptr || !matches) {
    return report::Error(absl::StatusCode::kUnauthenticated, report::Reason::kTokenUnknown,
                         "the gateway does not know this token", "网关不认识这个令牌");
  }
  if (absl::Status valid = token->CheckValid(absl::Now()); !valid.ok()) return valid;
  return token;
}

absl::Status TokenBook::Reload() {
  std::optional<std::string> content = ContentOf(options_.path);
  if (!content.has_value()) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kInvalidTokenFile,
                         fmt::format("the token file {} cannot be read", options_.path),
                         fmt::format("无法读取令牌文件 {}", options_.path));
  }
  runtime::MutexLock lock(mutex_);
  if (watch_.joinable() && *content == content_) return absl::OkStatus();
  content_ = *std::move(content);
  absl::StatusOr<Tokens> read = ReadTokens(options_.path, content_);
  if (!read.ok()) return read.status();
  for (const auto& [name, before] : tokens_) {
    const auto now = read->find(name);
    if (now != read->end() && MessageDifferencer::Equals(now->second->definition(), before->definition())) {
      now->second = before;
    } else {
      before->Revoke();
    }
  }
  tokens_ = *std::move(read);
  log_.Write(runtime::LogLevel::kInfo, "tokens", {{"file", options_.path}, {"count", tokens_.size()}});
  return absl::OkStatus();
}

void TokenBook::Watch() {
  std::string told;  // the last problem, which is told once
  for (;;) {
    {
      runtime::MutexLock lock(mutex_);
      const absl::Time next = runtime::Now() + options_.reload_interval;
      while (!is_stopping_ && stopped_.WaitUntil(mutex_, next)) {
      }
      if (is_stopping_) return;
    }
    const absl::Status read = Reload();
    const std::string problem(read.message());
    if (!read.ok() && problem != told) {
      log_.Write(runtime::LogLevel::kError, "the tokens are as before, for their file cannot be used",
                 {{"file", options_.path}, {"problem", problem}});
    }
    told = problem;
  }
}

}  // namespace gouji::gateway
