#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Input that is refused: the place, the value, what was expected, the way out;
# status 3; the store as before.
. "$(dirname "$0")/../lib/scenario.sh"
new_store
printf 'training_id,person,course_code,completed_on,status\nT-1,P1,C1,2026-01-01,completed\n' >good.csv
preaudit-import --store store --quiet good.csv 2>/dev/null
before=$(tree_hash store)

# refused FILE WHAT TEXT...: importing FILE is refused with these texts.
refused() {
	local file=$1 what=$2
	shift 2
	run preaudit-import --store store $opts "$file"
	is_status 3 "$what is refused"
	for text in "$@"; do err_has "$text" "$what: $text"; done
	out_has "Nothing was imported; the store is as it was." "$what: the summary says so"
	check "$what changes nothing" [ "$before" = "$(tree_hash store)" ]
}
opts=

: >empty.csv
refused empty.csv "an empty file" "empty.csv: it has no rows and is not imported"
printf '\n\n\r\n' >blank.csv
refused blank.csv "a file of blank lines" "blank.csv: it has no rows"
printf 'training_id,person,course_code,completed_on,status\n' >header.csv
refused header.csv "a header without rows" "header.csv: it has a header but no rows and is not imported"
printf 'training_id,person,course_code,completed_on,status\n,,,,\n\n' >blankrows.csv
refused blankrows.csv "a header with blank rows" "has a header but no rows"

h='training_id,person,course_code,completed_on,status'
r='T-9,P1,C1,2026-01-01,completed'
printf '%s,Colour\n%s,red\n' "$h" "$r" >unknown.csv
refused unknown.csv "an unknown column" 'cell F1: column F, "Colour", is no column of Training' '--ignore-column "Colour"'
printf 'training_id,person,course_code,completed_no,status\n%s\n' "$r" >mean.csv
refused mean.csv "a mistyped column" 'did you mean "completed_on" (Completed on)?'
run preaudit-import --store store --dry-run --ignore-column Colour unknown.csv
is_status 0 "--ignore-column accepts it by name"
printf '%s,status\n%s,completed\n' "$h" "$r" >twice.csv
refused twice.csv "a column that is there twice" 'columns E and F are both headed "status" (Status); remove or rename one'
printf '%s,Expiry Date,Valid Until\n%s,2027-01-01,2027-02-01\n' "$h" "$r" >both.csv
refused both.csv "two columns for one field" 'columns F, "Expiry Date", and G, "Valid Until", are both Expires on; leave one out with --ignore-column "Valid Until"'
printf '%s,\n%s,x\n' "$h" "$r" >unnamed.csv
refused unnamed.csv "values under no header" "column F holds values but has no header"
printf 'course_code,status,completed_on\nC1,completed,2026-01-01\n' >nokey.csv
opts='--register training'
refused nokey.csv "a file without the key" 'there is no column for the key of Training, "Training ID"'
opts=
printf 'Apples,Pears\n1,2\n' >fruit.csv
refused fruit.csv "a file that is no register" "it is not clear what this file is: no register has these columns; name it with --register"
printf 'ID,Name\n1,2\n' >several.csv
refused several.csv "a file that may be several registers" "it is not clear what this file is"

printf '%s\n%s\nT-10,P1,C1\n' "$h" "$r" >short.csv
refused short.csv "a short row" "short.csv, row 3: the row has 3 cells, the header 5" \
    '"completed_on" (column D) and "status" (column E) are missing. If they are empty (Excel leaves out empty last cells when it saves CSV), import the workbook itself, or end the row with 2 more commas; if not, the row is cut off or no row of the table, or a quote is not closed'
# What Excel writes of 17 rows whose last cells are empty but in the first: the
# rows of the second block of 16 have no delimiters for them.
{ echo 'Training ID;Employee number;Course Code;Completion Date;Status;Provider;Score'
  for i in $(seq 15); do echo "T$i;P1;C1;2026-01-01;completed;;$([ "$i" = 1 ] && echo 90)"; done
  for i in 16 17; do echo "T$i;P1;C1;2026-01-01;completed"; done; } >excel.csv
