// Gouji from C++, with Debian's libgrpc++-dev. From a checkout: tests/clients/run.sh cpp
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "gouji/gateway/v1/gateway_service.grpc.pb.h"
#include "grpcpp/grpcpp.h"

namespace api = gouji::gateway::v1;
namespace fs = std::filesystem;

namespace {

const fs::path kSamples = "tests/data/reports";
constexpr std::size_t kChunkBytes = 1 << 20;

std::string Environment(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : value;
}

std::string Content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A call with its token.
class Context : public grpc::ClientContext {
 public:
  Context() {
    const std::string token = Environment("GOUJI_TOKEN", "");
    if (!token.empty()) AddMetadata("authorization", "Bearer " + token);
  }
};

void ExitUnlessOk(const grpc::Status& status) {
  if (status.ok()) return;
  std::cerr << status.error_message() << '\n';
  std::exit(1);
}

// Checks a document: nothing is recorded.
void Check(api::GatewayService::Stub& gateway, const fs::path& path) {
  Context context;
  api::CheckDocumentRequest request;
  request.set_document(Content(path));
  request.set_file_name(path.filename());
  api::CheckDocumentResponse checked;
  ExitUnlessOk(gateway.CheckDocument(&context, request, &checked));
  std::cout << request.file_name() << ": " << checked.assessment().failed() << " of the checks failed\n";
  for (const auto& finding : checked.findings()) {
    std::cout << "  " << finding.rule_id() << ": " << finding.message_en() << '\n';
  }
}

// Sends documents in chunks of at most 1 MiB.
void Send(const std::vector<fs::path>& files,
          grpc::ClientReaderWriter<api::SubmitDocumentsRequest, api::SubmitDocumentsResponse>& stream) {
  for (const fs::path& file : files) {
    const std::string bytes = Content(file);
    for (std::size_t start = 0; start < std::max<std::size_t>(bytes.size(), 1); start += kChunkBytes) {
      api::SubmitDocumentsRequest chunk;
      chunk.set_item_id(file.filename());
      chunk.set_file_name(file.filename());
      chunk.set_data(bytes.substr(start, kChunkBytes));
      chunk.set_last(start + kChunkBytes >= bytes.size());
      if (!stream.Write(chunk)) return;
    }
  }
  stream.WritesDone();
}

// Imports a folder: results come back in any order while documents are sent, each once its document is durable.
void Import(api::GatewayService::Stub& gateway, const std::vector<fs::path>& files) {
  Context context;
  const auto stream = gateway.SubmitDocuments(&context);
  std::thread sender(Send, std::cref(files), std::ref(*stream));
  int recorded = 0;
  int with_errors = 0;
  for (api::SubmitDocumentsResponse result; stream->Read(&result);) {
    if (result.has_error()) {
      std::cout << result.item_id() << ": " << result.error().reason() << ": " << result.error().message() << '\n';
    }
    if (result.receipt().revision() > 0) ++recorded;
    if (result.receipt().error_count() > 0) ++with_errors;
  }
  sender.join();
  ExitUnlessOk(stream->Finish());
  std::cout << "recorded " << recorded << " of " << files.size() << " documents, " << with_errors << " with errors\n";
}

// Adds up a year.
void Summarize(api::GatewayService::Stub& gateway, int year) {
  Context context;
  api::SummarizeRequest request;
  request.mutable_filter()->add_years(year);
  api::SummarizeResponse response;
  ExitUnlessOk(gateway.Summarize(&context, request, &response));
  const auto& coverage = response.summary().coverage();
  std::cout << year << ": " << coverage.counted_count() << " reports counted, " << coverage.with_errors_count()
            << " of them with errors; applications received: ";
  for (const auto& total : response.summary().cells()) {
    if (total.cell() == "applications.newly_received.total") std::cout << total.sum() << '\n';
  }
}

}  // namespace

int main() {
  // Over TLS grpc::SslCredentials({}).
  const auto gateway = api::GatewayService::NewStub(
      grpc::CreateChannel(Environment("GOUJI_ENDPOINT", "127.0.0.1:7400"), grpc::InsecureChannelCredentials()));
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(kSamples)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  Check(*gateway, kSamples / "muquan-culture-2023.txt");
  Import(*gateway, files);
  Summarize(*gateway, 2023);
}
