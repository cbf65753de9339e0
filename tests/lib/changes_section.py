# SPDX-License-Identifier: Apache-2.0
"""changes_section.py STANDARD FOLDER CHANGES.json: prints where the section
"changes" of the report in FOLDER (content.csv, readiness.html, readiness.xlsx)
has other rows than changes/1 asks for, and a line "TABLE N" for each that
agrees in all three."""
import csv
import html.parser
import json
import os
import sys

import openpyxl

standard, folder, changes = sys.argv[1:]
c = json.load(open(changes))
title = {}
for name in os.listdir(f"{standard}/registers"):
    register = json.load(open(f"{standard}/registers/{name}"))
    title[register["name"]] = register["title"]


lists = json.load(open(f"{standard}/lists.json"))


def place(kind, key, line):
    """What a violation is about, as people read it; line 0: it is of no file."""
    row = next((r for r in lists.get(kind, {"rows": []})["rows"] if r["word"] == key), None)
    if row and (line == 0 or kind not in title):
        return [lists[kind]["title"], row.get("title", list(row.values())[1])]
    if kind in title or kind == "":
        return [title.get(kind, ""), key]
    return {"clauses": ["Clause", key], "registers": ["Register", title.get(key, key)]}.get(kind, [kind, key])


def said(result):
    return "nothing to judge" if result == "nothing to assess" else result


def because(x):
    return " and ".join(x["because"])


def shift(what, name, x):
    return [what, x[name], x["title"], x["change"], said(x["before"]), said(x["after"]), because(x)]


want = {
    "changes_results":
        [shift("Milestone", "id", x) for x in c["milestones"]] +
        [shift("Clause", "clause", x) for x in c["clauses"]] +
        [shift("Criterion", "id", x) for x in c["criteria"] if x["because"]],
    "changes_records": [
        [x["id"], r["change"], r["grade"], *place(r["register"], r["key"], r["row"]), r["message"], because(r)]
        for x in c["criteria"] for r in x["records"]],
    "changes_registers": [
        [title[r["register"]], r["new"], r["changed"], r["withdrawn"]] for r in c["registers"]],
    "withdrawn": [
        [title[w["register"]], w["key"], w["then"] if w["was_there"] else "imported and withdrawn since",
         w["batch"], w["file"]] for w in c["withdrawn"]],
}
want = {table: [[str(v) for v in row] for row in rows] for table, rows in want.items()}


def from_csv():
    rows = {}
    for row in csv.reader(open(f"{folder}/content.csv", encoding="utf-8", newline="")):
        if row[0] == "changes" and row[1] in want and row[2] != "0":
            rows.setdefault(row[1], []).append(row[3:])
    return rows


class Tables(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.rows, self.table, self.cell, self.body = {}, None, None, False

    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self.table = dict(attributes).get("id")
            self.rows[self.table] = []
        elif tag == "tbody":
            self.body = True
        elif tag == "tr" and self.body:
            self.rows[self.table].append([])
        elif tag in ("td", "th") and self.body:
            self.cell = ""

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self.cell is not None:
            self.rows[self.table][-1].append(self.cell)
            self.cell = None
        elif tag == "tbody":
            self.body = False


def from_html():
    page = Tables()
    page.feed(open(f"{folder}/readiness.html", encoding="utf-8").read())
    return page.rows


def from_xlsx():
    book = openpyxl.load_workbook(f"{folder}/readiness.xlsx")
    rows = {}
    for line in book["Contents"].iter_rows(min_row=2, values_only=True):
        if line[2] in want:
            rows[line[2]] = [["" if v is None else str(v) for v in row]
                             for row in book[line[4]].iter_rows(min_row=2, values_only=True)]
    return rows


found = {"content.csv": from_csv(), "readiness.html": from_html(), "readiness.xlsx": from_xlsx()}
for table, rows in want.items():
    good = True
    for name, tables in found.items():
        have = tables.get(table, [])
        if have == rows:
            continue
        good = False
        for i in range(max(len(have), len(rows))):
            a, b = (have[i] if i < len(have) else None), (rows[i] if i < len(rows) else None)
            if a != b:
                print(f"{name}: {table} row {i + 1} is {a}, not {b}")
                break
    if good:
        print(table, len(rows))
