#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Workbooks: several sheets, hidden ones, typed cells, formulas, merged headers;
# one confined reader a file; the same table in every format.
. "$(dirname "$0")/../lib/scenario.sh"
new_store
book() { /usr/bin/python3 "$root/tests/lib/book.py" "$1"; }
data() { tail -n +2 "$(ls store/data/*-"$1".csv | tail -1)" | tr -d '\r'; }

book hr.xlsx <<'X'
{"sheets": [
 {"name": "Read me", "rows": [["Notes of the HR department"], ["Ask Ann."]]},
 {"name": "Staff", "rows": [["Employee number", "Full name", "Department", "Active"],
   ["0017", "Ann Lee", "IT", true], [42, "Bob Ray", "Ops", false]]},
 {"name": "Training", "rows": [["Training records 2026"], [],
   ["Training ID", "Employee number", "Course Code", "Completion Date", "Status", "Score", "Hours"],
   ["T-1", "0017", "C1", {"date": "2026-01-31"}, "Completed", 0.95, 1.234],
   ["T-2", 42, "C1", {"date": "2026-02-28"}, "Completed", 1, 0.5]],
   "format": {"F": "0%"}, "hidden_rows": [5]},
 {"name": "Old", "state": "hidden", "rows": [["Training ID", "Employee number", "Course Code", "Completion Date", "Status"],
   ["T-0", "0017", "C1", {"date": "2019-01-31"}, "Completed"]]},
 {"name": "Empty", "rows": []}]}
X
run preaudit-import --store store --dry-run hr.xlsx
is_status 0 "a workbook of several sheets"
out_has "hr.xlsx, sheet Staff: People (full)" "a sheet is a register"
out_has "hr.xlsx, sheet Training: Training (changes)" "another one another"
out_has "hr.xlsx, sheet Read me: not imported: no register has these columns" "a sheet of notes is left out, and said"
out_has "hr.xlsx, sheet Old: not imported: the sheet is hidden" "a hidden one too"
out_lacks "sheet Empty" "an empty one needs no word"
out_has 'header in row 3; 1 row above it left out ("Training records 2026")' "titles are passed over"
out_has "1 row is hidden, and imported all the same" "hidden rows are said"
for zone in "" Europe/Berlin; do
	if [ -z "$zone" ]; then run env -u TZ preaudit-import --store store --dry-run hr.xlsx
	else run env TZ="$zone" preaudit-import --store store --dry-run hr.xlsx; fi
	is_status 0 "in the zone '$zone' too"
done
run preaudit-import --store store hr.xlsx
is_status 0 "it is imported"
check "dates, numbers and percentages have their values" grep -qx 'put,3,4,T-1,0017,C1,*2026-01-31,*completed,*95,.*1.234.*' <(data training)
check "ids keep their zeros" grep -q ',0017,Ann Lee,' <(data people)
check "numbers that are ids are whole" grep -q ',42,Bob Ray,' <(data people)
check "the log names the sheet" grep -q '"sheet":"Training"' <(tail -1 store/log.jsonl)
check "a workbook with personal registers is not kept" [ -z "$(ls store/orig | grep xlsx)" ]
run preaudit-import --store store --json hr.xlsx
check "the same bytes change nothing" [ "$(json '[.batches[].outcome]|unique|join(",")' "$out")" = same ]
run preaudit-import --store store --sheet Old hr.xlsx
is_status 0 "a hidden sheet is imported when it is named"
out_has "1 new" "its record is new"
run preaudit-import --store store --sheet Nope hr.xlsx
is_status 3 "a sheet that is not there"
err_has 'it has no sheet that --sheet names; its sheets: "Read me", "Staff", "Training", "Old", "Empty"' "those that are"
run preaudit-import --store store --sheet "Read me" hr.xlsx
is_status 3 "a sheet of notes that is named is refused"
err_has "it is not clear what this sheet is" "with the reason"

book notes.xlsx <<'X'
{"sheets": [{"name": "A", "rows": [["x", "y"], [1, 2]]}, {"name": "B", "rows": [["z"], [3]]}]}
X
run preaudit-import --store store notes.xlsx
is_status 3 "a workbook without any register"
err_has "notes.xlsx, sheet A: it is not clear what this sheet is" "each sheet is named"
err_has "notes.xlsx, sheet B: it is not clear what this sheet is" "the other too"

