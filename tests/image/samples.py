"""Documents that need all that is in the images: character sets, an archive, a PDF with text, a scan in a PDF."""

import subprocess
import zlib

LAYOUTS = ("tabs-gb18030", "tabs-big5", "docx", "pdf")
WIDTH, HEIGHT = 1654, 2339  # A4 at 200 dpi
FIGURES = (b"BT /F1 14 Tf 72 760 Td (Annual report 2023 of the county) Tj 0 -40 Td (Received 1234, carried over 567, in all 1801) Tj"
           b" 0 -40 Td (Granted 890, refused 12, other 34) Tj ET")


def pdf_of(content, resources, objects=()):
    """A PDF of one page, A4. `objects`: from number 5."""
    stream = b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)
    bodies = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
              b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>>>" % resources, stream, *objects]
    text, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(text))
        text += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return text + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(bodies) + 1, table, len(bodies) + 1, len(text))


def scan_of(folder):
    """A PDF whose page is an image of figures."""
    printed = folder / "printed.pdf"
    printed.write_bytes(pdf_of(FIGURES, b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"))
    drawn = subprocess.run(["pdftoppm", "-gray", "-scale-to-x", str(WIDTH), "-scale-to-y", str(HEIGHT), printed], capture_output=True, check=True)
    printed.unlink()
    pixels = zlib.compress(drawn.stdout[-WIDTH * HEIGHT:])
    image = (b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" %
             (WIDTH, HEIGHT, len(pixels), pixels))
    return pdf_of(b"q 595 0 0 842 0 0 cm /Im1 Do Q", b"/XObject<</Im1 5 0 R>>", [image])


def write_samples(programs, folder):
    """Writes them. Returns the names of the reports among them, and that of the scan, which is no report."""
    folder.mkdir(mode=0o755)
    reports = []
    for layout in LAYOUTS:
        place = folder / layout
        subprocess.run([programs / "gouji-generate", f"--out={place}", "--count=1", f"--layout={layout}"], check=True, stdout=subprocess.DEVNULL)
        for file in place.iterdir():
            reports.append(file.rename(folder / f"{layout}{file.suffix}").name)
        place.rmdir()
    (folder / "scan.pdf").write_bytes(scan_of(folder))
    return sorted(reports), "scan.pdf"
