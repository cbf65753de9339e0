#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Removing evidence never improves a result: rows are left out of one register
# of the example at a time, and no criterion fares better that neither asks
# every row of that register, nor for the absence or number of some.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"

new_store base
mkdir full
cp "$example"/2026-Q3/*.csv full

# judge DIR JSON: the status with the files of DIR, in a store of its own
judge() {
	rm -rf trial && mkdir trial && cp -a base base.* trial/ &&
	    (cd trial && preaudit-import --store base --extracted 2026-09-30 --quiet "../$1") >.import 2>&1 || return 1
	(cd trial && preaudit-report status --store base --as-of 2026-09-30 --json) >"$2" 2>>.import
}
check "the example can be judged" judge full full.json
check "some criteria are met, others are not" test "$(json '[.criteria[].result] | (index("met") != null) and (index("not met") != null)' full.json)" = true

cat >registers.py <<'P'
"""Prints "CRITERION REGISTER" for every register a criterion may fare better
without rows of: those it asks every, no, count or run of, itself or
through a define."""
import re, sys
text = "\n".join(re.sub(r"(^|\s)#.*", "", line) for f in sys.argv[1:] for line in open(f))
blocks = re.split(r"(?m)^(?=\S)", text)
asks = {}
names = {}
for b in blocks:
    m = re.match(r"(define|criterion)\s+([\w.\-]+)", b)
    if not m:
        continue
    body = b[m.end():]
    asks[m[2]] = set(re.findall(r"\b(?:every|no|count)\s*\(?\s*\w+\s+in\s+(\w+)", body))
    asks[m[2]] |= set(re.findall(r"\bcount\s*\(?\s*(\w+)", body))
    asks[m[2]] |= set(re.findall(r"\brun\b.*?\bfor\s+\w+\s+in\s+(\w+)", body))
    names[m[2]] = set(re.findall(r"\b(\w+)\(", body)) | set(re.findall(r"\b\w+\b", body))
for _ in range(len(asks)):
    for n in asks:
        for used in names[n] & asks.keys():
            asks[n] |= asks[used]
for n in asks:
    if "-" in n:
        for r in sorted(asks[n]):
            print(n, r)
P
python3 registers.py "$root"/shared/iso20000-1/criteria/*.rules >asks.txt
check "the rules were read" grep -qx '4.3-b services' asks.txt
# Its members are the references of all registers.
for file in "$root"/shared/iso20000-1/registers/*.json; do echo "D-a $(basename "$file" .json)"; done >>asks.txt
# Its members are the courses that were completed; the others are 7.2-b's.
echo "7.2-c training" >>asks.txt

cat >thin.py <<'P'
"""thin.py FULL OUT FILE SEED: a copy of FULL, about half of FILE's rows left out."""
import random, shutil, sys
full, out, name, seed = sys.argv[1:]
shutil.rmtree(out, ignore_errors=True)
shutil.copytree(full, out)
rows, quoted = [b""], False
for line in open(f"{full}/{name}", "rb"):
    rows[-1] += line
    quoted ^= line.count(b'"') % 2 == 1
    if not quoted:
        rows.append(b"")
rows = [r for r in rows if r]
pick = random.Random(name + seed)
kept = [r for r in rows[1:] if pick.random() < 0.5] or rows[1:2]
open(f"{out}/{name}", "wb").write(b"".join(rows[:1] + kept))
P
cat >better.py <<'P'
"""Prints the criteria that fare better in AFTER than in BEFORE without leave."""
import json, sys
before, after = ({c["id"]: c for c in json.load(open(f))["criteria"]} for f in sys.argv[1:3])
leave = {line.split()[0] for line in open("asks.txt") if line.split()[1] == sys.argv[3]}
for i, b in before.items():
    a = after[i]
    if i in leave:
        continue
    if a["result"] == "met" and b["result"] != "met":
        print(i, b["result"], "became met")
    elif a["failing"] + a["unknown"] < b["failing"] + b["unknown"]:
        print(i, b["failing"], b["unknown"], "became", a["failing"], a["unknown"])
P

# Findings count against every clause, and nil returns excuse rows that are
# missing; both are taken back by their own rules.
for file in full/*.csv; do
	file=${file##*/}
	case $file in audit-findings.csv | nil-returns.csv) continue ;; esac
	register=$(preaudit-import --store base --dry-run --extracted 2026-09-30 --json "full/$file" 2>.import |
	    jq -r 'first(.. | .register? // empty)')
	for seed in 1 2; do
		python3 thin.py full thin "$file" "$seed"
		if judge thin thin.json; then
			python3 better.py full.json thin.json "$register" >better.txt
			check "nothing is better without rows of $register ($seed)" test ! -s better.txt
			[ ! -s better.txt ] || sed 's/^/    /' better.txt
		else
			fail "$file without half of its rows can be judged" "$(head -5 .import)"
		fi
	done
done
