#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# status, gaps, explain: an empty store, three registers, the whole example.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"

new_store empty
run preaudit-report status --store empty
is_status 3 "an empty store is no readiness"
out_has "not determined" "the verdict is not determined"
out_lacks "%" "and no percentage is given"
run preaudit-report status --store empty --json
is_status 3 "also as JSON"
check "status/1 of an empty store" test "$(json '.preaudit + " " + (.coverage.clauses.n|tostring)' "$out")" = "status/1 0"
check "every result has its member" test "$(json '.coverage.criteria|keys_unsorted|join(" ")' "$out")" = \
    "met by_document not_met nothing_to_assess not_evidenced not_assessable"
check "nothing is met" test "$(json '.coverage.criteria.met' "$out")" = 0
check "every verdict is not determined, or not yet due" test "$(json '[.milestones[].verdict] | unique | join(",")' "$out")" = "not determined,not yet"

new_store three
for f in cmdb-services lms-training audit-findings; do
	run preaudit-import --store three --extracted 2026-09-30 "$example/2026-Q3/$f.csv"
	is_status 0 "$f.csv alone can be imported"
done
run preaudit-report --store three --as-of 2026-09-30 --out r
is_status 0 "three registers give a report"
check "it has the services in scope" grep -q '^scope,services_in' r/content-DRAFT.csv
check "it has findings with their age" grep -q '^findings,' r/content-DRAFT.csv
check "it has competence by course" grep -q '^competence,' r/content-DRAFT.csv
check "it says what to supply next" grep -q '^supply_next,supply_next' r/content-DRAFT.csv
run preaudit-report status --store three --as-of 2026-09-30 --json
check "an overdue finding counts although no actions were supplied" test "$(json '.criteria[] | select(.id == "10.1-b") | .result' "$out")" = "not met"
check "supply_next names registers" test "$(json '.supply_next | length' "$out")" -gt 3

example_store
run preaudit-report status --store store --as-of 2026-09-30
is_status 0 "the example has a status"
out_has "Self-assessment" "with the disclaimer"
run preaudit-report gaps --store store --as-of 2026-09-30
is_status 0 "the example's gaps"
out_has ".csv, row " "each with the row it came from"
run preaudit-report explain 4.3-b --store store --as-of 2026-09-30
is_status 0 "a criterion can be explained"
out_has "criterion 4.3-b" "with the rule's text"
run preaudit-report explain 8.3.4 --store store --as-of 2026-09-30
is_status 0 "so can a clause, here a heading"
out_has "Clause 8.3.4.1  " "each clause below it"
out_has "Clause 8.3.4.2  " "and the next"
out_has "8.3.4.1-b  " "with its criteria"
out_has "is open and counts" "and the findings that name it"
run preaudit-report explain 10 --store store --as-of 2026-09-30
out_lacks "Clause 1.0" "a heading covers what is below it alone"
run preaudit-report explain cycle --store store --as-of 2026-09-30
out_has "C-a  " "what stands beside the standard can be asked too"
run preaudit-report explain 4.3-z --store store
is_status 2 "an unknown criterion is refused"
err_has "did you mean" "with a suggestion"
run preaudit-report stauts --store store
is_status 2 "a mistyped command is refused"