refused excel.csv "what Excel leaves out" 'excel.csv, row 17: the row has 5 cells, the header 7: "Provider" (column F) and "Score" (column G) are missing' 'or end the row with 2 more semicolons' 'row 18: the row has 5 cells'
sed -i '17,18s/$/;;/' excel.csv
run preaudit-import --store store --dry-run --json excel.csv
is_status 0 "with the delimiters it is imported"
check "all of it" [ "$(json '.batches[0].rows.new' "$out")" = 17 ]
printf '%s,a,,b\nT-9\n' "$h" >ends.csv
sed -i 's/,a,,b$/,score,,hours/' ends.csv
refused ends.csv "a row of one cell" 'the row has 1 cell, the header 8: "person" (column B) to "hours" (column H) are missing. If they are empty'
printf '%s,\nT-9,P1,C1,2026-01-01,completed\n' "$h" >last.csv
refused last.csv "a row without the last cell, whose column has no header" 'the row has 5 cells, the header 6: column F is missing. If it is empty (Excel leaves out empty last cells when it saves CSV), import the workbook itself, or end the row with 1 more comma; if not'
printf '%s\nT-10,P1,C1,2026-01-01,completed,extra\n' "$h" >long.csv
refused long.csv "a long row" 'long.csv, cell F2: "extra": the row has 6 cells, the header 5; a value that holds the delimiter (comma) must stand in quotes'
printf '%s,,\n%s,,\n' "$h" "$r" >padded.csv
run preaudit-import --store store --dry-run padded.csv
is_status 0 "empty columns at the end do no harm"

printf '%s\nT-9,Gr\x94\x81e,C1,2026-01-01,completed\n' "$h" >dos.csv
refused dos.csv "an encoding of DOS" "dos.csv: line 2, byte 7: the byte 0x94 is no valid UTF-8" "--encoding NAME"
printf '%s\nT-9,M\xc3\xbcller,C1,2026-01-01,\xff\n' "$h" >mixed.csv
refused mixed.csv "damaged UTF-8" "mixed.csv: line 2, byte 27: the byte 0xFF is no valid UTF-8"
printf '%s\nT-9,P1,C1,2026-01-01,completed\n' "$h" >named.csv
opts='--encoding klingon'
refused named.csv "an encoding nobody knows" "its encoding, klingon, is not known to this system"
opts=
printf '%s\nT-9,P1,C1,2026-01-01,comp\0leted\n' "$h" >nul.csv
refused nul.csv "a NUL byte" "nul.csv: line 2, byte 26: there is a NUL byte"
printf 'PK\003\004xxxx[Content_Types].xml' >book.csv
refused book.csv "a damaged workbook with a CSV name" "book.csv: it is damaged: a part of the file is missing at its end"
printf '<!DOCTYPE html><html><body>Sign in</body></html>' >login.csv
refused login.csv "a web page with a CSV name" "login.csv: it is HTML, whatever its name says"
head -c 5000 /dev/urandom >noise.csv
run preaudit-import --store store noise.csv
is_status 3 "noise is refused"

printf '%s\nT-9,"P1,C1,2026-01-01,completed\n%s\n' "$h" "$r" >open.csv
refused open.csv "an unclosed quote" "the quote that opens field 2 in line 2 is never closed"
printf '%s\nT-9,P1,C1 "x",2026-01-01,completed\n' "$h" >stray.csv
refused stray.csv "a stray quote" "row 2, line 2: field 3"
{ printf '%s\nT-9,P1,"' "$h"; head -c 10485760 /dev/zero | tr '\0' x; printf '",2026-01-01,completed\n'; } >huge.csv
refused huge.csv "a field of 10 MB" "row 2, line 2: field 3 is longer than 1048576 bytes"
{ printf 'c%s,' $(seq 10000); printf 'end\n1,2\n'; } >wide.csv
refused wide.csv "10,000 columns" "there are more than 4096 columns; clear what is right of the table, or name the delimiter with --delimiter"