book bad.xlsx <<'X'
{"sheets": [{"name": "Q3", "rows": [
 ["Training ID", "Employee number", "Course Code", "Completion Date", "Status", "Hours"],
 ["T-5", "0017", "C1", "31.02.2026", "Completed", "x"],
 ["T-6", "0017", "C1", {"error": "#N/A"}, "Done?", {"formula": "=1+1"}],
 ["T-7", 1.2e25, "C1", {"date": "2026-01-01"}, "Completed", 1]]}]}
X
run preaudit-import --store store bad.xlsx
is_status 3 "bad cells of a sheet"
err_has 'bad.xlsx, sheet Q3, cell D2, Completion Date: "31.02.2026": there is no such day' "a place as the spreadsheet shows it"
err_has 'cell F2, Hours: "x": expected a number' "another"
err_has 'cell D3, Completion Date: "#N/A": is the error of a formula' "an error value"
err_has "cell F3, Hours: is a formula whose value is not stored" "a formula without a value"
run preaudit-import --store store --json bad.xlsx
check "JSON names the sheet" jq -e '.findings[0].sheet == "Q3" and (.findings[0]|has("line")|not)' "$out"

# The sheets of one file are told apart.
book quarters.xlsx <<'X'
{"sheets": [{"name": "Q1", "rows": [["Training ID", "Employee number", "Course Code", "Completion Date", "Status"],
   ["Q-1", "0017", "C1", {"date": "2026-01-31"}, "Completed"]]},
 {"name": "Q2", "rows": [["Training ID", "Employee number", "Course Code", "Completion Date", "Status"],
   ["Q-2", "0017", "C1", {"date": "2026-04-30"}, "Completed"]]}]}
X
for q in Q1 Q2; do
	run preaudit-import --store store --json --sheet $q quarters.xlsx
	check "sheet $q is a batch of its own" [ "$(json '.batches[0].outcome' "$out")/$(json '.batches[0].rows.new' "$out")" = batch/1 ]
done
run preaudit-import --store store --json --sheet Q2 quarters.xlsx
check "the same sheet again is not" [ "$(json '.batches[0].outcome' "$out")" = same ]

# Merged headers.
book merged.xlsx <<'X'
{"sheets": [{"name": "T", "rows": [
 ["Training ID", "Employee number", "Course", null, "Status"],
 [null, null, "Code", "Completion Date", null],
 ["M-1", "0017", "C1", {"date": "2026-03-01"}, "Completed"]],
 "merge": ["A1:A2", "B1:B2", "C1:D1", "E1:E2"]}]}
X
run preaudit-import --store store merged.xlsx
is_status 0 "headers of two rows, merged"
out_has "header of two rows, 1 and 2" "it is said"
check "the record is right" grep -q ',M-1,0017,C1,.*2026-03-01' <(data training)

# Only the merged cell says that the header has two rows.
book reaching.xlsx <<'X'
{"sheets": [{"name": "T", "rows": [
 ["Training ID", "Who", "What", "When", "How far"],
 [null, "Employee number", "Course Code", "Completion Date", "Status"],
 ["M-2", "0017", "C1", {"date": "2026-03-02"}, "Completed"]],
 "merge": ["A1:A2"]}]}
X
run preaudit-import --store store reaching.xlsx
is_status 0 "a merged cell reaches over both rows of the header"
check "its column has its header" grep -q ',M-2,0017,C1,.*2026-03-02' <(data training)

# The same table as XLSX, ODS and CSV gives the same records.
book same.xlsx <<'X'
{"sheets": [{"name": "T", "rows": [
 ["Training ID", "Employee number", "Course Code", "Course Title", "Completion Date", "Status", "Score"],
 ["S-1", "0017", "C1", "A, \"B\" & <C>", {"date": "2026-01-31"}, "Completed", 95],
 ["S-2", "0017", "C2", "two\nlines", {"date": "2026-02-28"}, "Failed", 12.5],
 [], ["S-3", "0017", "C3", "Ünï ✓ 漢", null, "Planned", null]]}]}
