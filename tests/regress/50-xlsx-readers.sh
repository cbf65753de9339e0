#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The workbook in other programs: openpyxl and LibreOffice read the same cells; saved again it is
# "content equal"; with a cell, sheet or text changed it is altered.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
example_store
# A text longer than a cell, and texts that spreadsheets like to change.
/usr/bin/python3 - <<'END' >odd.csv
import csv, sys
w = csv.writer(sys.stdout, lineterminator="\r\n")
w.writerow(["Finding ID", "Source", "Date Raised", "Clause", "Severity", "Description", "Status", "Responsible", "Due Date"])
for i, d in enumerate(["=1+1", "@SUM(A1)", "-5", "+49 40 123", "0010", "1914310000010100016", "1-2", "=A1", "TRUE", "1E5", "_x0041_", "a\nb", " leading", "trailing ",
                       "x" * 40000, "\U0001F600 Müller \u00df"]):
    w.writerow(["ODD-%02d" % i, "internal audit", "2026-09-%02d" % (i + 1), "9.1", "Observation", d, "open", "0010", ""])
END
run preaudit-import --store store --register findings --extracted 2026-09-30 odd.csv
is_status 0 "odd texts are imported"
issue_example

/usr/bin/python3 - report <<'END' >py
import csv, datetime, openpyxl, sys, zipfile, re
d = sys.argv[1]
wb = openpyxl.load_workbook(d + "/readiness.xlsx")
want = {}
for r in csv.reader(open(d + "/content.csv", encoding="utf-8", newline="")):
    want.setdefault((r[0], r[1]), []).append(r[3:])
sheets = {(r[0], r[2]): r[4] for r in want[("report", "contents")][1:]}
bad = cells = 0
def text(v):
    if v is None: return ""
    if isinstance(v, datetime.datetime): return v.strftime("%Y-%m-%d")
    if isinstance(v, (int, float)): return "%.15g" % v
    return v
for key, rows in want.items():
    if key[0] == "report" or key[1] == "text": continue
    ws = wb[sheets[key]]
    for i, row in enumerate(rows):
        for j, w in enumerate(row):
            got = re.sub(r"_x([0-9A-F]{4})_", lambda m: chr(int(m.group(1), 16)), text(ws.cell(i + 1, j + 1).value))
            cells += 1
            if got != w.replace("\r\n", "\n"):
                bad += 1
                if bad < 5: print("differs", key, i, j, repr(got)[:80], repr(w)[:80])
    if ws.max_row > max(len(rows), 1): print("more rows in", key); bad += 1
    if ws.freeze_panes != "A2": print("not frozen", key); bad += 1
print("cells", cells, "bad", bad)
z = zipfile.ZipFile(d + "/readiness.xlsx")
xml = b"".join(z.read(n) for n in z.namelist() if n.endswith(".xml"))
print("formulas", len(re.findall(rb"<f[ >]", xml)), "links", len(re.findall(rb"hyperlink|externalLink|TargetMode=.External", xml)), "macros", sum("vba" in n for n in z.namelist()))
END
check "openpyxl reads every cell as content.csv has it" grep -q '^cells [0-9]* bad 0$' py
check "and there are many" test "$(sed -n 's/^cells \([0-9]*\) .*/\1/p' py)" -gt 4000
check "no formula, no link, no macro" grep -q '^formulas 0 links 0 macros 0$' py
check "a text that was cut says so" grep -q 'cut here: the HTML report has the whole text' report/content.csv
check "the HTML has it whole" grep -q "$(printf 'x%.0s' $(seq 3000))" report/readiness.html
check "all 40,000 of it" /usr/bin/python3 -c "import sys; sys.exit(0 if 'x' * 40000 in open('report/readiness.html').read() else 1)"

mkdir saved
office --convert-to xlsx --outdir saved report/readiness.xlsx
check "LibreOffice opens and saves it" test -s saved/readiness.xlsx
run preaudit-verify --keys keys.txt --proof report/proof.txt saved/readiness.xlsx
is_status 0 "saved again its content is equal"
out_has "content equal and shown as issued" "and it shows what was issued"

change() { # change WHAT PYTHON: a copy changed with openpyxl is altered
	/usr/bin/python3 - "$2" <<'END'
import openpyxl, sys
wb = openpyxl.load_workbook("report/readiness.xlsx")
exec(sys.argv[1])
wb.save("changed.xlsx")
END
	run preaudit-verify --keys keys.txt --proof report/proof.txt changed.xlsx
	is_status "${3:-4}" "$1"
}
change "saved by openpyxl its content is equal" "pass" 0
change "another verdict on the summary is found" "wb['Summary']['B4'] = 'ready'"
change "another headline is found" "wb['Summary']['B5'] = 'All is well.'"
change "another caption is found" "wb['Contents']['D3'] = 'Nothing'"
change "a changed figure is found" "ws = wb.worksheets[4]; ws['B2'] = '57 of 57'"
change "a removed row is found" "wb['Potential nonconformities and o'].delete_rows(3)"
change "an added row is found" "ws = wb['Potential nonconformities and o']; ws.cell(ws.max_row + 1, 1).value = '4.1'"
change "an added column is found" "wb.worksheets[4]['F2'] = 'fine'"
change "an added sheet is found" "wb.create_sheet('Good news')['A1'] = 'ready'"
change "a removed sheet is found" "wb.remove(wb.worksheets[6])"
change "another text on the Verify sheet is found" "wb['Verify']['B12'] = 'Send the file to us for checking.'"
change "a changed paragraph is found" "wb['Text']['B2'] = 'Audited.'"
