#include "services/statistics/register/sql_register.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/report/error_context.h"
#include "services/runtime/clock.h"
#include "services/statistics/register/sql_document.h"
#include "services/statistics/register/sql_history.h"
#include "services/statistics/register/sql_place.h"
#include "services/statistics/register/sql_submissions.h"
#include "services/statistics/register/unit_resolver.h"

namespace gouji::statistics {
namespace {

// What broke an import off, with what it has done already. Of an internal error a caller sees neither; the log has
// both, and importing again goes on in any case.
absl::Status BrokenOff(const absl::Status& status, int version, int moved_count) {
  return report::WithContext(
      status,
      absl::StrCat("version ", version, " of the roster is recorded and holds, and ", moved_count,
                   " reports were moved by it; import the same file again to move the rest"),
      absl::StrCat("第 ", version, " 版名录已保存并生效，已按它移动 ", moved_count,
                   " 份报告；请重新导入同一文件以移动其余报告"));
}

}  // namespace

SqlRegister::SqlRegister(Options options, std::unique_ptr<SqlConnection> writer, Connect connect_reader,
                         const report::FormCatalog& catalog, const report::ReportConverter& converter)
    : idle_reader_limit_(options.idle_reader_limit),
      poll_interval_(options.poll_interval),
      observer_(std::move(options.observer)),
      connect_reader_(std::move(connect_reader)),
      catalog_(catalog),
      converter_(converter),
      writer_(std::move(writer), std::move(options.clock), rosters_),
      queue_(options.queue, [this](absl::Span<CommitBatch* const> group) { Commit(group); }) {}

void SqlRegister::Commit(absl::Span<CommitBatch* const> group) {
  ++commit_count_;
  CommitFigures figures;
  for (const CommitBatch* batch : group) figures.report_count += static_cast<int>(batch->entries.size());
  const absl::Time start = runtime::Now();
  figures.is_committed = writer_.Commit(group).ok();
  figures.duration = runtime::Now() - start;
  if (observer_.on_commit) observer_.on_commit(figures);
  AnnounceChange();
}

absl::StatusOr<std::vector<v1::Receipt>> SqlRegister::Record(std::vector<Entry> entries) {
  if (entries.empty()) return std::vector<v1::Receipt>();
  return queue_.Submit(std::move(entries));
}

absl::StatusOr<v1::FindSubmissionsResponse> SqlRegister::FindSubmissions(const v1::FindSubmissionsRequest& request) {
  return WithReader([&](SqlReader& reader) { return statistics::FindSubmissions(reader.connection(), request); });
}

absl::StatusOr<v1::Receipt> SqlRegister::Correct(Entry correction) {
  std::vector<Entry> entries;
  entries.push_back(std::move(correction));
  absl::StatusOr<std::vector<v1::Receipt>> receipts = queue_.Submit(std::move(entries));
  if (!receipts.ok()) return receipts.status();
  return std::move(receipts->front());
}

absl::StatusOr<v1::Receipt> SqlRegister::Decide(Decision decision) {
  absl::StatusOr<std::vector<v1::Receipt>> receipts = queue_.Submit(std::move(decision));
  if (!receipts.ok()) return receipts.status();
  return std::move(receipts->front());
}

absl::StatusOr<v1::Receipt> SqlRegister::Change(PlaceChange change) {
  absl::StatusOr<std::vector<v1::Receipt>> receipts = queue_.Submit(std::move(change));
  if (!receipts.ok()) return receipts.status();
  return std::move(receipts->front());
}

absl::StatusOr<v1::Receipt> SqlRegister::Place(Placing placing) { return Change(std::move(placing)); }

absl::StatusOr<v1::Receipt> SqlRegister::Withdraw(Withdrawal withdrawal) { return Change(std::move(withdrawal)); }

absl::StatusOr<v1::ImportRosterResponse> SqlRegister::ImportRoster(RosterImport roster) {
  const v1::ChangeOrigin origin = roster.origin;
  const absl::StatusOr<v1::Receipt> imported = Change(std::move(roster));
  if (!imported.ok()) return imported.status();
  v1::ImportRosterResponse response;
  response.set_outcome(imported->outcome());
  // Also after an UNCHANGED import, for that before may have broken off.
  for (std::optional<v1::ReportKey> after = v1::ReportKey(); after.has_value();) {
    absl::StatusOr<std::vector<v1::Receipt>> receipts =
        queue_.Submit(RosterStep{.after = *std::exchange(after, {}), .origin = origin});
    if (!receipts.ok()) return BrokenOff(receipts.status(), imported->revision(), response.moved_count());
    if (!receipts->empty() && receipts->back().outcome() == v1::OUTCOME_UNCHANGED) {
      after = receipts->back().key();
      receipts->pop_back();
    }
    response.set_moved_count(response.moved_count() + static_cast<int32_t>(receipts->size()));
  }
  v1::GetRosterRequest request;
  request.set_version(imported->revision());
  absl::StatusOr<v1::GetRosterResponse> stored = GetRoster(request);
  if (!stored.ok()) return stored.status();
  *response.mutable_roster() = std::move(*stored->mutable_roster());
  return response;
}

absl::StatusOr<v1::GetRosterResponse> SqlRegister::GetRoster(const v1::GetRosterRequest& request) {
  return WithReader(
      [&](SqlReader& reader) { return ReadRoster(reader.connection(), request.version(), request.include_csv()); });
}

absl::StatusOr<CurrentRoster> SqlRegister::Roster() {
  return WithReader([&](SqlReader& reader) { return rosters_.Current(reader.connection()); });
}

absl::StatusOr<v1::ResolveUnitResponse> SqlRegister::ResolveUnit(const v1::ResolveUnitRequest& request) {
  return WithReader([&](SqlReader& reader) -> absl::StatusOr<v1::ResolveUnitResponse> {
    const absl::StatusOr<CurrentRoster> roster = rosters_.Current(reader.connection());
    if (!roster.ok()) return roster.status();
    absl::StatusOr<std::string> placed_at = std::string();
    if (!request.document_sha256().empty()) {
      placed_at = PlacedAt(reader.connection(), absl::StrCat("document:", request.document_sha256()));
    }
    if (!placed_at.ok()) return placed_at.status();
    return AnswerResolveUnit(roster->roster.get(), request, *placed_at);
  });
}

absl::StatusOr<std::vector<v1::HistoryEntry>> SqlRegister::History(const v1::ReportKey& key, int limit) {
  return WithReader([&](SqlReader& reader) { return reader.History(key, limit); });
}

absl::StatusOr<std::vector<v1::AuditEntry>> SqlRegister::Audit(const std::string& unit, int64_t before, int limit) {
  return WithReader([&](SqlReader& reader) { return SqlHistory(reader.connection()).Audit(unit, before, limit); });
}

absl::StatusOr<v1::RecordedReport> SqlRegister::Get(const v1::ReportKey& key, int revision) {
  return WithReader([&](SqlReader& reader) { return reader.Get(key, revision); });
}

absl::StatusOr<v1::GetDocumentResponse> SqlRegister::GetDocument(const v1::ReportKey& key, int revision) {
  return WithReader([&](SqlReader& reader) { return ReadDocument(reader.connection(), key, revision); });
}

absl::StatusOr<std::vector<v1::RecordedReport>> SqlRegister::GetCurrent(absl::Span<const v1::ReportKey> keys,
                                                                        v1::ReportView view) {
  return WithReader([&](SqlReader& reader) { return reader.GetCurrent(keys, view); });
}

absl::StatusOr<std::vector<v1::SimilarReport>> SqlRegister::FindSimilar(const std::vector<uint64_t>& bands,
                                                                        const v1::ReportKey& except, int limit) {
  return WithReader([&](SqlReader& reader) { return reader.FindSimilar(bands, except, limit); });
}

absl::StatusOr<int64_t> SqlRegister::ScanAll(std::optional<absl::Time> as_of,
                                             absl::FunctionRef<bool(const CurrentReport& report)> visitor) {
  return WithReader([&](SqlReader& reader) { return reader.ScanAll(as_of, visitor); });
}

absl::StatusOr<int64_t> SqlRegister::Follow(int64_t position,
                                            absl::FunctionRef<void(const ChangedReport& changed)> visitor) {
  return WithReader([&](SqlReader& reader) { return reader.Follow(position, visitor); });
}

bool SqlRegister::WaitForChange(int64_t position, absl::Duration timeout) {
  const absl::Time deadline = runtime::Now() + timeout;
  for (;;) {
    int64_t seen = 0;
    {
      runtime::MutexLock lock(mutex_);
      seen = announcement_count_;
    }
    const absl::StatusOr<int64_t> now = WithReader([](SqlReader& reader) { return reader.Position(); });
    if (now.ok() && *now > position) return true;
    const absl::Time look_again = std::min(deadline, runtime::Now() + poll_interval_);
    runtime::MutexLock lock(mutex_);
    while (announcement_count_ == seen && announced_.WaitUntil(mutex_, look_again)) {
    }
    if (runtime::Now() >= deadline && announcement_count_ == seen) return false;
  }
}

void SqlRegister::AnnounceChange() {
  runtime::MutexLock lock(mutex_);
  ++announcement_count_;
  announced_.NotifyAll();
}

template <typename Use>
auto SqlRegister::WithReader(Use use) -> decltype(use(std::declval<SqlReader&>())) {
  absl::StatusOr<std::unique_ptr<SqlReader>> reader = TakeReader();
  if (!reader.ok()) return reader.status();
  auto result = use(**reader);
  GiveBack(*std::move(reader));
  return result;
}

absl::StatusOr<std::unique_ptr<SqlReader>> SqlRegister::TakeReader() {
  std::unique_ptr<SqlReader> reader;
  {
    runtime::MutexLock lock(mutex_);
    if (!idle_readers_.empty()) {
      reader = std::move(idle_readers_.back());
      idle_readers_.pop_back();
    }
    ++busy_reader_count_;
    TellReaders();
  }
  absl::Status ready;
  if (reader != nullptr) {
    ready = reader->Renew();
  } else if (absl::StatusOr<std::unique_ptr<SqlReader>> made = MakeReader(); made.ok()) {
    reader = *std::move(made);
  } else {
    ready = made.status();
  }
  if (ready.ok()) return reader;
  reader = nullptr;  // its connection is closed before it counts as gone
  if (observer_.on_connection_failure) observer_.on_connection_failure();
  runtime::MutexLock lock(mutex_);
  --busy_reader_count_;
  TellReaders();
  return ready;
}

absl::StatusOr<std::unique_ptr<SqlReader>> SqlRegister::MakeReader() const {
  absl::StatusOr<std::unique_ptr<SqlConnection>> connection = connect_reader_();
  if (!connection.ok()) return connection.status();
  return std::make_unique<SqlReader>(*std::move(connection), catalog_, converter_);
}

void SqlRegister::GiveBack(std::unique_ptr<SqlReader> reader) {
  reader->connection().ResetStatements();
  runtime::MutexLock lock(mutex_);
  if (idle_readers_.size() < idle_reader_limit_) idle_readers_.push_back(std::move(reader));
  --busy_reader_count_;
  TellReaders();
}

void SqlRegister::TellReaders() const {
  if (!observer_.on_readers) return;
  observer_.on_readers(static_cast<int>(idle_readers_.size()) + busy_reader_count_, busy_reader_count_);
}

}  // namespace gouji::statistics
