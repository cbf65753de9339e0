#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What a report says is what it has: a passed gate contradicts no criterion, the number in
# every sentence is the length of the list behind it, and no word of the data is shown for one
# of people's. Over the example on several days, a thin store, and organisations damaged at random.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
std=$root/shared/iso20000-1
sentences() { /usr/bin/python3 "$root/tests/lib/sentences.py" "$@"; }
holds() { # holds WHAT STORE ARGUMENT...: judged so, no sentence is contradicted
	local what=$1 store=$2
	shift 2
	preaudit-report status --store "$store" --json "$@" >s.json
	sentences status s.json "$std/criteria/milestones.rules" >wrong
	check "$what: no sentence of verdicts, gates and clauses is contradicted" test ! -s wrong
	[ ! -s wrong ] || head -5 wrong
}
shown() { # shown WHAT FILE...: no word of the data is shown
	local what=$1
	shift
	sentences words "$@" >wrong
	check "$what: no word of the data is shown" test ! -s wrong
	[ ! -s wrong ] || head -5 wrong
}

example_store
for day in 2026-06-30 2026-09-30 2026-12-31 2027-09-30; do holds "the example as of $day" store --as-of "$day"; done
holds "a forecast" store --on 2027-06-30
holds "the example's first quarter" store --at 27 --as-of 2026-06-30

# Certified, so that every milestone is judged.
printf 'Milestone ID,Milestone,Planned on,Actual on,CB name,Valid from,Valid to\n%s\n%s\n' \
    "X1,certification decision,2026-01-01,2026-07-01,TopCert,2026-07-01,2029-06-30" "X2,recertification audit,2029-01-10,,TopCert,," >c.csv
mkdir certified && cp -a store store.key store.key.state certified/
run preaudit-import --store certified/store --register certification --extracted 2026-09-30 c.csv
is_status 0 "a certificate is on record"
holds "certified" certified/store --as-of 2026-09-30
check "then surveillance is judged" test "$(jq -r '.milestones[] | select(.id == "surveillance") | .gates | length' s.json)" -gt 5
holds "certified, a year later" certified/store --as-of 2027-09-30

new_store thin
for f in cmdb-services lms-training audit-findings; do preaudit-import --store thin --quiet --extracted 2026-09-30 "$example/2026-Q3/$f.csv" >>.import 2>&1; done
holds "three registers" thin --as-of 2026-09-30
new_store none
holds "an empty store" none --as-of 2026-09-30

seeds="1 2 3 4"
[ "${LONG:-0}" = 0 ] || seeds=$(seq 1 60)
for seed in $seeds; do
	sentences damage store "$std" "$seed" "damaged-$seed"
	new_store "d$seed"
	preaudit-import --store "d$seed" --quiet --extracted 2026-09-30 "damaged-$seed" >>.import 2>&1
	holds "damaged by seed $seed" "d$seed" --as-of 2026-09-30
	check "by seed $seed something was imported" test "$(jq '.coverage.clauses_by_evidence.full' s.json)" -gt 3
done
holds "damaged, as of a year later" d1 --as-of 2027-09-30

# The questions can be answered wrongly: each of these is seen.
preaudit-report status --store certified/store --as-of 2026-09-30 --json >good.json
seen() { # seen WHAT JQ
	jq "$2" good.json >s.json
	sentences status s.json "$std/criteria/milestones.rules" >wrong
	check "$1 would be seen" test -s wrong
}
seen "a passed gate over a major" '(.criteria[] | select(.id == "9.2-b")) |= (.result = "not met" | .grade = "major") | (.milestones[].gates[] | select(.title == "No major in: coverage of internal audits")) |= (.state = "passed" | .passed = true)'
seen "a major too many" '(.milestones[] | select(.id == "stage_2")).majors.findings += [.findings[0].key]'
seen "a number that is another" '(.milestones[] | select(.id == "stage_2")).why |= sub("(?<n>[0-9]+) criteri"; "77 criteri")'
seen "a finding that is not the clause's" '(.clauses[] | select(.words | test("by finding"))).findings = []'
seen "the sentence of a failed gate for one that cannot be told" '(.milestones[].gates[] | select(.state == "not shown")).why = "a complaint is open past its due date"'

# ---- words ----
run preaudit-report --store store --as-of 2026-09-30 --out report
shown "the example's report" report/content-DRAFT.csv report/readiness-DRAFT.html report/readiness-DRAFT.xlsx
run preaudit-report --store thin --as-of 2026-09-30 --out thin-report
shown "a thin report" thin-report/content-DRAFT.csv thin-report/readiness-DRAFT.html
run preaudit-report --store d1 --as-of 2026-09-30 --out damaged-report
shown "a damaged one's report" damaged-report/content-DRAFT.csv damaged-report/readiness-DRAFT.html
i=0
for s in store thin d1 d2; do
	for command in status gaps "explain 4" "explain 5" "explain 6" "explain 7" "explain 8" "explain 9" "explain 10" "explain cycle" "explain data"; do
		i=$((i + 1))
		# shellcheck disable=SC2086
		preaudit-report $command --store "$s" --as-of 2026-09-30 >"text-$i.txt"
	done
done
preaudit-report changes --store store --since 27 --as-of 2026-09-30 >text-changes.txt
preaudit-report status --store store --on 2027-06-30 >text-on.txt
shown "the commands" text-*.txt
echo "a word of the data: in_progress stands here" >planted.txt
sentences words planted.txt >wrong
check "such a word would be seen" grep -q in_progress wrong
