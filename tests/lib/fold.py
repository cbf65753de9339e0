#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The records of a register, folded from its data files with nothing of ours.

  fold.py STORE REGISTER [--origin | --whole]

One line per record, in the order of the keys: its fields; with --origin batch
and row before them; with --whole the line as it stands.
"""
import csv
import io
import json
import os
import sys

SCHEMAS = os.path.join(os.path.dirname(__file__), "../../shared/iso20000-1/registers")


def batches(store, register):
    for index, line in enumerate(open(f"{store}/log.jsonl", encoding="utf-8")):
        leaf = json.loads(line)
        if leaf["type"] == "batch" and leaf["register"] == register:
            yield index, leaf


def lines(store, leaf):
    """The header's names, then (raw line, fields) of each record."""
    raw = open(f"{store}/{leaf['path']}", encoding="utf-8", newline="").read()
    rows, at, quoted, text = [], 0, False, raw
    for i, c in enumerate(text):
        if c == '"':
            quoted = not quoted
        elif c == "\n" and not quoted:
            rows.append(text[at:i + 1])
            at = i + 1
    return [(r, next(csv.reader(io.StringIO(r, newline="")))) for r in rows]


def fold(store, register, size=None):
    """key -> (raw line, {name: value}) of the records at a log size."""
    key = json.load(open(f"{SCHEMAS}/{register}.json"))["primaryKey"][0]
    state = {}
    for index, leaf in batches(store, register):
        if size is not None and index >= size:
            break
        if leaf["kind"] == "state":
            state = {}
        rows = lines(store, leaf)
        names = rows[0][1]
        for raw, fields in rows[1:]:
            value = dict(zip(names, fields))
            state.pop(value[key], None) if value["op"] == "retire" else state.update({value[key]: (raw, value)})
    return state


def main():
    how = sys.argv[3] if len(sys.argv) > 3 else ""
    for _, (raw, value) in sorted(fold(sys.argv[1], sys.argv[2]).items()):
        if how == "--whole":
            print(raw.rstrip("\r\n"))
            continue
        drop = ("op", "salt") if how == "--origin" else ("op", "salt", "batch", "row")
        print(",".join(v for n, v in value.items() if n not in drop))


if __name__ == "__main__":
    main()
