#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Seeds for the fuzz harnesses, from the corpus: seeds.py CORPUS HARNESS OUTDIR."""
import os
import sys
import zipfile

SMALL = 8000
PARTS = ["xl/styles.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels",
         "[Content_Types].xml", "xl/worksheets/sheet1.xml"]   # in the order of fuzz_parts.c


def members(path):
    """(name, bytes) of what can be unpacked."""
    try:
        with zipfile.ZipFile(path) as z:
            for name in z.namelist()[:20]:
                if z.getinfo(name).file_size <= SMALL:
                    yield name, z.read(name)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError, zipfile.zlib.error):
        return


def seeds(harness, name, path):
    kind = name.split("-")[0]
    if harness in ("csv", "date") and kind in ("csv", "cell") or harness == "mapfile" and kind == "map" or \
            harness == "ods" and name.endswith((".ods", ".fods")) or harness == "xlsx" and kind in ("zip", "xlsx"):
        with open(path, "rb") as f:
            yield f.read(SMALL + 1)
    if harness in ("sheet", "scan", "parts") and kind == "xlsx":
        for member, data in members(path):
            if harness == "parts" and member in PARTS:
                yield bytes([PARTS.index(member)]) + data
            elif member == PARTS[-1]:
                yield data


def main():
    corpus, harness, out = sys.argv[1:]
    seen = set()
    for name in sorted(os.listdir(corpus)):
        for data in seeds(harness, name, os.path.join(corpus, name)):
            if len(data) <= SMALL and data not in seen:
                seen.add(data)
                with open(os.path.join(out, "corpus-%d" % len(seen)), "wb") as f:
                    f.write(data)


main()
