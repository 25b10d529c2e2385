"""Makes scans of pages: the images that pdftoppm made of a document, with noise, as a PDF file that holds nothing but images.

    /usr/bin/python3 scan_pages.py OUT.pdf DPI PAGE.pgm...

Each page gets grey paper, noise in every pixel and a speck here and there, from a generator that the page's number seeds: the same pages
give the same scans.
"""

import random
import sys
import zlib

NOISE = 18  # of 255, either way
PAPER = 12  # how much darker than white the paper is
SPECKS_PER_PAGE = 60


def read_pgm(path):
    with open(path, "rb") as file:
        data = file.read()
    fields = data.split(maxsplit=4)
    if fields[0] != b"P5" or fields[3] != b"255":
        sys.exit(f"scan_pages.py: {path} is no PGM file of 8 bits")
    width, height = int(fields[1]), int(fields[2])
    return width, height, data[-width * height:]


def scanned(width, height, pixels, seed):
    source = random.Random(seed)
    # A strip of noise, laid along the page at shifting places, is fast and looks like noise.
    strip = [source.randint(-NOISE, NOISE) for _ in range(4099)]
    tables = {shift: bytes(max(0, min(255, value - PAPER + shift)) for value in range(256)) for shift in range(-NOISE, NOISE + 1)}
    page = bytearray(width * height)
    position = 0
    for i, value in enumerate(pixels):
        page[i] = tables[strip[position]][value]
        position = (position + 1) % 4099
    for _ in range(SPECKS_PER_PAGE):
        page[source.randrange(width * height)] = 40
    return bytes(page)


def main():
    out, dpi, names = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for seed, name in enumerate(names):
        width, height, pixels = read_pgm(name)
        packed = zlib.compress(scanned(width, height, pixels, seed), 1)
        points = f"{width * 72 / dpi:.2f} {height * 72 / dpi:.2f}"
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        content = f"q {points.split()[0]} 0 0 {points.split()[1]} 0 0 cm /Im0 Do Q"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {points}] /Resources << /XObject << /Im0 {number + 2} 0 R >> >> "
                       f"/Contents {number + 1} 0 R >>")
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        objects.append((f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 8 "
                        f"/Filter /FlateDecode /Length {len(packed)} >>\nstream\n").encode() + packed + b"\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    pdf, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, item in enumerate(objects, 1):
        offsets.append(len(pdf))
        pdf += f"{number} 0 obj\n".encode() + (item if isinstance(item, bytes) else item.encode()) + b"\nendobj\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    start = len(pdf)
    pdf += f"{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    with open(out, "wb") as file:
        file.write(pdf)


if __name__ == "__main__":
    main()
