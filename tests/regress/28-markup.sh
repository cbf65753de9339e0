#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# People's own workbook or CSV back with its problems marked: everything else is as it was, for
# openpyxl, for LibreOffice and byte by byte; marked again, only the new marks are there.
. "$(dirname "$0")/../lib/scenario.sh"
drive=$bin/../drive/markup
[ -x "$drive" ] || { fail "the driver is built" "run make unit"; exit 1; }
py() { /usr/bin/python3 "$@"; }
judge=$root/tests/lib/markup.py
notes() { printf '%b\n' "$@"; }

# A register as people keep it: a title, formulas, merged cells, a table, comments, colours, a chart.
py - <<'END'
import datetime, openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
wb = openpyxl.Workbook()
ws = wb.active
ws.title = "Register"
ws["A1"] = "Suppliers 2026"
ws.merge_cells("A1:D1")
for i, z in enumerate(["Supplier", "Since", "Share", "Total"]):
    ws.cell(3, i + 1, z)
for c in ws[3]:
    c.font = Font(bold=True)
    c.fill = PatternFill("solid", fgColor="FFD9D9D9")
for i in range(20):
    ws.append(["S-%02d _x0041_ & <b>" % i, datetime.date(2026, 1, i + 1), i / 20, "=C%d*2" % (i + 4)])
    ws.cell(i + 4, 2).number_format = "dd.mm.yyyy"
    ws.cell(i + 4, 3).number_format = "0.0%"
    ws.cell(i + 4, 1).border = Border(left=Side("thin"))
    ws.cell(i + 4, 1).alignment = Alignment(wrap_text=True)
ws["A5"].comment = Comment("ask Ms Weber", "Müller")
ws["B6"].comment = Comment("from the contract", "Müller")
ws.add_table(Table(displayName="Suppliers", ref="A3:D23"))
v = DataValidation(type="list", formula1='"a,b"')
v.add("A4:A23")
ws.add_data_validation(v)
ws.conditional_formatting.add("C4:C23", CellIsRule(operator="greaterThan", formula=["0.5"], fill=PatternFill("solid", bgColor="FF00FF00")))
ws.protection.sheet = True
ws.freeze_panes = "A4"
chart = BarChart()
chart.add_data(Reference(ws, min_col=3, min_row=3, max_row=23), titles_from_data=True)
ws.add_chart(chart, "H2")
hidden = wb.create_sheet("Hidden")
hidden.sheet_state = "hidden"
hidden["A1"] = "x"
other = wb.create_sheet("Other")
other["A1"] = "Name"
other["A2"] = "=Register!A4"
wb.defined_names.append(DefinedName("Rate", attr_text="Register!$C$4"))
wb.save("register.xlsx")
big = openpyxl.Workbook(write_only=True)
s = big.create_sheet("Big")
s.append(["Column %d" % c for c in range(12)])
for r in range(10000):
    s.append(["value %d %d" % (r, c) for c in range(12)])
big.save("big.xlsx")
END
notes "0\t0\t0\tE\tthe sheet has no owner" "0\t3\t2\tW\tSince: no such column" "0\t4\t1\tE\tS-00 is no supplier;\\\\nvalid words: a, b" \
    "0\t5\t1\tE\tS-01 is no supplier" "0\t7\t2\tW\ta date of the past" "0\t7\t3\tE\tno share" "0\t9\t0\tE\tthe row is there twice" "0\t30\t2\tE\tmissing" \
    "2\t2\t1\tW\tno name" >first.tsv
notes "0\t6\t1\tE\tanother problem" "0\t7\t3\tW\tless bad" >second.tsv

run "$drive" xlsx register.xlsx first.xlsx first.tsv 0=3 2=1
is_status 0 "a workbook is copied with its problems"
out_has "without-comments 0 left-out 0 signature-dropped 0" "with comments on every sheet"
run py "$judge" check register.xlsx first.xlsx first.tsv 0=3
is_status 0 "every cell is as it was, but for colours, the column and comments"
run py "$judge" parts register.xlsx first.xlsx
out_has "changed [Content_Types].xml xl/comments/comment1.xml xl/drawings/commentsDrawing1.vml xl/styles.xml xl/worksheets/sheet1.xml xl/worksheets/sheet3.xml" \
    "only the parts with marks change: not the workbook, the table, the chart, the hidden sheet"
