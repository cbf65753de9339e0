#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The store's format is what docs/store-format.md says: a verifier written from
# that page, with nothing of ours, finds whole what we write, and names the file
# of any byte that was changed. FLIPS=N tries N of them (LONG=1: 2,000). On stores made at random, and on each damage of
# them, it agrees with `store check` (STORES=N of them, 300 with LONG=1).
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
verifier=$root/tests/interop/verify_store.py
example_store
issue_example
run preaudit-report --store store --on 2027-06-30 --issue --out forecast
is_status 0 "a forecast is issued"
# Everything a record can say: an undo, a mapping, options, a second rule set.
printf 'Kennung;Dienst;Im Umfang\r\nS-9;"Archiv; alt";ja\r\n' >neu.csv
cat >neu.json <<'JSON'
{"preaudit": "mapping/1", "register": "services", "set": {"status": "live"}, "columns": [
 {"column": "Kennung", "field": "service_id"}, {"column": "Dienst", "field": "name"},
 {"column": "Im Umfang", "ignore": true}]}
JSON
run preaudit-import --store store --changes --map neu.json --by "Service desk" --system CMDB --extracted 2026-10-01 neu.csv
is_status 0 "a file with a mapping is imported"
run preaudit-store status --store store --json
last=$(($(json .head.size "$out") - 1))
run preaudit-import --store store undo "$last" --reason "wrong file"
is_status 0 "it is taken back"
run preaudit-store adopt --store store "$root/shared/iso20000-1" --set review_interval=6
[ "$status" = 0 ] || show_run
is_status 0 "rules with another parameter are adopted"

run python3 "$verifier" store
is_status 0 "the verifier written from the document finds the store whole"
[ "$status" = 0 ] || show_run
for what in records checkpoints "data files" files proofs; do
	n=$(sed -n "s/.* \([0-9]*\) $what.*/\1/p" "$out")
	check "it looked at $what: ${n:-none}" test "${n:-0}" -ge 1
done

damaged changed
cat >flips.py <<'PY'
import os, random, subprocess, sys
n, verifier = int(sys.argv[1]), sys.argv[2]
pick = random.Random(20000)
# What can be written again from the log, and is no evidence.
derived = {"RECEIPT.txt", "SHA256SUMS", "lock"}
files = sorted(os.path.join(d, f) for d, _, fs in os.walk("changed") for f in fs if f not in derived)
missed = 0
for i in range(n):
    path = files[i % len(files)] if i < len(files) else pick.choice(files)
    old = open(path, "rb").read()
    at = pick.randrange(len(old))
    os.chmod(path, 0o640)
    with open(path, "wb") as f:
        f.write(old[:at] + bytes([old[at] ^ (1 << pick.randrange(8))]) + old[at + 1:])
    r = subprocess.run([sys.executable, verifier, "changed"], capture_output=True, check=False)
    with open(path, "wb") as f:
        f.write(old)
    if r.returncode == 0:
        missed += 1
        print(f"not noticed: {path}, byte {at}")
print(f"{n} flips, {missed} not noticed")
sys.exit(missed != 0)
PY
cp -a store changed
chmod -R u+w changed
flips=${FLIPS:-60}
[ -z "${LONG:-}" ] || flips=2000
check "the verifier notices $flips bytes changed, one at a time" python3 flips.py "$flips" "$verifier"
check "the copy is as it was" diff -r store changed

# Both checkers, on stores that neither was written for. Each has its own way to look.
stores=${STORES:-4}
[ -z "${LONG:-}" ] || stores=300
mkdir random
cd random || exit 1
run python3 "$root/tests/lib/agree.py" 1 "$stores" 10 "$verifier" "$root/shared/iso20000-1"
is_status 0 "$stores stores made at random: $(tail -n 1 "$out")"
out_has "$stores stores, " "all were made"
out_has "$((stores * 10)) mutations, " "all damages were tried"
found=$(sed -n 's/.* \([0-9]*\) found.*/\1/p' "$out")
check "most damages are found: ${found:-none} of $((stores * 10))" test "${found:-0}" -ge $((stores * 8))
cd "$work" && rm -rf random
