#include "services/ocr/recogniser.h"

#include <tesseract/baseapi.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "fmt/format.h"

namespace gouji::ocr {
namespace {

constexpr char kDigitLanguage[] = "eng";
constexpr char kTextLanguage[] = "chi_sim";
constexpr double kPercent = 100;

// The text that tesseract allocated, without white space around it.
std::string Take(char* text) {
  std::string taken = text == nullptr ? "" : text;
  delete[] text;
  const size_t begin = taken.find_first_not_of(" \n\t\r\f");
  if (begin == std::string::npos) {
    return "";
  }
  return taken.substr(begin, taken.find_last_not_of(" \n\t\r\f") - begin + 1);
}

absl::Status Init(tesseract::TessBaseAPI& api, const std::string& data_folder, const char* language) {
  // Without dictionaries: figures have none, and labels that are misprinted must not be corrected.
  const std::vector<std::string> names = {"load_system_dawg", "load_freq_dawg",   "load_punc_dawg",
                                          "load_number_dawg", "load_bigram_dawg", "tessedit_do_invert"};
  const std::vector<std::string> values = {"0", "0", "0", "0", "0", "0"};
  if (api.Init(data_folder.empty() ? nullptr : data_folder.c_str(), language, tesseract::OEM_LSTM_ONLY, nullptr, 0,
               &names, &values, false) != 0) {
    return absl::FailedPreconditionError(
        fmt::format("the language data {}.traineddata of tesseract are not installed", language));
  }
  api.SetVariable("debug_file", "/dev/null");
  return absl::OkStatus();
}

Recognised Recognise(tesseract::TessBaseAPI& api, Pix* image, double dpi, tesseract::PageSegMode mode) {
  api.SetPageSegMode(mode);
  api.SetImage(image);
  api.SetSourceResolution(static_cast<int>(dpi));
  Recognised result;
  if (api.Recognize(nullptr) == 0) {
    result.text = Take(api.GetUTF8Text());
    result.confidence = std::clamp(api.MeanTextConf() / kPercent, 0.0, 1.0);
  }
  api.Clear();
  return result;
}

}  // namespace

struct Recogniser::Engines {
  tesseract::TessBaseAPI digits;
  tesseract::TessBaseAPI text;
};

Recogniser::Recogniser(std::unique_ptr<Engines> engines) : engines_(std::move(engines)) {}
Recogniser::Recogniser(Recogniser&&) noexcept = default;
Recogniser& Recogniser::operator=(Recogniser&&) noexcept = default;
Recogniser::~Recogniser() = default;

absl::StatusOr<Recogniser> Recogniser::Create(const std::string& data_folder) {
  auto engines = std::make_unique<Engines>();
  if (absl::Status status = Init(engines->digits, data_folder, kDigitLanguage); !status.ok()) {
    return status;
  }
  if (absl::Status status = Init(engines->text, data_folder, kTextLanguage); !status.ok()) {
    return status;
  }
  engines->digits.SetVariable("tessedit_char_whitelist", "0123456789.,");
  engines->text.SetVariable("preserve_interword_spaces", "1");
  return Recogniser(std::move(engines));
}

Recognised Recogniser::ReadNumber(Pix* line, LineMode mode, double dpi) {
  return Recognise(engines_->digits, line, dpi,
                   mode == LineMode::kRaw ? tesseract::PSM_RAW_LINE : tesseract::PSM_SINGLE_WORD);
}

Recognised Recogniser::ReadLabel(Pix* line, double dpi) {
  return Recognise(engines_->text, line, dpi, tesseract::PSM_SINGLE_LINE);
}

}  // namespace gouji::ocr
