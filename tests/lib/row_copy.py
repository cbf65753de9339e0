# SPDX-License-Identifier: Apache-2.0
"""row_copy.py STATUS.json STORE FOLDER OUT: for each criterion with a record
that breaks it, and whose row stands in a CSV file of FOLDER, writes
OUT/CRITERION=REGISTER/FILE: that row once more under a key of its own."""
import csv
import io
import json
import os
import sys

status, store, folder, out = sys.argv[1:]
log = [json.loads(line) for line in open(f"{store}/log.jsonl", encoding="utf-8")]


def lines_of(path):
    text = open(path, encoding="utf-8-sig", newline="").read()
    delimiter = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
    return list(csv.reader(io.StringIO(text), delimiter=delimiter)), delimiter


for criterion in json.load(open(status))["criteria"]:
    for v in criterion["violations"]:
        batch = log[v["batch"]] if v["row"] else {}
        path = f"{folder}/{batch.get('source', {}).get('name', '')}"
        if not path.endswith(".csv") or not os.path.exists(path):
            continue
        rows, delimiter = lines_of(path)
        row = rows[v["row"] - 1]
        if v["key"] not in row:
            continue
        row[row.index(v["key"])] = "ZZ-COPY"
        place = f"{out}/{criterion['id']}={v['register']}"
        os.makedirs(place)
        with open(f"{place}/{os.path.basename(path)}", "w", encoding="utf-8", newline="") as f:
            csv.writer(f, delimiter=delimiter).writerows([rows[0], row])
        break
