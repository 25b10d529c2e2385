#include "services/statistics/register/digest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "services/statistics/register/cell_blob.h"
#include "services/statistics/testing/items.h"

namespace gouji::statistics {
namespace {

namespace wire = gouji::validate::v1;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Findings = google::protobuf::RepeatedPtrField<wire::Finding>;

class DigestTest : public ::testing::Test {
 protected:
  const std::string& PathOf(int cell) const { return form_.cells()[cell].path; }

  // Adds an error, whose suggestions stand as lists of changes of cells: cell, from, to.
  struct Change {
    int cell;
    int64_t from;
    int64_t to;
  };
  wire::Finding& AddError(const std::vector<std::vector<Change>>& suggestions) {
    wire::Finding& finding = *findings_.Add();
    finding.set_rule_id("RULE");
    finding.set_severity(wire::SEVERITY_ERROR);
    for (const std::vector<Change>& changes : suggestions) {
      wire::Suggestion& suggestion = *finding.add_suggestions();
      for (const Change& change : changes) {
        wire::CellChange& added = *suggestion.add_changes();
        added.set_cell(PathOf(change.cell));
        added.set_from(change.from);
        added.set_to(change.to);
      }
    }
    return finding;
  }

  // The digest after it was stored; the ids of rules live as long as the test.
  Digest Stored() {
    blob_ = EncodeDigest(CellLayoutOf(form_), form_, findings_);
    Digest digest;
    EXPECT_TRUE(DecodeDigest(CellLayoutOf(form_), blob_, digest));
    return digest;
  }

  const testing::Kernel kernel_;
  const report::Form& form_ = kernel_.form();
  Findings findings_;
  std::string blob_;
};

TEST_F(DigestTest, CountsErrorsAndWarningsByRuleAndNoInformation) {
  const auto add = [this](const char* rule_id, wire::Severity severity) {
    wire::Finding& finding = *findings_.Add();
    finding.set_rule_id(rule_id);
    finding.set_severity(severity);
  };
  add("T3.ROW_SUM", wire::SEVERITY_ERROR);
  add("META.LATE", wire::SEVERITY_WARNING);
  add("T3.ROW_SUM", wire::SEVERITY_ERROR);
  add("TEXT.NOTE", wire::SEVERITY_INFO);
  const Digest digest = Stored();
  ASSERT_EQ(digest.rules.size(), 2U);
  EXPECT_EQ(digest.rules[0].rule_id, "META.LATE");
  EXPECT_EQ(digest.rules[0].count, 1);
  EXPECT_EQ(digest.rules[1].rule_id, "T3.ROW_SUM");
  EXPECT_EQ(digest.rules[1].count, 2);
  EXPECT_THAT(digest.spreads, IsEmpty());
}

TEST_F(DigestTest, SpreadsACellOverTheAlternativesWithTheFewestChanges) {
  AddError({{{3, 20, 23}}, {{3, 20, 18}}, {{3, 20, 90}, {4, 0, 5}}});
  EXPECT_THAT(Stored().spreads, ElementsAre(CellSpread{3, -2, 3}));
}

TEST_F(DigestTest, LetsACellStayThatAnAlternativeDoesNotChange) {
  AddError({{{3, 20, 23}}, {{7, 9, 6}}});
  EXPECT_THAT(Stored().spreads, ElementsAre(CellSpread{3, 0, 3}, CellSpread{7, -3, 0}));
}

TEST_F(DigestTest, TakesTheOnlyAlternativeForCertain) {
  AddError({{{3, 20, 23}}});
  EXPECT_THAT(Stored().spreads, ElementsAre(CellSpread{3, 3, 3}));
}

TEST_F(DigestTest, AddsUpWhatSeveralErrorsLeaveOpen) {
  AddError({{{3, 20, 23}}, {{3, 20, 19}}});
  AddError({{{3, 20, 25}}, {{4, 1, 0}}});
  EXPECT_THAT(Stored().spreads, ElementsAre(CellSpread{3, -1, 8}, CellSpread{4, -1, 0}));
}

TEST_F(DigestTest, TakesACellThatWasNotPrintedForZero) {
  wire::Finding& finding = AddError({});
  wire::CellChange& change = *finding.add_suggestions()->add_changes();
  change.set_cell(PathOf(5));
  change.set_to(4);
  EXPECT_THAT(Stored().spreads, ElementsAre(CellSpread{5, 4, 4}));
}

TEST_F(DigestTest, LeavesConsequencesWarningsAndUnexplainedErrorsOut) {
  AddError({{{3, 20, 23}}}).set_caused_by("root");
  AddError({{{3, 20, 23}}}).set_severity(wire::SEVERITY_WARNING);
  AddError({});
  AddError({{}});
  wire::Finding& elsewhere = AddError({{{3, 20, 23}}});
  elsewhere.mutable_suggestions(0)->mutable_changes(0)->set_cell("no.such.cell");
  EXPECT_THAT(Stored().spreads, IsEmpty());
}

TEST_F(DigestTest, CutsAbsurdValuesInsteadOfOverflowing) {
  constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
  for (int i = 0; i < 6000; ++i) AddError({{{3, -kMax, kMax}}});
  EXPECT_THAT(Stored().spreads, ElementsAre(CellSpread{3, kMax, kMax}));
}

TEST_F(DigestTest, RefusesAnotherLayoutAndEveryCutOffBlob) {
  AddError({{{3, 20, 23}}});
  Stored();
  Digest digest;
  EXPECT_FALSE(DecodeDigest(CellLayoutOf(form_) + 1, blob_, digest));
  // Cut off before its spreads it is a digest without any; everywhere else it is damaged.
  int whole = 0;
  for (size_t size = 0; size < blob_.size(); ++size) {
    whole += DecodeDigest(CellLayoutOf(form_), std::string_view(blob_).substr(0, size), digest) ? 1 : 0;
  }
  EXPECT_EQ(whole, 1);
}

}  // namespace
}  // namespace gouji::statistics
