#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes a workbook from a JSON description on standard input.

book.py OUT.xlsx: {"sheets": [{"name": N, "state": "visible|hidden|veryHidden",
"rows": [[cell, ...], ...], "merge": ["A1:B2"], "format": {"B": "0.0%"},
"hidden_rows": [3], "hidden_columns": ["C"]}]}
A cell is text, number, true/false, null, {"date": "2026-03-31"},
{"formula": "=1+1"} (no stored value) or {"error": "#N/A"}.
"""
import datetime
import json
import sys

import openpyxl


def put(cell, value):
    if isinstance(value, dict) and "date" in value:
        cell.value = datetime.date.fromisoformat(value["date"])
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, dict) and "formula" in value:
        cell.value = value["formula"]
    elif isinstance(value, dict):
        cell.value = value["error"]
        cell.data_type = "e"
    else:
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"


def main():
    book = openpyxl.Workbook()
    book.remove(book.active)
    for s in json.load(sys.stdin)["sheets"]:
        sheet = book.create_sheet(s["name"])
        for r, row in enumerate(s["rows"], 1):
            for c, value in enumerate(row, 1):
                if value is not None:
                    put(sheet.cell(r, c), value)
        for letter, code in s.get("format", {}).items():
            for cell in sheet[letter]:
                cell.number_format = code
        for area in s.get("merge", []):
            sheet.merge_cells(area)
        for r in s.get("hidden_rows", []):
            sheet.row_dimensions[r].hidden = True
        for letter in s.get("hidden_columns", []):
            sheet.column_dimensions[letter].hidden = True
        sheet.sheet_state = s.get("state", "visible")
    book.save(sys.argv[1])


main()
