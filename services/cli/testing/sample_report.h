#ifndef GOUJI_SERVICES_CLI_TESTING_SAMPLE_REPORT_H_
#define GOUJI_SERVICES_CLI_TESTING_SAMPLE_REPORT_H_

#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "gtest/gtest.h"
#include "services/cli/gateway_client.h"

namespace gouji::cli {

// The bytes of a file of tests/data/reports.
inline std::string ReportFile(const std::string& name) {
  std::ifstream file(std::string(GOUJI_SOURCE_DIR) + "/tests/data/reports/" + name, std::ios::binary);
  EXPECT_TRUE(file.good()) << name;
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// A report where any will do.
inline std::string SampleReport() { return ReportFile("lanqiao-market-2023.txt"); }

// Submits a document on a stream of its own, and returns what became of it.
inline gateway::v1::SubmitDocumentsResponse SubmitAlone(GatewayClient& client, const std::string& document) {
  const std::unique_ptr<SubmitStream> stream = client.SubmitDocuments();
  gateway::v1::SubmitDocumentsRequest chunk;
  chunk.set_item_id("a");
  chunk.set_data(document);
  chunk.set_last(true);
  EXPECT_TRUE(stream->Write(chunk));
  stream->WritesDone();
  gateway::v1::SubmitDocumentsResponse result;
  EXPECT_TRUE(stream->Read(&result));
  gateway::v1::SubmitDocumentsResponse none;
  EXPECT_FALSE(stream->Read(&none));
  EXPECT_TRUE(stream->Finish().ok());
  return result;
}

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_TESTING_SAMPLE_REPORT_H_
