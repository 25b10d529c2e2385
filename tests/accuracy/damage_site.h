#ifndef GOUJI_TESTS_ACCURACY_DAMAGE_SITE_H_
#define GOUJI_TESTS_ACCURACY_DAMAGE_SITE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "tests/generator/printed_document.h"
#include "tests/generator/random_source.h"

namespace gouji {

// Where damage strikes: the tables of a printed document.
struct DamageSite {
  generator::PrintedDocument& document;
  generator::RandomSource& random;
};

// A row of a table, by indices.
struct RowPlace {
  size_t block = 0;
  size_t row = 0;
};

// All rows with at least `min_figures` figures, in printed order; with `labelled`, only those that have a label.
std::vector<RowPlace> FigureRows(const generator::PrintedDocument& document, size_t min_figures, bool labelled);

// The places of a row's figures that are printed with some text.
std::vector<size_t> FiguresOf(const generator::GridRow& row);

generator::GridRow& RowAt(DamageSite& site, const RowPlace& place);

// The label's place in a row that has one.
size_t LabelOf(const generator::GridRow& row);

// Takes a character or several from a UTF-8 text, counted in characters.
std::string WithoutCharacters(const std::string& text, size_t first, size_t count);
size_t CharacterCount(const std::string& text);

// What happens to figures.
void DropCells(DamageSite& site);
void DropTotal(DamageSite& site);
void ClipColumns(DamageSite& site);
void NarrowRows(DamageSite& site);
void BlankCells(DamageSite& site);
void PadFigures(DamageSite& site);

// What happens to labels and headers.
void ShiftLabels(DamageSite& site);
void WrapLabel(DamageSite& site);
void MisreadLabels(DamageSite& site);
void SwallowGroup(DamageSite& site);
void SplitHeader(DamageSite& site);
void LoseHeader(DamageSite& site);

// What happens to rows, columns and pages.
void LoseRow(DamageSite& site);
void LoseTableEnd(DamageSite& site);
void BreakPages(DamageSite& site);
void RepeatHeader(DamageSite& site);
void AddRow(DamageSite& site);
void AddColumn(DamageSite& site);
void AddEmptyRows(DamageSite& site);
void DamageDate(DamageSite& site);

}  // namespace gouji

#endif  // GOUJI_TESTS_ACCURACY_DAMAGE_SITE_H_
