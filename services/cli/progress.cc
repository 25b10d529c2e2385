#include "services/cli/progress.h"

#include <algorithm>

#include "fmt/format.h"

namespace gouji::cli {
namespace {

constexpr std::size_t kBarWidth = 30;
constexpr std::string_view kClearLine = "\r\x1b[K";

}  // namespace

Progress::Progress(std::size_t total, Language language, const Terminal& terminal)
    : total_(total), language_(language), terminal_(terminal) {}

void Progress::Advance() {
  ++done_;
  if (terminal_.err_is_terminal) {
    if (done_ == total_ || absl::Now() - drawn_ >= absl::Milliseconds(100)) Draw();
    return;
  }
  const std::size_t tenths = total_ == 0 ? 0 : done_ * 10 / total_;
  if (tenths == tenths_said_) return;
  tenths_said_ = tenths;
  terminal_.err << fmt::format("{}/{}\n", done_, total_);
  terminal_.err.flush();
}

void Progress::Say(std::string_view lines) {
  if (terminal_.err_is_terminal) terminal_.err << kClearLine;
  terminal_.err << lines;
  terminal_.err.flush();
}

void Progress::Draw() {
  drawn_ = absl::Now();
  const std::size_t filled = total_ == 0 ? 0 : done_ * kBarWidth / total_;
  const double seconds = std::max(1e-3, absl::ToDoubleSeconds(drawn_ - start_));
  terminal_.err << fmt::format("{}[{:<{}}] {}/{}  {:.0f} {}", kClearLine, std::string(filled, '#'), kBarWidth, done_,
                               total_, static_cast<double>(done_) / seconds, Choose(language_, "份/秒", "a second"));
  terminal_.err.flush();
}

void Progress::Finish() {
  if (terminal_.err_is_terminal && drawn_ != absl::InfinitePast()) terminal_.err << "\n";
  terminal_.err.flush();
}

}  // namespace gouji::cli
