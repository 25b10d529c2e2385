#ifndef GOUJI_SERVICES_GATEWAY_HTTP_TESTING_HOSTILE_REQUESTS_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_TESTING_HOSTILE_REQUESTS_H_

#include <cstddef>
#include <string>
#include <vector>

namespace gouji::gateway::http {

// A request and the status that it deserves.
struct HostileRequest {
  const char* name;
  std::string bytes;
  int status;
};

inline const std::string kCheck = "/gouji.gateway.v1.GatewayService/CheckDocument";

// A request with a head of ours and whatever fields and body.
inline std::string Post(const std::string& fields, const std::string& body = "", const std::string& path = kCheck) {
  return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n" + body;
}

inline std::string Sized(const std::string& type, const std::string& body) {
  return Post("Content-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n", body);
}

inline std::string Json(const std::string& body) { return Sized("application/json", body); }

inline std::string Chunked(const std::string& body) {
  return Post("Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n", body);
}

inline std::string Many(std::size_t count, const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < count; ++i) result += text;
  return result;
}

inline std::vector<HostileRequest> MalformedHeads() {
  return {
      {"a TLS hello", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03\r\n\r\n", 15), 400},
      {"nothing but line breaks", "\r\n\r\n\r\n", 400},
      {"a line without version", "GET /\r\n\r\n", 400},
      {"the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
      {"a version that there is not", "GET / HTTP/3.1\r\nHost: localhost\r\n\r\n", 400},
      {"a target of another server", "GET http://example.com/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"a tunnel", "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n", 400},
      {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"two hosts", "GET / HTTP/1.1\r\nHost: localhost\r\nHost: a\r\n\r\n", 400},
      {"a field without colon", "GET / HTTP/1.1\r\nHost: localhost\r\nfield\r\n\r\n", 400},
      {"a space before the colon", "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", 400},
      {"a zero byte in a field", std::string("GET / HTTP/1.1\r\nHost: localhost\r\nA: \0\r\n\r\n", 41), 400},
      {"bare line feeds", "GET / HTTP/1.1\nHost: localhost\n\n", 400},
      {"an endless request line", "GET /" + std::string(40'000, 'a'), 431},
      {"an endless field", "GET / HTTP/1.1\r\nHost: localhost\r\nA: " + std::string(40'000, 'a'), 431},
      {"endless fields", "GET / HTTP/1.1\r\nHost: localhost\r\n" + Many(4000, "A: b\r\n") + "\r\n", 431},
      {"a length below zero", Post("Content-Length: -1\r\n"), 400},
      {"a length that is no number", Post("Content-Length: ten\r\n"), 400},
      {"a length beyond 64 bits", Post("Content-Length: 99999999999999999999\r\n"), 400},
      {"two lengths", Post("Content-Length: 2\r\nContent-Length: 3\r\n", "{}}"), 400},
      {"a list of lengths", Post("Content-Length: 2, 3\r\n", "{}}"), 400},
      {"a length and chunks", Post("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
      {"chunks and a length", Post("Transfer-Encoding: chunked\r\nContent-Length: 2\r\n", "0\r\n\r\n"), 400},
      {"chunks in gzip", Post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 400},
      {"an unknown transfer encoding", Post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 400},
      {"chunks twice", Post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
      {"an expectation that nobody meets", Post("Expect: a miracle\r\nContent-Length: 2\r\n"), 417},
  };
}

inline std::vector<HostileRequest> MalformedBodies() {
  return {
      {"a chunk whose size is no number", Chunked("size\r\n"), 400},
      {"a chunk beyond 64 bits", Chunked("FFFFFFFFFFFFFFFFF\r\n"), 400},
      {"a chunk that does not end", Chunked("2\r\n{}{}\r\n"), 400},
      {"an endless extension of a chunk", Chunked("2;" + std::string(40'000, 'a')), 400},
      {"an endless trailer", Chunked("2\r\n{}\r\n0\r\n" + Many(8000, "A: b\r\n")), 400},
      {"a body of 10 GB", Post("Content-Type: application/json\r\nContent-Length: 10000000000\r\n"), 413},
      {"an endless body", Chunked(Many(70, "10000\r\n" + std::string(0x10000, ' ') + "\r\n")), 413},
      {"no type", Post("Content-Length: 2\r\n", "{}"), 415},
      {"a page's form", Sized("application/x-www-form-urlencoded", "document=a"), 415},
      {"a type that is none", Sized(";;;", "{}"), 415},
      {"messages of a stream for a method without", Sized("application/connect+json", "{}"), 415},
      {"a compressed body", Post("Content-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n"),
       415},
      {"no body", Json(""), 400},
      {"half a document", Json(R"({"document": ")"), 400},
      {"lists nested without end", Json(std::string(100'000, '[')), 400},
      {"objects nested without end", Json(Many(100'000, R"({"options":)")), 400},
      {"a field that there is not", Json(R"({"documents": ""})"), 400},
      {"a field of another type", Json(R"({"include_evidence": [1]})"), 400},
      {"a year beyond 32 bits", Json(R"({"options": {"year": 99999999999}})"), 400},
      {"a document that is not base64", Json(R"({"document": "%%%"})"), 400},
      {"a name that is not UTF-8", Json("{\"file_name\": \"\xFF\xFE\"}"), 400},
      {"a message that is none", Sized("application/proto", "\x07\x07\x07"), 400},
      {"a message cut off",
       Sized("application/proto",
             "\x0A\x7F"
             "abc"),
       400},
      {"a message nested without end", Sized("application/proto", std::string(100'000, '\x1B')), 400},
  };
}

// A part of a form whose boundary is b.
inline std::string Part(const std::string& head, const std::string& content) {
  return "--b\r\n" + head + "\r\n\r\n" + content + "\r\n";
}

inline std::vector<HostileRequest> MalformedForms() {
  const std::string type = "multipart/form-data; boundary=b";
  const std::string file = "Content-Disposition: form-data; name=\"f\"; filename=\"a.html\"";
  const std::string field = "Content-Disposition: form-data; name=\"request\"";
  const std::string end = "--b--\r\n";
  return {
      {"a form without boundary", Sized("multipart/form-data", "--b--"), 415},
      {"an empty boundary", Sized("multipart/form-data; boundary=", "----"), 415},
      {"a boundary that is too long", Sized("multipart/form-data; boundary=" + std::string(71, 'b'), "x"), 415},
      {"another kind of parts", Sized("multipart/mixed; boundary=b", Part(file, "x") + end), 415},
      {"a form for a method that takes none",
       Post("Content-Type: " + type + "\r\nContent-Length: 5\r\n", "--b--",
            "/gouji.gateway.v1.GatewayService/ListReports"),
       415},
      {"no form", Sized(type, ""), 400},
      {"a form that never comes to its boundary", Sized(type, std::string(1 << 20, '-')), 400},
      {"a boundary that goes on", Sized(type, "--bb\r\n" + file), 400},
      {"a part without end", Sized(type, "--b\r\n" + file + "\r\n\r\nx"), 400},
      {"a head without end", Sized(type, "--b\r\n" + file), 400},
      {"an endless head of a part", Sized(type, "--b\r\n" + std::string(100'000, 'h')), 400},
      {"endless fields of a part", Sized(type, "--b\r\n" + Many(20'000, "A: b\r\n")), 400},
      {"an endless name of a file", Sized(type, Part(file + std::string(5000, 'n'), "x") + end), 400},
      {"a part without head", Sized(type, "--b\r\n\r\nx\r\n--b--\r\n"), 400},
      {"a part without name", Sized(type, Part("Content-Disposition: form-data; filename=a", "x") + end), 400},
      {"a part of no form", Sized(type, Part("Content-Type: text/html", "x") + end), 400},
      {"an encoded part", Sized(type, Part(file + "\r\nContent-Transfer-Encoding: base64", "eA==") + end), 400},
      {"a form within a form",
       Sized(type, Part("Content-Disposition: form-data; name=\"f\"\r\nContent-Type: multipart/mixed; boundary=c",
                        "--c\r\n" + file + "\r\n\r\nx\r\n--c--") +
                       end),
       400},
      {"thousands of parts", Sized(type, Many(5000, Part(field, "{}")) + end), 429},
      {"a field that there is not", Sized(type, Part("Content-Disposition: form-data; name=admin", "1") + end), 400},
      {"a field that is no JSON", Sized(type, Part(field, "{") + end), 400},
      {"a field with what no request has", Sized(type, Part(field, R"({"documents": ""})") + end), 400},
      {"a field nested without end", Sized(type, Part(field, Many(100'000, R"({"options":)")) + end), 400},
      {"a field of a megabyte", Sized(type, Part(field, std::string(1 << 20, 'x')) + end), 400},
      {"a form that goes on after its end", Sized(type, end + std::string(100'000, 'x')), 400},
      {"a form of 10 GB that does not come",
       Post("Content-Type: " + type + "\r\nContent-Length: 10000000000\r\n", "--b\r\n"), 408},
      {"a form in chunks that are none",
       Post("Content-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n", "size\r\n--b--"), 400},
  };
}

inline std::vector<HostileRequest> RefusedRequests() {
  const std::string json = "Content-Type: application/json\r\nContent-Length: 2\r\n";
  return {
      {"a path that there is not", Post(json, "{}", "/admin"), 404},
      {"a way out of the folder", Post(json, "{}", "/../../etc/passwd"), 404},
      {"a method that there is not", Post(json, "{}", kCheck + "s"), 404},
      {"another service of the process", Post(json, "{}", "/gouji.statistics.v1.StatisticsService/RecordReports"), 404},
      {"reading a method", "GET " + kCheck + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 405},
      {"TRACE", "TRACE " + kCheck + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 405},
      {"a verb that there is not", "HACK " + kCheck + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 405},
      {"a page of another origin", Post("Origin: https://evil.example\r\n" + json, "{}"), 403},
      {"a page without origin", Post("Origin: null\r\n" + json, "{}"), 403},
      {"a name that was made to mean this machine",
       "POST " + kCheck + " HTTP/1.1\r\nHost: evil.example\r\nOrigin: http://evil.example\r\n" + json + "\r\n{}", 403},
      {"a token that is no text", Post("Authorization: Bearer \xFF\xFE\r\n" + json, "{}"), 400},
      {"a deadline that is none", Post("Connect-Timeout-Ms: soon\r\n" + json, "{}"), 400},
      {"a deadline below zero", Post("Connect-Timeout-Ms: -5\r\n" + json, "{}"), 400},
      {"a deadline beyond all time", Post("Connect-Timeout-Ms: 99999999999\r\n" + json, "{}"), 400},
      {"a protocol of the future", Post("Connect-Protocol-Version: 2\r\n" + json, "{}"), 400},
  };
}

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_TESTING_HOSTILE_REQUESTS_H_
