#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The section "changes" of a report: two reports a quarter apart, between them
# every kind of change, because time passed, data changed, rules changed.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
. "$root/tests/lib/clock.sh"
std=$root/shared/iso20000-1
section=(/usr/bin/python3 "$root/tests/lib/changes_section.py" "$std")

on 2026-06-20 preaudit-store init --store store --origin example.org/store --organisation "Northlight Ltd" \
    --standard "$std" --timezone Europe/Berlin >/dev/null 2>&1
import() { # import DAY EXTRACTED ARGUMENT...
	local day=$1 extracted=$2
	shift 2
	run on "$day" preaudit-import --store store --extracted "$extracted" "$@"
	is_status 0 "imported on $day: ${*: -1}"
}

# ---- the first quarter ----
cat >own.rules <<'X'
criterion X-gone "Goes with the rules" clause 4.3
  minor some s in services has s.in_scope else "nothing is in scope"
criterion X-worse "Its grade rises with the rules" clause 4.3 no breadth
  every s in services where s.service_id = "SVC-001" minor not s.in_scope else "is in scope"
criterion X-milder "Its grade falls with the rules" clause 4.3
  every s in services where s.service_id = "SVC-001" major not s.in_scope else "is in scope"
criterion X-time-data "Falls due, then is given up" clause 6.1 no breadth
  every a in actions where a.action_id = "ACT-T"
    observation a.due_on >= as_of else "late since {a.due_on}"
    minor a.status != cancelled else "given up"
criterion X-data-rules "Is given up, and that is graded higher" clause 6.1 no breadth
  every a in actions where a.action_id = "ACT-R" observation a.status != cancelled else "given up"
criterion X-back "Falls due, then is put off" clause 6.1
  every a in actions where a.action_id = "ACT-B" minor a.due_on >= as_of else "late since {a.due_on}"
criterion X-other "None, then one" clause 8.5.2.1
  every t in transitions observation t.transition_id is given else "?"
criterion X-lapses "Asks for more with the rules" clause 6.1
  observation some s in services has s.in_scope else "nothing is in scope"
criterion X-met "Asks for less with the rules" clause 6.1
  observation no s in services has s.in_scope else "something is in scope"
X
run on 2026-06-20 preaudit-store adopt --store store --add own.rules "$std"
is_status 0 "rules of one's own are adopted"
cat >more-actions.csv <<'X'
Action ID,Kind,Description,Owner,Raised on,Due on,Status
ACT-T,corrective,x,001009,2026-06-01,2026-08-31,open
ACT-R,corrective,x,001009,2026-06-01,2027-08-31,open
ACT-B,corrective,x,001009,2026-06-01,2026-08-31,open
X
cat >certification-2.csv <<'X'
Milestone ID,Milestone,Planned on,Actual on
CERT-LATER,stage 2,2026-08-20,2026-08-20
X
run on 2026-06-30 preaudit-import nil transitions --store store --from 2026-04-01 --to 2026-06-30 --by 001001 --reason "nothing changed"
is_status 0 "no transitions in the first quarter"
import 2026-07-01 2026-06-30 "$example/2026-Q2"
import 2026-07-01 2026-06-30 --register actions more-actions.csv
import 2026-07-01 2026-06-30 --register certification certification-2.csv

issue() { # issue DAY FOLDER ARGUMENT...: sets id
	local day=$1 folder=$2
	shift 2
	run on "$day" preaudit-report --store store --issue --out "$folder" "$@"
	is_status 0 "issued on $day: $folder"
	id=$(sed -n 's/^issued \(R-[0-9a-f]*\),.*/\1/p' "$out")
	chmod -R u+w "$folder"
}
nothing="There is nothing to compare with: apart from forecasts no report was issued before the newest of these records."
issue 2026-07-02 early --as-of 2026-06-29
issue 2026-07-02 first --as-of 2026-06-30
first=$id
size=$(jq -r --arg id "$first" 'select(.id == $id) | .head.size' store/log.jsonl)
check "both are of the same records" test "$(jq 'select(.type == "report") | .head.size' store/log.jsonl | sort -u)" = "$size"
for folder in early first; do
	check "$folder: a report has nothing to compare with" test "$(grep '^changes,' $folder/content.csv | tr -d '\r')" = "changes,text,1,$nothing"
	check "$folder: its page says so too" grep -qF "<p class=\"note\">$nothing</p>" $folder/readiness.html
	check "$folder: and has no table of changes" bash -c "! grep -q 'id=\"changes_' $folder/readiness.html"
	none='{"milestones":[],"clauses":[],"criteria":[],"registers":[],"withdrawn":[]}'
	check "$folder: nor has the workbook" test "$("${section[@]}" $folder <(echo "$none") | grep -c ' 0$')" = 4
