# SPDX-License-Identifier: Apache-2.0
"""damage.py: the registers of an organisation as CSV files, damaged at random from a seed."""
import csv
import datetime
import os
import random

from org import Org


def rows_of(store, standard, as_of):
    """{register: (fields, rows)} of a store, as its canonical texts."""
    org = Org(store, standard, as_of)
    tables = {}
    for name, reg in org.register.items():
        if reg.supplied:
            tables[name] = (list(reg.field), [{n: text(v) for n, v in r.cells.items()} for r in reg])
    return tables


def text(v):
    if v is None:
        return ""
    if isinstance(v, list):
        return ";".join(x.replace("\\", "\\\\").replace(";", "\\;") for x in v)
    if isinstance(v, bool):
        return "yes" if v else "no"
    if isinstance(v, datetime.date):
        return v.isoformat()
    if isinstance(v, float):
        return repr(int(v)) if v == int(v) else repr(v)
    return v


def shifted(r, v):
    try:
        return (datetime.date.fromisoformat(v) + datetime.timedelta(days=r.choice((-800, -400, -200, -90, -31, -1, 1, 31, 90, 200, 400)))).isoformat()
    except ValueError:
        return v


def damage(tables, schemas, seed):
    """A damaged copy, and what was done."""
    r = random.Random(seed)
    out = {name: (list(fields), [dict(row) for row in rows]) for name, (fields, rows) in tables.items()}
    done = []
    for name in sorted(out):
        fields, rows = out[name]
        key = schemas[name]["primaryKey"][0]
        about = {f["name"]: f for f in schemas[name]["fields"]}
        p = r.random()
        if p < 0.05:
            done.append(f"{name}: not supplied")
            del out[name]
            continue
        if p < 0.10:
            done.append(f"{name}: no rows but the first")
            del rows[1:]
        if r.random() < 0.12:
            droppable = [f for f in fields if f != key and about[f]["preaudit"].get("need") != "required"]
            if droppable:
                gone = r.choice(droppable)
                fields.remove(gone)
                done.append(f"{name}: no column {gone}")
        if r.random() < 0.3 and len(rows) > 2:
            for _ in range(r.randrange(1, max(2, len(rows) // 6))):
                if len(rows) > 1:
                    rows.pop(r.randrange(len(rows)))
            done.append(f"{name}: rows missing")
        share = r.choice((0, 0, 0.02, 0.1, 0.3))
        for row in rows:
            for f in fields:
                if f == key or r.random() >= share * 0.3:
                    continue
                kind, words = about[f]["preaudit"]["type"], about[f].get("constraints", {}).get("enum")
                how = r.random()
                if how < 0.45:
                    row[f] = ""
                elif kind == "date" and row[f]:
                    row[f] = shifted(r, row[f])
                elif kind == "ref" and row[f]:
                    row[f] = "NOBODY-9" if how < 0.7 else r.choice(rows)[f]
                elif words:
                    row[f] = r.choice(words)
                elif kind == "yes-no":
                    row[f] = r.choice(("yes", "no"))
                elif kind in ("number", "percent") and row[f]:
                    row[f] = str(r.randrange(0, 120))
                elif row[f]:
                    row[f] = r.choice(rows)[f]
        if share:
            done.append(f"{name}: {share * 100:.0f} % of cells")
    return out, done


def write(tables, folder):
    os.makedirs(folder, exist_ok=True)
    for name, (fields, rows) in tables.items():
        with open(os.path.join(folder, name + ".csv"), "w", encoding="utf-8", newline="") as f:
            w = csv.DictWriter(f, fields, extrasaction="ignore")
            w.writeheader()
            w.writerows(rows)
