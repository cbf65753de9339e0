#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The order in which registers are imported changes no result: references are
# looked up on every reading, whichever side came first.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
example_store

new_store turned
for quarter in 2026-Q2:2026-06-30 2026-Q3:2026-09-30; do
	# file by file, what others refer to last
	for f in $(printf '%s\n' "$example/${quarter%:*}"/* | LC_ALL=C sort -r) ; do
		run preaudit-import --store turned --extracted "${quarter#*:}" "$f"
		is_status 0 "${f##*/} of ${quarter%:*} alone"
	done
done
batches() { jq -r 'select(.type == "batch") | .register' "$1/log.jsonl"; }
batches store >a
batches turned >b
check "as many batches" test "$(wc -l <a)" = "$(wc -l <b)"
check "in another order" bash -c '! cmp -s a b'

for day in 2026-09-30 2027-03-01; do
	for s in store turned; do
		preaudit-report status --store $s --as-of $day --json >$s.json
		jq -S '[.milestones, .clauses, .coverage, .supply_next,
		    (.criteria | map(.violations |= map(del(.batch, .record))))]' $s.json >$s.results
	done
	check "results as of $day" test "$(jq '.[4] | length' store.results)" -gt 100
	same store.results turned.results "the same results as of $day"
done