done

# ---- three months later ----
issue 2026-09-20 forecast --on 2027-06-30
check "a forecast was issued" test "$id" != "$first"
import 2026-10-01 2026-09-30 "$example/2026-Q3"
cat >more-actions.csv <<'X'
Action ID,Kind,Description,Owner,Raised on,Due on,Status
ACT-T,corrective,x,001009,2026-06-01,2026-08-31,cancelled
ACT-R,corrective,x,001009,2026-06-01,2027-08-31,cancelled
ACT-B,corrective,x,001009,2026-06-01,2027-08-31,open
X
import 2026-10-01 2026-09-30 --register actions more-actions.csv
printf 'Milestone ID,Milestone,Planned on,Actual on\nCERT-NOW,stage 1,2026-09-10,2026-09-10\n' >certification.csv
import 2026-10-01 2026-09-30 --register certification certification.csv
printf 'Audit ID,Audit type,Planned on,Performed on,Status\nEXT-1,stage 1,2026-09-10,2026-09-10,completed\n' >audits.csv
import 2026-10-01 2026-09-30 --register audits audits.csv
printf 'Transition ID,Kind,Service\nTR-1,new service,SVC-001\n' >transitions.csv
import 2026-10-01 2026-09-30 --register transitions transitions.csv
# A finding that comes and goes, and one that goes.
sed '$p; $d' "$example/2026-Q3/audit-findings.csv" >all.csv
sed -n '$p' all.csv | sed 's/^NC-[0-9]*/NC-TMP/' >>all.csv
import 2026-10-01 2026-09-30 --register findings all.csv
grep -v '^NC-002;\|^NC-TMP;' all.csv >fewer.csv
import 2026-10-02 2026-09-30 --register findings --full fewer.csv
sed -i -e '/X-gone/,+1d' -e '/X-worse/,/X-milder/s/minor not/major not/' -e '/X-milder/,/X-time/s/major not/observation not/' \
    -e '/X-data-rules/,/X-back/s/observation a/major a/' -e '/X-lapses/,+1s/some s in/no s in/' -e '/X-met/,+1s/no s in/some s in/' own.rules
cat >>own.rules <<'X'
criterion X-new "Comes with the rules" clause 4.3
  every s in services where s.service_id = "SVC-002" observation not s.in_scope else "is in scope"
X
run on 2026-10-03 preaudit-store adopt --store store --add own.rules --set review_interval=6 "$std"
is_status 0 "other rules and another interval are adopted"
issue 2026-10-05 second --as-of 2026-10-05
check "it compares with the report before, not with the forecast" grep -qF "changes,text,1,\"Compared with $first, as of 2026-06-30, at log size $size." second/content.csv
check "which it names among its facts" grep -qF "Report before this one,\"$first, as of 2026-06-30\"" second/content.csv

changes() { # changes FILE ARGUMENT...
	local file=$1
	shift
	run on 2026-10-08 preaudit-report changes --store store --as-of 2026-10-05 --json "$@"
	is_status 0 "changes $*"
	jq . "$out" >"$file"
}
changes c.json --since "$size" --since-as-of 2026-06-30
"${section[@]}" second c.json >agree
n() { jq "$1" c.json; }
cat >want <<X
changes_results $(n '[.milestones,.clauses,(.criteria|map(select(.because != [])))]|map(length)|add')
changes_records $(n '[.criteria[].records[]]|length')
changes_registers $(n '.registers|length')
withdrawn $(n '.withdrawn|length')
X
same want agree "the tables of CSV, HTML and XLSX are those of changes/1, row by row"

