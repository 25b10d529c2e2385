#include "services/parse/interpret/loose_drafts.h"

#include <algorithm>
#include <utility>

#include "services/parse/interpret/label_key.h"

namespace gouji::parse {
namespace {

class Assembler {
 public:
  std::vector<LooseDraft> Assemble(const std::vector<LooseToken>& tokens) {
    for (const LooseToken& token : tokens) {
      switch (token.kind) {
        case LooseKind::kProse:
          End();
          ++segment_;
          break;
        case LooseKind::kLabel:
          AddLabel(token);
          break;
        case LooseKind::kText:
          AddText(token);
          break;
        case LooseKind::kValue:
          AddValue(token);
          break;
      }
    }
    End();
    return std::move(drafts_);
  }

 private:
  void End() {
    if (!draft_.cells.empty()) {
      draft_.segment = segment_;
      drafts_.push_back(std::move(draft_));
    }
    draft_ = LooseDraft();
  }

  void Put(const LooseToken& token) {
    draft_.cells.push_back(token);
    draft_.aligned &= token.aligned;
    draft_.label_count += token.kind == LooseKind::kValue ? 0 : 1;
  }

  void AddLabel(const LooseToken& token) {
    const LabelUses& uses = *token.uses;
    const bool is_group = uses.Has(LabelRole::kRowGroup);
    const bool is_column = uses.IsOfColumns();
    const bool is_anchor = uses.Has(LabelRole::kAnchor);
    // 其他 and 总计 are rows as well as columns: in a header they are columns.
    // Unless it is numbered, as no column is: (七)总计.
    const bool may_be_column = is_column && Compact(token.text).starts_with(LabelKey(token.text));
    const bool is_row = uses.Has(LabelRole::kRow) && !(may_be_column && draft_.is_header && !draft_.has_values());
    const bool is_header = !is_row && !is_group;
    const bool has_rows = draft_.has_row_label || draft_.has_group;
    if (draft_.has_values() || draft_.is_anchor || is_anchor || (is_header && has_rows) ||
        (!is_header && (draft_.is_header || draft_.has_row_label))) {
      End();
    }
    Put(token);
    draft_.is_anchor |= is_anchor;
    draft_.is_header |= is_header;
    draft_.has_group |= is_group && !is_row;
    draft_.has_row_label |= is_row;
  }

  void AddText(const LooseToken& token) {
    if (draft_.has_values() || draft_.has_row_label || draft_.is_anchor) {
      End();
    }
    Put(token);
  }

  void AddValue(const LooseToken& token) {
    if ((draft_.is_header || draft_.is_anchor) && !draft_.has_values()) {
      // What stands behind the last known label of a header is the label of the row.
      std::vector<LooseToken> texts;
      while (!draft_.cells.empty() && draft_.cells.back().kind == LooseKind::kText) {
        texts.insert(texts.begin(), draft_.cells.back());
        draft_.cells.pop_back();
      }
      End();
      std::for_each(texts.begin(), texts.end(), [this](const LooseToken& text) { Put(text); });
    }
    Put(token);
  }

  std::vector<LooseDraft> drafts_;
  LooseDraft draft_;
  int segment_ = 0;
};

}  // namespace

std::vector<LooseDraft> AssembleRows(const std::vector<LooseToken>& tokens) { return Assembler().Assemble(tokens); }

}  // namespace gouji::parse
