#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The order in which registers are imported changes no result, nor does the
# order of rows in a file: references are looked up on every reading, whichever
# side came first.
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

# The same rows in another order: of CSV files behind their header.
cat >shuffle.py <<'P'
"""shuffle.py FROM TO SEED: a copy of FROM, the rows of its CSV files shuffled."""
import os, random, shutil, sys
source, target, seed = sys.argv[1:]
shutil.copytree(source, target)
for name in sorted(n for n in os.listdir(source) if n.endswith(".csv")):
    rows, quoted = [b""], False
    for line in open(f"{source}/{name}", "rb"):
        rows[-1] += line
        quoted ^= line.count(b'"') % 2 == 1
        if not quoted:
            rows.append(b"")
    rows = [r if r.endswith(b"\n") else r + b"\n" for r in rows if r]
    body = rows[1:]
    random.Random(name + seed).shuffle(body)
    open(f"{target}/{name}", "wb").write(b"".join(rows[:1] + body))
P
new_store shuffled
for quarter in 2026-Q2:2026-06-30 2026-Q3:2026-09-30; do
	python3 shuffle.py "$example/${quarter%:*}" "${quarter%:*}" 1
	run preaudit-import --store shuffled --extracted "${quarter#*:}" "${quarter%:*}"
	is_status 0 "${quarter%:*} with its rows shuffled"
done
check "its rows stand elsewhere" bash -c '! cmp -s 2026-Q3/lms-training.csv "$1"' - "$example/2026-Q3/lms-training.csv"

for day in 2026-09-30 2027-03-01; do
	for s in store turned shuffled; do
		preaudit-report status --store $s --as-of $day --json >$s.json
		jq -S '[.milestones, .clauses, .coverage, .supply_next,
		    (.criteria | map(.violations |= map(del(.batch))))]' $s.json >$s.results
		jq 'walk(if type == "object" then del(.row) else . end)' $s.results >$s.anywhere
	done
	check "results as of $day" test "$(jq '.[4] | length' store.results)" -gt 100
	same store.results turned.results "the same results as of $day, whatever the order of batches"
	same store.anywhere shuffled.anywhere "and whatever the order of rows"
done