X
office --convert-to ods --outdir . same.xlsx
office --convert-to fods --outdir . same.xlsx
office --convert-to csv:"Text - txt - csv (StarCalc)":44,34,76 --outdir . same.xlsx
for kind in xlsx ods fods csv; do
	rm -rf s2 s2.key*
	new_store s2
	run preaudit-import --store s2 --key s2.key "same.$kind"
	is_status 0 "$kind is imported"
	tail -n +2 s2/data/*-training.csv | tr -d '\r' | cut -d, -f3- | sed 's/,[^,]*$//' >"rows.$kind"
	[ "$kind" = xlsx ] || same rows.xlsx "rows.$kind" "$kind gives the same records as xlsx"
done

# What is no workbook.
printf '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1aaaaaaaaaaaaaaaaaaaaaaaaaaaaW\0o\0r\0k\0b\0o\0o\0k\0' >old.xls
run preaudit-import --store store old.xls
is_status 3 "an old workbook"
err_has "old.xls: it is an old .xls workbook" "is named"

# A folder of mixed files is one run: all or none.
mkdir q3
cp hr.xlsx q3/
printf 'ID,Title,Severity,Status,Raised on\n' >q3/findings.csv
printf 'x' >q3/readme.txt
: >'q3/~$hr.xlsx'
before=$(tree_hash store)
run preaudit-import --store store q3
is_status 3 "one file of the folder is refused"
check "and nothing is written" [ "$before" = "$(tree_hash store)" ]
rm q3/findings.csv
run preaudit-import --store store q3
is_status 0 "without it the folder goes in"
out_lacks '~$hr' "what an office program leaves beside an open file is passed over"

# A sheet whose name is a number is that sheet, not the one that stands there.
book numbers.xlsx <<'X'
{"sheets": [{"name": "2", "rows": [["first"]]}, {"name": "other", "rows": [["second"]]}]}
X
run preaudit-import peek --raw --sheet 2 numbers.xlsx
out_has first "a number is first of all a sheet's name"
run preaudit-import peek --raw --sheet 1 numbers.xlsx
out_has first "and else its place"
run preaudit-import peek --list numbers.xlsx
out_has "2	other" "the list has both"
printf '\0\0\0a\0\0\0,\0\0\0b\0\0\0\n' >wide.csv
run preaudit-import --store store --register people wide.csv
is_status 3 "UTF-32 without its mark is refused"
err_has "its encoding is UTF-32" "as what it is"

# Every workbook made here, the example's, forms and a report: cells as other
# programs read them, and as LibreOffice saves them.
rm rows.*
cp "$root"/shared/iso20000-1/example/2026-Q3/*.xlsx .
for r in training people risks; do preaudit-import template "$r" --standard "$root/shared/iso20000-1" --out "form-$r.xlsx" 2>/dev/null; done
run preaudit-report --store store --as-of 2026-09-30 --out report
cp report/readiness-DRAFT.xlsx readiness.xlsx
check "openpyxl reads every workbook as peek does" "$root/tests/corpus/agree.py" ./*.xlsx
# A formula without a stored value has one when LibreOffice has saved it.
mkdir saved formulas
mv bad.xlsx formulas
office --convert-to xlsx --outdir saved ./*.xlsx
check "LibreOffice saves them all" [ "$(ls saved | wc -l)" = "$(ls ./*.xlsx | wc -l)" ]
check "and every cell is the same in them" "$root/tests/corpus/agree.py" --as saved ./*.xlsx
mv formulas/bad.xlsx .

# ---- days at their edges: a cell keeps its day ----
/usr/bin/python3 - <<'E'
import openpyxl
book = openpyxl.Workbook()
sheet = book.active
sheet.append(["Training ID", "Employee number", "Course Code", "Completion Date", "Status"])
for i, serial in enumerate((46022.9999999, 46022.99999999999, 60.25, 59.9999999), 1):
    sheet.append(["T%d" % i, "P1", "C1", serial, "completed"])
    sheet.cell(i + 1, 4).number_format = "yyyy-mm-dd hh:mm:ss"
book.save("edges.xlsx")
E
run preaudit-import peek --raw edges.xlsx
cut -d, -f4 "$out" | tail -n +2 >got
printf '2025-12-31T23:59:59\n2026-01-01\n1900-02-28T06:00:00\n1900-02-28T23:59:59\n' >want
same got want "nothing is rounded into the next day but what is whole at 15 digits; the 29 February 1900 is the 28th"
run preaudit-import --dry-run --json --store store edges.xlsx
is_status 3 "but it is no day that a record can have"
check "the cell is named, with what the workbook shows" jq -e '[.findings[] | select(.level == "error") | {cell, value, code}] == [{cell: "D4", value: "1900-02-29T06:00:00", code: "date-impossible"}]' "$out"
check "and why" jq -e 'any(.findings[]; .message | startswith("there is no such day: 1900 was no leap year, though Excel counts it as one"))' "$out"
