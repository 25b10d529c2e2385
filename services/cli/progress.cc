#include "services/cli/progress.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "fmt/format.h"

namespace gouji::cli {
namespace {

constexpr std::size_t kBarWidth = 30;
constexpr std::string_view kClearLine = "\r\x1b[K";
constexpr absl::Duration kMarkInterval = absl::Seconds(15);

}  // namespace

Progress::Progress(std::size_t total, Language language, const Terminal& terminal, std::function<absl::Time()> now)
    : total_(total), language_(language), terminal_(terminal), now_(std::move(now)) {
  rate_since_.time = next_mark_.time = now_();
}

void Progress::Advance() {
  ++done_;
  if (terminal_.err_is_terminal) {
    const absl::Time now = now_();
    if (done_ == total_ || now - drawn_ >= absl::Milliseconds(100)) Draw(now);
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

void Progress::Draw(absl::Time now) {
  drawn_ = now;
  if (now - next_mark_.time >= kMarkInterval) {
    rate_since_ = next_mark_;
    next_mark_ = {.time = now, .done = done_};
  }
  const std::size_t filled = total_ == 0 ? 0 : done_ * kBarWidth / total_;
  const double seconds = std::max(1e-3, absl::ToDoubleSeconds(now - rate_since_.time));
  const double per_second = static_cast<double>(done_ - rate_since_.done) / seconds;
  terminal_.err << fmt::format("{}[{:<{}}] {}/{}  {:.0f} {}{}", kClearLine, std::string(filled, '#'), kBarWidth, done_,
                               total_, per_second, Choose(language_, "份/秒", "a second"), TimeLeft(per_second));
  terminal_.err.flush();
}

std::string Progress::TimeLeft(double per_second) const {
  if (done_ >= total_ || per_second <= 0) return "";
  const auto seconds = static_cast<std::int64_t>(std::ceil(static_cast<double>(total_ - done_) / per_second));
  const bool chinese = language_ == Language::kChinese;
  if (seconds < 60) return fmt::format(fmt::runtime(chinese ? "，剩余 {} 秒" : ", {} s left"), seconds);
  const std::int64_t minutes = (seconds + 59) / 60;
  if (minutes < 60) return fmt::format(fmt::runtime(chinese ? "，剩余 {} 分钟" : ", {} min left"), minutes);
  return fmt::format(fmt::runtime(chinese ? "，剩余 {} 小时 {} 分钟" : ", {} h {} min left"), minutes / 60,
                     minutes % 60);
}

void Progress::Finish() {
  if (terminal_.err_is_terminal && drawn_ != absl::InfinitePast()) terminal_.err << "\n";
  terminal_.err.flush();
}

}  // namespace gouji::cli
