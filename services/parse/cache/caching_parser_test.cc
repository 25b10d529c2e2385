#include "services/parse/cache/caching_parser.h"

#include <atomic>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/parse/cache/memory_cache.h"
#include "services/parse/cache/report_cache.h"
#include "services/runtime/call.h"
#include "services/runtime/metrics.h"

namespace gouji::parse {
namespace {

using report::v1::Report;
using runtime::CallContext;
using ::testing::HasSubstr;

// A reader that tells what it was asked and counts.
class CountingReader {
 public:
  CachingParser::ReadFunction function() {
    return [this](const CallContext& /*call*/, std::string_view document, std::string_view file_name,
                  const ParseOverrides& overrides, Report& report) {
      ++count_;
      if (document.empty()) return absl::InvalidArgumentError("empty");
      report.set_form(overrides.form);
      report.set_year(overrides.year);
      report.mutable_agency()->set_name(std::string(file_name));
      report.add_evidence()->set_raw(std::string(document));
      return absl::OkStatus();
    };
  }
  int count() const { return count_; }

 private:
  std::atomic<int> count_ = 0;
};

// A cache that fails in all it does.
class FailingCache final : public ReportCache {
 public:
  const char* tier() const override { return "memory"; }
  absl::StatusOr<std::optional<std::string>> Get(std::string_view /*key*/) override {
    return absl::UnavailableError("dead");
  }
  absl::Status Put(std::string_view /*key*/, std::string_view /*value*/, absl::Duration /*ttl*/) override {
    return absl::UnavailableError("dead");
  }
};

absl::StatusOr<Report> Parse(CachingParser& parser, const CallContext& call, std::string_view document,
                             std::string_view file_name, const ParseOverrides& overrides) {
  Report report;
  absl::Status status = parser.Parse(call, document, file_name, overrides, report);
  if (!status.ok()) return status;
  return report;
}

class CachingParserTest : public ::testing::Test {
 protected:
  CachingParser Make(ReportCache* cache, const std::string& version = "1") {
    return CachingParser(reader_.function(), cache, {.version = version, .max_value_bytes = 1000}, metrics_);
  }

