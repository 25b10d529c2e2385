#include "services/validate/checks/copy_check.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "gouji/validate/v1/rule.pb.h"
#include "services/report/agency.h"
#include "services/report/utf8.h"
#include "services/validate/definition_error.h"
#include "services/validate/similarity/shingles.h"

namespace gouji::validate {
namespace {

constexpr size_t kMaxPassageCharacters = 60;
constexpr size_t kMaxOthers = 4;

// Another report that shares too much.
struct Copy {
  const ComparedReport* other;
  Overlap overlap;
};

// A passage as a message shows it: on one line and not too long.
std::string Quoted(std::string_view passage) {
  std::string text;
  size_t count = 0;
  for (size_t position = 0; position < passage.size();) {
    const char32_t c = report::NextChar(passage, position);
    if (c <= U' ') continue;
    if (++count > kMaxPassageCharacters) return text + "…";
    report::AppendUtf8(c, text);
  }
  return text;
}

bool IsOtherOrgan(const report::Report& report, const ComparedReport& peer) {
  const std::string& name = report.agency.name;
  const std::string& peer_name = peer.report->agency.name;
  return !name.empty() && !peer_name.empty() && !report::MayBeOneOrgan(name, peer_name);
}

// The report's agency as printed, or the unit that it is known by.
std::string NameOf(const ComparedReport& other) {
  return other.report->agency.name.empty() ? other.unit : other.report->agency.name;
}

Finding ReportCopies(const Rule& rule, const report::Report& report, const std::vector<Copy>& copies,
                     FindingBuilder& builder) {
  Finding finding = builder.BuildAbout(
      rule, fmt::format("{}/{} {}", report.agency.name, report.year, copies.front().other->name()), {});
  std::string passages_zh;
  std::string passages_en;
  for (const std::string_view passage : copies.front().overlap.passages) {
    const std::string quoted = Quoted(passage);
    passages_zh += fmt::format("{}“{}”", passages_zh.empty() ? "" : "、", quoted);
    passages_en += fmt::format("{}\"{}\"", passages_en.empty() ? "" : ", ", quoted);
  }
  std::string others_zh;
  std::string others_en;
  for (size_t i = 0; i < copies.size(); ++i) {
    finding.compared_with.push_back(copies[i].other->name());
    if (i == 0 || i > kMaxOthers) continue;
    const std::string name = NameOf(*copies[i].other);
    others_zh += fmt::format("{}{} {} 年（{}%）", i == 1 ? "；另有" : "、", name, copies[i].other->year,
                             copies[i].overlap.percent());
    others_en += fmt::format("{}{} {} ({} %)", i == 1 ? "; also " : ", ", name, copies[i].other->year,
                             copies[i].overlap.percent());
  }
  if (copies.size() > 1 + kMaxOthers) {
    others_zh += fmt::format("等 {} 份", copies.size() - 1);
    others_en += fmt::format(" and {} more", copies.size() - 1 - kMaxOthers);
  }
  const Copy& nearest = copies.front();
  finding.message_zh =
      rule.message_zh.Render({{"report", fmt::format("{} {} 年报告", NameOf(*nearest.other), nearest.other->year)},
                              {"percent", fmt::format("{}", nearest.overlap.percent())},
                              {"passages", std::move(passages_zh)},
                              {"others", std::move(others_zh)}});
  finding.message_en = rule.message_en.Render(
      {{"report", fmt::format("the report {} of {}", nearest.other->year, NameOf(*nearest.other))},
       {"percent", fmt::format("{}", nearest.overlap.percent())},
       {"passages", std::move(passages_en)},
       {"others", std::move(others_en)}});
  return finding;
}

class CopyCheck : public Check {
 public:
  CopyCheck(v1::CopySource source, int min_percent, int min_runs)
      : source_(source), min_percent_(min_percent), min_runs_(static_cast<size_t>(min_runs)) {}

  bool is_across() const override { return true; }

  void Run(const Rule& rule, const CheckInput& input, FindingBuilder& builder, Validation& validation) const override {
    const std::vector<const ComparedReport*> sources = SourcesOf(input);
    if (sources.empty()) {
      return;
    }
    const std::vector<Sentence> sentences = SentencesOf(input.report, input.boilerplate);
    std::vector<Copy> copies;
    for (const ComparedReport* source : sources) {
      Overlap overlap = CompareProse(sentences, ShingleSet(SentencesOf(*source->report, input.boilerplate)));
      if (overlap.own_count < min_runs_) {
        ++validation.assessment.not_assessable;
        return;
      }
      if (overlap.percent() >= min_percent_) {
        copies.push_back({source, std::move(overlap)});
      }
    }
    CountCheck(!copies.empty(), validation.assessment);
    if (copies.empty()) {
      return;
    }
    std::sort(copies.begin(), copies.end(), [](const Copy& a, const Copy& b) {
      return a.overlap.shared_count != b.overlap.shared_count ? a.overlap.shared_count > b.overlap.shared_count
                                                              : a.other->name() < b.other->name();
    });
    validation.findings.push_back(ReportCopies(rule, input.report, copies, builder));
  }

 private:
  std::vector<const ComparedReport*> SourcesOf(const CheckInput& input) const {
    std::vector<const ComparedReport*> sources;
    if (source_ == v1::COPY_SOURCE_PREVIOUS) {
      if (input.context.previous.has_value()) {
        sources.push_back(&*input.context.previous);
      }
      return sources;
    }
    for (const ComparedReport& peer : input.context.peers) {
      if (peer.year <= input.report.year && IsOtherOrgan(input.report, peer)) {
        sources.push_back(&peer);
      }
    }
    return sources;
  }

  const v1::CopySource source_;
  const int min_percent_;
  const size_t min_runs_;
};

}  // namespace

BoundCheck BindCopyCheck(const v1::Rule& definition, const report::Form& /*form*/) {
  constexpr int kAll = 100;
  const v1::CopyCheck& copy = definition.copy();
  if (copy.source() == v1::COPY_SOURCE_UNSPECIFIED || !v1::CopySource_IsValid(copy.source())) {
    return DefinitionError("copy.source", "missing or unknown", "缺少或取值未知");
  }
  if (copy.min_percent() < 1 || copy.min_percent() > kAll) {
    return DefinitionError("copy.min_percent", "not in 1 to 100", "不在 1 到 100 之间");
  }
  if (copy.min_runs() < 1) {
    return DefinitionError("copy.min_runs", "less than 1", "小于 1");
  }
  return std::make_unique<const CopyCheck>(copy.source(), copy.min_percent(), copy.min_runs());
}

}  // namespace gouji::validate
