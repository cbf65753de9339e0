#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Files A, B, A return to A, whatever kind the register is.
. "$(dirname "$0")/../lib/scenario.sh"
export PREAUDIT_STORE=store
fold() { python3 "$root/tests/lib/fold.py" store "$@"; }
# Root over the records as the log has it: header and lines, without op, batch, row and salt.
root_of() { fold "$1" | sha256sum; }
new_store
awk 'BEGIN { print "Service ID,Service name,Customers,Status"; for (i = 1; i <= 20; i++) print "S-" i ",\"Name, " i "\",A;B,live" }' >s-a.csv
awk 'BEGIN { print "Service ID,Service name,Customers,Status"; for (i = 3; i <= 22; i++) print "S-" i ",Name " i ",B;A" (i % 2 ? ";C" : "") "," (i % 3 ? "live" : "retired") }' >s-b.csv
awk 'BEGIN { print "training_id,person,course_code,completed_on,status"; for (i = 1; i <= 20; i++) print "T-" i ",P" i ",C-1,2026-01-15,completed" }' >t-a.csv
awk 'BEGIN { print "training_id,person,course_code,completed_on,status"; for (i = 3; i <= 22; i++) print "T-" i ",P" i ",C-" i % 2 ",2026-02-15,completed" }' >t-b.csv
for r in services:s training:t; do
	register=${r%:*} f=${r#*:}
	preaudit-import --quiet --full "$f-a.csv" 2>/dev/null
	fold "$register" >first
	origin=$(fold "$register" --origin | sha256sum)
	one=$(root_of "$register")
	check "$register: 20 records" [ "$(wc -l <first)" = 20 ]
	preaudit-import --quiet --full "$f-b.csv" 2>/dev/null
	check "$register: B is another register" [ "$(root_of "$register")" != "$one" ]
	run preaudit-import --full "$f-a.csv"
	is_status 0 "$register: A again is imported"
	out_lacks "nothing to do" "$register: it is not taken for what was imported last"
	fold "$register" >third
	same first third "$register: A, B, A is A"
	check "$register: the same root" [ "$(root_of "$register")" = "$one" ]
	check "$register: with the origin of the third file" [ "$(fold "$register" --origin | sha256sum)" != "$origin" ]
	run preaudit-import --full "$f-a.csv"
	out_has "nothing to do" "$register: once more changes nothing"
done
check "the store is whole" preaudit-store check
# In changes mode what B added stays.
run preaudit-import --changes t-b.csv
run preaudit-import --changes t-a.csv
check "changes: A, B, A keeps the two that only B had" [ "$(fold training | wc -l)" = 22 ]
fold training | grep -vE '^T-2[12],' >third
same first third "changes: the others are A's"
