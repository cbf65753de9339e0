#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# CSV as it comes: encodings, delimiters, titles above the header, headers in
# two rows, totals below, decimal marks, ids that a spreadsheet spoilt.
. "$(dirname "$0")/../lib/scenario.sh"
new_store
h='training_id,person,course_code,completed_on,status'
fields() { # fields REGISTER: the newest data file of it, op to the last field
	tail -n +2 "$(ls store/data/*-"$1".csv | tail -1)" | tr -d '\r'
}

# Encodings.
for enc in UTF-8 UTF-16 UTF-16LE UTF-16BE WINDOWS-1252; do
	printf '%s\n%s\n' "$h" "E-$enc,Müller–Lüdenscheidt €,C1,2026-01-01,completed" |
	    iconv -f UTF-8 -t "$enc" >enc.csv
	run preaudit-import --store store enc.csv
	is_status 0 "$enc is imported"
	check "$enc: every letter is right" grep -q ",E-$enc,Müller–Lüdenscheidt €,C1," \
	    "$(ls store/data/*-training.csv | tail -1)"
	check "$enc: the log has it" grep -q "\"encoding\":\"$(case $enc in UTF-8) echo utf-8 ;;
		UTF-16 | UTF-16LE) echo utf-16le ;; UTF-16BE) echo utf-16be ;; *) echo windows-1252 ;; esac)\"" \
	    <(tail -1 store/log.jsonl)
done
out_has "encoding windows-1252" "what was concluded is said"
printf '%s\n%s\n' "$h" "E-1,Łukasz Żak,C1,2026-01-01,completed" | iconv -t WINDOWS-1250 >pl.csv
run preaudit-import --store store --encoding windows-1250 pl.csv
is_status 0 "an encoding is named"
check "and used" grep -q ',Łukasz Żak,' "$(ls store/data/*-training.csv | tail -1)"
printf '%s\n%s\n' "$h" "E-2,Иванов Иван,C1,2026-01-01,completed" | iconv -t WINDOWS-1251 >ru.csv
run preaudit-import --store store ru.csv
is_status 3 "Cyrillic in an encoding of its own is not taken for Western"
err_has "does not look like Windows-1252" "and it is said"
printf '%s\n%s\n' "$h" "E-3,Ana Muñoz,C1,2026-01-01,completed" | iconv -t MACINTOSH >mac.csv
run preaudit-import --store store --encoding macintosh mac.csv
check "an encoding of old Macs" grep -q ',Ana Muñoz,' "$(ls store/data/*-training.csv | tail -1)"

# Delimiters.
for d in ',' ';' '|' "$(printf '\t')"; do
	printf '%s\n%s\n' "${h//,/$d}" "D-1${d}P 1, x; y${d}C1${d}2026-01-01${d}completed" |
	    sed "s/P 1, x; y/\"P 1, x; y\"/" >delim.csv
	run preaudit-import --store store --dry-run --json delim.csv
	is_status 0 "parted by '$d'"
	check "five cells" [ "$(json '.batches[0].rows.read' "$out")" = 1 ]
done
printf 'sep=|\n%s\nD-2|P1|C1|2026-01-01|completed\n' "${h//,/|}" >sep.csv
run preaudit-import --store store --dry-run sep.csv
is_status 0 "sep=|"

# Line ends.
for nl in '\n' '\r\n' '\r'; do
	printf "$h${nl}L-1,P1,C1,2026-01-01,completed${nl}L-2,P1,C1,2026-01-02,completed${nl}" >nl.csv
	run preaudit-import --store store --dry-run --json nl.csv
	check "lines end in $nl" [ "$(json '.batches[0].rows.read' "$out")" = 2 ]
done

# Titles above, totals below.
cat >titled.csv <<'X'
Training register 2026,,,,
"Printed by HR, 3 March",,,,

