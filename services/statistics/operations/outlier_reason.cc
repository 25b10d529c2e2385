#include "services/statistics/operations/outlier_reason.h"

#include <cmath>
#include <string_view>

#include "fmt/format.h"

namespace gouji::statistics {
namespace {

using report::AgencyKind;
using report::AgencyLevel;

constexpr double kHundred = 100;
constexpr double kFenInWanYuan = 1'000'000;
constexpr double kSmall = 0.1;  // below it one decimal would hide the figure

enum class Tongue { kChinese, kEnglish };

std::string_view Choose(Tongue tongue, std::string_view chinese, std::string_view english) {
  return tongue == Tongue::kChinese ? chinese : english;
}

// A count as it is, anything else with a decimal, or more where it is small.
std::string Number(double value) {
  if (value == std::floor(value) && std::abs(value) < 1e15) return fmt::format("{:.0f}", value);
  return std::abs(value) < kSmall ? fmt::format("{:.2g}", value) : fmt::format("{:.1f}", value);
}

std::string Decimal(double value) {
  return value != 0 && std::abs(value) < kSmall ? fmt::format("{:.2g}", value) : fmt::format("{:.1f}", value);
}

std::string_view LevelWord(Tongue tongue, AgencyLevel level) {
  switch (level) {
    case AgencyLevel::kNation:
      return Choose(tongue, "国家级", "national ");
    case AgencyLevel::kProvince:
      return Choose(tongue, "省级", "provincial ");
    case AgencyLevel::kPrefecture:
      return Choose(tongue, "地级", "prefecture-level ");
    case AgencyLevel::kCounty:
      return Choose(tongue, "县级", "county-level ");
    case AgencyLevel::kTownship:
      return Choose(tongue, "乡级", "township-level ");
    case AgencyLevel::kUnspecified:
      break;
  }
  return "";
}

std::string_view KindWord(Tongue tongue, AgencyKind kind) {
  switch (kind) {
    case AgencyKind::kGovernment:
      return Choose(tongue, "政府", "governments");
    case AgencyKind::kDepartment:
      return Choose(tongue, "部门", "departments");
    case AgencyKind::kTownshipGovernment:
      return Choose(tongue, "乡镇政府", "township governments");
    case AgencyKind::kSubdistrict:
      return Choose(tongue, "街道", "subdistricts");
    case AgencyKind::kZone:
      return Choose(tongue, "园区", "development zones");
    case AgencyKind::kVertical:
      return Choose(tongue, "垂直管理单位", "vertically managed organs");
    case AgencyKind::kOther:
      return Choose(tongue, "其他单位", "other organs");
    case AgencyKind::kUnspecified:
      break;
  }
  return Choose(tongue, "类别不明的单位", "organs of unknown kind");
}

// Says a case in one language.
class Words {
 public:
  Words(const OutlierCase& outlier, Tongue tongue) : case_(outlier), unit_(outlier.measure.unit), tongue_(tongue) {}

  std::string_view Name() const { return Choose(tongue_, case_.measure.name_zh, case_.measure.name_en); }

  // 12.5%（5/40）
  std::string Value(const Ratio& ratio) const {
    std::string text = Amount(ratio.In(unit_));
    if (!case_.measure.has_denominator()) return text;
    return fmt::format(fmt::runtime(Choose(tongue_, "{}（{}/{}）", "{} ({} of {})")), text, ratio.numerator,
                       ratio.denominator);
  }

  // A value in the unit.
  std::string Amount(double value) const {
    switch (unit_) {
      case v1::METRIC_UNIT_SHARE:
        return Decimal(value * kHundred) + "%";
      case v1::METRIC_UNIT_FEN:
        return Number(value / kFenInWanYuan) + std::string(Choose(tongue_, " 万元", " × 10 000 yuan"));
      case v1::METRIC_UNIT_PIECES:
        return Number(value) + std::string(Choose(tongue_, " 件", ""));
      default:
        return Decimal(value);
    }
  }

  // The size of a difference between what was compared: of values of a share, or of changes in percentage points.
  std::string Distance(double difference) const {
    const double size = std::abs(difference);
    if (unit_ != v1::METRIC_UNIT_SHARE) return Amount(size);
    return Decimal(case_.previous.has_value() ? size : size * kHundred) +
           std::string(Choose(tongue_, " 个百分点", " percentage points"));
  }

  // A change with its sign.
  std::string Change(double change) const { return (change > 0 ? "+" : change < 0 ? "-" : "") + Distance(change); }

  std::string Peers() const {
    // The kind of a township's organs says their level.
    const bool tells_level =
        case_.peers.kind == AgencyKind::kTownshipGovernment || case_.peers.kind == AgencyKind::kSubdistrict;
    return fmt::format("{}{}", tells_level ? "" : LevelWord(tongue_, case_.peers.level),
                       KindWord(tongue_, case_.peers.kind));
  }

  std::string_view Equal() const {
    if (!case_.center.half_are_equal) return "";
    return Choose(tongue_, "（半数以上相同）", " (half of them or more are equal)");
  }

 private:
  const OutlierCase& case_;
  const v1::MetricUnit unit_;
  const Tongue tongue_;
};

}  // namespace

std::string ReasonZh(const OutlierCase& outlier) {
  const Words words(outlier, Tongue::kChinese);
  const double difference = outlier.compared - outlier.center.median;
  const std::string far =
      fmt::format("{}，是通常差距的 {:.1f} 倍，请核对", words.Distance(difference), std::abs(outlier.score()));
  const int32_t year = outlier.peers.year;
  if (outlier.previous.has_value()) {
    return fmt::format("{}由 {} 年的 {} 变为 {} 年的 {}，变化 {}；{} {} 份报告变化的中位数为 {}{}，相差 {}",
                       words.Name(), year - 1, words.Value(*outlier.previous), year, words.Value(outlier.value),
                       words.Change(outlier.compared), words.Peers(), outlier.peer_count,
                       words.Change(outlier.center.median), words.Equal(), far);
  }
  return fmt::format("{} {}，{} 年{} {} 份报告的中位数为 {}{}，{} {}", words.Name(), words.Value(outlier.value), year,
                     words.Peers(), outlier.peer_count, words.Amount(outlier.center.median), words.Equal(),
                     difference > 0 ? "高" : "低", far);
}

std::string ReasonEn(const OutlierCase& outlier) {
  const Words words(outlier, Tongue::kEnglish);
  const double difference = outlier.compared - outlier.center.median;
  const std::string far = fmt::format("{}, {:.1f} times the usual distance; please check", words.Distance(difference),
                                      std::abs(outlier.score()));
  const int32_t year = outlier.peers.year;
  if (outlier.previous.has_value()) {
    return fmt::format(
        "{}: {} in {}, {} in {}, a change of {}; the median change of {} reports of {} is {}{}, off by {}",
        words.Name(), words.Value(*outlier.previous), year - 1, words.Value(outlier.value), year,
        words.Change(outlier.compared), outlier.peer_count, words.Peers(), words.Change(outlier.center.median),
        words.Equal(), far);
  }
  return fmt::format("{}: {}; the median of {} reports of {} about {} is {}{}; {} by {}", words.Name(),
                     words.Value(outlier.value), outlier.peer_count, words.Peers(), year,
                     words.Amount(outlier.center.median), words.Equal(), difference > 0 ? "above" : "below", far);
}

}  // namespace gouji::statistics
