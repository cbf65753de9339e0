#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the corpus of odd and malformed files: make.py OUTDIR.

The files, and cases.tsv: name, options, what it is. Options with FILE in them
take the file there; otherwise it is the operand. What must come of each stands
in expected.tsv, see run.py.
"""
import os
import sys

from cases import cells, csvs, maps, odss, xlsxs, zips


def main():
    out = sys.argv[1]
    os.makedirs(out, exist_ok=True)
    seen = set()
    with open(os.path.join(out, "cases.tsv"), "w", encoding="utf-8") as index:
        for module in zips, xlsxs, odss, csvs, cells, maps:
            for name, what, data, *options in module.cases():
                if name in seen:
                    sys.exit("two cases are named " + name)
                seen.add(name)
                with open(os.path.join(out, name), "wb") as f:
                    f.write(data.encode() if isinstance(data, str) else data)
                index.write("%s\t%s\t%s\n" % (name, " ".join(options), what))


main()
