#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Delimiters, encodings, headers in five languages, dates and yes-no forms.
. "$(dirname "$0")/../lib/scenario.sh"
new_store

# data FILE REGISTER: the newest data file of a register, fields only.
data() { local f; f=$(ls store/data/*-"$1".csv | tail -1); sed 's/\r$//' "$f"; }

printf '\xef\xbb\xbfPersonalnummer;Name;E-Mail;SMS-relevant;Aktiv;Eintritt\r\n007;Müller, Jörg;j@example.org;Ja;Nein;13.03.2021\r\n008;Çelik;c@example.org;wahr;J;01.04.2020\r\n' >leute.csv
run preaudit-import --store store --register people --ignore-column x leute.csv
is_status 2 "--ignore-column of a column that is not there is a usage error"
err_has "no file has such a column" "and is said"
run preaudit-import --store store --register people leute.csv
is_status 0 "semicolons, a BOM, CR LF and German headers"
out_has 'day first, as "13.03.2021"' "the order of dates is decided and said"
check "umlauts and the date" sh -c "cat store/data/*-people.csv | grep -q '007,\"Müller, Jörg\",j@example.org,.*,yes,no,2021-03-13'"
check "encoding and delimiter are recorded" sh -c "tail -1 store/log.jsonl | jq -e '.read_as.encoding == \"utf-8-bom\" and .read_as.delimiter == \"semicolon\" and .read_as.dates == \"dmy\"'"

# References: by key, by e-mail, by name; unknown ones stay as written.
printf 'training_id\tperson\tcourse_code\tcompleted_on\tstatus\nA\t007\tC\t2026-01-01\tcompleted\nB\tC@example.org\tC\t2026-01-01\tcompleted\nC\tMüller, Jörg\tC\t2026-01-01\tcompleted\nD\tNobody\tC\t2026-01-01\tcompleted\n' >t.csv
run preaudit-import --store store t.csv
is_status 0 "tabs; a dangling reference is a warning"
err_has 'cell B5, person: "Nobody": is no record of People' "the dangling one is named"
for x in A,007 B,008 C,007 D,Nobody; do
	check "reference $x" grep -q "^put,[0-9]*,[0-9]*,$x,C," store/data/*-training.csv
done
check "unresolved ones are counted" sh -c "tail -1 store/log.jsonl | jq -e '.unresolved == 1'"

# Every form of a date.
n=0
while IFS='|' read -r text want; do
	n=$((n + 1))
	printf 'training_id,person,course_code,completed_on,status\nX,007,C,"%s",completed\n' "$text" >one.csv
	run preaudit-import --store store --dry-run --dates dmy --json one.csv
	if [ "$want" = error ]; then
		check "no date: $text" sh -c "jq -e '.findings | map(select(.level == \"error\" and .cell == \"D2\")) | length == 1' .out"
	else
		run preaudit-import --store store --dates dmy one.csv
		check "date: $text" sh -c "cat store/data/*-training.csv | grep -q 'X,007,C,,,,,,$want,,completed'"
	fi
done <<'X'
2026-03-09|2026-03-09
2026-03-10 14:05:00|2026-03-10
2026-03-11T14:05:00Z|2026-03-11
12/03/2026|2026-03-12
13.03.2026|2026-03-13
14.03.26|2026-03-14
15-Mar-2026 18:12:11|2026-03-15
16 MAR 2026|2026-03-16
17 March 2026|2026-03-17
March 18, 2026|2026-03-18
20260319|2026-03-19
20. März 2026|2026-03-20
never|
unbefristet|
31.02.2026|error
0000-00-00|error
Q1 2026|error
03/2026|error
soon|error
X

# Day and month: decided by column, by the other columns, or not at all.
printf 'training_id,person,course_code,completed_on,expires_on,status\nM1,007,C,03/25/2026,04/05/2027,completed\nM2,007,C,04/05/2026,05/06/2027,completed\n' >m.csv
run preaudit-import --store store m.csv
is_status 0 "month first is decided by one cell"
out_has 'completed_on: month first, as "03/25/2026" in row 2 shows' "it says what decided"
out_has 'expires_on: month first, like the other date columns' "an open column follows the others"
check "month first" sh -c "cat store/data/*-training.csv | grep -q 'M2,007,C,,,,,,2026-04-05,2027-05-06,'"
printf 'training_id,person,course_code,completed_on,status\nN1,007,C,03/04/2026,completed\n' >open.csv
before=$(tree_hash store)
run preaudit-import --store store open.csv
is_status 3 "an undecided order is refused"
err_has 'day and month cannot be told apart ("03/04/2026" in D2' "it names the cell"
err_has "--dates dmy or --dates mdy" "it names the remedy"
check "nothing is written" [ "$before" = "$(tree_hash store)" ]
run preaudit-import --store store --dates mdy open.csv
is_status 0 "--dates decides"
check "as told" sh -c "cat store/data/*-training.csv | grep -q 'N1,007,C,,,,,,2026-03-04,'"
printf 'training_id,person,course_code,completed_on,status\nO1,007,C,03/25/2026,completed\nO2,007,C,25/03/2026,completed\n' >mixed.csv
run preaudit-import --store store mixed.csv
is_status 3 "a mixed column is refused"
err_has 'with the day first ("25/03/2026" in row 3) and with the month first ("03/25/2026" in row 2)' "both cells are named"
run preaudit-import --store store --dates dmy mixed.csv
is_status 3 "a cell that contradicts --dates is refused"
err_has 'cell D2, completed_on: "03/25/2026": there is no such day when it is read day first' "and named"

# Yes and no.
while read -r text want; do
	printf 'person_id,name,sms_relevant,active\nY,Y,%s,yes\n' "$text" >y.csv
	run preaudit-import --store store --register people --changes --json --dry-run y.csv
	if [ "$want" = error ]; then
		check "neither yes nor no: $text" sh -c "jq -e '.findings | map(select(.code == \"yes-no-unreadable\" and .cell == \"C2\")) | length == 1' .out"
		continue
	fi
	run preaudit-import --store store --register people --changes y.csv
	[ "$want" = unknown ] && want=
	check "yes or no: $text" sh -c "cat store/data/*-people.csv | grep ',Y,Y,' | tail -n 1 | grep -q ',Y,Y,,,,,$want,yes,'"
done <<'X'
yes yes
Y yes
TRUE yes
1 yes
x yes
✓ yes
ja yes
Wahr yes
oui yes
Sí yes
sim yes
No no
n no
false no
0 no
NEIN no
falsch no
não no
N/A unknown
k.A. unknown
– unknown
- unknown
2 error
o error
maybe error
X

# Lists split where their type allows.
printf 'service_id,name,status,in_scope,service_type,owner,customers,depends_on\nS1,One,live,yes,customer facing,007,"Müller, Schmidt GmbH; Other Ltd","S2, S3|S1"\nS2,Two,Operational,no,supporting,008,,\nS3,Three,live,,supporting,j@example.org,,\n' >s.csv
run preaudit-import --store store s.csv
is_status 0 "services are recognised by their headers"
check "customers are split at ; only" grep -q '"Müller, Schmidt GmbH;Other Ltd"' store/data/*-services.csv
check "ids are split at every mark" grep -q ',S2;S3;S1,' store/data/*-services.csv
check "a reference by e-mail is stored as the key" grep -q ',S3,Three,,live,,,supporting,007,' store/data/*-services.csv
err_has "In scope is empty" "an empty cell that should be filled is a warning"

# A column that the export lacks.
printf 'service_id,name,status,service_type,owner\nS4,Four,live,supporting,007\n' >less.csv
run preaudit-import --store store --changes less.csv
err_has 'there is no column "In scope"; its records stand without it. Add the column (yes/no), or give all rows one value with --set in_scope=VALUE' "a missing column is said once, with the remedy"
run preaudit-import --store store --changes --set in_scope=yes less.csv
is_status 0 "--set gives a column"
check "--set is in the record" sh -c "grep -q ',S4,Four,,live,yes,' store/data/*-services.csv"
check "--set is logged" sh -c "tail -1 store/log.jsonl | jq -e '.read_as.set == [{field: \"in_scope\", value: \"yes\"}]'"
run preaudit-import --store store --changes --set nonsense=yes less.csv
is_status 2 "--set of an unknown field is a usage error"
run preaudit-import --store store --changes --set status=live less.csv
is_status 3 "--set beside a column is refused"
err_has "leave one of them out" "and said"

# Keys made of other columns.
printf 'person,course_title,completed_on,status\n007,"A|B",15.01.2026,completed\n008,C,16.01.2026,completed\n' >derived.csv
run preaudit-import --store store derived.csv
is_status 0 "a key is derived"
check "with | escaped and the date as ISO" sh -c "cat store/data/*-training.csv | grep -qF '007|A\\|B|2026-01-15,007,'"
run preaudit-import --store store --extracted 2026-07-01 derived.csv
out_has "2 rows read: 0 new, 0 changed, 2 unchanged" "the same key again"
check "the store is whole" preaudit-store check --store store
