#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Counts that the organisation attests are compared with what was read.
. "$(dirname "$0")/../lib/scenario.sh"
export PREAUDIT_STORE=store
new_store
printf '%s\n' 'Source ID,Register,Statement,System,Attested count' 'SRC-1,people,supplied,HR,3' 'SRC-2,training,supplied,,2' 'SRC-3,training,supplied,LMS,7' >sources.csv
printf 'person_id,name,sms_relevant,active\nP1,Ann,yes,yes\nP2,Bob,no,yes\n' >people.csv
printf 'training_id,person,course_code,completed_on,status\nT1,P1,C,2026-01-01,completed\nT2,P2,C,2026-01-01,completed\n' >training.csv
run preaudit-import people.csv
out_lacks "attests" "nothing is attested yet"
run preaudit-import --quiet sources.csv

sed 's/Ann/Anna/' people.csv >people2.csv
run preaudit-import --system HR people2.csv
is_status 0 "another count does not stop the import"
err_has "warning: people2.csv: People: 2 of 3 records that HR attests (Sources SRC-1)" "it is a warning"
out_has "2 of 3 records that HR attests" "and in the summary"
out_has "1 warning" "and counted"
sed 's/Anna/Anne/' people2.csv >people3.csv
echo 'P3,Cai,no,yes' >>people3.csv
run preaudit-import --system HR --json people3.csv
check "JSON: the right count" sh -c "jq -e '.attested == [{register: \"people\", read: 3, attested: \"3\", same: true, by: \"HR\", statement: \"SRC-1\"}] and ([.findings[] | select(.code == \"count-differs\")] == []) and any(.batches[0].notes[]; . == \"all 3 records that HR attests\")' .out"
run preaudit-import --system HR --json --dry-run people.csv
check "JSON: another count, in a dry run" sh -c "jq -e '.attested[0].same == false and any(.findings[]; .code == \"count-differs\" and .level == \"warning\" and .file == \"people.csv\")' .out"
run preaudit-import --dry-run people2.csv
err_has "2 of 3 records that HR attests" "an import that names no system: the only count stands for it"
run preaudit-import --system Payroll --dry-run people2.csv
err_lacks "attests" "a count of one system says nothing of another"

# By system; none fits none.
run preaudit-import --dry-run training.csv
out_has "all 2 records that Sources attests" "without a system, the statement without one"
run preaudit-import --dry-run --system LMS training.csv
err_has "2 of 7 records that LMS attests" "with a system, its statement"

# Rows that repeat others, and refused ones, are no records.
echo 'T2,P2,C,2026-01-01,completed' >>training.csv
run preaudit-import --dry-run training.csv
out_has "all 2 records" "a repeated row counts once"
echo 'T3,P2,C,32.01.2026,completed' >>training.csv
run preaudit-import --dry-run --partial training.csv
out_has "all 2 records" "a refused row counts not"

# Sources and what they speak of in one call; two filters add up.
mkdir both
cp people3.csv both/people.csv
echo 'P4,Dia,no,yes' >>both/people.csv
printf '%s\n' 'Source ID,Register,Statement,System,Filter,Attested count' 'SRC-1,people,supplied,HR,office,1' 'SRC-4,people,supplied,HR,field,3' 'SRC-2,training,supplied,,,2' 'SRC-3,training,not kept,LMS,,' >both/sources.csv
run preaudit-import --system HR both
is_status 0 "both in one call"
out_has "all 4 records that HR attests" "the new counts are those compared with"
run preaudit-report status --as-of 2026-09-30 --json
check "the rules are read by reports as before" sh -c "jq -e '.preaudit == \"status/1\"' .out"

# The rules say which fields; without the clause nothing is compared.
cp -r "$root/shared/iso20000-1" std
chmod -R u+w std
sed -i 's/^\(statement every s in sources .* is s.statement\) .*/\1/' std/criteria/00-common.rules
preaudit-store adopt std >/dev/null 2>&1
sed -i 's/Anne/Ann/' people3.csv
run preaudit-import --system HR --changes people3.csv
out_lacks "attests" "rules without counts compare nothing"
for bad in 'count s.statement' 'count s.nothing' 'system s.attested_count' 'count'; do
	sed -i "s/^\(statement every s in sources .* is s.statement\).*/\1 $bad/" std/criteria/00-common.rules
	run preaudit-report lint std
	check "'$bad' is refused" [ "$status" -ne 0 ]
	err_has "00-common.rules" "'$bad': the place is named"
done
