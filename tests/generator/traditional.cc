#include "tests/generator/traditional.h"

#include <unordered_map>

namespace gouji::generator {
namespace {

// The simplified characters that our own texts and the forms use, and the traditional ones in the same order. Big5 has
// no 〇.
constexpr std::string_view kSimplified =
    "万与专业两个为举乡于产众优会体关内册写军农决况减别办务动区医华单卫厅历县"
    "发变号后听员国图场块坞处备复学审对将属岗岚并广应废开强当录径怀态总执扫护"
    "报据数无旧时术机权条来构枫标栏检没测济浏浔灯点热环现电畅疗监码砚确碍碛称"
    "税稳签简类纠纳线组织经结绘绛络统继续维综编缴网罚职联节芦苍苏范荫获莺萤藓"
    "蝉补见规览计认训议记许讼设访识诉试话询该误说请读调财责账购费资转较辑输过"
    "运这进适邮采链错镇长门问阅霁页项题额风鲤鸢鸥鹂鹊鹤鹭齐预约协〇";
constexpr std::string_view kTraditional =
    "萬與專業兩個為舉鄉於產眾優會體關內冊寫軍農決況減別辦務動區醫華單衛廳歷縣"
    "發變號後聽員國圖場塊塢處備復學審對將屬崗嵐並廣應廢開強當錄徑懷態總執掃護"
    "報據數無舊時術機權條來構楓標欄檢沒測濟瀏潯燈點熱環現電暢療監碼硯確礙磧稱"
    "稅穩簽簡類糾納線組織經結繪絳絡統繼續維綜編繳網罰職聯節蘆蒼蘇範蔭獲鶯螢蘚"
    "蟬補見規覽計認訓議記許訟設訪識訴試話詢該誤說請讀調財責賬購費資轉較輯輸過"
    "運這進適郵採鏈錯鎮長門問閱霽頁項題額風鯉鳶鷗鸝鵲鶴鷺齊預約協○";
constexpr size_t kBytes = 3;  // of each of them in UTF-8
static_assert(kSimplified.size() == kTraditional.size());

std::unordered_map<std::string_view, std::string_view> MakeMap() {
  std::unordered_map<std::string_view, std::string_view> map;
  for (size_t i = 0; i < kSimplified.size(); i += kBytes) {
    map.emplace(kSimplified.substr(i, kBytes), kTraditional.substr(i, kBytes));
  }
  return map;
}

}  // namespace

std::string Traditional(std::string_view text) {
  static const auto* const kMap = new std::unordered_map<std::string_view, std::string_view>(MakeMap());
  std::string converted;
  for (size_t i = 0; i < text.size();) {
    const bool wide = (static_cast<unsigned char>(text[i]) & 0xF0U) == 0xE0U && i + kBytes <= text.size();
    const std::string_view character = text.substr(i, wide ? kBytes : 1);
    const auto found = kMap->find(character);
    converted += found == kMap->end() ? character : found->second;
    i += character.size();
  }
  return converted;
}

}  // namespace gouji::generator
