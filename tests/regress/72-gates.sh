#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# status as a gate: --require, --baseline, --write-baseline.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
example_store

run preaudit-report status --store store --as-of 2026-09-30 --require stage_2 --json
is_status 3 "a milestone that is not ready"
err_has "required: Stage 2 audit is not ready" "is named"
check "the data is on standard output all the same" test "$(json .preaudit "$out")" = status/1
run preaudit-report status --store store --require stage2
is_status 2 "an unknown milestone"
err_has "did you mean stage_2" "gets a suggestion"

run preaudit-report status --store store --at 27 --as-of 2026-06-30 --write-baseline b.json
is_status 0 "a baseline is written"
check "baseline/1" test "$(json .preaudit b.json)" = baseline/1
check "sorted, one result a line" bash -c "sed -n '/\"criteria\"/,/^ }/p' b.json | grep -o '^  \"[^\"]*\"' | LC_ALL=C sort -c"
check "every criterion is in it" test "$(json '.criteria|length' b.json)" = \
    "$(preaudit-report status --store store --at 27 --as-of 2026-06-30 --json | jq '.criteria|length')"
run preaudit-report status --store store --at 27 --as-of 2026-06-30 --baseline b.json
is_status 0 "nothing is worse than itself"
run preaudit-report status --store store --as-of 2026-09-30 --baseline b.json
is_status 3 "a quarter later something is"
err_has "criterion 8.3.4.1-a: met -> not met: major" "each criterion is named"
err_has "clause 8.3.4.1: minor -> major" "and each clause"
err_lacks "4.3-c" "and what is better is not"

# More records in the same state are worse; fewer are not.
jq '.criteria["4.3-b"].failing = 0' b.json >less.json
run preaudit-report status --store store --at 27 --as-of 2026-06-30 --baseline less.json
is_status 3 "more failing records are worse"
err_has "records" "with both numbers"
jq '.criteria["4.3-b"].failing = 1000' b.json >more.json
run preaudit-report status --store store --at 27 --as-of 2026-06-30 --baseline more.json
is_status 0 "fewer are not"
jq '.criteria["9.9-z"] = {"result":"met","failing":0}' b.json >gone.json
run preaudit-report status --store store --at 27 --as-of 2026-06-30 --baseline gone.json
is_status 3 "a criterion that was met and has no rule any more is worse"
err_has "9.9-z: met -> no rule" "and named"

for bad in '{}' '[' '{"preaudit":"baseline/1","criteria":{"4.3-b":{"result":"splendid"}},"clauses":{}}' '{"preaudit":"baseline/1","criteria":{},"clauses":{"4.1":7}}'; do
	printf '%s' "$bad" >bad.json
	run preaudit-report status --store store --baseline bad.json
	is_status 2 "no baseline: $bad"
done
run preaudit-report status --store store --baseline none.json
is_status 1 "a baseline that is not there"