# Cells.
printf '%s\nT-9,P1,C1,31.02.2026,completed\n' "$h" >impossible.csv
refused impossible.csv "an impossible date" 'impossible.csv, cell D2, completed_on: "31.02.2026": there is no such day; expected a date such as 2026-03-31'
printf '%s\nT-9,P1,C1,1826-01-31,completed\nT-8,P1,C1,31.12.20261,completed\nT-7,P1,C1,30.02.1826,completed\n' "$h" >years.csv
refused years.csv "years that are not accepted" 'years.csv, cell D2, completed_on: "1826-01-31": the year must be from 1900 to 9999; expected a date such as 2026-03-31' \
    'cell D3, completed_on: "31.12.20261": the year must be from 1900 to 9999' 'cell D4, completed_on: "30.02.1826": there is no such day; expected'
printf '%s\nT-9,P1,C1,29.02.1900,completed\n' "$h" >leap.csv
refused leap.csv "the day that only spreadsheets have" 'cell D2, completed_on: "29.02.1900": there is no such day: 1900 was no leap year, though Excel counts it as one'
printf '%s\nT-9,P1,C1,31/03/2026,completed\n' "$h" >order.csv
run preaudit-import --store store --dates ymd order.csv
is_status 3 "an order of dates that the file does not have"
err_has 'cell D2, completed_on: "31/03/2026": does not begin with the year, as the order year first (ymd) asks; expected a date such as 2026-03-31' "an order of dates: said"
for day in "2026-02-30 is no day of the calendar" "1826-01-31 is not in the years 1900 to 9999"; do
	run preaudit-import --store store --extracted "${day%% *}" order.csv
	is_status 2 "--extracted ${day%% *}"
	err_has "--extracted: $day" "--extracted ${day%% *}: said"
done
run preaudit-import --store store --extracted 31.03.2026 order.csv
err_has "--extracted 31.03.2026: expected a date as YYYY-MM-DD" "--extracted in another form: said"
printf '%s\nT-9,P1,C1,2026-01-01,compleded\n' "$h" >word.csv
refused word.csv "an unknown word" 'cell E2, status: "compleded": is no known word; did you mean "completed"? Known: planned, in_progress, completed, failed, expired, cancelled'
printf '%s,score,hours\n%s,1O,"1,234"\n' "$h" "$r" >number.csv
refused number.csv "numbers that are none" 'cell F2, score: "1O": expected a percentage such as 95 or 95 %' 'cell G2, hours: "1,234": the mark can stand for the decimals or for the thousands'
printf '%s\n%s\n,P1,C1,2026-01-01,completed\n' "$h" "$r" >keyless.csv
refused keyless.csv "a row without a key" "keyless.csv, cell A3, training_id: Training ID is empty, so the row has no key"
printf '%s\n%s\nT-9,P1,C2,2026-01-01,completed\n' "$h" "$r" >doubled.csv
refused doubled.csv "two rows under one key" 'cell A3, training_id: "T-9": the row in line 2 has the same key but another Course code ("C1" there, "C2" here)'
printf '%s\n%s\n%s\n' "$h" "$r" "$r" >repeated.csv
run preaudit-import --store store --dry-run repeated.csv
is_status 0 "the same row twice is one"
out_has "2 rows read: 1 new, 0 changed, 1 unchanged" "it is counted"
out_has "1 row repeats an earlier row" "and said"
printf '%s\nT-9,P1,C1,#REF!,completed\n' "$h" >formula.csv
refused formula.csv "the error of a formula" 'cell D2, completed_on: "#REF!": is the error of a formula'

# All of them, not the first; each cell once; the place behind quoted newlines.
printf '%s,evidence\nT-1,P1,C1,bad,wrong,"two\nlines"\n\nT-2,P1,C1,2026-13-01,completed,x\n' "$h" >all.csv
refused all.csv "several bad cells" 'all.csv, cell D2, completed_on: "bad"' 'cell E2, status: "wrong"' 'cell D4 (line 5), completed_on: "2026-13-01"'
run preaudit-import --store store --json all.csv
check "JSON has all of them" sh -c "jq -e '[.findings[] | select(.level == \"error\") | .cell] == [\"D2\", \"E2\", \"D4\"]' .out"
check "JSON has row and line" sh -c "jq -e '.findings[] | select(.cell == \"D4\") | .row == 4 and .line == 5 and .value == \"2026-13-01\" and .code == \"date-impossible\"' .out"

