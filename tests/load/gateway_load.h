#ifndef GOUJI_TESTS_LOAD_GATEWAY_LOAD_H_
#define GOUJI_TESTS_LOAD_GATEWAY_LOAD_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "tests/load/open_loop.h"

namespace gouji::load {

// A document with the name of its file.
struct NamedDocument {
  std::string name;
  std::string bytes;
};

// The files below folders in the order of a shuffle that is the same on every machine, at most `limit`.
std::vector<NamedDocument> ReadCorpus(const std::vector<std::string>& folders, int limit);

// A connection of its own to the gateway, or by turns to several.
std::shared_ptr<grpc::Channel> ConnectTo(const std::string& target);

// CheckDocument of the documents in turn, each call under another name, so that nothing comes from the cache. Right is
// an answer with a verdict that is not REJECTED.
ArrivalKind InteractiveChecks(const std::shared_ptr<grpc::Channel>& channel,
                              const std::vector<NamedDocument>& documents, absl::Duration deadline);

// CheckDocument of one character: the same hops, and next to nothing to do.
ArrivalKind EmptyChecks(const std::shared_ptr<grpc::Channel>& channel, absl::Duration deadline);

// Summarize of everything.
ArrivalKind Summaries(const std::shared_ptr<grpc::Channel>& channel, absl::Duration deadline);

// SubmitDocuments of `item_count` documents, taken in turn; each of its items is counted, from the arrival of the
// stream to the item's result. An item without a result has the status of its stream. Right is a receipt that says
// RECORDED or UNCHANGED.
ArrivalKind Batches(const std::shared_ptr<grpc::Channel>& channel, const std::vector<NamedDocument>& documents,
                    int item_count, absl::Duration deadline);

}  // namespace gouji::load

#endif  // GOUJI_TESTS_LOAD_GATEWAY_LOAD_H_