# Nothing of this is empty: every group, every kind, every reason is there.
has() { check "there is $1" test "$(jq "[$2]|length" c.json)" -gt 0; }
for k in "newly met" lapsed worse better "new rule" "rule gone" other records; do has "a criterion: $k" ".criteria[]|select(.change == \"$k\")"; done
for k in new worse milder resolved; do has "a record: $k" ".criteria[].records[]|select(.change == \"$k\")"; done
for k in worse better; do has "a clause: $k" ".clauses[]|select(.change == \"$k\")"; done
for k in new changed withdrawn; do has "a register: $k" ".registers[]|select(.$k > 0)"; done
for k in "time passed" "data changed" "rules changed"; do
	has "a criterion because $k" ".criteria[]|select(.because == [\"$k\"])"
	has "a record because $k" ".criteria[].records[]|select(.because == [\"$k\"])"
done
has "what is newly overdue" '.criteria[].records[]|select(.change == "new" and .because == ["time passed"] and (.message|test("overdue|late|due")))'
check "what registers lost is what is listed" test "$(n '[.registers[].withdrawn]|add')" = "$(n '[.withdrawn[]|select(.was_there)]|length')"
has "a record withdrawn with its grade and status then" '.withdrawn[]|select(.then|test("^grade [a-z]+, status [a-z]+$"))'
has "a record that came and went" '.withdrawn[]|select(.was_there|not)'

# The planted ones, one by one.
tr -d '\r' <second/content.csv | sed -nE 's/^(changes,[a-z_]+),[0-9]+/\1/p' >rows.csv
row() { # row WHAT TABLE CELLS
	check "$1" grep -qxF "changes,$2,$3" rows.csv
}
check "no milestone is passed on a day that the extraction cannot know" bash -c "! grep -q '^changes,changes_results,Milestone,stage_2,.*passed,' rows.csv"
row "and one because data changed" changes_results "Milestone,stage_1,Stage 1 audit,better,not ready,passed,data changed"
row "a rule that is gone" changes_results "Criterion,X-gone,Goes with the rules,rule gone,met,no rule,rules changed"
row "a new rule" changes_results "Criterion,X-new,Comes with the rules,new rule,no rule,not met: observation,rules changed"
row "lapsed because rules changed" changes_results "Criterion,X-lapses,Asks for more with the rules,lapsed,met,not met: observation,rules changed"
row "newly met because rules changed" changes_results "Criterion,X-met,Asks for less with the rules,newly met,not met: observation,met,rules changed"
row "neither better nor worse" changes_results "Criterion,X-other,\"None, then one\",other,nothing to judge,met,data changed"
row "two steps" changes_results "Criterion,X-time-data,\"Falls due, then is given up\",lapsed,met,not met: minor,time passed and data changed"
row "two others" changes_results "Criterion,X-data-rules,\"Is given up, and that is graded higher\",lapsed,met,not met: major,data changed and rules changed"
row "a record that is worse" changes_records "X-worse,worse,major,Services,SVC-001,is in scope,rules changed"
row "one that is milder" changes_records "X-milder,milder,observation,Services,SVC-001,is in scope,rules changed"
row "one of two steps" changes_records "X-time-data,new,minor,Actions,ACT-T,given up,time passed and data changed"
check "what moved and came back is no change" bash -c '! grep -q X-back rows.csv && grep -q X-other rows.csv'
last=$(($(grep -n '"fewer.csv"' store/log.jsonl | cut -d: -f1) - 1))
row "the finding that was there" withdrawn "Findings,NC-002,\"grade observation, status closed\",$last,fewer.csv"
row "the finding that came and went" withdrawn "Findings,NC-TMP,imported and withdrawn since,$last,fewer.csv"

# A report on another day over the same records compares with the same one.
issue 2026-10-06 third --as-of 2026-10-20
check "it is compared with the first too" grep -qF "changes,text,1,\"Compared with $first, as of 2026-06-30, at log size $size." third/content.csv
third=$id
run on 2026-10-06 preaudit-report changes --store store --as-of 2026-10-20 --json --since "$size" --since-as-of 2026-06-30
cp "$out" c.json
check "and its tables agree" test "$("${section[@]}" third c.json | wc -l)" = 4
# Records behind the second make it the one to compare with.
import 2026-10-07 2026-10-06 --register actions more-actions.csv
issue 2026-10-07 fourth --as-of 2026-10-20
check "behind another import the newest is compared with" grep -qF "changes,text,1,\"Compared with $third, as of 2026-10-20, at log size" fourth/content.csv

