#include "services/statistics/register/dump_file.h"

#include <zstd.h>

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/report/error.h"

namespace gouji::statistics {
namespace {

constexpr std::string_view kFirstLine = "gouji-register-dump ";
// The first line of any version is shorter.
constexpr size_t kMaxFirstLineBytes = 64;
constexpr int kLevel = 3;
// What is compressed, read and decompressed at once.
constexpr size_t kPartBytes = size_t{1} << 17;
// Bytes of a 64-bit varint.
constexpr int kMaxLengthBytes = 10;

std::string VarintOf(uint64_t value) {
  std::string bytes;
  for (; value >= 0x80; value >>= 7) bytes.push_back(static_cast<char>(value | 0x80));
  bytes.push_back(static_cast<char>(value));
  return bytes;
}

absl::Status Damaged(std::string_view what) {
  return MalformedDump(absl::StrCat("it is damaged: ", absl::string_view(what.data(), what.size()), "; copy it again"),
                       "文件已损坏；请重新复制");
}

absl::Status CutOff() { return MalformedDump("it is cut off; copy it again", "文件不完整；请重新复制"); }

absl::Status Continued() {
  return MalformedDump("something follows its end; copy it again", "文件末尾有多余内容；请重新复制");
}

bool HasUnknownFields(const google::protobuf::Message& message) {
  return !message.GetReflection()->GetUnknownFields(message).empty();
}

// Whether a record, or what is in it, has fields that this program does not know.
bool IsNewer(const v1::DumpRecord& record) {
  if (record.record_case() == v1::DumpRecord::RECORD_NOT_SET || HasUnknownFields(record)) return true;
  const google::protobuf::FieldDescriptor* const field =
      v1::DumpRecord::descriptor()->FindFieldByNumber(record.record_case());
  return HasUnknownFields(record.GetReflection()->GetMessage(record, field));
}

}  // namespace

absl::Status MalformedDump(std::string_view what, std::string_view what_zh) {
  return report::Error(absl::StatusCode::kDataLoss, report::Reason::kMalformedDump,
                       absl::StrCat("the dump cannot be loaded: ", absl::string_view(what.data(), what.size())),
                       absl::StrCat("转储文件无法载入：", absl::string_view(what_zh.data(), what_zh.size())));
}

DumpWriter::DumpWriter(std::ostream& out) : out_(out), context_(ZSTD_createCCtx()) {
  ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1);
  compressed_.resize(ZSTD_CStreamOutSize());
  out_ << kFirstLine << kDumpVersion << '\n';
}

void DumpWriter::Free::operator()(ZSTD_CCtx_s* context) const { ZSTD_freeCCtx(context); }

void DumpWriter::Append(const v1::DumpRecord& record) {
  plain_ += VarintOf(record.ByteSizeLong());
  record.AppendToString(&plain_);
}

void DumpWriter::Write(const v1::DumpRecord& record) {
  const size_t begin = plain_.size();
  Append(record);
  hash_.Update(std::string_view(plain_).substr(begin));
  ++record_count_;
  if (plain_.size() >= kPartBytes) Compress(false);
}

void DumpWriter::Finish() {
  v1::DumpRecord record;
  record.mutable_end()->set_record_count(record_count_);
  record.mutable_end()->set_sha256(hash_.Hex());
  Append(record);
  Compress(true);
}

void DumpWriter::Compress(bool is_end) {
  ZSTD_inBuffer input = {.src = plain_.data(), .size = plain_.size(), .pos = 0};
  const ZSTD_EndDirective directive = is_end ? ZSTD_e_end : ZSTD_e_continue;
  for (;;) {
    ZSTD_outBuffer output = {.dst = compressed_.data(), .size = compressed_.size(), .pos = 0};
    const size_t left = ZSTD_compressStream2(context_.get(), &output, &input, directive);
    if (ZSTD_isError(left) != 0) {
      out_.setstate(std::ios::failbit);  // no memory: the file will not be complete
      return;
    }
    out_.write(compressed_.data(), static_cast<std::streamsize>(output.pos));
    const bool is_done = is_end ? left == 0 : input.pos == input.size;
    if (is_done) break;
  }
  plain_.clear();
}

DumpReader::DumpReader(std::istream& in) : in_(in), context_(ZSTD_createDCtx()) {}

void DumpReader::Free::operator()(ZSTD_DCtx_s* context) const { ZSTD_freeDCtx(context); }

absl::StatusOr<std::unique_ptr<DumpReader>> DumpReader::Open(std::istream& in) {
  std::string line;
  for (int c = in.get(); c != '\n' && c != std::istream::traits_type::eof(); c = in.get()) {
    line.push_back(static_cast<char>(c));
    if (line.size() > kMaxFirstLineBytes) break;
  }
  int version = 0;
  if (!line.starts_with(kFirstLine) || !absl::SimpleAtoi(line.substr(kFirstLine.size()), &version) || version < 1) {
    return MalformedDump("it is no dump of a register", "不是登记簿的转储文件");
  }
  if (version > kDumpVersion) {
    return MalformedDump(
        absl::StrCat("its format has version ", version, ", this program knows versions up to ", kDumpVersion,
                     "; use the program that wrote it, or a newer one"),
        absl::StrCat("格式版本为 ", version, "，本程序最高支持 ", kDumpVersion, "；请使用写出它的程序或更新的版本"));
  }
  return std::unique_ptr<DumpReader>(new DumpReader(in));
}

