// What it costs to read a report, on one core: the whole parse (with charset, hash and evidence), and the interpreter
// alone.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "services/parse/document/text_reader.h"
#include "services/parse/interpret/interpreter.h"
#include "services/parse/parser.h"
#include "services/report/form.h"

namespace gouji::parse {
namespace {

// The sample reports, with a report that ends in `.txt` or `.md` each.
std::vector<std::string> Samples() {
  std::vector<std::string> samples;
  for (const auto& entry : std::filesystem::directory_iterator(GOUJI_SOURCE_DIR "/tests/data/reports")) {
    if (entry.path().extension() != ".json") {
      std::ifstream file(entry.path(), std::ios::binary);
      samples.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
  }
  return samples;
}

void Count(benchmark::State& state, const std::vector<std::string>& samples) {
  size_t bytes = 0;
  for (const std::string& sample : samples) {
    bytes += sample.size();
  }
  const auto iterations = static_cast<int64_t>(state.iterations());
  state.SetItemsProcessed(iterations * static_cast<int64_t>(samples.size()));  // items_per_second: reports/s
  state.SetBytesProcessed(iterations * static_cast<int64_t>(bytes));
}

void BM_ParseSamples(benchmark::State& state) {
  const auto catalog = *report::FormCatalog::BuiltIn();
  const auto parser = *Parser::Create(catalog, {});
  const std::vector<std::string> samples = Samples();
  for (auto _ : state) {  // NOLINT(readability-identifier-naming): Google Benchmark's idiom
    for (const std::string& sample : samples) {
      benchmark::DoNotOptimize(parser.Parse(sample, "", {}));
    }
  }
  Count(state, samples);
}
BENCHMARK(BM_ParseSamples)->Unit(benchmark::kMicrosecond);

void BM_InterpretSamples(benchmark::State& state) {
  const auto catalog = *report::FormCatalog::BuiltIn();
  const Interpreter interpreter(catalog);
  const std::vector<std::string> samples = Samples();
  std::vector<Document> documents;
  for (const std::string& sample : samples) {
    documents.push_back(*ReadText(sample));
  }
  for (auto _ : state) {  // NOLINT(readability-identifier-naming): Google Benchmark's idiom
    for (const Document& document : documents) {
      benchmark::DoNotOptimize(interpreter.Interpret(document, {}));
    }
  }
  Count(state, samples);
}
BENCHMARK(BM_InterpretSamples)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace gouji::parse
