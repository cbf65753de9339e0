#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# sample: drawn again with sha256sum and sort, whatever the order of the rows.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
example_store

# The vectors of docs/sampling.md.
sed -n '/^| seed | register | key | ticket |/,/^$/p' "$root/docs/sampling.md" | tail -n +3 | grep '^|' >vectors
check "docs/sampling.md has vectors" test "$(wc -l <vectors)" -ge 3
while IFS='|' read -r _ seed reg key ticket _; do
	seed=$(echo "$seed" | tr -d '` ') reg=$(echo "$reg" | tr -d '` ') key=$(echo "$key" | tr -d '` ') ticket=$(echo "$ticket" | tr -d '` ')
	check "vector $seed $reg $key" test "$(printf 'preaudit-sample/1\n%s\n%s\n%s\n' "$seed" "$reg" "$key" | sha256sum | cut -d' ' -f1)" = "$ticket"
done <vectors

redraw() { # redraw SEED REGISTER KEYS N: the keys drawn, with plain tools
	while IFS= read -r key; do
		printf '%s %s\n' "$(printf 'preaudit-sample/1\n%s\n%s\n%s\n' "$1" "$2" "$key" | sha256sum | cut -d' ' -f1)" "$key"
	done <"$3" | LC_ALL=C sort | head -n "$4"
}
run preaudit-report sample --store store --as-of 2026-09-30 --register services --size 7 --seed "audit 2026" --json
is_status 0 "a sample of services"
cp "$out" s.json
cut -d, -f4 store/data/*-services.csv | grep '^SVC' | LC_ALL=C sort -u >keys
check "sample/1 with the size of the population" test "$(json '.preaudit+" "+(.population.size|tostring)' s.json)" = "sample/1 $(wc -l <keys)"
check "the hash of the population is that of its keys" test "$(json .population.sha256 s.json)" = "$(sha256sum <keys | cut -d' ' -f1)"
redraw "audit 2026" services keys 7 >want
json '.records[]|.ticket+" "+.key' s.json >got
same want got "plain tools draw the same"
run preaudit-report sample --store store --register services --size 7 --seed "audit 2026" --csv
tail -n +2 "$out" | cut -d, -f1,2 | tr ',' ' ' >csv
same want csv "CSV has the same"
run preaudit-report sample --store store --register services --size 7 --seed "audit 2027" --json
check "another seed draws others" test "$(json '[.records[].key]|join(",")' "$out")" != "$(json '[.records[].key]|join(",")' s.json)"
check "the head is named" test "$(json .head.size s.json)" = 52

run preaudit-report sample --store store --as-of 2026-09-30 --register services --where 'r.in_scope' --size 1000 --seed x --json
cp "$out" w.json
check "a condition makes the population smaller" test "$(json .population.size w.json)" -lt "$(wc -l <keys)"
json '.records[].key' w.json | LC_ALL=C sort >in
check "its hash is again that of its keys" test "$(json .population.sha256 w.json)" = "$(sha256sum <in | cut -d' ' -f1)"
run preaudit-report sample --store store --at 27 --as-of 2026-06-30 --register services --where 'r.in_scope' --size 1 --seed x --json
check "what cannot be decided is counted" test "$(json .population.unknown "$out")" = \
    "$(preaudit-report status --store store --at 27 --as-of 2026-06-30 --json | jq '[.criteria[]|select(.id=="4.3-b")|.violations[]|select(.message=="no scope decision")]|length')"
check "and there is some" test "$(json .population.unknown "$out")" -ge 1
run preaudit-report sample --store store --register services --where 'r.in_scope) or (r.status = live' --size 1 --seed x
is_status 2 "a condition cannot leave its brackets unbalanced"
run preaudit-report sample --store store --register services --where 'r.in_scop' --size 1 --seed x
is_status 2 "an unknown field is refused"
err_has "in_scope" "with a suggestion"
run preaudit-report sample --store store --register servces --size 1 --seed x
is_status 2 "an unknown register too"
run preaudit-report sample --store store --register services --seed x
is_status 2 "and a sample without a size"
run preaudit-report sample --store store --register services --size 3
is_status 2 "or a seed"
run preaudit-report sample --store store --register feedback --size 3 --seed x
is_status 2 "a register that was never supplied has no sample"

# Independent of the order of rows and of batches.
src=$example/2026-Q3/cmdb-services.csv
new_store one
new_store many
run preaudit-import --store one --extracted 2026-09-30 "$src"
cat >halves.py <<'P'
import csv, sys
raw = open(sys.argv[1], newline="", encoding="utf-8-sig").read()
dialect = csv.Sniffer().sniff(raw[:2000])
rows = list(csv.reader(raw.splitlines(True), dialect))
head = next(i for i, r in enumerate(rows) if len([c for c in r if c]) > 4)
body = rows[head + 1:]
for name, part in (("a.csv", body[::-1][:15]), ("b.csv", body[::-1][15:])):
    with open(name, "w", newline="", encoding="utf-8") as f:
        csv.writer(f, dialect).writerows([rows[head]] + part)
P
run /usr/bin/python3 halves.py "$src"
is_status 0 "the same rows backwards, in two files"
for half in a b; do
	run preaudit-import --store many --extracted 2026-09-30 --register services --changes $half.csv
	is_status 0 "half $half"
done
for s in one many; do
	preaudit-report sample --store $s --register services --size 9 --seed q --json | jq -c '[.population,[.records[]|.ticket,.key]]' >$s.json
done
same one.json many.json "the order of rows and batches does not matter"
