#include "services/statistics/register/dump_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "services/report/error.h"

namespace gouji::statistics {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

v1::DumpRecord DocumentRecord(const std::string& bytes) {
  v1::DumpRecord record;
  record.mutable_document()->set_sha256("hash");
  record.mutable_document()->set_zstd(bytes);
  return record;
}

v1::DumpRecord BandRecord(int64_t band) {
  v1::DumpRecord record;
  record.mutable_copy_band()->set_band(band);
  return record;
}

std::string DumpOf(const std::vector<v1::DumpRecord>& records) {
  std::ostringstream out;
  DumpWriter writer(out);
  for (const v1::DumpRecord& record : records) writer.Write(record);
  writer.Finish();
  EXPECT_TRUE(out.good());
  return out.str();
}

// Bytes that compress badly.
std::string Noise(size_t count) {
  std::string noise;
  uint32_t state = 1;
  for (size_t i = 0; i < count; ++i) {
    state = state * 1'664'525 + 1'013'904'223;
    noise.push_back(static_cast<char>(state >> 24));
  }
  return noise;
}

absl::StatusOr<std::vector<v1::DumpRecord>> ReadAll(std::istream& in) {
  const absl::StatusOr<std::unique_ptr<DumpReader>> reader = DumpReader::Open(in);
  if (!reader.ok()) return reader.status();
  std::vector<v1::DumpRecord> records;
  for (;;) {
    const absl::StatusOr<const v1::DumpRecord*> record = (*reader)->Next();
    if (!record.ok()) return record.status();
    if (*record == nullptr) return records;
    records.push_back(**record);
  }
}

absl::Status Checked(const std::string& dump) {
  std::istringstream in(dump);
  return CheckDump(in).status();
}

void ExpectMalformed(const std::string& dump, const std::string& message) {
  const absl::Status status = Checked(dump);
  EXPECT_EQ(report::ReasonOf(status), "MALFORMED_DUMP") << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr(message));
  EXPECT_NE(report::ChineseMessageOf(status), "");
}

TEST(DumpFile, GivesBackItsRecords) {
  std::istringstream in(
      DumpOf({DocumentRecord("a"), DocumentRecord(""), DocumentRecord(Noise(1 << 20)), BandRecord(-1)}));
  const auto reader = DumpReader::Open(in);
  ASSERT_TRUE(reader.ok()) << reader.status();
  std::vector<size_t> sizes;
  for (int i = 0; i < 3; ++i) sizes.push_back((**(*reader)->Next()).document().zstd().size());
  EXPECT_THAT(sizes, ElementsAre(1, 0, 1 << 20));
  EXPECT_EQ((**(*reader)->Next()).copy_band().band(), -1);
  EXPECT_EQ(*(*reader)->Next(), nullptr);
  EXPECT_EQ(*(*reader)->Next(), nullptr) << "the end stays";
  EXPECT_EQ((*reader)->record_count(), 4);
}

TEST(DumpFile, OfNothingIsADumpToo) { EXPECT_TRUE(Checked(DumpOf({})).ok()); }

TEST(DumpFile, BeginsWithALineThatPeopleCanRead) { EXPECT_TRUE(DumpOf({}).starts_with("gouji-register-dump 1\n")); }

TEST(DumpFile, IsRefusedWhereverItIsCutOff) {
  const std::string dump = DumpOf({DocumentRecord(Noise(300)), BandRecord(7)});
  for (size_t size = 0; size < dump.size(); ++size) {
    const absl::Status status = Checked(dump.substr(0, size));
    EXPECT_EQ(report::ReasonOf(status), "MALFORMED_DUMP") << "cut off after " << size << " bytes: " << status;
  }
}

TEST(DumpFile, NeverGivesOtherRecordsWhicheverBitIsWrong) {
  const std::vector<v1::DumpRecord> records = {DocumentRecord(Noise(300)), BandRecord(7)};
  const std::string dump = DumpOf(records);
  int accepted = 0;
  for (size_t bit = 0; bit < 8 * dump.size(); ++bit) {
    std::string damaged = dump;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
    std::istringstream in(damaged);
    const absl::StatusOr<std::vector<v1::DumpRecord>> read = ReadAll(in);
    if (!read.ok()) {
      EXPECT_EQ(report::ReasonOf(read.status()), "MALFORMED_DUMP") << "bit " << bit << ": " << read.status();
      continue;
    }
    // Bits of the frame's header that say how much memory to take, or nothing.
    ++accepted;
    ASSERT_EQ(read->size(), 2U);
    for (size_t i = 0; i < 2; ++i) EXPECT_EQ((*read)[i].SerializeAsString(), records[i].SerializeAsString());
  }
  EXPECT_LE(accepted, 9);
}

TEST(DumpFile, SaysWhatIsWrong) {
  const std::string dump = DumpOf({DocumentRecord("a")});
  ExpectMalformed("", "no dump");
  ExpectMalformed("SQLite format 3", "no dump");
  ExpectMalformed("gouji-register-dump x\n", "no dump");
  ExpectMalformed("gouji-register-dump 2\n" + dump.substr(dump.find('\n') + 1), "version 2");
  ExpectMalformed(dump + "x", "follows its end");
  ExpectMalformed(dump + dump, "follows its end");
  ExpectMalformed(DumpOf({BandRecord(1), DocumentRecord("a")}), "record 2 is out of order");
}

TEST(DumpFile, IsRefusedWithAFieldThatNobodyKnows) {
  v1::DumpRecord record = DocumentRecord("a");
  google::protobuf::Message& document = *record.mutable_document();
  document.GetReflection()->MutableUnknownFields(&document)->AddVarint(1000, 1);
  ExpectMalformed(DumpOf({record}), "does not know");
  ExpectMalformed(DumpOf({v1::DumpRecord()}), "does not know");
}

TEST(DumpFile, IsRefusedWhenItsEndIsThatOfAnother) {
  // A second end among the records, as it stands in a file whose middle is gone.
  v1::DumpRecord end;
  end.mutable_end()->set_record_count(1);
  ExpectMalformed(DumpOf({DocumentRecord("a"), end}), "follows its end");
}

}  // namespace
}  // namespace gouji::statistics
