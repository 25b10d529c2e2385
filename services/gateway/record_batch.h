#ifndef GOUJI_SERVICES_GATEWAY_RECORD_BATCH_H_
#define GOUJI_SERVICES_GATEWAY_RECORD_BATCH_H_

#include <cstddef>
#include <deque>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "gouji/gateway/v1/gateway_service.pb.h"
#include "services/gateway/backends.h"
#include "services/runtime/call.h"

namespace gouji::gateway {

// The result of an item that could not be worked on.
v1::SubmitDocumentsResponse ErrorResult(const std::string& item_id, const absl::Status& status);

// Takes from the front of `ready` what one request may hold: at least one item, then as many as fit.
statistics::v1::RecordReportsRequest TakeBatch(int item_limit, std::size_t byte_limit,
                                               std::deque<statistics::v1::RecordItem>* ready);

// Records the items of a request and returns one result for each. When the register refuses the request as a whole for
// what it holds, its items are recorded one by one, so that a bad one harms itself alone.
std::vector<v1::SubmitDocumentsResponse> RecordBatch(const runtime::CallContext& call, StatisticsBackend& statistics,
                                                     statistics::v1::RecordReportsRequest request);

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_RECORD_BATCH_H_
