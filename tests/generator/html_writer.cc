#include "tests/generator/html_writer.h"

#include <fmt/format.h>

namespace gouji::generator {
namespace {

std::string Paragraph(const Block& block, HtmlStyle style) {
  const std::string text = Escaped(block.text);
  switch (style) {
    case HtmlStyle::kWord:
      return fmt::format(
          "<p class=MsoNormal style='text-indent:32.0pt;line-height:28.0pt'><span style='font-size:16.0pt;"
          "font-family:仿宋_GB2312;mso-hansi-font-family:仿宋_GB2312'>{}<span "
          "lang=EN-US><o:p></o:p></span></span></p>\n",
          text);
    case HtmlStyle::kUnclosed:
      return fmt::format("<p>{}\n", text);
    default:
      break;
  }
  if (block.kind == BlockKind::kTitle && style == HtmlStyle::kPlain) {
    return fmt::format("<h1>{}</h1>\n", text);
  }
  if (block.kind == BlockKind::kHeading && style != HtmlStyle::kCms) {
    return fmt::format("<h2>{}</h2>\n", text);
  }
  if (block.kind == BlockKind::kHeading) {
    return fmt::format("<p style=\"text-indent:2em\"><strong>{}</strong></p>\n", text);
  }
  return fmt::format("<p>&emsp;&emsp;{}</p>\n", text);
}

std::string Body(const PrintedDocument& document, HtmlStyle style) {
  std::string html;
  for (const Block& block : document.blocks) {
    html += block.kind == BlockKind::kTable ? HtmlTable(block.table, style) : Paragraph(block, style);
  }
  return html;
}

constexpr std::string_view kWordHead = R"(<meta name=ProgId content=Word.Document>
<meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->
<style>
<!-- /* Style Definitions */ p.MsoNormal {mso-style-unhide:no; margin:0cm; font-size:10.5pt;} @page WordSection1 {size:595.3pt 841.9pt;} -->
</style>
)";

constexpr std::string_view kCmsTop =
    R"(<div class="top"><ul><li><a href="#">登录</a></li><li><a href="#">注册</a></li><li>无障碍浏览</li><li>关怀版</li></ul>
<script type="text/javascript">var total = 7; document.write("<td>12</td>");</script></div>
<table width="1000" cellpadding="0"><tr><td width="220"><ul><li><a href="#">首页</a></li><li><a href="#">政府信息公开指南</a></li>
<li><a href="#">政府信息公开年报</a></li><li><a href="#">依申请公开</a></li></ul></td><td>
<div class="path">您当前所在位置：<a href="#">首页</a> &gt; <a href="#">部门公开信息</a> &gt; 正文</div>
)";
constexpr std::string_view kCmsMiddle =
    R"(<div class="info">【字体：<a>大</a> <a>中</a> <a>小</a>】 <a>打印</a> 浏览次数：<span id="hits">318</span></div>
<table class="layout"><tr><td class="content"><div id="zoom">
)";
constexpr std::string_view kCmsEnd = R"(</div></td></tr></table>
<div class="share">用微信扫描二维码分享至好友和朋友圈</div></td></tr></table>
<div class="foot"><p>主办：榆荫路在线编辑部 网站标识码：0000000000</p><p>访问量：3851452</p></div>
)";

}  // namespace

std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string WriteHtml(const PrintedDocument& document, HtmlStyle style, std::string_view charset) {
  std::string html = style == HtmlStyle::kWord ? "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
                                                 "xmlns:w=\"urn:schemas-microsoft-com:office:word\">\n<head>\n"
                                               : "<!DOCTYPE html>\n<html lang=\"zh\">\n<head>\n";
  html += fmt::format("<meta http-equiv=\"Content-Type\" content=\"text/html; charset={}\">\n", charset);
  html += style == HtmlStyle::kWord ? kWordHead : "";
  html += fmt::format("<title>{}</title>\n</head>\n<body>\n", Escaped(document.page_title));
  html += style == HtmlStyle::kCms ? kCmsTop : "";
  html += style == HtmlStyle::kCms ? kCmsMiddle : "";
  html += Body(document, style);
  html += style == HtmlStyle::kCms ? kCmsEnd : "";
  return html + "</body>\n</html>\n";
}

}  // namespace gouji::generator
