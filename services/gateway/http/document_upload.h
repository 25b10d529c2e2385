#ifndef GOUJI_SERVICES_GATEWAY_HTTP_DOCUMENT_UPLOAD_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_DOCUMENT_UPLOAD_H_

#include <memory>
#include <string_view>

#include "google/protobuf/descriptor.h"
#include "services/gateway/http/exchange.h"
#include "services/gateway/http/forwarder.h"

namespace gouji::gateway::http {

// Documents as files of a form (multipart/form-data), which every browser and curl can send to a unary method that
// takes one: each file becomes a call, one after the other, and its result a line of JSON (application/x-ndjson) as
// soon as it is there, while others are still sent. A last line tells that there are no more, so that an answer that
// was cut off is known:
//
//   {"source":"a.html","report":{…},"findings":[…],"assessment":{…}}
//   {"source":"b.bin","error":{"code":"invalid_argument","message":…,"details":[…]}}
//   {"end":{"file_count":2,"failed_count":1}}
//
// A field `request`, before the files, has as JSON what all calls have in common, such as {"options":{"year":2024}}.
// What ends the form early (it is malformed, the token does not allow the method, the server drains …) is `error` of
// `end`; before the first line it is answered as the error of a unary call.
//
// Memory: one document, what has come behind it with the same read, and the lines that the client has not taken, all
// within its share of the server's. A client may read nothing until it has sent everything, as browsers do.

// Whether a method takes a document: a unary one whose request has bytes `document` and a string `file_name`.
bool TakesDocument(const google::protobuf::MethodDescriptor& method);

// Answers a form for such a method. `boundary` is that of its content type.
void UploadDocuments(Forwarder& forwarder, std::shared_ptr<Exchange> exchange,
                     const google::protobuf::MethodDescriptor& method, std::string_view boundary);

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_DOCUMENT_UPLOAD_H_
