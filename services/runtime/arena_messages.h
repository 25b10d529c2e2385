#ifndef GOUJI_SERVICES_RUNTIME_ARENA_MESSAGES_H_
#define GOUJI_SERVICES_RUNTIME_ARENA_MESSAGES_H_

#include "google/protobuf/arena.h"
#include "grpcpp/support/message_allocator.h"

namespace gouji::runtime {

// Puts request and response of a call of the callback API into one arena, which is released as a whole after the reply.
// Worth it for messages of many parts: making and destroying them one by one costs more than their bytes.
//
//   SetMessageAllocatorFor_Get(&get_messages_);  // ArenaMessages<GetRequest, GetResponse> get_messages_;
//
// The handler must not swap or move these messages with others: across arenas that copies. Thread-safe; must outlive
// the server.
template <typename Request, typename Response>
class ArenaMessages final : public grpc::MessageAllocator<Request, Response> {
 public:
  grpc::MessageHolder<Request, Response>* AllocateMessages() override { return new Holder; }

 private:
  // Owned by itself: gRPC calls Release once, last.
  class Holder final : public grpc::MessageHolder<Request, Response> {
   public:
    Holder() : arena_(Options()) {
      this->set_request(google::protobuf::Arena::CreateMessage<Request>(&arena_));
      this->set_response(google::protobuf::Arena::CreateMessage<Response>(&arena_));
    }
    void Release() override { delete this; }

   private:
    static google::protobuf::ArenaOptions Options() {
      google::protobuf::ArenaOptions options;
      options.start_block_size = 4 << 10;
      options.max_block_size = 64 << 10;
      return options;
    }

    google::protobuf::Arena arena_;
  };
};

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_ARENA_MESSAGES_H_
