#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Rules where input ends: registers that are missing, empty or refused row by
# row, and the first and last days there are.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
std=$root/shared/iso20000-1
q3=$example/2026-Q3
results() { jq -S '[.milestones, .clauses, .coverage, .concentration, .supply_next, (.criteria | map(.violations |= map(del(.batch, .row))))]' "$1"; }
status() { # status STORE AS_OF FILE: its results
	run preaudit-report status --store "$1" --as-of "$2" --json
	cp "$out" "$3.json"
	results "$3.json" >"$3.results"
}
result() { jq -r --arg c "$1" '.criteria[] | select(.id == $c) | .result + (if .grade then ": " + .grade else "" end)' "$2.json"; }

# ---- a register of which no row was taken ----
without=(hr-people.csv roles.csv documents.csv processes.csv)
for s in without refused; do
	new_store $s
	for f in "${without[@]}"; do preaudit-import --store $s --quiet --extracted 2026-09-30 "$q3/$f" >>.import 2>&1; done
done
printf 'Service ID,Name,Status,In scope,Service unit\nS1,Mail,lively,Yes,\nS2,DB,dead,Yes,\n' >services.csv
status without 2026-09-30 without
status refused 2026-09-30 refused
same without.results refused.results "two stores alike"
check "what reads services waits for them" test "$(result 4.3-b without)" = "not evidenced"
check "as supply_next says" test "$(jq '[.supply_next[] | select(.register == "services")] | length' without.json)" = 1

run preaudit-import --store refused --extracted 2026-09-30 services.csv
is_status 3 "a file of which every row is wrong is refused"
status refused 2026-09-30 refused
same without.results refused.results "and changes no result"
run preaudit-import --store refused --partial --extracted 2026-09-30 services.csv
is_status 0 "with --partial its refusal is recorded"
out_has "2 rows read: 0 new, 0 changed, 0 unchanged, 2 refused" "row by row"
status refused 2026-09-30 refused
same without.results refused.results "that makes nothing of the register known: neither a gap nor that there is none"
run preaudit-report explain 4.3-b --store refused --as-of 2026-09-30
out_has "the register Services was never supplied" "and it is said"
check "the store is whole" preaudit-store check --store refused
run preaudit-report --store refused --as-of 2026-09-30 --out r
is_status 0 "a report can be made"
check "which lists the file and its rows" grep -q '^data,.*services.csv.*,2,' r/content-DRAFT.csv
check "and the register among those not supplied" grep -q '^supply_next,supply_next,[0-9]*,Services,' r/content-DRAFT.csv

# One good row is a register, however many are refused beside it.
printf 'S3,Net,live,Yes,\n' >>services.csv
run preaudit-import --store refused --partial --extracted 2026-09-30 services.csv
is_status 0 "one row of three is taken"
status refused 2026-09-30 refused
check "now there is something to look at" test "$(result 4.3-b refused)" != "not evidenced"
check "and nothing waits for services" test "$(jq '[.supply_next[] | select(.register == "services")] | length' refused.json)" = 0
# Refused again, wholly: the records stay, and are no newer.
head -3 services.csv >wrong.csv
run preaudit-import --store refused --partial --changes --extracted 2026-11-01 wrong.csv
is_status 0 "a later file of wrong rows"
preaudit-report status --store refused --as-of 2027-09-30 --json >later.json
check "makes the register no newer" test "$(jq -r '.criteria[] | select(.id == "D-b") | .violations[] | select(.key == "services") | .message' later.json)" = "data of 2026-09-30, 365 days old"

# ---- a register that is empty ----
head -1 services.csv >empty.csv
run preaudit-import --store without --register services empty.csv
is_status 3 "a file without rows is not imported"
status without 2026-09-30 empty
same without.results empty.results "and changes no result"
run preaudit-import nil services --store without --from 2026-07-01 --to 2026-09-30 --by 001001 --reason "none yet"
is_status 0 "that there are none is said"
status without 2026-09-30 empty
check "then there is nothing in scope" test "$(result 4.3-b empty)" = "not met: major"
check "and nothing to assess where every service is asked" test "$(result 8.2.2-a empty)" = "nothing to assess"

# ---- the first and the last day ----
new_store dates
cat >actions.csv <<'X'
Action ID,Kind,Description,Owner,Raised on,Due on,Status
A-FIRST,corrective,x,P1,1900-01-01,1900-01-01,open
A-LAST,corrective,x,P1,2024-02-29,9999-12-31,open
A-LEAP,corrective,x,P1,2023-02-28,2024-02-29,open
A-NONE,corrective,x,P1,,,open
A-SOON,corrective,x,P1,2026-09-01,2026-12-31,open
X
run preaudit-import --store dates --extracted 2026-09-30 actions.csv
is_status 0 "the first and the last day can be imported"
for day in 1899-12-31 10000-01-01 2023-02-29 1900-02-29 2026-04-31; do
	printf 'Action ID,Kind,Description,Owner,Raised on,Due on,Status\nA-X,corrective,x,P1,2026-01-01,%s,open\n' "$day" >wrong.csv
	run preaudit-import --store dates --dry-run wrong.csv
	is_status 3 "$day cannot"
	err_has "wrong.csv, cell F2" "and the cell is named"