  CountingReader reader_;
  MemoryCache cache_{{}};
  runtime::Metrics metrics_;
  const CallContext call_ = CallContext::Background();
};

TEST_F(CachingParserTest, ReadsOnceAndAnswersTheSameFromTheCache) {
  CachingParser parser = Make(&cache_);
  const absl::StatusOr<Report> first =
      Parse(parser, call_, "document", "name", {.form = "f", .year = 2023, .charset = ""});
  const absl::StatusOr<Report> second =
      Parse(parser, call_, "document", "name", {.form = "f", .year = 2023, .charset = ""});
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(first->SerializeAsString(), second->SerializeAsString());
  EXPECT_EQ(second->evidence(0).raw(), "document");
  EXPECT_EQ(reader_.count(), 1);
  EXPECT_THAT(metrics_.ToText(), HasSubstr("gouji_parse_cache_requests_total{result=\"hit\"} 1"));
  EXPECT_THAT(metrics_.ToText(), HasSubstr("gouji_parse_cache_requests_total{result=\"miss\"} 1"));
  for (const char* result : {"hit", "miss"}) {
    EXPECT_THAT(metrics_.ToText(), HasSubstr(fmt::format("gouji_parse_cache_lookup_duration_seconds_count{{"
                                                         "result=\"{}\",tier=\"memory\"}} 1",
                                                         result)));
  }
  EXPECT_THAT(metrics_.ToText(), HasSubstr("gouji_parse_documents_total{source=\"reader\"} 1"));
  EXPECT_THAT(metrics_.ToText(), HasSubstr("gouji_parse_documents_total{source=\"cache\"} 1"));
}

TEST_F(CachingParserTest, DoesNotAnswerOneRequestWithAnothersReport) {
  CachingParser parser = Make(&cache_);
  EXPECT_EQ(Parse(parser, call_, "document", "a", {})->agency().name(), "a");
  EXPECT_EQ(Parse(parser, call_, "document", "b", {})->agency().name(), "b");
  EXPECT_EQ(Parse(parser, call_, "document", "a", {.form = "", .year = 2024, .charset = ""})->year(), 2024);
  EXPECT_EQ(Parse(parser, call_, "another", "a", {})->evidence(0).raw(), "another");
  EXPECT_EQ(reader_.count(), 4);
}

TEST_F(CachingParserTest, AnotherVersionReadsAgain) {
  CachingParser first = Make(&cache_, "1");
  CachingParser second = Make(&cache_, "2");
  ASSERT_TRUE(Parse(first, call_, "document", "", {}).ok());
  ASSERT_TRUE(Parse(second, call_, "document", "", {}).ok());
  EXPECT_EQ(reader_.count(), 2);
}

TEST_F(CachingParserTest, ErrorsOfReadingAreNotCached) {
  CachingParser parser = Make(&cache_);
  EXPECT_EQ(Parse(parser, call_, "", "", {}).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Parse(parser, call_, "", "", {}).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(reader_.count(), 2);
  EXPECT_EQ(cache_.entry_count(), 0);
}

TEST_F(CachingParserTest, WithoutACacheEveryDocumentIsRead) {
  CachingParser parser = Make(nullptr);
  ASSERT_TRUE(Parse(parser, call_, "document", "", {}).ok());
  EXPECT_EQ(Parse(parser, call_, "document", "", {})->evidence(0).raw(), "document");
  EXPECT_EQ(reader_.count(), 2);
}

TEST_F(CachingParserTest, AFailingCacheOnlyCounts) {
  FailingCache failing;
  CachingParser parser = Make(&failing);
  EXPECT_EQ(Parse(parser, call_, "document", "", {})->evidence(0).raw(), "document");
  EXPECT_THAT(metrics_.ToText(), HasSubstr("gouji_parse_cache_requests_total{result=\"error\"} 1"));
  EXPECT_THAT(metrics_.ToText(), HasSubstr("gouji_parse_cache_write_errors_total 1"));
}

TEST_F(CachingParserTest, DoesNotCacheAReportOverTheLimit) {
  CachingParser parser = Make(&cache_);
  ASSERT_TRUE(Parse(parser, call_, std::string(2000, 'x'), "", {}).ok());
  EXPECT_EQ(cache_.entry_count(), 0);
}

TEST_F(CachingParserTest, DoesNotAnswerADocumentOverTheLimitFromTheCache) {
  CachingParser parser = Make(&cache_);
  ASSERT_TRUE(Parse(parser, call_, "document", "", {}).ok());
  const auto refuse = [](const CallContext&, std::string_view, std::string_view, const ParseOverrides&, Report&) {
    return absl::ResourceExhaustedError("too large");
  };
  CachingParser strict(refuse, &cache_, {.version = "1", .max_document_bytes = 7}, metrics_);
  EXPECT_EQ(Parse(strict, call_, "document", "", {}).status().code(), absl::StatusCode::kResourceExhausted);
}

TEST_F(CachingParserTest, ACallThatHasEndedDoesNoWork) {
  CachingParser parser = Make(&cache_);
  call_.Cancel();
  EXPECT_EQ(Parse(parser, call_, "document", "", {}).status().code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(reader_.count(), 0);
}

// Two calls of one document at the same time; the first waits in the reader until the second waits for it.
TEST(CachingParser, SimultaneousCallsOfADocumentReadOnce) {
  for (const std::string document : {"document", "not UTF-8: \xFF"}) {
    runtime::Metrics metrics;
    absl::Notification reading;
    absl::Notification go_on;
    std::atomic<int> count = 0;
    CachingParser parser(
        [&](const CallContext&, std::string_view text, std::string_view, const ParseOverrides&, Report& report) {
          if (count++ == 0) {
            reading.Notify();
            go_on.WaitForNotification();
          }
          report.add_evidence()->set_raw(std::string(text));
          return absl::OkStatus();
        },
        nullptr, {.version = "1"}, metrics);
    const auto parse = [&] {
      EXPECT_EQ(Parse(parser, CallContext::Background(), document, "", {})->evidence(0).raw(), document);
    };
    std::thread first(parse);
    reading.WaitForNotification();
    std::thread second(parse);
    while (parser.waiting_count() != 1) std::this_thread::yield();
    go_on.Notify();
    first.join();
    second.join();
    EXPECT_EQ(count, document == "document" ? 1 : 2);
  }
}

}  // namespace
}  // namespace gouji::parse
