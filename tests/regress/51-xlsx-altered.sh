#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The workbook as other programs read it, saved again by one of them, and altered.
. "$(dirname "$0")/../lib/scenario.sh"
# A sanitizer's shadow takes more addresses than any machine has memory.
memory=1500000
[ "${MODE:-release}" = asan ] && memory=unlimited
sample=${bin%/bin}/unit/test_render_sample
tamper=$root/tests/lib/tamper_xlsx.py
py=/usr/bin/python3 # Debian's, which has openpyxl
export CK_FORK=no CK_VERBOSITY=silent CK_RUN_CASE=render_sample

# content FILE OUT: content.csv rebuilt from a workbook, or "refused: why"
content() { SAMPLE_READ=$1 SAMPLE_OUT=$2 "$sample"; }

mkdir s t
check "the sample is written" env SAMPLE_DIR="$PWD/s" "$sample"

# openpyxl: the same cells, typed, and not one formula.
$py - s/sample.xlsx s/sample.csv >openpyxl.txt 2>&1 <<'END'
import csv, datetime, openpyxl, sys
from openpyxl.utils.escape import unescape # which it leaves to its users
book = openpyxl.load_workbook(sys.argv[1])
rows = list(csv.reader(open(sys.argv[2], encoding="utf-8", newline="")))
where = {r[5]: r[7] for r in rows if r[:2] == ["report", "contents"] and r[2] != "0" and r[5] != "text"}
wrong = cells = formulas = dates = numbers = 0
for table, sheet in where.items():
    for r in rows:
        if r[1] != table:
            continue
        for c, want in enumerate(r[3:]):
            cell = book[sheet].cell(int(r[2]) + 1, c + 1)
            v = cell.value
            formulas += cell.data_type == "f"
            dates += isinstance(v, datetime.datetime)
            numbers += isinstance(v, (int, float))
            got = "" if v is None else v.strftime("%Y-%m-%d") if isinstance(v, datetime.datetime) else \
                ("%.15g" % v) if isinstance(v, (int, float)) else unescape(v)
            cells += 1
            if got != want:
                wrong += 1
                print("differs", sheet, cell.coordinate, repr(got), repr(want))
print("sheets", book.sheetnames)
print("cells", cells, "wrong", wrong, "formulas", formulas, "dates", dates > 300, "numbers", numbers > 300)
print("frozen", all(book[s].freeze_panes == "A2" for s in where.values()),
      "filter", all(book[s].auto_filter.ref for t, s in where.items() if book[s].max_row > 1))
END
check "openpyxl opens it" grep -q "^sheets \['Summary', 'Contents', .*'Verify'\]" openpyxl.txt
check "openpyxl reads the same cells, typed" grep -qE '^cells [0-9]{4} wrong 0 formulas 0 dates True numbers True$' openpyxl.txt
check "headers are frozen and filters set" grep -q '^frozen True filter True$' openpyxl.txt
unzip -q -o s/sample.xlsx -d x
check "there is no formula, link, macro or outside reference" sh -c '! grep -rqE "<f[ >/]|hyperlink|vba|TargetMode" x'

# LibreOffice: reads the same, and what it saves again has the same content.
lo() {
	office --convert-to "$1" --outdir lo-out "$2"
}
lo xlsx s/sample.xlsx
check "LibreOffice opens and saves it" test -s lo-out/sample.xlsx
check "its bytes differ" sh -c '! cmp -s s/sample.xlsx lo-out/sample.xlsx'
content lo-out/sample.xlsx lo.csv
same s/sample.csv lo.csv "the content of what it saved is equal"
# Every sheet as it shows it; a percentage is shown with its sign.
lo 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1' s/sample.xlsx
$py - s/sample.csv lo-out >shown.txt 2>&1 <<'END'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8", newline="")))
wrong = cells = 0
for part in [r for r in rows if r[:2] == ["report", "contents"] and r[2] != "0" and r[5] != "text"]:
    want = [r[3:] for r in rows if r[0] == part[3] and r[1] == part[5]]
    name = "%s/sample-%s.csv" % (sys.argv[2], part[7])
    got = list(csv.reader(open(name, encoding="utf-8", newline="")))
    wrong += len(got) != len(want)
    for g, w in zip(got, want):
        cells += len(w)
        g = [x.rstrip("%") if y.isdigit() else x for x, y in zip(g, w)]
        if g != w:
            wrong += 1
            print("differs", name, g, w)
print("cells", cells, "wrong", wrong)
END
check "LibreOffice shows every cell as it is" grep -qE '^cells [0-9]{4} wrong 0$' shown.txt
check "a percentage has its sign" grep -qE '^Stage 2,not ready,2.5,71%,,no' "lo-out/sample-Verdict per milestone.csv"

# Re-packed: the content is equal.
for kind in none empty-drawing; do
	$py "$tamper" "$kind" s/sample.xlsx t/t.xlsx
	content t/t.xlsx t/t.csv
	same s/sample.csv t/t.csv "re-packed ($kind): the content is equal"
done

# Altered: another content, or refused for the reason given.
altered() {
	$py "$tamper" "$1" s/sample.xlsx t/t.xlsx || { fail "altered ($1)" "not made"; return; }
	content t/t.xlsx t/t.csv
	if cmp -s s/sample.csv t/t.csv; then
		fail "altered ($1): noticed" "the content is said to be equal"
	elif [ -z "$2" ] && ! grep -q '^refused' t/t.csv; then
		pass "altered ($1): the content differs"
	elif [ -n "$2" ] && grep -q "^refused: .*$2" t/t.csv; then
		pass "altered ($1): refused, $2"
	else
		fail "altered ($1): said why" "$(head -c 300 t/t.csv)"
	fi
}
altered cell ""
altered percent-format ""
altered time ""
altered time-alone ""
altered no-style ""
altered formula "cell B3: it is a formula"
altered formula-number "cell C3: it is a formula"
altered format "cell D2: its number format"
altered text-format "number format"
altered drawing "something called"
altered comment "sheet Summary has comments"
altered hyperlink "sheet Verdict per milestone has a link"
altered validation "sheet Verdict per milestone has a hint on what to enter"
altered extra-row "cell A9: there are more rows"
altered far-row "more rows"
altered beside "cell Z4: there is a text beside"
altered extra-sheet "9 sheets, its contents name 8"
# Damaged or dangerous containers.
altered crc "damaged"
altered doctype "document type"
altered method "packed in a way"
altered encrypted "encrypted"
altered twin "two parts"
altered many-parts "may have 4096"
altered bomb "more than a workbook of this size may hold"
for kind in sparse-empty sparse-full; do
	$py "$tamper" "$kind" s/sample.xlsx t/t.xlsx
	check "cells far apart ($kind) cost neither time nor memory" \
	    sh -c "ulimit -t 10; ulimit -v $memory; SAMPLE_READ=t/t.xlsx SAMPLE_OUT=t/t.csv '$sample'"
	check "and are refused ($kind)" grep -q '^refused' t/t.csv
done
for what in "empty::it is empty" "old:\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1B\x00o\x00o\x00k\x00:old .xls" "html:<html>:HTML" "cut:PK\x03\x04abc:damaged"; do
	IFS=: read -r name bytes why <<<"$what"
	printf '%b' "$bytes" >"t/$name.xlsx"
	content "t/$name.xlsx" t/t.csv
	check "not a workbook ($name): said what it is" grep -q "^refused: .*$why" t/t.csv
done
