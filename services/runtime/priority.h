#ifndef GOUJI_SERVICES_RUNTIME_PRIORITY_H_
#define GOUJI_SERVICES_RUNTIME_PRIORITY_H_

#include <cstdint>

namespace gouji::runtime {

// Whether somebody waits for the answer. A call hands its own to the calls that it makes.
enum class Priority : std::uint8_t {
  kInteractive,  // a person or a program waits for this answer
  kBatch,        // one of many items: any of them may come next
};

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_PRIORITY_H_
