#!/usr/bin/env bash
# Writes the fixed corpus of the load tests: 60 % HTML of 40 KB on average, 20 % DOCX, 10 % PDF of four pages, 10 % text of 10 KB. Every report is
# of another agency; the same numbers give the same bytes on every machine.
#
#   tests/load/corpus.sh BIN FOLDER [REPORTS=10000] [FIRST=0]     BIN: the folder of gouji-generate
#
# FIRST is the number of the first report, for further corpora without a report of this one. Below FOLDER: html, docx, pdf, text.
set -euo pipefail
bin=$1
folder=$2
count=${3:-10000}
next=${4:-0}

# FORMAT LAYOUT HOW_MANY BYTES_OF_PROSE
write() {
  "$bin/gouji-generate" --seed=20250131 --year=2024 --first="$next" --count="$3" --layout="$2" --prose="$4" --out="$folder/$1/$2"
  next=$((next + $3))
}

html=$((count * 6 / 10))
word=$((count * 177 / 1000))
gb2312=$((count * 2 / 10))
docx=$((count * 2 / 10))
pdf=$((count / 10))
text=$((count - html - docx - pdf))
write html html-word "$word" 5000
write html html-gb2312 "$gb2312" 5000
write html html-cms $((html - word - gb2312)) 5000
write docx docx "$docx" 5000
write pdf pdf "$pdf" 4000
write text tabs $((text / 2)) 6000
write text framed-pipes $((text - text / 2)) 6000
