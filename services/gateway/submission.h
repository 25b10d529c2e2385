#ifndef GOUJI_SERVICES_GATEWAY_SUBMISSION_H_
#define GOUJI_SERVICES_GATEWAY_SUBMISSION_H_

#include <optional>
#include <string>

#include "absl/time/time.h"
#include "gouji/parse/v1/parse_service.pb.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::gateway {

// The hash of what a document is read from: its bytes, its file name, and the options. 64 hexadecimal digits.
std::string SubmissionSha256(const parse::v1::ParseDocumentRequest& request);

// Who reads and checks documents now, as the services' last answers told: they are asked nothing for it. Thread-safe.
class CurrentReaders {
 public:
  struct Versions {
    std::string parser;
    std::string rule_set;
  };

  // How long an answer tells who reads now. While a service is renewed, a document may be read by an old or a new
  // replica of it; so long after the last old one has gone, it may still be taken for read by the old.
  static constexpr absl::Duration kTrusted = absl::Seconds(5);

  // A document was read and checked at `now`. Empty versions, as of what is no report, tell nothing.
  void Note(const Versions& versions, absl::Time now) EXCLUDES(mutex_);

  // Nothing when no document was read for kTrusted.
  std::optional<Versions> At(absl::Time now) const EXCLUDES(mutex_);

 private:
  mutable runtime::Mutex mutex_;
  Versions versions_ GUARDED_BY(mutex_);
  absl::Time noted_at_ GUARDED_BY(mutex_) = absl::InfinitePast();
};

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_SUBMISSION_H_
