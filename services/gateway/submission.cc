#include "services/gateway/submission.h"

#include "absl/strings/str_cat.h"
#include "services/report/sha256.h"

namespace gouji::gateway {

std::string SubmissionSha256(const parse::v1::ParseDocumentRequest& request) {
  const std::string options = request.options().SerializeAsString();
  report::Sha256 hash;
  // With lengths, so that no part can pass for the end of another.
  hash.Update(absl::StrCat(options.size(), " ", request.file_name().size(), " ", options, request.file_name()));
  hash.Update(request.document());
  return hash.Hex();
}

void CurrentReaders::Note(const Versions& versions, absl::Time now) {
  if (versions.parser.empty() || versions.rule_set.empty()) return;
  runtime::MutexLock lock(mutex_);
  versions_ = versions;
  noted_at_ = now;
}

std::optional<CurrentReaders::Versions> CurrentReaders::At(absl::Time now) const {
  runtime::MutexLock lock(mutex_);
  if (now - noted_at_ > kTrusted) return std::nullopt;
  return versions_;
}

}  // namespace gouji::gateway