out_has "new xl/commentsPreaudit.xml xl/drawings/vmlDrawingPreaudit.vml xl/worksheets/_rels/sheet3.xml.rels" "comments are added where there were none"
check "and nothing is left out" grep -qx 'gone' "$out"
lines() { unzip -p "$1" xl/worksheets/sheet1.xml | sed 's/<row/\n<row/g; s/<\/sheetData/\n&/'; }
lines register.xlsx >before
lines first.xlsx >after
check "rows without a problem keep their bytes" test "$(grep '<row' before | grep -cxFf after)" = 17
check "the end of the sheet keeps its bytes" test "$(tail -n 1 before)" = "$(tail -n 1 after)"

run "$drive" xlsx first.xlsx again.xlsx first.tsv 0=3 2=1
run py "$judge" parts first.xlsx again.xlsx
same "$out" <(printf 'changed\nnew\ngone\n') "the same marks again change no byte of any part"
run "$drive" xlsx again.xlsx twice.xlsx second.tsv 0=3 2=1
is_status 0 "a marked workbook is marked again"
run "$drive" xlsx register.xlsx once.xlsx second.tsv 0=3
run py "$judge" check register.xlsx twice.xlsx second.tsv 0=3 2=1
is_status 0 "and has the new marks only"
check "as if it had never been marked" py -c "
import openpyxl, sys
def cells(name):
    ws = openpyxl.load_workbook(name)['Register']
    return {(c.row, c.column): (c.value, c.number_format, repr(c.font), repr(c.fill), repr(c.alignment), c.comment and (c.comment.author, c.comment.text))
            for r in ws for c in r if c.value is not None or c.comment or c.fill.patternType}
sys.exit(cells('twice.xlsx') != cells('once.xlsx'))"

mkdir saved
office --convert-to xlsx --outdir saved first.xlsx
office --convert-to csv --outdir saved first.xlsx
check "LibreOffice reads and saves it without loss" py -c "
import openpyxl, sys
a, b = openpyxl.load_workbook('first.xlsx'), openpyxl.load_workbook('saved/first.xlsx')
bad = [c.coordinate for s in a for r in s for c in r if not str(c.value).startswith('=') and (c.value or '') != (b[s.title][c.coordinate].value or '') and '_x' not in str(c.value)]
bad += [c.coordinate for r in a['Register'] for c in r if c.comment and not b['Register'][c.coordinate].comment]
bad += [c.coordinate for r in a['Register'] for c in r if c.fill.patternType and c.fill.fgColor.rgb != b['Register'][c.coordinate].fill.fgColor.rgb]
print(bad)
sys.exit(1 if bad else 0)"
check "and the CSV it makes of it has the problems" grep -q 'no share' saved/first.csv
run "$drive" xlsx saved/first.xlsx after-office.xlsx second.tsv 0=3 2=1
is_status 0 "what LibreOffice saved is marked again"
check "earlier comments of ours are gone, people's own are there" py -c "
import openpyxl, sys
ws = openpyxl.load_workbook('after-office.xlsx')['Register']
found = {c.coordinate: c.comment.text for r in ws for c in r if c.comment}
print(found)
sys.exit(sorted(found) != ['A5', 'A6', 'B6', 'C7', 'E3'] or 'Weber' not in found['A5'])"
check "and earlier colours" py -c "
import openpyxl, sys
ws = openpyxl.load_workbook('after-office.xlsx')['Register']
sys.exit(sorted(c.coordinate for r in ws for c in r if c.fill.patternType == 'solid' and c.fill.fgColor.rgb in ('FFFFC7CF', 'FFFFEB9D')) != ['A6', 'C7', 'E6', 'E7'])"