done
cat >own.rules <<'X'
criterion E-a "Beyond the last day" clause 6.1
  every a in actions where a.action_id = "A-LAST" major a.due_on + 1 day > as_of else "over"
criterion E-b "Up to it" clause 6.1
  every a in actions where a.action_id = "A-LAST" major a.due_on - 8099 years + 8099 years = a.due_on and a.due_on - 1 month = 9999-11-30 else "{a.due_on}"
criterion E-c "Before the first day" clause 6.1
  every a in actions where a.action_id = "A-FIRST" major a.due_on - 1 month < as_of else "over"
criterion E-d "From it" clause 6.1
  every a in actions where a.action_id = "A-FIRST" major a.due_on + 1 month = 1900-02-01 and a.due_on + 59 days = 1900-03-01 else "{a.due_on}"
criterion E-e "Leap days" clause 6.1
  every a in actions where a.action_id = "A-LEAP" major a.due_on + 1 year = 2025-02-28 and a.raised_on + 1 year = 2024-02-28
      and a.due_on - a.raised_on = 366 and month(a.due_on) = 2024-02-01 else "{a.due_on}"
criterion E-f "What is beyond is said to be nothing" clause 6.1 no breadth
  every a in actions where a.due_on is given minor a.due_on < 1900-01-01 else "{a.due_on - 1 day}, {a.due_on}, {a.due_on + 1 day}"
criterion E-g "An end that is unknown hides no end that is known" clause 6.1 no breadth
  every a in actions minor a.due_on + 1 day > as_of else "over since {a.due_on}"
criterion E-h "The widest span" clause 6.1
  minor (latest a.due_on for a in actions) - (earliest a.due_on for a in actions) = 2958463 else "another"
X
run preaudit-store adopt --store dates --add own.rules "$std"
is_status 0 "rules about them are adopted"
status dates 2026-09-30 dates
expect() { check "$3: $1 is $2" test "$(result "$1" "$3")" = "$2"; }
for c in E-b E-d E-e E-h; do expect $c "met" dates; done
for c in E-a E-c; do expect $c "not evidenced" dates; done
said() { jq -r --arg c "$1" '.criteria[] | select(.id == $c) | .violations[] | "\(.key): \(.message)"' "$2.json"; }
said E-f dates >is
printf '%s\n' "A-FIRST: (empty), 1900-01-01, 1900-01-02" "A-LAST: 9999-12-30, 9999-12-31, (empty)" "A-LEAP: 2024-02-28, 2024-02-29, 2024-03-01" \
    "A-SOON: 2026-12-30, 2026-12-31, 2027-01-01" >want
same want is "days beyond are empty in messages"
expect E-g "not met: minor" dates
said E-g dates >is
printf '%s\n' "A-FIRST: over since 1900-01-01" "A-LEAP: over since 2024-02-29" >want
same want is "only those that are known to be over"
check "with the others unknown" test "$(jq '.criteria[] | select(.id == "E-g") | .unknown' dates.json)" = 2

# Judged on these days: everything has a result, and everything can be made.
for day in 1900-01-01 9999-12-31; do
	status dates $day edge
	check "a status as of $day" test "$(jq '[.criteria[].result] | length' edge.json)" = "$(jq '[.criteria[].result] | length' dates.json)"
	run preaudit-report gaps --store dates --as-of $day
	is_status 0 "gaps as of $day"
	rm -rf r
	run preaudit-report --store dates --as-of $day --out r
	is_status 0 "a report as of $day"
	run preaudit-report changes --store dates --as-of $day --since 3 --since-as-of 2026-09-30 --json
	is_status 0 "changes to $day"
done
expect E-a "not evidenced" edge
expect E-g "not met: minor" edge
run preaudit-report status --store dates --on 9999-12-31 --json
is_status 0 "a forecast for the last day"
check "has what lapses until then" test "$(jq -r '[.forecast.criteria[] | select(.id == "E-g") | .records[] | select(.change == "new") | .key] | join(" ")' "$out")" = A-SOON
run preaudit-report trend --store dates --as-of 9999-12-31 --no-cache --json
is_status 0 "a trend on it"
for day in 1899-12-31 10000-01-01 2026-02-29; do
	run preaudit-report status --store dates --as-of $day
	is_status 2 "--as-of $day is no date"
	case $day in
	18*) why="is not in the years 1900 to 9999" ;;
	10000*) why="is not a date" ;;
	*) why="is no day of the calendar" ;;
	esac
	err_has "\"$day\" $why" "and it says so"
done
