// What it costs to read a report, on one core: the whole parse (with charset, hash and evidence), of the samples and of
// generated reports in every format that needs no other program; and the interpreter alone.
#include <algorithm>
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
#include "tests/generator/generate.h"
#include "tests/generator/layout.h"
#include "tests/generator/render.h"

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

// Different reports of organs, figures and prose of every kind, printed in one layout.
std::vector<std::string> GeneratedReports(const report::FormCatalog& catalog, const char* layout) {
  constexpr uint64_t kCount = 40;
  constexpr uint64_t kSeed = 1;
  std::vector<std::string> documents;
  generator::GeneratorOptions options;
  options.variety = generator::Variety::kFull;
  for (options.index = 0; options.index < kCount; ++options.index) {
    documents.push_back(generator::Render(generator::Generate(*catalog.Find("ogi-2021"), kSeed, options),
                                          *generator::FindLayout(layout)));
  }
  return documents;
}

void ParseAll(benchmark::State& state, const report::FormCatalog& catalog, const std::vector<std::string>& documents) {
  const auto parser = *Parser::Create(catalog, {});
  for (auto _ : state) {  // NOLINT(readability-identifier-naming): Google Benchmark's idiom
    for (const std::string& document : documents) {
      const auto report = parser.Parse(document, "", {});
      if (!report.ok() || report->form == nullptr) {
        state.SkipWithError("a generated report is not read");
        return;
      }
      benchmark::DoNotOptimize(report);
    }
  }
  Count(state, documents);
}

void BM_ParseGenerated(benchmark::State& state, const char* layout) {
  const auto catalog = *report::FormCatalog::BuiltIn();
  ParseAll(state, catalog, GeneratedReports(catalog, layout));
}
BENCHMARK_CAPTURE(BM_ParseGenerated, tabs, "tabs")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(BM_ParseGenerated, line_cells, "line-cells")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(BM_ParseGenerated, html, "html")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(BM_ParseGenerated, html_word, "html-word")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(BM_ParseGenerated, html_cms, "html-cms")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(BM_ParseGenerated, docx, "docx")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(BM_ParseGenerated, xlsx, "xlsx")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(BM_ParseGenerated, rtf, "rtf")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(BM_ParseGenerated, mht, "mht")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(BM_ParseGenerated, ofd, "ofd")->Unit(benchmark::kMicrosecond);

// A page of a site of some 40 KB: the report between styles and a script in its head and two hundred links.
void BM_ParseSitePages(benchmark::State& state) {
  constexpr size_t kPageBytes = size_t{40} << 10;
  const auto catalog = *report::FormCatalog::BuiltIn();
  std::vector<std::string> documents = GeneratedReports(catalog, "html-cms");
  for (std::string& document : documents) {
    const size_t body = std::min(document.find("<body"), document.size());
    const size_t text = std::min(document.find('>', body), document.size() - 1) + 1;
    std::string links = "<ul>";
    for (int i = 0; i < 200; ++i) {
      links += "<li class=\"nav-item\"><a href=\"/zwgk/fdzdgknr/" + std::to_string(i) + "/index.html\">栏目</a></li>\n";
    }
    links += "</ul>";
    document.insert(text, links);
    std::string style = "<style>";
    std::string script = "<script>";
    while (document.size() + style.size() + script.size() < kPageBytes) {
      style += ".report td { border: 1px solid #ccc; padding: 2px 4px; }\n";
      script += "if (a < b && window.report) { window.report.push({\"x\": 1}); }\n";
    }
    std::string furniture = style;
    furniture.append("</style>").append(script).append("</script>");
    document.insert(body, furniture);
  }
  ParseAll(state, catalog, documents);
}
BENCHMARK(BM_ParseSitePages)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace gouji::parse