# Many rows, many notes; more comments than a sheet may have.
py -c "
for i in range(1000): print('0\t%d\t%d\tE\tvalue is no date' % (2 + i * 10, 1 + i % 12))" >big.tsv
run env time -f "%e s, %M KiB" "$drive" xlsx big.xlsx big-out.xlsx big.tsv 0=1
is_status 0 "10,000 rows with 1,000 problems are copied"
cp "$err" time
run py "$judge" check big.xlsx big-out.xlsx big.tsv 0=1
is_status 0 "and are as they were"
[ "${MODE:-release}" = asan ] || check "in less than 64 MiB" awk '$3 > 65536 { exit 1 }' time
py -c "
for i in range(2500): print('0\t%d\t1\tW\tx' % (2 + i))" >many.tsv
run "$drive" xlsx big.xlsx many.xlsx many.tsv 0=1
out_has "left-out 501" "beyond 2,000 comments the column alone has the problem"
check "and the header says so" py -c "
import openpyxl, sys
ws = openpyxl.load_workbook('many.xlsx')['Big']
sys.exit('first 1999 cells' not in ws['M1'].comment.text or ws['M2501'].value != 'x')"

# A signature is void in a changed file.
cp register.xlsx signed.xlsx
mkdir -p _xmlsignatures
echo '<x/>' >_xmlsignatures/sig1.xml
zip -q signed.xlsx _xmlsignatures/sig1.xml
run "$drive" xlsx signed.xlsx unsigned.xlsx first.tsv 0=3
out_has "signature-dropped 1" "the signature of the original is left out, and that is told"
run unzip -l unsigned.xlsx
out_lacks _xmlsignatures "with its part"

# A drawing of comments that is no XML: no comments of ours, all else.
mkdir odd
(cd odd && unzip -q ../register.xlsx && echo '<xml><br></xml>' >xl/drawings/commentsDrawing1.vml && zip -qr ../odd.xlsx .)
run "$drive" xlsx odd.xlsx odd-out.xlsx first.tsv 0=3
out_has "without-comments 1" "comments that cannot be added to are left as they are, and that is told"
same <(unzip -p odd.xlsx xl/comments/comment1.xml) <(unzip -p odd-out.xlsx xl/comments/comment1.xml) "byte by byte"

# A full disk leaves no file.
run bash -c "ulimit -f 1; trap '' XFSZ; exec '$drive' xlsx big.xlsx full.xlsx big.tsv 0=1"
is_status 1 "a disk without room is an error"
check "that leaves no file" test "$(find . -name 'full*' -o -name '.tmp-*' | wc -l)" = 0

# CSV: the copy without its last field is the original.
printf 'Name;Wert\r\nM\374ller;"1\r\n2"\r\nx;y\r\n' >latin.csv
notes "0\t2\t1\tE\tMüller is no supplier; valid words: a" >csv.tsv
run "$drive" csv latin.csv latin-out.csv csv.tsv windows-1252 ';' 1
is_status 0 "a CSV file is copied with its problems"
printf 'Name;Wert;Preaudit: problems\r\nM\374ller;"1\r\n2";"M\374ller is no supplier; valid words: a"\r\nx;y;\r\n' >want.csv
same latin-out.csv want.csv "in its own encoding, line ends and quotes"
py -c "
print('a,b')
for i in range(20000): print('%d,x' % i)" >long.csv
run bash -c "ulimit -f 1; trap '' XFSZ; exec '$drive' csv long.csv full.csv csv.tsv utf-8 , 1"
is_status 1 "a disk without room is an error"
check "that leaves no file" test "$(find . -name 'full*' -o -name '.tmp-*' | wc -l)" = 0

# Real workbooks of others, where they are at hand: one in six, or all of those in PREAUDIT_CORPUS.
step=6
[ -z "${PREAUDIT_CORPUS:-}" ] || step=1
corpus=${PREAUDIT_CORPUS:-$root/../shared/corpus}
if [ -d "$corpus/files" ]; then
	run py "$judge" corpus "$drive" "$corpus/files" "$step"
	is_status 0 "real workbooks: $(tail -n 1 "$out")"
else
	echo "skip - no folder with real workbooks ($corpus)"
fi
