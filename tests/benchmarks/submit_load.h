#ifndef GOUJI_TESTS_BENCHMARKS_SUBMIT_LOAD_H_
#define GOUJI_TESTS_BENCHMARKS_SUBMIT_LOAD_H_

#include <memory>
#include <span>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gouji/statistics/v1/register.pb.h"
#include "grpcpp/channel.h"

namespace gouji::benchmarks {

// Sends the documents, each one chunk, through one stream of SubmitDocuments and waits for all results. Returns the
// time from the first chunk to the last result, or an error when an item has another outcome than `expected`.
absl::StatusOr<absl::Duration> SubmitAll(const std::shared_ptr<grpc::Channel>& channel,
                                         std::span<const std::string> documents, statistics::v1::Outcome expected);

}  // namespace gouji::benchmarks

#endif  // GOUJI_TESTS_BENCHMARKS_SUBMIT_LOAD_H_
