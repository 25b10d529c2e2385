"""Reads the cells of report pages as a Python program would, and prints how long that took.

    /usr/bin/python3 read_pages.py bs4|lxml FILE...

What is timed: the bytes of a page become its tables, every cell with its text, spans laid out, so that a program could look up a row's
figures: no labels are matched, no arithmetic is checked, nothing is dated or named. That is the first third of what Gouji does with a page.
The files are read before the clock starts; the pages are read in rounds until some seconds are over. Prints one JSON object.
"""

import json
import re
import sys
import time

import lxml.html

SECONDS = 5.0
MAX_SPAN = 1000


def span_of(text):
    """A rowspan or colspan: at least 1."""
    return min(MAX_SPAN, int(text)) if text and text.isdigit() and int(text) > 0 else 1


def lay_out(rows):
    """Rows of (text, column span, row span) become a grid: {(row, column): text}."""
    grid = {}
    for r, cells in enumerate(rows):
        c = 0
        for text, columns, deep in cells:
            while (r, c) in grid:
                c += 1
            for row in range(r, r + deep):
                for column in range(c, c + columns):
                    grid[row, column] = text
            c += columns
    return grid


def decode(data):
    """Pages say what they are encoded in; gb2312 is read as its superset."""
    declared = re.search(rb"charset=[\"']?([\w-]+)", data[:2048])
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    return data.decode("gb18030" if name in ("gb2312", "gbk") else name, "replace")


def tables_of_lxml(data):
    tree = lxml.html.document_fromstring(decode(data))
    grids = []
    for table in tree.iter("table"):
        if table.find(".//table") is not None:
            continue  # a layout table
        rows = [[(" ".join(cell.text_content().split()), span_of(cell.get("colspan")), span_of(cell.get("rowspan")))
                 for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
        grids.append(lay_out(rows))
    return grids


def tables_of_bs4(data):
    import bs4  # pylint: disable=import-outside-toplevel

    soup = bs4.BeautifulSoup(decode(data), "lxml")
    grids = []
    for table in soup.find_all("table"):
        if table.find("table") is not None:
            continue  # a layout table
        rows = [[(" ".join(cell.get_text().split()), span_of(cell.get("colspan")), span_of(cell.get("rowspan")))
                 for cell in row.find_all(["td", "th"], recursive=False)] for row in table.find_all("tr")]
        grids.append(lay_out(rows))
    return grids


READERS = {"bs4": tables_of_bs4, "lxml": tables_of_lxml}


def main():
    reader = READERS[sys.argv[1]]
    pages = []
    for name in sys.argv[2:]:
        with open(name, "rb") as file:
            pages.append(file.read())
    cells = sum(len(grid) for page in pages for grid in reader(page))
    count, begin = 0, time.process_time()
    while time.process_time() - begin < SECONDS:
        for page in pages:
            reader(page)
        count += len(pages)
    seconds = time.process_time() - begin
    print(json.dumps({"documents": count, "documents_per_second": round(count / seconds, 1),
                      "megabytes_per_second": round(sum(map(len, pages)) * count / len(pages) / seconds / 1e6, 1),
                      "cells_of_all_pages": cells}))


if __name__ == "__main__":
    main()
