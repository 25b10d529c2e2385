#include "services/statistics/register/sql_document.h"

#include <gtest/gtest.h>

#include <string>

#include "services/report/error.h"
#include "services/report/sha256.h"
#include "services/statistics/register/compression.h"
#include "services/statistics/testing/items.h"
#include "services/statistics/testing/registers.h"

namespace gouji::statistics {
namespace {

class SqlDocument : public testing::RegisterTest {};

TEST_P(SqlDocument, GivesTheBytesOfEachRevision) {
  const std::string old_bytes = std::string("\0\xFF old", 6);
  const v1::Receipt first = Record({.figures = 1, .document = old_bytes, .file_name = "旧.txt"});
  Record({.figures = 2, .document = "new", .file_name = "新.txt"});

  const absl::StatusOr<v1::GetDocumentResponse> current = register_->GetDocument(first.key(), 0);
  ASSERT_TRUE(current.ok()) << current.status();
  EXPECT_EQ(current->document(), "new");
  EXPECT_EQ(current->file_name(), "新.txt");
  EXPECT_EQ(current->sha256(), report::Sha256Hex("new"));

  const absl::StatusOr<v1::GetDocumentResponse> old = register_->GetDocument(first.key(), 1);
  ASSERT_TRUE(old.ok()) << old.status();
  EXPECT_EQ(old->document(), old_bytes);
  EXPECT_EQ(old->file_name(), "旧.txt");
}

TEST_P(SqlDocument, ACorrectionHasTheBytesThatItCorrects) {
  const v1::Receipt recorded = Record({.document = "bytes"});
  Entry correction = EntryOf({.figures = 2, .document = "bytes"});
  correction.key = recorded.key();
  correction.correction = Correction{.base_revision = 1, .reason = "看原件", .author = "李四", .cells = {}};
  ASSERT_TRUE(register_->Correct(std::move(correction)).ok());
  const absl::StatusOr<v1::GetDocumentResponse> document = register_->GetDocument(recorded.key(), 2);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->document(), "bytes");
}

TEST_P(SqlDocument, TellsAReportWithoutBytesFromNoReport) {
  const v1::Receipt figures = Record({.document = ""});
  EXPECT_EQ(report::ReasonOf(register_->GetDocument(figures.key(), 0).status()), "DOCUMENT_NOT_KEPT");
  EXPECT_EQ(report::ReasonOf(register_->GetDocument(figures.key(), 1).status()), "DOCUMENT_NOT_KEPT");
  EXPECT_EQ(report::ReasonOf(register_->GetDocument(figures.key(), 2).status()), "REPORT_NOT_FOUND");
  v1::ReportKey other = figures.key();
  other.set_year(2022);
  const absl::Status none = register_->GetDocument(other, 0).status();
  EXPECT_EQ(none.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(report::ReasonOf(none), "REPORT_NOT_FOUND");
}

TEST_P(SqlDocument, NeverGivesOutOtherBytesThanCame) {
  const v1::Receipt recorded = Record({.document = "bytes"});
  const std::string other = Compress("other");
  auto spoil = connection().Prepare("UPDATE document SET zstd = ?1");
  ASSERT_TRUE(spoil.ok()) << spoil.status();
  (*spoil)->Bind(1, SqlBlob{other});
  ASSERT_TRUE((*spoil)->Run().ok());
  EXPECT_EQ(register_->GetDocument(recorded.key(), 0).status().code(), absl::StatusCode::kDataLoss);
}

TEST_P(SqlDocument, HoldsNoReaderAtItsMoment) {
  const v1::Receipt first = Record({.document = "old"});
  ASSERT_TRUE(register_->GetDocument(first.key(), 0).ok());
  Record({.figures = 2, .document = "new"});
  EXPECT_EQ(register_->GetDocument(first.key(), 0)->document(), "new");
}

GOUJI_FOR_EACH_DATABASE(SqlDocument);

}  // namespace
}  // namespace gouji::statistics