# 1,000 bad rows of 10,000: all are listed, memory does not grow with them.
awk -v h="$h" 'BEGIN { print h; for (i = 1; i <= 10000; i++) printf "K-%d,P1,C1,%s,completed\n", i, i % 10 ? "2026-01-01" : "no date " i }' >many.csv
refused many.csv "1,000 bad rows of 10,000" "shown 20 of 1001 findings; --findings FILE writes all of them"
out_has "10,000 rows read: 9,000 new, 0 changed, 0 unchanged, 1,000 refused" "the refused rows are counted"
run preaudit-import --store store --findings findings.csv many.csv
err_has "shown 20 of 1001 findings, all in findings.csv" "they are in the file"
check "every bad row is listed" [ "$(grep -c ',date-unreadable,' findings.csv)" = 1000 ]
check "with value and place" grep -q '^many.csv,,D9991,9991,9991,completed_on,no date 9990,error,date-unreadable,' findings.csv
run preaudit-import --store store --findings findings.json many.csv
check "or as JSON" sh -c "jq -e '[.findings[] | select(.code == \"date-unreadable\")] | length == 1000' findings.json"
check "still nothing changed" [ "$before" = "$(tree_hash store)" ]
awk -v h="$h" 'BEGIN { print h; for (i = 1; i <= 200000; i++) printf "K-%d,P1,C1,no date at all %d,nonsense\n", i, i }' >worse.csv
/usr/bin/time -o mem -f %M preaudit-import --store store worse.csv >/dev/null 2>&1
# Sanitisers need memory of their own.
limit=120000
[ "${MODE:-release}" = asan ] && limit=1200000
check "memory stays flat with 400,000 findings ($(tail -1 mem) KiB)" [ "$(tail -1 mem)" -lt "$limit" ]

# Several files: one bad one refuses all.
printf '%s\nT-20,P1,C1,2026-01-01,completed\n' "$h" >also.csv
run preaudit-import --store store also.csv impossible.csv
is_status 3 "one bad file refuses the call"
out_has "also.csv: Training (changes), good, but not imported" "the good one is told from the bad one"
check "nothing is written" [ "$before" = "$(tree_hash store)" ]

# A table that others refer to is read ahead of them: what is wrong with it as a
# whole refuses the call then as well.
f="Finding ID,Source,Raised on,Clauses,Grade,Description,Status"
printf '%s\nF-1,internal audit,04/03/2026,8.7.2,minor,A,open\n' "$f" >undecided.csv
for how in "" "--dry-run" "--check" "--partial"; do
	# shellcheck disable=SC2086 # no option or one
	run preaudit-import --store store $how undecided.csv
	is_status 3 "a date whose order nothing decides refuses findings ($how)"
	run preaudit-import --store store $how also.csv undecided.csv
	is_status 3 "and the call with a good file beside it ($how)"
	out_lacks ", record " "and no record is told ($how)"
done
run preaudit-import --store store --json also.csv undecided.csv
check "JSON has no index and names the outcome" sh -c "jq -e '.refused and all(.batches[]; .index == null) and any(.batches[]; .outcome == \"refused\")' '$out'"
check "nothing is written of any" [ "$before" = "$(tree_hash store)" ]

run preaudit-import --store store missing.csv
is_status 2 "a missing file is a usage error"
err_has "missing.csv" "and named"
run preaudit-import --store store --register trainig good.csv
is_status 2 "an unknown register is a usage error"
err_has "did you mean training?" "with a suggestion"
run preaudit-import --store store --dtaes dmy good.csv
is_status 2 "an unknown option is a usage error"
run preaudit-import --store store
is_status 2 "no file is a usage error"
run preaudit-import --store nowhere good.csv
is_status 2 "no store is a usage error"
err_has "init" "with the remedy"
