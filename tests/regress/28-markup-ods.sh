#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# People's own OpenDocument spreadsheet back with its problems marked: everything else is as it was,
# for our reader, for LibreOffice and part by part; marked again, only the new marks are there.
. "$(dirname "$0")/../lib/scenario.sh"
drive=$bin/../drive/markup
[ -x "$drive" ] || { fail "the driver is built" "run make unit"; exit 1; }
py() { /usr/bin/python3 "$@"; }
judge=$root/tests/lib/markup_ods.py
notes() { printf '%b\n' "$@"; }

# A register as people keep it: a title, formulas, merged cells, comments, colours, a chart, a hidden sheet.
py - <<'END'
import datetime, openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
wb = openpyxl.Workbook()
ws = wb.active
ws.title = "Register"
ws["A1"] = "Suppliers 2026"
ws.merge_cells("A1:D1")
for i, z in enumerate(["Supplier", "Since", "Share", "Total"]):
    ws.cell(3, i + 1, z).font = Font(bold=True)
for i in range(20):
    ws.append(["S-%02d  & <b>" % i, datetime.date(2026, 1, i + 1), i / 20, "=C%d*2" % (i + 4)])
    ws.cell(i + 4, 2).number_format = "dd.mm.yyyy"
    ws.cell(i + 4, 3).number_format = "0.0%"
for i in range(4, 9):
    ws.cell(i, 1).fill = PatternFill("solid", fgColor="FFD9D9D9")
for i in range(24, 40):
    ws.append(["the same", None, 0.5])
ws.merge_cells("A42:B43")
ws["A42"] = "beneath"
ws["A5"].comment = Comment("ask Ms Weber", "Müller")
chart = BarChart()
chart.add_data(Reference(ws, min_col=3, min_row=3, max_row=23), titles_from_data=True)
ws.add_chart(chart, "E6")
hidden = wb.create_sheet("Hidden")
hidden.sheet_state = "hidden"
hidden["A1"] = "x"
other = wb.create_sheet("Other")
other["A1"] = "Name"
other["A2"] = "=Register!A4"
wb.save("register.xlsx")
END
office --convert-to ods register.xlsx
office --convert-to fods register.xlsx
[ -s register.ods ] && [ -s register.fods ] || { fail "LibreOffice makes an .ods"; exit 1; }
notes "0\t0\t0\tE\tthe sheet has no owner" "0\t3\t2\tW\tSince: no such column" "0\t4\t1\tE\tS-00 is  no supplier;\\\\nvalid words: a, b" \
    "0\t5\t1\tE\tS-01 is no supplier" "0\t7\t2\tW\ta date of the past" "0\t7\t3\tE\tno share" "0\t9\t0\tE\tthe row is there twice" \
    "0\t30\t2\tE\tmissing" "0\t31\t3\tW\tthe same share" "0\t43\t2\tE\tcovered" "0\t60\t2\tE\tfar" "2\t2\t1\tW\tno name" >first.tsv
notes "0\t6\t1\tE\tanother problem" "0\t7\t3\tW\tless bad" >second.tsv

for x in ods fods; do
	run "$drive" ods register.$x first.$x first.tsv 0=3 2=1
	is_status 0 "$x: is copied with its problems"
	run py "$judge" check preaudit-import register.$x first.$x first.tsv 0=3 2=1
	is_status 0 "$x: every cell is as it was, but for colours, the column and comments"
	run "$drive" ods first.$x again.$x first.tsv 0=3 2=1
	same first.$x again.$x "$x: the same marks again change no byte"
	run "$drive" ods again.$x twice.$x second.tsv 0=3 2=1
	run py "$judge" check preaudit-import register.$x twice.$x second.tsv 0=3 2=1
	is_status 0 "$x: marked again, it has the new marks only"
	run py "$judge" unused twice.$x
	same "$out" <(echo unused) "$x: and no style of the old ones"
done
check "the first part is still the type, not packed" test "$(head -c 38 first.ods | tail -c 8)" = mimetype

# LibreOffice reads the copy, shows the problems and keeps all else.
mkdir saved
for x in ods fods; do
	office --convert-to xlsx --outdir saved first.$x
	check "$x: LibreOffice makes an .xlsx of the copy without loss" py - <<'END'
