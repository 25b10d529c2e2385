#ifndef GOUJI_SERVICES_CLI_ITEM_ERROR_H_
#define GOUJI_SERVICES_CLI_ITEM_ERROR_H_

#include "absl/status/status.h"
#include "gouji/gateway/v1/gateway_service.pb.h"

namespace gouji::cli {

// The status that an item's error stands for, with its reason. A code that is not known becomes UNKNOWN.
absl::Status ItemErrorStatus(const gateway::v1::ItemError& error);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_ITEM_ERROR_H_
