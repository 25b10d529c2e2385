#include "services/gateway/submit_window.h"

#include <utility>

#include "services/gateway/item_assembler.h"
#include "services/gateway/record_batch.h"

namespace gouji::gateway {

bool SubmitWindow::WaitForRoom(std::size_t byte_count) {
  auto wake = call_.OnCancel([this] { Wake(); });
  runtime::MutexLock lock(mutex_);
  while (!call_.IsCancelled() && !HasRoom(byte_count)) has_left_.WaitUntil(mutex_, call_.deadline());
  return !call_.IsCancelled();
}

void SubmitWindow::Arrive(Arrived item) {
  runtime::MutexLock lock(mutex_);
  Move(1, static_cast<std::ptrdiff_t>(item.document.size()));
  arrived_.push_back(std::move(item));
  has_arrived_.NotifyOne();
}

void SubmitWindow::ArriveSettled(v1::SubmitDocumentsResponse result) {
  runtime::MutexLock lock(mutex_);
  Move(1, 0);
  settled_.push_back(std::move(result));
  has_finished_.NotifyOne();
}

void SubmitWindow::Close() {
  runtime::MutexLock lock(mutex_);
  closed_ = true;
  has_arrived_.NotifyAll();
  has_finished_.NotifyAll();
}

std::vector<SubmitWindow::Arrived> SubmitWindow::TakeArrived() {
  runtime::MutexLock lock(mutex_);
  while (arrived_.empty() && !closed_) has_arrived_.Wait(mutex_);
  std::vector<Arrived> items;
  while (!arrived_.empty() && static_cast<int>(items.size()) < limits_.batch_item_count) {
    items.push_back(std::move(arrived_.front()));
    arrived_.pop_front();
  }
  return items;
}

void SubmitWindow::AddReady(statistics::v1::RecordItem item, std::size_t byte_count) {
  runtime::MutexLock lock(mutex_);
  const std::size_t kept = item.document().size();
  Move(0, static_cast<std::ptrdiff_t>(kept) - static_cast<std::ptrdiff_t>(byte_count));
  ready_.push_back(std::move(item));
  has_finished_.NotifyOne();
  if (kept < byte_count) has_left_.NotifyOne();
}

void SubmitWindow::AddSettled(v1::SubmitDocumentsResponse result, std::size_t byte_count) {
  runtime::MutexLock lock(mutex_);
  settled_.push_back(std::move(result));
  Move(0, -static_cast<std::ptrdiff_t>(byte_count));
  has_finished_.NotifyOne();
  has_left_.NotifyOne();
}

SubmitWindow::Work SubmitWindow::Take() {
  runtime::MutexLock lock(mutex_);
  while (ready_.empty() && settled_.empty() && !(closed_ && item_count_ == 0)) has_finished_.Wait(mutex_);
  Work work;
  work.settled.swap(settled_);
  work.batch = TakeBatch(limits_.batch_item_count, limits_.batch_byte_count, &ready_);
  return work;
}

void SubmitWindow::Leave(int item_count, std::size_t byte_count) {
  runtime::MutexLock lock(mutex_);
  Move(-item_count, -static_cast<std::ptrdiff_t>(byte_count));
  has_left_.NotifyOne();
  if (closed_ && item_count_ == 0) has_finished_.NotifyAll();
}

bool SubmitWindow::HasRoom(std::size_t byte_count) const {
  if (item_count_ == 0) return true;
  return item_count_ < limits_.item_count &&
         byte_count_ + byte_count + ItemAssembler::kMaxChunkBytes <= limits_.byte_count;
}

void SubmitWindow::Move(int item_count, std::ptrdiff_t byte_count) {
  item_count_ += item_count;
  byte_count_ += static_cast<std::size_t>(byte_count);
  metrics_.Move(item_count, static_cast<double>(byte_count));
}

void SubmitWindow::Wake() {
  runtime::MutexLock lock(mutex_);
  has_left_.NotifyAll();
}

}  // namespace gouji::gateway