training_id,person,course_code,completed_on,status
H-1,P1,C1,2026-01-01,completed
H-2,P2,C1,2026-31-01,completed
Total,2,,,
X
run preaudit-import --store store --dry-run titled.csv
is_status 3 "titles above the header"
err_has 'titled.csv, cell D6, completed_on: "2026-31-01"' "places count them"
out_has 'header in row 4; 2 rows above it left out ("Training register 2026")' "and they are named"
out_has 'the last row is a line of totals and left out ("Total,2,,,")' "the totals too"
sed -i 's/2026-31-01/2026-01-31/' titled.csv
run preaudit-import --store store --json titled.csv
check "two rows are read" [ "$(json '.batches[0].rows.read' "$out")" = 2 ]
check "the log has the header's row" grep -q '"header_row":4' <(tail -1 store/log.jsonl)
run preaudit-import --store store --json titled.csv
check "the same bytes again" [ "$(json '.batches[0].outcome' "$out")" = same ]
run preaudit-import --store store --dry-run --header-row 1 titled.csv
is_status 3 "a header row that is named is taken, right or wrong"

# Two rows of headers.
cat >two.csv <<'X'
Training ID,Person,Course,,Status
,,Code,Completion date,
W-1,P1,C1,2026-01-01,completed
X
run preaudit-import --store store two.csv
is_status 0 "a header of two rows"
out_has "header of two rows, 1 and 2" "is said"
check "and read" grep -q ',W-1,P1,C1,' "$(ls store/data/*-training.csv | tail -1)"

# Repeated headers of a list are its items.
cat >jira.csv <<'X'
Issue key,Description,Severity,Status,Clause,Clause,Clause,Raised on
F-1,Late reviews,Minor,Open,8.5.1,,9.3,2026-01-01
X
run preaudit-import --store store --register findings --dry-run --json jira.csv
check "doubled headers make one list" jq -e '[.findings[]|select(.level=="error")]|length==0' "$out"

# A value that was split shifts the others.
printf '%s\nP-1,P1,C1,2026-01-01,completed\nP-2,Lee, Ann,2026-01-01,completed,\n' "$h" >split.csv
run preaudit-import --store store --dry-run split.csv
err_has "split.csv, row 3: the row has 6 cells, the last empty, the header 5" "one empty cell too many is said"
printf '%s\nP-1,P1,C1,2026-01-01,completed,\nP-2,P1,C1,2026-01-01,completed,\n' "$h" >even.csv
run preaudit-import --store store --dry-run even.csv
err_lacks "the last empty" "padding everywhere is not"

# Decimal marks.
mk() { printf '%s;hours;score\n' "${h//,/;}"; i=0; for v in "$@"; do i=$((i + 1)); echo "N-$i;P1;C1;2026-01-01;completed;$v"; done; }
mk '1.234;99,9 %' '0,5;100' >comma.csv
run preaudit-import --store store comma.csv
is_status 0 "the column's other numbers say what a mark means"
out_has "the comma is taken for the decimal mark" "it is said"
check "1.234 was a thousand" grep -q ',1234,' <(fields training | sed 's/completed,[^,]*,\([^,]*\),/X,\1,/')
mk '1.234;99' '0.5;100' >point.csv
run preaudit-import --store store --dry-run point.csv
is_status 0 "with points"
mk '1.234;99' >open.csv
run preaudit-import --store store --dry-run open.csv
is_status 3 "nothing decides"
err_has "--decimal . or --decimal ," "the way out is named"
run preaudit-import --store store --dry-run --decimal , open.csv
is_status 0 "--decimal decides"
mk "1'234,5;99" "1 234,5;98" "1.234,5;97" "12;96" >marks.csv
run preaudit-import --store store --dry-run marks.csv
is_status 0 "apostrophe, blank and point part thousands"

# Ids.
printf '%s\n1.2E+05,P1,C1,2026-01-01,completed\n' "$h" >spoilt.csv
run preaudit-import --store store --dry-run spoilt.csv
is_status 3 "an id that a spreadsheet spoilt"
err_has 'cell A2, training_id: "1.2E+05": is an id that a spreadsheet turned into a number' "and why"
printf '%s\n0010,P1,C1,2026-01-01,completed\n-5,=A1,1-2,2026-01-01,completed\n1914310000010100016,P1,C1,2026-01-01,completed\n' "$h" >ids.csv
run preaudit-import --store store ids.csv
is_status 0 "ids are text"
for id in 0010 1914310000010100016 -5; do
	check "$id survives" grep -q ",$id," <(fields training)
done
check "=A1 and 1-2 too" grep -q ',-5,=A1,1-2,' <(fields training)
printf '%s\n10,P1,C1,2026-01-01,completed\n' "$h" >lost.csv
run preaudit-import --store store lost.csv
is_status 3 "an id that lost its zeros"
err_has '"10": the register has 0010' "the known id is named"
