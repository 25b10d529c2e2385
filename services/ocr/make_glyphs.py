#!/usr/bin/env python3
"""Draws the table of glyphs: how the characters that names of divisions are written with look in print, and those that they are misread as.

    make_glyphs.py NotoSerifCJK-Regular.ttc services/report/divisions/divisions.txt glyphs.txt

The build runs it. Needs Pillow (Debian: python3-pil) and the font (fonts-noto-cjk). The characters are those of the table of divisions and the 3755 of the first
level of GB 2312. Song type (宋体) is what most titles and texts are printed in.
"""

import base64
import sys

from PIL import Image, ImageDraw, ImageFont

HEAD = """\
# Characters and their shapes: 24 by 24 bits, rows from top to bottom, in base64. Drawn from Noto Serif CJK SC Regular, copyright 2017-2022 Adobe
# (http://www.adobe.com/), SIL Open Font License 1.1, by make_glyphs.py; not to be edited.
"""
SIDE = 24  # pixels
EM = 25  # so that the largest characters just fit
INK = 128
SIMPLIFIED_CHINESE = 2  # which font of the collection


def characters(path):
    with open(path, encoding="utf-8") as file:
        names = "".join(line.split()[1] for line in file if not line.startswith("#"))
    common = (bytes([row, cell]) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return {c for c in names + b"".join(common).decode("gb2312", errors="ignore") if "\u3400" <= c <= "\u9fff"}


def shape(font, character):
    image = Image.new("L", (2 * EM, 2 * EM))
    ImageDraw.Draw(image).text((EM // 2, EM // 2), character, font=font, fill=255)
    image = image.point(lambda value: 255 * (value >= INK))
    left, top, right, bottom = image.getbbox()
    image = image.crop((left, top, min(right, left + SIDE), min(bottom, top + SIDE)))
    square = Image.new("1", (SIDE, SIDE))
    square.paste(image, ((SIDE - image.width) // 2, (SIDE - image.height) // 2))
    return square.tobytes()


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    font = ImageFont.truetype(sys.argv[1], EM, index=SIMPLIFIED_CHINESE)
    with open(sys.argv[3], "w", encoding="utf-8") as table:
        table.write(HEAD)
        for character in sorted(characters(sys.argv[2])):
            table.write(f"{character} {base64.b64encode(shape(font, character)).decode()}\n")


if __name__ == "__main__":
    main()