absl::StatusOr<bool> DumpReader::Fill() {
  output_.resize(kPartBytes);
  for (;;) {
    if (input_position_ == input_.size() && in_.good()) {
      input_.resize(kPartBytes);
      in_.read(input_.data(), static_cast<std::streamsize>(input_.size()));
      input_.resize(static_cast<size_t>(in_.gcount()));
      input_position_ = 0;
    }
    if (in_.bad()) {
      return report::Error(absl::StatusCode::kUnavailable, report::Reason::kFileNotReadable,
                           "the dump cannot be read to its end", "备份文件读取出错");
    }
    const bool has_input = input_position_ < input_.size();
    if (frame_has_ended_) {
      output_.clear();
      output_position_ = 0;
      if (has_input) return Continued();
      return false;
    }
    ZSTD_inBuffer input = {.src = input_.data(), .size = input_.size(), .pos = input_position_};
    ZSTD_outBuffer output = {.dst = output_.data(), .size = output_.size(), .pos = 0};
    const size_t left = ZSTD_decompressStream(context_.get(), &output, &input);
    if (ZSTD_isError(left) != 0) return Damaged(ZSTD_getErrorName(left));
    input_position_ = input.pos;
    frame_has_ended_ = left == 0;
    if (output.pos > 0) {
      output_.resize(output.pos);
      output_position_ = 0;
      return true;
    }
    if (!frame_has_ended_ && !has_input) return CutOff();
  }
}

absl::Status DumpReader::Take(uint64_t count) {
  while (count > 0) {
    if (output_position_ == output_.size()) {
      const absl::StatusOr<bool> filled = Fill();
      if (!filled.ok()) return filled.status();
      if (!*filled) return CutOff();
    }
    const size_t part = std::min<uint64_t>(count, output_.size() - output_position_);
    bytes_.append(output_, output_position_, part);
    output_position_ += part;
    count -= part;
  }
  return absl::OkStatus();
}

absl::StatusOr<uint64_t> DumpReader::TakeLength() {
  uint64_t length = 0;
  for (int i = 0; i < kMaxLengthBytes; ++i) {
    absl::Status taken = Take(1);
    if (!taken.ok()) return taken;
    const auto byte = static_cast<unsigned char>(bytes_.back());
    length |= static_cast<uint64_t>(byte & 0x7F) << (7 * i);
    if ((byte & 0x80) != 0) continue;
    if (length > kMaxRecordBytes) return Damaged(absl::StrCat("a record of ", length, " bytes"));
    return length;
  }
  return Damaged("a length of more than 64 bits");
}

absl::StatusOr<const v1::DumpRecord*> DumpReader::Next() {
  if (is_at_end_) return nullptr;
  bytes_.clear();
  const absl::StatusOr<uint64_t> length = TakeLength();
  if (!length.ok()) return length.status();
  const size_t length_bytes = bytes_.size();
  absl::Status taken = Take(*length);
  if (!taken.ok()) return taken;
  const std::string place = absl::StrCat("record ", record_count_ + 1);
  if (!record_.ParseFromArray(bytes_.data() + length_bytes, static_cast<int>(*length))) {
    return Damaged(absl::StrCat(place, " cannot be read"));
  }
  if (IsNewer(record_)) {
    return MalformedDump(absl::StrCat(place, " has fields that this program does not know; use a newer one"),
                         "含有本程序不认识的内容；请使用更新的版本");
  }
  if (record_.has_end()) {
    absl::Status whole = CheckEnd(record_.end());
    if (!whole.ok()) return whole;
    is_at_end_ = true;
    return nullptr;
  }
  if (record_.record_case() < last_kind_) return Damaged(absl::StrCat(place, " is out of order"));
  last_kind_ = record_.record_case();
  hash_.Update(bytes_);
  ++record_count_;
  return &record_;
}

absl::Status DumpReader::CheckEnd(const v1::DumpEnd& end) {
  if (output_position_ < output_.size()) return Continued();
  const absl::StatusOr<bool> filled = Fill();
  if (!filled.ok()) return filled.status();
  if (*filled) return Continued();
  if (end.record_count() != record_count_) {
    return Damaged(absl::StrCat("it has ", record_count_, " records where ", end.record_count(), " were written"));
  }
  if (end.sha256() != hash_.Hex()) return Damaged("its records are not those that were written");
  return absl::OkStatus();
}

absl::StatusOr<int64_t> CheckDump(std::istream& in) {
  const absl::StatusOr<std::unique_ptr<DumpReader>> reader = DumpReader::Open(in);
  if (!reader.ok()) return reader.status();
  for (;;) {
    const absl::StatusOr<const v1::DumpRecord*> record = (*reader)->Next();
    if (!record.ok()) return record.status();
    if (*record == nullptr) return (*reader)->record_count();
  }
}

}  // namespace gouji::statistics