import openpyxl, zipfile
a, b = openpyxl.load_workbook("register.xlsx"), openpyxl.load_workbook("saved/first.xlsx")
assert a.sheetnames == b.sheetnames, b.sheetnames
bad = [(s.title, c.coordinate) for s in a for r in s for c in r if c.value is not None
       and str(c.value).replace("Register!", "$Register.").lstrip("=$") != str(b[s.title][c.coordinate].value).replace("Register!", "$Register.").lstrip("=$")]
assert not bad, bad
ws = b["Register"]
assert str(ws.merged_cells) and set(map(str, ws.merged_cells.ranges)) == set(map(str, a["Register"].merged_cells.ranges))
assert b["Hidden"].sheet_state == "hidden"
assert ws["E3"].value == "Preaudit: problems\nthe sheet has no owner\nSince: no such column", ws["E3"].value
assert ws["E4"].value == "S-00 is  no supplier;\nvalid words: a, b", ws["E4"].value
with zipfile.ZipFile("saved/first.xlsx") as z:
    assert "xl/charts/chart1.xml" in z.namelist()
assert ws["E60"].value == "far" and b["Other"]["B2"].value == "no name"
assert ws["A5"].comment.text == "ask Ms Weber" and ws["C7"].comment.text == "Preaudit: no share", (ws["A5"].comment.text, ws["C7"].comment.text)
red, yellow = ({c.coordinate for r in ws for c in r if c.fill.patternType == "solid" and c.fill.fgColor.rgb == z} for z in ("FFFFC7CF", "FFFFEB9D"))
assert {"A4", "A5", "C7", "B30", "B60", "E4", "E9"} <= red and {"B3", "B7", "C31", "E31"} <= yellow, (red, yellow)
assert ws["A6"].fill.fgColor.rgb == "FFD9D9D9" and ws["B7"].number_format == ws["B8"].number_format != "General"
assert ws.column_dimensions["E"].width > 40
END
	rm -f saved/first.xlsx
	office --convert-to csv --outdir saved first.$x
	check "$x: and a CSV file that has the problems" grep -q 'no share' saved/first.csv
done
office --convert-to ods --outdir saved first.ods
run "$drive" ods saved/first.ods after-office.ods second.tsv 0=3 2=1
is_status 0 "what LibreOffice saved is marked again"
run py "$judge" check preaudit-import saved/first.ods after-office.ods second.tsv 0=3 2=1
is_status 0 "and has the new marks only, though LibreOffice gave the styles other names"

# Many rows, many notes; a signature; a full disk.
py -c "
import csv
w = csv.writer(open('big.csv', 'w'))
w.writerow(['Column %d' % c for c in range(12)])
for r in range(10000): w.writerow(['value %d %d' % (r, c) for c in range(12)])
for i in range(1000): print('0\t%d\t%d\tE\tvalue is no date' % (2 + i * 10, 1 + i % 12))" >big.tsv
office --convert-to ods big.csv
run env time -f "%e s, %M KiB" "$drive" ods big.ods big-out.ods big.tsv 0=1
is_status 0 "10,000 rows with 1,000 problems are copied"
cp "$err" time
run py "$judge" check preaudit-import big.ods big-out.ods big.tsv 0=1
is_status 0 "and are as they were"
[ "${MODE:-release}" = asan ] || check "in less than 64 MiB" awk '$3 > 65536 { exit 1 }' time
cp register.ods signed.ods
mkdir META-INF
echo '<x/>' >META-INF/documentsignatures.xml
zip -q signed.ods META-INF/documentsignatures.xml
run "$drive" ods signed.ods unsigned.ods first.tsv 0=3
out_has "signature-dropped 1" "the signature of the original is left out, and that is told"
run unzip -l unsigned.ods
out_lacks documentsignatures "with its part"
run bash -c "ulimit -f 1; trap '' XFSZ; exec '$drive' ods big.ods full.ods big.tsv 0=1"
is_status 1 "a disk without room is an error"
check "that leaves no file" test "$(find . -name 'full*' -o -name '.tmp-*' | wc -l)" = 0

# Real files of others, where they are at hand.
corpus=${PREAUDIT_CORPUS:-$root/../shared/corpus}
if [ -d "$corpus/files" ]; then
	run py "$judge" corpus "$drive" preaudit-import "$corpus/files"
	is_status 0 "real spreadsheets: $(tail -n 1 "$out")"
else
	echo "skip - no folder with real spreadsheets ($corpus)"
fi
