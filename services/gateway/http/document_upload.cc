#include "services/gateway/http/document_upload.h"

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "fmt/format.h"
#include "google/protobuf/message.h"
#include "services/gateway/http/call_metadata.h"
#include "services/gateway/http/connect_error.h"
#include "services/gateway/http/json_text.h"
#include "services/gateway/http/multipart.h"
#include "services/report/error.h"
#include "services/runtime/inbound.h"
#include "services/runtime/utf8.h"

namespace gouji::gateway::http {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

constexpr char kDocument[] = "document";
constexpr char kFileName[] = "file_name";

absl::Status BadForm(std::string_view message) {
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest, message);
}

// Whether no other document of the form would fare better.
bool EndsForm(const absl::Status& error) {
  return absl::IsUnauthenticated(error) || report::HasReason(error, report::Reason::kScopeMissing) ||
         report::HasReason(error, report::Reason::kQuotaExceeded) ||
         report::HasReason(error, report::Reason::kDraining);
}

bool IsUtf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = runtime::FirstCharacterLength(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

// A form from its first byte to the last line: a chain of steps on the thread of the exchange, each of which goes on
// with Next when it is done. Lives in what it waits for.
class Upload : public std::enable_shared_from_this<Upload> {
 public:
  Upload(Forwarder& forwarder, std::shared_ptr<Exchange> exchange, const MethodDescriptor& method,
         std::string_view boundary)
      : forwarder_(forwarder),
        exchange_(std::move(exchange)),
        method_(method),
        // A message has room for two documents (gateway_options.h).
        form_(boundary, forwarder.max_message_bytes() / 2),
        request_(google::protobuf::MessageFactory::generated_factory()->GetPrototype(method.input_type())->New()) {}

  void Start() {
    absl::StatusOr<CallHead> head = MakeCallHead(*exchange_, PathOf(method_));
    if (!head.ok()) return RespondError(*exchange_, head.status());
    head_ = *std::move(head);
    exchange_->OnGone([upload = weak_from_this()] {
      if (const std::shared_ptr<Upload> self = upload.lock()) self->Abandon();
    });
    Next();
  }

 private:
  void Next() {
    static_cast<void>(Hold());  // gives back what the last part had
    if (parts_.empty()) return ended_ ? Finish() : Read();
    FormPart part = std::move(parts_.front());
    parts_.pop_front();
    if (!part.file_name.has_value()) return TakeField(std::move(part));
    if (part.file_name->empty() && part.content.empty()) return Next();  // a page's form in which no file was chosen
    Call(std::move(part));
  }

  void Read() {
    exchange_->ReadSome([upload = shared_from_this()](Exchange::BytesOr bytes) { upload->Take(std::move(bytes)); });
  }

  void Take(Exchange::BytesOr bytes) {
    if (!bytes.ok()) return Fail(bytes.status());
    std::vector<FormPart> parts;
    if (!bytes->empty()) {
      failure_ = form_.Feed(*bytes, &parts);
    } else if (!form_.complete()) {
      failure_ = BadForm("the form is cut off");
    }
    ended_ = bytes->empty() || !failure_.ok();
    for (FormPart& part : parts) parts_.push_back(std::move(part));  // also those before a failure
    if (!Hold()) return Fail(runtime::OverloadedError());
    Next();
  }

  // What all calls have in common.
  void TakeField(FormPart part) {
    if (part.name != "request") return Fail(BadForm("the form has a field that is neither a file nor `request`"));
    if (file_count_ > 0) return Fail(BadForm("the field `request` of the form comes after a file"));
    forwarder_.Decode(exchange_, *method_.input_type(), Encoding::kJson, std::move(part.content),
                      [upload = shared_from_this()](const Exchange::BytesOr& message) {
                        if (!message.ok()) return upload->Fail(message.status());
                        if (!upload->request_->ParseFromString(*message)) {
                          return upload->Fail(BadForm("the field `request` of the form is no such message"));
                        }
                        upload->Next();
                      });
  }

  void Call(FormPart part) {
    ++file_count_;
    source_ = *part.file_name;
    if (part.too_long) {
      return FailFile(
          report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge, "the document is too long"));
    }
    if (!IsUtf8(source_)) return FailFile(BadForm("the name of the file is not UTF-8"));
    Set(kDocument, std::move(part.content));
    Set(kFileName, *std::move(part.file_name));
    std::string request = request_->SerializeAsString();
    Set(kDocument, {});
    call_ = forwarder_.server().CallUnary(
        head_, std::move(request), [upload = shared_from_this()](CallAnswer answer) mutable {
          Exchange& exchange = *upload->exchange_;
          exchange.Post([upload = std::move(upload), answer = std::move(answer)]() mutable {
            upload->TakeAnswer(std::move(answer.message));
          });
        });
  }

  void Set(const char* field, std::string value) {
    request_->GetReflection()->SetString(request_.get(), method_.input_type()->FindFieldByName(field),
                                         std::move(value));
  }

  void TakeAnswer(Exchange::BytesOr message) {
    call_ = nullptr;
    if (!message.ok()) return EndsForm(message.status()) ? Fail(message.status()) : FailFile(message.status());
    forwarder_.Encode(exchange_, *method_.output_type(), Encoding::kJson, *std::move(message),
                      [upload = shared_from_this()](const Exchange::BytesOr& json) {
                        if (!json.ok()) return upload->FailFile(json.status());
                        const bool empty = *json == "{}";
                        upload->WriteLine(fmt::format(R"({{"source":{}{}{}}})", JsonText(upload->source_),
                                                      empty ? "" : ",", json->substr(1, json->size() - 2)));
                      });
  }

  void FailFile(const absl::Status& error) {
    ++failed_count_;
    WriteLine(JsonObject({{"source", JsonText(source_)}, {"error", ConnectErrorJson(error)}}));
  }

  // The client may take its time: the form goes on meanwhile.
  void WriteLine(std::string line) {
    line += '\n';
    const std::size_t size = line.size();
    if (!exchange_->Reserve(size)) return Fail(runtime::OverloadedError());
    if (!std::exchange(begun_, true)) exchange_->Begin({.fields = {{"Content-Type", "application/x-ndjson"}}});
    exchange_->Write(std::move(line), [exchange = exchange_.get(), size](bool there) {
      if (there) exchange->Release(size);
    });
    Next();
  }

  // Nothing more is read of the form.
  void Fail(const absl::Status& error) {
    failure_ = error;
    ended_ = true;
    parts_.clear();
    Finish();
  }

  void Finish() {
    if (!begun_ && !failure_.ok()) return RespondError(*exchange_, failure_, HttpStatusOfBadBody(failure_));
    JsonMembers end = {{"file_count", std::to_string(file_count_)}, {"failed_count", std::to_string(failed_count_)}};
    if (!failure_.ok()) end.emplace_back("error", ConnectErrorJson(failure_));
    if (!begun_) exchange_->Begin({.fields = {{"Content-Type", "application/x-ndjson"}}});
    exchange_->Write(JsonObject({{"end", JsonObject(end)}}) + "\n", [](bool /*there*/) {});
    exchange_->End();
  }

  // Takes or gives back memory, so that there is as much as is kept. Returns whether there is.
  bool Hold() {
    std::size_t kept = form_.kept_byte_count();
    for (const FormPart& part : parts_) kept += part.content.size();
    if (kept > held_byte_count_) {
      if (!exchange_->Reserve(kept - held_byte_count_)) return false;
    } else {
      exchange_->Release(held_byte_count_ - kept);
    }
    held_byte_count_ = kept;
    return true;
  }

  // The client has gone.
  void Abandon() {
    parts_.clear();
    if (call_ != nullptr) call_->Cancel();
  }

  Forwarder& forwarder_;
  const std::shared_ptr<Exchange> exchange_;
  const MethodDescriptor& method_;
  CallHead head_;
  MultipartReader form_;
  std::deque<FormPart> parts_;              // that are complete and wait
  const std::unique_ptr<Message> request_;  // what all calls have in common
  std::size_t held_byte_count_ = 0;
  std::string source_;  // of the file that is worked on
  std::shared_ptr<RunningCall> call_;
  int file_count_ = 0;
  int failed_count_ = 0;
  bool begun_ = false;  // the answer
  bool ended_ = false;  // the form
  absl::Status failure_;
};

}  // namespace

bool TakesDocument(const MethodDescriptor& method) {
  const FieldDescriptor* document = method.input_type()->FindFieldByName(kDocument);
  const FieldDescriptor* name = method.input_type()->FindFieldByName(kFileName);
  return !method.client_streaming() && !method.server_streaming() && document != nullptr && name != nullptr &&
         document->type() == FieldDescriptor::TYPE_BYTES && name->type() == FieldDescriptor::TYPE_STRING;
}

void UploadDocuments(Forwarder& forwarder, std::shared_ptr<Exchange> exchange, const MethodDescriptor& method,
                     std::string_view boundary) {
  std::make_shared<Upload>(forwarder, std::move(exchange), method, boundary)->Start();
}

}  // namespace gouji::gateway::http