# An undo withdraws too: the section names it and the file it took back.
batch=$(($(grep -n '"transitions.csv"' store/log.jsonl | cut -d: -f1) - 1))
run on 2026-10-07 preaudit-import undo "$batch" --store store
is_status 0 "the import of transitions is undone"
undo=$(($(jq -s length store/log.jsonl) - 1))
issue 2026-10-07 fifth --as-of 2026-10-20
run on 2026-10-07 preaudit-report changes --store store --as-of 2026-10-20 --json --since "$undo" --since-as-of 2026-10-20
cp "$out" c.json
check "its tables agree" test "$("${section[@]}" fifth c.json | wc -l)" = 4
check "what the undo took back is withdrawn by it" test "$(tr -d '\r' <fifth/content.csv | grep '^changes,withdrawn,[1-9]')" = "changes,withdrawn,1,New and changed services,TR-1,,$undo,$(json '.withdrawn[0].file' c.json)"
check "and because data changed" test "$(json '[.criteria[]|.because[],(.records[].because[])]|unique|join(",")' c.json)" = "data changed"

# ---- since a size, a date, the last audit ----
now=$(jq -s length store/log.jsonl)
changes size.json --since "$size" --at "$now"
check "--since SIZE is judged on the day its data was of" test "$(json .from.as_of size.json)" = 2026-06-30
changes size-day.json --since "$size" --at "$now" --since-as-of 2026-06-30
same size.json size-day.json "which is that of --since-as-of"
changes wider.json --since "$((size + 1))" --at "$now"
check "a size that ends in a report is the one below" test "$(json .from.size wider.json)" = "$size"

changes date.json --since 2026-07-01
changes same.json --since "$size" --since-as-of 2026-07-01
same date.json same.json "--since DATE is what was known by its end, judged on it"
changes date.json --since 2026-09-30
check "later, the same records" test "$(json '"\(.from.size) \(.from.as_of)"' date.json)" = "$size 2026-09-30"
changes date.json --since 2026-10-01
check "the day of an import has it" test "$(json .from.size date.json)" = "$((last))"
check "so what came on that day is no change" test "$(json '[.registers[].new]|add' date.json)" = 0
check "what left later is" test "$(json '[.withdrawn[].key]|join(" ")' date.json)" = "NC-002 NC-TMP TR-1"
run on 2026-10-08 preaudit-report changes --store store --as-of 2026-10-05 --since 2026-06-29
is_status 2 "a day before the first import"
err_has "nothing had been imported by 2026-06-29" "is said to be one"
err_has "the first import is record 3" "with the record where it begins"

# The end of a day is the store's: half past midnight in Berlin.
import "2026-10-10 22:30" 2026-10-10 --register certification certification.csv
known() { # known DAY: the log size known by its end
	on 2026-10-12 preaudit-report changes --store store --as-of 2026-10-11 --json --since "$1" | jq .from.size
}
check "an import at 22:30 UTC belongs to the next day" test "$(known 2026-10-10) $(known 2026-10-11)" = "$(known 2026-10-08) $(jq -s length store/log.jsonl)"
check "which has more records" test "$(known 2026-10-10)" -lt "$(known 2026-10-11)"

changes audit.json --since last-audit --at "$now"
changes same.json --since "$size" --since-as-of 2026-09-10 --at "$now"
same audit.json same.json "--since last-audit is its day: what was known then, judged on it"
run on 2026-10-08 preaudit-report changes --store store --as-of 2026-10-05 --since last-audit --at "$now"
out_has "From log size $size, judged as of 2026-09-10, to log size" "the text says both moments"
out_has ": time passed and data changed and rules changed." "and what moved between them"
run on 2026-10-08 preaudit-report changes --store store --as-of 2026-08-10 --since last-audit --at "$now"
is_status 2 "before that audit there is none"
err_has "give no date" "and it says so"
